//! Commands and flags.

use std::path::PathBuf;

use clap::{ArgAction, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

use crate::evaluate::result::Verdict;
use crate::report::{Format, Listing, Shape};
use crate::settle::Threshold;

const TEMPLATE: &str = "{before-help}{about-with-newline}\n使い方: {usage}\n\n{all-args}{after-help}";

/// 審査会への諮問書を、条例・指針の規則で点検する
#[derive(Debug, Parser)]
#[command(name = "kansa", version, about, help_template = TEMPLATE, subcommand_help_heading = "コマンド", override_usage = "kansa コマンド [オプション]")]
#[command(
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    next_help_heading = "オプション"
)]
pub(super) struct Args {
    /// 使い方を見る
    #[arg(short = 'h', long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// 版を見る
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 案件ファイルを点検する
    #[command(help_template = TEMPLATE, after_help = EXIT_CODES, override_usage = "kansa check [オプション] [パス]...")]
    Check(CheckArgs),
    /// 検査が決められなかったことを人が確かめた記録を、案件ファイルに書き足す
    #[command(help_template = TEMPLATE, override_usage = "kansa attest [オプション] --by <氏名> 案件 規則")]
    Attest(AttestArgs),
    /// 点検の結果が、今のファイルと規則のものかを確かめる
    #[command(help_template = TEMPLATE, after_help = VERIFY_CODES, override_usage = "kansa verify [オプション] 結果")]
    Verify(VerifyArgs),
    /// 規則の例を試す
    #[command(help_template = TEMPLATE, override_usage = "kansa test [オプション] [規則]...")]
    Test(TestArgs),
    /// 規則の一覧を見る
    #[command(help_template = TEMPLATE, override_usage = "kansa rules [オプション]")]
    Rules(RulesCommandArgs),
    /// 規則の内容を説明する
    #[command(help_template = TEMPLATE, override_usage = "kansa explain [オプション] 規則")]
    Explain(ExplainArgs),
    /// 文がどう読まれるかを、節ごとに説明する
    #[command(help_template = TEMPLATE, override_usage = "kansa explain-text [オプション] <文|-|--case 案件>")]
    ExplainText(ExplainTextArgs),
}

const EXIT_CODES: &str = "終了コード:
  0  しきい値に達した結果がない
  1  しきい値に達した結果、または読めないファイルがある
  2  使い方、設定、規則の誤り
  3  何も点検されなかった";

const VERIFY_CODES: &str = "終了コード:
  0  ファイルも規則も版も、点検したときと同じ
  1  変わったものがある
  2  使い方の誤り、または結果を読めない";

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "オプション")]
pub(super) struct CheckArgs {
    /// ファイル、フォルダー、または - （標準入力）。なければ今のフォルダー
    #[arg(value_name = "パス", default_value = ".", hide_default_value = true, help_heading = "引数")]
    pub(super) paths: Vec<PathBuf>,
    /// 出力の形式（pretty, table, json, ndjson, sarif, junit, github, csv, markdown, html, xlsx）。=ファイル で書き出し先。繰り返せる
    #[arg(long, value_name = "形式[=ファイル]", value_parser = format, env = "KANSA_FORMAT", hide_env = true)]
    pub(super) format: Vec<(Format, Option<PathBuf>)>,
    /// 書き出し先（形式が1つのとき）
    #[arg(short = 'o', long = "output-file", value_name = "ファイル")]
    pub(super) output_file: Option<PathBuf>,
    /// 表示する判定（pass, fail, missing, review, not_applicable, all）
    #[arg(long, value_name = "判定", value_delimiter = ',', value_parser = shown)]
    pub(super) show: Vec<Shown>,
    /// 案件が2件以上のときも、1件ずつの指摘を示す
    #[arg(short = 'v', long)]
    pub(super) verbose: bool,
    /// 報告する規則（番号、項目、種別、段階）
    #[arg(long, value_name = "規則", value_delimiter = ',', env = "KANSA_SELECT", hide_env = true)]
    pub(super) select: Vec<String>,
    /// 報告しない規則（番号、項目、種別、段階）
    #[arg(long, value_name = "規則", value_delimiter = ',', env = "KANSA_IGNORE", hide_env = true)]
    pub(super) ignore: Vec<String>,
    /// 終了コード1にする段階（required, review, recommended）。なければ required
    #[arg(long, value_name = "段階", value_delimiter = ',', default_value = "required", value_enum)]
    #[arg(env = "KANSA_FAIL_ON", hide_env = true)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) fail_on: Vec<FailOn>,
    /// 見つかっても終了コードを0にする
    #[arg(long)]
    pub(super) exit_zero: bool,
    /// 基準日（2020-07-01 の形）。なければ文書の日付、それもなければ今日
    #[arg(long, value_name = "日付", value_parser = day)]
    pub(super) as_of: Option<Date>,
    /// フォルダーの中で点検しないファイルとフォルダー（.gitignore の書き方）。繰り返せる
    #[arg(long, value_name = "パターン", env = "KANSA_EXCLUDE", hide_env = true)]
    pub(super) exclude: Vec<String>,
    /// 同時に点検する数。なければ、使える計算装置の数
    #[arg(short = 'j', long, value_name = "数", value_parser = jobs)]
    pub(super) jobs: Option<u16>,
    /// 進み具合を示さない
    #[arg(long)]
    pub(super) no_progress: bool,
    /// 今の指摘を、既知のものとしてファイルに書く
    #[arg(long, value_name = "ファイル")]
    pub(super) write_baseline: Option<PathBuf>,
    /// 既知の指摘のファイル。新しい指摘と、なくなった指摘だけを知らせる
    #[arg(long, value_name = "ファイル", conflicts_with = "write_baseline")]
    pub(super) baseline: Option<PathBuf>,
    /// 設定のファイル。なければ、今のフォルダーから上へ探した .kansa.yaml
    #[arg(long, value_name = "ファイル", env = "KANSA_CONFIG", hide_env = true)]
    pub(super) config: Option<PathBuf>,
    /// 設定のファイルを読まない
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,
    /// 効いている設定と、その出所を示して終わる
    #[arg(long)]
    pub(super) show_settings: bool,
    /// 標準入力から読むときに表示する名前
    #[arg(long, value_name = "名前")]
    pub(super) stdin_filename: Option<String>,
    #[command(flatten)]
    pub(super) rules: RulesArgs,
    /// 色を付けるか（auto, always, never）。なければ auto
    #[arg(long, value_name = "いつ", default_value = "auto", value_enum)]
    #[arg(hide_default_value = true, hide_possible_values = true)]
    pub(super) color: Colour,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "オプション")]
