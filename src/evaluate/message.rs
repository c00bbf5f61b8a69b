//! What a result says to people.

use jiff::civil::Date;

use crate::rules::Rule;

use super::outcome::Outcome;
use super::result::{Reason, Verdict};

/// The message of a result of `require`.
pub(super) fn of(rule: &Rule, verdict: Verdict, reason: Option<Reason>, outcome: &Outcome) -> String {
    let head = match (verdict, reason) {
        (Verdict::Pass, _) => format!("{}：書かれています。", rule.title),
        (Verdict::Review, Some(reason)) => review(rule, reason, outcome),
        // Only a sentence that was read has a word on how it denies.
        (Verdict::Fail, _) if outcome.evidence.iter().any(|evidence| !evidence.note.is_empty()) => {
            format!("これと反対のことが書かれています（{}）。", rule.title)
        }
        _ => rule.message.clone(),
    };
    with_remarks(head, outcome)
}

/// The message of a built-in rule that found nothing.
#[must_use]
pub fn in_order(rule: &Rule) -> String {
    format!("{}：そのとおりです。", rule.title)
}

fn review(rule: &Rule, reason: Reason, outcome: &Outcome) -> String {
    let title = &rule.title;
    match reason {
        Reason::ByReference => {
            format!("別の文書に委ねられていて、その文書が添付されていないため、確かめられません（{title}）。")
        }
        Reason::Hedged => format!("書かれていますが、言い切っていません（{title}）。"),
        Reason::Partial if outcome.unfound.is_empty() || outcome.found.is_empty() => {
            format!("一部だけが書かれているか、前提として触れられているだけです（{title}）。")
        }
        Reason::Partial => format!(
            "一部だけが書かれています（{title}）。書かれている: {}。読み取れない: {}。",
            outcome.found.join("、"),
            outcome.unfound.join("、")
        ),
        Reason::Near => format!("近い文がありますが、これを定めたものかどうか読み取れません（{title}）。"),
        Reason::Contradiction => format!("書かれていることが互いに食い違っています（{title}）。"),
        Reason::Contrary => format!("反対の扱いをすると書かれています（{title}）。"),
        Reason::Undecidable => format!("書かれていることから決められません（{title}）。"),
        Reason::Human => format!("人が判断する事項です（{title}）。"),
        Reason::Softened => rule.message.clone(),
    }
}

fn with_remarks(head: String, outcome: &Outcome) -> String {
    let mut message = head;
    for remark in &outcome.remarks {
        if !message.contains(remark.as_str()) {
            message.push_str(remark);
        }
    }
    message
}

pub(super) fn other_kind(kinds: &[String]) -> String {
    format!("この件の種別は、規則が対象とする種別（{}）ではありません。", kinds.join("・"))
}

pub(super) fn not_in_force(rule: &Rule, day: Date) -> String {
    let bases = rule.basis.iter().map(|basis| {
        let from = basis.from.map(|from| from.to_string()).unwrap_or_default();
        let to = basis.to.map(|to| to.to_string()).unwrap_or_default();
        let range =
            if basis.in_force(day) { "この件には当たらない".to_owned() } else { format!("{from}～{to}") };
        format!("{}（{range}）", basis.citation())
    });
    format!("基準日 {day} にこの件を拘束する根拠がありません。{}", bases.collect::<Vec<_>>().join("、"))
}

pub(super) fn undecided_force(rule: &Rule) -> String {
    format!("根拠がこの件に当たるかどうか、書かれていることから決められません（{}）。", rule.title)
}

pub(super) fn condition_fails(condition: &str, outcome: &Outcome) -> String {
    with_remarks(format!("規則が働く条件に当たりません（条件: {condition}）。"), outcome)
}

pub(super) fn condition_undecided(rule: &Rule, outcome: &Outcome) -> String {
    with_remarks(format!("規則が働く条件に当たるかどうか決められません（{}）。", rule.title), outcome)
}
