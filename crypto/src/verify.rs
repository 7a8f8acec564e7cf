//! Whether two people share a secret, shown to each other without showing it: CPace with key
//! confirmation inside a session (section 16).
//!
//! ```text
//!   asker                                              answerer
//!   ask -------- VERIFY1: Ya, question ------------->  Asked::read
//!   AwaitShare                                         Asked
//!   read <------ VERIFY2: Yb, Tb --------------------  answer
//!   Outcome ---- VERIFY3: Ta ----------------------->  AwaitTag
//!                                                      read -> Outcome
//! ```
//!
//! Whoever sits at the other end, or between, has one guess a run and learns nothing but whether it
//! was right. The caller limits the runs: it counts a try, durably, before VERIFY2 or VERIFY3 leaves,
//! and takes it back when the outcome is [`Outcome::Verified`]. This layer knows no counter, no
//! contact and no frame.

mod answer;
mod cpace;

pub use answer::{ANSWER_MAX, Answer, BadAnswer, BadQuestion, QUESTION_MAX, Question};

use crate::{
    coins::VerifyCoins,
    identity::PublicIdentity,
    kdf,
    keys::{Key, Tag, opaque},
    schedule::SessionId,
    session::Session,
};
use cpace::{Agreed, Contribution, Generator, OwnShare, SHARE, Share, lv_cat};
use subtle::ConstantTimeEq;
use thiserror::Error;

/// Bytes of a tag.
const TAG: usize = 32;

/// The longest VERIFY1, in bytes.
pub const VERIFY1_MAX: usize = SHARE + QUESTION_MAX;

/// Bytes of VERIFY2.
pub const VERIFY2_LEN: usize = SHARE + TAG;

/// Bytes of VERIFY3.
pub const VERIFY3_LEN: usize = TAG;

/// The name of this use of CPace in the channel identifier.
const CHANNEL: &[u8] = b"ODS1 verify";

/// The session and the two identities that a run vouches for.
#[derive(Clone)]
pub struct Binding {
    sid: SessionId,
    me: PublicIdentity,
    peer: PublicIdentity,
}

/// VERIFY1 is out; VERIFY2 is awaited.
#[cfg_attr(test, derive(Clone))]
pub struct AwaitShare {
    roles: Roles,
    own: OwnShare,
}

/// A question of the peer, to be answered by the person.
#[cfg_attr(test, derive(Clone))]
pub struct Asked {
    roles: Roles,
    question: Question,
    share: Share,
}

/// VERIFY2 is out; VERIFY3 is awaited.
#[cfg_attr(test, derive(Clone))]
pub struct AwaitTag {
    expected: Key<Tag>,
}

/// What a finished run says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// The other end of this very session gave the same answer.
    Verified,
    /// It gave another one, or is not who it says.
    Differs,
}

/// A run failed and its state is gone: close the stream and say nothing. The try counts.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum VerifyError {
    /// Wrong length, or a text that is no [`Question`].
    #[error("verification: the message is malformed")]
    Malformed,
    /// A share that is not canonical, not in the group, or the neutral element.
    #[error("verification: the share contributes nothing")]
    NonContributory,
}

/// Who asked whom, in which session. The roles are fixed by who asked.
#[derive(Clone)]
struct Roles {
    sid: SessionId,
    asker: PublicIdentity,
    answerer: PublicIdentity,
}

/// The two tags of a run.
struct Tags {
    asker: Key<Tag>,
    answerer: Key<Tag>,
}

impl Binding {
    /// `session` as `me`.
    #[must_use]
    pub fn new(session: &Session, me: PublicIdentity) -> Self {
        Self { sid: session.sid().clone(), me, peer: session.peer() }
    }
}

/// Asks the peer: VERIFY1 and the state that awaits VERIFY2.
///
/// # Errors
/// [`VerifyError::NonContributory`] if the coins are zero modulo the group order.
pub fn ask(
    binding: &Binding,
    question: &Question,
    answer: &Answer,
    coins: VerifyCoins,
) -> Result<(Vec<u8>, AwaitShare), VerifyError> {
    let Binding { sid, me, peer } = binding.clone();
    let roles = Roles { sid, asker: me, answerer: peer };
    let own = roles.generator(answer).share(&coins.scalar)?;
    let verify1 = [own.share(), question.as_str().as_bytes()].concat();
    Ok((verify1, AwaitShare { roles, own }))
}

