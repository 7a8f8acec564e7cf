//! An X server without a screen, and the memory that it draws into.

use crate::program;
use anyhow::{Context, Result, ensure};
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// The window's size as it opens, so the screen's.
const SIZE: (u32, u32) = (1080, 720);
/// The file of the first screen in Xvfb's folder, in the form of xwd(1).
const MEMORY: &str = "Xvfb_screen0";
/// Fields of its header (`XWDFile.h`), as their place among its 32-bit big-endian numbers.
const HEADER_SIZE: u64 = 0;
const BYTES_PER_LINE: u64 = 12;
const COLOURS: u64 = 19;
/// Bytes of an entry of its table of colours.
const COLOUR_ENTRY: u32 = 12;
/// Bytes of a pixel: blue, green, red, nothing.
const PIXEL: u32 = 4;

/// Red, green, blue.
pub type Rgb = [u8; 3];

static STARTED: AtomicU32 = AtomicU32::new(0);

/// An X server without a screen. Dropping it ends it.
#[derive(Debug)]
pub struct Screen {
    server: Child,
    display: String,
    xdotool: PathBuf,
    import: PathBuf,
    folder: PathBuf,
    memory: File,
    /// Where the pixels begin in it, and the bytes of a row.
    layout: (u32, u32),
}

impl Screen {
    /// Starts a server on a free display.
    ///
    /// # Errors
    /// Xvfb, xdotool or ImageMagick is missing, or the server does not start.
    pub fn start() -> Result<Self> {
        let xdotool = program::find("xdotool", "xdotool")?;
        let import = program::find("import", "imagemagick")?;
        let geometry = format!("{}x{}x24", SIZE.0, SIZE.1);
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("sotto-screen-{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).context("making the folder of the screen")?;
        // the server chooses a free number and says it; no key repeats, however slow the machine
        let mut server = Command::new(program::find("Xvfb", "xvfb")?)
            .args(["-displayfd", "1", "-screen", "0", &geometry, "-nolisten", "tcp", "-noreset", "-r"])
            .arg("-fbdir")
            .arg(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("starting Xvfb")?;
        let mut number = String::new();
        let output = server.stdout.take().context("what Xvfb says")?;
        BufReader::new(output).read_line(&mut number).context("the display of Xvfb")?;
        ensure!(!number.trim().is_empty(), "Xvfb ended at once");
        let memory = File::open(folder.join(MEMORY)).context("the memory of the screen")?;
        let layout = layout(&memory)?;
        let display = format!(":{}", number.trim());
        Ok(Self { server, display, xdotool, import, folder, memory, layout })
    }

    /// Its name.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Columns and rows.
    #[must_use]
    pub fn size(&self) -> (u32, u32) {
        SIZE
    }

    /// xdotool on this screen.
    #[must_use]
    pub fn xdotool(&self) -> Command {
        let mut command = Command::new(&self.xdotool);
        command.env("DISPLAY", &self.display);
        command
    }

    /// The colours of an area, three bytes a pixel: red, green, blue.
    ///
    /// # Errors
    /// It is not on the screen, or the memory cannot be read.
    pub fn pixels(&self, (x, y): (u32, u32), (width, height): (u32, u32)) -> Result<Vec<u8>> {
        ensure!(x + width <= SIZE.0 && y + height <= SIZE.1, "this is not on the screen");
        let (begin, row) = self.layout;
        let mut line = vec![0; (width * PIXEL) as usize];
        let mut pixels = Vec::with_capacity((width * height * 3) as usize);
        for y in y..y + height {
            let at = u64::from(begin) + u64::from(row) * u64::from(y) + u64::from(x * PIXEL);
            self.memory.read_exact_at(&mut line, at).context("reading the screen")?;
            let colours = line.chunks_exact(PIXEL as usize);
            pixels.extend(colours.flat_map(|pixel| pixel.iter().take(3).rev().copied()));
        }
        Ok(pixels)
    }

    /// Writes a picture of it, as PNG.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn picture(&self, file: &Path) -> Result<()> {
        let mut import = Command::new(&self.import);
        import.env("DISPLAY", &self.display).args(["-silent", "-window", "root", "-strip"]).arg(file);
        ensure!(import.status()?.success(), "import failed");
        Ok(())
    }
}

/// Where the pixels begin, and the bytes of a row.
fn layout(memory: &File) -> Result<(u32, u32)> {
    let field = |place: u64| -> Result<u32> {
        let mut number = [0; 4];
        memory.read_exact_at(&mut number, place * 4).context("the header of the screen")?;
        Ok(u32::from_be_bytes(number))
    };
    Ok((field(HEADER_SIZE)? + field(COLOURS)? * COLOUR_ENTRY, field(BYTES_PER_LINE)?))
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}
