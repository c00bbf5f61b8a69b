//! From bytes to text.

use sha2::{Digest, Sha256};

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

/// Why a file is no text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
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
    #[error("文字コードがUTF-8ではありません（{offset}バイト目から読めません）")]
    NotUtf8 {
        /// First byte that is wrong, from 0.
        offset: usize,
    },
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
        Err(error) => Err(SourceError::NotUtf8 { offset: error.valid_up_to() + shift }),
    }
}
