//! The lines of JSON-RPC 2.0: requests read, answers and events written. Pure.

use crate::engine::Answer;
use serde_json::{Map, Value, json};
use sotto_engine::api::{Event, Request};
use sotto_engine::text::is_hidden;
use std::fmt::Write as _;

/// Every method, as `docs/headless.md` has them. A test compares them with [`Request`].
const METHODS: [&str; 45] = [
    "status",
    "create",
    "create_amnesic",
    "unlock",
    "change_passphrase",
    "lock",
    "wipe",
    "connect",
    "disconnect",
    "contacts",
    "add_contact",
    "make_invite",
    "invites",
    "revoke_invite",
    "accept_request",
    "decline_request",
    "undo_decline",
    "block",
    "unblock",
    "rename",
    "mute",
    "pin",
    "delete_contact",
    "trust_again",
    "safety_words",
    "mark_compared",
    "withdraw_verification",
    "ask_question",
    "answer_question",
    "end_check",
    "send",
    "react",
    "edit",
    "delete_message",
    "find",
    "set_draft",
    "history",
    "mark_read",
    "try_now",
    "attend",
    "resumed",
    "bridges",
    "set_bridges",
    "preferences",
    "set_preferences",
];
/// The method that ends the program.
const SHUTDOWN: &str = "shutdown";

/// What was read of one line.
#[derive(Debug)]
pub(super) struct Call {
    /// Absent in a notification, which is never answered.
    pub(super) id: Option<Value>,
    pub(super) request: Request,
}

/// Why a line is not carried out.
#[derive(Debug, PartialEq)]
pub(super) struct Fault {
    /// Absent where no answer is due.
    pub(super) id: Option<Value>,
    pub(super) kind: FaultKind,
}

/// The errors of JSON-RPC 2.0, section 5.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    NotJson,
    LineTooLong,
    NotARequest,
    UnknownMethod,
    BadParameters,
}

impl FaultKind {
    fn code(self) -> i32 {
        match self {
            Self::NotJson => -32700,
            Self::LineTooLong | Self::NotARequest => -32600,
            Self::UnknownMethod => -32601,
            Self::BadParameters => -32602,
        }
    }

    /// Repeats nothing of the line: it may hold a passphrase.
    fn sentence(self) -> &'static str {
        match self {
            Self::NotJson => "This line is not JSON. Write one JSON object a line.",
            Self::LineTooLong => "This line is too long and was skipped. Write at most 65536 bytes.",
            Self::NotARequest => "This is not a request of JSON-RPC 2.0.",
            Self::UnknownMethod => "This method is not known.",
            Self::BadParameters => "These are not the parameters of this method. Give them by name.",
        }
    }
}

/// The code of every failure of the engine; which one it is stands in `data`.
const ENGINE_FAILED: i32 = -32000;

/// Reads a line of JSON-RPC 2.0.
pub(super) fn parse(line: &[u8]) -> Result<Call, Fault> {
    let refuse = |id: Option<Value>, kind| Err(Fault { id, kind });
    let Ok(value) = serde_json::from_slice::<Value>(line) else {
        return refuse(Some(Value::Null), FaultKind::NotJson);
    };
    let Value::Object(mut object) = value else { return refuse(Some(Value::Null), FaultKind::NotARequest) };
    let id = object.remove("id");
    if !id.as_ref().is_none_or(|id| id.is_string() || id.is_number() || id.is_null()) {
        return refuse(Some(Value::Null), FaultKind::NotARequest);
    }
    let Some(method) = method(&object) else {
        return refuse(Some(id.unwrap_or_default()), FaultKind::NotARequest);
    };
    if !is_known(&method) {
        return refuse(id, FaultKind::UnknownMethod);
    }
    match request(method, object.remove("params")) {
        Some(request) => Ok(Call { id, request }),
        None => refuse(id, FaultKind::BadParameters),
    }
}

