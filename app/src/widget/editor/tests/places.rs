//! Where caret, highlight and pointer are.

use super::super::place::Side;
use super::*;
use iced::advanced::graphics::text::cosmic_text::{Attrs, Buffer, Metrics, Shaping};
use iced::advanced::graphics::text::font_system;

/// The left and right edge of the letter at `at` and whether it is read from right to left, from the glyphs themselves.
fn letter(text: &str, at: usize) -> (f32, f32, bool) {
    fonts::install();
    let mut system = font_system().write().unwrap();
    let mut buffer = Buffer::new(system.raw(), Metrics::new(16.0, 20.8));
    buffer.set_size(system.raw(), Some(WIDTH), None);
    let attributes =
        Attrs::new().family(iced::advanced::graphics::text::cosmic_text::Family::Name("Noto Sans"));
    buffer.set_text(system.raw(), text, &attributes, Shaping::Advanced, None);
    buffer.shape_until_scroll(system.raw(), false);
    let run = buffer.layout_runs().next().unwrap();
    let glyphs: Vec<_> = run.glyphs.iter().filter(|glyph| (glyph.start..glyph.end).contains(&at)).collect();
    let (left, right) = glyphs
        .iter()
        .fold((f32::MAX, f32::MIN), |(left, right), glyph| (left.min(glyph.x), right.max(glyph.x + glyph.w)));
    let glyph = glyphs[0];
    let rtl = glyph.level.is_rtl();
    let letters = text.get(glyph.start..glyph.end).unwrap().chars().count() as f32;
    let number = text.get(glyph.start..at).unwrap().chars().count() as f32;
    let part = (right - left) / letters;
    if rtl {
        (right - (number + 1.0) * part, right - number * part, true)
    } else {
        (left + number * part, left + (number + 1.0) * part, false)
    }
}

fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.01
}

#[test]
fn the_caret_stands_at_the_edge_of_its_letter_in_both_directions() {
    for text in [MIXED, "abc سلام", "سلام", "abc", "قیمت 120 تومان", "שלום world"] {
        let content = lines(text);
        let (rows, _) = content.look();
        for (at, c) in text.char_indices() {
            let (left, right, rtl) = letter(text, at);
            let starts = rows.caret(Caret::before(at)).x;
            assert!(near(starts, if rtl { right } else { left }), "before {c:?} at {at} of {text}: {starts}");
            let ends = rows.caret(Caret::behind(at + c.len_utf8())).x;
            assert!(near(ends, if rtl { left } else { right }), "behind {c:?} at {at} of {text}: {ends}");
        }
    }
}

#[test]
fn a_line_that_starts_in_persian_starts_on_the_right_and_a_ligature_has_a_place_in_its_middle() {
    let (rows, _) = lines(MIXED).look();
    let xs: Vec<f32> = [0, 2, 4, 6, 8].iter().map(|at| rows.caret(Caret::before(*at)).x).collect();
    assert!(near(xs[0], WIDTH));
    assert!(xs.is_sorted_by(|a, b| a > b), "each letter is further to the left: {xs:?}");
    let (rows, _) = lines("\u{644}\u{627}").look();
    let cells = &rows.rows[0].cells;
    assert_eq!(cells.len(), 2, "two letters in one glyph");
    assert!(near(cells[0].right - cells[0].left, cells[1].right - cells[1].left));
}

#[test]
fn the_highlight_of_a_mixed_line_is_in_two_parts_where_the_text_is() {
    let content = lines(MIXED);
    let (rows, _) = content.look();
    let of = |at| letter(MIXED, at);
    // the last Persian letter, the space and the first Latin letter: b and c lie between
    let parts = rows.rectangles(&(6..10));
    let mut spans: Vec<(f32, f32)> = parts.iter().map(|part| (part.x, part.x + part.width)).collect();
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    assert_eq!(spans.len(), 2, "{parts:?}");
    assert!(near(spans[0].0, of(9).0) && near(spans[0].1, of(9).1), "{parts:?}");
    assert!(near(spans[1].0, of(8).0) && near(spans[1].1, of(6).1), "{parts:?}");
    assert_eq!(rows.rectangles(&(0..MIXED.len())).len(), 1, "all of it is one");
    assert_eq!(rows.rectangles(&(3..3)), []);
}

