//! Opens the window, and what it is opened with.

use super::{App, Options};
use crate::clock;
use crate::engine::{Engine, Events, SHUTDOWN_MAX};
use crate::{fonts, log, theme};
use iced::{Size, window};
use sotto_engine::Handle;
use sotto_engine::api::{Failure, Request};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// The window as it opens.
const SIZE: Size = crate::model::WINDOW;
/// The smallest window in which everything can be reached.
const SMALLEST: Size = crate::model::SMALLEST;
/// The window of a start that failed.
const FAILED: Size = Size::new(640.0, 480.0);

/// Opens the window and stays until it is closed; the engine has ended then.
pub(crate) fn run(started: Result<sotto_engine::Engine, Failure>, options: Options) -> ExitCode {
    fonts::install();
    let failed = started.is_err();
    let (wires, engine) = match started {
        Ok(engine) => {
            let rest = (engine.handle.clone(), engine.thread);
            (Ok((Engine::new(engine.handle), Events::new(engine.events))), Some(rest))
        }
        Err(failure) => (Err(failure), None),
    };
    let wires = Arc::new(Mutex::new(Some(wires)));
    let opened = Arc::clone(&wires);
    let boot = move || {
        let wires = wires.lock().unwrap_or_else(PoisonError::into_inner).take();
        App::boot(wires.unwrap_or(Err(Failure::Busy)), options.clone(), clock::now)
    };
    let window = window::Settings {
        size: if failed { FAILED } else { SIZE },
        min_size: Some(SMALLEST),
        exit_on_close_request: false,
        platform_specific: platform(),
        ..window::Settings::default()
    };
    let ran = iced::application(boot, App::update, App::view)
        .title("Sotto")
        .theme(App::theme)
        .scale_factor(App::scale)
        .subscription(App::subscription)
        .settings(settings())
        .window(window)
        .run();
    if ran.is_err() {
        let opened = opened.lock().unwrap_or_else(PoisonError::into_inner).is_none();
        log::say(if opened {
            "sotto: the display is gone, so the window is too; start Sotto again once there is one"
        } else {
            "sotto: no window can be opened here; use sotto headless, or start it on a desktop"
        });
    }
    let broke = engine.is_some_and(|(handle, thread)| !ended(&handle, thread));
    if ran.is_err() || failed || broke { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Ends an engine that its window could not end, because the display went away first; whether it has ended well. One that does
/// not end within its time is left behind, as it is when the window is closed.
fn ended(handle: &Handle, thread: JoinHandle<()>) -> bool {
    if !thread.is_finished()
        && let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_time().build()
    {
        let end = async { tokio::time::timeout(SHUTDOWN_MAX, handle.call(Request::Shutdown)).await };
        // an engine that has just ended on its own answers with a failure
        let _answer = runtime.block_on(end);
    }
    !thread.is_finished() || thread.join().is_ok()
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
