//! A disc with a letter inside a ring: colour and ring follow the address, so that a false contact of the same name looks
//! different. No picture of a peer is ever decoded.
//!
//! It tells contacts apart at a glance and proves nothing: whoever tries a few thousand addresses finds one that looks the
//! same.

use crate::display;
use crate::fonts;
use crate::theme::{Colours, DISCS, size, space, style};
use iced::gradient::{Gradient, Linear};
use iced::widget::{center, container, text};
use iced::{Color, Element, Radians};
use sotto_engine::api::Contact;
use std::f32::consts::FRAC_PI_4;
use unicode_segmentation::UnicodeSegmentation;

/// How wide the ring is, of the whole.
const RING: f32 = 0.09;
/// Code points of the first letter that are drawn; a name of combining marks is longer.
const LETTER_MAX: usize = 6;
/// Bands of the ring.
const BANDS: usize = 3;
/// How far a band of the ring can be from the colour of the disc towards black (below 0) or white.
const TONES: [f32; 4] = [-0.35, 0.1, 0.45, 0.75];
/// Ways in which the bands can lie.
const TURNS: u64 = 4;

/// The disc of a contact, `width` logical pixels wide.
pub(crate) fn avatar<'a, Message: 'a>(contact: &Contact, width: f32) -> Element<'a, Message> {
    let mark = Mark::of(&contact.address);
    let ring = (width * RING).round();
    let inner = width - 2.0 * (ring + space::THICK);
    let letter = text(letter(&display::name(contact))).size(inner * size::LETTER).font(fonts::BOLD);
    let seal = center(letter).width(inner).height(inner).style(style::seal(move |c| mark.disc(c)));
    // discs upon discs: a border costs the renderer twice as much as a disc
    let gap = container(seal).padding(space::THICK).style(style::gap);
    container(gap).padding(ring).width(width).height(width).style(style::ring(move |c| mark.ring(c))).into()
}

/// What an address looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Mark {
    disc: usize,
    bands: [usize; BANDS],
    turn: u8,
}

impl Mark {
    /// From the address alone (FNV-1a).
    fn of(address: &str) -> Self {
        let hash = address.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        // FNV leaves the upper bits of short inputs alike; the finaliser of SplitMix64 spreads them
        let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let mut left = hash ^ (hash >> 31);
        let mut pick = |of: u64| {
            let picked = left % of;
            left /= of;
            picked
        };
        Self {
            disc: pick(DISCS as u64) as usize,
            bands: std::array::from_fn(|_| pick(TONES.len() as u64) as usize),
            turn: pick(TURNS) as u8,
        }
    }

    fn disc(self, c: &Colours) -> Color {
        c.discs[self.disc]
    }

    /// Bands with sharp borders. A gradient, because quads are compared between frames and paths are not.
    fn ring(self, c: &Colours) -> Gradient {
        let disc = self.disc(c);
        let bands = self.bands.iter().enumerate();
        let linear =
            bands.fold(Linear::new(Radians(f32::from(self.turn) * FRAC_PI_4)), |linear, (at, tone)| {
                let tone = toned(disc, TONES[*tone]);
                let (from, to) = (at as f32 / BANDS as f32, (at + 1) as f32 / BANDS as f32);
                linear.add_stop(from + SHARP, tone).add_stop(to, tone)
            });
        linear.into()
    }
}

fn toned(disc: Color, tone: f32) -> Color {
    let towards = if tone < 0.0 { Color::BLACK } else { Color::WHITE };
    style::mixed(disc, towards, tone.abs())
}

/// The room between two bands, of the whole: two stops cannot stand at the same place.
const SHARP: f32 = 0.001;

/// The first letter of a name that can be read, as a reader counts letters.
fn letter(name: &str) -> String {
    name.graphemes(true).find(|letter| letter.chars().next().is_some_and(char::is_alphanumeric)).map_or_else(
        || "?".to_owned(),
        |letter| letter.chars().take(LETTER_MAX).collect::<String>().to_uppercase(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::LIGHT;
    use std::collections::HashSet;

    /// Addresses as random ones are, from a seed.
    fn addresses(count: usize) -> Vec<String> {
        let mut state = 7_u64;
        let mut draw = move || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize
        };
        let alphabet: Vec<char> = "abcdefghijklmnopqrstuvwxyz234567".chars().collect();
        (0..count).map(|_| (0..56).map(|_| alphabet[draw() % 32]).chain(".onion".chars()).collect()).collect()
    }

    #[test]
    fn the_letter_is_the_first_that_can_be_read() {
        for (name, first) in [
            ("zoë", "Z"),
            ("«мир»", "М"),
            ("…", "?"),
            ("", "?"),
            ("سارا", "س"),
            ("\u{200f}علی", "ع"),
            ("王小明", "王"),
            ("नितिन", "नि"),
            ("e\u{301}va", "E\u{301}"),
            ("🦊 Fox", "F"),
            ("ßeta", "SS"),
        ] {
            assert_eq!(letter(name), first, "{name:?}");
        }
        assert_eq!(letter(&format!("a{}", "\u{301}".repeat(500))).chars().count(), LETTER_MAX);
    }

    #[test]
    fn a_thousand_addresses_look_like_hundreds_of_different_people() {
        let looks: HashSet<Mark> = addresses(1_000).iter().map(|address| Mark::of(address)).collect();
        assert!(looks.len() >= 700, "{}", looks.len());
        let discs: HashSet<usize> = looks.iter().map(|mark| mark.disc).collect();
        assert_eq!(discs.len(), DISCS);
    }

    #[test]
    fn addresses_that_differ_in_one_letter_look_different() {
        let same = addresses(1_000)
            .iter()
            .enumerate()
            .filter(|(at, address)| {
                let at = at % 56;
                let other = if address.as_bytes()[at] == b'a' { 'b' } else { 'a' };
                let other: String =
                    address.chars().enumerate().map(|(i, c)| if i == at { other } else { c }).collect();
                Mark::of(address) == Mark::of(&other)
            })
            .count();
        assert!(same <= 5, "{same}");
        assert_eq!(Mark::of("a"), Mark::of("a"));
    }

    #[test]
    fn another_ring_is_drawn_in_other_colours_and_the_same_one_in_the_same() {
        let rings: Vec<_> =
            addresses(50).iter().map(|address| (Mark::of(address), address.clone())).collect();
        for (one, _) in &rings {
            for (other, _) in &rings {
                let drawn = |mark: &Mark| (mark.disc(&LIGHT), mark.ring(&LIGHT));
                assert_eq!(one == other, drawn(one) == drawn(other), "{one:?} {other:?}");
            }
        }
    }
}
