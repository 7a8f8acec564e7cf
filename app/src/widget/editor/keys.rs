//! What a key means in a field.

use super::action::{Action, Extend, Motion};
use iced::keyboard::{self, Key, Modifiers, key::Named, key::Physical};

/// A key press, as far as a field looks at it.
pub(super) struct Press<'a> {
    pub(super) key: &'a Key,
    pub(super) physical: Physical,
    pub(super) modifiers: Modifiers,
    pub(super) text: Option<&'a str>,
}

/// What is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Command {
    /// Of the text.
    Do(Action),
    /// The selection goes to the clipboard.
    Copy,
    /// And out of the text.
    Cut,
    /// The clipboard comes in.
    Paste,
    /// Enter.
    Submit,
    /// Enter with Shift.
    Break,
    /// Page Up is 1, Page Down is -1.
    Page(f32),
}

impl<'a> Press<'a> {
    /// Only a press of a key is one.
    pub(super) fn of(event: &'a keyboard::Event) -> Option<Self> {
        match event {
            keyboard::Event::KeyPressed { modified_key, key, physical_key, modifiers, text, .. } => {
                // with Num Lock the keys of the number pad are numbers, which only the modified key knows
                let key = if matches!((modified_key, key), (Key::Character(_), Key::Character(_))) {
                    key
                } else {
                    modified_key
                };
                let text = text.as_deref();
                Some(Self { key, physical: *physical_key, modifiers: *modifiers, text })
            }
            _ => None,
        }
    }

    /// What it means; what it does not mean here is left to the window.
    pub(super) fn command(&self) -> Option<Command> {
        let control = self.modifiers.command() && !self.modifiers.alt();
        match self.key {
            Key::Named(named) => self.named(*named).or_else(|| self.typed()),
            Key::Character(_) if control => self.shortcut(),
            _ => self.typed(),
        }
    }

    fn shortcut(&self) -> Option<Command> {
        let shift = self.modifiers.shift();
        match self.key.to_latin(self.physical)?.to_ascii_lowercase() {
            'a' => Some(Command::Do(Action::SelectAll)),
            'c' if !shift => Some(Command::Copy),
            'x' => Some(Command::Cut),
            'v' => Some(Command::Paste),
            'z' if shift => Some(Command::Do(Action::Redo)),
            'z' => Some(Command::Do(Action::Undo)),
            'y' => Some(Command::Do(Action::Redo)),
            _ => None,
        }
    }

    fn named(&self, key: Named) -> Option<Command> {
        let word = self.modifiers.jump();
        match key {
            Named::Enter if self.modifiers.shift() => Some(Command::Break),
            Named::Enter => Some(Command::Submit),
            Named::Backspace => Some(Command::Do(Action::Backspace { word })),
            Named::Delete if self.modifiers.shift() => Some(Command::Cut),
            Named::Delete => Some(Command::Do(Action::Delete { word })),
            Named::Insert if self.modifiers.shift() => Some(Command::Paste),
            Named::Insert if self.modifiers.command() => Some(Command::Copy),
            Named::PageUp => Some(Command::Page(1.0)),
            Named::PageDown => Some(Command::Page(-1.0)),
            _ => self.motion(key).map(|motion| Command::Do(Action::Move(motion, self.extend()))),
        }
    }

    fn motion(&self, key: Named) -> Option<Motion> {
        let modifiers = self.modifiers;
        if modifiers.alt() && !modifiers.jump() {
            return None;
        }
        let (word, line) = (modifiers.jump(), modifiers.macos_command());
        match key {
            Named::ArrowLeft if line => Some(Motion::Home),
            Named::ArrowRight if line => Some(Motion::End),
            Named::ArrowLeft if word => Some(Motion::WordLeft),
            Named::ArrowRight if word => Some(Motion::WordRight),
            Named::ArrowLeft => Some(Motion::Left),
            Named::ArrowRight => Some(Motion::Right),
            Named::ArrowUp if line => Some(Motion::Start),
            Named::ArrowDown if line => Some(Motion::Finish),
            Named::ArrowUp if !modifiers.alt() => Some(Motion::Up),
            Named::ArrowDown if !modifiers.alt() => Some(Motion::Down),
            Named::Home if modifiers.command() => Some(Motion::Start),
            Named::End if modifiers.command() => Some(Motion::Finish),
            Named::Home => Some(Motion::Home),
            Named::End => Some(Motion::End),
            _ => None,
        }
    }

    fn extend(&self) -> Extend {
        if self.modifiers.shift() { Extend::Yes } else { Extend::No }
    }

    /// Letters; with Ctrl and Alt together too, which is how some systems say AltGr.
    fn typed(&self) -> Option<Command> {
        let (command, alt) = (self.modifiers.command(), self.modifiers.alt());
        if command != alt && !(alt && cfg!(target_os = "macos")) || self.modifiers.logo() && !command {
            return None;
        }
        let text: String = self.text?.chars().filter(|c| !c.is_control()).collect();
        (!text.is_empty()).then_some(Command::Do(Action::Type(text)))
    }
}
