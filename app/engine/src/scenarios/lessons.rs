//! What happened to others, tried here (docs/lessons.md).

use super::world::World;
use crate::api::{MessageState, OfflineReason, Presence, TEXT_MAX};
use crate::payload::{Hello, Payload, RECEIPTS_MAX, Text, WireId};
use crate::text;
use sotto_transport::OnionAddress;
use sotto_transport::codec::{FRAME_UNIT, FrameDecoder};
use std::time::{Duration, Instant};

/// Words that nothing but a text of ours holds.
const CANARY: &str = "the heron lands at midnight by the old mill";
/// Long enough for every call and handshake that follows a cut.
const RECOVERY: Duration = Duration::from_secs(120);

fn text(id: u8, seq: u64, body: &[u8]) -> Vec<u8> {
    [&[0x02], &[id; 16][..], &seq.to_be_bytes(), body].concat()
}

/// Lesson L3 (docs/lessons.md): what a peer wrote is no format, no markup and no template anywhere on its way.
#[test]
fn a_format_string_of_a_peer_arrives_as_the_text_that_it_is() {
    let mut world = World::new(2, 3);
    world.befriend(0, 1);
    let texts =
        ["%n%n%s%x", "{} {0} {:?} {{", "${jndi:ldap://x}", "$(reboot) `id`", "'; DROP TABLE message; --"];
    texts.iter().for_each(|text| world.send(0, 1, text));
    world.settle();
    assert_eq!(world.received(1, 0), texts);
    assert!(texts.iter().all(|text| text::clean(text) == *text));
}

/// Lesson L4 (docs/lessons.md): a text never becomes pieces that somebody has to collect.
#[test]
fn the_longest_text_is_one_frame_and_never_fragments() {
    let mut world = World::new(2, 4);
    world.befriend(0, 1);
    for length in [1, 1024, TEXT_MAX] {
        world.watched = Some(Vec::new());
        world.send(0, 1, &"a".repeat(length));
        let left = world.watched.take().unwrap();
        assert_eq!(left.len(), 1, "{length} bytes");
        world.settle();
        assert_eq!(world.received(1, 0).last().map(String::len), Some(length));
    }
}

/// Lesson L5 (docs/lessons.md): there is no mode without encryption, and the first text waits for its session.
#[test]
fn a_text_typed_before_there_is_a_session_leaves_sealed_and_is_not_lost() {
    for turns in 0..12 {
        let mut world = World::new(2, 5);
        world.watched = Some(Vec::new());
        world.add_contact(0, 1);
        (0..turns).for_each(|_| world.turn_if_any());
        world.send(0, 1, CANARY);
        world.settle();
        assert_eq!(world.received(1, 0), [CANARY], "after {turns} turns");
        let left = world.watched.take().unwrap();
        assert!(left.len() >= 5, "three messages, a greeting and its answer: {}", left.len());
        for (at, frame) in left.iter().map(|left| &left.frame).enumerate() {
            let readable = frame.windows(8).any(|bytes| CANARY.as_bytes().windows(8).any(|w| w == bytes));
            assert!(!readable, "frame {at} after {turns} turns");
            assert!(frame.len() >= FRAME_UNIT && frame.len().is_power_of_two(), "frame {at}");
        }
    }
}

/// Lesson L5 (docs/lessons.md): what is written to somebody who went away stays in the vault until they are back.
#[test]
fn nothing_is_sent_to_somebody_who_disconnected() {
    let mut world = World::new(2, 6);
    world.befriend(0, 1);
    world.crash(1);
    world.settle();
    world.watched = Some(Vec::new());
    world.send(0, 1, CANARY);
    world.pass(RECOVERY);
    assert_eq!(world.watched.as_ref().map(Vec::len), Some(0));
    assert_eq!(world.sent(0, 1), [MessageState::Queued]);
    world.start(1);
    world.pass(RECOVERY);
    assert_eq!(
        (world.received(1, 0), world.sent(0, 1)),
        (vec![CANARY.to_owned()], vec![MessageState::Delivered])
    );
    let left = world.watched.take().unwrap();
    assert!(left.iter().any(|left| left.from == 0) && left.iter().all(|left| left.to.is_some()));
}

