//! What a line means: a command, or words for the one who is open. Pure.

/// Begins a command.
const SIGN: char = '/';

/// Whom a command is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Whom {
    /// The one who is open.
    Open,
    /// By number.
    Number(i64),
    /// By the beginning of the name.
    Name(String),
}

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Command {
    /// Say what can be said here.
    Help,
    /// Say how things are: profile, network, who is open.
    Status,
    /// Make a profile.
    Create,
    /// Begin a session in memory only.
    Amnesic,
    /// Ask for the passphrase.
    Unlock,
    /// Close the profile.
    Lock,
    /// Everybody.
    Contacts,
    /// Those who ask.
    Requests,
    /// Open a conversation.
    Open(Whom),
    /// Open the next one with something unread.
    Next,
    /// Leave the conversation.
    Close,
    /// The last messages, so many of them.
    History(u16),
    /// Add somebody: address, name.
    Add(String, String),
    /// Accept a request, under a name.
    Accept(Whom, String),
    /// Forget a request.
    Decline(Whom),
    /// Hear no more of somebody.
    Block(Whom),
    /// Lift that.
    Unblock(Whom),
    /// Call the one who is open something else.
    Rename(String),
    /// Delete somebody and everything that was said; asks first.
    Delete(Whom),
    /// The words to compare.
    Verify,
    /// They are the same.
    Same,
    /// Ask the one who is open a question that only they can answer.
    Ask(String),
    /// Answer theirs.
    Answer,
    /// End the check.
    End,
    /// Go on after their device changed.
    Trust,
    /// Call now.
    Try,
    /// The own address.
    Address,
    /// Go online.
    Connect,
    /// Go offline.
    Disconnect,
    /// The bridges, and whether they are used.
    Bridges(Option<bool>),
    /// One more bridge, and use it.
    Bridge(String),
    /// End.
    Quit,
    /// Send this.
    Say(String),
}

/// A command that does not exist, or that lacks something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    Unknown,
    Incomplete,
}

/// Messages that `/history` says without a number, and the most.
const HISTORY: u16 = 20;
const HISTORY_MAX: u16 = 200;

/// Reads a line. One that begins with two signs is sent with one of them.
pub(super) fn parse(line: &str) -> Result<Command, Mistake> {
    let Some(rest) = line.strip_prefix(SIGN) else { return Ok(Command::Say(line.to_owned())) };
    if rest.starts_with(SIGN) {
        return Ok(Command::Say(rest.to_owned()));
    }
    let (name, rest) = split(rest);
    Ok(match name.to_ascii_lowercase().as_str() {
        "help" | "?" => Command::Help,
        "status" => Command::Status,
        "create" => Command::Create,
        "amnesic" => Command::Amnesic,
        "unlock" => Command::Unlock,
        "lock" => Command::Lock,
        "contacts" => Command::Contacts,
        "requests" => Command::Requests,
        "open" => Command::Open(needed(whom(rest))?),
        "next" => Command::Next,
        "close" => Command::Close,
        "history" if rest.is_empty() => Command::History(HISTORY),
        "history" => Command::History(number(rest)?),
        "add" => {
            let (address, name) = split(rest);
            Command::Add(text(address)?, name.to_owned())
        }
        "accept" => {
            let (who, name) = split(rest);
            Command::Accept(needed(whom(who))?, name.to_owned())
        }
        "decline" => Command::Decline(needed(whom(rest))?),
        "block" => Command::Block(whom(rest)),
        "unblock" => Command::Unblock(needed(whom(rest))?),
        "rename" => Command::Rename(text(rest)?),
        "delete" => Command::Delete(needed(whom(rest))?),
        "verify" => Command::Verify,
        "same" => Command::Same,
        "ask" => Command::Ask(text(rest)?),
        "answer" => Command::Answer,
        "end" => Command::End,
        "trust" => Command::Trust,
        "try" => Command::Try,
        "address" => Command::Address,
        "connect" => Command::Connect,
        "disconnect" => Command::Disconnect,
        "bridges" => Command::Bridges(switch(rest)?),
        "bridge" => Command::Bridge(text(rest)?),
        "quit" => Command::Quit,
        _ => return Err(Mistake::Unknown),
    })
}

fn split(text: &str) -> (&str, &str) {
    let text = text.trim();
    let (first, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    (first, rest.trim_start())
}

fn whom(text: &str) -> Whom {
    match (text.trim(), text.trim().parse()) {
        ("", _) => Whom::Open,
        (_, Ok(number)) => Whom::Number(number),
        (name, Err(_)) => Whom::Name(name.to_owned()),
    }
}

fn needed(whom: Whom) -> Result<Whom, Mistake> {
    if whom == Whom::Open { Err(Mistake::Incomplete) } else { Ok(whom) }
}

fn text(text: &str) -> Result<String, Mistake> {
    if text.is_empty() { Err(Mistake::Incomplete) } else { Ok(text.to_owned()) }
}

fn number(text: &str) -> Result<u16, Mistake> {
    let number = text.trim().parse::<u16>().map_err(|_| Mistake::Incomplete)?;
    Ok(number.clamp(1, HISTORY_MAX))
}

fn switch(text: &str) -> Result<Option<bool>, Mistake> {
    match text.trim() {
        "" => Ok(None),
        "on" => Ok(Some(true)),
        "off" => Ok(Some(false)),
        _ => Err(Mistake::Incomplete),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_command_is_sent_as_it_is() {
        for (line, sent) in
            [("hello /help", "hello /help"), (" /help", " /help"), ("//etc/hosts", "/etc/hosts")]
        {
            assert_eq!(parse(line), Ok(Command::Say(sent.to_owned())), "{line}");
        }
    }

    #[test]
    fn commands_take_numbers_names_and_texts() {
        assert_eq!(parse("/open 3"), Ok(Command::Open(Whom::Number(3))));
        assert_eq!(parse("/OPEN  Ada L"), Ok(Command::Open(Whom::Name("Ada L".to_owned()))));
        assert_eq!(parse("/accept 3  Grace H"), Ok(Command::Accept(Whom::Number(3), "Grace H".to_owned())));
        assert_eq!(parse("/add abc.onion"), Ok(Command::Add("abc.onion".to_owned(), String::new())));
        assert_eq!(parse("/block"), Ok(Command::Block(Whom::Open)));
        assert_eq!(parse("/bridges off"), Ok(Command::Bridges(Some(false))));
        assert_eq!(parse("/history"), Ok(Command::History(HISTORY)));
        assert_eq!(parse("/history 60000"), Ok(Command::History(HISTORY_MAX)));
        assert_eq!(parse("/ask Where did we meet?"), Ok(Command::Ask("Where did we meet?".to_owned())));
    }

    #[test]
    fn nothing_that_looks_like_a_command_is_ever_sent() {
        for line in ["/nonsense", "/", "/ hello", "/helpme"] {
            assert_eq!(parse(line), Err(Mistake::Unknown), "{line}");
        }
        for line in ["/open", "/add", "/rename", "/delete", "/history many", "/bridges x", "/ask", "/decline"]
        {
            assert_eq!(parse(line), Err(Mistake::Incomplete), "{line}");
        }
    }
}
