//! The words above the session: what one record carries (docs/protocol.md, 15).
//!
//! Knows bytes and bounds, no keys, no store, no clock. Kinds below 0x80 that are not known here are an error, kinds
//! from 0x80 on are passed over, so that peers of different age keep talking.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod act;
mod verify;

pub(crate) use act::{Act, Author, Deed, Target};
pub(crate) use verify::{Quitter, Verify};

use crate::api::TEXT_MAX;
use crate::invite::{TOKEN_BYTES, Token};
use thiserror::Error;
use zeroize::Zeroizing;

/// The payload version that this program speaks.
pub(crate) const VERSION: u8 = 1;
/// Most receipts in one payload.
pub(crate) const RECEIPTS_MAX: usize = 64;

/// A message's name on the wire: chosen at random by its sender, the same in every session.
pub(crate) type WireId = [u8; 16];

/// What one record carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Payload {
    /// The first payload of each side.
    Hello(Hello),
    /// A text.
    Text(Text),
    /// Something is done to a text that was said before.
    Act(Act),
    /// These texts and acts are in our vault.
    Receipt(Vec<WireId>),
    /// Are you there?
    Ping,
    /// Here I am.
    Pong,
    /// A part of a check.
    Verify(Verify),
    /// From now on you are a contact of ours.
    Accepted,
    /// We hang up.
    Bye(Bye),
    /// A kind of a later version, passed over.
    Unknown,
}

/// The first payload of each side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hello {
    /// Highest payload version that is spoken.
    pub(crate) version: u8,
    /// Bits for what later versions can do; none yet.
    pub(crate) capabilities: u64,
    /// Whether the one who says hello has the other as a contact.
    pub(crate) accepted: bool,
    /// What the other one has given them in order to be let in.
    pub(crate) invite: Option<Token>,
}

/// A text with its name and its place in the sender's row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    /// Its name.
    pub(crate) id: WireId,
    /// Counted by the sender, per contact, from 1.
    pub(crate) seq: u64,
    /// What it answers.
    pub(crate) reply_to: Option<Target>,
    /// 1 to [`TEXT_MAX`] bytes.
    pub(crate) body: String,
}

/// Why a side hangs up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bye {
    /// Another link of the same pair goes on.
    Duplicate,
    /// The session has lived long enough.
    Age,
    /// The program ends.
    Shutdown,
}

/// A payload that breaks the rules: the link closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub(crate) enum PayloadError {
    /// Too short, too long, or with a value that does not exist.
    #[error("malformed payload; close the link")]
    Malformed,
    /// A kind below 0x80 that is not known.
    #[error("unknown payload kind; close the link")]
    UnknownKind,
}

const HELLO: u8 = 0x01;
const TEXT: u8 = 0x02;
const RECEIPT: u8 = 0x03;
const PING: u8 = 0x04;
const ACCEPTED: u8 = 0x09;
const REPLY: u8 = 0x0a;
const INVITED: u8 = 0x0e;
const BYE: u8 = 0x7f;
const OPTIONAL: u8 = 0x80;
/// Bytes of the longest hello.
const HELLO_MAX: usize = 1 + 1 + 8 + 1 + TOKEN_BYTES;

impl Payload {
    /// The bytes of it: kind, then fields, no padding.
    pub(crate) fn encode(&self) -> Vec<u8> {
        match self {
            Self::Hello(hello) => hello.encode(),
            Self::Text(text) => text.encode(),
            Self::Act(act) => act.encode(),
            Self::Receipt(ids) => std::iter::once(RECEIPT).chain(ids.iter().flatten().copied()).collect(),
            Self::Ping => vec![PING, 0],
            Self::Pong => vec![PING, 1],
            Self::Verify(verify) => verify.encode(),
            Self::Accepted => vec![ACCEPTED],
            Self::Bye(why) => vec![BYE, why.code()],
            Self::Unknown => vec![OPTIONAL],
        }
    }

    /// Reads one payload; every byte must be accounted for.
    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, PayloadError> {
        let (&kind, rest) = bytes.split_first().ok_or(PayloadError::Malformed)?;
        match kind {
            HELLO | INVITED => Hello::decode(kind, rest).map(Self::Hello),
            TEXT | REPLY => Text::decode(kind, rest).map(Self::Text),
            kind if Act::KINDS.contains(&kind) => Act::decode(kind, rest).map(Self::Act),
            RECEIPT => decode_receipt(rest).map(Self::Receipt),
            PING => match rest {
                [0] => Ok(Self::Ping),
                [1] => Ok(Self::Pong),
                _ => Err(PayloadError::Malformed),
            },
            kind if Verify::KINDS.contains(&kind) => Verify::decode(kind, rest).map(Self::Verify),
            ACCEPTED if rest.is_empty() => Ok(Self::Accepted),
            ACCEPTED => Err(PayloadError::Malformed),
            BYE => Bye::decode(rest).map(Self::Bye),
            OPTIONAL.. => Ok(Self::Unknown),
            _ => Err(PayloadError::UnknownKind),
        }
    }
}

