//! The only path from a peer's text to glyphs: what it returns cannot reorder, hide or overprint anything.
//!
//! Left alone: letters of every script, emoji sequences, the joiners that Persian and Indic spelling needs.
//! Shown as [`MARK`]: control characters, bidirectional controls, invisible characters, private use, tags.
//! Cut: combining marks beyond [`MARKS_MAX`] on one base, line breaks beyond [`BREAKS_MAX`] in a row.

use sotto_engine::api::Contact;

/// What stands for a character that is not shown.
pub(crate) const MARK: char = '\u{fffd}';
/// Combining marks on one base; the most that a living spelling needs.
pub(crate) const MARKS_MAX: usize = 3;
/// Line breaks in a row; more only push other messages out of sight.
pub(crate) const BREAKS_MAX: usize = 3;
/// Characters of the one line in the contact list.
pub(crate) const PREVIEW_MAX: usize = 80;

/// `text`, safe to draw. Idempotent; never longer than twice the input, in characters.
pub(crate) fn clean(text: &str) -> String {
    let mut out = Cleaned::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '\r' && rest.peek() == Some(&'\n') {
            continue;
        }
        out.push(c, rest.peek().copied());
    }
    out.text
}

/// The first [`PREVIEW_MAX`] characters as one safe line.
pub(crate) fn line(text: &str) -> String {
    let mut line: String =
        clean(text).chars().map(|c| if c == '\n' { ' ' } else { c }).take(PREVIEW_MAX).collect();
    if text.chars().nth(PREVIEW_MAX).is_some() {
        line.push('…');
    }
    line
}

/// What a contact is called in the window: the given name, or the head of the address.
pub(crate) fn name(contact: &Contact) -> String {
    let name = line(contact.name.trim());
    if name.is_empty() { short(&contact.address) } else { name }
}

/// The head of an address: enough to tell two unnamed contacts apart, never enough to trust.
pub(crate) fn short(address: &str) -> String {
    let mut head: String = clean(address).chars().take(10).collect();
    head.push('…');
    head
}

/// An address in groups of four characters, seven groups a line, for comparing by eye or ear.
pub(crate) fn grouped(address: &str) -> String {
    let bare = clean(address.strip_suffix(".onion").unwrap_or(address));
    let mut out = String::with_capacity(bare.len() + bare.len() / 4);
    for (i, c) in bare.chars().enumerate() {
        match i {
            0 => {}
            _ if i % 28 == 0 => out.push('\n'),
            _ if i % 4 == 0 => out.push(' '),
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The text that is already safe, and what has to be known of its end.
struct Cleaned {
    text: String,
    last: Option<char>,
    marks: usize,
    breaks: usize,
}

impl Cleaned {
    fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), last: None, marks: 0, breaks: 0 }
    }

    fn push(&mut self, c: char, next: Option<char>) {
        match c {
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.line_break(),
            '\t' => self.keep(' '),
            _ if is_combining(c) => self.combine(c),
            _ if is_variation(c) => self.vary(c),
            '\u{200c}' | '\u{200d}' if self.joins(c, next) => self.keep(c),
            _ if is_hidden(c) => self.keep(MARK),
            _ => self.keep(c),
        }
    }

    fn keep(&mut self, c: char) {
        self.text.push(c);
        self.last = Some(c);
        self.marks = 0;
        self.breaks = 0;
    }

    fn line_break(&mut self) {
        if self.breaks < BREAKS_MAX {
            let breaks = self.breaks + 1;
            self.keep('\n');
            self.breaks = breaks;
        }
    }

    fn combine(&mut self, c: char) {
        let marks = self.marks + 1;
        let floats = matches!(self.last, None | Some('\n'));
        if floats {
            self.keep(MARK);
        } else if marks <= MARKS_MAX {
            self.keep(c);
            self.marks = marks;
        }
    }

    /// A variation selector is invisible: it stays only where it chooses between two forms of a sign.
    fn vary(&mut self, c: char) {
        if self.last.is_some_and(|last| is_pictograph(last) || matches!(last, '0'..='9' | '#' | '*')) {
            self.keep(c);
        }
    }

    /// Whether a joiner stands where spelling or an emoji needs it.
    fn joins(&self, c: char, next: Option<char>) -> bool {
        let (Some(last), Some(next)) = (self.last, next) else { return false };
        let spelling = is_joined_script(last) && is_joined_script(next);
        let sequence = c == '\u{200d}' && (is_pictograph(last) || last == '\u{fe0f}') && is_pictograph(next);
        spelling || sequence
    }
}

fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffc}'
            | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{e0000}'..='\u{10ffff}')
        || (c as u32) & 0xfffe == 0xfffe
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

