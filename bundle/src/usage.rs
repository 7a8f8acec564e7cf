//! What the kernel counts of a process (proc(5)).

use anyhow::{Context, Result};
use sotto_tests::wait::now;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Ticks of a second in `stat`: the same on every Linux of today (`USER_HZ`).
const TICKS_PER_SECOND: f64 = 100.0;
/// Kilobytes of a megabyte in `status`.
const KB_PER_MB: f64 = 1024.0;

/// The counters of a process at a moment.
#[derive(Debug)]
pub(crate) struct Sample {
    at: Instant,
    /// Time on a processor, in ticks.
    ticks: u64,
    /// How often each thread has waited for something, and was woken.
    waits: BTreeMap<String, u64>,
    memory_kb: u64,
}

/// What a process used between two moments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Usage {
    /// Of one core.
    pub(crate) cpu_percent: f64,
    /// How often a thread of it was woken.
    pub(crate) wakeups_per_s: f64,
    /// Resident, at the end.
    pub(crate) memory_mb: f64,
}

impl Sample {
    /// Reads the counters.
    ///
    /// # Errors
    /// There is no such process.
    pub(crate) fn take(process: u32) -> Result<Self> {
        let folder = Path::new("/proc").join(process.to_string());
        let read =
            |file: &Path| fs::read_to_string(folder.join(file)).context("reading the kernel's counters");
        let mut waits = BTreeMap::new();
        for thread in fs::read_dir(folder.join("task")).context("reading the kernel's counters")? {
            let thread = thread?.file_name();
            // one that ends in this moment has nothing to tell
            let Ok(status) = read(&Path::new("task").join(&thread).join("status")) else { continue };
            let count = number(&status, "voluntary_ctxt_switches:").unwrap_or_default();
            waits.insert(thread.to_string_lossy().into_owned(), count);
        }
        let ticks = ticks(&read(Path::new("stat"))?).context("a process's time")?;
        let memory_kb = number(&read(Path::new("status"))?, "VmRSS:").context("a process's memory")?;
        Ok(Self { at: now(), ticks, waits, memory_kb })
    }

    /// What was used since `before`.
    pub(crate) fn since(&self, before: &Self) -> Usage {
        let seconds = (self.at - before.at).as_secs_f64();
        let waited = self.waits.iter().map(|(thread, count)| {
            count.saturating_sub(before.waits.get(thread).copied().unwrap_or_default())
        });
        let waited = u32::try_from(waited.sum::<u64>()).unwrap_or(u32::MAX);
        let ticks = u32::try_from(self.ticks.saturating_sub(before.ticks)).unwrap_or(u32::MAX);
        let kilobytes = u32::try_from(self.memory_kb).unwrap_or(u32::MAX);
        Usage {
            cpu_percent: rounded(f64::from(ticks) / TICKS_PER_SECOND / seconds * 100.0),
            wakeups_per_s: rounded(f64::from(waited) / seconds),
            memory_mb: rounded(f64::from(kilobytes) / KB_PER_MB),
        }
    }
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cpu_percent, wakeups_per_s, memory_mb } = self;
        write!(f, "{cpu_percent} % of a core, {wakeups_per_s} wake-ups a second, {memory_mb} MB")
    }
}

/// User and system time of a line of `stat`: its fields 14 and 15, counted behind the name, which may hold anything.
fn ticks(stat: &str) -> Option<u64> {
    let mut fields = stat.rsplit_once(") ")?.1.split(' ').skip(11);
    let (user, system) = (fields.next()?.parse::<u64>().ok()?, fields.next()?.parse::<u64>().ok()?);
    user.checked_add(system)
}

/// The number in the line that begins with `key`.
fn number(status: &str, key: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().next()?.parse().ok()
}

fn rounded(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn counters_are_read_as_the_kernel_writes_them() {
        let stat = "7 (a ) b) S 1 7 7 0 -1 4194560 1 0 0 0 120 30 0 0 20 0 9 0 1 1 1";
        assert_eq!(ticks(stat), Some(150));
        assert_eq!(ticks("7 (a) S 1"), None);
        let status = "VmRSS:\t  2048 kB\nnonvoluntary_ctxt_switches:\t5\nvoluntary_ctxt_switches:\t3\n";
        assert_eq!(number(status, "VmRSS:"), Some(2048));
        assert_eq!(number(status, "voluntary_ctxt_switches:"), Some(3));
    }

    #[test]
    fn what_is_used_is_what_was_added_meanwhile() {
        let at = now();
        let waits = |counts: &[(&str, u64)]| counts.iter().map(|(id, n)| ((*id).to_owned(), *n)).collect();
        let before = Sample { at, ticks: 100, waits: waits(&[("1", 10), ("2", 9)]), memory_kb: 1 };
        let after = Sample {
            at: at + Duration::from_secs(10),
            ticks: 120,
            waits: waits(&[("1", 30), ("3", 20)]),
            memory_kb: 2048,
        };
        let usage = after.since(&before);
        assert_eq!((usage.cpu_percent, usage.wakeups_per_s, usage.memory_mb), (2.0, 4.0, 2.0));
    }

    #[test]
    fn this_process_can_be_measured() {
        let sample = Sample::take(std::process::id()).unwrap();
        assert!(sample.memory_kb > 0 && !sample.waits.is_empty());
    }
}
