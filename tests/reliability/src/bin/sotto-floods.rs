//! `cargo xtask floods`: see [`sotto_reliability::floods`].

use anyhow::Result;
use cap::Cap;
use sotto_reliability::floods;
use sotto_reliability::options::Options;
use sotto_reliability::report::exit;
use std::alloc::System;
use std::process::ExitCode;

#[global_allocator]
static HEAP: Cap<System> = Cap::new(System, usize::MAX);

fn main() -> ExitCode {
    exit(run())
}

fn run() -> Result<()> {
    let options = Options::read(std::env::args_os().skip(1), floods::OPTIONS)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(floods::run(&options, || HEAP.allocated()))?.conclude()
}
