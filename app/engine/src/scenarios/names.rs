//! Names that we give: cleaned when they are given, and compared with each other.

use super::world::World;
use crate::api::{Failure, NAME_MAX, Request};

#[test]
fn a_name_is_cleaned_when_it_is_given_and_refused_when_it_is_too_long() {
    let mut world = World::new(2, 1);
    let contact = world.add_contact(0, 1);
    let mut rename = |name: &str| {
        world.ask(0, Request::Rename { contact, name: name.to_owned() }).map(|_| world.contact(0, 1).name)
    };
    assert_eq!(rename(" A\u{202e}da\n Lovelace\u{200b} ").unwrap(), "A\u{fffd}da Lovelace\u{fffd}");
    let family = "👨\u{200d}👩\u{200d}👧";
    assert_eq!(rename(family).unwrap(), family, "one character as it is seen");
    assert_eq!(rename(&"é".repeat(NAME_MAX)).unwrap(), "é".repeat(NAME_MAX));
    assert_eq!(rename(&"e".repeat(NAME_MAX + 1)), Err(Failure::NameTooLong));
    assert_eq!(
        rename(&family.repeat(60)),
        Err(Failure::NameTooLong),
        "too much to keep, however few are seen"
    );
}

#[test]
fn two_contacts_of_nearly_one_name_name_each_other_until_one_is_called_otherwise() {
    let mut world = World::new(4, 2);
    let [ada, grace, other] = [1, 2, 3].map(|of| world.add_contact(0, of));
    let mut resembling = |contact, name: &str| {
        world.ask(0, Request::Rename { contact, name: name.to_owned() }).unwrap();
        [1, 2, 3].map(|of| world.contact(0, of).resembles)
    };
    assert_eq!(resembling(ada, "Ada"), [None; 3]);
    assert_eq!(resembling(grace, "Grace"), [None; 3]);
    assert_eq!(resembling(other, "\u{410}d\u{430}"), [Some(other), None, Some(ada)]);
    assert_eq!(resembling(grace, "ADA"), [Some(grace), Some(ada), Some(ada)]);
    world.ask(0, Request::DeleteContact { contact: ada }).unwrap();
    assert_eq!([2, 3].map(|of| world.contact(0, of).resembles), [Some(other), Some(grace)]);
    world.ask(0, Request::Rename { contact: other, name: String::new() }).unwrap();
    assert_eq!([2, 3].map(|of| world.contact(0, of).resembles), [None, None]);
}
