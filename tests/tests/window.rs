//! Two real windows under Xvfb, driven with the keyboard, talk over a private Tor network.
//!
//! The windows hold their profiles, so what arrived is read from the profiles once they are closed. In between,
//! the test looks at single pixels whose colour means something: the layout of the window is fixed.
//!
//! `SOTTO_UPDATE_PICTURES=1` renews the pictures in `docs/pictures`.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation::{ARRIVAL_PATIENCE, ONLINE_PATIENCE, create, unlock};
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::wait::{Deadline, now, poll_until};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const PASSPHRASE: &str = "tractor lamp quiet seven moon";
/// What the one writes before the other has accepted.
const GREETING: &str = "Hello Grace, this is Ada. Can you read me?";
/// How long the window may take for what needs no network: Argon2id in an unoptimised build, on a loaded machine.
const LOCAL_PATIENCE: Duration = Duration::from_secs(60);
/// How long a repeated key waits for its effect.
const KEY_PATIENCE: Duration = Duration::from_secs(1);
/// How long nothing may move until a picture counts as still.
const STILL: Duration = Duration::from_secs(3);
/// The window's size, so the screen's.
const SCREEN: (u32, u32) = (1080, 720);
/// The part of the screen without the composer, whose caret blinks.
const WITHOUT_COMPOSER: (u32, u32) = (1080, 620);

type Rgb = [u8; 3];
const PANEL_LIGHT: Rgb = [0xf3, 0xf5, 0xf6];
const PANEL_DARK: Rgb = [0x1b, 0x20, 0x23];
const GOOD_LIGHT: Rgb = [0x19, 0x74, 0x3f];
const SELECTED_LIGHT: Rgb = [0xd7, 0xe6, 0xec];
const THEIRS_LIGHT: Rgb = [0xeb, 0xee, 0xf0];
const OURS_LIGHT: Rgb = [0x17, 0x60, 0x7a];
/// Behind the letters of avatars.
const AVATARS: [Rgb; 8] = [
    [0x2f, 0x6b, 0x8a],
    [0x7a, 0x4f, 0x9e],
    [0x2e, 0x71, 0x48],
    [0x9a, 0x4a, 0x3c],
    [0x45, 0x61, 0x9d],
    [0x7a, 0x5c, 0x1e],
    [0x8f, 0x3f, 0x74],
    [0x3f, 0x6f, 0x70],
];

/// The contact list's ground.
const LIST: (u32, u32) = (3, 3);
/// The dot of the own connection.
const CONNECTION: (u32, u32) = (20, 82);
/// The ground of the first contact in the list, where a request has only the head of its group.
const FIRST_CONTACT: (u32, u32) = (14, 124);
/// The disc of the first request.
const FIRST_REQUEST: (u32, u32) = (26, 172);
/// The dot of the first contact's presence.
const FIRST_PRESENCE: (u32, u32) = (78, 168);
/// The button for the dark look in the settings.
const DARK: (u32, u32) = (583, 549);
/// The ground of the first request while it is shown.
const SHOWN_REQUEST: (u32, u32) = (14, 160);
/// Where the ground of our bubble is while one of theirs of one line stands below it.
const OUR_BUBBLE_ABOVE: (u32, u32) = (1056, 540);
/// Where the newest bubble of the other side has its ground, at the foot of the list.
const THEIR_NEWEST: (u32, u32) = (345, 628);

#[test]
fn two_windows_meet_by_a_typed_address_and_talk_both_ways() -> Result<()> {
    let network = TorNet::start(&Options::default())?;
    let folder = tempfile::tempdir()?;
    let settings = network.folder().join("arti.toml");
    let launch =
        |name: &str| Launch::new(program::sotto().unwrap(), folder.path().join(name)).tor_network(&settings);
    let pictures = Pictures::new(folder.path())?;

    let mut bob = Peer::start("Bob", launch("bob"))?;
    let address = create(&bob, PASSPHRASE)?;
    bob.shutdown()?;

    let mut ada = first_launch(&launch("ada"), &pictures)?;
    let mut bob = unlocked(&launch("bob"))?;
    go_online(&[&ada, &bob])?;
    meet(&ada, &bob, &address)?;
    let (sent, answered) = talk(&ada, &bob)?;
    pictures.take(&ada, "conversation-light")?;
    compare_words(&ada, &pictures)?;
    go_dark(&ada)?;
    pictures.take(&ada, "conversation-dark")?;
    ada.key("ctrl+i")?;
    ada.still()?;
    pictures.take(&ada, "verify-dark")?;
    ada.close()?;
    bob.close()?;

    let ((at_ada, how_ada_knows), (at_bob, how_bob_knows)) = (kept(&launch("ada"))?, kept(&launch("bob"))?);
    assert_eq!((how_ada_knows, how_bob_knows), (json!("words"), Value::Null), "who compared knows");
    assert_eq!(of(&at_ada, "delivered"), sent);
    assert_eq!(of(&at_bob, "received"), sent);
    assert_eq!(of(&at_bob, "delivered"), answered);
    assert_eq!(of(&at_ada, "received"), answered);
    assert_eq!(at_ada.len() + at_bob.len(), 8, "nothing lost, nothing twice");
    Ok(())
}

