//! That nothing that is written is cut off: every text of ours stands whole within what it stands in, and that within the
//! window or within something that scrolls.
//!
//! Two things are measured, both after layout. The widgets say where their texts stand and in what. The renderer keeps what it
//! was asked to draw, which is larger than the place of a text where a word was too long or there was no room for its lines.

use super::manifest::folder;
use super::*;
use iced_test::core::renderer::Style;
use iced_test::core::text::Paragraph as _;
use iced_test::core::widget::Id;
use iced_test::core::widget::operation::{Focusable, Operation, Scrollable};
use iced_test::core::{Rectangle, Vector};
use iced_test::renderer::Renderer;
use iced_test::renderer::graphics::text::Text as Drawn;

/// What may stick out, in logical pixels: widths are rounded.
const SLACK: f32 = 1.0;
/// A window that is high enough for everything that scrolls.
const TALL: f32 = 4_000.0;

/// Texts, and what they stand in.
#[derive(Default)]
struct Places {
    /// What everything that follows stands in, from the window on.
    within: Vec<Rectangle>,
    /// What is looked into next.
    next: Option<Next>,
    /// What everything is scrolled by.
    scrolled: Vector,
    texts: Vec<Place>,
    cut: Vec<String>,
}

/// What is looked into next: something that only holds others, or something that scrolls, which is all that counts for
/// what is in it.
enum Next {
    Holds(Rectangle),
    Scrolls(Rectangle, Vector),
}

/// Where a text stands.
struct Place {
    /// As it was laid out.
    bounds: Rectangle,
    /// Where it is seen.
    seen: Rectangle,
    content: String,
}

impl Places {
    /// Everything that sticks out of one of those that it stands in.
    fn look(&mut self, bounds: Rectangle, what: &str) {
        if let Some(around) = self.within.iter().find(|around| !holds(around, &bounds)) {
            self.cut.push(format!("{what} at {bounds:?} sticks out of {around:?}"));
        }
    }
}

impl Operation for Places {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let before = (self.within.clone(), self.scrolled);
        match self.next.take() {
            Some(Next::Holds(bounds)) => self.within.push(bounds),
            Some(Next::Scrolls(bounds, by)) => {
                self.within = vec![bounds];
                self.scrolled -= by;
            }
            None => {}
        }
        operate(self);
        (self.within, self.scrolled) = before;
        self.next = None;
    }

    fn container(&mut self, _id: Option<&Id>, bounds: Rectangle) {
        self.next = Some(Next::Holds(bounds));
    }

    /// Whatever is in it can be scrolled to, upwards and downwards.
    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.look(bounds, "what scrolls");
        let height = content.height.max(bounds.height);
        self.next = Some(Next::Scrolls(Rectangle { height, ..bounds }, translation));
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, _state: &mut dyn Focusable) {
        self.look(bounds, "what can be pressed");
        if bounds.width < 1.0 || bounds.height < 1.0 {
            self.cut.push(format!("what can be pressed has no size at {bounds:?}"));
        }
    }

    fn text(&mut self, _id: Option<&Id>, bounds: Rectangle, content: &str) {
        if content.trim().is_empty() || cast::theirs(content) {
            return;
        }
        self.look(bounds, &format!("{content:?}"));
        self.texts.push(Place { bounds, seen: bounds + self.scrolled, content: content.to_owned() });
    }
}

fn holds(around: &Rectangle, bounds: &Rectangle) -> bool {
    bounds.x >= around.x - SLACK
        && bounds.y >= around.y - SLACK
        && bounds.x + bounds.width <= around.x + around.width + SLACK
        && bounds.y + bounds.height <= around.y + around.height + SLACK
}

/// What is cut off in a window of `pixels`.
fn cut(desk: &mut Desk, pixels: Size, setting: &Setting) -> Vec<String> {
    let mut glass = Scene::glass(desk, pixels, setting);
    let size = glass.size();
    glass.look(desk, |ui, renderer| sticks_out(ui, renderer, size))
}

