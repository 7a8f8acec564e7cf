//! Signs, as letters of one icon font (Lucide): one look, any size.

use crate::fonts::ICONS;
use crate::theme::{Colours, colours};
use iced::advanced::text::{Alignment, LineHeight, Renderer as _, Shaping, Text, Wrapping};
use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Widget, layout, renderer};
use iced::alignment::Vertical;
use iced::mouse::Cursor;
use iced::{Color, Element, Length, Rectangle, Renderer, Size, Theme};

/// What a sign means. The numbers are those of Lucide; only these are in the font (`fonts/README.md`).
///
/// A delivery tick looks like nothing else: [`Icon::Check`], which stands for a choice, has a circle around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(not(test), expect(dead_code, reason = "the screens that are being built use the rest"))]
#[repr(u32)]
pub(crate) enum Icon {
    /// Add somebody.
    Add = 0xe13d,
    /// Settings.
    Settings = 0xe154,
    /// The own address.
    Share = 0xe1df,
    /// Send.
    Send = 0xe04a,
    /// More about this contact.
    More = 0xe0b6,
    /// Leave this pane.
    Close = 0xe1b2,
    /// A message that waits.
    Waiting = 0xe087,
    /// A message that is on the line.
    Sent = 0xe06c,
    /// A message that is in their vault.
    Delivered = 0xe38e,
    /// Nothing leaves unencrypted.
    Lock = 0xe10b,
    /// They have shown who they are.
    Verified = 0xe1ff,
    /// A question that checks who is there.
    Question = 0xe082,
    /// Look here.
    Warning = 0xe193,
    /// Find contacts or messages.
    Search = 0xe151,
    /// Keep a conversation at the top.
    Pin = 0xe259,
    /// Let a conversation go from the top.
    PinOff = 0xe2b6,
    /// Say nothing of this conversation.
    Mute = 0xe1ac,
    /// Say what comes in this conversation again.
    Unmute = 0xe1ab,
    /// Answer this message.
    Reply = 0xe22a,
    /// Put a reaction to this message.
    React = 0xe301,
    /// Change the words.
    Edit = 0xe1f9,
    /// Take it away for good.
    Delete = 0xe18e,
    /// Put a copy on the clipboard.
    Copy = 0xe09e,
    /// Where we came from, in lines that run to the right.
    Back = 0xe048,
    /// On, and where we came from in lines that run to the left.
    ArrowRight = 0xe049,
    /// More below.
    ChevronDown = 0xe06d,
    /// More above.
    ChevronUp = 0xe070,
    /// More on the left.
    ChevronLeft = 0xe06e,
    /// More on the right.
    ChevronRight = 0xe06f,
    /// This is chosen, this is done.
    Check = 0xe226,
    /// Something worth knowing.
    Info = 0xe0f9,
    /// Show what is hidden.
    Eye = 0xe0ba,
    /// Hide what is shown.
    EyeOff = 0xe0bb,
    /// Languages.
    Globe = 0xe0e8,
    /// Notifications.
    Bell = 0xe059,
    /// No notifications.
    BellOff = 0xe05a,
    /// A passphrase.
    Key = 0xe4a3,
    /// One person, a profile.
    User = 0xe19f,
    /// Contacts, profiles.
    Users = 0xe1a4,
    /// Bring in from a file.
    Download = 0xe0b2,
    /// Put out to a file.
    Upload = 0xe19e,
    /// Keys of the keyboard.
    Keyboard = 0xe284,
    /// Help.
    Help = 0xe101,
    /// The network.
    Network = 0xe125,
    /// Privacy.
    Shield = 0xe158,
    /// A light look.
    Sun = 0xe178,
    /// A dark look.
    Moon = 0xe11e,
    /// Everything is destroyed.
    Flame = 0xe0d2,
    /// A way around what blocks Tor.
    Bridge = 0xe53e,
    /// Try again.
    Refresh = 0xe145,
    /// Take back what was done.
    Undo = 0xe2a1,
}

impl Icon {
    /// The letter of the sign in the icon font.
    fn letter(self) -> char {
        char::from_u32(self as u32).unwrap_or(char::REPLACEMENT_CHARACTER)
    }
}

/// A sign in the colour that `colour` picks from the theme's.
pub(crate) fn icon(icon: Icon, size: f32, colour: fn(&Colours) -> Color) -> Sign {
    Sign { icon, size, colour }
}

/// What is drawn. Not a canvas: every frame would paint it anew (iced 0.14 compares no geometry), and its damage would be
/// moved by its translation (`Layer::damage` of `iced_tiny_skia`). Not a text widget: a sign is no word on the screen.
#[derive(Debug)]
pub(crate) struct Sign {
    icon: Icon,
    size: f32,
    colour: fn(&Colours) -> Color,
}

impl<Message> Widget<Message, Theme, Renderer> for Sign {
    fn size(&self) -> Size<Length> {
        Size::new(Length::Fixed(self.size), Length::Fixed(self.size))
    }

    fn layout(&mut self, _: &mut Tree, _: &Renderer, limits: &layout::Limits) -> layout::Node {
        layout::atomic(limits, self.size, self.size)
    }

    fn draw(
        &self,
        _: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _: &renderer::Style,
        layout: Layout<'_>,
        _: Cursor,
        viewport: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let Some(seen) = bounds.intersection(viewport) else { return };
        // every letter of the font fills the square: aligned at its corner, the damage is where the sign is
        let sign = Text {
            content: self.icon.letter().to_string(),
            bounds: bounds.size(),
            size: bounds.width.into(),
            line_height: LineHeight::Relative(1.0),
            font: ICONS,
            align_x: Alignment::Left,
            align_y: Vertical::Top,
            shaping: Shaping::Basic,
            wrapping: Wrapping::None,
        };
        renderer.fill_text(sign, bounds.position(), (self.colour)(colours(theme)), seen);
    }
}

impl<'a, Message: 'a> From<Sign> for Element<'a, Message> {
    fn from(sign: Sign) -> Self {
        Self::new(sign)
    }
}

#[cfg(test)]
mod tests;
