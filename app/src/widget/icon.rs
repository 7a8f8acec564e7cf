//! Signs, drawn as strokes on a grid of 24: no icon font, one look, any size.

use crate::theme::{Colours, colours};
use iced::advanced::graphics::geometry::Renderer as _;
use iced::advanced::widget::Tree;
use iced::advanced::{Layout, Widget, layout, renderer};
use iced::mouse::Cursor;
use iced::widget::canvas::{Frame, LineCap, LineJoin, Path, Stroke, path};
use iced::{Color, Element, Length, Point, Rectangle, Renderer, Size, Theme, Vector};

/// What a sign means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    /// Add somebody.
    Add,
    /// Settings.
    Settings,
    /// The own address.
    Share,
    /// Send.
    Send,
    /// More about this contact.
    More,
    /// Leave this pane.
    Close,
    /// A message that waits.
    Waiting,
    /// A message that is on the line.
    Sent,
    /// A message that is in their vault.
    Delivered,
    /// Nothing leaves unencrypted.
    Lock,
    /// They have shown who they are.
    Verified,
    /// A question that checks who is there.
    Question,
    /// Look here.
    Warning,
}

/// A sign in the colour that `colour` picks from the theme's.
pub(crate) fn icon(icon: Icon, size: f32, colour: fn(&Colours) -> Color) -> Sign {
    Sign { icon, size, colour }
}

/// What is drawn. Not a canvas: that would draw under a translation, by which iced 0.14 (`Layer::damage` of
/// `iced_tiny_skia`) also moves the damage of a text that takes the place of the sign in the next frame, so that half of
/// the text stays unpainted.
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
        _: &Rectangle,
    ) {
        let bounds = layout.bounds();
        let mut frame = Frame::with_bounds(renderer, bounds);
        frame.translate(Vector::new(bounds.x, bounds.y));
        frame.scale(bounds.width / 24.0);
        let stroke = Stroke::default()
            .with_width(2.0 * (bounds.width / 24.0))
            .with_color((self.colour)(colours(theme)))
            .with_line_cap(LineCap::Round)
            .with_line_join(LineJoin::Round);
        frame.stroke(&Path::new(|path| outline(self.icon, path)), stroke);
        renderer.draw_geometry(frame.into_geometry());
    }
}

impl<'a, Message: 'a> From<Sign> for Element<'a, Message> {
    fn from(sign: Sign) -> Self {
        Self::new(sign)
    }
}

fn outline(icon: Icon, path: &mut path::Builder) {
    match icon {
        Icon::Add => lines(path, &[&[(12., 5.), (12., 19.)], &[(5., 12.), (19., 12.)]]),
        Icon::Close => lines(path, &[&[(6., 6.), (18., 18.)], &[(18., 6.), (6., 18.)]]),
        Icon::Send => lines(path, &[&[(12., 19.), (12., 5.)], &[(5.5, 11.5), (12., 5.), (18.5, 11.5)]]),
        Icon::Sent => lines(path, &[&[(5., 13.), (10., 18.), (19., 7.)]]),
        Icon::Delivered => {
            lines(path, &[&[(1.5, 13.), (6.5, 18.), (15.5, 7.)], &[(10.5, 16.), (12.5, 18.), (21.5, 7.)]])
        }
        Icon::Waiting => {
            path.circle(Point::new(12., 12.), 8.5);
            lines(path, &[&[(12., 7.), (12., 12.), (15.5, 14.)]]);
        }
        Icon::More => [5., 12., 19.].into_iter().for_each(|x| path.circle(Point::new(x, 12.), 0.8)),
        Icon::Settings => sliders(path),
        Icon::Share => qr(path),
        Icon::Lock => {
            path.rounded_rectangle(Point::new(5., 11.), Size::new(14., 9.5), 2.0.into());
            lines(path, &[&[(8., 11.), (8., 7.)], &[(16., 11.), (16., 7.)]]);
            path.move_to(Point::new(8., 7.));
            path.bezier_curve_to(Point::new(8., 2.2), Point::new(16., 2.2), Point::new(16., 7.));
        }
        Icon::Verified => shield(path),
        Icon::Question => question(path),
        Icon::Warning => {
            lines(path, &[&[(12., 3.5), (22., 20.5), (2., 20.5), (12., 3.5)], &[(12., 10.), (12., 14.)]]);
            path.circle(Point::new(12., 17.3), 0.3);
        }
    }
}

fn shield(path: &mut path::Builder) {
    path.move_to(Point::new(12., 2.5));
    path.line_to(Point::new(20., 5.5));
    path.line_to(Point::new(20., 11.));
    path.bezier_curve_to(Point::new(20., 16.5), Point::new(16., 20.), Point::new(12., 21.5));
    path.bezier_curve_to(Point::new(8., 20.), Point::new(4., 16.5), Point::new(4., 11.));
    path.line_to(Point::new(4., 5.5));
    path.close();
    lines(path, &[&[(8., 11.8), (11., 14.8), (16., 9.2)]]);
}

fn question(path: &mut path::Builder) {
    path.circle(Point::new(12., 12.), 9.5);
    path.move_to(Point::new(9., 9.6));
    path.bezier_curve_to(Point::new(9., 5.6), Point::new(15., 5.6), Point::new(15., 9.6));
    path.bezier_curve_to(Point::new(15., 11.8), Point::new(12., 11.6), Point::new(12., 14.));
    path.circle(Point::new(12., 17.2), 0.4);
}

fn sliders(path: &mut path::Builder) {
    lines(
        path,
        &[
            &[(3.5, 7.), (12.5, 7.)],
            &[(18.5, 7.), (20.5, 7.)],
            &[(3.5, 17.), (5.5, 17.)],
            &[(11.5, 17.), (20.5, 17.)],
        ],
    );
    path.circle(Point::new(15.5, 7.), 3.);
    path.circle(Point::new(8.5, 17.), 3.);
}

fn qr(path: &mut path::Builder) {
    for corner in [(4., 4.), (14., 4.), (4., 14.)] {
        path.rounded_rectangle(Point::new(corner.0, corner.1), Size::new(6., 6.), 1.0.into());
    }
    lines(
        path,
        &[
            &[(14., 14.), (14., 16.)],
            &[(18., 14.), (20., 14.)],
            &[(17., 17.), (17., 20.)],
            &[(20., 18.), (20., 20.)],
            &[(14., 20.), (14., 20.5)],
        ],
    );
}

fn lines(path: &mut path::Builder, lines: &[&[(f32, f32)]]) {
    for line in lines {
        for (i, (x, y)) in line.iter().enumerate() {
            let point = Point::ORIGIN + Vector::new(*x, *y);
            if i == 0 { path.move_to(point) } else { path.line_to(point) }
        }
    }
}
