//! `cargo xtask bench delivery --messages N --warmup N`: a message's way, beside a bare onion stream.

use sotto_reliability::{delivery, report};
use std::env;
use std::process::ExitCode;

fn main() -> ExitCode {
    report::exit(delivery::run(env::args_os().skip(1)))
}
