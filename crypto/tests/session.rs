//! Records out of order, out of place or out of bounds: refused, and the session goes on.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail")]

mod common;

use common::{Coins, LOW_ORDER_U, sessions, unanswered};
use sotto_crypto::{
    CAPACITY, OpenError, RECORDS_PER_DIRECTION, RECORDS_PER_EPOCH, RECORDS_PER_SESSION, SealError, Session,
    StepCoins, record_len,
};

const EK: std::ops::Range<usize> = 13..13 + 1216;
const CT: std::ops::Range<usize> = 1229..1229 + 1120;

fn seal(session: &mut Session, coins: &mut Coins, body: &[u8]) -> Vec<u8> {
    session.seal(body, coins.step()).unwrap()
}

fn with_number(record: &[u8], at: usize, number: u32) -> Vec<u8> {
    let mut changed = record.to_vec();
    changed[at..at + 4].copy_from_slice(&number.to_be_bytes());
    changed
}

#[test]
fn a_body_of_every_size_at_a_border_travels_in_the_smallest_record() {
    let mut coins = Coins::new("sizes");
    let (mut a, mut b) = sessions(&mut coins);
    for (class, capacity) in (0u8..).zip(CAPACITY) {
        for len in [capacity - 1, capacity, capacity + 1] {
            let body = vec![class + 1; len];
            if len > CAPACITY[4] {
                assert_eq!(a.seal(&body, coins.step()), Err(SealError::TooLong));
                continue;
            }
            let record = seal(&mut a, &mut coins, &body);
            let expected = if len > capacity { class + 1 } else { class };
            assert_eq!((record[0], record.len()), (expected, record_len(expected).unwrap()));
            assert_eq!(b.open(&record).unwrap(), body);
        }
    }
    assert_eq!(a.seal(&vec![0; 1 << 20], coins.step()), Err(SealError::TooLong));
    let record = seal(&mut a, &mut coins, b"");
    assert_eq!(b.open(&record).unwrap(), b"");
}

#[test]
fn the_bounds_are_those_of_the_document() {
    assert_eq!((RECORDS_PER_EPOCH, RECORDS_PER_SESSION, RECORDS_PER_DIRECTION), (65_536, 1_048_576, 524_288));
    let (a, b) = sessions(&mut Coins::new("bounds"));
    assert_eq!((a.seals_left(), b.seals_left()), (524_287, 524_287));
}

#[test]
fn a_replayed_record_is_refused_at_once_and_in_later_epochs() {
    let mut coins = Coins::new("replay");
    let (mut a, mut b) = sessions(&mut coins);
    let one = seal(&mut a, &mut coins, b"one");
    b.open(&one).unwrap();
    assert_eq!(b.open(&one), Err(OpenError::Order));
    let answer = seal(&mut b, &mut coins, b"answer");
    a.open(&answer).unwrap();
    assert_eq!(b.open(&one), Err(OpenError::Order));
    let two = seal(&mut a, &mut coins, b"two");
    assert_eq!(b.open(&two).unwrap(), b"two");
    assert_eq!(b.open(&one), Err(OpenError::Order));
    assert_eq!(a.open(&answer), Err(OpenError::Order));
}

#[test]
fn a_reflected_record_is_refused() {
    let mut coins = Coins::new("reflect");
    let (mut a, mut b) = sessions(&mut coins);
    let record = seal(&mut a, &mut coins, b"mine");
    assert_eq!(a.open(&record), Err(OpenError::Order));
    assert_eq!(b.open(&record).unwrap(), b"mine");
    let more = seal(&mut a, &mut coins, b"mine too");
    assert_eq!(a.open(&more), Err(OpenError::Order));
    assert_eq!(b.open(&more).unwrap(), b"mine too");
}

#[test]
fn a_record_of_another_session_is_refused() {
    let (mut coins, mut others) = (Coins::new("one"), Coins::new("another"));
    let (mut a, mut b) = sessions(&mut coins);
    let (mut c, mut d) = sessions(&mut others);
    let foreign = seal(&mut c, &mut others, b"foreign");
    assert_eq!(b.open(&foreign), Err(OpenError::Crypto));
    let genuine = seal(&mut a, &mut coins, b"genuine");
    assert_eq!(b.open(&genuine).unwrap(), b"genuine");
    assert_eq!(d.open(&foreign).unwrap(), b"foreign");
    let (m, n) = (seal(&mut a, &mut coins, b"x"), seal(&mut c, &mut others, b"y"));
    let cut = [&m[..2349], &n[2349..]].concat();
    assert_eq!(b.open(&cut), Err(OpenError::Crypto));
    assert_eq!(b.open(&m).unwrap(), b"x");
}

