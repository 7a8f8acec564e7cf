//! A question that only the other can answer.

use super::{Awaited, Desk, Whom};
use crate::engine::Ask;
use sotto_engine::api::{Answer, Check, CheckOutcome, Contact, ContactId, Request};
use tokio::io::AsyncWrite;

impl<A: Ask, W: AsyncWrite + Unpin> Desk<A, W> {
    pub(super) async fn ask_answer(&mut self, question: String) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        self.await_line(Awaited::OwnAnswer(contact.id, question)).await;
    }

    pub(super) async fn ask_question(&mut self, contact: ContactId, question: String, line: &str) {
        let answer = Answer::new(line.to_owned());
        if self.change(Request::AskQuestion { contact, question, answer }).await.is_some() {
            self.say("chat-asked").await;
        }
    }

    pub(super) async fn await_answer(&mut self) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        if matches!(contact.check, Some(Check::Asked { .. })) {
            self.await_line(Awaited::TheirAnswer(contact.id)).await;
        } else {
            self.say("chat-no-question").await;
        }
    }

    pub(super) async fn answer_question(&mut self, contact: ContactId, line: &str) {
        let answer = Answer::new(line.to_owned());
        if self.change(Request::AnswerQuestion { contact, answer }).await.is_some() {
            self.say("chat-answered").await;
        }
    }

    pub(super) async fn end_check(&mut self) {
        let Some(contact) = self.find(&Whom::Open).await else { return };
        self.change(Request::EndCheck { contact: contact.id }).await;
    }

    /// A question of theirs that was not there before.
    pub(super) async fn asked(&mut self, contact: &Contact) {
        if let Some(Check::Asked { question }) = &contact.check {
            let about = [("name", self.name(contact).into())];
            let who = self.model.words.say_with("chat-asks", &about);
            self.paper.quote(&who, question).await;
            self.say("chat-asks-hint").await;
        }
    }

    /// How a check ended.
    pub(in crate::chat) async fn checked(&mut self, contact: ContactId, outcome: CheckOutcome, ours: bool) {
        let Some(contact) = self.model.contact(contact).cloned() else { return };
        let key = match outcome {
            CheckOutcome::Same if ours => "chat-check-same",
            CheckOutcome::Same => "chat-check-same-theirs",
            CheckOutcome::Different => "chat-check-different",
            CheckOutcome::Ended => "chat-check-ended",
        };
        self.say_of(key, &contact).await;
    }
}
