//! Whole handshakes through the public interface: who may talk to whom, and what is refused.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;

use common::{Coins, LOW_ORDER_U, identity, run};
use sotto_crypto::{
    BLOCK, ConfirmError, Continuity, HandshakeError, IdentityKey, OpenError, Refused, SealError, StaticDh,
    initiator::{self, AwaitConfirm},
    responder::{self, AwaitFirst},
};
use std::collections::BTreeSet;

/// Everything up to the responder's decision.
struct Proved {
    await_confirm: AwaitConfirm,
    first: Vec<u8>,
    outcome: Result<(AwaitFirst, usize), Refused>,
}

fn prove(known: &Continuity, candidates: &[Continuity]) -> Proved {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("prove"));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    let (m3, mut await_confirm) = await_reply.read(&m2).unwrap().prove(&a, known).unwrap();
    let first = await_confirm.seal(b"hello", coins.step()).unwrap();
    let outcome = await_proof.identify(&b, &m3).unwrap().accept(&b, candidates);
    Proved { await_confirm, first, outcome }
}

fn secret(byte: u8) -> Continuity {
    Continuity::from_bytes([byte; 32])
}

#[test]
fn two_strangers_meet_and_agree_on_everything() {
    let (a, b) = (identity(1), identity(2));
    let run = run(&a, &b, &Continuity::first_contact(), &mut Coins::new("meet"));
    for message in [&run.m1, &run.m2, &run.m3, &run.first, &run.second] {
        assert_eq!(message.len(), BLOCK);
    }
    let (i, r) = (&run.initiator, &run.responder);
    assert_eq!((i.peer(), r.peer()), (b.public(), a.public()));
    assert_eq!((i.peer_ver_max(), r.peer_ver_max()), (1, 1));
    assert_eq!(i.sid(), r.sid());
    assert_eq!(i.sas().as_bytes(), r.sas().as_bytes());
    assert_eq!(i.exporter().as_bytes(), r.exporter().as_bytes());
    assert_ne!(i.sas().as_bytes(), i.exporter().as_bytes());
    assert!(i.needs_step() && !r.needs_step());
}

#[test]
fn a_pair_meets_again_through_its_continuity_secret() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("again"));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, _) = responder::reply(&b, &m1, coins.responder()).unwrap();
    let (_, confirm) = await_reply.read(&m2).unwrap().prove(&a, &Continuity::first_contact()).unwrap();
    let next = confirm.next_continuity();
    assert_ne!(next, Continuity::first_contact());
    let stored = Continuity::from_bytes(*next.as_bytes());
    assert_eq!(stored, next);
    let second = run(&b, &a, &stored, &mut coins); // and the other way round
    assert_eq!(second.initiator.sid(), second.responder.sid());
}

#[test]
fn an_invitation_is_for_one_responder() {
    let (b, c) = (identity(2).public(), identity(3).public());
    let invitation = Continuity::from_invite(&[5; 16], &b);
    assert_eq!(invitation, Continuity::from_invite(&[5; 16], &b));
    assert_ne!(invitation, Continuity::from_invite(&[5; 16], &c));
    assert_ne!(invitation, Continuity::from_invite(&[6; 16], &b));
    assert!(prove(&invitation, std::slice::from_ref(&invitation)).outcome.is_ok());
}

#[test]
fn the_responder_says_which_candidate_matched_and_takes_the_first() {
    let candidates = [secret(1), secret(2), secret(3), secret(2), Continuity::first_contact()];
    for (known, at) in [(secret(1), 0), (secret(2), 1), (secret(3), 2), (Continuity::first_contact(), 4)] {
        let (_, matched) = prove(&known, &candidates).outcome.unwrap();
        assert_eq!(matched, at);
    }
}

#[test]
fn without_a_matching_candidate_the_initiator_learns_no_continuity_and_nobody_else_can() {
    for candidates in [&[][..], &[secret(1), Continuity::first_contact()]] {
        let proved = prove(&secret(9), candidates);
        let Err(Refused::NoContinuity { alert }) = proved.outcome else { panic!("accepted") };
        assert_eq!(alert.len(), BLOCK);
        let other = prove(&secret(8), candidates);
        // the same coins, so the same state up to `se`: this one can read it
        assert_eq!(other.await_confirm.confirm(&alert).err(), Some(ConfirmError::NoContinuity));
        assert_eq!(proved.await_confirm.confirm(&alert).err(), Some(ConfirmError::NoContinuity));
        let stranger = run_until_confirm(&mut Coins::new("stranger"));
        assert_eq!(stranger.confirm(&alert).err(), Some(ConfirmError::Rejected));
    }
}

fn run_until_confirm(coins: &mut Coins) -> AwaitConfirm {
    common::unanswered(coins).0
}

