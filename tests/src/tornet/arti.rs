//! What a client must know of a network: its authority, as Arti and as tor read it.

/// A directory authority on loopback.
#[derive(Clone, Debug)]
pub struct Authority {
    /// Directory identity, 40 hexadecimal digits.
    pub v3: String,
    /// RSA identity, 40 hexadecimal digits.
    pub rsa: String,
    /// Ed25519 identity, base64.
    pub ed: String,
    /// Where it is a relay.
    pub onion_port: u16,
    /// Where it serves the directory.
    pub directory_port: u16,
}

impl Authority {
    pub(super) fn torrc_line(&self) -> String {
        let Self { v3, rsa, ed: _, onion_port, directory_port } = self;
        format!(
            "DirAuthority authority orport={onion_port} no-v2 v3ident={v3} 127.0.0.1:{directory_port} {rsa}\n"
        )
    }

    fn fallback(&self) -> String {
        let Self { v3: _, rsa, ed, onion_port, directory_port: _ } = self;
        format!(
            "  {{ rsa_identity = \"{rsa}\", ed_identity = \"{ed}\", orports = [\"127.0.0.1:{onion_port}\"] }},\n"
        )
    }
}

/// The part of an `arti.toml` that leads a client to the network of `authorities` and to no other.
///
/// All relays share one address, so paths must not keep them apart by their subnet.
#[must_use]
pub fn arti_toml(authorities: &[Authority]) -> String {
    let fallbacks: String = authorities.iter().map(Authority::fallback).collect();
    let identities = list(authorities, |authority| format!("\"{}\"", authority.v3));
    let ports = list(authorities, |authority| format!("[\"127.0.0.1:{}\"]", authority.directory_port));
    format!(
        "\
[tor_network]
fallback_caches = [
{fallbacks}]

[tor_network.authorities]
v3idents = [{identities}]
uploads = [{ports}]
downloads = [{ports}]
votes = [{ports}]

[path_rules]
ipv4_subnet_family_prefix = 33
ipv6_subnet_family_prefix = 129
"
    )
}

fn list(authorities: &[Authority], write: impl Fn(&Authority) -> String) -> String {
    authorities.iter().map(write).collect::<Vec<_>>().join(", ")
}
