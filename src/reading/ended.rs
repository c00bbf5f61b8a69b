//! What was so before and what is done no more: 「従前は…していたが」「…をやめ、」「…する機能があるが、使用しない」.

use super::act::{Context, Decision, Force};
use super::bare::takes_up;
use super::clause::ClauseKind;
use super::ending::{self, Since};
use super::letters::{find, hiragana_run, holds, is_hiragana, rsplit_once, split_once};
use super::marks::Mark;
use super::passage::{Passage, Sentence, governor};
use super::polarity::is_theme;

/// Whether a clause tells what was so before: 「従前は金庫に保管していたが、」.
fn was_so(clause: &str) -> bool {
    [
        "ていたもので",
        "ていたものであり",
        "ていたものだが",
        "ていたが",
        "でいたが",
        "ていましたが",
        "でいましたが",
        "ていたものの",
        "てきたが",
        "てきましたが",
        "てきたものの",
    ]
    .iter()
    .any(|end| clause.ends_with(end))
}

/// Whether a clause tells what was not done before: 「従来は行っていなかったが、」.
pub(super) fn was_not_so(clause: &str) -> bool {
    ["なかったが", "ませんでしたが", "なかったものの"].iter().any(|end| clause.ends_with(end))
}

/// Whether a sentence tells what was not done before: 「これまで確かめていなかった。」.
pub(super) fn used_not_to_be(main: &str) -> bool {
    ["なかった", "ませんでした"].iter().any(|end| main.ends_with(end))
        && ["これまで", "従来", "従前", "以前", "かつて", "年度まで"].iter().any(|time| holds(main, time))
}

/// Whether a clause, or the chain that it begins, tells what was so before: 「ケースを用い、伝票に押印していたが、」.
pub(super) fn ends_as_it_was(passage: &Passage, sentence: &Sentence, index: usize) -> bool {
    // 「これまでも記録してきたが、引き続き記録する」 goes on.
    let main = passage.text(&sentence.main);
    let goes_on = ["今後も", "引き続き", "引続", "更に", "これまでも", "以前から"].iter().any(|on| holds(main, on));
    let before = governor(sentence, index).is_some_and(|governing| {
        // 「改修前まで行っていたもので、改修後は取りやめている」
        let text = passage.text(&governing.range);
        let told = text.ends_with("ていたもので") || text.ends_with("ていたものであり");
        !goes_on && (told || governing.kind == ClauseKind::Adversative && was_so(text))
    });
    before || is_replaced_by_the_next(passage, sentence, index)
}

/// 「鍵付きケースによる運搬は改め、今後は封筒に入れて届ける」: whether the next clause tells what is done instead.
fn is_replaced_by_the_next(passage: &Passage, sentence: &Sentence, index: usize) -> bool {
    const NOW: [&str; 6] = ["今後は", "以後は", "以降は", "今年度からは", "今年度は", "新たに"];
    let text = |index: usize| sentence.clauses.get(index).map_or("", |clause| passage.text(&clause.range));
    let changed = ["は改め", "は、改め", "はやめ", "はやめて"].iter().any(|end| text(index).ends_with(end));
    changed && NOW.iter().any(|now| text(index + 1).starts_with(now))
}

/// Deeds that a later usage may replace.
const DEEDS: [&str; 8] = ["提出", "徴取", "実施", "取得", "記録", "立会い", "配布", "作成"];

/// 「事前承認制を改め、届出とする」: whether the system that a word names is replaced; `tail` is what stands behind it.
pub(super) fn is_replaced(word: &str, tail: &str) -> bool {
    const SYSTEMS: [&str; 5] = ["制度", "制", "の制度", "方式", "の方式"];
    let named = SYSTEMS.iter().find_map(|system| tail.strip_prefix(system));
    named
        .or_else(|| (word.ends_with('制') || word.ends_with("方式")).then_some(tail))
        .or_else(|| {
            let own = DEEDS.iter().any(|deed| word.ends_with(deed)).then_some(tail);
            let named = || DEEDS.iter().find_map(|deed| tail.strip_prefix('の')?.strip_prefix(deed));
            // 「実施を見直し、年2回行う」 goes on.
            own.or_else(named).filter(|rest| !rest.starts_with("を見直"))
        })
        .and_then(|rest| rest.strip_prefix('を'))
        .is_some_and(|verb| ["改め", "見直し", "廃し", "廃止し", "取りやめ"].iter().any(|ends| verb.starts_with(ends)))
}

