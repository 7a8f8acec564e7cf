//! What Sotto is tested with from outside: a private Tor network, drivers of the real binary, and their accounts.
//!
//! Knows the command line and the JSON-RPC interface of `sotto headless`, and nothing of the program's inside.

pub mod conversation;
pub mod desktop;
pub mod peer;
pub mod program;
pub mod reconnect;
pub mod tornet;
pub mod trace;
pub mod wait;
