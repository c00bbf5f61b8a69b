//! Words of an earlier clause that denies them are no part of what a later clause does.

use std::ops::Range;

use super::ending::last_mark;
use super::marks::Mark;
use super::passage::{Hit, Passage, Sentence, clause_at};

/// Whether the word of an act stands in an earlier clause that ends in a ban or a denial.
pub(super) fn is_barred(passage: &Passage, sentence: &Sentence, word: &Range<usize>, act: &Hit) -> bool {
    let clause = clause_at(sentence, word.start).map(|(_, clause)| &clause.range);
    clause
        .filter(|clause| clause.end <= act.start)
        .is_some_and(|clause| last_mark(passage, sentence, clause, &[Mark::Ban, Mark::Not]).is_some())
}

/// Whether the word of an act is of what an earlier clause does without: 「生体認証は採用せず、…パスワードで認証する」,
/// 「定期的な変更は求めず、漏えいしたときに変更させる」. A clause that denies some other deed shares its words with the next one:
/// 「紙に出力せず、暗号化して送る」.
pub(super) fn is_left_out(passage: &Passage, sentence: &Sentence, word: &Range<usize>, act: &Hit) -> bool {
    const WITHOUT: [&str; 20] = [
        "採り入れず",
        "取り入れず",
        "採用せず",
        "採らず",
        "用いず",
        "使わず",
        "使用せず",
        "利用せず",
        "求めず",
        "行わず",
        "実施せず",
        "導入せず",
        "設けず",
        "要せず",
        "必要とせず",
        "強制せず",
        "課さず",
        "課せず",
        "頼らず",
        "頼ることなく",
    ];
    const NOT: [(&str, &str); 8] = [
        ("れておらず", "れず"),
        ("れないで", "れず"),
        ("しておらず", "せず"),
        ("しないで", "せず"),
        ("めておらず", "めず"),
        ("めないで", "めず"),
        ("っておらず", "わず"),
        ("わないで", "わず"),
    ];
    let clause = clause_at(sentence, word.start).map(|(_, clause)| &clause.range);
    clause.filter(|clause| clause.end <= act.start && word.end <= clause.end).is_some_and(|clause| {
        let text = passage.text(&(word.end..clause.end));
        let text = text.strip_suffix('に').unwrap_or(text);
        // 「採用しておらず」「求めないで」 as 「採用せず」「求めず」.
        let plain = NOT.iter().find_map(|(ending, plain)| Some(format!("{}{plain}", text.strip_suffix(ending)?)));
        let text = plain.as_deref().unwrap_or(text);
        let thing = WITHOUT.iter().find_map(|without| text.strip_suffix(without));
        // 「同じパスワードを複数のシステムで使わず、…」 leaves out no password.
        let thing = thing.map(|thing| thing.strip_suffix(['は', 'を', 'も', 'が']).unwrap_or(thing));
        thing.is_some_and(|thing| !thing.contains(['に', 'で', 'へ', 'を', '、']))
    })
}
