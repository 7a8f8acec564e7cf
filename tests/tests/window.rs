//! Two real windows under Xvfb, driven with the keyboard, talk over a private Tor network.
//!
//! The windows hold their profiles, so what arrived is read from the profiles once they are closed. In between,
//! the test looks for colours that mean something, in the part of the window where they do.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation::{ARRIVAL_PATIENCE, ONLINE_PATIENCE, create, unlock};
use sotto_tests::desktop::{Area, Desk, LOCAL_PATIENCE, Rgb, STILL, clipboard};
use sotto_tests::peer::{Launch, Peer};
use sotto_tests::program;
use sotto_tests::tornet::{Options, TorNet};
use sotto_tests::wait::now;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const PASSPHRASE: &str = "tractor lamp quiet seven moon";
/// What the one writes before the other has accepted.
const GREETING: &str = "Hello Grace, this is Ada. Can you read me?";
/// The rows of the screen above the composer, whose caret blinks.
const ABOVE_COMPOSER: u32 = 620;

const PANEL_LIGHT: Rgb = [0xf3, 0xf5, 0xf6];
const PANEL_DARK: Rgb = [0x1b, 0x20, 0x23];
const MUTED_LIGHT: Rgb = [0x54, 0x5e, 0x65];
const GOOD_LIGHT: Rgb = [0x19, 0x74, 0x3f];
const SELECTED_LIGHT: Rgb = [0xd7, 0xe6, 0xec];
const THEIRS_LIGHT: Rgb = [0xeb, 0xee, 0xf0];
const OURS_LIGHT: Rgb = [0x17, 0x60, 0x7a];
/// A pixel of the ground that the list of contacts has, in every pane and look.
const LIST: (u32, u32) = (3, 3);
/// The dot of the own connection, left of its words.
const CONNECTION: Area = Area { at: (10, 60), size: (20, 50) };
/// The rows of the list, with their discs and dots.
const ROWS: Area = Area { at: (0, 155), size: (312, 555) };
/// Where the rows have their numbers of unread messages.
const BADGES: Area = Area { at: (262, 155), size: (50, 555) };
/// What stands beside the list, between its head and the composer.
const PANE: Area = Area { at: (330, 70), size: (740, 580) };
/// The first section of the settings, of whose buttons only the chosen look is filled.
const APPEARANCE: Area = Area { at: (510, 65), size: (560, 585) };
/// From the right edge of the button of the light look into that of the dark one, in pixels.
const TO_DARK: u32 = 40;
/// Pixels of the ground in a row of the narrowest bubble, left and right of its text.
const BUBBLE_GROUND: usize = 16;

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
    still(&ada)?;
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

/// How long a person may wait from the first start to the first message that has arrived.
const FIRST_MESSAGE_MAX: Duration = Duration::from_secs(30);
/// How long it may take from the start of the profile until the own address is shown.
const ADDRESS_MAX: Duration = Duration::from_secs(3);

#[test]
fn two_new_people_need_five_actions_and_half_a_minute() -> Result<()> {
    let network = TorNet::start(&Options::default())?;
    let folder = tempfile::tempdir()?;
    let settings = network.folder().join("arti.toml");
    let launch =
        |name: &str| Launch::new(program::sotto().unwrap(), folder.path().join(name)).tor_network(&settings);
    let mut ada = typed_passphrase(&launch("ada"))?;
    let mut bob = typed_passphrase(&launch("bob"))?;

    let began = now();
    let addresses = [start(&ada)?, start(&bob)?];
    // the invite has the focus
    ada.key("Return")?;
    let link = invite(&ada)?;
    clipboard::put(bob.screen().display(), link)?;
    bob.key("ctrl+v")?;
    bob.await_within(ROWS, SELECTED_LIGHT, LOCAL_PATIENCE, "the new conversation")?;
    bob.say(GREETING)?;
    ada.await_within(BADGES, OURS_LIGHT, ARRIVAL_PATIENCE, "the message, unread")?;
    let arrived = began.elapsed();

    still(&ada)?;
    ada.close()?;
    bob.close()?;
    assert_eq!(of(&kept(&launch("ada"))?.0, "received"), [GREETING]);
    let address = addresses.into_iter().max().context("an address")?;
    println!(
        "{}",
        json!({"actions": 5, "address_s": address.as_secs_f64(), "first_message_s": arrived.as_secs_f64()})
    );
    ensure!(address <= ADDRESS_MAX, "the own address was shown after {address:?}");
    ensure!(arrived <= FIRST_MESSAGE_MAX, "the first message arrived after {arrived:?}");
    Ok(())
}

/// Opens the window and types a passphrase twice.
fn typed_passphrase(launch: &Launch) -> Result<Desk> {
    let desk = Desk::open(launch)?;
    still(&desk)?;
    desk.type_text(PASSPHRASE)?;
    desk.key("Tab")?;
    desk.type_text(PASSPHRASE)?;
    Ok(desk)
}

