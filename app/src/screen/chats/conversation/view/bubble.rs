//! One message: what somebody wrote, what was said of it, how far it is.

use super::super::find::places;
use super::super::menu::ours_of;
use super::super::{Act, CHOSEN};
use super::{Message, Text, is_ours};
use crate::clock;
use crate::display;
use crate::fonts;
use crate::model::{Model, state_word};
use crate::screen::chats::sidebar::state_icon;
use crate::theme::{Colours, colours, size, space, style};
use crate::widget::mirror::{line, sides};
use crate::widget::pieces::hinted;
use crate::widget::{Icon, focusable, icon, selectable};
use crate::words::Direction;
use iced::widget::{Space, button, column, container, hover, text};
use iced::{Alignment, Background, Border, Color, Element, Fill, FillPortion, Theme};
use sotto_engine::api::{Contact, MessageState, Quote, Reaction, Who};

/// What every bubble is called, so that a test can tell what stands in one.
pub(crate) const BUBBLES: &str = "bubble";
/// The widest bubble, in logical pixels.
const BUBBLE: f32 = 520.0;
/// The room for the sign of the menu beside a bubble, in logical pixels.
const SIGN: f32 = 30.0;
/// Of the width of the list, in percent, with the sign: a bubble alone takes about 86 % of a list in a window of 360 pixels.
const MOST: u16 = 95;
/// How much of the text's colour lies under a quotation.
const QUOTED: f32 = 0.1;

/// What a bubble shows of the moment.
pub(super) struct Seen<'a> {
    /// Tab leads to it.
    pub(super) roving: bool,
    /// It has the focus, or had it last.
    pub(super) chosen: bool,
    /// Somebody was led to it.
    pub(super) marked: bool,
    /// What is looked for.
    pub(super) sought: &'a str,
}

/// A message with what belongs to it.
pub(super) fn bubble<'a>(
    message: &'a Text,
    seen: &Seen<'_>,
    known: &'a Contact,
    model: &'a Model,
) -> Element<'a, Message> {
    let (ours, direction) = (is_ours(message), model.words.direction());
    let open = Message::Menu(message.id);
    let face = focusable(body(message, seen, known, model), seen.roving.then(|| open.clone()));
    let face = if seen.roving { face.id(CHOSEN) } else { face }.on_menu(open.clone());
    let more =
        || button(icon(Icon::More, 18.0, |c| c.muted)).padding(6).style(style::quiet).on_press(open.clone());
    let beside: Element<'_, Message> =
        if seen.chosen { more().into() } else { Space::new().width(SIGN).into() };
    let (side, start) = if ours { (direction.start(), true) } else { (direction.end(), false) };
    let both = if start { vec![beside, face.into()] } else { vec![face.into(), beside] };
    let both = line(direction, both).align_y(Alignment::Center);
    let pointed = container(more()).width(Fill).height(Fill).align_x(side).align_y(Alignment::Center);
    let both = container(hover(both, pointed)).max_width(BUBBLE + SIGN);
    let to = if ours { direction.end() } else { direction.start() };
    let both = container(both).width(FillPortion(MOST)).align_x(to);
    let rest = Space::new().width(FillPortion(100 - MOST));
    let both = if ours { vec![rest.into(), both.into()] } else { vec![both.into(), rest.into()] };
    let said = reactions(message, known, model);
    column![line(direction, both)].push(said).width(Fill).into()
}

/// What somebody wrote. Nothing else stands in a bubble, and nothing that somebody wrote stands outside of one.
fn body<'a>(
    message: &'a Text,
    seen: &Seen<'_>,
    known: &'a Contact,
    model: &'a Model,
) -> Element<'a, Message> {
    let (ours, direction) = (is_ours(message), model.words.direction());
    // what they wrote stands as its own letters run, in a window of any language
    let own = if message.deleted.is_some() { direction } else { Direction::of_text(&message.text) };
    let quote = message.reply.as_ref().map(|quote| quotation(quote, ours, known, model));
    let content = column![]
        .push(quote)
        .push(said(message, seen, model))
        .push(below(message, model))
        .spacing(2)
        .align_x(if ours { own.end() } else { own.start() });
    let look = if ours { style::ours } else { style::theirs };
    let marked = seen.marked;
    container(content).id(BUBBLES).padding([8, 14]).style(turned(look, direction, marked)).into()
}

fn said<'a>(message: &'a Text, seen: &Seen<'_>, model: &Model) -> Element<'a, Message> {
    if message.deleted.is_some() {
        let muted = if is_ours(message) { style::on_ours_muted } else { style::muted };
        return text(model.words.say("conversation-deleted")).size(size::BODY).style(muted).into();
    }
    let words = display::clean(&message.text);
    let marked = places(&words, seen.sought);
    selectable(words).size(size::BODY).marked(marked).into()
}

