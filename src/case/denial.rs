//! Whether a text denies a fact that it names.
//!
//! A verb in the negative denies the fact where it says that nothing is received or held. That nothing is passed
//! on or shown（個人番号は画面に表示しない）, or that something which bears it is not used（個人番号を扱う端末は
//! 利用しない）, leaves it open: it may be there all the same.

use std::ops::Range;

use super::JOINTS;
use crate::form::{Fact, Said, places_of};
use crate::source::{is_hiragana, is_kanji};

/// What a folded text says of a fact by its word at a place.
pub(super) fn said(fact: &Fact, text: &str, place: &Range<usize>) -> Said {
    let is_denied = fact.unless.iter().any(|phrase| covers(phrase, text, place)) || is_hidden(fact, text, place);
    match if is_denied { Said::Denied } else { said_by_verb(fact, text, place) } {
        Said::Shown => Said::Shown,
        _ if is_lifted(fact, text, place) => Said::Shown,
        said => said,
    }
}

/// Most letters between a word and the verb that denies it.
const REACH: usize = 30;

/// What the first verb in the negative says（…は、収集せず）. In 「…を取り扱い、第三者に提供しない」 the verb that
/// governs the word is another, and nothing is denied.
fn said_by_verb(fact: &Fact, text: &str, place: &Range<usize>) -> Said {
    let after = text.get(place.end..).unwrap_or("");
    let sentence = after.split('。').next().unwrap_or("");
    let first = |verbs| first_negated(verbs, sentence);
    let (unreceived, denied, open) = (first(&fact.unreceived_by), first(&fact.denied_by), first(&fact.left_open_by));
    let Some(negated) = [unreceived, denied, open].into_iter().flatten().min() else { return Said::Shown };
    let before = sentence.get(..negated).unwrap_or("");
    let verbs = [&fact.unreceived_by, &fact.denied_by, &fact.left_open_by].into_iter().flatten();
    // 「黒塗りを要しない」 denies that it is made unreadable.
    if fact.hidden_by.iter().any(|word| before.contains(word.as_str())) {
        return Said::LeftOpen;
    }
    let mut describes = false;
    for clause in verbs.flat_map(|verb| places_of(before, stem(verb)).map(|place| clause(before, &place))) {
        match clause {
            Clause::Own => return Said::Shown,
            Clause::Describing => describes = true,
            Clause::None => {}
        }
    }
    // What bears the word is not received: then the word is not, either.
    if unreceived == Some(negated) || (denied == Some(negated) && !describes) { Said::Denied } else { Said::LeftOpen }
}

/// Where the first of some verbs that stands in the negative begins, near the word before the sentence.
fn first_negated(verbs: &[String], sentence: &str) -> Option<usize> {
    let reach = sentence.char_indices().nth(REACH).map_or(sentence.len(), |(at, _)| at);
    let near = verbs.iter().flat_map(|verb| places_of(sentence, verb).take_while(|verb| verb.start <= reach));
    let negated = near.filter(|verb| {
        let ending = sentence.get(verb.end..).unwrap_or("");
        ["ない", "なく", "ず", "ません", "ぬ"].iter().any(|not| is_ending(ending, not))
    });
    negated.map(|verb| verb.start).min()
}

/// A verb without its ending, so that it is found in any form; 「しな」, which is nothing else, as it is.
fn stem(verb: &str) -> &str {
    let stem = verb.trim_end_matches(is_hiragana);
    if stem.is_empty() { verb } else { stem }
}

/// What the verb at a place does before another in the negative.
enum Clause {
    /// It ends a clause of its own, so that what is negated behind it denies only that.
    Own,
    /// It says of which thing the negated verb is said.
    Describing,
    /// Nothing.
    None,
}

/// What the verb at a place does before another in the negative, which begins where `before` ends.
/// Part of a longer word（入力欄）and one noun of several（収集・利用しない）it does not; a noun with its
/// particle（記載を含まない）only where a comma parts the two（提供を受け、記録しない）.
fn clause(before: &str, place: &Range<usize>) -> Clause {
    let word = before.get(place.clone()).unwrap_or("");
    let rest = before.get(place.end..).unwrap_or("");
    if word.chars().all(is_hiragana) {
        return Clause::Own;
    }
    // 承認 is no form of 認める.
    let is_tail = word.chars().count() == 1
        && before.get(..place.start).and_then(|head| head.chars().next_back()).is_some_and(is_kanji);
    if is_tail || !rest.starts_with(is_hiragana) || JOINTS.iter().any(|(_, kana)| rest.starts_with(kana)) {
        return Clause::None;
    }
    if only_describes(rest) {
        return Clause::Describing;
    }
    // 「取扱いは」 is a noun, too.
    let noun = rest.strip_prefix('い').filter(|rest| rest.starts_with(PARTICLES)).unwrap_or(rest);
    if !noun.starts_with(PARTICLES) || noun.contains('、') { Clause::Own } else { Clause::None }
}

