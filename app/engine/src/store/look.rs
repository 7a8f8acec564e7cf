//! A look at a database before it is opened, without a change to it or a file beside it.

use super::{StoreError, log_of, schema, unlock};
use rusqlite::config::DbConfig;
use rusqlite::ffi::SQLITE_IOERR_SHORT_READ;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// What lies beside a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Nothing: an orderly end leaves no log.
    Nothing,
    /// A log: the database is whole only together with it.
    Log,
}

/// Looks whether the files are a whole database under this key.
///
/// # Errors
/// [`StoreError::Damaged`] if not. An empty file is a damaged one: nothing may pass for a vault that has no identity in it.
pub(super) fn examine(path: &Path, key: &[u8; 32]) -> Result<Left, StoreError> {
    if std::fs::metadata(path).map_err(|_| StoreError::ReadOnly)?.len() == 0 {
        return Err(StoreError::Damaged); // SQLite would throw away the log of an empty file
    }
    if log_of(path).exists() {
        with_log(path, key)?;
        Ok(Left::Log)
    } else {
        alone(path, key)?;
        Ok(Left::Nothing)
    }
}

fn alone(path: &Path, key: &[u8; 32]) -> Result<(), StoreError> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let untouched = format!("file:{}?immutable=1", percent_encoded(path));
    let db = Connection::open_with_flags(untouched, flags)?;
    unlock(&db, key)?;
    not_strange(&db)?;
    authentic(&db)
}

/// A log cannot be read by a connection that may not write. This one may, and does not: it neither empties the log when
/// it ends nor carries out a statement that writes.
fn with_log(path: &Path, key: &[u8; 32]) -> Result<(), StoreError> {
    let db = Connection::open_with_flags(path, super::FLAGS)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    db.execute_batch("PRAGMA query_only = ON")?;
    unlock(&db, key)?;
    not_strange(&db)?;
    // The file alone may be torn where the log has the page: every page is read through the log, and its tag with it.
    let sound: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(damage)?;
    if sound == "ok" { Ok(()) } else { Err(StoreError::Damaged) }
}

/// Every page of the file must carry its authentic tag.
pub(super) fn authentic(db: &Connection) -> Result<(), StoreError> {
    let broken = db.prepare("PRAGMA cipher_integrity_check")?.exists([])?;
    if broken { Err(StoreError::Damaged) } else { Ok(()) }
}

/// Neither without tables nor of a version that we do not know.
fn not_strange(db: &Connection) -> Result<(), StoreError> {
    let empty =
        db.query_row("SELECT count(*) = 0 FROM sqlite_master", [], |row| row.get(0)).map_err(damage)?;
    if empty {
        return Err(StoreError::Damaged);
    }
    schema::missing(db).map(drop)
}

/// What a read says of a page without its tag, or of half a page: SQLCipher has several words for it.
pub(super) fn damage(error: rusqlite::Error) -> StoreError {
    let half = error.sqlite_error().is_some_and(|inner| inner.extended_code == SQLITE_IOERR_SHORT_READ);
    match error.sqlite_error_code() {
        Some(ErrorCode::SystemIoFailure) if !half => StoreError::Disk,
        _ => match StoreError::from(error) {
            StoreError::Disk => StoreError::Damaged,
            other => other,
        },
    }
}

/// A path as it stands in a URI (RFC 3986, section 2.1).
fn percent_encoded(path: &Path) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/._-~".contains(&byte);
    let encoded =
        |byte: &u8| if plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") };
    path.as_os_str().as_bytes().iter().map(encoded).collect()
}