/// When it was written, whether it was changed, how far it is.
fn below<'a>(message: &'a Text, model: &'a Model) -> Element<'a, Message> {
    let (words, ours) = (model.words, is_ours(message));
    let muted = if ours { style::on_ours_muted } else { style::muted };
    let small = |says: String| -> Element<'a, Message> { text(says).size(size::SMALL).style(muted).into() };
    let mut all = vec![small(words.hour(&clock::local(message.at)))];
    if message.edited {
        all.push(small(words.say("conversation-edited")));
    }
    // a change of what has not left leaves with it
    if message.pending && message.state != MessageState::Queued {
        all.push(small(words.say("conversation-pending")));
    }
    if ours && message.deleted.is_none() {
        all.push(small(state_word(message.state, words)));
        all.push(icon(state_icon(message.state), 15.0, |c| c.on_ours_muted).into());
    }
    line(words.direction(), all).spacing(6).align_y(Alignment::Center).into()
}

/// The beginning of what is answered; it leads there.
fn quotation<'a>(quote: &'a Quote, ours: bool, known: &'a Contact, model: &Model) -> Element<'a, Message> {
    let name = name_of(quote.by, known, model);
    let says = match &quote.text {
        Some(line) => display::clean(line),
        None => model.words.say("conversation-quote-gone"),
    };
    let name = text(name).size(size::SMALL).font(fonts::BOLD);
    let says = text(says).size(size::MINOR).wrapping(text::Wrapping::None);
    let both = column![name, says].spacing(1).clip(true).align_x(model.words.direction().start());
    button(both)
        .padding([4, 8])
        .style(move |theme, status| quoted(ours, theme, status))
        .on_press_maybe(quote.message.map(Message::Jump))
        .into()
}

fn quoted(ours: bool, theme: &Theme, status: button::Status) -> button::Style {
    let c = colours(theme);
    let ink = if ours { c.on_ours } else { c.text };
    let part = if status == button::Status::Hovered { 2.0 * QUOTED } else { QUOTED };
    button::Style {
        background: Some(Background::Color(Color { a: part, ..ink })),
        text_color: ink,
        border: Border::default().rounded(space::ROUND),
        ..button::Style::default()
    }
}

/// Whose something is.
pub(super) fn name_of(who: Who, known: &Contact, model: &Model) -> String {
    match who {
        Who::Us => model.words.say("conversation-you"),
        Who::Them => display::name(known),
    }
}

/// What was said of a message with one character; ours can be taken back.
fn reactions<'a>(message: &'a Text, known: &'a Contact, model: &'a Model) -> Option<Element<'a, Message>> {
    if message.reactions.is_empty() || message.deleted.is_some() {
        return None;
    }
    let (ours, direction) = (is_ours(message), model.words.direction());
    let chips = message.reactions.iter().map(|reaction| chip(message, reaction, known, model)).collect();
    let chips = line(direction, chips).spacing(space::XS);
    let to = if ours { direction.end() } else { direction.start() };
    let at = if ours { sides(direction, 0.0, space::S) } else { sides(direction, space::S, 0.0) };
    Some(container(chips).padding(at.top(2)).width(Fill).align_x(to).into())
}

fn chip<'a>(message: &Text, reaction: &'a Reaction, known: &Contact, model: &Model) -> Element<'a, Message> {
    let (says, who) = (display::clean(&reaction.text), name_of(reaction.by, known, model));
    let character = text(says).size(size::BODY);
    match reaction.by {
        Who::Them => hinted(container(character).padding([2, 8]).style(style::chip), who),
        Who::Us => {
            debug_assert_eq!(ours_of(message), Some(reaction.text.as_str()));
            let face = vec![character.into(), text(who).size(size::SMALL).into()];
            let face = line(model.words.direction(), face).spacing(space::XS).align_y(Alignment::Center);
            let undo = Message::Act(message.id, Act::Unreact);
            let face = button(face).padding([2, 8]).style(chosen).on_press(undo);
            hinted(face, model.words.say("conversation-unreact"))
        }
    }
}

fn chosen(theme: &Theme, status: button::Status) -> button::Style {
    let mut look = style::secondary(theme, status);
    look.border = look.border.rounded(space::ROUNDEST).color(colours(theme).accent);
    look
}

/// The small corner of a bubble is at the side on which it stands; a marked one has an edge.
fn turned(
    look: fn(&Theme) -> container::Style,
    direction: Direction,
    marked: bool,
) -> impl Fn(&Theme) -> container::Style {
    move |theme| {
        let mut style = look(theme);
        if direction == Direction::RightToLeft {
            let corners = &mut style.border.radius;
            std::mem::swap(&mut corners.bottom_left, &mut corners.bottom_right);
        }
        if marked {
            let c: &Colours = colours(theme);
            style.border = style.border.width(space::THICK).color(c.text);
        }
        style
    }
}
