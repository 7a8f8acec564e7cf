//! What front ends ask: each request is checked whole before it changes anything.

use super::Core;
use super::acts::check_text;
use super::history::Place;
use super::step::{Effect, Step};
use crate::api::{BRIDGES_MAX, Bridges, ContactId, Event, Failure, MessageId, Request, Response, Standing};
use crate::failpoints::AFTER_INSERT;
use crate::invite::Link;
use crate::payload::{Author, Payload, Target, Text};
use crate::store::{ContactRow, NewContact, Outgoing, StoreError};
use crate::text;
use sotto_transport::{BridgeLine, Entry};
use zeroize::Zeroizing;

/// A store's failure ends the step; a user's mistake is an answer.
pub(super) type Answered = Result<Result<Response, Failure>, StoreError>;

/// Gives the value of an inner `Ok`, or answers with the failure.
macro_rules! agreed {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(failure) => return Ok(Err(failure)),
        }
    };
}
pub(super) use agreed;

impl Core {
    pub(super) fn request(&mut self, request: Request, step: &mut Step<'_>) -> Answered {
        match request {
            Request::Status => Ok(Ok(Response::Status(self.status_view(step.now)))),
            Request::Create { .. } | Request::CreateAmnesic | Request::Unlock { .. } => {
                Ok(Err(Failure::AlreadyOpen))
            }
            // the driver answers them, who has the vault
            Request::ChangePassphrase { .. } | Request::Lock | Request::Wipe => Ok(Err(Failure::NotOpen)),
            Request::Connect => self.connect(step),
            Request::Disconnect => self.disconnect(step),
            Request::Contacts => Ok(Ok(Response::Contacts(self.contact_views(step)?))),
            Request::AddContact { address, name } => self.add_contact(&Zeroizing::new(address), &name, step),
            Request::MakeInvite { days } => self.make_invite(days, step),
            Request::Invites => self.invites(step),
            Request::RevokeInvite { invite } => self.revoke_invite(invite, step),
            Request::AcceptRequest { contact, name } => self.accept_request(contact, &name, step),
            Request::DeclineRequest { contact } => self.decline_request(contact, step),
            Request::UndoDecline { contact } => self.undo_decline(contact, step),
            Request::Block { contact } => self.block(contact, step),
            Request::Unblock { contact } => self.unblock(contact, step),
            Request::Rename { contact, name } => self.rename(contact, &name, step),
            Request::Mute { contact, muted } => self.mute(contact, muted, step),
            Request::Pin { contact, pinned } => self.pin(contact, pinned, step),
            Request::DeleteContact { contact } => self.delete_contact(contact, step),
            Request::TrustAgain { contact } => self.trust_again(contact, step),
            Request::SafetyWords { contact } => self.safety_words(contact, step),
            Request::MarkCompared { contact } => self.mark_compared(contact, step),
            Request::WithdrawVerification { contact } => self.withdraw_verification(contact, step),
            Request::AskQuestion { contact, question, answer } => {
                self.ask_question(contact, &question, &answer, step)
            }
            Request::AnswerQuestion { contact, answer } => self.answer_question(contact, &answer, step),
            Request::EndCheck { contact } => self.end_check(contact, step),
            Request::Send { contact, text, reply_to } => self.send(contact, text, reply_to, step),
            Request::React { message, reaction } => self.react(message, reaction.as_deref(), step),
            Request::Edit { message, text } => self.edit(message, &text, step),
            Request::DeleteMessage { message, for_both } => self.delete_message(message, for_both, step),
            Request::Find { contact, text, before, limit } => self.find(contact, &text, before, limit, step),
            Request::SetDraft { contact, text } => self.set_draft(contact, &text, step),
            Request::History { contact, before, after, around, limit } => {
                self.history(contact, Place { before, after, around }, limit, step)
            }
            Request::MarkRead { contact } => self.mark_read(contact, step),
            Request::TryNow { contact } => self.try_now(contact, step),
            Request::Attend { present } => {
                self.calls.attend(present, step.now.steady);
                done()
            }
            Request::Resumed => {
                self.resume(step)?;
                done()
            }
            Request::Bridges => Ok(Ok(Response::Bridges(step.txn.bridges()?))),
            Request::SetBridges { lines, enabled } => self.set_bridges(&lines, enabled, step),
            Request::Preferences => Ok(Ok(Response::Preferences(step.txn.preferences()?))),
            Request::SetPreferences { preferences } => self.set_preferences(preferences, step),
            Request::Shutdown => {
                self.part(step)?;
                step.effect(Effect::End);
                done()
            }
        }
    }

    /// Everybody is told goodbye, and nothing waits for its time any more.
    pub(super) fn part(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        self.forget_declined(step)?;
        self.leave_network(step)
    }

    fn connect(&mut self, step: &mut Step<'_>) -> Answered {
        if !self.network.is_entered() {
            self.enter_network(step)?;
        }
        done()
    }