pub(super) struct AttestArgs {
    /// 案件ファイル
    #[arg(value_name = "案件", help_heading = "引数")]
    pub(super) case: PathBuf,
    /// 規則の番号（例: KS-1403-12）
    #[arg(value_name = "規則", help_heading = "引数")]
    pub(super) rule: String,
    /// 確かめた者の職と氏名
    #[arg(long, value_name = "氏名")]
    pub(super) by: String,
    /// 確かめた文。なければ、検査が読み取った文
    #[arg(long, value_name = "文")]
    pub(super) words: Option<String>,
    /// その文があるほかの文書と条
    #[arg(long, value_name = "文書", requires = "words")]
    pub(super) paper: Option<String>,
    /// 確かめた日（2020-07-01 の形）。なければ今日
    #[arg(long, value_name = "日付", value_parser = day)]
    pub(super) day: Option<Date>,
    /// 規則が複数の場所を指摘するときの、その場所
    #[arg(long, value_name = "場所")]
    pub(super) at: Option<String>,
    /// ファイルに書かず、書き足す記録だけを示す
    #[arg(long)]
    pub(super) dry_run: bool,
    /// 基準日（2020-07-01 の形）。なければ文書の日付、それもなければ今日
    #[arg(long, value_name = "日付", value_parser = day)]
    pub(super) as_of: Option<Date>,
    #[command(flatten)]
    pub(super) rules: RulesArgs,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "オプション")]
pub(super) struct VerifyArgs {
    /// kansa check --format json=結果.json で書き出した結果
    #[arg(value_name = "結果", help_heading = "引数")]
    pub(super) result: PathBuf,
    #[command(flatten)]
    pub(super) rules: RulesArgs,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "オプション")]
pub(super) struct TestArgs {
    /// 規則の番号か、「番号::例の名」に当てる正規表現。なければすべて
    #[arg(value_name = "規則", help_heading = "引数")]
    pub(super) wanted: Vec<String>,
    /// 規則の例の代わりに、述べることの印が付いた文（1行に1つの JSON）で読み取りを試す
    #[arg(long, value_name = "ファイル", conflicts_with = "wanted")]
    pub(super) corpus: Option<PathBuf>,
    /// 結果の形式（text, json）。--corpus と使う。なければ text
    #[arg(long, value_name = "形式", default_value = "text", hide_default_value = true, value_parser = shape, requires = "corpus")]
    pub(super) format: Shape,
    #[command(flatten)]
    pub(super) rules: RulesArgs,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "オプション")]
