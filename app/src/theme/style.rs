//! How each kind of widget looks in the design language.

use super::{Colours, colours, space};
use iced::widget::{
    button, container, progress_bar, qr_code, scrollable, text, text_editor, text_input, toggler,
};
use iced::{Background, Border, Color, Gradient, Shadow, Theme, border};

/// How much of the accent lies over a field where words are selected.
const SELECTION: f32 = 0.3;
/// How dark a screen is while something is in front of it.
const VEIL: f32 = 0.5;
/// How much of its text's colour a button takes on under the pointer.
const POINTED: f32 = 0.1;

/// The area of the contact list.
pub(crate) fn panel(theme: &Theme) -> container::Style {
    filled(colours(theme).panel, Border::default())
}

/// The area of a conversation.
pub(crate) fn canvas(theme: &Theme) -> container::Style {
    filled(colours(theme).canvas, Border::default())
}

/// A card on a screen.
pub(crate) fn card(theme: &Theme) -> container::Style {
    let c = colours(theme);
    filled(c.raised, border::rounded(space::ROUNDER).width(space::THIN).color(c.line))
}

/// A strip that says something which matters now.
pub(crate) fn notice(theme: &Theme) -> container::Style {
    let c = colours(theme);
    container::Style { text_color: Some(c.on_notice), ..filled(c.notice, outlined(c, space::ROUND)) }
}

/// A strip that says something which can wait.
pub(crate) fn remark(theme: &Theme) -> container::Style {
    let c = colours(theme);
    container::Style { text_color: Some(c.text), ..filled(c.theirs, outlined(c, space::ROUND)) }
}

/// A one pixel line between two areas.
pub(crate) fn hairline(theme: &Theme) -> container::Style {
    filled(colours(theme).line, Border::default())
}

/// Our bubble.
pub(crate) fn ours(theme: &Theme) -> container::Style {
    let c = colours(theme);
    container::Style {
        text_color: Some(c.on_ours),
        ..filled(c.ours, outlined(c, bubble().bottom_right(space::XS)))
    }
}

/// Their bubble.
pub(crate) fn theirs(theme: &Theme) -> container::Style {
    let c = colours(theme);
    container::Style {
        text_color: Some(c.text),
        ..filled(c.theirs, outlined(c, bubble().bottom_left(space::XS)))
    }
}

/// The unread count.
pub(crate) fn badge(theme: &Theme) -> container::Style {
    let c = colours(theme);
    container::Style { text_color: Some(c.on_accent), ..filled(c.accent, border::rounded(space::ROUNDEST)) }
}

/// The unread count of a muted contact.
pub(crate) fn quiet_badge(theme: &Theme) -> container::Style {
    let c = colours(theme);
    container::Style { text_color: Some(c.panel), ..filled(c.muted, border::rounded(space::ROUNDEST)) }
}

/// What lies between a screen and something in front of it.
pub(crate) fn veil(_: &Theme) -> container::Style {
    filled(Color { a: VEIL, ..Color::BLACK }, Border::default())
}

/// A small label on the canvas (the day).
pub(crate) fn chip(theme: &Theme) -> container::Style {
    let c = colours(theme);
    container::Style { text_color: Some(c.muted), ..filled(c.panel, outlined(c, space::ROUNDEST)) }
}

/// A disc of one colour.
pub(crate) fn disc(colour: Color) -> impl Fn(&Theme) -> container::Style {
    move |_| filled(colour, border::rounded(space::ROUNDEST))
}

/// A disc that holds a white letter, in one of the theme's discs.
pub(crate) fn seal(ground: impl Fn(&Colours) -> Color) -> impl Fn(&Theme) -> container::Style {
    move |theme| container::Style {
        text_color: Some(Color::WHITE),
        ..filled(ground(colours(theme)), border::rounded(space::ROUNDEST))
    }
}

/// What stands between a [`seal`] and its [`ring`].
pub(crate) fn gap(theme: &Theme) -> container::Style {
    filled(colours(theme).canvas, border::rounded(space::ROUNDEST))
}