    fn disconnect(&mut self, step: &mut Step<'_>) -> Answered {
        if self.network.is_entered() {
            self.leave_network(step)?;
        }
        done()
    }

    fn add_contact(&mut self, address: &str, name: &str, step: &mut Step<'_>) -> Answered {
        let name = agreed!(check_name(name));
        let (address, token) = match agreed!(Link::read(address)) {
            Link::Address(address) if address == self.me.address => return Ok(Err(Failure::AddressOwn)),
            Link::Invite(address, _) if address == self.me.address => return Ok(Err(Failure::InviteOwn)),
            Link::Address(address) => (address, None),
            Link::Invite(address, token) => (address, Some(token)),
        };
        match step.txn.contact_at(address.as_key_bytes())? {
            Some(row) if row.standing == Standing::Requesting => {
                let contact = row.id;
                if row.declined {
                    self.take_back(row, step)?;
                }
                if let Some(token) = token {
                    step.txn.hold_token(contact, &token)?;
                }
                self.accept_request(contact, &name, step)
            }
            Some(row) if row.standing == Standing::Blocked => Ok(Err(Failure::AddressBlocked)),
            Some(row) => match token {
                Some(token) => self.show_invite(row, name, &token, step),
                None => Ok(Err(Failure::AddressKnown)),
            },
            None => {
                let (address, at) = (address.as_key_bytes(), step.now.wall);
                let new = NewContact { address, name: &name, standing: Standing::Accepted, at };
                let id = step.txn.add_contact(new)?;
                if let Some(token) = token {
                    step.txn.hold_token(id, &token)?;
                }
                self.names_changed(step)?;
                self.declined.forget(address);
                self.call_if_entered(id, step);
                self.answer_contact(id, step)
            }
        }
    }

    fn accept_request(&mut self, contact: ContactId, name: &str, step: &mut Step<'_>) -> Answered {
        let name = agreed!(check_name(name));
        let mut row = agreed!(self.standing(contact, Standing::Requesting, step)?);
        row.standing = Standing::Accepted;
        if !name.is_empty() {
            row.name = name;
        }
        step.txn.update_contact(&row)?;
        self.names_changed(step)?;
        self.take_up(contact, step)?;
        self.answer_contact(contact, step)
    }

    fn block(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        let mut row = agreed!(self.known(contact, step)?);
        row.standing = Standing::Blocked;
        step.txn.update_contact(&row)?;
        self.cut_off(contact, step)?;
        self.answer_contact(contact, step)
    }

    fn unblock(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        let mut row = agreed!(self.standing(contact, Standing::Blocked, step)?);
        row.standing = Standing::Accepted;
        step.txn.update_contact(&row)?;
        self.take_up(contact, step)?;
        self.answer_contact(contact, step)
    }

    fn rename(&mut self, contact: ContactId, name: &str, step: &mut Step<'_>) -> Answered {
        let name = agreed!(check_name(name));
        let mut row = agreed!(self.known(contact, step)?);
        row.name = name;
        step.txn.update_contact(&row)?;
        self.names_changed(step)?;
        self.answer_contact(contact, step)
    }

    fn delete_contact(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        agreed!(self.known(contact, step)?);
        self.remove(contact, step)
    }

    fn trust_again(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        let mut row = agreed!(self.known(contact, step)?);
        if !row.continuity_lost {
            return Ok(Err(Failure::WrongStanding));
        }
        row.continuity_lost = false;
        row.start_over = self.links.online(contact).is_none();
        step.txn.update_contact(&row)?;
        self.call_if_entered(contact, step);
        self.flush(contact, step)?;
        self.answer_contact(contact, step)
    }

    fn send(
        &mut self,
        contact: ContactId,
        text: String,
        reply_to: Option<MessageId>,
        step: &mut Step<'_>,
    ) -> Answered {
        agreed!(check_text(&text));
        let row = agreed!(self.standing(contact, Standing::Accepted, step)?);
        let reply_to = match reply_to.map(|message| self.answered(contact, message, step)).transpose()? {
            Some(answered) => Some(agreed!(answered)),
            None => None,
        };
        let seq = step.txn.take_seq(contact)?.unsigned_abs();
        let text = Text { id: self.coins.draw(), seq, reply_to, body: text };
        let message = step.txn.queue_text(contact, &text, step.now.wall)?;
        AFTER_INSERT.reach();
        step.txn.touch_contact(contact, step.now.wall)?;
        step.message_changed(message);
        step.contact_changed(contact);
        let outgoing = Outgoing { seq, name: text.id, message, payload: Payload::Text(text) };
        self.dispatch(&row, outgoing, step)?;
        Ok(self.message_view(message, step)?.map(Response::Message).ok_or(Failure::NoSuchContact))
    }

