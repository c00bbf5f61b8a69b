//! The form of an act: verb, noun, attribute, part of a longer word.

use super::letters::{begins_noun, hiragana_run, holds, is_hiragana, is_kanji, is_katakana, split_once};
use super::nouns::{ASPECTS, CHOSEN, DEED_NOUNS, EXPLAINED, MEANS, OPEN_NOUNS, SUFFIXES, TIMES, USED};

/// What the words behind an act make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A verb that goes on to the end of its predicate.
    Verb,
    /// A noun with a particle: 「…を」「…は」.
    Noun,
    /// A noun that explains another noun which is no deed: 「…の様式」.
    PartOf,
    /// A verb before a noun: 「…した書類」.
    Attribute,
    /// A verb in a condition that nothing marks off: 「…する場合の」.
    When,
    /// A verb in a purpose that nothing marks off.
    Why,
    /// The first half of a longer word: 「記録媒体」.
    Compound,
    /// The last word of the clause, a noun.
    End,
}

/// The form of an act in its clause.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form<'t> {
    pub(super) shape: Shape,
    /// The hiragana right behind it.
    pub(super) run: &'t str,
    /// It is a member of a list of nouns, whose predicate governs it.
    pub(super) listed: bool,
    /// Nothing but inflection is left of the clause.
    pub(super) ends_clause: bool,
}

/// Whether a text ends in a noun that names a deed.
pub(super) fn names_deed(text: &str) -> bool {
    DEED_NOUNS.iter().any(|noun| noun.chars().count() >= 2 && text.ends_with(noun))
}

impl<'t> Form<'t> {
    /// The form of `act` before `tail`, the rest of its clause.
    pub(super) fn of(act: &str, tail: &'t str) -> Self {
        let tail = tail.trim_start_matches(['」', '』']);
        let made = tail.strip_prefix('化').filter(|rest| rest.starts_with(is_hiragana));
        let tail = made.unwrap_or(tail);
        let run = hiragana_run(tail);
        let rest = tail.get(run.len()..).unwrap_or_default();
        let last = act.chars().next_back().unwrap_or(' ');
        let form = |shape, listed| Self { shape, run, listed, ends_clause: rest.is_empty() };
        if tail.is_empty() {
            return form(if is_hiragana(last) { Shape::Verb } else { Shape::End }, false);
        }
        if run.is_empty() {
            return behind_noun(act, tail, form);
        }
        if !is_hiragana(last) && begins_with_particle(run) {
            return noun(tail, run, rest, form);
        }
        verb(run, rest, form)
    }
}

fn behind_noun<'t>(act: &str, tail: &'t str, form: impl Fn(Shape, bool) -> Form<'t>) -> Form<'t> {
    let first = tail.chars().next().unwrap_or(' ');
    let last = act.chars().next_back().unwrap_or(' ');
    if matches!(first, '、' | '・' | ',' | '及' | '又' | '並' | '若' | '/' | '兼') {
        return form(if list_explains(tail) { Shape::PartOf } else { Shape::Noun }, true);
    }
    if let Some(rest) =
        tail.strip_prefix('等').or_else(|| tail.strip_prefix("措置").or_else(|| tail.strip_prefix("対策")))
    {
        let listed = rest.starts_with(['、', '・', '及', '又', '並', '若']);
        let inner = hiragana_run(rest);
        return if rest.starts_with('の') {
            noun(rest, inner, rest.get(inner.len()..).unwrap_or_default(), form)
        } else {
            form(Shape::Noun, listed)
        };
    }
    if matches!(last, 'る' | 'た' | 'な') && begins_noun(first) {
        return before_noun(tail, &form);
    }
    if is_hiragana(last) {
        // A stem in its continuing form right before a noun: 「収め保管し」, a second verb.
        return form(Shape::Verb, false);
    }
    if let Some(suffix) = SUFFIXES.iter().filter(|suffix| tail.starts_with(**suffix)).max_by_key(|suffix| suffix.len())
    {
        if ["時", "後", "前", "中"].iter().any(|time| tail.starts_with(time)) {
            return form(Shape::When, false);
        }
        if tail.starts_with('済') {
            return form(Shape::Attribute, false);
        }
        let run = hiragana_run(tail.get(suffix.len()..).unwrap_or_default());
        return Form { run, ..form(Shape::Noun, false) };
    }
    // 「創業3年以上」「研修2時間」: a number begins what is told of the noun.
    if first.is_ascii_digit() && is_kanji(last) {
        return form(Shape::Noun, false);
    }
    if (is_kanji(first) || is_katakana(first) || first.is_ascii_alphanumeric())
        && (is_kanji(last) || is_katakana(last) || last.is_ascii_alphanumeric())
    {
        return form(Shape::Compound, false);
    }
    form(Shape::Noun, false)
}

