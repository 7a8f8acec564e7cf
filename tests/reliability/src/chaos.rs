//! Engines on a simulated network that fails, beside a model of what must arrive.
//!
//! ```text
//!  seed ─▶ Script: who, texts, faults ─▶ World: machines with real engines, one Sim, one paused clock
//!                                          │ what engines show            ▲ cuts, deaths, silence
//!                                          ▼                              │
//!                                        Record ── Way (the model) ── faults end ─▶ converged? ─▶ histories compared
//! ```
//! The same seed gives the same journal, to the millisecond.

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