/// Makes a profile in the window.
fn first_launch(launch: &Launch, pictures: &Pictures) -> Result<Desk> {
    let desk = Desk::open(launch)?;
    desk.still()?;
    pictures.take(&desk, "first-launch")?;
    desk.type_text(PASSPHRASE)?;
    desk.key("Tab")?;
    desk.type_text(PASSPHRASE)?;
    desk.key("Return")?;
    Ok(desk)
}

/// Opens the window on a profile that is there.
fn unlocked(launch: &Launch) -> Result<Desk> {
    let desk = Desk::open(launch)?;
    desk.still()?;
    desk.type_text(PASSPHRASE)?;
    desk.key("Return")?;
    Ok(desk)
}

fn go_online(desks: &[&Desk]) -> Result<()> {
    for desk in desks {
        // Enter confirms the passphrase once more, presses Connect, and goes on to the conversations
        desk.press_until("Return", "the conversations", |desk| Ok(desk.pixel(LIST)? == PANEL_LIGHT))?;
    }
    for desk in desks {
        desk.await_colour(CONNECTION, GOOD_LIGHT, ONLINE_PATIENCE, "the connection to be up")?;
    }
    Ok(())
}

/// The one types the other's address and writes; the other accepts.
fn meet(ada: &Desk, bob: &Desk, address: &str) -> Result<()> {
    ada.key("ctrl+n")?;
    ada.type_text(address)?;
    ada.key("Tab")?;
    ada.type_text("Grace")?;
    ada.key("Return")?;
    ada.await_colour(FIRST_CONTACT, SELECTED_LIGHT, LOCAL_PATIENCE, "the new conversation")?;
    ada.say(GREETING)?;

    bob.await_that(
        ARRIVAL_PATIENCE,
        "the request",
        |desk| Ok(AVATARS.contains(&desk.pixel(FIRST_REQUEST)?)),
    )?;
    bob.key("ctrl+Tab")?;
    bob.await_colour(SHOWN_REQUEST, SELECTED_LIGHT, LOCAL_PATIENCE, "the request to be shown")?;
    bob.type_text("Ada")?;
    bob.key("Return")?;
    bob.await_colour(FIRST_CONTACT, SELECTED_LIGHT, LOCAL_PATIENCE, "the request to be accepted")?;
    for desk in [ada, bob] {
        desk.await_colour(FIRST_PRESENCE, GOOD_LIGHT, ARRIVAL_PATIENCE, "the other to be online")?;
    }
    Ok(())
}

/// Writes both ways, each only once the other's text is there; what the one wrote, and what the other.
fn talk(ada: &Desk, bob: &Desk) -> Result<([&'static str; 2], [&'static str; 2])> {
    let sent = [GREETING, "Good. I will send the second draft tonight."];
    let answered = ["Loud and clear.", "I will read it on the train. Same place on Friday?"];
    bob.say(answered[0])?;
    ada.await_colour(THEIR_NEWEST, THEIRS_LIGHT, ARRIVAL_PATIENCE, "the answer")?;
    ada.say(sent[1])?;
    bob.await_colour(THEIR_NEWEST, THEIRS_LIGHT, ARRIVAL_PATIENCE, "the second text")?;
    bob.say(answered[1])?;
    ada.await_colour(OUR_BUBBLE_ABOVE, OURS_LIGHT, ARRIVAL_PATIENCE, "the last answer")?;
    ada.still()?;
    bob.still()?;
    Ok((sent, answered))
}

