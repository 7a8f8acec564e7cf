//! What has the focus is pressed with a key.

use super::*;
use iced::Renderer;
use iced_test::core::widget::operation::focusable;
use iced_test::core::{clipboard, mouse};
use iced_test::runtime::UserInterface;
use iced_test::runtime::user_interface::Cache;
use iced_test::simulator::tap_key;

/// Gives the focus to `at` and taps `key`; what cannot have the focus does nothing.
pub(super) fn activate(desk: &mut Desk, at: &'static str, key: Named) {
    let mut renderer = Renderer::new(fonts::TEXT, 16.into());
    let mut ui = UserInterface::build(desk.app.view(), desk.size, Cache::new(), &mut renderer);
    ui.operate(&renderer, &mut focusable::focus::<()>(at.into()));
    let (events, mut messages): (Vec<_>, _) = (tap_key(key, None).collect(), Vec::new());
    let cursor = mouse::Cursor::Unavailable;
    let _ = ui.update(&events, cursor, &mut renderer, &mut clipboard::Null, &mut messages);
    drop(ui);
    messages.into_iter().for_each(|message| desk.tell(message));
}