impl Hello {
    /// What this program says of itself.
    pub(crate) fn ours(accepted: bool) -> Self {
        Self { version: VERSION, capabilities: 0, accepted, invite: None }
    }

    fn encode(&self) -> Vec<u8> {
        let kind = if self.invite.is_some() { INVITED } else { HELLO };
        // as large as it gets, so that no part of a token is left behind
        let mut bytes = Vec::with_capacity(HELLO_MAX);
        bytes.extend([kind, self.version]);
        bytes.extend(self.capabilities.to_be_bytes());
        bytes.push(u8::from(self.accepted));
        bytes.extend(self.invite.iter().flat_map(Token::reveal));
        bytes
    }

    fn decode(kind: u8, bytes: &[u8]) -> Result<Self, PayloadError> {
        let (&version, rest) = bytes.split_first().ok_or(PayloadError::Malformed)?;
        let (capabilities, rest) = rest.split_first_chunk().ok_or(PayloadError::Malformed)?;
        let (&accepted, rest) = rest.split_first().ok_or(PayloadError::Malformed)?;
        let invite = match (kind, <[u8; TOKEN_BYTES]>::try_from(rest)) {
            (INVITED, Ok(token)) => Some(Token::from_bytes(Zeroizing::new(token))),
            (HELLO, _) if rest.is_empty() => None,
            _ => return Err(PayloadError::Malformed),
        };
        if version == 0 || accepted > 1 {
            return Err(PayloadError::Malformed);
        }
        let capabilities = u64::from_be_bytes(*capabilities);
        Ok(Self { version, capabilities, accepted: accepted == 1, invite })
    }
}

impl Text {
    fn encode(&self) -> Vec<u8> {
        let body = self.body.as_bytes();
        match self.reply_to {
            None => [&act::head(TEXT, &self.id, self.seq)[..], body].concat(),
            Some(to) => [&act::head(REPLY, &self.id, self.seq)[..], &to.encode(), body].concat(),
        }
    }

    fn decode(kind: u8, bytes: &[u8]) -> Result<Self, PayloadError> {
        let (id, seq, rest) = act::read_head(bytes)?;
        let (reply_to, body) = match kind {
            REPLY => Target::decode(rest).map(|(to, body)| (Some(to), body))?,
            _ => (None, rest),
        };
        Ok(Self { id, seq, reply_to, body: act::utf8(body, 1..=TEXT_MAX)? })
    }
}

impl Bye {
    fn code(self) -> u8 {
        match self {
            Self::Duplicate => 1,
            Self::Age => 2,
            Self::Shutdown => 3,
        }
    }

    fn decode(bytes: &[u8]) -> Result<Self, PayloadError> {
        match bytes {
            [1] => Ok(Self::Duplicate),
            [2] => Ok(Self::Age),
            [3] => Ok(Self::Shutdown),
            _ => Err(PayloadError::Malformed),
        }
    }
}

