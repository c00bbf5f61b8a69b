//! `belongs`: every post that is named is of an office that the paper names.
//!
//! A name is cut into its offices, 「都市開発部住宅課事業係長」 into 都市開発部, 住宅課, 事業係. A post is of an
//! office where all offices of one rank that both name are the same, and is unknown where they share no
//! rank. A short name that the paper defines is read as what it stands for.
//!
//! Hiragana may be of a name, 「まちづくり部」, or of the sentence that it stands in. So a post is read from each place
//! where its name may begin: it is of an office where one of these readings is, and of none where no reading is.

use std::collections::HashSet;
use std::ops::Range;

use crate::case::Filled;
use crate::case::definition::{Definition, definitions_in, is_word_letter};
use crate::document::NodeId;
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Break, Outcome, Truth};
use crate::form::{Folded, Place};
use crate::reading::Role;
use crate::rules::Offices;
use crate::source::is_hiragana;

use crate::case::JOINTS;

/// The last letters of a particle, or of a verb before a noun.
const ENDINGS: [char; 18] =
    ['の', 'と', 'は', 'が', 'を', 'に', 'や', 'へ', 'で', 'も', 'う', 'く', 'す', 'む', 'る', 'た', 'い', 'ぶ'];

pub(in crate::evaluate) fn read(judge: &Judge<'_, '_>, who: &[Place], to: &[Place]) -> Outcome {
    let (who_nodes, to_nodes) = (judge.found(who), judge.found(to));
    let mut outcome = Outcome::new(Truth::Silent);
    outcome.nearest = judge.nearest(who);
    if !judge.some_text(&who_nodes.nodes) || !judge.some_text(&to_nodes.nodes) {
        return outcome;
    }
    let names =
        Names { known: &judge.rules.terms().offices, short: judge.short_names.get_or_init(|| short_names(judge)) };
    let offices = names.offices(judge.units_here(&to_nodes.nodes).iter().map(|unit| judge.folded(unit.node)));
    let own: HashSet<NodeId> = judge.units_here(&who_nodes.nodes).iter().map(|unit| unit.node).collect();
    let mut unknown = Vec::new();
    for unit in judge.units(&who_nodes.nodes).iter() {
        let folded = judge.folded(unit.node);
        let is_own = own.contains(&unit.node);
        let mut named = false;
        for run in names.runs(folded) {
            // 「医療保険課職員」 is no post, but tells the office.
            let office =
                || names.office(folded.text(), &run, &offices).filter(|(_, truth)| is_own || *truth == Truth::Holds);
            let Some((place, truth)) = names.post(folded.text(), &run, &offices).or_else(office) else { continue };
            named = true;
            let Some(words) = judge.words(unit.node, unit.text, folded.typed(place)) else { continue };
            match truth {
                Truth::Holds => outcome.evidence.push(words),
                Truth::Contrary => {
                    let remark = format!("「{}」は、どの担当の組織の職でもありません。", words.text);
                    let evidence = vec![words];
                    outcome.breaks.push(Break { node: unit.node, truth: Truth::Contrary, remark, evidence });
                }
                _ => unknown.push(words),
            }
        }
        // The name of a person beside the post of another says nothing of an office.
        if !named && unit.role != Role::Heading && is_own {
            let filled = judge.case.filled(unit.node) == Filled::Filled;
            unknown.extend(filled.then(|| judge.words(unit.node, unit.text, 0..unit.text.len())).flatten());
        }
    }
    outcome.truth = if !outcome.breaks.is_empty() {
        Truth::Contrary
    } else if outcome.evidence.is_empty() || !unknown.is_empty() {
        Truth::Undecided(Reason::Undecidable)
    } else {
        Truth::Holds
    };
    match (outcome.breaks.as_slice(), unknown.as_slice()) {
        ([only], _) => {
            outcome.remarks.push(only.remark.clone());
            outcome.evidence.clone_from(&only.evidence);
        }
        ([], [_, ..]) => {
            let posts: Vec<&str> = unknown.iter().map(|words| words.text.as_str()).collect();
            outcome.remarks.push(format!("どの組織の職か分からないもの: {}。", posts.join("、")));
            outcome.evidence = unknown;
        }
        _ => {}
    }
    outcome
}

/// The names that the case gives to posts and offices.
fn short_names(judge: &Judge<'_, '_>) -> Vec<Definition> {
    let units = judge.units_here(&[judge.case.root()]);
    let folded = units.iter().map(|unit| judge.folded(unit.node));
    folded.filter(|text| text.holds("以下")).flat_map(definitions_in).collect()
}

struct Names<'r> {
    known: &'r Offices,
    short: &'r [Definition],
}

