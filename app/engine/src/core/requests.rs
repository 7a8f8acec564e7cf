//! What front ends ask: each request is checked whole before it changes anything.

use super::Core;
use super::step::{Effect, Step};
use crate::api::{BRIDGES_MAX, Bridges, ContactId, Event, Failure, Request, Response, Standing, TEXT_MAX};
use crate::failpoints::AFTER_INSERT;
use crate::payload::Text;
use crate::store::{ContactRow, NewContact, StoreError};
use crate::text;
use sotto_transport::{AddressError, BridgeLine, Entry, OnionAddress};

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
            // the driver answers it, who has the vault
            Request::ChangePassphrase { .. } => Ok(Err(Failure::NotOpen)),
            Request::Connect => self.connect(step),
            Request::Disconnect => self.disconnect(step),
            Request::Contacts => Ok(Ok(Response::Contacts(self.contact_views(step)?))),
            Request::AddContact { address, name } => self.add_contact(&address, &name, step),
            Request::AcceptRequest { contact, name } => self.accept_request(contact, &name, step),
            Request::DeclineRequest { contact } => self.decline_request(contact, step),
            Request::Block { contact } => self.block(contact, step),
            Request::Unblock { contact } => self.unblock(contact, step),
            Request::Rename { contact, name } => self.rename(contact, &name, step),
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
            Request::Send { contact, text } => self.send(contact, text, step),
            Request::History { contact, before, limit } => {
                agreed!(self.known(contact, step)?);
                Ok(Ok(Response::History(self.history_view(contact, before, limit, step)?)))
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
            Request::Appearance => Ok(Ok(Response::Appearance(step.txn.appearance()?))),
            Request::SetAppearance { appearance } => {
                step.txn.set_appearance(appearance)?;
                Ok(Ok(Response::Appearance(appearance)))
            }
            Request::Shutdown => {
                self.leave_network(step)?;
                step.effect(Effect::End);
                done()
            }
        }
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
        let address = agreed!(OnionAddress::from_link_or_address(address).map_err(mistake));
        if address == self.me.address {
            return Ok(Err(Failure::AddressOwn));
        }
        match step.txn.contact_at(address.as_key_bytes())? {
            Some(row) if row.standing == Standing::Requesting => self.accept_request(row.id, &name, step),
            Some(row) if row.standing == Standing::Blocked => Ok(Err(Failure::AddressBlocked)),
            Some(_) => Ok(Err(Failure::AddressKnown)),
            None => {
                let (address, at) = (address.as_key_bytes(), step.now.wall);
                let new = NewContact { address, name: &name, standing: Standing::Accepted, at };
                let id = step.txn.add_contact(new)?;
                self.names_changed(step)?;
                self.declined.remove(address);
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

    fn decline_request(&mut self, contact: ContactId, step: &mut Step<'_>) -> Answered {
        let row = agreed!(self.standing(contact, Standing::Requesting, step)?);
        self.remember_declined(row.address);
        self.remove(contact, step)
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

    fn send(&mut self, contact: ContactId, text: String, step: &mut Step<'_>) -> Answered {
        if text.trim().is_empty() {
            return Ok(Err(Failure::TextEmpty));
        }
        if text.len() > TEXT_MAX {
            return Ok(Err(Failure::TextTooLong));
        }
        let row = agreed!(self.standing(contact, Standing::Accepted, step)?);
        let seq = step.txn.take_seq(contact)?.unsigned_abs();
        let text = Text { id: self.coins.draw(), seq, body: text };
        let message = step.txn.queue_text(contact, &text, step.now.wall)?;
        AFTER_INSERT.reach();
        step.txn.touch_contact(contact, step.now.wall)?;
        step.message_changed(message);
        step.contact_changed(contact);
        self.dispatch(&row, message, text, step)?;
        Ok(self.message_view(message, step)?.map(Response::Message).ok_or(Failure::NoSuchContact))
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

    fn call_if_entered(&mut self, contact: ContactId, step: &mut Step<'_>) {
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
        step.txn.remove_contact(contact)?;
        step.effect(Effect::Tell(Event::ContactRemoved { contact }));
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
        Ok(step.txn.contact(contact)?.ok_or(Failure::NoSuchContact))
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

fn mistake(error: AddressError) -> Failure {
    match error {
        AddressError::Mistyped => Failure::AddressMistyped,
        AddressError::Unsafe => Failure::AddressUnsafe,
        _ => Failure::AddressMalformed,
    }
}
