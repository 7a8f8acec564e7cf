//! The field in a window: keys, pointer, clipboard, focus.

use super::*;
use iced::advanced::input_method;
use iced_test::Simulator;
use iced_test::selector::id;

const CTRL: Modifiers = Modifiers::CTRL;

fn control(letter: &str, code: Code) -> Event {
    pressed(Key::Character(letter.into()), code, CTRL, None)
}

#[test]
fn enter_sends_shift_enter_breaks_the_line_and_pages_are_passed_on() {
    let (content, board) = (lines("ab"), &mut Board::default());
    let (said, _) = happen(&content, board, None, &[named(Named::Enter, Modifiers::empty())]);
    assert_eq!(said, [Said::Sent]);
    let (said, _) = happen(&content, board, None, &[named(Named::Enter, Modifiers::SHIFT)]);
    assert_eq!((said.as_slice(), content.text().as_str()), ([Said::Edited].as_slice(), "ab\n"));
    let pages = [named(Named::PageUp, Modifiers::empty()), named(Named::PageDown, Modifiers::empty())];
    assert_eq!(happen(&content, board, None, &pages).0, [Said::Page(1.0), Said::Page(-1.0)]);
}

#[test]
fn the_clipboard_answers_to_a_persian_and_a_russian_keyboard() {
    let content = lines("one two");
    let board = &mut Board::default();
    // the keys of A, C, X and V as they are labelled there
    let _ = happen(&content, board, None, &[control("ش", Code::KeyA), control("ز", Code::KeyC)]);
    assert_eq!(board.standard.borrow().as_deref(), Some("one two"));
    let (said, _) = happen(&content, board, None, &[control("ф", Code::KeyA), control("ч", Code::KeyX)]);
    assert_eq!((said.as_slice(), content.text().as_str()), ([Said::Edited].as_slice(), ""));
    let _ = happen(&content, board, None, &[control("м", Code::KeyV), control("v", Code::KeyV)]);
    assert_eq!(content.text(), "one twoone two");
    let _ = happen(&content, board, None, &[control("я", Code::KeyZ)]);
    assert_eq!(content.text(), "one two");
    assert!(!board.primary_written, "nothing is copied that nobody asked to copy");
}

#[test]
fn keys_that_do_not_write_are_left_to_the_window() {
    let content = lines("ab");
    for event in [
        control("n", Code::KeyN),
        control("q", Code::KeyQ),
        named(Named::Tab, Modifiers::empty()),
        named(Named::Escape, Modifiers::empty()),
        named(Named::ArrowUp, Modifiers::ALT),
        named(Named::ArrowDown, Modifiers::ALT),
        pressed(Key::Named(Named::Tab), Code::Tab, CTRL, Some("\t")),
        pressed(Key::Character("x".into()), Code::KeyX, Modifiers::ALT, Some("x")),
    ] {
        let (said, ignored) = happen(&content, &mut Board::default(), None, std::slice::from_ref(&event));
        assert!(said.is_empty() && ignored, "{event:?}");
    }
    assert_eq!(content.text(), "ab");
}

#[test]
fn a_refused_paste_is_said() {
    let content = Content::lines(4);
    let board = &mut Board { standard: RefCell::new(Some("12345".to_owned())), ..Board::default() };
    assert_eq!(happen(&content, board, None, &[control("v", Code::KeyV)]).0, [Said::TooLong]);
    assert!(content.is_empty());
}

#[test]
fn the_middle_button_pastes_what_is_selected_elsewhere() {
    let content = lines("");
    let board = &mut Board { primary: Some("there".to_owned()), ..Board::default() };
    let press = Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Middle));
    let (said, _) = happen(&content, board, Some(Point::new(50.0, 20.0)), &[press]);
    assert_eq!((said.as_slice(), content.text().as_str()), ([Said::Edited].as_slice(), "there"));
}

#[test]
fn dragging_selects_and_a_second_click_selects_the_word_a_third_the_line() {
    let content = lines("one two\nthree");
    let press = || Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left));
    let release = || Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left));
    let at = Some(Point::new(14.0, 20.0));
    let _ = happen(&content, &mut Board::default(), at, &[press(), release()]);
    assert_eq!(content.selected(), None);
    let _ = happen(&content, &mut Board::default(), at, &[press(), release(), press(), release()]);
    assert_eq!(content.selected().as_deref(), Some("one"));
    let thrice = [press(), release(), press(), release(), press()];
    let _ = happen(&content, &mut Board::default(), at, &thrice);
    assert_eq!(content.selected().as_deref(), Some("one two"));

    fonts::install();
    let mut ui = Simulator::with_size(iced_test::core::Settings::default(), (320.0, 200.0), field(&content));
    ui.point_at(Point::new(2.0, 20.0));
    let _ = ui.simulate([press()]);
    ui.point_at(Point::new(300.0, 190.0));
    let moved = Event::Mouse(mouse::Event::CursorMoved { position: Point::new(300.0, 190.0) });
    let _ = ui.simulate([moved, release()]);
    assert_eq!(content.selected().as_deref(), Some("one two\nthree"));
}

#[test]
fn an_input_method_writes_what_was_chosen() {
    let (content, board) = (lines("a"), &mut Board::default());
    let ime = Event::InputMethod;
    let preedit = ime(input_method::Event::Preedit("ni".to_owned(), Some(2..2)));
    let (said, _) = happen(&content, board, None, &[ime(input_method::Event::Opened), preedit]);
    assert!(said.is_empty() && content.is_composing());
    let empty = ime(input_method::Event::Preedit(String::new(), None));
    let commit = ime(input_method::Event::Commit("\u{4f60}".to_owned()));
    let (said, _) = happen(&content, board, None, &[empty, commit]);
    assert_eq!((said.as_slice(), content.text().as_str()), ([Said::Edited].as_slice(), "a\u{4f60}"));
}

