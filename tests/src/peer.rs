//! One real `sotto headless` process, driven over JSON-RPC as a user's bot would drive it.
//!
//! ```text
//! start -> running -(kill9 | shutdown)-> ended -(restart)-> running
//! ```
//! Everything that the program ever said stays in the journal, over all its lives.

mod journal;
mod life;

pub use journal::{Entry, Mark};

use crate::trace::Trace;
use crate::wait::Deadline;
use anyhow::{Context, Result, bail};
use journal::Journal;
use life::Life;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::ExitStatus;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How long an answer may take: unlocking derives a key with Argon2id, on a loaded machine, perhaps traced.
pub const ANSWER_PATIENCE: Duration = Duration::from_secs(60);
/// How long the program may take to end in order: links are closed, the vault is shut.
pub const END_PATIENCE: Duration = Duration::from_secs(30);

/// How a program is started.
#[derive(Clone, Debug)]
pub struct Launch {
    /// The `sotto` under test.
    pub binary: PathBuf,
    /// The profile folder; also the program's home.
    pub profile: PathBuf,
    /// `--tor-network`: the network to use, in the form of an `arti.toml`.
    pub tor_network: Option<PathBuf>,
    /// `--transports`: folders with pluggable transports.
    pub transports: Vec<PathBuf>,
    /// The folder where the program stands when it starts.
    pub standing: PathBuf,
    /// Words that go before the program, such as `unshare -m`.
    pub wrapper: Vec<OsString>,
    /// What the kernel is asked is written down.
    pub trace: Option<Trace>,
}

impl Launch {
    /// The program on a profile, with nothing else.
    #[must_use]
    pub fn new(binary: impl Into<PathBuf>, profile: impl Into<PathBuf>) -> Self {
        Self {
            binary: binary.into(),
            profile: profile.into(),
            tor_network: None,
            transports: Vec::new(),
            standing: PathBuf::from("/"),
            wrapper: Vec::new(),
            trace: None,
        }
    }

    /// With a network.
    #[must_use]
    pub fn tor_network(mut self, file: impl Into<PathBuf>) -> Self {
        self.tor_network = Some(file.into());
        self
    }

    /// With one more folder of pluggable transports.
    #[must_use]
    pub fn transports(mut self, folder: impl Into<PathBuf>) -> Self {
        self.transports.push(folder.into());
        self
    }

    /// Started from a folder.
    #[must_use]
    pub fn standing(mut self, folder: impl Into<PathBuf>) -> Self {
        self.standing = folder.into();
        self
    }

    /// Behind the words of another program.
    #[must_use]
    pub fn wrapped<W: Into<OsString>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.wrapper = words.into_iter().map(Into::into).collect();
        self
    }

    /// Traced.
    #[must_use]
    pub fn traced(mut self, trace: Trace) -> Self {
        self.trace = Some(trace);
        self
    }

    /// Where the program's standard error goes: beside the profile, never into it.
    #[must_use]
    pub fn stderr(&self) -> PathBuf {
        let mut name = self.profile.file_name().unwrap_or_default().to_owned();
        name.push(".stderr");
        self.profile.with_file_name(name)
    }
}

/// A request that was not carried out, as the program answered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The JSON-RPC error code.
    pub code: i64,
    /// The sentence.
    pub message: String,
    /// The engine's failure, by name: `address_own`.
    pub failure: Option<String>,
}

impl Refusal {
    fn of(error: &Value) -> Self {
        let failure = &error["data"]["failure"];
        // a failure with a field is an object with the failure's name as its only key
        let named = || failure.as_object().and_then(|object| object.keys().next()).map(String::as_str);
        Self {
            code: error["code"].as_i64().unwrap_or_default(),
            message: error["message"].as_str().unwrap_or_default().to_owned(),
            failure: failure.as_str().or_else(named).map(str::to_owned),
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, message, failure } = self;
        write!(f, "refused ({code}, {}): {message}", failure.as_deref().unwrap_or("no failure"))
    }
}

impl std::error::Error for Refusal {}

/// A request that is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallId(u64);

/// One `sotto headless` with its journal. Dropping it kills the program.
#[derive(Debug)]
pub struct Peer {
    name: String,
    launch: Launch,
    journal: Arc<Journal>,
    life: Option<Life>,
    next: AtomicU64,
}

