//! Random acts, cuts and crashes beside a reference of one conversation: both sides end with the same view of it.
//!
//! The reference knows nothing of lines and boxes: what somebody did is what is so. Since every person changes only what
//! is theirs (their texts, their reactions), the two never contend for anything, and one picture is enough.

use crate::api::{Deleted, Message, MessageState, Request, Response, Who};
use crate::scenarios::world::{NodeId, World};
use proptest::prelude::*;
use std::time::Duration;

const REACTIONS: [Option<&str>; 4] = [None, Some("👍"), Some("❤️"), Some("x")];

/// What happens next.
#[derive(Clone, Debug)]
enum Event {
    Say(NodeId, Option<usize>),
    Edit(NodeId, usize),
    React(NodeId, usize, usize),
    DeleteForBoth(NodeId, usize),
    DeleteHere(NodeId, usize),
    Turn(u8),
    Cut,
    Crash(NodeId),
    Away(NodeId),
    Pass(u8),
}

fn event() -> impl Strategy<Value = Event> {
    let (node, which) = (0..2_usize, 0..6_usize);
    prop_oneof![
        4 => (node.clone(), prop::option::of(which.clone())).prop_map(|(by, to)| Event::Say(by, to)),
        3 => (node.clone(), which.clone()).prop_map(|(by, which)| Event::Edit(by, which)),
        3 => (node.clone(), which.clone(), 0..REACTIONS.len()).prop_map(|(by, at, what)| Event::React(by, at, what)),
        2 => (node.clone(), which.clone()).prop_map(|(by, which)| Event::DeleteForBoth(by, which)),
        1 => (node.clone(), which).prop_map(|(by, which)| Event::DeleteHere(by, which)),
        5 => (1..9_u8).prop_map(Event::Turn),
        2 => Just(Event::Cut),
        2 => node.clone().prop_map(Event::Crash),
        1 => node.prop_map(Event::Away),
        1 => (1..90_u8).prop_map(Event::Pass),
    ]
}

/// What was said once, as it is now: by whom, what, what each side feels about it, and on which side it was hidden.
#[derive(Clone, Debug)]
struct Said {
    by: NodeId,
    text: String,
    reactions: [Option<String>; 2],
    deleted: bool,
    hidden: [bool; 2],
}

/// The conversation, and the machines that hold it.
struct Play {
    world: World,
    said: Vec<Said>,
    count: usize,
}

impl Play {
    fn new(seed: u64) -> Self {
        let mut world = World::new(2, seed);
        world.befriend(0, 1);
        Self { world, said: Vec::new(), count: 0 }
    }

    /// A text is named by its number, which stays in it whatever it is changed to.
    fn text(&mut self, number: usize) -> String {
        self.count += 1;
        format!("{number:03} version {}", self.count)
    }

    /// What `id` shows, by the number in it.
    fn shown(&mut self, id: NodeId) -> Vec<Message> {
        self.world.history(id, 1 - id)
    }

    /// The message that `id` has of what was said as the `which`-th from the end, if its text is there.
    fn target(&mut self, id: NodeId, which: usize) -> Option<(usize, Message)> {
        let number = self.said.len().checked_sub(which + 1)?;
        let head = format!("{number:03} ");
        let message = self.shown(id).into_iter().find(|message| message.text.starts_with(&head))?;
        Some((number, message))
    }

    fn ask(&mut self, id: NodeId, request: Request) -> Message {
        match self.world.ask(id, request) {
            Ok(Response::Message(message)) => message,
            other => panic!("{other:?}"),
        }
    }

