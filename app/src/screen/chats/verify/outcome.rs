//! How a check ended, in words that claim no more than is known.

use crate::display;
use crate::model::is_verified;
use crate::widget::Icon;
use crate::widget::pieces::{notice, remark};
use crate::words::Words;
use iced::Element;
use sotto_engine::api::{CheckOutcome, Contact};

/// The last outcome with a contact, until it has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// How the check ended.
    pub(crate) what: CheckOutcome,
    /// The question was ours: only then it tells something of the other.
    pub(crate) asked_by_us: bool,
}

impl Outcome {
    /// Whether it is still true of `known`: a newer check or a changed device makes it void.
    pub(crate) fn holds(self, known: &Contact) -> bool {
        let vouches = self.what == CheckOutcome::Same && self.asked_by_us;
        known.check.is_none() && !known.continuity_lost && (!vouches || is_verified(known))
    }

    /// What has happened and what can be done.
    pub(crate) fn sentence(self, known: &Contact, words: &Words) -> String {
        match (self.what, self.asked_by_us) {
            (CheckOutcome::Same, true) => {
                words.say_with("verify-outcome-same", &[("name", display::name(known).into())])
            }
            (CheckOutcome::Same, false) => words.say("verify-outcome-same-theirs"),
            (CheckOutcome::Different, true) => words.say("verify-outcome-different"),
            (CheckOutcome::Different, false) => words.say("verify-outcome-different-theirs"),
            (CheckOutcome::Ended, _) => words.say("verify-outcome-ended"),
        }
    }

    /// The sentence as a strip, with what can be done about it.
    pub(crate) fn view<'a, Message: 'a>(
        self,
        known: &Contact,
        doing: Option<Element<'a, Message>>,
        words: &Words,
    ) -> Element<'a, Message> {
        let words = self.sentence(known, words);
        match (self.what, self.asked_by_us) {
            (CheckOutcome::Same, true) => remark(Icon::Verified, words, doing),
            (CheckOutcome::Different, _) => notice(words, doing),
            (CheckOutcome::Same, false) | (CheckOutcome::Ended, _) => remark(Icon::Question, words, doing),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use crate::words::{self, Language};
    use sotto_engine::api::{Check, Verified, VerifiedBy};

    const SAME: Outcome = Outcome { what: CheckOutcome::Same, asked_by_us: true };

    fn verified() -> Contact {
        let verified = Some(Verified { by: VerifiedBy::Question, at: 1 });
        Contact { verified, ..fake::contact(1, "Ada") }
    }

    #[test]
    fn only_the_one_who_asked_is_told_that_the_other_is_verified() {
        let english = words::of(Language::English);
        assert!(SAME.sentence(&verified(), english).contains("Ada is verified"));
        let answered = Outcome { asked_by_us: false, ..SAME }.sentence(&verified(), english);
        assert!(answered.contains("They now know that it is you") && !answered.contains("verified"));
    }

    #[test]
    fn an_outcome_that_is_not_true_any_more_is_not_said() {
        assert!(SAME.holds(&verified()));
        assert!(!SAME.holds(&fake::contact(1, "Ada")), "withdrawn");
        assert!(!SAME.holds(&Contact { continuity_lost: true, ..verified() }), "their device changed");
        assert!(!SAME.holds(&Contact { check: Some(Check::Confirming), ..verified() }), "another check runs");
    }
}