/// Starts; how long it took until the main screen, with the own address, was there.
fn start(desk: &Desk) -> Result<Duration> {
    let pressed: Instant = now();
    desk.key("Return")?;
    desk.await_colour(LIST, PANEL_LIGHT, LOCAL_PATIENCE, "the main screen")?;
    Ok(pressed.elapsed())
}

/// What the window has put on its clipboard.
fn invite(desk: &Desk) -> Result<String> {
    desk.await_that(LOCAL_PATIENCE, "the invite", |desk| {
        Ok(clipboard::read(desk.screen().display())?.is_some_and(|text| text.starts_with("sotto:")))
    })?;
    clipboard::read(desk.screen().display())?.context("the invite")
}

/// Makes a profile in the window.
fn first_launch(launch: &Launch, pictures: &Pictures) -> Result<Desk> {
    let desk = Desk::open(launch)?;
    still(&desk)?;
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
    still(&desk)?;
    desk.type_text(PASSPHRASE)?;
    desk.key("Return")?;
    Ok(desk)
}

/// Waits until nothing moves any more.
fn still(desk: &Desk) -> Result<()> {
    desk.settle(ABOVE_COMPOSER, STILL).map(|_| ())
}

fn go_online(desks: &[&Desk]) -> Result<()> {
    for desk in desks {
        desk.await_colour(LIST, PANEL_LIGHT, LOCAL_PATIENCE, "the conversations")?;
        // Enter presses Connect, which has the focus where it was not wished before
        let offline = |desk: &Desk| Ok(desk.count(CONNECTION, MUTED_LIGHT)? == 0);
        desk.press_until("Return", "the way to Tor", offline)?;
    }
    for desk in desks {
        desk.await_within(CONNECTION, GOOD_LIGHT, ONLINE_PATIENCE, "the connection to be up")?;
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
    ada.await_within(ROWS, SELECTED_LIGHT, LOCAL_PATIENCE, "the new conversation")?;
    ada.say(GREETING)?;

    bob.await_within(BADGES, OURS_LIGHT, ARRIVAL_PATIENCE, "the request, with its badge")?;
    bob.key("ctrl+Tab")?;
    bob.await_within(ROWS, SELECTED_LIGHT, LOCAL_PATIENCE, "the request to be shown")?;
    bob.type_text("Ada")?;
    bob.key("Return")?;
    for desk in [ada, bob] {
        desk.await_within(ROWS, GOOD_LIGHT, ARRIVAL_PATIENCE, "the other to be online")?;
    }
    Ok(())
}

/// Writes both ways, each only once the other's text is there; what the one wrote, and what the other.
fn talk(ada: &Desk, bob: &Desk) -> Result<([&'static str; 2], [&'static str; 2])> {
    let sent = [GREETING, "Good. I will send the second draft tonight."];
    let answered = ["Loud and clear.", "I will read it on the train. Same place on Friday?"];
    bob.say(answered[0])?;
    await_bubbles(ada, 1, "the answer")?;
    ada.say(sent[1])?;
    await_bubbles(bob, 2, "the second text")?;
    bob.say(answered[1])?;
    await_bubbles(ada, 2, "the last answer")?;
    still(ada)?;
    still(bob)?;
    Ok((sent, answered))
}

/// Waits until `count` bubbles of the other side are in view.
fn await_bubbles(desk: &Desk, count: usize, what: &str) -> Result<()> {
    desk.await_that(ARRIVAL_PATIENCE, what, |desk| {
        Ok(desk.stacked(PANE, THEIRS_LIGHT, BUBBLE_GROUND)? == count)
    })
}

/// Opens the twelve words and says that they are the same.
fn compare_words(desk: &Desk, pictures: &Pictures) -> Result<()> {
    desk.key("ctrl+i")?;
    still(desk)?;
    pictures.take(desk, "verify-light")?;
    // from the button of the words past that of the question
    desk.key("Tab")?;
    desk.key("Tab")?;
    desk.key("Return")?;
    still(desk)
}

fn go_dark(desk: &Desk) -> Result<()> {
    desk.key("ctrl+comma")?;
    still(desk)?;
    let (right, middle) = desk.right_of(APPEARANCE, OURS_LIGHT)?;
    desk.click((right + TO_DARK, middle))?;
    desk.await_colour(LIST, PANEL_DARK, LOCAL_PATIENCE, "the dark look")?;
    desk.key("ctrl+Tab")?;
    still(desk)
}

/// Where pictures go.
struct Pictures(PathBuf);

impl Pictures {
    fn new(scratch: &Path) -> Result<Self> {
        let folder = scratch.join("pictures");
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn take(&self, desk: &Desk, name: &str) -> Result<()> {
        let file = self.0.join(name).with_extension("png");
        desk.screen().picture(&file)?;
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
