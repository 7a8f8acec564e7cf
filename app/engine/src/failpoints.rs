//! The steps of a message's way at which a rehearsal may take the engine's life. In the program they are nothing.

use sotto_transport::failpoint::Failpoint;

/// A text, ours or theirs, is in the table; nothing is durable.
pub(crate) static AFTER_INSERT: Failpoint = Failpoint::unarmed();
/// A transaction is durable; none of its effects has left.
pub(crate) static AFTER_COMMIT: Failpoint = Failpoint::unarmed();
/// A payload is about to become a record.
pub(crate) static BEFORE_SEAL: Failpoint = Failpoint::unarmed();
/// It is a record; nothing is durable.
pub(crate) static AFTER_SEAL: Failpoint = Failpoint::unarmed();
/// A text of theirs is in the table, its receipt not yet promised.
pub(crate) static BEFORE_RECEIPT: Failpoint = Failpoint::unarmed();
/// A text of theirs is durable and its receipt is in the link's queue.
pub(crate) static AFTER_RECEIPT: Failpoint = Failpoint::unarmed();
/// A receipt is read, and its text about to leave the outbox.
pub(crate) static BEFORE_DELETE: Failpoint = Failpoint::unarmed();
