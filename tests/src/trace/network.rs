//! Whom a program may speak to, and every call with which it did otherwise.

use super::Call;
use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Calls that carry the address of somebody else.
const OUTGOING: [&str; 4] = ["connect", "sendto", "sendmsg", "sendmmsg"];
/// Where the C library asks for the group of the user, before it reads the file. Were a host asked for and this
/// service absent, a datagram would follow, and that is a violation.
const NAME_SERVICE: &str = "\"/var/run/nscd/socket\"";

/// An address in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// An Internet address.
    Inet(IpAddr, u16),
    /// A file of the local machine: a name service, a message bus.
    Unix(String),
    /// Another family, as strace calls it.
    Other(String),
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inet(address, port) => write!(f, "{address} port {port}"),
            Self::Unix(path) => write!(f, "the local socket {path}"),
            Self::Other(family) => f.write_str(family),
        }
    }
}

/// Whom a program may speak to.
#[derive(Clone, Debug, Default)]
pub struct Rule {
    /// Loopback ports to which it may connect over TCP, and nothing else.
    pub ports: BTreeSet<u16>,
    /// Whether it may listen on loopback, as a pluggable transport does for its owner.
    pub may_listen: bool,
}

/// Every call against the rule, as a line for people. No line: the program spoke to nobody else.
#[must_use]
pub fn violations<'a>(calls: impl IntoIterator<Item = &'a Call>, rule: &Rule) -> Vec<String> {
    let wrong = |call: &&Call| against(call, rule);
    calls.into_iter().filter(wrong).map(Call::line).collect()
}

/// The Internet addresses that were connected to.
#[must_use]
pub fn endpoints<'a>(calls: impl IntoIterator<Item = &'a Call>) -> Vec<Endpoint> {
    let connects = calls.into_iter().filter(|call| call.name == "connect");
    connects.flat_map(addresses).filter(|endpoint| matches!(endpoint, Endpoint::Inet(..))).collect()
}

/// The loopback ports on which a program listened, as it learnt them with `getsockname` after `bind`.
#[must_use]
pub fn listening<'a>(calls: impl IntoIterator<Item = &'a Call>) -> BTreeSet<u16> {
    let (mut bound, mut named) = (BTreeSet::new(), Vec::new());
    for call in calls {
        let (Some(socket), Some(port)) = (call.arguments.first(), loopback_port(call)) else { continue };
        match call.name.as_str() {
            "bind" => {
                bound.insert(socket);
            }
            "getsockname" => named.push((socket, port)),
            _ => {}
        }
    }
    named.into_iter().filter(|(socket, _)| bound.contains(socket)).map(|(_, port)| port).collect()
}

fn loopback_port(call: &Call) -> Option<u16> {
    addresses(call).into_iter().find_map(|endpoint| match endpoint {
        Endpoint::Inet(address, port) if address.is_loopback() => Some(port),
        _ => None,
    })
}

fn against(call: &Call, rule: &Rule) -> bool {
    match call.name.as_str() {
        "socket" => !permitted_socket(call),
        "bind" => addresses(call).iter().any(|endpoint| !may_bind(endpoint, rule)),
        "listen" => !rule.may_listen,
        "io_uring_setup" => true,
        name if OUTGOING.contains(&name) && !knocks_in_vain(call) => {
            addresses(call).iter().any(|endpoint| !may_reach(endpoint, rule))
        }
        _ => false,
    }
}

/// TCP, and pairs of the local machine; no datagram, which would be DNS, and nothing raw.
fn permitted_socket(call: &Call) -> bool {
    let [family, kind, ..] = call.arguments.as_slice() else { return false };
    match family.as_str() {
        "AF_UNIX" => true,
        "AF_INET" | "AF_INET6" => kind.split('|').any(|word| word == "SOCK_STREAM"),
        _ => false,
    }
}

/// The name service is not there: nobody was asked.
fn knocks_in_vain(call: &Call) -> bool {
    let service = |endpoint: &Endpoint| matches!(endpoint, Endpoint::Unix(path) if path == NAME_SERVICE);
    call.result.starts_with("-1 ENOENT") && addresses(call).iter().all(service)
}

fn may_reach(endpoint: &Endpoint, rule: &Rule) -> bool {
    matches!(endpoint, Endpoint::Inet(address, port) if address.is_loopback() && rule.ports.contains(port))
}

fn may_bind(endpoint: &Endpoint, rule: &Rule) -> bool {
    matches!(endpoint, Endpoint::Inet(address, _) if address.is_loopback() && rule.may_listen)
}

/// Every address in a call; one that cannot be read counts as a foreign one.
fn addresses(call: &Call) -> Vec<Endpoint> {
    let marked = call.arguments.iter().flat_map(|argument| argument.split("sa_family=").skip(1));
    marked.map(address).collect()
}

fn address(text: &str) -> Endpoint {
    let family: String = text.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    let found = match family.as_str() {
        "AF_INET" => {
            quoted(text, "inet_addr(").and_then(|address| address.parse::<Ipv4Addr>().ok()).map(IpAddr::from)
        }
        "AF_INET6" => {
            quoted(text, "AF_INET6, ").and_then(|address| address.parse::<Ipv6Addr>().ok()).map(IpAddr::from)
        }
        "AF_UNIX" => return Endpoint::Unix(path(text)),
        _ => None,
    };
    match (found, port(text)) {
        (Some(address), Some(port)) => Endpoint::Inet(address, port),
        _ => Endpoint::Other(family),
    }
}

