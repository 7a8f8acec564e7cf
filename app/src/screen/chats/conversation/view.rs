//! How a conversation looks.

use super::{COMPOSER, Conversation, HISTORY, Message, Text, check, row_key};
use crate::clock;
use crate::display;
use crate::fonts;
use crate::model::{Model, is_verified, presence_word, reason_words, state_word, waiting_reason};
use crate::screen::chats::sidebar::{HEAD, presence_colour, state_icon, waiting_words};
use crate::screen::chats::verify::{Outcome, Tab};
use crate::theme::{size, space, style};
use crate::widget::avatar::avatar;
use crate::widget::editor::editor;
use crate::widget::mark::marked;
use crate::widget::mirror::line;
use crate::widget::pieces::{
    across, dot, gap, hinted, minor, notice, scrolled, sign, slot, small_action, wrong,
};
use crate::widget::vlist::VList;
use crate::widget::{Icon, focusable, icon, selectable};
use crate::words::{Direction, Words};
use iced::widget::{Space, button, center, column, container, text};
use iced::{Alignment, Element, Fill, Shrink, Theme};
use sotto_engine::api::{Contact, MessageState, NetworkPhase, Presence, Standing};

/// What every bubble is called, so that a test can tell what stands in one.
pub(crate) const BUBBLES: &str = "bubble";
/// The widest bubble, in logical pixels.
const BUBBLE: f32 = 520.0;
/// Messages of one side that are closer than this stand together, in milliseconds.
const TOGETHER: u64 = 5 * 60 * 1000;

impl Conversation {
    /// The pane; `outcome` is that of the last check.
    pub(crate) fn view<'a>(
        &'a self,
        known: &'a Contact,
        outcome: Option<Outcome>,
        model: &'a Model,
    ) -> Element<'a, Message> {
        column![head(known, model), across()]
            .push(slot(known.resembles.map(|_| resembling(model.words))))
            .push(slot(known.continuity_lost.then(|| continuity_lost(model.words))))
            .push(slot(check::strip(known, outcome, model.words)))
            .push(slot(state_line(known, model)))
            .push(self.history(known, model))
            .push(container(wrong(self.wrong.map(|failure| model.words.failure(failure)))).padding([0, 16]))
            .push(self.composer(model))
            .into()
    }

    fn history<'a>(&'a self, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
        if self.held.messages().is_empty() {
            let words = if self.loading { String::new() } else { model.words.say("conversation-empty") };
            return center(minor(words)).into();
        }
        let len = self.held.messages().len() + usize::from(self.held.more());
        let key = move |row| row_key(self.at(row).map(|(message, _)| message.id));
        let list = VList::new(&self.heights, len, key, move |row| self.row(row, known, model))
            .ends(!self.held.newer())
            .on_shift(Message::Shifted);
        let list = container(list).padding([space::M, space::L]);
        let scroll = scrolled(list).id(HISTORY).anchor_bottom().height(Shrink).on_scroll(Message::Scrolled);
        // few messages stand at the bottom, where the next one appears
        column![Space::new().height(Fill), scroll].height(Fill).into()
    }

    fn row<'a>(&'a self, row: usize, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
        let Some((message, before)) = self.at(row) else {
            let label =
                model.words.say(if self.loading { "conversation-reading" } else { "conversation-older" });
            return container(small_action(label, style::link, Message::ShowOlder)).center_x(Fill).into();
        };
        let (at, now) = (clock::local(message.at), clock::local(model.now));
        let day = model.words.day(&at, &now);
        let new_day = before.is_none_or(|before| clock::local(before.at).date_naive() != at.date_naive());
        let together = !new_day
            && before.is_some_and(|before| {
                is_ours(before) == is_ours(message) && message.at.saturating_sub(before.at) < TOGETHER
            });
        let chip = new_day.then(|| {
            let words = text(day).size(size::SMALL);
            container(container(words).padding([3, 12]).style(style::chip))
                .center_x(Fill)
                .padding([space::M, 0.0])
        });
        let above = if together { 3.0 } else { space::M };
        column![]
            .push(chip)
            .push(Space::new().height(above))
            .push(bubble(message, known, model))
            .width(Fill)
            .into()
    }

    fn composer(&self, model: &Model) -> Element<'_, Message> {
        let direction = model.words.direction();
        let editor = editor(&self.composer, Message::Edited)
            .id(COMPOSER)
            .placeholder(model.words.say("conversation-write"))
            .on_submit(Message::Send)
            .on_page(Message::Page)
            .on_too_long(Message::TooLong)
            .size(size::BODY)
            .padding([10, 14])
            .heights(24.0, 160.0)
            .rtl(direction == Direction::RightToLeft)
            .still(model.preferences.reduced_motion);
        let ready = (!self.composer.is_blank()).then_some(Message::Send);
        let face = icon(Icon::Send, 22.0, if ready.is_some() { |c| c.on_accent } else { |c| c.muted });
        let send = button(face).padding(11).style(style::primary).on_press_maybe(ready.clone());
        let both = vec![editor.into(), focusable(send, ready).into()];
        let line = line(direction, both).spacing(space::S).align_y(Alignment::End);
        container(line).padding([space::M, space::L]).width(Fill).into()
    }
}

