//! The transcript of invites in `docs/headless.md` is what an engine really says, but for the addresses: those of the document are
//! nobody's.

use super::paste;
use crate::api::{Event, NewInvite, Request, Response};
use crate::invite::{self, Token};
use crate::scenarios::world::World;
use serde_json::{Value, json};
use sotto_transport::OnionAddress;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

const DOCUMENT: &str = include_str!("../../../../../docs/headless.md");
const NAMES: [&str; 3] = [
    "exampleofalicexxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxabkjdjid.onion",
    "exampleofbobxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxabeh2sad.onion",
    "exampleofcarolxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxhpepyd.onion",
];

/// What is written to Alice's program and what it writes: her lines, and of the events the last about each contact.
struct Transcript {
    world: World,
    lines: String,
    id: u32,
}

impl Transcript {
    fn ask(&mut self, method: &str, params: Value) -> Response {
        self.id += 1;
        let mut request = json!({ "method": method, "params": params });
        let mut shown = format!(",\"params\":{params}");
        if params.is_null() {
            request.as_object_mut().unwrap().remove("params");
            shown.clear();
        }
        let answer = self.world.ask(0, serde_json::from_value::<Request>(request).unwrap()).unwrap();
        let id = self.id;
        self.lines += &format!(
            "> {{\"jsonrpc\":\"2.0\",\"id\":{id},\"method\":\"{method}\"{shown}}}\n< {}\n",
            json!({ "id": id, "jsonrpc": "2.0", "result": answer })
        );
        answer
    }

    fn hear(&mut self) {
        self.world.settle();
        let mut last = BTreeMap::new();
        for event in std::mem::take(&mut self.world.nodes[0].events) {
            if let Event::Contact(contact) = &event {
                last.insert(contact.id, event);
            }
        }
        for event in last.values() {
            let mut line = json!(event);
            line["jsonrpc"] = "2.0".into();
            self.lines += &format!("< {line}\n");
        }
    }

    /// With the addresses of the document.
    fn told(&self, invite: &NewInvite) -> String {
        let alice = OnionAddress::parse(NAMES[0]).unwrap();
        let link = invite::link(&alice, &Token::from_bytes(Zeroizing::new(*b"nobody's example")));
        let lines = self.lines.replace(invite.link.reveal(), link.reveal());
        let name = |lines: String, id: usize| lines.replace(&self.world.address(id).reveal(), NAMES[id]);
        (0..NAMES.len()).fold(lines, name)
    }
}

#[test]
fn the_transcript_of_invites_in_the_document_is_what_the_engine_says() {
    let mut told = Transcript { world: World::new(3, 1), lines: String::new(), id: 0 };
    told.world.settle();
    let Response::Invite(invite) = told.ask("make_invite", json!({ "days": 7 })) else { panic!() };
    told.ask("invites", Value::Null);
    paste(&mut told.world, 1, &invite);
    told.hear();
    told.ask("invites", Value::Null);
    paste(&mut told.world, 2, &invite);
    told.hear();
    told.ask("make_invite", json!({ "days": 1 }));
    let second =
        told.lines.rfind("sotto:").map(|at| told.lines.split_at(at).1.chars().take(94).collect::<String>());
    told.ask("revoke_invite", json!({ "invite": 2 }));
    let lines = told.told(&invite).replace(&second.unwrap(), "sotto:...");
    assert!(DOCUMENT.contains(&lines), "{lines}");
}
