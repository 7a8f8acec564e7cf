//! Two parties under random operations, always the same ones.

use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};
use sotto_fuzz::target;

/// Random conversations.
const CASES: u32 = 200;

#[test]
fn two_parties_hear_what_was_said_in_order_and_once_whatever_happens_between_them() {
    let two_parties = target("two_parties").expect("a target").run;
    let config = Config { cases: CASES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let operations = prop::collection::vec(any::<u8>(), 0..300);
    runner
        .run(&operations, |input| {
            two_parties(&input);
            Ok(())
        })
        .unwrap();
}
