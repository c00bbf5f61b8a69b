//! What came to nothing by the end of its sentence: 「…を試行したが、本格導入はしていない」「…は、通常の箱による搬送に変更した」.

use std::ops::Range;

use super::act::Context;
use super::clause::ClauseKind;
use super::letters::{find, holds, split_once};
use super::unkept::unkept;

impl Context<'_> {
    /// Where the end of the sentence tells that what stands before was not taken up, is no more or is not known.
    pub(super) fn came_to_nothing(&self) -> Option<Range<usize>> {
        let end = self.sentence.clauses.last().filter(|end| end.kind == ClauseKind::End)?;
        let text = self.passage.text(&end.range);
        let start = end.range.start;
        if end.range != self.clause.range {
            let before = self.sentence.clauses.iter().skip(self.index);
            let but = before.take_while(|clause| clause.range != end.range).any(|clause| {
                let text = self.passage.text(&clause.range);
                clause.kind == ClauseKind::Adversative
                    || ["だけで", "のみで", "だけであり", "のみであり", "のみで終わり", "だけで終わり"]
                        .iter()
                        .any(|only| text.ends_with(only))
            });
            // 「記録しているが、これを点検する担当は置かれていない」
            let of_another =
                text.starts_with("これを") && ["担当は", "係は", "部署は"].iter().any(|who| holds(text, who));
            // 「消去する取扱いとしており、実際には行われていない」
            let laid_down = || self.passage.text(&self.clause.range).ends_with("としており");
            if unkept(text) && (but || laid_down()) {
                return Some(end.range.clone());
            }
            let at = not_taken_up(text).or_else(|| not_known(text)).or_else(|| is_no_more(text));
            return at.filter(|_| but && !of_another).map(|at| start + at..end.range.end);
        }
        // 「…方式は、検証環境で試しただけで、採用は決めていない」
        let (theme, rest) = split_once(self.tail(), "は、")?;
        let own = theme.chars().count() <= 10 && !theme.contains('、');
        let tried = ["だけで、", "のみで、", "が、"].iter().any(|only| holds(rest, only));
        let at = not_taken_up(text).filter(|_| tried).or_else(|| replaced(text))?;
        own.then(|| start + at..end.range.end)
    }

    /// 「…を禁じ、…から除くとした旧規程の考え方は、今回の規程には引き継がれていない」: where an earlier rule is said to be no more.
    pub(super) fn of_an_old_rule(&self) -> Option<Range<usize>> {
        const OLD: [&str; 5] = ["旧", "以前の", "従前の", "前回の", "従来の"];
        const RULES: [&str; 8] = ["規程", "規則", "定め", "規定", "条", "条項", "考え方", "要綱"];
        let end = self.sentence.clauses.last()?;
        let text = self.passage.text(&end.range);
        let old = split_once(text, "は、").is_some_and(|(theme, _)| {
            OLD.iter().any(|old| holds(theme, old)) && RULES.iter().any(|rule| theme.ends_with(rule))
        });
        let at = is_no_more(text).filter(|_| old && self.clause.kind != ClauseKind::Adversative)?;
        Some(end.range.start + at..end.range.end)
    }

    /// 「提供を禁ずる条項は、契約の変更により削除された」「許可制とする旨の規定は、今回の改正で削る」.
    pub(super) fn of_a_struck_rule(&self) -> Option<Range<usize>> {
        const RULES: [&str; 15] = [
            "覚書は",
            "協定は",
            "取決めは",
            "誓約は",
            "条項は",
            "条文は",
            "規定は",
            "定めは",
            "条は",
            "禁止は",
            "禁止を",
            "制限は",
            "規則は",
            "決まりは",
            "決まりを",
        ];
        const STRUCK: [&str; 23] = [
            "失効させた",
            "失効させる",
            "失効している",
            "破棄した",
            "取り消した",
            "削除する",
            "削除した",
            "削除された",
            "削除しました",
            "削る",
            "削られた",
            "削った",
            "廃止した",
            "廃止された",
            "廃止する",
            "廃止し",
            "解除した",
            "解除する",
            "解除し",
            "やめる",
            "これを解く",
            "撤廃した",
            "失効した",
        ];
        let tail = self.tail();
        let rule = RULES.iter().find_map(|rule| find(tail, rule))?;
        let struck = STRUCK.iter().find_map(|struck| tail.strip_suffix(struck))?;
        (rule < struck.len()).then_some(self.act.end + struck.len()..self.clause.range.end)
    }

    /// 「…以後に締結する契約について適用し、本契約には適用しない」「県警の職員は…を禁じられているが、本市の職員にこの定めは及ばない」:
    /// where the end of the sentence keeps the rule from what the paper is about.
    pub(super) fn of_a_rule_for_others(&self) -> Option<Range<usize>> {
        const OURS: [&str; 8] = [
            "本契約には",
            "本件には",
            "本業務には",
            "本委託には",
            "本事務には",
            "この契約には",
            "この業務には",
            "今回の契約には",
        ];
        const NOT_APPLIED: [&str; 3] = ["適用しない", "適用されない", "適用しません"];
        const NOT_REACHED: [&str; 5] = ["及ばない", "及びません", "当てはまらない", "適用がない", "適用はない"];
        let end = self.sentence.clauses.last()?;
        let text = self.passage.text(&end.range);
        let ours = OURS.iter().filter_map(|ours| text.strip_prefix(ours)).any(|rest| NOT_APPLIED.contains(&rest));
        let rule = ["この定め", "この規定", "当該規定", "その定め", "これは"].iter().any(|rule| holds(text, rule));
        let others = self.is_contrasted(text);
        let apart = ours || others || rule && NOT_REACHED.iter().any(|end| text.ends_with(end));
        (apart && self.act.end <= end.range.start).then(|| end.range.clone())
    }

    /// 「…すべき者は国であって、受託者ではない」「…に限っているのはＢ県の例であり、本町の扱いではない」: the act is told of somebody else, who
    /// is set against those that the paper is about.
    fn is_contrasted(&self, end: &str) -> bool {
        const OURS: [&str; 12] = [
            "本市",
            "本町",
            "本区",
            "本村",
            "当市",
            "当区",
            "当町",
            "受託者",
            "乙に",
            "本契約の範囲",
            "本件",
            "本業務",
        ];
        const NOT: [&str; 6] = ["ではない", "でない", "ではありません", "含まれない", "及ばない", "及びません"];
        const SET: [&str; 4] = ["であって", "であり", "もので", "ものであり"];
        let own = self.passage.text(&self.clause.range);
        let theme = ["のは", "者は", "ものは", "行うべきもの", "義務は"].iter().any(|theme| holds(own, theme));
        theme
            && SET.iter().any(|set| own.ends_with(set))
            && OURS.iter().any(|ours| holds(end, ours))
            && NOT.iter().any(|not| end.ends_with(not))
    }

    /// 「…の徴取については、今年度の契約では見送り、…」: where what the sentence is about is put off in a later clause.
    pub(super) fn theme_put_off(&self) -> Option<Range<usize>> {
        const OFF: [&str; 8] = ["見送り", "見送る", "見合わせ", "棚上げ", "先送り", "保留と", "採否を", "可否を"];
        let tail = self.passage.text(&(self.act.end..self.sentence.main.end.max(self.act.end)));
        let (noun, rest) = ["については、", "に関しては、", "は、"].iter().find_map(|theme| split_once(tail, theme))?;
        let word = OFF.iter().find(|off| holds(rest, off))?;
        let at = self.sentence.main.end - rest.len() + find(rest, word)?;
        (noun.chars().count() <= 6 && !rest.contains('は')).then(|| at..at + word.len())
    }
}

