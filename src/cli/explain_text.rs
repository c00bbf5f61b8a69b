//! `kansa explain-text`: how a text is read, clause by clause.

use std::io::Read as _;
use std::sync::Arc;

use super::args::ExplainTextArgs;
use super::{Failure, IN_ORDER, output, ruleset};
use crate::case::{Case, Opened};
use crate::document::Document;
use crate::reading::{Role, Unit, outline};
use crate::report::{ReadText, Shape, reading_json, reading_text};
use crate::rules::{Extent, RuleSet};
use crate::source::Source;

pub(super) fn run(args: &ExplainTextArgs) -> Result<u8, Failure> {
    let rules = ruleset::of_call(&args.rules, Extent::Rules)?;
    match &args.case {
        Some(case) => of_case(args, &rules, case),
        None => of_text(args, &rules),
    }
}

fn write(args: &ExplainTextArgs, rules: &RuleSet, texts: &[ReadText<'_>]) -> Result<u8, Failure> {
    output::write(None, |out| match args.format {
        Shape::Text => reading_text(rules, texts, out),
        Shape::Json => reading_json(rules, texts, out),
    })?;
    Ok(IN_ORDER)
}

fn of_text(args: &ExplainTextArgs, rules: &RuleSet) -> Result<u8, Failure> {
    let text = match args.text.as_deref() {
        Some("-") => {
            let mut text = String::new();
            std::io::stdin().lock().read_to_string(&mut text).map_err(|error| {
                Failure::Usage(format!(
                    "エラー: 標準入力を読めません（{}）。UTF-8の文を渡してください。",
                    output::told(&error)
                ))
            })?;
            text
        }
        Some(text) => text.to_owned(),
        None => {
            return Err(Failure::Usage(
                "エラー: 文がありません。kansa explain-text 文、または --case 案件 --place 項目 と書いてください。"
                    .to_owned(),
            ));
        }
    };
    let passage = rules.reader().prepare(Unit { text: &text, lead: None, headings: &[], role: Role::Text });
    let sentences = outline(rules.reader(), &passage);
    write(args, rules, &[ReadText { pointer: String::new(), text: &text, sentences }])
}

fn of_case(args: &ExplainTextArgs, rules: &RuleSet, path: &std::path::Path) -> Result<u8, Failure> {
    let shown = path.display().to_string();
    let refused = |what: String| Failure::Usage(format!("エラー: {shown}: {what}"));
    let bytes = std::fs::read(path).map_err(|error| refused(format!("読めません（{}）", output::told(&error))))?;
    let source = Source::from_bytes(shown.clone(), &bytes).map_err(|error| refused(told(&error)))?;
    let document = Document::parse(Arc::new(source)).map_err(|error| refused(told(&error)))?;
    let Opened { case, .. } = Case::read(document, rules.form()).map_err(|problems| {
        refused(problems.iter().map(|problem| format!("{}。{}", problem.what, problem.advice)).collect())
    })?;
    let nodes = match &args.place {
        None => vec![case.root()],
        Some(written) => {
            let place = rules
                .form()
                .place(written)
                .map_err(|fault| refused(format!("「{written}」という項目はありません（{fault}）")))?;
            case.find(&place).nodes
        }
    };
    let units = case.units(&nodes);
    if units.is_empty() {
        return Err(refused("その項目には何も書かれていません".to_owned()));
    }
    let texts: Vec<ReadText<'_>> = units
        .iter()
        .map(|unit| {
            let passage = rules.reader().prepare(unit.unit());
            ReadText { pointer: case.pointer(unit.node), text: unit.text, sentences: outline(rules.reader(), &passage) }
        })
        .collect();
    write(args, rules, &texts)
}

fn told(error: &impl crate::error::Explain) -> String {
    let problem = error.problem(None, Vec::new());
    format!("{}。{}", problem.what, problem.advice)
}
