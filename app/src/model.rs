//! What the window knows of the engine: the last status, the contacts in order. Changed by answers and events only.

mod sentences;

pub(crate) use sentences::{
    phase_words, presence_word, reach_words, reason_words, state_word, waiting_reason,
};

use crate::machine::Machine;
use crate::places::TorSystem;
use crate::words::{self, Language, Words};
use iced::Size;
use sotto_engine::api::{
    Contact, ContactId, Event, NetworkPhase, NetworkStatus, Preferences, Profile, Reach, SCALE_PERCENT,
    Standing, Status, Verified,
};
use sotto_engine::text::Likeness;

/// The window as it opens, in logical pixels.
pub(crate) const WINDOW: Size = Size::new(1080.0, 720.0);
/// The smallest window in which everything can be reached, in logical pixels.
pub(crate) const SMALLEST: Size = Size::new(360.0, 480.0);
/// Below this width one pane is shown at a time, in logical pixels.
const NARROW: f32 = 700.0;
/// How long the way to Tor may make no progress before that is said, in milliseconds.
const STALLS_AFTER: u64 = 30_000;

/// What the window knows.
#[derive(Debug)]
pub(crate) struct Model {
    /// The last status.
    pub(crate) status: Status,
    /// How it looks and behaves.
    pub(crate) preferences: Preferences,
    /// Milliseconds since 1970.
    pub(crate) now: u64,
    /// What is said, in the language of the window.
    pub(crate) words: &'static Words,
    /// The size of the window, in logical pixels as they are at the size of text that is shown.
    pub(crate) window: Size,
    /// The same at the usual size of text.
    room: Size,
    /// A system on which the Tor inside cannot work.
    pub(crate) system: Option<TorSystem>,
    /// What the settings say of this machine.
    pub(crate) machine: Machine,
    /// When the way to Tor last made progress, in milliseconds since 1970.
    progressed: u64,
    contacts: Vec<Contact>,
}

impl Default for Model {
    fn default() -> Self {
        Self::speaking(words::of(Language::default()))
    }
}

impl Model {
    /// Knows nothing yet, but how to say it.
    pub(crate) fn speaking(words: &'static Words) -> Self {
        let network = NetworkStatus {
            phase: NetworkPhase::Offline,
            percent: 0,
            trouble: None,
            bridges: false,
            reach: Reach::Unknown,
        };
        Self {
            status: Status {
                version: String::new(),
                profile: Profile::Absent,
                address: None,
                link: None,
                exposed: false,
                network,
            },
            preferences: Preferences::default(),
            now: 0,
            words,
            window: WINDOW,
            room: WINDOW,
            system: None,
            machine: Machine::default(),
            progressed: 0,
            contacts: Vec::new(),
        }
    }

    /// Takes in what the engine tells; false if everything has to be read again.
    pub(crate) fn apply(&mut self, event: &Event) -> bool {
        match event {
            Event::Status(status) => self.learn(status),
            Event::Contact(contact) => self.put(contact.clone()),
            Event::ContactRemoved { contact } => self.contacts.retain(|known| known.id != *contact),
            Event::Message(_) | Event::Checked { .. } | Event::Storage { .. } => {}
            Event::Resync {} => return false,
        }
        true
    }

    /// Takes in a status.
    pub(crate) fn learn(&mut self, status: &Status) {
        let far = |status: &Status| (status.network.phase, status.network.percent);
        if far(status) != far(&self.status) {
            self.progressed = self.now;
        }
        self.status.clone_from(status);
    }

    /// Forgets what only an open profile knows; how the window looks and speaks stays.
    pub(crate) fn forget(&mut self) {
        self.contacts = Vec::new();
        self.status.address = None;
        self.status.link = None;
    }

    /// Takes in the whole list.
    pub(crate) fn replace(&mut self, contacts: Vec<Contact>) {
        self.contacts = contacts;
        self.sort();
    }

