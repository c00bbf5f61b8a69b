//! `kansa check`: judges files and writes what was found.

use std::path::Path;

use jiff::civil::{Date, date};
use rayon::prelude::*;

use super::args::{CheckArgs, FailOn, Shown};
use super::input::Others;
use super::{Failure, IN_ORDER, input, output, ruleset};
use crate::check::{Days, check_beside};
use crate::error::Explain as _;
use crate::report::{self, Format, Pretty, Show};
use crate::rules::Extent;
use crate::settle::{CaseReport, RuleCard, Run, Selection, Threshold, settle};

pub(super) fn run(args: &CheckArgs) -> Result<u8, Failure> {
    let outputs = outputs(args)?;
    let summary = output::step_summary(outputs.iter().map(|(format, _)| *format));
    let rules = ruleset::load(args.rules.folder.as_deref(), Extent::Rules)?;
    let selection = Selection::new(&rules, &args.select, &args.ignore)
        .map_err(|error| Failure::Usage(format!("エラー: {error}。kansa rules で規則の一覧を見られます。")))?;
    let inputs = input::collect(&args.paths, args.stdin_filename.as_deref());
    for file in outputs.iter().filter_map(|(_, file)| *file) {
        if inputs.iter().any(|input| input.is_file(file)) {
            return Err(Failure::Usage(format!(
                "エラー: {} は点検する案件です。上書きしないよう、別の書き出し先を指定してください。",
                file.display()
            )));
        }
    }
    let days = Days { asked: args.as_of, today: today() };
    let others = Others::new(&inputs, rules.form());
    let checked: Vec<_> = inputs
        .par_iter()
        .map(|input| {
            let bytes = input.bytes().map_err(|error| error.problem(None, Vec::new()));
            check_beside(&input.name, bytes, input.named, &rules, days, &others.beside(input))
        })
        .collect();
    let passed_over = inputs.iter().zip(&checked).filter(|(_, report)| report.is_none());
    let skipped: Vec<String> = passed_over.map(|(input, _)| input.name.clone()).collect();
    let mut cases: Vec<CaseReport> = checked.into_iter().flatten().collect();
    settle(&rules, &mut cases);
    for case in &mut cases {
        case.results.retain(|result| selection.has(&rules, result));
    }
    let run = Run {
        rule_count: rules.rules().len(),
        rule_digest: rules.digest().to_owned(),
        rules: rules.rules().iter().map(RuleCard::of).collect(),
        as_of: args.as_of,
        cases,
        skipped,
    };
    spare_companions(&run, &outputs)?;
    for (format, file) in outputs {
        let style = Pretty {
            colour: file.is_none() && output::colour(args.color),
            width: output::width(),
            show: show(&args.show),
            verbose: args.verbose,
        };
        match output::write(file, |out| format.write(&run, &style, out)) {
            // A reader that closed the pipe changes neither the other outputs nor the exit code.
            Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => {}
            written => written?,
        }
    }
    if let Some(file) = summary {
        output::append(&file, &report::step_summary(&run))?;
    }
    let thresholds: Vec<Threshold> = args.fail_on.iter().copied().map(FailOn::threshold).collect();
    let code = run.exit_code(&thresholds);
    if !run.judged_anything() {
        output::tell(&format!(
            "点検できた案件がありません（案件 {}件、うち読めないもの {}件。読み飛ばしたファイル {}件）。ファイルのパスと種別を確かめてください。",
            run.cases.len(),
            run.cases.iter().filter(|case| !case.errors.is_empty()).count(),
            run.skipped.len()
        ));
    }
    Ok(if args.exit_zero && run.judged_anything() { IN_ORDER } else { code })
}

/// Refuses to write over a file that was read along with a case.
fn spare_companions(run: &Run, outputs: &[(Format, Option<&Path>)]) -> Result<(), Failure> {
    let files: Vec<&Path> = outputs.iter().filter_map(|(_, file)| *file).filter(|file| file.exists()).collect();
    let read = run.cases.iter().flat_map(|case| &case.companions).filter(|file| file.sha256.is_some());
    for companion in read {
        let own = Path::new(&companion.path).canonicalize().ok();
        if let Some(file) = files.iter().find(|file| own.is_some() && file.canonicalize().ok() == own) {
            return Err(Failure::Usage(format!(
                "エラー: {} は案件が添付する文書です。上書きしないよう、別の書き出し先を指定してください。",
                file.display()
            )));
        }
    }
    Ok(())
}

/// Where each format goes. One of them at most goes to standard output.
fn outputs(args: &CheckArgs) -> Result<Vec<(Format, Option<&Path>)>, Failure> {
    let mut outputs: Vec<_> = args.format.iter().map(|(format, file)| (*format, file.as_deref())).collect();
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
    if let Some((name, _)) = outputs
        .iter()
        .filter(|(format, file)| file.is_none() && format.is_binary())
        .find_map(|(format, _)| Format::ALL.iter().find(|(_, known)| known == format))
    {
        return Err(Failure::Usage(format!(
            "エラー: {name} は標準出力に書けません。--format {name}=ファイル で書き出してください。"
        )));
    }
    let twice = outputs.iter().enumerate().find_map(|(at, (_, file))| {
        let file = (*file)?;
        outputs.iter().skip(at + 1).any(|(_, other)| *other == Some(file)).then_some(file)
    });
    if let Some(file) = twice {
        return Err(Failure::Usage(format!(
            "エラー: 書き出し先 {} が2つの形式にあります。形式ごとに別のファイルを指定してください。",
            file.display()
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
