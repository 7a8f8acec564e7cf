//! What happens in one world, drawn from its seed before anything happens.

use super::dice::Dice;
use super::model::Deed;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::time::Duration;

/// Texts that one world is asked to send, at least.
const TEXTS: u64 = 130;
/// What is done to texts, in one world, at least.
const DEEDS: u64 = 60;
/// To the newest so many.
const RECENT: usize = 8;
/// The longest burst, of what is asked at once.
const BURST: u64 = 20;
/// A day, in milliseconds.
const DAY: i64 = 24 * 3600 * 1000;

/// One world: who is in it, who knows whom, and what happens when.
#[derive(Clone, Debug)]
pub(super) struct Script {
    /// Machines.
    pub(super) parties: usize,
    /// Who has whom as a contact, the smaller number first, and how they became acquainted.
    pub(super) pairs: Vec<(usize, usize, Meeting)>,
    /// In order of time.
    pub(super) acts: Vec<(Duration, Act)>,
    /// When all faults end.
    pub(super) calm: Duration,
}

/// How two became acquainted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meeting {
    /// Each added the other.
    Mutual,
    /// The first asked, the second accepts when it sees it.
    Asked,
}

/// Kinds of weather.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sky {
    /// As usual, without faults.
    Fair,
    /// Seconds of latency, streams that break, a dial in ten that ends in nothing.
    Rough,
    /// Up to 20 s of latency, a third of the dials lost, a write in twenty cut.
    Black,
    /// Fair, but one write in a hundred vanishes: effects that a driver drops (G30).
    Leaky,
}

/// Something that happens.
#[derive(Clone, Debug)]
pub(super) enum Act {
    /// Goes online.
    Connect(usize),
    /// Goes offline in order.
    Disconnect(usize),
    /// Asks for texts, one behind the other.
    Say { from: usize, to: usize, texts: Vec<String> },
    /// The process dies amid a request for texts.
    DieSaying { from: usize, to: usize, texts: Vec<String>, turn: usize },
    /// Does something to the `which`-th newest text with another; `dies`: and the process dies amid it, at that turn.
    Change { who: usize, with: usize, deed: Deed, which: usize, dies: Option<usize> },
    /// The process dies; with `power`, its streams fall silent instead of ending.
    Die { who: usize, power: bool },
    /// The program is closed in order.
    Close(usize),
    /// The program is started and goes online; its wall clock is off by so many milliseconds.
    Rise { who: usize, skew: i64 },
    /// The computer sleeps; its streams are dead from then on.
    Sleep(usize),
    /// The computer wakes; `told`: the engine is told so.
    Wake { who: usize, told: bool },
    /// Every stream of the two breaks at a random byte.
    Cut(usize, usize),
    /// Their streams break after so many more bytes.
    CutWithin { from: usize, to: usize, bytes: usize },
    /// Nothing passes between the two.
    Part(usize, usize),
    /// It passes again.
    Join(usize, usize),
    /// A cable is pulled.
    Unplug(usize),
    /// And put back.
    Plug(usize),
    /// A service does not answer until it is published so many times.
    Deafen(usize, u32),
    /// It answers.
    Hear(usize),
    /// An old descriptor is served for so long.
    Stale(usize, Duration),
    /// What one says on open streams never arrives.
    Lose { from: usize, to: usize },
    /// All streams of one fall silent for ever.
    Strand(usize),
    /// The weather changes.
    Sky(Sky),
    /// What one says to another takes so long; `None` as the weather is.
    Slow { from: usize, to: usize, latency: Option<RangeInclusive<Duration>> },
    /// The dials of one take so long.
    SlowDials(usize, Option<RangeInclusive<Duration>>),
    /// Somebody presses "try now".
    TryNow { who: usize, whom: usize },
}

