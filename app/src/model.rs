//! What the window knows of the engine: the last status, the contacts in order. Changed by answers and events only.

use crate::clock;
use sotto_engine::api::{
    Appearance, Contact, ContactId, Event, MessageState, NetworkPhase, NetworkStatus, OfflineReason,
    Presence, Profile, Reach, Standing, Status, Verified,
};
use sotto_engine::text::Likeness;

/// What the window knows.
#[derive(Debug)]
pub(crate) struct Model {
    /// The last status.
    pub(crate) status: Status,
    /// Light or dark.
    pub(crate) appearance: Appearance,
    /// Milliseconds since 1970.
    pub(crate) now: u64,
    contacts: Vec<Contact>,
}

impl Default for Model {
    fn default() -> Self {
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
            appearance: Appearance::default(),
            now: 0,
            contacts: Vec::new(),
        }
    }
}

impl Model {
    /// Takes in what the engine tells; false if everything has to be read again.
    pub(crate) fn apply(&mut self, event: &Event) -> bool {
        match event {
            Event::Status(status) => self.status.clone_from(status),
            Event::Contact(contact) => self.put(contact.clone()),
            Event::ContactRemoved { contact } => self.contacts.retain(|known| known.id != *contact),
            Event::Message(_) | Event::Checked { .. } | Event::Storage { .. } => {}
            Event::Resync {} => return false,
        }
        true
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

    /// Whether there is a way to the network or one is being made.
    pub(crate) fn is_connecting(&self) -> bool {
        self.status.network.phase != NetworkPhase::Offline
    }

    fn sort(&mut self) {
        self.contacts.sort_by_key(|contact| {
            let group = match contact.standing {
                Standing::Requesting => 0,
                Standing::Accepted => 1,
                Standing::Blocked => 2,
            };
            let last = contact.last.as_ref().map_or(u64::MAX, |message| message.at);
            (group, std::cmp::Reverse(last), std::cmp::Reverse(contact.id))
        });
    }
}

/// What the connection is doing, in words.
pub(crate) fn phase_words(network: &NetworkStatus) -> &'static str {
    match network.phase {
        NetworkPhase::Offline => "Not connected",
        NetworkPhase::Starting => "Starting Tor",
        NetworkPhase::Reaching if network.bridges => "Reaching your bridge",
        NetworkPhase::Reaching => "Reaching the Tor network",
        NetworkPhase::Directory => "Fetching the list of relays",
        NetworkPhase::Publishing => "Publishing your address",
        NetworkPhase::Online => "Connected through Tor",
    }
}

/// Whether others can reach us, in words; nothing as long as nothing is known, or as there is no way to the network.
pub(crate) fn reach_words(network: &NetworkStatus, now: u64) -> Option<String> {
    match network.reach {
        _ if network.phase != NetworkPhase::Online => None,
        Reach::Unknown => None,
        Reach::Confirmed { at } => Some(format!(
            "Checked: others can reach you ({}).",
            clock::brief(&clock::local(at), &clock::local(now))
        )),
        Reach::Unreachable { republished, next_try } => {
            let done = if republished > 0 { " Your address has been published again." } else { "" };
            let next = next_try.and_then(|at| clock::countdown(at, now));
            let next = next.map_or_else(String::new, |wait| format!(" Next check in {wait}."));
            Some(format!("Others cannot reach you at the moment.{done}{next}"))
        }
    }
}

/// Whether a call to ourselves has failed, so that nobody should trust the word of Tor.
pub(crate) fn is_unreachable(network: &NetworkStatus) -> bool {
    network.phase == NetworkPhase::Online && matches!(network.reach, Reach::Unreachable { .. })
}

/// Whether a contact is there, in one word.
pub(crate) fn presence_word(contact: &Contact) -> &'static str {
    match (contact.standing, contact.presence) {
        (Standing::Blocked, _) => "Blocked",
        (_, Presence::Online) => "Online",
        (_, Presence::Dialing) => "Calling",
        (_, Presence::Offline { .. }) => "Offline",
    }
}

