//! What became of two programs that lost each other.

use crate::conversation::Tally;
use serde_json::{Value, json};
use std::time::Duration;

/// The middle restart may take this long.
const MEDIAN_GOAL: Duration = Duration::from_secs(20);
/// No restart may take longer.
const LONGEST_GOAL: Duration = Duration::from_secs(120);

/// Restarts, dials of both sides at once, and the texts around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Account {
    restarts: u32,
    /// How long it took, of those that found the other again.
    reconnected: Vec<Duration>,
    dials: u32,
    found: Vec<Duration>,
    /// Dials that ended in one link.
    one_link: u32,
    /// Those whose first link was replaced by another within seconds.
    replaced: u32,
    /// Everything that was written.
    pub(super) tally: Tally,
}

impl Account {
    pub(super) fn note_restart(&mut self, found: Option<Duration>) {
        self.restarts += 1;
        self.reconnected.extend(found);
    }

    /// `settled`: how often the link was replaced before it stayed.
    pub(super) fn note_dial(&mut self, found: Option<Duration>, settled: Option<u32>) {
        self.dials += 1;
        self.found.extend(found);
        self.one_link += u32::from(settled.is_some());
        self.replaced += u32::from(settled.is_some_and(|times| times > 0));
    }

    /// A sentence for every goal that was missed.
    #[must_use]
    pub fn missed(&self) -> Vec<String> {
        let Tally { delivered: _, lost, duplicated, out_of_order, false_ticks } = self.tally;
        let goals = [
            (self.reconnected.len() == self.restarts as usize, "a side that restarted was not found again"),
            (median(&self.reconnected) <= MEDIAN_GOAL, "the middle restart took more than 20 s"),
            (longest(&self.reconnected) <= LONGEST_GOAL, "a restart took more than 120 s"),
            (self.one_link == self.dials, "dials of both sides did not end in one link"),
            (
                lost + duplicated + out_of_order + false_ticks == 0,
                "texts were lost, doubled, or out of order",
            ),
        ];
        goals.into_iter().filter(|(reached, _)| !reached).map(|(_, sentence)| sentence.to_owned()).collect()
    }

    /// The figures as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let Tally { delivered, lost, duplicated, out_of_order, false_ticks } = self.tally;
        json!({
            "restarts": self.restarts,
            "reconnected": self.reconnected.len(),
            "median_s": seconds(median(&self.reconnected)),
            "max_s": seconds(longest(&self.reconnected)),
            "dials": self.dials,
            "one_link": self.one_link,
            "replaced": self.replaced,
            "dials_median_s": seconds(median(&self.found)),
            "dials_max_s": seconds(longest(&self.found)),
            "delivered": delivered,
            "lost": lost,
            "duplicated": duplicated,
            "out_of_order": out_of_order,
            "false_ticks": false_ticks,
        })
    }
}

fn median(times: &[Duration]) -> Duration {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

fn longest(times: &[Duration]) -> Duration {
    times.iter().max().copied().unwrap_or_default()
}

/// In seconds, to the millisecond.
fn seconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn account(times: &[u64]) -> Account {
        let mut account = Account::default();
        times.iter().for_each(|time| account.note_restart(Some(Duration::from_secs(*time))));
        account
    }

    #[test]
    fn a_good_account_misses_nothing_and_shows_its_figures() {
        let mut account = account(&[3, 1, 2]);
        account.note_dial(Some(Duration::from_secs(4)), Some(1));
        assert_eq!(account.missed(), Vec::<String>::new());
        let shown = account.to_json();
        assert!(
            shown["restarts"] == 3
                && shown["reconnected"] == 3
                && shown["one_link"] == 1
                && shown["replaced"] == 1,
            "{shown}"
        );
        assert!(shown["median_s"] == 2.0 && shown["max_s"] == 3.0 && shown["lost"] == 0, "{shown}");
    }

    #[test]
    fn every_goal_can_be_missed() {
        let mut vanished = account(&[1]);
        vanished.note_restart(None);
        let mut two_links = account(&[1]);
        two_links.note_dial(Some(Duration::from_secs(1)), None);
        let mut lossy = account(&[1]);
        lossy.tally.lost = 1;
        for (account, word) in [
            (vanished, "found again"),
            (account(&[21, 22]), "20 s"),
            (account(&[1, 1, 121]), "120 s"),
            (two_links, "one link"),
            (lossy, "lost"),
        ] {
            let missed = account.missed();
            assert!(missed.len() == 1 && missed[0].contains(word), "{missed:?}");
        }
    }
}
