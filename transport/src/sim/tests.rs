use super::*;
use crate::address::ServiceKey;
use crate::codec::FRAME_UNIT;
use crate::link::{DIAL_TIMEOUT, Link, LinkError};
use crate::network::{
    BoxedStream, BridgeError, BridgeLine, Connection, DialError, Entry, Isolation, Network, NetworkEvent,
    Phase, Reachability, Storage,
};
use futures::StreamExt;
use std::path::PathBuf;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::time::timeout;

struct Party {
    address: OnionAddress,
    connection: Connection,
}

impl Party {
    fn start(sim: &Sim, n: u8) -> Self {
        Self::enter(sim, n, &Entry::Direct)
    }

    fn enter(sim: &Sim, n: u8, entry: &Entry) -> Self {
        let key = ServiceKey::from_seed(&[n; 32]);
        let connection = sim.node().connect(&key, entry, &storage());
        Self { address: key.address(), connection }
    }

    async fn reachable(mut self) -> Self {
        while !matches!(self.next().await, NetworkEvent::Service(Reachability::Reachable)) {}
        self
    }

    async fn next(&mut self) -> NetworkEvent {
        let event = timeout(Duration::from_secs(600), self.connection.events.recv()).await;
        event.expect("an event in time").expect("an open connection")
    }

    async fn incoming(&mut self) -> BoxedStream {
        loop {
            if let NetworkEvent::Incoming(stream) = self.next().await {
                return stream;
            }
        }
    }

    async fn dial(&self, to: OnionAddress) -> Result<BoxedStream, DialError> {
        self.connection.dialer.dial(&to, Isolation(1)).await
    }
}

fn storage() -> Storage {
    Storage { folder: PathBuf::new(), trust_permissions: false }
}

async fn two(sim: &Sim) -> (Party, Party) {
    tokio::join!(Party::start(sim, 1).reachable(), Party::start(sim, 2).reachable())
}

async fn stream(from: &Party, to: &mut Party) -> (BoxedStream, BoxedStream) {
    let (near, far) = tokio::join!(from.dial(to.address), to.incoming());
    (near.expect("a stream"), far)
}

