//! SQLite's write-ahead log as bytes (sqlite.org, "Database File Format", section 4).

/// Bytes before the first frame.
pub(super) const HEADER: usize = 32;
/// Bytes of a frame: 24 of its own and a page.
pub(super) const FRAME: usize = 24 + PAGE;
/// Bytes of a page.
pub(super) const PAGE: usize = 4096;

/// A reader that goes from frame to frame as long as they are valid.
#[derive(Clone, Debug)]
pub(super) struct Walk {
    header: [u8; HEADER],
    sums: [u32; 2],
    /// Valid frames so far.
    pub(super) frames: usize,
}

impl Walk {
    /// Before the first frame; `None` without a whole header.
    pub(super) fn begin(log: &[u8]) -> Option<Self> {
        let header: [u8; HEADER] = log.get(..HEADER)?.try_into().ok()?;
        let sums = sum(&header, [0; 2], &header[..24])?;
        (stored(&header[24..]) == Some(sums)).then_some(Self { header, sums, frames: 0 })
    }

    /// Whether the log has been begun anew since.
    pub(super) fn is_of(&self, log: &[u8]) -> bool {
        log.starts_with(&self.header)
    }

    /// On to the last valid frame.
    pub(super) fn go_on(&mut self, log: &[u8]) {
        while let Some(frame) = log.get(start_of(self.frames)..start_of(self.frames + 1)) {
            let salted = frame[8..16] == self.header[16..24];
            match self.after(frame).filter(|sums| salted && stored(&frame[16..24]) == Some(*sums)) {
                Some(sums) => self.sums = sums,
                None => return,
            }
            self.frames += 1;
        }
    }

    fn after(&self, frame: &[u8]) -> Option<[u32; 2]> {
        let half = sum(&self.header, self.sums, &frame[..8])?;
        sum(&self.header, half, &frame[24..])
    }
}

/// Where the frame of that index, counted from 0, begins.
pub(super) fn start_of(frame: usize) -> usize {
    HEADER + frame * FRAME
}

/// Makes every checksum right again, as whoever can write the file could.
pub(super) fn forge(log: &mut [u8]) {
    let Some(mut walk) = Walk::begin(log) else { return };
    while let Some(frame) = log.get_mut(start_of(walk.frames)..start_of(walk.frames + 1)) {
        let Some(sums) = walk.after(frame) else { return };
        frame[16..20].copy_from_slice(&sums[0].to_be_bytes());
        frame[20..24].copy_from_slice(&sums[1].to_be_bytes());
        walk.sums = sums;
        walk.frames += 1;
    }
}

fn stored(bytes: &[u8]) -> Option<[u32; 2]> {
    let first = u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?);
    Some([first, u32::from_be_bytes(bytes.get(4..8)?.try_into().ok()?)])
}

/// The log's running checksum, over words of the order that its header names.
fn sum(header: &[u8; HEADER], [mut first, mut second]: [u32; 2], bytes: &[u8]) -> Option<[u32; 2]> {
    let big = match u32::from_be_bytes(header[..4].try_into().ok()?) {
        0x377f_0682 => false,
        0x377f_0683 => true,
        _ => return None,
    };
    let word = |bytes: [u8; 4]| if big { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
    for pair in bytes.as_chunks::<8>().0 {
        let [a, b, c, d, e, f, g, h] = *pair;
        first = first.wrapping_add(word([a, b, c, d])).wrapping_add(second);
        second = second.wrapping_add(word([e, f, g, h])).wrapping_add(first);
    }
    Some([first, second])
}
