//! One target under libFuzzer: `cargo xtask fuzz` builds and runs this.
//!
//! `SOTTO_FUZZ_TARGET` names the target; the arguments are libFuzzer's: folders to fuzz with, files to replay.
#![no_main]

use cap::Cap;
use libfuzzer_sys::fuzz_target;
use sotto_fuzz::{Target, target};
use std::{alloc::System, env, panic, sync::LazyLock};

/// What a target may take from the heap for one input, in bytes; as in `tests/replay.rs`.
const HEAP_MAX: usize = 16 * 1024 * 1024;

/// Ends the process when more is taken.
#[global_allocator]
static HEAP: Cap<System> = Cap::new(System, usize::MAX);

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    let name = env::var("SOTTO_FUZZ_TARGET").expect("SOTTO_FUZZ_TARGET names the target");
    target(&name).expect("a target of that name")
});

fuzz_target!(
    init: {
        let report = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            unbound(); // the report takes more than any target
            report(panic);
        }));
    },
    |input: &[u8]| {
        let run = TARGET.run;
        HEAP.set_limit(HEAP.allocated() + HEAP_MAX).expect("more than is taken");
        run(input);
        unbound();
    }
);

fn unbound() {
    HEAP.set_limit(usize::MAX).expect("no limit");
}
