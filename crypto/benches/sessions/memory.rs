//! What an open session holds, by the growth of a process that holds many.

use crate::{contest::Field, libotr::Libotr, olm, sotto};
use std::{fs, hint::black_box};

/// Pairs of sessions that are made of ours and of vodozemac's.
const PAIRS: usize = 1000;

/// Pairs of libotr's, whose handshakes take long.
const LIBOTR_PAIRS: usize = 100;

/// Bytes of one end. Call it first: what was freed before is not counted when it is used again.
pub(crate) fn of_open_session(libotr: Option<&Libotr>) -> Field<f64> {
    let ours = per_end(sotto::open());
    let theirs = per_end(olm::open());
    let ends = |pairs: usize| (2 * pairs) as f64;
    let libotr = libotr.map(|libotr| libotr.memory(LIBOTR_PAIRS) as f64 / ends(LIBOTR_PAIRS));
    Field { sotto: ours, vodozemac: theirs, libotr }
}

/// Growth for one end of the pairs that `meet` makes; they are never freed, for the sake of the next.
fn per_end<T: 'static>(mut meet: impl FnMut() -> T) -> f64 {
    drop(black_box(meet()));
    let before = resident();
    let open: Vec<T> = (0..PAIRS).map(|_| meet()).collect();
    let grown = resident() - before;
    Box::leak(Box::new(open));
    grown / (2 * PAIRS) as f64
}

/// Resident bytes of this process (proc(5), VmRSS).
fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() * 1024.0
}
