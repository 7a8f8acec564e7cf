//! Where every grapheme stands, row by row, from the glyphs and their directions: caret, highlight and pointer are
//! right in left-to-right, right-to-left and mixed lines alike.

use super::place::{Caret, Side};
use iced::{Point, Rectangle, Size};
use std::ops::Range;

/// How wide a selected line break is shown, in logical pixels.
const BREAK: f32 = 5.0;

/// One grapheme as it stands in a row.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cell {
    /// Its bytes.
    pub(crate) bytes: Range<usize>,
    /// Its edges, in logical pixels from the left edge of the text.
    pub(crate) left: f32,
    /// See `left`.
    pub(crate) right: f32,
    /// Whether it is read from right to left.
    pub(crate) rtl: bool,
}

impl Cell {
    /// The caret at its left or right edge.
    fn edge(&self, right: bool) -> Caret {
        if right == self.rtl { Caret::before(self.bytes.start) } else { Caret::behind(self.bytes.end) }
    }
}

/// One row on the screen.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// Its bytes, with the white space that vanishes where a line wraps.
    pub(crate) bytes: Range<usize>,
    /// The end of what is seen.
    pub(crate) shown: usize,
    /// Whether its paragraph is read from right to left.
    pub(crate) rtl: bool,
    /// Whether the paragraph goes on in the next row.
    pub(crate) wraps: bool,
    /// From left to right.
    pub(crate) cells: Vec<Cell>,
}

impl Row {
    fn start(&self) -> Caret {
        Caret::before(self.bytes.start)
    }

    fn end(&self) -> Caret {
        if self.shown > self.bytes.start { Caret::behind(self.shown) } else { self.start() }
    }

    /// The gap between two cells in which a caret stands, counted from the left.
    fn gap(&self, caret: Caret) -> usize {
        let (at, side) =
            if caret.at >= self.shown { (self.shown, Side::Before) } else { (caret.at, caret.side) };
        let starting = self.cells.iter().position(|cell| cell.bytes.start == at);
        let ending = self.cells.iter().position(|cell| cell.bytes.end == at);
        let behind = ending.map(|cell| cell + usize::from(!self.cells[cell].rtl));
        let before = starting.map(|cell| cell + usize::from(self.cells[cell].rtl));
        let found = if side == Side::Before { behind.or(before) } else { before.or(behind) };
        found.unwrap_or(if self.rtl { self.cells.len() } else { 0 })
    }

    fn x(&self, gap: usize, caret: Caret, width: f32) -> f32 {
        let left = gap.checked_sub(1).and_then(|cell| self.cells.get(cell));
        let right = self.cells.get(gap);
        // of the two cells at a gap the one that the caret holds to: they may not touch
        let holds = |cell: &&Cell| cell.bytes.end == caret.at || cell.bytes.start == caret.at;
        let left_edge = left.filter(holds).map(|cell| cell.right);
        left_edge.or(right.map(|cell| cell.left)).or(left.map(|cell| cell.right)).unwrap_or(if self.rtl {
            width
        } else {
            0.0
        })
    }

    /// The caret nearest to `x`. Beside the row it is the logical end or start: what is typed there goes on.
    fn hit(&self, x: f32) -> Caret {
        let (Some(first), Some(last)) = (self.cells.first(), self.cells.last()) else { return self.start() };
        if x < first.left {
            return if self.rtl { self.end() } else { self.start() };
        }
        if x > last.right {
            return if self.rtl { self.start() } else { self.end() };
        }
        let cell = self.cells.iter().find(|cell| x < cell.right).unwrap_or(last);
        cell.edge(x - cell.left >= cell.right - x)
    }
}

/// The text as it stands on the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    /// From top to bottom, at least one once text has been set.
    pub(crate) rows: Vec<Row>,
    /// The height of each, in logical pixels.
    pub(crate) height: f32,
    /// The width within which they are aligned, in logical pixels.
    pub(crate) width: f32,
    /// Whether the text as a whole is read from right to left, as its first paragraph is.
    pub(crate) rtl: bool,
}

impl Rows {
    /// How much room they take within their width.
    pub(crate) fn size(&self) -> Size {
        Size::new(self.width, self.height * self.rows.len().max(1) as f32)
    }

    /// The left and the right end of all that is drawn: where directions change within a word, rows may be wider than
    /// the width at which they should have wrapped (cosmic-text 0.15).
    pub(crate) fn reach(&self) -> (f32, f32) {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.fold((0.0, self.width), |(left, right), cell| (cell.left.min(left), cell.right.max(right)))
    }