#[test]
fn a_selected_line_break_is_seen_at_the_end_of_its_line() {
    let (rows, _) = lines("ab\n\nسلام\n").look();
    let parts = rows.rectangles(&(2..13));
    let rows_of = |part: &Rectangle| (part.y / rows.height) as usize;
    assert_eq!(parts.iter().map(rows_of).collect::<Vec<_>>(), [0, 1, 2]);
    assert!(parts[0].x > 0.0 && parts[1].x == 0.0);
    assert!(near(parts[2].x + parts[2].width, WIDTH), "the Persian line ends on the left: {:?}", parts[2]);
}

/// Every place that the arrow key reaches from the other end, as a row and a position.
fn walk(content: &Content, right: bool) -> Vec<(usize, f32)> {
    let (there, back) = if right { (Motion::Right, Motion::Left) } else { (Motion::Left, Motion::Right) };
    let mut places = Vec::new();
    while step(content, back) == Outcome::Moved {}
    loop {
        let (rows, caret) = content.look();
        places.push((rows.row(caret), rows.caret(caret).x));
        assert!(places.len() < 500, "the walk turns in circles");
        if step(content, there) == Outcome::Same {
            return places;
        }
    }
}

#[test]
fn a_walk_with_the_arrow_keys_meets_every_place_once_and_the_same_places_back() {
    for text in [MIXED, "abc سلام def", "سلام\nabc", "abc\nسلام\nabc", "", "\n\n", "قیمت 120 تومان و 5 دلار"]
    {
        let content = lines(text);
        let (rows, _) = content.look();
        let stops: usize = rows.rows.iter().map(|row| row.cells.len() + 1).sum();
        let there = walk(&content, true);
        assert_eq!(there.len(), stops, "{text:?}: {there:?}");
        for pair in there.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            assert!(pair[0].1 < pair[1].1, "{text:?}: each is further to the right: {pair:?}");
        }
        let mut back = walk(&content, false);
        back.reverse();
        assert_eq!(there, back, "{text:?}");
    }
}

#[test]
fn a_walk_over_wrapped_lines_meets_every_letter() {
    for text in ["aaaa bbbb cccc dddd ".repeat(6), "سلام دنیا ".repeat(12), "x".repeat(90), "م".repeat(90)]
    {
        let content = laid(Content::lines(LIMIT).with(&text), 120.0);
        let (rows, _) = content.look();
        assert!(rows.rows.len() > 3, "it wraps");
        let right = !rows.rtl;
        let places = walk(&content, right);
        let text = content.text();
        assert!(places.is_sorted_by_key(|place| place.0), "downwards");
        let letters = text.chars().count();
        assert!(places.len() <= letters + 1 && places.len() + rows.rows.len() >= letters, "{}", places.len());
        let mut back = walk(&content, !right);
        back.reverse();
        assert_eq!(places, back);
    }
}

#[test]
fn a_click_at_a_place_of_the_caret_puts_it_there() {
    for text in
        [MIXED, "abc سلام def", "ab\nسلام\n\nxyz", "a longer line that wraps at some place سلام دنیا و همه"]
    {
        let content = laid(Content::lines(LIMIT).with(text), 150.0);
        let (rows, _) = content.look();
        for (number, row) in rows.rows.iter().enumerate() {
            let y = (number as f32 + 0.5) * rows.height;
            for cell in &row.cells {
                for x in [cell.left + 0.01, cell.right - 0.01] {
                    let hit = rows.hit(Point::new(x, y));
                    let drawn = rows.caret(hit);
                    assert_eq!(rows.row(hit), number, "{text:?} {hit:?}");
                    assert!((drawn.x - x).abs() < 0.1, "{text:?}: {hit:?} at {} is drawn at {}", x, drawn.x);
                    assert!(hit.at == cell.bytes.start || hit.at == cell.bytes.end);
                }
            }
        }
    }
}

