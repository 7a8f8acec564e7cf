//! ODS1 a second time, in a straight line from `docs/protocol.md`: both ends at once, every
//! intermediate value written down, nothing taken from the crate under test. HMAC and HKDF are
//! spelled out, static DH is done on the Edwards curve.

#[allow(dead_code, reason = "not every test binary needs it")]
pub(crate) mod verify;

use crate::common::Vector;
use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit,
    aead::{Aead, Payload},
};
use curve25519_dalek::{EdwardsPoint, MontgomeryPoint, Scalar, edwards::CompressedEdwardsY};
use data_encoding::HEXLOWER;
use serde_json::Value;
use sha2::{Digest, Sha256};
use x_wing::{Decapsulate, DecapsulationKey, Decapsulator, EncapsulationKey, KeyExport};

/// What a run depends on.
pub(crate) struct Inputs {
    /// `scalar ‖ prefix`.
    pub(crate) initiator: [u8; 64],
    pub(crate) responder: [u8; 64],
    pub(crate) initiator_coins: [u8; 64],
    pub(crate) responder_coins: [u8; 128],
    pub(crate) continuity: [u8; 32],
    pub(crate) script: Vec<Line>,
}

/// One record.
pub(crate) struct Line {
    pub(crate) from_initiator: bool,
    pub(crate) body: Vec<u8>,
    pub(crate) coins: [u8; 96],
}

impl Inputs {
    /// The inputs of a vector's file.
    pub(crate) fn of(file: &Value) -> Self {
        let fields = Vector::new(file["inputs"].clone());
        let line = |value: &Value| {
            let fields = Vector::new(value.clone());
            let from_initiator = value["from"] == "initiator";
            Line { from_initiator, body: fields.bytes("body"), coins: fields.array("coins") }
        };
        Self {
            initiator: fields.array("initiator_expanded"),
            responder: fields.array("responder_expanded"),
            initiator_coins: fields.array("initiator_coins"),
            responder_coins: fields.array("responder_coins"),
            continuity: fields.array("continuity"),
            script: file["inputs"]["script"].as_array().unwrap().iter().map(line).collect(),
        }
    }
}

/// Everything that a run yields.
#[derive(Default)]
pub(crate) struct Trace {
    /// Names and hex, in order of appearance.
    pub(crate) values: Vec<(String, String)>,
    /// M1, M2, M3, then the records.
    pub(crate) messages: Vec<Vec<u8>>,
    /// What the responder would send instead of its first record.
    pub(crate) alert: Vec<u8>,
}

struct Noise {
    ck: [u8; 32],
    h: [u8; 32],
    k: [u8; 32],
    n: u64,
}

/// The ratchet as somebody sees it who knows both ends; every record is read before the next is sent.
struct Ratchet {
    sid: [u8; 32],
    root: [u8; 32],
    epoch: u32,
    /// The key that was offered last, to which the next epoch encapsulates.
    offered: DecapsulationKey,
    /// Chain, header tail and count of the last epoch of the responder and of the initiator.
    sides: [Side; 2],
}

#[derive(Clone, Default)]
struct Side {
    epoch: u32,
    previous: u32,
    n: u32,
    offer: Vec<u8>,
    chain: [u8; 32],
    /// Whether the peer's latest epoch asks this side to step.
    turn: bool,
}

impl Trace {
    fn note(&mut self, name: impl Into<String>, value: &[u8]) {
        self.values.push((name.into(), HEXLOWER.encode(value)));
    }

    fn message(&mut self, name: &str, message: Vec<u8>) {
        self.note(format!("SHA-256({name})"), &sha256(&[&message]));
        self.messages.push(message);
    }

    fn state(&mut self, when: &str, noise: &Noise) {
        self.note(format!("{when}: ck"), &noise.ck);
        self.note(format!("{when}: k"), &noise.k);
        self.note(format!("{when}: h"), &noise.h);
    }
}

impl Noise {
    fn mix_hash(&mut self, data: &[u8]) {
        self.h = sha256(&[&self.h, data]);
    }

    fn mix_key(&mut self, input: &[u8]) {
        let okm = hkdf(&self.ck, input, b"", 64);
        (self.ck, self.k, self.n) = (array(&okm[..32]), array(&okm[32..]), 0);
    }

