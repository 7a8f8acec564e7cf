//! One of the two engines, on threads like the program's.

use super::tap::Tap;
use anyhow::{Context, Result, bail};
use sotto_engine::Handle;
use sotto_engine::api::{
    Contact, ContactId, Event, MessageId, MessageState, NetworkPhase, Presence, Request, Response, Standing,
};
use sotto_engine::rehearsal::{Machine, Time};
use sotto_tests::wait::now;
use sotto_transport::{BoxedStream, Isolation, Network, OnionAddress};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::runtime::Builder;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Threads of streams, as many as the program has.
const WORKERS: usize = 2;
/// Longer than anything here takes: a descriptor that is not there yet is asked for again after a minute.
const PATIENCE: Duration = Duration::from_secs(180);

/// Events that wait to be looked at, with the time at which they were told.
const TOLD_QUEUE: usize = 1024;

/// An event, and when the front end had it.
type Told = (Instant, Event);

/// An engine, its front end, and the one contact.
pub(super) struct Side {
    name: &'static str,
    tap: Tap,
    handle: Handle,
    told: mpsc::Receiver<Told>,
    contact: ContactId,
}

/// The moments of one message.
pub(super) struct Way {
    /// `send` is called.
    pub(super) begun: Instant,
    /// It is answered: the text is durable.
    pub(super) answered: Instant,
    /// The other front end has the text: it is durable there.
    pub(super) received: Instant,
    /// Our front end has the second tick.
    pub(super) delivered: Instant,
}

impl Side {
    /// Begins the life of an engine on the disk `folder`. Must be called inside a tokio runtime.
    pub(super) fn start(name: &'static str, folder: &Path, tap: Tap) -> Result<Self> {
        let (handle, events) = start(folder, Arc::new(tap.clone()))?;
        let (to, told) = mpsc::channel(TOLD_QUEUE);
        tokio::spawn(note(events, to));
        Ok(Self { name, tap, handle, told, contact: ContactId(0) })
    }

    /// Sends a text to the other side and follows it until its delivery is told.
    pub(super) async fn deliver(&mut self, to: &mut Self, text: &str) -> Result<Way> {
        let (contact, text) = (self.contact, text.to_owned());
        let begun = now();
        let id = match self.call(Request::Send { contact, text, reply_to: None }).await? {
            Response::Message(message) => message.id,
            other => bail!("an answer to another question: {other:?}"),
        };
        let answered = now();
        let (delivered, _) = self.wait(|event| is_delivered(event, id)).await.context("the second tick")?;
        let (received, _) = to.wait(is_received).await.context("the text")?;
        Ok(Way { begun, answered, received, delivered })
    }

    /// Everything has been seen.
    pub(super) async fn read(&self) -> Result<()> {
        self.call(Request::MarkRead { contact: self.contact }).await.map(drop)
    }

    /// A stream to the other side's client, over the circuit of the link if this side has dialled it.
    pub(super) async fn dial_echo(&self, other: &Self) -> Result<BoxedStream> {
        let to = OnionAddress::parse(&other.address().await?).context("an address")?;
        other.tap.arm();
        let isolation = Isolation(self.contact.0.unsigned_abs());
        Ok(self.tap.dialer()?.dial(&to, isolation).await?)
    }

    async fn call(&self, request: Request) -> Result<Response> {
        let failed = || format!("{} refused", self.name);
        self.handle.call(request).await.with_context(failed)
    }

    async fn address(&self) -> Result<String> {
        match self.call(Request::Status).await? {
            Response::Status(status) => status.address.context("an address"),
            other => bail!("an answer to another question: {other:?}"),
        }
    }

    async fn wait(&mut self, wanted: impl Fn(&Event) -> bool) -> Result<Told> {
        let found = async {
            loop {
                match self.told.recv().await {
                    Some(told) if wanted(&told.1) => return Ok(told),
                    Some(_) => {}
                    None => bail!("the engine has ended"),
                }
            }
        };
        timeout(PATIENCE, found).await.with_context(|| format!("{} waited in vain", self.name))?
    }

    async fn wait_contact(&mut self, wanted: impl Fn(&Contact) -> bool) -> Result<Contact> {
        let is_it = |event: &Event| matches!(event, Event::Contact(contact) if wanted(contact));
        match self.wait(is_it).await? {
            (_, Event::Contact(contact)) => Ok(contact),
            (_, other) => bail!("another event: {other:?}"),
        }
    }

    async fn go_online(&mut self) -> Result<()> {
        self.call(Request::Connect).await?;
        let online = |event: &Event| matches!(event, Event::Status(status) if status.network.phase == NetworkPhase::Online);
        self.wait(online).await.map(drop)
    }
}

/// Both go online, the first adds the second, who accepts; returns when there is a session and both know it.
pub(super) async fn meet(first: &mut Side, second: &mut Side) -> Result<()> {
    first.go_online().await?;
    second.go_online().await?;
    let address = second.address().await?;
    let added = first.call(Request::AddContact { address, name: second.name.to_owned() }).await?;
    let Response::Contact(added) = added else { bail!("an answer to another question") };
    first.contact = added.id;
    let asks = second.wait_contact(|contact| contact.standing == Standing::Requesting).await?;
    second.contact = asks.id;
    second.call(Request::AcceptRequest { contact: asks.id, name: first.name.to_owned() }).await?;
    let there = |contact: &Contact| contact.accepted_us && contact.presence == Presence::Online;
    first.wait_contact(there).await.map(drop)
}

/// An engine on a thread of its own, with its streams on others, as in the program.
pub(super) fn start(folder: &Path, network: Arc<dyn Network>) -> Result<(Handle, mpsc::Receiver<Event>)> {
    std::fs::create_dir_all(folder).context("a profile folder")?;
    let runtime = Builder::new_multi_thread().worker_threads(WORKERS).enable_all().build()?;
    let life = Machine::new(folder).live(network, Time::Real)?;
    let engine = life.engine;
    let run = move || runtime.block_on(engine);
    // It ends with its last handle, or with the process.
    let _thread = std::thread::Builder::new().name("engine".to_owned()).spawn(run)?;
    Ok((life.handle, life.events))
}

/// Reads what is told as soon as it is told.
async fn note(mut events: mpsc::Receiver<Event>, to: mpsc::Sender<Told>) {
    while let Some(event) = events.recv().await {
        if to.send((now(), event)).await.is_err() {
            return;
        }
    }
}

fn is_received(event: &Event) -> bool {
    matches!(event, Event::Message(message) if message.state == MessageState::Received)
}

fn is_delivered(event: &Event, id: MessageId) -> bool {
    matches!(event, Event::Message(message) if message.id == id && message.state == MessageState::Delivered)
}
