//! What in a message looks like a link or an onion address. It is copied and never opened.

/// Links of one message that are offered.
const LINKS_MAX: usize = 3;
/// Letters of an onion address (version 3), without its ending.
const ONION: usize = 56;
/// What begins a link.
const SCHEMES: [&str; 4] = ["http://", "https://", "sotto:", "mailto:"];

/// The first links in `text`, as they stand there, each once.
pub(super) fn links(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let words = text.split(char::is_whitespace).map(bare).filter(|word| is_link(word));
    for word in words {
        if found.len() == LINKS_MAX {
            break;
        }
        if !found.iter().any(|known| known == word) {
            found.push(word.to_owned());
        }
    }
    found
}

/// Without what a sentence puts around a word.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| "<>()[]{}\"'«»“”‘’,;:!?.،؛؟。".contains(c))
}

fn is_link(word: &str) -> bool {
    let small = word.to_ascii_lowercase();
    let schemed = SCHEMES.iter().any(|scheme| small.len() > scheme.len() && small.starts_with(scheme));
    schemed || small.starts_with("www.") && small.len() > 4 || holds_onion(&small)
}

fn holds_onion(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let name = host.strip_suffix(".onion").unwrap_or(host);
    let last = name.rsplit('.').next().unwrap_or_default();
    last.len() == ONION && last.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'2'..=b'7'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_found_without_the_sentence_around_it() {
        let text = "Look (https://example.org/a?b=c), or <www.example.org>. Not example.org, not http://";
        assert_eq!(links(text), ["https://example.org/a?b=c", "www.example.org"]);
    }

    #[test]
    fn an_onion_address_is_found_with_and_without_its_ending() {
        let address = crate::fake::address(3);
        let bare = address.trim_end_matches(".onion");
        assert_eq!(links(&format!("mine: {address}!")), [address.as_str()]);
        assert_eq!(links(bare), [bare]);
        assert_eq!(links(&format!("sotto:{bare}")), [format!("sotto:{bare}")]);
        assert_eq!(links(bare.get(1..).unwrap()), [""; 0], "one letter too few");
    }

    #[test]
    fn few_links_are_offered_and_none_twice() {
        let text = "www.a.b www.a.b www.c.d www.e.f www.g.h";
        assert_eq!(links(text), ["www.a.b", "www.c.d", "www.e.f"]);
    }
}
