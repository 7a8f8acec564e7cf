//! The text as glyphs: only the paragraphs that changed are shaped anew.

use super::rows::Rows;
use iced::advanced::graphics::text::cosmic_text::{
    AttrsList, Buffer, BufferLine, LineEnding, Metrics, Scroll, Shaping, Wrap,
};
use iced::advanced::graphics::text::{self, FontSystem, font_system};
use iced::{Font, Size};
use std::sync::{Arc, PoisonError, Weak};

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    /// In what.
    pub(crate) font: Font,
    /// The size of type, in logical pixels.
    pub(crate) size: f32,
    /// The height of a row, in logical pixels.
    pub(crate) row: f32,
    /// The width at which rows wrap and by which they are aligned, in logical pixels.
    pub(crate) width: f32,
    /// Whether they wrap.
    pub(crate) wraps: bool,
    /// Whether a paragraph without letters is read from right to left.
    pub(crate) rtl: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { font: crate::fonts::TEXT, size: 16.0, row: 20.8, width: 400.0, wraps: true, rtl: false }
    }
}

/// See the module.
pub(crate) struct Typeset {
    buffer: Arc<Buffer>,
    look: Look,
    /// Fonts that are loaded later change every line.
    fonts: Option<text::Version>,
    /// Nothing while the text or its look has changed.
    rows: Option<Rows>,
}

impl Default for Typeset {
    fn default() -> Self {
        let buffer = Arc::new(Buffer::new_empty(Metrics::new(16.0, 20.8)));
        Self { buffer, look: Look::default(), fonts: None, rows: None }
    }
}

impl Typeset {
    /// Says that the text has changed.
    pub(crate) fn forget(&mut self) {
        self.rows = None;
    }

    /// The rows of `text`, which is what it was if nothing was forgotten.
    pub(crate) fn rows(&mut self, text: &str, look: Look) -> &Rows {
        let mut system = font_system().write().unwrap_or_else(PoisonError::into_inner);
        let fonts = Some(system.version());
        if self.look != look || self.fonts != fonts {
            self.rows = None;
        }
        if self.rows.is_none() {
            let anew = self.look.font != look.font || self.fonts != fonts;
            (self.look, self.fonts) = (look, fonts);
            let buffer = Arc::make_mut(&mut self.buffer);
            if anew {
                buffer.lines.clear();
            }
            set_lines(buffer, text, look.font);
        }
        self.rows.get_or_insert_with(|| laid_out(Arc::make_mut(&mut self.buffer), look, &mut system))
    }

    /// What is drawn, from `top` logical pixels below the first row on, `height` high.
    pub(crate) fn view(&mut self, top: f32, height: f32) -> Weak<Buffer> {
        let scroll = self.scroll(top);
        let (width, _) = self.buffer.size();
        if self.buffer.scroll() != scroll || self.buffer.size().1 != Some(height) {
            let mut system = font_system().write().unwrap_or_else(PoisonError::into_inner);
            let buffer = Arc::make_mut(&mut self.buffer);
            buffer.set_size(system.raw(), width, Some(height));
            // other lines were looked at while the size was set, and all are laid out
            relaid(buffer, &mut system);
            buffer.set_scroll(scroll);
        }
        Arc::downgrade(&self.buffer)
    }

    fn scroll(&self, top: f32) -> Scroll {
        let mut rest = top.max(0.0);
        for (number, line) in self.buffer.lines.iter().enumerate() {
            let height = line.layout_opt().map_or(0, Vec::len) as f32 * self.look.row;
            if rest < height {
                return Scroll::new(number, rest, 0.0);
            }
            rest -= height;
        }
        Scroll::default()
    }
}

/// Puts in the lines that differ from those that are there.
fn set_lines(buffer: &mut Buffer, text: &str, font: Font) {
    let attributes = AttrsList::new(&text::to_attributes(font));
    let lines: Vec<&str> = text.split('\n').collect();
    let same = |(old, new): &(&BufferLine, &&str)| old.text() == **new;
    let head = buffer.lines.iter().zip(&lines).take_while(same).count();
    let rest = buffer.lines.iter().skip(head).rev().zip(lines.iter().skip(head).rev());
    let tail = rest.take_while(same).count();
    let line = |text: &&str| BufferLine::new(*text, LineEnding::Lf, attributes.clone(), Shaping::Advanced);
    let new: Vec<BufferLine> = lines[head..lines.len() - tail].iter().map(line).collect();
    let old = head..buffer.lines.len() - tail;
    buffer.lines.splice(old, new);
}

/// Lays out what is not yet; a text that does not wrap is aligned by its own width once it is wider than the field.
fn laid_out(buffer: &mut Buffer, look: Look, system: &mut FontSystem) -> Rows {
    let metrics = Metrics::new(look.size, look.row);
    buffer.set_scroll(Scroll::default());
    buffer.set_wrap(system.raw(), if look.wraps { Wrap::WordOrGlyph } else { Wrap::None });
    buffer.set_metrics_and_size(system.raw(), metrics, Some(look.width), buffer.size().1);
    let widest = relaid(buffer, system);
    let width = if look.wraps { look.width } else { look.width.max(widest) };
    buffer.set_metrics_and_size(system.raw(), metrics, Some(width), buffer.size().1);
    relaid(buffer, system);
    buffer.set_scroll(Scroll::default());
    Rows::new(buffer, width, look.rtl)
}

/// The width of the widest row, all of them laid out.
fn relaid(buffer: &mut Buffer, system: &mut FontSystem) -> f32 {
    let mut widest = 0.0_f32;
    for number in 0..buffer.lines.len() {
        let rows = buffer.line_layout(system.raw(), number).unwrap_or_default();
        widest = rows.iter().map(|row| row.w).fold(widest, f32::max);
    }
    widest
}

/// The room for a text within a field of this size and padding.
pub(crate) fn room(bounds: Size, padding: iced::Padding) -> Size {
    Size::new((bounds.width - padding.x()).max(0.0), (bounds.height - padding.y()).max(0.0))
}
