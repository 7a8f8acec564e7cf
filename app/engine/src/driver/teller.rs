//! Events to a front end that may lag: the engine never waits for it, and what was lost is said.

use crate::api::Event;
use tokio::sync::mpsc;

/// The engine's end of the events.
#[derive(Debug)]
pub(crate) struct Teller {
    events: mpsc::Sender<Event>,
    /// An event found no place since the last [`Event::Resync`].
    lost: bool,
}

impl Teller {
    pub(crate) fn new(bound: usize) -> (Self, mpsc::Receiver<Event>) {
        let (events, reader) = mpsc::channel(bound);
        (Self { events, lost: false }, reader)
    }

    pub(crate) fn tell(&mut self, event: Event) {
        // After a loss nothing more is told until the reader knows: an event out of a gap would mislead.
        if self.lost || matches!(self.events.try_send(event), Err(mpsc::error::TrySendError::Full(_))) {
            self.lost = true;
        }
    }

    /// Ends once the reader of lost events has been told so; waits for ever if none was lost.
    pub(crate) async fn catch_up(&mut self) {
        if !self.lost {
            return std::future::pending().await;
        }
        match self.events.reserve().await {
            Ok(place) => {
                place.send(Event::Resync {});
                self.lost = false;
            }
            // Nobody reads any more.
            Err(_) => std::future::pending().await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::ContactId;

    fn event(id: i64) -> Event {
        Event::ContactRemoved { contact: ContactId(id) }
    }

    #[tokio::test]
    async fn a_reader_that_lags_is_told_once_to_read_everything_again() {
        let (mut teller, mut reader) = Teller::new(2);
        for id in 0..5 {
            teller.tell(event(id));
        }
        assert!(matches!(reader.recv().await, Some(Event::ContactRemoved { contact: ContactId(0) })));
        teller.catch_up().await;
        assert!(matches!(reader.recv().await, Some(Event::ContactRemoved { contact: ContactId(1) })));
        assert!(matches!(reader.recv().await, Some(Event::Resync {})));
        teller.tell(event(9));
        assert!(matches!(reader.recv().await, Some(Event::ContactRemoved { contact: ContactId(9) })));
    }
}