/// The ring around a [`seal`].
pub(crate) fn ring(bands: impl Fn(&Colours) -> Gradient) -> impl Fn(&Theme) -> container::Style {
    move |theme| container::Style {
        background: Some(bands(colours(theme)).into()),
        border: border::rounded(space::ROUNDEST),
        ..container::Style::default()
    }
}

/// What a screen is for.
pub(crate) fn primary(theme: &Theme, status: button::Status) -> button::Style {
    let c = colours(theme);
    solid(c.accent, c.on_accent, c, status)
}

/// What cannot be taken back.
pub(crate) fn danger(theme: &Theme, status: button::Status) -> button::Style {
    let c = colours(theme);
    solid(c.danger, c.on_danger, c, status)
}

/// Another way on.
pub(crate) fn secondary(theme: &Theme, status: button::Status) -> button::Style {
    let c = colours(theme);
    let ground = if pointed(status) { c.hover } else { c.raised };
    let ink = if status == button::Status::Disabled { c.muted } else { c.text };
    pressable(ground, ink, border::rounded(space::ROUND).width(space::THIN).color(c.edge))
}

/// A button without a body: signs and rows.
pub(crate) fn quiet(theme: &Theme, status: button::Status) -> button::Style {
    let c = colours(theme);
    let ground = if pointed(status) { c.hover } else { Color::TRANSPARENT };
    let ink = if status == button::Status::Disabled { c.muted } else { c.text };
    pressable(ground, ink, border::rounded(space::ROUND))
}

/// A quiet button in the accent colour.
pub(crate) fn link(theme: &Theme, status: button::Status) -> button::Style {
    let c = colours(theme);
    let ground = if pointed(status) { c.hover } else { Color::TRANSPARENT };
    pressable(ground, c.accent, border::rounded(space::ROUND))
}

/// A quiet button on a notice.
pub(crate) fn on_notice(theme: &Theme, status: button::Status) -> button::Style {
    let c = colours(theme);
    let width = if pointed(status) { space::THICK } else { space::THIN };
    pressable(Color::TRANSPARENT, c.on_notice, border::rounded(space::ROUND).width(width).color(c.on_notice))
}

/// A row of the contact list.
pub(crate) fn entry(chosen: bool) -> impl Fn(&Theme, button::Status) -> button::Style {
    move |theme, status| {
        let c = colours(theme);
        match chosen {
            true => pressable(c.selected, c.text, outlined(c, space::ROUND)),
            false => quiet(theme, status),
        }
    }
}

/// A line to write in.
pub(crate) fn field(theme: &Theme, status: text_input::Status) -> text_input::Style {
    let c = colours(theme);
    let focused = matches!(status, text_input::Status::Focused { .. });
    text_input::Style {
        background: c.raised.into(),
        border: field_border(c, focused),
        icon: c.muted,
        placeholder: c.muted,
        value: c.text,
        selection: Color { a: SELECTION, ..c.accent },
    }
}

/// Lines to write in.
pub(crate) fn editor(theme: &Theme, status: text_editor::Status) -> text_editor::Style {
    let c = colours(theme);
    let focused = matches!(status, text_editor::Status::Focused { .. });
    text_editor::Style {
        background: c.raised.into(),
        border: field_border(c, focused),
        placeholder: c.muted,
        value: c.text,
        selection: Color { a: SELECTION, ..c.accent },
    }
}

/// The border of everything that can be written in.
pub(crate) fn field_border(c: &Colours, focused: bool) -> Border {
    let border = border::rounded(space::ROUND);
    if focused { border.width(space::THICK).color(c.accent) } else { border.width(space::THIN).color(c.edge) }
}

