//! The pictures that people look at: `docs/screens`, and the film of the first run for the README.

use super::manifest::folder;
use super::*;
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

/// Between the frames of the film, in pixels.
const GAP: usize = 16;
/// What lies between them, and the window of each, in pixels.
const BETWEEN: [u8; 3] = [0x8a, 0x94, 0x99];
const FRAME: Size = Size::new(400.0, 700.0);
/// Colours of a picture at most.
const COLOURS: usize = 256;
/// Of the film.
const FILM: &str = "first-run.png";

/// A picture without transparency.
struct Picture {
    width: usize,
    height: usize,
    /// Red, green and blue of every pixel, line by line.
    colours: Vec<u8>,
}

/// One more way in which a main screen is shown: the end of the file's name, what it is called, and how it is looked at.
struct Way {
    end: &'static str,
    called: &'static str,
    setting: Setting,
}

/// The other ways.
fn ways() -> [Way; 5] {
    let plain = Setting::plain();
    let look = |appearance, contrast| Setting { look: Look { appearance, contrast }, ..plain };
    let speaking = |language| Setting { language, ..plain };
    let way = |end, called, setting| Way { end, called, setting };
    [
        way("dark", "dark", look(Appearance::Dark, false)),
        way("contrast", "high contrast", look(Appearance::Dark, true)),
        way("fa", "in Persian", speaking(Language::Persian)),
        way("zh", "in Chinese", speaking(Language::Chinese)),
        way("large", "at 150 %", Setting { percent: 150, ..plain }),
    ]
}

/// Makes the pictures of the screens that have changed or have none, the page that shows them all, and the film; removes
/// what is of no screen. Returns how many files were written.
pub(super) fn renew(changed: &[String]) -> usize {
    let place = place();
    fs::create_dir_all(&place).unwrap();
    let (mut files, mut written) = (BTreeSet::from(["README.md".to_owned(), FILM.to_owned()]), 0);
    for scene in catalogue::all() {
        let mut looks = vec![(format!("{}.png", scene.name), Setting::plain())];
        if scene.main {
            looks.extend(ways().map(|way| (format!("{}-{}.png", scene.name, way.end), way.setting)));
        }
        for (file, setting) in looks {
            if changed.contains(&scene.name) || !place.join(&file).exists() {
                written += put(&file, &Picture::of(&scene, &setting).png());
            }
            assert!(files.insert(file), "two pictures of one name");
        }
    }
    for file in fs::read_dir(&place).unwrap().map(|file| file.unwrap().file_name()) {
        if !files.contains(file.to_str().unwrap()) {
            fs::remove_file(place.join(file)).unwrap();
        }
    }
    written + put(FILM, &film().png()) + put("README.md", page().as_bytes())
}

fn place() -> PathBuf {
    folder().join("../docs/screens")
}

/// Writes a file unless it says that already; how many were written.
fn put(file: &str, bytes: &[u8]) -> usize {
    let path = place().join(file);
    if fs::read(&path).is_ok_and(|kept| kept == bytes) {
        return 0;
    }
    fs::write(path, bytes).unwrap();
    1
}

/// The first run, from the first window to the delivered message.
fn film() -> Picture {
    let frames = catalogue::first_run().into_iter();
    let frames: Vec<_> =
        frames.map(|stage| Picture::of(&Scene::new("film", stage).sized(FRAME), &Setting::plain())).collect();
    let height = frames.iter().map(|frame| frame.height).max().unwrap() + 2 * GAP;
    let width = frames.iter().map(|frame| frame.width + GAP).sum::<usize>() + GAP;
    let mut film = Picture { width, height, colours: BETWEEN.repeat(width * height) };
    let mut left = GAP;
    for frame in &frames {
        film.lay(frame, left, GAP);
        left += frame.width + GAP;
    }
    film
}

