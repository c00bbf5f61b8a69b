//! Words of leave: lacking, as an exception, given, as a duty.
//!
//! How leave comes (得る, もらう, 頂く, 下りる) is a table of verbs, each with the forms that Japanese gives it; what it is
//! then taken for is told by the form alone: 得ず and 得るまで lack it, 得た has it, 得て comes before a deed.

/// A verb by which leave comes, with its particle.
struct Coming {
    /// 得て
    then: &'static str,
    /// 得た
    past: &'static str,
    /// 得（、）
    stem: &'static str,
    /// 得る
    plain: &'static str,
    /// 得（ない）
    lack: &'static str,
}

const fn coming(
    then: &'static str,
    past: &'static str,
    stem: &'static str,
    plain: &'static str,
    lack: &'static str,
) -> Coming {
    Coming { then, past, stem, plain, lack }
}

const COMINGS: [Coming; 28] = [
    coming("を得て", "を得た", "を得", "を得る", "を得"),
    coming("を受けて", "を受けた", "を受け", "を受ける", "を受け"),
    coming("をもらって", "をもらった", "をもらい", "をもらう", "をもらわ"),
    coming("を頂いて", "を頂いた", "を頂き", "を頂く", "を頂か"),
    coming("をいただいて", "をいただいた", "をいただき", "をいただく", "をいただか"),
    coming("を頂戴して", "を頂戴した", "を頂戴し", "を頂戴する", "を頂戴し"),
    coming("を賜って", "を賜った", "を賜り", "を賜る", "を賜ら"),
    coming("を取って", "を取った", "を取り", "を取る", "を取ら"),
    coming("を取付けて", "を取付けた", "を取付け", "を取付ける", "を取付け"),
    coming("を取得して", "を取得した", "を取得し", "を取得する", "を取得し"),
    coming("を受取って", "を受取った", "を受取り", "を受取る", "を受取ら"),
    coming("を手にして", "を手にした", "を手にし", "を手にする", "を手にし"),
    coming("を経て", "を経た", "を経", "を経る", "を経"),
    coming("を得られて", "を得られた", "を得られ", "を得られる", "を得られ"),
    coming("を待って", "を待った", "を待ち", "を待つ", "を待た"),
    coming("を仰いで", "を仰いだ", "を仰ぎ", "を仰ぐ", "を仰が"),
    coming("の交付を受けて", "の交付を受けた", "の交付を受け", "の交付を受ける", "の交付を受け"),
    coming("があって", "があった", "があり", "がある", "があら"),
    coming("が得られて", "が得られた", "が得られ", "が得られる", "が得られ"),
    coming("がもらえて", "がもらえた", "がもらえ", "がもらえる", "がもらえ"),
    coming("が下りて", "が下りた", "が下り", "が下りる", "が下り"),
    coming("が出て", "が出た", "が出", "が出る", "が出"),
    coming("が届いて", "が届いた", "が届き", "が届く", "が届か"),
    coming("が済んで", "が済んだ", "が済み", "が済む", "が済ま"),
    coming("が押されて", "が押された", "が押され", "が押される", "が押され"),
    coming("を交付して", "を交付した", "を交付し", "を交付する", "を交付し"),
    coming("を出して", "を出した", "を出し", "を出す", "を出さ"),
    coming("が交付されて", "が交付された", "が交付され", "が交付される", "が交付され"),
];

/// What leave is called by: a paper, its seal, its notice, the steps to it.
const PAPERS: [&str; 14] = [
    "書",
    "証",
    "印",
    "の印",
    "の判",
    "通知",
    "の通知",
    "の返事",
    "の回答",
    "の書面",
    "の手続",
    "の意思",
    "通知書",
    "の決定",
];

