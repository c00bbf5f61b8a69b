//! The form of an act: verb, noun, attribute, part of a longer word.

use super::letters::{begins_noun, hiragana_run, is_hiragana, is_kanji, is_katakana};

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

/// Nouns that go on with the deed: 「…の実施」「…の禁止」.
const DEED_NOUNS: &[&str] = &[
    "実施",
    "実行",
    "徹底",
    "禁止",
    "制限",
    "導入",
    "義務",
    "措置",
    "提出",
    "確認",
    "取得",
    "励行",
    "対策",
    "防止",
    "作成",
    "受講",
    "開催",
    "遵守",
    "強化",
    "確保",
    "整備",
    "適用",
    "設定",
    "更新",
    "届出",
    "報告",
    "受入",
    "運用",
    "採用",
    "利用",
    "使用",
    "取扱",
    "活用",
    "併用",
    "設置",
    "配備",
    "配置",
    "承認",
    "許可",
    "承諾",
    "不要",
    "免除",
    "省略",
    "要否",
    "際",
    "上",
    "うえ",
    "ほか",
    "的確",
    "適切",
    "適正",
    "確実",
    "記録",
    "管理",
    "保管",
    "規定",
    "定め",
    "締結",
    "処置",
    "手続",
    "保持",
    "指定",
    "選任",
    "任命",
    "最小",
    "必要",
    "全部",
    "一部",
    "内容",
    "処理",
    "作業",
    "写し",
    "受領",
    "付与",
    "機会",
    "徴収",
    "徴取",
    "義務付け",
    "廃棄",
    "消去",
    "返却",
    "履行",
    "実効",
    "装着",
    "取付",
    "構築",
    "策定",
    "定期",
    "期間",
    "常時",
    "有効化",
    "着用",
    "装備",
    "状態に",
    "状態で",
    "状態と",
    "状態を保",
    "状態を維持",
];

/// What may stand right behind an act of Chinese characters without making it another word.
const SUFFIXES: &[&str] = &[
    "等",
    "及び",
    "又は",
    "並びに",
    "若しくは",
    "禁止",
    "制限",
    "不可",
    "厳禁",
    "可能",
    "義務",
    "措置",
    "対策",
    "処理",
    "処置",
    "作業",
    "手続",
    "済",
    "不要",
    "必須",
    "予定",
    "見込",
    "業務",
    "実施",
    "徹底",
    "に",
    "設定",
    "規定",
    "時",
    "後",
    "前",
    "中",
    "を",
    "許可",
];

/// Nouns behind a verb that do not make it an attribute.
const OPEN_NOUNS: &[&str] = &[
    "旨",
    "義務",
    "規定",
    "体制",
    "設定",
    "措置",
    "必要",
    "方針",
    "予定",
    "責任",
    "対策",
    "仕組",
    "形",
    "取組",
    "運用",
    "環境",
    "状態",
    "方式",
    "機能",
    "契約",
    "制度",
    "内容",
    "態勢",
    "約束",
    "協定",
    "条件",
    "要件",
    "処置",
    "ルール",
    "方法",
    "手順",
    "計画",
    "構成",
    "構造",
    "条項",
    "定め",
    "等",
    "条文",
    "上で",
    "上、",
    "場合があ",
    "場合もあ",
    "可能性",
];

/// Nouns that make a verb before them a condition.
const TIMES: &[&str] = &[
    "場合",
    "際",
    "時",
    "前",
    "後",
    "都度",
    "度に",
    "度ごと",
    "限り",
    "間",
    "中",
    "以前",
    "以後",
    "目的",
    "直前",
    "直後",
    "期間",
    "恐れ",
    "段階",
    "過程",
];

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
        return form(Shape::Noun, true);
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
    let listed = run == "や" || run == "と" && begins_list(rest) || run == "とともに";
    form(Shape::Noun, listed)
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

/// What a verb right before a noun is.
fn before_noun<'t>(rest: &str, form: &impl Fn(Shape, bool) -> Form<'t>) -> Form<'t> {
    let fit_person = ["者", "事業者", "法人", "業者", "企業", "団体"].iter().any(|noun| rest.starts_with(noun))
        && ["であること", "に限る", "に限り", "に限定", "とする", "でなければ", "を選定", "から選"]
            .iter()
            .any(|limit| rest.contains(limit));
    let fit_device = ["装置", "機器", "ソフト", "システム", "設備", "サービス", "製品", "器具"]
        .iter()
        .any(|noun| rest.starts_with(noun))
        && ["を設置", "を置", "を導入", "を設け", "を備え", "を構築", "を整備", "を配備", "を用い", "を使用"]
            .iter()
            .any(|verb| rest.contains(verb));
    if fit_person || fit_device || OPEN_NOUNS.iter().any(|noun| rest.starts_with(noun)) {
        return form(Shape::Verb, false);
    }
    if TIMES.iter().any(|time| rest.starts_with(time)) {
        return form(Shape::When, false);
    }
    form(Shape::Attribute, false)
}
