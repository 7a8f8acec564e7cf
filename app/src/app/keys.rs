//! The keys that mean the same on every screen, in one table, and the events of the window that matter.

use super::attendance::Focus;
use crate::words::Words;
use iced::event::{self, Event, Status};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Size, Subscription, window};

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shortcut {
    /// Help.
    Help,
    /// The form for a new contact.
    AddContact,
    /// Everything that can be chosen.
    Settings,
    /// The own address and invites.
    OwnAddress,
    /// Check that the contact is who they say.
    Verify,
    /// Look for contacts and messages.
    Search,
    /// What is on the clipboard is a contact's link.
    Paste,
    /// The next entry of the list.
    Next,
    /// The one before.
    Previous,
    /// Leave what is in front.
    Back,
    /// Older messages.
    PageUp,
    /// Newer messages.
    PageDown,
    /// The next thing that can be used.
    FocusNext,
    /// The one before.
    FocusPrevious,
    /// Everything larger.
    Larger,
    /// Everything smaller.
    Smaller,
    /// The usual size.
    UsualSize,
    /// Lock the vault.
    Lock,
    /// Ask whether the profile is to be destroyed.
    Wipe,
    /// End the program.
    Quit,
}

/// The key without what is held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stroke {
    /// A letter by its place on a keyboard, whatever the layout writes there.
    Letter(char),
    /// What is written, whatever has to be held for it.
    Written(char),
    /// A key with a name.
    Named(Named),
}

/// What is held with a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Held {
    Nothing,
    Shift,
    /// Ctrl; on macOS the command key.
    Command,
    CommandShift,
    Alt,
}

/// A key and what it means.
#[derive(Clone, Copy, Debug)]
struct Binding {
    held: Held,
    stroke: Stroke,
    shortcut: Shortcut,
    /// Only where no field and no button has a use for the key.
    leftover: bool,
}

const fn always(held: Held, stroke: Stroke, shortcut: Shortcut) -> Binding {
    Binding { held, stroke, shortcut, leftover: false }
}

const fn leftover(held: Held, stroke: Stroke, shortcut: Shortcut) -> Binding {
    Binding { held, stroke, shortcut, leftover: true }
}

/// Every key that means the same everywhere, in the order in which help lists them.
const TABLE: &[Binding] = &[
    always(Held::Nothing, Stroke::Named(Named::F1), Shortcut::Help),
    leftover(Held::Nothing, Stroke::Written('?'), Shortcut::Help),
    always(Held::Command, Stroke::Letter('n'), Shortcut::AddContact),
    always(Held::Command, Stroke::Letter('l'), Shortcut::OwnAddress),
    leftover(Held::Command, Stroke::Letter('v'), Shortcut::Paste),
    always(Held::Command, Stroke::Letter('k'), Shortcut::Search),
    always(Held::Command, Stroke::Letter('i'), Shortcut::Verify),
    always(Held::Command, Stroke::Written(','), Shortcut::Settings),
    always(Held::Command, Stroke::Named(Named::Tab), Shortcut::Next),
    always(Held::Alt, Stroke::Named(Named::ArrowDown), Shortcut::Next),
    always(Held::CommandShift, Stroke::Named(Named::Tab), Shortcut::Previous),
    always(Held::Alt, Stroke::Named(Named::ArrowUp), Shortcut::Previous),
    leftover(Held::Nothing, Stroke::Named(Named::PageUp), Shortcut::PageUp),
    leftover(Held::Nothing, Stroke::Named(Named::PageDown), Shortcut::PageDown),
    leftover(Held::Nothing, Stroke::Named(Named::Tab), Shortcut::FocusNext),
    leftover(Held::Shift, Stroke::Named(Named::Tab), Shortcut::FocusPrevious),
    always(Held::Command, Stroke::Written('+'), Shortcut::Larger),
    always(Held::Command, Stroke::Written('='), Shortcut::Larger),
    always(Held::Command, Stroke::Written('-'), Shortcut::Smaller),
    always(Held::Command, Stroke::Written('0'), Shortcut::UsualSize),
    always(Held::Nothing, Stroke::Named(Named::Escape), Shortcut::Back),
    always(Held::CommandShift, Stroke::Letter('l'), Shortcut::Lock),
    always(Held::CommandShift, Stroke::Named(Named::Delete), Shortcut::Wipe),
    always(Held::Command, Stroke::Letter('q'), Shortcut::Quit),
];

