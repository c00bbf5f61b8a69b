//! What the README shows is real: its help is the program's, and every line of its excerpt is printed.

use assert_cmd::Command;

/// Stands in the excerpt for lines that are left out.
const LEFT_OUT: &str = "…";

fn output(arguments: &[&str]) -> String {
    let mut program = Command::cargo_bin("kansa").expect("the program");
    program.args(arguments).env("COLUMNS", "100").env("NO_COLOR", "1");
    String::from_utf8(program.output().expect("it runs").stdout).expect("UTF-8")
}

/// The fenced blocks of a language.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    readme.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or("").to_owned()).collect()
}

#[test]
fn the_excerpt_and_the_help_are_real() {
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let texts = blocks(&readme, "text");
    let [excerpt, help] = texts.as_slice() else { panic!("the README has an excerpt and a help") };
    let printed = output(&["check", "cases/"]);
    for line in excerpt.lines().filter(|line| line.trim() != LEFT_OUT) {
        assert!(printed.lines().any(|real| real == line), "not printed: {line}");
    }
    let letters = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(letters(help), letters(&output(&["check", "--help"])));
}

#[test]
fn the_first_commands_are_the_two_that_do_all() {
    let readme = std::fs::read_to_string("README.md").expect("the README");
    let commands: Vec<String> =
        blocks(&readme, "console").concat().lines().map(|line| line.trim_start_matches("$ ").to_owned()).collect();
    assert_eq!(commands.get(..2).expect("two commands"), ["cargo run --release -- check cases/", "cargo test"]);
}
