//! Any text of letters that an encoding has reads back as it was.
//!
//! A few letters alone may be bytes that mean something in another encoding as well (`ﾂｩ` in CP932 is `©` in
//! UTF-8), so each text stands where such texts stand: in lines with a Japanese key, a colon and a blank.

use kansa::source::{Encoding, Source};
use proptest::prelude::*;

use super::write::write;

/// Letters that may stand in a file: all but NUL and what is no character.
fn letter() -> impl Strategy<Value = char> {
    prop_oneof![
        4 => prop::char::range('ぁ', 'ゖ'),
        2 => prop::char::range('ァ', 'ー'),
        4 => prop::char::range('\u{4E00}', '\u{9FFF}'),
        2 => prop::char::range('\u{FF01}', '\u{FF9F}'),
        2 => prop::char::range(' ', '~'),
        2 => prop::sample::select("①㈱髙﨑～－―∥￠￡￢…‥“”℡№∑㍻⑳ソ表十能予申構貼暴畚、。「」〇々ー\t".chars().collect::<Vec<_>>()),
        1 => prop::sample::select(vec!['\u{E000}', '\u{E757}', '\u{FEFF}', '𠮷', '𩸽', '가', 'é', '\u{2028}', '😀']),
        1 => any::<char>().prop_filter("NUL is no text", |&letter| letter != '\0'),
    ]
}

fn line() -> impl Strategy<Value = String> {
    let text = prop::collection::vec(letter(), 0..24);
    let end = prop::sample::select(vec!["\n", "\r\n", "\r"]);
    (text, end).prop_map(|(text, end)| format!("この項目のなまえ: {}{end}", text.into_iter().collect::<String>()))
}

/// A text without the letters that an encoding lacks.
fn encodable(text: &str, encoding: Encoding) -> String {
    let mut buffer = [0; 4];
    text.chars().filter(|letter| write(letter.encode_utf8(&mut buffer), encoding).is_some()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_text_reads_back_in_each_encoding(lines in prop::collection::vec(line(), 1..8)) {
        let text = lines.concat();
        for encoding in Encoding::ALL {
            let text = encodable(&text, encoding);
            let bytes = write(&text, encoding).expect("only letters that it has");
            let source = Source::from_bytes("案.yaml", &bytes);
            let source = source.unwrap_or_else(|error| panic!("{error} in {} for {text:?}", encoding.title()));
            prop_assert_eq!(source.text(), &text);
            // ASCII and kana of UTF-8 are no other encoding, and each of the others is itself.
            prop_assert_eq!(source.encoding(), encoding);
        }
    }

    #[test]
    fn places_are_those_of_the_text(lines in prop::collection::vec(line(), 1..6), at in any::<prop::sample::Index>()) {
        let text = encodable(&lines.concat(), Encoding::Cp932);
        let twin = Source::from_text("案.yaml", &text);
        let offset = text.floor_char_boundary(at.index(text.len()));
        for encoding in [Encoding::Utf16Le, Encoding::Utf16BeBom, Encoding::Cp932] {
            let source = Source::from_bytes("案.yaml", &write(&text, encoding).expect("its letters")).expect("it is read");
            prop_assert_eq!(source.position(offset), twin.position(offset));
        }
    }

    #[test]
    fn no_bytes_make_it_stumble(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        match Source::from_bytes("案.yaml", &bytes) {
            Ok(source) => prop_assert!(!source.text().contains('\0')),
            Err(error) => prop_assert!(error.to_string().contains("バイト")),
        }
    }
}
