//! The program under Xvfb, from its start to a conversation, with the time that each step takes.

use anyhow::Result;
use serde_json::{Value, json};
use sotto_tests::desktop::{Desk, LOCAL_PATIENCE};
use sotto_tests::peer::Launch;
use sotto_tests::wait::now;
use std::collections::BTreeSet;
use std::fmt;
use std::time::{Duration, Instant};

/// A picture that has not changed for so long is done; a caret changes it every half second.
const DONE: Duration = Duration::from_millis(400);
/// Colours of a screen on which there is text.
const COLOURS: usize = 16;
/// Screens that are walked back.
const PAGES: u32 = 60;

/// Seconds of the two steps of a start, each until its last pixel is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start {
    /// From the start of the process to the field for the passphrase.
    window: f64,
    /// From Enter to the list of conversations.
    list: f64,
}

/// A window on an open profile.
pub(super) struct Opened {
    desk: Desk,
}

impl Opened {
    /// Starts the program and unlocks the profile, which stays offline: nothing leaves before Connect is pressed.
    pub(super) fn start(launch: &Launch, passphrase: &str) -> Result<(Start, Self)> {
        let mut desk = Desk::start(launch)?;
        let drawn = |desk: &Desk| Ok(colours(desk)?.len() > COLOURS);
        desk.await_that(LOCAL_PATIENCE, "a window with text", drawn)?;
        let window = seconds(desk.started(), settle(&desk)?);
        desk.focus()?;
        desk.type_text(passphrase)?;
        let list = step(&desk, &["Return"])?;
        Ok((Start { window, list }, Self { desk }))
    }

    /// Opens the first conversation; the composer has the focus.
    pub(super) fn converse(&mut self) -> Result<()> {
        step(&self.desk, &["ctrl+Tab"]).map(|_| ())
    }

    /// Takes the focus from the window, as when another one is used.
    pub(super) fn unfocus(&mut self) -> Result<()> {
        self.desk.unfocus()?;
        settle(&self.desk).map(|_| ())
    }

    /// Reads some thousand lines back.
    pub(super) fn walk_back(&mut self) -> Result<()> {
        for _ in 0..PAGES {
            self.desk.key("Prior")?;
        }
        settle(&self.desk).map(|_| ())
    }

    pub(super) fn process(&self) -> u32 {
        self.desk.process()
    }

    pub(super) fn close(mut self) -> Result<()> {
        self.desk.focus()?;
        self.desk.close()
    }
}

/// Presses a key; the seconds until the last pixel of what it does is drawn.
fn step(desk: &Desk, keys: &[&str]) -> Result<f64> {
    settle(desk)?;
    let before = everything(desk)?;
    let pressed = now();
    keys.iter().try_for_each(|key| desk.key(key))?;
    desk.await_that(LOCAL_PATIENCE, "the next screen", |desk| Ok(differs(&before, &everything(desk)?)))?;
    Ok(seconds(pressed, settle(desk)?))
}

/// More than a caret.
fn differs(before: &[u8], after: &[u8]) -> bool {
    let pixels = before.chunks_exact(3).zip(after.chunks_exact(3));
    pixels.filter(|(before, after)| before != after).count() > 1_000
}

fn settle(desk: &Desk) -> Result<Instant> {
    desk.settle(desk.screen().size().1, DONE)
}

fn everything(desk: &Desk) -> Result<Vec<u8>> {
    desk.screen().pixels((0, 0), desk.screen().size())
}

fn colours(desk: &Desk) -> Result<BTreeSet<[u8; 3]>> {
    Ok(everything(desk)?.chunks_exact(3).filter_map(|pixel| pixel.try_into().ok()).collect())
}

fn seconds(from: Instant, to: Instant) -> f64 {
    ((to.duration_since(from)).as_secs_f64() * 1000.0).round() / 1000.0
}

impl Start {
    /// Both together.
    pub(super) fn total(&self) -> f64 {
        ((self.window + self.list) * 1000.0).round() / 1000.0
    }

    pub(super) fn to_json(self) -> Value {
        let Self { window, list } = self;
        json!({"window_s": window, "list_s": list})
    }
}

impl fmt::Display for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { window, list } = self;
        write!(f, "start: {window} s to the window, {list} s from the passphrase to the list")
    }
}
