//! What a front end may ask, what it is answered, and what it is told.
//!
//! The window, `sotto headless` and the tests speak only this. Every type crosses as JSON in `sotto headless`
//! (`docs/headless.md`), so a change here is a change of the public interface.

use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Longest passphrase, in bytes of UTF-8.
pub const PASSPHRASE_MAX: usize = 1024;
/// Longest text of a message, in bytes of UTF-8.
pub const TEXT_MAX: usize = 16_000;
/// Longest text that a stranger may send before being accepted, in bytes of UTF-8.
pub const GREETING_MAX: usize = 1024;
/// Longest name of a contact, in characters.
pub const NAME_MAX: usize = 64;
/// Most messages in one page of history.
pub const PAGE_MAX: u16 = 500;
/// Most bridge lines that are kept.
pub const BRIDGES_MAX: usize = 64;

/// A passphrase on its way in: wiped when dropped, never printed.
#[derive(Clone, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(transparent)]
pub struct Passphrase(String);

impl Passphrase {
    /// Takes over `text`.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The passphrase itself.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(_) = self;
        f.write_str("Passphrase(..)")
    }
}

/// A contact's number in this vault. Never reused, means nothing outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactId(pub i64);

/// A message's number in this vault; grows with the order of display.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MessageId(pub i64);

/// What a front end asks for.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "method", content = "params", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// The profile, the own address, the network. Always answered: [`Response::Status`].
    Status,
    /// Makes a new vault under a passphrase and opens it: [`Response::Status`].
    Create {
        /// At least one character, at most [`PASSPHRASE_MAX`] bytes.
        passphrase: Passphrase,
    },
    /// Opens a session in memory only; nothing of it is ever written: [`Response::Status`].
    CreateAmnesic,
    /// Opens the vault: [`Response::Status`].
    Unlock {
        /// The vault's passphrase.
        passphrase: Passphrase,
    },
    /// Connects to Tor, publishes the own address, dials contacts: [`Response::Done`].
    Connect,
    /// Leaves Tor; every link closes: [`Response::Done`].
    Disconnect,
    /// Every contact and request, last activity first: [`Response::Contacts`].
    Contacts,
    /// Adds somebody by onion address or `sotto:` link: [`Response::Contact`].
    AddContact {
        /// An onion address (56 characters, with or without `.onion`) or a `sotto:` link.
        address: String,
        /// What we call them; may be empty.
        #[serde(default)]
        name: String,
    },
    /// Accepts somebody who asked: [`Response::Contact`].
    AcceptRequest {
        /// Who.
        contact: ContactId,
        /// What we call them; empty leaves it.
        #[serde(default)]
        name: String,
    },
    /// Forgets a request; they may ask again: [`Response::Done`].
    DeclineRequest {
        /// Who.
        contact: ContactId,
    },
    /// Hears no more of somebody; they are not told: [`Response::Contact`].
    Block {
        /// Who.
        contact: ContactId,
    },
    /// Lifts a block; they are a contact again: [`Response::Contact`].
    Unblock {
        /// Who.
        contact: ContactId,
    },
    /// Gives a contact another name: [`Response::Contact`].
    Rename {
        /// Who.
        contact: ContactId,
        /// At most [`NAME_MAX`] characters.
        name: String,
    },
    /// Deletes a contact with all messages: [`Response::Done`].
    DeleteContact {
        /// Who.
        contact: ContactId,
    },
    /// Goes on with a contact whose device changed without explanation: [`Response::Contact`].
    TrustAgain {
        /// Who.
        contact: ContactId,
    },
    /// Queues a text; it leaves as soon as the contact is there: [`Response::Message`].
    Send {
        /// To whom.
        contact: ContactId,
        /// At most [`TEXT_MAX`] bytes.
        text: String,
    },
    /// A page of messages, oldest first: [`Response::History`].
    History {
        /// With whom.
        contact: ContactId,
        /// Only messages before this one; the newest page without it.
        #[serde(default)]
        before: Option<MessageId>,
        /// At most [`PAGE_MAX`].
        limit: u16,
    },
    /// Everything of this contact has been seen: [`Response::Contact`].
    MarkRead {
        /// With whom.
        contact: ContactId,
    },
    /// Dials now, whatever the wait: [`Response::Done`].
    TryNow {
        /// Whom.
        contact: ContactId,
    },
    /// The bridges that are kept: [`Response::Bridges`].
    Bridges,
    /// Keeps these bridge lines and connects anew if they change the way in: [`Response::Bridges`].
    SetBridges {
        /// One a line; blank lines and lines that begin with `#` are passed over.
        lines: String,
        /// Use them, and nothing else.
        enabled: bool,
    },
    /// How the window looks: [`Response::Appearance`].
    Appearance,
    /// Changes how the window looks: [`Response::Appearance`].
    SetAppearance {
        /// The new choice.
        appearance: Appearance,
    },
    /// Ends the engine, links closed in order, the vault shut: [`Response::Done`].
    Shutdown,
}

