//! A world of cores and wires. Each turn delivers one waiting thing, chosen by the seed; time moves only when nothing
//! waits.

use crate::api::{
    Contact, ContactId, Event, Failure, Message, MessageState, NetworkStatus, Profile, Request, Response,
    Standing,
};
use crate::clock::Now;
use crate::coins::Coins;
use crate::core::{Core, DialId, Effect, Input, LinkId, Outcome, ReplyTo};
use crate::store::Store;
use sotto_transport::{Bootstrap, DialError, OnionAddress, Phase, Reachability, ServiceKey};
use std::collections::{BTreeMap, VecDeque};
use std::time::Duration;

pub(super) type NodeId = usize;
type End = (NodeId, LinkId);

/// Inputs that share a step, as in the driver.
const BATCH: usize = 32;
/// Wall time at the start of a world: far from zero, so that sums show.
const EPOCH: u64 = 1_700_000_000_000;

pub(super) struct World {
    pub(super) nodes: Vec<Node>,
    /// What travels on a wire, by the end that it travels to.
    queues: BTreeMap<End, VecDeque<Waiting>>,
    others: BTreeMap<End, End>,
    local: VecDeque<(NodeId, Input)>,
    pub(super) time: Duration,
    pub(super) coins: Coins,
    next: u64,
    /// Frames are swallowed without a trace.
    pub(super) black_hole: bool,
    pub(super) partition: bool,
    /// Milliseconds by which everybody's wall clock is on.
    pub(super) clock: i64,
    /// Who entered the network, in order.
    pub(super) entered: Vec<NodeId>,
    /// Who published anew, in order, and when.
    pub(super) republished: Vec<(NodeId, Duration)>,
    /// Who dialled whom, and when.
    pub(super) dials: Vec<(NodeId, OnionAddress, Duration)>,
    /// Whose service does not answer, although it runs.
    pub(super) deaf: Option<NodeId>,
    /// A turn takes up to a driver's batch of what waits for one node into one step.
    pub(super) gathers: bool,
    /// Steps that took in a stream and frames of others together.
    pub(super) gathered: usize,
    /// Dials end neither well nor badly; how many there are.
    pub(super) hold_dials: bool,
    pub(super) held_dials: usize,
    /// Commits until the process that makes one dies right after it, before any of its effects.
    pub(super) dies_after: Option<u64>,
    /// Everything that left, in order, if somebody watches.
    pub(super) watched: Option<Vec<Left>>,
}

/// A frame that left, and for whom.
pub(super) struct Left {
    pub(super) from: NodeId,
    /// `None` if the wire had ended already.
    pub(super) to: Option<NodeId>,
    pub(super) frame: Vec<u8>,
}

pub(super) struct Node {
    core: Option<Core>,
    store: Store,
    key: ServiceKey,
    pub(super) events: Vec<Event>,
    answers: BTreeMap<ReplyTo, Result<Response, Failure>>,
}

enum Waiting {
    Frame(Vec<u8>),
    End,
}

impl World {
    /// Nodes that are online.
    pub(super) fn new(nodes: usize, seed: u64) -> Self {
        let mut world = Self {
            nodes: Vec::new(),
            queues: BTreeMap::new(),
            others: BTreeMap::new(),
            local: VecDeque::new(),
            time: Duration::ZERO,
            coins: Coins::seeded(seed),
            next: 0,
            black_hole: false,
            partition: false,
            clock: 0,
            entered: Vec::new(),
            republished: Vec::new(),
            dials: Vec::new(),
            deaf: None,
            gathers: false,
            gathered: 0,
            hold_dials: false,
            held_dials: 0,
            dies_after: None,
            watched: None,
        };
        for _ in 0..nodes {
            let mut coins = Coins::seeded(world.coins.below(u64::MAX));
            let store = Store::in_memory(&mut coins).unwrap();
            world.add(store);
        }
        world
    }

    /// A node over a store, online.
    pub(super) fn add(&mut self, store: Store) -> NodeId {
        let key = ServiceKey::from_seed(&store.identity_seed().unwrap());
        self.nodes.push(Node { core: None, store, key, events: Vec::new(), answers: BTreeMap::new() });
        let id = self.nodes.len() - 1;
        self.start(id);
        id
    }

    /// A second machine with the same onion key and nothing else.
    pub(super) fn add_thief_of(&mut self, victim: NodeId) -> NodeId {
        let seed = self.nodes[victim].store.identity_seed().unwrap();
        let store = Store::in_memory(&mut Coins::seeded(99)).unwrap();
        store.replace_identity(&seed);
        self.add(store)
    }

