//! What one durable commit costs: a text to somebody who is not there, in an engine that is not connected.

use super::side;
use anyhow::{Context, Result, bail};
use sotto_engine::Handle;
use sotto_engine::api::{ContactId, Request, Response};
use sotto_tests::wait::now;
use sotto_transport::ServiceKey;
use sotto_transport::sim::Sim;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// An engine beside the others, on the same disk.
pub(super) struct Disk {
    handle: Handle,
    contact: ContactId,
}

impl Disk {
    pub(super) async fn start(folder: &Path) -> Result<Self> {
        // Never entered.
        let network = Sim::new(0).node();
        let (handle, mut events) = side::start(folder, Arc::new(network))?;
        tokio::spawn(async move { while events.recv().await.is_some() {} });
        let address = ServiceKey::from_seed(&[9; 32]).address().reveal();
        let added = handle.call(Request::AddContact { address, name: String::new() }).await?;
        let Response::Contact(contact) = added else { bail!("an answer to another question") };
        Ok(Self { handle, contact: contact.id })
    }

    /// One text is written; how long until it was durable.
    pub(super) async fn commit(&self, n: u64) -> Result<Duration> {
        let (contact, text) = (self.contact, format!("message {n}"));
        let begun = now();
        self.handle.call(Request::Send { contact, text, reply_to: None }).await.context("a commit")?;
        Ok(begun.elapsed())
    }
}
