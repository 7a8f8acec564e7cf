//! OTR version 3 as libotr does it: a child process that is told what to do, and says what it cost.

use crate::contest::Contestant;
use std::{
    cell::RefCell,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    rc::Rc,
    time::Duration,
};

/// Where Debian's libotr5-dev puts what it is recognised by.
const HEADER: &str = "/usr/include/libotr/proto.h";

/// Our program around it.
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/sessions/libotr.c");

/// What is compiled from it.
const PROGRAM: &str = concat!(env!("CARGO_TARGET_TMPDIR"), "/sessions-libotr");

/// The running program; ends when the last of its contestants is dropped.
#[derive(Clone)]
pub(crate) struct Libotr(Rc<RefCell<Running>>);

struct Running {
    child: Child,
    /// Closing it ends the program.
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
    version: String,
}

impl Libotr {
    /// Compiles and starts it; says why not if the library is not here.
    pub(crate) fn start() -> Result<Self, String> {
        if !Path::new(HEADER).exists() {
            return Err("libotr5-dev is not installed".to_owned());
        }
        let compiler = Command::new("cc")
            .args(["-O2", "-std=gnu11", "-Wall", "-Wextra", "-o"])
            .args([PROGRAM, SOURCE, "-lotr", "-lgcrypt"])
            .status();
        assert!(compiler.is_ok_and(|status| status.success()), "cannot compile libotr.c");
        let mut child = Command::new(PROGRAM).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let questions = child.stdin.take();
        let answers = BufReader::new(child.stdout.take().unwrap());
        let mut running = Running { child, questions, answers, version: String::new() };
        running.version = running.answer().trim_start_matches("ready ").to_owned();
        Ok(Self(Rc::new(RefCell::new(running))))
    }

    /// Of the library.
    pub(crate) fn version(&self) -> String {
        self.0.borrow().version.clone()
    }

    /// Somebody for a task of `libotr.c`.
    pub(crate) fn contestant(&self, task: &str) -> Contestant {
        let (this, task) = (self.clone(), task.to_owned());
        Box::new(move |count| Duration::from_nanos(this.ask(&format!("{task} {count}"))))
    }

    /// Resident bytes by which it grows with `pairs` open pairs.
    pub(crate) fn memory(&self, pairs: usize) -> u64 {
        self.ask(&format!("memory {pairs}"))
    }

    fn ask(&self, question: &str) -> u64 {
        let mut running = self.0.borrow_mut();
        writeln!(running.questions.as_mut().unwrap(), "{question}").unwrap();
        running.answer().parse().unwrap()
    }
}

impl Running {
    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).unwrap();
        assert!(!line.is_empty(), "libotr's program has ended");
        line.trim().to_owned()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.questions.take());
        self.child.wait().unwrap();
    }
}
