//! Words that only join others, and how a name with them can be written.

use std::ops::Range;

/// Words that only join, in kanji and in kana.
pub const JOINTS: [(&str, &str); 4] =
    [("及び", "および"), ("又は", "または"), ("並びに", "ならびに"), ("若しくは", "もしくは")];

/// What joins the two ends of a range, in folded letters.
pub(super) const RANGES: [&str; 6] = ["から", "ないし", "乃至", "~", "-", "–"];

/// Most joining words of a name of which each may be in kanji or in kana.
const MOST_JOINTS: usize = 6;

/// A name as it is, then with each of its joining words in kanji or in kana.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let (mut rest, mut joints) = (name, 0);
    while joints < MOST_JOINTS
        && let Some((place, own, other)) = first_joint(rest)
    {
        let (before, after) = (rest.get(..place.start).unwrap_or(""), rest.get(place.end..).unwrap_or(""));
        all = [own, other]
            .iter()
            .flat_map(|joint| all.iter().map(move |head| format!("{head}{before}{joint}")))
            .collect();
        (rest, joints) = (after, joints + 1);
    }
    all.iter_mut().for_each(|spelling| spelling.push_str(rest));
    all
}

/// The first joining word of a name: its place, itself and its other spelling.
fn first_joint(name: &str) -> Option<(Range<usize>, &'static str, &'static str)> {
    let both = JOINTS.iter().flat_map(|&(kanji, kana)| [(kanji, kana), (kana, kanji)]);
    let found = both.filter_map(|(own, other)| name.find(own).map(|at| (at..at + own.len(), own, other)));
    found.min_by_key(|(place, ..)| place.start)
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn each_joint_is_in_kanji_or_in_kana() {
        assert_eq!(spellings("個人情報保護条例"), ["個人情報保護条例"]);
        assert_eq!(spellings("公開および保護"), ["公開および保護", "公開及び保護"]);
        let mut mixed = spellings("甲及び乙並びに丙");
        mixed.sort();
        assert_eq!(mixed, ["甲および乙ならびに丙", "甲および乙並びに丙", "甲及び乙ならびに丙", "甲及び乙並びに丙"]);
        assert_eq!(spellings(&"甲及び".repeat(500)).len(), 64, "no more for a name of many joints");
    }
}
