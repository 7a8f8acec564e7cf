//! A stream between two nodes: two pipes that freeze and break together, and the ends that the nodes hold.

use super::pipe::{Lane, Line, Pipe};
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker, ready};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// Which end of a wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// Who dialled.
    Near,
    /// Who was dialled.
    Far,
}

/// A wire as the world sees it.
#[derive(Clone)]
pub(super) struct Wire(Arc<Mutex<State>>);

/// One end of a wire. Dropping it closes the stream.
pub(super) struct End {
    wire: Wire,
    side: Side,
    timer: Option<Pin<Box<Sleep>>>,
}

struct State {
    near: Half,
    far: Half,
    frozen: bool,
    /// Reader and writer of each end; every change wakes all of them.
    wakers: Vec<Waker>,
}

struct Half {
    /// What this side writes.
    pipe: Pipe,
    /// This side has dropped its end, or left the network.
    left: bool,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Near => Self::Far,
            Self::Far => Self::Near,
        }
    }
}

impl Wire {
    /// A wire of two lines (from the near side, from the far side), and its ends.
    pub(super) fn lay(from_near: Line, from_far: Line) -> (Self, End, End) {
        let half = |line| Half { pipe: Pipe::new(line), left: false };
        let state = State { near: half(from_near), far: half(from_far), frozen: false, wakers: Vec::new() };
        let wire = Self(Arc::new(Mutex::new(state)));
        let end = |side| End { wire: wire.clone(), side, timer: None };
        let (near, far) = (end(Side::Near), end(Side::Far));
        (wire, near, far)
    }

    /// Silence, or the end of it.
    pub(super) fn freeze(&self, frozen: bool) {
        let mut state = self.state();
        state.frozen = frozen;
        state.wake();
    }

    /// What `side` says never arrives any more, and `side` does not learn it.
    pub(super) fn lose(&self, side: Side) {
        let mut state = self.state();
        state.half(side).pipe.lose();
        state.wake();
    }

    /// Other weather for what `side` writes from now on.
    pub(super) fn move_to(&self, side: Side, lane: Lane) {
        self.state().half(side).pipe.move_to(lane);
    }

    /// Breaks at a random byte of what is in flight.
    pub(super) fn cut(&self) {
        let mut state = self.state();
        state.near.pipe.cut();
        state.far.pipe.cut();
        state.settle();
    }

    /// Breaks after exactly `bytes` more have arrived at `side`.
    pub(super) fn cut_after(&self, side: Side, bytes: usize) {
        let mut state = self.state();
        state.half(side.other()).pipe.cut_after(bytes);
        state.settle();
    }

    /// Ends the stream for `side`; the other hears of it after all that is under way.
    pub(super) fn leave(&self, side: Side) {
        let mut state = self.state();
        let half = state.half(side);
        half.left = true;
        half.pipe.close(Instant::now());
        state.wake();
    }

    /// Whether both sides may still write.
    pub(super) fn is_open(&self) -> bool {
        let state = self.state();
        state.near.pipe.is_open() && state.far.pipe.is_open()
    }

    /// Whether anybody holds an end.
    pub(super) fn is_held(&self) -> bool {
        Arc::strong_count(&self.0) > 1
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn half(&mut self, side: Side) -> &mut Half {
        match side {
            Side::Near => &mut self.near,
            Side::Far => &mut self.far,
        }
    }

    /// A stream breaks as a whole.
    fn settle(&mut self) {
        if self.near.pipe.is_broken() != self.far.pipe.is_broken() {
            self.near.pipe.break_now();
            self.far.pipe.break_now();
        }
        self.wake();
    }

    /// Whether the end of the other side's writing has arrived at `side`.
    fn has_heard_the_end(&mut self, side: Side, now: Instant) -> bool {
        let frozen = self.frozen;
        let pipe = &self.half(side.other()).pipe;
        !frozen && !pipe.is_lost() && pipe.is_over(now)
    }

    fn wake(&mut self) {
        self.wakers.drain(..).for_each(Waker::wake);
    }

    fn wait(&mut self, cx: &Context<'_>) {
        if !self.wakers.iter().any(|waker| waker.will_wake(cx.waker())) {
            self.wakers.push(cx.waker().clone());
        }
    }
}

impl End {
    /// One look: the result of a read, or the moment of the next look.
    fn look(&self, cx: &Context<'_>, to: &mut ReadBuf<'_>) -> Poll<Result<io::Result<()>, Instant>> {
        let mut state = self.wire.state();
        let now = Instant::now();
        if state.half(self.side).left || state.half(self.side.other()).pipe.is_broken() {
            return Poll::Ready(Ok(Err(io::ErrorKind::ConnectionReset.into())));
        }
        let frozen = state.frozen;
        let pipe = &mut state.half(self.side.other()).pipe;
        let frozen = frozen || pipe.is_lost();
        if !frozen && (pipe.is_over(now) || pipe.read(now, to) > 0) {
            state.settle();
            return Poll::Ready(Ok(Ok(())));
        }
        let next = pipe.next_moment().filter(|_| !frozen);
        state.wait(cx);
        next.map_or(Poll::Pending, |moment| Poll::Ready(Err(moment)))
    }

    fn poll_timer(&mut self, cx: &mut Context<'_>, moment: Instant) -> Poll<()> {
        let timer = self.timer.get_or_insert_with(|| Box::pin(sleep_until(moment)));
        if timer.deadline() != moment {
            timer.as_mut().reset(moment);
        }
        timer.as_mut().poll(cx)
    }
}

impl AsyncRead for End {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        loop {
            match ready!(self.look(cx, to)) {
                Ok(done) => return Poll::Ready(done),
                Err(moment) => ready!(self.poll_timer(cx, moment)),
            }
        }
    }
}

impl crate::network::Stream for End {}

impl AsyncWrite for End {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let mut state = self.wire.state();
        let now = Instant::now();
        if state.has_heard_the_end(self.side, now) {
            return Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()));
        }
        let pipe = &mut state.half(self.side).pipe;
        if pipe.is_open() && pipe.is_full() {
            state.wait(cx);
            return Poll::Pending;
        }
        let written = pipe.write(now, bytes);
        state.settle();
        Poll::Ready(written)
    }

    fn poll_flush(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut state = self.wire.state();
        state.half(self.side).pipe.close(Instant::now());
        state.wake();
        Poll::Ready(Ok(()))
    }
}

impl Drop for End {
    fn drop(&mut self) {
        self.wire.leave(self.side);
    }
}
