//! What the system is told of this process's memory: it belongs into no file, and to no other program.
//!
//! Keys lie in pages that are kept out of the swap file (`sotto-crypto`); here the rest is done: no core dump when the
//! program crashes, and no look into it for other programs of the same user.

/// Closes the memory as far as the system lets us; what it refuses is as it was.
#[cfg(target_os = "linux")]
pub(crate) fn close() {
    use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    // Where it is refused there is no better way, and nobody to tell: this runs before everything else.
    let _dump = setrlimit(Resource::Core, none);
    let _look = set_dumpable_behavior(DumpableBehavior::NotDumpable);
}

/// Nothing is known of this system.
#[cfg(not(target_os = "linux"))]
pub(crate) fn close() {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    #[test]
    fn a_closed_memory_goes_into_no_core_dump_and_to_no_other_program() {
        close();
        assert_eq!(getrlimit(Resource::Core).maximum, Some(0));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    }
}
