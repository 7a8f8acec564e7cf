//! The screens. Each is a state, a `Message`, an `Event`; `update` gives back what is to be done and what the
//! parent has to know, `view` draws and decides nothing.

pub(crate) mod chats;
pub(crate) mod help;
pub(crate) mod strength;
pub(crate) mod unlock;
pub(crate) mod welcome;
pub(crate) mod wipe;

use crate::engine::Engine;
use crate::model::Model;
use crate::theme::{space, style};
use crate::widget::pieces::scrolled;
use iced::widget::container;
use iced::{Element, Fill};

/// What a screen may use while it updates.
pub(crate) struct Context<'a> {
    /// Asks the engine.
    pub(crate) engine: &'a Engine,
    /// What the window knows.
    pub(crate) model: &'a Model,
}

/// One column in the middle of the window, as wide as a line of text should be.
pub(crate) fn centred<'a, Message: 'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    let column = container(content).max_width(space::COLUMN).padding(space::XXL);
    container(scrolled(container(column).center_x(Fill)))
        .center_y(Fill)
        .width(Fill)
        .style(style::canvas)
        .into()
}