    pub(super) fn start(&mut self, id: NodeId) {
        let coins = Coins::seeded(self.coins.below(u64::MAX));
        let node = &mut self.nodes[id];
        node.core = Some(Core::new(&node.key, Profile::Amnesic, false, coins).unwrap());
        self.ask(id, Request::Connect).unwrap();
        let ready = Bootstrap { percent: 100, phase: Phase::Ready, stall: None };
        self.local.push_back((id, Input::Bootstrap(ready)));
        self.local.push_back((id, Input::Service(Reachability::Reachable)));
    }

    /// The process is gone: what it had not committed never was, and its streams end for the others.
    pub(super) fn crash(&mut self, id: NodeId) {
        self.nodes[id].core = None;
        self.local.retain(|(node, _)| *node != id);
        let ends: Vec<End> = self.others.keys().filter(|end| end.0 == id).copied().collect();
        ends.into_iter().for_each(|end| self.cut(end));
    }

    /// Whose process is gone.
    pub(super) fn dead(&self) -> Vec<NodeId> {
        let nodes = self.nodes.iter().enumerate();
        nodes.filter(|(_, node)| node.core.is_none()).map(|(id, _)| id).collect()
    }

    pub(super) fn address(&self, id: NodeId) -> OnionAddress {
        self.nodes[id].key.address()
    }

    /// Asks and carries out what follows at once.
    pub(super) fn ask(&mut self, id: NodeId, request: Request) -> Result<Response, Failure> {
        self.next += 1;
        let to = ReplyTo(self.next);
        self.step(id, vec![Input::Request(to, request)]);
        self.nodes[id].answers.remove(&to).unwrap_or(Err(Failure::Busy))
    }

    /// Delivers everything that waits, in an order of the seed.
    pub(super) fn settle(&mut self) {
        let mut turns = 0;
        while self.turn() {
            turns += 1;
            assert!(turns < 200_000, "the world does not come to rest");
        }
    }

    /// Delivers one thing, and what a driver would gather with it; false if nothing waits.
    pub(super) fn turn(&mut self) -> bool {
        let choices = self.busy(None).len() as u64 + u64::from(!self.local.is_empty());
        if choices == 0 {
            return false;
        }
        let choice = usize::try_from(self.coins.below(choices)).unwrap();
        let (id, input) = match self.busy(None).get(choice) {
            Some(end) => (end.0, self.arrive(*end)),
            None => self.local.pop_front().unwrap(),
        };
        let mut inputs = vec![input];
        if self.gathers {
            self.gather(id, &mut inputs);
        }
        self.step(id, inputs);
        true
    }

    /// As the driver does: after whatever came first, the frames that are there.
    fn gather(&mut self, id: NodeId, inputs: &mut Vec<Input>) {
        while inputs.len() < BATCH {
            let busy = self.busy(Some(id));
            if busy.is_empty() {
                break;
            }
            let choice = usize::try_from(self.coins.below(busy.len() as u64)).unwrap();
            inputs.push(self.arrive(busy[choice]));
        }
        self.gathered += usize::from(matches!(inputs[..], [Input::Accepted(_), Input::Frame(..), ..]));
    }

    /// Ends at which something waits, of one node or of all.
    fn busy(&self, of: Option<NodeId>) -> Vec<End> {
        let wanted = |end: &End| of.is_none_or(|id| id == end.0);
        let busy = self.queues.iter().filter(|(end, queue)| !queue.is_empty() && wanted(end));
        busy.map(|(end, _)| *end).collect()
    }

    pub(super) fn turn_if_any(&mut self) {
        self.turn();
    }

    /// What waits first at an end.
    fn arrive(&mut self, end: End) -> Input {
        match self.queues.get_mut(&end).and_then(VecDeque::pop_front).unwrap() {
            Waiting::Frame(frame) => Input::Frame(end.1, frame),
            Waiting::End => {
                self.queues.remove(&end);
                Input::Closed(end.1)
            }
        }
    }

    /// Lets `span` pass, stopping at everything that is due.
    pub(super) fn pass(&mut self, span: Duration) {
        let end = self.time + span;
        loop {
            self.settle();
            let cores = self.nodes.iter().filter_map(|node| node.core.as_ref());
            let due = cores.filter_map(Core::next_deadline).min();
            let Some(due) = due.filter(|due| *due <= end) else { break };
            self.time = self.time.max(due);
            for id in 0..self.nodes.len() {
                self.step(id, Vec::new());
            }
        }
        self.time = end;
        self.settle();
    }

