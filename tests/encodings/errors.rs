//! Bytes that are in no encoding: the guess, the line and the byte at which it breaks.

use kansa::error::Explain as _;
use kansa::source::{Encoding, Source, SourceError};

use super::write::write;

const TEXT: &str =
    "種別: [外部委託]\n件名: 窓口で案内をする業務の委託\n主管課: 区民部の区民課\n履行場所: 第一庁舎の一階\n";

fn cut(encoding: Encoding, text: &str) -> Vec<u8> {
    write(text, encoding).expect("its letters")
}

/// The text in an encoding, with `bytes` put in or a byte taken out where 「案内」 begins; and that place.
fn with(encoding: Encoding, bytes: &[u8], taken: usize) -> (Vec<u8>, usize) {
    let (head, tail) = TEXT.split_at(TEXT.find("案内").unwrap());
    let head = cut(encoding, head);
    let body = match encoding {
        Encoding::Utf16LeBom => cut(Encoding::Utf16Le, tail),
        Encoding::Utf16BeBom => cut(Encoding::Utf16Be, tail),
        _ => cut(encoding, tail),
    };
    let place = head.len();
    ([&head[..], bytes, &body[taken..]].concat(), place)
}

fn error(bytes: &[u8]) -> SourceError {
    Source::from_bytes("案.yaml", bytes).expect_err("it is refused")
}

#[test]
fn what_breaks_is_named_with_its_guess_line_and_byte() {
    use SourceError::{
        BrokenEncoding as Broken, NotText, UndecidedEncoding as Undecided, UnknownEncoding, UnsupportedEncoding,
    };
    let broken = |encoding: Encoding, bytes: &[u8], taken| {
        let (bytes, offset) = with(encoding, bytes, taken);
        let guess = if encoding.name().starts_with("UTF-16") { encoding.name() } else { encoding.title() };
        (bytes, Broken { guess, line: 2, offset })
    };
    let mut table = vec![
        broken(Encoding::Utf8, b"\xFF", 0),
        broken(Encoding::Utf8, b"", 1),
        broken(Encoding::Utf8, b"\0", 0),
        broken(Encoding::Cp932, b"\xFF", 0),
        broken(Encoding::Cp932, b"\0", 0),
        broken(Encoding::EucJp, b"\xFF", 0),
        broken(Encoding::Utf16LeBom, b"\x00\xD8", 0),
        broken(Encoding::Utf16Le, b"\x00\xDC", 0),
        broken(Encoding::Utf16BeBom, b"\xDB\xFF", 0),
        broken(Encoding::Utf16Be, b"\0\0", 0),
    ];
    // The mark counts as a byte of the file, and so does half of a unit at the end.
    let odd = [cut(Encoding::Utf16LeBom, TEXT), vec![b'\n']].concat();
    table.push((odd.clone(), Broken { guess: "UTF-16LE", line: 5, offset: odd.len() - 1 }));
    let (bytes, offset) = with(Encoding::Utf8Bom, b"\xFF", 0);
    table.push((bytes, Broken { guess: "UTF-8", line: 2, offset }));

    let pdf = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    table.push((pdf, NotText { guess: Some("PDF"), line: 2, offset: 10 }));
    let old_word = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0\0\0\0\0\0\0".to_vec();
    table.push((old_word, NotText { guess: Some("古い形式のWord・Excelの文書"), line: 1, offset: 8 }));
    table.push((b"\x01\0\x02\0\0\0\x03\n".repeat(20), NotText { guess: None, line: 1, offset: 1 }));
    table.push(("ｱﾝﾅｲ: ｱﾝﾅｲ\n".encode_cp932(), Undecided { guess: "Shift_JISかEUC-JP", line: 1, offset: 0 }));
    table.push(("a\nﾃｽﾄ: b\n".encode_cp932(), Undecided { guess: "Shift_JIS（CP932）", line: 2, offset: 2 }));
    table.push((cut(Encoding::EucJp, "件名: 窓口\n"), Undecided { guess: "EUC-JP", line: 1, offset: 0 }));
    let (jis, ..) = encoding_rs::ISO_2022_JP.encode(TEXT);
    table.push((jis.into_owned(), UnsupportedEncoding { guess: "ISO-2022-JP（JIS）", line: 1, offset: 0 }));
    let utf32: Vec<u8> = format!("\u{feff}{TEXT}").chars().flat_map(|letter| (letter as u32).to_le_bytes()).collect();
    table.push((utf32, UnsupportedEncoding { guess: "UTF-32LE", line: 1, offset: 0 }));
    let german = b"Titel: Pr\xFCfung\nOrt: K\xF6ln\n".to_vec();
    table.push((german, UnknownEncoding { line: 1, offset: 9 }));

    for (bytes, expected) in table {
        let found = error(&bytes);
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(&bytes));
        assert!(found.advice().contains("UTF-8"), "{found}");
    }
}

trait EncodeCp932 {
    fn encode_cp932(&self) -> Vec<u8>;
}

impl EncodeCp932 for str {
    fn encode_cp932(&self) -> Vec<u8> {
        cut(Encoding::Cp932, self)
    }
}

#[test]
fn half_in_one_encoding_and_half_in_another_is_an_error_at_the_seam() {
    let line = TEXT.find("主管課").unwrap();
    let inside = TEXT.find("区民課").unwrap();
    for (at, number) in [(line, 3), (inside, 3)] {
        let (head, tail) = TEXT.split_at(at);
        for other in [Encoding::Cp932, Encoding::EucJp] {
            for (first, then) in [(Encoding::Utf8, other), (other, Encoding::Utf8)] {
                let head = cut(first, head);
                let bytes = [head.clone(), cut(then, tail)].concat();
                let expected = SourceError::MixedEncodings {
                    first: first.title(),
                    then: then.title(),
                    line: number,
                    offset: head.len(),
                };
                // Too few letters of EUC-JP tell it from CP932; the file is refused at the same place all the same.
                match error(&bytes) {
                    SourceError::BrokenEncoding { offset, line, .. } if other == Encoding::EucJp => {
                        assert!(line <= number && offset <= head.len() + 2, "{first:?} {then:?}: {offset}");
                    }
                    found => assert_eq!(found, expected),
                }
            }
        }
    }
}

/// A text in UTF-8 that lost a byte anywhere is never taken for another encoding, and is refused where the
/// byte is missed.
#[test]
fn a_lost_byte_is_never_read_as_other_letters() {
    for encoding in [Encoding::Utf8, Encoding::Utf8Bom] {
        let bytes = cut(encoding, TEXT);
        for lost in (0..bytes.len()).filter(|&at| bytes[at] >= 0x80) {
            let rest = [&bytes[..lost], &bytes[lost + 1..]].concat();
            match error(&rest) {
                SourceError::BrokenEncoding { guess: "UTF-8", offset, .. } => assert!(offset.abs_diff(lost) <= 2),
                // A torn byte order mark is no letter of the text.
                other => assert!(lost < 3, "{lost}: {other:?}"),
            }
        }
    }
}