/// What sticks out of what it stands in.
fn sticks_out<M>(ui: &mut Ui<'_, M>, renderer: &mut Renderer, size: Size) -> Vec<String> {
    let mut places = Places { within: vec![Rectangle::with_size(size)], ..Places::default() };
    ui.operate(renderer, &mut places);
    let colour = Style { text_color: iced::Color::BLACK };
    ui.draw(renderer, &theme::of(Look::default()), &colour, iced::mouse::Cursor::Unavailable);
    let drawn = drawn(renderer);
    let Places { texts, mut cut, .. } = places;
    for Place { bounds, seen, content } in texts {
        let is_it = |(text, place): &&(String, Rectangle)| {
            let beside = place.x > seen.x + seen.width || place.x + place.width < seen.x;
            *text == content && !beside && (place.y - seen.y).abs() <= SLACK
        };
        // what is not seen now is seen in a higher window
        let Some((_, whole)) = drawn.iter().find(is_it) else { continue };
        if whole.width > bounds.width + SLACK || whole.height > bounds.height + SLACK {
            cut.push(format!("{content:?} has too little room: {bounds:?} for {:?}", whole.size()));
        }
    }
    cut
}

/// Every text that was drawn, where, and how large it is as a whole.
fn drawn(renderer: &mut Renderer) -> Vec<(String, Rectangle)> {
    let texts = renderer.layers().iter().flat_map(|layer| &layer.text).flat_map(|item| item.as_slice());
    let whole = texts.filter_map(|text| match text {
        Drawn::Paragraph { paragraph, position, transformation, .. } => {
            let paragraph = paragraph.upgrade()?;
            let lines: Vec<&str> = paragraph.buffer().lines.iter().map(|line| line.text()).collect();
            let place = Rectangle::new(*position, paragraph.min_bounds()) * *transformation;
            Some((lines.join("\n"), place))
        }
        _ => None,
    });
    whole.collect()
}

/// The languages whose words are there.
fn spoken() -> impl Iterator<Item = Language> {
    Language::ALL.into_iter().filter(|language| folder().join("locales").join(language.tag()).is_dir())
}

/// Fails with everything that is cut off anywhere in windows of these sizes.
fn expect_whole(language: Language, windows: &[(Size, u16)]) {
    let mut cuts = Vec::new();
    for scene in catalogue::all() {
        for &(pixels, percent) in windows {
            let setting = Setting { language, percent, ..Setting::plain() };
            let mut desk = scene.desk(&setting);
            for window in [pixels, Size { height: TALL, ..pixels }] {
                let found = cut(&mut desk, window, &setting);
                cuts.extend(
                    found.into_iter().map(|cut| format!("{} {window:?} {setting:?}: {cut}", scene.name)),
                );
            }
        }
    }
    assert!(cuts.is_empty(), "{} texts are cut off:\n{}", cuts.len(), cuts.join("\n"));
}

#[test]
fn nothing_is_cut_off_in_the_window_as_it_opens() {
    spoken().for_each(|language| expect_whole(language, &[(SIZE, 100)]));
}

#[test]
fn nothing_is_cut_off_in_the_window_as_it_opens_at_twice_the_size() {
    spoken().for_each(|language| expect_whole(language, &[(SIZE, 200)]));
}

/// Two panes stand side by side, and neither has much room.
#[test]
fn nothing_is_cut_off_in_the_smallest_window_with_two_panes() {
    spoken().for_each(|language| expect_whole(language, &[(Size::new(704.0, 480.0), 100)]));
}

#[test]
fn nothing_is_cut_off_in_the_smallest_window() {
    spoken().for_each(|language| expect_whole(language, &[(Size::new(360.0, 480.0), 100)]));
}

/// What is said to be cut off when a button of this width says `label`, in a window as it opens.
fn in_a_button(label: &'static str, width: impl Into<iced::Length>) -> Vec<String> {
    fonts::install();
    let button = iced::widget::button(iced::widget::text(label)).width(width).on_press(());
    let element: Element<'_, ()> = iced::widget::row![button, iced::widget::text("beside it")].into();
    let mut glass = Glass::new(SIZE, 1.0);
    let mut ui = Ui::build(element, SIZE, Default::default(), &mut glass.renderer);
    sticks_out(&mut ui, &mut glass.renderer, SIZE)
}

#[test]
fn a_label_that_is_too_long_for_its_button_is_found() {
    let long = "Donaudampfschifffahrtsgesellschaftskapit\u{e4}n";
    assert_eq!(in_a_button(long, iced::Shrink), [""; 0]);
    assert_eq!(in_a_button("Save", 80.0), [""; 0]);
    assert!(in_a_button(long, 80.0).concat().contains("too little room"));
    let beside = in_a_button(long, SIZE.width - 10.0).concat();
    assert!(beside.contains("beside it"), "{beside}");
    let lines: &'static str = "line\n".repeat(60).leak();
    assert!(in_a_button(lines, iced::Shrink).concat().contains("too little room"), "lines below the window");
}
