//! For people: what to act on, by heading, with the place underlined.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode, ThemeCharacters, ThemeStyles,
};

use super::excerpt::Excerpt;
use super::letters::plain;
use super::overview::OverviewLine;
use super::view::{self, NOTE};
use crate::error::Problem;
use crate::evaluate::result::{Evidence, Level, RuleResult, Verdict};
use crate::settle::{CaseReport, CaseVerdict, Run, Summary};
use crate::source::{Source, Span};

/// How a run is shown to people.
#[derive(Debug, Clone)]
pub struct Pretty {
    /// Whether to colour.
    pub colour: bool,
    /// Width of the terminal in cells.
    pub width: usize,
    /// Which verdicts are shown.
    pub show: Show,
    /// Whether the findings of each of several cases are shown, not the overview alone.
    pub verbose: bool,
}

/// Which verdicts people see. The exit code does not hang on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Show(HashSet<Verdict>);

impl Default for Show {
    fn default() -> Self {
        Self::of([Verdict::Fail, Verdict::Missing, Verdict::Review, Verdict::Attested, Verdict::Waived])
    }
}

impl Show {
    /// These verdicts.
    pub fn of(verdicts: impl IntoIterator<Item = Verdict>) -> Self {
        Self(verdicts.into_iter().collect())
    }

    /// Every verdict.
    #[must_use]
    pub fn all() -> Self {
        Self::of(Verdict::ALL)
    }

    fn has(&self, verdict: Verdict) -> bool {
        self.0.contains(&verdict)
    }
}

impl Pretty {
    pub(super) fn write(&self, run: &Run, out: &mut dyn io::Write) -> io::Result<()> {
        let mut text = String::new();
        if run.cases.len() > 1 {
            let lines: Vec<OverviewLine> = run.cases.iter().map(|case| self.line(case)).collect();
            if !self.verbose {
                return self.overview(run, &lines, run.summary(), out);
            }
            self.table(&lines, out)?;
        }
        for case in &run.cases {
            self.case(case, &mut text);
            text.push('\n');
        }
        self.summary(run, run.summary(), &mut text);
        out.write_all(text.as_bytes())
    }

    fn case(&self, case: &CaseReport, text: &mut String) {
        let number = case.number.as_deref().map(|number| format!("  {}", plain(number))).unwrap_or_default();
        put(text, &self.strong(&format!("{}{number}", plain(&case.path))));
        if !case.title.is_empty() {
            put(text, &plain(&case.title));
        }
        let kinds = if case.kinds.is_empty() { "（なし）".to_owned() } else { plain(&case.kinds.join("・")) };
        let day = case.as_of.map_or_else(|| "（なし）".to_owned(), |day| format!("{day}（{}）", case.as_of_from));
        put(text, &format!("種別 {kinds}　基準日 {day}"));
        for (word, problem) in view::told(case) {
            text.push_str(&self.problem_text(case.source.as_deref(), problem, word));
        }
        let mut items: Vec<&str> = Vec::new();
        for result in case.results.iter().filter(|result| self.shows(result)) {
            if !items.contains(&result.item.as_str()) {
                items.push(&result.item);
            }
        }
        for item in items {
            put(text, "");
            put(text, &self.strong(&format!("■ {}", plain(item))));
            for result in case.results.iter().filter(|result| result.item == item && self.shows(result)) {
                self.result(case, result, text);
            }
        }
        put(text, "");
        put(text, &format!("この件: {}", self.verdict_line(case)));
    }

