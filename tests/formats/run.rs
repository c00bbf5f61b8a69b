//! Runs of the program, and what each format is read back with.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The formats that hold every result.
pub(crate) const WHOLE: [&str; 8] = ["json", "ndjson", "sarif", "junit", "csv", "html", "markdown", "xlsx"];
pub(crate) const BROKEN: &str = "種別: [外部委託]\n諮問依頼書:\n  実施目的: \"閉じない\n";
/// A look, a waiver, what is missing and what is denied.
pub(crate) const SETTLED: &str = "\
種別: [外部委託]
目視確認:
  - {規則: KS-1403-12, 根拠: 書類は、所定の場所に置く。, 確認者: 医療課長, 確認日: 令和2年7月1日}
免除:
  - {規則: KS-1403-20, 理由: 紙も媒体も扱わない, 決裁者: 部長, 文書番号: 2医第10号, 期限: 令和2年7月31日}
諮問依頼書:
  日付: 令和 2 年 7 月 2 日
  個人情報の保護対策:
    外部委託に係る対策:
      委託業務に係る個人情報保護対策:
        - 書類は、所定の場所に置く。
        - 業務従事者の名簿を区へ提出することを要しない。
";

pub(crate) fn kansa(folder: &Path) -> Command {
    let mut command = Command::cargo_bin("kansa").expect("the program is built");
    for name in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_STEP_SUMMARY"] {
        command.env_remove(name);
    }
    command.current_dir(folder).env("COLUMNS", "100");
    command
}

/// All formats of one run, in files of their names.
pub(crate) struct Outputs {
    pub(crate) folder: TempDir,
}

impl Outputs {
    pub(crate) fn of(folder: &Path, paths: &[&str]) -> Self {
        let out = TempDir::new().expect("a folder");
        let mut command = kansa(folder);
        command.arg("check").args(paths);
        for name in WHOLE.iter().chain(&["github", "pretty"]) {
            command.args(["--format", &format!("{name}={}", out.path().join(name).display())]);
        }
        let output = command.output().expect("the program runs");
        assert!(output.status.code().is_some_and(|code| code != 2), "{}", String::from_utf8_lossy(&output.stderr));
        Self { folder: out }
    }

    pub(crate) fn bytes(&self, format: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(format)).expect("the output")
    }

    pub(crate) fn text(&self, format: &str) -> String {
        String::from_utf8(self.bytes(format)).unwrap_or_else(|error| panic!("{format} is UTF-8: {error}"))
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text("json")).expect("JSON")
    }

    pub(crate) fn sarif(&self) -> Value {
        serde_json::from_str(&self.text("sarif")).expect("JSON")
    }

    /// The lines of `ndjson`.
    pub(crate) fn lines(&self) -> Vec<Value> {
        self.text("ndjson").lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
    }

    /// The rows of `csv` below its head, by the names of the columns.
    pub(crate) fn rows(&self) -> Vec<BTreeMap<String, String>> {
        let text = self.text("csv");
        let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
        let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
        reader.deserialize().map(|row| row.expect("a row as long as the head")).collect()
    }

    /// A sheet of the workbook.
    pub(crate) fn sheet(&self, name: &str) -> Vec<Vec<String>> {
        use calamine::Reader as _;
        let bytes = std::io::Cursor::new(self.bytes("xlsx"));
        let mut book: calamine::Xlsx<_> = calamine::Reader::new(bytes).expect("a workbook");
        let range = book.worksheet_range(name).expect("the sheet");
        let text = |cell: &calamine::Data| match cell {
            calamine::Data::String(text) => text.clone(),
            calamine::Data::Empty => String::new(),
            other => panic!("no cell but text: {other:?}"),
        };
        range.rows().map(|row| row.iter().map(text).collect()).collect()
    }
}

/// All formats of the cases of the tree.
pub(crate) fn cases() -> &'static Outputs {
    static CASES: LazyLock<Outputs> = LazyLock::new(|| Outputs::of(Path::new("."), &["cases"]));
    &CASES
}

/// All formats of [`mixed`], with the folder.
pub(crate) fn of_mixed() -> (&'static Outputs, &'static Path) {
    static MIXED: LazyLock<(Outputs, TempDir)> = LazyLock::new(|| {
        let folder = mixed();
        (Outputs::of(folder.path(), &["."]), folder)
    });
    (&MIXED.0, MIXED.1.path())
}

/// A folder with a whole case, one with records, a broken file and one that is no case.
pub(crate) fn mixed() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let put = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).expect("the file");
    put("a.yaml", &fs::read("cases/2020-08-eligibility.yaml").expect("the case"));
    put("b.yaml", BROKEN.as_bytes());
    put("c.yaml", SETTLED.as_bytes());
    put("d.yaml", b"\xff\xfe\x00\x00 no text");
    put("e.yaml", "種別: [外部委託]\n".as_bytes());
    put("notes.yaml", "会議: メモ\n".as_bytes());
    fs::create_dir(folder.path().join("f")).expect("a folder");
    // The name of the paper is Japanese here: addresses in the formats must bear it.
    let case = fs::read_to_string("fixtures/attached/with.yaml").expect("the case");
    put("f/with.yaml", case.replace("special-terms.txt", "特約条項.txt").as_bytes());
    put("f/特約条項.txt", &fs::read("fixtures/attached/special-terms.txt").expect("the paper"));
    folder
}
