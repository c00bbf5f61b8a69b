//! What the README shows is real: its overview and its help are the program's, and every line of its excerpt
//! is printed. With `KANSA_UPDATE` set the overview, the help and the counts are written again instead.

use assert_cmd::Command;

const PAGE: &str = "README.md";
/// Stands in the excerpt for lines that are left out.
const LEFT_OUT: &str = "…";
const FENCE: &str = "```text\n";

fn output(arguments: &[&str]) -> String {
    let mut program = Command::cargo_bin("kansa").expect("the program");
    program.args(arguments).env("COLUMNS", "100").env("NO_COLOR", "1");
    String::from_utf8(program.output().expect("it runs").stdout).expect("UTF-8")
}

/// The fenced blocks of a language.
fn blocks(readme: &str, fence: &str) -> Vec<String> {
    readme.split(fence).skip(1).map(|rest| rest.split("```").next().unwrap_or("").to_owned()).collect()
}

/// The lines of an excerpt that count something: they change with the rules.
fn counts(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.contains("○ 適合 ") || line.starts_with("この件: ")).collect()
}

#[test]
fn what_it_shows_is_real() {
    let readme = std::fs::read_to_string(PAGE).expect("the README");
    let texts = blocks(&readme, FENCE);
    let [overview, excerpt, help] = texts.as_slice() else { panic!("an overview, an excerpt and a help") };
    let (all, one, usage) = (
        output(&["check", "cases/"]),
        output(&["check", "cases/2020-11-postnatal-care.yaml"]),
        output(&["check", "--help"]),
    );
    if std::env::var_os("KANSA_UPDATE").is_some() {
        let mut page = readme.replace(overview.as_str(), &all).replace(help.as_str(), &usage);
        for (old, new) in counts(excerpt).iter().zip(counts(&one)) {
            page = page.replace(old, new);
        }
        std::fs::write(PAGE, page).expect("the README can be written");
        return;
    }
    let stale = "out of date: KANSA_UPDATE=1 cargo test --test readme writes it again";
    assert_eq!(*overview, all, "{stale}");
    assert_eq!(*help, usage, "{stale}");
    assert!(counts(excerpt).len() >= 2, "{excerpt}");
    for line in excerpt.lines().filter(|line| line.trim() != LEFT_OUT) {
        assert!(one.lines().any(|real| real == line), "{stale}; not printed: {line}");
    }
}

#[test]
fn the_first_commands_are_the_two_that_do_all() {
    let readme = std::fs::read_to_string(PAGE).expect("the README");
    let commands: Vec<String> =
        blocks(&readme, "```console\n").concat().lines().map(|line| line.trim_start_matches("$ ").to_owned()).collect();
    assert_eq!(commands.get(..2).expect("two commands"), ["cargo run --release -- check cases/", "cargo test"]);
}