    /// The row in which a caret stands, by its number.
    pub(crate) fn row(&self, caret: Caret) -> usize {
        let row = self.rows.partition_point(|row| row.bytes.start <= caret.at).saturating_sub(1);
        let holds_above = caret.side == Side::Before
            && row > 0
            && self.rows[row].bytes.start == caret.at
            && self.rows[row - 1].wraps;
        if holds_above { row - 1 } else { row }
    }

    /// The rectangle of a caret of no width.
    pub(crate) fn caret(&self, caret: Caret) -> Rectangle {
        let number = self.row(caret);
        let x = self.rows.get(number).map_or(0.0, |row| row.x(row.gap(caret), caret, self.width));
        Rectangle { x, y: number as f32 * self.height, width: 0.0, height: self.height }
    }

    /// The caret nearest to a point.
    pub(crate) fn hit(&self, point: Point) -> Caret {
        let last = self.rows.len().saturating_sub(1);
        let number = if self.height > 0.0 { (point.y / self.height).max(0.0) as usize } else { 0 };
        self.rows.get(number.min(last)).map_or(Caret::behind(0), |row| row.hit(point.x))
    }

    /// The caret one place to the left or to the right. At the edge of a row it goes to the next one or to the one
    /// before, as the whole text is read: so a walk meets every place once, in a text of both directions too.
    pub(crate) fn beside(&self, caret: Caret, right: bool) -> Caret {
        let number = self.row(caret);
        let Some(row) = self.rows.get(number) else { return caret };
        let gap = row.gap(caret);
        let crossed = if right { Some(gap) } else { gap.checked_sub(1) };
        let Some(cell) = crossed.and_then(|cell| row.cells.get(cell)) else {
            return self.over_edge(number, right).unwrap_or(caret);
        };
        let reached = cell.edge(right);
        // the end of a row that wraps between two letters is the start of the next
        let at_end = row.wraps && reached == Caret::behind(row.bytes.end);
        if at_end && right != row.rtl { Caret::before(reached.at) } else { reached }
    }

    fn over_edge(&self, number: usize, right: bool) -> Option<Caret> {
        let down = right != self.rtl;
        let reached = if down { number + 1 } else { number.checked_sub(1)? };
        let row = self.rows.get(reached)?;
        let cell = if right { row.cells.first() } else { row.cells.last() };
        let entered = cell.map_or(row.start(), |cell| cell.edge(!right));
        // coming back over a wrap between two letters crosses the letter at once
        let same_place = !down && row.wraps && entered == Caret::behind(row.bytes.end) && row.rtl == self.rtl;
        Some(if same_place { self.beside(entered, right) } else { entered })
    }

    /// The caret `rows` further down, nearest to `x`.
    pub(crate) fn below(&self, caret: Caret, rows: isize, x: f32) -> Caret {
        let reached = self.row(caret).checked_add_signed(rows);
        reached.and_then(|row| self.rows.get(row)).map_or(caret, |row| row.hit(x))
    }

    /// The start or the end of the row of a caret.
    pub(crate) fn row_edge(&self, caret: Caret, end: bool) -> Caret {
        let Some(row) = self.rows.get(self.row(caret)) else { return caret };
        if end { row.end() } else { row.start() }
    }

    /// The rectangles of what is selected, those that touch as one.
    pub(crate) fn rectangles(&self, selected: &Range<usize>) -> Vec<Rectangle> {
        let mut out: Vec<Rectangle> = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            if row.bytes.end < selected.start || row.bytes.start >= selected.end {
                continue;
            }
            let inside = |cell: &&Cell| selected.start <= cell.bytes.start && cell.bytes.end <= selected.end;
            let cells = row.cells.iter().filter(inside).map(|cell| (cell.left, cell.right));
            let line_break = self.selected_break(row, selected);
            let (first, last) = if row.rtl { (line_break, None) } else { (None, line_break) };
            for (left, right) in first.into_iter().chain(cells).chain(last) {
                let y = number as f32 * self.height;
                match out.last_mut() {
                    Some(last) if last.y == y && (last.x + last.width - left).abs() < 0.5 => {
                        last.width = right - last.x;
                    }
                    _ => out.push(Rectangle { x: left, y, width: right - left, height: self.height }),
                }
            }
        }
        out
    }

    fn selected_break(&self, row: &Row, selected: &Range<usize>) -> Option<(f32, f32)> {
        let is_last = self.rows.last().is_some_and(|last| last.bytes.start == row.bytes.start);
        if row.wraps || is_last || !selected.contains(&row.bytes.end) {
            return None;
        }
        let edge =
            if row.rtl { row.cells.first().map(|c| c.left) } else { row.cells.last().map(|c| c.right) };
        let edge = edge.unwrap_or(if row.rtl { self.width } else { 0.0 });
        Some(if row.rtl { (edge - BREAK, edge) } else { (edge, edge + BREAK) })
    }
}
