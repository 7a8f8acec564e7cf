//! A vertical list that builds, diffs and lays out only the rows near the viewport.
//!
//! Must be the content of a vertical `scrollable` with `anchor_bottom`: offsets count from the end, so corrections of
//! estimated heights above the viewport do not move what is read. Whatever changes below it does, and is told to the
//! application, which scrolls by as much.

use iced::advanced::widget::{Operation, Tree, tree};
use iced::advanced::{Clipboard, Layout, Shell, Widget, layout, mouse, overlay, renderer};
use iced::{Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector, window};
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

/// Known row heights by key. Lives in the state of the screen; interior mutability because heights are learnt
/// in `layout`.
#[derive(Debug, Default)]
pub(crate) struct Heights(RefCell<Known>);

#[derive(Debug, Default)]
struct Known {
    by_key: HashMap<u64, f32>,
    /// `tops[i]` is the top of row `i`; one more than there are rows.
    tops: Vec<f32>,
    /// What `tops` was computed for: length, first and last key.
    of: Option<(usize, u64, u64)>,
}

impl Known {
    fn total(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    fn top(&self, row: usize) -> f32 {
        self.tops.get(row).copied().unwrap_or_else(|| self.total())
    }

    fn learn(&mut self, key: u64, height: f32) {
        if self.by_key.insert(key, height) != Some(height) {
            self.of = None;
        }
    }

    /// Computes `tops`; work only when a height or the list changed.
    fn place(&mut self, len: usize, key: &dyn Fn(usize) -> u64) {
        let of = (len > 0).then(|| (len, key(0), key(len - 1)));
        if of.is_some() && of == self.of {
            return;
        }
        self.of = of;
        self.tops.clear();
        if self.by_key.len() > HEIGHTS_MAX {
            let held: HashSet<u64> = (0..len).map(key).collect();
            self.by_key.retain(|key, _| held.contains(key));
        }
        let mut y = 0.0;
        for i in 0..len {
            self.tops.push(y);
            y += self.by_key.get(&key(i)).copied().unwrap_or(ESTIMATE);
        }
        self.tops.push(y);
    }

    /// The last row that is seen at the foot of an interval, and how far its foot is from the end.
    fn anchor(&self, bottom: f32, len: usize, key: &dyn Fn(usize) -> u64) -> Option<Anchor> {
        let foot = self.total() - bottom;
        let row = self.tops.partition_point(|top| *top < foot).checked_sub(1)?.min(len.checked_sub(1)?);
        Some(Anchor { key: key(row), below: self.total() - self.top(row + 1) })
    }

    /// How much more there is below the anchor than there was; nothing if its row is gone.
    fn grown(&self, anchor: &Anchor, len: usize, key: &dyn Fn(usize) -> u64) -> Option<f32> {
        let row = (0..len).rev().find(|row| key(*row) == anchor.key)?;
        Some(self.total() - self.top(row + 1) - anchor.below)
    }

    /// The rows to realise for an interval that is measured from the end, as the scrollable is anchored there.
    fn span(&self, visible: Option<(f32, f32)>, len: usize) -> (usize, usize) {
        let Some((top, bottom)) = visible else { return (len.saturating_sub(COLD_ROWS), len) };
        let (top, bottom) = (self.total() - top - OVERSCAN, self.total() - bottom + OVERSCAN);
        let first = self.tops.partition_point(|y| *y <= top).saturating_sub(1);
        let last = self.tops.partition_point(|y| *y < bottom).min(len);
        (first.min(last), last)
    }
}

/// Height of a row that was never measured, in logical pixels.
const ESTIMATE: f32 = 56.0;
/// What is realised beyond the viewport on either side, in logical pixels.
const OVERSCAN: f32 = 300.0;
/// Rows realised before the viewport is known (first layout).
const COLD_ROWS: usize = 24;
/// Heights that are remembered; beyond it, those of rows that are not in the list are forgotten.
const HEIGHTS_MAX: usize = 4096;
/// Less is not seen, in logical pixels.
const UNSEEN: f32 = 0.5;
/// Room that is left beside a row that comes into sight, in logical pixels.
const AROUND: f32 = 8.0;
/// Frames in which a row comes into sight: each learns the heights of more rows around it.
const SEEK_MAX: u8 = 12;

/// The row that must stay where it is for whoever reads.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Anchor {
    key: u64,
    /// From its foot to the end of the list, in logical pixels.
    below: f32,
}

