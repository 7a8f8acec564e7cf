//! Twelve words that two people read to each other to compare both addresses at once (section 17).

use crate::identity::PublicIdentity;
use sha2::{Digest, Sha256};

/// Number of words.
pub const WORDS: usize = 12;

/// The English list of BIP-39, 2048 words sorted, each told from the others by its first four letters;
/// as in trezor/python-mnemonic, whose licence lies beside it (MIT).
const ENGLISH: &str = include_str!("safety/english.txt");

/// Bits of one word.
const BITS: u8 = 11;

const LABEL: &[u8] = b"ODS1 safety";

/// The first 132 bits of `SHA-256("ODS1 safety" ‖ min ‖ max)` as words, 11 bits each, most significant
/// first. The same for both people; another pair with the same words takes 2^132 tries.
#[must_use]
pub fn words(one: &PublicIdentity, other: &PublicIdentity) -> [&'static str; WORDS] {
    let (min, max) = if one <= other { (one, other) } else { (other, one) };
    let hash = Sha256::new().chain_update(LABEL).chain_update(min.as_bytes()).chain_update(max.as_bytes());
    spell(&hash.finalize().into())
}

fn spell(hash: &[u8; 32]) -> [&'static str; WORDS] {
    let list: Vec<&str> = ENGLISH.lines().collect();
    let mut bits = hash.iter().flat_map(|byte| (0..8u8).rev().map(move |bit| usize::from(byte >> bit & 1)));
    [(); WORDS].map(|()| {
        let index = bits.by_ref().take(BITS.into()).fold(0, |index: usize, bit| index << 1 | bit);
        *list.get(index).expect("the list has 2048 words, and eleven bits name one of them")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{StaticDh, testing::identity};
    use std::collections::BTreeSet;

    #[test]
    fn the_list_is_that_of_bip_39() {
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(ENGLISH));
        assert_eq!(digest, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
        let list: Vec<&str> = ENGLISH.lines().collect();
        assert_eq!(list.len(), 1 << BITS);
        assert!(list.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(list.iter().all(|word| word.bytes().all(|b| b.is_ascii_lowercase())));
        let beginnings: BTreeSet<_> =
            list.iter().map(|word| word.chars().take(4).collect::<String>()).collect();
        assert_eq!(beginnings.len(), list.len());
    }

    #[test]
    fn bits_become_words_from_the_most_significant_on() {
        // the entropy of 16 equal bytes in the vectors of BIP-39: all of its words but the last, which
        // holds a checksum there
        let first = |byte| spell(&[byte; 32])[..11].join(" ");
        assert_eq!(first(0x00), ["abandon"; 11].join(" "));
        assert_eq!(first(0x7f), "legal winner thank year wave sausage worth useful legal winner thank");
        assert_eq!(first(0x80), "letter advice cage absurd amount doctor acoustic avoid letter advice cage");
        assert_eq!(first(0xff), ["zoo"; 11].join(" "));
        assert_eq!(spell(&[0xff; 32])[11], "zoo");
    }

    #[test]
    fn both_people_read_the_same_words_and_other_pairs_read_others() {
        let [a, b, c] = [1, 2, 3].map(|seed| identity(seed).public());
        assert_eq!(words(&a, &b), words(&b, &a));
        let all: BTreeSet<_> = [(a, b), (a, c), (b, c), (a, a)].iter().map(|(x, y)| words(x, y)).collect();
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn the_words_of_the_documents_example_are_these() {
        let (a, b) = (identity(1).public(), identity(2).public());
        let digest = Sha256::digest([b"ODS1 safety".as_slice(), b.as_bytes(), a.as_bytes()].concat());
        assert!(b < a);
        assert_eq!(words(&a, &b), spell(&digest.into()));
        assert_eq!(
            words(&a, &b).join(" "),
            "glide zero spoil decide unveil gun case weird exercise energy unhappy exist"
        );
    }
}
