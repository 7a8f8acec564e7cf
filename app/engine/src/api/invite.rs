//! Invites, by which somebody becomes a contact without being asked about.

use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Most invites that are open at a time.
pub const INVITES_MAX: usize = 20;
/// How long an invite is good, unless somebody wants it otherwise, in days.
pub const INVITE_DAYS: u8 = 7;
/// How long an invite may be good, in days.
pub const INVITE_DAYS_RANGE: std::ops::RangeInclusive<u8> = 1..=30;

/// An invite's number in this vault. Never reused, means nothing outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InviteId(pub i64);

/// An invite that nobody has used, and whose time has not run out. Its link cannot be had again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Invite {
    /// Its number.
    pub id: InviteId,
    /// Milliseconds since 1970.
    pub made: u64,
    /// Milliseconds since 1970: from then on it is good for nothing.
    pub expires: u64,
}

/// A new invite, with what is given to somebody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewInvite {
    /// Its number.
    pub id: InviteId,
    /// For one person. Whoever comes with it first is a contact: send it as you would a key.
    pub link: InviteLink,
    /// Milliseconds since 1970: from then on it is good for nothing.
    pub expires: u64,
}

/// The link of an invite: wiped when dropped, and its `Debug` prints its type's name only.
#[derive(Clone, PartialEq, Eq, Serialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct InviteLink(String);

impl InviteLink {
    /// Takes over `link`.
    #[must_use]
    pub fn new(link: String) -> Self {
        Self(link)
    }

    /// The link itself: `sotto:` and 88 letters and digits.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for InviteLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("InviteLink(..)")
    }
}
