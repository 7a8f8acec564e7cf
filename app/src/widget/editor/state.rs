//! The text of a field, how it is laid out, and the part of it that is seen.

use super::place::{self, Caret};
use super::rows::Rows;
use super::typeset::{Look, Typeset};
use super::written::Written;
use crate::display;
use iced::advanced::graphics::text::cosmic_text::Buffer;
use iced::{Point, Rectangle, Size, Vector};
use std::ops::Range;
use std::sync::Weak;

/// The longest text of an input method that is drawn before it is chosen, in bytes.
const PREEDIT_MAX: usize = 1024;
/// The width of the caret, in logical pixels.
const CARET: f32 = 1.5;

/// The words of an input method that are not yet chosen.
pub(super) struct Preedit {
    text: String,
    /// Where its own caret is; none is shown otherwise.
    caret: Option<usize>,
}

impl Preedit {
    /// Nothing if there are no words, or more than a person would choose from.
    pub(super) fn new(words: &str, caret: Option<usize>) -> Option<Self> {
        let text = if words.len() > PREEDIT_MAX { String::new() } else { display::clean(words) };
        let caret = caret.map(|at| place::snapped(&text, at));
        (!text.is_empty()).then_some(Self { text, caret })
    }
}

/// See the module.
pub(super) struct State {
    /// The text.
    pub(super) written: Written,
    /// The text as glyphs.
    pub(super) set: Typeset,
    /// How it is set.
    pub(super) look: Look,
    /// The part that is seen.
    pub(super) view: Size,
    /// What of it is out of sight above and on the left.
    pub(super) scroll: Vector,
    /// The column that the caret keeps while it goes up and down.
    pub(super) column: Option<f32>,
    /// Whether the caret has to come into view.
    pub(super) follows: bool,
    /// The words of an input method.
    pub(super) preedit: Option<Preedit>,
}

/// Everything that is drawn of a field, from the corner of its visible text.
pub(super) struct Picture {
    /// The letters, as far as they are seen from top to bottom.
    pub(super) text: Weak<Buffer>,
    /// Where their left edge is.
    pub(super) left: f32,
    /// What is highlighted.
    pub(super) selected: Vec<Rectangle>,
    /// The words of an input method.
    pub(super) underlined: Vec<Rectangle>,
    /// The caret.
    pub(super) caret: Rectangle,
}

impl State {
    /// Nothing has been laid out yet.
    pub(super) fn new(written: Written, look: Look) -> Self {
        Self {
            written,
            set: Typeset::default(),
            look,
            view: Size::INFINITE,
            scroll: Vector::ZERO,
            column: None,
            follows: false,
            preedit: None,
        }
    }

    /// The rows of what is shown.
    pub(super) fn rows(&mut self) -> &Rows {
        let Some(preedit) = &self.preedit else { return self.set.rows(self.written.text(), self.look) };
        let at = self.written.caret().at;
        let (head, tail) = self.written.text().split_at_checked(at).unwrap_or_default();
        let shown = [head, &preedit.text, tail].concat();
        // what joins to more than is safe to draw is not drawn until it is chosen
        if display::clean(&shown).len() == shown.len() {
            return self.set.rows(&shown, self.look);
        }
        self.preedit = None;
        self.set.rows(self.written.text(), self.look)
    }

    /// The words of an input method, as bytes of what is shown.
    fn composed(&self) -> Option<Range<usize>> {
        let start = self.written.caret().at;
        self.preedit.as_ref().map(|preedit| start..start + preedit.text.len())
    }

    /// The rectangle of the caret in the whole text, within its width.
    fn caret(&mut self) -> Rectangle {
        let caret = self.written.caret();
        let within = self.preedit.as_ref().map(|preedit| preedit.caret.unwrap_or(preedit.text.len()));
        let caret = within.map_or(caret, |within| Caret::behind(caret.at + within));
        let rows = self.rows();
        let at = rows.caret(caret);
        let (left, right) = rows.reach();
        Rectangle { x: at.x.clamp_to(left, right - CARET), width: CARET, ..at }
    }

    /// Brings the caret into view if it moved, and keeps the view within the text.
    pub(super) fn settle(&mut self) {
        let size = self.rows().size();
        if std::mem::take(&mut self.follows) {
            let caret = self.caret();
            self.scroll.y = self.scroll.y.clamp_to(caret.y + caret.height - self.view.height, caret.y);
            self.scroll.x = self.scroll.x.clamp_to(caret.x + caret.width - self.view.width, caret.x);
        }
        self.scroll.y = self.scroll.y.clamp_to(0.0, (size.height - self.view.height).max(0.0));
        let (left, right) = self.rows().reach();
        self.scroll.x = self.scroll.x.clamp_to(left, (right - self.view.width).max(left));
    }

    /// All that is drawn.
    pub(super) fn picture(&mut self) -> Picture {
        self.settle();
        let (offset, view, caret) = (self.scroll, self.view, self.caret());
        let selected = self.written.selection().filter(|_| self.preedit.is_none());
        let composed = self.composed();
        let seen = Rectangle::new(Point::ORIGIN, view);
        let place = |rectangles: Vec<Rectangle>| -> Vec<Rectangle> {
            rectangles.into_iter().filter_map(|part| (part - offset).intersection(&seen)).collect()
        };
        let rows = self.rows();
        let selected = selected.map(|selected| place(rows.rectangles(&selected))).unwrap_or_default();
        let underlined = composed.map(|composed| place(rows.rectangles(&composed))).unwrap_or_default();
        let caret = caret - offset;
        let text = self.set.view(offset.y, view.height);
        Picture { text, left: -offset.x, selected, underlined, caret }
    }
}

/// Between two bounds of which the upper one counts if they are the wrong way round.
trait ClampTo {
    fn clamp_to(self, low: f32, high: f32) -> f32;
}

impl ClampTo for f32 {
    fn clamp_to(self, low: f32, high: f32) -> f32 {
        self.max(low).min(high)
    }
}
