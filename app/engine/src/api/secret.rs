//! What only the user knows, on its way in: wiped when dropped, never printed.

use serde::Deserialize;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// A text that is wiped when it is dropped, and whose `Debug` prints its type's name only.
macro_rules! typed {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Deserialize, Zeroize, ZeroizeOnDrop)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Takes over `text`.
            #[must_use]
            pub fn new(text: String) -> Self {
                Self(text)
            }

            /// The text itself.
            #[must_use]
            pub fn reveal(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let Self(_) = self;
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

typed! {
    /// A passphrase.
    Passphrase
}
typed! {
    /// An answer to a question, as it was typed.
    Answer
}
