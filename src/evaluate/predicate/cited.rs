//! Built-in: the articles of an attached paper that texts cite are in it, and speak of what they are cited for.

use crate::case::{Cited, Paper, PaperUnit};
use crate::evaluate::judge::Judge;
use crate::evaluate::result::Reason;
use crate::evaluate::{Break, Outcome, Truth};
use crate::form::{Folded, fold_name};

/// How a sentence leaves its matter to what it cites.
const LEAVES: [&str; 10] = [
    "の定めるところによ",
    "に定めるところによ",
    "に規定するところによ",
    "の規定するところによ",
    "の規定によ",
    "に定めるとおり",
    "の定めるとおり",
    "によ",
    "のとおり",
    "に準じ",
];

/// Fewest letters of a word that tells a matter.
const FEWEST_LETTERS: usize = 2;

/// The citations that do not fit the attached papers, one outcome each; `None` where none is cited by article.
pub(in crate::evaluate) fn unfit(judge: &Judge<'_, '_>) -> Option<Vec<Outcome>> {
    let papers: Vec<Named<'_>> = judge.case.papers().iter().filter_map(|paper| Named::of(judge, paper)).collect();
    papers.first()?;
    let mut any = false;
    let mut outcomes = Vec::new();
    for unit in judge.case.units_here(&[judge.case.root()]) {
        let folded = Folded::new(unit.text);
        for (range, of) in mentions(&papers, &folded) {
            let Some((citations, length)) = Cited::leading(folded.text().get(range.end..).unwrap_or("")) else {
                continue;
            };
            any = true;
            let cited = range.start..range.end + length;
            let told = citations.iter().find_map(|citation| told(&of, citation, &folded, &cited));
            if let Some((truth, remark)) = told {
                let mut outcome = Outcome::new(truth);
                let evidence: Vec<_> = judge.words(unit.node, unit.text, folded.typed(cited)).into_iter().collect();
                outcome.evidence.clone_from(&evidence);
                outcome.breaks = vec![Break { node: unit.node, truth, remark: remark.clone(), evidence }];
                outcome.remarks.push(remark);
                outcomes.push(outcome);
            }
        }
    }
    any.then_some(outcomes)
}

/// A paper that was read, with the words that mean it, folded.
struct Named<'p> {
    paper: &'p Paper,
    words: Vec<String>,
}

impl<'p> Named<'p> {
    fn of(judge: &Judge<'_, '_>, paper: &'p Paper) -> Option<Self> {
        paper.source()?;
        let instruments = judge.rules.terms().instruments.iter();
        let phrases = instruments.filter(|instrument| instrument.is_named(&paper.name, [])).flat_map(|it| &it.phrases);
        let words = std::iter::once(&paper.name).chain(phrases).map(|word| fold_name(word));
        Some(Self { paper, words: words.filter(|word| !word.is_empty()).collect() })
    }
}

/// Where a text names papers, and which: those of the longest name that ends there.
fn mentions<'n>(papers: &'n [Named<'n>], folded: &Folded) -> Vec<(std::ops::Range<usize>, Vec<&'n Paper>)> {
    let mut found: Vec<(std::ops::Range<usize>, Vec<&Paper>)> = Vec::new();
    for named in papers {
        for place in named.words.iter().flat_map(|word| folded.places(word)) {
            match found.iter_mut().find(|(known, _)| known.end == place.end) {
                None => found.push((place, vec![named.paper])),
                Some((known, of)) if place.start < known.start => (*known, *of) = (place, vec![named.paper]),
                Some((known, of)) if *known == place && !of.iter().any(|paper| std::ptr::eq(*paper, named.paper)) => {
                    of.push(named.paper);
                }
                Some(_) => {}
            }
        }
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// What is wrong with a citation of some papers of one name.
fn told(
    papers: &[&Paper],
    citation: &Cited,
    folded: &Folded,
    cited: &std::ops::Range<usize>,
) -> Option<(Truth, String)> {
    let units: Vec<&PaperUnit> =
        papers.iter().flat_map(|paper| paper.units()).filter(|unit| citation.covers(unit)).collect();
    let names = papers.iter().map(|paper| paper.file.as_str()).collect::<Vec<_>>().join("、");
    if units.is_empty() {
        let typed = folded.text().get(cited.clone()).unwrap_or("");
        return Some((
            Truth::Contrary,
            format!("「{typed}」を挙げていますが、添付した文書（{names}）に{citation}はありません。"),
        ));
    }
    let matter = matter(folded.text(), cited)?;
    let said: String = units
        .iter()
        .flat_map(|unit| unit.headings().iter().map(String::as_str).chain([unit.text()]))
        .flat_map(|text| fold_name(text).chars().filter(|&letter| is_telling(letter)).collect::<Vec<_>>())
        .collect();
    if matter.is_empty() || matter.iter().any(|word| said.contains(word.as_str())) {
        return None;
    }
    Some((
        Truth::Undecided(Reason::Undecidable),
        format!(
            "「{}」を{citation}に委ねていますが、添付した文書（{names}）の{citation}に、その言葉はありません。",
            matter.join("」「")
        ),
    ))
}

/// The words that tell what a sentence leaves to what it cites; `None` where it leaves nothing.
fn matter(text: &str, cited: &std::ops::Range<usize>) -> Option<Vec<String>> {
    let before = text.get(..cited.start)?;
    let before = before.rsplit(['。', '\n']).next().unwrap_or("");
    let after = text.get(cited.end..)?;
    let after = after.split(['。', '\n']).next().unwrap_or("");
    let after = LEAVES.iter().find_map(|leaves| after.strip_prefix(leaves))?;
    let words = [before, after].into_iter().flat_map(|part| part.split(|letter| !is_telling(letter)));
    Some(words.filter(|word| word.chars().count() >= FEWEST_LETTERS).map(str::to_owned).collect())
}

/// Whether a letter is of a word that tells a matter, not of one that joins such words.
fn is_telling(letter: char) -> bool {
    letter.is_alphabetic() && !('\u{3041}'..='\u{309f}').contains(&letter)
}
