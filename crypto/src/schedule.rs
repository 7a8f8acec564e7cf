//! What a finished handshake yields, and the types of what a session shows to the layers above
//! (section 4.3).

use crate::{
    continuity::Continuity,
    kdf,
    keys::{Comparison, Exporting, Key, Root, opaque},
    noise::SymmetricState,
};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// Names one session; both ends have the same one. Bound into every record.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SessionId([u8; 32]);

/// Bytes that the two people may compare to learn that nobody sits between them.
#[cfg_attr(test, derive(Clone))]
pub struct Sas(Key<Comparison>);

/// A key from which layers above derive their own, each under its own label.
#[cfg_attr(test, derive(Clone))]
pub struct Exporter(Key<Exporting>);

/// What remains of the handshake as long as the session lives.
#[cfg_attr(test, derive(Clone))]
pub(crate) struct Outputs {
    pub(crate) sid: SessionId,
    pub(crate) sas: Sas,
    pub(crate) exporter: Exporter,
}

/// Everything derived from the final Noise state.
pub(crate) struct Schedule {
    pub(crate) outputs: Outputs,
    pub(crate) root: Key<Root>,
    pub(crate) continuity: Continuity,
}

impl SessionId {
    pub(crate) fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Sas {
    /// The 32 bytes, to be shown as words.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl Exporter {
    /// The 32 bytes, for a KDF.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.0.as_bytes()
    }
}

impl Schedule {
    /// Consumes the Noise state: `ck`, `h` and `MS` are gone afterwards.
    pub(crate) fn derive(state: SymmetricState) -> Self {
        let (ck, h) = state.finish();
        let ms = kdf::master(&ck, &h);
        Self {
            outputs: Outputs {
                sid: kdf::session_id(&ms, &h),
                sas: Sas(kdf::sas(&ms, &h)),
                exporter: Exporter(kdf::exporter(&ms, &h)),
            },
            root: kdf::root(&ms, &h),
            continuity: Continuity::new(kdf::continuity(&ms, &h)),
        }
    }
}

opaque!(SessionId Sas Exporter Outputs Schedule);
impl ZeroizeOnDrop for Sas {}
impl ZeroizeOnDrop for Exporter {}
