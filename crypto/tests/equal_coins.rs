//! Ten thousand runs of each role: with equal coins, the real H and whoever plays H from its *public* key
//! send the same bytes. H and its double talk to one and the same M, step by step; `deniability.rs` says
//! what that shows, and tries longer conversations.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may fail, and says its figure"
)]

mod common;

use common::{Coins, expanded};
use sotto_crypto::{
    Continuity, IdentityKey, Session, SimulatedPeer, StaticDh,
    initiator::{self, AwaitReply},
    responder::{self, AwaitProof},
};

/// Runs of each role, shared out over the tests that run side by side.
const RUNS: u64 = 10_000;
const TESTS: u64 = 8;

/// What H and its double sent, compared.
#[derive(Default)]
struct Compared {
    bytes: usize,
    differing: usize,
}

/// Everything that is random in one run.
struct Run {
    m: IdentityKey,
    h: IdentityKey,
    continuity: Continuity,
    coins_of_m: Coins,
    coins_of_h: Coins,
    /// After the first two records: who speaks (`true` is H), and how much.
    script: Vec<(bool, usize)>,
}

impl Run {
    fn new(role: &str, number: u64) -> Self {
        let mut coins = Coins::new(&format!("{role} {number}"));
        let mut identity = || IdentityKey::from_expanded(&expanded(&coins.draw())).unwrap();
        let (m, h) = (identity(), identity());
        let met = coins.draw::<1>()[0] & 1 == 1;
        let continuity = if met { Continuity::from_bytes(coins.draw()) } else { Continuity::first_contact() };
        let [lines, speakers, lens @ ..] = coins.draw::<5>();
        let line = |at: u8, len: u8| (speakers >> at & 1 == 1, usize::from(len) * 9);
        let script = (0..lines % 4).zip(lens).map(|(at, len)| line(at, len)).collect();
        let [coins_of_m, coins_of_h] = [(); 2].map(|()| Coins::from_seed(&coins.draw::<32>()));
        Self { m, h, continuity, coins_of_m, coins_of_h, script }
    }
}

impl Compared {
    /// The one message that both sent.
    fn one(&mut self, [real, double]: [Vec<u8>; 2]) -> Vec<u8> {
        self.bytes += real.len();
        self.differing += real.len().abs_diff(double.len());
        self.differing += real.iter().zip(&double).filter(|(one, other)| one != other).count();
        real
    }

    /// The rest of a conversation: M reads what both sent, and both read what M sends.
    fn talk(&mut self, run: &mut Run, mut m: Session, mut both: [Session; 2]) {
        for (h_speaks, len) in &run.script {
            let body = vec![7; *len];
            if *h_speaks {
                let coins = run.coins_of_h.clone();
                run.coins_of_h.step();
                let record = self.one(both.each_mut().map(|h| h.seal(&body, coins.clone().step()).unwrap()));
                assert_eq!(m.open(&record).unwrap(), body);
            } else {
                let record = m.seal(&body, run.coins_of_m.step()).unwrap();
                for h in &mut both {
                    assert_eq!(h.open(&record).unwrap(), body);
                }
            }
        }
    }
}

