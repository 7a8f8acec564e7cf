//! Deniability as a test: what was made up is accepted as what was kept, and nothing else is.

use super::check::{Said, check};
use super::coins::HandshakeCoins;
use super::exchange::{self, Parties, Past, Tosses};
use super::forge::{self, ForgeError, Setting, forge};
use super::lines;
use super::record::{Files, Part, Recorded};
use super::script::Script;
use super::*;
use crate::api::{Failure, Passphrase};
use crate::coins::Coins;
use crate::payload::{Hello, Payload};
use crate::vault::Vault;
use sotto_crypto::IdentityKey;
use sotto_transport::{OnionAddress, ServiceKey};
use zeroize::Zeroizing;

/// Sessions that are made up in the great test.
const FORGERIES: u64 = 1000;
/// Wall time at which scripts begin.
const BEGIN: u64 = 1_700_000_000_000;

mod refusals;

/// Somebody with both halves of a key.
struct Person {
    key: IdentityKey,
    address: OnionAddress,
}

fn person(number: u64) -> Person {
    let key = ServiceKey::from_seed(&Coins::seeded(number).draw());
    Person { key: IdentityKey::from_expanded(&key.expanded()).unwrap(), address: key.address() }
}

fn script(text: &str) -> Script {
    Script::parse(text.as_bytes(), Moment::from_millis(BEGIN)).unwrap()
}

/// A conversation of any length and content, with quiet times in it.
fn any_script(coins: &mut Coins) -> Script {
    let mut text = String::new();
    let mut at = Moment::from_millis(BEGIN);
    for _ in 0..=coins.below(5) {
        at = at.later(coins.below(100));
        let by = Side::BOTH[usize::try_from(coins.below(2)).unwrap()].word();
        let length = 1 + usize::try_from(coins.below(60) * coins.below(60)).unwrap();
        let said: String = (0..length).map(|_| any_char(coins)).collect();
        text += &format!("{at} {by}: {}\n", said.replace('\n', "\n\t"));
    }
    script(&text)
}

fn any_char(coins: &mut Coins) -> char {
    let chars = ['a', 'é', ' ', '\n', '\t', '😀', '#', ':', '\u{1b}', '\u{202e}', '"'];
    chars[usize::try_from(coins.below(chars.len() as u64)).unwrap()]
}

fn any_setting(coins: &mut Coins) -> Setting {
    Setting {
        dialled_by: Side::BOTH[usize::try_from(coins.below(2)).unwrap()],
        met_before: coins.below(2) == 0,
    }
}

/// What `me` makes up alone; the seeds are those of its own coins and of the peer's.
fn forged(me: &Person, peer: OnionAddress, script: &Script, setting: Setting, seeds: [u64; 2]) -> Recorded {
    let [mut own, mut theirs] = seeds.map(Coins::seeded);
    forge(&me.key, &peer, script, setting, Tosses { own: &mut own, theirs: &mut theirs }).ok().unwrap()
}

/// What `me` keeps of a session with the real `peer`, who uses the secret key.
fn kept(me: &Person, peer: &Person, script: &Script, setting: Setting, seeds: [u64; 2]) -> Recorded {
    let [mut own, mut theirs] = seeds.map(Coins::seeded);
    let handshake = HandshakeCoins::draw(setting.dialled_by == Side::Me, &mut own);
    let past = Past::draw(setting.met_before, &mut own);
    let tosses = Tosses { own: &mut own, theirs: &mut theirs };
    let parties = Parties { me: &me.key, peer: &peer.key };
    let held = exchange::hold(parties, handshake, &past, script, tosses).ok().unwrap();
    forge::recorded(peer.address, setting.dialled_by, held, script)
}

/// The whole way of the program: files, and what the verifier says to them.
fn verdict(me: &Person, files: &Files) -> Result<Accepted, CheckError> {
    check(&me.key, &Recorded::decode(files)?)
}