fn begins_with_particle(run: &str) -> bool {
    const VERBAL: [&str; 6] = ["にくい", "でき", "とする", "をする", "もする", "はする"];
    if VERBAL.iter().take(2).any(|word| run.starts_with(word)) {
        return false;
    }
    run.starts_with(['を', 'は', 'が', 'も', 'の', 'に', 'へ', 'と', 'や', 'で'])
        || ["から", "より", "まで", "など", "だけ", "のみ", "か"]
            .iter()
            .any(|word| run == *word || run.starts_with(word) && *word != "か")
}

fn noun<'t>(tail: &'t str, run: &'t str, rest: &'t str, form: impl Fn(Shape, bool) -> Form<'t>) -> Form<'t> {
    if let Some(found) = light_verb(run, rest, &form) {
        return found;
    }
    if let Some(of) = tail.strip_prefix('の') {
        if of.starts_with("ため") {
            return form(Shape::Noun, false);
        }
        if DEED_NOUNS.iter().any(|noun| of.starts_with(noun)) || run.len() > 3 {
            return form(Shape::Noun, false);
        }
        return form(Shape::PartOf, false);
    }
    if ["により", "による", "によって"].iter().any(|cause| run.starts_with(cause))
        && ["生じ", "発生", "損害", "被っ"].iter().any(|word| rest.starts_with(word))
    {
        return form(Shape::PartOf, false);
    }
    if explains_behind_particle(run, rest) {
        return form(Shape::PartOf, false);
    }
    let listed = run == "や" || run == "と" && begins_list(rest) || run == "とともに";
    let explains = listed && run != "とともに" && list_explains(tail);
    form(if explains { Shape::PartOf } else { Shape::Noun }, listed)
}

/// 「…に至るまでの手順」「…に関する方法」: the noun behind it is spoken of, not the act.
fn explains_behind_particle(run: &str, rest: &str) -> bool {
    let ties = ["至るまでの", "係る", "要する", "関する"];
    let noun = ties.iter().find_map(|tie| rest.strip_prefix(tie)).filter(|_| run == "に");
    noun.is_some_and(is_explained)
}

/// 「…の講師を」「…等の費用は」: what stands behind a thing is an aspect of it, which the deed is done to.
pub(super) fn is_aspect(tail: &str) -> bool {
    let Some(noun) = tail.trim_start_matches('等').strip_prefix('の') else { return false };
    ends_in(noun, ASPECTS)
}

/// Whether the noun that begins here is only spoken of with the words before it: 「…の方法を」.
fn is_explained(noun: &str) -> bool {
    ends_in(noun, EXPLAINED)
}

fn ends_in(noun: &str, heads: &[&str]) -> bool {
    let end = noun.find(is_hiragana).unwrap_or(noun.len());
    let noun = noun.get(..end).unwrap_or_default().trim_end_matches('等');
    heads.iter().any(|head| noun.ends_with(head))
}

/// 「返却及び廃棄の方法」「返還と定期利用の双方の窓口」: the list explains a noun that is no deed.
fn list_explains(tail: &str) -> bool {
    const JOINTS: [&str; 11] = ["、", "・", "及び", "又は", "並びに", "若しくは", "や", "と", "/", "かつ", "兼"];
    let mut rest = tail;
    // After a bare comma another member of a longer list may begin.
    let mut closed = false;
    while let Some(after) = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)) {
        let further = JOINTS.iter().find_map(|joint| after.strip_prefix(joint));
        closed = further.is_some() || !rest.starts_with('、');
        let after = further.unwrap_or(after);
        let end = after.find(|letter| is_hiragana(letter) || matches!(letter, '、' | '・' | '及' | '又' | '並' | '若'));
        let end = end.unwrap_or(after.len());
        if end == 0 {
            return false;
        }
        rest = after.get(end..).unwrap_or_default();
    }
    let rest = rest.trim_start_matches('等');
    let Some(of) = rest.strip_prefix('の').filter(|_| closed) else { return false };
    let of = ["双方の", "両方の", "それぞれの", "各々の"].iter().find_map(|each| of.strip_prefix(each)).unwrap_or(of);
    is_explained(of)
}

