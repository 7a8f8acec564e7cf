//! What a front end may ask for.

use super::{Answer, Appearance, ContactId, MessageId, Passphrase};
use serde::Deserialize;

/// What a front end asks for.
#[derive(Clone, Debug, Deserialize)]
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
    /// Connects to Tor, publishes the own address, dials contacts: [`super::Response::Done`].
    Connect,
    /// Leaves Tor; every link closes: [`super::Response::Done`].
    Disconnect,
    /// Every contact and request, last activity first: [`super::Response::Contacts`].
    Contacts,
    /// Adds somebody by onion address or `sotto:` link: [`super::Response::Contact`].
    AddContact {
        /// An onion address (56 characters, with or without `.onion`) or a `sotto:` link.
        address: String,
        /// What we call them; may be empty.
        #[serde(default)]
        name: String,
    },
    /// Accepts somebody who asked: [`super::Response::Contact`].
    AcceptRequest {
        /// Who.
        contact: ContactId,
        /// What we call them; empty leaves it.
        #[serde(default)]
        name: String,
    },
    /// Forgets a request; they may ask again: [`super::Response::Done`].
    DeclineRequest {
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
    },
    /// A page of messages, oldest first: [`super::Response::History`].
    History {
        /// With whom.
        contact: ContactId,
        /// Only messages before this one; the newest page without it.
        #[serde(default)]
        before: Option<MessageId>,
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
    /// How the window looks: [`super::Response::Appearance`].
    Appearance,
    /// Changes how the window looks: [`super::Response::Appearance`].
    SetAppearance {
        /// The new choice.
        appearance: Appearance,
    },
    /// Ends the engine, links closed in order, the vault shut: [`super::Response::Done`].
    Shutdown,
}
