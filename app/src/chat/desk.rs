//! What the text mode knows, and what it does for each line.
//!
//! ```text
//!  line ──▶ awaited? ── a passphrase, an answer, a yes ──▶ engine ──▶ one line each
//!                 └──── nothing: command | text ─────────▶
//! ```

mod check;
mod people;
mod profile;
mod talk;

use super::command::{Command, Mistake, Whom, parse};
use super::paper::Paper;
use crate::display;
use crate::engine::{Answer, Ask};
use crate::model::{Model, presence_word};
use crate::terminal::Terminal;
use crate::words::{Argument, Words};
use sotto_engine::api::{
    Contact, ContactId, Failure, MessageId, MessageState, Passphrase, Request, Response,
};
use sotto_engine::text::Likeness;
use std::collections::BTreeMap;
use tokio::io::AsyncWrite;
use zeroize::Zeroizing;

/// Messages of which is remembered what was said; older ones are said again if they change again.
const REMEMBERED_MAX: usize = 1024;

/// What the next line is, beside a command.
pub(super) enum Awaited {
    /// A command or a text.
    Nothing,
    /// The passphrase of the profile.
    Unlock,
    /// That of a new one.
    Create,
    /// The same again.
    Again(Passphrase),
    /// The answer to a question of ours.
    OwnAnswer(ContactId, String),
    /// Ours to theirs.
    TheirAnswer(ContactId),
    /// Yes, or not.
    Deletion(ContactId),
}

/// Whether the person stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    Stay,
    Leave,
}

/// The state.
pub(super) struct Desk<A, W> {
    engine: A,
    pub(super) paper: Paper<W>,
    terminal: Option<Terminal>,
    pub(super) model: Model,
    open: Option<ContactId>,
    awaited: Awaited,
    /// How far each message was when something was last said of it.
    said: BTreeMap<MessageId, (MessageState, bool)>,
}

impl<A: Ask, W: AsyncWrite + Unpin> Desk<A, W> {
    pub(super) fn new(engine: A, paper: Paper<W>, terminal: Option<Terminal>, words: &'static Words) -> Self {
        Self {
            engine,
            paper,
            terminal,
            model: Model::speaking(words),
            open: None,
            awaited: Awaited::Nothing,
            said: BTreeMap::new(),
        }
    }

    /// Takes in a line.
    pub(super) async fn take(&mut self, line: &[u8]) -> Then {
        // a line that is no UTF-8 is not sent as something else
        let Ok(line) = std::str::from_utf8(line) else {
            self.say("chat-unknown").await;
            return Then::Stay;
        };
        let line = Zeroizing::new(line.trim_end_matches(['\r', '\n']).to_owned());
        match std::mem::replace(&mut self.awaited, Awaited::Nothing) {
            Awaited::Nothing => return self.command(&line).await,
            awaited => {
                if let Some(terminal) = &self.terminal {
                    terminal.show();
                }
                self.give(awaited, &line).await;
            }
        }
        Then::Stay
    }

    async fn give(&mut self, awaited: Awaited, line: &str) {
        match awaited {
            Awaited::Nothing => {}
            Awaited::Unlock => self.unlock(line).await,
            Awaited::Create => self.choose(line).await,
            Awaited::Again(first) => self.create(first, line).await,
            Awaited::OwnAnswer(contact, question) => self.ask_question(contact, question, line).await,
            Awaited::TheirAnswer(contact) => self.answer_question(contact, line).await,
            Awaited::Deletion(contact) => self.delete(contact, line).await,
        }
    }

    async fn command(&mut self, line: &str) -> Then {
        match parse(line) {
            Ok(Command::Quit) => return Then::Leave,
            Ok(command) => self.carry_out(command).await,
            Err(Mistake::Unknown) => self.say("chat-unknown").await,
            Err(Mistake::Incomplete) => self.say("chat-incomplete").await,
        }
        Then::Stay
    }

    async fn carry_out(&mut self, command: Command) {
        match command {
            Command::Help => self.help().await,
            Command::Status => self.status().await,
            Command::Create => self.await_line(Awaited::Create).await,
            Command::Amnesic => self.amnesic().await,
            Command::Unlock => self.await_line(Awaited::Unlock).await,
            Command::Lock => self.lock().await,
            Command::Contacts => self.contacts().await,
            Command::Requests => self.requests().await,
            Command::Open(whom) => self.open(&whom).await,
            Command::Next => self.next().await,
            Command::Close => self.close().await,
            Command::History(count) => self.history(count).await,
            Command::Add(address, name) => self.add(address, name).await,
            Command::Accept(whom, name) => self.accept(&whom, name).await,
            Command::Decline(whom) => self.decline(&whom).await,
            Command::Block(whom) => self.block(&whom).await,
            Command::Unblock(whom) => self.unblock(&whom).await,
            Command::Rename(name) => self.rename(name).await,
            Command::Delete(whom) => self.ask_deletion(&whom).await,
            Command::Verify => self.verify().await,
            Command::Same => self.same().await,
            Command::Ask(question) => self.ask_answer(question).await,
            Command::Answer => self.await_answer().await,
            Command::End => self.end_check().await,
            Command::Trust => self.trust().await,
            Command::Try => self.try_now().await,
            Command::Address => self.address().await,
            Command::Connect => self.connect().await,
            Command::Disconnect => self.disconnect().await,
            Command::Bridges(switch) => self.bridges(switch).await,
            Command::Bridge(line) => self.bridge(&line).await,
            Command::Say(text) => self.send(text).await,
            Command::Quit => {}
        }
    }

