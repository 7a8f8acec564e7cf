//! What a front end is answered, and what it is told.

use super::{
    Bridges, CheckOutcome, Contact, ContactId, Failure, Found, History, Invite, Message, NewInvite,
    Preferences, Safety, Status,
};
use serde::Serialize;

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
    /// See [`NewInvite`].
    Invite(NewInvite),
    /// See [`Invite`].
    Invites(Vec<Invite>),
    /// See [`Safety`].
    Safety(Safety),
    /// See [`Message`].
    Message(Message),
    /// See [`History`].
    History(History),
    /// See [`Found`].
    Found(Found),
    /// See [`Bridges`].
    Bridges(Bridges),
    /// See [`Preferences`].
    Preferences(Preferences),
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
    /// A message is new, or anything about it changed.
    Message(Message),
    /// A check with a contact ended.
    Checked {
        /// With whom.
        contact: ContactId,
        /// How. Only [`CheckOutcome::Same`] of a question of ours makes a contact verified.
        outcome: CheckOutcome,
        /// The question was ours.
        asked_by_us: bool,
    },
    /// Events were lost because nobody read them: read contacts and history again.
    Resync {},
    /// The vault's disk failed; nothing that was acknowledged is lost.
    Storage {
        /// What happened and what to do.
        failure: Failure,
    },
}