    /// The message of this very conversation that a text of ours is to answer.
    fn answered(
        &self,
        contact: ContactId,
        message: MessageId,
        step: &Step<'_>,
    ) -> Result<Result<Target, Failure>, StoreError> {
        let row = step.txn.message(message)?.filter(|row| row.contact == contact && row.gone.is_none());
        let by = |ours| if ours { Author::Sender } else { Author::Receiver };
        let target = row.map(|row| Target { by: by(row.outgoing), id: row.wire_id });
        Ok(target.ok_or(Failure::NoSuchMessage))
    }

    fn mark_read(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        agreed!(self.known(contact, step)?);
        if let Some(last) = step.txn.last_message(contact)? {
            step.txn.mark_read(contact, last.id)?;
        }
        self.answer_contact(contact, step)
    }

    fn try_now(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        agreed!(self.standing(contact, Standing::Accepted, step)?);
        self.call_if_entered(contact, step);
        step.contact_changed(contact);
        done()
    }

    fn set_bridges(&mut self, lines: &str, enabled: bool, step: &mut Step<'_>) -> Answered {
        let lines = agreed!(bridge_lines(lines));
        if enabled && lines.is_empty() {
            return Ok(Err(Failure::BridgesEmpty));
        }
        let lines = lines.iter().map(|(_, line)| line.as_str().to_owned()).collect();
        let (before, after) = (step.txn.bridges()?, Bridges { enabled, lines });
        step.txn.set_bridges(&after)?;
        if self.network.is_entered() && entry(&before) != entry(&after) {
            self.leave_network(step)?;
            self.enter_network(step)?;
        }
        Ok(Ok(Response::Bridges(after)))
    }

    /// They are a contact from now on: greeted if they are there, called if not.
    fn take_up(&mut self, contact: ContactId, step: &mut Step<'_>) -> Result<(), StoreError> {
        self.welcome(contact, step)?;
        if self.links.online(contact).is_none() {
            self.call_if_entered(contact, step);
        }
        Ok(())
    }

    pub(super) fn call_if_entered(&mut self, contact: ContactId, step: &mut Step<'_>) {
        if self.network.is_entered() && self.links.online(contact).is_none() {
            self.calls.call_now(contact, step.now.steady);
        }
    }

    fn remove(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        self.forget_contact(contact, step)?;
        done()
    }

    /// Nothing is left of somebody, and no link.
    pub(super) fn forget_contact(
        &mut self,
        contact: ContactId,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        self.cut_off(contact, step)?;
        self.continuity.forget(contact);
        let hidden = step.txn.contact(contact)?.is_some_and(|row| row.declined);
        step.txn.remove_contact(contact)?;
        if !hidden {
            step.effect(Effect::Tell(Event::ContactRemoved { contact }));
        }
        if self.names.as_ref().is_none_or(|names| names.of(contact).is_some()) {
            self.names_changed(step)?;
        }
        Ok(())
    }

    pub(super) fn answer_contact(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        step.contact_changed(contact);
        Ok(self.contact_view(contact, step)?.map(Response::Contact).ok_or(Failure::NoSuchContact))
    }

    pub(super) fn known(
        &self,
        contact: ContactId,
        step: &Step<'_>,
    ) -> Result<Result<ContactRow, Failure>, StoreError> {
        Ok(step.txn.contact(contact)?.filter(|row| !row.declined).ok_or(Failure::NoSuchContact))
    }

    pub(super) fn standing(
        &self,
        contact: ContactId,
        standing: Standing,
        step: &Step<'_>,
    ) -> Result<Result<ContactRow, Failure>, StoreError> {
        let row = self.known(contact, step)?;
        Ok(row.and_then(|row| if row.standing == standing { Ok(row) } else { Err(Failure::WrongStanding) }))
    }
}

/// The way into the network that these settings mean.
pub(super) fn entry(bridges: &Bridges) -> Entry {
    if bridges.enabled {
        Entry::Bridges(bridges.lines.iter().filter_map(|line| BridgeLine::parse(line).ok()).collect())
    } else {
        Entry::Direct
    }
}

/// The bridge lines of a pasted text, each with its number; blank lines and comments are passed over.
pub(crate) fn bridge_lines(text: &str) -> Result<Vec<(u16, BridgeLine)>, Failure> {
    let mut lines = Vec::new();
    for (line, number) in text.lines().map(str::trim).zip(1..=u16::MAX) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let parsed = BridgeLine::parse(line).map_err(|_| Failure::BridgeMalformed { line: number })?;
        lines.push((number, parsed));
        if lines.len() > BRIDGES_MAX {
            return Err(Failure::BridgesTooMany);
        }
    }
    Ok(lines)
}

fn done() -> Answered {
    Ok(Ok(Response::Done {}))
}

fn check_name(name: &str) -> Result<String, Failure> {
    text::given_name(name).ok_or(Failure::NameTooLong)
}
