//! The contact list: who was looked for, requests, contacts with presence and unread counts, the blocked.

mod menu;
mod row;
mod search;

use super::{Message as Parent, Place, connection, contact_of};
use crate::engine::Answer;
use crate::fonts;
use crate::model::Model;
use crate::screen::Context;
use crate::theme::{size, space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{across, gap, minor, scrolled, sign, small_action, wrong};
use crate::widget::{Icon, focusable, icon};
use crate::words::Words;
use iced::widget::{Column, button, column, container, keyed_column, text};
use iced::{Alignment, Element, Fill, Task};
use menu::Menu;
pub(crate) use row::{presence_colour, state_icon, waiting_words};
pub(super) use search::FIELD as SEARCH;
use search::Search;
use sotto_engine::api::{Contact, ContactId, Failure, MessageId, Standing};

/// Height of the bar over the list and over every pane, in logical pixels.
pub(crate) const HEAD: f32 = 60.0;

/// The state.
#[derive(Debug, Default)]
pub(super) struct Sidebar {
    search: Search,
    menu: Option<Menu>,
    /// The blocked are shown.
    unfolded: bool,
}

/// What happens here.
#[derive(Clone, Debug)]
pub(crate) enum Message {
    /// In the field that one looks for somebody with.
    Search(search::Message),
    /// Open a conversation at a message that was found.
    Found(ContactId, MessageId),
    /// Show what can be done with somebody, or no more.
    Menu(ContactId),
    /// Do something with whoever the menu is of.
    Do(menu::Deed),
    /// It is done, or not.
    Done(Answer),
    /// Show or hide the blocked.
    Fold,
}

/// What the parent has to know.
#[derive(Debug)]
pub(super) enum Event {
    /// A contact changed.
    Changed(Box<Contact>),
    /// Something was refused.
    Failed(Failure),
    /// Show this message of a contact.
    Found(ContactId, MessageId),
}

impl Sidebar {
    /// Takes a message in.
    pub(super) fn update(
        &mut self,
        message: Message,
        context: &Context<'_>,
    ) -> (Task<Message>, Option<Event>) {
        match message {
            Message::Search(message) => (self.search.update(message, context).map(Message::Search), None),
            Message::Found(contact, message) => (Task::none(), Some(Event::Found(contact, message))),
            Message::Menu(contact) if self.menu.as_ref().is_some_and(|menu| menu.contact() == contact) => {
                self.menu = None;
                (Task::none(), None)
            }
            Message::Menu(contact) => {
                self.menu = Some(Menu::new(contact));
                (menu::focus(), None)
            }
            Message::Do(deed) => {
                let Some(menu) = &mut self.menu else { return (Task::none(), None) };
                match menu.request(deed) {
                    Some(request) => {
                        self.menu = None;
                        (context.engine.ask(request).map(Message::Done), None)
                    }
                    None => (menu::focus(), None),
                }
            }
            Message::Done(answer) => {
                let event = match contact_of(answer) {
                    Ok(contact) => contact.map(|contact| Event::Changed(Box::new(contact))),
                    Err(failure) => Some(Event::Failed(failure)),
                };
                (Task::none(), event)
            }
            Message::Fold => {
                self.unfolded = !self.unfolded;
                (Task::none(), None)
            }
        }
    }

    /// Closes what is in front; whether there was something.
    pub(super) fn back(&mut self) -> bool {
        self.menu.take().is_some() || self.search.clear()
    }

    /// The list beside the pane that shows `shown` or `place`.
    pub(super) fn view<'a>(
        &'a self,
        model: &'a Model,
        shown: Option<ContactId>,
        place: Option<Place>,
    ) -> Element<'a, Parent> {
        let search = (!model.contacts().is_empty()).then(|| {
            container(self.search.view(model).map(|message| Parent::Sidebar(Message::Search(message))))
                .padding([space::S, space::M])
        });
        column![head(place, model.words), across(), connection::view(model)]
            .push(search)
            .push(self.view_list(model, shown))
            .into()
    }

    /// The bar and the strip without the list.
    pub(super) fn view_head<'a>(&'a self, model: &'a Model) -> Element<'a, Parent> {
        column![head(None, model.words), across(), connection::view(model)].into()
    }

    fn view_list<'a>(&'a self, model: &'a Model, shown: Option<ContactId>) -> Element<'a, Parent> {
        match self.search.needle() {
            Some(needle) => self.view_found(&needle, model, shown),
            None if model.contacts().is_empty() => empty(model.words),
            None => self.view_all(model, shown),
        }
    }

    fn view_all<'a>(&'a self, model: &'a Model, shown: Option<ContactId>) -> Element<'a, Parent> {
        let (words, contacts) = (model.words, model.contacts());
        // by key: the focus stays with a contact that moves up
        let mut rows = keyed_column::<i64, _, _, _>([]).spacing(2).padding(space::S);
        let mut group = None;
        for contact in contacts {
            if group != Some(contact.standing) {
                group = Some(contact.standing);
                let head = match contact.standing {
                    Standing::Requesting => Some(group_name(words.say("sidebar-requests"))),
                    Standing::Accepted => None,
                    Standing::Blocked => Some(self.view_fold(model)),
                };
                rows = rows.push_maybe(-1 - contact.standing as i64, head);
            }
            if contact.standing != Standing::Blocked || self.unfolded {
                rows = rows.push(contact.id.0, self.view_row(contact, model, shown));
            }
        }
        scrolled(rows).height(Fill).into()
    }

    fn view_row<'a>(
        &'a self,
        contact: &'a Contact,
        model: &'a Model,
        shown: Option<ContactId>,
    ) -> Element<'a, Parent> {
        let menu = self.menu.as_ref().filter(|menu| menu.contact() == contact.id);
        let menu =
            menu.map(|menu| menu.view(contact, model.words).map(|deed| Parent::Sidebar(Message::Do(deed))));
        column![row::entry(contact, model, shown == Some(contact.id))].push(menu).into()
    }

    fn view_fold(&self, model: &Model) -> Element<'static, Parent> {
        let words = model.words;
        let blocked = model.contacts().iter().filter(|contact| contact.standing == Standing::Blocked).count();
        let says = minor(words.say_with("sidebar-blocked-count", &[("count", (blocked as u64).into())]));
        let sign = icon(if self.unfolded { Icon::ChevronUp } else { Icon::ChevronDown }, 16.0, |c| c.muted);
        let all = vec![says.font(fonts::BOLD).into(), gap(), sign.into()];
        let face = line(words.direction(), all).align_y(Alignment::Center);
        let message = Parent::Sidebar(Message::Fold);
        let face = button(face).padding([6, 8]).width(Fill).style(style::quiet).on_press(message.clone());
        focusable(face, Some(message)).into()
    }

    /// Contacts whose name or address has it, and messages that were found so far.
    fn view_found<'a>(
        &'a self,
        needle: &str,
        model: &'a Model,
        shown: Option<ContactId>,
    ) -> Element<'a, Parent> {
        let words = model.words;
        let people: Vec<_> =
            model.contacts().iter().filter(|known| search::is_named(known, needle)).collect();
        let nobody = people.is_empty();
        let mut rows: Column<'a, Parent> = column![].spacing(2).padding(space::S);
        for contact in people {
            rows = rows.push(self.view_row(contact, model, shown));
        }
        let hits = self.search.hits().iter().filter_map(|hit| {
            let contact = model.contact(hit.contact)?;
            Some(row::hit(contact, hit, needle, model))
        });
        let hits: Vec<_> = hits.collect();
        if !hits.is_empty() {
            rows = rows.push(group_name(words.say("sidebar-found-messages"))).extend(hits);
        } else if self.search.is_done() && nobody {
            rows = rows.push(container(minor(words.say("sidebar-found-nothing"))).padding(space::S));
        }
        let more = |message| Parent::Sidebar(Message::Search(message));
        rows = rows
            .push(
                self.search
                    .is_looking()
                    .then(|| container(minor(words.say("sidebar-looking"))).padding(space::S)),
            )
            .push(
                self.search
                    .more()
                    .map(|message| small_action(words.say("sidebar-more"), style::link, more(message))),
            )
            .push(self.search.wrong().map(|failure| wrong(Some(words.failure(failure)))));
        scrolled(rows.align_x(words.direction().start())).height(Fill).into()
    }
}

