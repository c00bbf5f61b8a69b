//! `kansa check`: judges files and writes what was found.

use std::path::Path;
use std::sync::Arc;

use clap::ArgMatches;
use jiff::civil::{Date, date};
use rayon::prelude::*;

use super::args::{CheckArgs, FailOn, Shown};
use super::config::Config;
use super::input::{Collected, Input, Others};
use super::settings::Settings;
use super::stream::{self, Stored};
use super::targets::Targets;
use super::walk::Excluded;
use super::{Failure, IN_ORDER, input, output, progress, ruleset};
use crate::check::{Days, check_beside};
use crate::error::{Explain as _, Problem};
use crate::report::{self, Format, Pretty, Show, Stream};
use crate::rules::{Extent, RuleSet};
use crate::settle::{Baseline, CaseReport, RuleCard, Run, Selection, Shared, Tally, Threshold, settle};

pub(super) fn run(args: &CheckArgs, matches: &ArgMatches) -> Result<u8, Failure> {
    let mut config = Config::find(args.config.as_deref(), args.no_config)?;
    let settings = Settings::of(args, matches, &config)?;
    let outputs = outputs(args, &settings)?;
    let summary = output::step_summary(outputs.iter().map(|(format, _)| *format));
    let targets = Targets::of(&outputs, args.write_baseline.as_deref(), summary.as_deref())?;
    // Kept to the end of the process: giving it back bit by bit took longer than writing the results of one case.
    let rules: &RuleSet = Box::leak(Box::new(ruleset::load(settings.rules.as_deref(), Extent::Rules)?));
    config.take_waivers(rules.form())?;
    if args.show_settings {
        output::write(None, |out| out.write_all(settings.page(&config).as_bytes()))?;
        return Ok(IN_ORDER);
    }
    let selection = Selection::new(rules, &settings.select, &settings.ignore).map_err(|error| {
        let what = error.to_string();
        match config.sets(&error.word) {
            true => config.fault(&error.word, what, "kansa rules で規則の一覧を見られます。"),
            false => Failure::Usage(format!("エラー: {what}。kansa rules で規則の一覧を見られます。")),
        }
    })?;
    let excluded = Excluded::new(&settings.exclude, &settings.exclude_root).map_err(|fault| {
        Failure::Usage(format!("エラー: --exclude の{fault}。.gitignore の書き方で書いてください。"))
    })?;
    let Collected { inputs, links } = input::collect(&args.paths, args.stdin_filename.as_deref(), &excluded);
    for input in &inputs {
        targets.spare(input.path(), "点検する案件です")?;
    }
    targets.spare(args.baseline.as_deref(), "既知の指摘のファイルです")?;
    targets.spare(config.path(), "設定のファイルです")?;
    targets.spare_rules(settings.rules.as_deref())?;
    let days = Days { asked: args.as_of, today: today() };
    let others = Others::new(&inputs, rules.form());
    let progress = progress::bar(inputs.len(), !args.no_progress);
    let judge = |input: &Input| {
        let bytes = input.bytes().map_err(|error| error.problem(None, Vec::new()));
        let report = check_beside(&input.name, bytes, input.named, rules, days, &others.beside(input));
        progress.inc(1);
        report
    };
    let run_of = |cases, compared, skipped| Run {
        rule_count: rules.rules().len(),
        rule_digest: rules.digest().to_owned(),
        rules: rules.rules().iter().map(RuleCard::of).collect(),
        as_of: args.as_of,
        cases,
        compared,
        settings: config.companion(),
        skipped,
    };
    let styles: Vec<Pretty> = outputs.iter().map(|(_, file)| style(args, *file)).collect();
    let streams = outputs.iter().zip(&styles).map(|((format, _), style)| Stream::of(*format, style));
    let streams: Option<Vec<Stream<'_>>> = streams.collect();
    // These hang on the results of all cases at once.
    let needs_all = !config.waivers.is_empty()
        || config.ignore.iter().flatten().next().is_some()
        || args.baseline.is_some()
        || args.write_baseline.is_some()
        || summary.is_some();
    let (mut cases, skipped) = match streams.filter(|_| !needs_all && stream::pays(&inputs)) {
        Some(streams) => {
            let whole = streams.iter().any(Stream::tells_results);
            let mut stored = in_pool(args.jobs, || Stored::judge(rules, &inputs, &judge, whole, &targets))??;
            progress.finish_and_clear();
            let skipped: Vec<String> = stored.skipped.drain(..).chain(links).collect();
            if let Some(few) = stored.few()? {
                (few, skipped)
            } else {
                let run = run_of(Vec::new(), None, skipped);
                let files = outputs.iter().map(|(_, file)| output::open(*file));
                let opened: Vec<_> = streams
                    .into_iter()
                    .zip(files)
                    .map(|(stream, out)| Ok((stream, out?)))
                    .collect::<Result<_, Failure>>()?;
                let tally = in_pool(args.jobs, || stored.write(&selection, &run, opened))??;
                return Ok(exit_code(args, &settings, &tally, run.skipped.len()));
            }
        }
        None => {
            let checked: Vec<Option<CaseReport>> = in_pool(args.jobs, || inputs.par_iter().map(judge).collect())?;
            progress.finish_and_clear();
            let passed_over = inputs.iter().zip(&checked).filter(|(_, report)| report.is_none());
            let skipped: Vec<String> = passed_over.map(|(input, _)| input.name.clone()).chain(links).collect();
            (checked.into_iter().flatten().collect::<Vec<_>>(), skipped)
        }
    };
    let shared = config.source.as_ref().map(|source| Shared { waivers: &config.waivers, source });
    settle(rules, &mut cases, shared.as_ref());
    tell_unused(rules, &config, &cases);
    let compared = match &args.baseline {
        Some(file) => Some(baseline(file)?.compare(&mut cases, |result| selection.has(rules, result))),
        None => None,
    };
    for case in &mut cases {
        case.results.retain(|result| selection.has(rules, result));
    }
    let run = run_of(cases, compared, skipped);
    for file in run.cases.iter().flat_map(|case| &case.companions) {
        targets.spare(Some(Path::new(&file.path)), "案件が添付する文書です")?;
    }
    if let Some(file) = &args.write_baseline {
        let text = Baseline::of(&run.cases).written().map_err(std::io::Error::other)?;
        output::write(Some(file), |out| out.write_all(text.as_bytes()))?;
    }
    for ((format, file), style) in outputs.iter().zip(&styles) {
        match output::write(*file, |out| format.write(&run, style, out)) {
            // A reader that closed the pipe changes neither the other outputs nor the exit code.
            Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            written => written?,
        }
    }
    if let Some(file) = summary {
        output::append(&file, &report::step_summary(&run))?;
    }
    Ok(exit_code(args, &settings, &run.tally(), run.skipped.len()))
}

