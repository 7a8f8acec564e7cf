//! Engines on a simulated network that fails, beside a model of what must arrive.
//!
//! ```text
//!  seed ─▶ Script: who, texts, faults ─▶ World: machines with real engines, one Sim, one paused clock
//!                                          │ what engines show            ▲ cuts, deaths, silence
//!                                          ▼                              │
//!                                        Record ── Way (the model) ── faults end ─▶ converged? ─▶ histories compared
//! ```
//! Whoever plays also edits, reacts and deletes, texts that have arrived and texts that are under way. Compared is, for every
//! text: that it is there once and in its place, that both sides show it alike (words, mark of an edit, both reactions), and
//! that this is what was done last. The same seed gives the same journal, to the millisecond.

pub mod dials;
mod dice;
pub mod model;
mod party;
mod record;
pub mod run;
pub mod scenes;
mod script;
pub mod seed;
mod world;

pub use run::{Plan, alone, campaign, command};
