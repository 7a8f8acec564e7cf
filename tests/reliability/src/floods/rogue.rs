//! Somebody who speaks the protocol and does not keep to it.

use anyhow::{Context, Result, bail};
use futures::StreamExt;
use rand_chacha::ChaCha8Rng;
use rand_core::{Rng, SeedableRng};
use sotto_crypto::{Continuity, IdentityKey, InitiatorCoins, PublicIdentity, Session, StepCoins, initiator};
use sotto_engine::rehearsal::payload;
use sotto_transport::link::SEND_QUEUE;
use sotto_transport::{
    Dialer, Isolation, Link, LinkReceiver, LinkSender, OnionAddress, SendError, ServiceKey,
};

/// Frames of the smallest size that a dialler reads first.
const FIXED: u8 = 2;
/// Frames that wait on our side: enough to keep the line full, and few, since this process counts its heap.
const QUEUED: usize = 4;

/// An identity, and what it needs to be heard.
pub(super) struct Rogue {
    key: ServiceKey,
    coins: ChaCha8Rng,
}

/// A rogue that has proved who it is.
pub(super) struct Inside {
    session: Session,
    sender: LinkSender,
    pub(super) receiver: LinkReceiver,
    coins: ChaCha8Rng,
    said: u64,
}

impl Rogue {
    pub(super) fn new(seed: u64) -> Self {
        let mut coins = ChaCha8Rng::seed_from_u64(seed);
        Self { key: ServiceKey::from_seed(&draw(&mut coins)), coins }
    }

    pub(super) fn link(&self) -> String {
        self.key.address().to_link()
    }

    /// Dials, shakes hands for the first time, and hears the other's hello.
    pub(super) async fn enter(mut self, dialer: &dyn Dialer, victim: &OnionAddress) -> Result<Inside> {
        let stream = dialer.dial(victim, Isolation::FRESH).await?;
        let (sender, mut receiver) = Link::spawn(stream, FIXED).into_parts();
        let key = IdentityKey::from_expanded(&self.key.expanded())?;
        let peer = PublicIdentity::from_bytes(victim.as_key_bytes())?;
        let (hello, state) = initiator::start(&key, peer, InitiatorCoins::from_bytes(draw(&mut self.coins)))?;
        sender.try_send(hello)?;
        let reply = next(&mut receiver).await?;
        let (proof, mut state) = state.read(&reply)?.prove(&key, &Continuity::first_contact())?;
        sender.try_send(proof)?;
        let record = state.seal(&payload::hello(true), StepCoins::from_bytes(draw(&mut self.coins)))?;
        sender.try_send(record)?;
        let Ok((session, _hello)) = state.confirm(&next(&mut receiver).await?) else {
            bail!("the other side did not confirm")
        };
        Ok(Inside { session, sender, receiver, coins: self.coins, said: 0 })
    }
}

impl Inside {
    /// Seals a text of that many bytes and queues it; false if the link is busy.
    ///
    /// # Errors
    /// The link has ended.
    pub(super) fn say(&mut self, bytes: usize) -> Result<bool> {
        if self.sender.free() + QUEUED <= SEND_QUEUE {
            return Ok(false);
        }
        self.said += 1;
        let body = "x".repeat(bytes);
        let text = payload::text(draw(&mut self.coins), self.said, &body);
        let record = self.session.seal(&text, StepCoins::from_bytes(draw(&mut self.coins)))?;
        match self.sender.try_send(record) {
            Ok(()) => Ok(true),
            Err(SendError::Busy) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Hears a record, without which the session soon says no more.
    pub(super) fn open(&mut self, frame: &[u8]) -> Result<()> {
        self.session.open(frame).map(drop).context("the other side's record")
    }
}

async fn next(receiver: &mut LinkReceiver) -> Result<Vec<u8>> {
    Ok(receiver.next().await.context("the link ended")??)
}

fn draw<const N: usize>(coins: &mut ChaCha8Rng) -> [u8; N] {
    let mut bytes = [0; N];
    coins.fill_bytes(&mut bytes);
    bytes
}
