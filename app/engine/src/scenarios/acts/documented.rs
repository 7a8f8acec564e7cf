//! The transcript in `docs/headless.md` is what two engines really say.

use super::{delete, edit, react, reply};
use crate::api::{Event, Request};
use crate::scenarios::world::World;
use serde_json::{Value, json};

const DOCUMENT: &str = include_str!("../../../../../docs/headless.md");

/// What is written to Alice's program and what it writes: her lines, and of the events those about messages.
struct Transcript {
    world: World,
    lines: String,
    id: u32,
}

impl Transcript {
    fn ask(&mut self, method: &str, params: Value) {
        self.id += 1;
        let request = json!({ "method": method, "params": params });
        let answer = self.world.ask(0, serde_json::from_value::<Request>(request).unwrap()).unwrap();
        let id = self.id;
        self.lines += &format!(
            "> {{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\",\"params\":{params}}}\n< {}\n",
            json!({ "id": id, "jsonrpc": "2.0", "result": answer })
        );
        self.hear();
    }

    /// Lets everything arrive, and writes down what Alice is told of messages.
    fn hear(&mut self) {
        self.world.settle();
        for event in std::mem::take(&mut self.world.nodes[0].events) {
            if matches!(event, Event::Message(_)) {
                let mut line = json!(event);
                line["jsonrpc"] = "2.0".into();
                self.lines += &format!("< {line}\n");
            }
        }
    }
}

#[test]
fn the_transcript_of_the_document_is_what_the_engines_say() {
    let mut world = World::new(2, 1);
    world.befriend(0, 1);
    world.settle();
    world.nodes[0].events.clear();
    let mut told = Transcript { world, lines: String::new(), id: 0 };
    told.ask("send", json!({ "contact": 1, "text": "Where do we meet?" }));
    reply(&mut told.world, 1, 0, "At the old mil").unwrap();
    told.hear();
    edit(&mut told.world, 1, 1, "At the old mill").unwrap();
    told.hear();
    told.ask("react", json!({ "message": 2, "reaction": "👍" }));
    react(&mut told.world, 1, 0, Some("👀")).unwrap();
    told.hear();
    told.ask("find", json!({ "text": "MILL", "limit": 20 }));
    told.ask("delete_message", json!({ "message": 1, "for_both": true }));
    delete(&mut told.world, 1, 1, true).unwrap();
    told.hear();
    assert!(DOCUMENT.contains(&told.lines), "{}", told.lines);
}
