//! Text written in each encoding, with nothing replaced.

use kansa::source::Encoding;

/// The bytes of a text; `None` where the encoding lacks a letter of it.
pub(crate) fn write(text: &str, encoding: Encoding) -> Option<Vec<u8>> {
    let units = || text.encode_utf16();
    let marked = |mark: &[u8], body: Vec<u8>| [mark, &body].concat();
    match encoding {
        Encoding::Utf8 => Some(text.as_bytes().to_vec()),
        Encoding::Utf8Bom => Some(marked(b"\xEF\xBB\xBF", text.as_bytes().to_vec())),
        Encoding::Utf16Le => Some(units().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16LeBom => Some(marked(b"\xFF\xFE", units().flat_map(u16::to_le_bytes).collect())),
        Encoding::Utf16Be => Some(units().flat_map(u16::to_be_bytes).collect()),
        Encoding::Utf16BeBom => Some(marked(b"\xFE\xFF", units().flat_map(u16::to_be_bytes).collect())),
        Encoding::Cp932 => bytes(text, encoding_rs::SHIFT_JIS),
        Encoding::EucJp => bytes(text, encoding_rs::EUC_JP),
    }
}

/// The encoder of encoding_rs writes some letters as others that look alike (− as －, ¥ as \): the way back
/// tells.
fn bytes(text: &str, encoding: &'static encoding_rs::Encoding) -> Option<Vec<u8>> {
    let (bytes, _, replaced) = encoding.encode(text);
    let back = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
    (!replaced && back.is_some_and(|back| back == text)).then(|| bytes.into_owned())
}