/// How a contact has shown who they are, as long as nothing has happened that makes it void.
pub(crate) fn verified(contact: &Contact) -> Option<Verified> {
    contact.verified.filter(|_| contact.standing == Standing::Accepted && !contact.continuity_lost)
}

/// Whether a contact has shown who they are.
pub(crate) fn is_verified(contact: &Contact) -> bool {
    verified(contact).is_some()
}

/// Why the last call failed, as a sentence.
pub(crate) fn reason_words(reason: OfflineReason) -> &'static str {
    match reason {
        OfflineReason::NotPublished => "They are not online at the moment.",
        OfflineReason::NotAnswering => "Their Sotto does not answer.",
        OfflineReason::TimedOut => "The call took too long.",
        OfflineReason::HungUp => "The line was cut.",
        OfflineReason::Handshake => "The two programs did not agree. Both should run the newest Sotto.",
        OfflineReason::Tor => "Tor failed on the way.",
    }
}

/// Why a message of ours still waits, as a sentence.
pub(crate) fn waiting_reason(contact: &Contact, network: &NetworkStatus) -> &'static str {
    match (network.phase, contact.presence) {
        _ if contact.standing != Standing::Accepted => "They are not among your contacts.",
        _ if contact.continuity_lost => {
            "Held back, because their device has changed. It leaves once you go on."
        }
        (_, Presence::Online) if !contact.accepted_us => "They have not accepted you yet.",
        (_, Presence::Online) => "It leaves as soon as those before it have arrived.",
        (NetworkPhase::Offline, _) => "You are not connected.",
        (NetworkPhase::Starting | NetworkPhase::Reaching | NetworkPhase::Directory, _) => {
            "Tor is not ready yet."
        }
        (_, Presence::Dialing) => "They are being called.",
        (_, Presence::Offline { reason, .. }) => {
            reason.map_or("They have not been reached yet.", reason_words)
        }
    }
}

/// How far a message of ours is, in one word.
pub(crate) fn state_word(state: MessageState) -> &'static str {
    match state {
        MessageState::Queued => "Waiting",
        MessageState::Sent => "Sent",
        MessageState::Delivered => "Delivered",
        MessageState::Received => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fake;

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
    fn whether_others_can_reach_us_is_said_as_we_have_seen_it_ourselves() {
        let mut network = fake::status(Profile::Open, NetworkPhase::Online).network;
        assert_eq!(reach_words(&network, 0), None, "Tor's word alone is not repeated");
        network.reach = Reach::Unreachable { republished: 1, next_try: Some(100_000) };
        assert_eq!(
            reach_words(&network, 10_000).unwrap(),
            "Others cannot reach you at the moment. Your address has been published again. Next check in 1:30."
        );
        assert!(is_unreachable(&network));
        network.reach = Reach::Unreachable { republished: 0, next_try: None };
        assert_eq!(reach_words(&network, 10_000).unwrap(), "Others cannot reach you at the moment.");
        network.reach = Reach::Confirmed { at: 1_772_625_600_000 };
        assert!(
            reach_words(&network, 1_772_625_660_000).unwrap().starts_with("Checked: others can reach you (")
        );
        assert!(!is_unreachable(&network));
        network.phase = NetworkPhase::Directory;
        assert_eq!(reach_words(&network, 0), None, "what was seen before is not true of now");
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
    fn a_message_that_waits_says_why() {
        let mut network = fake::status(Profile::Open, NetworkPhase::Online).network;
        let offline = |reason| Contact {
            presence: Presence::Offline { reason, next_try: None },
            ..fake::contact(1, "Ada")
        };
        let said = waiting_reason(&offline(Some(OfflineReason::NotAnswering)), &network);
        assert_eq!(said, "Their Sotto does not answer.");
        let changed = Contact { continuity_lost: true, ..offline(None) };
        assert!(waiting_reason(&changed, &network).starts_with("Held back"));
        network.phase = NetworkPhase::Offline;
        assert_eq!(waiting_reason(&offline(Some(OfflineReason::HungUp)), &network), "You are not connected.");
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
