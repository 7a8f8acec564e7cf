//! What does not fit is refused by name, file by file.

use super::*;

/// What the verifier says to a small session that was changed in one file.
fn refused(part: Part, change: impl FnOnce(&mut Vec<u8>)) -> CheckError {
    let me = person(1);
    verdict(&me, &changed(&small(&me, Side::Me), part, change)).unwrap_err()
}

fn malformed(part: Part) -> CheckError {
    RecordError::Malformed(part).into()
}

fn cut(part: Part) -> CheckError {
    RecordError::Cut(part).into()
}

/// Where a frame begins in `wire.bin`, counted from 1; all of the small session are of one size.
fn frame(number: usize) -> usize {
    (number - 1) * 4097
}

/// Replaces words in a file that is text.
fn edited(from: &str, to: &str) -> impl FnOnce(&mut Vec<u8>) {
    move |bytes| *bytes = String::from_utf8(std::mem::take(bytes)).unwrap().replace(from, to).into_bytes()
}

#[test]
fn frames_that_differ_or_do_not_open() {
    assert_eq!(refused(Part::Wire, |wire| wire[frame(1) + 100] ^= 1), CheckError::OwnDiffers(1));
    assert_eq!(refused(Part::Wire, |wire| wire[frame(2) + 100] ^= 1), CheckError::DoesNotOpen(2));
    assert_eq!(refused(Part::Wire, |wire| wire[frame(5) + 4000] ^= 1), CheckError::DoesNotOpen(5));
    assert_eq!(refused(Part::Wire, |wire| wire[frame(14) + 4000] ^= 1), CheckError::OwnDiffers(14));
}

#[test]
fn frames_of_the_wrong_side_or_in_another_order() {
    assert_eq!(refused(Part::Wire, |wire| wire[frame(3)] = b'<'), CheckError::WrongTurn(3));
    assert_eq!(refused(Part::Wire, |wire| wire[frame(3)] = 0), malformed(Part::Wire));
    let swapped = |wire: &mut Vec<u8>| {
        (0..wire.len() / 4097).for_each(|at| wire[at * 4097] ^= b'<' ^ b'>');
    };
    assert_eq!(refused(Part::Wire, swapped), CheckError::WrongTurn(1));
    let swap = |at: usize| move |wire: &mut Vec<u8>| wire[frame(at)..frame(at + 2)].rotate_left(4097);
    assert_eq!(refused(Part::Wire, swap(9)), CheckError::OwnDiffers(9), "our receipt, our text");
    assert_eq!(refused(Part::Wire, swap(11)), CheckError::DoesNotOpen(11), "their receipt, their text");
}

#[test]
fn a_wire_that_was_cut() {
    assert_eq!(refused(Part::Wire, |wire| wire.truncate(wire.len() - 1)), cut(Part::Wire));
    assert_eq!(refused(Part::Wire, |wire| wire.truncate(frame(5))), cut(Part::Wire));
    let one_less = refused(Part::Wire, |wire| wire.truncate(wire.len() - 4097));
    assert_eq!(one_less, CheckError::DoesNotFit(Part::Payloads), "our goodbye was cut off");
}

#[test]
fn coins_of_another_session() {
    assert_eq!(refused(Part::Coins, |coins| coins.truncate(95)), cut(Part::Coins));
    let last_step = |coins: &mut Vec<u8>| coins.truncate(coins.len() - 96);
    assert_eq!(refused(Part::Coins, last_step), CheckError::DoesNotFit(Part::Coins));
    let one_more = |coins: &mut Vec<u8>| coins.extend_from_within(coins.len() - 96..);
    assert_eq!(refused(Part::Coins, one_more), CheckError::DoesNotFit(Part::Coins));
    assert_eq!(refused(Part::Coins, |coins| coins[0] ^= 1), CheckError::OwnDiffers(3), "continuity");
    assert_eq!(refused(Part::Coins, |coins| coins[32] ^= 1), malformed(Part::Coins), "not clamped");
    assert_eq!(refused(Part::Coins, |coins| coins[32] ^= 8), CheckError::OwnDiffers(1));
}

#[test]
fn payloads_of_another_session() {
    assert_eq!(refused(Part::Payloads, |bytes| bytes.truncate(3)), cut(Part::Payloads));
    let unsaid = |bytes: &mut Vec<u8>| bytes.extend([0, 0, 0, 2, 4, 0]);
    assert_eq!(refused(Part::Payloads, unsaid), CheckError::DoesNotFit(Part::Payloads));
    assert_eq!(refused(Part::Payloads, |bytes| bytes[4] ^= 1), CheckError::OwnDiffers(4));
}

#[test]
fn an_export_that_says_something_else() {
    assert_eq!(refused(Part::Export, edited("Monday", "Friday")), CheckError::ExportDiffers(2));
    assert_eq!(refused(Part::Export, edited("them: Thank", "me: Thank")), CheckError::ExportDiffers(4));
    assert_eq!(refused(Part::Export, edited("\tBoth of them.\n", "")), CheckError::ExportDiffers(2));
    let no_speaker = refused(Part::Export, edited("them: Did", "\nthem: Did"));
    assert_eq!(no_speaker, CheckError::NoExport(LineError::NoSpeaker(1)));
    assert_eq!(refused(Part::Export, |export| export.truncate(30)), CheckError::ExportDiffers(1));
    assert_eq!(refused(Part::Export, Vec::clear), CheckError::ExportLength);
    assert_eq!(refused(Part::Export, |export| export.extend(b"# more\n")), malformed(Part::Export));
    assert_eq!(refused(Part::Export, |export| export.push(0xff)), malformed(Part::Export));
}

#[test]
fn a_session_with_somebody_else() {
    assert_eq!(refused(Part::Session, edited("\"me\"", "\"them\"")), malformed(Part::Coins));
    assert_eq!(refused(Part::Session, |json| json.push(b' ')), malformed(Part::Session));
    let [two, three] = [2, 3].map(|number| person(number).address.reveal());
    assert_eq!(refused(Part::Session, edited(&two, &three)), CheckError::OwnDiffers(1));
    let me = person(1);
    let called = changed(&small(&me, Side::Them), Part::Session, edited(&two, &three));
    assert_eq!(verdict(&me, &called).unwrap_err(), CheckError::OtherPeer);
}

#[test]
fn files_above_their_limits() {
    for part in Part::ALL {
        let large = |bytes: &mut Vec<u8>| bytes.resize(part.limit() + 1, 0);
        assert_eq!(refused(part, large), RecordError::TooLarge(part).into());
    }
}
