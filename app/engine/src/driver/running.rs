//! With an open vault: the loop that waits, steps the core, and carries out its effects.

use super::lines::{Arrival, Happening, Lines};
use super::locked::Locked;
use super::parting::{Asker, Parting, gone};
use super::teller::Teller;
use crate::api::{Event, Failure, Passphrase, Profile, Request, Response};
use crate::clock::{Clock, Now};
use crate::coins::Coins;
use crate::core::{Core, Effect, Input, News, Outcome, ReplyTo, bridge_lines};
use crate::failpoints::AFTER_RECEIPT;
use crate::handle::Envelope;
use crate::store::StoreError;
use crate::vault::{Opened, Vault};
use sotto_transport::{BridgeError, Connection, Network, NetworkEvent, ServiceKey, Upkeep};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// Inputs that share a transaction.
const BATCH: usize = 32;
/// How often it is looked whether the computer has slept, while in the network.
const LOOK_FOR_SLEEP: Duration = Duration::from_secs(15);
/// A sleep that links are likely to survive.
const NAP: Duration = Duration::from_secs(10);
/// Pause before the store is tried again after it failed.
const STORE_PAUSE: Duration = Duration::from_secs(2);

/// A front end: asks and is told.
pub(super) struct Front {
    pub(super) requests: mpsc::Receiver<Envelope>,
    pub(super) teller: Teller,
}

/// An engine whose vault is open.
pub(super) struct Running {
    pub(super) core: Core,
    pub(super) opened: Opened,
    pub(super) key: ServiceKey,
    pub(super) network: Arc<dyn Network>,
    pub(super) connection: Option<Connection>,
    pub(super) lines: Lines,
    pub(super) front: Front,
    replies: BTreeMap<ReplyTo, oneshot::Sender<Result<Response, Failure>>>,
    last_reply: u64,
    clock: Clock,
    /// What waits for the next step.
    inputs: Vec<Input>,
    store_rests_until: Option<Duration>,
    /// For how long the computer had slept when it was looked at last.
    slept: Duration,
    /// The vault is to be left, and why.
    parting: Option<Parting>,
    /// Holds the profile folder's lock; outlives everything else.
    pub(super) vault: Vault,
}

impl Running {
    pub(super) fn new(
        (core, key): (Core, ServiceKey),
        opened: Opened,
        network: Arc<dyn Network>,
        front: Front,
        vault: Vault,
    ) -> Self {
        let clock = Clock::start();
        Self {
            core,
            opened,
            key,
            network,
            connection: None,
            lines: Lines::default(),
            front,
            replies: BTreeMap::new(),
            last_reply: 0,
            clock,
            inputs: Vec::new(),
            store_rests_until: None,
            slept: clock.asleep(),
            parting: None,
            vault,
        }
    }

    /// By another clock.
    #[cfg(feature = "rehearsal")]
    pub(super) fn with_clock(self, clock: Clock) -> Self {
        Self { clock, ..self }
    }

    /// Runs until the vault is left; `None` if a front end ended the engine, or all are gone.
    pub(super) async fn until_parted(mut self) -> Option<Locked> {
        loop {
            self.wait().await;
            self.look_for_sleep();
            self.gather();
            if !self.parting.as_ref().is_some_and(Parting::is_sudden) {
                self.step().await;
            }
            if let Some(parting) = self.parting.take() {
                return self.part(parting);
            }
        }
    }

    /// Waits for the first thing to happen. Front ends go first, so that no peer can starve a user.
    async fn wait(&mut self) {
        if !self.inputs.is_empty() {
            return;
        }
        let has_files = self.opened.profile == Profile::Open;
        let due = [self.core.next_deadline(), self.store_rests_until].into_iter().flatten().min();
        let due = due.map(|due| self.clock.instant(due.max(self.store_rests_until.unwrap_or_default())));
        tokio::select! {
            biased;
            request = self.front.requests.recv() => self.on_request(request),
            () = sleep_until(due) => {}
            () = tokio::time::sleep(LOOK_FOR_SLEEP), if self.connection.is_some() => {}
            () = self.front.teller.catch_up() => {}
            () = gone(&self.vault), if has_files => self.parting = Some(Parting::Gone),
            event = next_event(&mut self.connection) => self.on_event(event),
            happening = self.lines.next() => self.on_happening(happening),
        }
    }