/// The lack of leave, but for those that a verb gives.
#[rustfmt::skip]
const WITHOUT: &[&str] = &[
    "なく", "をなくして", "なし", "無く", "無し", "なき", "のない", "がない", "もない", "もなく", "がなく", "の無い", "がなければ",
    "したのでない", "したものでない", "した者でない", "していない", "しない", "なさらない", "されていない", "されない", "されるまで", "を省い", "を省く", "を抜きに", "を抜きで", "抜きに", "抜きで", "を欠い", "を欠く",
];

/// Leave as an exception.
#[rustfmt::skip]
pub(super) const UNLESS: &[&str] = &[
    "場合を除き", "場合を除いて", "場合以外", "とき以外", "ときを除き", "ものを除き", "もの以外", "場合のほか", "場合を除くほか", "者以外",
    "以外の",
];

/// Leave that was given, but for what a verb gives.
#[rustfmt::skip]
const GIVEN: &[&str] = &[
    "があれば", "を得れば", "をもらえば", "が下りれば", "が出れば", "の上", "のうえ", "の下", "のもと", "した", "された", "する場合", "をもって", "により", "をした",
    "をする場合", "をもらっ", "を与えた", "に限り", "に限って", "のみ", "後に", "後で", "の後", "後、", "のあと", "のある", "のあった",
    "場合",
    "ものに限",
    "ときに限",
    "た場合", "たとき", "たもの", "た先", "た後", "て初めて",
];

/// Leave as a duty, as the act whose ending counts, but for the verbs by which it comes.
#[rustfmt::skip]
const DUTY: &[&str] = &[
    "を得", "を受け", "をもら", "を頂", "をいただ", "を賜", "を取得", "を取り", "を取ら", "を取る", "を取れ", "を取っ", "を取付", "をと", "を受取", "を求め", "を要", "が要",
    "が必要", "を必要", "を条件", "を要件", "を前提", "を経", "によるもの", "にかからし", "に係らし", "制", "が必須", "を義務", "事項とす", "を仰", "を願",
    "を受", "を必須", "の必要", "を待", "の交付を受け", "をお取り", "を頂戴", "が前提", "が条件",
];

/// What ends leave that comes before the deed, but for what a verb gives.
const THEN: [&str; 6] = ["の上", "のうえ", "後に", "の後に", "後、", "の後、"];

/// What does a deed that was told before: 「再委託は、承認を得た後に行う」.
const CARRIERS: [&str; 16] = [
    "行う",
    "行い",
    "行わ",
    "実施",
    "する。",
    "します",
    "契約",
    "着手",
    "始め",
    "開始",
    "委ね",
    "任せ",
    "締結",
    "発注",
    "依頼",
    "進め",
];

/// The text behind leave, without what it is called by and without the manner in which it is got: 「の印を先にもらって」
/// is 「をもらって」. It ends where `tail` ends, so places are counted from there.
pub(super) fn plainly(tail: &str) -> String {
    let particle = |rest: &str| ["を", "が", "の"].iter().any(|particle| rest.starts_with(particle));
    let paper = PAPERS.iter().filter_map(|paper| tail.strip_prefix(paper)).filter(|rest| particle(rest));
    let tail = paper.min_by_key(|rest| rest.len()).unwrap_or(tail);
    let tail = tail.strip_prefix('等').unwrap_or(tail);
    without_manner(tail).unwrap_or_else(|| tail.to_owned())
}

