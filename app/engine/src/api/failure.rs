//! Why a request was not carried out.

use serde::{Deserialize, Serialize};

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
    /// A `sotto:` link of which something is missing.
    #[error("This link is not complete. Copy it whole, from \"sotto:\" to its last letter.")]
    LinkIncomplete,
    /// The checksum of an invite is wrong.
    #[error("This invite has a typing error. Copy it again, as a whole.")]
    InviteMistyped,
    /// An invite of a form that is not known here.
    #[error("This invite was made by a newer Sotto. Use that version, or ask for an address.")]
    InviteTooNew,
    /// We made it.
    #[error("This is an invite of your own. Send it to somebody else.")]
    InviteOwn,
    /// Too many invites are open.
    #[error("Twenty invites are open. Revoke one, or wait until one is used.")]
    InvitesTooMany,
    /// Too short or too long.
    #[error("Choose a time between 1 and 30 days.")]
    InviteTimeOutOfRange,
    /// No such invite, or it was used.
    #[error("This invite is not open any more.")]
    NoSuchInvite,
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
    /// No such message, or nothing of it is left.
    #[error("This message does not exist any more.")]
    NoSuchMessage,
    /// Written by the other side.
    #[error("Only its author can change a message or delete it for both. You can delete it for yourself.")]
    NotYourMessage,
    /// Not one character.
    #[error("Choose a single emoji, or a single character.")]
    ReactionMalformed,
    /// Nothing to look for.
    #[error("Enter what you are looking for.")]
    FindEmpty,
    /// The text that is looked for is too long.
    #[error("This is too long to look for. Enter a few words of it.")]
    FindTooLong,
    /// The name is too long.
    #[error("This name is too long. Use at most 64 characters.")]
    NameTooLong,
    /// Needs a contact who is there.
    #[error("This contact is not online now. Try again when they are.")]
    ContactOffline,
    /// One check at a time.
    #[error("A question is already open with this contact. Finish it first, or end it.")]
    CheckRunning,
    /// No check that this could belong to.
    #[error("There is no open question with this contact any more. Ask a new one.")]
    NoCheck,
    /// Too many failed checks.
    #[error(
        "Three checks with this contact have failed. Wait a day, or compare the safety words by telephone or in person."
    )]
    TriesExhausted,
    /// Not a question that can be shown on one line.
    #[error("Ask a short question on one line, without control characters.")]
    QuestionMalformed,
    /// No answer given.
    #[error("Enter an answer.")]
    AnswerEmpty,
    /// The answer is too long.
    #[error("This answer is too long. Choose a question with a shorter one.")]
    AnswerTooLong,
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
    /// Others may look into the folder; a warning, see [`super::Status::exposed`].
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
    /// No vault that could be locked.
    #[error("There is no vault to lock. A session that leaves no trace can only be ended.")]
    NothingToLock,
    /// A wipe was not complete: the vault's key may be there still.
    #[error(
        "The key of the vault could not be destroyed: the passphrase may still open it. Destroy the disk."
    )]
    WipeIncompleteKey,
    /// A wipe was not complete: the key is destroyed, the database is there still.
    #[error(
        "The key is destroyed and nothing opens the vault any more, but its encrypted files could not be deleted. Delete the profile folder yourself."
    )]
    WipeIncompleteDatabase,
    /// A wipe was not complete: only Tor's files are there still.
    #[error("The vault is gone, but Tor's files could not be deleted. Delete the profile folder yourself.")]
    WipeIncompleteTor,
    /// Not a tag of a language.
    #[error("This is not the tag of a language. Use one such as en or zh-Hans.")]
    LanguageMalformed,
    /// Too small or too large.
    #[error("Choose a size between 80 and 200 percent.")]
    ScaleOutOfRange,
    /// Too short or too long.
    #[error("Choose a time between 1 and 240 minutes, or never.")]
    LockTimeOutOfRange,
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
