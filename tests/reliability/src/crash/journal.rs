//! What the parent saw with its own eyes, and what the vaults say at the end.

use sotto_engine::api::MessageState;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

/// Of the messages in one direction.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    /// Numbers from 1 to here were asked to be sent, in this order.
    asked: u64,
    /// The engine answered that it keeps them. From then on they must never be lost.
    acknowledged: BTreeSet<u64>,
    /// The sender was shown that they are delivered.
    ticked: BTreeSet<u64>,
    /// The receiver was shown them, as these entries of its list.
    shown: BTreeMap<u64, BTreeSet<i64>>,
    /// Texts were shown that nobody had asked to be sent.
    foreign: u64,
}

/// A message as a vault has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// How far it is.
    pub state: MessageState,
    /// What it says.
    pub text: String,
}

/// What went wrong, in messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Acknowledged to the sender or shown to the receiver, and not there at the end.
    pub lost: u64,
    /// More than once in a list.
    pub duplicated: u64,
    /// After one that was sent later.
    pub reordered: u64,
    /// Shown as delivered, and not there; or shown as delivered, and not any more.
    pub ticks_that_lied: u64,
    /// Nobody had asked to send them.
    pub foreign: u64,
}

impl Journal {
    /// The number of the next text.
    pub fn ask(&mut self) -> u64 {
        self.asked += 1;
        self.asked
    }

    /// The engine answered that it keeps this one.
    pub fn acknowledge(&mut self, number: u64) {
        self.acknowledged.insert(number);
    }

    /// How many it keeps.
    #[must_use]
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged.len() as u64
    }

    /// How many were asked to be sent and never acknowledged: their sender died over them.
    #[must_use]
    pub fn unacknowledged(&self) -> u64 {
        self.asked - self.acknowledged()
    }

    /// The sender was shown this text as delivered.
    pub fn tick(&mut self, text: &str) {
        match self.number(text) {
            Some(number) => drop(self.ticked.insert(number)),
            None => self.foreign += 1,
        }
    }

    /// The receiver was shown this text, as the entry `id` of its list.
    pub fn show(&mut self, text: &str, id: i64) {
        match self.number(text) {
            Some(number) => drop(self.shown.entry(number).or_default().insert(id)),
            None => self.foreign += 1,
        }
    }

    /// Compares with what the sender's and the receiver's vault have at the end, each in the order of its list.
    #[must_use]
    pub fn compare(&self, sent: &[Kept], received: &[Kept]) -> Faults {
        let (ours, theirs) = (self.numbers(sent), self.numbers(received));
        let ours_there: BTreeSet<u64> = ours.iter().copied().collect();
        let theirs_there: BTreeSet<u64> = theirs.iter().copied().collect();
        let delivered: BTreeSet<u64> = sent
            .iter()
            .filter(|kept| kept.state == MessageState::Delivered)
            .filter_map(|kept| self.number(&kept.text))
            .collect();
        let promised = self.acknowledged.iter().chain(self.shown.keys()).collect::<BTreeSet<_>>();
        let is_lost = |number: &&&u64| {
            !theirs_there.contains(number)
                || self.acknowledged.contains(number) && !ours_there.contains(number)
        };
        let ticks = self.ticked.union(&delivered);
        let lies = |number: &&u64| !theirs_there.contains(number) || !delivered.contains(number);
        let shown_twice = self.shown.values().map(|ids| ids.len() as u64 - 1).sum::<u64>();
        let repeated = (ours.len() - ours_there.len()) + (theirs.len() - theirs_there.len());
        Faults {
            lost: promised.iter().filter(is_lost).count() as u64,
            duplicated: shown_twice.max(repeated as u64),
            reordered: reordered(&ours) + reordered(&theirs),
            ticks_that_lied: ticks.filter(lies).count() as u64,
            foreign: self.foreign + (sent.len() - ours.len()) as u64 + (received.len() - theirs.len()) as u64,
        }
    }

    fn numbers(&self, kept: &[Kept]) -> Vec<u64> {
        kept.iter().filter_map(|kept| self.number(&kept.text)).collect()
    }

    /// The number of a text that was asked to be sent, every letter of it.
    fn number(&self, text: &str) -> Option<u64> {
        let number: u64 = text.split(' ').next()?.parse().ok()?;
        (number <= self.asked && text == text_of(number)).then_some(number)
    }
}

impl AddAssign for Faults {
    fn add_assign(&mut self, more: Self) {
        let Self { lost, duplicated, reordered, ticks_that_lied, foreign } = more;
        self.lost += lost;
        self.duplicated += duplicated;
        self.reordered += reordered;
        self.ticks_that_lied += ticks_that_lied;
        self.foreign += foreign;
    }
}

/// The text of a number: mostly short, and now and then one that fills several frames' worth of units.
#[must_use]
pub fn text_of(number: u64) -> String {
    let padding = match number % 32 {
        0 => 12_000,
        1..=3 => 3_000,
        rest => usize::try_from(rest * 7).unwrap_or(0),
    };
    format!("{number} {}", "sotto ".repeat(padding / 6))
}

