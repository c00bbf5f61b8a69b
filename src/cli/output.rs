//! Standard output and standard error.

use std::fs::File;
use std::io::{self, BufWriter, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use super::Failure;
use super::args::Colour;
use crate::report::Format;

/// Width where standard output is no terminal.
const WIDTH: usize = 100;

/// Writes a message to standard error.
#[expect(clippy::print_stderr, reason = "the one place for messages")]
pub(super) fn tell(message: &str) {
    eprintln!("{message}");
}

/// What the system says of a file, in Japanese; it speaks the language of the machine, and that is English here.
pub(super) fn told(error: &io::Error) -> String {
    use io::ErrorKind;
    let known = match error.kind() {
        ErrorKind::NotFound => "見つかりません",
        ErrorKind::PermissionDenied => "権限がありません",
        ErrorKind::AlreadyExists => "もうあります",
        ErrorKind::IsADirectory => "フォルダーです",
        ErrorKind::NotADirectory => "パスの途中にフォルダーでないものがあります",
        ErrorKind::InvalidData => "UTF-8の文ではありません",
        ErrorKind::InvalidInput => "ファイルの名として使えません",
        ErrorKind::ReadOnlyFilesystem => "書き込めない場所です",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "空きがありません",
        ErrorKind::ResourceBusy => "ほかで使われています",
        ErrorKind::TimedOut => "時間切れです",
        ErrorKind::OutOfMemory => "記憶が足りません",
        _ => return error.raw_os_error().map_or_else(|| error.to_string(), |code| format!("システムのエラー {code}")),
    };
    known.to_owned()
}

/// Writes to a file, or to standard output.
pub(super) fn write(
    file: Option<&Path>,
    body: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), Failure> {
    let mut out = open(file)?;
    body(&mut out)?;
    out.flush()?;
    Ok(())
}

/// Opens a file, or standard output, to be written.
pub(super) fn open(file: Option<&Path>) -> Result<Box<dyn io::Write + Send>, Failure> {
    let Some(path) = file else { return Ok(Box::new(BufWriter::new(io::stdout()))) };
    let file = File::create(path).map_err(|error| {
        Failure::Usage(format!(
            "エラー: {} に書き込めません（{}）。書き込み先を確かめてください。",
            path.display(),
            told(&error)
        ))
    })?;
    Ok(Box::new(BufWriter::new(file)))
}

/// The file that GitHub shows as the summary of a job, where annotations for it are asked for.
pub(super) fn step_summary(formats: impl IntoIterator<Item = Format>) -> Option<PathBuf> {
    let file = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|file| !file.is_empty())?;
    formats.into_iter().any(|format| format == Format::Github).then(|| file.into())
}

/// Adds text to the end of a file.
pub(super) fn append(path: &Path, text: &str) -> Result<(), Failure> {
    let written = File::options().create(true).append(true).open(path).and_then(|mut file| {
        file.write_all(text.as_bytes())?;
        file.flush()
    });
    written.map_err(|error| {
        Failure::Usage(format!(
            "エラー: {} に書き足せません（{}）。環境変数 GITHUB_STEP_SUMMARY を確かめてください。",
            path.display(),
            told(&error)
        ))
    })
}

/// Whether to colour what goes to standard output.
pub(super) fn colour(choice: Colour) -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match choice {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR") => false,
        Colour::Auto => set("CLICOLOR_FORCE") || set("FORCE_COLOR") || io::stdout().is_terminal(),
    }
}

/// Width of the terminal in cells.
pub(super) fn width() -> usize {
    let columns = std::env::var_os("COLUMNS").and_then(|value| value.to_str()?.parse().ok());
    columns.filter(|&columns: &usize| columns >= 40).unwrap_or(WIDTH)
}