    fn mix_psk(&mut self, psk: &[u8]) {
        let okm = hkdf(&self.ck, psk, b"", 96);
        self.mix_hash(&okm[32..64]);
        (self.ck, self.k, self.n) = (array(&okm[..32]), array(&okm[64..]), 0);
    }

    fn encrypt(&mut self, text: &[u8]) -> Vec<u8> {
        let nonce: [u8; 12] = array(&[&[0; 4][..], &self.n.to_le_bytes()].concat());
        let sealed = seal(&self.k, &nonce, &self.h, text);
        self.mix_hash(&sealed);
        self.n += 1;
        sealed
    }
}

/// All secrets of both ends, and what follows from each alone.
struct Ends {
    a: Scalar,
    a_pub: [u8; 32],
    b: Scalar,
    b_pub: [u8; 32],
    e_a: [u8; 32],
    e_a_pub: [u8; 32],
    dk_a1: DecapsulationKey,
    e_b: [u8; 32],
    e_b_pub: [u8; 32],
    dk_b0: DecapsulationKey,
}

impl Ends {
    fn new(inputs: &Inputs) -> Self {
        let (a, b) = (scalar(&inputs.initiator), scalar(&inputs.responder));
        let (e_a, e_b) = (array(&inputs.initiator_coins[..32]), array(&inputs.responder_coins[..32]));
        Self {
            a,
            a_pub: EdwardsPoint::mul_base(&a).compress().0,
            b,
            b_pub: EdwardsPoint::mul_base(&b).compress().0,
            e_a,
            e_a_pub: MontgomeryPoint::mul_base_clamped(e_a).0,
            dk_a1: DecapsulationKey::from(array::<32>(&inputs.initiator_coins[32..])),
            e_b,
            e_b_pub: MontgomeryPoint::mul_base_clamped(e_b).0,
            dk_b0: DecapsulationKey::from(array::<32>(&inputs.responder_coins[96..])),
        }
    }
}

/// The whole run.
pub(crate) fn run(inputs: &Inputs) -> Trace {
    let mut trace = Trace::default();
    let ends = Ends::new(inputs);
    trace.note("A", &ends.a_pub);
    trace.note("B", &ends.b_pub);
    let name = sha256(&[b"Noise_XKhfs+psk3_25519+XWing_ChaChaPoly_SHA256"]);
    let mut noise = Noise { ck: name, h: name, k: [0; 32], n: 0 };
    noise.mix_hash(b"ODS1\x01");
    noise.mix_hash(&ends.b_pub); // <- s
    trace.note("after prologue and B: h", &noise.h);
    m1(&ends, &mut noise, &mut trace);
    m2(&ends, &array(&inputs.responder_coins[32..96]), &mut noise, &mut trace);
    m3(&ends, &inputs.continuity, &mut noise, &mut trace);
    talk(&noise, ends.dk_b0, &inputs.script, &mut trace);
    trace
}

/// `-> e, es, e1`
fn m1(ends: &Ends, noise: &mut Noise, trace: &mut Trace) {
    let Ends { e_a, e_a_pub, b, b_pub, dk_a1, .. } = ends;
    noise.mix_hash(e_a_pub);
    noise.mix_key(e_a_pub);
    let es = agree(MontgomeryPoint(montgomery(b_pub)).mul_clamped(*e_a), MontgomeryPoint(*e_a_pub) * b);
    trace.note("e_A", e_a_pub);
    trace.note("es", &es);
    noise.mix_key(&es);
    trace.state("after es", noise);
    let sealed_ek = noise.encrypt(&dk_a1.encapsulation_key().to_bytes());
    let sealed_payload = noise.encrypt(&padded(&[&[1, 0]], 2816));
    trace.message("M1", [&e_a_pub[..], &sealed_ek, &sealed_payload].concat());
    trace.note("after M1: h", &noise.h);
}

