//! Databases of earlier versions, on their way to the newest.

use super::KEY;
use crate::api::Failure;
use crate::store::Store;
use std::path::Path;

/// The number of the newest schema.
pub const NEWEST: usize = crate::store::NEWEST;

/// Makes a database as the version of that number left it, with somebody in it if it could hold anybody.
///
/// # Errors
/// As the store tells them.
pub fn make_of_version(path: &Path, version: usize) -> Result<(), Failure> {
    Ok(Store::make_of_version(path, &KEY, version)?)
}

/// Brings a database up to the newest version; `after` is told of each statement, counted from 1, when it is done.
///
/// # Errors
/// As the store tells them.
pub fn migrate(path: &Path, after: &mut dyn FnMut(usize)) -> Result<(), Failure> {
    Ok(Store::migrate(path, &KEY, after)?)
}

/// The number that a database carries, and its tables and indices as SQL.
///
/// # Errors
/// As the store tells them.
pub fn schema(path: &Path) -> Result<(usize, Vec<String>), Failure> {
    Ok(Store::schema(path, &KEY)?)
}

/// Makes a database one that a later Sotto has written.
///
/// # Errors
/// As the store tells them.
pub fn mark_as_newer(path: &Path) -> Result<(), Failure> {
    Ok(Store::mark_as_newer(path, &KEY)?)
}
