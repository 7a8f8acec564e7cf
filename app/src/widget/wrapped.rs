//! An element that does one thing otherwise than what it wraps, and is in everything else what it wraps.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::{Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector};

/// What is done otherwise. Whatever is not said here is left to the content.
pub(crate) trait Otherwise<Message> {
    /// Whether nothing but what the window itself does reaches the content.
    fn is_covered(&self) -> bool {
        false
    }

    /// The content's layout, as it is to be.
    fn placed(&self, node: layout::Node) -> layout::Node {
        node
    }

    /// Before the content hears of `event`; if this is true, it does not.
    fn takes(&self, _event: &Event, _shell: &mut Shell<'_, Message>) -> bool {
        false
    }

    /// After the content was the first to have a use for `event`.
    fn taken(&self, _event: &Event, _shell: &mut Shell<'_, Message>) {}
}

/// `content`, otherwise.
pub(crate) fn wrapped<'a, Message: 'a>(
    content: Element<'a, Message>,
    otherwise: impl Otherwise<Message> + 'a,
) -> Element<'a, Message> {
    Element::new(Wrapped { content, otherwise })
}

/// Has the state of its content and none of its own, so that wrapping changes no tree of states.
struct Wrapped<'a, Message, O> {
    content: Element<'a, Message>,
    otherwise: O,
}

impl<Message, O: Otherwise<Message>> Widget<Message, Theme, Renderer> for Wrapped<'_, Message, O> {
    fn tag(&self) -> tree::Tag {
        self.content.as_widget().tag()
    }

    fn state(&self) -> tree::State {
        self.content.as_widget().state()
    }

    fn children(&self) -> Vec<Tree> {
        self.content.as_widget().children()
    }

    fn diff(&self, tree: &mut Tree) {
        self.content.as_widget().diff(tree);
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let node = self.content.as_widget_mut().layout(tree, renderer, limits);
        self.otherwise.placed(node)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if !self.otherwise.is_covered() {
            self.content.as_widget_mut().operate(tree, layout, renderer, operation);
        }
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
        // a window that is drawn anew, grows or goes concerns everything in it
        let is_kept_out = self.otherwise.is_covered() && !matches!(event, Event::Window(_));
        if is_kept_out || self.otherwise.takes(event, shell) {
            return;
        }
        let before = shell.is_event_captured();
        let content = self.content.as_widget_mut();
        content.update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        if !before && shell.is_event_captured() {
            self.otherwise.taken(event, shell);
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
        self.content.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        if self.otherwise.is_covered() {
            return mouse::Interaction::default();
        }
        self.content.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        if self.otherwise.is_covered() {
            return None;
        }
        self.content.as_widget_mut().overlay(tree, layout, renderer, viewport, translation)
    }
}
