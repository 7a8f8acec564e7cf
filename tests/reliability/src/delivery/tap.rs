//! A network whose two Arti clients carry a bare stream beside the engines' links.

use super::bare;
use anyhow::{Context, Result};
use sotto_transport::network::EVENT_QUEUE;
use sotto_transport::tor::{Tor, TorOptions};
use sotto_transport::{
    BridgeError, BridgeLine, Connection, Dialer, Entry, Network, NetworkEvent, ServiceKey, Storage,
};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc;

/// Tor, and a way past the engine that uses it.
#[derive(Clone)]
pub(super) struct Tap {
    tor: Arc<Tor>,
    dialer: Arc<Mutex<Option<Arc<dyn Dialer>>>>,
    armed: Arc<AtomicBool>,
}

impl Tap {
    pub(super) fn new(private_network: &str) -> Result<Self> {
        let private_network = Some(private_network.to_owned());
        let tor = Tor::new(TorOptions { private_network, ..TorOptions::default() })?;
        Ok(Self { tor: Arc::new(tor), dialer: Arc::default(), armed: Arc::default() })
    }

    /// The dialer of the engine's connection.
    pub(super) fn dialer(&self) -> Result<Arc<dyn Dialer>> {
        self.dialer.lock().unwrap_or_else(PoisonError::into_inner).clone().context("not connected")
    }

    /// The next stream that comes in is echoed and never shown to the engine.
    pub(super) fn arm(&self) {
        self.armed.store(true, Ordering::Release);
    }
}

impl Network for Tap {
    fn connect(&self, key: &ServiceKey, entry: &Entry, storage: &Storage) -> Connection {
        let connection = self.tor.connect(key, entry, storage);
        *self.dialer.lock().unwrap_or_else(PoisonError::into_inner) = Some(connection.dialer.clone());
        let (to_engine, events) = mpsc::channel(EVENT_QUEUE);
        tokio::spawn(pass_on(connection.events, to_engine, self.armed.clone()));
        Connection { events, ..connection }
    }

    fn check_bridge(&self, line: &BridgeLine) -> Result<(), BridgeError> {
        self.tor.check_bridge(line)
    }
}

async fn pass_on(
    mut from_tor: mpsc::Receiver<NetworkEvent>,
    to_engine: mpsc::Sender<NetworkEvent>,
    armed: Arc<AtomicBool>,
) {
    loop {
        let event = tokio::select! {
            () = to_engine.closed() => return,
            event = from_tor.recv() => event,
        };
        match event {
            Some(NetworkEvent::Incoming(stream)) if armed.swap(false, Ordering::AcqRel) => {
                drop(tokio::spawn(bare::echo(stream)));
            }
            Some(event) => {
                if to_engine.send(event).await.is_err() {
                    return;
                }
            }
            None => return,
        }
    }
}
