use super::*;
use curve25519_dalek::constants::{ED25519_BASEPOINT_POINT, EIGHT_TORSION};
use curve25519_dalek::scalar::Scalar;
use proptest::prelude::*;

/// The Tor Project's site, DuckDuckGo, and the three examples of rend-spec-v3 1.2 that are given there.
const PUBLISHED: [&str; 5] = [
    "2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid",
    "duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad",
    "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd",
    "sp3k262uwy4r2k3ycr5awluarykdpag6a7y33jxop4cs2lu5uz5sseqd",
    "xa4r2iadxm55fbnqgwwi5mymqdcofiu3w6rpbtqn7b2dyn7mgwj64jyd",
];

/// A well-formed address of any 32 bytes: what a liar would write.
fn spell(key: [u8; 32], version: u8) -> String {
    let mut decoded = key.to_vec();
    decoded.extend(checksum_of(&key, version));
    decoded.push(version);
    BASE32_NOPAD.encode(&decoded).to_ascii_lowercase()
}

#[test]
fn published_addresses_are_read_and_written_back() {
    for known in PUBLISHED {
        let address = OnionAddress::parse(known).expect("a published address");
        assert_eq!(address.reveal(), format!("{known}.onion"));
        assert_eq!(OnionAddress::reveal_kept(*address.as_key_bytes()), address.reveal());
        assert_eq!(OnionAddress::from_key_bytes(*address.as_key_bytes()), Ok(address));
    }
}

#[test]
fn case_suffix_and_surrounding_space_do_not_matter() {
    let [known, ..] = PUBLISHED;
    let address = OnionAddress::parse(known).expect("a published address");
    let upper = known.to_uppercase();
    for text in [
        format!("{known}.onion"),
        format!("  {known}\n"),
        upper.clone(),
        format!("{upper}.ONION"),
        format!("\t{known}.Onion \r\n"),
    ] {
        assert_eq!(OnionAddress::parse(&text), Ok(address));
        assert_eq!(text.parse(), Ok(address));
    }
}

#[test]
fn anything_around_or_inside_the_address_is_refused() {
    let [known, ..] = PUBLISHED;
    let short: String = known.chars().skip(1).collect();
    for text in [
        String::new(),
        ".onion".into(),
        short.clone(),
        format!("a{known}"),
        format!("www.{known}.onion"),
        format!("{known}.onion."),
        format!("{known}.onion.onion"),
        format!("{known}.onion/"),
        format!("{known}:80"),
        format!("{known}.com"),
        format!("http://{known}.onion"),
        format!("1{short}"),
        format!("0{short}"),
        format!("\0{short}"),
        format!(" {short}"),
        format!("={short}"),
        format!("а{short}"),
        format!("{short}ı"),
        "é".repeat(28),
        "a".repeat(1 << 20),
    ] {
        assert_eq!(OnionAddress::parse(&text), Err(AddressError::Malformed), "{text:.80}");
    }
}

#[test]
fn every_single_wrong_character_is_noticed() {
    // Of 1,736 mistypings about one in forty addresses has one that fits its 16-bit checksum; this one has none.
    let [_, known, ..] = PUBLISHED;
    for place in 0..ADDRESS_CHARS {
        for other in "abcdefghijklmnopqrstuvwxyz234567".chars() {
            let text: String =
                known.chars().enumerate().map(|(i, c)| if i == place { other } else { c }).collect();
            if text != known {
                assert_eq!(OnionAddress::parse(&text), Err(AddressError::Mistyped), "{place} {other}");
            }
        }
    }
}

#[test]
fn swapped_neighbours_are_noticed() {
    for known in PUBLISHED {
        for place in 1..ADDRESS_CHARS {
            let mut bytes = known.as_bytes().to_vec();
            bytes.swap(place - 1, place);
            let text = String::from_utf8(bytes).expect("ASCII");
            if text != known {
                assert_eq!(OnionAddress::parse(&text), Err(AddressError::Mistyped), "{place}");
            }
        }
    }
}

#[test]
fn another_version_is_named_as_such() {
    let key = *ServiceKey::from_seed(&[1; 32]).address().as_key_bytes();
    for version in (0..=u8::MAX).filter(|version| *version != VERSION) {
        assert_eq!(OnionAddress::parse(&spell(key, version)), Err(AddressError::Version));
    }
    assert!(OnionAddress::parse(&spell(key, VERSION)).is_ok());
}

#[test]
fn all_eight_points_of_small_order_are_unsafe() {
    for point in EIGHT_TORSION {
        let key = point.compress().to_bytes();
        assert_eq!(OnionAddress::from_key_bytes(key), Err(AddressError::Unsafe));
        assert_eq!(OnionAddress::parse(&spell(key, VERSION)), Err(AddressError::Unsafe));
    }
}

#[test]
fn a_good_point_plus_any_torsion_is_unsafe() {
    let good = ED25519_BASEPOINT_POINT * Scalar::from(123_456_789_u64);
    assert!(OnionAddress::from_key_bytes(good.compress().to_bytes()).is_ok());
    let accepted = EIGHT_TORSION
        .iter()
        .filter(|torsion| OnionAddress::from_key_bytes((good + *torsion).compress().to_bytes()).is_ok())
        .count();
    assert_eq!(accepted, 1, "only the identity, which adds nothing");
}

