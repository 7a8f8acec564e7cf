//! A vault in which much was said already: for what is measured with a full one.

use super::payload;
use crate::api::{Failure, Passphrase, Standing};
use crate::coins::Coins;
use crate::payload::{Payload, Text};
use crate::store::{NewContact, Store, StoreError};
use crate::vault::Vault;
use crate::vault::header::Cost;
use sotto_transport::ServiceKey;
use std::path::Path;

/// The least that a header may ask for: what is measured is not the passphrase.
const CHEAP: Cost = Cost { memory: 32, passes: 1, lanes: 1 };
/// Messages of one commit.
const AT_ONCE: u32 = 1000;
/// Between two messages, in milliseconds.
const APART: u64 = 97_000;

/// Somebody with whom there was much to say.
#[derive(Clone, Copy, Debug)]
pub struct Conversation<'a> {
    /// What they are called.
    pub name: &'a str,
    /// How much was said.
    pub messages: u32,
}

/// Makes a vault under `passphrase` in `folder` and fills it. Every third message is ours and was delivered; `say` gives
/// the text of the message of that number; the last of each conversation was said at `now`, in milliseconds since 1970.
///
/// # Errors
/// As the vault tells them.
pub fn write(
    folder: &Path,
    passphrase: &str,
    now: u64,
    conversations: &[Conversation<'_>],
    say: &dyn Fn(u32) -> String,
) -> Result<(), Failure> {
    let vault = Vault::claim(folder)?;
    let mut coins = Coins::from_system()?;
    let mut store = vault.create_at(CHEAP, &Passphrase::new(passphrase.to_owned()), &mut coins)?.store;
    for conversation in conversations {
        fill(&mut store, *conversation, now, say, &mut coins)?;
    }
    Ok(())
}

fn fill(
    store: &mut Store,
    Conversation { name, messages }: Conversation<'_>,
    now: u64,
    say: &dyn Fn(u32) -> String,
    coins: &mut Coins,
) -> Result<(), StoreError> {
    let address = *ServiceKey::from_seed(&coins.draw()).address().as_key_bytes();
    let txn = store.begin()?;
    let new = NewContact { address: &address, name, standing: Standing::Accepted, at: now };
    let contact = txn.add_contact(new)?;
    if let Some(mut row) = txn.contact(contact)? {
        row.accepted_us = true;
        txn.update_contact(&row)?;
    }
    txn.commit(())?.release();
    for begin in (0..messages).step_by(AT_ONCE as usize) {
        let txn = store.begin()?;
        let mut last = None;
        for number in begin..messages.min(begin + AT_ONCE) {
            let text = text(coins.draw(), number, &say(number));
            let at = now.saturating_sub(u64::from(messages - number) * APART);
            if number % 3 == 0 {
                last = Some(txn.queue_text(contact, &text, at)?);
                txn.mark_delivered(contact, &text.id)?;
            } else {
                last = txn.receive_text(contact, &text, at, true)?;
            }
        }
        if let Some(last) = last {
            txn.mark_read(contact, last)?;
        }
        txn.commit(())?.release();
    }
    Ok(())
}

/// As it would have come in.
fn text(id: [u8; 16], number: u32, body: &str) -> Text {
    match Payload::decode(&payload::text(id, u64::from(number) + 1, body)) {
        Ok(Payload::Text(text)) => text,
        // an empty text, or one that is too long, is nobody's
        other => unreachable!("a text is decoded as one, and not as {other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{ContactId, MessageId};

    #[test]
    fn a_filled_vault_opens_with_all_that_was_said_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let conversations =
            [Conversation { name: "Ada", messages: 2_500 }, Conversation { name: "Grace", messages: 3 }];
        write(folder.path(), "x", 1_772_625_600_000, &conversations, &|number| format!("text {number}"))
            .unwrap();
        let vault = Vault::claim(folder.path()).unwrap();
        let mut store = vault.unlock(&Passphrase::new("x".to_owned()), &mut Coins::seeded(1)).unwrap().store;
        let txn = store.begin().unwrap();
        assert_eq!(txn.contacts().unwrap().len(), 2);
        assert_eq!(txn.waiting(ContactId(1)).unwrap(), 0);
        assert_eq!(txn.unread(ContactId(1)).unwrap(), 0);
        assert_eq!(txn.last_message(ContactId(1)).unwrap().unwrap().body, "text 2499");
        assert_eq!(txn.last_message(ContactId(2)).unwrap().unwrap().id, MessageId(2_503));
    }
}