/// Opens the twelve words and says that they are the same.
fn compare_words(desk: &Desk, pictures: &Pictures) -> Result<()> {
    desk.key("ctrl+i")?;
    desk.still()?;
    pictures.take(desk, "verify-light")?;
    // from the button of the words past that of the question
    desk.key("Tab")?;
    desk.key("Tab")?;
    desk.key("Return")?;
    desk.still()
}

fn go_dark(desk: &Desk) -> Result<()> {
    desk.key("ctrl+comma")?;
    desk.still()?;
    desk.click(DARK)?;
    desk.await_colour(LIST, PANEL_DARK, LOCAL_PATIENCE, "the dark look")?;
    desk.key("ctrl+Tab")?;
    desk.still()
}

/// A window that has a screen of its own.
struct Desk {
    program: Child,
    window: String,
    screen: Screen,
}

impl Desk {
    fn open(launch: &Launch) -> Result<Self> {
        let screen = Screen::start()?;
        fs::create_dir_all(&launch.profile)?;
        let mut command = Command::new(&launch.binary);
        command.env_clear().env("DISPLAY", &screen.display).env("HOME", &launch.profile);
        command.env("PATH", "/nonexistent").env("LANG", "C.UTF-8").env("TZ", "UTC");
        command.arg("--profile").arg(&launch.profile);
        if let Some(network) = &launch.tor_network {
            command.arg("--tor-network").arg(network);
        }
        let program = command.spawn().context("starting the window")?;
        let mut desk = Self { program, window: String::new(), screen };
        desk.window = poll_until(Deadline::after(LOCAL_PATIENCE), "the window", || {
            let found =
                desk.screen.xdotool().args(["search", "--onlyvisible", "--name", "^Sotto$"]).output()?;
            Ok(String::from_utf8(found.stdout)?.lines().next().map(str::to_owned))
        })?;
        desk.xdotool(&["windowfocus", "--sync", &desk.window])?;
        Ok(desk)
    }

    fn key(&self, key: &str) -> Result<()> {
        self.xdotool(&["key", "--clearmodifiers", key])
    }

    fn type_text(&self, text: &str) -> Result<()> {
        self.xdotool(&["type", "--delay", "15", text])
    }

    fn say(&self, text: &str) -> Result<()> {
        self.type_text(text)?;
        self.key("Return")
    }

    fn click(&self, (x, y): (u32, u32)) -> Result<()> {
        self.xdotool(&["mousemove", &x.to_string(), &y.to_string(), "click", "1", "mousemove", "1079", "700"])
    }

    /// Presses `key` again and again until it has done what it should.
    fn press_until(&self, key: &str, what: &str, done: impl Fn(&Self) -> Result<bool>) -> Result<()> {
        let deadline = Deadline::after(LOCAL_PATIENCE);
        poll_until(deadline, what, || {
            if done(self)? {
                return Ok(Some(()));
            }
            self.key(key)?;
            Ok(poll_until(Deadline::after(KEY_PATIENCE), what, || Ok(done(self)?.then_some(()))).ok())
        })
        .with_context(|| self.evidence())
    }

    fn await_that(
        &self,
        patience: Duration,
        what: &str,
        there: impl Fn(&Self) -> Result<bool>,
    ) -> Result<()> {
        poll_until(Deadline::after(patience), what, || Ok(there(self)?.then_some(())))
            .with_context(|| self.evidence())
    }

    fn await_colour(&self, at: (u32, u32), colour: Rgb, patience: Duration, what: &str) -> Result<()> {
        self.await_that(patience, what, |desk| Ok(desk.pixel(at)? == colour))
    }

    /// Waits until nothing has moved for [`STILL`].
    fn still(&self) -> Result<()> {
        let mut last = (Vec::new(), now());
        poll_until(Deadline::after(ARRIVAL_PATIENCE), "a still picture", || {
            let pixels = self.screen.pixels((0, 0), WITHOUT_COMPOSER)?;
            if pixels != last.0 {
                last = (pixels, now());
            }
            Ok((now().duration_since(last.1) >= STILL).then_some(()))
        })
    }

    fn pixel(&self, at: (u32, u32)) -> Result<Rgb> {
        let pixels = self.screen.pixels(at, (1, 1))?;
        pixels.try_into().ok().context("one pixel")
    }

    /// Ends the program from the keyboard.
    fn close(&mut self) -> Result<()> {
        self.key("ctrl+q")?;
        let program = &mut self.program;
        let ended =
            poll_until(Deadline::after(LOCAL_PATIENCE), "the window to end", || Ok(program.try_wait()?))?;
        ensure!(ended.success(), "the window did not end in order");
        Ok(())
    }