    fn result(&self, case: &CaseReport, result: &RuleResult, text: &mut String) {
        let title = plain(&result.title);
        let head = format!("{}〔{}〕{}  {title}", result.verdict.word(), result.level.word(), result.rule);
        let settled = matches!(result.verdict, Verdict::Pass | Verdict::NotApplicable);
        if settled {
            put(text, &format!("  {} {head}", result.verdict.sign()));
        } else {
            let own = result.evidence.first().filter(|first| view::is_at_result(result, first));
            // The words that decided are underlined rather than the whole sentence, which may be long.
            let span = own.and_then(|first| first.words.first()).copied().unwrap_or(result.span);
            let note = own.map_or("", |first| &first.note);
            let figure = (severity(result.verdict), result.verdict.sign());
            self.snippet(&result.source, span, note, head, figure, text);
        }
        let quoted = if settled || result.evidence.first().is_some_and(|first| !view::is_at_result(result, first)) {
            &result.evidence[..]
        } else {
            result.evidence.get(1..).unwrap_or(&[])
        };
        if !settled || result.verdict == Verdict::NotApplicable {
            field(text, "判定", &result.message);
        }
        if !settled {
            field(text, "場所", &plain(&result.pointer));
        }
        for evidence in quoted {
            field(text, "根拠文", &quote(case, evidence));
        }
        if settled {
            return;
        }
        field(text, "根拠", &result.basis.join("、"));
        if result.settled.is_some() {
            put(text, "");
            return;
        }
        field(text, "理由", &result.why);
        field(text, "対応", &result.advice);
        if let Some(model) = &result.model {
            field(text, "記載例", model);
        }
        put(text, "");
    }

    /// A message with its excerpts.
    pub(super) fn problem_text(&self, source: Option<&Source>, problem: &Problem, word: &str) -> String {
        let severity = if word == NOTE { Severity::Warning } else { Severity::Error };
        let mut text = String::from("\n");
        let head = format!("{word}: {}", plain(&problem.what));
        match (source, problem.span) {
            (Some(source), Some(span)) => {
                self.snippet(source, span, "", head, (severity, ""), &mut text);
                for (span, words) in &problem.related {
                    let figure = (Severity::Advice, "○");
                    self.snippet(source, *span, words, "関係する場所".to_owned(), figure, &mut text);
                }
            }
            _ => put(&mut text, &format!("  {} {head}", if word == NOTE { "△" } else { "×" })),
        }
        field(&mut text, "理由", &problem.why);
        field(&mut text, "対応", &plain(&problem.advice));
        text
    }

    /// One excerpt under a head line, drawn by miette; advice bears the given sign.
    fn snippet(
        &self,
        source: &Source,
        span: Span,
        words: &str,
        head: String,
        (severity, sign): (Severity, &str),
        text: &mut String,
    ) {
        // The gutter that miette draws takes a line number, a bar and its margins.
        let excerpt = Excerpt::new(source, span, &plain(words), self.width.saturating_sub(12));
        let figure = Figure { head, severity, excerpt };
        let styles = if self.colour { ThemeStyles::ansi() } else { ThemeStyles::none() };
        let characters = ThemeCharacters {
            error: "×".into(),
            warning: "△".into(),
            advice: sign.into(),
            ..ThemeCharacters::unicode()
        };
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
            .with_width(self.width)
            .with_links(false)
            .with_wrap_lines(false);
        let mut drawn = String::new();
        // Drawing into a String fails only where miette cannot read the excerpt, which is whole.
        if handler.render_report(&mut drawn, &figure).is_err() {
            drawn = format!("  {}", figure.head);
        }
        put(text, drawn.trim_end());
    }

    fn verdict_line(&self, case: &CaseReport) -> String {
        let word = verdict_words(case.verdict());
        let levels = [Level::Required, Level::Recommended, Level::Note]
            .map(|level| standing(case, level).map(|words| format!("{} {words}", level.word())));
        let levels: Vec<String> = levels.into_iter().flatten().collect();
        let head = format!("{}　{}", self.strong(word), levels.join("・"));
        format!("{}\n        {}", head.trim_end(), counts(Summary::of([case])))
    }

    /// Whether a result is shown: of those that were known before none is.
    fn shows(&self, result: &RuleResult) -> bool {
        self.show.has(result.verdict) && !result.known
    }

