//! The log, which exists only on request, and what is said when the program has a bug.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::panic;
use std::path::Path;
use std::sync::Mutex;
use tracing_subscriber::EnvFilter;

/// What is logged without `--verbose`: ours only. The warnings of others name paths and relays.
const CALM: &str = "off,sotto=info,sotto_engine=info,sotto_transport=info";
/// What is logged with it.
const VERBOSE: &str = "off,sotto=debug,sotto_engine=debug,sotto_transport=debug";

/// Writes a log if one was asked for. Without `--log` and `--verbose` nothing is ever logged.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn start(file: Option<&Path>, verbose: bool) -> io::Result<()> {
    let filter = EnvFilter::new(if verbose { VERBOSE } else { CALM });
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false);
    match file {
        Some(file) => {
            let file = OpenOptions::new().create(true).append(true).open(file)?;
            lines.with_writer(Mutex::new(file)).init();
        }
        None if verbose => lines.with_writer(io::stderr).init(),
        None => {}
    }
    Ok(())
}

/// Says where a panic happened and never what it said: its message may hold what a user wrote.
pub(crate) fn guard_panics() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        say(&format!(
            "Sotto has a bug and a part of it stopped{place}. Restart it; nothing acknowledged is lost."
        ));
    }));
}

/// A line for whoever started the program from a terminal.
pub(crate) fn say(line: &str) {
    // nobody is left to tell if standard error is gone
    let _ = writeln!(io::stderr(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    /// What is logged, in memory.
    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// Nothing of a peer is ever logged; should it happen one day, no terminal obeys it.
    #[test]
    fn a_log_line_holds_no_escape_whatever_is_logged() {
        let page = Page::default();
        let writer = page.clone();
        let lines = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
        let strings = include_str!("../../tests/corpora/hostile-strings.txt");
        tracing::subscriber::with_default(lines, || {
            for line in strings.lines() {
                let text: String = serde_json::from_str(line).unwrap();
                tracing::info!(text, debug = ?text, "a field");
                tracing::info!("{text:?}");
            }
        });
        let written = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
        let raw = written.chars().find(|c| c.is_control() && *c != '\n');
        assert_eq!(raw, None);
        assert!(written.lines().count() > 10_000);
    }

    /// Lines of Tor's client name relays and folders; they are nobody's business.
    #[test]
    fn lines_of_others_are_in_no_log_however_talkative() {
        for filter in [CALM, VERBOSE] {
            let page = Page::default();
            let writer = page.clone();
            let lines = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(filter));
            tracing::subscriber::with_default(lines.with_writer(move || writer.clone()).finish(), || {
                tracing::error!(target: "tor_guardmgr::guard", "a relay");
                tracing::error!(target: "arti_client::status", "a folder");
                tracing::error!(target: "rusqlite", "a statement");
                tracing::error!(target: "sotto_engine::core", "our own");
            });
            let written = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
            assert!(written.lines().count() == 1 && written.contains("our own"), "{filter}: {written}");
        }
    }
}
