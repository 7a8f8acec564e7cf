//! The named steps of a message's way, to be armed.

use crate::failpoints;
use sotto_transport::failpoint::Failpoint;
use sotto_transport::link;

/// A step of a message's way, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Waypoint {
    /// A text, ours or theirs, is in the table; nothing is durable.
    AfterInsert,
    /// A transaction is durable; none of its effects has left.
    AfterCommit,
    /// A payload is about to become a record.
    BeforeSeal,
    /// It is a record; nothing is durable.
    AfterSeal,
    /// Some bytes of a frame are in the stream.
    AfterWrite,
    /// All of them are, and none need have left.
    BeforeFlush,
    /// A text of theirs is in the table, its receipt not yet promised.
    BeforeReceipt,
    /// A text of theirs is durable and its receipt is in the link's queue.
    AfterReceipt,
    /// A receipt is read. The outbox is every text of ours without one, so nothing is deleted: the text is about to be
    /// marked as delivered.
    BeforeDelete,
}

impl Waypoint {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::AfterInsert,
        Self::AfterCommit,
        Self::BeforeSeal,
        Self::AfterSeal,
        Self::AfterWrite,
        Self::BeforeFlush,
        Self::BeforeReceipt,
        Self::AfterReceipt,
        Self::BeforeDelete,
    ];

    /// Its name on command lines and in figures.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AfterInsert => "after_insert",
            Self::AfterCommit => "after_commit",
            Self::BeforeSeal => "before_seal",
            Self::AfterSeal => "after_seal",
            Self::AfterWrite => "after_write",
            Self::BeforeFlush => "before_flush",
            Self::BeforeReceipt => "before_receipt",
            Self::AfterReceipt => "after_receipt",
            Self::BeforeDelete => "before_delete",
        }
    }

    /// The step of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|point| point.name() == name)
    }

    /// From now on `act` is called, once, when the engines of this process take the step for the `passing`-th time.
    pub fn arm(self, passing: u64, act: fn()) {
        self.failpoint().arm(passing, act);
    }

    fn failpoint(self) -> &'static Failpoint {
        match self {
            Self::AfterInsert => &failpoints::AFTER_INSERT,
            Self::AfterCommit => &failpoints::AFTER_COMMIT,
            Self::BeforeSeal => &failpoints::BEFORE_SEAL,
            Self::AfterSeal => &failpoints::AFTER_SEAL,
            Self::AfterWrite => &link::AFTER_WRITE,
            Self::BeforeFlush => &link::BEFORE_FLUSH,
            Self::BeforeReceipt => &failpoints::BEFORE_RECEIPT,
            Self::AfterReceipt => &failpoints::AFTER_RECEIPT,
            Self::BeforeDelete => &failpoints::BEFORE_DELETE,
        }
    }
}
