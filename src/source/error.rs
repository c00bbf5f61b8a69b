//! Why a file is no text.

use crate::error::Explain;

/// Why a file is no text. The names are the codes: `source/not-text` and so on. Lines count from 1,
/// offsets are bytes of the file from 0.
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
    /// Not text: it holds NUL, or begins as the file of another program does.
    #[error("文字のファイルではありません（{}{line}行目、先頭から{offset}バイトの所に、文字でない値があります）", seems(*.guess))]
    NotText {
        /// What file it seems to be, where that can be told.
        guess: Option<&'static str>,
        /// The line of the first value that is no letter.
        line: usize,
        /// Its offset.
        offset: usize,
    },
    /// One part in one encoding and another part in another.
    #[error(
        "文字コードが途中で変わっています（{line}行目、先頭から{offset}バイトの所までは{first}、その先は{then}のようです）"
    )]
    MixedEncodings {
        /// The encoding up to the place.
        first: &'static str,
        /// The encoding from there on.
        then: &'static str,
        /// The line at which it changes.
        line: usize,
        /// The offset at which it changes.
        offset: usize,
    },
    /// Text in one encoding but for some bytes.
    #[error("文字コードは{guess}のようですが、{line}行目、先頭から{offset}バイトの所を読めません")]
    BrokenEncoding {
        /// The encoding that most of it can be read in.
        guess: &'static str,
        /// The line of the first bytes that cannot be read.
        line: usize,
        /// Their offset.
        offset: usize,
    },
    /// It can be read, but it is not certain that this is what was written.
    #[error(
        "文字コードを決められません（{guess}のようですが、{line}行目、先頭から{offset}バイトの所の文字は、ほかの文字コードのものとも読めます）"
    )]
    UndecidedEncoding {
        /// What it may be.
        guess: &'static str,
        /// The line of the first letter that is not ASCII.
        line: usize,
        /// Its offset.
        offset: usize,
    },
    /// An encoding that is known and not read.
    #[error("文字コード{guess}のファイルは読めません（{line}行目、先頭から{offset}バイトの所に、その印があります）")]
    UnsupportedEncoding {
        /// The encoding.
        guess: &'static str,
        /// The line of the first bytes that tell it.
        line: usize,
        /// Their offset.
        offset: usize,
    },
    /// None of the encodings that are known.
    #[error(
        "文字コードが分かりません（{line}行目、先頭から{offset}バイトの所を、UTF-8でもShift_JISでもEUC-JPでも読めません）"
    )]
    UnknownEncoding {
        /// The line of the first bytes that cannot be read as UTF-8.
        line: usize,
        /// Their offset.
        offset: usize,
    },
}

fn seems(guess: Option<&str>) -> String {
    guess.map(|kind| format!("{kind}のようです。")).unwrap_or_default()
}

impl Explain for SourceError {
    fn code(&self) -> String {
        format!("source/{}", <&str>::from(self))
    }

    fn why(&self) -> &'static str {
        match self {
            Self::TooLarge { .. } => "大きすぎるファイルが、ほかのファイルの点検を止めないようにするためです。",
            Self::NotText { .. } => "文字でない値を含むファイルは、文書として点検できません。",
            Self::MixedEncodings { .. } => {
                "どちらの文字コードで読んでも、残りの部分が別の文字に化けるため、点検できません。"
            }
            Self::BrokenEncoding { .. } => {
                "バイトの欠けや混入があると、その前後の文字が別の文字に読めてしまうため、点検できません。"
            }
            Self::UndecidedEncoding { .. } | Self::UnsupportedEncoding { .. } | Self::UnknownEncoding { .. } => {
                "文字コードが違うと別の文字に読めてしまうため、推定だけでは点検しません。"
            }
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::TooLarge { .. } => "別のファイルを指定していないか確かめ、必要ならファイルを分けてください。",
            Self::NotText { .. } => {
                "指定したファイルを確かめてください。文書なら、作ったソフトで開いて文を取り出し、文字コードをUTF-8にして保存してください。"
            }
            Self::MixedEncodings { .. } => {
                "変わる所の前と後をそれぞれの文字コードで開き、1つにまとめて、文字コードをUTF-8にして保存し直してください。"
            }
            Self::BrokenEncoding { .. } => {
                "その文字コードで開いてこの行の化けた文字を直し、文字コードをUTF-8にして保存し直してください。"
            }
            Self::UndecidedEncoding { .. } | Self::UnsupportedEncoding { .. } | Self::UnknownEncoding { .. } => {
                "文字が正しく見えるエディタで開き、「名前を付けて保存」で文字コードをUTF-8にして保存し直してください。"
            }
        }
        .to_owned()
    }
}
