//! What is known of the network, a contact and a message, in words.

use super::is_unreachable;
use crate::clock;
use crate::words::Words;
use sotto_engine::api::{
    Contact, MessageState, NetworkPhase, NetworkStatus, OfflineReason, Presence, Reach, Standing,
};

/// What the connection is doing.
pub(crate) fn phase_words(network: &NetworkStatus, words: &Words) -> String {
    words.say(match network.phase {
        NetworkPhase::Offline => "model-phase-offline",
        NetworkPhase::Starting => "model-phase-starting",
        NetworkPhase::Reaching if network.bridges => "model-phase-reaching-bridge",
        NetworkPhase::Reaching => "model-phase-reaching",
        NetworkPhase::Directory => "model-phase-directory",
        NetworkPhase::Publishing => "model-phase-publishing",
        NetworkPhase::Online => "model-phase-online",
    })
}

/// Whether others can reach us; nothing as long as nothing is known, or as there is no way to the network. `now` is in
/// milliseconds since 1970.
pub(crate) fn reach_words(network: &NetworkStatus, now: u64, words: &Words) -> Option<String> {
    match network.reach {
        _ if network.phase != NetworkPhase::Online => None,
        Reach::Unknown => None,
        Reach::Confirmed { at } => {
            let when = words.brief(&clock::local(at), &clock::local(now));
            Some(words.say_with("model-reach-confirmed", &[("when", when.into())]))
        }
        Reach::Unreachable { republished, next_try } => {
            debug_assert!(is_unreachable(network));
            let wait = next_try.and_then(|at| words.countdown(at, now));
            Some(words.together([
                Some(words.say("model-reach-unreachable")),
                (republished > 0).then(|| words.say("model-reach-republished")),
                wait.map(|wait| words.say_with("model-reach-next-check", &[("wait", wait.into())])),
            ]))
        }
    }
}

/// Whether a contact is there, in one word.
pub(crate) fn presence_word(contact: &Contact, words: &Words) -> String {
    words.say(match (contact.standing, contact.presence) {
        (Standing::Blocked, _) => "model-presence-blocked",
        (_, Presence::Online) => "model-presence-online",
        (_, Presence::Dialing) => "model-presence-dialing",
        (_, Presence::Offline { .. }) => "model-presence-offline",
    })
}

/// Why the last call failed, as a sentence.
pub(crate) fn reason_words(reason: OfflineReason, words: &Words) -> String {
    words.say(match reason {
        OfflineReason::NotPublished => "model-reason-not-published",
        OfflineReason::NotAnswering => "model-reason-not-answering",
        OfflineReason::TimedOut => "model-reason-timed-out",
        OfflineReason::HungUp => "model-reason-hung-up",
        OfflineReason::Handshake => "model-reason-handshake",
        OfflineReason::Tor => "model-reason-tor",
    })
}

/// Why a message of ours still waits, as a sentence.
pub(crate) fn waiting_reason(contact: &Contact, network: &NetworkStatus, words: &Words) -> String {
    words.say(match (network.phase, contact.presence) {
        _ if contact.standing != Standing::Accepted => "model-waits-no-contact",
        _ if contact.continuity_lost => "model-waits-held-back",
        (_, Presence::Online) if !contact.accepted_us => "model-waits-not-accepted",
        (_, Presence::Online) => "model-waits-for-turn",
        (NetworkPhase::Offline, _) => "model-waits-not-connected",
        (NetworkPhase::Starting | NetworkPhase::Reaching | NetworkPhase::Directory, _) => {
            "model-waits-for-tor"
        }
        (_, Presence::Dialing) => "model-waits-dialing",
        (_, Presence::Offline { reason: Some(reason), .. }) => return reason_words(reason, words),
        (_, Presence::Offline { reason: None, .. }) => "model-waits-not-reached",
    })
}

/// How far a message of ours is, in one word; nothing for one of theirs.
pub(crate) fn state_word(state: MessageState, words: &Words) -> String {
    match state {
        MessageState::Queued => words.say("model-state-queued"),
        MessageState::Sent => words.say("model-state-sent"),
        MessageState::Delivered => words.say("model-state-delivered"),
        MessageState::Received => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use crate::words::{self, Language};
    use sotto_engine::api::Profile;

    fn english() -> &'static Words {
        words::of(Language::English)
    }

    #[test]
    fn whether_others_can_reach_us_is_said_as_we_have_seen_it_ourselves() {
        let mut network = fake::status(Profile::Open, NetworkPhase::Online).network;
        assert_eq!(reach_words(&network, 0, english()), None, "Tor's word alone is not repeated");
        network.reach = Reach::Unreachable { republished: 1, next_try: Some(100_000) };
        assert_eq!(
            reach_words(&network, 10_000, english()).unwrap(),
            "Others cannot reach you at the moment. Your address has been published again. Next check in 1:30."
        );
        assert!(is_unreachable(&network));
        network.reach = Reach::Unreachable { republished: 0, next_try: None };
        assert_eq!(
            reach_words(&network, 10_000, english()).unwrap(),
            "Others cannot reach you at the moment."
        );
        network.reach = Reach::Confirmed { at: 1_772_625_600_000 };
        assert!(
            reach_words(&network, 1_772_625_660_000, english())
                .unwrap()
                .starts_with("Checked: others can reach you (")
        );
        assert!(!is_unreachable(&network));
        network.phase = NetworkPhase::Directory;
        assert_eq!(reach_words(&network, 0, english()), None, "what was seen before is not true of now");
    }

    #[test]
    fn a_message_that_waits_says_why() {
        let mut network = fake::status(Profile::Open, NetworkPhase::Online).network;
        let offline = |reason| Contact {
            presence: Presence::Offline { reason, next_try: None },
            ..fake::contact(1, "Ada")
        };
        let said = waiting_reason(&offline(Some(OfflineReason::NotAnswering)), &network, english());
        assert_eq!(said, "Their Sotto does not answer.");
        let changed = Contact { continuity_lost: true, ..offline(None) };
        assert!(waiting_reason(&changed, &network, english()).starts_with("Held back"));
        let online = Contact { presence: Presence::Online, waiting: 1, ..fake::contact(1, "Ada") };
        assert_eq!(waiting_reason(&online, &network, english()), "It waits for its turn to leave.");
        network.phase = NetworkPhase::Offline;
        assert_eq!(
            waiting_reason(&offline(Some(OfflineReason::HungUp)), &network, english()),
            "You are not connected."
        );
    }
}
