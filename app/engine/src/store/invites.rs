//! Invites that we gave away, as hashes, and tokens that we were given.

use super::contacts::signed;
use super::{StoreError, Txn};
use crate::api::{ContactId, Invite, InviteId};
use crate::invite::{HASH_BYTES, TOKEN_BYTES, Token};
use rusqlite::{OptionalExtension, params};
use subtle::{Choice, ConditionallySelectable, ConstantTimeEq};
use zeroize::Zeroizing;

/// What a token is worth that somebody shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Worth {
    /// It never was one of ours, or its time is over, or it was taken back.
    Nothing,
    /// It makes somebody a contact.
    Open(InviteId),
    /// It has made this one a contact.
    Spent(ContactId),
}

impl Txn<'_> {
    /// Invites that nobody has used, oldest first.
    pub(crate) fn open_invites(&self, now: u64) -> Result<Vec<Invite>, StoreError> {
        let sql = "SELECT id, made, expires FROM invite WHERE spent_by IS NULL AND expires > ?1 ORDER BY id";
        let mut select = self.statement(sql)?;
        let rows = select.query_map([signed(now)], |row| {
            let time = |at: i64| at.unsigned_abs();
            Ok(Invite { id: InviteId(row.get(0)?), made: time(row.get(1)?), expires: time(row.get(2)?) })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Keeps the hash of an invite, and drops those whose time is over.
    pub(crate) fn add_invite(
        &self,
        hash: &[u8; HASH_BYTES],
        made: u64,
        expires: u64,
    ) -> Result<InviteId, StoreError> {
        let over = "DELETE FROM invite WHERE spent_by IS NULL AND expires <= ?1";
        self.statement(over)?.execute([signed(made)])?;
        let sql = "INSERT INTO invite (hash, made, expires) VALUES (?1, ?2, ?3)";
        let id = self.statement(sql)?.insert(params![hash, signed(made), signed(expires)])?;
        Ok(InviteId(id))
    }

    /// Takes an invite back that nobody has used; false if there is none.
    pub(crate) fn revoke_invite(&self, id: InviteId) -> Result<bool, StoreError> {
        let sql = "DELETE FROM invite WHERE id = ?1 AND spent_by IS NULL";
        Ok(self.statement(sql)?.execute([id.0])? > 0)
    }

    /// Looks at every invite, whether an earlier one fits or not.
    pub(crate) fn worth(&self, token: &Token, now: u64) -> Result<Worth, StoreError> {
        let hash = token.hash();
        let mut select = self.statement("SELECT hash, id, expires, spent_by FROM invite")?;
        let mut rows = select.query([])?;
        // No row has the number 0.
        let (mut id, mut expires, mut spent_by) = (0_i64, 0_i64, 0_i64);
        while let Some(row) = rows.next()? {
            let kept: [u8; HASH_BYTES] = row.get(0)?;
            let same: Choice = kept.ct_eq(&hash);
            id.conditional_assign(&row.get(1)?, same);
            expires.conditional_assign(&row.get(2)?, same);
            spent_by.conditional_assign(&row.get::<_, Option<i64>>(3)?.unwrap_or(0), same);
        }
        Ok(match (id, spent_by) {
            (0, _) => Worth::Nothing,
            (_, 0) if expires <= signed(now) => Worth::Nothing,
            (_, 0) => Worth::Open(InviteId(id)),
            (_, contact) => Worth::Spent(ContactId(contact)),
        })
    }

    /// From now on the invite has made this one a contact. It is known for as long as they are.
    pub(crate) fn spend_invite(&self, id: InviteId, contact: ContactId) -> Result<(), StoreError> {
        let sql = "UPDATE invite SET spent_by = ?2 WHERE id = ?1 AND spent_by IS NULL";
        self.statement(sql)?.execute([id.0, contact.0])?;
        Ok(())
    }

    /// Keeps the token that somebody gave us, in place of an earlier one.
    pub(crate) fn hold_token(&self, contact: ContactId, token: &Token) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO ticket (contact, token) VALUES (?1, ?2)";
        self.statement(sql)?.execute(params![contact.0, token.reveal()])?;
        Ok(())
    }

    /// The token that we show them until they say that we are a contact of theirs.
    pub(crate) fn held_token(&self, contact: ContactId) -> Result<Option<Token>, StoreError> {
        let sql = "SELECT token FROM ticket WHERE contact = ?1";
        let mut select = self.statement(sql)?;
        let bytes: Option<[u8; TOKEN_BYTES]> = select.query_row([contact.0], |row| row.get(0)).optional()?;
        Ok(bytes.map(|bytes| Token::from_bytes(Zeroizing::new(bytes))))
    }

    /// We need it no more.
    pub(crate) fn forget_token(&self, contact: ContactId) -> Result<(), StoreError> {
        self.statement("DELETE FROM ticket WHERE contact = ?1")?.execute([contact.0])?;
        Ok(())
    }
}
