//! The window's glass: what stands between the application and the pixels, with no screen behind it.

use super::*;
use iced_test::core::renderer::{Headless, Style};
use iced_test::core::widget::Operation;
use iced_test::core::widget::operation::Outcome;
use iced_test::core::{Event as Input, Pixels, clipboard, mouse, window};
use iced_test::renderer::Renderer;
use iced_test::runtime::user_interface::{Cache, UserInterface};
use std::mem;
use std::time::Instant;

/// Views of one frame at most: what a redraw asks for is done before it is drawn.
const ROUNDS: usize = 4;

/// The widgets of a window, laid out.
pub(super) type Ui<'a, M = Message> = UserInterface<'a, M, Theme, Renderer>;

/// A renderer, and what the widgets remember.
pub(super) struct Glass {
    pub(super) renderer: Renderer,
    cache: Cache,
    /// In logical pixels.
    size: Size,
    /// Pixels of the picture for one logical pixel.
    scale: f32,
    cursor: mouse::Cursor,
    operations: Vec<Box<dyn Operation>>,
    runtime: tokio::runtime::Runtime,
}

impl Glass {
    /// A window of `size` logical pixels, of which each is `scale` pixels wide and high, with the pointer outside.
    pub(super) fn new(size: Size, scale: f32) -> Self {
        let renderer = futures::executor::block_on(<Renderer as Headless>::new(
            fonts::TEXT,
            Pixels(theme::size::BODY),
            None,
        ));
        Self {
            renderer: renderer.unwrap(),
            cache: Cache::new(),
            size,
            scale,
            cursor: mouse::Cursor::Unavailable,
            operations: Vec::new(),
            runtime: tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap(),
        }
    }

    /// The same with the pointer at `place`.
    pub(super) fn pointing_at(self, place: iced::Point) -> Self {
        Self { cursor: mouse::Cursor::Available(place), ..self }
    }

    /// Does all that has to be done before a frame is drawn.
    pub(super) fn prepare(&mut self, desk: &mut Desk, inputs: &[Input]) {
        let (mut inputs, mut messages) = (inputs.to_vec(), Vec::new());
        for _ in 0..ROUNDS {
            inputs.push(Input::Window(window::Event::RedrawRequested(now())));
            let cursor = self.cursor;
            let mut ui = UserInterface::build(
                desk.app.view(),
                self.size,
                mem::take(&mut self.cache),
                &mut self.renderer,
            );
            for operation in self.operations.drain(..) {
                operate(&mut ui, &self.renderer, operation);
            }
            for input in inputs.drain(..) {
                ui.update(&[input], cursor, &mut self.renderer, &mut clipboard::Null, &mut messages);
            }
            self.cache = ui.into_cache();
            if messages.is_empty() {
                break;
            }
            messages.drain(..).for_each(|message| self.tell(desk, message));
        }
    }

    /// Draws what was prepared: red, green, blue and alpha of every pixel, line by line. The whole window; on a screen only
    /// what changed is drawn.
    pub(super) fn pixels(&mut self, desk: &Desk) -> Vec<u8> {
        let (theme, cursor) = (desk.app.theme(), self.cursor);
        let style = Style { text_color: theme.palette().text };
        self.look(desk, |ui, renderer| {
            // every widget learns how it stands before it is drawn: a button that was not asked looks disabled
            let redraw = [Input::Window(window::Event::RedrawRequested(now()))];
            ui.update(&redraw, cursor, renderer, &mut clipboard::Null, &mut Vec::new());
            ui.draw(renderer, &theme, &style, cursor);
        });
        self.renderer.screenshot(self.resolution(), self.scale, theme.palette().background)
    }

    /// Of the window, in logical pixels.
    pub(super) fn size(&self) -> Size {
        self.size
    }

    /// Pixels of the picture.
    pub(super) fn resolution(&self) -> Size<u32> {
        let pixels = |length: f32| (length * self.scale).round() as u32;
        Size::new(pixels(self.size.width), pixels(self.size.height))
    }

    /// Looks at the widgets as they stand now.
    pub(super) fn look<T>(&mut self, desk: &Desk, look: impl FnOnce(&mut Ui<'_>, &mut Renderer) -> T) -> T {
        let mut ui =
            UserInterface::build(desk.app.view(), self.size, mem::take(&mut self.cache), &mut self.renderer);
        let seen = look(&mut ui, &mut self.renderer);
        self.cache = ui.into_cache();
        seen
    }

    /// Takes in a message, and remembers what it wants done to the widgets.
    pub(super) fn tell(&mut self, desk: &mut Desk, message: Message) {
        let task = desk.app.update(message);
        let Some(actions) = task::into_stream(task) else { return };
        let actions: Vec<_> = self.runtime.block_on(actions.collect());
        for action in actions {
            match action {
                Action::Output(message) => self.tell(desk, message),
                Action::Widget(operation) => self.operations.push(operation),
                _ => {}
            }
        }
    }
}

fn operate(ui: &mut Ui<'_>, renderer: &Renderer, mut operation: Box<dyn Operation>) {
    loop {
        ui.operate(renderer, operation.as_mut());
        match operation.finish() {
            Outcome::Chain(next) => operation = next,
            _ => return,
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "frames are timed")]
pub(super) fn now() -> Instant {
    Instant::now()
}
