//! Endings and openings that take back what their sentence tells: whatever safeguard it is, none may pass with one of
//! them.
//!
//! Each labelled sentence of `tests/sentences/` that ends in the plain form of a verb is given each ending in turn. What
//! its last clause tells is then a plan, a wish, a doubt, a thing to talk about or a denial, and must not be read as said.
//! What its earlier clauses assert stays. An opening, before the sentence or behind its theme, makes all of it another
//! time, another place, an opinion or a choice.

use std::collections::BTreeMap;

use kansa::reading::{How, Role, Unit};
use kansa::rules::{Extent, RuleSet};

/// Endings behind the plain form of a verb.
const ENDINGS: [&str; 80] = [
    "予定である",
    "計画はない",
    "わけではない",
    "とは限らない",
    "ことを検討している",
    "ことが望ましい",
    "ことを提案する",
    "ことを希望する",
    "ことをやめる",
    "ことを見送る",
    "ことの効果を検証する",
    "ことの重要性を学ぶ",
    "ことの大切さを説明する",
    "ことの是非を問う",
    "ことに反対する意見がある",
    "ことについて意見を交換する",
    "ことは困難である",
    "ことは各課に任せる",
    "ことは職員の判断に委ねる",
    "ことには慎重である",
    "こともある",
    "ことも考えられる",
    "ことが課題である",
    "ことを目標とする",
    "必要性を協議する",
    "方向で調整している",
    "方向である",
    "余地がある",
    "選択肢もある",
    "自治体が多い",
    "場合の費用は、50万円である",
    "ための予算を要求する",
    "かどうかは未定である",
    "かは受託者が決める",
    "のは困難である",
    "には至っていない",
    "見込みである",
    "ほうがよい",
    "に過ぎない",
    "までもない",
    "ように見える",
    "よう求める意見があった",
    "とする案は、賛成少数で否決された",
    "こととする修正案は退けられた",
    "案は採用されなかった",
    "こととする取扱いを、本町は執っていない",
    "といった方法は、本事務の規模に照らし、採用していない",
    "方式は採らない",
    "取扱いは廃止されている",
    "ことを定めた要綱は廃止された",
    "旨の条項を欠いている",
    "機能は、今回の調達範囲に含まれていない",
    "機能は別売りである",
    "計画は延期された",
    "ことに同意が得られなかった",
    "ことについて、意見を伺う",
    "ことの当否について諮問する",
    "ことを念頭に置いている",
    "ことを理想とする",
    "者もいる",
    "例もある",
    "のは来年度からである",
    "のは任意である",
    "には費用が掛かる",
    "には予算が足りない",
    "のに要する費用は、年額50万円である",
    "方法を学ぶ",
    "方法について助言を受ける",
    "手順を確認中である",
    "ための機器を選定している",
    "ための人員が不足している",
    "ものと解される",
    "ようである",
    "らしい",
    "そうである",
    "ことになっているが、実際には行われていない",
    "取扱いとしており、実際には行われていない",
    "こととされているものの、徹底されていない",
    "決まりであるが、守られていない例が多い",
    "ことを希望する課は、総務課に申し出ること",
];

/// Openings before a sentence that put all of it elsewhere; with 「は、」 before them they stand behind its theme.
const OPENINGS: [&str; 40] = [
    "将来的には、",
    "近い将来、",
    "次期システムでは、",
    "次年度から、",
    "来年度以降、",
    "試行的に、",
    "モデル事業として、",
    "一部の部署では、",
    "ほとんどの職員が、",
    "かつては、",
    "従前は、",
    "昨年度までは、",
    "旧システムでは、",
    "前回の契約では、",
    "前の受託者は、",
    "参考までに、隣接するA市では、",
    "先行する自治体の例では、",
    "民間企業では、",
    "販売元の説明によれば、",
    "私見では、",
    "例えば、",
    "一般に、",
    "一般的には、",
    "本来であれば、",
    "理想的には、",
    "当初案では、",
    "導入を検討している方式では、",
    "【課題】",
    "【将来構想】",
    "今後の予定：",
    "（意見）",
    "（未実施）",
    "は、将来的には",
    "は、次年度から",
    "は、試行的に",
    "は、旧システムでは",
    "は、前回の契約では",
    "は、一般的には",
    "は、予算が確保でき次第",
    "は、一部の部署では",
];

/// Openings that leave what follows to somebody's wish: bans hold none the less.
const CHOICES: [&str; 10] = [
    "希望があれば、",
    "希望する者については、",
    "受託者の判断により、",
    "可能であれば、",
    "必要に応じて、",
    "余裕があれば、",
    "有償のオプションとして、",
    "できれば、",
    "は、希望者には",
    "は、必要に応じて",
];

/// Every how many-th sentence is tried.
const STEP: usize = 60;

/// A sentence that ends in the plain form of a verb, without its full stop, and the statements that it establishes.
struct Plain {
    text: String,
    establishes: Vec<String>,
}