    async fn help(&mut self) {
        for key in [
            "chat-help-talk",
            "chat-help-open",
            "chat-help-people",
            "chat-help-check",
            "chat-help-network",
            "chat-help-profile",
        ] {
            self.say(key).await;
        }
    }

    /// Asks for a line that is something else than a command, and does not show it while it is typed if it is secret.
    async fn await_line(&mut self, awaited: Awaited) {
        let prompt = match &awaited {
            Awaited::Unlock => "chat-passphrase",
            Awaited::Create => "chat-passphrase-new",
            Awaited::Again(_) => "chat-passphrase-again",
            Awaited::OwnAnswer(..) | Awaited::TheirAnswer(_) => "chat-answer",
            Awaited::Nothing | Awaited::Deletion(_) => return self.awaited = awaited,
        };
        if let Some(terminal) = &self.terminal {
            terminal.hide();
        }
        self.awaited = awaited;
        self.say(prompt).await;
    }

    async fn ask(&self, request: Request) -> Answer {
        self.engine.ask(request).await
    }

    /// Asks what is answered by a contact; what went wrong is said.
    async fn change(&mut self, request: Request) -> Option<Contact> {
        match self.ask(request).await {
            Ok(Response::Contact(contact)) => {
                self.model.put(contact.clone());
                Some(contact)
            }
            Ok(_) => None,
            Err(failure) => {
                self.fail(failure).await;
                None
            }
        }
    }

    /// Asks what is only done; whether it was. What went wrong is said.
    async fn done(&mut self, request: Request) -> bool {
        match self.ask(request).await {
            Ok(_) => true,
            Err(failure) => {
                self.fail(failure).await;
                false
            }
        }
    }

    pub(super) async fn say(&mut self, key: &str) {
        self.say_with(key, &[]).await;
    }

    pub(super) async fn say_with(&mut self, key: &str, arguments: &[(&str, Argument<'_>)]) {
        let line = self.model.words.say_with(key, arguments);
        self.paper.line(&line).await;
    }

    /// A sentence about somebody.
    async fn say_of(&mut self, key: &str, contact: &Contact) {
        let about = [("name", self.name(contact).into()), ("number", number(contact))];
        self.say_with(key, &about).await;
    }

    async fn fail(&mut self, failure: Failure) {
        let line = self.model.words.failure(failure);
        self.paper.line(&line).await;
    }

    /// What somebody is called here: never as we are.
    fn name(&self, contact: &Contact) -> String {
        let name = display::name(contact);
        let us = Likeness::of(&self.model.words.say("chat-you"));
        let likeness = Likeness::of(&name);
        match us.zip(likeness) {
            Some((us, them)) if us.is_like(&them) => format!("{name} · {}", display::short(&contact.address)),
            _ => name,
        }
    }

    fn presence(&self, contact: &Contact) -> String {
        presence_word(contact, self.model.words).to_lowercase()
    }

    /// Whom a command means; what is wrong with that is said.
    async fn find(&mut self, whom: &Whom) -> Option<Contact> {
        let found = match whom {
            Whom::Open => self.open.and_then(|id| self.model.contact(id)).cloned().ok_or("chat-nobody-open"),
            Whom::Number(number) => self.model.contact(ContactId(*number)).cloned().ok_or("chat-nobody"),
            Whom::Name(name) => self.named(name),
        };
        match found {
            Ok(contact) => Some(contact),
            Err(key) => {
                self.say(key).await;
                None
            }
        }
    }

    fn named(&self, name: &str) -> Result<Contact, &'static str> {
        let wanted = name.to_lowercase();
        let begins = |contact: &&Contact| display::name(contact).to_lowercase().starts_with(&wanted);
        let is = |contact: &&Contact| display::name(contact).to_lowercase() == wanted;
        let mut found = self.model.contacts().iter().filter(begins);
        match (found.next(), found.next()) {
            (None, _) => Err("chat-nobody"),
            (Some(only), None) => Ok(only.clone()),
            _ => self.model.contacts().iter().find(is).cloned().ok_or("chat-several"),
        }
    }
}

fn number(contact: &Contact) -> Argument<'static> {
    // as text: a number would get the separators of its language, and could not be typed
    contact.id.0.to_string().into()
}
