//! What a front end may ask for.

use super::{Answer, ContactId, InviteId, MessageId, Passphrase, Preferences};
use serde::Deserialize;

mod printed;

/// What a front end asks for. Its `Debug` prints the name of the variant and nothing else.
#[derive(Clone, Deserialize)]
#[serde(tag = "method", content = "params", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// The profile, the own address, the network. Always answered: [`super::Response::Status`].
    Status,
    /// Makes a new vault under a passphrase and opens it: [`super::Response::Status`].
    Create {
        /// At least one character, at most [`super::PASSPHRASE_MAX`] bytes.
        passphrase: Passphrase,
    },
    /// Opens a session in memory only; nothing of it is ever written: [`super::Response::Status`].
    CreateAmnesic,
    /// Opens the vault: [`super::Response::Status`].
    Unlock {
        /// The vault's passphrase.
        passphrase: Passphrase,
    },
    /// Puts the open vault under another passphrase, for good once it is answered: [`super::Response::Done`]. Slow by
    /// intention, about two seconds, in which nothing else is done. Copies of the profile folder keep the old one.
    ChangePassphrase {
        /// The vault's passphrase until now.
        old: Passphrase,
        /// As in [`Self::Create`].
        new: Passphrase,
    },
    /// Closes every link and the vault, and forgets every key: [`super::Response::Status`]. [`Self::Unlock`] opens it again.
    Lock,
    /// Destroys the vault for good, open or not, without asking again: [`super::Response::Status`]. It reaches this
    /// folder and nothing else: no copies of it, and nothing that others have.
    Wipe,
    /// Connects to Tor, publishes the own address, dials contacts: [`super::Response::Done`].
    Connect,
    /// Leaves Tor; every link closes: [`super::Response::Done`].
    Disconnect,
    /// Every contact and request, pinned ones first, then last activity: [`super::Response::Contacts`].
    Contacts,
    /// Adds somebody by onion address, `sotto:` link or invite: [`super::Response::Contact`]. By an invite, somebody who is in
    /// the list already too, unless both are contacts of each other and there.
    AddContact {
        /// An onion address (56 characters, with or without `.onion`), a `sotto:` link, or an invite.
        address: String,
        /// What we call them; may be empty.
        #[serde(default)]
        name: String,
    },
    /// Makes an invite for one person, who is a contact as soon as they come with it: [`super::Response::Invite`]. At most
    /// [`super::INVITES_MAX`] are open at a time.
    MakeInvite {
        /// How long it is good: [`super::INVITE_DAYS`], or another one of [`super::INVITE_DAYS_RANGE`].
        days: u8,
    },
    /// The invites that are open, oldest first: [`super::Response::Invites`].
    Invites,
    /// Takes an invite back that nobody has used: [`super::Response::Done`].
    RevokeInvite {
        /// Which.
        invite: InviteId,
    },
    /// Accepts somebody who asked: [`super::Response::Contact`].
    AcceptRequest {
        /// Who.
        contact: ContactId,
        /// What we call them; empty leaves it.
        #[serde(default)]
        name: String,
    },
    /// Forgets a request; they may ask again: [`super::Response::Done`]. For ten seconds it can be undone, then what they
    /// wrote is erased.
    DeclineRequest {
        /// Who.
        contact: ContactId,
    },
    /// Takes a declined request back, as long as that is possible: [`super::Response::Contact`].
    UndoDecline {
        /// Who.
        contact: ContactId,
    },
    /// Hears no more of somebody; they are not told: [`super::Response::Contact`].
    Block {
        /// Who.
        contact: ContactId,
    },
    /// Lifts a block; they are a contact again: [`super::Response::Contact`].
    Unblock {
        /// Who.
        contact: ContactId,
    },
    /// Gives a contact another name: [`super::Response::Contact`].
    Rename {
        /// Who.
        contact: ContactId,
        /// At most [`super::NAME_MAX`] characters.
        name: String,
    },
    /// Keeps what they write from being announced, or no more: [`super::Response::Contact`].
    Mute {
        /// Who.
        contact: ContactId,
        /// Not announced.
        muted: bool,
    },
    /// Puts somebody above the others in the list, or no more: [`super::Response::Contact`].
    Pin {
        /// Who.
        contact: ContactId,
        /// Above.
        pinned: bool,
    },
    /// Deletes a contact with all messages: [`super::Response::Done`].
    DeleteContact {
        /// Who.
        contact: ContactId,
    },
    /// Goes on with a contact whose device changed without explanation: [`super::Response::Contact`].
    TrustAgain {
        /// Who.
        contact: ContactId,
    },
    /// The words that two people compare, of us and somebody: [`super::Response::Safety`].
    SafetyWords {
        /// With whom.
        contact: ContactId,
    },
    /// The two people compared the words, and all were the same: [`super::Response::Contact`].
    MarkCompared {
        /// With whom.
        contact: ContactId,
    },
    /// They are not verified any more: [`super::Response::Contact`].
    WithdrawVerification {
        /// Who.
        contact: ContactId,
    },
    /// Asks a contact who is there something that only they can answer: [`super::Response::Contact`].
    AskQuestion {
        /// Whom.
        contact: ContactId,
        /// 1 to [`super::QUESTION_MAX`] bytes, on one line. They see it; it must not hold the answer.
        question: String,
        /// 1 to [`super::ANSWER_MAX`] bytes. Case, and white space around it, do not count. It never leaves.
        answer: Answer,
    },
    /// Answers what a contact asks: [`super::Response::Contact`].
    AnswerQuestion {
        /// Whom.
        contact: ContactId,
        /// As in [`Self::AskQuestion`].
        answer: Answer,
    },
    /// Withdraws our question, or declines theirs: [`super::Response::Contact`].
    EndCheck {
        /// With whom.
        contact: ContactId,
    },
    /// Queues a text; it leaves as soon as the contact is there: [`super::Response::Message`].
    Send {
        /// To whom.
        contact: ContactId,
        /// At most [`super::TEXT_MAX`] bytes.
        text: String,
        /// A message of the same conversation that it answers.
        #[serde(default)]
        reply_to: Option<MessageId>,
    },
    /// Says with one character what we feel about a message, instead of what we said before: [`super::Response::Message`].
    React {
        /// Ours or theirs.
        message: MessageId,
        /// One character as it is seen, at most [`super::REACTION_MAX`] bytes; without it, what we said is taken back.
        #[serde(default)]
        reaction: Option<String>,
    },
    /// Changes a text of ours, here and at their side: [`super::Response::Message`].
    Edit {
        /// Ours.
        message: MessageId,
        /// At most [`super::TEXT_MAX`] bytes.
        text: String,
    },
    /// Erases a message from our vault: [`super::Response::Message`]. What of ours has not left is never sent, and what waits about it
    /// is not sent any more.
    DeleteMessage {
        /// Which.
        message: MessageId,
        /// Asks their side to erase it too; only for a message of ours. They may have read, copied or kept it.
        for_both: bool,
    },
    /// Looks for a text, whatever its case, in a part of what was said: [`super::Response::Found`]. Ask again with `before` until
    /// there is no [`super::Found::next`].
    Find {
        /// With whom; everybody without it.
        #[serde(default)]
        contact: Option<ContactId>,
        /// 1 to [`super::FIND_MAX`] bytes.
        text: String,
        /// Only messages before this one.
        #[serde(default)]
        before: Option<MessageId>,
        /// At most [`super::PAGE_MAX`].
        limit: u16,
    },
    /// Keeps what is written to somebody and not sent yet: [`super::Response::Contact`]. It survives an orderly end and a
    /// lock; a power cut may take the last of it.
    SetDraft {
        /// To whom.
        contact: ContactId,
        /// At most [`super::TEXT_MAX`] bytes; an empty one deletes the draft.
        text: String,
    },
    /// A page of messages, oldest first: [`super::Response::History`].
    History {
        /// With whom.
        contact: ContactId,
        /// Only messages before this one; the newest page without it and the two below. At most one of the three.
        #[serde(default)]
        before: Option<MessageId>,
        /// Only messages after this one, from it on.
        #[serde(default)]
        after: Option<MessageId>,
        /// This message in the middle.
        #[serde(default)]
        around: Option<MessageId>,
        /// At most [`super::PAGE_MAX`].
        limit: u16,
    },
    /// Everything of this contact has been seen: [`super::Response::Contact`].
    MarkRead {
        /// With whom.
        contact: ContactId,
    },
    /// Dials now, whatever the wait: [`super::Response::Done`].
    TryNow {
        /// Whom.
        contact: ContactId,
    },
    /// Says whether a person is there, which is so until a front end says otherwise: [`super::Response::Done`].
    ///
    /// While nobody is, contacts that do not answer are called with pauses of up to half an hour instead of one minute.
    Attend {
        /// A person is there.
        present: bool,
    },
    /// The computer slept: closes every link, publishes anew and calls everybody at once: [`super::Response::Done`].
    ///
    /// Linux is asked by the engine itself; this is for systems and front ends that know it better.
    Resumed,
    /// The bridges that are kept: [`super::Response::Bridges`].
    Bridges,
    /// Keeps these bridge lines and connects anew if they change the way in: [`super::Response::Bridges`].
    SetBridges {
        /// One a line; blank lines and lines that begin with `#` are passed over.
        lines: String,
        /// Use them, and nothing else.
        enabled: bool,
    },
    /// How the window looks and behaves: [`super::Response::Preferences`].
    Preferences,
    /// Changes how the window looks and behaves: [`super::Response::Preferences`].
    SetPreferences {
        /// All of it.
        preferences: Preferences,
    },
    /// Ends the engine, links closed in order, the vault shut: [`super::Response::Done`].
    Shutdown,
}