/// The method, if the object is a request at all.
fn method(object: &Map<String, Value>) -> Option<String> {
    let ours = |key: &String| matches!(key.as_str(), "jsonrpc" | "method" | "params");
    let versioned = object.get("jsonrpc").is_some_and(|version| version == "2.0");
    let method = object.get("method")?.as_str()?;
    (versioned && object.keys().all(ours)).then(|| method.to_owned())
}

fn is_known(method: &str) -> bool {
    method == SHUTDOWN || METHODS.contains(&method)
}

/// No parameters, `null` and `{}` mean the same.
fn request(method: String, params: Option<Value>) -> Option<Request> {
    let mut object = Map::from_iter([("method".to_owned(), Value::String(method))]);
    match params {
        None | Some(Value::Null) => {}
        Some(Value::Object(params)) if params.is_empty() => {}
        Some(params) => {
            object.insert("params".to_owned(), params);
        }
    }
    serde_json::from_value(Value::Object(object)).ok()
}

/// The line that answers a request.
pub(super) fn answer(id: &Value, answer: &Answer) -> String {
    line(&match answer {
        Ok(response) => json!({"jsonrpc": "2.0", "id": id, "result": response}),
        Err(failure) => {
            let data = json!({"failure": failure});
            error(id, ENGINE_FAILED, &failure.to_string(), Some(data))
        }
    })
}

/// The line that refuses one, if a line is due.
pub(super) fn refusal(Fault { id, kind }: &Fault) -> Option<String> {
    id.as_ref().map(|id| line(&error(id, kind.code(), kind.sentence(), None)))
}

/// The line that tells of an event.
pub(super) fn notification(event: &Event) -> String {
    let mut object = json!(event);
    object["jsonrpc"] = "2.0".into();
    line(&object)
}

fn error(id: &Value, code: i32, message: &str, data: Option<Value>) -> Value {
    let mut error = json!({"code": code, "message": message});
    if let Some(data) = data {
        error["data"] = data;
    }
    json!({"jsonrpc": "2.0", "id": id, "error": error})
}

