//! Whose a paper or a practice is: of this office and its contract, or of others.

use super::letters::holds;

/// This office and its contract.
const US: [&str; 11] =
    ["本区", "本市", "本町", "当区", "当市", "当課", "本契約", "この契約", "本件", "本業務", "本委託"];

/// Whether a text names this office or its contract.
pub(super) fn names_us(text: &str) -> bool {
    US.iter().any(|us| holds(text, us))
}

/// Whether a text goes on to tell of this office: 「…だが、本区では、…」, not 「本業務と同じ…」.
pub(super) fn told_of_us(text: &str) -> bool {
    const TOLD: [&str; 6] = ["では", "でも", "においても", "においては", "も", "は"];
    US.iter().flat_map(|us| text.match_indices(us)).any(|(at, us)| {
        let rest = text.get(at + us.len()..).unwrap_or_default();
        TOLD.iter().any(|told| rest.starts_with(told))
    })
}

/// Whether a text takes up what others have laid down: 「国の指針を踏まえ、…」.
pub(super) fn takes_up(text: &str) -> bool {
    names_us(text) || ["これに", "これを", "踏まえ"].iter().any(|taken| holds(text, taken))
}

/// Whether a text takes up a paper of others, or keeps to it: 「県の要綱に準じ、今回…」.
pub(super) fn keeps_to(text: &str) -> bool {
    const KEEPS: [&str; 10] = ["区では", "市では", "今回", "独自", "準じ", "準拠", "従い", "遵守し", "適合", "満たし"];
    takes_up(text) || KEEPS.iter().any(|keeps| holds(text, keeps))
}

/// Whether a text is or begins with another office: 「西隣の区」「他市の窓口」「県内の先行自治体」.
pub(super) fn is_another_office(text: &str) -> bool {
    #[rustfmt::skip]
    const OTHER: [&str; 20] = [
        "別の", "隣", "近隣", "周辺", "他", "先行", "類似", "同規模", "多くの", "一部の", "複数の", "大半の", "県内", "都内", "府内", "道内", "国内の",
        "全国", "政令", "中核",
    ];
    const BEGINS: [&str; 9] = ["別の", "隣の", "隣接する", "周辺の", "近隣の", "近隣", "ある", "他の", "他"];
    const OFFICES: [&str; 8] = ["市", "区", "町", "村", "県", "都市", "団体", "自治体"];
    // 「各地区」「区分」「市販」 are no offices.
    const NOT: [&str; 8] = ["地区", "学区", "校区", "工区", "区分", "区画", "区域", "市販"];
    let begins = || {
        BEGINS.iter().filter_map(|other| text.strip_prefix(other)).any(|rest| {
            OFFICES.iter().any(|office| rest.starts_with(office)) && !NOT.iter().any(|not| rest.starts_with(not))
        })
    };
    let ends = || {
        let kind = OFFICES.iter().find_map(|office| text.strip_suffix(office));
        kind.is_some_and(|kind| OTHER.iter().any(|other| holds(kind, other)) && !kind.contains('、'))
            && !NOT.iter().any(|not| text.ends_with(not))
    };
    !names_us(text) && (["同業他社", "他社"].iter().any(|company| text.starts_with(company)) || begins() || ends())
}

/// Whether it is of the state or the prefecture: 「国」「個人情報保護委員会」.
pub(super) fn is_of_the_state(owner: &str) -> bool {
    const STATE: [&str; 9] = ["国", "県", "都", "府", "省", "庁", "政府", "保護委員会", "他団体"];
    STATE.iter().any(|state| owner.ends_with(state)) && !owner.ends_with("庁舎")
}

/// Whether an owner is another office or an earlier contract: 「隣接するA市」「前回」.
pub(super) fn is_another(owner: &str) -> bool {
    const OTHER: [&str; 9] = ["他の", "別の", "隣の", "隣接", "近隣", "周辺", "前回", "前の", "旧"];
    // 「A市」 is given no name; 「○○区」 may be this one, and 「A社」 the contractor.
    let unnamed = owner
        .strip_suffix(['市', '区', '町', '村', '県'])
        .is_some_and(|name| name.ends_with(|letter: char| letter.is_ascii_uppercase()));
    unnamed || OTHER.iter().any(|other| owner.starts_with(other)) || is_another_office(owner)
}

/// Whether a text names others anywhere: what is quoted behind it may be theirs.
pub(super) fn names_others(text: &str) -> bool {
    #[rustfmt::skip]
    const OTHERS: [&str; 15] = [
        "他の", "他市", "他区", "他社", "他部", "別の", "隣", "自治体", "国の", "県の", "都の", "旧", "前回", "従前", "従来",
    ];
    OTHERS.iter().any(|other| holds(text, other))
}