pub(super) struct ExplainArgs {
    /// 規則の番号（例: KS-1403-05）
    #[arg(value_name = "規則", help_heading = "引数")]
    pub(super) rule: String,
    #[command(flatten)]
    pub(super) rules: RulesArgs,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "オプション")]
pub(super) struct ExplainTextArgs {
    /// 文。- で標準入力から読む
    #[arg(value_name = "文", help_heading = "引数")]
    pub(super) text: Option<String>,
    /// 文の代わりに読む案件ファイル
    #[arg(long, value_name = "案件", conflicts_with = "text")]
    pub(super) case: Option<PathBuf>,
    /// 案件のうち読む項目（例: 外部委託に係る対策）。なければ全体
    #[arg(long, value_name = "項目", requires = "case")]
    pub(super) place: Option<String>,
    /// 結果の形式（text, json）。なければ text
    #[arg(long, value_name = "形式", default_value = "text", hide_default_value = true, value_parser = shape)]
    pub(super) format: Shape,
    #[command(flatten)]
    pub(super) rules: RulesArgs,
}

#[derive(Debug, ClapArgs)]
#[command(next_help_heading = "オプション")]
pub(super) struct RulesCommandArgs {
    /// 一覧の形式（table, json, markdown）。なければ table
    #[arg(long, value_name = "形式", default_value = "table", hide_default_value = true, value_parser = listing)]
    pub(super) format: Listing,
    /// 書き出し先
    #[arg(short = 'o', long = "output-file", value_name = "ファイル")]
    pub(super) output_file: Option<PathBuf>,
    #[command(flatten)]
    pub(super) rules: RulesArgs,
}

#[derive(Debug, ClapArgs)]
pub(super) struct RulesArgs {
    /// 規則のフォルダー。内蔵の規則に代えて使う
    #[arg(
        long = "rules",
        value_name = "フォルダー",
        help_heading = "オプション",
        env = "KANSA_RULES",
        hide_env = true
    )]
    pub(super) folder: Option<PathBuf>,
}

/// What `--fail-on` takes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FailOn {
    /// 必須の規則が不適合か未記載
    Required,
    /// 必須の規則が要確認
    Review,
    /// 推奨の規則が不適合か未記載
    Recommended,
}

impl FailOn {
    pub(super) fn threshold(self) -> Threshold {
        match self {
            Self::Required => Threshold::Required,
            Self::Review => Threshold::Review,
            Self::Recommended => Threshold::Recommended,
        }
    }
}

/// What `--color` takes.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Colour {
    /// 端末のときだけ
    Auto,
    /// いつも
    Always,
    /// 付けない
    Never,
}

/// What `--show` takes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shown {
    All,
    One(Verdict),
}

pub(super) fn format(text: &str) -> Result<(Format, Option<PathBuf>), String> {
    let (name, file) = text.split_once('=').map_or((text, None), |(name, file)| (name, Some(PathBuf::from(file))));
    named("形式", name, &Format::ALL).map(|format| (format, file))
}

fn shape(text: &str) -> Result<Shape, String> {
    named("形式", text, &Shape::ALL)
}

fn listing(text: &str) -> Result<Listing, String> {
    named("形式", text, &Listing::ALL)
}

/// The value of a name, or a message with the names that there are.
fn named<T: Copy>(what: &str, name: &str, all: &[(&str, T)]) -> Result<T, String> {
    all.iter().find(|(known, _)| *known == name).map(|&(_, value)| value).ok_or_else(|| {
        let names = all.iter().map(|(known, _)| *known).collect::<Vec<_>>().join("、");
        format!("{what}「{name}」はありません。使える{what}: {names}")
    })
}

fn shown(text: &str) -> Result<Shown, String> {
    const NAMES: [(&str, Shown); 8] = [
        ("pass", Shown::One(Verdict::Pass)),
        ("fail", Shown::One(Verdict::Fail)),
        ("missing", Shown::One(Verdict::Missing)),
        ("review", Shown::One(Verdict::Review)),
        ("not_applicable", Shown::One(Verdict::NotApplicable)),
        ("attested", Shown::One(Verdict::Attested)),
        ("waived", Shown::One(Verdict::Waived)),
        ("all", Shown::All),
    ];
    named("判定", text, &NAMES)
}

fn jobs(text: &str) -> Result<u16, String> {
    let jobs = text.parse().ok().filter(|&jobs| jobs > 0);
    jobs.ok_or_else(|| format!("1から{}までの整数を書いてください", u16::MAX))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("「{text}」は日付として読めません。2020-07-01 の形で書いてください"))
}
