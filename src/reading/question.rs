//! Whether a thing is done at all is the question: 「…の要否を協議する」「…するかどうか」. And which question a sentence answers.

use super::act::{Context, Force};
use super::clause::{ClauseKind, STRICT, UNDONE};
use super::form::Form;
use super::kind::SentenceKind;
use super::letters::{find, holds, is_hiragana, is_kanji, split_once};
use super::marks::Mark;
use super::passage::Passage;

/// Characters of an answer that leaves what it is about to its question.
const SHORT_ANSWER: usize = 36;

/// Characters of an answer that is called one, 「答」 or by who speaks, for the same.
const LABELLED_ANSWER: usize = 60;

/// The question that a sentence behind the one at `last` answers: that one itself, or the one that a bare 「はい」 there
/// answers. Another answer tells itself what it is about.
pub(super) fn answered_by(passage: &Passage, last: Option<usize>, answer: &str) -> Option<usize> {
    const BARE: [&str; 10] = [
        "はい",
        "ええ",
        "いいえ",
        "いえ",
        "できません",
        "いけません",
        "ありません",
        "ございません",
        "なりません",
        "そのとおりです",
    ];
    // Only what says yes or no, or denies, speaks of the very thing that was asked about.
    const PLAIN: [&str; 5] = ["はい", "いいえ", "いえ、", "ええ、", "いや、"];
    const SPEAKERS: [&str; 10] =
        ["事務局", "課長", "部長", "係長", "担当", "担当者", "説明員", "理事者", "所管課", "主管課"];
    let spoken = answer.split_once(['A', '答']).map_or(answer, |(_, rest)| rest).trim_start();
    let speaks = answer.split_once(':').is_some_and(|(who, _)| SPEAKERS.iter().any(|speaker| who.ends_with(speaker)));
    // The space behind 「答」 is not always kept.
    let answers = answer.strip_prefix('答').is_some_and(|rest| !rest.starts_with(['え', '申', '弁', '案']));
    let lettered = answer.strip_prefix('A').is_some_and(|rest| rest.starts_with([' ', ':', '.', '、']));
    let labelled = speaks || answers || lettered || answer.starts_with("回答:");
    let plain = PLAIN.iter().any(|plain| answer.starts_with(plain) || spoken.starts_with(plain))
        || ["ません", "ない", "ず", "禁じています", "禁止しています", "禁止です"].iter().any(|no| answer.ends_with(no))
            && !answer.contains('を');
    let sentence = passage.sentences.get(last?)?;
    if sentence.kind == SentenceKind::Question && labelled && answer.chars().count() <= LABELLED_ANSWER {
        return last;
    }
    if !plain || answer.chars().count() > SHORT_ANSWER {
        return None;
    }
    if sentence.kind == SentenceKind::Question {
        return last;
    }
    let main = passage.text(&sentence.main);
    let bare = BARE.iter().any(|bare| main.ends_with(bare)) && main.chars().count() <= 12;
    let asks = |&at: &usize| passage.sentences.get(at).is_some_and(|asked| asked.kind == SentenceKind::Question);
    sentence.previous.filter(|_| bare).filter(asks)
}