fn head<'a>(known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
    let name =
        text(display::name(known)).size(size::BODY + 1.0).font(fonts::BOLD).wrapping(text::Wrapping::None);
    let (words, direction) = (model.words, model.words.direction());
    let presence = vec![dot(presence_colour(known)), minor(presence_word(known, words)).into()];
    let presence = line(direction, presence).spacing(6).align_y(Alignment::Center);
    let who = column![marked(name, known, direction), presence];
    let who = who.spacing(2).width(Fill).align_x(direction.start());
    let label = words.say(if is_verified(known) { "conversation-verified" } else { "conversation-verify" });
    let verify = small_action(label, style::secondary, Message::Verify(Tab::Words));
    let verify = hinted(verify, words.say("conversation-verify-hint"));
    let more = sign(Icon::More, words.say("conversation-about"), Message::ShowPage);
    let line = line(direction, vec![avatar(known, 38.0), who.into(), verify, more]);
    let line = line.spacing(space::M).align_y(Alignment::Center);
    container(line).padding([0, 16]).center_y(HEAD).width(Fill).into()
}

fn continuity_lost<'a>(words: &Words) -> Element<'a, Message> {
    let go_on = small_action(words.say("conversation-go-on"), style::on_notice, Message::TrustAgain).into();
    container(notice(words.say("conversation-device-changed"), Some(go_on)))
        .padding([space::S, space::L])
        .into()
}

/// Why nothing goes through at the moment, when it is tried again, and what can be done.
fn state_line<'a>(known: &Contact, model: &Model) -> Option<Element<'a, Message>> {
    let (says, can_try) = state_words(known, model)?;
    let (words, direction) = (model.words, model.words.direction());
    let waiting = (known.waiting > 0).then(|| {
        let sign = icon(Icon::Waiting, 14.0, |c| c.muted).into();
        line(direction, vec![sign, minor(waiting_words(known.waiting, words)).into()])
            .spacing(space::XS)
            .align_y(Alignment::Center)
            .into()
    });
    let try_now =
        can_try.then(|| small_action(words.say("conversation-try-now"), style::link, Message::TryNow).into());
    let all = [Some(minor(says).width(Fill).into()), waiting, gap_if(can_try), try_now];
    let line = line(direction, all.into_iter().flatten().collect());
    let line = line.spacing(space::S).align_y(Alignment::Center);
    Some(
        column![container(line).padding([4, 16]).center_y(36).width(Fill).style(style::panel), across()]
            .into(),
    )
}

/// When the contact is called next, if the line over the conversation counts down to it.
pub(crate) fn next_try(known: &Contact, model: &Model) -> Option<u64> {
    let counting = state_words(known, model).is_some_and(|(_, can_try)| can_try);
    match known.presence {
        Presence::Offline { next_try, .. } if counting => next_try,
        _ => None,
    }
}

fn resembling<'a>(words: &Words) -> Element<'a, Message> {
    container(notice(words.say("common-resembles"), None)).padding([space::S, space::L]).into()
}

fn gap_if<'a>(shown: bool) -> Option<Element<'a, Message>> {
    shown.then(|| container(gap()).width(space::XS).into())
}

/// The sentence of [`state_line`], and whether calling now would help.
fn state_words(known: &Contact, model: &Model) -> Option<(String, bool)> {
    let words = model.words;
    match (model.status.network.phase, known.presence) {
        (_, Presence::Online) => {
            (!known.accepted_us).then(|| (words.say("conversation-not-accepted"), false))
        }
        (NetworkPhase::Offline, _) => Some((words.say("conversation-not-connected"), false)),
        (_, Presence::Dialing) => Some((words.say("conversation-dialing"), false)),
        (NetworkPhase::Starting | NetworkPhase::Reaching | NetworkPhase::Directory, _) => {
            Some((words.say("conversation-tor-not-ready"), false))
        }
        (_, Presence::Offline { reason, next_try }) => {
            let reason = reason
                .map_or_else(|| words.say("conversation-not-reached"), |reason| reason_words(reason, words));
            let next = next_try.map(|at| match words.countdown(at, model.now) {
                Some(wait) => words.say_with("conversation-next-try", &[("wait", wait.into())]),
                None => words.say("conversation-next-try-now"),
            });
            Some((words.together([Some(reason), next]), true))
        }
    }
    .filter(|_| known.standing == Standing::Accepted)
}

