//! Whole engines against each other, without sockets or clocks: every order of events comes from a seed.

mod acts;
mod chaos;
mod continuity;
mod delivery;
mod invites;
mod keep;
mod lessons;
mod log;
mod names;
mod network;
mod presence;
mod reach;
mod strangers;
mod verification;
mod world;
