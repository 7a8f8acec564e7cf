//! The rules of the house that neither the compiler nor clippy can see.

mod claims;
mod depends;
mod features;
mod files;
mod links;
mod lints;

use crate::say;
use crate::workspace::{self, Workspace};
use anyhow::{Result, bail};

/// Holds the source and the manifests against the rules; says every breach.
///
/// # Errors
/// A rule is broken, or the tree cannot be read.
pub(crate) fn check(here: &Workspace) -> Result<()> {
    let files = files::tracked(&here.root)?;
    let mut breaches = depends::manifests(here.members());
    breaches.extend(files::top_level(&files));
    breaches.extend(files::contents(here, &files)?);
    breaches.extend(links::openers(here, &files)?);
    for (package, edges, rule) in depends::GRAPHS {
        breaches.extend(depends::graph(package, &workspace::graph(&here.root, package, edges)?, rule));
    }
    let program = workspace::features(&here.root, "sotto", "normal,build")?;
    breaches.extend(depends::features(&program));
    breaches.extend(features::drawing(&program));
    breaches.extend(features::wiping(&workspace::features(&here.root, "sotto-engine", "normal")?));
    breaches.extend(lints::check(here, &files)?);
    breaches.extend(claims::check(here)?);
    verdict(&breaches)
}

fn verdict(breaches: &[String]) -> Result<()> {
    for breach in breaches {
        say::line(format_args!("  {breach}"));
    }
    if !breaches.is_empty() {
        bail!("{} breaches of the rules", breaches.len());
    }
    Ok(())
}