/// `<- e, ee, ekem1`
fn m2(ends: &Ends, kem_coins: &[u8; 64], noise: &mut Noise, trace: &mut Trace) {
    let Ends { e_a, e_a_pub, e_b, e_b_pub, dk_a1, dk_b0, .. } = ends;
    noise.mix_hash(e_b_pub);
    noise.mix_key(e_b_pub);
    let ee = agree(MontgomeryPoint(*e_a_pub).mul_clamped(*e_b), MontgomeryPoint(*e_b_pub).mul_clamped(*e_a));
    trace.note("e_B", e_b_pub);
    trace.note("ee", &ee);
    noise.mix_key(&ee);
    trace.state("after ee", noise);
    let (ct, ss) = encapsulate(dk_a1, kem_coins);
    let sealed_ct = noise.encrypt(&ct);
    noise.mix_key(&ss);
    trace.note("SHA-256(ct_1)", &sha256(&[&ct]));
    trace.note("ss_1", &ss);
    trace.state("after ekem1", noise);
    let ek_b0 = dk_b0.encapsulation_key().to_bytes();
    let sealed_payload = noise.encrypt(&padded(&[&[1], &ek_b0, &[0]], 2912));
    trace.message("M2", [&e_b_pub[..], &sealed_ct, &sealed_payload].concat());
    trace.note("SHA-256(ek_B0)", &sha256(&[&ek_b0]));
    trace.note("after M2: h", &noise.h);
}

/// `-> s, se, psk`, and the alert that may answer it.
fn m3(ends: &Ends, continuity: &[u8; 32], noise: &mut Noise, trace: &mut Trace) {
    let Ends { a, a_pub, b, b_pub, e_b, e_b_pub, .. } = ends;
    let sealed_identity = noise.encrypt(a_pub);
    let se = agree(MontgomeryPoint(*e_b_pub) * a, MontgomeryPoint(montgomery(a_pub)).mul_clamped(*e_b));
    trace.note("se", &se);
    noise.mix_key(&se);
    trace.state("after se", noise);
    let alert_key = hkdf(&noise.h, &noise.ck, b"ODS1 alert", 32);
    trace.note("alert", &alert_key);
    trace.alert = seal(&array(&alert_key), &[0; 12], b"", &padded(&[&[1]], 4080));
    trace.note("SHA-256(alert block)", &sha256(&[&trace.alert]));
    let statics = agree((decompress(b_pub) * a).to_montgomery(), (decompress(a_pub) * b).to_montgomery());
    let psk = hkdf(continuity, &statics, &[&b"ODS1 pair psk"[..], a_pub, b_pub].concat(), 32);
    trace.note("DH(A, B)", &statics);
    trace.note("psk", &psk);
    noise.mix_psk(&psk);
    trace.state("after psk", noise);
    let sealed_payload = noise.encrypt(&padded(&[&[1, 0]], 4032));
    trace.message("M3", [sealed_identity, sealed_payload].concat());
    trace.note("final h", &noise.h);
}

/// The key schedule, and every record.
fn talk(noise: &Noise, dk_b0: DecapsulationKey, script: &[Line], trace: &mut Trace) {
    let ms = hkdf(&noise.ck, &noise.h, b"ODS1 master", 32);
    trace.note("MS", &ms);
    let [sid, root, ..] = ["session id", "root", "continuity", "sas", "exporter"].map(|label| {
        let key = hkdf(&noise.h, &ms, format!("ODS1 {label}").as_bytes(), 32);
        trace.note(label, &key);
        array(&key)
    });
    let first = Side { turn: true, ..Side::default() };
    let mut ratchet = Ratchet { sid, root, epoch: 0, offered: dk_b0, sides: [Side::default(), first] };
    for line in script {
        ratchet.record(line, trace);
    }
}

impl Ratchet {
    fn record(&mut self, line: &Line, trace: &mut Trace) {
        let at = usize::from(line.from_initiator);
        if self.sides[at].turn {
            self.step(at, line, trace);
        }
        let number = trace.messages.len() - 2;
        let side = &mut self.sides[at];
        let message = hmac(&side.chain, &[&[1]]);
        side.chain = hmac(&side.chain, &[&[2]]);
        let nonce = [&[0; 4][..], &side.epoch.to_be_bytes(), &side.n.to_be_bytes()].concat();
        trace.note(format!("record {number}: MK"), &message);
        trace.note(format!("record {number}: nonce"), &nonce);
        let class =
            [1727, 5823, 14015, 30399, 63167].iter().position(|most| line.body.len() <= *most).unwrap();
        let mut record = vec![u8::try_from(class).unwrap()];
        for number in [side.epoch, side.previous, side.n] {
            record.extend(number.to_be_bytes());
        }
        record.extend(&side.offer);
        side.n += 1;
        let room = (4096 << class) - record.len() - 16;
        let text = padded(&[&u32::try_from(line.body.len()).unwrap().to_be_bytes(), &line.body], room);
        let ad = [&self.sid[..], &record[..13], &sha256(&[&side.offer])].concat();
        trace.note(format!("record {number}: associated data"), &ad);
        record.extend(seal(&message, &array(&nonce), &ad, &text));
        trace.message(&format!("record {number}"), record);
    }

