//! One machine with its lives: an engine that is started, put to sleep, and dies.

use super::model::{Answer, Deed, Seen, Side};
use super::record::Record;
use anyhow::{Context, Result, bail};
use futures::future::{BoxFuture, join_all, poll_fn};
use sotto_engine::Handle;
use sotto_engine::api::{
    ContactId, Event, Failure, Message, MessageId, MessageState, Request, Response, Who,
};
use sotto_engine::rehearsal::{Machine, Time};
use sotto_transport::sim::Sim;
use sotto_transport::{Network, OnionAddress};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Poll, Waker};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;

/// How long an engine may take to answer a request; leaving the network takes it three seconds.
const ANSWER: Duration = Duration::from_secs(30);
/// Messages of one page.
const PAGE: u16 = 500;

/// One machine and its present life, if it has one.
pub(super) struct Party {
    /// Its place among the parties.
    pub(super) index: usize,
    machine: Machine,
    network: Arc<dyn Network>,
    record: Record,
    life: Option<Life>,
}

struct Life {
    handle: Handle,
    engine: JoinHandle<()>,
    listener: JoinHandle<()>,
    nap: Nap,
}

/// Whether a computer sleeps, shared with its engine's task.
#[derive(Clone, Default)]
struct Nap(Arc<Mutex<(bool, Option<Waker>)>>);

impl Party {
    /// A machine with its disk in `folder` and its cable in `sim`.
    #[must_use]
    pub(super) fn new(index: usize, folder: &Path, sim: &Sim, record: &Record) -> Self {
        Self {
            index,
            machine: Machine::new(folder.join(index.to_string())),
            network: Arc::new(sim.node()),
            record: record.clone(),
            life: None,
        }
    }

    /// Begins a life, offline.
    ///
    /// # Errors
    /// The vault does not open.
    pub(super) fn rise(&mut self, time: Time) -> Result<()> {
        let life = self.machine.live(self.network.clone(), time).context("a life begins")?;
        let nap = Nap::default();
        let engine = tokio::spawn(while_awake(life.engine, nap.clone()));
        let listener = tokio::spawn(listen(self.index, life.events, self.record.clone()));
        self.life = Some(Life { handle: life.handle, engine, listener, nap });
        Ok(())
    }

    /// The process dies where it stands.
    pub(super) async fn die(&mut self) {
        let Some(life) = self.life.take() else { return };
        life.engine.abort();
        // Aborted, which is what was wanted.
        let _ended = life.engine.await;
        drop(life.handle);
        let _drained = life.listener.await;
        self.record.shown().died(self.index);
    }

    /// The engine is asked to end, and does.
    pub(super) async fn shut_down(&mut self) {
        self.ask(Request::Shutdown).await;
        self.die().await;
    }

    /// Whether it can be asked anything.
    #[must_use]
    pub(super) fn is_awake(&self) -> bool {
        self.life.as_ref().is_some_and(|life| !life.nap.is_on())
    }

    /// Whether there is an engine.
    #[must_use]
    pub(super) fn is_alive(&self) -> bool {
        self.life.is_some()
    }

    /// The computer sleeps, or wakes.
    pub(super) fn sleep(&self, asleep: bool) {
        if let Some(life) = &self.life {
            life.nap.set(asleep);
        }
    }

    /// Asks the engine. `None` if it is not there, or refuses.
    pub(super) async fn ask(&self, request: Request) -> Option<Response> {
        let handle = &self.life.as_ref().filter(|life| !life.nap.is_on())?.handle;
        match timeout(ANSWER, handle.call(request)).await {
            Ok(answer) => answer.ok(),
            Err(_) => {
                self.record.shown().blame(format!("{} does not answer", self.index));
                None
            }
        }
    }

    /// Asks for these texts to be sent, one behind the other without a wait in between.
    pub(super) async fn say(&self, to: usize, texts: &[String]) {
        let contact = self.record.shown().number(self.index, to);
        let Some((contact, life)) = contact.zip(self.life.as_ref().filter(|life| !life.nap.is_on())) else {
            return;
        };
        let way = (self.index, to);
        for text in texts {
            self.record.shown().ways.entry(way).or_default().ask(text);
        }
        let sent = texts.iter().map(|text| send(&life.handle, contact, text.clone()));
        let Ok(answers) = timeout(ANSWER, join_all(sent)).await else {
            return self.record.shown().blame(format!("{} does not answer", self.index));
        };
        for (text, answer) in texts.iter().zip(answers) {
            self.record.shown().ways.entry(way).or_default().answer(text, answer);
        }
    }

    /// The same, and the process dies at the `turn`-th breath of the runtime, some texts answered or none.
    pub(super) async fn say_and_die(&mut self, to: usize, texts: &[String], turn: usize) {
        tokio::select! {
            biased;
            () = self.say(to, texts) => {}
            () = breaths(turn) => {}
        }
        self.die().await;
    }

    /// Does something to one of the newest texts with another; the words of an edit follow the text's name.
    pub(super) async fn change(&self, with: usize, deed: &Deed, which: usize) {
        let Some(life) = self.life.as_ref().filter(|life| !life.nap.is_on()) else { return };
        let own = !matches!(deed, Deed::React(_));
        let text = self.record.shown().text(self.index, with, own, which);
        let Some((message, name, is_own)) = text else { return };
        let (way, by) =
            if is_own { ((self.index, with), Side::Author) } else { ((with, self.index), Side::Reader) };
        let deed = match deed {
            Deed::Edit(words) => Deed::Edit(format!("{name} {words}")),
            other => other.clone(),
        };
        self.record.shown().ways.entry(way).or_default().ask_deed(&name, by, deed.clone());
        let Ok(answer) = timeout(ANSWER, life.handle.call(request(&deed, message))).await else {
            return self.record.shown().blame(format!("{} does not answer", self.index));
        };
        let answer = answer_of(answer);
        let mut shown = self.record.shown();
        shown.note(format_args!("{} asked for {name}: {answer:?}", self.index));
        shown.ways.entry(way).or_default().answer_deed(&name, by, &deed, answer);
    }

