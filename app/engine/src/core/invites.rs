//! Invites: given away by us, and shown to us (docs/protocol.md, 15.2).
//!
//! ```text
//!         made ──shown by somebody──▶ spent by them, who is a contact from then on
//!          │
//!          └──revoked, or its time is over──▶ unknown, as if it had never been
//! ```
//! That it is spent and that they are a contact is one transaction. Who shows a token that is not open is not told so: they are
//! what they would be without one. Who was given one shows it in each session until they know that they are a contact.

use super::Core;
use super::requests::Answered;
use super::step::Step;
use crate::api::{
    ContactId, Failure, INVITE_DAYS_RANGE, INVITES_MAX, InviteId, NewInvite, Response, Standing,
};
use crate::invite::{self, Token};
use crate::payload::{Hello, Payload};
use crate::store::{ContactRow, StoreError, Worth};
use zeroize::Zeroizing;

/// Milliseconds of a day.
const DAY: u64 = 24 * 60 * 60 * 1000;

impl Core {
    pub(super) fn make_invite(&mut self, days: u8, step: &Step<'_>) -> Answered {
        if !INVITE_DAYS_RANGE.contains(&days) {
            return Ok(Err(Failure::InviteTimeOutOfRange));
        }
        let now = step.now.wall;
        if step.txn.open_invites(now)?.len() >= INVITES_MAX {
            return Ok(Err(Failure::InvitesTooMany));
        }
        let token = Token::fresh(&mut self.coins);
        let expires = now.saturating_add(u64::from(days) * DAY);
        let id = step.txn.add_invite(&token.hash(), now, expires)?;
        let link = invite::link(&self.me.address, &token);
        Ok(Ok(Response::Invite(NewInvite { id, link, expires })))
    }

    pub(super) fn invites(&self, step: &Step<'_>) -> Answered {
        Ok(Ok(Response::Invites(step.txn.open_invites(step.now.wall)?)))
    }

    pub(super) fn revoke_invite(&self, id: InviteId, step: &Step<'_>) -> Answered {
        let revoked = step.txn.revoke_invite(id)?;
        Ok(if revoked { Ok(Response::Done {}) } else { Err(Failure::NoSuchInvite) })
    }

    /// Somebody who is a contact already has given us an invite: it is shown on a link that begins now, unless they have us
    /// as a contact anyway.
    pub(super) fn show_invite(
        &mut self,
        mut row: ContactRow,
        name: String,
        token: &Token,
        step: &mut Step<'_>,
    ) -> Answered {
        let contact = row.id;
        if row.accepted_us && self.links.online(contact).is_some() {
            return Ok(Err(Failure::AddressKnown));
        }
        step.txn.hold_token(contact, token)?;
        if !name.is_empty() {
            row.name = name;
            step.txn.update_contact(&row)?;
            self.names_changed(step)?;
        }
        self.cut_off(contact, step)?;
        self.call_if_entered(contact, step);
        self.answer_contact(contact, step)
    }

    /// What we say first to somebody.
    pub(super) fn first_words(
        &self,
        row: &ContactRow,
        step: &Step<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, StoreError> {
        let invite = step.txn.held_token(row.id)?;
        let hello = Hello { invite, ..Hello::ours(row.standing == Standing::Accepted) };
        Ok(Zeroizing::new(Payload::Hello(hello).encode()))
    }

    /// What the invite is worth that they bring along, if they do.
    pub(super) fn worth(&self, hello: &Hello, step: &Step<'_>) -> Result<Worth, StoreError> {
        match &hello.invite {
            Some(token) => step.txn.worth(token, step.now.wall),
            None => Ok(Worth::Nothing),
        }
    }

    /// They are a contact now, if their invite is open; whoever comes with one that is spent is remembered beside the one who
    /// came first, since neither is known to be the one it was meant for. The caller keeps the row.
    pub(super) fn honour(
        &mut self,
        worth: Worth,
        row: &mut ContactRow,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        match worth {
            _ if row.standing == Standing::Blocked => Ok(()),
            Worth::Open(invite) => {
                row.standing = Standing::Accepted;
                step.txn.spend_invite(invite, row.id)
            }
            Worth::Spent(first) if first != row.id => {
                row.same_invite = Some(first);
                self.warn(first, row.id, step)
            }
            Worth::Spent(_) | Worth::Nothing => Ok(()),
        }
    }

    /// Whoever came first may be the wrong one.
    fn warn(&self, first: ContactId, second: ContactId, step: &mut Step<'_>) -> Result<(), StoreError> {
        if let Some(mut row) = step.txn.contact(first)? {
            row.same_invite = Some(second);
            step.txn.update_contact(&row)?;
            step.contact_changed(first);
        }
        Ok(())
    }
}
