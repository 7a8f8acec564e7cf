//! What a record carries.

use sotto_engine::fuzzing;

/// A payload that is read is written as it was, or of a later version.
pub(crate) fn payload(bytes: &[u8]) {
    match fuzzing::payload(bytes) {
        Some(Some(written)) => assert!(written == bytes, "two encodings of one payload"),
        Some(None) => assert!(matches!(bytes, [(0x80..), ..]), "an optional kind"),
        None => assert!(!matches!(bytes, [(0x80..), ..]), "an optional kind is passed over"),
    }
}
