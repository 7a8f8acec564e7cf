//! Sotto: the window and the command line over the engine.

mod app;
mod chat;
mod cli;
mod clock;
mod display;
mod engine;
#[cfg(test)]
mod fake;
mod fonts;
mod headless;
mod log;
mod machine;
mod memory;
mod model;
mod panic;
mod places;
mod screen;
mod terminal;
mod theme;
mod transcript;
mod widget;
mod words;

use cli::{Command, Front, Options};
use futures::executor::block_on;
use machine::Machine;
use places::TorSystem;
use sotto_engine::api::{Failure, Request};
use sotto_transport::tor::{Tor, TorOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    log::guard_panics();
    memory::close();
    match cli::parse(std::env::args_os().skip(1)) {
        Ok(Command::Run(options)) => run(options),
        Ok(Command::Transcript(task)) => transcript::run(task),
        Ok(Command::Panic(options)) => panic::run(options),
        Ok(Command::Version) => print(&format!("sotto {}\n", env!("CARGO_PKG_VERSION"))),
        Ok(Command::Help) => print(cli::HELP),
        Err(error) => refuse(&error.to_string(), 2),
    }
}

fn run(options: Options) -> ExitCode {
    if log::start(options.log.as_deref(), options.verbose).is_err() {
        return refuse("the log file cannot be written; choose another", 2);
    }
    let (front, amnesic) = (options.front, options.amnesic);
    let private = options.tor_network.is_some();
    let (profile, started) = match start(options) {
        Ok(started) => started,
        Err(sentence) => return refuse(&sentence, 2),
    };
    let language = words::Language::of_system(&places::language());
    match (front, started) {
        (Front::Window, started) => {
            let memory_is_locked: fn() -> bool = sotto_engine::memory_is_locked;
            let machine = Machine { profile: Some(profile), memory_is_locked: Some(memory_is_locked) };
            let system = if private { None } else { TorSystem::detect(Path::new("/")) };
            app::run(started, app::Options { amnesic, system, language, machine })
        }
        (_, Err(failure)) => refuse(&failure.to_string(), 1),
        (front, Ok(engine)) => match amnesic.then(|| block_on(engine.handle.call(Request::CreateAmnesic))) {
            Some(Err(failure)) => refuse(&failure.to_string(), 1),
            _ if front == Front::Chat => chat::run(engine, words::of(language)),
            _ => headless::run(engine),
        },
    }
}

/// Starts the engine, and says where the profile lies; the outer error is a mistake on the command line.
fn start(options: Options) -> Result<(PathBuf, Result<sotto_engine::Engine, Failure>), String> {
    let program = std::env::current_exe().ok();
    let profile = places::profile(options.profile, program.as_deref())
        .ok_or("there is no place for a profile here; give one with --profile")?;
    let private_network = match options.tor_network {
        Some(file) => Some(
            std::fs::read_to_string(file)
                .map_err(|_| "the file of the private Tor network cannot be read")?,
        ),
        None => None,
    };
    let transports = places::transports(options.transports, program.as_deref());
    let network = Tor::new(TorOptions { private_network, transports }).map_err(|error| error.to_string())?;
    let started = sotto_engine::start(&profile, Arc::new(network));
    leave_here(&profile);
    Ok((profile, started))
}

/// Stands in the profile folder from now on. The folder that we were started in is somebody else's: it would be kept from
/// being unmounted, and Arti clears away temporary files by names that are relative to where the program stands.
fn leave_here(profile: &Path) {
    if std::env::set_current_dir(profile).is_err() {
        // The root is there always, and nothing of ours can be confused with what lies in it.
        let _stays = std::env::set_current_dir("/");
    }
}

fn print(text: &str) -> ExitCode {
    match std::io::stdout().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn refuse(sentence: &str, code: u8) -> ExitCode {
    log::say(&format!("sotto: {sentence}"));
    ExitCode::from(code)
}
