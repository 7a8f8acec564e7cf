//! The ordinary verifier: plays the owner's side once more, through the very code of a live session.
//!
//! Everything of the peer must open, everything of one's own must come out byte for byte, and the export must say what
//! the records say. It accepts a session that was kept and one that was made up alike, because they are alike.

use super::coins::{HandshakeCoins, OwnCoins, Step};
use super::exchange::unused_step;
use super::lines::{self, Line};
use super::record::{FRAMES_MIN, Frame, Part, RecordError, Recorded};
use super::{LineError, Side};
use crate::payload::{Deed, Payload, WireId};
use serde::Serialize;
use sotto_crypto::{
    Continuity, IdentityKey, InitiatorCoins, PublicIdentity, ResponderCoins, Session, StaticDh, StepCoins,
    initiator, responder,
};
use std::collections::BTreeMap;
use thiserror::Error;

/// What a recorded session holds, once it was accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Accepted {
    /// Who dialled.
    pub dialled_by: Side,
    /// Frames of ours, handshake included.
    pub frames_mine: usize,
    /// Frames of theirs, handshake included.
    pub frames_theirs: usize,
    /// Texts of ours.
    pub texts_mine: usize,
    /// Texts of theirs.
    pub texts_theirs: usize,
}

/// Why a recorded session is not accepted. Frames and lines are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CheckError {
    /// The files are none of a recorded session.
    #[error(transparent)]
    Record(#[from] RecordError),
    /// It says that it is with the owner of this very profile.
    #[error("session.json names your own address as the peer.")]
    OwnAddress,
    /// Somebody else's turn.
    #[error("Frame {0} in wire.bin comes from the wrong side.")]
    WrongTurn(usize),
    /// A frame of ours that we did not make.
    #[error("Frame {0} in wire.bin is not what this profile makes of these coins and payloads.")]
    OwnDiffers(usize),
    /// A frame of theirs that does not open.
    #[error("Frame {0} in wire.bin does not open.")]
    DoesNotOpen(usize),
    /// Opens, but says what no peer may say there.
    #[error("Frame {0} in wire.bin breaks the rules of a conversation.")]
    BreaksRules(usize),
    /// With another peer than it says.
    #[error("The session is not with the peer whom session.json names.")]
    OtherPeer,
    /// Used up before the end, or not used up: the file is not that of these frames.
    #[error("{0} does not fit the frames in wire.bin: it holds too little or too much.")]
    DoesNotFit(Part),
    /// Not a conversation.
    #[error("export.txt is not a conversation. {0}")]
    NoExport(LineError),
    /// Says something else.
    #[error("Line {0} of export.txt does not say what the records say.")]
    ExportDiffers(usize),
    /// Ends too early or too late.
    #[error("export.txt has not as many messages as the records.")]
    ExportLength,
}

/// Plays `me`'s side of the record.
///
/// # Errors
/// The first thing that does not fit.
pub(super) fn check(me: &IdentityKey, record: &Recorded) -> Result<Accepted, CheckError> {
    let peer = PublicIdentity::from_bytes(record.peer.as_key_bytes())
        .map_err(|_| RecordError::Malformed(Part::Session))?;
    if peer == me.public() {
        return Err(CheckError::OwnAddress);
    }
    let mut replay = Replay::new(record);
    let session = match &record.coins.handshake {
        HandshakeCoins::Initiator(coins) => replay.dialled(me, peer, InitiatorCoins::from_bytes(**coins))?,
        HandshakeCoins::Responder(coins) => replay.answered(me, peer, ResponderCoins::from_bytes(**coins))?,
    };
    replay.talk(session)?;
    let said = replay.finished()?;
    compare(&said.texts, &record.export)?;
    let frames = |by| record.wire.iter().filter(|frame| frame.by == by).count();
    let texts = |by| said.texts.values().filter(|(author, _)| *author == by).count();
    Ok(Accepted {
        dialled_by: record.dialled_by,
        frames_mine: frames(Side::Me),
        frames_theirs: frames(Side::Them),
        texts_mine: texts(Side::Me),
        texts_theirs: texts(Side::Them),
    })
}

