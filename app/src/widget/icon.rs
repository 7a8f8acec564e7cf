//! Signs, drawn as strokes on a grid of 24: no icon font, one look, any size.

use crate::theme::{Colours, colours};
use iced::mouse::Cursor;
use iced::widget::canvas::{self, Canvas, Frame, Geometry, LineCap, LineJoin, Path, Stroke, path};
use iced::{Color, Point, Rectangle, Renderer, Theme, Vector};

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
    /// Look here.
    Warning,
}

/// A sign in the colour that `colour` picks from the theme's.
pub(crate) fn icon<'a, Message: 'a>(
    icon: Icon,
    size: f32,
    colour: fn(&Colours) -> Color,
) -> Canvas<Sign, Message> {
    Canvas::new(Sign { icon, colour }).width(size).height(size)
}

/// What is drawn.
#[derive(Debug)]
pub(crate) struct Sign {
    icon: Icon,
    colour: fn(&Colours) -> Color,
}

impl<Message> canvas::Program<Message> for Sign {
    type State = ();

    fn draw(
        &self,
        (): &(),
        renderer: &Renderer,
        theme: &Theme,
        bounds: Rectangle,
        _: Cursor,
    ) -> Vec<Geometry> {
        let mut frame = Frame::new(renderer, bounds.size());
        frame.scale(bounds.width / 24.0);
        let stroke = Stroke::default()
            .with_width(2.0 * (bounds.width / 24.0))
            .with_color((self.colour)(colours(theme)))
            .with_line_cap(LineCap::Round)
            .with_line_join(LineJoin::Round);
        frame.stroke(&Path::new(|path| outline(self.icon, path)), stroke);
        vec![frame.into_geometry()]
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
            path.rounded_rectangle(Point::new(5., 11.), iced::Size::new(14., 9.5), 2.0.into());
            lines(path, &[&[(8., 11.), (8., 7.)], &[(16., 11.), (16., 7.)]]);
            path.move_to(Point::new(8., 7.));
            path.bezier_curve_to(Point::new(8., 2.2), Point::new(16., 2.2), Point::new(16., 7.));
        }
        Icon::Warning => {
            lines(path, &[&[(12., 3.5), (22., 20.5), (2., 20.5), (12., 3.5)], &[(12., 10.), (12., 14.)]]);
            path.circle(Point::new(12., 17.3), 0.3);
        }
    }
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
        path.rounded_rectangle(Point::new(corner.0, corner.1), iced::Size::new(6., 6.), 1.0.into());
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