#[test]
fn a_gap_is_refused_and_closes_when_the_missing_record_arrives() {
    let mut coins = Coins::new("gap");
    let (mut a, mut b) = sessions(&mut coins);
    let records: Vec<_> = (0u8..5).map(|n| seal(&mut a, &mut coins, &[n])).collect();
    assert_eq!(b.open(&records[1]), Err(OpenError::Order));
    b.open(&records[0]).unwrap();
    for ahead in [2, 3, 4] {
        assert_eq!(b.open(&records[ahead]), Err(OpenError::Order));
    }
    for (n, record) in records.iter().enumerate().skip(1) {
        assert_eq!(b.open(record).unwrap(), [n as u8]);
    }
}

#[test]
fn the_end_of_an_epoch_cannot_be_cut_off() {
    // Without its last record, the peer's next epoch does not open: `pn` says how many there were.
    let mut coins = Coins::new("cut");
    let (mut a, mut b) = sessions(&mut coins);
    let one = seal(&mut a, &mut coins, b"one");
    let two = seal(&mut a, &mut coins, b"two");
    b.open(&one).unwrap();
    let answer = seal(&mut b, &mut coins, b"answer");
    a.open(&answer).unwrap();
    let three = seal(&mut a, &mut coins, b"three");
    assert_eq!(b.open(&three), Err(OpenError::Order));
    assert_eq!(b.open(&two).unwrap(), b"two");
    assert_eq!(b.open(&three).unwrap(), b"three");
}

#[test]
fn epochs_do_not_skip_or_go_back() {
    let mut coins = Coins::new("epochs");
    let (mut a, mut b) = sessions(&mut coins);
    let genuine = seal(&mut a, &mut coins, b"genuine");
    let epoch = u32::from_be_bytes(genuine[1..5].try_into().unwrap());
    assert_eq!(epoch, 3); // 1 and 2 were the first records
    for wrong in [0, 1, 2, 4, 5, u32::MAX] {
        assert_eq!(b.open(&with_number(&genuine, 1, wrong)), Err(OpenError::Order));
    }
    for n in [1, u32::MAX] {
        assert_eq!(b.open(&with_number(&genuine, 9, n)), Err(OpenError::Order));
    }
    assert_eq!(b.open(&genuine).unwrap(), b"genuine");
    let next = seal(&mut a, &mut coins, b"next");
    for n in [0, 2, u32::MAX] {
        assert_eq!(b.open(&with_number(&next, 9, n)), Err(OpenError::Order));
    }
    assert_eq!(b.open(&next).unwrap(), b"next");
}

#[test]
fn a_peer_cannot_step_twice_before_we_answer() {
    let mut coins = Coins::new("twice");
    let (mut a, mut b) = sessions(&mut coins);
    let record = seal(&mut a, &mut coins, b"step");
    b.open(&record).unwrap();
    assert!(b.needs_step());
    let epoch = u32::from_be_bytes(record[1..5].try_into().unwrap());
    for ahead in [epoch + 1, epoch + 2] {
        let forged = with_number(&with_number(&record, 1, ahead), 5, 1);
        assert_eq!(b.open(&forged), Err(OpenError::Order));
    }
    let link = seal(&mut a, &mut coins, b"link");
    assert_eq!(b.open(&link).unwrap(), b"link");
}

#[test]
fn a_header_that_changes_inside_its_epoch_is_refused() {
    let mut coins = Coins::new("header");
    let (mut a, mut b) = sessions(&mut coins);
    let step = seal(&mut a, &mut coins, b"step");
    b.open(&step).unwrap();
    let record = seal(&mut a, &mut coins, b"link");
    for at in [5, 8, EK.start, EK.end - 1, CT.start, CT.end - 1] {
        let mut changed = record.clone();
        changed[at] ^= 1;
        assert_eq!(b.open(&changed), Err(OpenError::Order));
    }
    assert_eq!(b.open(&record).unwrap(), b"link");
}

#[test]
fn points_of_small_order_and_bad_keys_are_refused_at_a_step() {
    let mut coins = Coins::new("points");
    let (mut a, mut b) = sessions(&mut coins);
    let record = seal(&mut a, &mut coins, b"step");
    for u in LOW_ORDER_U {
        for range in [EK, CT] {
            let mut changed = record.clone();
            changed[range.end - 32..range.end].copy_from_slice(&u);
            assert_eq!(b.open(&changed), Err(OpenError::NonContributory));
        }
    }
    let mut changed = record.clone();
    changed[EK.start..EK.start + 3].fill(0xff);
    assert_eq!(b.open(&changed), Err(OpenError::Malformed));
    assert_eq!(b.open(&record).unwrap(), b"step");
}

#[test]
fn records_cross_on_the_way_and_both_arrive() {
    let mut coins = Coins::new("cross");
    let (mut a, mut b) = sessions(&mut coins);
    let from_a: Vec<_> = (0..3u8).map(|n| seal(&mut a, &mut coins, &[n])).collect();
    let from_b: Vec<_> = (0..3u8).map(|n| seal(&mut b, &mut coins, &[n])).collect();
    for n in 0..3u8 {
        assert_eq!(a.open(&from_b[usize::from(n)]).unwrap(), [n]);
        assert_eq!(b.open(&from_a[usize::from(n)]).unwrap(), [n]);
    }
    // B has not stepped: it answered nothing of A yet, and does so now
    assert!(b.needs_step());
    let answer = seal(&mut b, &mut coins, b"answer");
    assert_eq!(a.open(&answer).unwrap(), b"answer");
}