/// 「…をした」「…を行う」: what a noun becomes with a light verb before another noun.
fn light_verb<'t>(run: &'t str, rest: &'t str, form: &impl Fn(Shape, bool) -> Form<'t>) -> Option<Form<'t>> {
    let particle = run.strip_prefix(['を', 'が', 'の'])?;
    let (inflection, rest) = if particle.is_empty() {
        let verb = ["行", "実施", "受", "得"].iter().find_map(|verb| rest.strip_prefix(verb))?;
        let inflection = hiragana_run(verb);
        (inflection, verb.get(inflection.len()..).unwrap_or_default())
    } else {
        (particle, rest)
    };
    let found = verb(inflection, rest, form);
    matches!(found.shape, Shape::Attribute | Shape::When).then_some(Form { run, ..found })
}

fn begins_list(rest: &str) -> bool {
    rest.starts_with(begins_noun)
}

fn verb<'t>(run: &'t str, rest: &'t str, form: impl Fn(Shape, bool) -> Form<'t>) -> Form<'t> {
    if !rest.starts_with(begins_noun) {
        return form(if run.ends_with("とき") && !rest.is_empty() { Shape::When } else { Shape::Verb }, false);
    }
    let ends = |list: &[&str]| list.iter().any(|ending| run.ends_with(ending));
    if ends(&["とき", "ときの", "ときに", "場合", "うちに"]) {
        return form(Shape::When, false);
    }
    if ends(&["ため", "ための"]) && !["必要", "措置", "対策", "適切"].iter().any(|word| rest.starts_with(word))
    {
        return form(Shape::Why, false);
    }
    if ends(&[
        "よう",
        "こと",
        "もの",
        "ところ",
        "ほか",
        "はず",
        "わけ",
        "とおり",
        "たり",
        "つつ",
        "かつ",
        "また",
        "さらに",
        "ものとし",
        "ため",
    ]) {
        return form(Shape::Verb, false);
    }
    let attributive = run.ends_with(['る', 'た', 'す', 'う', 'く', 'ぐ', 'つ', 'ぬ', 'ぶ', 'む', 'い', 'な']);
    if !attributive || run.ends_with("なく") || run.ends_with("ことなく") {
        return form(Shape::Verb, false);
    }
    before_noun(rest, &form)
}

/// Whether a noun behind a verb is somebody's duty to do it: 「…してはならない受託者の義務」.
pub(super) fn is_duty_of(rest: &str) -> bool {
    split_once(rest, "の義務").is_some_and(|(who, _)| who.chars().count() <= 6 && !who.contains(is_hiragana))
}

/// What a verb right before a noun is.
fn before_noun<'t>(rest: &str, form: &impl Fn(Shape, bool) -> Form<'t>) -> Form<'t> {
    let fit_person =
        ["者", "事業者", "法人", "業者", "企業", "団体", "職員", "社員"].iter().any(|noun| rest.starts_with(noun))
            && [
                "であること",
                "だけである",
                "だけです",
                "のみである",
                "のみです",
                "に限る",
                "に限り",
                "に限定",
                "とする",
                "でなければ",
                "を選定",
                "から選",
                "の中から",
                "のうちから",
            ]
            .iter()
            .any(|limit| holds(rest, limit));
    let fit_device = MEANS.iter().filter_map(|noun| rest.strip_prefix(noun)).any(|behind| {
        USED.iter().any(|verb| holds(behind, verb)) || CHOSEN.iter().any(|verb| behind.starts_with(verb))
    });
    if fit_person || fit_device || is_duty_of(rest) || OPEN_NOUNS.iter().any(|noun| rest.starts_with(noun)) {
        return form(Shape::Verb, false);
    }
    if TIMES.iter().any(|time| rest.starts_with(time)) {
        return form(Shape::When, false);
    }
    form(Shape::Attribute, false)
}
