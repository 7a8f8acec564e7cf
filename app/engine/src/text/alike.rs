//! Names that can be taken for each other (Unicode Technical Standard 39).
//!
//! Two names are alike if their skeletons are the same, case and white space aside: `Ada`, `АDА` with Cyrillic letters,
//! `Paul` and `PauI`. An accent is a difference.

use super::{MARK, name};
use crate::api::ContactId;
use std::collections::{BTreeMap, HashMap};
use unicase::UniCase;
use unicode_normalization::UnicodeNormalization;
use unicode_security::skeleton;

/// What is compared instead of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Case taken away before the skeleton: what is alike in small letters.
    small: String,
    /// And after it: what is alike as it is written.
    written: String,
}

impl Likeness {
    /// That of `text`; `None` if nothing of it can be seen.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let plain: String = name(text).nfkc().filter(|c| !c.is_whitespace() && *c != MARK).collect();
        let small = skeleton_of(&folded(&plain));
        let written = skeleton_of(&folded(&skeleton_of(&plain)));
        (!written.is_empty()).then_some(Self { small, written })
    }

    /// Whether one could be taken for the other.
    #[must_use]
    pub fn is_like(&self, other: &Self) -> bool {
        self.small == other.small || self.written == other.written
    }
}

/// Small letters, and what remains of letters that are composed of others.
pub(crate) fn folded(text: &str) -> String {
    UniCase::unicode(text).to_folded_case()
}

/// What looks alike and is not in the tables of the standard.
const MORE: [(&str, &str); 2] = [("vv", "w"), ("\u{53c}", "L")];

fn skeleton_of(text: &str) -> String {
    let skeleton: String = skeleton(text).collect();
    MORE.iter()
        .fold(skeleton, |text, (from, to)| if text.contains(from) { text.replace(from, to) } else { text })
}

/// Who could be taken for whom, among many.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Lookalikes(BTreeMap<ContactId, ContactId>);

impl Lookalikes {
    /// Among `contacts`, in the order of their numbers: everybody resembles the first of the others.
    pub(crate) fn among<'a>(contacts: impl Iterator<Item = (ContactId, &'a str)>) -> Self {
        let mut groups: [HashMap<String, Vec<ContactId>>; 2] = Default::default();
        let likenesses = contacts.filter_map(|(id, name)| Some((id, Likeness::of(name)?)));
        for (id, Likeness { small, written }) in likenesses {
            for (group, key) in groups.iter_mut().zip([small, written]) {
                group.entry(key).or_default().push(id);
            }
        }
        let mut found = BTreeMap::new();
        for group in groups.into_iter().flat_map(HashMap::into_values) {
            for id in &group {
                if let Some(other) = group.iter().filter(|other| *other != id).min() {
                    let first = found.entry(*id).or_insert(*other);
                    *first = (*first).min(*other);
                }
            }
        }
        Self(found)
    }

    /// With whom `id` could be confused.
    pub(crate) fn of(&self, id: ContactId) -> Option<ContactId> {
        self.0.get(&id).copied()
    }

    /// Everybody of whom the two say different things.
    pub(crate) fn difference<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = ContactId> + 'a {
        let both = self.0.keys().chain(other.0.keys()).copied();
        both.filter(|id| self.of(*id) != other.of(*id))
    }
}