#[test]
fn every_change_of_direction_brings_fresh_keys() {
    let mut coins = Coins::new("fresh");
    let (mut a, mut b) = sessions(&mut coins);
    let mut seen = std::collections::BTreeSet::new();
    for epoch in 3u32..13 {
        let record = seal(&mut a, &mut coins, b"ping");
        assert_eq!(record[1..5], epoch.to_be_bytes());
        assert!(seen.insert(record[EK].to_vec()) && seen.insert(record[CT].to_vec()));
        b.open(&record).unwrap();
        assert!(!a.needs_step() && b.needs_step());
        std::mem::swap(&mut a, &mut b);
    }
}

#[test]
fn the_same_body_looks_different_every_time() {
    let mut coins = Coins::new("same");
    let (mut a, _) = sessions(&mut coins);
    let records: Vec<_> = (0..3).map(|_| seal(&mut a, &mut coins, b"same")[2349..].to_vec()).collect();
    assert!(records[0] != records[1] && records[1] != records[2] && records[0] != records[2]);
}

#[test]
fn coins_matter_only_when_a_step_is_due() {
    let (mut a, mut b) = sessions(&mut Coins::new("coins"));
    let (mut c, mut d) = sessions(&mut Coins::new("coins"));
    let (mut some, mut other) = (Coins::new("some"), Coins::new("other"));
    assert_eq!(seal(&mut b, &mut some, b"link"), seal(&mut d, &mut other, b"link"));
    assert_ne!(seal(&mut a, &mut some, b"step"), seal(&mut c, &mut other, b"step"));
}

#[test]
fn garbage_is_refused_without_harm() {
    let mut coins = Coins::new("garbage");
    let (mut a, mut b) = sessions(&mut coins);
    for len in [0, 1, 2348, 2349, 2365, 4095, 4096, 4097, 8192, 65_536, 131_072] {
        for first in [0u8, 1, 2, 3, 4, 5, 31, 63, 128, 255] {
            let mut garbage = vec![0xa5; len];
            if let Some(class) = garbage.first_mut() {
                *class = first;
            }
            assert!(b.open(&garbage).is_err());
        }
    }
    let record = seal(&mut a, &mut coins, b"still here");
    assert_eq!(b.open(&record).unwrap(), b"still here");
}

#[test]
fn two_records_in_one_piece_are_not_a_record() {
    let mut coins = Coins::new("joined");
    let (mut a, mut b) = sessions(&mut coins);
    let (one, two) = (seal(&mut a, &mut coins, b"one"), seal(&mut a, &mut coins, b"two"));
    assert_eq!(b.open(&[&one[..], &two].concat()), Err(OpenError::Malformed));
    assert_eq!(b.open(&one).unwrap(), b"one");
    assert_eq!(b.open(&two).unwrap(), b"two");
}

#[test]
fn the_responder_may_send_several_records_before_it_hears_more() {
    let mut coins = Coins::new("several");
    let (confirm, mut b) = unanswered(&mut coins);
    let records: Vec<_> = (0..3u8).map(|n| seal(&mut b, &mut coins, &[n])).collect();
    let (mut a, first) = confirm.confirm(&records[0]).unwrap();
    assert_eq!(first, [0]);
    assert_eq!(a.open(&records[1]).unwrap(), [1]);
    assert_eq!(a.open(&records[2]).unwrap(), [2]);
}

#[test]
fn an_epoch_carries_as_many_records_as_it_says_and_a_new_one_goes_on() {
    let mut coins = Coins::new("long");
    let (mut a, mut b) = sessions(&mut coins);
    let (step, unused) = (coins.step(), [0; StepCoins::LEN]);
    let mut record = a.seal(b"1", step).unwrap();
    for n in 1..RECORDS_PER_EPOCH {
        assert_eq!(b.open(&record), Ok(b"1".to_vec()), "record {n}");
        record = a.seal(b"1", StepCoins::from_bytes(unused)).unwrap();
    }
    assert_eq!(record[9..13], (RECORDS_PER_EPOCH - 1).to_be_bytes());
    assert_eq!(a.seal(b"one too many", coins.step()), Err(SealError::Exhausted));
    assert_eq!(b.open(&record), Ok(b"1".to_vec()));
    // a peer without a bound would have sent this
    assert_eq!(b.open(&with_number(&record, 9, RECORDS_PER_EPOCH)), Err(OpenError::Exhausted));
    let answer = seal(&mut b, &mut coins, b"answer");
    assert_eq!(a.open(&answer).unwrap(), b"answer");
    let fresh = seal(&mut a, &mut coins, b"a new epoch");
    assert_eq!(b.open(&fresh).unwrap(), b"a new epoch");
}
