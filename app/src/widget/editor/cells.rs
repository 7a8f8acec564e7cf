//! From glyphs to cells: a ligature is cut into its letters, the glyphs of one letter are put together.

use super::rows::{Cell, Row, Rows};
use iced::advanced::graphics::text::cosmic_text::{Buffer, LayoutGlyph, LayoutLine};
use unicode_segmentation::UnicodeSegmentation;

impl Rows {
    /// The rows of a text that has been laid out; `rtl` is the direction of a paragraph without letters.
    pub(crate) fn new(buffer: &Buffer, width: f32, rtl: bool) -> Self {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in &buffer.lines {
            let text = line.text();
            let rtl = line.shape_opt().filter(|_| !text.is_empty()).map_or(rtl, |shape| shape.rtl);
            let layout = line.layout_opt().map(Vec::as_slice).unwrap_or_default();
            rows.extend(Paragraph::new(text, start, rtl).rows(layout));
            start += text.len() + 1;
        }
        let rtl = rows.iter().find(|row| !row.cells.is_empty()).map_or(rtl, |row| row.rtl);
        Self { rows, height: buffer.metrics().line_height, width, rtl }
    }
}

struct Paragraph<'a> {
    text: &'a str,
    /// Its first byte in the whole text.
    start: usize,
    rtl: bool,
    /// Where its graphemes start, and its end.
    bounds: Vec<usize>,
    /// Which of them have a cell.
    placed: Vec<bool>,
}

impl<'a> Paragraph<'a> {
    fn new(text: &'a str, start: usize, rtl: bool) -> Self {
        let mut bounds: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let placed = vec![false; bounds.len()];
        bounds.push(text.len());
        Self { text, start, rtl, bounds, placed }
    }

    fn rows(mut self, layout: &[LayoutLine]) -> Vec<Row> {
        let cells: Vec<Vec<Cell>> = layout.iter().map(|line| self.cells(line)).collect();
        let mut cells: Vec<_> = cells.into_iter().filter(|cells| !cells.is_empty()).collect();
        if cells.is_empty() {
            cells.push(Vec::new());
        }
        let mut starts: Vec<usize> = cells
            .iter()
            .map(|cells| cells.iter().map(|cell| cell.bytes.start).min().unwrap_or(self.start))
            .collect();
        starts[0] = self.start;
        let mut ends: Vec<usize> = starts.iter().skip(1).copied().collect();
        ends.push(self.start + self.text.len());
        let last = cells.len() - 1;
        let spans = starts.into_iter().zip(ends).enumerate();
        spans
            .zip(cells)
            .map(|((number, (start, end)), cells)| self.row(start, end, number < last, cells))
            .collect()
    }

    fn row(&self, start: usize, end: usize, wraps: bool, cells: Vec<Cell>) -> Row {
        let mut row = Row { bytes: start..end.max(start), shown: end, rtl: self.rtl, wraps, cells };
        let number = |at: usize| self.bounds.partition_point(|&bound| self.start + bound < at);
        let graphemes = number(start)..number(end).min(self.placed.len());
        let missing: Vec<usize> = graphemes.filter(|&number| !self.placed[number]).collect();
        for &number in missing.iter().rev() {
            let space = self.text.get(self.bounds[number]..self.bounds[number + 1]);
            let at_end = self.start + self.bounds[number + 1] == row.shown;
            if at_end && space.is_some_and(|space| space.chars().all(char::is_whitespace)) {
                row.shown = self.start + self.bounds[number];
            }
        }
        for number in missing {
            let bytes = self.start + self.bounds[number]..self.start + self.bounds[number + 1];
            if bytes.start < row.shown {
                put_unseen(&mut row, bytes);
            }
        }
        row
    }

    /// The cells of one row from left to right.
    fn cells(&mut self, line: &LayoutLine) -> Vec<Cell> {
        let mut cells: Vec<(usize, Cell)> = Vec::new();
        for cluster in clusters(&line.glyphs) {
            let first = self.grapheme(cluster.bytes.start);
            let last = self.grapheme(cluster.bytes.end.saturating_sub(1)).max(first);
            let count = last - first + 1;
            let part = (cluster.right - cluster.left) / count as f32;
            for number in first..=last.min(self.placed.len().saturating_sub(1)) {
                let steps = if cluster.rtl { last - number } else { number - first };
                let left = part.mul_add(steps as f32, cluster.left);
                self.put(&mut cells, number, left, left + part, cluster.rtl);
            }
        }
        let mut cells: Vec<Cell> = cells.into_iter().map(|(_, cell)| cell).collect();
        if self.rtl {
            // such rows are laid out from the right
            cells.reverse();
        }
        cells.sort_by(|a, b| a.left.total_cmp(&b.left));
        cells
    }

    fn put(&mut self, cells: &mut Vec<(usize, Cell)>, number: usize, left: f32, right: f32, rtl: bool) {
        if let Some((_, cell)) = cells.iter_mut().rev().take(NEAR).find(|(other, _)| *other == number) {
            (cell.left, cell.right) = (cell.left.min(left), cell.right.max(right));
        } else if !std::mem::replace(&mut self.placed[number], true) {
            let bytes = self.start + self.bounds[number]..self.start + self.bounds[number + 1];
            cells.push((number, Cell { bytes, left, right, rtl }));
        }
    }

    fn grapheme(&self, at: usize) -> usize {
        self.bounds.partition_point(|&bound| bound <= at).saturating_sub(1)
    }
}

/// How many cells back the glyphs of one grapheme may lie.
const NEAR: usize = 4;

/// Glyphs that stand for the same letters.
fn clusters(glyphs: &[LayoutGlyph]) -> Vec<Cell> {
    let mut out: Vec<Cell> = Vec::new();
    for glyph in glyphs {
        let (left, right) = (glyph.x, glyph.x + glyph.w);
        match out.last_mut() {
            Some(last) if last.bytes == (glyph.start..glyph.end) => {
                (last.left, last.right) = (last.left.min(left), last.right.max(right));
            }
            _ => out.push(Cell { bytes: glyph.start..glyph.end, left, right, rtl: glyph.level.is_rtl() }),
        }
    }
    out
}

/// A grapheme without a glyph stands behind the one before it and has no width.
fn put_unseen(row: &mut Row, bytes: std::ops::Range<usize>) {
    let before = row.cells.iter().position(|cell| cell.bytes.end == bytes.start);
    let (at, x, rtl) = match before.map(|at| (at, &row.cells[at])) {
        Some((at, cell)) if cell.rtl => (at, cell.left, true),
        Some((at, cell)) => (at + 1, cell.right, false),
        None if row.rtl => (row.cells.len(), row.cells.last().map_or(0.0, |cell| cell.right), true),
        None => (0, row.cells.first().map_or(0.0, |cell| cell.left), false),
    };
    row.cells.insert(at, Cell { bytes, left: x, right: x, rtl });
}