/// 「を、着手の前に書面で得る」 is 「を得る」: what stands between the particle and the verb says when or how it is got.
fn without_manner(tail: &str) -> Option<String> {
    const LONGEST: usize = 16;
    // 「承諾を事後に得る」 is no leave before the deed.
    const LATE: [&str; 6] = ["事後", "後に", "翌", "任意", "随意", "までに"];
    const MANNERS: [&str; 10] =
        ["に", "で", "にて", "により", "によって", "あらかじめ", "前もって", "必ず", "都度", "まず"];
    let particle = tail.chars().next().filter(|particle| ['を', 'が', 'は'].contains(particle))?;
    let rest = tail.strip_prefix(particle)?;
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let reach = rest.get(..end)?;
    let forms = COMINGS.iter().flat_map(|verb| [verb.then, verb.past, verb.stem, verb.plain, verb.lack]);
    // 「が必要である」 is no 「がある」.
    let verbs = forms.filter_map(|form| form.strip_prefix(particle)).filter(|verb| !verb.starts_with('あ')).chain([
        "要",
        "求め",
        "取れ",
        "お取り",
        "お受け",
    ]);
    let manner = |at: &usize| {
        let manner = reach.get(..*at).map(|manner| manner.trim_matches('、'));
        manner.is_some_and(|manner| {
            !manner.contains(['を', 'が', 'は'])
                && !LATE.iter().any(|late| manner.contains(late))
                && MANNERS.iter().any(|end| manner.ends_with(end))
        })
    };
    let at = verbs.flat_map(|verb| reach.match_indices(verb).map(|(at, _)| at)).filter(manner).min()?;
    rest.get(at..).map(|verb| format!("{particle}{verb}"))
}

/// The length of the words by which leave lacks, at the head of what stands behind it.
pub(super) fn lack(tail: &str) -> Option<usize> {
    const DENIED: [&str; 12] = [
        "ず",
        "ない",
        "なければ",
        "なく",
        "なかった",
        "ません",
        "ていない",
        "ておらず",
        "ぬ",
        "ないうち",
        "ないまま",
        "ないで",
    ];
    const TIMES: [&str; 3] = ["まで", "ことなく", "前"];
    let bare = WITHOUT.iter().filter(|word| tail.starts_with(**word)).map(|word| word.len());
    let denied = COMINGS.iter().filter_map(|verb| {
        let rest = tail.strip_prefix(verb.lack)?;
        DENIED.iter().filter(|no| rest.starts_with(**no)).map(|no| verb.lack.len() + no.len()).max()
    });
    let awaited = COMINGS.iter().filter_map(|verb| {
        let rest = tail.strip_prefix(verb.plain)?;
        TIMES.iter().filter(|time| rest.starts_with(**time)).map(|time| verb.plain.len() + time.len()).max()
    });
    const FIRST: [&str; 3] = ["からでなければ", "からでないと", "からでない限り"];
    let first = COMINGS.iter().filter_map(|verb| {
        let rest = tail.strip_prefix(verb.then)?;
        let first = |first: &&&str| {
            rest.strip_prefix(**first)
                .is_some_and(|rest| !["ならない", "なりません"].iter().any(|duty| rest.starts_with(duty)))
        };
        FIRST.iter().filter(first).map(|first| verb.then.len() + first.len()).max()
    });
    bare.chain(denied).chain(awaited).chain(first).max()
}

/// Whether what stands behind leave says that it was given.
pub(super) fn given(tail: &str) -> bool {
    const CASES: [&str; 5] = ["場合", "とき", "もの", "者", "先"];
    GIVEN.iter().any(|word| tail.starts_with(word))
        || COMINGS.iter().any(|verb| {
            tail.starts_with(verb.past)
                || tail.starts_with(verb.then)
                || tail.strip_prefix(verb.stem).is_some_and(|rest| rest.starts_with('、'))
                || tail.strip_prefix(verb.plain).is_some_and(|rest| CASES.iter().any(|case| rest.starts_with(case)))
        })
}

/// Whether what stands behind leave leads on to the deed that it is for.
pub(super) fn then(tail: &str) -> bool {
    const AFTER: [&str; 8] = ["上で", "うえで", "上、", "後に", "後、", "後で", "のちに", "あとで"];
    THEN.iter().any(|word| tail.starts_with(word))
        || COMINGS.iter().any(|verb| {
            tail.starts_with(verb.then)
                || tail.strip_prefix(verb.stem).is_some_and(|rest| rest.starts_with('、'))
                || tail.strip_prefix(verb.past).is_some_and(|rest| AFTER.iter().any(|after| rest.starts_with(after)))
        })
}

