use super::*;
use proptest::prelude::*;
use sotto_transport::ServiceKey;

const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz234567";

fn address(seed: u8) -> OnionAddress {
    ServiceKey::from_seed(&[seed; 32]).address()
}

fn token(fill: u8) -> Token {
    Token(Zeroizing::new([fill; TOKEN_BYTES]))
}

fn invite(seed: u8, fill: u8) -> String {
    link(&address(seed), &token(fill)).reveal().to_owned()
}

/// Whether somebody was told that their link is wrong.
fn refused(text: &str) -> bool {
    Link::read(text).is_err()
}

#[test]
fn an_invite_has_the_bytes_of_the_document() {
    let text = invite(1, 7);
    let bytes = BASE32_NOPAD.decode(text.strip_prefix("sotto:").unwrap().to_uppercase().as_bytes()).unwrap();
    let before = [&[1][..], address(1).as_key_bytes(), &[7; 16]].concat();
    let digest = Sha256::new().chain_update(b"sotto invite link").chain_update(&before).finalize();
    assert_eq!(bytes, [&before[..], &digest[..6]].concat());
    assert_eq!(text.len(), 94);
}

#[test]
fn case_and_white_space_around_it_do_not_matter_nor_does_a_missing_scheme() {
    let text = invite(1, 7);
    let bare = text.strip_prefix("sotto:").unwrap().to_owned();
    for spelled in
        [text.clone(), format!(" \n{text}\t"), text.to_uppercase(), bare.clone(), bare.to_uppercase()]
    {
        assert_eq!(Link::read(&spelled), Ok(Link::Invite(address(1), token(7))), "{spelled}");
    }
}

#[test]
fn an_address_and_its_link_are_read_as_before() {
    let ours = address(3);
    for text in
        [ours.reveal(), ours.to_link(), format!("{}?later=1", ours.to_link()), format!(" {} ", ours.reveal())]
    {
        let expected = OnionAddress::from_link_or_address(&text).map(Link::Address).map_err(mistake);
        assert_eq!(Link::read(&text), expected, "{text}");
    }
    assert_eq!(Link::read("not an address"), Err(Failure::AddressMalformed));
    assert_eq!(Link::read(""), Err(Failure::AddressMalformed));
    assert_eq!(Link::read(&"é".repeat(44)), Err(Failure::AddressMalformed));
    assert_eq!(Link::read(&"a".repeat(5 << 20)), Err(Failure::AddressMalformed));
    assert_eq!(Link::read("http:abcdef"), Err(Failure::AddressMalformed));
}

#[test]
fn every_invite_that_is_cut_is_said_to_be_so() {
    let text = invite(1, 7);
    for length in SCHEME.len()..text.len() {
        let cut: String = text.chars().take(length).collect();
        // What looks like an address is checked as one, and does not fit.
        let expected = if length == SCHEME.len() + ADDRESS_CHARS {
            Failure::AddressMistyped
        } else {
            Failure::LinkIncomplete
        };
        assert_eq!(Link::read(&cut), Err(expected), "{length}");
        let bare: String = text.chars().skip(SCHEME.len() + 1).take(length).collect();
        assert!(refused(&bare) && refused(&format!("{SCHEME}{bare}")), "{bare}");
    }
    let link = address(1).to_link();
    let short: String = link.chars().take(40).collect();
    assert_eq!(Link::read(&short), Err(Failure::LinkIncomplete));
}

#[test]
fn every_single_wrong_letter_is_refused() {
    let text = invite(1, 7);
    for place in SCHEME.len()..text.len() {
        for other in LETTERS.chars().chain("0189-_ é".chars()) {
            let wrong: String =
                text.chars().enumerate().map(|(i, c)| if i == place { other } else { c }).collect();
            if wrong != text {
                assert!(refused(&wrong), "{place} {other}");
            }
        }
    }
}

#[test]
fn an_invite_of_a_later_version_and_one_of_nobody_are_named_as_such() {
    let of = |version, key: &[u8; 32]| Link::read(spell(version, key, &token(1)).reveal());
    assert_eq!(of(2, address(1).as_key_bytes()), Err(Failure::InviteTooNew));
    let mut identity = [0; 32];
    identity[0] = 1;
    assert_eq!(of(VERSION, &identity), Err(Failure::AddressUnsafe));
}

#[test]
fn nothing_of_a_token_is_printed() {
    let text = invite(1, 7);
    let shown = format!("{:?} {:?} {:?}", token(7), link(&address(1), &token(7)), Link::read(&text));
    assert_eq!(shown, "Token(..) InviteLink(..) Ok(Invite(OnionAddress(..), Token(..)))");
}

proptest! {
    #[test]
    fn what_is_written_is_read(seed in any::<[u8; 32]>(), bytes in any::<[u8; TOKEN_BYTES]>()) {
        let (address, token) = (ServiceKey::from_seed(&seed).address(), Token(Zeroizing::new(bytes)));
        prop_assert_eq!(Link::read(link(&address, &token).reveal()), Ok(Link::Invite(address, token)));
    }

    #[test]
    fn a_wrong_letter_in_any_invite_is_refused(
        seed in any::<[u8; 32]>(),
        bytes in any::<[u8; TOKEN_BYTES]>(),
        place in SCHEME.len()..SCHEME.len() + LINK_CHARS,
        letter in 0..LETTERS.len(),
    ) {
        let token = Token(Zeroizing::new(bytes));
        let text = link(&ServiceKey::from_seed(&seed).address(), &token).reveal().to_owned();
        let mut wrong = text.clone().into_bytes();
        wrong[place] = LETTERS.as_bytes()[letter];
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert!(wrong == text || refused(&wrong));
    }

    #[test]
    fn what_is_read_has_one_spelling(text in "(sotto:)?[a-zA-Z2-7]{56,90}|\\PC{0,100}") {
        if let Ok(Link::Invite(address, token)) = Link::read(&text) {
            let typed = text.trim().to_ascii_lowercase();
            prop_assert!(link(&address, &token).reveal().ends_with(&typed));
        }
    }
}
