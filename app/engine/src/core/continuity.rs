//! Which continuity secret a call rests on, and when its absence means that something is wrong.
//!
//! A dial rests on the newest secret that the other side is known to have; before there is one, on the newest of ours (the
//! last handshake may have died after the other side kept it), and only then on none. The listener takes any that it has,
//! and none without a word as long as the other side cannot know that we share one (docs/decisions/0005-continuity.md).

use super::step::{Step, Turn};
use crate::api::ContactId;
use crate::store::{ContactRow, RingEntry, StoreError, Tie};
use sotto_crypto::Continuity;
use std::collections::{BTreeMap, BTreeSet};

/// What this process remembers of rings beside their rows.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Secrets that the other side said it does not have.
    refused: BTreeMap<ContactId, BTreeSet<i64>>,
    /// In which turn the first secret of a ring became mutual, if that was in this process: a link whose stream was opened
    /// before it may honestly rest on none.
    first_tied: BTreeMap<ContactId, Turn>,
    /// In which turn the stream of the newest dial of theirs that came through was opened.
    came_through: BTreeMap<ContactId, Turn>,
}

/// What a dial rests on.
pub(super) struct Choice {
    pub(super) continuity: Continuity,
    /// The ring's entry, if it is one.
    pub(super) entry: Option<i64>,
}

impl Memory {
    pub(super) fn refuse(&mut self, contact: ContactId, entry: i64) {
        self.refused.entry(contact).or_default().insert(entry);
    }

    /// The two sides share a secret again.
    pub(super) fn shared(&mut self, contact: ContactId) {
        self.refused.remove(&contact);
    }

    /// A dial of theirs proves itself. Whoever dials anew has given up the dial before, so an older one is stale: false.
    pub(super) fn comes_through(&mut self, contact: ContactId, opened: Turn) -> bool {
        let newest = self.came_through.entry(contact).or_insert(opened);
        let current = *newest <= opened;
        *newest = opened.max(*newest);
        current
    }

    /// A secret is mutual; `before` is the ring as it was.
    pub(super) fn tied(&mut self, contact: ContactId, before: &[RingEntry], turn: Turn) {
        if !before.iter().any(|entry| entry.tie == Tie::Mutual) {
            self.first_tied.insert(contact, turn);
        }
    }

    pub(super) fn forget(&mut self, contact: ContactId) {
        self.refused.remove(&contact);
        self.first_tied.remove(&contact);
        self.came_through.remove(&contact);
    }

    /// Whether somebody who came without a secret should have had one.
    ///
    /// Whoever dials chooses what to rest on once our answer to the first message is there, and that leaves after the stream
    /// was opened here. So if the tie was before that, its secret lay with them before they chose.
    pub(super) fn is_lost(&self, row: &ContactRow, ring: &[RingEntry], opened: Turn) -> bool {
        let before_the_first = self.first_tied.get(&row.id).is_some_and(|first| opened < *first);
        ring.iter().any(|entry| entry.tie == Tie::Mutual) && !row.start_over && !before_the_first
    }

    /// What to dial with; `None` if every shared secret was refused and the user has not agreed to begin anew.
    fn choose(&self, row: &ContactRow, ring: &[RingEntry]) -> Option<Choice> {
        let refused =
            |entry: &&RingEntry| self.refused.get(&row.id).is_some_and(|ids| ids.contains(&entry.id));
        let is_shared = |entry: &&RingEntry| entry.tie >= Tie::Shared;
        let (shared, ours): (Vec<_>, Vec<_>) = ring.iter().partition(is_shared);
        let is_mutual = ring.iter().any(|entry| entry.tie == Tie::Mutual);
        let entry = shared.into_iter().chain(ours).find(|entry| !refused(entry));
        match entry {
            Some(entry) => {
                Some(Choice { continuity: Continuity::from_bytes(*entry.secret), entry: Some(entry.id) })
            }
            None if is_mutual && !row.start_over => None,
            None => Some(Choice { continuity: Continuity::first_contact(), entry: None }),
        }
    }
}