    pub(super) fn step(&mut self, id: NodeId, inputs: Vec<Input>) {
        let wall = EPOCH + u64::try_from(self.time.as_millis()).unwrap();
        let now = Now { wall: wall.checked_add_signed(self.clock).unwrap(), steady: self.time };
        let node = &mut self.nodes[id];
        let Some(core) = node.core.as_mut() else { return };
        match core.step(&mut node.store, inputs, now) {
            Ok(_) if self.dies_after == Some(0) => {
                self.dies_after = None;
                self.crash(id);
            }
            Ok(Outcome { effects, news }) => {
                self.dies_after = self.dies_after.map(|commits| commits - 1);
                let tell = |part| core.tell(&mut node.store, part, now).unwrap();
                let tidings: Vec<Effect> = news.in_order().flat_map(tell).collect();
                effects.into_iter().chain(tidings).for_each(|effect| self.carry_out(id, effect));
            }
            Err(_) => {
                core.begin_anew();
                let ends: Vec<End> = self.others.keys().filter(|end| end.0 == id).copied().collect();
                ends.into_iter().for_each(|end| self.cut(end));
            }
        }
    }

    fn carry_out(&mut self, id: NodeId, effect: Effect) {
        match effect {
            Effect::Reply(to, answer) => drop(self.nodes[id].answers.insert(to, answer)),
            Effect::Tell(event) => self.nodes[id].events.push(event),
            Effect::Transmit(link, frame) => {
                if let Some(watched) = &mut self.watched {
                    let to = self.others.get(&(id, link)).map(|other| other.0);
                    watched.push(Left { from: id, to, frame: frame.clone() });
                }
                if let Some(other) = self.others.get(&(id, link))
                    && !self.black_hole
                    && other.0 < self.nodes.len()
                {
                    self.queues.entry(*other).or_default().push_back(Waiting::Frame(frame));
                }
            }
            Effect::Close(link) => self.cut((id, link)),
            Effect::Dial(dial, to, _) => self.dial(id, dial, &to),
            Effect::Enter(_) => self.entered.push(id),
            Effect::Republish => self.republished.push((id, self.time)),
            Effect::AbortDial(_) | Effect::Leave | Effect::Refresh | Effect::End => {}
        }
    }

    fn dial(&mut self, from: NodeId, dial: DialId, to: &OnionAddress) {
        self.dials.push((from, *to, self.time));
        if self.hold_dials {
            self.held_dials += 1;
            return;
        }
        let there = |node: &Node| node.core.is_some() && node.key.address() == *to;
        let candidates = self.nodes.iter().enumerate().filter(|(_, node)| there(node));
        // Of two machines with one key, the newest one's descriptor counts.
        let found =
            candidates.map(|(id, _)| id).next_back().filter(|id| !self.partition && self.deaf != Some(*id));
        let Some(other) = found else {
            self.local.push_back((from, Input::Dialed(dial, Err(DialError::NotFound))));
            return;
        };
        let (mine, theirs) = (self.wire_end(from), self.wire_end(other));
        self.others.insert(mine, theirs);
        self.others.insert(theirs, mine);
        self.local.push_back((other, Input::Accepted(theirs.1)));
        self.local.push_back((from, Input::Dialed(dial, Ok(mine.1))));
    }

    /// A wire from nobody to `to`: the link that `to` sees.
    pub(super) fn stranger(&mut self, to: NodeId) -> LinkId {
        let (here, there) = (self.wire_end(usize::MAX), self.wire_end(to));
        self.others.insert(here, there);
        self.others.insert(there, here);
        self.step(to, vec![Input::Accepted(there.1)]);
        there.1
    }

    /// The first message of a handshake with `to`, of somebody whom nobody knows.
    pub(super) fn first_message_to(&mut self, to: NodeId) -> Vec<u8> {
        let stranger = ServiceKey::from_seed(&self.coins.draw());
        let key = sotto_crypto::IdentityKey::from_expanded(&stranger.expanded()).unwrap();
        let peer = sotto_crypto::PublicIdentity::from_bytes(self.address(to).as_key_bytes()).unwrap();
        let coins = sotto_crypto::InitiatorCoins::from_bytes(self.coins.draw());
        sotto_crypto::initiator::start(&key, peer, coins).unwrap().0
    }

