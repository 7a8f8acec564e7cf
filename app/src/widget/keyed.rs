//! Keys that mean something within a part of a screen, wherever in it the focus is.

use super::wrapped::{Otherwise, wrapped};
use iced::advanced::Shell;
use iced::keyboard::{self, Key, Modifiers};
use iced::{Element, Event};

/// A key that is pressed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Press<'a> {
    /// The key.
    pub(crate) key: &'a Key,
    /// The Latin letter at its place, whatever the layout.
    pub(crate) letter: Option<char>,
    /// What is held with it.
    pub(crate) modifiers: Modifiers,
}

/// When a key is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Before the content sees it, which does not if it means something.
    First,
    /// After the content had a use for it, because something in it has the focus.
    Taken,
}

/// `content`, and what keys mean in it.
pub(crate) fn keyed<'a, Message: 'a>(
    content: impl Into<Element<'a, Message>>,
    when: When,
    meaning: impl Fn(Press<'_>) -> Option<Message> + 'a,
) -> Element<'a, Message> {
    wrapped(content.into(), Keyed { when, meaning: Box::new(meaning) })
}

struct Keyed<'a, Message> {
    when: When,
    meaning: Box<dyn Fn(Press<'_>) -> Option<Message> + 'a>,
}

impl<Message> Keyed<'_, Message> {
    fn meaning(&self, event: &Event) -> Option<Message> {
        match event {
            Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, physical_key, .. }) => {
                let letter = key.to_latin(*physical_key);
                (self.meaning)(Press { key, letter, modifiers: *modifiers })
            }
            _ => None,
        }
    }
}

impl<Message> Otherwise<Message> for Keyed<'_, Message> {
    fn takes(&self, event: &Event, shell: &mut Shell<'_, Message>) -> bool {
        let message = if self.when == When::First { self.meaning(event) } else { None };
        let Some(message) = message else { return false };
        shell.publish(message);
        shell.capture_event();
        true
    }

    fn taken(&self, event: &Event, shell: &mut Shell<'_, Message>) {
        if self.when == When::Taken
            && let Some(message) = self.meaning(event)
        {
            shell.publish(message);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widget::focusable;
    use iced::advanced::mouse;
    use iced::keyboard::key::Named;
    use iced::widget::text;
    use iced::{Renderer, Size};
    use iced_test::core::Settings;
    use iced_test::core::widget::operation::focusable::focus;
    use iced_test::runtime::{UserInterface, user_interface::Cache};
    use iced_test::simulator::{Simulator, tap_key};

    const WITHIN: &str = "within";

    fn view(when: When) -> Element<'static, u8> {
        let within = focusable(text("x"), Some(1)).id(WITHIN);
        keyed(within, when, |press| (*press.key == Key::Named(Named::Enter)).then_some(2))
    }

    fn pressed(when: When, focused: bool) -> Vec<u8> {
        let mut renderer = Renderer::new(crate::fonts::TEXT, 16.into());
        let mut ui = UserInterface::build(view(when), Size::new(200.0, 200.0), Cache::new(), &mut renderer);
        if focused {
            ui.operate(&renderer, &mut focus::<()>(WITHIN.into()));
        }
        let (events, mut messages): (Vec<_>, _) = (tap_key(Named::Enter, None).collect(), Vec::new());
        let (cursor, clipboard) = (mouse::Cursor::Unavailable, &mut iced::advanced::clipboard::Null);
        let _ = ui.update(&events, cursor, &mut renderer, clipboard, &mut messages);
        messages
    }

    #[test]
    fn a_key_means_what_the_part_says_before_what_is_in_it_has_a_use_for_it() {
        assert_eq!(pressed(When::First, true), [2]);
        assert_eq!(pressed(When::First, false), [2]);
    }

    #[test]
    fn a_key_that_is_left_to_the_content_means_something_only_if_it_had_a_use_for_it() {
        assert_eq!(pressed(When::Taken, true), [1, 2]);
        assert_eq!(pressed(When::Taken, false), [0_u8; 0]);
    }

    #[test]
    fn other_keys_are_the_contents_own() {
        let mut ui = Simulator::with_size(Settings::default(), (200.0, 200.0), view(When::First));
        let _ = ui.tap_key(Named::Space);
        assert_eq!(ui.into_messages().count(), 0);
    }
}
