//! Text without deceit, in one pass.

use super::class::{
    is_break, is_hidden, is_joiner, is_mark, is_piling, is_variation, is_virama, joins, joins_signs,
    modifies, varies,
};
use super::{BREAKS_MAX, JOINS_MAX, LINKS_MAX, MARK, MARKS_MAX, SPELLING_MAX};

/// See [`super::clean`].
pub(super) fn clean(text: &str) -> String {
    let mut out = Cleaned { text: String::with_capacity(text.len()), ..Cleaned::default() };
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        if c != '\r' || next != Some('\n') {
            out.push(c, next);
        }
    }
    out.text
}

/// See [`super::marked`].
pub(super) fn marked(text: &str) -> String {
    let mut last = None;
    let mut rest = text.chars().peekable();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        let next = rest.peek().copied();
        let needed = matches!(c, '\n' | '\t')
            || (is_joiner(c) && joins(last, c, next))
            || (is_variation(c) && varies(last, c, next));
        let shown = if is_hidden(c) && !needed { MARK } else { c };
        out.push(shown);
        last = Some(shown);
    }
    out
}

/// The text that is already clean, and what has to be known of its end.
#[derive(Default)]
struct Cleaned {
    text: String,
    last: Option<char>,
    /// Marks on the last base that pile up, and marks of any kind.
    piling: usize,
    marks: usize,
    /// Line breaks since the last character that can be seen.
    breaks: usize,
    /// Joiners in the emoji at the end.
    joins: usize,
    /// Letters that are tied together at the end, and whether the next one will be.
    links: usize,
    linked: bool,
}

impl Cleaned {
    fn push(&mut self, c: char, next: Option<char>) {
        match c {
            _ if is_break(c) => self.line_break(),
            '\t' => self.keep(' '),
            _ if is_joiner(c) => self.join(c, next),
            _ if is_variation(c) => self.vary(c, next),
            _ if is_hidden(c) => self.keep(MARK),
            _ if is_mark(c) => self.put_on(c),
            _ => self.keep(c),
        }
    }

    /// A character that the ones after it may stand on.
    fn keep(&mut self, c: char) {
        if !c.is_whitespace() {
            self.breaks = 0;
        }
        if self.last != Some('\u{200d}') && !modifies(c) {
            self.joins = 0;
        }
        if !std::mem::take(&mut self.linked) {
            self.links = 0;
        }
        (self.piling, self.marks) = (0, 0);
        self.append(c);
    }

    fn append(&mut self, c: char) {
        self.text.push(c);
        self.last = Some(c);
    }

    fn line_break(&mut self) {
        if self.breaks < BREAKS_MAX {
            self.keep('\n');
            self.breaks += 1;
        }
    }

    /// A mark without a base would sit on what stands before the text, or on the line above.
    fn put_on(&mut self, c: char) {
        if self.last.is_none_or(char::is_whitespace) {
            self.keep(MARK);
        } else if self.has_room(c) {
            self.piling += usize::from(is_piling(c));
            self.marks += 1;
            if is_virama(c) {
                self.links += usize::from(!self.linked);
                self.linked = true;
            }
            self.append(c);
        }
    }

    fn has_room(&self, mark: char) -> bool {
        let heap = is_piling(mark) && self.piling >= MARKS_MAX;
        let chain = is_virama(mark) && !self.linked && self.links >= LINKS_MAX;
        self.marks < SPELLING_MAX && !heap && !chain
    }

    fn vary(&mut self, c: char, next: Option<char>) {
        if varies(self.last, c, next) {
            self.append(c);
        }
    }

    /// A joiner is no base: marks behind it count with those before it.
    fn join(&mut self, c: char, next: Option<char>) {
        let fits = next.is_none_or(|next| !is_mark(next) || self.has_room(next));
        let signs = self.last.zip(next).is_some_and(|(last, next)| joins_signs(last, next));
        if !joins(self.last, c, next) || !fits || (signs && self.joins >= JOINS_MAX) {
            return self.keep(MARK);
        }
        self.joins += usize::from(signs);
        self.append(c);
    }
}