/// Marks that are drawn over their base (general category Mn of the scripts that stack).
fn is_combining(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{34e}' | '\u{350}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5bd}'
        | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}' | '\u{6e7}'
        | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{711}' | '\u{730}'..='\u{74a}' | '\u{7eb}'..='\u{7f3}'
        | '\u{816}'..='\u{82d}' | '\u{859}'..='\u{85b}' | '\u{898}'..='\u{89f}' | '\u{8ca}'..='\u{902}'
        | '\u{93c}' | '\u{951}'..='\u{957}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
        | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}' | '\u{f18}' | '\u{f19}'
        | '\u{f71}'..='\u{f84}' | '\u{f86}' | '\u{f87}' | '\u{f8d}'..='\u{fbc}' | '\u{135d}'..='\u{135f}'
        | '\u{1ab0}'..='\u{1ace}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20f0}'
        | '\u{2cef}'..='\u{2cf1}' | '\u{2de0}'..='\u{2dff}' | '\u{302a}'..='\u{302d}' | '\u{3099}' | '\u{309a}'
        | '\u{a66f}'..='\u{a67d}' | '\u{a69e}' | '\u{a69f}' | '\u{a6f0}' | '\u{a6f1}' | '\u{a8e0}'..='\u{a8f1}'
        | '\u{fe20}'..='\u{fe2f}')
}

/// Signs that take part in emoji sequences.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}'
        | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}'
        | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

/// Letters of the scripts whose spelling uses joiners: Arabic and Persian, Syriac, Indic, Khmer.
fn is_joined_script(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{65f}' | '\u{66e}'..='\u{6d3}' | '\u{6d5}' | '\u{6ee}'..='\u{6ef}' | '\u{6fa}'..='\u{6ff}'
        | '\u{710}'..='\u{72f}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8c9}' | '\u{900}'..='\u{dff}'
        | '\u{1780}'..='\u{17b3}' | '\u{17b6}'..='\u{17d3}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_that_turns_the_reading_order_is_marked() {
        assert_eq!(clean("safe\u{202e}gpj.exe"), "safe\u{fffd}gpj.exe");
        assert_eq!(clean("\u{2066}a\u{2069}\u{200f}b\u{61c}"), "\u{fffd}a\u{fffd}\u{fffd}b\u{fffd}");
    }

    #[test]
    fn controls_and_invisible_characters_are_marked() {
        assert_eq!(clean("a\0b\u{1b}[31mc\u{9b}d"), "a\u{fffd}b\u{fffd}[31mc\u{fffd}d");
        assert_eq!(clean("pay\u{200b}pal\u{feff}\u{ad}"), "pay\u{fffd}pal\u{fffd}\u{fffd}");
        assert_eq!(clean("\u{e0041}\u{e000}\u{3164}"), "\u{fffd}\u{fffd}\u{fffd}");
    }

    #[test]
    fn persian_spelling_and_emoji_sequences_stay_whole() {
        for text in [
            "می\u{200c}خواهم",
            "👩\u{200d}👩\u{200d}👧",
            "❤\u{fe0f}\u{200d}🔥",
            "क्\u{200d}ष",
            "1\u{fe0f}\u{20e3}",
            "سَلَّامٌ",
        ] {
            assert_eq!(clean(text), text, "{text}");
        }
        assert_eq!(clean("pay\u{200c}pal"), "pay\u{fffd}pal", "a joiner between Latin letters hides");
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = format!("Z{}", "\u{301}".repeat(400));
        assert_eq!(clean(&tower), format!("Z{}", "\u{301}".repeat(MARKS_MAX)));
        assert_eq!(clean("\u{301}x"), "\u{fffd}x", "a mark without a base would sit on the line above");
    }

    #[test]
    fn a_wall_of_blank_lines_is_cut_and_line_ends_are_one() {
        assert_eq!(clean(&format!("a{}b", "\n".repeat(900))), "a\n\n\nb");
        assert_eq!(clean("a\r\nb\rc\u{2028}d"), "a\nb\nc\nd");
    }

    #[test]
    fn markup_is_only_text() {
        let text = "<img src=http://evil/> **bold** [a](http://b)";
        assert_eq!(clean(text), text);
    }

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(line("one\ntwo"), "one two");
        assert_eq!(line(&"x".repeat(500)).chars().count(), PREVIEW_MAX + 1);
    }

    #[test]
    fn an_address_is_grouped_without_its_ending() {
        assert_eq!(grouped("abcdefghij.onion"), "abcd efgh ij");
    }

    proptest! {
        #[test]
        fn cleaning_twice_is_cleaning_once(text in hostile()) {
            let once = clean(&text);
            prop_assert_eq!(clean(&once), once.clone());
        }

        #[test]
        fn nothing_that_reorders_or_hides_survives(text in hostile()) {
            for c in clean(&text).chars() {
                prop_assert!(c == '\n' || !c.is_control());
                let turns = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{200e}' | '\u{200f}');
                let hides = matches!(c, '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}');
                prop_assert!(!turns && !hides);
            }
        }
    }

    /// Any text, and texts made of what attackers are fond of.
    fn hostile() -> impl Strategy<Value = String> {
        let fond = prop::sample::select(
            "a1#م\u{93e}❤👩\u{200c}\u{200d}\u{fe0f}\u{301}\u{64b}\u{202e}\u{2067}\u{200b}\0\r\n\t\u{2028}\u{e0041}\u{34f}\u{fffd} "
                .chars()
                .collect::<Vec<_>>(),
        );
        prop_oneof![
            any::<String>(),
            prop::collection::vec(fond, 0..40).prop_map(|chars| chars.into_iter().collect()),
        ]
    }
}