impl Peer {
    /// Starts the program. `name` is how errors call it.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn start(name: &str, launch: Launch) -> Result<Self> {
        let journal = Arc::new(Journal::default());
        let life = Some(Life::begin(&launch, &journal)?);
        Ok(Self { name: name.to_owned(), launch, journal, life, next: AtomicU64::new(1) })
    }

    /// How errors call it.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The profile folder.
    #[must_use]
    pub fn profile(&self) -> &Path {
        &self.launch.profile
    }

    /// The process number of the program, or of the wrapper before it.
    #[must_use]
    pub fn process(&self) -> Option<u32> {
        self.life.as_ref().map(Life::process)
    }

    /// Asks, and waits for the answer.
    ///
    /// # Errors
    /// A [`Refusal`], or that no answer came within [`ANSWER_PATIENCE`].
    pub fn call(&self, method: &str, params: Value) -> Result<Value> {
        let call = self.post(method, params)?;
        self.answer(call, Deadline::after(ANSWER_PATIENCE))
            .with_context(|| format!("{}: {method}", self.name))
    }

    /// Asks what must be refused.
    ///
    /// # Errors
    /// It was carried out, or no answer came.
    pub fn refusal(&self, method: &str, params: Value) -> Result<Refusal> {
        match self.call(method, params) {
            Ok(_) => bail!("{}: {method} was carried out, but should have been refused", self.name),
            Err(error) => error.downcast::<Refusal>(),
        }
    }

    /// Asks, without waiting for the answer.
    ///
    /// # Errors
    /// The program does not run or does not listen.
    pub fn post(&self, method: &str, params: Value) -> Result<CallId> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut request = json!({"jsonrpc": "2.0", "id": id, "method": method});
        if !params.is_null() {
            request["params"] = params;
        }
        self.write_line(request.to_string().as_bytes())?;
        Ok(CallId(id))
    }

    /// Waits for the answer to a request.
    ///
    /// # Errors
    /// A [`Refusal`], the end of the program, or that no answer came in time.
    pub fn answer(&self, call: CallId, deadline: Deadline) -> Result<Value> {
        let answers = |entry: &Entry| entry.value["id"] == call.0;
        let entry =
            self.journal.wait(self.journal.begin(), deadline, answers).with_context(|| self.plight())?;
        match entry.value.get("error") {
            Some(error) => Err(Refusal::of(error).into()),
            None => Ok(entry.value["result"].clone()),
        }
    }

    /// Writes a line as it is, right or wrong, and its end.
    ///
    /// # Errors
    /// The program does not run or does not listen.
    pub fn write_line(&self, line: &[u8]) -> Result<()> {
        self.life.as_ref().with_context(|| format!("{} is not running", self.name))?.write(line)
    }

    /// Here in the journal: what comes later comes after it.
    #[must_use]
    pub fn mark(&self) -> Mark {
        self.journal.end()
    }

    /// The beginning of this life of the program in the journal.
    #[must_use]
    pub fn birth(&self) -> Mark {
        self.journal.begin()
    }

    /// Waits for a line after `since`, of whatever kind.
    ///
    /// # Errors
    /// The end of the program, or that none came in time.
    pub fn wait_entry(
        &self,
        since: Mark,
        deadline: Deadline,
        wanted: impl Fn(&Entry) -> bool,
    ) -> Result<Entry> {
        self.journal.wait(since, deadline, wanted).with_context(|| self.plight())
    }

    /// Waits for an event after `since` and returns its parameters.
    ///
    /// # Errors
    /// The end of the program, or that none came in time.
    pub fn wait_event(
        &self,
        method: &str,
        since: Mark,
        deadline: Deadline,
        wanted: impl Fn(&Value) -> bool,
    ) -> Result<Value> {
        let is_it = |entry: &Entry| entry.value["method"] == method && wanted(&entry.value["params"]);
        let entry = self.wait_entry(since, deadline, is_it).with_context(|| format!("the event {method}"))?;
        Ok(entry.value["params"].clone())
    }

    /// Everything that was said since `since`.
    #[must_use]
    pub fn entries(&self, since: Mark) -> Vec<Entry> {
        self.journal.entries(since)
    }

    /// Kills the program as a power cut would, without a word.
    ///
    /// # Errors
    /// It does not run.
    pub fn kill9(&mut self) -> Result<()> {
        self.life.take().with_context(|| format!("{} is not running", self.name))?.kill()
    }

    /// Starts the program again on the same profile.
    ///
    /// # Errors
    /// It still runs, or cannot be started.
    pub fn restart(&mut self) -> Result<()> {
        if self.life.is_some() {
            bail!("{} is still running", self.name);
        }
        self.journal.new_life();
        self.life = Some(Life::begin(&self.launch, &self.journal)?);
        Ok(())
    }

    /// Asks the program to end and waits for it.
    ///
    /// # Errors
    /// It refused, or did not end in time.
    pub fn shutdown(&mut self) -> Result<ExitStatus> {
        self.call("shutdown", Value::Null)?;
        self.wait_end()
    }

    /// Ends the program by closing its standard input and waits for it.
    ///
    /// # Errors
    /// It did not end in time.
    pub fn hang_up(&mut self) -> Result<ExitStatus> {
        self.life.as_ref().with_context(|| format!("{} is not running", self.name))?.close_input();
        self.wait_end()
    }

    /// Waits for the program to end by itself.
    ///
    /// # Errors
    /// It did not end in time; it is killed then.
    pub fn wait_end(&mut self) -> Result<ExitStatus> {
        let life = self.life.take().with_context(|| format!("{} is not running", self.name))?;
        life.wait(Deadline::after(END_PATIENCE)).with_context(|| self.plight())
    }

    /// Whatever the program wrote on standard error, in all its lives.
    #[must_use]
    pub fn stderr(&self) -> String {
        let bytes = std::fs::read(self.launch.stderr()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// What one wants to know when a wait was in vain.
    fn plight(&self) -> String {
        let stderr = self.stderr();
        let last = stderr.lines().last().unwrap_or("nothing");
        format!("{} said so far: {}; on standard error: {last}", self.name, self.journal.tail())
    }
}
