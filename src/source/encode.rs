//! From text back to bytes, in the encoding that a file was read in.

use encoding_rs::{EUC_JP, SHIFT_JIS};

use super::{Encoding, Source};

impl Source {
    /// A text as bytes in the encoding of this file, with its byte order mark where it has one; `None` where
    /// the encoding lacks a letter of the text.
    #[must_use]
    pub fn encoded(&self, text: &str) -> Option<Vec<u8>> {
        let legacy = |encoding: &'static encoding_rs::Encoding| {
            let (bytes, _, lacks) = encoding.encode(text);
            (!lacks).then(|| bytes.into_owned())
        };
        let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        match self.encoding() {
            Encoding::Utf8 => Some(text.as_bytes().to_vec()),
            Encoding::Utf8Bom => Some([b"\xEF\xBB\xBF", text.as_bytes()].concat()),
            Encoding::Utf16Le => Some(little(text)),
            Encoding::Utf16LeBom => Some(little(&format!("\u{feff}{text}"))),
            Encoding::Utf16Be => Some(big(text)),
            Encoding::Utf16BeBom => Some(big(&format!("\u{feff}{text}"))),
            Encoding::Cp932 => legacy(SHIFT_JIS),
            Encoding::EucJp => legacy(EUC_JP),
        }
    }
}
