//! Foreign words in a sentence from right to left, which iced does not break off at the end of a line.
//!
//! cosmic-text 0.15 begins a new line only before a word that something of its own direction stands before: a word that is the
//! first one of its direction sticks out, and with it the whole text stands too far to the right. So something stands before
//! it that has a width and is not seen.
//!
//! Nothing helps before the digits of Arabic, which have a direction of their own: they may stick out by their few pixels.

use super::language::is_right_to_left;

/// Begins from right to left: what does not fit goes into the next line before it.
const TURN: char = '\u{200f}';
/// Begins from left to right.
const BACK: char = '\u{200e}';
/// The narrowest space there is.
const HAIR: char = '\u{200a}';
/// What Fluent puts before an argument.
const ISOLATE: char = '\u{2068}';

/// The sentence, so that it can be broken before each of its foreign words.
pub(super) fn breakable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut ours, mut before) = (false, None);
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        let isolates = letter == ISOLATE;
        let first = if isolates { rest.peek().copied() } else { Some(letter) };
        // digits run from left to right too; outside of an isolate a mark would turn what stands around them
        let foreign = first.is_some_and(|first| {
            !is_right_to_left(first) && (first.is_alphabetic() || isolates && first.is_numeric())
        });
        if before == Some(' ') && foreign && (ours || isolates) {
            out.push(TURN);
            out.extend(isolates.then_some(letter));
            out.extend([BACK, HAIR]);
            out.extend((!isolates).then_some(letter));
        } else {
            out.push(letter);
        }
        if letter.is_alphabetic() {
            ours = is_right_to_left(letter);
        }
        before = (!isolates || !foreign).then_some(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced_test::core::text::{Alignment, LineHeight, Paragraph as _, Shaping, Text, Wrapping};
    use iced_test::core::{Size, alignment};
    use iced_test::renderer::graphics::text::Paragraph;

    const SENTENCE: &str = "هر آنچه از Sotto بیرون می‌رود از راه Tor Browser می‌رود، و \u{2068}Ada\u{2069} با Ctrl+Shift+Delete از همه جا تا \u{2068}۶۰\u{2069} ثانیه.";

    /// How far the text sticks out of this room, both in logical pixels.
    fn beyond(content: &str, room: u16) -> f32 {
        let paragraph = Paragraph::with_text(Text {
            content,
            bounds: Size::new(room.into(), f32::INFINITY),
            size: 14.0.into(),
            line_height: LineHeight::default(),
            font: crate::fonts::TEXT,
            align_x: Alignment::Default,
            align_y: alignment::Vertical::Top,
            shaping: Shaping::Advanced,
            wrapping: Wrapping::Word,
        });
        paragraph.min_bounds().width - f32::from(room)
    }

    #[test]
    fn a_sentence_with_foreign_words_keeps_to_its_room_however_much_there_is() {
        crate::fonts::install();
        let rooms = 140..600;
        assert!(
            rooms.clone().any(|room| beyond(SENTENCE, room) > 20.0),
            "iced has learnt it: remove this file"
        );
        let sentence = breakable(SENTENCE);
        // a space at the end of a line is counted
        let out: Vec<_> =
            rooms.map(|room| (room, beyond(&sentence, room))).filter(|(_, out)| *out > 5.0).collect();
        assert_eq!(out, []);
    }

    #[test]
    fn nothing_is_seen_of_it_and_a_sentence_without_foreign_words_is_as_it_was() {
        let visible = |text: &str| text.replace([TURN, BACK, HAIR], "");
        assert_eq!(visible(&breakable(SENTENCE)), SENTENCE);
        assert_eq!(breakable("پیام‌ها، ۶۰ ثانیه"), "پیام‌ها، ۶۰ ثانیه");
        assert_eq!(breakable("Tor"), "Tor");
        assert_eq!(breakable("از Tor Browser"), "از \u{200f}\u{200e}\u{200a}Tor Browser");
    }
}
