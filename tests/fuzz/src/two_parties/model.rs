//! What must hold of one link, said without a key: what each side must hear, in order, once; and the header of every
//! record (docs/protocol.md, 6.2 and 7).

use std::collections::VecDeque;

/// Class and numbers of a header: `class ‖ epoch ‖ pn ‖ n`.
const NUMBERS: usize = 13;

/// One link, from its dial to its end.
pub(super) struct Model {
    sides: [Side; 2],
    /// Bodies on their way to each side.
    unheard: [VecDeque<Vec<u8>>; 2],
}

#[derive(Clone, Copy, Default)]
struct Side {
    /// Whether the next record opens an epoch.
    turn: bool,
    epoch: u32,
    previous: u32,
    n: u32,
    /// The epoch in which the other side speaks.
    heard: u32,
}

impl Model {
    /// The initiator speaks first.
    pub(super) fn dialled_by(initiator: usize) -> Self {
        let mut sides = [Side::default(); 2];
        sides[initiator].turn = true;
        Self { sides, unheard: Default::default() }
    }

    pub(super) fn needs_step(&self, side: usize) -> bool {
        self.sides[side].turn
    }

    /// `from` has sealed `body` into `record`.
    pub(super) fn sealed(&mut self, from: usize, body: &[u8], record: &[u8]) {
        let side = &mut self.sides[from];
        if side.turn {
            *side = Side { turn: false, epoch: side.heard + 1, previous: side.n, n: 0, heard: side.heard };
        }
        let class = record.len().ilog2() - 12;
        assert_eq!(record.len(), 4096 << class);
        let numbers = [side.epoch, side.previous, side.n].map(u32::to_be_bytes);
        let expected = [&[class.to_le_bytes()[0]], numbers.as_flattened()].concat();
        assert_eq!(record.get(..NUMBERS), Some(expected.as_slice()), "the header of a record");
        side.n += 1;
        self.unheard[1 - from].push_back(body.to_vec());
    }

    /// `to` has opened `record` and found `body`.
    pub(super) fn opened(&mut self, to: usize, record: &[u8], body: &[u8]) {
        assert_eq!(self.unheard[to].pop_front().as_deref(), Some(body), "not what was said next");
        let epoch = record.get(1..5).and_then(|epoch| epoch.try_into().ok()).map(u32::from_be_bytes);
        let side = &mut self.sides[to];
        if epoch != Some(side.heard) {
            (side.heard, side.turn) = (epoch.expect("a record"), true);
        }
    }

    /// Whether nothing is on its way to `to`.
    pub(super) fn all_heard(&self, to: usize) -> bool {
        self.unheard[to].is_empty()
    }
}
