//! From bytes to text.
//!
//! An encoding is taken only where the bytes leave no doubt: what is strictly UTF-8 is UTF-8, what has a
//! byte order mark is what the mark says, and the others are told by marks of their own. A file that is
//! read wrongly gives findings about words that nobody wrote, so what is in doubt is refused with the
//! guess in the message.

use sha2::{Digest, Sha256};

use super::guess;
use super::utf16::{self, Order};
use super::{Encoding, Source, SourceError};

/// SHA-256 of some bytes, in hexadecimal.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), SourceError> {
    let limit = Source::MAX_BYTES;
    if bytes.len() > limit {
        return Err(SourceError::TooLarge { bytes: bytes.len(), limit });
    }
    if let Some(body) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return match std::str::from_utf8(body) {
            Ok(text) if text.contains('\0') => Err(guess::with_nul(bytes).unwrap_or_else(|| not_text(bytes))),
            Ok(text) => Ok((text.to_owned(), Encoding::Utf8Bom)),
            Err(_) => Err(guess::not_utf8(bytes)),
        };
    }
    // Its mark begins as that of UTF-16 does, but no text has NUL as its first letter.
    for (mark, guess) in [(b"\xFF\xFE\0\0", "UTF-32LE"), (b"\0\0\xFE\xFF", "UTF-32BE")] {
        if bytes.starts_with(mark) {
            return Err(SourceError::UnsupportedEncoding { guess, line: 1, offset: 0 });
        }
    }
    if let Some(body) = bytes.strip_prefix(b"\xFF\xFE") {
        return utf16(body, 2, Order::Little, Encoding::Utf16LeBom);
    }
    if let Some(body) = bytes.strip_prefix(b"\xFE\xFF") {
        return utf16(body, 2, Order::Big, Encoding::Utf16BeBom);
    }
    if bytes.contains(&0) {
        return match utf16::order(bytes) {
            Some(Order::Little) => utf16(bytes, 0, Order::Little, Encoding::Utf16Le),
            Some(Order::Big) => utf16(bytes, 0, Order::Big, Encoding::Utf16Be),
            None => Err(guess::with_nul(bytes).unwrap_or_else(|| not_text(bytes))),
        };
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => match guess::jis_escape(text) {
            Some(offset) => {
                let line = line_after(bytes.get(..offset).unwrap_or_default());
                Err(SourceError::UnsupportedEncoding { guess: "ISO-2022-JP（JIS）", line, offset })
            }
            None => Ok((text.to_owned(), Encoding::Utf8)),
        },
        Err(_) if guess::file_kind(bytes).is_some() => Err(not_text(bytes)),
        Err(_) => guess::eight_bit(bytes),
    }
}

fn utf16(body: &[u8], bom: usize, order: Order, encoding: Encoding) -> Result<(String, Encoding), SourceError> {
    match utf16::read(body, order) {
        Ok(text) => Ok((text, encoding)),
        Err(fault) => {
            Err(SourceError::BrokenEncoding { guess: encoding.name(), line: fault.line, offset: fault.offset + bom })
        }
    }
}

/// The error of a file that is no text: the place is that of the first NUL, or of the first byte that is
/// not UTF-8.
fn not_text(bytes: &[u8]) -> SourceError {
    let valid = || std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), |_| 0);
    let offset = bytes.iter().position(|&byte| byte == 0).unwrap_or_else(valid);
    let line = line_after(bytes.get(..offset).unwrap_or_default());
    SourceError::NotText { guess: guess::file_kind(bytes), line, offset }
}

/// The line (from 1) that begins or goes on behind some bytes of a file in an encoding of bytes. In all of
/// them CR and LF stand for nothing but themselves.
pub(super) fn line_after(bytes: &[u8]) -> usize {
    let feeds = bytes.iter().filter(|&&byte| byte == b'\n').count();
    let lone = bytes.iter().enumerate().filter(|&(at, &byte)| byte == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    1 + feeds + lone.count()
}
