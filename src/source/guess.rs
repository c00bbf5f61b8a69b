//! What a file is that is not UTF-8 and has no mark.

use encoding_rs::{DecoderResult, EUC_JP, SHIFT_JIS};

use super::decode::line_after;
use super::{Encoding, SourceError};

/// Letters in a row that make a stretch certainly UTF-8: in CP932 every second of them would begin with a
/// rare kanji.
const CERTAIN_RUN: usize = 4;

/// The text of a file in an encoding of bytes that is not UTF-8.
pub(super) fn eight_bit(bytes: &[u8]) -> Result<(String, Encoding), SourceError> {
    if Utf8Traces::of(bytes).are_certain(bytes) {
        return Err(not_utf8(bytes));
    }
    let strictly = |encoding: &'static encoding_rs::Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(|text| text.into_owned())
    };
    let undecided = |guess| {
        let offset = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        Err(SourceError::UndecidedEncoding { guess, line: line_of(bytes, offset), offset })
    };
    match (strictly(SHIFT_JIS), strictly(EUC_JP)) {
        (Some(text), None) if ordinary_cp932(bytes) > 0 => Ok((text, Encoding::Cp932)),
        (Some(_), None) => undecided(Encoding::Cp932.title()),
        (None, Some(text)) if share_of_kana(&text) >= 0.1 => Ok((text, Encoding::EucJp)),
        (None, Some(_)) => undecided(Encoding::EucJp.title()),
        // Both can be read only where CP932 would have no kana but those of half width.
        (Some(_), Some(text)) if share_of_kana(&text) >= 0.33 => Ok((text, Encoding::EucJp)),
        (Some(_), Some(_)) => undecided("Shift_JISかEUC-JP"),
        (None, None) => Err(nearest(bytes)),
    }
}

/// The error of a file that is UTF-8 in part: by its mark, or by its letters.
pub(super) fn not_utf8(bytes: &[u8]) -> SourceError {
    let valid = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| bytes.len());
    let (head, rest) = bytes.split_at_checked(valid).unwrap_or((bytes, &[]));
    // Two bytes are left of a letter that lost one; they are no other encoding.
    let holds_letters = |piece: &[u8]| {
        let letters = piece.iter().filter(|byte| !byte.is_ascii()).count();
        letters >= Utf8Traces::of(piece).bytes + 3
    };
    let mixed = |first, then, offset| SourceError::MixedEncodings { first, then, line: line_of(bytes, offset), offset };
    if head.is_ascii() {
        // It begins otherwise and goes over to UTF-8.
        if let Some(seam) = Utf8Traces::of(bytes).certain.map(|certain| seam_before(bytes, certain))
            && let Some(piece) = bytes.get(..seam).filter(|piece| holds_letters(piece))
            && let Ok((_, encoding)) = eight_bit(piece)
        {
            return mixed(encoding.title(), Encoding::Utf8.title(), seam);
        }
    } else {
        let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
        let line = rest.get(..end).unwrap_or_default();
        let piece = line.get(..Utf8Traces::of(line).pair.unwrap_or(line.len())).unwrap_or_default();
        if holds_letters(piece)
            && let Ok((_, encoding)) = eight_bit(piece)
        {
            return mixed(Encoding::Utf8.title(), encoding.title(), valid);
        }
    }
    SourceError::BrokenEncoding { guess: Encoding::Utf8.title(), line: line_of(bytes, valid), offset: valid }
}

/// The first Japanese letter of UTF-8 of the stretch before `certain` that is wholly UTF-8.
fn seam_before(bytes: &[u8], certain: usize) -> usize {
    let mut end = 0;
    let mut start = 0;
    for chunk in bytes.get(..certain).unwrap_or_default().utf8_chunks() {
        start = if chunk.invalid().is_empty() { end } else { certain };
        end += chunk.valid().len() + chunk.invalid().len();
    }
    let mut letters = (start..certain).filter(|&at| bytes.get(at..at + 3).is_some_and(is_japanese_utf8));
    letters.next().unwrap_or(certain)
}

/// The error of a file that can be read in no encoding: the nearest is named where few bytes do not fit.
fn nearest(bytes: &[u8]) -> SourceError {
    let letters = bytes.iter().filter(|byte| !byte.is_ascii()).count() / 2;
    let (euc, euc_text) = Faults::of(bytes, EUC_JP);
    let (cp932, _) = Faults::of(bytes, SHIFT_JIS);
    let few = |faults: &Faults| faults.count * 10 <= letters;
    let (guess, faults) = if few(&euc) && share_of_kana(&euc_text) >= 0.1 {
        (Encoding::EucJp, euc)
    } else if few(&cp932) && ordinary_cp932(bytes) > 0 {
        (Encoding::Cp932, cp932)
    } else {
        let offset = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
        return SourceError::UnknownEncoding { line: line_of(bytes, offset), offset };
    };
    let offset = faults.first;
    SourceError::BrokenEncoding { guess: guess.title(), line: line_of(bytes, offset), offset }
}

