//! A sentence becomes clauses.
//!
//! They are cut at 「、」 by what stands before it: a condition, a purpose, a reason, a verb that goes
//! on; otherwise the comma only parts words. Conditions and purposes are cut off without a comma too.

use std::ops::Range;

use super::letters::holds;
use super::marks::Mark;
use super::passage::MarkHit;
use super::theme::{limits, limits_before_another, settles};

/// What a clause is to the ones after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ClauseKind {
    /// 「…場合は」「…とき」: nothing is asserted.
    Condition,
    /// 「…場合を除き」「…以外は」: an exception.
    Exception,
    /// 「…よう（に）」: an aim, with its own polarity.
    Goal,
    /// 「…ため」: a reason, which does not even set a topic.
    Reason,
    /// 「…し、」: goes on, and takes the ending of what follows.
    Continued,
    /// 「…するとともに、」「…ものとし、」: goes on, with an ending of its own.
    Closed,
    /// 「…が、」: goes on against what follows.
    Adversative,
    /// A label before a colon, or the first cell of a row.
    Label,
    /// The last one.
    End,
}

/// A part of a sentence with one predicate.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    /// Without the comma.
    pub(super) range: Range<usize>,
    pub(super) kind: ClauseKind,
    /// Its predicate, where that carries no deed told before it.
    pub(super) foreign: Option<Range<usize>>,
}

impl Clause {
    fn new(range: Range<usize>, kind: ClauseKind) -> Self {
        Self { range, kind, foreign: None }
    }
}

/// Cuts the sentence at `main` of `text`.
pub(super) fn clauses(text: &str, main: &Range<usize>, cuts: &[MarkHit], quotes: &[Range<usize>]) -> Vec<Clause> {
    let mut found = Vec::with_capacity(4);
    let mut start = main.start;
    let mut cuts = cuts.iter().peekable();
    let body = text.get(main.clone()).unwrap_or_default();
    if let Some(name) = bracketed_label(body) {
        let open = main.start + '【'.len_utf8();
        found.push(Clause::new(open..open + name.len(), ClauseKind::Label));
        start = open + name.len() + '】'.len_utf8();
    }
    for (offset, letter) in body.char_indices() {
        let at = main.start + offset;
        if at < start {
            continue;
        }
        while let Some(cut) = cuts.peek().filter(|cut| cut.end <= at) {
            if cut.start >= start && cut.end == at && cut.end < main.end && letter != '、' && !quoted(quotes, at) {
                let rest = text.get(cut.end..main.end).unwrap_or_default();
                let before = text.get(start..cut.start).unwrap_or_default();
                if let Some(kind) = inner_kind(cut.mark, before, rest) {
                    found.push(Clause::new(start..at, kind));
                    start = at;
                }
            }
            cuts.next();
        }
        // 「書類＝施錠した棚に納める」; an arrow may lead from what was before.
        let arrow = matches!(letter, '→' | '⇒') && body.matches(['→', '⇒']).count() == 1 && body.starts_with('問');
        let parts_cells = matches!(letter, ':' | '|') || arrow || letter == '=' && body.matches('=').count() == 1;
        if !parts_cells && !matches!(letter, '、' | ',') || quoted(quotes, at) {
            continue;
        }
        let before = text.get(start..at).unwrap_or_default();
        let after = at + letter.len_utf8();
        if parts_cells {
            let headed = !found.is_empty();
            let behind = text.get(after..main.end).unwrap_or_default();
            let undone =
                UNDONE.iter().any(|word| holds(behind, word)) && !STRICT.iter().any(|word| holds(behind, word));
            if headed
                && letter == '|'
                && (before.ends_with(PREDICATE) || before.ends_with("ない") || before.ends_with("こと"))
                && !undone
            {
                // 「返却｜業務の終わりに区へ返す｜受領書を交わす」: the middle cell says what is done, where the last one does
                // not say that it is not.
                found.push(Clause::new(start..at, ClauseKind::Closed));
                start = after;
            } else if found.iter().all(|clause: &Clause| clause.kind == ClauseKind::Label)
                && before.chars().count() <= 24
            {
                found.push(Clause::new(start..at, ClauseKind::Label));
                start = after;
            }
            continue;
        }
        let rest = text.get(after..main.end).unwrap_or_default();
        if let Some(kind) = before_another(before, rest).or_else(|| comma_kind(before)) {
            found.push(Clause::new(start..at, kind));
            start = after;
        }
    }
    found.push(Clause::new(start..main.end, ClauseKind::End));
    found
}

