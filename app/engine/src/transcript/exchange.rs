//! A whole session between two sides, both played here: handshake, hello, pings, texts with their receipts, goodbye.
//!
//! ```text
//!   M1 M2 M3   hello hello   ping pong   text receipt …   (ping pong …)   text receipt …   bye
//! ```
//! It is what two engines put on the wire for the same script (docs/protocol.md, 15), with nothing lost on the way. The
//! peer is whoever can do its Diffie-Hellman: the real key, or a simulation of it.

use super::Side;
use super::coins::{HandshakeCoins, OwnCoins, Step, draw_step};
use super::record::Frame;
use super::script::{Script, Spoken};
use crate::coins::Coins;
use crate::core::ping_at;
use crate::payload::{Bye, Hello, Payload, Text};
use sotto_crypto::{
    ConfirmError, Continuity, HandshakeError, InitiatorCoins, OpenError, Refused, ResponderCoins, SealError,
    Session, StaticDh, StepCoins, initiator, responder,
};
use std::time::Duration;
use zeroize::Zeroizing;

/// The two sides.
#[derive(Clone, Copy)]
pub(super) struct Parties<'a> {
    pub(super) me: &'a dyn StaticDh,
    pub(super) peer: &'a dyn StaticDh,
}

/// Where each side's coins come from.
pub(super) struct Tosses<'a> {
    pub(super) own: &'a mut Coins,
    pub(super) theirs: &'a mut Coins,
}

/// What was there before the session: the secret that it rests on, and how many texts each side had written.
pub(super) struct Past {
    pub(super) continuity: Zeroizing<[u8; 32]>,
    pub(super) mine: u64,
    pub(super) theirs: u64,
}

/// What the owner of the profile can have kept of it.
pub(super) struct Held {
    pub(super) wire: Vec<Frame>,
    pub(super) coins: OwnCoins,
    pub(super) payloads: Vec<Vec<u8>>,
}

/// The two sides did not understand each other: a key that is one's own, or a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Broken;

/// Plays the whole session. `own` are the owner's coins of the handshake; they say who dials.
///
/// # Errors
/// [`Broken`]; with two different honest identities it does not happen.
pub(super) fn hold(
    parties: Parties<'_>,
    own: HandshakeCoins,
    past: &Past,
    script: &Script,
    mut tosses: Tosses<'_>,
) -> Result<Held, Broken> {
    let dialled_by = match own {
        HandshakeCoins::Initiator(_) => Side::Me,
        HandshakeCoins::Responder(_) => Side::Them,
    };
    let theirs = HandshakeCoins::draw(dialled_by == Side::Them, tosses.theirs);
    let coins = OwnCoins { continuity: past.continuity.clone(), handshake: own, steps: Vec::new() };
    let mut held = Held { wire: Vec::new(), coins, payloads: Vec::new() };
    let (me, them) = shake_hands(parties, &theirs, &mut held, &mut tosses)?;
    let seqs = [past.mine, past.theirs];
    Talk { me, them, tosses, held, seqs, quiet_until: [Duration::ZERO; 2] }.follow(script, dialled_by)
}

/// The handshake and the first record of each side.
fn shake_hands(
    parties: Parties<'_>,
    theirs: &HandshakeCoins,
    held: &mut Held,
    tosses: &mut Tosses<'_>,
) -> Result<(Session, Session), Broken> {
    let (caller, callee, coins_a, coins_b, dialler) = match (&held.coins.handshake, theirs) {
        (HandshakeCoins::Initiator(a), HandshakeCoins::Responder(b)) => {
            (parties.me, parties.peer, **a, **b, Side::Me)
        }
        (HandshakeCoins::Responder(b), HandshakeCoins::Initiator(a)) => {
            (parties.peer, parties.me, **a, **b, Side::Them)
        }
        _ => return Err(Broken),
    };
    let listener = dialler.other();
    let continuity = Continuity::from_bytes(*held.coins.continuity);
    let hello = Payload::Hello(Hello::ours(true)).encode();
    let (m1, await_reply) = initiator::start(caller, callee.public(), InitiatorCoins::from_bytes(coins_a))?;
    let (m2, await_proof) = responder::reply(callee, &m1, ResponderCoins::from_bytes(coins_b))?;
    let (m3, mut await_confirm) = await_reply.read(&m2)?.prove(caller, &continuity)?;
    let first = await_confirm.seal(&hello, held.step_of(dialler, tosses))?;
    let (await_first, _) = await_proof.identify(callee, &m3)?.accept(callee, &[continuity])?;
    let (mut b, _) = await_first.confirm(&first)?;
    let second = b.seal(&hello, held.step_of(listener, tosses))?;
    let (a, _) = await_confirm.confirm(&second)?;
    held.payloads.push(hello);
    let frames = [(dialler, m1), (listener, m2), (dialler, m3), (dialler, first), (listener, second)];
    held.wire.extend(frames.map(|(by, bytes)| Frame { by, bytes }));
    Ok(if dialler == Side::Me { (a, b) } else { (b, a) })
}

