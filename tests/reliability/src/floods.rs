//! Strangers that come in crowds, are slow, never read, or never stop: what they cost, and what a contact notices of it.
//!
//! ```text
//!  victim ◀── contact: texts, timed          idle ▸ slow crowd ▸ deaf contact ▸ flooding contact ▸ many requests
//!     ▲                                      each beside the same timed texts, and beside the heap
//!     └────── crowd, rogues (their own handshakes and records, over the same network)
//! ```
//! Real engines and real time on a simulated network of constant latency, in one process: so the heap that is counted holds
//! the attackers' side too.

mod crowd;
mod heap;
mod party;
mod rogue;
mod scene;

use crate::options::Options;
use crate::report::{Report, tell};
use anyhow::Result;
use heap::Watch;
use scene::Scene;
use serde_json::json;
use std::time::Duration;

/// The words of the command, with what they are if nobody says otherwise.
pub const OPTIONS: &[(&str, u64)] = &[("strangers", 200), ("seconds", 40), ("requests", 1_000), ("seed", 1)];

/// Most growth of the heap under a crowd, in bytes.
const CROWD_HEAP: usize = 8 * 1024 * 1024;
/// Most that one stranger costs, in bytes.
const STRANGER_HEAP: usize = 256 * 1024;
/// Most growth of the heap by a contact who never reads, or who never stops, in bytes.
const CONTACT_HEAP: usize = 1024 * 1024;
/// Longest that a stranger keeps a link without proving anything.
const STRANGER_LINK: Duration = Duration::from_secs(31);
/// A contact's median delivery beside a crowd, and beside a flood, as a multiple of the idle one.
const BESIDE_CROWD: f64 = 1.2;
const BESIDE_FLOOD: f64 = 2.0;
/// Requests that a vault keeps.
const REQUESTS_KEPT: usize = 50;
/// Most growth of the vault's files by requests, in bytes.
const REQUESTS_DISK: u64 = 1024 * 1024;

/// Runs all of it. `heap`: bytes that are allocated now.
///
/// # Errors
/// Something that must work does not: a text that is not delivered, an engine that ends.
pub async fn run(options: &Options, heap: fn() -> usize) -> Result<Report> {
    let span = Duration::from_secs(options.number("seconds"));
    let strangers = usize::try_from(options.number("strangers"))?;
    let mut scene = Scene::set(options.number("seed")).await?;
    let idle = scene.deliveries(span / 2).await?;
    tell(format_args!("idle: {idle:?}"));

    let watch = Watch::begin(heap);
    let crowd = crowd::gather(&scene, strangers);
    let crowded = scene.deliveries(span).await?;
    let crowd = crowd.disperse().await;
    let crowd_heap = watch.most();
    tell(format_args!("{strangers} slow strangers: {crowded:?}, {crowd_heap} bytes, {crowd:?}"));

    let watch = Watch::begin(heap);
    scene.contact_that_never_reads(span / 2).await?;
    let deaf_heap = watch.most();
    tell(format_args!("a contact that never reads: {deaf_heap} bytes"));

    let watch = Watch::begin(heap);
    let flood = scene.flood().await?;
    let flooded = scene.deliveries(span / 2).await?;
    let flood = flood.stop().await;
    let flood_heap = watch.most();
    tell(format_args!("a contact that never stops: {flooded:?}, {flood_heap} bytes, {flood} frames taken"));

    let requests = options.number("requests");
    let (kept, disk) = scene.many_requests(requests).await?;
    tell(format_args!("{requests} requests: {kept} kept, {disk} bytes"));

    let ratio = |of: Duration| of.as_secs_f64() / idle.as_secs_f64();
    let stranger_heap = crowd_heap / strangers.clamp(1, crowd.most_links.max(1));
    let goals = [
        (crowd_heap <= CROWD_HEAP, "a crowd costs too much memory"),
        (stranger_heap <= STRANGER_HEAP, "a stranger costs too much memory"),
        (crowd.longest <= STRANGER_LINK, "a stranger keeps a link for too long"),
        (ratio(crowded) <= BESIDE_CROWD, "a crowd slows a contact down"),
        (deaf_heap <= CONTACT_HEAP, "a contact that never reads costs too much memory"),
        (flood_heap <= CONTACT_HEAP, "a contact that never stops costs too much memory"),
        (ratio(flooded) <= BESIDE_FLOOD, "a flood slows another contact down"),
        (kept <= REQUESTS_KEPT, "too many requests are kept"),
        (disk <= REQUESTS_DISK, "requests fill the disk"),
    ];
    let missed = goals.iter().filter(|(reached, _)| !reached).map(|(_, words)| (*words).to_owned()).collect();
    let figures = json!({
        "strangers": strangers, "crowd_heap_kb": crowd_heap / 1024, "stranger_heap_kb": stranger_heap / 1024,
        "stranger_link_s_max": crowd.longest.as_secs_f64(), "stranger_links": crowd.links,
        "idle_ms": idle.as_secs_f64() * 1e3, "delivery_beside_crowd": ratio(crowded),
        "never_reads_heap_kb": deaf_heap / 1024, "flood_heap_kb": flood_heap / 1024,
        "flood_frames": flood, "delivery_beside_flood": ratio(flooded),
        "requests": requests, "requests_kept": kept, "requests_disk_kb": disk / 1024,
    });
    Ok(Report { figures, missed })
}