/// The list.
pub(crate) struct VList<'a, Message> {
    heights: &'a Heights,
    len: usize,
    key: Box<dyn Fn(usize) -> u64 + 'a>,
    row: Box<dyn Fn(usize) -> Element<'a, Message> + 'a>,
    on_shift: Option<Box<dyn Fn(f32) -> Message + 'a>>,
    sought: Option<(u64, Message)>,
    ends: bool,
    rows: Vec<Element<'a, Message>>,
}

impl<'a, Message> VList<'a, Message> {
    /// A list of `len` rows; `key` names a row for as long as it lives.
    pub(crate) fn new(
        heights: &'a Heights,
        len: usize,
        key: impl Fn(usize) -> u64 + 'a,
        row: impl Fn(usize) -> Element<'a, Message> + 'a,
    ) -> Self {
        Self {
            heights,
            len,
            key: Box::new(key),
            row: Box::new(row),
            on_shift: None,
            sought: None,
            ends: true,
            rows: Vec::new(),
        }
    }

    /// Whether the last row is the last that there is. Where it is not, whoever stands at it is not taken along to those
    /// that come after it.
    pub(crate) fn ends(mut self, ends: bool) -> Self {
        self.ends = ends;
        self
    }

    /// Called with what the list has grown (or shrunk, below zero) beneath what is read while the reader is scrolled up.
    /// Answer with `operation::scroll_by` by as much, and the same lines stay under the eyes.
    pub(crate) fn on_shift(mut self, f: impl Fn(f32) -> Message + 'a) -> Self {
        self.on_shift = Some(Box::new(f));
        self
    }

    /// Scrolls by [`Self::on_shift`] until the row with this key is in sight, then says `arrived`; also if there is no such
    /// row, or no way to it. Take it out of the view then.
    pub(crate) fn towards(mut self, row: Option<u64>, arrived: Message) -> Self {
        self.sought = row.map(|row| (row, arrived));
        self
    }

    /// How far the list has to be scrolled up to show the row that is sought; nothing if it is there, or cannot be.
    fn far(&self, row: u64, bounds: Rectangle, viewport: &Rectangle) -> Option<f32> {
        let known = self.heights.0.borrow();
        let row = (0..self.len).rev().find(|at| (self.key)(*at) == row)?;
        let (top, foot) = (bounds.y + known.top(row), bounds.y + known.top(row + 1));
        let (first, last) = (viewport.y + AROUND, viewport.y + viewport.height - AROUND);
        let up = (first - top).min(viewport.y - bounds.y);
        let down =
            (foot - last).min(top - first).min(bounds.y + bounds.height - viewport.y - viewport.height);
        if up > UNSEEN {
            Some(up)
        } else if down > UNSEEN {
            Some(-down)
        } else {
            None
        }
    }

    /// One step towards the row that is sought.
    fn seek(&self, steps: &mut u8, bounds: Rectangle, viewport: &Rectangle, shell: &mut Shell<'_, Message>)
    where
        Message: Clone,
    {
        let (Some((row, arrived)), Some(on_shift)) = (&self.sought, &self.on_shift) else {
            *steps = 0;
            return;
        };
        match self.far(*row, bounds, viewport).filter(|_| *steps < SEEK_MAX) {
            Some(far) => {
                *steps += 1;
                shell.publish(on_shift(far));
                shell.request_redraw();
            }
            None => {
                *steps = 0;
                shell.publish(arrived.clone());
            }
        }
    }
}

#[derive(Default)]
struct State {
    keys: Vec<u64>,
    /// Visible interval, measured from the end, learnt on a redraw.
    visible: Option<(f32, f32)>,
    /// Interval covered by realised rows, measured from the end.
    covered: (f32, f32),
    /// What must not move.
    anchor: Option<Anchor>,
    /// What the list has grown below it, and nobody has been told.
    shift: f32,
    /// The last row was not the last that there is.
    open: bool,
    /// Steps that were made towards the row that is sought.
    steps: u8,
}

impl State {
    /// Learns the visible interval, and whether the realised rows cover it.
    fn look(&mut self, bounds: Rectangle, viewport: &Rectangle) -> bool {
        let end = bounds.y + bounds.height;
        let (top, bottom) = (end - viewport.y, end - viewport.y - viewport.height);
        self.visible = Some((top, bottom));
        let covers_top = self.covered.0 >= top.min(bounds.height) - UNSEEN;
        let covers_bottom = self.covered.1 <= bottom.max(0.0) + UNSEEN;
        covers_top && covers_bottom
    }

