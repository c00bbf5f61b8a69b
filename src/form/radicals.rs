//! Radicals that stand for letters.
//!
//! Text pasted from a PDF often holds radicals in place of the letters that look the same. NFKC maps
//! the Kangxi block (U+2F00 to U+2FD5), four of it to letters that Japanese does not write: ⼾ becomes 戶
//! and not the 戸 of place names. It leaves the block "CJK Radicals Supplement" (U+2E80 to U+2EF3).
//! These are the letters of both, after Unicode's EquivalentUnifiedIdeograph, in their Japanese form.

/// Pairs of radical and letter, in the order of the radicals.
#[rustfmt::skip]
const LETTERS: [(char, char); 105] = [
    ('\u{2E81}', '厂'), ('\u{2E82}', '乛'), ('\u{2E83}', '乚'), ('\u{2E84}', '乙'), ('\u{2E85}', '亻'), ('\u{2E86}', '冂'),
    ('\u{2E88}', '刀'), ('\u{2E89}', '刂'), ('\u{2E8A}', '卜'), ('\u{2E8B}', '㔾'), ('\u{2E8C}', '小'), ('\u{2E8D}', '小'),
    ('\u{2E8E}', '兀'), ('\u{2E8F}', '尣'), ('\u{2E90}', '尢'), ('\u{2E92}', '巳'), ('\u{2E93}', '幺'), ('\u{2E94}', '彑'),
    ('\u{2E95}', '彐'), ('\u{2E96}', '忄'), ('\u{2E97}', '㣺'), ('\u{2E98}', '扌'), ('\u{2E99}', '攵'), ('\u{2E9B}', '旡'),
    ('\u{2E9C}', '日'), ('\u{2E9D}', '月'), ('\u{2E9E}', '歺'), ('\u{2EA0}', '民'), ('\u{2EA1}', '氵'), ('\u{2EA2}', '氺'),
    ('\u{2EA3}', '灬'), ('\u{2EA4}', '爫'), ('\u{2EA5}', '爫'), ('\u{2EA6}', '丬'), ('\u{2EA7}', '牛'), ('\u{2EA8}', '犭'),
    ('\u{2EA9}', '王'), ('\u{2EAB}', '目'), ('\u{2EAC}', '示'), ('\u{2EAD}', '礻'), ('\u{2EAE}', '竹'), ('\u{2EAF}', '糹'),
    ('\u{2EB0}', '糸'), ('\u{2EB1}', '罓'), ('\u{2EB2}', '罒'), ('\u{2EB6}', '羊'), ('\u{2EB9}', '耂'), ('\u{2EBA}', '肀'),
    ('\u{2EBB}', '聿'), ('\u{2EBC}', '肉'), ('\u{2EBD}', '臼'), ('\u{2EBE}', '艹'), ('\u{2EBF}', '艹'), ('\u{2EC0}', '艹'),
    ('\u{2EC1}', '虎'), ('\u{2EC2}', '衤'), ('\u{2EC3}', '覀'), ('\u{2EC4}', '西'), ('\u{2EC5}', '見'), ('\u{2EC6}', '角'),
    ('\u{2EC8}', '言'), ('\u{2EC9}', '貝'), ('\u{2ECA}', '足'), ('\u{2ECB}', '車'), ('\u{2ECC}', '辶'), ('\u{2ECD}', '辶'),
    ('\u{2ECE}', '辶'), ('\u{2ECF}', '阝'), ('\u{2ED0}', '金'), ('\u{2ED1}', '長'), ('\u{2ED2}', '長'), ('\u{2ED3}', '長'),
    ('\u{2ED4}', '門'), ('\u{2ED6}', '阝'), ('\u{2ED7}', '雨'), ('\u{2ED8}', '青'), ('\u{2ED9}', '韋'), ('\u{2EDA}', '頁'),
    ('\u{2EDB}', '風'), ('\u{2EDC}', '飛'), ('\u{2EDD}', '食'), ('\u{2EDF}', '飠'), ('\u{2EE0}', '食'), ('\u{2EE1}', '首'),
    ('\u{2EE2}', '馬'), ('\u{2EE3}', '骨'), ('\u{2EE4}', '鬼'), ('\u{2EE5}', '魚'), ('\u{2EE6}', '鳥'), ('\u{2EE7}', '鹵'),
    ('\u{2EE8}', '麦'), ('\u{2EE9}', '黄'), ('\u{2EEA}', '黽'), ('\u{2EEB}', '斉'), ('\u{2EEC}', '斉'), ('\u{2EED}', '歯'),
    ('\u{2EEE}', '歯'), ('\u{2EEF}', '竜'), ('\u{2EF0}', '竜'), ('\u{2EF1}', '龜'), ('\u{2EF2}', '亀'), ('\u{2F3E}', '戸'),
    ('\u{2FAD}', '青'), ('\u{2FC8}', '黄'), ('\u{2FCA}', '黒'),
];

/// The ordinary letter for a radical that NFKC does not give; every other letter as it is.
#[must_use]
pub fn ordinary_letter(letter: char) -> char {
    if !matches!(letter, '\u{2E80}'..='\u{2FD5}') {
        return letter;
    }
    let found = LETTERS.binary_search_by_key(&letter, |&(radical, _)| radical);
    found.ok().and_then(|at| LETTERS.get(at)).map_or(letter, |&(_, ordinary)| ordinary)
}