/// A conversation with all that is drawn in it: when what was heard.
async fn story(seed: u64) -> Vec<(Duration, String)> {
    let begun = Instant::now();
    let mut log = Vec::new();
    let sim = Sim::new(seed).with_weather(Weather { cuts_per_million: 30_000, ..Weather::default() });
    let (a, mut b) = two(&sim).await;
    log.push((begun.elapsed(), "both reachable".to_owned()));
    for round in 0..20 {
        let (mut near, mut far) = stream(&a, &mut b).await;
        log.push((begun.elapsed(), format!("stream {round}")));
        let writing = async {
            for n in 0..50_u8 {
                if near.write_all(&[n; 1000]).await.is_err() {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            near
        };
        let reading = async {
            let mut got = Vec::new();
            let end = timeout(Duration::from_secs(20), far.read_to_end(&mut got)).await;
            (got.len(), end.map(|end| end.is_ok()).ok())
        };
        let (_near, heard) = tokio::join!(writing, reading);
        log.push((begun.elapsed(), format!("{heard:?}")));
    }
    log
}

#[tokio::test(start_paused = true)]
async fn the_same_seed_tells_the_same_story_and_another_seed_another() {
    let first = story(7).await;
    assert_eq!(first, story(7).await);
    assert_ne!(first, story(8).await);
}

#[tokio::test(start_paused = true)]
async fn a_node_enters_step_by_step_and_is_found_only_once_published() {
    let at_once = Weather { dial: Duration::ZERO..=Duration::ZERO, ..Weather::default() };
    let sim = Sim::new(1).with_weather(at_once);
    let a = Party::start(&sim, 1).reachable().await;
    let mut b = Party::start(&sim, 2);
    let (mut phases, mut percents) = (Vec::new(), Vec::new());
    loop {
        assert!(matches!(a.dial(b.address).await, Err(DialError::NotFound)));
        match b.next().await {
            NetworkEvent::Bootstrap(step) => {
                phases.push(step.phase);
                percents.push(step.percent);
            }
            NetworkEvent::Service(Reachability::Publishing) => {}
            NetworkEvent::Service(Reachability::Reachable) => break,
            _ => panic!("nothing else is due"),
        }
    }
    assert_eq!(phases, [Phase::Starting, Phase::Reaching, Phase::Directory, Phase::Ready]);
    assert!(percents.is_sorted() && percents.last() == Some(&100));
    assert!(a.dial(b.address).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn who_is_not_connected_cannot_dial() {
    let sim = Sim::new(2);
    let a = Party::start(&sim, 1);
    assert!(matches!(a.dial(a.address).await, Err(DialError::NotConnected)));
    let b = Party::start(&sim, 2).reachable().await;
    let dialer = b.connection.dialer.clone();
    let under_way = dialer.dial(&a.address, Isolation(0));
    drop(b);
    assert!(matches!(under_way.await, Err(DialError::NotConnected)));
    assert!(matches!(dialer.dial(&a.address, Isolation(0)).await, Err(DialError::NotConnected)));
}

#[tokio::test(start_paused = true)]
async fn bytes_arrive_in_order_and_no_sooner_than_the_latency() {
    let fixed = Duration::from_millis(300);
    let spread = Weather { latency: Duration::from_millis(50)..=fixed, ..Weather::default() };
    let sim = Sim::new(3).with_weather(Weather { latency: fixed..=fixed, ..Weather::default() });
    let (a, mut b) = two(&sim).await;
    let (mut near, mut far) = stream(&a, &mut b).await;
    let begun = Instant::now();
    near.write_all(b"ping").await.expect("written");
    let mut got = [0; 4];
    far.read_exact(&mut got).await.expect("read");
    assert_eq!((&got, begun.elapsed()), (b"ping", fixed));
    far.write_all(b"pong").await.expect("written");
    near.read_exact(&mut got).await.expect("read");
    assert_eq!((&got, begun.elapsed()), (b"pong", 2 * fixed));

    sim.set_weather(spread);
    let (mut near, mut far) = stream(&a, &mut b).await;
    for n in 0..100_u8 {
        near.write_all(&[n]).await.expect("written");
    }
    drop(near);
    let mut all = Vec::new();
    far.read_to_end(&mut all).await.expect("a clean end");
    assert_eq!(all, (0..100).collect::<Vec<_>>());
}

#[tokio::test(start_paused = true)]
async fn a_writer_waits_when_the_window_is_full() {
    let sim = Sim::new(4);
    let (a, mut b) = two(&sim).await;
    let (mut near, mut far) = stream(&a, &mut b).await;
    let bytes = vec![1; pipe::WINDOW + 1];
    assert!(timeout(Duration::from_secs(60), near.write_all(&bytes)).await.is_err());
    let mut got = vec![0; pipe::WINDOW];
    far.read_exact(&mut got).await.expect("a window full");
    timeout(Duration::from_secs(60), near.write_all(&bytes)).await.expect_err("one byte too many again");
}

#[tokio::test(start_paused = true)]
async fn a_partition_is_silence_and_healing_delivers_what_was_said() {
    let sim = Sim::new(5);
    let (a, mut b) = two(&sim).await;
    let (mut near, mut far) = stream(&a, &mut b).await;
    sim.partition(&b.address, &a.address);
    near.write_all(b"hello").await.expect("written");
    let mut got = [0; 5];
    assert!(timeout(Duration::from_secs(3600), far.read_exact(&mut got)).await.is_err());
    let begun = Instant::now();
    assert!(matches!(a.dial(b.address).await, Err(DialError::TimedOut)));
    assert_eq!(begun.elapsed(), DIAL_TIMEOUT);
    drop(near);
    sim.heal(&a.address, &b.address);
    far.read_exact(&mut got).await.expect("what was said");
    assert_eq!(&got, b"hello");
    assert_eq!(far.read(&mut got).await.expect("a clean end"), 0);
    assert!(a.dial(b.address).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_pulled_cable_parts_one_from_everybody_until_it_is_back() {
    let sim = Sim::new(6);
    let ((a, mut b), c) = tokio::join!(two(&sim), Party::start(&sim, 3).reachable());
    sim.unplug(&a.address);
    assert!(matches!(a.dial(b.address).await, Err(DialError::TimedOut)));
    assert!(matches!(c.dial(a.address).await, Err(DialError::TimedOut)));
    let _open = stream(&c, &mut b).await;
    sim.plug(&a.address);
    let _open = stream(&a, &mut b).await;
}

#[tokio::test(start_paused = true)]
async fn a_cut_falls_within_a_frame_and_breaks_both_sides() {
    let sim = Sim::new(9);
    let (a, mut b) = two(&sim).await;
    for bytes in [0, 1, FRAME_UNIT - 1, FRAME_UNIT, FRAME_UNIT + 1, 3 * FRAME_UNIT + 17] {
        let (near, far) = stream(&a, &mut b).await;
        let (near, (_far_send, far)) = (Link::spawn(near, 0), Link::spawn(far, 0).into_parts());
        let (near_send, near) = near.into_parts();
        sim.cut_after(&a.address, &b.address, bytes);
        for _ in 0..5 {
            let _ = near_send.try_send(vec![0; FRAME_UNIT]);
        }
        let got: Vec<_> = far.collect().await;
        assert_eq!(got.len(), bytes / FRAME_UNIT + 1, "whole frames, then the error");
        assert_eq!(got.last(), Some(&Err(LinkError::Broken)));
        assert_eq!(near.collect::<Vec<_>>().await, [Err(LinkError::Broken)]);
        assert_eq!(sim.streams(&a.address, &b.address), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn a_cut_at_a_random_byte_breaks_every_stream_of_the_two_and_no_other() {
    let sim = Sim::new(10);
    let ((a, mut b), c) = tokio::join!(two(&sim), Party::start(&sim, 3).reachable());
    let (mut one, mut one_far) = stream(&a, &mut b).await;
    let (mut other, mut other_far) = stream(&c, &mut b).await;
    one.write_all(&[1; 10_000]).await.expect("written");
    other.write_all(&[1; 10_000]).await.expect("written");
    assert_eq!(sim.streams(&b.address, &a.address), 1);
    sim.cut(&b.address, &a.address);
    let mut got = Vec::new();
    assert!(one_far.read_to_end(&mut got).await.is_err());
    assert!(got.len() < 10_000);
    assert!(one.write_all(&[1]).await.is_err());
    let mut got = [0; 10_000];
    other_far.read_exact(&mut got).await.expect("untouched");
}

#[tokio::test(start_paused = true)]
async fn bad_weather_breaks_streams_but_loses_no_byte_within_them() {
    let sim = Sim::new(11).with_weather(Weather { cuts_per_million: 100_000, ..Weather::default() });
    let (a, mut b) = two(&sim).await;
    let mut broken = 0;
    for _ in 0..50 {
        let (mut near, mut far) = stream(&a, &mut b).await;
        for n in 0..20_u8 {
            let _ = near.write_all(&[n; 500]).await;
        }
        drop(near);
        let mut got = Vec::new();
        let end = far.read_to_end(&mut got).await;
        let said: Vec<_> = (0..20_u8).flat_map(|n| [n; 500]).collect();
        assert!(said.starts_with(&got));
        assert_eq!(end.is_ok(), got.len() == said.len());
        broken += usize::from(end.is_err());
    }
    assert!((20..50).contains(&broken), "{broken} of 50 broke, about 44 were due");
}

#[tokio::test(start_paused = true)]
async fn published_does_not_mean_reachable() {
    let sim = Sim::new(12);
    let (a, b) = two(&sim).await;
    sim.set_deaf(&b.address, true);
    assert!(matches!(a.dial(b.address).await, Err(DialError::Unreachable)));
    sim.set_deaf(&b.address, false);
    assert!(a.dial(b.address).await.is_ok());
    sim.serve_stale_descriptor(&b.address, Duration::from_secs(30));
    assert!(matches!(a.dial(b.address).await, Err(DialError::Unreachable)));
    tokio::time::sleep(Duration::from_secs(30)).await;
    assert!(a.dial(b.address).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn leaving_closes_streams_and_the_descriptor_outlives_the_service() {
    let sim = Sim::new(13);
    let (a, mut b) = two(&sim).await;
    let (mut near, mut far) = stream(&a, &mut b).await;
    near.write_all(b"lost").await.expect("written");
    far.write_all(b"last").await.expect("written");
    let gone = b.address;
    drop(b);
    let mut got = Vec::new();
    near.read_to_end(&mut got).await.expect("a clean end");
    assert_eq!(got, b"last");
    assert!(far.read_to_end(&mut got).await.is_err());
    assert!(far.write_all(b"x").await.is_err());
    assert!(matches!(a.dial(gone).await, Err(DialError::Unreachable)));
    tokio::time::sleep(Weather::default().descriptor_lifetime).await;
    assert!(matches!(a.dial(gone).await, Err(DialError::NotFound)));
    let mut again = Party::start(&sim, 2).reachable().await;
    let _open = stream(&a, &mut again).await;
}

#[tokio::test(start_paused = true)]
async fn who_comes_back_before_leaving_is_over_stays_published() {
    let sim = Sim::new(14);
    let (a, old) = two(&sim).await;
    let mut new = Party::start(&sim, 2).reachable().await;
    drop(old);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let _open = stream(&a, &mut new).await;
}

#[tokio::test(start_paused = true)]
async fn both_may_dial_at_once_and_get_two_streams() {
    let sim = Sim::new(15);
    let (mut a, mut b) = two(&sim).await;
    let (there, back) = tokio::join!(a.dial(b.address), b.dial(a.address));
    let (mut there, mut back) = (there.expect("a stream"), back.expect("a stream"));
    let (mut at_b, mut at_a) = (b.incoming().await, a.incoming().await);
    assert_eq!(sim.streams(&a.address, &b.address), 2);
    there.write_all(b"1").await.expect("written");
    back.write_all(b"2").await.expect("written");
    assert_eq!((at_b.read_u8().await.expect("read"), at_a.read_u8().await.expect("read")), (b'1', b'2'));
}

#[tokio::test(start_paused = true)]
async fn a_censor_lets_only_bridges_through_and_no_bridge_means_nowhere() {
    let sim = Sim::new(16);
    sim.set_gate(Gate::BridgesOnly);
    let line = BridgeLine::parse("obfs4 192.0.2.1:443 0123").expect("a line");
    let _bridged = Party::enter(&sim, 1, &Entry::Bridges(vec![line])).reachable().await;
    let mut direct = Party::start(&sim, 2);
    let mut nowhere = Party::enter(&sim, 3, &Entry::Bridges(vec![]));
    for (party, reason) in [(&mut direct, Stall::TorUnreachable), (&mut nowhere, Stall::BridgeUnreachable)] {
        party.next().await;
        let NetworkEvent::Bootstrap(step) = party.next().await else { panic!("progress is due") };
        assert_eq!((step.phase, step.stall), (Phase::Reaching, Some(reason)));
        let more = timeout(Duration::from_secs(3600), party.connection.events.recv()).await;
        assert!(more.is_err(), "it must not get in");
    }
    sim.set_gate(Gate::Open);
    let _in = direct.reachable().await;
    let more = timeout(Duration::from_secs(3600), nowhere.connection.events.recv()).await;
    assert!(more.is_err(), "still no bridge");
}

#[test]
fn a_bridge_needs_a_program_for_its_transport() {
    let node = Sim::new(0).node();
    let check = |line| node.check_bridge(&BridgeLine::parse(line).expect("a line"));
    assert_eq!(check("obfs4 192.0.2.1:443 0123"), Ok(()));
    assert_eq!(check("192.0.2.1:443 0123"), Ok(()));
    assert_eq!(check("dnstt 192.0.2.1:443"), Err(BridgeError::TransportMissing("dnstt".into())));
}

#[tokio::test(start_paused = true)]
async fn each_direction_has_a_latency_of_its_own_also_on_open_streams() {
    let sim = Sim::new(17);
    let (a, mut b) = two(&sim).await;
    let (mut near, mut far) = stream(&a, &mut b).await;
    let secs = Duration::from_secs;
    sim.set_latency(&a.address, &b.address, Some(secs(20)..=secs(20)));
    sim.set_latency(&b.address, &a.address, Some(secs(1)..=secs(1)));
    let begun = Instant::now();
    near.write_all(b"1").await.expect("written");
    far.read_u8().await.expect("read");
    assert_eq!(begun.elapsed(), secs(20));
    far.write_all(b"2").await.expect("written");
    near.read_u8().await.expect("read");
    assert_eq!(begun.elapsed(), secs(21));
    sim.set_latency(&a.address, &b.address, None);
    near.write_all(b"3").await.expect("written");
    far.read_u8().await.expect("read");
    assert!(begun.elapsed() < secs(22), "as the weather is");
}

#[tokio::test(start_paused = true)]
async fn the_dials_of_a_slow_node_are_slow_and_those_to_it_are_not() {
    let sim = Sim::new(18);
    let (mut a, mut b) = two(&sim).await;
    let slow = Duration::from_secs(40);
    sim.set_dial_time(&a.address, Some(slow..=slow));
    let begun = Instant::now();
    let _open = stream(&b, &mut a).await;
    assert!(begun.elapsed() < Duration::from_secs(6));
    let begun = Instant::now();
    let _open = stream(&a, &mut b).await;
    assert_eq!(begun.elapsed(), slow);
}

#[tokio::test(start_paused = true)]
async fn a_lost_dial_ends_in_nothing() {
    let sim = Sim::new(19).with_weather(Weather { dials_lost_per_million: 1_000_000, ..Weather::default() });
    let (a, b) = two(&sim).await;
    let begun = Instant::now();
    assert!(matches!(a.dial(b.address).await, Err(DialError::TimedOut)));
    assert_eq!(begun.elapsed(), DIAL_TIMEOUT);
}

#[tokio::test(start_paused = true)]
async fn a_deaf_service_answers_after_the_publication_that_it_takes() {
    let sim = Sim::new(20);
    let (a, b) = two(&sim).await;
    sim.deafen(&b.address, 2);
    for publication in 0..2 {
        assert!(matches!(a.dial(b.address).await, Err(DialError::Unreachable)), "{publication}");
        assert!(matches!(b.dial(b.address).await, Err(DialError::Unreachable)), "it can find out itself");
        b.connection.upkeep.republish();
    }
    assert!(a.dial(b.address).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_lost_direction_is_silent_for_ever_and_neither_side_is_told() {
    let sim = Sim::new(21);
    let (a, mut b) = two(&sim).await;
    let (mut near, mut far) = stream(&a, &mut b).await;
    sim.lose(&a.address, &b.address);
    near.write_all(b"lost").await.expect("written");
    far.write_all(b"1").await.expect("written");
    near.read_u8().await.expect("the other direction is as it was");
    drop(near);
    let silence = timeout(Duration::from_secs(3600), far.read_u8()).await;
    assert!(silence.is_err(), "not even the end arrives");
}

#[tokio::test(start_paused = true)]
async fn stranded_streams_are_dead_in_both_directions_and_new_ones_live() {
    let sim = Sim::new(22);
    let (a, mut b) = two(&sim).await;
    let (mut near, mut far) = stream(&a, &mut b).await;
    sim.strand(&b.address);
    near.write_all(b"1").await.expect("written");
    far.write_all(b"2").await.expect("written");
    assert!(timeout(Duration::from_secs(3600), far.read_u8()).await.is_err());
    assert!(timeout(Duration::from_secs(3600), near.read_u8()).await.is_err());
    let (mut near, mut far) = stream(&a, &mut b).await;
    near.write_all(b"3").await.expect("written");
    assert_eq!(far.read_u8().await.expect("read"), b'3');
}

#[tokio::test(start_paused = true)]
async fn what_is_swallowed_is_missing_and_the_stream_goes_on() {
    let sim = Sim::new(23).with_weather(Weather { swallowed_per_million: 300_000, ..Weather::default() });
    let (a, mut b) = two(&sim).await;
    let (mut near, mut far) = stream(&a, &mut b).await;
    for n in 0..100_u8 {
        near.write_all(&[n]).await.expect("written");
    }
    drop(near);
    let mut got = Vec::new();
    far.read_to_end(&mut got).await.expect("a clean end");
    assert!(got.is_sorted() && (50..90).contains(&got.len()), "{} of 100 came", got.len());
}