#[test]
fn the_field_is_found_by_its_name_and_its_text_and_writes_only_while_it_has_the_focus() {
    fonts::install();
    let content = lines("");
    let settings = iced_test::core::Settings::default;
    let mut ui = Simulator::with_size(settings(), (320.0, 200.0), field(&content));
    let _ = ui.typewrite("lost");
    assert!(content.is_empty());
    assert!(ui.find("Write here").is_ok());
    ui.click(id("field")).unwrap();
    let _ = ui.typewrite("kept");
    assert!(ui.find("kept").is_ok());
    ui.point_at(Point::new(10.0, 190.0));
    let _ = ui.simulate(iced_test::simulator::click());
    let _ = ui.typewrite("lost");
    assert_eq!(content.text(), "kept");
}

#[test]
fn nothing_is_drawn_anew_while_nothing_happens_without_the_focus_or_with_a_caret_that_stands_still() {
    use iced::advanced::widget::operation::focusable::focus;
    use iced_test::runtime::user_interface::State;
    fonts::install();
    let content = lines("ab");
    for (still, focused) in [(false, false), (true, true), (false, true)] {
        let mut renderer = Renderer::new(fonts::TEXT, 16.into());
        let element: Element<'_, Said> = editor(&content, Said::Edited).id("field").still(still).into();
        let mut ui = UserInterface::build(element, Size::new(320.0, 200.0), Cache::new(), &mut renderer);
        if focused {
            ui.operate(&renderer, &mut focus::<()>("field".into()));
        }
        let frame = [Event::Window(window::Event::RedrawRequested(now()))];
        let (cursor, mut said) = (mouse::Cursor::Unavailable, Vec::new());
        let (state, _) = ui.update(&frame, cursor, &mut renderer, &mut Board::default(), &mut said);
        let State::Updated { redraw_request, .. } = state else { panic!("nothing changed") };
        let blinks = matches!(redraw_request, window::RedrawRequest::At(_));
        assert_eq!(blinks, focused && !still);
        assert!(blinks || redraw_request == window::RedrawRequest::Wait);
    }
}

#[test]
fn the_field_grows_with_its_text_and_then_scrolls_with_the_caret() {
    let content = lines("");
    let _ = happen(&content, &mut Board::default(), None, &[]);
    let low = content.picture().caret;
    assert_eq!(low.y, 0.0);
    let text = vec!["line"; 50].join("\n");
    content.set(&text);
    let _ = happen(&content, &mut Board::default(), None, &[]);
    let caret = content.picture().caret;
    assert!(caret.y >= 0.0 && caret.y + caret.height <= 100.1, "{caret:?}");
    let wheel = mouse::ScrollDelta::Lines { x: 0.0, y: 100.0 };
    let wheel = Event::Mouse(mouse::Event::WheelScrolled { delta: wheel });
    let _ = happen(&content, &mut Board::default(), Some(Point::new(50.0, 20.0)), &[wheel]);
    assert!(content.picture().caret.y > 100.0, "the wheel leaves the caret behind");
    let _ = step(&content, Motion::Left);
    assert!(content.picture().caret.y < 100.0, "and it comes back into view");
}

/// A picture for review, only where `SOTTO_LOOK` names a folder.
#[test]
fn a_selection_in_persian_is_drawn_where_its_letters_are() {
    let Ok(folder) = std::env::var("SOTTO_LOOK") else { return };
    fonts::install();
    let content =
        Content::lines(LIMIT).with("سلام، فردا همان جا می\u{200c}بینمت. abc 120\nHello سلام world\nسلام abc");
    let settings = iced_test::core::Settings { default_font: fonts::TEXT, ..Default::default() };
    let theme = crate::theme::of(crate::theme::Look::default());
    for (name, from, to) in [("mixed", 0, 200), ("persian", 6, 20), ("turn", 25, 46)] {
        content.select(from..to);
        let mut ui = Simulator::with_size(settings.clone(), (360.0, 130.0), field(&content));
        ui.point_at(Point::new(-5.0, -5.0));
        let path = std::path::Path::new(&folder).join(format!("editor-{name}"));
        assert!(ui.snapshot(&theme).unwrap().matches_image(path).unwrap());
    }
    let mut ui = Simulator::with_size(settings, (360.0, 130.0), field(&content));
    ui.click(id("field")).unwrap();
    let path = std::path::Path::new(&folder).join("editor-caret");
    assert!(ui.snapshot(&theme).unwrap().matches_image(path).unwrap());
}

#[test]
fn the_caret_blinks_from_when_something_was_done_and_is_not_seen_in_a_window_without_the_focus() {
    use super::super::focus::Focus;
    use iced::advanced::widget::operation::Focusable as _;
    let (start, half) = (now(), Duration::from_millis(500));
    let mut focus = Focus::default();
    assert_eq!((focus.tick(start), focus.shows_caret(false)), (None, false));
    focus.focus();
    assert_eq!(focus.tick(start), Some(start + half));
    assert!(focus.shows_caret(false));
    assert_eq!(focus.tick(start + half * 3 / 2), Some(start + half * 2));
    assert!(!focus.shows_caret(false) && focus.shows_caret(true));
    assert_eq!(focus.tick(start + half * 20), None, "nothing is drawn while nobody writes");
    assert!(focus.shows_caret(false), "and it stands");
    focus.touch();
    assert!(focus.shows_caret(false), "whoever writes sees it");
    focus.window(false);
    assert_eq!((focus.tick(start), focus.shows_caret(true)), (None, false));
}
