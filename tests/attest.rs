//! `kansa attest` writes a record into a case file and leaves the rest of it as it is.

use std::fs;

use assert_cmd::Command;
use tempfile::TempDir;

const PAPER: &str = "\
# 諮問依頼書の下書き
諮問依頼書:
  日付: 令和2年7月2日
  個人情報の保護対策:
    外部委託に係る対策:
      委託業務に係る個人情報保護対策:   # 様式の4
        - 書類は、できる限り施錠できる保管庫に保管する。
        - 書類は、台車で運ぶ。
        - 端末には、ウイルス対策を行わない。
";

const RULE: &str = "KS-1403-12";
const WORDS: &str = "書類は、できる限り施錠できる保管庫に保管する。";

struct Tried {
    folder: TempDir,
    code: i32,
    out: String,
    err: String,
}

impl Tried {
    fn bytes(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("案.yaml")).expect("the file")
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes()).expect("UTF-8")
    }
}

fn attest(bytes: &[u8], rule: &str, more: &[&str]) -> Tried {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("案.yaml");
    fs::write(&path, bytes).expect("the file");
    let mut program = Command::cargo_bin("kansa").expect("the program");
    program.arg("attest").arg(&path).args([rule, "--by", "医療課長 山田", "--day", "2020-07-01"]).args(more);
    let output = program.output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Tried { folder, code: output.status.code().expect("a code"), out: text(output.stdout), err: text(output.stderr) }
}

fn verdict_of(tried: &Tried, rule: &str) -> String {
    let mut program = Command::cargo_bin("kansa").expect("the program");
    program.arg("check").arg(tried.folder.path().join("案.yaml")).args(["--format", "json"]);
    let output = program.output().expect("it runs").stdout;
    let value: serde_json::Value = serde_json::from_slice(&output).expect("JSON");
    let results = value["cases"][0]["results"].as_array().expect("results").clone();
    let own = results.iter().find(|result| result["rule"] == rule).expect("a result");
    own["verdict"].as_str().expect("a word").to_owned()
}

const ENTRY: &str = "{規則: KS-1403-12, 根拠: 書類は、できる限り施錠できる保管庫に保管する。, 確認者: 医療課長 山田, 確認日: 令和2年7月1日, 場所: 諮問依頼書.個人情報の保護対策.外部委託に係る対策.委託業務に係る個人情報保護対策}";

