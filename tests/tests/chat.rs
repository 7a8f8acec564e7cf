//! Two `sotto chat` in pipes meet over a private Tor network and talk, as two people at terminals would.

use anyhow::{Context, Result, ensure};
use sotto_tests::conversation::{ARRIVAL_PATIENCE, ONLINE_PATIENCE};
use sotto_tests::peer::ANSWER_PATIENCE;
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::wait::{Deadline, poll_until};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

const PASSPHRASE: &str = "tractor lamp quiet seven moon";

/// A person at a terminal.
struct Person {
    program: Child,
    input: ChildStdin,
    said: Arc<Mutex<Vec<String>>>,
    /// Lines that were waited for.
    read: usize,
}

impl Person {
    fn sits_down(profile: &Path, network: &TorNet) -> Result<Self> {
        std::fs::create_dir_all(profile)?;
        let mut command = Command::new(program::sotto()?);
        command.env_clear().env("PATH", "/nonexistent").env("LANG", "C.UTF-8").env("HOME", profile);
        command.args(["chat", "--profile"]).arg(profile);
        command.arg("--tor-network").arg(network.folder().join("arti.toml"));
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut program = command.spawn().context("starting sotto chat")?;
        let input = program.stdin.take().context("its standard input")?;
        let output = program.stdout.take().context("its standard output")?;
        let said = Arc::new(Mutex::new(Vec::new()));
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                lines(&heard).push(line);
            }
        });
        Ok(Self { program, input, said, read: 0 })
    }

    fn types(&mut self, line: &str) -> Result<()> {
        writeln!(self.input, "{line}").context("it does not listen")
    }

    /// Waits for a line that begins so, after the one that was waited for before; what follows in it.
    fn hears(&mut self, beginning: &str, patience: Duration) -> Result<String> {
        let found = poll_until(Deadline::after(patience), beginning, || {
            let said = lines(&self.said);
            let mut rest = said.iter().enumerate().skip(self.read);
            Ok(rest.find_map(|(at, line)| Some((at, line.strip_prefix(beginning)?.to_owned()))))
        });
        let (at, rest) = found.with_context(|| format!("it said: {:?}", lines(&self.said)))?;
        self.read = at + 1;
        Ok(rest)
    }

    fn goes_online(&mut self) -> Result<()> {
        self.types("/connect")?;
        self.hears("Connection: Connected through Tor.", ONLINE_PATIENCE).map(|_| ())
    }

    fn leaves(mut self) -> Result<()> {
        self.types("/quit")?;
        let program = &mut self.program;
        let ended = poll_until(Deadline::after(ANSWER_PATIENCE), "the end", || Ok(program.try_wait()?))?;
        ensure!(ended.success(), "sotto chat did not end in order");
        Ok(())
    }
}

fn lines(said: &Mutex<Vec<String>>) -> MutexGuard<'_, Vec<String>> {
    said.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Person {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn two_people_at_terminals_meet_by_address_and_talk_both_ways() -> Result<()> {
    let network = TorNet::start(&Options::default())?;
    let folder = tempfile::tempdir()?;
    let mut people = Vec::new();
    for name in ["ada", "grace"] {
        let mut person = Person::sits_down(&folder.path().join(name), &network)?;
        for line in ["/create", PASSPHRASE, PASSPHRASE] {
            person.types(line)?;
        }
        let address = person.hears("Your address: ", ANSWER_PATIENCE)?;
        person.goes_online()?;
        people.push((person, address));
    }
    let [(mut ada, _), (mut grace, address)] = <[_; 2]>::try_from(people).ok().context("two people")?;

    ada.types(&format!("/add {address} Grace"))?;
    ada.types("Hello Grace, this is Ada.")?;
    ada.hears("You: Hello Grace", ANSWER_PATIENCE)?;
    grace.hears("Somebody new asks", ARRIVAL_PATIENCE)?;
    // the greeting may still be on its way when the request is there
    let number = poll_until(Deadline::after(ARRIVAL_PATIENCE), "the greeting", || {
        grace.types("/requests")?;
        let number = grace.hears("Request ", ANSWER_PATIENCE)?;
        let read = grace.read;
        grace.types("/status")?;
        grace.hears("No conversation is open.", ANSWER_PATIENCE)?;
        let said = lines(&grace.said);
        let greeted = said.iter().skip(read).any(|line| line.ends_with(": Hello Grace, this is Ada."));
        Ok(greeted.then(|| number.split(',').next().unwrap_or_default().to_owned()))
    })?;
    grace.types(&format!("/accept {number} Ada"))?;
    ada.hears("Delivered to Grace: Hello Grace, this is Ada.", ARRIVAL_PATIENCE)?;
    grace.types("Loud and clear.")?;
    ada.hears("Grace: Loud and clear.", ARRIVAL_PATIENCE)?;
    grace.hears("Delivered to Ada: Loud and clear.", ARRIVAL_PATIENCE)?;
    let once = |person: &Person, line: &str| lines(&person.said).iter().filter(|said| *said == line).count();
    ensure!(once(&ada, "Grace: Loud and clear.") == 1, "said twice");
    ada.leaves()?;
    grace.leaves()
}