fn decode_receipt(bytes: &[u8]) -> Result<Vec<WireId>, PayloadError> {
    let (ids, rest) = bytes.as_chunks::<16>();
    if !rest.is_empty() || ids.is_empty() || ids.len() > RECEIPTS_MAX {
        return Err(PayloadError::Malformed);
    }
    Ok(ids.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::REACTION_MAX;
    use proptest::prelude::*;

    fn any_payload() -> impl Strategy<Value = Payload> {
        let token = any::<[u8; TOKEN_BYTES]>().prop_map(|bytes| Token::from_bytes(Zeroizing::new(bytes)));
        let hello = (1u8.., any::<u64>(), any::<bool>(), prop::option::of(token)).prop_map(
            |(version, capabilities, accepted, invite)| {
                Payload::Hello(Hello { version, capabilities, accepted, invite })
            },
        );
        let target = || {
            (any::<bool>(), any::<WireId>()).prop_map(|(own, id)| {
                let by = if own { Author::Sender } else { Author::Receiver };
                Target { by, id }
            })
        };
        let text = (any::<WireId>(), 0..=u64::MAX >> 1, prop::option::of(target()), "\\PC{1,200}")
            .prop_map(|(id, seq, reply_to, body)| Payload::Text(Text { id, seq, reply_to, body }));
        let deed = prop_oneof![
            (any::<WireId>(), "\\PC{1,200}").prop_map(|(text, body)| Deed::Edit { text, body }),
            (target(), "\\PC{0,8}").prop_map(|(to, reaction)| Deed::React { to, reaction }),
            any::<WireId>().prop_map(|text| Deed::Delete { text }),
        ];
        let act = (any::<WireId>(), 0..=u64::MAX >> 1, deed)
            .prop_map(|(id, seq, deed)| Payload::Act(Act { id, seq, deed }));
        let receipt = prop::collection::vec(any::<WireId>(), 1..=RECEIPTS_MAX).prop_map(Payload::Receipt);
        let verify = (0..3u8, prop::collection::vec(any::<u8>(), 0..300)).prop_map(|(kind, fields)| {
            Payload::Verify(match kind {
                0 => Verify::Ask(fields),
                1 => Verify::Answer(fields),
                _ => Verify::Confirm(fields),
            })
        });
        let rest = prop::sample::select(vec![
            Payload::Verify(Verify::End(Quitter::Asker)),
            Payload::Verify(Verify::End(Quitter::Answerer)),
            Payload::Ping,
            Payload::Pong,
            Payload::Accepted,
            Payload::Bye(Bye::Duplicate),
            Payload::Bye(Bye::Age),
            Payload::Bye(Bye::Shutdown),
        ]);
        prop_oneof![hello, text, act, receipt, verify, rest]
    }

    proptest! {
        #[test]
        fn what_is_encoded_is_decoded(payload in any_payload()) {
            prop_assert_eq!(Payload::decode(&payload.encode()), Ok(payload));
        }

        #[test]
        fn what_is_decoded_has_one_encoding(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(payload) = Payload::decode(&bytes) && payload != Payload::Unknown {
                prop_assert_eq!(payload.encode(), bytes);
            }
        }
    }

    /// Lesson L1 (docs/lessons.md): whatever the length, no byte is missing and none is left over.
    #[test]
    fn an_empty_or_odd_length_is_refused_or_read_to_its_last_byte() {
        for (kind, len) in (0..OPTIONAL).flat_map(|kind| (0..100).map(move |len| (kind, len))) {
            for fill in [0, 1, b'=', 0xff] {
                let bytes = [vec![kind], vec![fill; len]].concat();
                if let Ok(payload) = Payload::decode(&bytes) {
                    assert_eq!(payload.encode(), bytes);
                }
            }
        }
        assert_eq!(Payload::decode(&[]), Err(PayloadError::Malformed));
    }

    #[test]
    fn a_text_over_the_bound_is_malformed() {
        let text = |len| {
            let body = "a".repeat(len);
            Payload::Text(Text { id: [7; 16], seq: 1, reply_to: None, body }).encode()
        };
        assert!(Payload::decode(&text(TEXT_MAX)).is_ok());
        assert_eq!(Payload::decode(&text(TEXT_MAX + 1)), Err(PayloadError::Malformed));
        assert_eq!(Payload::decode(&text(0)), Err(PayloadError::Malformed));
    }

    #[test]
    fn an_act_out_of_its_bounds_is_malformed() {
        let of = |deed| Payload::Act(Act { id: [7; 16], seq: 1, deed }).encode();
        let edit = |len| Payload::decode(&of(Deed::Edit { text: [8; 16], body: "a".repeat(len) }));
        let to = Target { by: Author::Receiver, id: [8; 16] };
        let react = |len| Payload::decode(&of(Deed::React { to, reaction: "a".repeat(len) }));
        for (good, bad) in
            [(edit(TEXT_MAX), edit(TEXT_MAX + 1)), (react(REACTION_MAX), react(REACTION_MAX + 1))]
        {
            assert!(good.is_ok());
            assert_eq!(bad, Err(PayloadError::Malformed));
        }
        assert!(react(0).is_ok());
        assert_eq!(edit(0), Err(PayloadError::Malformed));
        let mut nobody = of(Deed::React { to, reaction: String::new() });
        nobody[25] = 3;
        assert_eq!(Payload::decode(&nobody), Err(PayloadError::Malformed));
        let deletion = of(Deed::Delete { text: [8; 16] });
        assert!(Payload::decode(&deletion).is_ok());
        assert_eq!(Payload::decode(&[&deletion[..], &[0]].concat()), Err(PayloadError::Malformed));
        assert_eq!(Payload::decode(&deletion[..40]), Err(PayloadError::Malformed));
    }

    #[test]
    fn kinds_of_later_versions_are_passed_over_and_others_refused() {
        assert_eq!(Payload::decode(&[0x80, 1, 2, 3]), Ok(Payload::Unknown));
        assert_eq!(Payload::decode(&[0xff]), Ok(Payload::Unknown));
        for kind in [0x00, 0x0f, 0x10, 0x7e] {
            assert_eq!(Payload::decode(&[kind]), Err(PayloadError::UnknownKind));
        }
        assert_eq!(Payload::decode(&[]), Err(PayloadError::Malformed));
    }

    #[test]
    fn who_ends_a_check_says_as_what() {
        for wrong in [&[0x08][..], &[0x08, 0], &[0x08, 3], &[0x08, 1, 1]] {
            assert_eq!(Payload::decode(wrong), Err(PayloadError::Malformed), "{wrong:?}");
        }
    }

    #[test]
    fn receipts_are_bounded() {
        let receipts = |n: usize| Payload::decode(&Payload::Receipt(vec![[1; 16]; n]).encode());
        assert!(receipts(RECEIPTS_MAX).is_ok());
        assert_eq!(receipts(RECEIPTS_MAX + 1), Err(PayloadError::Malformed));
        assert_eq!(receipts(0), Err(PayloadError::Malformed));
    }
}