/// A thin scroller that shows on its own.
pub(crate) fn scroll(theme: &Theme, status: scrollable::Status) -> scrollable::Style {
    let c = colours(theme);
    let used = matches!(status, scrollable::Status::Hovered { .. } | scrollable::Status::Dragged { .. });
    let scroller = scrollable::Scroller {
        background: Background::Color(if used { c.edge } else { c.line }),
        border: border::rounded(space::ROUNDEST),
    };
    let rail = scrollable::Rail { background: None, border: Border::default(), scroller };
    scrollable::Style { vertical_rail: rail, horizontal_rail: rail, ..scrollable::default(theme, status) }
}

/// How far something is.
pub(crate) fn progress(theme: &Theme) -> progress_bar::Style {
    let c = colours(theme);
    progress_bar::Style {
        background: c.line.into(),
        bar: c.accent.into(),
        border: border::rounded(space::ROUNDEST),
    }
}

/// On or off.
pub(crate) fn switch(theme: &Theme, status: toggler::Status) -> toggler::Style {
    let c = colours(theme);
    let on = matches!(
        status,
        toggler::Status::Active { is_toggled: true } | toggler::Status::Hovered { is_toggled: true }
    );
    toggler::Style {
        background: if on { c.accent } else { c.edge }.into(),
        foreground: if on { c.on_accent } else { c.raised }.into(),
        ..toggler::default(theme, status)
    }
}

/// Black on white whatever the theme: cameras do not read the inverse.
pub(crate) fn qr(_: &Theme) -> qr_code::Style {
    qr_code::Style { cell: Color::BLACK, background: Color::WHITE }
}

/// The white sheet around a QR code.
pub(crate) fn sheet(theme: &Theme) -> container::Style {
    filled(Color::WHITE, border::rounded(space::ROUND).width(space::THIN).color(colours(theme).line))
}

/// What may be read.
pub(crate) fn muted(theme: &Theme) -> text::Style {
    text::Style { color: Some(colours(theme).muted) }
}

/// What went wrong.
pub(crate) fn wrong(theme: &Theme) -> text::Style {
    text::Style { color: Some(colours(theme).danger) }
}

/// Somebody is there.
pub(crate) fn good(theme: &Theme) -> text::Style {
    text::Style { color: Some(colours(theme).good) }
}

/// Time and state in our bubble.
pub(crate) fn on_ours_muted(theme: &Theme) -> text::Style {
    text::Style { color: Some(colours(theme).on_ours_muted) }
}

fn bubble() -> border::Radius {
    border::radius(space::ROUNDER)
}

/// Corners, and the border that is seen with high contrast.
fn outlined(c: &Colours, corners: impl Into<border::Radius>) -> Border {
    let width = if c.outline == Color::TRANSPARENT { 0.0 } else { space::THIN };
    border::rounded(corners).width(width).color(c.outline)
}

fn filled(colour: Color, border: Border) -> container::Style {
    container::Style { background: Some(colour.into()), border, ..container::Style::default() }
}

fn pointed(status: button::Status) -> bool {
    matches!(status, button::Status::Hovered | button::Status::Pressed)
}

fn solid(ground: Color, ink: Color, c: &Colours, status: button::Status) -> button::Style {
    match status {
        button::Status::Disabled => pressable(c.hover, c.muted, border::rounded(space::ROUND)),
        button::Status::Hovered | button::Status::Pressed => {
            pressable(mixed(ground, ink, POINTED), ink, border::rounded(space::ROUND))
        }
        button::Status::Active => pressable(ground, ink, border::rounded(space::ROUND)),
    }
}

fn pressable(ground: Color, ink: Color, border: Border) -> button::Style {
    button::Style {
        background: Some(ground.into()),
        text_color: ink,
        border,
        shadow: Shadow::default(),
        snap: true,
    }
}

/// Some of `a` and `part` of `b`, 0 to 1.
pub(crate) fn mixed(a: Color, b: Color, part: f32) -> Color {
    let mix = |a: f32, b: f32| a + (b - a) * part;
    Color { r: mix(a.r, b.r), g: mix(a.g, b.g), b: mix(a.b, b.b), a: a.a }
}

#[cfg(test)]
mod tests;