#[test]
fn a_point_that_is_not_canonical_or_not_on_the_curve_is_unsafe() {
    // y = p + k for the k in 0..19 that are on the curve: 255 bits that a lenient decoder reduces.
    for low in 0xed..=0xff {
        for top in [0x7f, 0xff] {
            let mut key = [0xff; 32];
            key[0] = low;
            key[31] = top;
            assert_eq!(OnionAddress::from_key_bytes(key), Err(AddressError::Unsafe));
        }
    }
    // x = 0 with a negative sign: another spelling of the identity and of the point of order two.
    let mut identity = [0; 32];
    (identity[0], identity[31]) = (1, 0x80);
    assert_eq!(OnionAddress::from_key_bytes(identity), Err(AddressError::Unsafe));
    // y = 2 is not on the curve.
    let mut off = [0; 32];
    off[0] = 2;
    assert_eq!(OnionAddress::from_key_bytes(off), Err(AddressError::Unsafe));
}

#[test]
fn a_link_carries_the_address_and_ignores_parameters() {
    let address = ServiceKey::from_seed(&[2; 32]).address();
    let link = address.to_link();
    assert_eq!(link.len(), "sotto:".len() + ADDRESS_CHARS);
    for text in [
        link.clone(),
        format!(" {link}\n"),
        link.to_uppercase(),
        format!("{link}.onion"),
        format!("{link}?s=secret&n=1"),
        format!("{link}?"),
        format!("{link}?a?b:c"),
        address.reveal(),
    ] {
        assert_eq!(OnionAddress::from_link_or_address(&text), Ok(address), "{text}");
    }
    for text in
        [format!("http:{}", address.reveal()), format!("sotto://{}", address.reveal()), "sotto:".into()]
    {
        assert_eq!(OnionAddress::from_link_or_address(&text), Err(AddressError::Malformed), "{text}");
    }
    assert_eq!(
        OnionAddress::from_link_or_address(&format!("{}?s=1", address.reveal())),
        Err(AddressError::Malformed)
    );
}

#[test]
fn neither_address_nor_key_is_shown_by_debug_display_or_errors() {
    let key = ServiceKey::from_seed(&[3; 32]);
    let address = key.address();
    let shown = format!("{address:?} {address} {key:?} {:#?}", (&address, &key));
    let secret = address.base32();
    for piece in secret.as_bytes().windows(6) {
        assert!(!shown.contains(std::str::from_utf8(piece).expect("ASCII")));
    }
    assert!(!format!("{:?}", OnionAddress::parse(&format!("x{secret}"))).contains(&secret));
}

#[test]
fn the_order_is_that_of_the_key_bytes() {
    let mut addresses: Vec<_> = (0..20).map(|n| ServiceKey::from_seed(&[n; 32]).address()).collect();
    addresses.sort();
    assert!(addresses.windows(2).all(|pair| pair[0].as_key_bytes() < pair[1].as_key_bytes()));
}

#[test]
fn the_seed_of_rfc_8032_gives_its_public_key() {
    // RFC 8032, 7.1, test 1.
    let hex = data_encoding::HEXLOWER;
    let seed = hex.decode(b"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").expect("hex");
    let public =
        hex.decode(b"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a").expect("hex");
    let key = ServiceKey::from_seed(&seed.try_into().expect("32 bytes"));
    assert_eq!(key.address().as_key_bytes(), public.as_slice());
}

proptest! {
    #[test]
    fn every_derived_address_survives_a_round_trip(seed: [u8; 32]) {
        let address = ServiceKey::from_seed(&seed).address();
        prop_assert_eq!(OnionAddress::parse(&address.reveal()), Ok(address));
        prop_assert_eq!(OnionAddress::from_link_or_address(&address.to_link()), Ok(address));
        prop_assert_eq!(OnionAddress::from_key_bytes(*address.as_key_bytes()), Ok(address));
    }

    #[test]
    fn no_text_makes_the_parser_panic_and_what_it_takes_has_one_spelling(text in ".{0,80}|[a-zA-Z2-7]{56}") {
        if let Ok(address) = OnionAddress::from_link_or_address(&text) {
            prop_assert!(text.to_lowercase().contains(&address.base32()));
        }
    }

    #[test]
    fn the_expanded_scalar_generates_the_address(seed: [u8; 32]) {
        let key = ServiceKey::from_seed(&seed);
        let expanded = key.expanded();
        let scalar = Scalar::from_canonical_bytes(expanded[..32].try_into().expect("32 bytes"));
        let point = ED25519_BASEPOINT_POINT * scalar.expect("reduced");
        prop_assert_eq!(point.compress().to_bytes(), *key.address().as_key_bytes());
    }
}

#[cfg(feature = "tor")]
proptest! {
    #[test]
    fn keys_and_addresses_are_those_of_arti(seed: [u8; 32]) {
        use tor_llcrypto::pk::ed25519::{ExpandedKeypair, Keypair};
        let ours = ServiceKey::from_seed(&seed);
        let theirs = ExpandedKeypair::from(&Keypair::from_bytes(&seed));
        prop_assert_eq!(&theirs.to_secret_key_bytes()[..], &ours.expanded()[..]);
        prop_assert_eq!(theirs.public().to_bytes(), *ours.address().as_key_bytes());
        let back = ExpandedKeypair::from_secret_key_bytes(*ours.expanded()).expect("a valid key");
        prop_assert_eq!(back.public().to_bytes(), theirs.public().to_bytes());
        let id: tor_hscrypto::pk::HsId = ours.address().reveal().parse().expect("arti reads it");
        let id: &[u8; 32] = id.as_ref();
        prop_assert_eq!(*id, *ours.address().as_key_bytes());
    }
}