/// What help says of the keys: the keys as they stand on a keyboard, and what they do. Keys of the same meaning share a line.
pub(crate) fn listed(words: &Words) -> Vec<(String, String)> {
    let mut lines: Vec<(Shortcut, String)> = Vec::new();
    for binding in TABLE {
        let keys = binding.keys();
        match lines.iter_mut().find(|(shortcut, _)| *shortcut == binding.shortcut) {
            Some((_, known)) => *known = format!("{known} · {keys}"),
            None => lines.push((binding.shortcut, keys)),
        }
    }
    let all = lines.into_iter().map(|(shortcut, keys)| (keys, shortcut.says(words)));
    all.chain(of_widgets(words)).collect()
}

/// Keys that a field or a row has a use for while it has the focus.
fn of_widgets(words: &Words) -> [(String, String); 6] {
    [
        (format!("{COMMAND}F"), words.say("help-find")),
        (format!("{COMMAND}↑ · {COMMAND}↓"), words.say("help-message")),
        ("↑".to_owned(), words.say("help-edit-last")),
        ("Enter".to_owned(), words.say("help-send")),
        ("Shift+Enter".to_owned(), words.say("help-new-line")),
        ("Shift+F10".to_owned(), words.say("help-row-menu")),
    ]
}

impl Shortcut {
    /// What it does.
    fn says(self, words: &Words) -> String {
        words.say(match self {
            Self::Help => "help-help",
            Self::AddContact => "help-add-contact",
            Self::Settings => "help-settings",
            Self::OwnAddress => "help-own-address",
            Self::Verify => "help-verify",
            Self::Search => "help-search",
            Self::Paste => "help-paste",
            Self::Next => "help-next",
            Self::Previous => "help-previous",
            Self::Back => "help-back",
            Self::PageUp => "help-page-up",
            Self::PageDown => "help-page-down",
            Self::FocusNext => "help-focus-next",
            Self::FocusPrevious => "help-focus-previous",
            Self::Larger => "help-larger",
            Self::Smaller => "help-smaller",
            Self::UsualSize => "help-usual-size",
            Self::Lock => "help-lock",
            Self::Wipe => "help-wipe",
            Self::Quit => "help-quit",
        })
    }
}

impl Binding {
    fn is(&self, key: &Key, letter: Option<char>, modifiers: Modifiers) -> bool {
        let stroke = match (self.stroke, key) {
            (Stroke::Letter(wanted), Key::Character(_)) => letter == Some(wanted),
            (Stroke::Written(wanted), Key::Character(typed)) => typed.chars().eq([wanted]),
            (Stroke::Named(wanted), Key::Named(named)) => wanted == *named,
            _ => false,
        };
        // what is held to write a sign is the layout's business
        let exact = !matches!(self.stroke, Stroke::Written(_));
        stroke && self.held.is(modifiers, exact)
    }

    /// As it is said: `Ctrl+Shift+Tab`.
    fn keys(&self) -> String {
        let held = match self.held {
            Held::Nothing => "",
            Held::Shift => "Shift+",
            Held::Command => COMMAND,
            Held::CommandShift => COMMAND_SHIFT,
            Held::Alt => "Alt+",
        };
        let stroke = match self.stroke {
            Stroke::Letter(letter) => letter.to_ascii_uppercase().to_string(),
            Stroke::Written(sign) => sign.to_string(),
            Stroke::Named(Named::Escape) => "Esc".to_owned(),
            Stroke::Named(Named::ArrowDown) => "↓".to_owned(),
            Stroke::Named(Named::ArrowUp) => "↑".to_owned(),
            Stroke::Named(Named::PageUp) => "Page Up".to_owned(),
            Stroke::Named(Named::PageDown) => "Page Down".to_owned(),
            Stroke::Named(named) => format!("{named:?}"),
        };
        format!("{held}{stroke}")
    }
}

const COMMAND: &str = if cfg!(target_os = "macos") { "Cmd+" } else { "Ctrl+" };
const COMMAND_SHIFT: &str = if cfg!(target_os = "macos") { "Cmd+Shift+" } else { "Ctrl+Shift+" };