    /// Takes in one contact, new or changed.
    pub(crate) fn put(&mut self, contact: Contact) {
        match self.contacts.iter_mut().find(|known| known.id == contact.id) {
            Some(known) => *known = contact,
            None => self.contacts.push(contact),
        }
        self.sort();
    }

    /// One contact.
    pub(crate) fn contact(&self, id: ContactId) -> Option<&Contact> {
        self.contacts.iter().find(|contact| contact.id == id)
    }

    /// Everybody in the order of the list: requests, contacts, blocked; last activity first.
    pub(crate) fn contacts(&self) -> &[Contact] {
        &self.contacts
    }

    /// Whether somebody other than `except` could be taken for one called `name`.
    pub(crate) fn resembles(&self, name: &str, except: Option<ContactId>) -> bool {
        let others = self.contacts.iter().filter(|known| Some(known.id) != except);
        Likeness::of(name).is_some_and(|likeness| {
            others.filter_map(|known| Likeness::of(&known.name)).any(|other| other.is_like(&likeness))
        })
    }

    /// Whether the way to Tor is being made.
    pub(crate) fn is_on_the_way(&self) -> bool {
        !matches!(self.status.network.phase, NetworkPhase::Offline | NetworkPhase::Online)
    }

    /// Whether the way to Tor takes longer than it usually does.
    pub(crate) fn is_stalled(&self) -> bool {
        self.is_on_the_way() && self.now.saturating_sub(self.progressed) >= STALLS_AFTER
    }

    /// How much larger than usual everything is, 0.8 to 2: as chosen, as far as the window has room for it.
    pub(crate) fn scale(&self) -> f32 {
        scale_in(self.room, self.preferences.scale_percent)
    }

    /// The window has this size, in logical pixels as they were until now.
    pub(crate) fn resize(&mut self, window: Size) {
        self.room = times(window, self.scale());
        self.window = times(self.room, 1.0 / self.scale());
    }

    /// Looks otherwise: the window is as large as it was, but what it is measured in is not.
    pub(crate) fn prefer(&mut self, preferences: Preferences) {
        self.preferences = preferences;
        self.window = times(self.room, 1.0 / self.scale());
    }

    /// Whether there is room for one pane only.
    pub(crate) fn is_narrow(&self) -> bool {
        self.window.width < NARROW
    }

    fn sort(&mut self) {
        self.contacts.sort_by_key(|contact| {
            let group = match contact.standing {
                Standing::Requesting => 0,
                Standing::Accepted => 1,
                Standing::Blocked => 2,
            };
            let last = contact.last.as_ref().map_or(u64::MAX, |message| message.at);
            let pinned = contact.pinned && contact.standing == Standing::Accepted;
            (group, std::cmp::Reverse(pinned), std::cmp::Reverse(last), std::cmp::Reverse(contact.id))
        });
    }
}

/// What everything must have room in, however large the text: the window as it opens, at twice the size.
const LEAST: Size = Size::new(360.0, 360.0);

/// How much larger than usual everything is where `percent` is chosen, in a window of the size `room` at the usual size of text:
/// never so large that it would hold less than [`LEAST`].
pub(crate) fn scale_in(room: Size, percent: u16) -> f32 {
    let share = |percent: u16| f32::from(percent) / 100.0;
    let fits = (room.width / LEAST.width).min(room.height / LEAST.height);
    share(percent).min(fits.max(share(*SCALE_PERCENT.start())))
}

fn times(size: Size, by: f32) -> Size {
    Size::new(size.width * by, size.height * by)
}

/// Whether a call to ourselves has failed, so that nobody should trust the word of Tor.
pub(crate) fn is_unreachable(network: &NetworkStatus) -> bool {
    network.phase == NetworkPhase::Online && matches!(network.reach, Reach::Unreachable { .. })
}

/// How a contact has shown who they are, as long as nothing has happened that makes it void.
pub(crate) fn verified(contact: &Contact) -> Option<Verified> {
    contact.verified.filter(|_| contact.standing == Standing::Accepted && !contact.continuity_lost)
}