/// Whether a verb only says of which thing the negated verb is said: 「（記載）された書類は（受け取らない）」. Of
/// whom it is said, 「（取り扱）う職員は（記録しない）」, denies no more than the negated verb.
fn only_describes(rest: &str) -> bool {
    let thing = rest.trim_start_matches(is_hiragana);
    let ending = rest.get(..rest.len() - thing.len()).unwrap_or("");
    let Some(thing) = thing.strip_suffix(['は', 'を', 'も']) else { return false };
    ending.ends_with(['た', 'る', 'む', 'す', 'う'])
        && !thing.is_empty()
        && !thing.contains(|letter: char| is_hiragana(letter) || letter == '、')
        && !thing.ends_with(['者', '員', '課', '人'])
}

/// What follows a noun, and no verb.
const PARTICLES: [char; 9] = ['を', 'が', 'は', 'も', 'の', 'に', 'へ', 'や', 'と'];

/// Whether a negative ending follows, after no more than the letters that join it to its verb, and closes a
/// clause: it is no part of a duty（しなければならない）, of an aim（しないよう）, of a ban on some way of doing
/// it（してはならない）or of a description（しない職員）.
fn is_ending(ending: &str, not: &str) -> bool {
    let Some((between, after)) = ending.split_once(not) else { return false };
    between.chars().count() <= 2
        && between.chars().all(is_hiragana)
        && (after.is_empty()
            || ["、", ",", ")", "こと", "もの", "とする", "としている", "ため", "旨"]
                .iter()
                .any(|end| after.starts_with(end)))
}

/// Whether a word that lifts a denial stands in its sentence, or in a proviso to it.
fn is_lifted(fact: &Fact, text: &str, place: &Range<usize>) -> bool {
    let start = text.get(..place.start).and_then(|before| before.rfind('。')).map_or(0, |at| at + '。'.len_utf8());
    let mut sentences = text.get(start..).unwrap_or("").split('。');
    let own = sentences.next().unwrap_or("");
    let proviso = sentences.next().filter(|next| next.trim_start().starts_with("ただし")).unwrap_or("");
    let holds = |text: &str, word: &str| places_of(text, word).next().is_some();
    fact.lifted_by.iter().any(|word| holds(own, word) || holds(proviso, word))
}

/// Particles behind a fact's word or the part of a paper that bears it.
const BEHIND: [&str; 8] = ["については", "に関しては", "について", "は", "を", "も", "が", "の"];

/// Whether a paper bears the word at a place only where it is made unreadable: 「個人番号の欄を、黒塗りにした写し」.
fn is_hidden(fact: &Fact, text: &str, place: &Range<usize>) -> bool {
    let mut rest = text.get(place.end..).unwrap_or("");
    // 「…については、記載箇所を黒塗り」 names first what is hidden, then where it stands.
    for _ in 0..2 {
        rest = behind_part(rest);
        rest = BEHIND.iter().find_map(|particle| rest.strip_prefix(particle)).unwrap_or(rest);
        rest = rest.strip_prefix('、').unwrap_or(rest);
    }
    fact.hidden_by.iter().filter_map(|verb| rest.strip_prefix(verb.as_str())).any(is_done)
}

/// What stands behind the part of a paper that a text begins with: 「の欄」, 「記載された部分」.
fn behind_part(text: &str) -> &str {
    let part = text.strip_prefix('の').unwrap_or(text);
    let part = ["記載された", "記載", "記入"].iter().find_map(|kind| part.strip_prefix(kind)).unwrap_or(part);
    ["欄", "部分", "箇所"].iter().find_map(|name| part.strip_prefix(name)).unwrap_or(text)
}

/// Whether the deed of which only the noun or the stem stands before `rest` is done: it is neither denied（にしない
/// で）nor left to someone（にすることができる）nor still to come（にする前の）, and no other verb is said of it
/// （は求めない, を外す）.
fn is_done(rest: &str) -> bool {
    if rest.is_empty() || rest.starts_with(['、', '。', '後', '済']) {
        return true;
    }
    let deed =
        ["に", "と", "を行", "を実施", "を施", "を"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let run = deed.find(|letter| !is_hiragana(letter) && !"行必要".contains(letter)).unwrap_or(deed.len());
    let (run, then) = deed.split_at_checked(run).unwrap_or((deed, ""));
    let is_duty = ["なければな", "ねばな"].iter().any(|duty| run.contains(duty));
    run.starts_with(['し', 'す', 'さ', 'い', 'う', 'っ', 'わ'])
        && (is_duty || !["ない", "なく", "ず", "ません", "ぬ", "でき", "よい"].iter().any(|not| run.contains(not)))
        && !["前", "場合"].iter().any(|open| then.starts_with(open))
}

/// Whether a phrase stands in a text so that it holds the word at `place`.
pub(super) fn covers(phrase: &str, text: &str, place: &Range<usize>) -> bool {
    let word = text.get(place.clone()).unwrap_or("");
    places_of(phrase, word).any(|before| {
        place
            .start
            .checked_sub(before.start)
            .and_then(|start| text.get(start..))
            .is_some_and(|rest| rest.starts_with(phrase))
    })
}