/// 「本格導入はしていない」「運用には移していない」: where what was not taken up begins.
fn not_taken_up(text: &str) -> Option<usize> {
    const TAKEN_UP: [&str; 15] = [
        "採用", "導入", "運用", "実施", "実現", "反映", "適用", "継続", "移行", "稼働", "整備", "対応", "措置", "契約",
        "開始",
    ];
    const UNDONE: [&str; 19] = [
        "していない",
        "していません",
        "しなかった",
        "されていない",
        "されなかった",
        "に移していない",
        "には移していない",
        "に至っていない",
        "には至っていない",
        "に至らなかった",
        "は決めていない",
        "を決めていない",
        "は決まっていない",
        "しないこととした",
        "を見送った",
        "は見送った",
        "は行っていない",
        "できていない",
        "できなかった",
    ];
    let stem = UNDONE.iter().filter_map(|undone| text.strip_suffix(undone)).min_by_key(|stem| stem.len())?;
    let bare = stem.strip_suffix(['は', 'を', 'も']).unwrap_or(stem);
    let noun = TAKEN_UP.iter().find_map(|taken| bare.strip_suffix(taken))?;
    (!noun.contains(['を', 'が'])).then_some(noun.len())
}

/// 「本市の環境で有効になっているかは確かめられていない」.
fn not_known(text: &str) -> Option<usize> {
    const UNKNOWN: [&str; 8] = [
        "確かめられていない",
        "確かめていない",
        "確認できていない",
        "確認していない",
        "確認が取れていない",
        "裏付けがない",
        "不明である",
        "定かでない",
    ];
    UNKNOWN.iter().find_map(|unknown| text.strip_suffix(unknown)).map(str::len)
}

/// 「現在の仕様書には置かれていない」「今回の拠点については定めがない」「その取扱いはなくなっている」.
fn is_no_more(text: &str) -> Option<usize> {
    const NOW: [&str; 8] = ["現在", "現行", "今回", "今年度", "これ", "その", "同様", "今は"];
    const NO_MORE: [&str; 20] = [
        "削除されている",
        "除かれている",
        "引継がれていない",
        "引継いでいない",
        "置かれていない",
        "設けられていない",
        "なくなっている",
        "なくなった",
        "廃止されている",
        "廃止された",
        "定めがない",
        "定めはない",
        "規定がない",
        "規定はない",
        "条項がない",
        "条項はない",
        "記載がない",
        "記載はない",
        "取扱いはない",
        "仕組みはない",
    ];
    let stem = NO_MORE.iter().find_map(|no_more| text.strip_suffix(no_more))?;
    NOW.iter().any(|now| holds(stem, now)).then_some(stem.len())
}

/// 「…は、通常の箱による搬送に変更した」「…の条項は、契約書から除いた」: where what took the place of the theme begins.
fn replaced(text: &str) -> Option<usize> {
    const REPLACED: [&str; 16] = [
        "に変更した",
        "に変更している",
        "に改めた",
        "に改めている",
        "に切り替えた",
        "に切替えた",
        "に置き換えた",
        "に代えた",
        "から除いた",
        "から外した",
        "から削除した",
        "を削った",
        "削除した",
        "取り下げた",
        "撤回した",
        "廃止した",
    ];
    REPLACED.iter().find_map(|replaced| text.strip_suffix(replaced)).map(str::len)
}