/// How many come after a later one. A repeated one is not counted: it is a duplicate.
fn reordered(numbers: &[u64]) -> u64 {
    let mut seen = BTreeSet::new();
    let (mut last, mut late) = (0, 0);
    for number in numbers.iter().filter(|number| seen.insert(**number)) {
        late += u64::from(*number < last);
        last = last.max(*number);
    }
    late
}

#[cfg(test)]
mod tests {
    use super::*;
    use MessageState::{Delivered, Received, Sent};

    /// Five were asked, the first four acknowledged, the first three shown on both sides.
    fn journal() -> Journal {
        let mut journal = Journal::default();
        for number in 1..=5 {
            assert_eq!(journal.ask(), number);
        }
        (1..=4).for_each(|number| journal.acknowledge(number));
        for number in 1..=3_u8 {
            journal.show(&text_of(number.into()), number.into());
            journal.tick(&text_of(number.into()));
        }
        journal
    }

    fn list(state: MessageState, numbers: &[u64]) -> Vec<Kept> {
        numbers.iter().map(|number| Kept { state, text: text_of(*number) }).collect()
    }

    fn faults(sent: &[u64], received: &[u64]) -> Faults {
        journal().compare(&list(Delivered, sent), &list(Received, received))
    }

    #[test]
    fn everything_in_place_is_no_fault_with_or_without_what_nobody_acknowledged() {
        assert_eq!(faults(&[1, 2, 3, 4], &[1, 2, 3, 4]), Faults::default());
        assert_eq!(faults(&[1, 2, 3, 4, 5], &[1, 2, 3, 4, 5]), Faults::default());
    }

    #[test]
    fn an_acknowledged_message_that_is_nowhere_is_lost() {
        assert_eq!(faults(&[1, 2, 3], &[1, 2, 3]), Faults { lost: 1, ..Faults::default() });
        // there, but not with the one who wrote it
        assert_eq!(faults(&[1, 2, 3], &[1, 2, 3, 4]), Faults { lost: 1, ..Faults::default() });
    }

    #[test]
    fn a_message_that_was_shown_and_is_gone_is_lost_acknowledged_or_not() {
        let mut journal = journal();
        journal.show(&text_of(5), 5);
        let found = journal.compare(&list(Delivered, &[1, 2, 3, 4]), &list(Received, &[1, 2, 3, 4]));
        assert_eq!(found, Faults { lost: 1, ..Faults::default() });
    }

    #[test]
    fn a_doubled_message_is_found_in_the_vault_and_in_view() {
        assert_eq!(faults(&[1, 2, 3, 4], &[1, 2, 2, 3, 4]).duplicated, 1);
        assert_eq!(faults(&[1, 2, 3, 4, 4], &[1, 2, 3, 4]).duplicated, 1);
        let mut journal = journal();
        journal.show(&text_of(2), 9);
        journal.show(&text_of(2), 9);
        let whole = (list(Delivered, &[1, 2, 3, 4]), list(Received, &[1, 2, 3, 4]));
        assert_eq!(journal.compare(&whole.0, &whole.1), Faults { duplicated: 1, ..Faults::default() });
    }

    #[test]
    fn a_message_out_of_its_place_is_reordered() {
        assert_eq!(faults(&[1, 2, 3, 4], &[1, 3, 2, 4]), Faults { reordered: 1, ..Faults::default() });
        assert_eq!(faults(&[2, 1, 3, 4], &[1, 2, 3, 4]), Faults { reordered: 1, ..Faults::default() });
        // a second copy at the end is a duplicate, not out of order
        assert_eq!(faults(&[1, 2, 3, 4], &[1, 2, 3, 4, 2]).reordered, 0);
    }

    #[test]
    fn a_tick_lies_if_its_text_is_not_there_or_the_tick_goes_away_again() {
        assert_eq!(faults(&[1, 2, 3, 4], &[1, 2, 4]).ticks_that_lied, 1);
        let mut sent = list(Delivered, &[1, 2, 3, 4]);
        sent[1].state = Sent;
        let found = journal().compare(&sent, &list(Received, &[1, 2, 3, 4]));
        assert_eq!(found, Faults { ticks_that_lied: 1, ..Faults::default() });
        // told by the vault alone
        let sent = list(Delivered, &[1, 2, 3, 4, 5]);
        let found = journal().compare(&sent, &list(Received, &[1, 2, 3, 4]));
        assert_eq!(found, Faults { ticks_that_lied: 1, ..Faults::default() });
    }

    #[test]
    fn a_text_that_nobody_sent_is_foreign_even_if_only_a_letter_is_another() {
        let mut received = list(Received, &[1, 2, 3, 4]);
        received.push(Kept { state: Received, text: text_of(6) });
        received.push(Kept { state: Received, text: text_of(5).to_uppercase() });
        let found = journal().compare(&list(Delivered, &[1, 2, 3, 4]), &received);
        assert_eq!(found, Faults { foreign: 2, ..Faults::default() });
    }
}