impl Context<'_> {
    /// 「報告をどの頻度で求めるかは、…」「定めるかどうかは、…」: the act is asked about, not asserted.
    pub(super) fn in_question(&self) -> Option<Force> {
        let tail = self.tail();
        // 「端末を貸与機に限ることの是非」 is a question, too.
        let open = ["ことの是非", "ことの可否", "ことの要否", "ことの当否"]
            .iter()
            .filter_map(|question| split_once(tail, question))
            .any(|(verb, _)| verb.chars().count() <= 8 && verb.chars().all(is_hiragana));
        // 「切り離した網へ移すかどうかは、…」: the act tells of what the question is about.
        let whole = split_once(tail, "かどうか").is_some_and(|(before, rest)| {
            // 「守秘の条項は、契約に置くかどうかを協議する」
            let theme = split_once(before, "は、").filter(|(theme, _)| theme.chars().count() <= 10);
            let own = theme.map_or(before, |(_, own)| own);
            let opens = ["は、", "を決", "を判断", "を検討", "を協議", "を締結時", "を契約時"];
            !own.contains(['、', 'は']) && opens.iter().any(|open| rest.starts_with(open))
        });
        // 「国内に限るか、限定を設けるか否かは、受託者の選択による」
        let listed =
            self.clause.kind == ClauseKind::Continued && self.passage.text(&self.clause.range).ends_with("るか");
        // 「収集が必要な範囲か、公正な手段によるかを学ぶ」
        let either = split_once(tail, "か、").is_some_and(|(before, rest)| {
            const ASKED: [&str; 5] = ["かを", "かが", "かは", "かについて", "かも"];
            // 「ほか、」「明らか、」「静か、」 ask nothing.
            !before.contains('、')
                && before.ends_with(|letter: char| !is_hiragana(letter) || "るたのす".contains(letter))
                && !before.ends_with(['確', '静'])
                && ASKED.iter().any(|asked| holds(rest, asked))
        });
        if open
            || either
            || listed
            || whole
            || ["か否か", "あるかどうか", "するかどうか", "したかどうか", "しているかどうか"]
                .iter()
                .any(|question| holds(tail, question))
        {
            return Some(Force::Silent);
        }
        let bare = ["かが", "かを", "かは", "か、", "かについて"].iter().any(|asked| tail.starts_with(asked));
        if bare && self.asked.topic {
            return Some(Force::Silent);
        }
        // The verb of the question is the act's own, 「絞り込める」 of 「絞」 among them, or the act is its object.
        const COMPOUND: &str = "込切出取抜上付直替";
        let own = |before: &str| {
            !before.contains('、')
                && (before.chars().all(|letter| is_hiragana(letter) || COMPOUND.contains(letter)) && before.chars().count() <= 8
                    || before.starts_with(['を', 'が', 'は', 'の'])
                    // 「最小限に絞るかどうか」
                    || before.starts_with('に') && !before.contains(['を', 'が', 'は']))
        };
        let from = self.act.start;
        let whole = self.passage.text(&(from..self.clause.range.end));
        let asked = ["かは", "かを", "かが", "かも", "かについて", "かどうか"].iter().any(|question| {
            find(whole, question).is_some_and(|at| {
                let verb = whole.get(..at).unwrap_or_default();
                // 「どのように消されるのかは、…」
                let verb = verb.strip_suffix('の').unwrap_or(verb);
                from + at >= self.act.end
                    && verb.ends_with(['る', 'す', 'う', 'く', 'ぐ', 'つ', 'ぬ', 'ぶ', 'む', 'た', 'い'])
                    && !verb.ends_with("いくつ")
                    && own(self.passage.text(&(self.act.end..from + at)))
            })
        });
        asked.then_some(Force::Attribute)
    }

    /// 「誓約書の要否については…」「認証及び監視の可否を審議する」: whether, even of a thing that brings its deed with it.
    pub(super) fn asks_whether(&self, form: &Form<'_>) -> bool {
        const WHETHER: [&str; 7] = ["の要否", "の可否", "の是非", "の当否", "の有無", "のあり方", "の在り方"];
        let of_nouns = |text: &str| {
            let joints = ["及び", "並びに", "又は", "の", "や"];
            !joints.iter().fold(text.to_owned(), |text, joint| text.replace(joint, "")).contains(is_hiragana)
        };
        let listed = ["の要否を", "の可否を", "の是非を"]
            .iter()
            .filter_map(|whether| split_once(self.tail(), whether))
            .any(|(nouns, _)| of_nouns(nouns));
        let tail = self.tail().trim_start_matches(['し', 'り', 'れ']);
        let of = tail.strip_prefix('の').map(|of| of.trim_start_matches(is_kanji)).unwrap_or_default();
        let deed = if of.starts_with('の') { of } else { tail };
        // 「遠隔消去の機能については、対応の可否を回答する」
        let themed = ["については、", "に関しては、", "は、"].iter().any(|theme| {
            split_once(self.tail(), theme).is_some_and(|(before, rest)| {
                // 「必要の有無を今後の協議で整理します」, not 「異常の有無を確かめる」
                let whether = ["の要否を", "の可否を", "の是非を", "必要の有無を", "必要性の有無を", "実施の有無を"]
                    .iter()
                    .find_map(|whether| split_once(rest, whether));
                of_nouns(before)
                    && whether.is_some_and(|(noun, _)| noun.chars().count() <= 8 && !noun.contains(['を', '、']))
            })
        });
        let themed = themed && self.last(&self.clause.range, &[Mark::Hedge]).is_none();
        themed || form.listed && listed || WHETHER.iter().any(|whether| deed.starts_with(whether))
    }

    /// 「｜名簿の暗号化｜要否を調整中｜」「｜認証｜今回は対象外｜」: the cells behind leave open what the first one names.
    pub(super) fn is_open_row(&self) -> bool {
        const OPEN: [&str; 10] =
            ["対象外", "要否", "調整中", "協議中", "協議", "未定", "該当なし", "検討", "検討中", "予定"];
        let rest = self.passage.text(&(self.clause.range.end..self.sentence.main.end));
        let cell = rest.strip_prefix('|').filter(|_| !self.tail().contains('/'));
        let cell = cell.map(|rest| rest.split(['|', '/']).next().unwrap_or_default().trim());
        let cell = cell.filter(|cell| !STRICT.iter().any(|word| cell.ends_with(word)));
        // 「ワイヤー固定：なし　フィルター：なし」
        const NOT: [&str; 14] = [
            "なし",
            "無し",
            "無",
            "×",
            "未",
            "未実施",
            "未対応",
            "未整備",
            "未設定",
            "該当なし",
            "設定なし",
            "実施なし",
            "対象外",
            "未導入",
        ];
        let answer = rest.strip_prefix(':').map(str::trim_start).unwrap_or_default();
        // The space before the next name is not there any more.
        let ends = |rest: &str| {
            rest.is_empty() || rest.starts_with([' ', '|', '、', '。', '/']) || holds(rest, ":") && !rest.contains('。')
        };
        NOT.iter().filter_map(|not| answer.strip_prefix(not)).any(ends)
            || cell.is_some_and(|cell| {
                OPEN.iter().chain(&UNDONE).any(|word| cell.ends_with(word))
                    || holds(cell, "要否を")
                    || !cell.is_empty() && cell.chars().all(|letter| "-－―ー".contains(letter))
            })
    }
}
