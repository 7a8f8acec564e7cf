//! Conversations: what was said, what is said now, and what is told of it.

use super::{Desk, REMEMBERED_MAX, Whom};
use crate::clock;
use crate::display;
use crate::engine::Ask;
use crate::model::waiting_reason;
use sotto_engine::api::{
    Contact, Deleted, Event, Message, MessageState, NetworkStatus, Presence, Request, Response, Standing,
};
use tokio::io::AsyncWrite;

/// Messages that are said when a conversation is opened, unread ones at most.
const UNREAD_MAX: u32 = 50;

impl<A: Ask, W: AsyncWrite + Unpin> Desk<A, W> {
    pub(super) async fn open(&mut self, whom: &Whom) {
        if let Some(contact) = self.find(whom).await {
            self.open_contact(&contact).await;
        }
    }

    /// Opens a conversation and says what is unread in it.
    pub(super) async fn open_contact(&mut self, contact: &Contact) {
        self.open = Some(contact.id);
        self.opened(contact).await;
        if contact.unread > 0 {
            self.tell_last(contact, contact.unread.min(UNREAD_MAX)).await;
        }
        if contact.standing == Standing::Requesting {
            self.say("chat-open-asking").await;
        }
        self.asked(contact).await;
        self.change(Request::MarkRead { contact: contact.id }).await;
    }

    pub(super) async fn opened(&mut self, contact: &Contact) {
        let (name, presence) = (self.name(contact), self.presence(contact));
        let about =
            [("name", name.into()), ("number", super::number(contact)), ("presence", presence.into())];
        self.say_with("chat-open", &about).await;
        if contact.continuity_lost {
            self.say_of("chat-device-changed", contact).await;
        }
    }

    pub(super) async fn close(&mut self) {
        self.open = None;
        self.say("chat-closed").await;
    }

    pub(super) async fn next(&mut self) {
        let unread = |contact: &&Contact| contact.unread > 0 && contact.standing == Standing::Accepted;
        match self.model.contacts().iter().find(unread).cloned() {
            Some(contact) => self.open_contact(&contact).await,
            None => self.say("chat-no-unread").await,
        }
    }

    pub(super) async fn history(&mut self, count: u16) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        self.tell_last(&contact, count.into()).await;
    }

    async fn tell_last(&mut self, contact: &Contact, count: u32) {
        let limit = u16::try_from(count).unwrap_or(u16::MAX);
        let request =
            Request::History { contact: contact.id, before: None, after: None, around: None, limit };
        let page = match self.ask(request).await {
            Ok(Response::History(page)) => page,
            Ok(_) => return,
            Err(failure) => return self.fail(failure).await,
        };
        if page.messages.is_empty() {
            return self.say("chat-no-messages").await;
        }
        self.say_with("chat-history", &[("count", page.messages.len().into())]).await;
        for message in &page.messages {
            self.remember(message);
            let at = clock::local(message.at).format("%Y-%m-%d %H:%M").to_string();
            let about = [("at", at.into()), ("who", self.author(contact, message).into())];
            let who = self.model.words.say_with("chat-dated", &about);
            self.tell_text(&who, message).await;
        }
    }

    /// Whose message it is, and whether it was changed.
    fn author(&self, contact: &Contact, message: &Message) -> String {
        let words = self.model.words;
        let ours = message.state != MessageState::Received;
        let who = if ours { words.say("chat-you") } else { self.name(contact) };
        if message.edited { words.say_with("chat-edited", &[("who", who.into())]) } else { who }
    }

    async fn tell_text(&mut self, who: &str, message: &Message) {
        let gone = self.model.words.say("chat-deleted-message");
        match message.deleted {
            None => self.paper.quote(who, &message.text).await,
            Some(Deleted::Here) => {}
            Some(_) => self.paper.quote(who, &gone).await,
        }
    }

    pub(super) async fn send(&mut self, text: String) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        let request = Request::Send { contact: contact.id, text, reply_to: None };
        let message = match self.ask(request).await {
            Ok(Response::Message(message)) => message,
            Ok(_) => return,
            Err(failure) => return self.fail(failure).await,
        };
        self.remember(&message);
        let who = self.author(&contact, &message);
        self.tell_text(&who, &message).await;
        if message.state == MessageState::Queued {
            let words = self.model.words;
            let reason = waiting_reason(&contact, &self.model.status.network, words);
            self.say_with("chat-waiting", &[("reason", reason.into())]).await;
        }
    }

    /// Notes how far a message is; whether that is news.
    fn remember(&mut self, message: &Message) -> bool {
        let now = (message.state, message.edited || message.deleted.is_some());
        let before = self.said.insert(message.id, now);
        if self.said.len() > REMEMBERED_MAX {
            self.said.pop_first();
        }
        before != Some(now)
    }

    /// Takes in what the engine tells, and says of it what is new.
    pub(in crate::chat) async fn hear(&mut self, event: Event) {
        match event {
            Event::Status(status) => {
                let before = self.model.status.network.clone();
                self.model.status = status;
                self.hear_network(&before).await;
            }
            Event::Contact(contact) => self.hear_contact(contact).await,
            Event::ContactRemoved { contact } => {
                if let Some(gone) = self.forget(contact) {
                    self.say_of("chat-removed", &gone).await;
                }
            }
            Event::Message(message) => self.hear_message(&message).await,
            Event::Checked { contact, outcome, asked_by_us } => {
                self.checked(contact, outcome, asked_by_us).await;
            }
            Event::Resync {} => {
                self.read_all().await;
                self.say("chat-news-lost").await;
            }
            Event::Storage { failure } => self.fail(failure).await,
        }
    }

    async fn hear_network(&mut self, before: &NetworkStatus) {
        let now = self.model.status.network.clone();
        if (before.phase, before.trouble) != (now.phase, now.trouble) {
            self.network(&now).await;
        }
    }

    async fn hear_contact(&mut self, contact: Contact) {
        let before = self.model.contact(contact.id).cloned();
        self.model.put(contact.clone());
        let Some(before) = before else {
            if contact.standing == Standing::Requesting {
                self.say("chat-request-new").await;
            }
            return;
        };
        let online = |contact: &Contact| contact.presence == Presence::Online;
        if online(&contact) != online(&before) {
            self.say_of(if online(&contact) { "chat-online" } else { "chat-offline" }, &contact).await;
        }
        if contact.accepted_us && !before.accepted_us {
            self.say_of("chat-accepted-us", &contact).await;
        }
        if contact.continuity_lost && !before.continuity_lost {
            self.say_of("chat-device-changed", &contact).await;
        }
        if contact.check != before.check {
            self.asked(&contact).await;
        }
    }

    async fn hear_message(&mut self, message: &Message) {
        let known = self.said.contains_key(&message.id);
        let Some(contact) = self.model.contact(message.contact).cloned() else { return };
        if contact.standing != Standing::Accepted || !self.remember(message) {
            return;
        }
        let open = self.open == Some(contact.id);
        match message.state {
            MessageState::Received if open => {
                let who = self.author(&contact, message);
                self.tell_text(&who, message).await;
                self.change(Request::MarkRead { contact: contact.id }).await;
            }
            MessageState::Received if known || contact.muted => {}
            MessageState::Received => self.say_of("chat-new-elsewhere", &contact).await,
            MessageState::Delivered if message.deleted.is_none() => {
                let (name, text) = (self.name(&contact), display::line(&message.text));
                self.say_with("chat-delivered", &[("name", name.into()), ("text", text.into())]).await;
            }
            _ => {}
        }
    }
}
