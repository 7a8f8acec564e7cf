//! A disc with a letter: the colour follows the address, so that a false contact of the same name looks different.

use crate::display;
use crate::fonts;
use crate::theme::{AVATARS, style};
use iced::widget::{center, text};
use iced::{Color, Element};
use sotto_engine::api::Contact;

/// The disc of a contact, `size` logical pixels wide.
pub(crate) fn avatar<'a, Message: 'a>(contact: &Contact, size: f32) -> Element<'a, Message> {
    let letter = letter(&display::name(contact));
    center(text(letter).size(size * 0.42).font(fonts::BOLD))
        .width(size)
        .height(size)
        .style(style::disc(colour(&contact.address)))
        .into()
}

fn letter(name: &str) -> String {
    name.chars().find(|c| c.is_alphanumeric()).map_or_else(|| "?".to_owned(), |c| c.to_uppercase().collect())
}

/// One of the avatar colours, from the address alone (FNV-1a).
fn colour(address: &str) -> Color {
    let hash = address.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // FNV leaves the upper bits of short inputs alike; the finaliser of SplitMix64 spreads them
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    AVATARS[(hash >> 56) as usize % AVATARS.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letter_is_the_first_that_can_be_read() {
        assert_eq!(letter("zoë"), "Z");
        assert_eq!(letter("«мир»"), "М");
        assert_eq!(letter("…"), "?");
    }

    #[test]
    fn the_colour_follows_the_address() {
        let colours: std::collections::HashSet<_> =
            (0..64).map(|i| colour(&format!("address{i}")).into_rgba8()).collect();
        assert!(colours.len() >= 6, "{}", colours.len());
        assert_eq!(colour("a"), colour("a"));
    }
}