#[test]
fn a_new_list_stands_before_the_paper_and_its_comments() {
    let tried = attest(format!("種別: [外部委託]\n{PAPER}").as_bytes(), RULE, &[]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    assert_eq!(tried.text(), format!("種別: [外部委託]\n目視確認:\n  - {ENTRY}\n{PAPER}"));
    assert!(tried.out.contains(ENTRY), "{}", tried.out);
    assert_eq!(verdict_of(&tried, RULE), "attested");
}

#[test]
fn a_new_list_never_stands_inside_a_text_above_the_paper() {
    let text = format!("種別: [外部委託]\n議案番号: |\n  第1号\n  # 写し\n# 下書き\n{PAPER}");
    let tried = attest(text.as_bytes(), RULE, &[]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    let list = format!("目視確認:\n  - {ENTRY}\n");
    assert_eq!(tried.text(), text.replace("# 下書き", &format!("{list}# 下書き")));
    let bare = text.replace("# 下書き\n# 諮問依頼書の下書き\n", "");
    let tried = attest(bare.as_bytes(), RULE, &[]);
    assert_eq!(tried.text(), bare.replace("諮問依頼書:\n", &format!("{list}諮問依頼書:\n")));
}

#[test]
fn a_list_is_gone_on_with_as_it_is_written() {
    let first = "規則: KS-1403-15, 根拠: 書類は、台車で運ぶ。, 確認者: 係長, 確認日: 令和2年7月1日";
    let block = first.replace(", ", "\n    ");
    for (before, after) in [
        (
            format!("目視確認:\n  - {block}   # 現物を見た\n"),
            format!("目視確認:\n  - {block}   # 現物を見た\n  - {ENTRY}\n"),
        ),
        (format!("目視確認:\n- {{{first}}}\n"), format!("目視確認:\n- {{{first}}}\n- {ENTRY}\n")),
        (format!("目視確認: [{{{first}}}]\n"), format!("目視確認: [{{{first}}}, {ENTRY}]\n")),
        ("目視確認: []\n".to_owned(), format!("目視確認: [{ENTRY}]\n")),
        ("目視確認:  # まだない\n".to_owned(), format!("目視確認:  # まだない\n  - {ENTRY}\n")),
    ] {
        let tried = attest(format!("種別: [外部委託]\n{before}{PAPER}").as_bytes(), RULE, &[]);
        assert_eq!(tried.code, 0, "{before}{}", tried.err);
        assert_eq!(tried.text(), format!("種別: [外部委託]\n{after}{PAPER}"));
        assert_eq!(verdict_of(&tried, RULE), "attested");
    }
}

#[test]
fn line_breaks_and_encoding_stay() {
    let text = format!("種別: [外部委託]\n{PAPER}");
    let windows = text.replace('\n', "\r\n");
    let tried = attest(windows.as_bytes(), RULE, &[]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    assert_eq!(tried.text().matches("\r\n").count(), windows.matches("\r\n").count() + 2);
    assert_eq!(tried.text().matches('\n').count(), tried.text().matches("\r\n").count());
    let (cp932, ..) = encoding_rs::SHIFT_JIS.encode(&windows);
    let tried = attest(&cp932, RULE, &[]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    let written = tried.bytes();
    let (back, _, broken) = encoding_rs::SHIFT_JIS.decode(&written);
    assert!(!broken && back.contains(&format!("  - {ENTRY}\r\n")), "{back}");
    assert_eq!(verdict_of(&tried, RULE), "attested");
    let bom = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let tried = attest(&bom, RULE, &[]);
    assert!(tried.bytes().starts_with(b"\xEF\xBB\xBF") && tried.code == 0);
}

#[test]
fn what_no_look_settles_is_refused_and_the_file_stays() {
    let text = format!("種別: [外部委託]\n{PAPER}");
    for (rule, more, told) in [
        ("KS-1403-20", &[][..], "不適合"),
        ("KS-TW-01", &[], "対象外なので"),
        ("KS-1403-99", &[], "ありません"),
        ("KS-1403-15", &[], "--words"),
        (RULE, &["--words", "書類は、金庫に入れる。"], "もうこの文書にありません"),
        (RULE, &["--words", "書類"], "短すぎ"),
        (RULE, &["--at", "諮問依頼書.日付"], "結果がありません"),
    ] {
        let tried = attest(text.as_bytes(), rule, more);
        assert_eq!(tried.code, 2, "{rule} {more:?}: {}", tried.out);
        assert!(tried.err.contains(told), "{rule} {more:?}: {}", tried.err);
        assert_eq!(tried.text(), text);
    }
}

#[test]
fn words_and_another_paper_can_be_given() {
    let text = format!("種別: [外部委託]\n{PAPER}");
    let tried = attest(text.as_bytes(), "KS-1403-15", &["--words", "書類は、台車で運ぶ。"]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    assert_eq!(verdict_of(&tried, "KS-1403-15"), "attested");
    let paper = ["--words", "運搬には、錠のある箱を用いる: 第7条", "--paper", "特約条項 第7条"];
    let tried = attest(text.as_bytes(), "KS-1403-15", &paper);
    assert_eq!(tried.code, 0, "{}", tried.err);
    assert!(tried.text().contains("根拠: '運搬には、錠のある箱を用いる: 第7条', 資料: 特約条項 第7条"));
    assert_eq!(verdict_of(&tried, "KS-1403-15"), "attested");
}

#[test]
fn a_dry_run_writes_nothing_and_braces_are_for_the_hand() {
    let text = format!("種別: [外部委託]\n{PAPER}");
    let tried = attest(text.as_bytes(), RULE, &["--dry-run"]);
    assert_eq!((tried.code, tried.text()), (0, text));
    assert!(tried.out.contains(ENTRY));
    let braces = format!("{{種別: [外部委託], 諮問依頼書: {{個人情報の保護対策: {{外部委託に係る対策: '{WORDS}'}}}}}}");
    let tried = attest(braces.as_bytes(), RULE, &[]);
    assert_eq!((tried.code, tried.text()), (2, braces));
    let entry = ENTRY.replace(".委託業務に係る個人情報保護対策", "");
    assert!(tried.err.contains(&entry), "{}", tried.err);
}

/// What is to come was not seen, and a blank says nothing.
#[test]
fn a_record_that_says_nothing_is_refused() {
    let text = format!("種別: [外部委託]\n{PAPER}");
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("案.yaml");
    fs::write(&path, &text).expect("the file");
    for (more, told) in [
        (&["--by", ""][..], "--by が空です"),
        (&["--by", " \u{3000}"], "--by が空です"),
        (&["--by", "係長", "--words", "\u{3000}"], "--words が空です"),
        (&["--by", "係長", "--words", WORDS, "--paper", " "], "--paper が空です"),
        (&["--by", "係長", "--at", ""], "--at が空です"),
        (&["--by", "係長", "--day", "9999-01-01"], "まだ来ていません"),
    ] {
        let mut program = Command::cargo_bin("kansa").expect("the program");
        let output = program.arg("attest").arg(&path).arg(RULE).args(more).output().expect("it runs");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{more:?}");
        assert!(err.contains(told), "{more:?}: {err}");
        assert_eq!(fs::read_to_string(&path).expect("the file"), text);
    }
    let mut program = Command::cargo_bin("kansa").expect("the program");
    program.arg("attest").arg(folder.path().join("ない.yaml")).args([RULE, "--by", "係長"]);
    let err = String::from_utf8(program.output().expect("it runs").stderr).expect("UTF-8");
    assert!(err.contains("見つかりません") && !err.contains("No such"), "{err}");
}

#[test]
fn the_comparison_of_cases_is_not_attested() {
    let tried = attest(format!("種別: [外部委託]\n{PAPER}").as_bytes(), "KS-CM-97", &[]);
    assert_eq!(tried.code, 2);
    assert!(tried.err.contains("ほかの件と比べた結果です") && !tried.err.contains("対象外"), "{}", tried.err);
}

/// Words of an attached paper are found there, with their article.
#[test]
fn words_of_an_attached_paper_are_found() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("案.yaml");
    let case = "種別: [外部委託]\n参照文書: [{名称: 特約条項, ファイル: 資料/特約.txt}]\n諮問依頼書:\n  個人情報の保護対策:\n    外部委託に係る対策:\n      委託契約における規定: [受託者に、特約条項の遵守を義務付ける。]\n";
    fs::create_dir(folder.path().join("資料")).expect("a folder");
    let paper = "第1条　秘密を守る。\n第2条　外注先の扱いは、甲乙で決める。\n第3条　乙がこの特約条項に違反した場合は、甲は、本契約の解除を検討する。\n";
    fs::write(folder.path().join("資料/特約.txt"), paper).expect("the paper");
    for (rule, words, entry) in [
        ("KS-1403-06", Some("外注先の扱いは、甲乙で決める。"), "資料: 特約条項 第2条"),
        ("KS-1403-30", None, "甲は、本契約の解除を検討する。, 資料: 特約条項 第3条"),
    ] {
        fs::write(&path, case).expect("the file");
        let mut program = Command::cargo_bin("kansa").expect("the program");
        program.arg("attest").arg(&path).args([rule, "--by", "係長"]);
        if let Some(words) = words {
            program.args(["--words", words]);
        }
        let output = program.output().expect("it runs");
        let err = String::from_utf8(output.stderr).expect("UTF-8");
        assert_eq!(output.status.code(), Some(0), "{rule}: {err}");
        let text = fs::read_to_string(&path).expect("the file");
        assert!(text.contains(entry), "{rule}: {text}");
    }
}

#[test]
fn what_is_no_text_is_refused_with_words() {
    let tried = attest(b"\xff\xfe\x00\x00 no text", RULE, &[]);
    assert_eq!(tried.code, 2);
    assert!(tried.err.contains("案.yaml を案件として読めません"), "{}", tried.err);
}

#[test]
fn what_the_folder_waives_needs_no_look() {
    let folder = TempDir::new().expect("a folder");
    let waiver =
        "免除:\n  - {規則: KS-1403-12, 理由: 紙を扱わない, 決裁者: 部長, 文書番号: 2医第10号, 期限: 令和3年3月31日}\n";
    fs::write(folder.path().join(".kansa.yaml"), waiver).expect("the settings");
    let text = format!("種別: [外部委託]\n{PAPER}");
    fs::write(folder.path().join("案.yaml"), &text).expect("the file");
    let mut program = Command::cargo_bin("kansa").expect("the program");
    program.current_dir(folder.path()).args(["attest", "案.yaml", RULE, "--by", "医療課長", "--day", "2020-07-01"]);
    let output = program.output().expect("it runs");
    let err = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(output.status.code(), Some(2), "{err}");
    assert!(err.contains("KS-1403-12は免除なので、目視確認は要りません"), "{err}");
    assert_eq!(fs::read_to_string(folder.path().join("案.yaml")).expect("the file"), text);
}

#[test]
fn the_record_is_of_the_sentence_with_its_proviso() {
    let proviso = "ただし、急を要するときは、この限りでない。";
    let text = format!("種別: [外部委託]\n{}", PAPER.replace(WORDS, &format!("{WORDS}{proviso}")));
    let tried = attest(text.as_bytes(), RULE, &[]);
    assert_eq!(tried.code, 0, "{}", tried.err);
    assert!(tried.text().contains(&format!("根拠: {WORDS}{proviso}, ")), "{}", tried.text());
    assert_eq!(verdict_of(&tried, RULE), "attested");
    // Words that are only a part of it are refused, with the whole.
    let tried = attest(text.as_bytes(), RULE, &["--words", "施錠できる保管庫に保管する"]);
    assert_eq!(tried.code, 2, "{}", tried.out);
    assert!(tried.err.contains(&format!("今の文「{WORDS}{proviso}」の一部です")), "{}", tried.err);
}
