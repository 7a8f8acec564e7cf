//! `cargo xtask`: builds Sotto, packs it, checks it, and shows it on a Tor network of its own.
//!
//! Knows the program's command line and nothing of its inside.

mod bench;
mod bundle;
mod command_line;
mod demo;
mod doctor;
mod formal;
mod fuzz;
mod house;
mod idle;
mod optimised;
mod process;
mod reconnect;
mod reliability;
mod run;
mod say;
mod scratch;
mod screens;
mod step;
mod test;
mod tornet;
mod usage;
mod window;
mod workspace;

use anyhow::Result;
use command_line::Command;
use std::env;
use std::process::ExitCode;
use workspace::Workspace;

fn main() -> ExitCode {
    let command = match command_line::parse(env::args_os().skip(1)) {
        Ok(command) => command,
        Err(mistake) => {
            say::line(format_args!("cargo xtask: {mistake}; see cargo xtask --help"));
            return ExitCode::from(2);
        }
    };
    match carry_out(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::line(format_args!("cargo xtask: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn carry_out(command: Command) -> Result<()> {
    match command {
        Command::Help => Ok(say::result(command_line::HELP)?),
        Command::Doctor(consent) => doctor::command(consent),
        Command::Run => run::command(&Workspace::here()?),
        Command::Demo(options) => demo::command(&Workspace::here()?, options),
        Command::Test => test::command(&Workspace::here()?),
        Command::Formal => formal::command(&Workspace::here()?),
        Command::Bench(options) => bench::command(&Workspace::here()?, options),
        Command::Idle(options) => idle::command(&Workspace::here()?, options),
        Command::Screens => screens::command(&Workspace::here()?),
        Command::Window(options) => window::command(&Workspace::here()?, options),
        Command::Reconnect(options) => reconnect::command(&Workspace::here()?, options),
        Command::Reliability(harness, words) => reliability::command(&Workspace::here()?, harness, &words),
        Command::Fuzz(options) => fuzz::command(&Workspace::here()?, &options),
        Command::Tornet { bridge } => tornet::command(bridge),
        Command::Bundle(options) => {
            doctor::ensure_parts(&[doctor::Part::Build], doctor::Consent::Tell)?;
            bundle::command(&Workspace::here()?, &options)
        }
    }
}
