//! The list: who is there, who asks, who is not wanted.

use super::{Awaited, Desk, Whom, number};
use crate::display;
use crate::engine::Ask;
use sotto_engine::api::{Contact, ContactId, Request, Response, Standing};
use tokio::io::AsyncWrite;

/// Deletes for good.
const YES: &str = "yes";

impl<A: Ask, W: AsyncWrite + Unpin> Desk<A, W> {
    pub(super) async fn contacts(&mut self) {
        let all: Vec<Contact> = self.model.contacts().to_vec();
        let (asking, known): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|contact| contact.standing == Standing::Requesting);
        if known.is_empty() {
            self.say("chat-no-contacts").await;
        }
        for contact in known {
            let key = if contact.unread > 0 { "chat-contact-unread" } else { "chat-contact" };
            let (name, presence) = (self.name(&contact), self.presence(&contact));
            let about = [
                ("number", number(&contact)),
                ("name", name.into()),
                ("presence", presence.into()),
                ("unread", contact.unread.into()),
            ];
            self.say_with(key, &about).await;
        }
        if !asking.is_empty() {
            self.requests().await;
        }
    }

    pub(super) async fn requests(&mut self) {
        let asking = self.model.contacts().iter().filter(|contact| contact.standing == Standing::Requesting);
        let asking: Vec<Contact> = asking.cloned().collect();
        if asking.is_empty() {
            self.say("chat-no-requests").await;
        }
        for contact in asking {
            self.say_of("chat-request", &contact).await;
            if let Some(greeting) = &contact.last {
                let name = self.name(&contact);
                self.paper.quote(&name, &greeting.text).await;
            }
        }
    }

    pub(super) async fn add(&mut self, address: String, name: String) {
        if let Some(contact) = self.change(Request::AddContact { address, name }).await {
            self.say_of("chat-added", &contact).await;
            self.open_contact(&contact).await;
        }
    }

    pub(super) async fn accept(&mut self, whom: &Whom, name: String) {
        let Some(asking) = self.find(whom).await else { return };
        if let Some(contact) = self.change(Request::AcceptRequest { contact: asking.id, name }).await {
            self.say_of("chat-accepted", &contact).await;
            self.open_contact(&contact).await;
        }
    }

    pub(super) async fn decline(&mut self, whom: &Whom) {
        let Some(asking) = self.find(whom).await else { return };
        if self.done(Request::DeclineRequest { contact: asking.id }).await {
            self.say("chat-declined").await;
        }
    }

    pub(super) async fn block(&mut self, whom: &Whom) {
        let Some(contact) = self.find(whom).await else { return };
        if let Some(contact) = self.change(Request::Block { contact: contact.id }).await {
            self.say_of("chat-blocked", &contact).await;
            if self.open == Some(contact.id) {
                self.close().await;
            }
        }
    }

    pub(super) async fn unblock(&mut self, whom: &Whom) {
        let Some(contact) = self.find(whom).await else { return };
        if let Some(contact) = self.change(Request::Unblock { contact: contact.id }).await {
            self.say_of("chat-unblocked", &contact).await;
        }
    }

    pub(super) async fn rename(&mut self, name: String) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        if let Some(contact) = self.change(Request::Rename { contact: contact.id, name }).await {
            self.say_of("chat-renamed", &contact).await;
        }
    }

    pub(super) async fn ask_deletion(&mut self, whom: &Whom) {
        let Some(contact) = self.find(whom).await else { return };
        self.say_of("chat-delete", &contact).await;
        self.await_line(Awaited::Deletion(contact.id)).await;
    }

    pub(super) async fn delete(&mut self, contact: ContactId, line: &str) {
        if line.trim() != YES {
            self.say("chat-kept").await;
        } else if self.done(Request::DeleteContact { contact }).await {
            self.forget(contact);
            self.say("chat-deleted").await;
        }
    }

    /// Somebody is gone; whether they were there until now.
    pub(in crate::chat) fn forget(&mut self, contact: ContactId) -> Option<Contact> {
        if self.open == Some(contact) {
            self.open = None;
        }
        let (gone, left): (Vec<_>, Vec<_>) =
            self.model.contacts().iter().cloned().partition(|known| known.id == contact);
        self.model.replace(left);
        gone.into_iter().next()
    }

    pub(super) async fn verify(&mut self) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        let safety = match self.ask(Request::SafetyWords { contact: contact.id }).await {
            Ok(Response::Safety(safety)) => safety,
            Ok(_) => return,
            Err(failure) => return self.fail(failure).await,
        };
        self.say_of("chat-words", &contact).await;
        for (at, words) in safety.words.chunks(4).enumerate() {
            let (from, to) = (at * 4 + 1, at * 4 + words.len());
            let about = [
                ("from", from.into()),
                ("to", to.into()),
                ("words", display::clean(&words.join(", ")).into()),
            ];
            self.say_with("chat-words-line", &about).await;
        }
        self.say("chat-words-same").await;
    }

    pub(super) async fn same(&mut self) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        if let Some(contact) = self.change(Request::MarkCompared { contact: contact.id }).await {
            self.say_of("chat-compared", &contact).await;
        }
    }

    pub(super) async fn trust(&mut self) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        if let Some(contact) = self.change(Request::TrustAgain { contact: contact.id }).await {
            self.say_of("chat-trusted", &contact).await;
        }
    }

    pub(super) async fn try_now(&mut self) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        if self.done(Request::TryNow { contact: contact.id }).await {
            self.say_of("chat-called", &contact).await;
        }
    }
}