/// A run of letters that parts no compound, such as 「部納税課長」 of 「まちづくり部納税課長」.
struct Run {
    place: Range<usize>,
    /// Where the letters begin that stand before it without a break, hiragana among them.
    from: usize,
    /// Whether it stands behind a post and white space, as the name of the person does who holds it.
    behind_post: bool,
}

impl Names<'_> {
    /// The runs of a text that may be a name, or its end, without what only defines a short one.
    fn runs(&self, folded: &Folded) -> Vec<Run> {
        let text = folded.text();
        // 「住宅課及び建築指導課」: a name ends before the word that joins it to the next.
        let joints = JOINTS.iter().flat_map(|(kanji, _)| folded.places(kanji));
        let parting: Vec<Range<usize>> =
            definitions_in(folded).into_iter().map(|definition| definition.whole).chain(joints).collect();
        let mut runs: Vec<Run> = Vec::new();
        // Where the letters that are read without a break begin and end.
        let mut whole = 0..0;
        let mut typed_end = 0;
        for (at, letter) in text.char_indices() {
            let end = at + letter.len_utf8();
            let typed = folded.typed(at..end);
            let spaced = std::mem::replace(&mut typed_end, typed.end) < typed.start;
            if !(is_word_letter(letter) || is_hiragana(letter)) || parting.iter().any(|place| place.contains(&at)) {
                continue;
            }
            // 「納税課長 山田太郎」: what stands behind a post and white space is no part of its name. Elsewhere white
            // space parts nothing: 「健康部 医療保険課長」.
            let behind_post = spaced
                && runs.last().is_some_and(|run| {
                    run.place.end == at && text.get(run.place.clone()).is_some_and(|run| self.is_post(run))
                });
            let goes_on = whole.end == at && !behind_post;
            whole = if goes_on { whole.start..end } else { at..end };
            match runs.last_mut() {
                Some(run) if goes_on && is_word_letter(letter) && run.place.end == at => run.place.end = end,
                _ if is_word_letter(letter) => {
                    runs.push(Run { place: at..end, from: whole.start, behind_post });
                }
                // 「納税課長とこども課長」: behind a post another name may begin.
                Some(run)
                    if run.place.end == at && text.get(run.place.clone()).is_some_and(|run| self.is_post(run)) =>
                {
                    whole = at..end;
                }
                _ => {}
            }
        }
        runs
    }

    fn is_post(&self, run: &str) -> bool {
        self.known.heads.iter().any(|head| run.ends_with(head.as_str()))
    }

    /// Whether a run is a post with something behind it, 「納税課長等」 or 「納税課長代理」: who that is, its name
    /// does not say.
    fn is_more_than_post(&self, run: &str) -> bool {
        self.known.beyond.iter().any(|beyond| run.strip_suffix(beyond.as_str()).is_some_and(|post| self.is_post(post)))
    }

    /// Where a post stands that ends with a run, and whether it is of one of some offices.
    fn post(&self, text: &str, run: &Run, offices: &[Vec<String>]) -> Option<(Range<usize>, Truth)> {
        let last = text.get(run.place.clone())?;
        let shown = self.shown(text, run);
        let Some(head) = self.known.heads.iter().find(|head| last.ends_with(head.as_str())) else {
            return self.is_more_than_post(last).then_some((shown, Truth::Undecided(Reason::Undecidable)));
        };
        let end = run.place.end - head.len();
        let (mut any, mut all_contrary, mut holds) = (false, true, None);
        for start in starts(text, run) {
            let Some(name) = text.get(start..run.place.end) else { continue };
            let short = self.short.iter().find(|short| short.name == name);
            let full = short.map_or(text.get(start..end)?, |short| short.meaning.as_str());
            let own = self.cut(full);
            if own.is_empty() {
                continue;
            }
            any = true;
            match self.fit(&own, offices) {
                Truth::Holds if may_begin(text, run, start) => holds = holds.or(Some(start)),
                Truth::Contrary => {}
                _ => all_contrary = false,
            }
        }
        Some(match holds {
            Some(start) => (start..run.place.end, Truth::Holds),
            None if any && all_contrary => (shown, Truth::Contrary),
            _ => (shown, Truth::Undecided(Reason::Undecidable)),
        })
    }

    /// A post as it is told: from where its name surely begins, else with all that stands before it.
    fn shown(&self, text: &str, run: &Run) -> Range<usize> {
        let own = text.get(run.place.clone()).unwrap_or("");
        let parts = self.known.units.iter().chain(&self.known.heads);
        let is_whole = !parts.into_iter().any(|part| own.starts_with(part.as_str()));
        if is_whole && may_begin(text, run, run.place.start) { run.place.clone() } else { run.from..run.place.end }
    }

    /// The offices that some texts name.
    fn offices<'t>(&self, texts: impl Iterator<Item = &'t Folded>) -> Vec<Vec<String>> {
        let mut offices = Vec::new();
        for folded in texts {
            let text = folded.text();
            let runs = self.runs(folded);
            for (at, run) in runs.iter().enumerate() {
                // What goes on without a break is read with the last of its runs.
                if runs.get(at + 1).is_some_and(|next| next.from <= run.place.start) {
                    continue;
                }
                let begins = starts(text, run).filter(|&start| may_begin(text, run, start));
                let names = begins.filter_map(|start| text.get(start..run.place.end));
                offices.extend(names.map(|name| self.cut(name)).filter(|offices| !offices.is_empty()));
            }
        }
        offices
    }

    /// The offices that a name is made of, the outermost first.
    fn cut(&self, name: &str) -> Vec<String> {
        let (mut offices, mut start) = (Vec::new(), 0);
        for (at, letter) in name.char_indices() {
            let end = at + letter.len_utf8();
            let Some(office) = name.get(start..end) else { continue };
            // An office has a name before its rank: 「課税課」 is one office.
            if office.chars().count() > 2 && self.rank(office).is_some() {
                offices.push(office.to_owned());
                start = end;
            }
        }
        offices
    }

    fn rank(&self, office: &str) -> Option<&str> {
        self.known.units.iter().map(String::as_str).filter(|unit| office.ends_with(unit)).max_by_key(|unit| unit.len())
    }

    /// Where a run stands that is no post, but names an office, and whether that is one of some offices. Who of
    /// another office is meant, and what for, is not known.
    fn office(&self, text: &str, run: &Run, offices: &[Vec<String>]) -> Option<(Range<usize>, Truth)> {
        let name = text.get(run.place.clone())?;
        let cut = self.cut(name);
        if cut.is_empty() {
            return None;
        }
        let behind = name.get(cut.iter().map(String::len).sum()..).unwrap_or("");
        // 「医療保険課」 alone tells where, and no post.
        let bare = behind.is_empty() && run.from == 0 && run.place.end == text.trim_end_matches('。').len();
        match self.fit(&cut, offices) {
            Truth::Holds if bare => Some((self.shown(text, run), Truth::Undecided(Reason::Undecidable))),
            Truth::Holds => Some((self.shown(text, run), Truth::Holds)),
            // 「医療保険課長 長谷部太郎」: the name of a person may hold the letter of an office.
            Truth::Contrary
                if !run.behind_post || self.known.staff.iter().any(|staff| behind.starts_with(staff.as_str())) =>
            {
                Some((self.shown(text, run), Truth::Undecided(Reason::Undecidable)))
            }
            _ => None,
        }
    }

    /// Whether a post that is of some offices is of one that is named.
    fn fit(&self, post: &[String], offices: &[Vec<String>]) -> Truth {
        let (mut shares_rank, mut doubtful) = (false, false);
        for named in offices {
            let of_rank = |rank: Option<&str>| named.iter().find(|office| self.rank(office) == rank);
            let mut shared = post.iter().filter_map(|own| of_rank(self.rank(own)).map(|other| own == other)).peekable();
            shares_rank |= shared.peek().is_some();
            if shared.peek().is_some() && shared.all(|same| same) {
                // 「住宅課以外の係」: what holds hiragana is a name only where the paper names it so.
                let is_name = |own: &String| !own.chars().any(is_hiragana) || named.contains(own);
                if post.iter().all(is_name) {
                    return Truth::Holds;
                }
                doubtful = true;
            }
        }
        if shares_rank && !doubtful { Truth::Contrary } else { Truth::Undecided(Reason::Undecidable) }
    }
}

/// Where a name that ends with a run may begin: where nothing stands before it, and at each letter behind hiragana,
/// which may be of the name or of the sentence.
fn starts<'t>(text: &'t str, run: &'t Run) -> impl Iterator<Item = usize> + 't {
    let before = text.get(run.from..run.place.start).unwrap_or("").char_indices();
    let behind =
        before.filter(|&(_, letter)| is_hiragana(letter)).map(|(at, letter)| run.from + at + letter.len_utf8());
    std::iter::once(run.from).chain(behind)
}

/// Whether a name may begin at a place: nothing stands before it, or hiragana that end as a particle or a verb does.
fn may_begin(text: &str, run: &Run, start: usize) -> bool {
    let before = text.get(run.from..start).unwrap_or("");
    before.is_empty() || before.ends_with(ENDINGS)
}