/// How an output is shown to people.
fn style(args: &CheckArgs, file: Option<&Path>) -> Pretty {
    Pretty {
        colour: file.is_none() && output::colour(args.color),
        width: output::width(),
        show: show(&args.show),
        // Who chooses verdicts wants to see them.
        verbose: args.verbose || !args.show.is_empty(),
    }
}

/// The exit code; where nothing was judged, that is told, too.
fn exit_code(args: &CheckArgs, settings: &Settings, tally: &Tally, skipped: usize) -> u8 {
    let thresholds: Vec<Threshold> = settings.fail_on.iter().copied().map(FailOn::threshold).collect();
    if !tally.judged_anything() {
        output::tell(&format!(
            "点検できた案件がありません（案件 {}件、うち読めないもの {}件。読み飛ばしたファイル {skipped}件）。ファイルのパスと種別を確かめてください。",
            tally.summary().cases,
            tally.unreadable(),
        ));
    }
    if args.exit_zero && tally.judged_anything() { IN_ORDER } else { tally.exit_code(&thresholds) }
}

/// Tells of what the file leaves out and what never occurs: it may be a slip, or no longer needed.
fn tell_unused(rules: &RuleSet, config: &Config, cases: &[CaseReport]) {
    let Some(source) = &config.source else { return };
    for (word, span) in config.ignore.iter().flatten() {
        let Ok(chosen) = Selection::new(rules, std::slice::from_ref(word), &[]) else { continue };
        if !cases.iter().flat_map(|case| &case.results).any(|result| chosen.has(rules, result)) {
            let problem = Problem {
                code: "config/unused".to_owned(),
                what: format!("ignore の「{word}」に当たる結果はありませんでした"),
                why: "要らなくなった設定が残ると、後で別の結果を隠します。".to_owned(),
                advice: "要らなければ、設定から削ってください。".to_owned(),
                span: Some(*span),
                related: Vec::new(),
            };
            output::tell(&report::problems("注意", &[(Arc::clone(source), problem)]));
        }
    }
}

