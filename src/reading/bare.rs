//! Acts that are nouns: named only, taken back, or left without a verb at the end of a sentence.

use super::act::{Context, Decision, Force};
use super::clause::{Clause, ClauseKind};
use super::ending;
use super::form::{Form, Shape};
use super::letters::{holds, is_hiragana, split_once};
use super::marks::Mark;
use super::polarity::{is_theme, light};

/// Whether a verb takes a deed or a function up, so that its denial leaves it undone: 「…する機能は、備えない」.
pub(super) fn takes_up(verb: &str) -> bool {
    const USES: [&str; 17] = [
        "り入", "備", "使", "設", "導入", "用", "行", "実施", "付", "持", "搭載", "調達", "購入", "要件", "含", "稼働",
        "有効",
    ];
    let stem = verb.trim_end_matches(is_hiragana);
    USES.iter().any(|used| stem.ends_with(used))
}

/// Verbs of weighing, by which a clause decides nothing.
const WEIGHS: [&str; 9] = ["考え", "考え合わせ", "考慮し", "踏まえ", "勘案し", "鑑み", "かんがみ", "検討し", "比べ"];

impl Context<'_> {
    /// 「…について必要な措置を講じる」 names a deed and leaves open what is done.
    pub(super) fn only_named(&self) -> bool {
        const VAGUE: [&str; 6] = ["必要な", "適切な", "十分な", "適当な", "所要の", "必要かつ適切な"];
        const MEASURES: [&str; 9] = [
            "措置を講",
            "対策を講",
            "措置を取",
            "対策を取",
            "措置を行",
            "対策を行",
            "措置を実施",
            "対策を実施",
            "処置を取",
        ];
        const TOLD: [&str; 14] = [
            "研修",
            "説明",
            "周知",
            "教育",
            "講習",
            "話し合",
            "議論",
            "意見",
            "照会",
            "質問",
            "相談",
            "案内",
            "協議",
            "学",
        ];
        let tail = self.tail();
        let Some((before, behind)) = ["について", "に関し", "に対し"].iter().find_map(|word| split_once(tail, word))
        else {
            return false;
        };
        let joints = ["及び", "並びに", "又は", "その他", "の", "と", "や"];
        let nouns = joints.iter().fold(before.to_owned(), |text, joint| text.replace(joint, ""));
        let topic = !holds(tail, "に対し") && !nouns.contains(is_hiragana);
        if topic && TOLD.iter().any(|told| behind.trim_start_matches(['て', '、']).starts_with(told)) {
            return true;
        }
        let vague = |measure: &&str| {
            split_once(behind, measure).is_some_and(|(kind, _)| VAGUE.iter().any(|word| kind.ends_with(word)))
        };
        !nouns.contains(is_hiragana) && MEASURES.iter().any(vague)
    }

    /// 「名簿は、作成し、提出しない」: a theme whose chain of verbs ends in a negation without an object.
    pub(super) fn taken_back(&self, end: &Clause) -> bool {
        let tail = ["の機能", "の実施", "の提出"].iter().find_map(|part| self.tail().strip_prefix(part));
        let tail = tail.unwrap_or(self.tail());
        let deed = is_theme(self.tail());
        let theme = deed || ["は、", "は", "も", "については"].iter().any(|theme| tail.starts_with(theme));
        let text = self.passage.text(&end.range);
        let own = ["には", "へは", "では", "からは", "今後は", "以後は", "以降は", "ことを"]
            .iter()
            .fold(text.to_owned(), |text, word| text.replace(word, ""));
        // 「閉域の回線は、費用を考え、採用しない」
        let weighed = WEIGHS.iter().any(|verb| self.passage.text(&self.clause.range).ends_with(verb))
            && holds(self.tail(), "は、");
        (theme || weighed)
            && matches!(self.clause.kind, ClauseKind::Continued | ClauseKind::Closed)
            && end.kind == ClauseKind::End
            && !own.contains(['を', 'が', 'は', 'も'])
            && self.last(&end.range, &[Mark::Not, Mark::Exempt]).is_some_and(|mark| {
                // 「省略しない」 is another deed; only that of the theme takes it back.
                let verb = self.passage.text(&(end.range.start..mark.start.max(end.range.start)));
                (deed || weighed) && takes_up(verb)
                    || mark.mark == Mark::Exempt
                    || light(verb.rsplit(['は', 'に', 'へ', 'で']).next().unwrap_or(verb))
            })
    }

    /// A topic that is a word of its own whatever is added: long, or in another script.
    pub(super) fn names_itself(&self) -> bool {
        let word = self.passage.text(self.act);
        let next = self.tail().chars().next();
        let katakana = |letter: Option<char>| letter.is_some_and(super::letters::is_katakana);
        let last = word.chars().next_back();
        let goes_on = katakana(last) && katakana(next);
        !last.is_some_and(super::letters::is_kanji) && (word.chars().count() >= 6 || !goes_on)
    }

    /// A sentence that ends in a noun asserts only where its verb was left out or its lead has force.
    pub(super) fn bare_noun(&self, form: &Form<'_>, end: &Clause) -> Option<Decision> {
        if end.kind != ClauseKind::End {
            return None;
        }
        let text = self.passage.text(&end.range).trim_end_matches(['」', '』']);
        let last = text.chars().next_back()?;
        if is_hiragana(last)
            || self.last(&end.range, &[Mark::Ban, Mark::Exempt]).is_some()
            || (form.shape == Shape::Verb && self.clause.kind != ClauseKind::End)
        {
            return None;
        }
        if let Some(plan) = ["予定", "見込"].iter().find(|plan| text.ends_with(**plan)) {
            let start = end.range.end.saturating_sub(plan.len());
            return Some((Force::Planned, "予定", start..end.range.end));
        }
        if form.shape == Shape::PartOf {
            return Some((Force::Silent, "別の名詞の説明", 0..0));
        }
        // 「盗難防止のための管理方法」 names the way, not what is done.
        let aim = self.passage.text(self.act).ends_with("ため") && self.tail().starts_with('の');
        if aim && !self.tail().contains(['を', 'が']) {
            return Some((Force::Noun, "体言止め", 0..0));
        }
        let elided = ending::verb_left_out(text);
        if elided {
            return None;
        }
        if form.shape == Shape::Verb && !form.ends_clause {
            return None;
        }
        let deed = form.shape == Shape::End || super::form::names_deed(text);
        if deed && self.lists_measure(text) {
            return None;
        }
        if let Some((force, mark)) = self.doubt(end) {
            return Some((force, "弱める言い方", mark.start..mark.end));
        }
        Some((if deed { Force::NamedDeed } else { Force::Noun }, "体言止め", 0..0))
    }

    /// Under a heading of measures, a deed that is told in full is one of them; a bare caption is not.
    pub(super) fn lists_measure(&self, text: &str) -> bool {
        const NONE: [&str; 14] = [
            "省略",
            "免除",
            "不要",
            "要否",
            "検討",
            "内容",
            "期間",
            "必要",
            "中止",
            "廃止",
            "緩和",
            "機会",
            "一部",
            "見直し",
        ];
        let row = self.sentence.clauses.first().filter(|label| label.kind == ClauseKind::Label);
        let of_measures = |label: &Clause| {
            let name = self.passage.text(&label.range);
            ["対策", "措置", "方法", "防止", "管理", "保護", "安全"].iter().any(|word| holds(name, word))
        };
        (self.passage.under_measures || row.is_some_and(of_measures))
            && self.passage.text(&self.sentence.main).chars().count() >= 12
            && !NONE.iter().any(|noun| text.ends_with(noun))
    }

    pub(super) fn ends_in_noun(&self, end: &Clause) -> bool {
        let text = self.passage.text(&end.range);
        !text.ends_with(is_hiragana) && !ending::verb_left_out(text)
    }
}