impl AwaitShare {
    /// Reads VERIFY2: VERIFY3, to be sent whatever the outcome, and the outcome. If the answers differ,
    /// VERIFY3 is zeros and shows nothing of ours.
    ///
    /// # Errors
    /// [`VerifyError`].
    pub fn read(self, verify2: &[u8]) -> Result<(Vec<u8>, Outcome), VerifyError> {
        let verify2: &[u8; VERIFY2_LEN] = verify2.try_into().map_err(|_| VerifyError::Malformed)?;
        let (share, tag) = verify2.split_first_chunk::<SHARE>().ok_or(VerifyError::Malformed)?;
        let agreed = self.own.agree(share)?;
        let tags = self.roles.tags(agreed, self.own.share(), share);
        let outcome = compare(&tags.answerer, tag);
        let verify3 = match outcome {
            Outcome::Verified => tags.asker.as_bytes().to_vec(),
            Outcome::Differs => vec![0; VERIFY3_LEN],
        };
        Ok((verify3, outcome))
    }
}

impl Asked {
    /// Reads VERIFY1.
    ///
    /// # Errors
    /// [`VerifyError::Malformed`]. The share is looked at in [`Self::answer`].
    pub fn read(binding: &Binding, verify1: &[u8]) -> Result<Self, VerifyError> {
        let Binding { sid, me, peer } = binding.clone();
        let (share, question) = verify1.split_first_chunk::<SHARE>().ok_or(VerifyError::Malformed)?;
        let question = std::str::from_utf8(question).map_err(|_| VerifyError::Malformed)?;
        let question = Question::new(question).map_err(|_| VerifyError::Malformed)?;
        Ok(Self { roles: Roles { sid, asker: peer, answerer: me }, question, share: *share })
    }

    /// What the peer asks.
    #[must_use]
    pub fn question(&self) -> &Question {
        &self.question
    }

    /// Answers: VERIFY2 and the state that awaits VERIFY3. The peer can tell from VERIFY2 whether its
    /// answer is ours, so the try must have been counted before it leaves.
    ///
    /// # Errors
    /// [`VerifyError::NonContributory`], of the peer's share or of our coins.
    pub fn answer(self, answer: &Answer, coins: VerifyCoins) -> Result<(Vec<u8>, AwaitTag), VerifyError> {
        let own = self.roles.generator(answer).share(&coins.scalar)?;
        let agreed = own.agree(&self.share)?;
        let tags = self.roles.tags(agreed, &self.share, own.share());
        let verify2 = [*own.share(), *tags.answerer.as_bytes()].concat();
        Ok((verify2, AwaitTag { expected: tags.asker }))
    }
}

impl AwaitTag {
    /// Reads VERIFY3.
    ///
    /// # Errors
    /// [`VerifyError::Malformed`].
    pub fn read(self, verify3: &[u8]) -> Result<Outcome, VerifyError> {
        let tag: &[u8; VERIFY3_LEN] = verify3.try_into().map_err(|_| VerifyError::Malformed)?;
        Ok(compare(&self.expected, tag))
    }
}

impl Roles {
    /// `g` of the answer, of this session and of these two in these roles.
    fn generator(&self, answer: &Answer) -> Generator {
        let ci = lv_cat(&[CHANNEL, self.asker.as_bytes(), self.answerer.as_bytes()]);
        Generator::new(answer.prs(), &ci, self.sid.as_bytes())
    }

    /// `Ta` and `Tb`. `K` is not needed after them.
    fn tags(&self, agreed: Agreed, asker: &Share, answerer: &Share) -> Tags {
        let a = Contribution { share: asker, data: self.asker.as_bytes() };
        let b = Contribution { share: answerer, data: self.answerer.as_bytes() };
        let mac = kdf::verify_mac(&agreed.session_key(self.sid.as_bytes(), &a, &b));
        let tag = |role, of: &Contribution<'_>| kdf::verify_tag(&mac, role, &lv_cat(&[of.share, of.data]));
        Tags { asker: tag(kdf::Role::Asker, &a), answerer: tag(kdf::Role::Answerer, &b) }
    }
}

impl From<cpace::BadShare> for VerifyError {
    fn from(_: cpace::BadShare) -> Self {
        Self::NonContributory
    }
}

opaque!(Binding AwaitShare Asked AwaitTag);

/// In constant time.
fn compare(expected: &Key<Tag>, tag: &[u8]) -> Outcome {
    match bool::from(expected.as_bytes().as_slice().ct_eq(tag)) {
        true => Outcome::Verified,
        false => Outcome::Differs,
    }
}

#[cfg(test)]
mod tests;