impl Script {
    /// The script of a seed.
    #[must_use]
    pub(super) fn draw(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let parties = dice.pick(&[2, 2, 2, 3, 3, 4, 5]).unwrap_or(2);
        let calm = dice.scale(&(secs(60)..=secs(600)));
        let pairs = acquaint(&mut dice, parties);
        let mut draft = Draft { dice, parties, pairs, calm, acts: Vec::new(), texts: 0 };
        draft.beginnings();
        draft.talk();
        draft.faults();
        draft.deeds();
        let Draft { pairs, mut acts, .. } = draft;
        acts.sort_by_key(|(at, _)| *at);
        Self { parties, pairs, acts, calm }
    }
}

/// A connected circle of acquaintances.
fn acquaint(dice: &mut Dice, parties: usize) -> Vec<(usize, usize, Meeting)> {
    let mut pairs = BTreeSet::new();
    for newcomer in 1..parties {
        pairs.insert((dice.index(newcomer), newcomer));
    }
    for a in 0..parties {
        for b in a + 1..parties {
            if dice.chance(40) {
                pairs.insert((a, b));
            }
        }
    }
    let mut meet = |(a, b)| (a, b, if dice.chance(25) { Meeting::Asked } else { Meeting::Mutual });
    pairs.into_iter().map(&mut meet).collect()
}

struct Draft {
    dice: Dice,
    parties: usize,
    pairs: Vec<(usize, usize, Meeting)>,
    calm: Duration,
    acts: Vec<(Duration, Act)>,
    texts: u64,
}

impl Draft {
    fn at(&mut self, at: Duration, act: Act) {
        self.acts.push((at, act));
    }

    fn beginnings(&mut self) {
        for who in 0..self.parties {
            let late = if self.dice.chance(80) { secs(10) } else { self.calm / 2 };
            let at = self.dice.time(&(secs(0)..=late));
            self.at(at, Act::Connect(who));
        }
    }

    fn talk(&mut self) {
        while self.texts < TEXTS {
            let burst = if self.dice.chance(30) { 2 + self.dice.below(BURST - 1) } else { 1 };
            let (from, to) = self.way();
            let texts = self.some_texts(from, to, burst);
            let at = self.moment();
            self.at(at, Act::Say { from, to, texts });
        }
    }

    fn faults(&mut self) {
        let faults = 4 + self.dice.below(22);
        for _ in 0..faults {
            let at = self.moment();
            let until = (at + self.dice.scale(&(secs(1)..=secs(180)))).min(self.calm);
            self.fault(at, until);
        }
    }

    fn fault(&mut self, at: Duration, until: Duration) {
        let who = self.dice.index(self.parties);
        let (from, to) = self.way();
        let mut both = |begin: Act, end: Act| {
            self.acts.push((at, begin));
            self.acts.push((until, end));
        };
        match self.dice.below(20) {
            0 | 1 => self.death(at, until),
            2 => self.death_amid_words(at, until),
            3 => {
                let skew = self.skew();
                self.at(at, Act::Close(who));
                self.at(until, Act::Rise { who, skew });
            }
            4 => {
                let told = self.dice.chance(50);
                self.at(at, Act::Sleep(who));
                self.at(until, Act::Wake { who, told });
            }
            5 | 6 => self.at(at, Act::Cut(from, to)),
            7 => {
                let bytes = self.dice.index(40_000);
                self.at(at, Act::CutWithin { from, to, bytes });
            }
            8 => both(Act::Part(from, to), Act::Join(from, to)),
            9 => both(Act::Unplug(who), Act::Plug(who)),
            10 => {
                let publications = u32::try_from(1 + self.dice.below(3)).unwrap_or(1);
                self.at(at, Act::Deafen(who, publications));
                self.at(until, Act::Hear(who));
            }
            11 => self.at(at, Act::Stale(who, until - at)),
            12 => self.at(at, Act::Lose { from, to }),
            13 => self.at(at, Act::Strand(who)),
            14 => both(Act::Sky(Sky::Rough), Act::Sky(Sky::Fair)),
            15 => both(Act::Sky(Sky::Black), Act::Sky(Sky::Fair)),
            16 => both(Act::Sky(Sky::Leaky), Act::Sky(Sky::Fair)),
            17 => {
                let latency = Some(self.range());
                self.at(at, Act::Slow { from, to, latency });
                self.at(until, Act::Slow { from, to, latency: None });
            }
            18 => {
                let range = Some(self.range());
                self.at(at, Act::SlowDials(who, range));
                self.at(until, Act::SlowDials(who, None));
            }
            _ => {
                both(Act::Disconnect(who), Act::Connect(who));
                self.at(until, Act::TryNow { who: from, whom: to });
            }
        }
    }