/// What a request is answered.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Response {
    /// It is done.
    Done {},
    /// See [`Status`].
    Status(Status),
    /// See [`Contact`].
    Contact(Contact),
    /// See [`Contact`].
    Contacts(Vec<Contact>),
    /// See [`Message`].
    Message(Message),
    /// See [`History`].
    History(History),
    /// See [`Bridges`].
    Bridges(Bridges),
    /// See [`Appearance`].
    Appearance(Appearance),
}

/// What a front end is told without asking.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "method", content = "params", rename_all = "snake_case")]
pub enum Event {
    /// The profile or the network changed.
    Status(Status),
    /// A contact is new or changed (name, presence, unread count, last message).
    Contact(Contact),
    /// A contact is gone.
    ContactRemoved {
        /// Who.
        contact: ContactId,
    },
    /// A message is new or its state changed.
    Message(Message),
    /// Events were lost because nobody read them: read contacts and history again.
    Resync {},
    /// The vault's disk failed; nothing that was acknowledged is lost.
    Storage {
        /// What happened and what to do.
        failure: Failure,
    },
}

/// The whole state that is not a contact's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Of this program.
    pub version: String,
    /// Whether there is a vault, and whether it is open.
    pub profile: Profile,
    /// The own onion address with `.onion`, once a profile is open.
    pub address: Option<String>,
    /// The same as a `sotto:` link.
    pub link: Option<String>,
    /// Other people of this computer may read the profile folder: its disk knows no access rights, as FAT does not.
    /// [`Failure::FolderOpenToOthers`] says it in words. The vault is encrypted there too.
    pub exposed: bool,
    /// The way to Tor.
    pub network: NetworkStatus,
}

/// Whether there is a vault, and whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// No vault in the profile folder.
    Absent,
    /// A vault that waits for its passphrase.
    Locked,
    /// An open vault.
    Open,
    /// An open session in memory only.
    Amnesic,
}

/// The way to Tor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkStatus {
    /// What is being done.
    pub phase: NetworkPhase,
    /// 0 to 100.
    pub percent: u8,
    /// Why it does not go on.
    pub trouble: Option<Trouble>,
    /// Whether bridges are used.
    pub bridges: bool,
}

/// The steps of going online, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkPhase {
    /// Not connected and not trying.
    Offline,
    /// The Tor client is being made.
    Starting,
    /// The first connection to a relay or bridge.
    Reaching,
    /// The directory of relays is being fetched.
    Directory,
    /// Tor works; the own address is being published.
    Publishing,
    /// Others can reach us.
    Online,
}

/// Why the way to Tor does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No connection leaves this computer.
    NoNetwork,
    /// Tor's relays do not answer.
    TorUnreachable,
    /// The bridges do not answer.
    BridgeUnreachable,
    /// A transport program is missing or does not start.
    TransportMissing,
    /// The computer's clock is wrong.
    Clock,
    /// Tor's folder cannot be used.
    Storage,
    /// The own address cannot be published.
    Publishing,
    /// Anything else.
    Unknown,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoNetwork => "This computer has no network connection. Check the cable or the Wi-Fi.",
            Self::TorUnreachable => {
                "Tor does not answer. It may be blocked where you are: add a bridge in the settings."
            }
            Self::BridgeUnreachable => "None of your bridges answers. Try another bridge.",
            Self::TransportMissing => {
                "The program that this kind of bridge needs is missing. Use another kind of bridge."
            }
            Self::Clock => "This computer's clock is wrong. Set date and time, then connect again.",
            Self::Storage => {
                "Tor cannot write to its folder. Check free space and rights of the profile folder."
            }
            Self::Publishing => "Your address cannot be published at the moment. Sotto keeps trying.",
            Self::Unknown => "The connection does not go on. Sotto keeps trying.",
        })
    }
}

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
    /// Their device changed without explanation; sending is held until [`Request::TrustAgain`].
    pub continuity_lost: bool,
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

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// Its number.
    pub id: MessageId,
    /// With whom.
    pub contact: ContactId,
    /// Sent or received, and how far.
    pub state: MessageState,
    /// Milliseconds since 1970, by our clock: written, or arrived.
    pub at: u64,
    /// The text. From a peer it is hostile until a front end has cleaned it.
    pub text: String,
}

