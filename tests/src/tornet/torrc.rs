//! The settings of every member, as text. Options: tor(1); directory votes: dir-spec; shared random: srv-spec.

use super::arti::Authority;
use super::node::{Member, Place, Role};
use crate::program;
use anyhow::Result;
use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds between votes once the first consensus exists: the network lasts, and nothing moves during a test.
const VOTING_INTERVAL: u64 = 3600;
/// Seconds to the first vote, and for a vote and its distribution: the shortest that tor accepts and keeps.
const FIRST_INTERVAL: u64 = 5;
const VOTE_DELAY: u64 = 2;
/// Seconds from the start to the first consensus: its vote comes after the descriptors, which take two on an idle machine.
const LEAD: u64 = 6;
/// Voting rounds in a shared-random run (srv-spec); a time period of onion services must be as long.
const ROUNDS: u64 = 24;

/// Bytes a second that every relay is said to have carried, for as many seconds, until so many seconds ago.
const CARRIED: u64 = 1_000_000;
const CARRIED_FOR: u64 = 86_400;
const CARRIED_UNTIL: u64 = 600;

/// The torrc of a member of the network of `authorities`, which ends when the process `owner` ends.
pub(super) fn torrc(member: &Member, authorities: &[Authority], owner: u32) -> Result<String> {
    let mut text = common(member, owner);
    for authority in authorities {
        text.push_str(&authority.torrc_line());
    }
    text.push_str(&match member.place.role {
        Role::Authority => voting(member),
        Role::Relay | Role::Plain => String::new(),
        Role::Bridge => bridge(member)?,
    });
    Ok(text)
}

/// The torrc of somebody who only uses the network of `authorities`; what for is to be added.
pub(super) fn plain(place: &Place, authorities: &[Authority], owner: u32) -> String {
    let mut text = everybody(place, owner);
    for authority in authorities {
        text.push_str(&authority.torrc_line());
    }
    text
}

/// The `sr-state` of an authority with two values of the shared random.
///
/// Without them Arti sees one time period only, and an onion service never counts as fully reachable before
/// the first [`ROUNDS`] votes.
pub(super) fn shared_random() -> String {
    let run = ROUNDS * VOTING_INTERVAL;
    let start = seconds_since_1970() / run * run;
    format!(
        "Version 1\nTorVersion 0.4.9.11\nValidAfter {}\nValidUntil {}\n\
         SharedRandPreviousValue 9 QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVoxMjM0NTY=\n\
         SharedRandCurrentValue 9 YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=\n",
        utc(start),
        utc(start + run),
    )
}

/// The `state` of a relay that has carried something before (tor's `bwhist_load_state`).
///
/// A relay advertises what it has been seen to carry, in kilobytes a second: nothing, when it has just started. If the authority
/// has carried one by its first vote and the relays none, every path of C Tor begins and ends there, and none is built.
pub(super) fn history() -> String {
    let end = utc(seconds_since_1970() - CARRIED_UNTIL);
    let total = CARRIED * CARRIED_FOR;
    ["Read", "Write"]
        .map(|way| {
            format!(
                "BWHistory{way}Ends {end}\nBWHistory{way}Interval {CARRIED_FOR}\n\
                 BWHistory{way}Values {total}\nBWHistory{way}Maxima {CARRIED}\n"
            )
        })
        .concat()
}

/// What every relay has, with or without another task.
fn common(member: &Member, owner: u32) -> String {
    let place = &member.place;
    format!(
        "\
{everybody}Nickname {name}
Address 127.0.0.1
ORPort 127.0.0.1:{port}
SocksPort 0
ContactInfo nobody
ExitRelay 0
AssumeReachable 1
ServerDNSResolvConfFile /dev/null
ServerDNSDetectHijacking 0
ServerDNSTestAddresses
",
        everybody = everybody(place, owner),
        name = place.name,
        port = place.ports.onion,
    )
}

/// What every process has. `Schedulers Vanilla`, because KIST adds up to 10 ms a hop and direction.
fn everybody(place: &Place, owner: u32) -> String {
    format!(
        "\
TestingTorNetwork 1
DataDirectory {folder}
ControlPort 0
Log notice file {folder}/notice.log
SafeLogging 0
RunAsDaemon 0
ShutdownWaitLength 0
NumCPUs 1
AvoidDiskWrites 1
GeoIPFile /dev/null
GeoIPv6File /dev/null
__OwningControllerProcess {owner}
TestingClientMaxIntervalWithoutRequest 1 second
PathsNeededToBuildCircuits 0.25
Schedulers Vanilla
",
        folder = place.folder.display(),
    )
}

fn voting(member: &Member) -> String {
    format!(
        "\
AuthoritativeDirectory 1
V3AuthoritativeDirectory 1
DirPort 127.0.0.1:{port}
V3AuthVotingInterval {VOTING_INTERVAL}
V3AuthVoteDelay {VOTE_DELAY}
V3AuthDistDelay {VOTE_DELAY}
V3AuthNIntervalsValid 20
TestingV3AuthInitialVotingInterval {FIRST_INTERVAL}
TestingV3AuthInitialVoteDelay {VOTE_DELAY}
TestingV3AuthInitialDistDelay {VOTE_DELAY}
TestingV3AuthVotingStartOffset {offset}
TestingAuthDirTimeToLearnReachability 0
TestingDirAuthVoteExit *
TestingDirAuthVoteGuard *
TestingDirAuthVoteHSDir *
TestingMinExitFlagThreshold 0
MinUptimeHidServDirectoryV2 0
AuthDirMaxServersPerAddr 0
AuthDirTestReachability 0
AuthDirListBadExits 0
ConsensusParams hsdir_interval={period}
",
        port = member.place.ports.directory,
        offset = voting_offset(seconds_since_1970()),
        period = ROUNDS * VOTING_INTERVAL / 60,
    )
}

/// Consensuses come at multiples of the interval and this offset; each begins with its vote.
fn voting_offset(now: u64) -> u64 {
    (now + LEAD) % FIRST_INTERVAL
}

fn bridge(member: &Member) -> Result<String> {
    let transport = program::find("obfs4proxy", "obfs4proxy")?;
    Ok(format!(
        "\
BridgeRelay 1
BridgeDistribution none
PublishServerDescriptor 0
ExtORPort auto
ServerTransportPlugin obfs4 exec {}
ServerTransportListenAddr obfs4 127.0.0.1:{}
",
        transport.display(),
        member.place.ports.transport,
    ))
}

#[expect(clippy::disallowed_methods, reason = "the thin edge that reads the clock")]
fn seconds_since_1970() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |elapsed| elapsed.as_secs())
}

/// `YYYY-MM-DD HH:MM:SS` of a number of seconds since 1970 (the civil calendar of Howard Hinnant's `chrono`).
fn utc(seconds: u64) -> String {
    let (days, second) = (seconds / 86_400 + 719_468, seconds % 86_400);
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_the_directory_specification_has_them() {
        assert_eq!(utc(0), "1970-01-01 00:00:00");
        assert_eq!(utc(951_782_399), "2000-02-28 23:59:59");
        assert_eq!(utc(951_782_400), "2000-02-29 00:00:00");
        assert_eq!(utc(1_767_225_599), "2025-12-31 23:59:59");
        assert_eq!(utc(4_107_542_400), "2100-03-01 00:00:00");
    }
}
