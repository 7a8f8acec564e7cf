//! A database that is written to as the engine writes, and read as a person would.

use super::KEY;
use crate::api::{ContactId, Failure, Standing};
use crate::coins::Coins;
use crate::payload::Text;
use crate::store::{NewContact, Store, Tie, Txn};
use data_encoding::HEXLOWER;
use std::path::Path;

/// One transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Somebody is added.
    Add {
        /// Makes the address.
        key: [u8; 32],
        /// What we call them.
        name: String,
    },
    /// A text of ours is queued.
    Queue {
        /// To whom.
        contact: i64,
        /// Its name on the wire.
        id: [u8; 16],
        /// What it says.
        body: String,
    },
    /// A text of theirs comes.
    Receive {
        /// From whom.
        contact: i64,
        /// Its name on the wire.
        id: [u8; 16],
        /// What it says.
        body: String,
    },
    /// A receipt comes: the one change that is not made durable.
    Receipt {
        /// From whom.
        contact: i64,
        /// For which text.
        id: [u8; 16],
    },
    /// A session leaves a secret of continuity.
    Tie {
        /// With whom.
        contact: i64,
        /// The secret.
        secret: [u8; 32],
    },
    /// Somebody is deleted with everything that was said.
    Remove {
        /// Who.
        contact: i64,
    },
    /// Something is read.
    Look,
}

impl Act {
    /// Whether it survives a power cut once it is answered.
    #[must_use]
    pub fn is_promised(&self) -> bool {
        !matches!(self, Self::Receipt { .. } | Self::Look)
    }
}

/// An open database.
#[derive(Debug)]
pub struct Ledger(Store);

impl Ledger {
    /// Makes the database.
    ///
    /// # Errors
    /// As the store tells them.
    pub fn make(path: &Path) -> Result<Self, Failure> {
        Ok(Self(Store::create(path, &KEY, &mut Coins::seeded(1))?))
    }

    /// Opens it as the engine does.
    ///
    /// # Errors
    /// As the store tells them.
    pub fn open(path: &Path) -> Result<Self, Failure> {
        Ok(Self(Store::open(path, &KEY)?))
    }

    /// Opens a database in the clear, under the same settings; made if it is not there.
    ///
    /// # Errors
    /// As the store tells them.
    pub fn unencrypted(path: &Path) -> Result<Self, Failure> {
        Ok(Self(Store::unencrypted(path, &mut Coins::seeded(1))?))
    }

    /// Carries out one transaction. When it is answered, what it promises is kept.
    ///
    /// # Errors
    /// As the store tells them.
    pub fn carry_out(&mut self, act: &Act) -> Result<(), Failure> {
        let txn = self.0.begin()?;
        change(&txn, act)?;
        txn.commit(())?.release();
        Ok(())
    }

    /// Everything that a person may be shown, a line each; contacts by their number, then what was said.
    ///
    /// # Errors
    /// As the store tells them.
    pub fn state(&mut self) -> Result<Vec<String>, Failure> {
        let txn = self.0.begin()?;
        let mut lines = Vec::new();
        let mut contacts = txn.contacts()?;
        contacts.sort_by_key(|row| row.id);
        for row in contacts {
            let (id, address) = (row.id.0, HEXLOWER.encode(&row.address));
            lines.push(format!("contact {id} {address} {:?} {}", row.standing, row.name));
            for entry in txn.ring(row.id)? {
                lines.push(format!("tie {id} {} {:?}", HEXLOWER.encode(&*entry.secret), entry.tie));
            }
            for message in txn.page(row.id, None, u16::MAX)? {
                let (number, sent, known) = (message.id.0, message.outgoing, message.receipted);
                lines.push(format!("message {number} of {id} {sent} {known} {}", message.body));
            }
        }
        Ok(lines)
    }

    /// Syncs of the log since the opening, and its length in bytes at the last of them.
    #[must_use]
    pub fn synced(&self) -> (u64, u64) {
        self.0.synced()
    }

    /// The next syncs of the log fail.
    pub fn fail_syncs(&mut self, count: u32) {
        self.0.fail_syncs(count);
    }

    /// Lets the database grow by so many pages and no more, as on a full disk; `None`: as it likes.
    ///
    /// # Errors
    /// As the store tells them.
    pub fn limit_growth(&mut self, pages: Option<u32>) -> Result<(), Failure> {
        Ok(self.0.limit_growth(pages)?)
    }
}

fn change(txn: &Txn<'_>, act: &Act) -> Result<(), Failure> {
    match act {
        Act::Add { key, name } => {
            let new = NewContact { address: key, name, standing: Standing::Accepted, at: 1 };
            txn.add_contact(new).map(drop)?;
        }
        Act::Queue { contact, id, body } => {
            let contact = ContactId(*contact);
            let seq = txn.take_seq(contact)?.unsigned_abs();
            txn.queue_text(contact, &Text { id: *id, seq, reply_to: None, body: body.clone() }, seq)?;
            txn.touch_contact(contact, seq)?;
        }
        Act::Receive { contact, id, body } => {
            let text = Text { id: *id, seq: 1, reply_to: None, body: body.clone() };
            txn.receive_text(ContactId(*contact), &text, 1, true)?;
        }
        Act::Receipt { contact, id } => drop(txn.mark_delivered(ContactId(*contact), id)?),
        Act::Tie { contact, secret } => {
            txn.push_ring(ContactId(*contact), secret, Tie::Mutual, None)?;
        }
        Act::Remove { contact } => txn.remove_contact(ContactId(*contact))?,
        Act::Look => drop(txn.contacts()?),
    }
    Ok(())
}
