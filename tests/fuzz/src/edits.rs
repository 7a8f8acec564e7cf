//! An input as edits of a genuine message: a mutation that keeps its form, most of the time.
//!
//! ```text
//!   xor     0 ‖ at[2] ‖ bits[1]
//!   put     1 ‖ at[2] ‖ len[1] ‖ bytes[len]
//!   cut     2 ‖ bytes kept[2]
//!   add     3 ‖ bytes added[2] ‖ their value[1]
//!   remove  4 ‖ at[2] ‖ len[1]
//!   whole   5 ‖ the message instead
//! ```
//! A kind counts modulo 6. An input without an edit is the genuine message.

use crate::input::Input;

/// Longest that additions make a message, in bytes: four of the largest records, so that no input is stopped for the heap that
/// its own edits take.
const LENGTH_MAX: usize = 256 * 1024;

/// A message that is changed in length and content. A place beyond its end is its end.
pub(crate) fn edited(genuine: &[u8], mut input: Input<'_>) -> Vec<u8> {
    let mut message = genuine.to_vec();
    while !input.is_empty() {
        match input.below(6) {
            2 => message.truncate(input.pair()),
            3 => {
                let longer = message.len() + input.pair();
                message.resize(longer.min(LENGTH_MAX.max(message.len())), input.byte());
            }
            4 => {
                let from = input.pair().min(message.len());
                let to = (from + usize::from(input.byte())).min(message.len());
                message.drain(from..to);
            }
            5 => return input.rest().to_vec(),
            kind => overwrite(kind, &mut message, &mut input),
        }
    }
    message
}

/// A plaintext that keeps its length: only `xor` and `put`.
pub(crate) fn overwritten(plain: &mut [u8], mut input: Input<'_>) {
    while !input.is_empty() {
        overwrite(input.below(2), plain, &mut input);
    }
}

fn overwrite(kind: u8, message: &mut [u8], input: &mut Input<'_>) {
    let at = input.pair().min(message.len());
    let place = message.iter_mut().skip(at);
    if kind == 0 {
        let bits = input.byte();
        place.take(1).for_each(|byte| *byte ^= bits);
    } else {
        let len = usize::from(input.byte());
        place.zip(input.take(len)).for_each(|(to, from)| *to = *from);
    }
}
