//! Victim and contact, acquainted, on a network of constant latency.

use super::party::Party;
use super::rogue::Rogue;
use anyhow::{Context, Result, ensure};
use futures::StreamExt;
use sotto_engine::api::{ContactId, Event, Request, Standing};
use sotto_transport::sim::{Sim, Weather};
use sotto_transport::{
    Connection, Dialer, Entry, Network, NetworkEvent, OnionAddress, Phase, ServiceKey, Storage,
};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, timeout};

/// One way.
const LATENCY: Duration = Duration::from_millis(10);
/// Pause between two timed texts: less than a link may bring in for long.
const PACE: Duration = Duration::from_millis(100);
/// Bytes of a flooding text: the largest there is.
const FLOOD_TEXT: usize = 16_000;
/// Pause of a flood whose line is full: it offers tens of megabytes a second.
const FLOOD_PAUSE: Duration = Duration::from_millis(5);
/// Texts that wait for a contact that never reads.
const UNREAD: u32 = 100;
/// Texts that fill a page cache of 2 MiB.
const CACHE_TEXTS: u32 = 160;
/// Longest wait for a rogue's handshake.
const HANDSHAKE: Duration = Duration::from_secs(20);

/// What everything happens in.
pub(super) struct Scene {
    victim: Party,
    contact: Party,
    /// The victim, in the contact's list.
    known_as: ContactId,
    address: OnionAddress,
    /// A way into the network for everybody who is not an engine.
    outsiders: Connection,
    folders: [TempDir; 2],
    _sim: Sim,
    next: u64,
}

/// A flood that goes on until it is stopped.
pub(super) struct Flood {
    stop: oneshot::Sender<()>,
    task: JoinHandle<u64>,
}

impl Scene {
    pub(super) async fn set(seed: u64) -> Result<Self> {
        let still = |span: Duration| span..=span;
        let sim = Sim::new(seed).with_weather(Weather {
            enter: still(Duration::ZERO),
            publish: still(Duration::ZERO),
            dial: still(2 * LATENCY),
            latency: still(LATENCY),
            ..Weather::default()
        });
        let folders = [tempfile::tempdir()?, tempfile::tempdir()?];
        let mut victim = Party::begin(folders[0].path(), &sim).await?;
        let contact = Party::begin(folders[1].path(), &sim).await?;
        let known_as = contact.add(victim.link().await?).await?;
        let request = victim.until(|event| match event {
            Event::Contact(contact) if contact.standing == Standing::Requesting => Some(contact.id),
            _ => None,
        });
        let request = request.await?;
        victim.ask(Request::AcceptRequest { contact: request, name: "contact".to_owned() }).await?;
        let address = OnionAddress::from_link_or_address(&victim.link().await?)?;
        let outsiders = outside(&sim, folders[0].path()).await?;
        let next = seed << 32;
        let mut scene = Self { victim, contact, known_as, address, outsiders, folders, _sim: sim, next };
        scene.fill_page_cache().await?;
        Ok(scene)
    }

    /// The vault's page cache is bounded and no link's; full from the start, it is counted nowhere.
    async fn fill_page_cache(&mut self) -> Result<()> {
        let absent = self.rogue().link();
        let absent = self.victim.add(absent).await?;
        for _ in 0..CACHE_TEXTS {
            self.victim.send(absent, &"z".repeat(FLOOD_TEXT)).await?;
            self.victim.forget_events();
        }
        self.victim.ask(Request::DeleteContact { contact: absent }).await?;
        Ok(())
    }

    pub(super) fn dialer(&self) -> Arc<dyn Dialer> {
        self.outsiders.dialer.clone()
    }

    pub(super) fn victim_address(&self) -> OnionAddress {
        self.address
    }

    /// Texts from the contact to the victim for that long: the median time until the contact hears that they are there.
    pub(super) async fn deliveries(&mut self, span: Duration) -> Result<Duration> {
        let (until, mut times) = (Instant::now() + span, Vec::new());
        while Instant::now() < until || times.is_empty() {
            self.contact.forget_events();
            self.victim.forget_events();
            let begun = Instant::now();
            let message = self.contact.send(self.known_as, "how long does this take?").await?;
            self.contact.delivered(message.id).await.context("a text of the contact")?;
            times.push(begun.elapsed());
            sleep(PACE).await;
        }
        times.sort_unstable();
        Ok(times[times.len() / 2])
    }