fn plain_sentences() -> Vec<Plain> {
    const FORMS: [(&str, &str); 6] = [
        ("しています", "している"),
        ("しなければならない", "する"),
        ("するものとする", "する"),
        ("すること", "する"),
        ("します", "する"),
        ("行います", "行う"),
    ];
    let mut files: Vec<_> = std::fs::read_dir("tests/sentences")
        .expect("the sentences")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "jsonl"))
        .collect();
    files.sort();
    let mut plain = Vec::new();
    for file in files {
        for line in std::fs::read_to_string(file).expect("a file of sentences").lines() {
            let value: serde_json::Value = serde_json::from_str(line).expect("a JSON object a line");
            let ids = value["establishes"].as_array().cloned().unwrap_or_default();
            let establishes: Vec<String> = ids.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect();
            let text = value["text"].as_str().unwrap_or_default().trim();
            let Some(text) = text.strip_suffix('。').filter(|text| !text.contains(['。', '\n'])) else { continue };
            let form = FORMS.iter().find_map(|(end, plain)| Some(format!("{}{plain}", text.strip_suffix(end)?)));
            let text = form.unwrap_or_else(|| text.to_owned());
            let is_verb = text.ends_with(['る', 'う', 'く', 'す', 'む', 'つ', 'ぐ']) && !text.ends_with("ある");
            if is_verb && !establishes.is_empty() && !text.ends_with("ます") {
                plain.push(Plain { text, establishes });
            }
        }
    }
    plain.into_iter().step_by(STEP).collect()
}

/// What passes of sentences with something that takes them back.
struct Tried {
    tried: usize,
    passed: BTreeMap<&'static str, Vec<String>>,
}

impl Tried {
    fn wrong(&self) -> usize {
        self.passed.values().map(Vec::len).sum()
    }

    fn most(&self) -> usize {
        self.passed.values().map(Vec::len).max().unwrap_or_default()
    }

    fn print(&self, count: usize) {
        for (back, texts) in &self.passed {
            println!(
                "{back}: {} of {}, as {}",
                texts.len(),
                self.tried / count,
                texts.first().map_or("", String::as_str)
            );
        }
        println!("passed {} of {}", self.wrong(), self.tried);
    }
}

/// Reads each sentence with each of `backs`, which `put` makes a part of it; `holds` tells from where a clause must end to
/// count.
fn read_with(
    backs: &[&'static str],
    sentences: &[Plain],
    put: impl Fn(&str, &str) -> Option<String>,
    only_at_the_end: bool,
) -> Tried {
    let rules = RuleSet::built_in(Extent::Rules).expect("the rules are in order");
    let reader = rules.reader();
    let mut found = Tried { tried: 0, passed: BTreeMap::new() };
    for back in backs {
        for sentence in sentences {
            let Some(text) = put(back, &sentence.text) else { continue };
            let passage = reader.prepare(Unit { text: &text, lead: None, headings: &[], role: Role::Text });
            for id in &sentence.establishes {
                let Some(statement) = reader.statement(id) else { continue };
                let reading = reader.read(&[&passage], statement, rules.asked());
                let last = if only_at_the_end { text.len() - "。".len() } else { 0 };
                let mut said = reading.findings.iter().filter(|finding| finding.how == How::Said);
                found.tried += 1;
                if reading.how == How::Said && said.all(|finding| finding.clause.end >= last) {
                    found.passed.entry(back).or_default().push(format!("{id}: {text}"));
                }
            }
        }
    }
    found
}

/// The opening before the sentence, or behind its theme.
fn opened(opening: &str, text: &str) -> Option<String> {
    let Some(inner) = opening.strip_prefix("は、") else { return Some(format!("{opening}{text}。")) };
    let (theme, rest) = text.split_once("は、")?;
    // A theme that is a condition, or a sentence with two of them, is told apart by people only.
    (theme.chars().count() <= 30 && !text.contains('が')).then(|| format!("{theme}は、{inner}{rest}。"))
}

#[test]
fn no_ending_that_takes_back_is_passed() {
    let sentences = plain_sentences();
    assert!(sentences.len() > 150, "{} sentences", sentences.len());
    let found = read_with(&ENDINGS, &sentences, |ending, text| Some(format!("{text}{ending}。")), true);
    found.print(ENDINGS.len());
    // What a plan is enough for, and the rest that is known to be wrong: .006 when this was written.
    assert!(found.wrong() * 100 < found.tried, "passed {} of {}", found.wrong(), found.tried);
    assert!(found.most() * 10 < found.tried / ENDINGS.len(), "one ending passes {} times", found.most());
}

#[test]
fn no_opening_that_takes_back_is_passed() {
    let sentences = plain_sentences();
    let found = read_with(&OPENINGS, &sentences, opened, false);
    found.print(OPENINGS.len());
    assert!(found.wrong() * 50 < found.tried, "passed {} of {}", found.wrong(), found.tried);
    assert!(found.most() * 10 < found.tried / OPENINGS.len(), "one opening passes {} times", found.most());
}

#[test]
fn no_choice_is_passed() {
    let sentences: Vec<Plain> =
        plain_sentences().into_iter().filter(|sentence| !forbids_or_permits(&sentence.text)).collect();
    let mut found = read_with(&CHOICES, &sentences, opened, false);
    // 「必要に応じて、立ち入って検査する」 is enough: the definition of site_inspection names it. 「余裕があれば」 is not.
    for (_, texts) in found.passed.iter_mut().filter(|(choice, _)| choice.contains("必要に応じて")) {
        texts.retain(|text| !text.starts_with("site_inspection: "));
    }
    found.print(CHOICES.len());
    assert!(found.tried > 1_000, "{} readings", found.tried);
    assert!(found.wrong() * 50 < found.tried, "passed {} of {}", found.wrong(), found.tried);
}

/// Whether a sentence forbids or allows something: a choice before it weakens neither.
fn forbids_or_permits(text: &str) -> bool {
    [
        "ない",
        "ず",
        "禁",
        "できる",
        "限る",
        "限り",
        "のみ",
        "だけ",
        "認め",
        "得",
        "許",
        "賠償",
        "不可",
        "防",
        "拒",
        "封じ",
        "断り",
        "遮断",
        "阻",
    ]
    .iter()
    .any(|word| text.contains(word))
}
