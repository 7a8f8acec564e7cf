//! The widgets that iced does not have, and the small pieces that every screen is made of.

pub(crate) mod avatar;
mod beneath;
pub(crate) mod editor;
pub(crate) mod focusable;
pub(crate) mod hold;
pub(crate) mod icon;
pub(crate) mod keyed;
pub(crate) mod mark;
pub(crate) mod mirror;
pub(crate) mod pieces;
pub(crate) mod secret_input;
pub(crate) mod selectable;
pub(crate) mod vlist;
mod wrapped;

pub(crate) use beneath::beneath;
pub(crate) use focusable::{Focusable, focusable};
pub(crate) use icon::{Icon, icon};
pub(crate) use secret_input::{Secret, secret_input};
pub(crate) use selectable::selectable;