/// How far a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageState {
    /// Ours; in the vault, not yet on the line.
    Queued,
    /// Ours; on the line in this session, no receipt yet.
    Sent,
    /// Ours; in their vault.
    Delivered,
    /// Theirs.
    Received,
}

/// A page of messages, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct History {
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Whether there are older ones.
    pub more: bool,
}

/// The bridges that are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bridges {
    /// Used, and nothing else, when set.
    pub enabled: bool,
    /// One a line.
    pub lines: Vec<String>,
}

/// How the window looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Appearance {
    /// Dark on light.
    #[default]
    Light,
    /// Light on dark.
    Dark,
}

/// Why a request was not carried out: what happened, and what to do. Carries nothing of the user's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    /// Not an onion address.
    #[error("This is not an onion address. It has 56 letters and digits; copy it whole.")]
    AddressMalformed,
    /// The checksum is wrong.
    #[error("This address has a typing error. Copy it again, or compare it letter by letter.")]
    AddressMistyped,
    /// The key in it is not a safe one.
    #[error("This address is not safe to use. Ask your contact for the right one.")]
    AddressUnsafe,
    /// It is ours.
    #[error("This is your own address. Enter the address of somebody else.")]
    AddressOwn,
    /// Already known.
    #[error("This address is already in your list.")]
    AddressKnown,
    /// Already known, and blocked.
    #[error("This address is blocked. Unblock it in your list first.")]
    AddressBlocked,
    /// No such contact.
    #[error("This contact does not exist any more.")]
    NoSuchContact,
    /// Not something that can be done with this contact.
    #[error("This is not possible with this contact now.")]
    WrongStanding,
    /// The text is empty.
    #[error("There is nothing to send.")]
    TextEmpty,
    /// The text is too long.
    #[error("This message is too long. Send it in parts.")]
    TextTooLong,
    /// The name is too long.
    #[error("This name is too long. Use at most 64 characters.")]
    NameTooLong,
    /// A bridge line is wrong.
    #[error("Line {line} is not a bridge line. Paste it whole, as it was given.")]
    BridgeMalformed {
        /// Counted from 1.
        line: u16,
    },
    /// No program for this transport.
    #[error("The program for the kind of bridge in line {line} is missing here. Use another kind.")]
    BridgeTransportMissing {
        /// Counted from 1.
        line: u16,
    },
    /// Bridges on, none given.
    #[error("Paste at least one bridge line, or switch bridges off.")]
    BridgesEmpty,
    /// Too many bridge lines.
    #[error("Too many bridge lines. Keep at most 64.")]
    BridgesTooMany,
    /// No passphrase given.
    #[error("Choose a passphrase. Five random words are a good one.")]
    PassphraseEmpty,
    /// Longer than the bound.
    #[error("This passphrase is too long.")]
    PassphraseTooLong,
    /// Does not open the vault.
    #[error("Wrong passphrase. Try again.")]
    PassphraseWrong,
    /// The vault is damaged.
    #[error("The vault is damaged and was left as it is. Restore the profile folder from a copy.")]
    VaultDamaged,
    /// Made by a newer Sotto.
    #[error("The vault was made by a newer Sotto. Use that version.")]
    VaultTooNew,
    /// There is one already.
    #[error("There is already a profile here. Unlock it.")]
    VaultExists,
    /// There is none.
    #[error("There is no profile here yet. Make one first.")]
    VaultAbsent,
    /// Another Sotto uses it.
    #[error("This profile is already open in another Sotto. Use that window, or close it first.")]
    ProfileInUse,
    /// The folder is read-only.
    #[error(
        "Sotto cannot write to the profile folder. Move it to a writable disk, or start a session that leaves no trace."
    )]
    ReadOnly,
    /// Others may look into the folder; a warning, see [`Status::exposed`].
    #[error(
        "Other people of this computer may look into the profile folder. It is encrypted; a disk that knows access rights is better."
    )]
    FolderOpenToOthers,
    /// The disk is full.
    #[error("The disk is full. Free some space; nothing is lost.")]
    DiskFull,
    /// The disk failed.
    #[error("The disk failed. Check it; what was acknowledged is kept.")]
    Disk,
    /// The profile is locked.
    #[error("Unlock your profile first.")]
    NotOpen,
    /// The profile is open.
    #[error("A profile is already open.")]
    AlreadyOpen,
    /// Not a known request, or with wrong parameters.
    #[error("This request is not known, or its parameters are wrong.")]
    BadRequest,
    /// The engine has ended or is too busy.
    #[error("Sotto is busy or ending. Try again.")]
    Busy,
    /// The system's random generator failed.
    #[error("The system's random generator failed. Restart the computer.")]
    Randomness,
}
