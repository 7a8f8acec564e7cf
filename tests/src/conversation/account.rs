//! The account of a conversation. A tick that lies counts as a loss.

use super::Shown;
use serde_json::{Value, json};
use std::iter::Sum;
use std::ops::Add;
use std::time::Duration;

/// What became of the texts that one program wrote to another; all texts differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Shown by the receiver, and ticked as delivered by the sender.
    pub delivered: u32,
    /// Not shown by the receiver, or by the sender.
    pub lost: u32,
    /// Shown more often than once, by either; every further time counts.
    pub duplicated: u32,
    /// Shown by either before one that was written earlier.
    pub out_of_order: u32,
    /// Ticked as delivered by the sender, and not shown by the receiver.
    pub false_ticks: u32,
}

impl Tally {
    /// Whether all of `messages` arrived once, in order, and every tick tells the truth.
    #[must_use]
    pub fn is_perfect(&self, messages: usize) -> bool {
        let delivered = u32::try_from(messages).unwrap_or(u32::MAX);
        *self == Self { delivered, ..Self::default() }
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            delivered: self.delivered + other.delivered,
            lost: self.lost + other.lost,
            duplicated: self.duplicated + other.duplicated,
            out_of_order: self.out_of_order + other.out_of_order,
            false_ticks: self.false_ticks + other.false_ticks,
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), Add::add)
    }
}

/// Compares what was written with the sender's own history and the receiver's.
#[must_use]
pub fn tally(written: &[String], own: &[Shown], other: &[Shown]) -> Tally {
    let sent: Vec<&Shown> = own.iter().filter(|shown| shown.state != "received").collect();
    let received: Vec<&Shown> = other.iter().filter(|shown| shown.state == "received").collect();
    let each =
        written.iter().map(|text| fate(times(text, &sent), times(text, &received), ticked(text, &sent)));
    let disorder = disorder(written, &sent) + disorder(written, &received);
    each.sum::<Tally>() + Tally { out_of_order: disorder, ..Tally::default() }
}

fn fate(sent: u32, received: u32, ticked: bool) -> Tally {
    Tally {
        delivered: u32::from(received > 0 && ticked),
        lost: u32::from(received == 0 || sent == 0),
        duplicated: received.saturating_sub(1) + sent.saturating_sub(1),
        out_of_order: 0,
        false_ticks: u32::from(received == 0 && ticked),
    }
}

fn times(text: &str, shown: &[&Shown]) -> u32 {
    u32::try_from(shown.iter().filter(|shown| shown.text == text).count()).unwrap_or(u32::MAX)
}

fn ticked(text: &str, sent: &[&Shown]) -> bool {
    sent.iter().any(|shown| shown.text == text && shown.state == "delivered")
}

/// How often a text follows one that was written later.
fn disorder(written: &[String], shown: &[&Shown]) -> u32 {
    let place = |shown: &&Shown| written.iter().position(|text| *text == shown.text);
    let places: Vec<usize> = shown.iter().filter_map(place).collect();
    let backwards =
        places.iter().zip(places.iter().skip(1)).filter(|(earlier, later)| earlier > later).count();
    u32::try_from(backwards).unwrap_or(u32::MAX)
}

/// The account of a whole conversation, both ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Texts that were written.
    pub messages: u32,
    /// Shown by the receiver, and ticked as delivered by the sender.
    pub delivered: u32,
    /// Missing at the receiver or the sender.
    pub lost: u32,
    /// Shown more often than once.
    pub duplicated: u32,
    /// Shown before one that was written earlier.
    pub out_of_order: u32,
    /// Seconds to the receipt of the first message.
    pub first_message_s: f64,
    /// Milliseconds from sending to the receipt, the middle one of all messages.
    pub rtt_ms_median: f64,
}

impl Report {
    pub(super) fn new(
        messages: u32,
        tally: Tally,
        first_message: Option<Duration>,
        round_trips: Vec<Duration>,
    ) -> Self {
        let Tally { delivered, lost, duplicated, out_of_order, false_ticks: _ } = tally;
        let first_message_s = rounded(first_message.unwrap_or_default().as_secs_f64());
        let rtt_ms_median = rounded(median(round_trips).as_secs_f64() * 1000.0);
        Self { messages, delivered, lost, duplicated, out_of_order, first_message_s, rtt_ms_median }
    }