    fn xdotool(&self, words: &[&str]) -> Result<()> {
        let status = self.screen.xdotool().args(words).stdout(Stdio::null()).status()?;
        ensure!(status.success(), "xdotool failed: {}", words.first().unwrap_or(&""));
        Ok(())
    }

    /// Where to look when a wait was in vain.
    fn evidence(&self) -> String {
        let file = std::env::temp_dir().join(format!("sotto-window-{}.png", self.program.id()));
        match self.screen.picture(&file) {
            Ok(()) => format!("the window as it was: {}", file.display()),
            Err(error) => format!("no picture of the window: {error}"),
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// An X server without a screen.
struct Screen {
    server: Child,
    display: String,
    xdotool: PathBuf,
    import: PathBuf,
}

impl Screen {
    fn start() -> Result<Self> {
        let xdotool = program::find("xdotool", "xdotool")?;
        let import = program::find("import", "imagemagick")?;
        let geometry = format!("{}x{}x24", SCREEN.0, SCREEN.1);
        // the server chooses a free number and says it; no key repeats, however slow the machine
        let mut server = Command::new(program::find("Xvfb", "xvfb")?)
            .args(["-displayfd", "1", "-screen", "0", &geometry, "-nolisten", "tcp", "-noreset", "-r"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting Xvfb")?;
        let mut number = String::new();
        let output = server.stdout.take().context("what Xvfb says")?;
        BufReader::new(output).read_line(&mut number).context("the display of Xvfb")?;
        let screen = Self { server, display: format!(":{}", number.trim()), xdotool, import };
        ensure!(!number.trim().is_empty(), "Xvfb ended at once");
        Ok(screen)
    }

    fn xdotool(&self) -> Command {
        let mut command = Command::new(&self.xdotool);
        command.env("DISPLAY", &self.display);
        command
    }

    fn import(&self) -> Command {
        let mut command = Command::new(&self.import);
        command.env("DISPLAY", &self.display).args(["-silent", "-window", "root"]);
        command
    }

    /// The colours of an area, three bytes a pixel.
    fn pixels(&self, (x, y): (u32, u32), (width, height): (u32, u32)) -> Result<Vec<u8>> {
        let area = format!("{width}x{height}+{x}+{y}");
        let output = self.import().args(["-crop", &area, "-depth", "8", "rgb:-"]).output()?;
        ensure!(output.status.success(), "import failed");
        Ok(output.stdout)
    }

    fn picture(&self, file: &Path) -> Result<()> {
        ensure!(self.import().arg("-strip").arg(file).status()?.success(), "import failed");
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Where pictures go.
struct Pictures(PathBuf);

impl Pictures {
    fn new(scratch: &Path) -> Result<Self> {
        let update = std::env::var_os("SOTTO_UPDATE_PICTURES").is_some_and(|value| value == "1");
        let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/pictures");
        let folder = if update { docs } else { scratch.join("pictures") };
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn take(&self, desk: &Desk, name: &str) -> Result<()> {
        let file = self.0.join(name).with_extension("png");
        desk.screen.picture(&file)?;
        ensure!(fs::metadata(&file)?.len() > 5_000, "the picture {name} is empty");
        Ok(())
    }
}

/// Every message of the one contact, as state and text, and how the contact was verified, read once the window is
/// closed.
fn kept(launch: &Launch) -> Result<(Vec<(String, String)>, Value)> {
    let mut peer = Peer::start("reader", launch.clone())?;
    unlock(&peer, PASSPHRASE)?;
    let contacts = peer.call("contacts", Value::Null)?;
    ensure!(contacts.as_array().is_some_and(|contacts| contacts.len() == 1), "not one contact");
    let page = peer.call("history", json!({"contact": contacts[0]["id"], "limit": 100}))?;
    peer.shutdown()?;
    let text = |message: &Value, key: &str| message[key].as_str().unwrap_or_default().to_owned();
    let messages = page["messages"].as_array().context("messages")?;
    let messages = messages.iter().map(|message| (text(message, "state"), text(message, "text")));
    Ok((messages.collect(), contacts[0]["verified"]["by"].clone()))
}

fn of<'a>(history: &'a [(String, String)], state: &str) -> Vec<&'a str> {
    history.iter().filter(|(how, _)| how == state).map(|(_, text)| text.as_str()).collect()
}
