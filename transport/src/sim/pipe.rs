//! One direction of a wire: a window of bytes under way, their latency, and where they break off. No clock inside.

use rand_chacha::ChaCha8Rng;
use rand_core::Rng;
use std::collections::VecDeque;
use std::io;
use std::ops::RangeInclusive;
use std::time::Duration;
use tokio::io::ReadBuf;
use tokio::time::Instant;

/// Bytes in flight before a writer waits; a Tor stream's window is of this size.
pub(super) const WINDOW: usize = 64 * 1024;

/// The weather on one pipe: what delays and breaks its writes.
#[derive(Clone)]
pub(super) struct Lane {
    pub(super) latency: RangeInclusive<Duration>,
    pub(super) cuts_per_million: u32,
    pub(super) swallowed_per_million: u32,
}

/// A lane, and what is drawn on it.
pub(super) struct Line {
    pub(super) lane: Lane,
    pub(super) rng: ChaCha8Rng,
}

pub(super) struct Pipe {
    line: Line,
    under_way: VecDeque<Chunk>,
    in_flight: usize,
    /// Nothing overtakes on a stream.
    last_due: Option<Instant>,
    /// Bytes that still arrive before the stream breaks.
    until_cut: Option<usize>,
    /// Nothing of it ever arrives any more, not even its end.
    lost: bool,
    end: Option<Ending>,
}

struct Chunk {
    due: Instant,
    bytes: VecDeque<u8>,
}

#[derive(Clone, Copy)]
enum Ending {
    /// The writer closed; the reader sees the end at this moment.
    Closed(Instant),
    /// Broken for both.
    Broken,
}

/// A duration within `range`.
pub(super) fn draw(rng: &mut impl Rng, range: &RangeInclusive<Duration>) -> Duration {
    let micros = |duration: &Duration| u64::try_from(duration.as_micros()).unwrap_or(u64::MAX);
    let (from, to) = (micros(range.start()), micros(range.end()));
    Duration::from_micros(from.saturating_add(below(rng, to.saturating_sub(from).saturating_add(1))))
}

/// A number below `bound`; its slight bias is of no interest here.
pub(super) fn below(rng: &mut impl Rng, bound: u64) -> u64 {
    rng.next_u64() % bound.max(1)
}

impl Pipe {
    pub(super) fn new(line: Line) -> Self {
        let under_way = VecDeque::new();
        Self { line, under_way, in_flight: 0, last_due: None, until_cut: None, lost: false, end: None }
    }

    /// Other weather, for what is written from now on.
    pub(super) fn move_to(&mut self, lane: Lane) {
        self.line.lane = lane;
    }

    /// From now on the reader gets nothing, and does not learn why.
    pub(super) fn lose(&mut self) {
        self.lost = true;
    }

    pub(super) fn is_lost(&self) -> bool {
        self.lost
    }

    pub(super) fn is_open(&self) -> bool {
        self.end.is_none()
    }

    pub(super) fn is_broken(&self) -> bool {
        matches!(self.end, Some(Ending::Broken))
    }

    pub(super) fn is_full(&self) -> bool {
        self.in_flight >= WINDOW
    }

    /// Takes as much as the window has room for; all of it arrives together.
    pub(super) fn write(&mut self, now: Instant, bytes: &[u8]) -> io::Result<usize> {
        if !self.is_open() {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let taken = bytes.get(..bytes.len().min(WINDOW - self.in_flight)).unwrap_or_default();
        let Lane { cuts_per_million, swallowed_per_million, .. } = self.line.lane;
        let unlucky = self.happens(cuts_per_million);
        if self.happens(swallowed_per_million) {
            return Ok(taken.len());
        }
        let place = self.in_flight + self.place_within(taken.len());
        let due = self.arrival(now);
        self.under_way.push_back(Chunk { due, bytes: taken.iter().copied().collect() });
        self.in_flight += taken.len();
        if unlucky {
            self.cut_after(place);
        }
        Ok(taken.len())
    }

    /// Moves what has arrived by `now` into `to`; returns how much.
    pub(super) fn read(&mut self, now: Instant, to: &mut ReadBuf<'_>) -> usize {
        let mut moved = 0;
        while let Some(chunk) = self.under_way.front_mut().filter(|chunk| chunk.due <= now) {
            let size = chunk.bytes.len().min(to.remaining()).min(self.until_cut.unwrap_or(usize::MAX));
            let (first, second) = chunk.bytes.as_slices();
            let within_first = size.min(first.len());
            to.put_slice(first.get(..within_first).unwrap_or_default());
            to.put_slice(second.get(..size - within_first).unwrap_or_default());
            chunk.bytes.drain(..size);
            let emptied = chunk.bytes.is_empty();
            moved += size;
            self.in_flight -= size;
            self.until_cut = self.until_cut.map(|left| left - size);
            if self.until_cut == Some(0) {
                self.break_now();
            }
            if !emptied || self.is_broken() {
                break;
            }
            self.under_way.pop_front();
        }
        moved
    }

    /// When the reader should look again: the next arrival or the end. `None`: nothing is on its way.
    pub(super) fn next_moment(&self) -> Option<Instant> {
        match (self.under_way.front(), self.end) {
            (Some(chunk), _) => Some(chunk.due),
            (None, Some(Ending::Closed(due))) => Some(due),
            (None, _) => None,
        }
    }

    /// Whether everything has arrived and the writer's end with it.
    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.under_way.is_empty() && matches!(self.end, Some(Ending::Closed(due)) if due <= now)
    }

    /// The writer says no more; the reader learns it after what is under way.
    pub(super) fn close(&mut self, now: Instant) {
        if self.is_open() {
            self.end = Some(Ending::Closed(self.arrival(now)));
        }
    }

    /// Breaks at a random byte of what is in flight.
    pub(super) fn cut(&mut self) {
        let place = self.place_within(self.in_flight);
        self.cut_after(place);
    }

    /// Breaks after exactly `bytes` more have arrived.
    pub(super) fn cut_after(&mut self, bytes: usize) {
        self.until_cut = Some(self.until_cut.map_or(bytes, |earlier| earlier.min(bytes)));
        if bytes == 0 {
            self.break_now();
        }
    }

    /// Breaks now: what is under way is lost.
    pub(super) fn break_now(&mut self) {
        self.under_way.clear();
        self.in_flight = 0;
        self.end = Some(Ending::Broken);
    }

    fn happens(&mut self, per_million: u32) -> bool {
        below(&mut self.line.rng, 1_000_000) < u64::from(per_million)
    }

    fn place_within(&mut self, bytes: usize) -> usize {
        usize::try_from(below(&mut self.line.rng, bytes as u64 + 1)).unwrap_or(0)
    }

    fn arrival(&mut self, now: Instant) -> Instant {
        let due = now + draw(&mut self.line.rng, &self.line.lane.latency);
        let due = self.last_due.map_or(due, |last| last.max(due));
        self.last_due = Some(due);
        due
    }
}
