//! Pages of a conversation and what is found in it.

use crate::api::{ContactId, FIND_MAX, Failure, Found, History, MessageId, Request, Response};
use crate::payload::Text;
use crate::scenarios::world::World;

fn said(count: usize) -> (World, ContactId) {
    let mut world = World::new(2, 1);
    world.befriend(0, 1);
    (0..count).for_each(|n| world.send(0, 1, &n.to_string()));
    world.settle();
    let contact = world.contact(0, 1).id;
    (world, contact)
}

fn texts(page: &History) -> Vec<&str> {
    page.messages.iter().map(|message| message.text.as_str()).collect()
}

#[test]
fn a_page_is_had_before_after_and_around_a_message() {
    let (mut world, contact) = said(25);
    let all = world.history(0, 1);
    let mut page = |before: Option<usize>, after: Option<usize>, around: Option<usize>, limit| {
        let id = |n: Option<usize>| n.map(|n| all[n].id);
        let (before, after, around) = (id(before), id(after), id(around));
        match world.ask(0, Request::History { contact, before, after, around, limit }) {
            Ok(Response::History(history)) => Ok(history),
            Ok(other) => panic!("{other:?}"),
            Err(failure) => Err(failure),
        }
    };
    for (asked, expected, more, newer) in [
        ((None, None, None, 3), vec!["22", "23", "24"], true, false),
        ((Some(2), None, None, 3), vec!["0", "1"], false, true),
        ((None, Some(20), None, 3), vec!["21", "22", "23"], true, true),
        ((None, Some(23), None, 3), vec!["24"], true, false),
        ((None, None, Some(10), 4), vec!["8", "9", "10", "11"], true, true),
        ((None, None, Some(0), 4), vec!["0", "1"], false, true),
        ((None, None, Some(24), 1), vec!["24"], true, false),
    ] {
        let (before, after, around, limit) = asked;
        let page = page(before, after, around, limit).unwrap();
        assert_eq!((texts(&page), page.more, page.newer), (expected, more, newer), "{asked:?}");
    }
    assert_eq!(page(Some(1), Some(2), None, 4).unwrap_err(), Failure::BadRequest);
    let around = Some(MessageId(999));
    let nowhere = Request::History { contact, before: None, after: None, around, limit: 4 };
    assert_eq!(world.ask(0, nowhere).unwrap_err(), Failure::NoSuchMessage);
}

fn find(
    world: &mut World,
    contact: Option<ContactId>,
    text: &str,
    before: Option<MessageId>,
    limit: u16,
) -> Result<Found, Failure> {
    match world.ask(0, Request::Find { contact, text: text.into(), before, limit })? {
        Response::Found(found) => Ok(found),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_text_is_found_whatever_its_case_and_script() {
    let mut world = World::new(3, 2);
    world.befriend(0, 1);
    world.befriend(0, 2);
    for text in ["Straße nach Kyïv", "ΟΔΟΣ", "Привет, МИР", "السلام عليكم", "你好，世界"]
    {
        world.send(1, 0, text);
        world.settle();
    }
    world.send(0, 2, "привет");
    world.settle();
    let (one, two) = (world.contact(0, 1).id, world.contact(0, 2).id);
    for (text, contact, hits) in [
        ("STRASSE", None, vec!["Straße nach Kyïv"]),
        ("οδος", None, vec!["ΟΔΟΣ"]),
        ("οδοσ", None, vec!["ΟΔΟΣ"]),
        ("ПРИВЕТ", None, vec!["привет", "Привет, МИР"]),
        ("привет", Some(one), vec!["Привет, МИР"]),
        ("привет", Some(two), vec!["привет"]),
        ("السلام", None, vec!["السلام عليكم"]),
        ("世界", None, vec!["你好，世界"]),
        ("nowhere", None, vec![]),
    ] {
        let found = find(&mut world, contact, text, None, 10).unwrap();
        let texts: Vec<&str> = found.messages.iter().map(|message| message.text.as_str()).collect();
        assert_eq!((texts, found.next), (hits, None), "{text}");
    }
    let newest = world.history(0, 2)[0].id;
    world.ask(0, Request::DeleteMessage { message: newest, for_both: false }).unwrap();
    assert_eq!(find(&mut world, Some(two), "привет", None, 10).unwrap().messages, []);
    assert_eq!(find(&mut world, None, " ", None, 10), Err(Failure::FindEmpty));
    assert_eq!(find(&mut world, None, &"a".repeat(FIND_MAX + 1), None, 10), Err(Failure::FindTooLong));
    assert_eq!(find(&mut world, Some(ContactId(9)), "a", None, 10), Err(Failure::NoSuchContact));
}

#[test]
fn what_is_found_comes_in_pages_and_one_request_looks_through_a_bounded_part() {
    let (mut world, contact) = said(0);
    let txn = world.store(0).begin().unwrap();
    let keep = |n: u64, body: String| {
        let text = Text { id: u128::from(n).to_be_bytes(), seq: n + 1, reply_to: None, body };
        txn.receive_text(contact, &text, n, true).unwrap();
    };
    (0..9000).for_each(|n| keep(n, format!("{} {n}", if n % 1000 == 0 { "Needle" } else { "hay" })));
    (9000..9300).for_each(|n| keep(n, "x".repeat(16_000)));
    txn.commit(()).unwrap().release();
    let (mut found, mut requests, mut before) = (Vec::new(), 0, None);
    loop {
        let page = find(&mut world, None, "needle", before, 2).unwrap();
        assert!(page.messages.len() <= 2);
        found.extend(page.messages.into_iter().map(|message| message.text));
        requests += 1;
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    let expected: Vec<String> = (0..9).rev().map(|n| format!("Needle {}", n * 1000)).collect();
    assert_eq!(found, expected);
    assert!(requests > 300 * 16_000 / (512 * 1024), "{requests}");
}
