//! A value that somebody sets now and then, and never two at once.

/// What it may be at the end: the first is what was set last for certain, the others were asked for since and never answered.
#[derive(Clone, Debug)]
pub(super) struct Register<T>(Vec<T>);

impl<T: PartialEq> Register<T> {
    /// As it is in the beginning.
    pub(super) fn new(value: T) -> Self {
        Self(vec![value])
    }

    /// Somebody asks for another value.
    pub(super) fn ask(&mut self, value: T) {
        self.0.push(value);
    }

    /// The last one that was asked for is set: nothing of before counts any more.
    pub(super) fn keep(&mut self) {
        let last = self.0.len().saturating_sub(1);
        self.0.drain(..last);
    }

    /// The last one that was asked for was refused.
    pub(super) fn refuse(&mut self) {
        self.0.pop();
    }

    /// Whether this may be it.
    pub(super) fn may_be(&self, value: &T) -> bool {
        self.0.contains(value)
    }

    /// Whether it can be nothing else.
    pub(super) fn must_be(&self, value: &T) -> bool {
        self.0.iter().all(|possible| possible == value)
    }
}
