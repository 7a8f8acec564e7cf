//! The start script of the bundle, run as users run it, with a program that tells what it was given.
#![expect(clippy::unwrap_used, reason = "a test that cannot make its world has failed")]

use std::collections::BTreeMap;
use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder name as users have them: a space, accents, a sign that `env` takes for an assignment, a quote.
const FOLDER: &str = "Sotto für Zoé = l'été";
/// Tells its arguments and environment on standard output and in its home; repeats standard input when headless.
const PROGRAM: &str = r#"#!/bin/sh
tell() {
  for word in "$@"; do printf 'word %s\n' "$word"; done
  /usr/bin/env | while IFS= read -r line; do printf 'variable %s\n' "$line"; done
}
tell "$@"
[ ! -d "$HOME" ] || tell "$@" >"$HOME/told"
[ "$1" != headless ] || while IFS= read -r line; do printf 'heard %s\n' "$line"; done
"#;
/// What `sh` adds to the environment by itself.
const OF_THE_SHELL: [&str; 4] = ["PWD", "OLDPWD", "SHLVL", "_"];

/// A bundle with a program that tells what it was given.
struct Bundle {
    folder: PathBuf,
    parent: tempfile::TempDir,
}

impl Bundle {
    fn new() -> Self {
        Self::with(PROGRAM)
    }

    fn with(program: &str) -> Self {
        let parent = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(parent.path()).unwrap().join(FOLDER);
        fs::create_dir_all(folder.join("App")).unwrap();
        fs::create_dir(folder.join("Data")).unwrap();
        write(&folder.join("start-sotto"), include_str!("../files/start-sotto"), 0o755);
        write(&folder.join("App/sotto"), program, 0o755);
        Self { folder, parent }
    }

    fn script(&self) -> PathBuf {
        self.folder.join("start-sotto")
    }

    /// The script in an environment that gives much away.
    fn start(&self, words: &[&str]) -> Command {
        let mut command = talkative(&self.script());
        command.arg("--allow-root").args(words);
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.start(words).output().unwrap()
    }

    /// What the program was given, from its home in `data`.
    fn told(data: &Path) -> Told {
        Told::read(&fs::read_to_string(data.join("home/told")).unwrap())
    }
}

/// What a program was given.
#[derive(Debug, PartialEq)]
struct Told {
    words: Vec<String>,
    variables: BTreeMap<String, String>,
}

impl Told {
    fn read(text: &str) -> Self {
        let words = text.lines().filter_map(|line| line.strip_prefix("word ")).map(str::to_owned).collect();
        let variables = text
            .lines()
            .filter_map(|line| line.strip_prefix("variable ")?.split_once('='))
            .filter(|(name, _)| !OF_THE_SHELL.contains(name))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        Self { words, variables }
    }

    fn of(output: &Output) -> Self {
        Self::read(&text(&output.stdout))
    }
}

fn talkative(script: &Path) -> Command {
    let mut command = Command::new(script);
    command.env_clear().stdin(Stdio::null()).envs([
        ("HOME", "/nonexistent/home"),
        ("USER", "zoe"),
        ("LANG", "fr_FR.UTF-8"),
        ("LC_TIME", "fa_IR.UTF-8"),
        ("DISPLAY", ":77"),
        ("XDG_RUNTIME_DIR", "/run/user/1000"),
        ("XDG_CONFIG_HOME", "/nonexistent/config"),
        ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/1000/bus"),
        ("SESSION_MANAGER", "local/somewhere"),
        ("http_proxy", "proxy.example:8080"),
        ("LD_LIBRARY_PATH", "/nonexistent/lib"),
        ("RUST_LOG", "trace"),
        ("SSLKEYLOGFILE", "/nonexistent/keys"),
        ("ARTI_FS_DISABLE_PERMISSION_CHECKS", "true"),
        ("CDPATH", "/usr"),
    ]);
    command
}