/// Lesson L6 (docs/lessons.md): 128 bits name a text, 256 bits a session, 132 bits two people.
#[test]
fn no_name_on_the_wire_is_short_enough_to_be_met_twice() {
    assert!(size_of::<WireId>() * 8 >= 128);
    let [a, b] = [1, 2].map(|n| sotto_transport::ServiceKey::from_seed(&[n; 32]).address());
    assert_eq!(a.as_key_bytes().len() * 8, 256);
    let identity = |address: &OnionAddress| {
        sotto_crypto::PublicIdentity::from_bytes(address.as_key_bytes()).expect("a good address")
    };
    // a word of the list of BIP 39 is 11 bits
    let words = sotto_crypto::safety::words(&identity(&a), &identity(&b));
    assert!(words.len() * 11 >= 128);
    let _: fn(&sotto_crypto::SessionId) -> &[u8; 32] = sotto_crypto::SessionId::as_bytes;
}

/// Lesson L13 (docs/lessons.md): whatever a proven contact says against the rules is a typed error that closes its link.
#[test]
fn an_overlong_or_wrong_payload_of_a_contact_closes_its_link_and_ends_nothing_else() {
    let cases = [
        ("a text over the bound", text(1, 1, &[b'a'; TEXT_MAX + 1])),
        ("a text of the largest record", text(1, 1, &vec![b'a'; 63_167 - 25])),
        ("a text of nothing", text(1, 1, b"")),
        ("a text that is no text", text(1, 1, &[0xff, 0xfe])),
        ("a text cut in a character", text(1, 1, &"é".as_bytes()[..1])),
        ("a text beyond every place", text(1, u64::MAX, b"a")),
        ("a text without its place", vec![0x02; 20]),
        ("receipts over the bound", [vec![0x03], vec![7; 16 * (RECEIPTS_MAX + 1)]].concat()),
        ("a receipt for nothing", vec![0x03]),
        ("a receipt and a half", [vec![0x03], vec![7; 24]].concat()),
        ("a ping with more", vec![0x04, 0, 0]),
        ("an acceptance with more", vec![0x09, 1]),
        ("a goodbye without a reason", vec![0x7f, 9]),
        ("a hello of no version", Payload::Hello(Hello { version: 0, ..Hello::ours(true) }).encode()),
        ("a kind that is not there", vec![0x10]),
        ("nothing", Vec::new()),
        ("zeros", vec![0; 63_167]),
    ];
    for (seed, (case, payload)) in (0..).zip(cases) {
        assert!(Payload::decode(&payload).is_err(), "{case}");
        let mut world = World::new(3, seed);
        world.befriend(0, 1);
        world.befriend(2, 1);
        world.black_hole = true;
        world.send(1, 0, "kept");
        world.black_hole = false;
        world.say(0, 1, &payload);
        world.settle();
        let presence = world.contact(1, 0).presence;
        assert!(
            matches!(presence, Presence::Offline { reason: Some(OfflineReason::Handshake), .. }),
            "{case}: {presence:?}"
        );
        assert_eq!(world.contact(1, 2).presence, Presence::Online, "{case}");
        world.pass(RECOVERY);
        assert_eq!(world.received(1, 0), [""; 0], "{case}");
        assert_eq!(
            (world.received(0, 1), world.sent(1, 0)),
            (vec!["kept".to_owned()], vec![MessageState::Delivered])
        );
    }
}

