//! The program: one command a file. Only here is anything printed, the environment or the clock read,
//! and the exit code given.

mod args;
mod attest;
mod check;
mod config;
mod explain;
mod explain_text;
mod input;
mod output;
mod progress;
mod rules;
mod ruleset;
mod settings;
mod stream;
mod targets;
mod test;
mod usage;
mod verify;
mod walk;

use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use args::{Args, Command};
pub use input::InputError;

use crate::report;
use crate::rules::RuleSetError;

/// The exit code of a run in which nothing reached the threshold.
const IN_ORDER: u8 = 0;
/// The exit code for wrong usage, a wrong rule set or an internal error.
const USAGE: u8 = 2;

/// Runs the program with the arguments of this process.
pub fn main() -> ExitCode {
    let parsed = command().try_get_matches();
    let parsed = parsed.and_then(|matches| Args::from_arg_matches(&matches).map(|args| (args, matches)));
    let (args, matches) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => {
            if error.use_stderr() {
                output::tell(&usage::message(&error));
                return ExitCode::from(USAGE);
            }
            // Help that cannot be printed has nobody to tell.
            let _ = error.print();
            return ExitCode::from(IN_ORDER);
        }
    };
    let done = match args.command {
        Command::Check(args) => {
            // Where a setting is from is known to the matches alone.
            let own = matches.subcommand().map_or(&matches, |(_, own)| own);
            check::run(&args, own)
        }
        Command::Attest(args) => attest::run(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::ExplainText(args) => explain_text::run(&args),
        Command::Rules(args) => rules::run(&args),
    };
    ExitCode::from(done.unwrap_or_else(|failure| failure.tell()))
}

/// The commands and their flags. An environment variable that is set to nothing says nothing.
fn command() -> clap::Command {
    let without = |arg: clap::Arg| {
        let is_empty = |name: &std::ffi::OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
        if arg.get_env().is_some_and(is_empty) { arg.env(clap::builder::Resettable::Reset) } else { arg }
    };
    Args::command().mut_subcommands(|command| command.mut_args(without))
}

/// Why the program could not do what was asked.
#[derive(Debug)]
enum Failure {
    /// A message for people; the exit code is [`USAGE`].
    Usage(String),
    /// A rule set with faults; the exit code is [`USAGE`].
    RuleSet(RuleSetError),
    /// The result could not be written. A reader that closed the pipe is no fault.
    Output(std::io::Error),
}

impl Failure {
    fn tell(self) -> u8 {
        match self {
            Self::Usage(message) => {
                output::tell(&message);
                USAGE
            }
            Self::RuleSet(error) => {
                output::tell(&report::problems("規則のエラー", &error.problems));
                USAGE
            }
            Self::Output(error) if error.kind() == std::io::ErrorKind::BrokenPipe => IN_ORDER,
            Self::Output(error) => {
                let reason = output::told(&error);
                output::tell(&format!("エラー: 結果を書き出せません（{reason}）。書き込み先を確かめてください。"));
                USAGE
            }
        }
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Output(error)
    }
}
