//! A small crowd, a contact that never reads, one that never stops, and more requests than are kept.

use cap::Cap;
use sotto_reliability::floods;
use sotto_reliability::options::Options;
use std::alloc::System;
use std::ffi::OsString;

#[global_allocator]
static HEAP: Cap<System> = Cap::new(System, usize::MAX);

/// Ratios of times are left to the command: the tests of a busy machine do not judge them.
#[tokio::test(flavor = "multi_thread")]
async fn strangers_and_floods_cost_what_they_may_and_a_contact_is_served_beside_them() {
    let words = ["--strangers", "60", "--seconds", "4", "--requests", "60"].map(OsString::from);
    let options = Options::read(words, floods::OPTIONS).unwrap();
    let report = floods::run(&options, || HEAP.allocated()).await.unwrap();
    let number = |name: &str| report.figures[name].as_f64().unwrap();
    assert!(number("crowd_heap_kb") <= 8192.0, "{}", report.figures);
    assert!(number("stranger_heap_kb") <= 256.0, "{}", report.figures);
    assert!(number("stranger_link_s_max") <= 31.0 && number("stranger_links") > 60.0, "{}", report.figures);
    assert!(number("never_reads_heap_kb") <= 1024.0, "{}", report.figures);
    assert!(number("flood_heap_kb") <= 1024.0 && number("flood_frames") > 10.0, "{}", report.figures);
    assert!(number("requests_kept") == 50.0 && number("requests_disk_kb") <= 1024.0, "{}", report.figures);
}
