use super::*;
use crate::codec::{CLASS_MAX, FRAME_UNIT, frame_bytes};
use futures::StreamExt;
use futures::stream::SelectAll;
use tokio::io::{DuplexStream, ReadBuf, duplex};
use tokio::runtime::Handle;
use tokio::time::Instant;

/// What the pipe between two ends takes before it blocks.
const PIPE: usize = 64 * 1024;

fn frame(class: u8, salt: u8) -> Vec<u8> {
    let mut frame = vec![salt; frame_bytes(class).expect("a class")];
    frame[0] = class;
    frame
}

fn linked() -> (Link, DuplexStream) {
    let (ours, theirs) = duplex(PIPE);
    (Link::spawn(Box::new(ours), 0), theirs)
}

fn pair() -> (Link, Link) {
    let (ours, theirs) = duplex(PIPE);
    (Link::spawn(Box::new(ours), 0), Link::spawn(Box::new(theirs), 0))
}

/// Sends as fast as room allows.
async fn send_all(sender: &LinkSender, frames: Vec<Vec<u8>>) {
    for frame in frames {
        while sender.free() == 0 {
            sender.room().await;
        }
        sender.try_send(frame).expect("room");
    }
}

#[tokio::test(start_paused = true)]
async fn frames_of_every_size_cross_in_order_both_ways() {
    let (ours, theirs) = pair();
    let ((a_send, mut a_receive), (b_send, mut b_receive)) = (ours.into_parts(), theirs.into_parts());
    let frames: Vec<_> = (0..100_u8).map(|n| frame(n % (CLASS_MAX + 1), n)).collect();
    let back: Vec<_> = frames.iter().rev().cloned().collect();
    let (got, got_back, (), ()) = tokio::join!(
        b_receive.by_ref().take(frames.len()).map(|f| f.expect("a frame")).collect::<Vec<_>>(),
        a_receive.by_ref().take(back.len()).map(|f| f.expect("a frame")).collect::<Vec<_>>(),
        send_all(&a_send, frames.clone()),
        send_all(&b_send, back.clone()),
    );
    assert_eq!(got, frames);
    assert_eq!(got_back, back);
}

#[tokio::test(start_paused = true)]
async fn handshake_frames_need_no_class() {
    let (ours, mut theirs) = duplex(PIPE);
    let (_sender, mut receiver) = Link::spawn(Box::new(ours), 1).into_parts();
    theirs.write_all(&[0xee; FRAME_UNIT]).await.expect("written");
    theirs.write_all(&frame(1, 7)).await.expect("written");
    assert_eq!(receiver.next().await, Some(Ok(vec![0xee; FRAME_UNIT])));
    assert_eq!(receiver.next().await, Some(Ok(frame(1, 7))));
}

#[tokio::test(start_paused = true)]
async fn a_reader_that_does_not_take_frames_stops_the_peer() {
    let (link, mut theirs) = linked();
    let (_sender, mut receiver) = link.into_parts();
    let mut written = 0_u8;
    // Time stands still unless nothing else can happen: the timeout ends exactly when the pipe is full.
    while timeout(Duration::from_secs(1), theirs.write_all(&frame(0, written))).await.is_ok() {
        written += 1;
        assert!(written < 100, "nothing holds the peer back");
    }
    let held = RECEIVE_QUEUE + PIPE / FRAME_UNIT + 1 + 1;
    assert!(usize::from(written) <= held, "{written} frames were taken");
    for n in 0..written {
        assert_eq!(receiver.next().await, Some(Ok(frame(0, n))));
    }
}

#[tokio::test(start_paused = true)]
async fn a_full_queue_is_busy_and_room_comes_when_the_peer_reads() {
    let (link, mut theirs) = linked();
    let (sender, _receiver) = link.into_parts();
    let mut queued = 0_usize;
    loop {
        match sender.try_send(frame(0, 1)) {
            Ok(()) => queued += 1,
            Err(why) => {
                assert_eq!(why, SendError::Busy);
                // The pump may still be moving frames into the pipe.
                if timeout(Duration::from_secs(1), sender.room()).await.is_err() {
                    break;
                }
            }
        }
    }
    assert!(queued <= SEND_QUEUE + PIPE / FRAME_UNIT + 1, "{queued}");
    assert_eq!(sender.free(), 0);
    let room = sender.room();
    let mut sink = vec![0; 2 * FRAME_UNIT];
    let (_, read) = tokio::join!(room, theirs.read_exact(&mut sink));
    read.expect("frames");
    assert!(sender.free() > 0);
}

