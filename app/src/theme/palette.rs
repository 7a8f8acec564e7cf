//! Every colour of the window: light and dark, each also with high contrast.

use iced::{Color, color};

/// How many discs there are to choose from.
pub(crate) const DISCS: usize = 12;

/// Every colour that the window uses.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Colours {
    /// Behind a conversation.
    pub(crate) canvas: Color,
    /// Behind the contact list.
    pub(crate) panel: Color,
    /// Fields and cards.
    pub(crate) raised: Color,
    /// Hairlines between areas.
    pub(crate) line: Color,
    /// Borders of fields: they must be seen.
    pub(crate) edge: Color,
    /// Around what else stands out by its ground alone (bubbles, the chosen row, strips): seen with high contrast only.
    pub(crate) outline: Color,
    /// What is read.
    pub(crate) text: Color,
    /// What may be read.
    pub(crate) muted: Color,
    /// The colour of Sotto: what can be pressed, what has the focus.
    pub(crate) accent: Color,
    /// On [`Colours::accent`].
    pub(crate) on_accent: Color,
    /// Our bubbles.
    pub(crate) ours: Color,
    /// Text in our bubbles.
    pub(crate) on_ours: Color,
    /// Time and state in our bubbles.
    pub(crate) on_ours_muted: Color,
    /// Their bubbles.
    pub(crate) theirs: Color,
    /// A row under the pointer.
    pub(crate) hover: Color,
    /// The chosen row.
    pub(crate) selected: Color,
    /// What cannot be taken back, and what went wrong.
    pub(crate) danger: Color,
    /// On [`Colours::danger`].
    pub(crate) on_danger: Color,
    /// Somebody is there.
    pub(crate) good: Color,
    /// Behind a notice.
    pub(crate) notice: Color,
    /// On [`Colours::notice`].
    pub(crate) on_notice: Color,
    /// Behind the letters of avatars; each holds a white letter.
    pub(crate) discs: &'static [Color; DISCS],
}

/// Dark on light.
pub(crate) const LIGHT: Colours = Colours {
    canvas: color!(0xffffff),
    panel: color!(0xf3f5f6),
    raised: color!(0xffffff),
    line: color!(0xdfe3e6),
    edge: color!(0x7d8890),
    outline: Color::TRANSPARENT,
    text: color!(0x171b1e),
    muted: color!(0x545e65),
    accent: color!(0x17607a),
    on_accent: color!(0xffffff),
    ours: color!(0x17607a),
    on_ours: color!(0xffffff),
    on_ours_muted: color!(0xd3e6ed),
    theirs: color!(0xebeef0),
    hover: color!(0xe7ebee),
    selected: color!(0xd7e6ec),
    danger: color!(0xb3261e),
    on_danger: color!(0xffffff),
    good: color!(0x19743f),
    notice: color!(0xfff3d1),
    on_notice: color!(0x533d00),
    discs: &MIDDLE,
};

/// Light on dark.
pub(crate) const DARK: Colours = Colours {
    canvas: color!(0x14181a),
    panel: color!(0x1b2023),
    raised: color!(0x22282c),
    line: color!(0x2d353a),
    edge: color!(0x76838b),
    outline: Color::TRANSPARENT,
    text: color!(0xe7ebed),
    muted: color!(0xa3adb3),
    accent: color!(0x74c5de),
    on_accent: color!(0x06212b),
    ours: color!(0x1d5d73),
    on_ours: color!(0xf3f9fb),
    on_ours_muted: color!(0xc6dfe8),
    theirs: color!(0x262d31),
    hover: color!(0x252c30),
    selected: color!(0x243d47),
    danger: color!(0xff8d83),
    on_danger: color!(0x3a0502),
    good: color!(0x62d293),
    notice: color!(0x3b3113),
    on_notice: color!(0xf7e2a8),
    discs: &MIDDLE,
};

/// Black on white, for those who need it.
pub(crate) const CLEAR_LIGHT: Colours = Colours {
    canvas: color!(0xffffff),
    panel: color!(0xffffff),
    raised: color!(0xffffff),
    line: color!(0x4a4a4a),
    edge: color!(0x000000),
    outline: color!(0x000000),
    text: color!(0x000000),
    muted: color!(0x333333),
    accent: color!(0x00495f),
    on_accent: color!(0xffffff),
    ours: color!(0x002f40),
    on_ours: color!(0xffffff),
    on_ours_muted: color!(0xe6f4fa),
    theirs: color!(0xffffff),
    hover: color!(0xe6e6e6),
    selected: color!(0xcfe6f0),
    danger: color!(0x8c0009),
    on_danger: color!(0xffffff),
    good: color!(0x004d28),
    notice: color!(0xfff1b8),
    on_notice: color!(0x3b2900),
    discs: &DEEP,
};

/// White on black, for those who need it.
pub(crate) const CLEAR_DARK: Colours = Colours {
    canvas: color!(0x000000),
    panel: color!(0x000000),
    raised: color!(0x000000),
    line: color!(0xb0b0b0),
    edge: color!(0xffffff),
    outline: color!(0xffffff),
    text: color!(0xffffff),
    muted: color!(0xd6d6d6),
    accent: color!(0x7fdcff),
    on_accent: color!(0x000000),
    ours: color!(0x002f40),
    on_ours: color!(0xffffff),
    on_ours_muted: color!(0xe6f4fa),
    theirs: color!(0x141414),
    hover: color!(0x2a2a2a),
    selected: color!(0x003a52),
    danger: color!(0xffb3ab),
    on_danger: color!(0x000000),
    good: color!(0x7cf0ad),
    notice: color!(0x332700),
    on_notice: color!(0xffe9a3),
    discs: &DEEP,
};

/// Discs for light and dark.
const MIDDLE: [Color; DISCS] = [
    color!(0x2f6b8a),
    color!(0x7a4f9e),
    color!(0x2e7148),
    color!(0x9a4a3c),
    color!(0x45619d),
    color!(0x7a5c1e),
    color!(0x8f3f74),
    color!(0x3f6f70),
    color!(0x5a5fb0),
    color!(0x5d6b2a),
    color!(0xa83f55),
    color!(0x5b6470),
];

/// The same, a third darker, for high contrast.
const DEEP: [Color; DISCS] = [
    color!(0x1f475b),
    color!(0x513468),
    color!(0x1e4b30),
    color!(0x663128),
    color!(0x2e4068),
    color!(0x513d14),
    color!(0x5e2a4d),
    color!(0x2a494a),
    color!(0x3b3f74),
    color!(0x3d471c),
    color!(0x6f2a38),
    color!(0x3c424a),
];
