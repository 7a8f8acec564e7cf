//! One screen in one state, and how it is looked at.

use super::*;
use iced_test::core::clipboard::{Clipboard, Kind};
use iced_test::core::keyboard::{self, Modifiers};
use iced_test::core::widget::Id;
use iced_test::core::widget::operation::scrollable::RelativeOffset;
use iced_test::core::widget::operation::{Operation, Scrollable};
use iced_test::core::{Event as Input, Rectangle, Vector, mouse};
use iced_test::runtime::user_interface::{Cache, UserInterface};
use iced_test::simulator;

/// The window as it opens, and the smallest there is, in pixels.
const WIDE: Size = SIZE;
/// High enough for everything that scrolls: whatever is pressed is seen.
const HIGH: Size = Size::new(WIDE.width, 4_000.0);
const NARROW: Size = Size::new(360.0, 480.0);

/// How a screen is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// Light or dark, with high contrast or without.
    pub(super) look: Look,
    /// What the window speaks.
    pub(super) language: Language,
    /// The size of everything. The window keeps its pixels: at 150 less fits in.
    pub(super) percent: u16,
}

/// A screen in one of its states.
#[derive(Clone, Debug)]
pub(super) struct Scene {
    /// As the file of its picture is called.
    pub(super) name: String,
    /// Of the window, in pixels.
    pub(super) size: Size,
    /// Whether its pictures in other looks and languages are kept too.
    pub(super) main: bool,
    /// Whether everything that scrolls is scrolled to its end.
    at_end: bool,
    stage: fn(&Setting) -> Stage,
}

/// What is seen of a scene: an application in the state that is to be shown.
pub(super) struct Stage {
    pub(super) desk: Desk,
    pub(super) words: &'static Words,
}

impl Setting {
    /// As a window opens for the first time, in English.
    pub(super) fn plain() -> Self {
        Self { look: Look::default(), language: Language::English, percent: 100 }
    }

    /// What the engine keeps of it.
    pub(super) fn preferences(&self) -> Preferences {
        Preferences {
            appearance: self.look.appearance,
            contrast: self.look.contrast,
            language: Some(self.language.tag().to_owned()),
            scale_percent: self.percent,
            ..Preferences::default()
        }
    }
}

impl Scene {
    /// A screen in a window as it opens.
    pub(super) fn new(name: &str, stage: fn(&Setting) -> Stage) -> Self {
        Self { name: name.to_owned(), size: WIDE, main: false, at_end: false, stage }
    }

    /// One that stands for the program.
    pub(super) fn main(name: &str, stage: fn(&Setting) -> Stage) -> Self {
        Self { main: true, ..Self::new(name, stage) }
    }

    /// The same in the smallest window.
    pub(super) fn narrow(&self) -> Self {
        Self { name: format!("{}-narrow", self.name), size: NARROW, main: false, ..self.clone() }
    }

    /// The same in a window of this size, in pixels.
    pub(super) fn sized(self, size: Size) -> Self {
        Self { size, ..self }
    }

    /// The same, scrolled to its end.
    pub(super) fn at_end(self) -> Self {
        Self { at_end: true, ..self }
    }

    /// The window in that state.
    pub(super) fn desk(&self, setting: &Setting) -> Desk {
        (self.stage)(setting).desk
    }

    /// A glass as large as a window of `pixels`, with `desk` behind it.
    pub(super) fn glass(desk: &mut Desk, pixels: Size, setting: &Setting) -> Glass {
        let scale = crate::model::scale_in(pixels, setting.percent);
        let size = Size::new(pixels.width / scale, pixels.height / scale);
        // in the pixels in which the window is measured before it hears of its size
        let before = desk.app.scale();
        desk.resize(Size::new(pixels.width / before, pixels.height / before));
        desk.size = size;
        let mut glass = Glass::new(size, scale);
        glass.prepare(desk, &[]);
        glass
    }

    /// Its pixels: red, green, blue and alpha, and how many there are in a line and lines.
    pub(super) fn picture(&self, setting: &Setting) -> (Vec<u8>, Size<u32>) {
        let mut desk = self.desk(setting);
        let mut glass = Self::glass(&mut desk, self.size, setting);
        if self.at_end {
            glass.look(&desk, |ui, renderer| ui.operate(renderer, &mut ToTheEnd));
            glass.prepare(&mut desk, &[]);
        }
        // before a profile is open, nobody has chosen how it looks
        desk.app.look = setting.look;
        (glass.pixels(&desk), glass.resolution())
    }
}

impl Stage {
    /// The window on a profile that `script` stands in for.
    pub(super) fn new(script: Script, setting: &Setting) -> Self {
        Self::with(script, setting, Options::default())
    }