fn changed(files: &Files, part: Part, change: impl FnOnce(&mut Vec<u8>)) -> Files {
    let mut bytes = Zeroizing::new(files.part(part).to_vec());
    change(&mut bytes);
    let mut bytes = Some(bytes);
    let gathered = Files::gather(|other| -> Result<_, ()> {
        let kept = || Zeroizing::new(files.part(other).to_vec());
        Ok(if other == part { bytes.take().unwrap() } else { kept() })
    });
    gathered.unwrap()
}

fn first_contact(dialled_by: Side) -> Setting {
    Setting { dialled_by, met_before: false }
}

const TALK: &str =
    "them: Did you send the documents?\nme: Yes, on Monday.\n\tBoth of them.\nthem: Thank you.\n";

/// A small session that `me` made up, as files.
fn small(me: &Person, dialled_by: Side) -> Files {
    forged(me, person(2).address, &script(TALK), first_contact(dialled_by), [3, 4]).encode()
}

#[test]
fn a_thousand_sessions_that_were_made_up_are_accepted_by_the_ordinary_verifier() {
    let mut coins = Coins::seeded(1);
    for seed in 0..FORGERIES {
        let me = person(2 * seed);
        // Nobody has the secret of this address any more: it is dropped here.
        let peer = person(2 * seed + 1).address;
        let (script, setting) = (any_script(&mut coins), any_setting(&mut coins));
        let files = forged(&me, peer, &script, setting, [seed, !seed]).encode();
        let accepted = verdict(&me, &files).unwrap();
        assert_eq!(accepted.texts_mine + accepted.texts_theirs, script.spoken().len(), "session {seed}");
        assert_eq!(accepted.dialled_by, setting.dialled_by);
    }
}

#[test]
fn a_session_with_the_real_peer_is_accepted_and_with_equal_coins_it_is_the_same_to_the_byte() {
    let mut coins = Coins::seeded(2);
    for seed in 0..50 {
        let (me, peer) = (person(seed), person(1000 + seed));
        let (script, setting) = (any_script(&mut coins), any_setting(&mut coins));
        let real = kept(&me, &peer, &script, setting, [seed, !seed]).encode();
        verdict(&me, &real).unwrap();
        let made_up = forged(&me, peer.address, &script, setting, [seed, !seed]).encode();
        let other_coins = forged(&me, peer.address, &script, setting, [seed, seed]).encode();
        for part in Part::ALL {
            assert!(real.part(part) == made_up.part(part), "session {seed}, {part}");
        }
        assert!(real.part(Part::Wire) != other_coins.part(Part::Wire));
    }
}

#[test]
fn a_record_is_accepted_for_its_owner_alone() {
    let (me, peer) = (person(1), person(2));
    let files = kept(&me, &peer, &script(TALK), first_contact(Side::Me), [5, 6]).encode();
    assert!(verdict(&me, &files).is_ok());
    assert_eq!(verdict(&person(3), &files).unwrap_err(), CheckError::OwnDiffers(3));
    assert_eq!(verdict(&peer, &files).unwrap_err(), CheckError::OwnAddress);
}

#[test]
fn the_forger_takes_no_secret_of_the_peer() {
    // By type: an identity of one's own, and an address.
    type Forger =
        for<'a> fn(&IdentityKey, &OnionAddress, &Script, Setting, Tosses<'a>) -> Result<Recorded, ForgeError>;
    let forger: Forger = forge;
    let [mut own, mut theirs] = [1, 2].map(Coins::seeded);
    let me = person(1);
    let setting = first_contact(Side::Me);
    let website = "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
    let anybody = OnionAddress::parse(website).unwrap();
    let tosses = Tosses { own: &mut own, theirs: &mut theirs };
    let record = forger(&me.key, &anybody, &script(TALK), setting, tosses).ok().unwrap();
    assert_eq!(check(&me.key, &record).unwrap().texts_theirs, 2);
    let tosses = Tosses { own: &mut own, theirs: &mut theirs };
    let myself = forger(&me.key, &me.address, &script(TALK), setting, tosses).err();
    assert_eq!(myself, Some(ForgeError::Failure(Failure::AddressOwn)));
}

