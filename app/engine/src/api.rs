//! What a front end may ask, what it is answered, and what it is told.
//!
//! The window, `sotto headless` and the tests speak only this. Every type crosses as JSON in `sotto headless`
//! (`docs/headless.md`), so a change here is a change of the public interface.

mod contact;
mod failure;
mod invite;
mod message;
mod preferences;
mod request;
mod response;
mod secret;
mod settings;
mod status;
mod verification;

pub use contact::{Contact, OfflineReason, Presence, Standing};
pub use failure::Failure;
pub use invite::{INVITE_DAYS, INVITE_DAYS_RANGE, INVITES_MAX, Invite, InviteId, InviteLink, NewInvite};
pub use message::{Deleted, Found, History, Message, MessageState, Quote, Reaction, Who};
pub use preferences::{LANGUAGE_MAX, LOCK_AFTER_MINUTES, Notifications, Preferences, SCALE_PERCENT};
pub use request::Request;
pub use response::{Event, Response};
pub use secret::{Answer, Passphrase};
pub use settings::{Appearance, Bridges};
pub use sotto_crypto::verify::{ANSWER_MAX, QUESTION_MAX};
pub use status::{NetworkPhase, NetworkStatus, Profile, Reach, Status, Trouble};
pub use verification::{Check, CheckOutcome, Safety, TRIES_MAX, Verified, VerifiedBy};

use serde::{Deserialize, Serialize};

/// Longest passphrase, in bytes of UTF-8.
pub const PASSPHRASE_MAX: usize = 1024;
/// Longest text of a message, in bytes of UTF-8.
pub const TEXT_MAX: usize = 16_000;
/// Longest reaction, in bytes of UTF-8; one character as it is seen.
pub const REACTION_MAX: usize = 32;
/// Longest beginning of a quoted message, in characters as they are seen.
pub const QUOTE_MAX: usize = 120;
/// Longest text that is looked for, in bytes of UTF-8.
pub const FIND_MAX: usize = 256;
/// Longest text that a stranger may send before being accepted, in bytes of UTF-8.
pub const GREETING_MAX: usize = 1024;
/// Longest name of a contact, in characters as they are seen (grapheme clusters); of code points, four times as many.
pub const NAME_MAX: usize = 64;
/// Most messages in one page of history.
pub const PAGE_MAX: u16 = 500;
/// Most bridge lines that are kept.
pub const BRIDGES_MAX: usize = 64;

/// A contact's number in this vault. Never reused, means nothing outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactId(pub i64);

/// A message's number in this vault; grows with the order of display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub i64);