fn write(path: &Path, text: &str, mode: u32) {
    fs::write(path, text).unwrap();
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn is_root() -> bool {
    text(&Command::new("id").arg("-u").output().unwrap().stdout).trim() == "0"
}

/// Every file and folder below `folder`.
fn tree(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                open.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn the_program_sees_display_and_language_and_nothing_else_of_the_session() {
    let bundle = Bundle::new();
    let told = Told::of(&bundle.run(&["headless"]));
    let home = bundle.folder.join("Data/home").to_str().unwrap().to_owned();
    let expected = [
        ("DISPLAY", ":77".to_owned()),
        ("HOME", home.clone()),
        ("LANG", "fr_FR.UTF-8".to_owned()),
        ("LC_TIME", "fa_IR.UTF-8".to_owned()),
        ("PATH", "/nonexistent".to_owned()),
        ("TMPDIR", format!("{home}/tmp")),
        ("XDG_CACHE_HOME", format!("{home}/.cache")),
        ("XDG_CONFIG_HOME", format!("{home}/.config")),
        ("XDG_DATA_HOME", format!("{home}/.local/share")),
        ("XDG_RUNTIME_DIR", "/run/user/1000".to_owned()),
        ("XDG_STATE_HOME", format!("{home}/.local/state")),
        ("FONTCONFIG_FILE", bundle.folder.join("App/fonts.conf").to_str().unwrap().to_owned()),
    ];
    assert_eq!(told.variables, expected.map(|(name, value)| (name.to_owned(), value)).into());
}

#[test]
fn the_key_of_the_display_is_found_although_the_home_is_another() {
    let bundle = Bundle::new();
    let home = bundle.parent.path().join("home of a user");
    fs::create_dir(&home).unwrap();
    fs::write(home.join(".Xauthority"), "key").unwrap();
    let output = bundle.start(&["headless"]).env("HOME", &home).output().unwrap();
    assert_eq!(Told::of(&output).variables["XAUTHORITY"], home.join(".Xauthority").to_str().unwrap());
    let output =
        bundle.start(&["headless"]).env("HOME", &home).env("XAUTHORITY", "/elsewhere").output().unwrap();
    assert_eq!(Told::of(&output).variables["XAUTHORITY"], "/elsewhere");
}

#[test]
fn headless_speaks_and_listens() {
    let bundle = Bundle::new();
    let input = bundle.parent.path().join("input");
    fs::write(&input, "{\"jsonrpc\": \"2.0\"}\n  spaces stay\n").unwrap();
    let output = bundle.start(&["headless"]).stdin(fs::File::open(input).unwrap()).output().unwrap();
    let said = text(&output.stdout);
    assert!(said.contains("heard {\"jsonrpc\": \"2.0\"}\nheard   spaces stay\n"), "{said}");
    assert_eq!(Told::of(&output).words[..2], ["headless", "--profile"]);
}

#[test]
fn the_window_is_silent_and_keeps_to_its_folder() {
    let bundle = Bundle::new();
    let output = bundle.run(&[]);
    assert!(output.status.success());
    assert_eq!((text(&output.stdout), text(&output.stderr)), (String::new(), String::new()));
    let data = bundle.folder.join("Data");
    assert_eq!(Bundle::told(&data).words, ["--profile", data.to_str().unwrap()]);
    assert_eq!(fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn verbose_shows_what_the_program_says() {
    let bundle = Bundle::new();
    let output = bundle.run(&["--verbose"]);
    let data = bundle.folder.join("Data");
    assert_eq!(Told::of(&output).words, ["--profile", data.to_str().unwrap(), "--verbose"]);
}

#[test]
fn options_of_the_program_reach_it_in_order_and_with_their_spaces() {
    let bundle = Bundle::new();
    let words =
        ["--log", "a log", "headless", "--transports", "x y", "--tor-network", "n.toml", "--transports", "z"];
    let told = Told::of(&bundle.run(&words));
    let data = bundle.folder.join("Data");
    let expected = [
        "headless",
        "--profile",
        data.to_str().unwrap(),
        "--log",
        "a log",
        "--transports",
        "x y",
        "--tor-network",
        "n.toml",
        "--transports",
        "z",
    ];
    assert_eq!(told.words, expected);
}

#[test]
fn a_profile_elsewhere_takes_everything_with_it() {
    let bundle = Bundle::new();
    let here = bundle.parent.path();
    let output = bundle.start(&["--data-dir", "other é/profile"]).current_dir(here).output().unwrap();
    assert!(output.status.success());
    let data = fs::canonicalize(here).unwrap().join("other é/profile");
    let told = Bundle::told(&data);
    assert_eq!(told.words, ["--profile", data.to_str().unwrap()]);
    assert_eq!(told.variables["HOME"], data.join("home").to_str().unwrap());
    assert!(!bundle.folder.join("Data/home").exists());
    let same = Told::of(&bundle.run(&["headless", "--profile", data.to_str().unwrap()]));
    assert_eq!(same.words, ["headless", "--profile", data.to_str().unwrap()]);
}

#[test]
fn a_session_without_a_trace_leaves_none() {
    let bundle = Bundle::new();
    let before = tree(&bundle.folder);
    let told = Told::of(&bundle.run(&["headless", "--amnesic"]));
    assert!(told.words.contains(&"--amnesic".to_owned()));
    assert_eq!(told.variables["HOME"], "/nonexistent");
    assert_eq!(told.variables["TMPDIR"], "/run/user/1000");
    assert_eq!(tree(&bundle.folder), before);
}

#[test]
fn a_folder_that_was_moved_works_and_forgets_where_it_was() {
    let bundle = Bundle::new();
    bundle.run(&[]);
    let moved = bundle.folder.with_file_name("moved");
    fs::rename(&bundle.folder, &moved).unwrap();
    let output = talkative(&moved.join("start-sotto")).arg("--allow-root").output().unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert_eq!(Bundle::told(&moved.join("Data")).words, ["--profile", moved.join("Data").to_str().unwrap()]);
}

#[test]
fn it_finds_its_folder_through_links() {
    let bundle = Bundle::new();
    let here = bundle.parent.path();
    symlink(bundle.script(), here.join("a link")).unwrap();
    symlink("a link", here.join("link to a link")).unwrap();
    symlink(&bundle.folder, here.join("linked folder")).unwrap();
    let data = bundle.folder.join("Data");
    for way in ["a link", "link to a link", "linked folder/start-sotto"] {
        let output = talkative(&here.join(way)).args(["--allow-root", "headless"]).output().unwrap();
        assert_eq!(Told::of(&output).words[2], data.to_str().unwrap(), "{way}");
    }
}

#[test]
fn root_is_refused_with_a_reason() {
    let bundle = Bundle::new();
    let mut command = if is_root() {
        talkative(&bundle.script())
    } else {
        // a user who is root in a name space of their own
        let mut command = talkative(Path::new("/usr/bin/unshare"));
        command.arg("--map-root-user").arg(bundle.script());
        command
    };
    let output = command.arg("headless").output().unwrap();
    let said = text(&output.stderr);
    assert!(!output.status.success());
    assert!(said.contains("root") && said.contains("--allow-root"), "{said}");
    assert!(!bundle.folder.join("Data/home").exists());
}

#[test]
fn a_disk_without_programs_is_explained() {
    let bundle = Bundle::new();
    fs::set_permissions(bundle.folder.join("App/sotto"), Permissions::from_mode(0o644)).unwrap();
    let output = bundle.run(&["headless"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("does not allow programs to be started"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn half_a_bundle_is_explained() {
    let bundle = Bundle::new();
    fs::remove_file(bundle.folder.join("App/sotto")).unwrap();
    assert!(text(&bundle.run(&["headless"]).stderr).contains("Unpack the whole archive again"));
}

#[test]
fn a_folder_that_cannot_be_written_is_explained() {
    let bundle = Bundle::new();
    // not even root makes a folder below a file
    fs::write(bundle.folder.join("Data/home"), "in the way").unwrap();
    let output = bundle.run(&["headless"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cannot be written to"), "{}", text(&output.stderr));
    assert!(bundle.run(&["headless", "--amnesic"]).status.success());
}

#[test]
fn a_link_in_place_of_data_is_refused() {
    let bundle = Bundle::new();
    fs::remove_dir(bundle.folder.join("Data")).unwrap();
    symlink("/nonexistent/data", bundle.folder.join("Data")).unwrap();
    let output = bundle.run(&["headless"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("is a link"));
}

#[test]
fn a_window_that_fails_shows_its_last_words() {
    let bundle = Bundle::with("#!/bin/sh\necho noise\necho 'The disk is full.' >&2\nexit 3\n");
    let mut start = bundle.start(&[]);
    start.env_remove("DISPLAY");
    let output = start.output().unwrap();
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(3));
    assert!(said.contains("The disk is full.") && !said.contains("noise"), "{said}");
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn detached_returns_at_once_and_the_window_stays() {
    let bundle = Bundle::with(
        "#!/bin/sh\nwhile [ ! -e \"$HOME/close\" ]; do /bin/sleep 0.05; done\necho closed >\"$HOME/told\"\n",
    );
    let output = bundle.run(&["--detach"]);
    assert!(output.status.success());
    let home = bundle.folder.join("Data/home");
    assert!(!home.join("told").exists());
    fs::write(home.join("close"), "").unwrap();
    let waiting = "for n in $(seq 200); do [ -e \"$0\" ] && exit 0; sleep 0.05; done; exit 1";
    let seen = Command::new("sh").args(["-c", waiting]).arg(home.join("told")).status().unwrap();
    assert!(seen.success(), "the window ended with the script that opened it");
}

#[test]
fn version_and_help_are_printed() {
    let bundle = Bundle::with("#!/bin/sh\necho \"sotto 1.2.3 $*\"\n");
    assert_eq!(text(&bundle.run(&["--version"]).stdout), "sotto 1.2.3 --version\n");
    let help = text(&bundle.run(&["--help"]).stdout);
    for option in ["headless", "--data-dir", "--amnesic", "--log", "--verbose", "--detach", "--allow-root"] {
        assert!(help.contains(option), "{option}");
    }
}

#[test]
fn mistakes_are_refused_without_repeating_them() {
    let bundle = Bundle::new();
    for words in [&["--verbos"][..], &["secret-name"], &["--data-dir"], &["headless", "--log"]] {
        let output = bundle.start(words).env_remove("DISPLAY").output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?}");
        assert!(!text(&output.stderr).contains("secret-name"));
    }
}

#[test]
fn the_desktop_entry_starts_the_script_beside_it() {
    let bundle = Bundle::new();
    // a start script that tells where it lies, since the real one may refuse root
    write(&bundle.script(), "#!/bin/sh\nprintf '%s %s' \"$0\" \"$*\"\n", 0o755);
    let entry = include_str!("../files/start-sotto.desktop");
    let exec = entry.lines().find_map(|line| line.strip_prefix("Exec=")).unwrap();
    // the Desktop Entry Specification: first the escapes of a value, then %k, then words as in a shell
    let place = bundle.folder.join("start-sotto.desktop");
    let line = exec.replace("\\\\", "\\").replace("%k", "\"$0\"");
    let output = Command::new("sh").arg("-c").arg(line).arg(&place).output().unwrap();
    assert_eq!(text(&output.stdout), format!("{} --detach", bundle.script().display()));
}
