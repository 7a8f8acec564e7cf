//! How the main screen looks: list and pane, and the bar over a pane.

use super::{Chats, Message, Pane, Place, sidebar};
use crate::model::Model;
use crate::theme::{space, style};
use crate::widget::Icon;
use crate::widget::mirror::line;
use crate::widget::pieces::{across, down, gap, notice, scrolled, sign, slot, small_action, title};
use crate::words::{Direction, Words};
use iced::widget::{column, container};
use iced::{Alignment, Element, Fill};

impl Chats {
    /// The screen: list and pane side by side, or in a narrow window the one in front.
    pub(crate) fn view<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let list = self.sidebar.view(model, self.shown(), self.place());
        let both = if model.is_narrow() {
            let pane = matches!(self.pane, Pane::Nothing).then_some(());
            match pane {
                Some(()) if model.contacts().is_empty() => {
                    column![self.sidebar.view_head(model), self.view_pane(model)].into()
                }
                Some(()) => container(list).width(Fill).height(Fill).style(style::panel).into(),
                None => self.view_beside(model),
            }
        } else {
            let list = container(list).width(space::SIDEBAR).height(Fill).style(style::panel);
            line(model.words.direction(), vec![list.into(), down(), self.view_beside(model)]).into()
        };
        let undo = self.declined.as_ref().map(|declined| declined.view(model.words).map(Message::Undo));
        column![container(both).height(Fill), slot(self.view_failure(model)), slot(undo)].into()
    }

    fn view_beside<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        container(self.view_pane(model)).width(Fill).height(Fill).style(style::canvas).into()
    }

    /// What the vault's disk, or whatever else was asked here, has failed at.
    fn view_failure(&self, model: &Model) -> Option<Element<'_, Message>> {
        let failure = self.failure?;
        let dismiss = small_action(model.words.say("chats-dismiss"), style::on_notice, Message::Dismiss);
        let says = notice(model.words.failure(failure), Some(dismiss.into()));
        Some(container(says).padding(space::S).width(Fill).style(style::canvas).into())
    }

    pub(super) fn place(&self) -> Option<Place> {
        match &self.pane {
            Pane::Home => Some(Place::Home),
            Pane::AddContact(_) => Some(Place::AddContact),
            Pane::Settings(_) => Some(Place::Settings),
            Pane::OwnAddress(_) => Some(Place::OwnAddress),
            _ => None,
        }
    }

    fn view_pane<'a>(&'a self, model: &'a Model) -> Element<'a, Message> {
        let known = self.shown().and_then(|shown| model.contact(shown));
        let words = model.words;
        let framed = |name, content| framed(name, content, model);
        match (&self.pane, known) {
            (Pane::Conversation(open), Some(known)) => {
                let open = open.view(known, self.outcome(known), model).map(Message::Conversation);
                if model.is_narrow() { column![back_bar(model), open].into() } else { open }
            }
            (Pane::Request(pane), Some(known)) => {
                framed(words.say("chats-request"), pane.view(known, model).map(Message::Request))
            }
            (Pane::Verify(pane), Some(known)) => {
                let view = pane.view(known, self.outcome(known), model);
                framed(words.say("chats-check"), view.map(Message::Verify))
            }
            (Pane::Contact(page), Some(known)) => {
                framed(words.say("chats-contact"), page.view(known, model).map(Message::Contact))
            }
            (Pane::AddContact(form), _) => {
                framed(words.say("chats-add-contact"), form.view(model).map(Message::AddContact))
            }
            (Pane::Settings(settings), _) => {
                topped(words.say("chats-settings"), settings.view(model).map(Message::Settings), model)
            }
            (Pane::OwnAddress(pane), _) => {
                framed(words.say("common-your-address"), pane.view(model).map(Message::OwnAddress))
            }
            (Pane::Home, _) if model.is_narrow() => {
                column![back_bar(model), self.home.view(model).map(Message::Home)].into()
            }
            _ => self.home.view(model).map(Message::Home),
        }
    }
}

/// A pane that is not a conversation: a bar with its name and the way out, and one column.
fn framed<'a>(name: String, content: Element<'a, Message>, model: &Model) -> Element<'a, Message> {
    let around = if model.is_narrow() { space::L } else { space::XL };
    let column = container(content).max_width(space::COLUMN).padding(around).width(Fill);
    topped(name, scrolled(container(column).center_x(Fill)).height(Fill).into(), model)
}

/// A bar with the name of a pane and the way out, over what fills the rest.
fn topped<'a>(name: String, body: Element<'a, Message>, model: &Model) -> Element<'a, Message> {
    let (words, narrow) = (model.words, model.is_narrow());
    let head = if narrow {
        vec![back_sign(words), title(name).into()]
    } else {
        vec![title(name).into(), gap(), sign(Icon::Close, words.say("chats-close"), Message::Back)]
    };
    let line = line(words.direction(), head).spacing(space::S).align_y(Alignment::Center);
    let sides = if narrow { space::S } else { space::L };
    column![container(line).padding([0.0, sides]).center_y(sidebar::HEAD).width(Fill), across(), body].into()
}

/// The way back to the list where there is room for one of the two only.
fn back_bar<'a>(model: &Model) -> Element<'a, Message> {
    let all = vec![back_sign(model.words), gap()];
    column![container(line(model.words.direction(), all)).padding([0.0, space::S]), across()].into()
}

fn back_sign<'a>(words: &Words) -> Element<'a, Message> {
    let arrow = match words.direction() {
        Direction::LeftToRight => Icon::Back,
        Direction::RightToLeft => Icon::ArrowRight,
    };
    sign(arrow, words.say("chats-back"), Message::Back)
}