#[test]
fn an_alert_is_read_even_before_a_record_was_sealed() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("early"));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    let (m3, await_confirm) = await_reply.read(&m2).unwrap().prove(&a, &secret(1)).unwrap();
    let Err(Refused::NoContinuity { alert }) = await_proof.identify(&b, &m3).unwrap().accept(&b, &[]) else {
        panic!("accepted")
    };
    assert_eq!(await_confirm.confirm(&alert).err(), Some(ConfirmError::NoContinuity));
}

#[test]
fn another_responder_cannot_answer() {
    let (a, b, c, mut coins) = (identity(1), identity(2), identity(3), Coins::new("other"));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    assert_eq!(responder::reply(&c, &m1, coins.responder()).err(), Some(HandshakeError::Crypto));
    // nor pass off its own answer to a message for itself
    let (for_c, _) = initiator::start(&a, c.public(), coins.initiator()).unwrap();
    let (m2, _) = responder::reply(&c, &for_c, coins.responder()).unwrap();
    assert_eq!(await_reply.read(&m2).err(), Some(HandshakeError::Crypto));
}

/// Lesson L8 (docs/lessons.md): nobody is their own contact.
#[test]
fn one_cannot_dial_oneself() {
    let a = identity(1);
    let dialled = initiator::start(&a, a.public(), Coins::new("self").initiator());
    assert_eq!(dialled.err(), Some(HandshakeError::Policy));
}

#[test]
fn messages_of_two_runs_do_not_mix() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("splice"));
    let mut half = || {
        let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
        let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
        (m1, m2, await_reply, await_proof)
    };
    let (_, m2_x, reply_x, proof_x) = half();
    let (m1_y, m2_y, reply_y, proof_y) = half();
    let none = Continuity::first_contact();
    // an M2 for another M1, and one cut together of both
    assert_eq!(reply_y.read(&m2_x).err(), Some(HandshakeError::Crypto));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, _) = responder::reply(&b, &m1, coins.responder()).unwrap();
    assert_ne!(m1, m1_y);
    assert!(await_reply.read(&[&m2[..1168], &m2_y[1168..]].concat()).is_err());
    // an M3 for another M2
    let (m3_x, _) = reply_x.read(&m2_x).unwrap().prove(&a, &none).unwrap();
    assert_eq!(proof_y.identify(&b, &m3_x).err(), Some(HandshakeError::Crypto));
    assert!(proof_x.identify(&b, &m3_x).is_ok());
}

#[test]
fn a_proof_cut_together_of_two_runs_is_refused() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("cut"));
    let none = Continuity::first_contact();
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    let (m3, _) = await_reply.read(&m2).unwrap().prove(&a, &none).unwrap();
    let other = run(&a, &b, &none, &mut coins);
    let cut = [&m3[..48], &other.m3[48..]].concat();
    let refused = await_proof.identify(&b, &cut).unwrap().accept(&b, &[none]);
    assert!(matches!(refused, Err(Refused::NoContinuity { .. })));
}

#[test]
fn a_replayed_first_message_gets_an_answer_that_is_of_no_use() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("replay"));
    let run = run(&a, &b, &Continuity::first_contact(), &mut coins);
    let (m2, await_proof) = responder::reply(&b, &run.m1, coins.responder()).unwrap();
    assert_ne!(m2, run.m2);
    // the recorded rest does not fit the fresh answer
    assert_eq!(await_proof.identify(&b, &run.m3).err(), Some(HandshakeError::Crypto));
}

#[test]
fn a_first_message_replayed_over_and_over_gets_another_answer_each_time() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("over and over"));
    let run = run(&a, &b, &Continuity::first_contact(), &mut coins);
    let mut answers = BTreeSet::from([run.m2.clone()]);
    for _ in 0..200 {
        let (m2, await_proof) = responder::reply(&b, &run.m1, coins.responder()).unwrap();
        assert_eq!(await_proof.identify(&b, &run.m3).err(), Some(HandshakeError::Crypto));
        assert!(answers.insert(m2));
    }
    assert_eq!(answers.len(), 201);
}

/// Lesson L8 (docs/lessons.md): a message of one role is nothing in the other.
#[test]
fn reflected_messages_are_refused() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("reflect"));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    assert!(responder::reply(&a, &m1, coins.responder()).is_err());
    assert!(await_reply.read(&m1).is_err());
    let (m1, _) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    assert!(await_proof.identify(&b, &m2).is_err());
    let proved = prove(&secret(1), &[secret(1)]);
    assert_eq!(proved.await_confirm.confirm(&proved.first).err(), Some(ConfirmError::Rejected));
}

#[test]
fn a_message_out_of_its_turn_is_refused() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("turn"));
    let run = run(&a, &b, &Continuity::first_contact(), &mut coins);
    for message in [&run.m2, &run.m3, &run.first, &run.second] {
        assert!(responder::reply(&b, message, coins.responder()).is_err());
        let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
        assert!(await_reply.read(message).is_err());
        let (_, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
        assert!(await_proof.identify(&b, message).is_err());
    }
}

