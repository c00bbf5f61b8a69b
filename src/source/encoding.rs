//! The encodings that files are read in.

use crate::error::Explain;

/// How a file was encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::FromRepr)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 with a byte order mark of three bytes.
    Utf8Bom,
    /// UTF-16, low byte first, with a byte order mark: what Notepad calls 「Unicode」 or 「UTF-16 LE」.
    Utf16LeBom,
    /// UTF-16, low byte first, without a byte order mark.
    Utf16Le,
    /// UTF-16, high byte first, with a byte order mark.
    Utf16BeBom,
    /// UTF-16, high byte first, without a byte order mark.
    Utf16Be,
    /// Code page 932, Microsoft's Shift_JIS: what Notepad calls 「ANSI」 on a Japanese PC.
    Cp932,
    /// EUC-JP.
    EucJp,
}

impl Encoding {
    /// Every encoding that is read.
    pub const ALL: [Self; 8] = [
        Self::Utf8,
        Self::Utf8Bom,
        Self::Utf16LeBom,
        Self::Utf16Le,
        Self::Utf16BeBom,
        Self::Utf16Be,
        Self::Cp932,
        Self::EucJp,
    ];

    /// The name for programs; a byte order mark does not change it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 | Self::Utf8Bom => "UTF-8",
            Self::Utf16LeBom | Self::Utf16Le => "UTF-16LE",
            Self::Utf16BeBom | Self::Utf16Be => "UTF-16BE",
            Self::Cp932 => "CP932",
            Self::EucJp => "EUC-JP",
        }
    }

    /// The name for people.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf8Bom => "UTF-8（BOM付き）",
            Self::Utf16LeBom => "UTF-16LE（BOM付き）",
            Self::Utf16Le => "UTF-16LE（BOMなし）",
            Self::Utf16BeBom => "UTF-16BE（BOM付き）",
            Self::Utf16Be => "UTF-16BE（BOMなし）",
            Self::Cp932 => "Shift_JIS（CP932）",
            Self::EucJp => "EUC-JP",
        }
    }

    /// What a person is told of a file that was read in another encoding than UTF-8.
    #[must_use]
    pub fn note(self) -> Option<EncodingNote> {
        (!matches!(self, Self::Utf8 | Self::Utf8Bom)).then_some(EncodingNote(self))
    }

    /// What lies between an offset in the text and one in the file, where the two agree.
    pub(super) fn byte_shift(self) -> Option<usize> {
        match self {
            Self::Utf8 => Some(0),
            Self::Utf8Bom => Some(3),
            _ => None,
        }
    }
}

/// A remark that a file was read in another encoding than UTF-8. It changes no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("文字コードは{}として読みました", .0.title())]
pub struct EncodingNote(pub Encoding);

impl Explain for EncodingNote {
    fn code(&self) -> String {
        "source/encoding".to_owned()
    }

    fn why(&self) -> &'static str {
        match self.0 {
            Encoding::Utf16LeBom | Encoding::Utf16BeBom => {
                "ファイルの先頭に、この文字コードの印（BOM）があるためです。行と字の位置は元のファイルのとおりです。"
            }
            Encoding::Utf16Le | Encoding::Utf16Be => {
                "BOMはありませんが、半角の文字と改行が2バイトずつで書かれているためです。行と字の位置は元のファイルのとおりです。"
            }
            Encoding::EucJp => {
                "UTF-8でもShift_JISでもなく、EUC-JPの仮名と漢字として読めるためです。行と字の位置は元のファイルのとおりです。"
            }
            Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Cp932 => {
                "UTF-8としては読めず、全体をこの文字コードの文字として読めるためです。行と字の位置は元のファイルのとおりです。"
            }
        }
    }

    fn advice(&self) -> String {
        "件名などの文字が化けていないか確かめ、次に保存するときは文字コードをUTF-8にしてください。".to_owned()
    }
}
