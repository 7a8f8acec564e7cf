//! The profile and the way to Tor.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The whole state that is not a contact's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Status {
    /// Of this program.
    pub version: String,
    /// Whether there is a vault, and whether it is open.
    pub profile: Profile,
    /// The own onion address with `.onion`, once a profile is open.
    pub address: Option<String>,
    /// The same as a `sotto:` link.
    pub link: Option<String>,
    /// Other people of this computer may read the profile folder: its disk knows no access rights, as FAT does not.
    /// [`super::Failure::FolderOpenToOthers`] says it in words. The vault is encrypted there too.
    pub exposed: bool,
    /// The way to Tor.
    pub network: NetworkStatus,
}

/// Whether there is a vault, and whether it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// No vault in the profile folder.
    Absent,
    /// A vault that waits for its passphrase.
    Locked,
    /// An open vault.
    Open,
    /// An open session in memory only.
    Amnesic,
}

/// The way to Tor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NetworkStatus {
    /// What is being done.
    pub phase: NetworkPhase,
    /// 0 to 100.
    pub percent: u8,
    /// Why it does not go on.
    pub trouble: Option<Trouble>,
    /// Whether bridges are used.
    pub bridges: bool,
    /// Whether others can reach us, as far as we have seen.
    pub reach: Reach,
}

/// Whether others can reach us, as we find out ourselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Reach {
    /// Nothing came in yet; if nobody comes, a call to ourselves will show it.
    Unknown,
    /// Somebody came in, or a call to ourselves did.
    Confirmed {
        /// Milliseconds since 1970: when that began to be known, after the last doubt or the last quiet time.
        at: u64,
    },
    /// Calls to ourselves do not come in, although Tor says that all is well. Sotto publishes the address again and again.
    Unreachable {
        /// How often it was published again.
        republished: u8,
        /// Milliseconds since 1970 of the next look.
        next_try: Option<u64>,
    },
}

/// The steps of going online, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NetworkPhase {
    /// Not connected and not trying.
    Offline,
    /// The Tor client is being made.
    Starting,
    /// The first connection to a relay or bridge.
    Reaching,
    /// The directory of relays is being fetched.
    Directory,
    /// Tor works; the own address is being published.
    Publishing,
    /// Others can reach us.
    Online,
}

/// Why the way to Tor does not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No connection leaves this computer.
    NoNetwork,
    /// Tor's relays do not answer.
    TorUnreachable,
    /// The bridges do not answer.
    BridgeUnreachable,
    /// A transport program is missing or does not start.
    TransportMissing,
    /// The computer's clock is wrong.
    Clock,
    /// Tor's folder cannot be used.
    Storage,
    /// The own address cannot be published.
    Publishing,
    /// Anything else.
    Unknown,
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoNetwork => "This computer has no network connection. Check the cable or the Wi-Fi.",
            Self::TorUnreachable => {
                "Tor does not answer. It may be blocked where you are: add a bridge in the settings."
            }
            Self::BridgeUnreachable => "None of your bridges answers. Try another bridge.",
            Self::TransportMissing => {
                "The program that this kind of bridge needs is missing. Use another kind of bridge."
            }
            Self::Clock => "This computer's clock is wrong. Set date and time, then connect again.",
            Self::Storage => {
                "Tor cannot write to its folder. Check free space and rights of the profile folder."
            }
            Self::Publishing => "Your address cannot be published at the moment. Sotto keeps trying.",
            Self::Unknown => "The connection does not go on. Sotto keeps trying.",
        })
    }
}