#[tokio::test(start_paused = true)]
async fn closing_the_sender_flushes_everything_and_ends_the_stream() {
    let (link, mut theirs) = linked();
    let (sender, mut receiver) = link.into_parts();
    for n in 0..SEND_QUEUE {
        sender.try_send(frame(2, n as u8)).expect("room");
    }
    sender.close();
    let mut got = Vec::new();
    let (read, last) = tokio::join!(theirs.read_to_end(&mut got), receiver.next());
    assert_eq!(read.expect("a clean end"), SEND_QUEUE * (FRAME_UNIT << 2));
    assert_eq!(last, Some(Err(LinkError::Closed)));
    assert_eq!(receiver.next().await, None);
}

#[tokio::test(start_paused = true)]
async fn closing_the_sender_and_dropping_the_receiver_still_flushes() {
    let (link, mut theirs) = linked();
    let (sender, receiver) = link.into_parts();
    sender.try_send(frame(4, 9)).expect("room");
    // What the peer says meanwhile must not end the flush.
    theirs.write_all(&frame(0, 1)).await.expect("written");
    sender.close();
    drop(receiver);
    let mut got = Vec::new();
    theirs.read_to_end(&mut got).await.expect("a clean end");
    assert_eq!(got, frame(4, 9));
}

#[tokio::test(start_paused = true)]
async fn closing_towards_a_peer_that_does_not_read_takes_a_bounded_time() {
    let (link, theirs) = linked();
    let (sender, mut receiver) = link.into_parts();
    for _ in 0..3 {
        sender.try_send(frame(4, 0)).expect("room");
    }
    let begun = Instant::now();
    sender.close();
    assert_eq!(receiver.next().await, Some(Err(LinkError::Closed)));
    assert_eq!(begun.elapsed().as_secs(), CLOSE_TIMEOUT.as_secs());
    drop(theirs);
}