    fn look_for_sleep(&mut self) {
        let slept = self.clock.asleep();
        if slept > self.slept + NAP {
            self.slept = slept;
            self.inputs.push(Input::Resumed);
        }
    }

    /// Takes what is there already into the same transaction.
    fn gather(&mut self) {
        while self.inputs.len() < BATCH && self.parting.is_none() {
            if let Ok(envelope) = self.front.requests.try_recv() {
                self.on_request(Some(envelope));
            } else if let Some(arrival) = self.lines.ready_arrival() {
                self.on_arrival(arrival);
            } else {
                break;
            }
        }
    }

    fn on_request(&mut self, envelope: Option<Envelope>) {
        let (request, reply) = match envelope {
            Some(Envelope { request, reply }) => (request, reply),
            None => (Request::Shutdown, oneshot::channel().0),
        };
        match request {
            Request::Wipe => self.parting = Some(Parting::Wipe(reply)),
            Request::Lock if self.opened.profile == Profile::Open => {
                self.inputs.push(Input::Lock);
                self.parting = Some(Parting::Lock(reply));
            }
            other => self.ask_core(other, reply),
        }
    }

    fn ask_core(&mut self, request: Request, reply: Asker) {
        if let Some(answer) = self.answer_at_the_edge(&request) {
            // whoever asked may be gone
            drop(reply.send(answer));
            return;
        }
        self.last_reply += 1;
        let to = ReplyTo(self.last_reply);
        self.replies.insert(to, reply);
        self.inputs.push(Input::Request(to, request));
    }

    /// What needs this machine and not the core.
    fn answer_at_the_edge(&self, request: &Request) -> Option<Result<Response, Failure>> {
        match request {
            Request::ChangePassphrase { old, new } => {
                Some(self.change_passphrase(old, new).map(|()| Response::Done {}))
            }
            Request::Lock => Some(Err(Failure::NothingToLock)),
            other => self.check_transports(other).err().map(Err),
        }
    }

    /// On the engine's own thread, like unlocking: a link bears the two seconds.
    fn change_passphrase(&self, old: &Passphrase, new: &Passphrase) -> Result<(), Failure> {
        match self.opened.profile {
            Profile::Open => self.vault.change_passphrase(old, new, &mut Coins::from_system()?),
            // a session in memory, perhaps beside a vault that is none of its business
            _ => Err(Failure::NotOpen),
        }
    }

    /// Whether the programs that new bridges need are here: a question to this machine, not to the core.
    fn check_transports(&self, request: &Request) -> Result<(), Failure> {
        let Request::SetBridges { lines, .. } = request else { return Ok(()) };
        for (line, bridge) in bridge_lines(lines)? {
            self.network.check_bridge(&bridge).map_err(|error| match error {
                BridgeError::Malformed => Failure::BridgeMalformed { line },
                BridgeError::TransportMissing(_) => Failure::BridgeTransportMissing { line },
            })?;
        }
        Ok(())
    }

    fn on_event(&mut self, event: Option<NetworkEvent>) {
        match event {
            Some(NetworkEvent::Bootstrap(progress)) => self.inputs.push(Input::Bootstrap(progress)),
            Some(NetworkEvent::Service(reachability)) => self.inputs.push(Input::Service(reachability)),
            Some(NetworkEvent::Incoming(stream)) => {
                let link = self.lines.accepted(stream);
                self.inputs.push(Input::Accepted(link));
            }
            None => {
                self.connection = None;
                self.inputs.push(Input::NetworkLost);
            }
        }
    }

    fn on_happening(&mut self, happening: Happening) {
        match happening {
            Happening::Dialed((dial, result)) => {
                let result = result.map(|stream| self.lines.dialled(stream));
                self.inputs.push(Input::Dialed(dial, result));
            }
            Happening::Arrival(arrival) => self.on_arrival(arrival),
        }
    }

    fn on_arrival(&mut self, (link, arrival): Arrival) {
        self.inputs.push(match arrival {
            Ok(frame) => Input::Frame(link, frame),
            Err(_) => Input::Closed(link),
        });
    }