#[test]
fn pings_receipts_and_goodbye_are_there_as_the_program_sends_them() {
    let (me, peer) = (person(1), person(2));
    let text = "2026-01-01T00:00:00Z me: a\n2026-01-01T00:10:00Z them: b\n";
    let record = forged(&me, peer.address, &script(text), first_contact(Side::Them), [1, 2]);
    let mine: Vec<Payload> = record.payloads.iter().map(|bytes| Payload::decode(bytes).unwrap()).collect();
    assert_eq!(mine.first(), Some(&Payload::Hello(Hello::ours(true))));
    assert_eq!(mine.get(1), Some(&Payload::Pong), "the dialler pings first");
    assert!(matches!(mine.get(2), Some(Payload::Text(text)) if text.seq == 1));
    assert!(matches!(mine.last(), Some(Payload::Bye(_))));
    assert_eq!(mine.iter().filter(|payload| matches!(payload, Payload::Receipt(_))).count(), 1);
    let pings = mine.iter().filter(|payload| matches!(payload, Payload::Ping | Payload::Pong)).count();
    // Ten minutes of quiet, a ping every 30 to 45 seconds, and the one at the beginning.
    assert!((14..=21).contains(&pings), "{pings}");
}

#[test]
fn every_byte_that_is_flipped_anywhere_is_noticed() {
    let me = person(1);
    let masks = [0x01, 0x20, 0xff, 0x04, 0x80].into_iter().cycle();
    for dialled_by in Side::BOTH {
        let files = small(&me, dialled_by);
        verdict(&me, &files).unwrap();
        for part in Part::ALL {
            // Every byte of the small files, and of each frame its direction and bytes of every field.
            let every = if part == Part::Wire { 241 } else { 1 };
            let frames = if part == Part::Wire { 4097 } else { files.part(part).len() };
            let places = (0..files.part(part).len()).filter(|at| at % frames % every == 0);
            for (at, bits) in places.zip(masks.clone()) {
                let broken = changed(&files, part, |bytes| bytes[at] ^= bits);
                let refused = verdict(&me, &broken).is_err();
                assert!(refused || of_a_time(&files, part, at), "{part}, byte {at}, bits {bits:#x}");
            }
        }
    }
}

/// Times are nobody's word: no record carries one, and an editor may change them.
fn of_a_time(files: &Files, part: Part, at: usize) -> bool {
    let column = files.part(part)[..at].iter().rev().take_while(|byte| **byte != b'\n').count();
    part == Part::Export && column < "2026-11-20T20:35:04Z".len()
}

#[test]
fn a_record_whose_words_break_the_rules_is_refused() {
    // A peer that says hello twice could be recorded; our own second hello shows that the rule is held.
    let me = person(1);
    let record = forged(&me, person(2).address, &script(TALK), first_contact(Side::Me), [3, 4]);
    let hello = record.payloads[0].clone();
    let mut said = Said::default();
    assert!(said.heed(Side::Them, &Payload::Ping.encode()).is_none(), "hello comes first");
    let mut said = Said::default();
    assert!(said.heed(Side::Me, &hello).is_some());
    assert!(said.heed(Side::Me, &hello).is_none(), "hello comes once");
    let mut said = Said::default();
    let bye = record.payloads.last().unwrap();
    assert!(said.heed(Side::Me, &hello).is_some() && said.heed(Side::Me, bye).is_some());
    assert!(said.heed(Side::Me, &Payload::Ping.encode()).is_none(), "nothing comes after bye");
}

#[test]
fn an_export_that_was_edited_is_made_up_anew_and_accepted() {
    let (me, peer) = (person(1), person(2));
    let real = kept(&me, &peer, &script(TALK), first_contact(Side::Them), [7, 8]);
    let again = Script::parse(real.export.as_bytes(), Moment::from_millis(0)).unwrap();
    assert_eq!(lines::render(&again.lines()), real.export, "an export is a script");
    let edited = real.export.replace("Yes, on Monday.", "I know of no documents.");
    let edited = Script::parse(edited.as_bytes(), Moment::from_millis(0)).unwrap();
    let forged = forged(&me, peer.address, &edited, first_contact(Side::Them), [9, 10]).encode();
    assert!(std::str::from_utf8(forged.part(Part::Export)).unwrap().contains("I know of no documents."));
    assert_eq!(verdict(&me, &forged).unwrap(), verdict(&me, &real.encode()).unwrap());
}