/// The error of a text of bytes in which NUL was left here and there; `None` where it is no such text.
pub(super) fn with_nul(bytes: &[u8]) -> Option<SourceError> {
    let rest: Vec<u8> = bytes.iter().copied().filter(|&byte| byte != 0).collect();
    if file_kind(bytes).is_some() || (bytes.len() - rest.len()) * 20 > rest.len() {
        return None;
    }
    let guess = match std::str::from_utf8(&rest) {
        Ok(_) => Encoding::Utf8,
        Err(_) => eight_bit(&rest).ok()?.1,
    };
    let offset = bytes.iter().position(|&byte| byte == 0)?;
    Some(SourceError::BrokenEncoding { guess: guess.title(), line: line_of(bytes, offset), offset })
}

fn line_of(bytes: &[u8], offset: usize) -> usize {
    line_after(bytes.get(..offset).unwrap_or_default())
}

/// Japanese letters of UTF-8 in some bytes.
#[derive(Debug, Default)]
struct Utf8Traces {
    /// Bytes that belong to such letters.
    bytes: usize,
    /// Where the first two in a row begin.
    pair: Option<usize>,
    /// Where the first [`CERTAIN_RUN`] in a row begin.
    certain: Option<usize>,
}

impl Utf8Traces {
    fn of(bytes: &[u8]) -> Self {
        let mut traces = Self::default();
        let mut run = 0;
        let mut at = 0;
        while at < bytes.len() {
            if !bytes.get(at..at + 3).is_some_and(is_japanese_utf8) {
                (run, at) = (0, at + 1);
                continue;
            }
            (run, at) = (run + 1, at + 3);
            traces.bytes += 3;
            if run >= 2 {
                traces.pair.get_or_insert(at - 3 * run);
            }
            if run >= CERTAIN_RUN {
                traces.certain.get_or_insert(at - 3 * run);
            }
        }
        traces
    }

    /// Whether some of the bytes are certainly UTF-8: a stretch of it, or most of what is not ASCII.
    fn are_certain(&self, bytes: &[u8]) -> bool {
        let letters = bytes.iter().filter(|byte| !byte.is_ascii()).count();
        self.certain.is_some() || (self.pair.is_some() && self.bytes * 2 > letters)
    }
}

/// Kana, kanji, Japanese signs or letters of full width.
fn is_japanese_utf8(bytes: &[u8]) -> bool {
    let letter = std::str::from_utf8(bytes).ok().and_then(|text| text.chars().next());
    letter.is_some_and(
        |letter| matches!(letter, '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9F}'),
    )
}

/// Letters of CP932 in its first rows: signs, letters of full width, kana and the kanji of every day. No
/// Japanese text is without them, and bytes of another encoding seldom read as one.
fn ordinary_cp932(bytes: &[u8]) -> usize {
    let mut ordinary = 0;
    let mut bytes = bytes.iter();
    while let Some(lead) = bytes.next() {
        if matches!(lead, 0x81..=0x9F | 0xE0..=0xFC) {
            ordinary += usize::from(*lead < 0xA0);
            bytes.next();
        }
    }
    ordinary
}

/// Which part of what is not ASCII is kana of full width; none where there are too few hiragana to tell. In
/// referrals it is a quarter or more. Chinese and Korean texts in encodings of the same bytes have none.
fn share_of_kana(text: &str) -> f64 {
    let count =
        |is: fn(char) -> bool| u32::try_from(text.chars().filter(|&letter| is(letter)).count()).unwrap_or(u32::MAX);
    let hiragana = count(|letter| matches!(letter, 'ぁ'..='ゖ'));
    let katakana = count(|letter| matches!(letter, 'ァ'..='ー'));
    let all = count(|letter| !letter.is_ascii());
    if hiragana < 3 { 0.0 } else { f64::from(hiragana + katakana) / f64::from(all) }
}

/// Bytes that an encoding cannot read.
struct Faults {
    count: usize,
    first: usize,
}

impl Faults {
    /// The faults of bytes in an encoding, and what can be read of them.
    fn of(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> (Self, String) {
        let mut faults = Self { count: 0, first: 0 };
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut text = String::new();
        let mut read = 0;
        loop {
            text.reserve(4096);
            let rest = bytes.get(read..).unwrap_or_default();
            let (result, more) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
            read += more;
            match result {
                DecoderResult::InputEmpty => return (faults, text),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, behind) => {
                    if faults.count == 0 {
                        faults.first = read.saturating_sub(usize::from(length) + usize::from(behind));
                    }
                    faults.count += 1;
                }
            }
        }
    }
}

/// Where the first escape of ISO-2022-JP stands in a text of ASCII.
pub(super) fn jis_escape(text: &str) -> Option<usize> {
    let found = ["\u{1b}$B", "\u{1b}$@", "\u{1b}(J"].iter().filter_map(|escape| text.find(escape)).min();
    found.filter(|_| text.is_ascii())
}

/// What program's file it is, by how it begins.
pub(super) fn file_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "Word・Excelの文書かZIP"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "古い形式のWord・Excelの文書"),
        (b"%PDF-", "PDF"),
        (b"\x89PNG", "画像"),
        (b"\xFF\xD8\xFF", "画像"),
        (b"GIF8", "画像"),
    ];
    KINDS.iter().find(|(start, _)| bytes.starts_with(start)).map(|&(_, kind)| kind)
}
