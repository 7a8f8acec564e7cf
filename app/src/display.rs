//! How what peers wrote, and what contacts are called, comes into the window: through [`sotto_engine::text`] only.

use crate::words::Words;
use sotto_engine::api::Contact;
use sotto_engine::text;

pub(crate) use sotto_engine::text::clean;

/// Characters of the one line in the contact list.
pub(crate) const PREVIEW_MAX: usize = 80;

/// The beginning of a message as one safe line.
pub(crate) fn line(words: &str) -> String {
    text::line(words, PREVIEW_MAX)
}

/// What a contact is called in the window: the given name, with the head of the address behind it where somebody else has
/// nearly the same name; without a name, the head of the address.
pub(crate) fn name(contact: &Contact) -> String {
    let (name, head) = (text::name(&contact.name), short(&contact.address));
    match contact.resembles {
        _ if name.is_empty() => head,
        Some(_) => format!("{name} · {head}"),
        None => name,
    }
}

/// What is said of a contact who could be taken for another, with the head of the address first.
pub(crate) fn resembling(contact: &Contact, words: &Words) -> Option<String> {
    let head = short(&contact.address);
    contact.resembles.map(|_| words.say_with("common-resembles-short", &[("head", head.into())]))
}

/// The head of an address: enough to tell two unnamed contacts apart, never enough to trust.
pub(crate) fn short(address: &str) -> String {
    let mut head: String = clean(address).chars().take(10).collect();
    head.push('…');
    head
}

/// An address in groups of four characters, seven groups a line, for comparing by eye or ear.
pub(crate) fn grouped(address: &str) -> String {
    let bare = clean(address.strip_suffix(".onion").unwrap_or(address));
    let mut out = String::with_capacity(bare.len() + bare.len() / 4);
    for (i, c) in bare.chars().enumerate() {
        match i {
            0 => {}
            _ if i % 28 == 0 => out.push('\n'),
            _ if i % 4 == 0 => out.push(' '),
            _ => {}
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use crate::words::{self, Language};
    use sotto_engine::api::ContactId;

    #[test]
    fn a_preview_is_one_short_line() {
        assert_eq!(line("one\ntwo"), "one two");
        assert_eq!(line(&"x".repeat(500)).chars().count(), PREVIEW_MAX + 1);
    }

    #[test]
    fn an_address_is_grouped_without_its_ending() {
        assert_eq!(grouped("abcdefghij.onion"), "abcd efgh ij");
    }

    #[test]
    fn a_name_that_resembles_another_never_stands_without_its_address() {
        let (mut one, mut other) = (fake::contact(1, "Ada"), fake::contact(2, "\u{410}d\u{430}"));
        assert_eq!(name(&one), "Ada");
        (one.resembles, other.resembles) = (Some(ContactId(2)), Some(ContactId(1)));
        for contact in [&one, &other] {
            assert!(name(contact).ends_with(&short(&contact.address)));
            assert!(
                resembling(contact, words::of(Language::English))
                    .unwrap()
                    .starts_with(&short(&contact.address))
            );
        }
        assert_ne!(name(&one), name(&other));
        assert_eq!(name(&fake::contact(3, " \u{200b} ")), "\u{fffd}", "what cannot be seen is marked");
    }
}
