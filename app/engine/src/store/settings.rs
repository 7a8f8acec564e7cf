//! What the user chose.

use super::{StoreError, Txn};
use crate::api::Bridges;
use rusqlite::{OptionalExtension, params};

const BRIDGES: &str = "bridges";
const BRIDGES_ENABLED: &str = "bridges_enabled";

impl Txn<'_> {
    pub(crate) fn bridges(&self) -> Result<Bridges, StoreError> {
        let lines = self.setting(BRIDGES)?.unwrap_or_default();
        let enabled = self.setting(BRIDGES_ENABLED)?.is_some_and(|value| value == "1");
        Ok(Bridges { enabled, lines: lines.lines().map(str::to_owned).collect() })
    }

    pub(crate) fn set_bridges(&self, bridges: &Bridges) -> Result<(), StoreError> {
        self.set(BRIDGES, &bridges.lines.join("\n"))?;
        self.set(BRIDGES_ENABLED, if bridges.enabled { "1" } else { "0" })
    }

    pub(super) fn setting(&self, key: &str) -> Result<Option<String>, StoreError> {
        let sql = "SELECT CAST(value AS TEXT) FROM meta WHERE key = ?1";
        Ok(self.statement(sql)?.query_row([key], |row| row.get(0)).optional()?)
    }

    pub(super) fn set(&self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT INTO meta (key, value) VALUES (?1, CAST(?2 AS BLOB))
                   ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        self.statement(sql)?.execute(params![key, value])?;
        Ok(())
    }
}
