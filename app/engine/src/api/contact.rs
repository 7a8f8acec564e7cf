//! People: what they are to us, and whether they are there.

use super::{Check, ContactId, InviteId, Message, Verified};
use serde::{Deserialize, Serialize};

/// Somebody we know, or who wants to be known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// Its number.
    pub id: ContactId,
    /// The onion address with `.onion`.
    pub address: String,
    /// What we call them; empty if never named.
    pub name: String,
    /// What they are to us.
    pub standing: Standing,
    /// Whether they have accepted us, as far as we know.
    pub accepted_us: bool,
    /// Whether they are there.
    pub presence: Presence,
    /// Messages not yet seen.
    pub unread: u32,
    /// Messages of ours that wait.
    pub waiting: u32,
    /// The newest message, for the list.
    pub last: Option<Message>,
    /// Their device changed without explanation; sending is held until [`super::Request::TrustAgain`].
    pub continuity_lost: bool,
    /// They have shown who they are. Withdrawn when their device changes without explanation.
    pub verified: Option<Verified>,
    /// The question that is open between us.
    pub check: Option<Check>,
    /// Checks that may still fail today, at most [`super::TRIES_MAX`].
    pub tries_left: u8,
    /// Somebody else of nearly the same name, with whom they could be confused; the first of several. Show a part of
    /// the address beside both.
    pub resembles: Option<ContactId>,
    /// The invite of ours that made them a contact. Offer to name them, if they have no name.
    pub invite: Option<InviteId>,
    /// Somebody else, who may be gone from the list, came with the same invite. One of the two is not whom it was given to: say
    /// so beside both.
    pub same_invite: Option<ContactId>,
    /// What was written to them and not sent; never empty.
    pub draft: Option<String>,
    /// What they write is not announced.
    pub muted: bool,
    /// Stands above the others in the list.
    pub pinned: bool,
}

/// What somebody is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// A contact.
    Accepted,
    /// They asked; we have not answered.
    Requesting,
    /// We hear no more of them.
    Blocked,
}

/// Whether a contact is there, and if not, why and what happens next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Presence {
    /// A session is open.
    Online,
    /// We are calling.
    Dialing,
    /// No session.
    Offline {
        /// Why the last call failed.
        reason: Option<OfflineReason>,
        /// Milliseconds since 1970 of the next call, if one is planned.
        next_try: Option<u64>,
    },
}

/// Why the last call failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfflineReason {
    /// Their address is not published now.
    NotPublished,
    /// Their service does not answer.
    NotAnswering,
    /// Nothing was decided in time.
    TimedOut,
    /// They, or the line, hung up.
    HungUp,
    /// The two programs did not agree.
    Handshake,
    /// Something failed inside Tor.
    Tor,
}
