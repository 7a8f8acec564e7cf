//! An engine with its front end.

use anyhow::{Context, Result, bail};
use sotto_engine::Handle;
use sotto_engine::api::{
    Contact, ContactId, Event, Message, MessageId, MessageState, NetworkPhase, Request, Response,
};
use sotto_engine::rehearsal::{Machine, Time};
use sotto_transport::sim::Sim;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// Longest wait for anything.
const PATIENCE: Duration = Duration::from_secs(60);

/// One of the people.
pub(super) struct Party {
    pub(super) handle: Handle,
    events: mpsc::Receiver<Event>,
}

impl Party {
    /// A profile in `folder`, online.
    pub(super) async fn begin(folder: &Path, sim: &Sim) -> Result<Self> {
        let life = Machine::new(folder).live(Arc::new(sim.node()), Time::Real)?;
        tokio::spawn(life.engine);
        let mut party = Self { handle: life.handle, events: life.events };
        party.ask(Request::Connect).await?;
        let online = |event: &Event| matches!(event, Event::Status(status) if status.network.phase == NetworkPhase::Online);
        party.until(|event| online(event).then_some(())).await?;
        Ok(party)
    }

    pub(super) async fn ask(&self, request: Request) -> Result<Response> {
        Ok(self.handle.call(request).await?)
    }

    pub(super) async fn link(&self) -> Result<String> {
        match self.ask(Request::Status).await? {
            Response::Status(status) => status.link.context("no profile is open"),
            other => bail!("not a status: {other:?}"),
        }
    }

    pub(super) async fn add(&self, address: String) -> Result<ContactId> {
        match self.ask(Request::AddContact { address, name: String::new() }).await? {
            Response::Contact(contact) => Ok(contact.id),
            other => bail!("not a contact: {other:?}"),
        }
    }

    pub(super) async fn contacts(&self) -> Result<Vec<Contact>> {
        match self.ask(Request::Contacts).await? {
            Response::Contacts(contacts) => Ok(contacts),
            other => bail!("not contacts: {other:?}"),
        }
    }

    pub(super) async fn send(&self, contact: ContactId, text: &str) -> Result<Message> {
        match self.ask(Request::Send { contact, text: text.to_owned(), reply_to: None }).await? {
            Response::Message(message) => Ok(message),
            other => bail!("not a message: {other:?}"),
        }
    }

    /// Waits until a message of ours is delivered.
    pub(super) async fn delivered(&mut self, id: MessageId) -> Result<()> {
        self.until(|event| match event {
            Event::Message(message) if message.id == id => {
                (message.state == MessageState::Delivered).then_some(())
            }
            _ => None,
        })
        .await
    }

    /// Waits for an event; those before it are passed over.
    pub(super) async fn until<T>(&mut self, mut wanted: impl FnMut(&Event) -> Option<T>) -> Result<T> {
        let search = async {
            while let Some(event) = self.events.recv().await {
                if let Some(found) = wanted(&event) {
                    return Ok(found);
                }
            }
            bail!("the engine ended")
        };
        timeout(PATIENCE, search).await.context("it did not happen in time")?
    }

    /// Reads what is there, so that nothing of it is taken for later.
    pub(super) fn forget_events(&mut self) {
        while self.events.try_recv().is_ok() {}
    }
}