/// One's own side on its way through the record.
struct Replay<'a> {
    wire: &'a [Frame],
    /// Frames that have been played.
    played: usize,
    continuity: Continuity,
    steps: std::slice::Iter<'a, Step>,
    payloads: std::slice::Iter<'a, Vec<u8>>,
    said: Said,
}

impl<'a> Replay<'a> {
    fn new(record: &'a Recorded) -> Self {
        let OwnCoins { continuity, handshake: _, steps } = &record.coins;
        Self {
            wire: &record.wire,
            played: 0,
            continuity: Continuity::from_bytes(**continuity),
            steps: steps.iter(),
            payloads: record.payloads.iter(),
            said: Said::default(),
        }
    }

    /// We dialled: M1, M2, M3, our first record, theirs.
    fn dialled(
        &mut self,
        me: &IdentityKey,
        peer: PublicIdentity,
        coins: InitiatorCoins,
    ) -> Result<Session, CheckError> {
        let (m1, state) = initiator::start(me, peer, coins).map_err(|_| CheckError::OwnAddress)?;
        self.ours(&m1)?;
        let m2 = self.theirs()?;
        let ready = state.read(m2).map_err(|_| self.unopened())?;
        let (m3, mut state) = ready.prove(me, &self.continuity).map_err(|_| self.unopened())?;
        self.ours(&m3)?;
        let body = self.own_payload()?;
        let coins = self.step(true)?;
        let record = state.seal(body, coins).map_err(|_| self.next_differs())?;
        self.ours(&record)?;
        self.heed(Side::Me, body)?;
        let first = self.theirs()?;
        let (session, body) = state.confirm(first).map_err(|_| self.unopened())?;
        self.heed(Side::Them, &body)?;
        Ok(session)
    }

    /// They dialled: the same from the other side.
    fn answered(
        &mut self,
        me: &IdentityKey,
        peer: PublicIdentity,
        coins: ResponderCoins,
    ) -> Result<Session, CheckError> {
        let m1 = self.theirs()?;
        let (m2, state) = responder::reply(me, m1, coins).map_err(|_| self.unopened())?;
        self.ours(&m2)?;
        let m3 = self.theirs()?;
        let identified = state.identify(me, m3).map_err(|_| self.unopened())?;
        if identified.peer() != peer {
            return Err(CheckError::OtherPeer);
        }
        let (state, _) =
            identified.accept(me, std::slice::from_ref(&self.continuity)).map_err(|_| self.unopened())?;
        let first = self.theirs()?;
        let (mut session, body) = state.confirm(first).map_err(|_| self.unopened())?;
        self.heed(Side::Them, &body)?;
        self.seal(&mut session)?;
        Ok(session)
    }

    /// Everything after the first record of each side.
    fn talk(&mut self, mut session: Session) -> Result<(), CheckError> {
        while let Some(frame) = self.wire.get(self.played) {
            match frame.by {
                Side::Me => self.seal(&mut session)?,
                Side::Them => {
                    let record = self.theirs()?;
                    let body = session.open(record).map_err(|_| self.unopened())?;
                    self.heed(Side::Them, &body)?;
                }
            }
        }
        Ok(())
    }

    fn seal(&mut self, session: &mut Session) -> Result<(), CheckError> {
        let body = self.own_payload()?;
        let coins = self.step(session.needs_step())?;
        let record = session.seal(body, coins).map_err(|_| self.next_differs())?;
        self.ours(&record)?;
        self.heed(Side::Me, body)
    }

    /// The next frame must be ours, and these bytes.
    fn ours(&mut self, bytes: &[u8]) -> Result<(), CheckError> {
        let frame = self.next(Side::Me)?;
        if frame == bytes { Ok(()) } else { Err(CheckError::OwnDiffers(self.played)) }
    }