#[test]
fn a_click_beside_a_line_goes_to_its_end_so_that_writing_goes_on() {
    let (rows, _) = lines("abc سلام").look();
    assert_eq!(rows.hit(Point::new(WIDTH - 1.0, 5.0)), Caret::behind(12));
    assert_eq!(rows.hit(Point::new(-1.0, 5.0)), Caret::before(0));
    let (rows, _) = lines(MIXED).look();
    assert_eq!(rows.hit(Point::new(1.0, 5.0)), Caret::behind(12));
    assert_eq!(rows.hit(Point::new(WIDTH + 1.0, 500.0)), Caret::before(0));
}

#[test]
fn up_and_down_keep_the_column() {
    let content = lines("a long first line\nab\na long third line");
    content.go(Caret::behind(10));
    let x = caret_x(&content);
    let _ = step(&content, Motion::Down);
    assert_eq!(content.look().1, Caret::behind(20), "the short line has no such column");
    let _ = step(&content, Motion::Down);
    assert!((caret_x(&content) - x).abs() < 5.0);
    let _ = step(&content, Motion::Up);
    let _ = step(&content, Motion::Up);
    assert_eq!(content.look().1.at, 10);
    assert_eq!(step(&content, Motion::Up), Outcome::Same);
}

#[test]
fn home_and_end_are_of_the_row_and_with_ctrl_of_the_text() {
    let content = laid(Content::lines(LIMIT).with("aaaa bbbb cccc dddd eeee"), 90.0);
    let (rows, _) = content.look();
    assert!(rows.rows.len() > 2);
    content.go(Caret::before(rows.rows[1].bytes.start + 1));
    let _ = step(&content, Motion::End);
    let (_, caret) = content.look();
    assert_eq!((caret.at, caret.side, rows.row(caret)), (rows.rows[1].shown, Side::Before, 1));
    let _ = step(&content, Motion::Home);
    assert_eq!(content.look().1, Caret::before(rows.rows[1].bytes.start));
    let _ = step(&content, Motion::Finish);
    assert_eq!(content.look().1.at, 24);
    let _ = step(&content, Motion::Start);
    assert_eq!(content.look().1.at, 0);
}

#[test]
fn a_word_to_the_right_is_the_next_one_in_english_and_the_one_before_in_persian() {
    let content = lines("one two");
    content.go(Caret::behind(0));
    let _ = step(&content, Motion::WordRight);
    assert_eq!(content.look().1.at, 3);
    let _ = step(&content, Motion::WordLeft);
    assert_eq!(content.look().1.at, 0);
    let content = lines("می\u{200c}روم خانه");
    content.go(Caret::behind(0));
    let _ = step(&content, Motion::WordLeft);
    assert_eq!(content.look().1.at, 13, "the joiner does not end the word");
    let _ = step(&content, Motion::WordRight);
    assert_eq!(content.look().1.at, 0);
}

#[test]
fn the_caret_of_an_empty_field_is_where_its_language_starts() {
    fonts::install();
    for (rtl, x) in [(false, 0.0), (true, WIDTH)] {
        let content = Content::lines(LIMIT);
        content.lay_out(Look { width: WIDTH, rtl, ..Look::default() }, |size| size);
        assert!(near(caret_x(&content), x));
    }
}

#[test]
fn a_line_that_is_longer_than_its_field_follows_the_caret() {
    for words in ["abc ".repeat(40), "سلام ".repeat(40)] {
        let content = Content::line(LIMIT).with(words.trim());
        fonts::install();
        let view = |size: Size| Size::new(WIDTH, size.height);
        content.lay_out(Look { width: WIDTH, ..Look::default() }, view);
        for motion in [Motion::Start, Motion::Finish, Motion::Home, Motion::WordLeft] {
            let _ = step(&content, motion);
            let caret = content.picture().caret;
            assert!(caret.x >= 0.0 && caret.x + caret.width <= WIDTH + 0.1, "{motion:?}: {caret:?}");
        }
        assert_eq!(content.look().0.rows.len(), 1);
    }
}
