//! From an open vault back to a shut one: locked, wiped, or taken away by somebody else.
//!
//! ```text
//!  Running ──Lock──▶ farewells are queued ──▶ vault closed, keys dropped ──▶ Locked, answered
//!          ──Wipe──▶ keys on the disk destroyed ──▶ all dropped ──▶ files removed ──▶ Locked, answered
//!          ──gone──▶ all dropped ──▶ Locked
//! ```
//! Whoever is answered may rely on it: no session, no key and no text of the core is in RAM any more. Only the farewells may
//! still be on their way: they are sealed already, and have [`sotto_transport::link::CLOSE_TIMEOUT`] to leave.

use super::lines::Lines;
use super::locked::Locked;
use super::running::Running;
use crate::api::{Event, Failure, Response};
use crate::vault::{Opened, RamFolder, Vault};
use sotto_transport::Connection;
use std::time::Duration;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// How often it is looked whether an open vault is still there.
const LOOK_FOR_VAULT: Duration = Duration::from_secs(2);

/// Why an open vault is left.
pub(super) enum Parting {
    /// The engine ends.
    End,
    /// A front end locks it.
    Lock(Asker),
    /// A front end destroys it.
    Wipe(Asker),
    /// It is not there any more.
    Gone,
}

/// Where the answer goes.
pub(super) type Asker = oneshot::Sender<Result<Response, Failure>>;

impl Parting {
    /// Whether there is no time for what the core would do first.
    pub(super) fn is_sudden(&self) -> bool {
        matches!(self, Self::Wipe(_) | Self::Gone)
    }
}

/// Ends once the files of an open vault are gone.
pub(super) async fn gone(vault: &Vault) {
    while !vault.is_gone() {
        tokio::time::sleep(LOOK_FOR_VAULT).await;
    }
}

/// Lets the network go in its own time; the folder in RAM goes last.
pub(super) fn leave_behind(
    mut lines: Lines,
    connection: Option<Connection>,
    ram: Option<RamFolder>,
) -> JoinHandle<()> {
    tokio::spawn(async move {
        lines.close_all().await;
        drop(connection);
        drop(ram);
    })
}

impl Running {
    /// Gives back what an open vault gave; `None` if the engine ends.
    pub(super) fn part(self, parting: Parting) -> Option<Locked> {
        let Self { core, opened, key, network, connection, lines, front, vault, .. } = self;
        let Opened { store, ram, .. } = opened;
        let (asker, wiped, leaving) = match parting {
            Parting::End => return None,
            Parting::Lock(asker) => {
                drop(store);
                (Some(asker), Ok(()), Some(leave_behind(lines, connection, ram)))
            }
            sudden => {
                let asker = if let Parting::Wipe(asker) = sudden { Some(asker) } else { None };
                let keys = if asker.is_some() { vault.destroy_keys() } else { Ok(()) };
                store.abandon();
                drop((lines, connection, ram));
                let files = if asker.is_some() { vault.remove_files() } else { Ok(()) };
                (asker, keys.and(files), None)
            }
        };
        drop((core, key));
        let mut locked = Locked { vault, network, front, leaving };
        let answer = wiped.map(|()| Response::Status(locked.status()));
        locked.front.teller.tell(Event::Status(locked.status()));
        if let Some(asker) = asker {
            // whoever asked may be gone
            drop(asker.send(answer));
        }
        Some(locked)
    }
}