impl Context<'_> {
    /// What is done no more, or could be done and is not.
    pub(super) fn no_more(&self, clause: &str) -> Option<Decision> {
        if let Some(decision) = self.of_a_disabled_function() {
            return Some(decision);
        }
        if let Some(force) = self.is_switched_off(clause) {
            return Some((force, "使わないこと", 0..0));
        }
        // 「名簿の提出を改め、人数のみを知らせる」
        let before = self.passage.text(&(self.clause.range.start..self.act.start.max(self.clause.range.start)));
        let deed_before =
            before.strip_suffix('を').is_some_and(|before| DEEDS.iter().any(|deed| before.ends_with(deed)));
        if self.passage.text(self.act).starts_with("改め") && deed_before {
            return Some((Force::Silent, "改められること", 0..0));
        }
        if is_replaced(self.passage.text(self.act), self.tail()) {
            return Some((Force::Negated, "改められること", 0..0));
        }
        if let Some(end) = self.is_not_done_now() {
            return Some((Force::Waived, "今はないこと", end));
        }
        self.is_given_up().map(|force| (force, "やめること", 0..0))
    }

    /// 「移送は3月で終了しており、現在は行っていない」「…する機能は旧システムにはあったが、現行のものは備えていない」.
    fn is_not_done_now(&self) -> Option<std::ops::Range<usize>> {
        const NOW: [&str; 6] = ["現在は", "現在では", "今は", "現時点では", "現行の", "現在の"];
        const DONE: [&str; 9] =
            ["用いて", "行って", "実施して", "使って", "使用して", "運用して", "続けて", "備えて", "持って"];
        let end = &self.sentence.clauses.last()?.range;
        let text = self.passage.text(end);
        let lacks = ["いない", "いません"].iter().find_map(|lack| text.strip_suffix(lack))?;
        let now = NOW.iter().any(|now| text.starts_with(now)) && !lacks.contains('を');
        let done = DONE.iter().any(|done| lacks.ends_with(done));
        (now && done && self.act.end <= end.start).then(|| end.clone())
    }

    /// What is told of how it was before.
    pub(super) fn as_it_was(&self, clause: &str) -> Option<Decision> {
        if self.is_before_the_change() {
            return Some((Force::Past, "変更前の欄", 0..0));
        }
        if self.is_begun_now(clause) {
            return Some((Force::Asserted, "以前と異なる扱い", 0..0));
        }
        let main = self.passage.text(&self.sentence.main);
        let was_before = ends_as_it_was(self.passage, self.sentence, self.index);
        // 「認定を受けていたが、その後は更新していない」; what was so before may be the matter itself: 「…していたが」.
        let itself = holds(self.passage.text(self.act), "いた");
        if let Some(end) = self.ends_in_lack().filter(|_| was_before && !itself) {
            return Some((Force::Hedged, "今はないこと", end));
        }
        let before = was_before || self.clause.kind == ClauseKind::Adversative && was_not_so(clause);
        let was = ["ていた", "ていました"].iter().any(|end| main.ends_with(end)) && self.clause.kind == ClauseKind::End;
        (before || was || used_not_to_be(main)).then_some((Force::Past, "以前のこと", 0..0))
    }

    /// Where the sentence ends by telling that something is not, or no more: 「その後は更新していない」「昨年返上した」.
    fn ends_in_lack(&self) -> Option<std::ops::Range<usize>> {
        const GONE: [&str; 7] = ["返上", "失効", "失っ", "取消", "返還", "抹消", "切れ"];
        let end = &self.sentence.clauses.last()?.range;
        // 「…していたが、漏えいは生じていない」 tells of something else.
        let text = self.passage.text(end);
        let when = ["後は", "現在は", "現在では", "今は", "今回は", "現契約では", "現行では", "本契約では"]
            .iter()
            .find_map(|when| split_once(text, when))
            .map_or(text, |(_, rest)| rest);
        if when.contains(['は', 'が', 'も']) {
            return None;
        }
        let lack = self.last(end, &[Mark::Not]).map(|mark| mark.start..mark.end);
        lack.or_else(|| GONE.iter().find_map(|gone| find(text, gone).map(|at| end.start + at..end.end)))
    }

    /// 「Aを行っていなかったが、今年度から行う」: what was not done is what is done now.
    fn is_begun_now(&self, clause: &str) -> bool {
        let Some(end) = self.sentence.clauses.last() else { return false };
        let now = self.passage.text(&end.range);
        // 「点検は行っている」 begins something else.
        let now = now.replace("からは", "から");
        let bare = ["今後は", "今年度は", "本年度は", "以後は"].iter().fold(now, |now, when| now.replace(when, ""));
        let begins = ["実施", "行う", "行い", "行って"].iter().any(|verb| holds(&bare, verb));
        let open = [Mark::Hedge, Mark::Plan, Mark::Not, Mark::Ban, Mark::Exempt, Mark::May, Mark::Reference];
        self.clause.kind == ClauseKind::Adversative
            && was_not_so(clause)
            && begins
            && !bare.contains(['を', 'が', 'は', 'も'])
            && (!bare.ends_with('た') || bare.ends_with("こととした"))
            && self.last(&end.range, &open).is_none()
    }

    /// 「変更前：Aする」「｜変更前｜Aする｜変更後｜Bする｜」.
    fn is_before_the_change(&self) -> bool {
        // 「（旧）…を毎月点検する。　（新）削除」
        let told =
            |sentence: &Sentence, word: &str| sentence.asides.iter().any(|aside| self.passage.text(aside) == word);
        let later = |later: &Sentence| later.main.start > self.sentence.main.start && told(later, "新");
        if told(self.sentence, "旧") && self.passage.sentences.iter().any(later) {
            return true;
        }
        let Some(label) = self.sentence.clauses.first().filter(|label| label.kind == ClauseKind::Label) else {
            return false;
        };
        let name = self.passage.text(&label.range);
        // 「新旧対照表　旧：…」
        let name = name.rsplit([' ', '　']).next().unwrap_or(name);
        let before =
            ["変更前", "改正前", "見直し前", "従前"].iter().any(|before| name.starts_with(before)) || name == "旧";
        // 「｜現行｜…｜変更後｜…｜」
        let behind = self.passage.text(&(self.sentence.main.end..self.passage.laid.len()));
        let behind = behind.trim_start_matches(['|', '\n', '。']);
        let before =
            before || name == "現行" && ["変更後", "改正後", "見直し後"].iter().any(|after| behind.starts_with(after));
        let rest = self.passage.text(&(label.range.end..self.act.start.max(label.range.end)));
        before && !["変更後", "改正後", "見直し後", "新|"].iter().any(|after| holds(rest, after))
    }

    /// 「保存する機能は無効にしている」「複製設定は、全台で無効とする」: what does the act cannot do it. 「記録する機能は停止できない」
    /// keeps it.
    fn of_a_disabled_function(&self) -> Option<Decision> {
        const OFF: [&str; 9] = ["無効", "停止", "解除", "オフ", "使えなく", "使用不可", "切る", "切っ", "切り"];
        const SO: [&str; 5] = ["", "に", "と", "化", "である"];
        const KEPT: [&str; 6] = ["てはならない", "できない", "できません", "しない", "しません", "てはいけない"];
        const NEVER: [&str; 4] = ["しないよう", "できないよう", "されないよう", "させないよう"];
        let tail = self.tail().trim_start_matches('化');
        // 「ログ取得機能は切っている」
        let named = self.passage.text(self.act).ends_with("機能").then_some(("", tail));
        let (before, after) =
            named.or_else(|| ["機能", "設定", "仕組み"].iter().find_map(|thing| split_once(tail, thing)))?;
        let own = before.chars().all(is_hiragana) && before.chars().count() <= 4;
        let rest = ["は", "を", "については"].iter().find_map(|marks| after.strip_prefix(marks)).filter(|_| own)?;
        let (how, behind) = OFF.iter().filter_map(|off| split_once(rest, off)).min_by_key(|(how, _)| how.len())?;
        let state = [
            "し",
            "する",
            "した",
            "している",
            "しており",
            "してある",
            "します",
            "しました",
            "しています",
            "です",
            "ている",
            "てある",
            "ており",
        ];
        let bare = state.iter().find_map(|end| behind.strip_suffix(end)).unwrap_or(behind);
        // 「停止しないよう努める」「…よう改修する予定である」
        let open = [Mark::Hedge, Mark::Plan, Mark::May, Mark::Reference];
        let partly = ["原則", "通常", "限り", "限って", "だけ", "のみ"].iter().any(|part| holds(how, part))
            || self.sentence.clauses.last().is_some_and(|end| self.last(&end.range, &open).is_some());
        let kept = KEPT.iter().any(|end| behind.ends_with(end)) || NEVER.iter().any(|never| behind.starts_with(never));
        let of_another = how.contains(['を', 'が', 'は']);
        match (kept, SO.contains(&bare)) {
            (true, _) if !partly => Some((Force::Asserted, "止められない機能", 0..0)),
            (false, true) if !partly && !of_another => Some((Force::Negated, "使えなくした機能", 0..0)),
            (true, _) | (false, true) => Some((Force::Hedged, "使えなくした機能", 0..0)),
            (false, false) => None,
        }
    }

    /// 「Aする機能があるが、使用しない」「Aする機能は、…ため、解除している」: what there is for it is not used, or only where
    /// somebody likes.
    fn is_switched_off(&self, clause: &str) -> Option<Force> {
        const THERE: [&str; 20] = [
            "は備わる",
            "は備わっている",
            "は備えている",
            "は付いている",
            "は用意されている",
            "が備わる",
            "がある",
            "はある",
            "もある",
            "を備える",
            "を有する",
            "を持つ",
            "を備えている",
            "を有している",
            "を持っている",
            "が備わっている",
            "が備わっているとされる",
            "が付いている",
            "が用意されている",
            "も用意されている",
        ];
        const OFF: [&str; 14] = [
            "切っ",
            "外し",
            "無効にし",
            "解除し",
            "停止し",
            "無効に",
            "無効化し",
            "無効とし",
            "廃止し",
            "中止し",
            "撤去し",
            "オフにし",
            "休止し",
            "止め",
        ];
        let end = self.sentence.clauses.last()?;
        let verb = if end.range == self.clause.range {
            split_once(self.tail(), "は、").map_or("", |(_, verb)| verb)
        } else {
            self.passage.text(&end.range)
        };
        // 「処理速度への影響が大きいため使用しない」
        let verb = rsplit_once(verb, "ため").map_or(verb, |(_, verb)| verb.trim_start_matches('、'));
        let bare = ["現在は", "今は", "本業務では", "標準では", "通常は", "今回は"]
            .iter()
            .fold(verb.to_owned(), |verb, when| verb.replace(when, ""));
        let own = !bare.contains(['を', 'が', 'は']);
        let stem = ["ている", "ています", "てある", "た", "ておく"].iter().find_map(|ending| bare.strip_suffix(ending));
        let plain =
            ["する", "します"].iter().find_map(|ending| bare.strip_suffix(ending)).map(|stem| format!("{stem}し"));
        let off = [stem, plain.as_deref()].into_iter().flatten().any(|stem| OFF.iter().any(|off| stem.ends_with(off)))
            || ["無効である", "無効です"].iter().any(|off| bare.ends_with(off));
        let there = ["が", "ものの"].iter().filter_map(|but| clause.strip_suffix(but)).any(|clause| {
            let had = THERE.iter().find_map(|there| clause.strip_suffix(there));
            had.is_some_and(|thing| thing.ends_with("機能") || thing.ends_with("仕組み"))
        });
        if self.clause.kind == ClauseKind::Adversative && there {
            let unused =
                ["ない", "ていない", "ず", "ません"].iter().filter_map(|lack| bare.strip_suffix(lack)).any(takes_up);
            // That there is a function asserts nothing by itself: 「…機能があるが、必要なときだけ使用する」.
            return Some(if own && (off || unused) { Force::Waived } else { Force::Hedged });
        }
        let themed = is_theme(self.tail()) || self.tail().starts_with("は、");
        (off && own && themed).then_some(Force::Waived)
    }

    /// The sentence behind the grounds and the earlier state that it begins with: 「前回は…していたが、…」.
    pub(super) fn told_now(&self) -> &str {
        let earlier = self
            .sentence
            .clauses
            .iter()
            .take(self.index)
            .rposition(|clause| matches!(clause.kind, ClauseKind::Adversative | ClauseKind::Reason));
        let from = earlier
            .and_then(|at| self.sentence.clauses.get(at))
            .map_or(self.sentence.main.start, |clause| clause.range.end);
        self.passage.text(&(from..self.sentence.main.end))
    }

    pub(super) fn is_past(&self) -> bool {
        let text = self.told_now();
        let was = ["ていたものである", "ていたものです"].iter().any(|was| text.ends_with(was));
        // 「監査の結果、研修を行っていることを確認した」 tells how it is.
        let tail = self.tail();
        let own = match tail.starts_with(['を', 'が', 'の', 'は']) {
            true => tail.split('、').next().unwrap_or(tail),
            false => hiragana_run(tail),
        };
        let found = ["いることを", "てあることを"].iter().any(|state| holds(own, state)) && ending::finds(text);
        was || text.ends_with('た') && !text.ends_with("また") && !found && ending::leaves(text) != Since::Still
    }

    /// 「規程を整備し、…を禁じた」: what was set up in a clause of its own stays.
    pub(super) fn set_up(&self) -> bool {
        self.clause.kind == ClauseKind::Continued
            && ending::lasts(self.passage.text(&self.clause.range), self.told_now())
    }
}