impl Held {
    fn is(self, modifiers: Modifiers, exact: bool) -> bool {
        let (command, shift, alt) = (modifiers.command(), modifiers.shift(), modifiers.alt());
        match self {
            Self::Nothing => !(command || alt || exact && shift),
            Self::Shift => !command && !alt && shift,
            Self::Command => command && !(exact && (shift || alt)),
            Self::CommandShift => command && shift && !alt,
            Self::Alt => alt && !command && !shift,
        }
    }
}

/// The shortcuts as they are pressed; nothing is sent for other keys, so nothing is drawn anew.
pub(crate) fn shortcuts() -> Subscription<Shortcut> {
    event::listen_with(heard)
}

/// The focus of the window as it comes and goes.
pub(crate) fn focus() -> Subscription<Focus> {
    event::listen_with(|event, _, _| match event {
        Event::Window(window::Event::Focused) => Some(Focus::Gained),
        Event::Window(window::Event::Unfocused) => Some(Focus::Lost),
        _ => None,
    })
}

/// The size of the window, in logical pixels as they are at the size of text that is chosen.
pub(crate) fn sizes() -> Subscription<Size> {
    event::listen_with(|event, _, _| match event {
        Event::Window(window::Event::Opened { size, .. } | window::Event::Resized(size)) => Some(size),
        _ => None,
    })
}

fn heard(event: Event, status: Status, _: window::Id) -> Option<Shortcut> {
    let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, physical_key, .. }) = event else {
        return None;
    };
    let letter = key.to_latin(physical_key);
    meaning(&key, letter, modifiers, status == Status::Ignored)
}

fn meaning(key: &Key, letter: Option<char>, modifiers: Modifiers, ignored: bool) -> Option<Shortcut> {
    let found = TABLE.iter().find(|binding| binding.is(key, letter, modifiers))?;
    (ignored || !found.leftover).then_some(found.shortcut)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{self, Language};

    /// The event of pressing what `binding` names.
    fn pressed(binding: &Binding) -> (Key, Option<char>, Modifiers) {
        let modifiers = match binding.held {
            Held::Nothing => Modifiers::empty(),
            Held::Shift => Modifiers::SHIFT,
            Held::Command => Modifiers::COMMAND,
            Held::CommandShift => Modifiers::COMMAND | Modifiers::SHIFT,
            Held::Alt => Modifiers::ALT,
        };
        match binding.stroke {
            Stroke::Letter(letter) => (Key::Character(letter.to_string().into()), Some(letter), modifiers),
            Stroke::Written(sign) => (Key::Character(sign.to_string().into()), None, modifiers),
            Stroke::Named(named) => (Key::Named(named), None, modifiers),
        }
    }

    #[test]
    fn every_key_of_the_table_means_what_help_says_and_no_two_are_the_same() {
        let listed = listed(words::of(Language::English));
        for binding in TABLE {
            let (key, letter, modifiers) = pressed(binding);
            assert_eq!(meaning(&key, letter, modifiers, true), Some(binding.shortcut), "{}", binding.keys());
            let taken = (!binding.leftover).then_some(binding.shortcut);
            assert_eq!(meaning(&key, letter, modifiers, false), taken, "{} in a field", binding.keys());
            let says = binding.shortcut.says(words::of(Language::English));
            let line = listed.iter().find(|(keys, _)| keys.split(" · ").any(|k| k == binding.keys()));
            assert_eq!(line.map(|(_, says)| says.as_str()), Some(says.as_str()), "{}", binding.keys());
        }
    }

    #[test]
    fn letters_are_known_by_their_place() {
        let letter = |c: &str| Key::Character(c.into());
        assert_eq!(
            meaning(&letter("т"), Some('n'), Modifiers::COMMAND, false),
            Some(Shortcut::AddContact),
            "Russian layout"
        );
        assert_eq!(meaning(&letter("n"), Some('n'), Modifiers::empty(), true), None);
        assert_eq!(meaning(&letter("N"), Some('n'), Modifiers::COMMAND | Modifiers::SHIFT, true), None);
        assert_eq!(meaning(&letter("?"), None, Modifiers::SHIFT, true), Some(Shortcut::Help));
        assert_eq!(meaning(&letter("?"), None, Modifiers::SHIFT, false), None, "it is being written");
        let plus = meaning(&letter("+"), None, Modifiers::COMMAND | Modifiers::SHIFT, false);
        assert_eq!(plus, Some(Shortcut::Larger));
    }
}
