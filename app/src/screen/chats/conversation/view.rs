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
use crate::widget::mark::marked;
use crate::widget::pieces::{
    across, dot, gap, hinted, minor, notice, scrolled, sign, slot, small_action, wrong,
};
use crate::widget::vlist::VList;
use crate::widget::{Icon, focusable, icon, selectable};
use iced::keyboard::{Key, key::Named};
use iced::widget::text_editor::{Binding, KeyPress};
use iced::widget::{Space, button, center, column, container, row, text, text_editor};
use iced::{Alignment, Element, Fill, Shrink};
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
        column![head(known), across()]
            .push(slot(known.resembles.map(|_| resembling())))
            .push(slot(known.continuity_lost.then(continuity_lost)))
            .push(slot(check::strip(known, outcome)))
            .push(slot(state_line(known, model)))
            .push(self.history(known, model))
            .push(container(wrong(self.wrong.map(|failure| failure.to_string()))).padding([0, 16]))
            .push(self.composer())
            .into()
    }

    fn history<'a>(&'a self, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
        if self.messages.is_empty() {
            let words = if self.loading {
                ""
            } else {
                "No messages yet. Only the two of you will see what you write."
            };
            return center(minor(words)).into();
        }
        let len = self.messages.len() + usize::from(self.more);
        let key = move |row| row_key(self.at(row).map(|(message, _)| message.id));
        let list = VList::new(&self.heights, len, key, move |row| self.row(row, known, model))
            .on_append(Message::Appended);
        let list = container(list).padding([space::M, space::L]);
        let scroll = scrolled(list).id(HISTORY).anchor_bottom().height(Shrink).on_scroll(Message::Scrolled);
        // few messages stand at the bottom, where the next one appears
        column![Space::new().height(Fill), scroll].height(Fill).into()
    }

    fn row<'a>(&'a self, row: usize, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
        let Some((message, before)) = self.at(row) else {
            let label = if self.loading { "Reading…" } else { "Show older messages" };
            return container(small_action(label, style::link, Message::ShowOlder)).center_x(Fill).into();
        };
        let (at, now) = (clock::local(message.at), clock::local(model.now));
        let day = clock::day(&at, &now);
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

    fn composer(&self) -> Element<'_, Message> {
        let editor = text_editor(&self.composer)
            .id(COMPOSER)
            .placeholder("Write a message")
            .on_action(Message::Edit)
            .key_binding(binding)
            .style(style::editor)
            .size(size::BODY)
            .padding([10, 14])
            .min_height(24)
            .max_height(160);
        let ready = self.draft().is_some().then_some(Message::Send);
        let face = icon(Icon::Send, 22.0, if ready.is_some() { |c| c.on_accent } else { |c| c.muted });
        let send = button(face).padding(11).style(style::primary).on_press_maybe(ready.clone());
        let line = row![editor, focusable(send, ready)].spacing(space::S).align_y(Alignment::End);
        container(line).padding([space::M, space::L]).width(Fill).into()
    }
}

/// Enter sends, Shift+Enter breaks the line; shortcuts of the window are left to it.
fn binding(press: KeyPress) -> Option<Binding<Message>> {
    if !matches!(press.status, text_editor::Status::Focused { .. }) {
        return None;
    }
    let command = press.modifiers.command();
    match &press.key {
        Key::Named(Named::Enter) if press.modifiers.shift() => Some(Binding::Enter),
        Key::Named(Named::Enter) => Some(Binding::Custom(Message::Send)),
        Key::Named(Named::PageUp) => Some(Binding::Custom(Message::Page(1.0))),
        Key::Named(Named::PageDown) => Some(Binding::Custom(Message::Page(-1.0))),
        Key::Named(Named::ArrowUp | Named::ArrowDown) if press.modifiers.alt() => None,
        Key::Character(_) if command && !is_editing(press.key.to_latin(press.physical_key)) => None,
        _ => Binding::from_key_press(press),
    }
}

fn is_editing(letter: Option<char>) -> bool {
    matches!(letter, Some('a' | 'c' | 'v' | 'x'))
}

fn head(known: &Contact) -> Element<'_, Message> {
    let name =
        text(display::name(known)).size(size::BODY + 1.0).font(fonts::BOLD).wrapping(text::Wrapping::None);
    let presence =
        row![dot(presence_colour(known)), minor(presence_word(known))].spacing(6).align_y(Alignment::Center);
    let who = column![marked(name, known), presence].spacing(2).width(Fill);
    let label = if is_verified(known) { "Verified" } else { "Verify" };
    let verify = small_action(label, style::secondary, Message::Verify(Tab::Words));
    let verify = hinted(verify, "Check who it is (Ctrl+I)");
    let more = sign(Icon::More, "About this contact", Message::ShowPage);
    let line = row![avatar(known, 38.0), who, verify, more].spacing(space::M).align_y(Alignment::Center);
    container(line).padding([0, 16]).center_y(HEAD).width(Fill).into()
}

