//! `cargo xtask chaos`: engines on a simulated network that fails.

use sotto_reliability::{chaos, report};
use std::process::ExitCode;

fn main() -> ExitCode {
    report::exit(chaos::command(std::env::args_os().skip(1)))
}
