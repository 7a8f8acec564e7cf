//! Destroying the profile: what goes, what stays out of reach, and a button that has to be held.

use super::{Context, centred};
use crate::engine::Answer;
use crate::model::Model;
use crate::theme::{space, style};
use crate::widget::hold::hold;
use crate::widget::pieces::{head, slot, title, wide_action, wide_body, wide_minor, wrong};
use crate::words::Words;
use iced::widget::{Column, column, operation};
use iced::{Element, Task};
use sotto_engine::api::{Failure, Profile, Request, Response, Status};

/// The way back, which has the focus from the start.
pub(crate) const BACK: &str = "wipe-back";
/// The button that destroys.
pub(crate) const HOLD: &str = "wipe-hold";

/// The state.
#[derive(Debug, Default)]
pub(crate) struct Wipe {
    busy: bool,
    /// Why it has failed before, if the profile is open all the same.
    wrong: Option<Failure>,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// Not after all.
    Leave,
    /// The button was held.
    Held,
    /// Destroyed, or not all of it.
    Answered(Answer),
}

/// What the parent has to know.
#[derive(Debug)]
pub(crate) enum Event {
    /// Nothing was done.
    Left,
    /// It is done, or a part of it failed.
    Ended(Result<Status, Failure>),
}

impl Wipe {
    /// The page after a wipe that has failed.
    pub(crate) fn failed(failure: Failure) -> Self {
        Self { busy: false, wrong: Some(failure) }
    }

    /// The button that has the focus from the start.
    pub(crate) fn focus<M: Send + 'static>() -> Task<M> {
        operation::focus(BACK)
    }

    /// Takes a message in.
    pub(crate) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Leave if !self.busy => (Task::none(), Some(Event::Left)),
            Message::Held if !self.busy => {
                self.busy = true;
                self.wrong = None;
                (context.engine.ask(Request::Wipe).map(Message::Answered), None)
            }
            Message::Leave | Message::Held => (Task::none(), None),
            Message::Answered(Ok(Response::Status(status))) => (Task::none(), Some(Event::Ended(Ok(status)))),
            Message::Answered(Ok(_)) => (Task::none(), None),
            Message::Answered(Err(failure)) => (Task::none(), Some(Event::Ended(Err(failure)))),
        }
    }

    /// The screen.
    pub(crate) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let words = model.words;
        let label = words.say(if self.busy { "lock-wiping" } else { "lock-wipe-hold" });
        let still = model.preferences.reduced_motion;
        let counts = still.then(|| ["3", "2", "1"].map(|count| words.digits(count)));
        let held = hold(label, words.direction(), (!self.busy).then_some(Message::Held));
        let back = (!self.busy).then_some(Message::Leave);
        let amnesic = model.status.profile == Profile::Amnesic;
        let page = column![
            head(words.say("lock-wipe-head")),
            part(
                words.say("lock-wipe-destroys"),
                [words.say("lock-wipe-keys"), words.say("lock-wipe-files"), words.say("lock-wipe-address"),],
                words,
            ),
            part(
                words.say("lock-wipe-cannot"),
                [words.say("lock-wipe-theirs"), words.say("lock-wipe-copies"), words.say("lock-wipe-flash"),],
                words,
            ),
            slot(amnesic.then(|| wide_body(words.say("lock-wipe-in-memory")))),
            wrong(self.wrong.map(|failure| words.failure(failure))),
            wide_action(words.say("lock-wipe-back"), style::secondary, back).id(BACK),
            held.id(HOLD).counted(counts),
            wide_minor(words.say("lock-wipe-how")),
        ];
        centred(page.spacing(space::L + space::XS).align_x(words.direction().start()))
    }
}

/// A name over sentences that each stand for themselves.
fn part<'a>(name: String, sentences: [String; 3], words: &Words) -> Element<'a, Message> {
    let sentences = sentences.into_iter().map(|sentence| wide_body(sentence).into());
    let sentences = Column::with_children(sentences).spacing(space::S).align_x(words.direction().start());
    column![title(name), sentences].spacing(space::S).align_x(words.direction().start()).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake::{self, Script};
    use sotto_engine::api::NetworkPhase;

    fn update(wipe: &mut Wipe, message: Message, script: &Script) -> Option<Event> {
        let (engine, model) = (script.engine(), Model::default());
        wipe.update(message, &Context { engine: &engine, model: &model }).1
    }

    #[test]
    fn while_it_is_done_nothing_leaves_the_page_and_nothing_asks_twice() {
        let script = Script::default();
        let mut wipe = Wipe::default();
        assert!(update(&mut wipe, Message::Held, &script).is_none());
        assert!(update(&mut wipe, Message::Held, &script).is_none());
        assert!(update(&mut wipe, Message::Leave, &script).is_none());
        assert!(wipe.busy);
    }

    #[test]
    fn the_parent_hears_what_came_of_it() {
        let script = Script::default();
        let done = Response::Status(fake::status(Profile::Absent, NetworkPhase::Offline));
        let event = update(&mut Wipe::default(), Message::Answered(Ok(done)), &script);
        assert!(matches!(event, Some(Event::Ended(Ok(status))) if status.profile == Profile::Absent));
        let failed = Message::Answered(Err(Failure::WipeIncompleteDatabase));
        let event = update(&mut Wipe::default(), failed, &script);
        assert!(matches!(event, Some(Event::Ended(Err(Failure::WipeIncompleteDatabase)))));
        assert!(matches!(update(&mut Wipe::default(), Message::Leave, &script), Some(Event::Left)));
    }
}