fn path(text: &str) -> String {
    let path = text.split_once("sun_path=").and_then(|(_, path)| path.split_once('}'));
    path.map(|(path, _)| path.to_owned()).unwrap_or_default()
}

fn port(text: &str) -> Option<u16> {
    text.split_once("port=htons(")?.1.split_once(')')?.0.parse().ok()
}

/// The text in quotes after `label`.
fn quoted<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    Some(text.split_once(label)?.1.strip_prefix('"')?.split_once('"')?.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELAY: &str = r#"connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(5001), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 EINPROGRESS (Operation now in progress)"#;

    fn rule() -> Rule {
        Rule { ports: BTreeSet::from([5001]), may_listen: false }
    }

    fn wrong(line: &str, rule: &Rule) -> bool {
        !violations([&Call::parse(1, line).unwrap()], rule).is_empty()
    }

    #[test]
    fn what_is_allowed_is_no_violation() {
        for line in [
            RELAY,
            "socket(AF_INET, SOCK_STREAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_IP) = 3<socket:[1]>",
            "socketpair(AF_UNIX, SOCK_STREAM|SOCK_CLOEXEC, 0, [3<socket:[1]>, 4<socket:[2]>]) = 0",
            r#"connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)"#,
            r#"sendto(3<socket:[1]>, "\27\3\3", 3, MSG_NOSIGNAL, NULL, 0) = 3"#,
            r#"getpeername(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(9), sin_addr=inet_addr("10.0.0.1")}, [16]) = 0"#,
        ] {
            assert!(!wrong(line, &rule()), "{line}");
        }
    }

    #[test]
    fn every_way_out_is_a_violation() {
        for line in [
            r#"connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(5002), sin_addr=inet_addr("127.0.0.1")}, 16) = -1 ECONNREFUSED (Connection refused)"#,
            r#"connect(3<socket:[1]>, {sa_family=AF_INET, sin_port=htons(5001), sin_addr=inet_addr("192.0.2.1")}, 16) = -1 ENETUNREACH (Network is unreachable)"#,
            r#"connect(5<socket:[1]>, {sa_family=AF_INET6, sin6_port=htons(443), sin6_flowinfo=htonl(0), inet_pton(AF_INET6, "2001:db8::1", &sin6_addr), sin6_scope_id=0}, 28) = 0"#,
            r#"connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = 0"#,
            r#"connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/run/dbus/system_bus_socket"}, 110) = -1 ENOENT (No such file or directory)"#,
            r#"sendto(4<socket:[1]>, "x", 1, 0, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("127.0.0.53")}, 16) = 1"#,
            r#"sendmmsg(4<socket:[1]>, [{msg_hdr={msg_name={sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("192.0.2.1")}, msg_namelen=16}}], 1, 0) = 1"#,
            "socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_IP) = 4<socket:[1]>",
            "socket(AF_PACKET, SOCK_RAW, htons(ETH_P_ALL)) = 4<socket:[1]>",
            "socket(AF_NETLINK, SOCK_RAW|SOCK_CLOEXEC, NETLINK_ROUTE) = 4<socket:[1]>",
            r#"bind(6<socket:[1]>, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0"#,
            "listen(6<socket:[1]>, 128) = 0",
            "io_uring_setup(8, {flags=0}) = 5",
            "connect(3<socket:[1]>, {sa_family=AF_INET, something new}, 16) = 0",
        ] {
            assert!(wrong(line, &rule()), "{line}");
        }
    }

    #[test]
    fn a_transport_may_listen_on_loopback_only() {
        let rule = Rule { may_listen: true, ..rule() };
        let bind = |address| {
            format!(
                r#"bind(6<socket:[1]>, {{sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("{address}")}}, 16) = 0"#
            )
        };
        assert!(!wrong(&bind("127.0.0.1"), &rule));
        assert!(wrong(&bind("0.0.0.0"), &rule));
    }

    #[test]
    fn a_shell_that_asks_for_its_user_has_connected_to_no_address() {
        let asked = r#"connect(3<socket:[1]>, {sa_family=AF_UNIX, sun_path="/var/run/nscd/socket"}, 110) = -1 ENOENT (No such file or directory)"#;
        let calls = [asked, RELAY].map(|line| Call::parse(1, line).unwrap());
        assert_eq!(endpoints(&calls), [Endpoint::Inet(Ipv4Addr::LOCALHOST.into(), 5001)]);
    }

    #[test]
    fn the_port_of_a_listener_is_read_from_its_socket() {
        let calls = [
            r#"bind(6<socket:[1]>, {sa_family=AF_INET, sin_port=htons(0), sin_addr=inet_addr("127.0.0.1")}, 16) = 0"#,
            r#"getsockname(6<socket:[1]>, {sa_family=AF_INET, sin_port=htons(46461), sin_addr=inet_addr("127.0.0.1")}, [16]) = 0"#,
            r#"getsockname(7<socket:[2]>, {sa_family=AF_INET, sin_port=htons(40000), sin_addr=inet_addr("127.0.0.1")}, [16]) = 0"#,
        ]
        .map(|line| Call::parse(1, line).unwrap());
        assert_eq!(listening(&calls), BTreeSet::from([46461]));
    }
}
