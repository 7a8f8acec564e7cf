//! The checks of one link as states, without a key in sight: what may be said next, and what a message means now.
//!
//! ```text
//!  who asks      None ─ask─▶ Waiting ─VERIFY2─▶ None
//!                               └─end─▶ Withdrawn ─VERIFY2 or END─▶ None
//!  who answers   None ─VERIFY1─▶ Asked ─answer─▶ Confirming ─VERIFY3 or END─▶ None
//!                                  └─end─▶ None       └─end─▶ Left ─VERIFY3 or END─▶ None
//! ```
//! Each VERIFY1 has one answer, VERIFY2 or END, and the line keeps the order. So what still comes of a check that was
//! ended here is passed over, once, and never taken for a part of the next one. If two questions cross, that of the
//! smaller identity goes on, and both sides know it without a word (docs/protocol.md, 16.4).

use crate::api::Check;
use crate::payload::Quitter;
use sotto_crypto::verify::{Asked, AwaitShare, AwaitTag};

/// Every check of a link: at most one that is open, and what still comes of one that we ended. `A`, `Q` and `T` are what
/// the cryptography keeps in between.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(in crate::core) struct Checks<A = AwaitShare, Q = Asked, T = AwaitTag> {
    ours: Ours<A>,
    theirs: Theirs<Q, T>,
}

/// The check that we asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Ours<A> {
    None,
    /// VERIFY1 is out.
    Waiting {
        state: A,
        question: String,
        crossed: Crossed,
    },
    /// We ended it; one VERIFY2 or END is still to come.
    Withdrawn(Crossed),
}

/// The check that they asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Theirs<Q, T> {
    None,
    /// Our person has to answer.
    Asked {
        state: Q,
        question: String,
    },
    /// VERIFY2 is out.
    Confirming(T),
    /// We ended it after VERIFY2; one VERIFY3 or END is still to come.
    Left,
}

/// Whether a question of theirs has crossed ours, which goes on. Until ours is answered there can be one.
type Crossed = bool;

/// A message that no honest program sends now: the link closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Breach;

/// What a question of theirs does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// It is open now.
    Open,
    /// It is open now, and ours, which it crossed, is over.
    OpenInstead,
    /// It crossed ours, which goes on.
    PassedOver,
}

/// A check that is over before its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ended {
    pub(super) asked_by_us: bool,
    /// What the other side is to be told.
    pub(super) tell: Option<Quitter>,
}

impl<A, Q, T> Default for Checks<A, Q, T> {
    fn default() -> Self {
        Self { ours: Ours::None, theirs: Theirs::None }
    }
}

impl<A, Q, T> Checks<A, Q, T> {
    /// Whether a question of ours would be the only one. A question that we withdrew has to be answered first.
    pub(super) fn may_ask(&self) -> bool {
        matches!((&self.ours, &self.theirs), (Ours::None, Theirs::None | Theirs::Left))
    }

    /// VERIFY1 leaves; only if [`Self::may_ask`].
    pub(super) fn ask(&mut self, state: A, question: String) {
        self.ours = Ours::Waiting { state, question, crossed: false };
    }

    /// VERIFY1 came.
    pub(super) fn on_ask(
        &mut self,
        state: Q,
        question: String,
        we_are_smaller: bool,
    ) -> Result<Heard, Breach> {
        if !matches!(self.theirs, Theirs::None) {
            return Err(Breach);
        }
        let heard = match &mut self.ours {
            Ours::None => Heard::Open,
            Ours::Waiting { crossed, .. } | Ours::Withdrawn(crossed) if we_are_smaller => {
                return if std::mem::replace(crossed, true) { Err(Breach) } else { Ok(Heard::PassedOver) };
            }
            Ours::Waiting { .. } => Heard::OpenInstead,
            Ours::Withdrawn(_) => Heard::Open,
        };
        self.ours = Ours::None;
        self.theirs = Theirs::Asked { state, question };
        Ok(heard)
    }

    /// Whether a question of theirs waits for our answer.
    pub(super) fn is_asked(&self) -> bool {
        matches!(self.theirs, Theirs::Asked { .. })
    }

    /// Takes out the question that our person answers; VERIFY2 follows with [`Self::confirming`].
    pub(super) fn take_asked(&mut self) -> Option<Q> {
        match std::mem::replace(&mut self.theirs, Theirs::None) {
            Theirs::Asked { state, .. } => Some(state),
            other => {
                self.theirs = other;
                None
            }
        }
    }

    /// VERIFY2 leaves.
    pub(super) fn confirming(&mut self, state: T) {
        self.theirs = Theirs::Confirming(state);
    }

    /// VERIFY2 came: what reads it, or nothing if we had ended that check.
    pub(super) fn on_answer(&mut self) -> Result<Option<A>, Breach> {
        match std::mem::replace(&mut self.ours, Ours::None) {
            Ours::Waiting { state, .. } => Ok(Some(state)),
            Ours::Withdrawn(_) => Ok(None),
            Ours::None => Err(Breach),
        }
    }

    /// VERIFY3 came: what reads it, or nothing if we had ended that check.
    pub(super) fn on_confirm(&mut self) -> Result<Option<T>, Breach> {
        match std::mem::replace(&mut self.theirs, Theirs::None) {
            Theirs::Confirming(state) => Ok(Some(state)),
            Theirs::Left => Ok(None),
            Theirs::None | Theirs::Asked { .. } => Err(Breach),
        }
    }

    /// END came. One that meets no check has crossed our own end of it.
    pub(super) fn on_end(&mut self, by: Quitter) -> Option<Ended> {
        match by {
            Quitter::Asker => match std::mem::replace(&mut self.theirs, Theirs::None) {
                Theirs::Asked { .. } => Some(Ended { asked_by_us: false, tell: Some(Quitter::Answerer) }),
                Theirs::Confirming(_) => Some(Ended { asked_by_us: false, tell: None }),
                Theirs::None | Theirs::Left => None,
            },
            Quitter::Answerer => match std::mem::replace(&mut self.ours, Ours::None) {
                Ours::Waiting { .. } => Some(Ended { asked_by_us: true, tell: None }),
                Ours::None | Ours::Withdrawn(_) => None,
            },
        }
    }

    /// We end the check that is open; nothing if there is none.
    pub(super) fn end(&mut self) -> Option<Ended> {
        if let Ours::Waiting { crossed, .. } = self.ours {
            self.ours = Ours::Withdrawn(crossed);
            return Some(Ended { asked_by_us: true, tell: Some(Quitter::Asker) });
        }
        let (left, tell) = match self.theirs {
            Theirs::Asked { .. } => (Theirs::None, Some(Quitter::Answerer)),
            Theirs::Confirming(_) => (Theirs::Left, None),
            Theirs::None | Theirs::Left => return None,
        };
        self.theirs = left;
        Some(Ended { asked_by_us: false, tell })
    }

    /// The check that is open.
    pub(in crate::core) fn view(&self) -> Option<Check> {
        match (&self.ours, &self.theirs) {
            (Ours::Waiting { question, .. }, _) => Some(Check::Waiting { question: question.clone() }),
            (_, Theirs::Asked { question, .. }) => Some(Check::Asked { question: question.clone() }),
            (_, Theirs::Confirming(_)) => Some(Check::Confirming),
            (_, Theirs::None | Theirs::Left) => None,
        }
    }

    /// Who asked in the check that is open.
    pub(in crate::core) fn asked_by_us(&self) -> Option<bool> {
        self.view().map(|check| matches!(check, Check::Waiting { .. }))
    }
}