/// The length of the words by which leave is a duty.
pub(super) fn duty(tail: &str) -> Option<usize> {
    DUTY.iter().filter(|verb| tail.starts_with(**verb)).map(|verb| verb.len()).max()
}

/// Where the deed of the text stands, behind leave that comes first, if it is told by a verb that carries any deed and that has
/// no object of its own: 「承認を得た後に行う」, not 「承認を得た後、説明会を実施する」.
pub(super) fn carrier(behind: &str) -> Option<(usize, usize)> {
    const OWN: [&str; 3] = ["契約を", "業務を", "作業を"];
    let (at, length) = CARRIERS.iter().filter_map(|verb| behind.find(verb).map(|at| (at, verb.len()))).min()?;
    let between = behind.get(..at)?;
    let object = between.matches('を').count() > 1 && !OWN.iter().any(|own| between.ends_with(own));
    (!object && !between.contains('は')).then_some((at, length))
}

/// Whether what stands behind leave says that it cannot be done without, by a negation of doing without.
pub(super) fn is_indispensable(tail: &str) -> bool {
    // 「委託者の承諾によってのみ生ずる」
    const ONLY: [&str; 4] = ["によってのみ", "によって初めて", "によりはじめて", "により初めて"];
    const BEGINS: [&str; 8] =
        ["生ずる", "生じる", "できる", "できます", "可能となる", "可能である", "認められる", "行える"];
    let only = ONLY.iter().find_map(|only| tail.strip_prefix(only));
    if only.is_some_and(|rest| BEGINS.iter().any(|begins| rest.ends_with(begins))) {
        return true;
    }
    const DENIED: [&str; 12] = [
        "免れない",
        "免れません",
        "免れることはできない",
        "欠かせない",
        "欠かせません",
        "欠かすことはできない",
        "欠かすことができない",
        "省くことはできない",
        "省くことはできません",
        "省くことができない",
        "省いてはならない",
        "省かない",
    ];
    let ends = |rest: &str| ["", "こと", "ものとする", "です"].contains(&rest);
    ["が", "は", "を"]
        .iter()
        .filter_map(|particle| tail.strip_prefix(particle))
        .any(|rest| DENIED.iter().filter_map(|no| rest.strip_prefix(no)).any(ends))
}

#[cfg(test)]
mod tests {
    use super::{duty, given, is_indispensable, lack, plainly, then};

    #[test]
    fn papers_and_manners_of_leave_are_left_out() {
        assert_eq!(plainly("の印を先にもらってから行う"), "をもらってから行う");
        assert_eq!(plainly("書の交付を受け、行う"), "の交付を受け、行う");
        assert_eq!(plainly("を書面で得る"), "を得る");
        assert_eq!(plainly("を、着手の前に得る"), "を得る");
        assert_eq!(plainly("が必要である"), "が必要である");
        assert_eq!(plainly("を書類の写しを添えて得る"), "を書類の写しを添えて得る");
        assert_eq!(plainly("なく行わない"), "なく行わない");
    }

    #[test]
    fn the_form_of_the_verb_tells_what_became_of_leave() {
        for lacking in [
            "を得ず行わない",
            "を頂かない限り",
            "が下りるまで",
            "を待つことなく",
            "を省いて",
            "なしに",
            "を得てからでなければ",
        ] {
            assert!(lack(lacking).is_some(), "{lacking}");
        }
        for come in ["を頂いた場合に限り", "が得られた", "がある場合", "後に行う", "を取付けた上で"]
        {
            assert!(given(come) && lack(come).is_none(), "{come}");
        }
        for first in ["を頂いてから", "を受けた後に", "が届いた後、", "の上"] {
            assert!(then(first), "{first}");
        }
        assert_eq!(duty("を頂戴します"), Some("を頂戴".len()));
        assert!(is_indispensable("を省くことはできない") && !is_indispensable("を省くことができる"));
    }
}