    async fn step(&mut self) {
        let now = self.clock.now();
        if self.store_rests_until.is_some_and(|until| now.steady < until) && self.inputs.is_empty() {
            return;
        }
        let inputs = std::mem::take(&mut self.inputs);
        let asked: Vec<ReplyTo> = inputs.iter().filter_map(reply_to).collect();
        match self.core.step(&mut self.opened.store, inputs, now) {
            Ok(Outcome { effects, news }) => {
                if self.store_rests_until.take().is_some() {
                    // what a failed step wrote and could not make durable stands in the tables, untold
                    self.front.teller.tell(Event::Resync {});
                }
                self.carry_out(effects).await;
                if self.parting.is_none() {
                    self.spread(news, now).await;
                }
            }
            Err(error) => self.on_store_failure(error, asked, now.steady).await,
        }
    }

    async fn spread(&mut self, news: News, now: Now) {
        for part in news.in_order() {
            match self.core.tell(&mut self.opened.store, part, now) {
                Ok(tidings) => self.carry_out(tidings).await,
                Err(error) => return self.on_store_failure(error, Vec::new(), now.steady).await,
            }
        }
    }

    /// Nothing of the step happened, or all of it without its effects: as after a crash, every session ends and is made
    /// anew from the tables.
    async fn on_store_failure(&mut self, error: StoreError, asked: Vec<ReplyTo>, now: Duration) {
        tracing::error!(%error, "the vault could not be written");
        let failure = Failure::from(error);
        for to in asked {
            self.reply(to, Err(failure));
        }
        self.front.teller.tell(Event::Storage { failure });
        if self.parting.is_none() {
            self.lines.close_all().await;
        }
        self.core.begin_anew();
        self.store_rests_until = Some(now + STORE_PAUSE);
    }

    async fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Reply(to, answer) => self.reply(to, answer),
                Effect::Tell(event) => self.front.teller.tell(event),
                Effect::Transmit(link, frame) => {
                    if !self.lines.transmit(link, frame) {
                        self.lines.close(link);
                        self.inputs.push(Input::Closed(link));
                    }
                }
                Effect::Close(link) => self.lines.close(link),
                Effect::Dial(dial, to, isolation) => match &self.connection {
                    Some(connection) => self.lines.dial(dial, &*connection.dialer, &to, isolation),
                    None => {
                        let refused = sotto_transport::DialError::NotConnected;
                        self.inputs.push(Input::Dialed(dial, Err(refused)));
                    }
                },
                Effect::AbortDial(dial) => self.lines.abort_dial(dial),
                Effect::Enter(entry) => {
                    self.connection = Some(self.network.connect(&self.key, &entry, &self.opened.network));
                }
                // whoever parts leaves the network behind, and waits for nothing
                Effect::Leave if self.parting.is_some() => {}
                Effect::Leave => {
                    self.lines.close_all().await;
                    self.connection = None;
                }
                Effect::Refresh => self.keep_up(|network| network.refresh()),
                Effect::Republish => self.keep_up(|network| network.republish()),
                Effect::End => {
                    // a lock of the same moment may have left them to this
                    self.lines.close_all().await;
                    self.parting = Some(Parting::End);
                }
            }
        }
        AFTER_RECEIPT.reach_if_promised();
    }

    fn keep_up(&self, remedy: impl FnOnce(&dyn Upkeep)) {
        if let Some(connection) = &self.connection {
            remedy(&*connection.upkeep);
        }
    }

    fn reply(&mut self, to: ReplyTo, answer: Result<Response, Failure>) {
        if let Some(reply) = self.replies.remove(&to) {
            // Whoever asked may be gone; the work is done all the same.
            drop(reply.send(answer));
        }
    }
}

fn reply_to(input: &Input) -> Option<ReplyTo> {
    if let Input::Request(to, _) = input { Some(*to) } else { None }
}

async fn sleep_until(due: Option<tokio::time::Instant>) {
    match due {
        Some(due) => tokio::time::sleep_until(due).await,
        None => std::future::pending().await,
    }
}

async fn next_event(connection: &mut Option<Connection>) -> Option<NetworkEvent> {
    match connection {
        Some(connection) => connection.events.recv().await,
        None => std::future::pending().await,
    }
}
