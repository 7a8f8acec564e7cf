//! What this program is: version, where the profile lies, licences.

use super::Message;
use crate::display;
use crate::model::Model;
use crate::theme::{space, style};
use crate::widget::mirror::line;
use crate::widget::pieces::{action, body, labelled, slot, wide_body, wide_minor};
use iced::widget::{Column, column, container};
use iced::{Element, Fill};

/// What Sotto is made of, and under which licences it may be passed on. They are English, as their authors wrote them.
const LICENCES: [&str; 5] = [
    include_str!("licences.txt"),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../LICENSE-MIT")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/LUCIDE.txt")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts/OFL.txt")),
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../LICENSE-APACHE")),
];

/// The section.
pub(super) fn view(licences: bool, model: &Model) -> Element<'_, Message> {
    let words = model.words;
    let version = vec![body("Sotto").into(), body(model.status.version.as_str()).into()];
    let label = words.say(if licences { "settings-hide-licences" } else { "settings-show-licences" });
    let turn = action(label, style::secondary, Some(Message::Licences(!licences))).id("licences");
    column![
        line(words.direction(), version).spacing(space::S),
        wide_body(words.say("settings-not-audited")),
        view_machine(model),
        wide_body(words.say("settings-licences")),
        turn,
        slot(licences.then(view_licences)),
    ]
    .spacing(space::L)
    .align_x(words.direction().start())
    .into()
}

/// What is known of this machine; tests and previews know nothing.
fn view_machine(model: &Model) -> Element<'_, Message> {
    let words = model.words;
    let memory = model.machine.memory_is_locked.map(|is_locked| {
        words.say(if is_locked() { "settings-memory-locked" } else { "settings-memory-not-locked" })
    });
    let place = model.machine.profile.as_ref().map(|place| display::clean(&place.to_string_lossy()));
    let place = place.map(|place| labelled(words.say("settings-place"), body(place)));
    column![slot(place), slot(memory.map(wide_minor))]
        .spacing(space::M)
        .align_x(words.direction().start())
        .into()
}

fn view_licences<'a>() -> Element<'a, Message> {
    let texts = LICENCES.into_iter().map(|text| wide_minor(text).into());
    let texts = Column::with_children(texts).spacing(space::XL);
    container(texts).padding(space::L).width(Fill).style(style::card).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_library_that_is_named_is_in_the_program_s_list() {
        let lock = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.lock"));
        let named: Vec<&str> = LICENCES[0]
            .lines()
            .filter(|line| line.starts_with("  "))
            .flat_map(|line| line.split(':').next().unwrap().split(','))
            .map(str::trim)
            .collect();
        assert!(named.len() > 20, "the list was read");
        for name in named {
            assert!(lock.contains(&format!("name = \"{name}\"\n")), "{name} is not in the program");
        }
    }

    #[test]
    fn the_texts_of_our_own_licences_and_of_the_fonts_are_whole() {
        for (text, end) in LICENCES.iter().zip([
            "stand below.",
            "DEALINGS IN THE\nSOFTWARE.",
            "SOFTWARE",
            "OTHER DEALINGS IN THE FONT SOFTWARE.",
            "limitations under the License.",
        ]) {
            assert!(text.contains(end), "{end}");
        }
    }
}