/// The findings that are known.
fn baseline(file: &Path) -> Result<Baseline, Failure> {
    let shown = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::Usage(format!(
            "エラー: {shown} を読めません（{}）。--write-baseline で作れます。",
            output::told(&error)
        ))
    })?;
    Baseline::read(&text)
        .map_err(|fault| Failure::Usage(format!("エラー: {shown}: {fault}。--write-baseline で作り直してください。")))
}

/// Works with so many threads, or with one for each core.
fn in_pool<T: Send>(jobs: Option<u16>, work: impl FnOnce() -> T + Send) -> Result<T, Failure> {
    let Some(jobs) = jobs else { return Ok(work()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build().map_err(|_| {
        Failure::Usage(format!("エラー: --jobs {jobs} の数だけ並べて動かせません。少ない数にしてください。"))
    })?;
    Ok(pool.install(work))
}

/// Where each format goes. One of them at most goes to standard output.
fn outputs<'a>(args: &'a CheckArgs, settings: &'a Settings) -> Result<Vec<(Format, Option<&'a Path>)>, Failure> {
    let mut outputs: Vec<_> = settings.format.iter().map(|(format, file)| (*format, file.as_deref())).collect();
    if outputs.is_empty() {
        outputs.push((Format::Pretty, None));
    }
    if let Some(file) = args.output_file.as_deref() {
        match outputs.as_mut_slice() {
            [(_, target @ None)] => *target = Some(file),
            _ => {
                return Err(Failure::Usage(
                    "エラー: -o は、書き出し先のない形式が1つのときに使えます。--format 形式=ファイル で書いてください。".to_owned(),
                ));
            }
        }
    }
    if let Some((format, _)) = outputs.iter().find(|(format, file)| file.is_none() && format.is_binary()) {
        let name = format.name();
        return Err(Failure::Usage(format!(
            "エラー: {name} は標準出力に書けません。--format {name}=ファイル で書き出してください。"
        )));
    }
    if outputs.iter().filter(|(_, file)| file.is_none()).count() > 1 {
        return Err(Failure::Usage(
            "エラー: 標準出力に書けるのは1つの形式だけです。ほかは --format 形式=ファイル で書き出してください。"
                .to_owned(),
        ));
    }
    Ok(outputs)
}

fn show(shown: &[Shown]) -> Show {
    if shown.is_empty() {
        return Show::default();
    }
    if shown.iter().any(|shown| matches!(shown, Shown::All)) {
        return Show::all();
    }
    Show::of(shown.iter().filter_map(|shown| match shown {
        Shown::One(verdict) => Some(*verdict),
        Shown::All => None,
    }))
}

/// Today in Japan, which keeps no summer time: UTC and nine hours.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub(super) fn today() -> Date {
    const SECONDS_AHEAD: u64 = 9 * 60 * 60;
    const SECONDS_A_DAY: u64 = 24 * 60 * 60;
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let days = (since.as_secs() + SECONDS_AHEAD) / SECONDS_A_DAY;
    let epoch = date(1970, 1, 1);
    i32::try_from(days).ok().and_then(|days| epoch.checked_add(jiff::Span::new().days(days)).ok()).unwrap_or(epoch)
}
