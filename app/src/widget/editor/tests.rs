//! Fields as somebody writes in them, in both directions of reading.

mod hostile;
mod keys;
mod places;
mod writing;

use super::action::{Action, Extend, Motion};
use super::content::Content;
use super::place::Caret;
use super::typeset::Look;
use super::*;
use crate::fonts;
use iced::advanced::widget::operation;
use iced::advanced::{Clipboard, clipboard, mouse};
use iced::keyboard::key::{Code, Named, Physical};
use iced::keyboard::{self, Key, Location, Modifiers};
use iced::{Element, Event, Point, Rectangle, Renderer, Size, window};
use iced_test::runtime::{UserInterface, user_interface::Cache};
use std::cell::RefCell;
use std::time::{Duration, Instant};

/// Persian, with a ligature of two letters, then Latin.
const MIXED: &str = "سلام abc";
/// The width of every text here, in logical pixels.
const WIDTH: f32 = 300.0;
/// The most bytes of every text here.
const LIMIT: usize = 16_000;

/// Several lines that have been laid out.
fn lines(text: &str) -> Content {
    laid(Content::lines(LIMIT).with(text), WIDTH)
}

fn laid(content: Content, width: f32) -> Content {
    fonts::install();
    content.lay_out(Look { font: fonts::TEXT, width, ..Look::default() }, |size| size);
    content
}

#[expect(clippy::disallowed_methods, reason = "frames have a time, and what is slow is measured")]
fn now() -> Instant {
    Instant::now()
}

fn caret_x(content: &Content) -> f32 {
    let (rows, caret) = content.look();
    rows.caret(caret).x
}

fn step(content: &Content, motion: Motion) -> Outcome {
    content.perform(Action::Move(motion, Extend::No))
}

fn type_in(content: &Content, words: &str) {
    for letter in words.chars() {
        let _ = content.perform(Action::Type(letter.to_string()));
    }
}

/// What a field said.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Edited,
    Sent,
    Page(f32),
    TooLong,
}

/// A clipboard, and what is selected elsewhere.
#[derive(Default)]
struct Board {
    standard: RefCell<Option<String>>,
    primary: Option<String>,
    primary_written: bool,
}

impl Clipboard for Board {
    fn read(&self, kind: clipboard::Kind) -> Option<String> {
        match kind {
            clipboard::Kind::Standard => self.standard.borrow().clone(),
            clipboard::Kind::Primary => self.primary.clone(),
        }
    }

    fn write(&mut self, kind: clipboard::Kind, text: String) {
        match kind {
            clipboard::Kind::Standard => *self.standard.borrow_mut() = Some(text),
            clipboard::Kind::Primary => self.primary_written = true,
        }
    }
}

/// The composer as the conversation has it, in a window of its own.
fn field(content: &Content) -> Element<'_, Said> {
    editor(content, Said::Edited)
        .id("field")
        .placeholder("Write here")
        .size(16)
        .heights(24.0, 100.0)
        .on_submit(Said::Sent)
        .on_page(Said::Page)
        .on_too_long(Said::TooLong)
        .into()
}

/// Lets `events` happen to the field while it has the focus; what it says, and whether anything was left to the window.
fn happen(content: &Content, board: &mut Board, at: Option<Point>, events: &[Event]) -> (Vec<Said>, bool) {
    fonts::install();
    let mut renderer = Renderer::new(fonts::TEXT, 16.into());
    let mut ui = UserInterface::build(field(content), Size::new(320.0, 200.0), Cache::new(), &mut renderer);
    ui.operate(&renderer, &mut operation::focusable::focus::<()>("field".into()));
    let cursor = at.map_or(mouse::Cursor::Unavailable, mouse::Cursor::Available);
    let mut said = Vec::new();
    let (_, statuses) = ui.update(events, cursor, &mut renderer, board, &mut said);
    (said, statuses.contains(&iced::event::Status::Ignored))
}

fn pressed(key: Key, physical: Code, modifiers: Modifiers, text: Option<&str>) -> Event {
    Event::Keyboard(keyboard::Event::KeyPressed {
        modified_key: key.clone(),
        key,
        physical_key: Physical::Code(physical),
        location: Location::Standard,
        modifiers,
        text: text.map(Into::into),
        repeat: false,
    })
}

fn named(key: Named, modifiers: Modifiers) -> Event {
    pressed(Key::Named(key), Code::F24, modifiers, None)
}
