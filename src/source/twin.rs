//! Letters that one code page gives as one Unicode character and another as another.

/// The letter under which the two Unicode characters of one letter of JIS X 0208 are compared.
///
/// Microsoft's code page 932 reads 0x8160 as ～ (U+FF5E), 0x817C as － (U+FF0D), 0x815C as ― (U+2015) and
/// 0x8161 as ∥ (U+2225); other converters, and people who type in UTF-8, give 〜 (U+301C), − (U+2212),
/// — (U+2014) and ‖ (U+2016). NFKC folds the first two of Microsoft's and none of the others, so a word
/// would be found in one file and not in its twin. (¢ £ ¬ are folded by NFKC.)
#[must_use]
pub const fn twin(letter: char) -> char {
    match letter {
        '\u{301C}' => '~',
        '\u{2212}' => '-',
        '\u{2014}' => '\u{2015}',
        '\u{2016}' => '\u{2225}',
        letter => letter,
    }
}
