//! Opens the window, and what it is opened with.

use super::{App, Options};
use crate::clock;
use crate::engine::{Engine, Events};
use crate::{fonts, log, theme};
use iced::{Size, window};
use sotto_engine::api::Failure;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

/// The window as it opens.
const SIZE: Size = Size::new(1080.0, 720.0);
/// The smallest window in which everything can be reached; also that of a start that failed.
const SMALLEST: Size = Size::new(640.0, 420.0);

/// Opens the window and stays until it is closed; the engine has ended then.
pub(crate) fn run(started: Result<sotto_engine::Engine, Failure>, options: Options) -> ExitCode {
    fonts::install();
    let failed = started.is_err();
    let (wires, thread) = match started {
        Ok(engine) => (Ok((Engine::new(engine.handle), Events::new(engine.events))), Some(engine.thread)),
        Err(failure) => (Err(failure), None),
    };
    let wires = Mutex::new(Some(wires));
    let boot = move || {
        let wires = wires.lock().unwrap_or_else(PoisonError::into_inner).take();
        App::boot(wires.unwrap_or(Err(Failure::Busy)), options, clock::now)
    };
    let window = window::Settings {
        size: if failed { SMALLEST } else { SIZE },
        min_size: Some(SMALLEST),
        exit_on_close_request: false,
        platform_specific: platform(),
        ..window::Settings::default()
    };
    let ran = iced::application(boot, App::update, App::view)
        .title("Sotto")
        .theme(App::theme)
        .subscription(App::subscription)
        .settings(settings())
        .window(window)
        .run();
    if ran.is_err() {
        log::say("sotto: no window can be opened here; use sotto headless, or start it on a desktop");
        return ExitCode::FAILURE;
    }
    // an engine that did not end within its time is left behind
    let broke = thread.is_some_and(|thread| thread.is_finished() && thread.join().is_err());
    if failed || broke { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn settings() -> iced::Settings {
    iced::Settings {
        id: Some("sotto".to_owned()),
        default_font: fonts::TEXT,
        default_text_size: theme::size::BODY.into(),
        ..iced::Settings::default()
    }
}

#[cfg(target_os = "linux")]
fn platform() -> window::settings::PlatformSpecific {
    window::settings::PlatformSpecific { application_id: "sotto".to_owned(), ..Default::default() }
}

#[cfg(not(target_os = "linux"))]
fn platform() -> window::settings::PlatformSpecific {
    window::settings::PlatformSpecific::default()
}