    fn happen(&mut self, event: &Event) {
        match *event {
            Event::Say(by, to) => {
                let reply_to = to.and_then(|which| self.target(by, which)).map(|(_, message)| message.id);
                let (contact, text) = (self.world.contact(by, 1 - by).id, self.text(self.said.len()));
                self.ask(by, Request::Send { contact, text: text.clone(), reply_to });
                let (reactions, hidden) = ([None, None], [false; 2]);
                self.said.push(Said { by, text, reactions, deleted: false, hidden });
            }
            Event::Edit(by, which) => {
                if let Some((number, message)) =
                    self.target(by, which).filter(|(n, _)| self.said[*n].by == by)
                {
                    let text = self.text(number);
                    self.ask(by, Request::Edit { message: message.id, text: text.clone() });
                    self.said[number].text = text;
                }
            }
            Event::React(by, which, what) => {
                if let Some((number, message)) = self.target(by, which) {
                    let reaction = REACTIONS[what].map(str::to_owned);
                    self.ask(by, Request::React { message: message.id, reaction: reaction.clone() });
                    self.said[number].reactions[by] = reaction;
                }
            }
            Event::DeleteForBoth(by, which) => {
                if let Some((number, message)) =
                    self.target(by, which).filter(|(n, _)| self.said[*n].by == by)
                {
                    let left = self.ask(by, Request::DeleteMessage { message: message.id, for_both: true });
                    self.said[number].deleted = true;
                    self.said[number].hidden[by] |= left.deleted == Some(Deleted::Here);
                }
            }
            Event::DeleteHere(by, which) => {
                // What waits about a text that is deleted here is not sent any more: whether they have it is open.
                let arrived = |message: &Message| {
                    !message.pending && !matches!(message.state, MessageState::Queued | MessageState::Sent)
                };
                if let Some((number, message)) =
                    self.target(by, which).filter(|(_, message)| arrived(message))
                {
                    self.ask(by, Request::DeleteMessage { message: message.id, for_both: false });
                    self.said[number].hidden[by] = true;
                }
            }
            Event::Turn(turns) => (0..turns).for_each(|_| self.world.turn_if_any()),
            Event::Cut => self.world.cut_everything(),
            Event::Crash(id) => self.restart(id, Duration::ZERO),
            Event::Away(id) => self.restart(id, Duration::from_secs(20)),
            Event::Pass(seconds) => self.world.pass(Duration::from_secs(seconds.into())),
        }
    }

    fn restart(&mut self, id: NodeId, away: Duration) {
        self.world.crash(id);
        self.world.pass(away);
        self.world.start(id);
    }

    /// Both sides show the conversation as it is.
    fn check(&mut self) {
        self.world.pass(Duration::from_secs(300));
        for id in 0..2 {
            let shown = self.shown(id);
            for by in 0..2 {
                let theirs = |message: &&Message| (message.state == MessageState::Received) == (by != id);
                let shown: Vec<&Message> = shown.iter().filter(theirs).collect();
                // In the author's order, and nothing twice. What was taken back may have been there or not.
                let texts: Vec<&str> = shown
                    .iter()
                    .filter(|message| message.deleted.is_none())
                    .map(|message| message.text.as_str())
                    .collect();
                let there = |said: &&Said| said.by == by && !said.deleted && !said.hidden[id];
                let expected: Vec<&str> =
                    self.said.iter().filter(there).map(|said| said.text.as_str()).collect();
                assert_eq!(texts, expected, "what {id} shows of {by}");
            }
            for message in &shown {
                assert!(!message.pending, "{message:?}");
                if message.deleted.is_some() {
                    assert!(message.text.is_empty() && message.reactions.is_empty());
                    continue;
                }
                let said = self.said.iter().find(|said| said.text == message.text).unwrap();
                for (who, by) in [(Who::Us, id), (Who::Them, 1 - id)] {
                    let shown = message.reactions.iter().find(|reaction| reaction.by == who);
                    // Whoever has hidden a text here has taken their reaction off the screen, and not off the other's.
                    if !said.hidden[by] {
                        let shown = shown.map(|reaction| &reaction.text);
                        assert_eq!(
                            shown,
                            said.reactions[by].as_ref(),
                            "what {id} shows of {by} on {}",
                            said.text
                        );
                    }
                }
            }
            let contact = self.world.contact(id, 1 - id);
            assert_eq!(contact.waiting, 0);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn both_sides_end_with_the_same_conversation(seed in any::<u64>(), events in prop::collection::vec(event(), 1..50)) {
        let mut play = Play::new(seed);
        events.iter().for_each(|event| play.happen(event));
        play.check();
    }
}
