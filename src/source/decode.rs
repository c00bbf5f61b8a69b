//! From bytes to text.

use sha2::{Digest, Sha256};

use crate::error::Explain;

/// How a file was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark of three bytes.
    Utf8Bom,
}

impl Encoding {
    /// What lies between an offset in the text and one in the file, where the two agree.
    pub(super) fn byte_shift(self) -> Option<usize> {
        match self {
            Self::Utf8 => Some(0),
            Self::Utf8Bom => Some(3),
        }
    }
}

/// Why a file is no text. The names are the codes: `source/not-utf8` and so on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum SourceError {
    /// More bytes than [`super::Source::MAX_BYTES`].
    #[error("ファイルが大きすぎます（{bytes}バイト。上限は{limit}バイト）")]
    TooLarge {
        /// Size of the file.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// Bytes that are not UTF-8.
    #[error("文字コードがUTF-8ではありません（{line}行目、先頭から{offset}バイトの所で読めません{}）", guess(*.likely))]
    #[strum(serialize = "not-utf8")]
    NotUtf8 {
        /// First byte that is wrong, from 0.
        offset: usize,
        /// Its line, from 1.
        line: usize,
        /// The encoding that the whole file can be read in, where there is one.
        likely: Option<&'static str>,
    },
}

fn guess(likely: Option<&str>) -> String {
    likely.map(|name| format!("。{name}で書かれているようです")).unwrap_or_default()
}

impl Explain for SourceError {
    fn code(&self) -> String {
        format!("source/{}", <&str>::from(self))
    }

    fn why(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "大きすぎるファイルが、ほかのファイルの点検を止めないようにするためです。",
            Self::NotUtf8 { .. } => "文字コードが違うと別の文字に読めてしまうため、点検できません。",
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::TooLarge { .. } => "別のファイルを指定していないか確かめ、必要ならファイルを分けてください。".into(),
            Self::NotUtf8 { .. } => {
                "エディタの「名前を付けて保存」などで、文字コードをUTF-8にして保存し直してください。".into()
            }
        }
    }
}

pub(super) fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

pub(super) fn decode(bytes: &[u8]) -> Result<(String, Encoding), SourceError> {
    let limit = super::Source::MAX_BYTES;
    if bytes.len() > limit {
        return Err(SourceError::TooLarge { bytes: bytes.len(), limit });
    }
    let (body, encoding, shift) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(body) => (body, Encoding::Utf8Bom, 3),
        None => (bytes, Encoding::Utf8, 0),
    };
    match std::str::from_utf8(body) {
        Ok(text) => Ok((text.to_owned(), encoding)),
        Err(error) => {
            let offset = error.valid_up_to() + shift;
            let valid = body.get(..error.valid_up_to()).unwrap_or_default();
            let breaks = String::from_utf8_lossy(valid).lines().count();
            let broken = valid.is_empty() || valid.ends_with(b"\n");
            let line = breaks + usize::from(broken);
            Err(SourceError::NotUtf8 { offset, line, likely: likely(bytes) })
        }
    }
}

/// The encoding that a file that is not UTF-8 was most likely written in: UTF-16 by its byte order
/// mark, or Shift_JIS where all of it can be read so. It is named in the message, never assumed.
fn likely(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Some("UTF-16");
    }
    let shift_jis = encoding_rs::SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
    shift_jis.filter(|text| !text.contains('\0')).map(|_| "Shift_JIS")
}
