//! The real window on a screen that is only memory: Xvfb, driven with the keyboard by xdotool.
//!
//! What the window shows is read from the memory that the X server draws into, pixel by pixel.

pub mod clipboard;
mod screen;

pub use screen::{Rgb, Screen};

use crate::peer::Launch;
use crate::wait::{Deadline, now, poll_until};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long the window may take for what needs no network: Argon2id in an unoptimised build, on a loaded machine.
pub const LOCAL_PATIENCE: Duration = Duration::from_secs(60);
/// How long nothing may move until a picture counts as still.
pub const STILL: Duration = Duration::from_secs(3);
/// How long a repeated key waits for its effect.
const KEY_PATIENCE: Duration = Duration::from_secs(1);
/// How long a window may go on moving.
const MOVING_MAX: Duration = Duration::from_secs(180);

/// A part of the screen, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// Its left upper corner: column, row.
    pub at: (u32, u32),
    /// Columns and rows.
    pub size: (u32, u32),
}

/// A window that has a screen of its own. Dropping it kills the program.
#[derive(Debug)]
pub struct Desk {
    program: Child,
    window: String,
    screen: Screen,
    started: Instant,
}

impl Desk {
    /// Starts the program and waits for its window, which gets the focus.
    ///
    /// # Errors
    /// There is no X server, or no window within [`LOCAL_PATIENCE`].
    pub fn open(launch: &Launch) -> Result<Self> {
        let mut desk = Self::start(launch)?;
        desk.focus()?;
        Ok(desk)
    }

    /// Starts the program, and waits for nothing.
    ///
    /// # Errors
    /// There is no X server, or the program cannot be started.
    pub fn start(launch: &Launch) -> Result<Self> {
        let screen = Screen::start()?;
        fs::create_dir_all(&launch.profile)?;
        let mut command = Command::new(&launch.binary);
        command.env_clear().env("DISPLAY", screen.display()).env("HOME", &launch.profile);
        command.env("PATH", "/nonexistent").env("LANG", "C.UTF-8").env("TZ", "UTC");
        command.arg("--profile").arg(&launch.profile);
        if let Some(network) = &launch.tor_network {
            command.arg("--tor-network").arg(network);
        }
        let started = now();
        let program = command.spawn().context("starting the window")?;
        Ok(Self { program, window: String::new(), screen, started })
    }

    /// Waits for the window, and gives it the focus: without a window manager nobody else does.
    ///
    /// # Errors
    /// There is none within [`LOCAL_PATIENCE`].
    pub fn focus(&mut self) -> Result<()> {
        let screen = &self.screen;
        self.window = poll_until(Deadline::after(LOCAL_PATIENCE), "the window", || {
            let found = screen.xdotool().args(["search", "--onlyvisible", "--name", "^Sotto$"]).output()?;
            Ok(String::from_utf8(found.stdout)?.lines().next().map(str::to_owned))
        })?;
        self.xdotool(&["windowfocus", "--sync", &self.window])
    }

    /// Takes the focus from the window, as when another one is used.
    ///
    /// # Errors
    /// xdotool failed.
    pub fn unfocus(&self) -> Result<()> {
        let root = self.screen.xdotool().args(["search", "--maxdepth", "0", "--class", ""]).output()?;
        let root = String::from_utf8(root.stdout)?;
        self.xdotool(&["windowfocus", root.lines().next().context("the root window")?])
    }

    /// When the program was started.
    #[must_use]
    pub fn started(&self) -> Instant {
        self.started
    }

    /// The process number of the program.
    #[must_use]
    pub fn process(&self) -> u32 {
        self.program.id()
    }

    /// What it is seen on.
    #[must_use]
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// Presses a key, such as `ctrl+n`.
    ///
    /// # Errors
    /// xdotool failed.
    pub fn key(&self, key: &str) -> Result<()> {
        self.xdotool(&["key", "--clearmodifiers", key])
    }

    /// Types.
    ///
    /// # Errors
    /// xdotool failed.
    pub fn type_text(&self, text: &str) -> Result<()> {
        self.xdotool(&["type", "--delay", "15", text])
    }

    /// Types, and presses Enter.
    ///
    /// # Errors
    /// xdotool failed.
    pub fn say(&self, text: &str) -> Result<()> {
        self.type_text(text)?;
        self.key("Return")
    }

    /// Clicks, and moves the pointer out of the way.
    ///
    /// # Errors
    /// xdotool failed.
    pub fn click(&self, (x, y): (u32, u32)) -> Result<()> {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1", "mousemove", "1079", "700"])
    }

    /// Presses `key` again and again until it has done what it should.
    ///
    /// # Errors
    /// It has not within [`LOCAL_PATIENCE`].
    pub fn press_until(&self, key: &str, what: &str, done: impl Fn(&Self) -> Result<bool>) -> Result<()> {
        let deadline = Deadline::after(LOCAL_PATIENCE);
        poll_until(deadline, what, || {
            if done(self)? {
                return Ok(Some(()));
            }
            self.key(key)?;
            Ok(poll_until(Deadline::after(KEY_PATIENCE), what, || Ok(done(self)?.then_some(()))).ok())
        })
        .with_context(|| self.evidence())
    }

