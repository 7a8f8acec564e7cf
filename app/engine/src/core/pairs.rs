//! Two links of one pair: which goes on, and whether our own call is still wanted (docs/protocol.md, 15.3).
//!
//! Only who dialled counts, and whose identity is the smaller one: no clock, no order in which things were seen. So two sides
//! that see events in different orders decide alike (docs/decisions/0006-two-links-of-a-pair.md).

/// Who dialled a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Dialler {
    Us,
    Them,
}

/// A pair as seen from our side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// Whose dial wins: that of the smaller identity.
    winner: Dialler,
}

/// What a link was to its pair when it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// The open one that stood for the contact.
    Online,
    /// That of our call, in its handshake.
    Call,
    /// One that was not counted on any more.
    Spare,
}

impl Pair {
    /// `is_smaller`: our identity is the smaller one of the two, bytewise.
    pub(super) fn new(is_smaller: bool) -> Self {
        Self { winner: if is_smaller { Dialler::Us } else { Dialler::Them } }
    }

    /// Whether a link that has just opened takes the place of one that is open. If not, the new one is closed.
    ///
    /// `began_later`: the stream of the new one was opened after the other link was open. Then its dialler, who gives up
    /// dials of its own once a link of the winner is open, has lost that link already.
    pub(super) fn replaces(self, new: Dialler, open: Dialler, began_later: bool) -> bool {
        new == open || new == self.winner || began_later
    }

    /// Whether our own call is needless now that a link has opened. The winner's call runs on beside a link of the other.
    pub(super) fn settles(self, opened: Dialler) -> bool {
        opened == Dialler::Us || self.winner == Dialler::Them
    }
}

impl Ended {
    /// Whether our call has come to its end with the link, so that the next one is planned unless another link is up.
    pub(super) fn frees_call(self, is_dialing: bool) -> bool {
        match self {
            Self::Online => !is_dialing,
            Self::Call => true,
            Self::Spare => false,
        }
    }
}

#[cfg(test)]
mod model;

#[cfg(test)]
mod tests {
    use super::*;
    use Dialler::{Them, Us};

    #[test]
    fn both_sides_keep_the_link_that_the_smaller_one_dialled() {
        let (smaller, greater) = (Pair::new(true), Pair::new(false));
        assert!(smaller.replaces(Us, Them, false) && !smaller.replaces(Them, Us, false));
        assert!(greater.replaces(Them, Us, false) && !greater.replaces(Us, Them, false));
    }

    #[test]
    fn a_new_link_of_the_same_side_replaces_the_old_one() {
        for pair in [Pair::new(true), Pair::new(false)] {
            assert!(pair.replaces(Us, Us, false) && pair.replaces(Them, Them, false));
        }
    }

    #[test]
    fn whoever_dials_although_a_link_of_the_winner_was_open_has_lost_that_link() {
        assert!(Pair::new(true).replaces(Them, Us, true));
    }

    #[test]
    fn only_the_smaller_one_lets_its_call_run_beside_a_link_of_the_other() {
        let (smaller, greater) = (Pair::new(true), Pair::new(false));
        assert!(smaller.settles(Us) && !smaller.settles(Them));
        assert!(greater.settles(Us) && greater.settles(Them));
    }
}
