//! What is done to a part alone, or only sometimes.

use std::ops::Range;

use super::act::{Context, Decision, Force};
use super::clause::{Clause, ClauseKind, PREDICATE};
use super::letters::{begins_noun, find, holds, is_hiragana, rfind, rsplit_once, split_once};
use super::marks::Mark;
use super::passage::MarkHit;
use super::search;

impl Context<'_> {
    /// 「漏らしてよいものは一つもない」「報告しなくてよい事故は、一件もない」: there is none to which it may, or need not, be done.
    pub(super) fn of_none_that_may(&self) -> Option<Decision> {
        const MAY: [&str; 8] =
            ["てよい", "てもよい", "て構わない", "ても構わない", "て良い", "でよい", "て差支えない", "ても差支えない"];
        const NONE: [&str; 5] = ["はない", "はありません", "は存在しない", "もない", "もありません"];
        const LONGEST: usize = 12;
        let tail = self.tail();
        let (verb, rest) = MAY.iter().filter_map(|may| split_once(tail, may)).min_by_key(|(verb, _)| verb.len())?;
        let noun = NONE.iter().find_map(|none| rest.strip_suffix(none))?;
        let own = verb.chars().count() <= 5 && verb.chars().all(is_hiragana);
        const THINGS: [&str; 10] = ["もの", "者", "相手", "人", "一つ", "一件", "一人", "一者", "ひとつ", "一枚"];
        let one = THINGS.iter().any(|thing| noun.ends_with(thing))
            && noun.chars().count() <= LONGEST
            && !noun.contains(['を', 'が', 'か']);
        let force = if verb.ends_with("なく") { Force::Twice } else { Force::Negated };
        (own && one)
            .then(|| (force, "許されるものがないこと", self.clause.range.end - rest.len()..self.clause.range.end))
    }

    /// 「それ以外の者には、権限を与えない」「見学その他の目的による立入りは受け付けない」「登録のない者を入れない」: what is denied is denied
    /// to the rest.
    pub(super) fn shuts_out_others(&self, denial: &MarkHit) -> bool {
        const REST: [&str; 8] =
            ["以外の", "以外に", "以外へ", "以外を", "以外は", "以外から", "その他の目的", "その他の用途"];
        // Whom or what something is lacking to: 「許可のない者」「登録されていない端末」.
        const LACKING: [&str; 2] = ["のない", "ていない"];
        let text = self.passage.text(&(self.clause.range.start..denial.start.max(self.clause.range.start)));
        let before_noun = |lack: &str| {
            let mut behind = text.match_indices(lack).filter_map(|(at, lack)| text.get(at + lack.len()..));
            behind.any(|behind| behind.starts_with(begins_noun))
        };
        REST.iter().any(|rest| holds(text, rest))
            || LACKING.iter().any(|lack| before_noun(lack))
            || holds(text, "ない者")
    }

    /// 「館内でのみ使う情報は送らない」: the limit tells of a thing, and what is denied is done to the thing.
    pub(super) fn tells_of_a_thing(&self, denial: &MarkHit) -> bool {
        const LIMITS: [&str; 6] = ["のみ", "だけ", "だけで", "に限って", "に限り", "に限定して"];
        let own = self.passage.text(self.act);
        let limit = LIMITS.iter().filter_map(|limit| Some(rfind(own, limit)? + limit.len())).max();
        let Some(from) = limit.map(|limit| self.act.start + limit) else { return false };
        let behind = self.passage.text(&(from..denial.start.max(from)));
        let pairs = behind.char_indices().zip(behind.chars().skip(1));
        let noun = pairs
            .filter(|((_, verb), noun)| "うくすつぬぶむるた".contains(*verb) && begins_noun(*noun))
            .find_map(|((at, verb), _)| Some((behind.get(..at)?, behind.get(at + verb.len_utf8()..)?)));
        noun.is_some_and(|(verb, rest)| {
            !verb.contains(['、', 'は', 'を', 'が']) && rest.contains(['は', 'を', 'も', 'が'])
        })
    }

    /// 「通信の暗号化は案内の表示に限って用い、申込みの画面には用いない」「暗号化されるのは番号だけである」: what is done to
    /// a part alone.
    pub(super) fn for_a_part(&self, end: &Clause) -> Option<MarkHit> {
        const ONLY: [&str; 5] = ["に限って", "に限られて", "に限り", "にのみ", "にだけ"];
        const LACK: [&str; 5] = ["しない", "せず", "されない", "されず", "していない"];
        const LEFT_OUT: [&str; 8] = [
            "対象としない",
            "対象としていない",
            "対象に含めない",
            "対象に含めていない",
            "対象には含めていない",
            "対象に含まれない",
            "対象外とする",
            "対象外である",
        ];
        let own = self.passage.text(&(self.act.end..self.clause.range.end.max(self.act.end)));
        let weak = |at: usize| {
            let start = self.act.end + at;
            let only =
                ONLY.iter().chain(&["のは"]).find(|only| own.get(at..).is_some_and(|own| own.starts_with(**only)));
            MarkHit { mark: Mark::Hedge, start, end: start + only.map_or(0, |only| only.len()) }
        };
        // 「研修の対象は企画の職員だけであり、誰も受けていない」
        let end_lacks = self.last(&end.range, &[Mark::Not]).is_some() && end.range != self.clause.range;
        if end_lacks && let Some(only) = ["だけであり", "のみであり"].iter().find(|only| own.ends_with(**only))
        {
            return Some(MarkHit {
                mark: Mark::Hedge,
                start: self.clause.range.end - only.len(),
                end: self.clause.range.end,
            });
        }
        // 「検証用の10台にのみ施したものである」
        let (limit, verb) = ONLY
            .iter()
            .find_map(|limit| find(own, limit).and_then(|at| Some((Some(at), own.get(at + limit.len()..)?))))
            .unwrap_or((None, ""));
        if ["たものである", "たもので", "たものです", "たものであり"].iter().any(|done| verb.ends_with(done))
        {
            return limit.map(weak);
        }
        if self.asked.may || end.range == self.clause.range && !holds(own, "のは") {
            return None;
        }
        // 「暗号化されるのは番号だけであり」
        let copula = [
            "だけである",
            "だけです",
            "だけで",
            "だけであり",
            "のみである",
            "のみです",
            "のみで",
            "のみであり",
            "に限り",
            "に限られ",
            "に限られており",
        ];
        // 「暗号化を施すのは広報の写真だけで、ほかはそのまま書き込む」
        let only = |own: &str| {
            copula.iter().any(|only| own.ends_with(only))
                || ["だけで、", "のみで、"].iter().any(|only| holds(own, only))
        };
        let cleft =
            |at: &usize| *at <= 14 * 3 && own.get(..*at).is_some_and(|verb| verb.ends_with(PREDICATE)) && only(own);
        if let Some(at) = find(own, "のは").filter(cleft) {
            return Some(weak(at));
        }
        let rest = self.passage.text(&end.range);
        // 「取得するのは写真であり、相談記録は対象に含めていない」
        let is_cleft = |at: &usize| own.get(..*at).is_some_and(|verb| verb.ends_with(PREDICATE) && *at <= 14 * 3);
        if LEFT_OUT.iter().any(|out| rest.ends_with(out))
            && let Some(at) = find(own, "のは").filter(is_cleft)
        {
            return Some(weak(at));
        }
        let elsewhere = holds(rest, "には") || holds(rest, "では");
        let verb = ["ものであるが", "ものの", "が"].iter().find_map(|but| verb.strip_suffix(but)).unwrap_or(verb);
        let verb = verb.trim_end_matches(['う', 'る']);
        let left_out = elsewhere
            && !verb.is_empty()
            && [format!("{verb}ない"), format!("{verb}わない")].iter().any(|lack| rest.ends_with(lack.as_str()));
        // 「番号の暗号化は行い、氏名は暗号化せずに保存する」
        let act = self.passage.text(self.act).trim_end_matches(is_hiragana);
        let again = limit.is_some()
            && act.chars().count() >= 2
            && split_once(rest, act).is_some_and(|(before, behind)| {
                before.contains('は') && LACK.iter().any(|lack| behind.starts_with(lack))
            });
        let apart = limit.is_some()
            && ["対象としない", "対象としていない", "対象外とする", "対象外である", "含めない", "含まない"]
                .iter()
                .any(|out| rest.ends_with(out));
        (left_out || again || apart).then(|| weak(limit.unwrap_or(0)))
    }

    /// 「保管先は、国内に限るものではない」「必要な範囲にとどまるものではなく」: the limit that the act sets is lifted.
    pub(super) fn lifts_limit(&self) -> bool {
        const LIMITS: [&str; 11] = [
            "のみとは限ら",
            "だけとは限ら",
            "に限らず",
            "に限らない",
            "に限りません",
            "に限るも",
            "に限られるも",
            "にとどまるも",
            "に留まるも",
            "に限定するも",
            "に限定されるも",
        ];
        // The act may hold the limit itself: 「国内に限る」.
        let own = self.passage.text(&(self.clause.range.start..self.act.end.max(self.clause.range.start)));
        let back = own.char_indices().rev().nth("に限定される".chars().count() - 1).map_or(0, |(at, _)| at);
        let from = self.clause.range.start + back;
        let near = self.passage.text(&(from..self.clause.range.end.max(from)));
        LIMITS.iter().filter_map(|limit| split_once(near, limit)).any(|(before, rest)| {
            (rest.starts_with("のでは") || rest.starts_with(['、', 'も']) || rest.is_empty())
                && before.chars().count() <= "に限定される".chars().count() + 3
        })
    }

    /// 「研修に代えて資料を配る」 does another thing, 「研修に準じた説明を行う」 perhaps less.
    pub(super) fn instead(&self) -> Option<Decision> {
        const PARTS: [&str; 5] = ["等", "の実施", "の提出", "の取得", "を行うこと"];
        const LIKE: [&str; 8] =
            ["に準じた", "に準ずる", "に準じる", "に相当する", "に類する", "に類した", "まがいの", "と称する"];
        let tail = PARTS.iter().find_map(|part| self.tail().strip_prefix(part)).unwrap_or(self.tail());
        if search::gives_way(tail) {
            return Some((Force::Silent, "代わりのもの", 0..0));
        }
        let like = LIKE.iter().find(|like| self.asked.topic && tail.starts_with(**like))?;
        let start = self.act.end + self.tail().len() - tail.len();
        Some((Force::Hedged, "準じるもの", start..start + like.len()))
    }

    /// 「区が求めた場合に限り、証明書を出す」「証明書は、依頼があった場合に限り出す」: it is not done otherwise.
    pub(super) fn only_sometimes(&self) -> Option<Range<usize>> {
        const ONLY: [&str; 13] = [
            "ときだけ",
            "ときにのみ",
            "場合にだけ",
            "時に限り",
            "際に限り",
            "場合に限り",
            "場合に限って",
            "ときに限り",
            "ときに限って",
            "場合のみ",
            "場合だけ",
            "ときのみ",
            "場合にのみ",
        ];
        const ASKED: [&str; 16] = [
            "照会を受けた",
            "求めを受けた",
            "依頼を受けた",
            "求める",
            "請求した",
            "請求された",
            "要求した",
            "指示した",
            "要請した",
            "求めた",
            "求められた",
            "があった",
            "希望する",
            "希望した",
            "望む",
            "申し出た",
        ];
        let start = self.clause.range.start;
        // The verb of what 「は」 marks stands behind.
        let themed = self.asked.topic || self.marked_topic();
        let end = if themed { self.clause.range.end } else { self.act.start.max(start) };
        let before = self.passage.text(&(start..end));
        // 「希望する職員に限り貸し出す」
        let wishes = ["に限り", "に限って", "にのみ", "だけに"].iter().find_map(|only| {
            let at = rfind(before, only)?;
            let who = rsplit_once(before.get(..at)?, "希望する").or(rsplit_once(before.get(..at)?, "希望した"))?.1;
            (who.chars().count() <= 4 && !who.contains(is_hiragana)).then(|| start + at..start + at + only.len())
        });
        // 「希望する部署からの申出があれば交付する」
        let if_asked = ["申出があれば", "希望があれば", "求めがあれば", "要望があれば"].iter().find_map(|when| {
            let whole = self.passage.text(&(start..self.clause.range.end));
            find(whole, when).map(|at| start + at..start + at + when.len())
        });
        if if_asked.is_some() {
            return if_asked;
        }
        // 「希望する従事者に配布する」
        let given = ["希望する", "希望した", "希望のあった", "希望があった"].iter().find_map(|wish| {
            let at = rfind(before, wish)?;
            let rest = self.passage.text(&(start + at + wish.len()..self.clause.range.end));
            let (who, verb) = rest.split_once('に')?;
            let gives = ["配布", "配付", "貸し出", "貸出", "貸与", "交付", "支給", "渡"]
                .iter()
                .any(|give| verb.starts_with(give));
            (who.chars().count() <= 5 && !who.contains(is_hiragana) && gives)
                .then(|| start + at..start + at + wish.len())
        });
        if wishes.is_some() || given.is_some() {
            return wishes.or(given);
        }
        if let Some(part) = self.of_a_part_only() {
            return Some(part);
        }
        ONLY.iter().find_map(|only| {
            let at = rfind(before, only)?;
            // 「合致した場合に限って入れる」 says who is let in, 「求めた場合に限って出す」 that it may never be done.
            let asked = ASKED.iter().any(|asked| before.get(..at).is_some_and(|before| before.ends_with(asked)));
            let apart = before.get(at + only.len()..).is_some_and(|rest| rest.starts_with('、'));
            // 「持ち出せるのは許可を受けた場合に限り、行先を簿に記入する」 limits what 「のは」 marks.
            let of_theme = before.get(..at).is_some_and(|before| holds(before, "るのは"));
            (asked || apart && !of_theme).then(|| start + at..start + at + only.len())
        })
    }

    /// 「国内に保存されるのは請求情報のみであり、登録情報は…」「確かめるのは、問合せがあった場合に限っている」: it is done to one part
    /// or at one time, and the rest is told of apart. 「扱うのは担当者に限り、他の者は扱わない」 is the limit that is wanted.
    fn of_a_part_only(&self) -> Option<Range<usize>> {
        const LIMITS: [&str; 6] =
            ["のみであり、", "だけであり、", "に限られ、", "に限っており、", "のみで、", "だけで、"];
        const AT: [&str; 4] = ["場合に限", "ときに限", "場合のみ", "場合だけ"];
        let tail = self.passage.text(&(self.act.end..self.sentence.main.end.max(self.act.end)));
        let (verb, rest) = split_once(tail, "のは")?;
        let deed = verb.chars().all(is_hiragana) && verb.chars().count() <= 5 && !holds(verb, "でき");
        let start = self.sentence.main.end - rest.len();
        let token = |at: usize, len: usize| start + at..start + at + len;
        let part = LIMITS.iter().find_map(|limit| {
            let (what, others) = split_once(rest, limit)?;
            let theme = others.split_once(['は', '、']).map_or("", |(theme, _)| theme);
            let same = ["他", "以外", "その"].iter().any(|other| holds(theme, other));
            (others.contains('は') && !same).then(|| token(what.len(), limit.len()))
        });
        let time = || AT.iter().find_map(|at| rest.find(at).map(|place| token(place, at.len())));
        part.or_else(time).filter(|_| deed)
    }

    /// 「…できないよう…することができる」「…せずに…することもできる」: what is only permitted does not forbid.
    pub(super) fn only_may(&self, negation: &MarkHit, end: &Clause) -> bool {
        if self.may_be_asked() {
            return true;
        }
        let rest = self.passage.text(&(negation.end..self.clause.range.end));
        // 「データを残さずに処理することもできる」
        let also = negation.mark == Mark::Without && holds(rest, "ことも");
        // 「…しないよう指導し、区は報告を求めることができる」
        let another = end.range != self.clause.range && self.passage.text(&end.range).contains('は');
        // 「複製を禁止することができる」 forbids nothing yet.
        let ban = ["することができ", "ずることができ", "ることができ"].iter().any(|may| rest.starts_with(may))
            && self.passage.text(&(negation.start..negation.end)).starts_with('禁');
        !another
            && (rest.starts_with("よう") || also || ban)
            && self.last(&end.range, &[Mark::May]).is_some_and(|mark| mark.start >= negation.end)
    }

    /// 「…よう、区に求めることができる」: somebody may ask another for it.
    pub(super) fn may_be_asked(&self) -> bool {
        const ASKS: [&str; 5] = [
            "求めることができ",
            "要請することができ",
            "依頼することができ",
            "申し出ることができ",
            "申し入れることができ",
        ];
        let next = self.sentence.clauses.get(self.index + 1);
        let end = next.filter(|next| next.kind == ClauseKind::End).map_or("", |end| self.passage.text(&end.range));
        self.clause.kind == ClauseKind::Goal && !end.contains('は') && ASKS.iter().any(|asks| holds(end, asks))
    }
}
