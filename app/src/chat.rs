//! `sotto chat`: the whole messenger as lines of text, for terminals and screen readers (`docs/access.md`).
//!
//! ```text
//!  serving ──end of input | /quit | signal | output stuck──▶ closing ──engine ended──▶ done
//! ```
//! Every line stands alone and is said once: no cursor is moved, nothing is written over, nothing is told by colour.

mod command;
mod desk;
mod paper;

use crate::engine::{Ask, SHUTDOWN_MAX};
use crate::headless::interrupted;
use crate::headless::lines::{CHUNK, Line, Lines};
use crate::terminal::{self, Terminal};
use crate::words::Words;
use desk::{Desk, Then};
use paper::Paper;
use sotto_engine::Engine;
use sotto_engine::api::{Event, Request};
use std::process::ExitCode;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite};
use tokio::sync::mpsc;
use tokio::time::timeout;
use zeroize::Zeroizing;

/// Serves a person on standard input and output until either ends.
///
/// Fails if the engine did not end in order or nobody read the output.
pub(crate) fn run(engine: Engine, words: &'static Words) -> ExitCode {
    let Engine { handle, events, thread } = engine;
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
        return ExitCode::FAILURE;
    };
    let ended = runtime.block_on(async {
        let paper = Paper::new(tokio::io::stdout(), terminal::columns);
        let desk = Desk::new(handle.clone(), paper, Terminal::of_input(), words);
        serve(desk, handle, events, tokio::io::stdin(), interrupted()).await
    });
    // a thread of the runtime may still wait for input that never comes
    runtime.shutdown_background();
    if ended && thread.join().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// What serving waits for.
enum Happened {
    Event(Option<Event>),
    Read(usize),
    Interrupted,
}

/// Serves until it is over, and ends the engine; whether that and everything before was in order.
async fn serve<A: Ask, W: AsyncWrite + Unpin>(
    mut desk: Desk<A, W>,
    engine: impl Ask,
    mut events: mpsc::Receiver<Event>,
    mut input: impl AsyncRead + Unpin,
    interrupted: impl Future<Output = ()>,
) -> bool {
    let mut chunk = Zeroizing::new(vec![0; CHUNK]);
    let mut lines = Lines::new();
    let mut interrupted = std::pin::pin!(interrupted);
    desk.begin().await;
    while desk.paper.is_read() {
        if take_lines(&mut desk, &mut lines).await == Then::Leave {
            break;
        }
        let happened = tokio::select! {
            // what was typed before goes first: an answer stands next to its line
            biased;
            () = &mut interrupted => Happened::Interrupted,
            event = events.recv() => Happened::Event(event),
            read = input.read(&mut chunk) => Happened::Read(read.unwrap_or(0)),
        };
        match happened {
            Happened::Event(Some(event)) => desk.hear(event).await,
            Happened::Read(0) => {
                // a last line without its end is a line all the same
                lines.feed(b"\n");
                take_lines(&mut desk, &mut lines).await;
                break;
            }
            Happened::Read(count) => lines.feed(chunk.get(..count).unwrap_or_default()),
            Happened::Event(None) | Happened::Interrupted => break,
        }
    }
    desk.say("chat-bye").await;
    let ended = timeout(SHUTDOWN_MAX, engine.ask(Request::Shutdown)).await.is_ok();
    if !ended {
        desk.say("chat-stuck").await;
    }
    ended && desk.paper.is_read()
}

async fn take_lines<A: Ask, W: AsyncWrite + Unpin>(desk: &mut Desk<A, W>, lines: &mut Lines) -> Then {
    while let Some(line) = lines.next() {
        match line {
            Line::Whole(line) => {
                if desk.take(&line).await == Then::Leave {
                    return Then::Leave;
                }
            }
            Line::TooLong => desk.say("chat-too-long").await,
        }
    }
    Then::Stay
}

#[cfg(test)]
mod tests;