    pub(super) fn summary(&self, run: &Run, summary: Summary, text: &mut String) {
        let skipped = skipped(&run.skipped);
        put(text, &self.strong(&format!("合計: {}件{skipped}", summary.cases)));
        put(text, &format!("  {}", counts(summary)));
        put(text, &format!("  規則 {}件（{}）", run.rule_count, run.rule_digest.get(..12).unwrap_or("")));
        if let Some(compared) = &run.compared {
            put(
                text,
                &format!(
                    "  既知の指摘 {}件（示していません）　なくなった指摘 {}件",
                    compared.known,
                    compared.fixed.len()
                ),
            );
            for (path, known) in &compared.fixed {
                put(text, &format!("    なくなった: {} {} {}", plain(path), known.rule, plain(&known.pointer)));
            }
        }
    }

    pub(super) fn strong(&self, text: &str) -> String {
        if self.colour { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

/// The verdict of a case in words.
pub(super) fn verdict_words(verdict: CaseVerdict) -> &'static str {
    match verdict {
        CaseVerdict::Pass => "○ 必須の指摘なし",
        CaseVerdict::Review => "△ 必須に要確認あり",
        CaseVerdict::Fail => "× 必須に指摘あり",
        CaseVerdict::Error => "エラー 読めない所あり",
    }
}

/// The files that were passed over, by name where they are few.
fn skipped(paths: &[String]) -> String {
    const FEW: usize = 5;
    let names: Vec<String> = paths.iter().take(FEW).map(|path| plain(path)).collect();
    let more = if paths.len() > FEW { " ほか" } else { "" };
    match paths.len() {
        0 => String::new(),
        number => format!("、案件でないファイル {number}件は読み飛ばし（{}{more}）", names.join("、")),
    }
}

/// The counts in one line.
pub(super) fn counts(summary: Summary) -> String {
    let mut text = String::new();
    for verdict in [
        Verdict::Pass,
        Verdict::Fail,
        Verdict::Missing,
        Verdict::Review,
        Verdict::NotApplicable,
        Verdict::Attested,
        Verdict::Waived,
    ] {
        let _ = write!(text, "{} {} {}　", verdict.sign(), verdict.word(), summary.count(verdict));
    }
    let _ = write!(text, "エラー {}", summary.errors);
    text
}

/// How a case stands at one level, as 「未記載5 要確認4」; nothing where no rule of it applies.
pub(super) fn standing(case: &CaseReport, level: Level) -> Option<String> {
    let at_level = || case.results.iter().filter(|result| result.level == level);
    if at_level().all(|result| result.verdict == Verdict::NotApplicable) {
        return None;
    }
    let counted = [Verdict::Fail, Verdict::Missing, Verdict::Review].map(|verdict| {
        let number = at_level().filter(|result| result.verdict == verdict).count();
        (number > 0).then(|| format!("{}{number}", verdict.word()))
    });
    let faults: Vec<String> = counted.into_iter().flatten().collect();
    let words = if faults.is_empty() { Verdict::Pass.word().to_owned() } else { faults.join(" ") };
    Some(words)
}

fn severity(verdict: Verdict) -> Severity {
    match verdict {
        Verdict::Fail | Verdict::Missing => Severity::Error,
        Verdict::Review => Severity::Warning,
        _ => Severity::Advice,
    }
}

fn quote(case: &CaseReport, evidence: &Evidence) -> String {
    let place = evidence.location();
    let path =
        if evidence.source.name() == case.path { String::new() } else { format!("{}:", plain(evidence.source.name())) };
    let note = if evidence.note.is_empty() { String::new() } else { format!("　{}", plain(&evidence.note)) };
    let words = evidence.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("「{}」（{path}{}行{}字 {}）{note}", plain(&words), place.line, place.column, plain(&evidence.pointer))
}

fn field(text: &mut String, name: &str, value: &str) {
    if !value.is_empty() {
        put(text, &format!("    {name}　{}", plain(value)));
    }
}

pub(super) fn put(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// What miette is asked to draw.
#[derive(Debug)]
struct Figure {
    head: String,
    severity: Severity,
    excerpt: Excerpt,
}

impl std::fmt::Display for Figure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.head)
    }
}

impl std::error::Error for Figure {}

impl Diagnostic for Figure {
    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(std::iter::once(self.excerpt.label())))
    }
}