    fn step(&mut self, at: usize, line: &Line, trace: &mut Trace) {
        let (ct, ss) = encapsulate(&self.offered, &array(&line.coins[32..]));
        self.offered = DecapsulationKey::from(array::<32>(&line.coins[..32]));
        self.epoch += 1;
        let offer = [&self.offered.encapsulation_key().to_bytes()[..], &ct].concat();
        let info = [&b"ODS1 ratchet"[..], &self.sid, &self.epoch.to_be_bytes(), &sha256(&[&offer])].concat();
        let okm = hkdf(&self.root, &ss, &info, 64);
        self.root = array(&okm[..32]);
        let previous = self.sides[at].n;
        let epoch = self.epoch;
        self.sides[at] = Side { epoch, previous, n: 0, offer, chain: array(&okm[32..]), turn: false };
        self.sides[1 - at].turn = true;
        trace.note(format!("epoch {epoch}: ss"), &ss);
        trace.note(format!("epoch {epoch}: SHA-256(ek ‖ ct)"), &sha256(&[&self.sides[at].offer]));
        trace.note(format!("epoch {epoch}: RK"), &self.root);
        trace.note(format!("epoch {epoch}: CK"), &self.sides[at].chain);
    }
}

/// RFC 5869, spelled out.
pub(crate) fn hkdf(salt: &[u8], ikm: &[u8], info: &[u8], len: usize) -> Vec<u8> {
    let prk = hmac(salt, &[ikm]);
    let (mut okm, mut block) = (Vec::new(), Vec::new());
    for counter in 1u8.. {
        if okm.len() >= len {
            break;
        }
        block = hmac(&prk, &[&block, info, &[counter]]).to_vec();
        okm.extend(&block);
    }
    okm.truncate(len);
    okm
}

/// RFC 2104, spelled out; keys of at most one block.
pub(crate) fn hmac(key: &[u8], data: &[&[u8]]) -> [u8; 32] {
    let mut pad = [0; 64];
    pad[..key.len()].copy_from_slice(key);
    let inner = sha256(&[&[&pad.map(|byte| byte ^ 0x36)[..]], data].concat());
    sha256(&[&pad.map(|byte| byte ^ 0x5c), &inner])
}

pub(crate) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    Sha256::digest(parts.concat()).into()
}

fn seal(key: &[u8; 32], nonce: &[u8; 12], aad: &[u8], msg: &[u8]) -> Vec<u8> {
    ChaCha20Poly1305::new(key.into()).encrypt(nonce.into(), Payload { msg, aad }).unwrap()
}

/// Encapsulates, and checks that the other side gets the same secret.
fn encapsulate(own: &DecapsulationKey, coins: &[u8; 64]) -> (Vec<u8>, [u8; 32]) {
    let peer = EncapsulationKey::try_from(&own.encapsulation_key().to_bytes()[..]).unwrap();
    let (ct, shared) = peer.encapsulate_deterministic(coins.into());
    assert_eq!(own.decapsulate(&ct), shared);
    (ct.to_vec(), shared.0)
}

/// What both ends computed.
fn agree(one: MontgomeryPoint, other: MontgomeryPoint) -> [u8; 32] {
    assert_eq!(one, other);
    one.0
}

fn scalar(expanded: &[u8; 64]) -> Scalar {
    Scalar::from_bytes_mod_order(array(&expanded[..32]))
}

fn decompress(public: &[u8; 32]) -> EdwardsPoint {
    CompressedEdwardsY(*public).decompress().unwrap()
}

fn montgomery(public: &[u8; 32]) -> [u8; 32] {
    decompress(public).to_montgomery().0
}

fn padded(parts: &[&[u8]], len: usize) -> Vec<u8> {
    let mut text = parts.concat();
    assert!(text.len() <= len);
    text.resize(len, 0);
    text
}

fn array<const N: usize>(bytes: &[u8]) -> [u8; N] {
    bytes.try_into().unwrap()
}