fn continuity_lost<'a>() -> Element<'a, Message> {
    let words = "This contact's device has changed without explanation: a restored copy, or somebody else with their \
                 key. Ask them over another channel. Nothing is sent until you go on, and no check from before counts.";
    let go_on = small_action("Go on", style::on_notice, Message::TrustAgain).into();
    container(notice(words.to_owned(), Some(go_on))).padding([space::S, space::L]).into()
}

/// Why nothing goes through at the moment, when it is tried again, and what can be done.
fn state_line<'a>(known: &Contact, model: &Model) -> Option<Element<'a, Message>> {
    let (words, can_try) = state_words(known, model)?;
    let waiting = (known.waiting > 0).then(|| {
        row![icon(Icon::Waiting, 14.0, |c| c.muted), minor(waiting_words(known.waiting))]
            .spacing(space::XS)
            .align_y(Alignment::Center)
    });
    let try_now = can_try.then(|| small_action("Try now", style::link, Message::TryNow));
    let line = row![minor(words).width(Fill)].push(waiting).push(gap_if(can_try)).push(try_now);
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

/// Said of whoever could be taken for somebody else.
pub(crate) const RESEMBLES: &str = "Looks like the name of another contact. Compare the address.";

fn resembling<'a>() -> Element<'a, Message> {
    container(notice(RESEMBLES.to_owned(), None)).padding([space::S, space::L]).into()
}

fn gap_if<'a>(shown: bool) -> Option<Element<'a, Message>> {
    shown.then(|| container(gap()).width(space::XS).into())
}

/// The sentence of [`state_line`], and whether calling now would help.
fn state_words(known: &Contact, model: &Model) -> Option<(String, bool)> {
    let not_accepted = "They have not accepted you yet. What you write is delivered once they do.";
    match (model.status.network.phase, known.presence) {
        (_, Presence::Online) => (!known.accepted_us).then(|| (not_accepted.to_owned(), false)),
        (NetworkPhase::Offline, _) => {
            Some(("You are not connected. What you write waits.".to_owned(), false))
        }
        (_, Presence::Dialing) => {
            Some(("Calling through Tor. This can take half a minute.".to_owned(), false))
        }
        (NetworkPhase::Starting | NetworkPhase::Reaching | NetworkPhase::Directory, _) => {
            Some(("Tor is not ready yet. What you write waits.".to_owned(), false))
        }
        (_, Presence::Offline { reason, next_try }) => {
            let reason = reason.map_or("Not connected to them.", reason_words);
            let next = next_try.map(|at| match clock::countdown(at, model.now) {
                Some(wait) => format!(" Next try in {wait}."),
                None => " Next try now.".to_owned(),
            });
            Some((format!("{reason}{}", next.unwrap_or_default()), true))
        }
    }
    .filter(|_| known.standing == Standing::Accepted)
}

/// What somebody wrote. Nothing else stands in a bubble, and nothing that somebody wrote stands outside of one.
fn bubble<'a>(message: &'a Text, known: &'a Contact, model: &'a Model) -> Element<'a, Message> {
    let ours = is_ours(message);
    let words = selectable(display::clean(&message.text)).size(size::BODY);
    let time = text(clock::hour(&clock::local(message.at))).size(size::SMALL);
    let below: Element<'_, Message> = if ours {
        let word = text(state_word(message.state)).size(size::SMALL).style(style::on_ours_muted);
        let sign = icon(state_icon(message.state), 15.0, |c| c.on_ours_muted);
        let state = row![time.style(style::on_ours_muted), word, sign].spacing(6).align_y(Alignment::Center);
        if message.state == MessageState::Queued {
            hinted(state, waiting_reason(known, &model.status.network))
        } else {
            state.into()
        }
    } else {
        time.style(style::muted).into()
    };
    let content =
        column![words, below].spacing(2).align_x(if ours { Alignment::End } else { Alignment::Start });
    let look = if ours { style::ours } else { style::theirs };
    let body = container(content).id(BUBBLES).padding([8, 14]).max_width(BUBBLE).style(look);
    let line = container(body).width(Fill);
    if ours { line.align_right(Fill).into() } else { line.into() }
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
