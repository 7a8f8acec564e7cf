//! How hard a passphrase is to guess, in words, while it is typed.

use crate::theme::style;
use crate::widget::Secret;
use crate::widget::pieces::{minor, wide_minor};
use crate::widget::secret_input::Strength;
use crate::words::Words;
use iced::{Element, Fill};

/// A line under the field of `secret`.
pub(crate) fn strength_hint<'a, Message: 'a>(secret: &Secret, words: &Words) -> Element<'a, Message> {
    if secret.is_empty() {
        return wide_minor(words.say("welcome-strength-none")).into();
    }
    let (said, look): (_, fn(&iced::Theme) -> iced::widget::text::Style) = match secret.strength() {
        Strength::Weak => (words.say("welcome-strength-weak"), style::wrong),
        Strength::Fair => (words.say("welcome-strength-fair"), style::muted),
        Strength::Strong => (words.say("welcome-strength-strong"), style::good),
    };
    minor(said).style(look).width(Fill).into()
}
