//! What libFuzzer says on standard error.

use std::path::PathBuf;

/// Lines before the fatal one that are worth showing: the panic's message and place.
const LAST_WORDS_MAX: usize = 12;
const EXECUTIONS: &str = "stat::number_of_executed_units:";
const INPUT: &str = "Test unit written to ";

/// The part of it that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Log {
    /// Inputs that were run.
    pub(super) executions: u64,
    /// The input that ended it.
    pub(super) input: Option<PathBuf>,
    /// What was said before the end; nothing if all went well.
    pub(super) last_words: Vec<String>,
}

impl Log {
    pub(super) fn read(text: &str) -> Self {
        let after = |word: &str| text.lines().find_map(|line| Some(line.split_once(word)?.1.trim()));
        let executions = after(EXECUTIONS).and_then(|number| number.parse().ok()).unwrap_or_default();
        let chatter = |line: &&str| line.starts_with(['#', '\t']) || line.starts_with("stat::");
        let words: Vec<&str> = text.lines().filter(|line| !chatter(line) && !line.is_empty()).collect();
        let fatal = words.iter().position(|line| line.contains("ERROR: libFuzzer"));
        let from = fatal.map_or(words.len(), |at| at.saturating_sub(LAST_WORDS_MAX));
        let last_words = words.iter().skip(from).take(LAST_WORDS_MAX + 1).map(|line| (*line).to_owned());
        Self { executions, input: after(INPUT).map(PathBuf::from), last_words: last_words.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quiet_end_has_executions_only() {
        let text = "INFO: seed corpus: files: 3\n#3\tINITED cov: 9\nDone 712 runs in 2 second(s)\n\
                    stat::number_of_executed_units: 712\nstat::peak_rss_mb:              54\n";
        assert_eq!(Log::read(text), Log { executions: 712, input: None, last_words: Vec::new() });
    }

    #[test]
    fn a_crash_has_its_input_and_the_words_before_it() {
        let text = "#2\tINITED cov: 9\nthread '<unnamed>' panicked at tests/fuzz/src/codec.rs:31:5:\n\
                    broken for ever\n==77== ERROR: libFuzzer: deadly signal\n    #0 0x5 in main\n\
                    stat::number_of_executed_units: 5\n\
                    artifact_prefix='/t/'; Test unit written to /t/crash-0a\nBase64: AA==\n";
        let log = Log::read(text);
        assert_eq!((log.executions, log.input), (5, Some("/t/crash-0a".into())));
        assert!(log.last_words.iter().any(|words| words == "broken for ever"));
    }

    #[test]
    fn something_else_is_no_log() {
        assert_eq!(Log::read("cannot open shared object").executions, 0);
    }
}
