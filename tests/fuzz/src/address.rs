//! Identities, onion addresses, invitations, bridge lines.

use crate::input::Input;
use data_encoding::BASE32_NOPAD;
use sha3::{Digest, Sha3_256};
use sotto_crypto::PublicIdentity;
use sotto_engine::fuzzing;
use sotto_transport::{AddressError, BridgeLine, OnionAddress, network::BRIDGE_LINE_MAX};

/// Version 3, as an address ends.
const VERSION: u8 = 3;

/// A key as it stands in an address. The sessions and the network must agree on which are good.
pub(crate) fn identity(bytes: &[u8]) {
    let Ok(key) = <[u8; 32]>::try_from(bytes) else { return };
    let identity = PublicIdentity::from_bytes(&key);
    assert_eq!(identity.is_ok(), OnionAddress::from_key_bytes(key).is_ok());
    if let Ok(identity) = identity {
        assert!(identity.as_bytes() == &key && identity.montgomery() != &[0; 32]);
    }
}

/// An address as somebody typed it, or one with a right checksum around any key and version.
pub(crate) fn address(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    if input.flag() {
        return well_formed(input);
    }
    let Ok(text) = std::str::from_utf8(input.rest()) else { return };
    if let Ok(address) = OnionAddress::parse(text) {
        let typed = text.trim().to_ascii_lowercase();
        let spelled = address.reveal();
        assert!(typed == spelled || format!("{typed}.onion") == spelled, "two spellings of one address");
        has_one_spelling(&address);
    }
}

fn well_formed(mut input: Input<'_>) {
    let version = input.byte();
    let mut key = [0; 32];
    key.iter_mut().zip(input.rest()).for_each(|(to, from)| *to = *from);
    let digest = Sha3_256::new().chain_update(b".onion checksum").chain_update(key).chain_update([version]);
    let checksum = digest.finalize();
    let decoded: Vec<u8> = key.into_iter().chain(checksum.into_iter().take(2)).chain([version]).collect();
    let good = PublicIdentity::from_bytes(&key).is_ok();
    match OnionAddress::parse(&BASE32_NOPAD.encode(&decoded)) {
        Ok(address) => {
            assert!(good && version == VERSION && address.as_key_bytes() == &key);
            has_one_spelling(&address);
        }
        Err(error) if version != VERSION => assert_eq!(error, AddressError::Version),
        Err(error) => assert!(!good && error == AddressError::Unsafe),
    }
}

/// An invite or another link as somebody pasted it, or an address.
pub(crate) fn link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    invite(text);
    let read = OnionAddress::from_link_or_address(text);
    if text.contains(':') {
        let scheme = text.trim().split(':').next().unwrap_or_default();
        assert!(read.is_err() || scheme.eq_ignore_ascii_case("sotto"), "another scheme");
    } else {
        assert_eq!(read, OnionAddress::parse(text));
    }
    if let Ok(address) = read {
        has_one_spelling(&address);
    }
}

/// What is an address or its link stays one; what else is read is an invite, which has one spelling.
fn invite(text: &str) {
    let read = fuzzing::link(text);
    if let Ok(address) = OnionAddress::from_link_or_address(text) {
        assert!(read == Ok(address.to_link()));
    } else if let Ok(written) = read {
        let typed = text.trim().to_ascii_lowercase();
        assert!(written == typed || written == format!("sotto:{typed}"), "two spellings of one invite");
        assert!(fuzzing::link(&written) == Ok(written));
    }
}

fn has_one_spelling(address: &OnionAddress) {
    assert!(OnionAddress::parse(&address.reveal()) == Ok(*address));
    assert!(OnionAddress::from_link_or_address(&address.to_link()) == Ok(*address));
    let shown = format!("{address} {address:?}");
    assert!(!shown.contains(&address.reveal()), "an address shows itself");
}

/// A line of a bridge as somebody pasted it.
pub(crate) fn bridge_line(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(line) = BridgeLine::parse(text) else { return };
    let kept = line.as_str();
    assert!((1..=BRIDGE_LINE_MAX).contains(&kept.len()) && kept.bytes().all(|b| (0x20..0x7f).contains(&b)));
    assert!(text.contains(kept) && kept.trim() == kept);
    assert!(line.transport().is_none_or(|transport| kept.starts_with(transport) && !transport.contains(':')));
}
