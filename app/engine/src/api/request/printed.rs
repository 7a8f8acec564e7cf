//! What of a request may be printed: its name. Addresses, invites, names and texts are the user's.

use super::Request;
use std::fmt;

/// Prints the names of variants; the compiler refuses a list that leaves one out.
macro_rules! printed {
    ($($variant:ident),+) => {
        impl fmt::Debug for Request {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self { $(Self::$variant { .. } => stringify!($variant)),+ })
            }
        }

        /// Every name that there is.
        #[cfg(test)]
        const NAMES: &[&str] = &[$(stringify!($variant)),+];
    };
}

printed! {
    Status, Create, CreateAmnesic, Unlock, ChangePassphrase, Lock, Wipe, Connect, Disconnect, Contacts, AddContact,
    MakeInvite, Invites, RevokeInvite, AcceptRequest, DeclineRequest, UndoDecline, Block, Unblock, Rename, Mute, Pin,
    DeleteContact, TrustAgain, SafetyWords, MarkCompared, WithdrawVerification, AskQuestion, AnswerQuestion, EndCheck,
    Send, React, Edit, DeleteMessage, Find, SetDraft, History, MarkRead, TryNow, Attend, Resumed, Bridges, SetBridges,
    Preferences, SetPreferences, Shutdown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Preferences;
    use crate::core::{Input, ReplyTo};
    use serde_json::{Value, json};

    /// In no name.
    const CANARY: &str = "kanarienvogel";
    /// Variants with room for words of the user.
    const WORDED: usize = 15;

    /// Every form that parameters have, the fuller before those that leave something out.
    fn forms() -> Vec<Value> {
        let preferences = Preferences { language: Some(CANARY.to_owned()), ..Preferences::default() };
        vec![
            json!({ "passphrase": CANARY }),
            json!({ "old": CANARY, "new": CANARY }),
            json!({ "address": CANARY, "name": CANARY }),
            json!({ "contact": 7, "name": CANARY }),
            json!({ "contact": 7, "question": CANARY, "answer": CANARY }),
            json!({ "contact": 7, "answer": CANARY }),
            json!({ "contact": 7, "text": CANARY, "reply_to": 7 }),
            json!({ "contact": 7, "text": CANARY, "before": 7, "limit": 7 }),
            json!({ "contact": 7, "text": CANARY }),
            json!({ "message": 7, "reaction": CANARY }),
            json!({ "message": 7, "text": CANARY }),
            json!({ "lines": CANARY, "enabled": true }),
            json!({ "preferences": preferences }),
            json!({ "contact": 7, "limit": 7 }),
            json!({ "contact": 7, "muted": true }),
            json!({ "contact": 7, "pinned": true }),
            json!({ "contact": 7 }),
            json!({ "message": 7, "for_both": true }),
            json!({ "invite": 7 }),
            json!({ "days": 7 }),
            json!({ "present": true }),
            Value::Null,
        ]
    }

    /// As in JSON.
    fn method(name: &str) -> String {
        let parts = name.chars().map(|letter| match letter.to_lowercase() {
            small if letter.is_uppercase() => format!("_{small}"),
            small => small.to_string(),
        });
        parts.collect::<String>().trim_start_matches('_').to_owned()
    }

    /// The fullest request of this name, and whether it has words in it.
    fn request(name: &str) -> (Request, bool) {
        let read = |form: &Value| {
            let whole = match form {
                Value::Null => json!({ "method": method(name) }),
                params => json!({ "method": method(name), "params": params }),
            };
            serde_json::from_value(whole).ok().map(|request| (request, form.to_string().contains(CANARY)))
        };
        forms().iter().find_map(read).unwrap_or_else(|| panic!("no form fits {name}"))
    }

    #[test]
    fn a_request_prints_its_name_and_no_word_of_the_user() {
        let mut worded = 0;
        for name in NAMES {
            let (request, has_words) = request(name);
            worded += usize::from(has_words);
            assert_eq!([format!("{request:?}"), format!("{request:#?}")], [*name; 2]);
            assert!(!format!("{:?}", Input::Request(ReplyTo(1), request)).contains(CANARY), "{name}");
        }
        assert_eq!(worded, WORDED);
    }
}
