//! Makes any element reachable with Tab, shows a ring while it has the focus, and activates it with Enter or
//! Space: the buttons of iced cannot be focused.

use crate::theme::{colours, space};
use iced::advanced::widget::{Id, Operation, Tree, operation, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::keyboard::{self, key::Named};
use iced::{Color, Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector, border};

/// An element that can have the focus.
pub(crate) struct Focusable<'a, Message> {
    content: Element<'a, Message>,
    id: Option<Id>,
    on_activate: Option<Message>,
    on_menu: Option<Message>,
}

/// Wraps `content`; without a message it is passed over by Tab.
pub(crate) fn focusable<'a, Message>(
    content: impl Into<Element<'a, Message>>,
    on_activate: Option<Message>,
) -> Focusable<'a, Message> {
    Focusable { content: content.into(), id: None, on_activate, on_menu: None }
}

impl<Message> Focusable<'_, Message> {
    /// The name by which it can be focused.
    pub(crate) fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// What the menu key, Shift+F10 and the right button of the mouse do.
    pub(crate) fn on_menu(mut self, message: Message) -> Self {
        self.on_menu = Some(message);
        self
    }
}

#[derive(Default)]
struct State {
    focused: bool,
}

impl operation::Focusable for State {
    fn is_focused(&self) -> bool {
        self.focused
    }

    fn focus(&mut self) {
        self.focused = true;
    }

    fn unfocus(&mut self) {
        self.focused = false;
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Focusable<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        self.content.as_widget_mut().layout(&mut tree.children[0], renderer, limits)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let Tree { state, children, .. } = tree;
        let state = state.downcast_mut::<State>();
        if self.on_activate.is_some() {
            operation.focusable(self.id.as_ref(), layout.bounds(), state);
        } else {
            state.focused = false;
        }
        operation.traverse(&mut |operation| {
            self.content.as_widget_mut().operate(&mut children[0], layout, renderer, operation);
        });
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        let content = self.content.as_widget_mut();
        content.update(&mut tree.children[0], event, layout, cursor, renderer, clipboard, shell, viewport);
        let state = tree.state.downcast_mut::<State>();
        if let Some(message) = &self.on_menu
            && asks_for_menu(event, state.focused, cursor.is_over(layout.bounds()))
        {
            shell.publish(message.clone());
            shell.capture_event();
        }
        if !state.focused {
            return;
        }
        match (event, &self.on_activate) {
            (
                Event::Keyboard(keyboard::Event::KeyPressed {
                    key: keyboard::Key::Named(Named::Enter | Named::Space),
                    ..
                }),
                Some(message),
            ) => {
                shell.publish(message.clone());
                shell.capture_event();
            }
            (Event::Mouse(mouse::Event::ButtonPressed(_)), _) => {
                state.focused = false;
                shell.request_redraw();
            }
            _ => {}
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.content.as_widget().draw(&tree.children[0], renderer, theme, style, layout, cursor, viewport);
        if tree.state.downcast_ref::<State>().focused {
            draw_ring(renderer, theme, layout.bounds());
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.content.as_widget().mouse_interaction(&tree.children[0], layout, cursor, viewport, renderer)
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        self.content.as_widget_mut().overlay(&mut tree.children[0], layout, renderer, viewport, translation)
    }
}

impl<'a, Message: Clone + 'a> From<Focusable<'a, Message>> for Element<'a, Message> {
    fn from(widget: Focusable<'a, Message>) -> Self {
        Self::new(widget)
    }
}

fn asks_for_menu(event: &Event, focused: bool, pointed: bool) -> bool {
    match event {
        Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Right)) => pointed,
        Event::Keyboard(keyboard::Event::KeyPressed {
            key: keyboard::Key::Named(key), modifiers, ..
        }) => focused && (*key == Named::ContextMenu || (*key == Named::F10 && modifiers.shift())),
        _ => false,
    }
}

/// A light line within a dark one, so that the ring is seen on the accent colour too.
pub(super) fn draw_ring(renderer: &mut Renderer, theme: &Theme, bounds: Rectangle) {
    use iced::advanced::Renderer as _;
    let c = colours(theme);
    for (inset, colour) in [(0.0, c.text), (2.0, c.canvas)] {
        let bounds = bounds.shrink(inset);
        let border =
            border::rounded(space::ROUND - inset).width(if inset > 0.0 { 1 } else { 2 }).color(colour);
        renderer
            .fill_quad(renderer::Quad { bounds, border, ..renderer::Quad::default() }, Color::TRANSPARENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use iced::widget::{column, text};
    use iced_test::runtime::{UserInterface, user_interface::Cache};
    use iced_test::simulator::tap_key;

    /// What is published when `key` is pressed while `focus` has the focus.
    fn pressed(focus: Option<&'static str>, key: Named) -> Vec<u8> {
        let view: Element<'_, u8> = column![
            focusable(text("one"), Some(1)).id("one"),
            focusable(text("two"), Some(2)).id("two"),
            focusable(text("off"), None).id("off"),
        ]
        .into();
        let mut renderer = Renderer::new(crate::fonts::TEXT, 16.into());
        let mut ui = UserInterface::build(view, Size::new(200.0, 200.0), Cache::new(), &mut renderer);
        if let Some(focus) = focus {
            ui.operate(&renderer, &mut operation::focusable::focus::<()>(focus.into()));
        }
        let (events, mut messages): (Vec<_>, _) = (tap_key(key, None).collect(), Vec::new());
        let (cursor, clipboard) = (mouse::Cursor::Unavailable, &mut iced::advanced::clipboard::Null);
        let _ = ui.update(&events, cursor, &mut renderer, clipboard, &mut messages);
        messages
    }

    #[test]
    fn only_the_focused_element_answers_to_enter_and_space() {
        assert_eq!(pressed(None, Named::Enter), [0_u8; 0]);
        assert_eq!(pressed(Some("one"), Named::Enter), [1]);
        assert_eq!(pressed(Some("two"), Named::Space), [2]);
        assert_eq!(pressed(Some("two"), Named::Escape), [0_u8; 0]);
    }

    #[test]
    fn a_disabled_element_never_has_the_focus() {
        assert_eq!(pressed(Some("off"), Named::Enter), [0_u8; 0]);
    }
}
