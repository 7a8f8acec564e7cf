//! A run of the question-and-answer check, written down from section 16 line by line.

use super::{hkdf, hmac};
use curve25519_dalek::{RistrettoPoint, Scalar};
use sha2::{Digest, Sha256, Sha512};

/// Everything that a run is made of.
pub(crate) struct Inputs<'a> {
    pub(crate) asker: [u8; 32],
    pub(crate) answerer: [u8; 32],
    pub(crate) sid: [u8; 32],
    pub(crate) question: &'a str,
    /// The answer in its form.
    pub(crate) form: &'a str,
    pub(crate) asker_coins: [u8; 64],
    pub(crate) answerer_coins: [u8; 64],
}

/// Every value in order of appearance, the three messages last.
pub(crate) fn run(inputs: &Inputs<'_>) -> Vec<(&'static str, Vec<u8>)> {
    let Inputs { asker, answerer, sid, .. } = inputs;
    let prs: [u8; 32] = Sha256::digest([b"ODS1 verify", inputs.form.as_bytes()].concat()).into();
    let ci = [&[11], &b"ODS1 verify"[..], &[32], asker, &[32], answerer].concat();
    let of_sid = [&[32], &sid[..]].concat();
    let string =
        [&[&[17], &b"CPaceRistretto255"[..], &[32], &prs, &[76], &[0; 76]].concat()[..], &[78], &ci, &of_sid]
            .concat();
    let hash: [u8; 64] = Sha512::digest(&string).into();
    let g = RistrettoPoint::from_uniform_bytes(&hash);
    let [y_a, y_b] =
        [inputs.asker_coins, inputs.answerer_coins].map(|coins| Scalar::from_bytes_mod_order_wide(&coins));
    let [share_a, share_b] = [y_a, y_b].map(|y| (g * y).compress().0);
    let k = (g * (y_a * y_b)).compress().0;
    let of_a = [&[32], &share_a[..], &[32], asker].concat();
    let of_b = [&[32], &share_b[..], &[32], answerer].concat();
    let isk =
        Sha512::digest([&[21], &b"CPaceRistretto255_ISK"[..], &of_sid, &[32], &k, &of_a, &of_b].concat());
    let mk = hkdf(&[0; 32], &isk, b"ODS1 verify mac", 32);
    let (tag_a, tag_b) = (hmac(&mk, &[&[1], &of_a]), hmac(&mk, &[&[2], &of_b]));
    vec![
        ("PRS", prs.to_vec()),
        ("CI", ci),
        ("g", g.compress().0.to_vec()),
        ("K", k.to_vec()),
        ("ISK", isk.to_vec()),
        ("mk", mk),
        ("Ta", tag_a.to_vec()),
        ("Tb", tag_b.to_vec()),
        ("VERIFY1", [&share_a[..], inputs.question.as_bytes()].concat()),
        ("VERIFY2", [share_b, tag_b].concat()),
        ("VERIFY3", tag_a.to_vec()),
    ]
}