    /// Follows the anchor to where it is now. At the end of the list nothing is held: what is new is shown.
    fn follow(&mut self, known: &Known, len: usize, key: &dyn Fn(usize) -> u64) {
        let Some((top, bottom)) = self.visible else { return };
        if (bottom > 1.0 || self.open)
            && let Some(grown) = self.anchor.and_then(|anchor| known.grown(&anchor, len, key))
        {
            self.shift += grown;
            self.visible = Some((top + grown, bottom + grown));
        }
        let bottom = self.visible.map_or(bottom, |(_, bottom)| bottom);
        self.anchor = known.anchor(bottom, len, key);
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for VList<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::default())
    }

    fn diff(&self, _tree: &mut Tree) {
        // children are diffed in `layout`, the only place where they are known
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &layout::Limits) -> layout::Node {
        let width = limits.max().width;
        let rows = layout::Limits::new(Size::ZERO, Size::new(width, f32::INFINITY));
        let state = tree.state.downcast_mut::<State>();
        let known = &mut *self.heights.0.borrow_mut();
        known.place(self.len, &self.key);
        state.follow(known, self.len, &self.key);
        let (first, last) = known.span(state.visible, self.len);

        // the trees of the rows that stay move along
        let mut old: HashMap<u64, Tree> = state.keys.drain(..).zip(tree.children.drain(..)).collect();
        self.rows.clear();
        let mut nodes = Vec::with_capacity(last - first);
        for i in first..last {
            let key = (self.key)(i);
            let mut element = (self.row)(i);
            let mut child = old.remove(&key).unwrap_or_else(|| Tree::new(element.as_widget()));
            child.diff(element.as_widget());
            let node = element.as_widget_mut().layout(&mut child, renderer, &rows);
            known.learn(key, node.size().height);
            nodes.push(node);
            state.keys.push(key);
            tree.children.push(child);
            self.rows.push(element);
        }

        // now with the true heights
        known.place(self.len, &self.key);
        state.follow(known, self.len, &self.key);
        state.open = !self.ends;
        let total = known.total();
        state.covered = (total - known.top(first), total - known.top(last));
        let placed = nodes.into_iter().enumerate().map(|(i, node)| node.move_to((0.0, known.top(first + i))));
        layout::Node::with_children(Size::new(width, total), placed.collect())
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        if let Event::Window(window::Event::RedrawRequested(_)) = event {
            let state = tree.state.downcast_mut::<State>();
            let shift = std::mem::take(&mut state.shift);
            if shift.abs() > UNSEEN
                && let Some(on_shift) = &self.on_shift
            {
                // what is seen then is what was laid out for: the list is scrolled before it is drawn
                shell.publish(on_shift(shift));
            } else if !state.look(layout.bounds(), viewport) {
                shell.invalidate_layout();
                shell.request_redraw();
                return;
            } else {
                self.seek(&mut state.steps, layout.bounds(), viewport, shell);
            }
        }

        for ((row, tree), layout) in self.rows.iter_mut().zip(&mut tree.children).zip(layout.children()) {
            row.as_widget_mut().update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        for ((row, tree), layout) in self.rows.iter().zip(&tree.children).zip(layout.children()) {
            if layout.bounds().intersects(viewport) {
                row.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
            }
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        self.rows
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .map(|((row, tree), layout)| {
                row.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default()
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(None, layout.bounds());
        operation.traverse(&mut |operation| {
            for ((row, tree), layout) in self.rows.iter_mut().zip(&mut tree.children).zip(layout.children()) {
                row.as_widget_mut().operate(tree, layout, renderer, operation);
            }
        });
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        overlay::from_children(&mut self.rows, tree, layout, renderer, viewport, translation)
    }
}

impl<'a, Message: Clone + 'a> From<VList<'a, Message>> for Element<'a, Message> {
    fn from(list: VList<'a, Message>) -> Self {
        Self::new(list)
    }
}