/// Whether a contact has shown who they are.
pub(crate) fn is_verified(contact: &Contact) -> bool {
    verified(contact).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;
    use sotto_engine::api::MessageState;

    #[test]
    fn large_text_gives_way_in_a_small_window_and_comes_back_in_a_large_one() {
        let mut model = Model::default();
        model.prefer(Preferences { scale_percent: 200, ..Preferences::default() });
        assert_eq!((model.scale(), model.window), (2.0, Size::new(540.0, 360.0)), "as the window opens");
        model.resize(Size::new(180.0, 240.0));
        assert_eq!((model.scale(), model.window), (1.0, SMALLEST), "the smallest window");
        model.resize(Size::new(1080.0, 1440.0));
        assert_eq!((model.scale(), model.window), (2.0, Size::new(540.0, 720.0)));
        assert_eq!(model.preferences.scale_percent, 200, "what is chosen stays");
        assert_eq!(scale_in(Size::ZERO, 200), 0.8, "a window that is not there");
    }

    #[test]
    fn requests_come_first_and_the_blocked_last() {
        let mut model = Model::default();
        let mut blocked = fake::contact(1, "blocked");
        blocked.standing = Standing::Blocked;
        let mut asking = fake::contact(3, "");
        asking.standing = Standing::Requesting;
        model.replace(vec![blocked, fake::contact(2, "friend"), asking]);
        let order: Vec<i64> = model.contacts().iter().map(|contact| contact.id.0).collect();
        assert_eq!(order, [3, 2, 1]);
    }

    #[test]
    fn whoever_is_pinned_stands_above_those_who_wrote_later() {
        let mut model = Model::default();
        let pinned = Contact { pinned: true, ..fake::contact(1, "pinned") };
        let last = Some(fake::message(1, 2, MessageState::Received, 100, "…"));
        let asking = Contact { standing: Standing::Requesting, ..fake::contact(3, "") };
        model.replace(vec![Contact { last, ..fake::contact(2, "lately") }, pinned, asking]);
        let order: Vec<i64> = model.contacts().iter().map(|contact| contact.id.0).collect();
        assert_eq!(order, [3, 1, 2]);
    }

    #[test]
    fn a_way_to_tor_without_progress_for_half_a_minute_is_a_slow_one() {
        let mut model = Model { now: 1000, ..Model::default() };
        let mut status = fake::status(Profile::Open, NetworkPhase::Directory);
        model.learn(&status);
        model.now += STALLS_AFTER - 1;
        assert!(!model.is_stalled());
        model.learn(&status);
        model.now += 1;
        assert!(model.is_stalled(), "the same word again is no progress");
        status.network.percent += 1;
        model.learn(&status);
        assert!(!model.is_stalled());
        model.learn(&fake::status(Profile::Open, NetworkPhase::Online));
        model.now += STALLS_AFTER;
        assert!(!model.is_stalled(), "it has arrived");
    }

    #[test]
    fn a_name_that_is_being_typed_is_compared_with_the_others() {
        let mut model = Model::default();
        model.replace(vec![fake::contact(1, "Paul"), fake::contact(2, "")]);
        assert!(model.resembles("PauI", None));
        assert!(!model.resembles("PauI", Some(ContactId(1))), "not with their own");
        assert!(!model.resembles("", None) && !model.resembles("Paula", None));
    }

    #[test]
    fn the_last_activity_comes_first_and_news_moves_up() {
        let mut model = Model::default();
        let said = |id: i64, at: u64| Contact {
            last: Some(fake::message(id, id, MessageState::Received, at, "…")),
            ..fake::contact(id, "x")
        };
        model.replace(vec![said(1, 100), said(2, 200)]);
        assert!(model.apply(&Event::Contact(said(1, 300))));
        let order: Vec<i64> = model.contacts().iter().map(|contact| contact.id.0).collect();
        assert_eq!(order, [1, 2]);
        assert!(!model.apply(&Event::Resync {}), "lost events mean reading again");
    }
}