/// H dials M.
fn h_is_initiator(compared: &mut Compared, run: &mut Run) {
    let double = SimulatedPeer::initiator(run.h.public(), &run.m, &run.coins_of_m.clone().responder());
    let both: [&dyn StaticDh; 2] = [&run.h, &double];
    let [real, faked] =
        both.map(|h| initiator::start(h, run.m.public(), run.coins_of_h.clone().initiator()).unwrap());
    let m1 = compared.one([real.0, faked.0]);
    let (m2, await_proof) = responder::reply(&run.m, &m1, run.coins_of_m.responder()).unwrap();
    let prove = |h, await_reply: AwaitReply| {
        let (m3, mut await_confirm) = await_reply.read(&m2).unwrap().prove(h, &run.continuity).unwrap();
        let mut coins = run.coins_of_h.clone();
        coins.initiator();
        let first = await_confirm.seal(b"hello", coins.step()).unwrap();
        ((m3, first), await_confirm)
    };
    let [(real, real_end), (faked, faked_end)] = [prove(both[0], real.1), prove(both[1], faked.1)];
    let m3 = compared.one([real.0, faked.0]);
    let first = compared.one([real.1, faked.1]);
    let identified = await_proof.identify(&run.m, &m3).unwrap();
    let (await_first, _) = identified.accept(&run.m, std::slice::from_ref(&run.continuity)).unwrap();
    let (mut m, _) = await_first.confirm(&first).unwrap();
    let second = m.seal(b"welcome", run.coins_of_m.step()).unwrap();
    let both = [real_end, faked_end].map(|end| end.confirm(&second).unwrap().0);
    run.coins_of_h.initiator();
    run.coins_of_h.step();
    compared.talk(run, m, both);
}

/// M dials H.
fn h_is_responder(compared: &mut Compared, run: &mut Run) {
    let double = SimulatedPeer::responder(run.h.public(), &run.m, &run.coins_of_m.clone().initiator());
    let both: [&dyn StaticDh; 2] = [&run.h, &double];
    let (m1, await_reply) = initiator::start(&run.m, run.h.public(), run.coins_of_m.initiator()).unwrap();
    let [real, faked] = both.map(|h| responder::reply(h, &m1, run.coins_of_h.clone().responder()).unwrap());
    let m2 = compared.one([real.0, faked.0]);
    let (m3, mut await_confirm) = await_reply.read(&m2).unwrap().prove(&run.m, &run.continuity).unwrap();
    let first = await_confirm.seal(b"hello", run.coins_of_m.step()).unwrap();
    let accept = |h, await_proof: AwaitProof| {
        let identified = await_proof.identify(h, &m3).unwrap();
        let (await_first, _) = identified.accept(h, std::slice::from_ref(&run.continuity)).unwrap();
        await_first.confirm(&first).unwrap().0
    };
    let mut both = [accept(both[0], real.1), accept(both[1], faked.1)];
    run.coins_of_h.responder();
    let coins = run.coins_of_h.clone();
    run.coins_of_h.step();
    let second = compared.one(both.each_mut().map(|h| h.seal(b"welcome", coins.clone().step()).unwrap()));
    let (m, _) = await_confirm.confirm(&second).unwrap();
    compared.talk(run, m, both);
}

/// One share of the runs of a role.
fn share(role: &str, play: fn(&mut Compared, &mut Run), of: u64) {
    let mut compared = Compared::default();
    let mut runs = 0;
    for number in (0..RUNS).filter(|number| number % TESTS == of) {
        play(&mut compared, &mut Run::new(role, number));
        runs += 1;
    }
    println!("{runs} runs {role}: {} bytes, {} differ", compared.bytes, compared.differing);
    assert_eq!((runs, compared.differing), (RUNS / TESTS, 0));
    assert!(compared.bytes as u64 > runs * 2 * 4096);
}

/// A test a share, so that they run side by side.
macro_rules! shares {
    ($role:ident, $play:ident) => {
        shares! { $role, $play:
            equal_coins_equal_bytes_1 0
            equal_coins_equal_bytes_2 1
            equal_coins_equal_bytes_3 2
            equal_coins_equal_bytes_4 3
            equal_coins_equal_bytes_5 4
            equal_coins_equal_bytes_6 5
            equal_coins_equal_bytes_7 6
            equal_coins_equal_bytes_8 7
        }
    };
    ($role:ident, $play:ident: $($name:ident $of:literal)+) => {
        mod $role {
            $(
                #[test]
                fn $name() {
                    super::share(stringify!($role), super::$play, $of);
                }
            )+
        }
    };
}

shares! { as_initiator, h_is_initiator }
shares! { as_responder, h_is_responder }