    /// Whether every message arrived, once and in order.
    #[must_use]
    pub fn passed(&self) -> bool {
        self.delivered == self.messages && self.lost == 0 && self.duplicated == 0 && self.out_of_order == 0
    }

    /// The report as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let Self { messages, delivered, lost, duplicated, out_of_order, first_message_s, rtt_ms_median } =
            self;
        json!({
            "messages": messages,
            "delivered": delivered,
            "lost": lost,
            "duplicated": duplicated,
            "out_of_order": out_of_order,
            "first_message_s": first_message_s,
            "rtt_ms_median": rtt_ms_median,
        })
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// To three places, as people read it.
fn rounded(value: f64) -> f64 {
    (value * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(state: &str, texts: &[&str]) -> Vec<Shown> {
        texts.iter().map(|text| Shown { state: state.to_owned(), text: (*text).to_owned() }).collect()
    }

    fn written() -> Vec<String> {
        ["a", "b", "c"].map(str::to_owned).to_vec()
    }

    #[test]
    fn a_conversation_that_arrived_whole_is_perfect() {
        let tally =
            tally(&written(), &shown("delivered", &["a", "b", "c"]), &shown("received", &["a", "b", "c"]));
        assert!(tally.is_perfect(3), "{tally:?}");
    }

    #[test]
    fn a_text_that_only_the_sender_shows_is_lost_and_its_tick_lies() {
        let tally = tally(&written(), &shown("delivered", &["a", "b", "c"]), &shown("received", &["a", "c"]));
        assert_eq!(tally, Tally { delivered: 2, lost: 1, false_ticks: 1, ..Tally::default() });
    }

    #[test]
    fn a_text_that_the_sender_forgot_is_lost() {
        let tally = tally(&written(), &shown("delivered", &["a", "b"]), &shown("received", &["a", "b", "c"]));
        assert_eq!(tally, Tally { delivered: 2, lost: 1, ..Tally::default() });
    }

    #[test]
    fn a_text_shown_twice_is_duplicated_on_either_side() {
        let twice = ["a", "b", "b", "c"];
        let own = tally(&written(), &shown("delivered", &twice), &shown("received", &["a", "b", "c"]));
        let other = tally(&written(), &shown("delivered", &["a", "b", "c"]), &shown("received", &twice));
        assert_eq!(own, Tally { delivered: 3, duplicated: 1, ..Tally::default() });
        assert_eq!(other, own);
    }

    #[test]
    fn a_text_that_overtook_another_is_out_of_order() {
        let tally =
            tally(&written(), &shown("delivered", &["a", "b", "c"]), &shown("received", &["b", "a", "c"]));
        assert_eq!(tally, Tally { delivered: 3, out_of_order: 1, ..Tally::default() });
    }

    #[test]
    fn a_text_without_its_tick_is_not_delivered() {
        let tally = tally(&written(), &shown("sent", &["a", "b", "c"]), &shown("received", &["a", "b", "c"]));
        assert_eq!(tally, Tally::default());
        assert!(!tally.is_perfect(3));
    }

    #[test]
    fn own_and_foreign_messages_in_one_history_are_kept_apart() {
        let mut history = shown("received", &["a", "b", "c"]);
        history.extend(shown("delivered", &["a", "b", "c"]));
        assert!(tally(&written(), &history, &history).is_perfect(3));
    }

    #[test]
    fn a_report_passes_only_if_everything_arrived_once() {
        let good = Tally { delivered: 2, ..Tally::default() };
        let times = vec![Duration::from_millis(30), Duration::from_millis(10), Duration::from_millis(20)];
        let report = Report::new(2, good, Some(Duration::from_millis(1234)), times);
        assert!(report.passed());
        assert_eq!(
            report.to_json().to_string(),
            r#"{"delivered":2,"duplicated":0,"first_message_s":1.234,"lost":0,"messages":2,"out_of_order":0,"rtt_ms_median":20.0}"#
        );
        for bad in [
            Tally { delivered: 1, ..good },
            Tally { lost: 1, ..good },
            Tally { duplicated: 1, ..good },
            Tally { out_of_order: 1, ..good },
        ] {
            assert!(!Report::new(2, bad, None, Vec::new()).passed(), "{bad:?}");
        }
    }
}