impl super::Core {
    pub(super) fn choose_continuity(
        &self,
        row: &ContactRow,
        step: &Step<'_>,
    ) -> Result<Option<Choice>, StoreError> {
        Ok(self.continuity.choose(row, &step.txn.ring(row.id)?))
    }

    /// The user decides whether to go on with somebody whose device changed.
    pub(super) fn lose_continuity(
        &mut self,
        mut row: ContactRow,
        step: &mut Step<'_>,
    ) -> Result<(), StoreError> {
        row.lose_continuity();
        self.end_open_check(row.id, step);
        step.txn.update_contact(&row)?;
        step.contact_changed(row.id);
        Ok(())
    }
}

#[cfg(test)]
mod model;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Standing;
    use crate::store::Tries;
    use zeroize::Zeroizing;

    pub(super) fn row(start_over: bool) -> ContactRow {
        ContactRow {
            id: ContactId(1),
            address: [0; 32],
            name: String::new(),
            standing: Standing::Accepted,
            accepted_us: true,
            continuity_lost: false,
            start_over,
            verified: None,
            tries: Tries::default(),
            ver_max: 1,
            muted: false,
            pinned: false,
            declined: false,
            invite: None,
            same_invite: None,
        }
    }

    pub(super) fn ring(entries: &[(i64, Tie)]) -> Vec<RingEntry> {
        let entry = |&(id, tie): &(i64, Tie)| RingEntry { id, secret: Zeroizing::new([1; 32]), tie };
        entries.iter().map(entry).collect()
    }

    fn chosen(memory: &Memory, row: &ContactRow, ring: &[RingEntry]) -> Option<Option<i64>> {
        memory.choose(row, ring).map(|choice| choice.entry)
    }

    #[test]
    fn a_dial_rests_on_the_newest_shared_secret() {
        let memory = Memory::default();
        assert_eq!(chosen(&memory, &row(false), &[]), Some(None));
        assert_eq!(
            chosen(&memory, &row(false), &ring(&[(3, Tie::Ours), (2, Tie::Shared), (1, Tie::Mutual)])),
            Some(Some(2))
        );
        assert_eq!(chosen(&memory, &row(false), &ring(&[(3, Tie::Ours), (2, Tie::Ours)])), Some(Some(3)));
    }

    #[test]
    fn refused_secrets_are_tried_once_and_none_only_with_consent() {
        let mut memory = Memory::default();
        let ring = ring(&[(2, Tie::Mutual), (1, Tie::Mutual)]);
        memory.refuse(ContactId(1), 2);
        assert_eq!(chosen(&memory, &row(false), &ring), Some(Some(1)));
        memory.refuse(ContactId(1), 1);
        assert_eq!(chosen(&memory, &row(false), &ring), None);
        assert_eq!(chosen(&memory, &row(true), &ring), Some(None));
    }

    #[test]
    fn secrets_of_ours_alone_that_were_refused_need_no_consent() {
        let mut memory = Memory::default();
        memory.refuse(ContactId(1), 1);
        assert_eq!(chosen(&memory, &row(false), &ring(&[(1, Tie::Ours)])), Some(None));
    }

    #[test]
    fn coming_without_a_secret_is_a_loss_only_if_one_was_shared_before_the_link_began() {
        let mut memory = Memory::default();
        assert!(!memory.is_lost(&row(false), &ring(&[(1, Tie::Shared)]), Turn(5)));
        assert!(memory.is_lost(&row(false), &ring(&[(1, Tie::Mutual)]), Turn(5)));
        assert!(!memory.is_lost(&row(true), &ring(&[(1, Tie::Mutual)]), Turn(5)));
        memory.tied(ContactId(1), &[], Turn(6));
        assert!(!memory.is_lost(&row(false), &ring(&[(1, Tie::Mutual)]), Turn(5)));
        assert!(memory.is_lost(&row(false), &ring(&[(1, Tie::Mutual)]), Turn(7)));
    }
}