/// What somebody wrote. Nothing else stands in a bubble, and nothing that somebody wrote stands outside of one.
fn bubble<'a>(message: &'a Text, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
    let (ours, direction) = (is_ours(message), model.words.direction());
    let words = selectable(display::clean(&message.text)).size(size::BODY);
    let time = text(model.words.hour(&clock::local(message.at))).size(size::SMALL);
    let below: Element<'_, Message> = if ours {
        let word = text(state_word(message.state, model.words)).size(size::SMALL).style(style::on_ours_muted);
        let sign = icon(state_icon(message.state), 15.0, |c| c.on_ours_muted);
        let state = vec![time.style(style::on_ours_muted).into(), word.into(), sign.into()];
        let state = line(direction, state).spacing(6).align_y(Alignment::Center);
        if message.state == MessageState::Queued {
            hinted(state, waiting_reason(known, &model.status.network, model.words))
        } else {
            state.into()
        }
    } else {
        time.style(style::muted).into()
    };
    // what they wrote stands as its own letters run, in a window of any language
    let own = Direction::of_text(&message.text);
    let content = column![words, below].spacing(2).align_x(if ours { own.end() } else { own.start() });
    let look = if ours { style::ours } else { style::theirs };
    let body =
        container(content).id(BUBBLES).padding([8, 14]).max_width(BUBBLE).style(turned(look, direction));
    container(body).width(Fill).align_x(if ours { direction.end() } else { direction.start() }).into()
}

/// The small corner of a bubble is at the side on which it stands.
fn turned(look: fn(&Theme) -> container::Style, direction: Direction) -> impl Fn(&Theme) -> container::Style {
    move |theme| {
        let mut style = look(theme);
        if direction == Direction::RightToLeft {
            let corners = &mut style.border.radius;
            std::mem::swap(&mut corners.bottom_left, &mut corners.bottom_right);
        }
        style
    }
}

fn is_ours(message: &Text) -> bool {
    message.state != MessageState::Received
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use sotto_engine::api::OfflineReason;

    fn words(presence: Presence, phase: NetworkPhase) -> Option<(String, bool)> {
        let mut model = Model::default();
        model.now = 1_772_625_600_000;
        model.status.network.phase = phase;
        state_words(&Contact { presence, ..fake::contact(1, "Ada") }, &model)
    }

    #[test]
    fn the_state_line_says_why_when_and_whether_a_call_helps() {
        assert_eq!(words(Presence::Online, NetworkPhase::Online), None);
        let offline = Presence::Offline {
            reason: Some(OfflineReason::NotPublished),
            next_try: Some(1_772_625_600_000 + 20_000),
        };
        let (said, helps) = words(offline, NetworkPhase::Online).unwrap();
        assert_eq!(said, "They are not online at the moment. Next try in 0:20.");
        assert!(helps);
        let (said, helps) = words(offline, NetworkPhase::Offline).unwrap();
        assert!(said.starts_with("You are not connected") && !helps);
    }

    #[test]
    fn the_composer_keeps_its_place_and_its_focus_whatever_is_said_above_it() {
        use iced::advanced::widget::Tree;
        let script = fake::Script::default();
        let (engine, mut model) = (script.engine(), Model::default());
        let mut known = fake::contact(1, "Ada");
        let context = crate::screen::Context { engine: &engine, model: &Model::default() };
        let (mut open, _) = Conversation::new(&known, "", &context);
        let places = |open: &Conversation, known: &Contact, model: &Model| {
            Tree::new(open.view(known, None, model)).children.len()
        };
        let quiet = places(&open, &known, &model);
        known.presence = Presence::Online;
        model.status.network.phase = NetworkPhase::Online;
        assert_eq!(places(&open, &known, &model), quiet, "they came online");
        known.continuity_lost = true;
        assert_eq!(places(&open, &known, &model), quiet, "their device changed");
        known.check = Some(sotto_engine::api::Check::Confirming);
        assert_eq!(places(&open, &known, &model), quiet, "a check runs");
        known.resembles = Some(sotto_engine::api::ContactId(2));
        assert_eq!(places(&open, &known, &model), quiet, "another got nearly the same name");
        open.wrong = Some(sotto_engine::api::Failure::DiskFull);
        assert_eq!(places(&open, &known, &model), quiet, "something failed");
        let _ = open.hear(&fake::message(1, 1, MessageState::Received, 1, "x"), &context);
        assert_eq!(places(&open, &known, &model), quiet, "the first message came");
    }

    #[test]
    fn a_contact_that_has_not_accepted_is_said_to_have_not() {
        let contact = Contact { presence: Presence::Online, accepted_us: false, ..fake::contact(1, "Ada") };
        assert!(state_words(&contact, &Model::default()).unwrap().0.contains("not accepted"));
    }
}