    fn death(&mut self, at: Duration, until: Duration) {
        let (who, power, skew) = (self.dice.index(self.parties), self.dice.chance(40), self.skew());
        self.at(at, Act::Die { who, power });
        self.at(until, Act::Rise { who, skew });
    }

    fn death_amid_words(&mut self, at: Duration, until: Duration) {
        let (from, to) = self.way();
        let burst = 1 + self.dice.below(BURST);
        let (texts, turn, skew) = (self.some_texts(from, to, burst), self.dice.index(4), self.skew());
        self.at(at, Act::DieSaying { from, to, texts, turn });
        self.at(until, Act::Rise { who: from, skew });
    }

    /// Often somebody has second thoughts about a text, before the others know the first.
    fn deeds(&mut self) {
        let mut number = 0;
        while number < DEEDS {
            let ((who, with), mut at, which) = (self.way(), self.moment(), self.dice.index(RECENT));
            let thoughts = if self.dice.chance(40) { 2 + self.dice.below(3) } else { 1 };
            for _ in 0..thoughts {
                let deed = self.deed(number);
                self.at(at, Act::Change { who, with, deed, which, dies: None });
                at = (at + self.dice.scale(&(Duration::from_millis(50)..=secs(10)))).min(self.calm);
                number += 1;
            }
            if self.dice.chance(12) {
                let (deed, dies, skew) = (self.deed(number), Some(self.dice.index(4)), self.skew());
                let until = (at + self.dice.scale(&(secs(1)..=secs(60)))).min(self.calm);
                self.at(at, Act::Change { who, with, deed, which, dies });
                self.at(until, Act::Rise { who, skew });
                number += 1;
            }
        }
    }

    /// Two edits and two reactions for each deletion.
    fn deed(&mut self, number: u64) -> Deed {
        match self.dice.below(5) {
            0 => Deed::Delete,
            1 | 2 => Deed::Edit(format!("v{number} {}", "я".repeat(self.dice.index(400)))),
            _ => Deed::React(self.dice.pick(&[None, Some("👍"), Some("❤️")]).flatten().map(str::to_owned)),
        }
    }

    /// A direction between two who know each other.
    fn way(&mut self) -> (usize, usize) {
        let (a, b, _) = self.dice.pick(&self.pairs).unwrap_or((0, 1, Meeting::Mutual));
        if self.dice.chance(50) { (a, b) } else { (b, a) }
    }

    fn moment(&mut self) -> Duration {
        self.dice.time(&(secs(0)..=self.calm))
    }

    /// Latency of one direction: 0.2 to 20 s, a little uneven.
    fn range(&mut self) -> RangeInclusive<Duration> {
        let least = self.dice.scale(&(Duration::from_millis(200)..=secs(18)));
        least..=(least * 11 / 10)
    }

    /// Wrong wall clocks: ten years, a day, or right.
    fn skew(&mut self) -> i64 {
        let sign = if self.dice.chance(50) { 1 } else { -1 };
        sign * self.dice.pick(&[0, 0, DAY, 3652 * DAY]).unwrap_or(0)
    }

    fn some_texts(&mut self, from: usize, to: usize, number: u64) -> Vec<String> {
        (0..number).map(|_| self.text(from, to)).collect()
    }

    /// A text that nobody says twice; one in six fills a larger frame.
    fn text(&mut self, from: usize, to: usize) -> String {
        self.texts += 1;
        let rest = match self.dice.below(24) {
            0 => self.dice.index(7_000),
            1..4 => self.dice.index(2_000),
            _ => self.dice.index(60),
        };
        format!("{from}>{to}#{} {}", self.texts, "ж".repeat(rest))
    }
}

/// So many seconds.
#[must_use]
pub(super) fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}