    /// The same, and the process dies at the `turn`-th breath of the runtime.
    pub(super) async fn change_and_die(&mut self, with: usize, deed: &Deed, which: usize, turn: usize) {
        tokio::select! {
            biased;
            () = self.change(with, deed, which) => {}
            () = breaths(turn) => {}
        }
        self.die().await;
    }

    /// The address, as contacts show it and as the network knows it.
    ///
    /// # Errors
    /// The engine does not say.
    pub(super) async fn address(&self) -> Result<(String, OnionAddress)> {
        let Some(Response::Status(status)) = self.ask(Request::Status).await else { bail!("no status") };
        let shown = status.address.context("no address")?;
        let address = OnionAddress::from_link_or_address(&shown)?;
        Ok((shown, address))
    }

    /// Adds a contact, or accepts who has asked.
    pub(super) async fn befriend(&self, address: String) {
        let request = Request::AddContact { address, name: String::new() };
        if let Some(Response::Contact(contact)) = self.ask(request).await {
            self.record.shown().contact(self.index, &contact);
        }
    }

    /// Looks at all contacts and messages, which the record compares with what was shown before. Only before it goes
    /// online: the answer could be older than what is told meanwhile.
    pub(super) async fn look(&self) {
        if let Some(life) = self.life.as_ref().filter(|life| !life.nap.is_on()) {
            look(self.index, &life.handle, &self.record).await;
        }
    }

    /// The whole history with another, oldest first.
    pub(super) async fn history(&self, with: usize) -> Vec<Message> {
        let contact = self.record.shown().number(self.index, with);
        match contact.zip(self.life.as_ref()) {
            Some((contact, life)) => history(&life.handle, contact).await,
            None => Vec::new(),
        }
    }
}

/// A message as it is compared: whether it is the own one of who shows it, and how it looks.
#[must_use]
pub(super) fn seen(message: &Message) -> (bool, Seen) {
    let own = message.state != MessageState::Received;
    let (author, reader) = if own { (Who::Us, Who::Them) } else { (Who::Them, Who::Us) };
    let of = |who| message.reactions.iter().find(|reaction| reaction.by == who);
    let reactions = [author, reader].map(|who| of(who).map(|reaction| reaction.text.clone()));
    (own, Seen { text: message.text.clone(), edited: message.edited, reactions })
}

impl Nap {
    fn is_on(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).0
    }

    fn set(&self, asleep: bool) {
        let mut nap = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        nap.0 = asleep;
        nap.1.take().into_iter().for_each(Waker::wake);
    }

    /// Whether it sleeps; whoever asks is woken with it.
    fn poll(&self, waker: &Waker) -> bool {
        let mut nap = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        nap.1 = Some(waker.clone());
        nap.0
    }
}

/// The engine, which stands still while its computer sleeps.
async fn while_awake(mut engine: BoxFuture<'static, Result<(), Failure>>, nap: Nap) {
    let awake = poll_fn(|cx| if nap.poll(cx.waker()) { Poll::Pending } else { engine.as_mut().poll(cx) });
    // It says why it could not begin; whoever asks it next gets no answer.
    let _ended = awake.await;
}

async fn listen(party: usize, mut events: mpsc::Receiver<Event>, record: Record) {
    while let Some(event) = events.recv().await {
        record.shown().tell(party, &event);
    }
}

async fn look(party: usize, handle: &Handle, record: &Record) {
    let Ok(Response::Contacts(contacts)) = handle.call(Request::Contacts).await else { return };
    for contact in contacts {
        record.shown().contact(party, &contact);
        let all = history(handle, contact.id).await;
        let mut shown = record.shown();
        all.iter().for_each(|message| shown.message(party, message));
        shown.review(party, contact.id, &all);
    }
}

/// All messages with a contact, oldest first.
async fn history(handle: &Handle, contact: ContactId) -> Vec<Message> {
    let mut all = Vec::new();
    let mut before: Option<MessageId> = None;
    loop {
        let request = Request::History { contact, before, after: None, around: None, limit: PAGE };
        let Ok(Response::History(page)) = handle.call(request).await else { return all };
        before = page.messages.first().map(|message| message.id);
        all.splice(0..0, page.messages);
        if !page.more {
            return all;
        }
    }
}

async fn send(handle: &Handle, contact: ContactId, text: String) -> Answer {
    answer_of(handle.call(Request::Send { contact, text, reply_to: None }).await)
}

fn answer_of(answer: Result<Response, Failure>) -> Answer {
    match answer {
        Ok(_) => Answer::Kept,
        // It ended before it answered.
        Err(Failure::Busy) => Answer::None,
        Err(_) => Answer::Refused,
    }
}

fn request(deed: &Deed, message: MessageId) -> Request {
    match deed.clone() {
        Deed::Edit(text) => Request::Edit { message, text },
        Deed::React(reaction) => Request::React { message, reaction },
        Deed::Delete => Request::DeleteMessage { message, for_both: true },
    }
}

async fn breaths(turn: usize) {
    for _ in 0..turn {
        tokio::task::yield_now().await;
    }
}
