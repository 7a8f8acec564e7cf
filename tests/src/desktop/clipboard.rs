//! What a person carries from one computer to another by hand: the clipboards of two X servers.

use crate::wait::{Deadline, poll_until};
use anyhow::{Context, Result};
use std::thread;
use std::time::Duration;
use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ConnectionExt as _, CreateWindowAux, EventMask, PropMode, SELECTION_NOTIFY_EVENT,
    SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;
use x11rb::{COPY_DEPTH_FROM_PARENT, COPY_FROM_PARENT, CURRENT_TIME, NONE};

/// How long the owner of a clipboard may take to hand over what is on it.
const PATIENCE: Duration = Duration::from_secs(5);
/// Longest text that is read, in units of four bytes.
const LENGTH: u32 = 4096;

/// A client of an X server that neither shows nor draws anything.
struct Client {
    connection: RustConnection,
    window: Window,
    clipboard: Atom,
    text: Atom,
    property: Atom,
}

impl Client {
    fn of(display: &str) -> Result<Self> {
        let (connection, screen) = RustConnection::connect(Some(display)).context("the X server")?;
        let root = connection.setup().roots.get(screen).context("the screen")?.root;
        let window = connection.generate_id()?;
        let nothing = CreateWindowAux::new();
        let (depth, class) = (COPY_DEPTH_FROM_PARENT, WindowClass::INPUT_OUTPUT);
        connection.create_window(depth, window, root, 0, 0, 1, 1, 0, class, COPY_FROM_PARENT, &nothing)?;
        let atom = |name: &str| -> Result<Atom> {
            Ok(connection.intern_atom(false, name.as_bytes())?.reply()?.atom)
        };
        let (clipboard, text, property) = (atom("CLIPBOARD")?, atom("UTF8_STRING")?, atom("SOTTO_TEST")?);
        Ok(Self { connection, window, clipboard, text, property })
    }

    /// Hands over `content` to who asks for it.
    fn answer(&self, asked: &SelectionRequestEvent, content: &str) -> Result<()> {
        let property = if asked.target == self.text { asked.property } else { NONE };
        if property != NONE {
            let (kind, bytes) = (self.text, content.as_bytes());
            self.connection.change_property8(PropMode::REPLACE, asked.requestor, property, kind, bytes)?;
        }
        let answer = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: asked.requestor,
            selection: asked.selection,
            target: asked.target,
            property,
        };
        self.connection.send_event(false, asked.requestor, EventMask::NO_EVENT, answer)?;
        Ok(self.connection.flush()?)
    }
}

/// What is on the clipboard of `display`; nothing if it holds no text.
///
/// # Errors
/// The X server is gone, or whoever owns the clipboard does not answer.
pub fn read(display: &str) -> Result<Option<String>> {
    let client = Client::of(display)?;
    let Client { connection, window, clipboard, text, property } = &client;
    connection.convert_selection(*window, *clipboard, *text, *property, CURRENT_TIME)?;
    connection.flush()?;
    let answer = poll_until(Deadline::after(PATIENCE), "the clipboard", || {
        Ok(match connection.poll_for_event()? {
            Some(Event::SelectionNotify(answer)) => Some(answer.property),
            _ => None,
        })
    })?;
    if answer == NONE {
        return Ok(None);
    }
    let held = connection.get_property(true, *window, *property, AtomEnum::ANY, 0, LENGTH)?.reply()?;
    Ok(Some(String::from_utf8(held.value)?))
}

/// Puts `content` on the clipboard of `display`, for as long as that X server runs or until something else is copied there.
///
/// # Errors
/// The X server is gone.
pub fn put(display: &str, content: String) -> Result<()> {
    let client = Client::of(display)?;
    client.connection.set_selection_owner(client.window, client.clipboard, CURRENT_TIME)?;
    client.connection.flush()?;
    thread::spawn(move || {
        // ends with the X server
        while let Ok(event) = client.connection.wait_for_event() {
            match event {
                Event::SelectionRequest(asked) if client.answer(&asked, &content).is_ok() => {}
                Event::SelectionRequest(_) | Event::SelectionClear(_) => return,
                _ => {}
            }
        }
    });
    Ok(())
}