    /// The next frame must be theirs.
    fn theirs(&mut self) -> Result<&'a [u8], CheckError> {
        self.next(Side::Them)
    }

    fn next(&mut self, by: Side) -> Result<&'a [u8], CheckError> {
        let wire = self.wire;
        let frame = wire.get(self.played).ok_or(RecordError::Cut(Part::Wire))?;
        self.played += 1;
        if frame.by == by { Ok(&frame.bytes) } else { Err(CheckError::WrongTurn(self.played)) }
    }

    fn own_payload(&mut self) -> Result<&'a [u8], CheckError> {
        self.payloads.next().map(Vec::as_slice).ok_or(CheckError::DoesNotFit(Part::Payloads))
    }

    fn step(&mut self, needed: bool) -> Result<StepCoins, CheckError> {
        if !needed {
            return Ok(unused_step());
        }
        let step = self.steps.next().ok_or(CheckError::DoesNotFit(Part::Coins))?;
        Ok(StepCoins::from_bytes(**step))
    }

    fn heed(&mut self, by: Side, body: &[u8]) -> Result<(), CheckError> {
        self.said.heed(by, body).ok_or(CheckError::BreaksRules(self.played))
    }

    /// The frame that was played last is the peer's, and bad.
    fn unopened(&self) -> CheckError {
        CheckError::DoesNotOpen(self.played)
    }

    /// The frame that comes next is ours, and cannot be.
    fn next_differs(&self) -> CheckError {
        CheckError::OwnDiffers(self.played + 1)
    }

    /// Nothing may be left over.
    fn finished(self) -> Result<Said, CheckError> {
        debug_assert!(self.played >= FRAMES_MIN);
        match (self.steps.len(), self.payloads.len()) {
            (0, 0) => Ok(self.said),
            (0, _) => Err(CheckError::DoesNotFit(Part::Payloads)),
            _ => Err(CheckError::DoesNotFit(Part::Coins)),
        }
    }
}

/// What was said, and how far each side has got.
#[derive(Default)]
pub(super) struct Said {
    texts: BTreeMap<usize, (Side, String)>,
    /// Where the text stands that a side has given a name.
    names: BTreeMap<(bool, WireId), usize>,
    greeted: [bool; 2],
    parted: [bool; 2],
}

impl Said {
    /// Takes note of a payload; `None` if it breaks a rule of docs/protocol.md, 15: hello comes first and once, nothing
    /// comes after bye, a text is shown once, as it was last changed.
    pub(super) fn heed(&mut self, by: Side, body: &[u8]) -> Option<()> {
        let payload = Payload::decode(body).ok()?;
        let mine = by == Side::Me;
        let greeted = self.greeted.get_mut(usize::from(mine))?;
        let first = !std::mem::replace(greeted, true);
        let parted = self.parted.get_mut(usize::from(mine))?;
        if first != matches!(payload, Payload::Hello(_)) || *parted {
            return None;
        }
        match payload {
            Payload::Bye(_) => *parted = true,
            Payload::Text(text) => {
                let next = self.names.len();
                if *self.names.entry((mine, text.id)).or_insert(next) == next {
                    self.texts.insert(next, (by, text.body));
                }
            }
            Payload::Act(act) => self.change(mine, act.deed),
            _ => {}
        }
        Some(())
    }
}

impl Said {
    /// A text of the same side is changed or taken back; one of an earlier session is in no record of this one.
    fn change(&mut self, mine: bool, deed: Deed) {
        match deed {
            Deed::Edit { text, body } => {
                let said = self.names.get(&(mine, text)).and_then(|at| self.texts.get_mut(at));
                said.into_iter().for_each(|(_, said)| said.clone_from(&body));
            }
            Deed::Delete { text } => drop(self.names.get(&(mine, text)).and_then(|at| self.texts.remove(at))),
            Deed::React { .. } => {}
        }
    }
}

/// The export must be the conversation of the records, and in the one form that an export has. Its times are the word
/// of whoever kept it: no record carries a time.
fn compare(said: &BTreeMap<usize, (Side, String)>, export: &str) -> Result<(), CheckError> {
    let lines = lines::parse(export).map_err(CheckError::NoExport)?;
    for ((by, text), (number, line)) in said.values().zip(&lines) {
        if line.by != *by || line.text != lines::shown(text) {
            return Err(CheckError::ExportDiffers(*number));
        }
    }
    if said.len() != lines.len() {
        return Err(CheckError::ExportLength);
    }
    let lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
    let form = lines::render(&lines);
    match form.lines().zip(export.lines()).position(|(form, is)| form != is) {
        Some(at) => Err(CheckError::ExportDiffers(at + 1)),
        None if form != export || lines.iter().any(|line| line.at.is_none()) => {
            Err(RecordError::Malformed(Part::Export).into())
        }
        None => Ok(()),
    }
}
