//! Conditions in words, for people.

use super::{Compare, Condition, Laws, Predicate, Question, RuleSet, TermSlip};
use crate::form::Place;

impl RuleSet {
    /// What a condition asks, one phrase.
    #[must_use]
    pub fn describe(&self, condition: &Condition) -> String {
        let join =
            |list: &[Condition], with: &str| list.iter().map(|part| self.describe(part)).collect::<Vec<_>>().join(with);
        match condition {
            Condition::All(list) => join(list, "、かつ、"),
            Condition::Any(list) => join(list, "、又は、"),
            Condition::Parts(list) => format!("{}（一部だけなら要確認）", join(list, "、")),
            Condition::Not(inner) => negated(&self.describe(inner)),
            Condition::AtLeast { count, of } => format!("次のうち{count}つ以上: {}", join(of, "、")),
            Condition::Is(predicate) => self.describe_predicate(predicate),
        }
    }

    fn describe_predicate(&self, Predicate { question, places: asked }: &Predicate) -> String {
        let written = |places: &[Place]| {
            places.iter().map(Place::written).filter(|place| !place.is_empty()).collect::<Vec<_>>().join("・")
        };
        let places = written(asked);
        let listed = |words: &[String]| words.join("・");
        match question {
            Question::Present => format!("{places}が書かれている"),
            Question::States { statement, carried_by } => {
                // A place of another case tells whose words are asked for.
                let linked = asked.iter().find_map(Place::linked).map(|kind| format!("関連する{kind}が"));
                let here = || (!places.is_empty()).then(|| format!("{places}が"));
                let whose = linked.or_else(here).unwrap_or_default();
                let carried = if carried_by.is_empty() {
                    String::new()
                } else {
                    format!("（{}に委ねてもよい）", listed(carried_by))
                };
                format!("{whose}「{}」を述べている{carried}", self.statement_name(statement))
            }
            Question::Names { groups, every } => {
                let groups: Vec<String> = groups.iter().map(|group| group.join("・")).collect();
                format!(
                    "{places}に、次の言葉が{}ある: {}",
                    if *every { "すべて" } else { "どれか" },
                    groups.join(" / ")
                )
            }
            Question::Cites { laws: Laws::None, .. } => format!("{places}が、法令を挙げていない"),
            Question::Cites { laws, article, every, .. } => {
                let law = if let Laws::These(laws) = laws { listed(laws) } else { "法令".to_owned() };
                let each = if *every { "のそれぞれ" } else { "" };
                format!("{places}{each}が、{law}{}を挙げている", article.as_deref().unwrap_or(""))
            }
            Question::Agree(compare) => {
                let what = match compare {
                    Compare::Text => "文",
                    Compare::Article => "条項",
                    Compare::Law => "法令",
                    Compare::Named => "述べる事柄",
                };
                format!("{places}の{what}が一致している")
            }
            Question::Verbs => format!("{places}の結びの語が一致している"),
            Question::Attached { kinds } => format!("{places}が挙げる{}が、このファイルにある", listed(kinds)),
            Question::Cited { kinds } => format!("このファイルの{}を、{places}が挙げている", listed(kinds)),
            Question::Terms(slip) => match slip {
                TermSlip::NearMiss => "定めた名や法令の名を、違う字で書いていない",
                TermSlip::Twice => "一つの名を、二度定めていない",
                TermSlip::Late => "名を、定める前に使っていない",
                TermSlip::Unused => "定めた名を、使っている",
            }
            .to_owned(),
            Question::Covers { parts } => format!("{}の本人が、{places}に含まれている", written(parts)),
            Question::Belongs { to } => format!("{places}の職が、{}のものである", written(to)),
            Question::Order { events, .. } => format!("{places}で、{}の順に並んでいる", events.join("→")),
            Question::Apart { from, to, min, max } => {
                format!("{places}で、{from}から{to}までの日数が{}", range(min.as_ref(), max.as_ref(), "日"))
            }
            Question::Days { min, max } => format!("{places}の日数が{}", range(min.as_ref(), max.as_ref(), "日")),
            Question::Number { units, min, max, .. } => {
                let unit = units.first().map_or("", String::as_str);
                format!("{places}の数が{}", range(min.as_ref(), max.as_ref(), unit))
            }
            Question::Fact(fact) => format!("確認事項「{fact}」が有である"),
            Question::Ask(question) => format!("人が確かめる: {question}"),
            Question::BuiltIn(built_in) => format!("組み込みの検査（{}）", built_in.word()),
        }
    }
}

/// A phrase in the negative: 「…を述べている」 becomes 「…を述べていない」.
fn negated(phrase: &str) -> String {
    let verb = phrase.strip_suffix("ている").filter(|rest| !rest.contains(['、', '。']));
    verb.map_or_else(|| format!("次のことに当たらない（{phrase}）"), |verb| format!("{verb}ていない"))
}

fn range<T: std::fmt::Display>(min: Option<&T>, max: Option<&T>, unit: &str) -> String {
    let bound = |value: Option<&T>, word: &str| value.map(|value| format!("{value}{unit}{word}")).unwrap_or_default();
    format!("{}{}", bound(min, "以上"), bound(max, "以下"))
}