impl Held {
    /// Coins for a step of one side; the owner's are kept.
    fn step_of(&mut self, by: Side, tosses: &mut Tosses<'_>) -> StepCoins {
        let step: Step = match by {
            Side::Me => draw_step(tosses.own),
            Side::Them => draw_step(tosses.theirs),
        };
        let coins = StepCoins::from_bytes(*step);
        if by == Side::Me {
            self.coins.steps.push(step);
        }
        coins
    }
}

/// An open session, both ends.
struct Talk<'a> {
    me: Session,
    them: Session,
    tosses: Tosses<'a>,
    held: Held,
    /// Texts of each side so far, ours first.
    seqs: [u64; 2],
    /// When each side would ask whether the other is there, ours first, since 1970.
    quiet_until: [Duration; 2],
}

impl Talk<'_> {
    fn follow(mut self, script: &Script, dialled_by: Side) -> Result<Held, Broken> {
        let begin = script.spoken().first().map_or(Duration::ZERO, moment);
        self.say(dialled_by, &Payload::Ping)?;
        self.say(dialled_by.other(), &Payload::Pong)?;
        self.all_heard(begin);
        let mut now = begin;
        for spoken in script.spoken() {
            // A clock that was set back does not turn time back.
            now = now.max(moment(spoken));
            self.keep_alive(now)?;
            self.speak(spoken)?;
            self.all_heard(now);
        }
        self.say(Side::Me, &Payload::Bye(Bye::Shutdown))?;
        Ok(self.held)
    }

    /// A text, and the receipt for it.
    fn speak(&mut self, spoken: &Spoken) -> Result<(), Broken> {
        let seq = match spoken.by {
            Side::Me => &mut self.seqs[0],
            Side::Them => &mut self.seqs[1],
        };
        *seq += 1;
        let seq = *seq;
        let id = self.source(spoken.by).draw();
        self.say(spoken.by, &Payload::Text(Text { id, seq, reply_to: None, body: spoken.text.clone() }))?;
        self.say(spoken.by.other(), &Payload::Receipt(vec![id]))
    }

    /// The pings of the quiet time up to `now`.
    fn keep_alive(&mut self, now: Duration) -> Result<(), Broken> {
        loop {
            let [mine, theirs] = self.quiet_until;
            let (by, at) = if mine <= theirs { (Side::Me, mine) } else { (Side::Them, theirs) };
            if at > now {
                return Ok(());
            }
            self.say(by, &Payload::Ping)?;
            self.say(by.other(), &Payload::Pong)?;
            self.all_heard(at);
        }
    }

    /// Both sides have just heard the other.
    fn all_heard(&mut self, now: Duration) {
        self.quiet_until = Side::BOTH.map(|side| ping_at(now, self.source(side)));
    }

    /// One record: sealed on one side, opened on the other.
    fn say(&mut self, by: Side, payload: &Payload) -> Result<(), Broken> {
        let body = payload.encode();
        let steps = match by {
            Side::Me => self.me.needs_step(),
            Side::Them => self.them.needs_step(),
        };
        let coins = if steps { self.held.step_of(by, &mut self.tosses) } else { unused_step() };
        let (from, to) = match by {
            Side::Me => (&mut self.me, &mut self.them),
            Side::Them => (&mut self.them, &mut self.me),
        };
        let bytes = from.seal(&body, coins)?;
        if to.open(&bytes)? != body {
            return Err(Broken);
        }
        self.held.wire.push(Frame { by, bytes });
        if by == Side::Me {
            self.held.payloads.push(body);
        }
        Ok(())
    }

    fn source(&mut self, side: Side) -> &mut Coins {
        match side {
            Side::Me => self.tosses.own,
            Side::Them => self.tosses.theirs,
        }
    }
}

/// For a record that goes on in its epoch: a session looks at step coins only when it steps.
pub(super) fn unused_step() -> StepCoins {
    StepCoins::from_bytes([0; StepCoins::LEN])
}

fn moment(spoken: &Spoken) -> Duration {
    Duration::from_secs(spoken.at.seconds())
}

/// Whatever was refused, it was our own doing: nothing here comes from a peer.
macro_rules! broken_by {
    ($($error:ty),+) => { $(
        impl From<$error> for Broken {
            fn from(_: $error) -> Self {
                Self
            }
        }
    )+ };
}
broken_by!(HandshakeError, Refused, ConfirmError, OpenError, SealError);
