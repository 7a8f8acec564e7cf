//! The signs and the font that draws them.

use super::*;
use crate::fonts;
use iced::advanced::graphics::text::cosmic_text::{CacheKey, CacheKeyFlags, SwashCache, fontdb};
use iced::advanced::graphics::text::font_system;
use std::collections::HashSet;

/// Every sign.
const ALL: [Icon; 51] = [
    Icon::Add,
    Icon::Settings,
    Icon::Share,
    Icon::Send,
    Icon::More,
    Icon::Close,
    Icon::Waiting,
    Icon::Sent,
    Icon::Delivered,
    Icon::Lock,
    Icon::Verified,
    Icon::Question,
    Icon::Warning,
    Icon::Search,
    Icon::Pin,
    Icon::PinOff,
    Icon::Mute,
    Icon::Unmute,
    Icon::Reply,
    Icon::React,
    Icon::Edit,
    Icon::Delete,
    Icon::Copy,
    Icon::Back,
    Icon::ArrowRight,
    Icon::ChevronDown,
    Icon::ChevronUp,
    Icon::ChevronLeft,
    Icon::ChevronRight,
    Icon::Check,
    Icon::Info,
    Icon::Eye,
    Icon::EyeOff,
    Icon::Globe,
    Icon::Bell,
    Icon::BellOff,
    Icon::Key,
    Icon::User,
    Icon::Users,
    Icon::Download,
    Icon::Upload,
    Icon::Keyboard,
    Icon::Help,
    Icon::Network,
    Icon::Shield,
    Icon::Sun,
    Icon::Moon,
    Icon::Flame,
    Icon::Bridge,
    Icon::Refresh,
    Icon::Undo,
];

/// The pixels of a sign at `size`, as its coverage.
fn painted(icon: Icon, size: f32) -> Vec<u8> {
    fonts::install();
    let mut system = font_system().write().unwrap();
    let system = system.raw();
    let id = system.db().faces().find(|face| face.families[0].0 == "lucide").unwrap().id;
    let glyph = system.get_font(id, fontdb::Weight::NORMAL).unwrap().as_swash().charmap().map(icon.letter());
    assert_ne!(glyph, 0, "{icon:?} is not in the font");
    let key = CacheKey::new(id, glyph, size, (0.0, 0.0), fontdb::Weight::NORMAL, CacheKeyFlags::empty()).0;
    SwashCache::new().get_image_uncached(system, key).unwrap().data
}

#[test]
fn every_sign_is_in_the_font_and_looks_like_no_other() {
    let pictures: HashSet<Vec<u8>> = ALL.iter().map(|icon| painted(*icon, 24.0)).collect();
    assert_eq!(pictures.len(), ALL.len());
    assert!(pictures.iter().all(|picture| picture.iter().any(|pixel| *pixel > 128)));
}

/// A sign that is in the font and not in the list, or the other way round, is found by this.
#[test]
fn the_font_holds_the_signs_and_nothing_more() {
    fonts::install();
    let mut system = font_system().write().unwrap();
    let system = system.raw();
    let id = system.db().faces().find(|face| face.families[0].0 == "lucide").unwrap().id;
    let font = system.get_font(id, fontdb::Weight::NORMAL).unwrap();
    let mut held = HashSet::new();
    font.as_swash().charmap().enumerate(|letter, _| _ = held.insert(letter));
    assert_eq!(held, ALL.iter().map(|icon| *icon as u32).collect());
}

#[test]
fn a_message_on_the_line_never_looks_like_one_in_their_vault_or_like_a_choice() {
    for size in [12.0, 14.0, 16.0] {
        let ink = |icon| painted(icon, size).iter().map(|pixel| u32::from(*pixel)).sum::<u32>();
        assert!(ink(Icon::Delivered) * 4 > ink(Icon::Sent) * 5, "two ticks have more ink than one at {size}");
        assert!(ink(Icon::Check) * 2 > ink(Icon::Sent) * 3, "a choice has a circle at {size}");
    }
}
