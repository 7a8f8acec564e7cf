//! Two real windows under Xvfb, driven with the keyboard, talk over a private Tor network.
//!
//! The windows hold their profiles, so what arrived is read from the profiles once they are closed. In between,
//! the test looks at single pixels whose colour means something: the layout of the window is fixed.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sotto_tests::conversation::{ARRIVAL_PATIENCE, ONLINE_PATIENCE, create, unlock};
use sotto_tests::desktop::{Desk, LOCAL_PATIENCE, Rgb, STILL, clipboard};
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
/// The contact list's ground.
const LIST: (u32, u32) = (3, 3);
/// The dot of the own connection.
const CONNECTION: (u32, u32) = (20, 82);
/// The ground of the first contact in the list, where a request has only the head of its group.
const FIRST_CONTACT: (u32, u32) = (14, 174);
/// The disc of the first request.
const FIRST_REQUEST: (u32, u32) = (26, 222);
/// The disc of the first contact.
const FIRST_FACE: (u32, u32) = (30, 198);
/// The dot of the first contact's presence.
const FIRST_PRESENCE: (u32, u32) = (78, 218);
/// The button for the dark look in the settings.
const DARK: (u32, u32) = (583, 549);
/// The ground of the first request while it is shown.
const SHOWN_REQUEST: (u32, u32) = (14, 210);
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
    bob.await_colour(FIRST_CONTACT, SELECTED_LIGHT, LOCAL_PATIENCE, "the new conversation")?;
    bob.say(GREETING)?;
    ada.await_that(ARRIVAL_PATIENCE, "the message", |desk| Ok(desk.pixel(FIRST_FACE)? != PANEL_LIGHT))?;
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
        let offline = |desk: &Desk| Ok(desk.pixel(CONNECTION)? != MUTED_LIGHT);
        desk.press_until("Return", "the way to Tor", offline)?;
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

    bob.await_that(ARRIVAL_PATIENCE, "the request", |desk| Ok(desk.pixel(FIRST_REQUEST)? != PANEL_LIGHT))?;
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
    still(ada)?;
    still(bob)?;
    Ok((sent, answered))
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
    desk.click(DARK)?;
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