fn head<'a>(place: Option<Place>, words: &Words) -> Element<'a, Parent> {
    let name = text("Sotto").size(size::TITLE).font(fonts::BOLD);
    let go = |what, says, to| {
        let framed = container(sign(what, says, Parent::Show(to)));
        if place == Some(to) { framed.style(style::chip) } else { framed }
    };
    let all = vec![
        name.into(),
        gap(),
        go(Icon::Share, words.say("sidebar-own-address"), Place::OwnAddress).into(),
        go(Icon::Settings, words.say("sidebar-settings"), Place::Settings).into(),
        go(Icon::Add, words.say("sidebar-meet"), Place::Home).into(),
    ];
    let line = line(words.direction(), all);
    container(line.spacing(2).align_y(Alignment::Center)).padding([0, 16]).center_y(HEAD).width(Fill).into()
}

/// A list without anybody in it says what to do.
fn empty<'a>(words: &Words) -> Element<'a, Parent> {
    column![minor(words.say("sidebar-empty")), minor(words.say("sidebar-empty-do"))]
        .width(Fill)
        .align_x(words.direction().start())
        .spacing(space::S)
        .padding(space::L)
        .into()
}

fn group_name<'a>(name: String) -> Element<'a, Parent> {
    container(minor(name).font(fonts::BOLD).width(Fill)).padding([6, 8]).into()
}
