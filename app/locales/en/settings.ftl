# Bridges. The address bridges.torproject.org and the names of keys, Ctrl, Tab, Esc, Page Up, stay as they are on keyboards.

settings-bridges = Bridges
settings-bridges-body = Where Tor is blocked or watched, a bridge is a way in that is not on any list. Get lines from somebody you trust, or from bridges.torproject.org.
# A bridge line is the text that is pasted.
settings-bridges-hint = One bridge a line, as it was given to you. A change takes effect at once.
settings-use-bridges = Use only these bridges to reach Tor
settings-save-bridges = Save bridges
settings-saved = Saved.

# Light or dark, and the language.

settings-appearance = Appearance
settings-light = Light
settings-dark = Dark
settings-language = Language
settings-language-system = As the system

# What this program is.

settings-about = About
settings-not-audited = Sotto has not been audited. Do not trust your life to it alone.
settings-licences = Sotto: MIT or Apache-2.0. Fonts: Noto Sans, SIL Open Font License 1.1. Tor by Arti, from the Tor Project; Sotto is not made or endorsed by it.
settings-keys = Keys: Ctrl+N add a contact · Ctrl+L your address · Ctrl+I verify a contact · Ctrl+, settings · Ctrl+Tab next conversation · Page Up and Page Down older and newer messages · Esc close · Ctrl+Q quit