#[test]
fn ephemeral_points_of_small_order_are_refused() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("small"));
    for mut u in LOW_ORDER_U {
        for bit in [0, 0x80] {
            u[31] |= bit;
            let (mut m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
            let (mut m2, _) = responder::reply(&b, &m1, coins.responder()).unwrap();
            m2[..32].copy_from_slice(&u);
            assert_eq!(await_reply.read(&m2).err(), Some(HandshakeError::NonContributory));
            m1[..32].copy_from_slice(&u);
            let reply = responder::reply(&b, &m1, coins.responder());
            assert_eq!(reply.err(), Some(HandshakeError::NonContributory));
        }
    }
}

#[test]
fn random_blocks_are_refused_without_a_panic() {
    let (b, mut coins) = (identity(2), Coins::new("noise"));
    for _ in 0..50 {
        let block = coins.draw::<BLOCK>();
        assert!(responder::reply(&b, &block, coins.responder()).is_err());
    }
    for len in [0, 1, 31, 32, 1264, BLOCK - 1, BLOCK + 1, 2 * BLOCK] {
        let reply = responder::reply(&b, &vec![0; len], coins.responder());
        assert_eq!(reply.err(), Some(HandshakeError::Malformed));
    }
}

#[test]
fn the_wrong_key_behind_the_right_name_is_refused() {
    /// Claims an identity without its secret.
    struct Impostor(IdentityKey, sotto_crypto::PublicIdentity);
    impl StaticDh for Impostor {
        fn public(&self) -> sotto_crypto::PublicIdentity {
            self.1
        }
        fn dh(&self, u: &[u8; 32]) -> Result<sotto_crypto::SharedSecret, sotto_crypto::NonContributory> {
            self.0.dh(u)
        }
    }
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("impostor"));
    let none = Continuity::first_contact();
    let thief = Impostor(identity(3), a.public());
    let (m1, await_reply) = initiator::start(&thief, b.public(), coins.initiator()).unwrap();
    let (m2, await_proof) = responder::reply(&b, &m1, coins.responder()).unwrap();
    let (m3, await_confirm) = await_reply.read(&m2).unwrap().prove(&thief, &none).unwrap();
    let Err(Refused::NoContinuity { alert }) =
        await_proof.identify(&b, &m3).unwrap().accept(&b, std::slice::from_ref(&none))
    else {
        panic!("accepted")
    };
    // and the impostor cannot even tell the alert from noise
    assert_eq!(await_confirm.confirm(&alert).err(), Some(ConfirmError::Rejected));
    // as a responder
    let thief = Impostor(identity(3), b.public());
    let (m1, _) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    assert_eq!(responder::reply(&thief, &m1, coins.responder()).err(), Some(HandshakeError::Crypto));
}

#[test]
fn the_initiators_first_record_is_one_block_and_alone() {
    let proved = prove(&secret(1), &[secret(1)]);
    let (mut confirm, mut coins) = (proved.await_confirm, Coins::new("one"));
    assert_eq!(confirm.seal(b"again", coins.step()), Err(SealError::Order));
    let mut confirm_2 = run_until_confirm_unsealed(&mut coins);
    assert_eq!(confirm_2.seal(&[0; 1728], coins.step()), Err(SealError::TooLong));
    assert_eq!(confirm_2.seal(&[0; 70_000], coins.step()), Err(SealError::TooLong));
    assert_eq!(confirm_2.seal(&[0; 1727], coins.step()).unwrap().len(), BLOCK);
}

fn run_until_confirm_unsealed(coins: &mut Coins) -> AwaitConfirm {
    let (a, b) = (identity(1), identity(2));
    let (m1, await_reply) = initiator::start(&a, b.public(), coins.initiator()).unwrap();
    let (m2, _) = responder::reply(&b, &m1, coins.responder()).unwrap();
    await_reply.read(&m2).unwrap().prove(&a, &Continuity::first_contact()).unwrap().1
}

#[test]
fn the_responders_first_record_is_one_block() {
    let (_, mut responder) = common::unanswered(&mut Coins::new("block"));
    let coins = || Coins::new("block step").step();
    assert_eq!(responder.seal(&[0; 1728], coins()), Err(SealError::TooLong));
    assert_eq!(responder.seal(&[0; 1727], coins()).unwrap().len(), BLOCK);
    assert_eq!(responder.seal(&[0; 1728], coins()).unwrap().len(), 2 * BLOCK);
}

#[test]
fn an_established_record_does_not_stand_for_a_first_one() {
    let (a, b, mut coins) = (identity(1), identity(2), Coins::new("first"));
    let none = Continuity::first_contact();
    let mut run = run(&a, &b, &none, &mut coins);
    let later = run.initiator.seal(b"later", coins.step()).unwrap();
    let proved = prove(&secret(1), &[secret(1)]);
    let (await_first, _) = proved.outcome.unwrap();
    assert_eq!(await_first.confirm(&later).err(), Some(OpenError::Order));
    let proved = prove(&secret(1), &[secret(1)]);
    let (await_first, _) = proved.outcome.unwrap();
    assert_eq!(await_first.confirm(&run.first).err(), Some(OpenError::Crypto));
}