#[test]
fn a_session_of_more_than_a_day_is_not_made() {
    let me = person(1);
    let attempt = |text: &str| {
        let [mut own, mut theirs] = [1, 2].map(Coins::seeded);
        let tosses = Tosses { own: &mut own, theirs: &mut theirs };
        forge(&me.key, &person(2).address, &script(text), first_contact(Side::Me), tosses)
            .map(|record| record.wire.len())
    };
    let day = attempt("2026-01-01T00:00:00Z me: a\n2026-01-02T00:00:00Z me: b\n").ok().unwrap();
    assert!((4000..FRAMES_MAX).contains(&day), "{day} frames");
    let more = attempt("2026-01-01T00:00:00Z me: a\n2026-01-02T00:00:01Z me: b\n").err();
    assert_eq!(more, Some(ForgeError::TooLong));
    assert!(
        attempt("2026-01-01T00:10:00Z me: a\n2026-01-01T00:00:00Z me: b\n").is_ok(),
        "a clock that was set back"
    );
}

#[test]
fn a_profile_is_looked_into_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let passphrase = |text: &str| Passphrase::new(text.to_owned());
    let absent = OwnProfile::open(&dir.path().join("none"), &passphrase("x")).unwrap_err();
    assert_eq!((absent, dir.path().join("none").exists()), (Failure::VaultAbsent, false));
    {
        let vault = Vault::claim(dir.path()).unwrap();
        let mut opened = vault.create(&passphrase("x"), &mut Coins::seeded(1)).unwrap();
        assert_eq!(OwnProfile::open(dir.path(), &passphrase("x")).unwrap_err(), Failure::ProfileInUse);
        let txn = opened.store.begin().unwrap();
        keep_a_conversation(&txn, &person(2).address);
        txn.commit(()).unwrap().release();
    }
    let bytes = || std::fs::read(dir.path().join("vault.db")).unwrap();
    let before = bytes();
    assert_eq!(OwnProfile::open(dir.path(), &passphrase("y")).unwrap_err(), Failure::PassphraseWrong);
    let mut profile = OwnProfile::open(dir.path(), &passphrase("x")).unwrap();
    let peer = person(2).address.reveal();
    let export = profile.export(&peer).unwrap();
    assert!(export.starts_with("2023-11-14T22:13:20Z me: text 0\n2023-11-14T22:13:21Z them: text 1\n"));
    assert_eq!(export.lines().count(), 1200);
    assert_eq!(profile.export(&person(3).address.reveal()), Err(Failure::NoSuchContact));
    assert_eq!(profile.export("nobody"), Err(Failure::AddressMalformed));
    let (script, begin) = (export.as_bytes(), Moment::from_millis(0));
    let wish = Wish { peer: &peer, script, dialled_by: Side::Me, met_before: true, begin };
    let files = profile.forge(wish).unwrap();
    assert_eq!(profile.check(&files).unwrap().texts_mine, 600);
    drop(profile);
    assert!(before == bytes(), "looking into a vault has changed it");
}

/// 1,200 texts, in turn, a second each.
fn keep_a_conversation(txn: &crate::store::Txn<'_>, with: &OnionAddress) {
    use crate::api::Standing;
    use crate::payload::Text;
    use crate::store::NewContact;
    let (address, standing) = (with.as_key_bytes(), Standing::Accepted);
    let contact = txn.add_contact(NewContact { address, name: "", standing, at: BEGIN }).unwrap();
    for n in 0..1200u64 {
        let text =
            Text { id: (u128::from(n)).to_be_bytes(), seq: n + 1, reply_to: None, body: format!("text {n}") };
        let at = BEGIN + n * 1000;
        if n % 2 == 0 {
            txn.queue_text(contact, &text, at).unwrap();
        } else {
            txn.receive_text(contact, &text, at, true).unwrap().unwrap();
        }
    }
}