/// 「【禁止行為】私物の接続」: the name that a sentence begins with.
fn bracketed_label(body: &str) -> Option<&str> {
    const LONGEST: usize = 24;
    let (name, rest) = body.strip_prefix('【')?.split_once('】')?;
    (!name.is_empty() && !rest.is_empty() && name.chars().count() <= LONGEST && !name.contains(['、', '【']))
        .then_some(name)
}

/// What the last cell of a row says where what the cell before it names is not done, or not settled.
pub(super) const UNDONE: [&str; 17] = [
    "ない",
    "ません",
    "なし",
    "無",
    "未",
    "否",
    "×",
    "外",
    "検討",
    "予定",
    "任意",
    "廃止",
    "中止",
    "不要",
    "見送",
    "不可",
    "必要に応じ",
];

/// What it says where that must always be done.
pub(super) const STRICT: [&str; 3] = ["省略不可", "省略しない", "省略できない"];

/// Letters with which a verb ends that ends a sentence.
pub(super) const PREDICATE: [char; 8] = ['る', 'す', 'う', 'く', 'ぐ', 'つ', 'む', 'ぶ'];

fn quoted(quotes: &[Range<usize>], at: usize) -> bool {
    quotes.iter().any(|quote| quote.contains(&at))
}

fn inner_kind(mark: Mark, before: &str, rest: &str) -> Option<ClauseKind> {
    match mark {
        // 「ないときは」 goes on, 「ないと認める」 says what is thought; what cannot be without it is a condition.
        Mark::Lack => Some(ClauseKind::Condition).filter(|_| {
            let goes_on = |next| "きしすさのなは認判考思見定".contains(next);
            let told = ["いう", "いった", "いえ", "まで", "約", "決", "規", "取決", "明記", "宣", "誓", "回答"];
            let impossible = ["ない", "ません", "ぬ", "不可", "禁"].iter().any(|word| holds(rest, word));
            !before.ends_with(['ら', 'り'])
                && !rest.starts_with(goes_on)
                && !told.iter().any(|word| rest.starts_with(word))
                && impossible
        }),
        Mark::Condition => Some(ClauseKind::Condition),
        Mark::Purpose if !before.ends_with(['る', 'す', 'う', 'く', 'ぐ', 'つ', 'む', 'ぶ', 'い']) => None,
        Mark::Purpose
            if ["必要", "講じ", "適切な措置", "適切な対策", "十分な", "適当な"]
                .iter()
                .any(|word| rest.starts_with(word)) =>
        {
            None
        }
        Mark::Purpose => Some(ClauseKind::Reason),
        _ => None,
    }
}

/// What a comma ends where something else begins behind it.
fn before_another(before: &str, rest: &str) -> Option<ClauseKind> {
    // 「持出し不可、私物の使用不可」 forbids each by itself.
    let closes = |text: &str| ["不可", "禁止", "厳禁"].iter().any(|end| text.ends_with(end));
    // 「承諾を要することとし、これを欠くときは、契約を解除する」
    let taken_up = ["これを", "これに", "これが"].iter().any(|this| rest.starts_with(this));
    let when = rest.split('、').next().is_some_and(|clause| {
        ["ときは", "場合は", "場合には", "ときには", "とき", "場合"].iter().any(|when| clause.ends_with(when))
    });
    if taken_up && when && (before.ends_with("とし") || before.ends_with("要し")) {
        return Some(ClauseKind::Closed);
    }
    (limits_before_another(before, rest) || closes(before) && closes(rest) && !rest.contains(['を', 'は']))
        .then_some(ClauseKind::Closed)
}

/// 「入れるのは登録した者だけで、出入りは自動で記録される」「渡すのは番号だけで、…」: who alone does it, or what alone is given. 「暗号化して
/// いるのは一部の端末だけで、…」 tells how far it goes.
fn tells_the_only_ones(before: &str) -> bool {
    const GIVEN: [&str; 6] = ["渡すのは", "送るのは", "預けるのは", "伝えるのは", "提供するのは", "知らせるのは"];
    let only = ["だけで", "のみで"].iter().find_map(|only| before.strip_suffix(only));
    only.is_some_and(|only| {
        holds(only, "のは") && only.ends_with(['者', '名', '人', '員']) || GIVEN.iter().any(|given| holds(only, given))
    })
}

