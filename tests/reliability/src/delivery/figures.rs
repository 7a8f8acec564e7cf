//! Times of the same thing, again and again.

use std::time::Duration;

/// Times, in milliseconds.
#[derive(Clone, Debug, Default)]
pub(super) struct Series(Vec<f64>);

impl Series {
    pub(super) fn push(&mut self, time: Duration) {
        self.0.push(time.as_secs_f64() * 1_000.0);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn median(&self) -> f64 {
        self.percentile(50)
    }

    /// The smallest time that `percent` in a hundred do not exceed; 0 if there is none.
    pub(super) fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let rank = (sorted.len() * percent).div_ceil(100).max(1);
        sorted.get(rank - 1).copied().unwrap_or(0.0)
    }
}

/// To the microsecond, if it is milliseconds.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 1_000.0).round() / 1_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(times: impl IntoIterator<Item = u64>) -> Series {
        let mut series = Series::default();
        times.into_iter().for_each(|time| series.push(Duration::from_millis(time)));
        series
    }

    #[test]
    fn percentiles_are_times_that_were_measured() {
        let hundred = series((1..=100).rev());
        assert_eq!((hundred.median(), hundred.percentile(99), hundred.len()), (50.0, 99.0, 100));
        assert_eq!((series([7]).median(), series([7]).percentile(99)), (7.0, 7.0));
        assert_eq!(series([]).median(), 0.0);
    }
}
