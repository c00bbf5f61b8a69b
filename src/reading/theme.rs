//! What a clause speaks of, and clauses that settle or limit it without a verb of their own.

use super::letters::is_hiragana;

/// 「…とし、」 that settles something; any other 「とし」 only says as what.
const SETTLED: &[&str] = &[
    "ものとし",
    "こととし",
    "のみとし",
    "だけとし",
    "限りとし",
    "可能とし",
    "禁止とし",
    "必須とし",
    "不要とし",
    "不可とし",
    "義務とし",
    "条件とし",
    "方式とし",
    "設定とし",
    "構成とし",
    "仕様とし",
];

/// 「端末は、区が貸与したものに限り、」 limits what it speaks of; 「場合に限り」 and 「者に限り」 say when and who.
const LIMITED: &[&str] =
    &["ものに限り", "項目に限り", "分に限り", "情報に限り", "データに限り", "端末に限り", "範囲に限り"];

/// What stands behind the last noun of a text that one of some particles marks, where one is marked.
fn behind_theme<'t>(text: &'t str, particles: &[char]) -> Option<&'t str> {
    let mut marked = text.match_indices(particles).filter(|&(at, _)| {
        let head = text.get(..at).unwrap_or_default();
        !head.ends_with('又') && head.chars().next_back().is_some_and(|letter| !is_hiragana(letter))
    });
    let (at, particle) = marked.next_back()?;
    text.get(at + particle.len()..)
}

/// Whether one of some particles marks a noun of a clause as its theme.
pub(super) fn is_themed(clause: &str, particles: &[char]) -> bool {
    behind_theme(clause, particles).is_some()
}

/// Whether a text before a comma settles what something is: 「Aは、Bとし、」. 「Aを目的とし」 and 「原則とし」 only say
/// as what.
pub(super) fn settles(before: &str) -> bool {
    const AS_WHAT: [&str; 9] = ["目的", "原則", "基本", "前提", "趣旨", "契機", "理由", "根拠", "主"];
    let told = behind_theme(before, &['は']).and_then(|told| told.strip_suffix("とし"));
    SETTLED.iter().any(|ending| before.ends_with(ending))
        || told.is_some_and(|told| !told.contains(['を', 'が']) && !AS_WHAT.iter().any(|what| told.ends_with(what)))
}

/// Whether a text before a comma limits what it speaks of, and `after` goes on about something else: 「場所は、市内に
/// 限り、名簿は…」.
pub(super) fn limits_before_another(before: &str, after: &str) -> bool {
    let clause = after.split('、').next().unwrap_or_default();
    let when = ["場合に限り", "ときに限り", "時に限り", "際に限り"].iter().any(|when| before.ends_with(when));
    before.ends_with("に限り") && !when && is_themed(before, &['は']) && is_themed(clause, &['は'])
}

/// Whether a text before a comma limits what it speaks of. Persons limit a deed, 「入室は、…職員に限り、」; behind
/// somebody who does it, 「乙は、…職員に限り、」, they only say whom.
pub(super) fn limits(before: &str) -> bool {
    const PERSONS: [&str; 5] = ["者に限り", "職員に限り", "社員に限り", "従業員に限り", "要員に限り"];
    const DEEDS: [&str; 12] =
        ["入室", "入館", "立入り", "立入", "出入り", "利用", "使用", "閲覧", "操作", "アクセス", "取扱い", "る者"];
    let Some(told) = behind_theme(before, &['は']) else { return false };
    let ends = |list: &[&str]| list.iter().any(|ending| before.ends_with(ending));
    let head = before.strip_suffix(told).unwrap_or_default().trim_end_matches('は');
    ends(LIMITED) || ends(&PERSONS) && DEEDS.iter().any(|deed| head.ends_with(deed))
}