/// One line, with its end. Whatever a terminal could obey or a reader be deceived by is escaped: peers wrote it.
fn line(value: &Value) -> String {
    let mut line = String::new();
    for c in value.to_string().chars() {
        if is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // writing to a string never fails
                let _ = write!(line, "\\u{unit:04x}");
            }
        } else {
            line.push(c);
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use sotto_engine::api::Failure;

    const DOCUMENT: &str = include_str!("../../../docs/headless.md");

    fn fault(line: &str) -> Fault {
        parse(line.as_bytes()).unwrap_err()
    }

    fn json(line: &str) -> Value {
        assert!(line.ends_with('\n') && line.matches('\n').count() == 1, "{line:?}");
        serde_json::from_str(line).unwrap()
    }

    /// Serde names every variant of an enum in its error about an unknown one.
    fn methods_of_the_engine() -> Vec<String> {
        let error = serde_json::from_str::<Request>(r#"{"method":"?"}"#).unwrap_err().to_string();
        let (_, list) = error.split_once("expected one of ").unwrap();
        list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
    }

    /// The words of the headings of a chapter of the document: `### `status``.
    fn documented(chapter: &str) -> Vec<String> {
        let (_, rest) = DOCUMENT.split_once(&format!("\n## {chapter}\n")).unwrap();
        let chapter = rest.split("\n## ").next().unwrap();
        let heading = |line: &str| Some(line.strip_prefix("### `")?.strip_suffix('`')?.to_owned());
        chapter.lines().filter_map(heading).collect()
    }

    #[test]
    fn every_method_of_the_engine_is_known_and_documented() {
        let ours: Vec<&str> = METHODS.iter().copied().chain([SHUTDOWN]).collect();
        assert_eq!(methods_of_the_engine(), ours);
        assert_eq!(documented("Methods"), ours);
    }

    #[test]
    fn every_example_request_of_the_document_is_understood() {
        let requests: Vec<&str> = DOCUMENT.lines().filter_map(|line| line.strip_prefix("> ")).collect();
        let examples: Vec<&str> = requests.into_iter().filter(|line| line.starts_with('{')).collect();
        assert!(examples.len() >= METHODS.len(), "an example of every method, and the transcript");
        for example in &examples {
            assert!(parse(example.as_bytes()).is_ok(), "{example}");
        }
        for method in documented("Methods") {
            let named = format!(r#""method":"{method}""#);
            assert!(examples.iter().any(|example| example.contains(&named)), "no example of {method}");
        }
    }

    #[test]
    fn every_failure_of_the_engine_is_documented() {
        let error = serde_json::from_str::<Failure>("\"?\"").unwrap_err().to_string();
        let (_, list) = error.split_once("expected one of ").unwrap();
        for name in list.split('`').skip(1).step_by(2) {
            // the failures with a field have it in their sentence
            let sentence = match serde_json::from_value::<Failure>(json!(name)) {
                Ok(failure) => format!("{failure} |"),
                Err(_) => String::new(),
            };
            assert!(DOCUMENT.contains(&format!("| `{name}` | {sentence}")), "{name}: {sentence}");
        }
    }

    #[test]
    fn every_event_is_documented() {
        use sotto_engine::api::{CheckOutcome, ContactId};
        let events = documented("Events");
        for event in [
            Event::ContactRemoved { contact: ContactId(1) },
            Event::Checked { contact: ContactId(1), outcome: CheckOutcome::Same, asked_by_us: true },
            Event::Resync {},
            Event::Storage { failure: Failure::Disk },
        ] {
            let method = json!(event)["method"].as_str().unwrap().to_owned();
            assert!(events.contains(&method), "{method}");
        }
        assert_eq!(
            events,
            ["status", "contact", "contact_removed", "message", "checked", "resync", "storage"]
        );
    }

    #[test]
    fn a_request_may_have_any_id_and_a_notification_none() {
        for id in ["1", "-2.5", "\"x\"", "null"] {
            let call =
                parse(format!(r#"{{"jsonrpc":"2.0","id":{id},"method":"status"}}"#).as_bytes()).unwrap();
            assert_eq!(call.id.unwrap().to_string(), id);
        }
        assert!(parse(br#"{"jsonrpc":"2.0","method":"status"}"#).unwrap().id.is_none());
    }

    #[test]
    fn no_parameters_may_be_written_in_three_ways() {
        for params in ["", r#","params":null"#, r#","params":{}"#] {
            let line = format!(r#"{{"jsonrpc":"2.0","id":1,"method":"create_amnesic"{params}}}"#);
            assert!(matches!(parse(line.as_bytes()).unwrap().request, Request::CreateAmnesic), "{line}");
        }
    }

    #[test]
    fn what_is_wrong_with_a_line_is_told_by_its_code() {
        let id = Some(json!(7));
        let null = Some(Value::Null);
        for (line, expected, kind) in [
            ("{", null.clone(), FaultKind::NotJson),
            ("\"\u{7}", null.clone(), FaultKind::NotJson),
            ("[]", null.clone(), FaultKind::NotARequest),
            ("3", null.clone(), FaultKind::NotARequest),
            (r#"{"id":7,"method":"status"}"#, id.clone(), FaultKind::NotARequest),
            (r#"{"jsonrpc":"1.0","id":7,"method":"status"}"#, id.clone(), FaultKind::NotARequest),
            (r#"{"jsonrpc":"2.0","id":7,"method":3}"#, id.clone(), FaultKind::NotARequest),
            (r#"{"jsonrpc":"2.0","id":7,"method":"status","more":1}"#, id.clone(), FaultKind::NotARequest),
            (r#"{"jsonrpc":"2.0","id":[7],"method":"status"}"#, null.clone(), FaultKind::NotARequest),
            (r#"{"jsonrpc":"2.0","id":7,"method":"Status"}"#, id.clone(), FaultKind::UnknownMethod),
            (r#"{"jsonrpc":"2.0","id":7,"method":"create"}"#, id.clone(), FaultKind::BadParameters),
            (
                r#"{"jsonrpc":"2.0","id":7,"method":"create","params":["x"]}"#,
                id.clone(),
                FaultKind::BadParameters,
            ),
            (
                r#"{"jsonrpc":"2.0","id":7,"method":"create","params":{"passphrase":"x","y":1}}"#,
                id.clone(),
                FaultKind::BadParameters,
            ),
            (r#"{"jsonrpc":"2.0","method":"create"}"#, None, FaultKind::BadParameters),
            (r#"{"jsonrpc":"2.0","method":"nonsense"}"#, None, FaultKind::UnknownMethod),
        ] {
            assert_eq!(fault(line), Fault { id: expected, kind }, "{line}");
        }
        assert!(parse(b"\"\xff\"").is_err());
    }

    #[test]
    fn a_refusal_repeats_nothing_of_the_line() {
        let wrong = r#"{"jsonrpc":"2.0","id":7,"method":"create","params":{"passphrase":["tulip"]}}"#;
        let line = refusal(&fault(wrong)).unwrap();
        assert_eq!(json(&line)["error"]["code"], -32602);
        assert!(!line.contains("tulip"));
        assert_eq!(refusal(&fault(r#"{"jsonrpc":"2.0","method":"create"}"#)), None);
    }

    #[test]
    fn a_failure_carries_its_sentence_and_its_name() {
        let line = answer(&json!("a"), &Err(Failure::BridgeMalformed { line: 2 }));
        let expected = json!({
            "jsonrpc": "2.0",
            "id": "a",
            "error": {
                "code": -32000,
                "message": "Line 2 is not a bridge line. Paste it whole, as it was given.",
                "data": {"failure": {"bridge_malformed": {"line": 2}}},
            },
        });
        assert_eq!(json(&line), expected);
    }

    #[test]
    fn the_event_of_a_check_is_written_as_documented() {
        use sotto_engine::api::{CheckOutcome, ContactId};
        let (contact, outcome) = (ContactId(1), CheckOutcome::Same);
        let written = json(&notification(&Event::Checked { contact, outcome, asked_by_us: true }));
        let example = DOCUMENT.lines().find(|line| line.contains(r#""method":"checked""#)).unwrap();
        assert_eq!(written, serde_json::from_str::<Value>(example.strip_prefix("< ").unwrap()).unwrap());
    }

    #[test]
    fn an_answer_to_a_question_is_read_and_never_printed() {
        let line =
            r#"{"jsonrpc":"2.0","id":1,"method":"answer_question","params":{"contact":1,"answer":"tulip"}}"#;
        let request = parse(line.as_bytes()).unwrap().request;
        assert!(matches!(&request, Request::AnswerQuestion { answer, .. } if answer.reveal() == "tulip"));
        assert!(!format!("{request:?}").contains("tulip"));
    }

    #[test]
    fn nothing_that_a_peer_wrote_reaches_a_terminal_unescaped() {
        let hostile = "\u{1b}[2J \u{9b}31m \u{7f} \u{202e}exe.gpj \u{2028} \u{feff} \u{e0041} é 你 \n";
        let line = line(&json!({ "text": hostile }));
        assert!(!line.trim_end().chars().any(is_hidden), "{line:?}");
        assert!(line.contains("é 你"));
        assert_eq!(json(&line)["text"], hostile);
    }

    #[test]
    fn nothing_of_any_hostile_string_reaches_a_terminal_unescaped_and_nothing_is_lost() {
        let strings = include_str!("../../../tests/corpora/hostile-strings.txt").lines();
        let names = include_str!("../../../tests/corpora/hostile-names.txt").lines();
        let mut count = 0;
        for text in strings.chain(names).map(|line| serde_json::from_str::<String>(line).unwrap()) {
            let written = line(&json!({ "text": text, "name": text, "question": text }));
            assert!(!written.trim_end().chars().any(is_hidden), "{written:?}");
            assert_eq!(json(&written)["text"], text);
            assert_eq!(json(&written)["question"], text);
            count += 1;
        }
        assert!(count > 5_000, "{count}");
    }
}