/// Lesson L15 (docs/lessons.md): a name is shown once, and what came first under it stays.
#[test]
fn a_text_that_a_contact_repeats_under_one_name_is_shown_once_and_the_first_wins() {
    let mut world = World::new(2, 15);
    world.befriend(0, 1);
    for body in ["pay Ann", "pay Ann", "pay Bob"] {
        for seq in [7, 7, 8] {
            world.say(0, 1, &text(0xaa, seq, body.as_bytes()));
            world.settle();
        }
    }
    assert_eq!(world.received(1, 0), ["pay Ann"]);
    assert_eq!((world.contact(1, 0).unread, world.contact(1, 0).presence), (1, Presence::Online));
    // the same name is another text if it is another contact's
    let mut world = World::new(3, 16);
    world.befriend(0, 1);
    world.befriend(2, 1);
    world.say(0, 1, &text(0xaa, 1, b"mine"));
    world.say(2, 1, &text(0xaa, 1, b"mine too"));
    world.settle();
    assert_eq!((world.received(1, 0), world.received(1, 2)), (vec!["mine".into()], vec!["mine too".into()]));
}

/// Lesson L14 (docs/lessons.md): sixteen times the bytes take about sixteen times as long; a quadratic decoder, 256 times.
#[test]
fn the_time_of_every_decoder_grows_with_the_length_only() {
    let frames = |length: usize| {
        let mut bytes = vec![0; length];
        bytes.chunks_mut(FRAME_UNIT).for_each(|frame| frame[0] = 0);
        bytes
    };
    type Decoder = (&'static str, fn(&[u8]), Vec<u8>, Vec<u8>);
    let large = |class: u8| [vec![class], vec![7; (FRAME_UNIT << class) - 1]].concat();
    let body = |length: usize| {
        Payload::Text(Text { id: [7; 16], seq: 1, reply_to: None, body: "é".repeat(length / 2) }).encode()
    };
    let receipts = |count: usize| Payload::Receipt(vec![[7; 16]; count]).encode();
    let decoders: [Decoder; 6] = [
        ("frames, byte by byte", byte_by_byte, large(0), large(4)),
        ("frames at once", at_once, frames(4 * FRAME_UNIT), frames(64 * FRAME_UNIT)),
        ("a text", payload, body(TEXT_MAX / 16), body(TEXT_MAX)),
        ("receipts", payload, receipts(RECEIPTS_MAX / 16), receipts(RECEIPTS_MAX)),
        ("an address", address, vec![b'a'; 4096], vec![b'a'; 65_536]),
        (
            "a name that is shown",
            shown,
            "a\u{301}\u{202e}".repeat(200).into(),
            "a\u{301}\u{202e}".repeat(3200).into(),
        ),
    ];
    for (name, decode, short, long) in decoders {
        let (one, sixteen) = (fastest(decode, &short), fastest(decode, &long));
        let ratio = sixteen.as_secs_f64() / one.as_secs_f64();
        assert!(ratio < 64.0, "{name}: {ratio:.0} times as long for 16 times the bytes");
    }
}

fn byte_by_byte(bytes: &[u8]) {
    let mut decoder = FrameDecoder::new(0);
    for byte in bytes.chunks(1) {
        let _ = std::hint::black_box(decoder.decode(&mut &*byte));
    }
}

fn at_once(mut bytes: &[u8]) {
    let mut decoder = FrameDecoder::new(0);
    while !bytes.is_empty() {
        let _ = std::hint::black_box(decoder.decode(&mut bytes));
    }
}

fn payload(bytes: &[u8]) {
    let _ = std::hint::black_box(Payload::decode(bytes));
}

fn address(bytes: &[u8]) {
    let _ = std::hint::black_box(OnionAddress::parse(std::str::from_utf8(bytes).unwrap()));
}

fn shown(bytes: &[u8]) {
    let _ = std::hint::black_box(text::clean(std::str::from_utf8(bytes).unwrap()));
}

/// The fastest of some runs of twenty: what the machine does meanwhile makes none of them faster.
#[expect(clippy::disallowed_methods, reason = "a test of how long something takes")]
fn fastest(decode: fn(&[u8]), bytes: &[u8]) -> Duration {
    let run = |_| {
        let began = Instant::now();
        (0..20).for_each(|_| decode(bytes));
        began.elapsed()
    };
    (0..5).map(run).min().unwrap_or_default().max(Duration::from_micros(1))
}