    /// Waits until something can be seen.
    ///
    /// # Errors
    /// It cannot within `patience`.
    pub fn await_that(
        &self,
        patience: Duration,
        what: &str,
        there: impl Fn(&Self) -> Result<bool>,
    ) -> Result<()> {
        poll_until(Deadline::after(patience), what, || Ok(there(self)?.then_some(())))
            .with_context(|| self.evidence())
    }

    /// Waits until a pixel has a colour.
    ///
    /// # Errors
    /// It has not within `patience`.
    pub fn await_colour(&self, at: (u32, u32), colour: Rgb, patience: Duration, what: &str) -> Result<()> {
        self.await_that(patience, what, |desk| Ok(desk.pixel(at)? == colour))
    }

    /// Waits until a colour is anywhere in an area.
    ///
    /// # Errors
    /// It is not within `patience`.
    pub fn await_within(&self, area: Area, colour: Rgb, patience: Duration, what: &str) -> Result<()> {
        self.await_that(patience, what, |desk| Ok(desk.count(area, colour)? > 0))
    }

    /// How many pixels of an area have a colour.
    ///
    /// # Errors
    /// The screen cannot be read.
    pub fn count(&self, area: Area, colour: Rgb) -> Result<usize> {
        let pixels = self.screen.pixels(area.at, area.size)?;
        Ok(pixels.chunks_exact(3).filter(|pixel| **pixel == colour).count())
    }

    /// The right edge of what has a colour in an area, and the middle of its height.
    ///
    /// # Errors
    /// Nothing has it.
    pub fn right_of(&self, area: Area, colour: Rgb) -> Result<(u32, u32)> {
        let pixels = self.screen.pixels(area.at, area.size)?;
        let places = (area.at.1..).flat_map(|y| (area.at.0..area.at.0 + area.size.0).map(move |x| (x, y)));
        let coloured = pixels.chunks_exact(3).zip(places).filter(|(pixel, _)| **pixel == colour);
        let found: Vec<(u32, u32)> = coloured.map(|(_, place)| place).collect();
        let right = found.iter().map(|(x, _)| *x).max().context("nothing has the colour")?;
        let (first, last) = (found.first().context("a first row")?.1, found.last().context("a last row")?.1);
        Ok((right, u32::midpoint(first, last)))
    }

    /// How many stretches of rows of an area have at least `width` pixels of a colour: surfaces that stand one above
    /// the other.
    ///
    /// # Errors
    /// The screen cannot be read.
    pub fn stacked(&self, area: Area, colour: Rgb, width: usize) -> Result<usize> {
        let pixels = self.screen.pixels(area.at, area.size)?;
        let rows = pixels.chunks_exact(area.size.0 as usize * 3);
        let wide = rows.map(|row| row.chunks_exact(3).filter(|pixel| **pixel == colour).count() >= width);
        let (stretches, _) =
            wide.fold((0, false), |(count, before), wide| (count + usize::from(wide && !before), wide));
        Ok(stretches)
    }

    /// Waits until nothing has moved in the upper `height` rows of the screen for `still`; when it last did. A caret that
    /// blinks moves twice a second.
    ///
    /// # Errors
    /// It never ends.
    pub fn settle(&self, height: u32, still: Duration) -> Result<Instant> {
        let mut last = (Vec::new(), now());
        poll_until(Deadline::after(MOVING_MAX), "a still picture", || {
            let pixels = self.screen.pixels((0, 0), (self.screen.size().0, height))?;
            if pixels != last.0 {
                last = (pixels, now());
            }
            Ok((now().duration_since(last.1) >= still).then_some(last.1))
        })
    }

    /// The colour at a place.
    ///
    /// # Errors
    /// The screen cannot be read.
    pub fn pixel(&self, at: (u32, u32)) -> Result<Rgb> {
        let pixels = self.screen.pixels(at, (1, 1))?;
        pixels.try_into().ok().context("one pixel")
    }

    /// Ends the program from the keyboard.
    ///
    /// # Errors
    /// It does not end in order within [`LOCAL_PATIENCE`].
    pub fn close(&mut self) -> Result<()> {
        self.key("ctrl+q")?;
        let program = &mut self.program;
        let ended =
            poll_until(Deadline::after(LOCAL_PATIENCE), "the window to end", || Ok(program.try_wait()?))?;
        ensure!(ended.success(), "the window did not end in order");
        Ok(())
    }

    fn xdotool(&self, words: &[&str]) -> Result<()> {
        let status = self.screen.xdotool().args(words).stdout(Stdio::null()).status()?;
        ensure!(status.success(), "xdotool failed: {}", words.first().unwrap_or(&""));
        Ok(())
    }

    /// Where to look when a wait was in vain.
    fn evidence(&self) -> String {
        let file = std::env::temp_dir().join(format!("sotto-window-{}.png", self.program.id()));
        match self.screen.picture(&file) {
            Ok(()) => format!("the window as it was: {}", file.display()),
            Err(error) => format!("no picture of the window: {error}"),
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}
