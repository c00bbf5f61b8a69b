//! Whose a paper or a practice is: of this office and its contract, or of others.

use super::letters::holds;

/// Whether a text goes on to what holds here: 「他市の例を踏まえ、本区では…」.
pub(super) fn comes_here(text: &str) -> bool {
    #[rustfmt::skip]
    const HERE: [&str; 24] = [
        "本区", "本市", "本町", "当区", "当市", "当課", "区では", "市では", "本契約", "この契約", "本件", "本業務", "本委託", "今回", "独自", "これに",
        "これを", "踏まえ", "準じ", "準拠", "従い", "遵守し", "適合", "満たし",
    ];
    HERE.iter().any(|here| holds(text, here))
}

/// Whether a noun is another office: 「西隣の区」「他団体」「県内の先行自治体」.
pub(super) fn is_another_office(noun: &str) -> bool {
    #[rustfmt::skip]
    const OTHER: [&str; 21] = [
        "別の", "隣", "近隣", "周辺", "他", "ある", "先行", "類似", "同規模", "多くの", "一部の", "複数の", "大半の", "県内", "都内", "府内", "道内", "国内の",
        "全国", "政令", "中核",
    ];
    const OFFICES: [&str; 8] = ["市", "区", "町", "村", "県", "市町村", "団体", "自治体"];
    noun == "同業他社"
        || OFFICES.iter().filter_map(|office| noun.strip_suffix(office)).any(|kind| {
            OTHER.iter().any(|other| holds(kind, other)) && !kind.contains('、') && !kind.ends_with(['本', '当'])
        })
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
