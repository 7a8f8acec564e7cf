//! From what is missing to the commands that install it. Decides; carries nothing out.

use super::need::{Need, Source};

/// What may be installed here, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rights {
    /// Debian packages, directly.
    Root,
    /// Debian packages, through sudo.
    Sudo,
    /// No Debian packages.
    None,
    /// There are none here.
    NotDebian,
}

/// What is to be installed, by where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    packages: Vec<&'static str>,
    components: Vec<&'static str>,
    tools: Vec<(&'static str, &'static str)>,
}

impl Plan {
    /// Everything that these needs come from.
    pub(crate) fn for_needs(needs: &[&Need]) -> Self {
        let mut plan = Self::default();
        for need in needs {
            match need.source {
                Source::Debian(package) => plan.packages.push(package),
                Source::Rustup(component) => plan.components.push(component),
                Source::Cargo(tool, version) => plan.tools.push((tool, version)),
            }
        }
        plan
    }

    /// The commands, in order.
    ///
    /// # Errors
    /// Debian packages are missing and the rights do not suffice; says why.
    pub(crate) fn commands(&self, rights: Rights) -> Result<Vec<Vec<String>>, &'static str> {
        let before: &[&str] = match rights {
            Rights::Root => &[],
            Rights::Sudo => &["sudo"],
            _ if self.packages.is_empty() => &[],
            Rights::None => return Err("Packages are missing, and only root can install them here"),
            Rights::NotDebian => return Err("Packages are missing, and this system does not use Debian's"),
        };
        Ok(self.all(before))
    }

    /// The same for somebody who types them, as on Debian.
    pub(crate) fn by_hand(&self) -> Vec<String> {
        self.all(&["sudo"]).iter().map(|words| words.join(" ")).collect()
    }

    fn all(&self, before: &[&str]) -> Vec<Vec<String>> {
        let mut commands = Vec::new();
        if !self.packages.is_empty() {
            commands.push(words(before, &["apt-get", "update"], &[]));
            let install = ["apt-get", "install", "--yes", "--no-install-recommends"];
            commands.push(words(before, &install, &self.packages));
        }
        if !self.components.is_empty() {
            commands.push(words(&[], &["rustup", "component", "add"], &self.components));
        }
        for (tool, version) in &self.tools {
            commands.push(words(&[], &["cargo", "install", "--locked", "--version", version], &[tool]));
        }
        commands
    }
}

fn words(before: &[&str], command: &[&str], after: &[&str]) -> Vec<String> {
    [before, command, after].concat().into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::super::need::NEEDS;
    use super::*;

    fn plan(names: &[&str]) -> Plan {
        Plan::for_needs(&NEEDS.iter().filter(|need| names.contains(&need.name)).collect::<Vec<_>>())
    }

    #[test]
    fn packages_are_installed_at_once_and_first() {
        let commands = plan(&["cargo-deny", "tor", "rustfmt", "make"]).commands(Rights::Root).unwrap();
        let lines: Vec<String> = commands.iter().map(|words| words.join(" ")).collect();
        assert_eq!(lines[0], "apt-get update");
        assert_eq!(lines[1], "apt-get install --yes --no-install-recommends make tor");
        assert_eq!(lines[2], "rustup component add rustfmt");
        assert!(
            lines[3].starts_with("cargo install --locked --version ") && lines[3].ends_with(" cargo-deny")
        );
    }

    #[test]
    fn only_packages_go_through_sudo() {
        let commands = plan(&["tor", "clippy"]).commands(Rights::Sudo).unwrap();
        let first: Vec<&str> = commands.iter().map(|words| words[0].as_str()).collect();
        assert_eq!(first, ["sudo", "sudo", "rustup"]);
    }

    #[test]
    fn without_rights_packages_are_refused_and_the_rest_is_not() {
        for rights in [Rights::None, Rights::NotDebian] {
            assert!(plan(&["tor"]).commands(rights).is_err());
            assert_eq!(plan(&["clippy"]).commands(rights).unwrap().len(), 1);
        }
        assert_eq!(
            plan(&["tor"]).by_hand(),
            ["sudo apt-get update", "sudo apt-get install --yes --no-install-recommends tor"]
        );
    }
}
