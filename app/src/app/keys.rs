//! The keys that mean the same on every screen, and the focus.

use super::attendance::Focus;
use iced::event::{self, Event, Status};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Subscription, window};

/// What a key means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shortcut {
    /// Ctrl+N.
    AddContact,
    /// Ctrl+comma.
    Settings,
    /// Ctrl+L.
    OwnAddress,
    /// Ctrl+I.
    Verify,
    /// Ctrl+Tab, Alt+Down.
    Next,
    /// Ctrl+Shift+Tab, Alt+Up.
    Previous,
    /// Escape.
    Back,
    /// Page Up.
    PageUp,
    /// Page Down.
    PageDown,
    /// Tab.
    FocusNext,
    /// Shift+Tab.
    FocusPrevious,
    /// Ctrl+Q.
    Quit,
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

fn heard(event: Event, status: Status, _: window::Id) -> Option<Shortcut> {
    let Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, physical_key, .. }) = event else {
        return None;
    };
    let letter = key.to_latin(physical_key);
    meaning(&key, letter, modifiers, status == Status::Ignored)
}

fn meaning(key: &Key, letter: Option<char>, modifiers: Modifiers, ignored: bool) -> Option<Shortcut> {
    let (command, shift) = (modifiers.command(), modifiers.shift());
    match key {
        Key::Named(Named::Tab) if command && shift => Some(Shortcut::Previous),
        Key::Named(Named::Tab) if command => Some(Shortcut::Next),
        Key::Named(Named::Tab) if ignored && shift => Some(Shortcut::FocusPrevious),
        Key::Named(Named::Tab) if ignored => Some(Shortcut::FocusNext),
        Key::Named(Named::Escape) => Some(Shortcut::Back),
        Key::Named(Named::ArrowDown) if modifiers.alt() => Some(Shortcut::Next),
        Key::Named(Named::ArrowUp) if modifiers.alt() => Some(Shortcut::Previous),
        Key::Named(Named::PageUp) if ignored => Some(Shortcut::PageUp),
        Key::Named(Named::PageDown) if ignored => Some(Shortcut::PageDown),
        Key::Character(typed) if command && typed.as_str() == "," => Some(Shortcut::Settings),
        Key::Character(_) if command && !shift && !modifiers.alt() => match letter {
            Some('n') => Some(Shortcut::AddContact),
            Some('l') => Some(Shortcut::OwnAddress),
            Some('i') => Some(Shortcut::Verify),
            Some('q') => Some(Shortcut::Quit),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_the_settings_say() {
        let letter = |c: &str| Key::Character(c.into());
        let ctrl = Modifiers::CTRL;
        assert_eq!(meaning(&letter("n"), Some('n'), ctrl, false), Some(Shortcut::AddContact));
        assert_eq!(
            meaning(&letter("т"), Some('n'), ctrl, false),
            Some(Shortcut::AddContact),
            "Russian layout"
        );
        assert_eq!(meaning(&letter("i"), Some('i'), ctrl, true), Some(Shortcut::Verify));
        assert_eq!(meaning(&letter(","), None, ctrl, false), Some(Shortcut::Settings));
        assert_eq!(meaning(&letter("n"), Some('n'), Modifiers::empty(), true), None);
        let tab = Key::Named(Named::Tab);
        assert_eq!(meaning(&tab, None, ctrl | Modifiers::SHIFT, false), Some(Shortcut::Previous));
        assert_eq!(meaning(&tab, None, Modifiers::empty(), true), Some(Shortcut::FocusNext));
        assert_eq!(meaning(&tab, None, Modifiers::empty(), false), None, "taken by a widget");
    }
}