    /// The same, started in another way.
    pub(super) fn with(script: Script, setting: &Setting, options: Options) -> Self {
        let desk = Desk::with(script, Options { language: setting.language, ..options });
        Self { desk, words: words::of(setting.language) }
    }

    /// A window that has no engine.
    pub(super) fn failed(failure: Failure, setting: &Setting) -> Self {
        let options = Options { language: setting.language, ..Options::default() };
        let mut stage = Self::with(Script::default(), setting, options.clone());
        stage.desk.app = App::boot(Err(failure), options, || NOON).0;
        stage
    }

    /// Something happens.
    pub(super) fn tell(mut self, message: Message) -> Self {
        self.desk.tell(message);
        self
    }

    /// The engine tells something.
    pub(super) fn hear(mut self, event: Event) -> Self {
        self.desk.event(event);
        self
    }

    /// Presses what is called `label`.
    pub(super) fn click(mut self, label: &str) -> Self {
        self.act(|ui| {
            ui.click(label).unwrap_or_else(|_| panic!("nothing to press: {label}"));
        });
        self
    }

    /// Presses what the words with `key` stand on.
    pub(super) fn press(self, key: &str) -> Self {
        let label = self.words.say(key);
        self.click(&label)
    }

    /// Presses what is called `label` with the other button.
    pub(super) fn right_click(mut self, label: &str) -> Self {
        self.act(|ui| {
            let place = ui.find(label).unwrap_or_else(|_| panic!("nothing to press: {label}"));
            ui.point_at(place.bounds().center());
            let right = mouse::Button::Right;
            let press = [mouse::Event::ButtonPressed(right), mouse::Event::ButtonReleased(right)];
            ui.simulate(press.map(Input::Mouse));
        });
        self
    }

    /// Types into the field `at`, whose letters no message carries.
    pub(super) fn type_secret(mut self, at: &'static str, text: &str) -> Self {
        self.act(|ui| {
            ui.click(id(at)).unwrap_or_else(|_| panic!("no such field: {at}"));
            ui.typewrite(text);
        });
        self
    }

    /// Presses Enter in the field `at`.
    pub(super) fn enter(mut self, at: &'static str) -> Self {
        self.act(|ui| {
            ui.click(id(at)).unwrap_or_else(|_| panic!("no such field: {at}"));
            ui.tap_key(Named::Enter);
        });
        self
    }

    fn act(&mut self, act: impl FnOnce(&mut Simulator<'_, Message>)) {
        let mut ui = self.desk.look_at(HIGH);
        act(&mut ui);
        let messages: Vec<_> = ui.into_messages().collect();
        messages.into_iter().for_each(|message| self.desk.tell(message));
    }

    /// Pastes into the field `at`.
    pub(super) fn paste(mut self, at: &'static str, text: &str) -> Self {
        let bounds = self.desk.look_at(HIGH).find(id(at));
        let place = bounds.unwrap_or_else(|_| panic!("no such field: {at}")).bounds().center();
        let mut glass = Glass::new(HIGH, 1.0);
        let mut ui = UserInterface::build(self.desk.app.view(), HIGH, Cache::new(), &mut glass.renderer);
        let (mut board, mut messages) = (Board(text.to_owned()), Vec::new());
        let cursor = mouse::Cursor::Available(place);
        for input in simulator::click().chain(pasting()) {
            ui.update(&[input], cursor, &mut glass.renderer, &mut board, &mut messages);
        }
        drop(ui);
        messages.into_iter().for_each(|message| self.desk.tell(message));
        self
    }
}

/// Scrolls everything to its end.
struct ToTheEnd;

impl Operation for ToTheEnd {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        state.snap_to(RelativeOffset { x: None, y: Some(1.0) });
    }
}

/// Ctrl+V.
fn pasting() -> [Input; 2] {
    let key = keyboard::Key::Character("v".into());
    let press = keyboard::Event::KeyPressed {
        key: key.clone(),
        modified_key: key,
        physical_key: keyboard::key::Physical::Code(keyboard::key::Code::KeyV),
        location: keyboard::Location::Standard,
        modifiers: Modifiers::COMMAND,
        repeat: false,
        text: None,
    };
    [keyboard::Event::ModifiersChanged(Modifiers::COMMAND), press].map(Input::Keyboard)
}

/// A clipboard that holds one text.
struct Board(String);

impl Clipboard for Board {
    fn read(&self, _kind: Kind) -> Option<String> {
        Some(self.0.clone())
    }

    fn write(&mut self, _kind: Kind, _contents: String) {}
}