    pub(super) fn is_cut(&self, id: NodeId, link: LinkId) -> bool {
        !self.others.contains_key(&(id, link))
    }

    pub(super) fn cut_everything(&mut self) {
        let ends: Vec<End> = self.others.keys().copied().collect();
        ends.into_iter().for_each(|end| self.cut(end));
    }

    fn wire_end(&mut self, id: NodeId) -> End {
        self.next += 1;
        (id, LinkId(self.next))
    }

    /// Ends a wire: what was written before still arrives, then the end.
    fn cut(&mut self, end: End) {
        let Some(other) = self.others.remove(&end) else { return };
        self.others.remove(&other);
        self.queues.remove(&end);
        if other.0 < self.nodes.len() {
            self.queues.entry(other).or_default().push_back(Waiting::End);
        }
        if end.0 < self.nodes.len() {
            self.queues.entry(end).or_default().push_back(Waiting::End);
        }
    }

    pub(super) fn links_of(&self, id: NodeId) -> usize {
        self.links(id).len()
    }

    pub(super) fn links(&self, id: NodeId) -> Vec<LinkId> {
        self.others.keys().filter(|end| end.0 == id).map(|end| end.1).collect()
    }

    /// `from` sends what it likes on its session with `to`.
    pub(super) fn say(&mut self, from: NodeId, to: NodeId, payload: &[u8]) {
        let contact = self.contact(from, to).id;
        let effect = self.nodes[from].core.as_mut().unwrap().say(contact, payload);
        self.carry_out(from, effect);
    }

    pub(super) fn network(&mut self, id: NodeId) -> NetworkStatus {
        match self.ask(id, Request::Status) {
            Ok(Response::Status(status)) => status.network,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn contact(&mut self, id: NodeId, of: NodeId) -> Contact {
        let address = self.address(of).reveal();
        self.contacts(id).into_iter().find(|contact| contact.address == address).unwrap()
    }

    pub(super) fn contacts(&mut self, id: NodeId) -> Vec<Contact> {
        match self.ask(id, Request::Contacts) {
            Ok(Response::Contacts(contacts)) => contacts,
            other => panic!("{other:?}"),
        }
    }

    pub(super) fn add_contact(&mut self, id: NodeId, of: NodeId) -> ContactId {
        let address = self.address(of).reveal();
        match self.ask(id, Request::AddContact { address, name: format!("node {of}") }) {
            Ok(Response::Contact(contact)) => contact.id,
            other => panic!("{other:?}"),
        }
    }

    /// `a` asks, `b` accepts; both are online with each other.
    pub(super) fn befriend(&mut self, a: NodeId, b: NodeId) {
        self.add_contact(a, b);
        self.settle();
        let request = self.contact(b, a);
        assert_eq!(request.standing, Standing::Requesting);
        self.ask(b, Request::AcceptRequest { contact: request.id, name: "friend".into() }).unwrap();
        self.settle();
    }

    pub(super) fn send(&mut self, from: NodeId, to: NodeId, text: &str) {
        let contact = self.contact(from, to).id;
        self.ask(from, Request::Send { contact, text: text.into(), reply_to: None }).unwrap();
    }

    pub(super) fn history(&mut self, id: NodeId, of: NodeId) -> Vec<Message> {
        let contact = self.contact(id, of).id;
        match self.ask(id, Request::History { contact, before: None, after: None, around: None, limit: 500 })
        {
            Ok(Response::History(history)) => history.messages,
            other => panic!("{other:?}"),
        }
    }

    /// The texts that `id` has from `of`, in the order of display.
    pub(super) fn received(&mut self, id: NodeId, of: NodeId) -> Vec<String> {
        let theirs = |message: &Message| message.state == MessageState::Received;
        self.history(id, of).into_iter().filter(theirs).map(|message| message.text).collect()
    }

    /// The states of what `id` has sent to `of`.
    pub(super) fn sent(&mut self, id: NodeId, of: NodeId) -> Vec<MessageState> {
        let states = self.history(id, of).into_iter().map(|message| message.state);
        states.filter(|state| *state != MessageState::Received).collect()
    }

    /// When `id` dialled its own address.
    pub(super) fn probes(&self, id: NodeId) -> Vec<Duration> {
        let own = self.address(id);
        self.dials.iter().filter(|(from, to, _)| *from == id && *to == own).map(|(.., at)| *at).collect()
    }

    pub(super) fn store(&mut self, id: NodeId) -> &mut Store {
        &mut self.nodes[id].store
    }
}