/// The page that shows them all.
fn page() -> String {
    let mut page = String::from(
        "# Every screen\n\nMade by `cargo xtask screens` from the program itself, with people who do not exist. \
         `cargo xtask test` fails when a screen looks\ndifferent from what was looked at last, in light and dark, in \
         English, Persian and Chinese, at 100 % and 150 %.\n",
    );
    for scene in catalogue::all() {
        let name = &scene.name;
        write!(page, "\n## {name}\n\n![{name}]({name}.png)\n").unwrap();
        if !scene.main {
            continue;
        }
        let ways = ways();
        let row = |cell: &dyn Fn(&Way) -> String| {
            ways.iter().map(|way| format!(" {} |", cell(way))).collect::<String>()
        };
        let heads = row(&|way| way.called.to_owned());
        let pictures = row(&|way| format!("![{name}, {}]({name}-{}.png)", way.called, way.end));
        writeln!(page, "\n|{heads}\n|{}\n|{pictures}", "--|".repeat(ways.len())).unwrap();
    }
    page
}

impl Picture {
    fn of(scene: &Scene, setting: &Setting) -> Self {
        let (pixels, size) = scene.picture(setting);
        let colours = pixels.chunks_exact(4).flat_map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        Self { width: size.width as usize, height: size.height as usize, colours }
    }

    /// Lays another picture over this one, with its corner at `left` and `top`.
    fn lay(&mut self, other: &Self, left: usize, top: usize) {
        for (row, line) in other.colours.chunks_exact(3 * other.width).enumerate() {
            let begin = 3 * ((top + row) * self.width + left);
            self.colours[begin..begin + line.len()].copy_from_slice(line);
        }
    }

    /// Few colours, and where each of the others goes: to the nearest of them. The next colour is always the one that many
    /// pixels miss by much: a letter's edge may lose a step, a dot of a colour of its own loses nothing.
    fn palette(&self) -> (Vec<[u8; 3]>, HashMap<[u8; 3], u8>) {
        let mut counts: HashMap<[u8; 3], u64> = HashMap::new();
        self.pixels().for_each(|colour| *counts.entry(colour).or_default() += 1);
        let mut all: Vec<Step> = counts
            .into_iter()
            .map(|(colour, count)| Step { colour, count, place: 0, away: u64::MAX })
            .collect();
        all.sort_by_key(|step| (std::cmp::Reverse(step.count), step.colour));
        let mut palette = Vec::new();
        while palette.len() < COLOURS {
            let missed = |step: &&Step| (step.count.saturating_mul(step.away), step.colour);
            let Some(next) = all.iter().max_by_key(missed).filter(|step| step.away > 0) else { break };
            let colour = next.colour;
            for step in &mut all {
                let away = distance(colour, step.colour);
                if away < step.away {
                    (step.away, step.place) = (away, palette.len() as u8);
                }
            }
            palette.push(colour);
        }
        (palette, all.into_iter().map(|step| (step.colour, step.place)).collect())
    }

    fn pixels(&self) -> impl Iterator<Item = [u8; 3]> {
        self.colours.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]])
    }

    fn png(&self) -> Vec<u8> {
        let (palette, places) = self.palette();
        let indices: Vec<u8> = self.pixels().map(|colour| places[&colour]).collect();
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_palette(palette.concat());
        encoder.set_compression(png::Compression::High);
        encoder.set_filter(png::Filter::NoFilter);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&indices).unwrap();
        writer.finish().unwrap();
        bytes
    }
}

/// A colour of a picture.
struct Step {
    colour: [u8; 3],
    /// Pixels of it.
    count: u64,
    /// The nearest colour of the palette, and how far it is away.
    place: u8,
    away: u64,
}

/// How different two colours are: the square of the way between them.
fn distance(one: [u8; 3], other: [u8; 3]) -> u64 {
    one.iter().zip(other).map(|(one, other)| u64::from(one.abs_diff(other)).pow(2)).sum()
}

#[test]
fn every_picture_of_the_page_is_there_and_all_of_them_are_small() {
    let page = page();
    let named: BTreeSet<&str> =
        page.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(file, _)| file).collect();
    assert!(named.len() > catalogue::all().len());
    let sizes = named.iter().map(|file| {
        let file = fs::metadata(place().join(file))
            .unwrap_or_else(|_| panic!("{file} is not there: cargo xtask screens"));
        file.len()
    });
    assert!(sizes.sum::<u64>() < 6_000_000, "the pictures are too large together");
}
