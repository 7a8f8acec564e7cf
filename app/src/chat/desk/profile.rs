//! The profile, the way to the network, the own address.

use super::{Awaited, Desk};
use crate::display;
use crate::engine::{Answer, Ask};
use crate::model::phase_words;
use sotto_engine::api::{Failure, NetworkStatus};
use sotto_engine::api::{NetworkPhase, PASSPHRASE_MAX, Passphrase, Profile, Request, Response, Status};
use tokio::io::AsyncWrite;

impl<A: Ask, W: AsyncWrite + Unpin> Desk<A, W> {
    /// Says where we are, and what is needed first.
    pub(in crate::chat) async fn begin(&mut self) {
        self.say("chat-welcome").await;
        let answer = self.ask(Request::Status).await;
        self.arrive(answer).await;
    }

    /// Goes on from what the engine says of the profile.
    async fn arrive(&mut self, answer: Answer) {
        let status = match answer {
            Ok(Response::Status(status)) => status,
            Ok(_) => return,
            Err(failure) => return self.fail(failure).await,
        };
        let profile = status.profile;
        self.model.status = status;
        match profile {
            Profile::Absent => self.say("chat-absent").await,
            Profile::Locked => self.await_line(Awaited::Unlock).await,
            Profile::Open => self.enter("chat-opened").await,
            Profile::Amnesic => self.enter("chat-opened-amnesic").await,
        }
    }

    async fn enter(&mut self, key: &str) {
        self.say(key).await;
        if self.model.status.exposed {
            self.say("chat-exposed").await;
        }
        self.read_all().await;
        self.address().await;
        if self.model.status.network.phase == NetworkPhase::Offline {
            self.say("chat-offline-hint").await;
        }
        self.contacts().await;
    }

    /// Reads everybody anew.
    pub(in crate::chat) async fn read_all(&mut self) {
        if let Ok(Response::Status(status)) = self.ask(Request::Status).await {
            self.model.status = status;
        }
        match self.ask(Request::Contacts).await {
            Ok(Response::Contacts(contacts)) => self.model.replace(contacts),
            Ok(_) => {}
            Err(failure) => self.fail(failure).await,
        }
    }

    /// What is wrong with it is asked for again.
    pub(super) async fn unlock(&mut self, line: &str) {
        let answer = self.ask(Request::Unlock { passphrase: Passphrase::new(line.to_owned()) }).await;
        if let Err(failure) = answer {
            self.fail(failure).await;
            if matches!(failure, Failure::PassphraseWrong) {
                self.await_line(Awaited::Unlock).await;
            }
            return;
        }
        self.arrive(answer).await;
    }

    pub(super) async fn choose(&mut self, line: &str) {
        if line.len() > PASSPHRASE_MAX {
            return self.fail(Failure::PassphraseTooLong).await;
        }
        self.await_line(Awaited::Again(Passphrase::new(line.to_owned()))).await;
    }

    pub(super) async fn create(&mut self, first: Passphrase, line: &str) {
        if first.reveal() != line {
            return self.say("chat-passphrases-differ").await;
        }
        let answer = self.ask(Request::Create { passphrase: first }).await;
        self.arrive(answer).await;
    }

    pub(super) async fn amnesic(&mut self) {
        let answer = self.ask(Request::CreateAmnesic).await;
        self.arrive(answer).await;
    }

    pub(super) async fn lock(&mut self) {
        let answer = self.ask(Request::Lock).await;
        if answer.is_ok() {
            self.open = None;
            self.said.clear();
            self.model.replace(Vec::new());
            self.say("chat-locked").await;
        }
        self.arrive(answer).await;
    }

    pub(super) async fn status(&mut self) {
        self.network(&self.model.status.network.clone()).await;
        match self.open.and_then(|id| self.model.contact(id)).cloned() {
            Some(contact) => self.opened(&contact).await,
            None => self.say("chat-closed").await,
        }
    }

    pub(super) async fn address(&mut self) {
        let Status { address: Some(address), link, .. } = self.model.status.clone() else {
            return self.say("chat-not-open").await;
        };
        let groups = display::grouped(&address).replace('\n', " ");
        self.say_with("chat-address", &[("address", address.into())]).await;
        if let Some(link) = link {
            self.say_with("chat-address-link", &[("link", link.into())]).await;
        }
        self.say_with("chat-address-grouped", &[("groups", groups.into())]).await;
    }

    pub(super) async fn connect(&mut self) {
        self.done(Request::Connect).await;
    }

    pub(super) async fn disconnect(&mut self) {
        self.done(Request::Disconnect).await;
    }

    /// Says what the connection is doing, and what keeps it from going on.
    pub(in crate::chat) async fn network(&mut self, network: &NetworkStatus) {
        let words = self.model.words;
        self.say_with("chat-network", &[("phase", phase_words(network, words).into())]).await;
        if let Some(trouble) = network.trouble {
            self.paper.line(&words.trouble(trouble)).await;
        }
    }

    pub(super) async fn bridges(&mut self, switch: Option<bool>) {
        let kept = match self.ask(Request::Bridges).await {
            Ok(Response::Bridges(kept)) => kept,
            Ok(_) => return,
            Err(failure) => return self.fail(failure).await,
        };
        match switch {
            Some(enabled) => self.keep_bridges(kept.lines, enabled).await,
            None => self.list_bridges(&kept.lines, kept.enabled).await,
        }
    }

    pub(super) async fn bridge(&mut self, line: &str) {
        let mut lines = match self.ask(Request::Bridges).await {
            Ok(Response::Bridges(kept)) => kept.lines,
            Ok(_) => return,
            Err(failure) => return self.fail(failure).await,
        };
        lines.push(line.to_owned());
        self.keep_bridges(lines, true).await;
    }

    async fn keep_bridges(&mut self, lines: Vec<String>, enabled: bool) {
        match self.ask(Request::SetBridges { lines: lines.join("\n"), enabled }).await {
            Ok(Response::Bridges(kept)) => self.list_bridges(&kept.lines, kept.enabled).await,
            Ok(_) => {}
            Err(failure) => self.fail(failure).await,
        }
    }

    async fn list_bridges(&mut self, lines: &[String], enabled: bool) {
        if lines.is_empty() {
            return self.say("chat-no-bridges").await;
        }
        self.say(if enabled { "chat-bridges-on" } else { "chat-bridges-off" }).await;
        for line in lines {
            self.paper.line(&display::clean(line).replace('\n', " ")).await;
        }
    }
}