/// What a comma after `before` ends; `None` where it only parts words.
fn comma_kind(before: &str) -> Option<ClauseKind> {
    use ClauseKind::{Adversative, Closed, Condition, Continued, Exception, Goal, Reason};
    let ends = |list: &[&str]| list.iter().any(|ending| before.ends_with(ending));
    if ["ほか", "ほかに", "一方"].iter().any(|joint| verb_form(before, joint)) {
        return Some(Closed);
    }
    match before.chars().next_back()? {
        '合' if ends(&["場合"]) => Some(Condition),
        '際' | '時' | '後' | '前' => Some(Condition).filter(|_| {
            verbal_before(before) || ends(&["終了後", "完了後", "使用後", "作業後", "満了後", "の際", "の後", "解除後"])
        }),
        'き' if ends(&["とき"]) => Some(Condition),
        'で' if tells_the_only_ones(before) => Some(Closed),
        'は' => {
            if ends(&["以外は", "を除いては", "のほかは"]) {
                Some(Exception)
            } else {
                Some(Condition).filter(|_| {
                    ends(&[
                        "場合は",
                        "場合には",
                        "ときは",
                        "ときには",
                        "際は",
                        "際には",
                        "時は",
                        "時には",
                        "後には",
                        "に当たっては",
                        "に際しては",
                        "後は",
                        "限りは",
                        "以上は",
                        "ては",
                    ]) && !ends(&[
                        "については",
                        "においては",
                        "に対しては",
                        "としては",
                        "によっては",
                        "関しては",
                        "当ては",
                        "宛ては",
                        "立ては",
                        "建ては",
                    ])
                })
            }
        }
        'に' => {
            if ends(&["ように"]) {
                Some(Goal)
            } else if ends(&["ために"]) {
                Some(Reason).filter(|_| !ends(&["目的のために"]))
            } else if ends(&["ずに"]) {
                Some(Condition)
            } else if ends(&["ともに", "と共に", "同時に"]) {
                Some(Closed).filter(|_| {
                    ends(&["とともに", "と共に", "と同時に"])
                        && (verbal_before(
                            before.trim_end_matches("とともに").trim_end_matches("と共に").trim_end_matches("と同時に"),
                        ) || ends(&["こととともに"])
                            || verb_form(before, "とともに")
                            || verb_form(before, "と共に")
                            || verb_form(before, "と同時に"))
                })
            } else {
                Some(Condition).filter(|_| {
                    ends(&["場合に", "ときに", "際に", "時に", "たびに", "場合には", "前に", "後に", "うちに"])
                })
            }
        }
        'う' if ends(&["よう"]) => Some(Goal),
        'め' if ends(&["ため"]) => Some(Reason).filter(|_| !ends(&["目的のため"])),
        '得' | '経' if ends(&["を得", "を経"]) => Some(Continued),
        'で' => {
            if ends(&["ないで"]) {
                Some(Condition)
            } else if ends(&["上で", "うえで"]) {
                Some(Closed).filter(|_| ends(&["た上で", "たうえで"]))
            } else if ends(&["んで", "いで"]) {
                Some(Continued)
            } else if ends(&["観点で", "目的で", "ことで", "理由で", "点で"]) {
                Some(Reason).filter(|_| !ends(&["ことで", "点で"]))
            } else {
                Some(Condition).filter(|_| ends(&["場合で"]))
            }
        }
        'ら' => Some(
            if ends(&[
                "ことから",
                "観点から",
                "るから",
                "たから",
                "いから",
                "点から",
                "趣旨から",
                "ものだから",
                "目的から",
            ]) {
                Reason
            } else if ends(&["ながら"]) {
                Continued
            } else if ends(&["たら", "なら"]) && !ends(&["かたら"]) {
                Condition
            } else {
                return None;
            },
        ),
        'ば' => Some(Condition).filter(|_| !ends(&["例えば", "たとえば", "いわば", "しばしば"])),
        'ず' => Some(Continued).filter(|_| {
            !ends(&["必ず", "かかわらず", "関わらず", "問わず", "のみならず", "限らず", "まず", "とりあえず", "絶えず"])
        }),
        'が' => Some(Adversative).filter(|_| {
            ends(&["るが", "たが", "いが", "すが", "うが", "くが", "だが", "むが", "ぶが", "つが", "んが"])
        }),
        'の' | 'ど' if ends(&["ものの", "けれど"]) => Some(Adversative),
        'も' => Some(Condition).filter(|_| {
            ends(&["場合も", "場合においても", "ときも", "ても", "でも", "後も", "後においても", "後にあっても"])
                && !ends(&["においても", "についても", "としても", "対しても", "関しても", "によっても", "最低でも"])
                || ends(&["場合においても", "後においても"])
        }),
        'て' => {
            if ends(&["場合において", "に当たって", "に際して"]) {
                Some(Condition)
            } else if ends(&["を除いて"]) {
                Some(Exception)
            } else if ends(&[
                "について",
                "において",
                "に対して",
                "に関して",
                "として",
                "によって",
                "に応じて",
                "に基づいて",
                "に従って",
                "にとって",
                "をもって",
                "併せて",
                "あわせて",
                "改めて",
                "初めて",
                "極めて",
                "に沿って",
                "を通じて",
                "にわたって",
                "に向けて",
                "に限って",
                "に伴って",
                "を含めて",
                "に比べて",
                "に加えて",
                "を込めて",
                "きわめて",
                "はじめて",
                "に先立って",
                "を経て",
                "に関連して",
                "を問わずして",
            ]) {
                None
            } else {
                Some(Continued)
            }
        }
        'り' => {
            if ends(&["たことにより", "たことによる"]) {
                Some(Reason)
            } else if ends(&["に当たり", "ない限り"]) {
                Some(Condition)
            } else if limits(before) {
                // What weakens the use of what is limited weakens the limit.
                Some(Continued)
            } else if ends(&[
                "により",
                "より",
                "に限り",
                "の限り",
                "とおり",
                "代わり",
                "わたり",
                "限り",
                "どおり",
                "あたり",
                "かかり",
                "係り",
                "まり",
            ]) {
                None
            } else {
                Some(Continued)
            }
        }
        'き' | 'い' | 'ぎ' | 'し' | 'じ' | 'ち' | 'び' | 'み' | 'え' | 'け' | 'げ' | 'せ' | 'ぜ' | 'ね' | 'べ'
        | 'れ' => {
            if ends(&["落とし"]) {
                // 「使わない欄を落とし、」 is a verb, 「原則とし、」 is not.
                Some(Continued)
            } else if ends(&["に際し"]) {
                Some(Condition)
            } else if ends(&["を除き"]) {
                Some(Exception)
            } else if ends(&[
                "に基づき",
                "につき",
                "引き続き",
                "に応じ",
                "に対し",
                "に関し",
                "に従い",
                "を通じ",
                "に伴い",
                "に即し",
                "に照らし",
                "必要に応じ",
                "もしくは",
                "とし",
                "に係る",
                "からみ",
                "に沿い",
                "に先立ち",
                "のみ",
                "のうち",
                "直ち",
                "ただし",
                "しかし",
                "に関連し",
                "いずれ",
                "それぞれ",
                "ごみ",
                "おおむね",
                "概ね",
                "だれ",
                "あるい",
                "等に対し",
            ]) {
                // 「課長を管理責任者とし、係長が補佐する」
                let appoints = ["者とし", "員とし", "役とし"].iter().any(|who| before.ends_with(who));
                if appoints && before.contains('を') {
                    Some(Continued)
                } else {
                    Some(Closed).filter(|_| settles(before))
                }
            } else if before.ends_with("い") && ends(&["ない", "たい"]) {
                None
            } else {
                Some(Continued)
            }
        }
        'め' => Some(Continued)
            .filter(|_| !ends(&["あらかじめ", "はじめ", "を含め", "初め", "まとめ"]) || ends(&["取りまとめ"])),
        'か' => Some(Continued)
            .filter(|_| ends(&["るか", "すか", "うか", "くか", "むか", "たか", "ないか"]) && !ends(&["かどうか"])),
        'つ' => Some(Continued).filter(|_| ends(&["つつ"])),
        'と' => {
            Some(Condition).filter(|_| ends(&["すると", "れると", "あると", "ないと", "たと"]) && !ends(&["すること"]))
        }
        'く' => Some(Continued).filter(|_| ends(&["ことなく", "なくして"])),
        _ => None,
    }
}

/// Whether `before` is a verb in its plain form and then `ending`.
fn verb_form(before: &str, ending: &str) -> bool {
    before
        .strip_suffix(ending)
        .and_then(|stem| stem.chars().next_back())
        .is_some_and(|letter| "るすうくむつぶぐぬた".contains(letter))
}

/// Whether the last word of `before`, one character, stands behind a verb: 「…する際」「…した後」.
fn verbal_before(before: &str) -> bool {
    let mut letters = before.chars();
    letters.next_back();
    letters.next_back().is_some_and(|letter| "るすうくむつぶぐぬたい".contains(letter))
}
