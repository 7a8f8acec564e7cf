//! What front ends see of people and of ourselves.

use super::Core;
use super::step::Step;
use crate::api::{Contact, ContactId, Presence, Status};
use crate::clock::Now;
use crate::store::{ContactRow, StoreError};
use crate::text::Lookalikes;
use sotto_transport::OnionAddress;

impl Core {
    pub(crate) fn status_view(&self, now: Now) -> Status {
        Status {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            profile: self.me.profile,
            address: Some(self.me.address.reveal()),
            link: Some(self.me.address.to_link()),
            exposed: self.me.exposed,
            network: self.network.view(self.reach_view(now)),
        }
    }

    pub(super) fn contact_view(
        &mut self,
        id: ContactId,
        step: &Step<'_>,
    ) -> Result<Option<Contact>, StoreError> {
        self.know_names(step)?;
        match step.txn.contact(id)? {
            Some(row) if !row.declined => self.view(row, step).map(Some),
            _ => Ok(None),
        }
    }

    pub(super) fn contact_views(&mut self, step: &Step<'_>) -> Result<Vec<Contact>, StoreError> {
        self.know_names(step)?;
        let shown = step.txn.contacts()?.into_iter().filter(|row| !row.declined);
        shown.map(|row| self.view(row, step)).collect()
    }

    fn view(&self, row: ContactRow, step: &Step<'_>) -> Result<Contact, StoreError> {
        let last = step.txn.last_message(row.id)?.map(|row| self.said(row, step)).transpose()?;
        let presence = match self.links.online(row.id) {
            Some(_) => Presence::Online,
            None => self.calls.presence(row.id, step.now),
        };
        Ok(Contact {
            id: row.id,
            address: OnionAddress::reveal_kept(row.address),
            name: row.name,
            standing: row.standing,
            accepted_us: row.accepted_us,
            presence,
            unread: step.txn.unread(row.id)?,
            waiting: step.txn.waiting(row.id)?,
            last,
            continuity_lost: row.continuity_lost,
            verified: row.verified,
            check: self.links.open_of(row.id).and_then(|open| open.checks.view()),
            tries_left: row.tries.left(step.now.wall),
            resembles: self.names.as_ref().and_then(|names| names.of(row.id)),
            invite: row.invite,
            same_invite: row.same_invite,
            draft: step.txn.draft(row.id)?,
            muted: row.muted,
            pinned: row.pinned,
        })
    }

    /// Compares all names, unless that has been done since one of them changed.
    fn know_names(&mut self, step: &Step<'_>) -> Result<(), StoreError> {
        if self.names.is_none() {
            let rows = step.txn.contacts()?;
            let shown = rows.iter().filter(|row| !row.declined);
            self.names = Some(Lookalikes::among(shown.map(|row| (row.id, row.name.as_str()))));
        }
        Ok(())
    }

    /// A name came, went or changed: others may be taken for somebody now, or no more.
    pub(super) fn names_changed(&mut self, step: &mut Step<'_>) -> Result<(), StoreError> {
        let before = self.names.take().unwrap_or_default();
        self.know_names(step)?;
        for other in self.names.iter().flat_map(|after| after.difference(&before)) {
            step.contact_changed(other);
        }
        Ok(())
    }
}