    /// A contact takes the victim's call and never reads; the victim writes and writes.
    pub(super) async fn contact_that_never_reads(&mut self, span: Duration) -> Result<()> {
        let (rogue, id) = self.befriended().await?;
        let deaf = timeout(HANDSHAKE, rogue.enter(&*self.outsiders.dialer, &self.address)).await??;
        for _ in 0..UNREAD {
            self.victim.send(id, &"y".repeat(FLOOD_TEXT)).await?;
            self.victim.forget_events();
        }
        sleep(span).await;
        drop(deaf);
        Ok(())
    }

    /// A contact sends the largest texts as fast as the line takes them.
    pub(super) async fn flood(&mut self) -> Result<Flood> {
        let (rogue, _) = self.befriended().await?;
        let mut inside = timeout(HANDSHAKE, rogue.enter(&*self.outsiders.dialer, &self.address)).await??;
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(async move {
            let mut frames = 0;
            let mut stopped = std::pin::pin!(stopped);
            loop {
                while inside.say(FLOOD_TEXT).unwrap_or(false) {
                    frames += 1;
                }
                let heard = tokio::select! {
                    _ = &mut stopped => return frames,
                    () = sleep(FLOOD_PAUSE) => None,
                    frame = inside.receiver.next() => match frame {
                        Some(Ok(frame)) => Some(frame),
                        _ => return frames,
                    },
                };
                if heard.is_some_and(|frame| inside.open(&frame).is_err()) {
                    return frames;
                }
            }
        });
        Ok(Flood { stop, task })
    }

    /// So many strangers ask, each once: how many are kept, and how much the vault's files have grown.
    pub(super) async fn many_requests(&mut self, requests: u64) -> Result<(usize, u64)> {
        let before = self.bytes_kept().await?;
        for _ in 0..requests {
            let rogue = self.rogue();
            let mut inside =
                timeout(HANDSHAKE, rogue.enter(&*self.outsiders.dialer, &self.address)).await??;
            ensure!(inside.say(64)?, "a new link takes no text");
            // A request without its greeting is one too: what matters is that it has come in.
            self.victim.forget_events();
        }
        let contacts = self.victim.contacts().await?;
        let kept = contacts.iter().filter(|contact| contact.standing == Standing::Requesting).count();
        ensure!(kept > 0, "no request came in");
        Ok((kept, self.bytes_kept().await?.saturating_sub(before)))
    }

    /// What the victim's files hold, the log emptied: the deletion of a contact does that.
    async fn bytes_kept(&mut self) -> Result<u64> {
        let (_, contact) = self.befriended().await?;
        self.victim.ask(Request::DeleteContact { contact }).await?;
        bytes_below(self.folders[0].path())
    }

    /// Somebody whom the victim has in its list.
    async fn befriended(&mut self) -> Result<(Rogue, ContactId)> {
        let rogue = self.rogue();
        let id = self.victim.add(rogue.link()).await?;
        Ok((rogue, id))
    }

    fn rogue(&mut self) -> Rogue {
        self.next += 1;
        Rogue::new(self.next)
    }
}

impl Flood {
    /// Ends it; frames that the victim's side has taken.
    pub(super) async fn stop(self) -> u64 {
        // It may have been thrown out already.
        let _gone = self.stop.send(());
        self.task.await.unwrap_or(0)
    }
}

/// A connection that nobody publishes anything on.
async fn outside(sim: &Sim, folder: &Path) -> Result<Connection> {
    let storage = Storage { folder: folder.to_owned(), trust_permissions: false };
    let mut connection = sim.node().connect(&ServiceKey::from_seed(&[7; 32]), &Entry::Direct, &storage);
    while let Some(event) = connection.events.recv().await {
        if matches!(event, NetworkEvent::Bootstrap(progress) if progress.phase == Phase::Ready) {
            break;
        }
    }
    Ok(connection)
}

fn bytes_below(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.metadata()?;
        bytes += if kind.is_dir() { bytes_below(&entry.path())? } else { kind.len() };
    }
    Ok(bytes)
}