#[tokio::test(start_paused = true)]
async fn dropping_the_receiver_or_the_link_cuts_at_once() {
    for whole in [false, true] {
        let (link, mut theirs) = linked();
        for _ in 0..4 {
            link.sender.try_send(frame(4, 0)).expect("room");
        }
        let sender = if whole {
            drop(link);
            None
        } else {
            let (sender, receiver) = link.into_parts();
            drop(receiver);
            Some(sender)
        };
        let begun = Instant::now();
        let mut got = Vec::new();
        theirs.read_to_end(&mut got).await.expect("an end");
        assert!(got.len() <= PIPE, "not everything was flushed");
        assert_eq!(begun.elapsed(), Duration::ZERO);
        assert!(sender.is_none_or(|s| s.try_send(frame(0, 0)) == Err(SendError::Closed) && s.free() == 0));
    }
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_leaves_between_frames_closed_and_within_a_frame_broke() {
    let half = frame(1, 3).split_off(5000);
    let rest = frame(0, 3).into_iter().chain(vec![0; 100]).collect::<Vec<_>>();
    for (bytes, frames, end) in [
        (vec![], 0, LinkError::Closed),
        (frame(1, 3), 1, LinkError::Closed),
        (rest, 1, LinkError::Broken),
        (half.iter().map(|_| 0).take(10).collect(), 0, LinkError::Broken),
    ] {
        let (link, mut theirs) = linked();
        let (sender, mut receiver) = link.into_parts();
        theirs.write_all(&bytes).await.expect("written");
        drop(theirs);
        for _ in 0..frames {
            assert!(receiver.next().await.expect("an item").is_ok());
        }
        assert_eq!(receiver.next().await, Some(Err(end)));
        assert_eq!(receiver.next().await, None);
        assert_eq!(sender.try_send(frame(0, 0)), Err(SendError::Closed));
        sender.room().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_bad_class_closes_the_link_after_the_good_frames() {
    let (link, mut theirs) = linked();
    let (_sender, mut receiver) = link.into_parts();
    theirs.write_all(&frame(0, 1)).await.expect("written");
    theirs.write_all(&[5, 0, 0]).await.expect("written");
    assert_eq!(receiver.next().await, Some(Ok(frame(0, 1))));
    assert_eq!(receiver.next().await, Some(Err(LinkError::Malformed)));
    let mut end = Vec::new();
    assert_eq!(theirs.read_to_end(&mut end).await.expect("an end"), 0, "the stream is closed");
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_never_reads_is_given_up_after_the_stall() {
    let (link, theirs) = linked();
    let (sender, mut receiver) = link.into_parts();
    let begun = Instant::now();
    for _ in 0..2 {
        sender.try_send(frame(4, 0)).expect("room");
    }
    assert_eq!(receiver.next().await, Some(Err(LinkError::Stalled)));
    assert_eq!(begun.elapsed().as_secs(), WRITE_STALL.as_secs());
    drop(theirs);
}

#[tokio::test(start_paused = true)]
async fn a_peer_that_reads_slowly_is_not_given_up() {
    let (link, mut theirs) = linked();
    let (sender, mut receiver) = link.into_parts();
    for n in 0..4 {
        sender.try_send(frame(4, n)).expect("room");
    }
    let total = 4 * (FRAME_UNIT << 4);
    let mut taken = 0;
    let mut sink = vec![0; 8 * 1024];
    while taken < total {
        tokio::select! {
            () = sleep(WRITE_STALL - Duration::from_secs(1)) => {
                taken += theirs.read(&mut sink).await.expect("bytes");
            }
            end = receiver.next() => panic!("{end:?} after {taken} bytes"),
        }
    }
    assert_eq!(sender.free(), SEND_QUEUE);
}

#[tokio::test(start_paused = true)]
async fn what_is_no_frame_is_not_sent() {
    let (link, _theirs) = linked();
    for bad in [vec![], vec![0; 100], vec![9; FRAME_UNIT * 2]] {
        assert!(matches!(link.sender.try_send(bad), Err(SendError::Unsendable(FrameError::Length(_)))));
    }
    assert_eq!(link.sender.free(), SEND_QUEUE);
}

#[tokio::test(start_paused = true)]
async fn many_links_are_merged_into_one_stream_and_each_ends_once() {
    let mut all = SelectAll::new();
    let mut far = Vec::new();
    for n in 0..20_u8 {
        let (link, mut theirs) = linked();
        let (sender, receiver) = link.into_parts();
        theirs.write_all(&frame(0, n)).await.expect("written");
        all.push(receiver.map(move |item| (n, item)));
        far.push((sender, theirs));
    }
    let senders: Vec<_> = far.into_iter().map(|(sender, theirs)| (sender, drop(theirs)).0).collect();
    let items: Vec<_> = all.collect().await;
    for n in 0..20_u8 {
        let of: Vec<_> = items.iter().filter(|(link, _)| *link == n).map(|(_, item)| item.clone()).collect();
        assert_eq!(of, [Ok(frame(0, n)), Err(LinkError::Closed)]);
    }
    assert!(senders.iter().all(|sender| sender.free() == 0));
}

/// A stream that is at home on another runtime.
struct Away(DuplexStream, Handle);

impl crate::network::Stream for Away {
    fn home(&self) -> Option<Handle> {
        Some(self.1.clone())
    }
}

impl AsyncRead for Away {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        assert_eq!(Handle::current().id(), self.1.id(), "read at home");
        Pin::new(&mut self.0).poll_read(cx, to)
    }
}

impl AsyncWrite for Away {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        assert_eq!(Handle::current().id(), self.1.id(), "written at home");
        Pin::new(&mut self.0).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(cx)
    }
}

#[tokio::test]
async fn bytes_are_moved_at_the_home_of_their_stream_and_the_link_ends_with_it() {
    let home = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let home = home.expect("a runtime");
    let (ours, theirs) = duplex(PIPE);
    let ours = Link::spawn(Box::new(Away(ours, home.handle().clone())), 0);
    let ((a_send, mut a_receive), (b_send, mut b_receive)) =
        (ours.into_parts(), Link::spawn(Box::new(theirs), 0).into_parts());
    a_send.try_send(frame(0, 1)).expect("room");
    assert_eq!(b_receive.next().await, Some(Ok(frame(0, 1))));
    b_send.try_send(frame(0, 2)).expect("room");
    assert_eq!(a_receive.next().await, Some(Ok(frame(0, 2))));
    home.shutdown_background();
    assert_eq!(a_receive.next().await, Some(Err(LinkError::Closed)));
    assert_eq!(a_receive.next().await, None);
    assert!(b_receive.next().await.is_some_and(|end| end.is_err()));
}
