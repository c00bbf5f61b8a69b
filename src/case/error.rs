//! What can be wrong with a case file, beyond its syntax.

use crate::error::Explain;

/// The kinds of fault of a case file. The names are the codes: `case/unknown-key` and so on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum CaseFault {
    /// The file is a text or a list. Unreadable.
    #[error("ファイルの全体が「項目名: 値」の形になっていません")]
    NotMap,
    /// Two names of one place side by side. Unreadable.
    #[error("「{second}」は「{first}」と同じ項目です。同じ場所に2回書かれています")]
    Doubled {
        /// The name that stands first.
        first: String,
        /// The other one.
        second: String,
    },
    /// A key that the form does not have there.
    #[error("「{key}」という項目は{}にありません{}", place_name(place), suggestion(nearest.as_deref()))]
    UnknownKey {
        /// The key as typed.
        key: String,
        /// The name of the place that it stands in; empty for the file itself.
        place: String,
        /// The right key that is most like it.
        nearest: Option<String>,
        /// The path that a place of this name stands in elsewhere in the form; empty for the top of the
        /// file.
        elsewhere: Option<String>,
        /// The word under which rows that the form does not know may be written here.
        others: Option<String>,
    },
    /// A value in braces that a comma ends: 「{内容: 18,600千円}」.
    #[error("「{value},{rest}」が「,」で切れて、「{rest}」が別の項目になっています")]
    SplitByComma {
        /// The value before the comma.
        value: String,
        /// What stands behind it.
        rest: String,
    },
    /// A name that two attached papers bear.
    #[error("「{name}」という文書が2つ添付されています")]
    PaperTwice {
        /// The name as typed.
        name: String,
    },
    /// No kind, or an empty one.
    #[error("「{key}」が書かれていません")]
    NoKind {
        /// The key.
        key: String,
        /// A kind, as an example.
        example: String,
    },
    /// A kind that the form does not list.
    #[error("「{word}」という種別はありません{}", suggestion(nearest.as_deref()))]
    UnknownKind {
        /// The kind as typed.
        word: String,
        /// The kind that is most like it.
        nearest: Option<String>,
        /// All kinds.
        all: String,
    },
    /// Something other than a text where a kind is asked for, or than a map where facts are.
    #[error("「{key}」の書き方が違います")]
    WrongShape {
        /// The key.
        key: String,
        /// How it is written.
        example: String,
    },
    /// A fact that the form does not list.
    #[error("「{word}」という確認事項はありません{}", suggestion(nearest.as_deref()))]
    UnknownFact {
        /// The fact as typed.
        word: String,
        /// The fact that is most like it.
        nearest: Option<String>,
        /// All facts.
        all: String,
    },
    /// A fact that is neither 有 nor 無.
    #[error("「{fact}」の値「{value}」は、有か無ではありません")]
    FactValue {
        /// The fact.
        fact: String,
        /// The value as typed.
        value: String,
    },
    /// A text in which a line begins with a key and a full-width colon, or one without a space.
    #[error("「{key}」の後の「{sign}」が半角のコロンと空白ではないので、項目ではなく文の一部として読まれています")]
    WideColon {
        /// The key.
        key: String,
        /// The sign as typed.
        sign: String,
    },
    /// A value in full-width brackets.
    #[error("値が全角の括弧［ ］で囲まれています")]
    WideBrackets,
    /// An entry of one of kansa's own lists without a key that it must have.
    #[error("「{list}」の記載に「{keys}」が書かれていません")]
    EntryLacks {
        /// The list.
        list: String,
        /// The keys that are absent or blank.
        keys: String,
        /// How an entry is written.
        example: String,
    },
    /// A day of a record that is none.
    #[error("「{key}」の「{written}」を日付として読めません（{fault}）")]
    RecordDay {
        /// The key.
        key: String,
        /// The text as typed.
        written: String,
        /// Why.
        fault: String,
    },
    /// A date of the case that is no day.
    #[error("「{written}」を日付として読めません（{fault}）")]
    NoDate {
        /// The text as typed.
        written: String,
        /// Why.
        fault: String,
    },
    /// A date that is a month or a year. A remark.
    #[error("日付「{0}」に日がないため、その期間の初めの日で判定しました")]
    NoDay(String),
    /// A sign in a text that YAML would take for one only in its half-width form. A remark.
    #[error("「{sign}」は半角の記号ではないので、文の一部として読まれます")]
    WideSign {
        /// The sign as typed.
        sign: String,
    },
    /// A comment after a value. A remark.
    #[error("値の後の「{0}」は注釈とみなされ、読まれません")]
    Comment(String),
}

fn place_name(place: &str) -> String {
    if place.is_empty() { "この様式の一番上".to_owned() } else { format!("「{place}」の中") }
}

fn suggestion(nearest: Option<&str>) -> String {
    nearest.map(|word| format!("（もしかして: {word}）")).unwrap_or_default()
}

impl Explain for CaseFault {
    fn code(&self) -> String {
        format!("case/{}", <&str>::from(self))
    }

    fn why(&self) -> &'static str {
        match self {
            Self::NotMap => "項目が分からないと、何も検査できません。",
            Self::Doubled { .. } => "どちらの文が正しいのか決まらないので、このファイルは検査しません。",
            Self::UnknownKey { .. } => "この項目の下に書かれたことは検査に使われません。ほかの項目は検査します。",
            Self::SplitByComma { .. } => {
                "「,」から後の文は検査に使われず、前の値も途中で終わります。ほかの項目は検査します。"
            }
            Self::PaperTwice { .. } => "本文の文書名がどちらを指すのか決まらないので、後のものは読みません。",
            Self::NoKind { .. } => "種別ごとの規則が一つも当てはまりません。",
            Self::UnknownKind { .. } => "この種別の規則が一つも当てはまりません。",
            Self::WrongShape { .. } => "書かれたことが検査に使われません。",
            Self::UnknownFact { .. } => "書かれた確認事項が検査に使われません。",
            Self::FactValue { .. } => "この確認事項は書かれていないものとして扱います。",
            Self::WideColon { .. } => "項目が書かれていないものとして扱われます。",
            Self::WideBrackets => "［ ］の中は写した人の注記とみなされ、検査に使われません。",
            Self::EntryLacks { .. } | Self::RecordDay { .. } => "この記載は使われず、判定はそのままです。",
            Self::NoDate { .. } => "いつの法令で判定するのかが決まりません。",
            Self::NoDay(_) => "その間に法令が変わっていれば、判定が違うことがあります。",
            Self::WideSign { .. } => "一覧や注釈のつもりであれば、文が前の行とつながり、意味が変わります。",
            Self::Comment(_) => "空白の後の # から行末までは、YAMLでは文に含まれません。",
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::NotMap => "ファイルの始めの行から、「項目名: 値」の形で書いてください。".to_owned(),
            Self::Doubled { first, second } => {
                format!("「{first}」か「{second}」の一方を残し、文は一つにまとめてください。")
            }
            Self::UnknownKey { key, nearest, elsewhere, others, .. } => {
                if elsewhere.as_deref() == Some("") {
                    format!("「{key}」はファイルの一番上の段に書いてください。")
                } else if let Some(path) = elsewhere {
                    format!("「{key}」は「{path}」の中に書いてください。")
                } else if let Some(right) = nearest {
                    format!("「{right}」に直してください。")
                } else if let Some(others) = others {
                    format!("様式にない項目は「{others}」の下に、項目と内容の一覧として書いてください。")
                } else {
                    "その文書だけの見出しは「項目: …」と「内容: …」に分けて書いてください。".to_owned()
                }
            }
            Self::SplitByComma { value, rest } => {
                format!("「\"{value},{rest}\"」のように、値の全体を引用符で囲んでください。")
            }
            Self::PaperTwice { name } => {
                format!("「{name}（その1）」「{name}（その2）」のように名を分けるか、使う方だけを残してください。")
            }
            Self::NoKind { key, example } => format!("「{key}: [{example}]」のように書いてください。"),
            Self::UnknownKind { all, .. } => format!("次から選んでください: {all}"),
            Self::WrongShape { example, .. } => format!("「{example}」のように書いてください。"),
            Self::UnknownFact { all, .. } => format!("次から選んでください: {all}"),
            Self::FactValue { fact, .. } => format!("「{fact}: 有」又は「{fact}: 無」と書いてください。"),
            Self::WideColon { key, .. } => format!(
                "「{key}: 」のように、半角のコロンと半角の空白に直してください。文の一部であれば、全体を引用符 \"…\" で囲んでください。"
            ),
            Self::WideBrackets => {
                "一覧であれば半角の [ ] に直してください。写した人の注記であれば「図」に書いてください。".to_owned()
            }
            Self::EntryLacks { example, .. } => format!("「{example}」のように、すべてを書いてください。"),
            Self::RecordDay { key, .. } => {
                format!("「{key}: 令和9年3月31日」のように、実際にある一日を書いてください。")
            }
            Self::NoDate { .. } => "「令和2年7月2日」のように、実際にある日を書いてください。".to_owned(),
            Self::NoDay(_) => "「令和2年7月2日」のように日まで書くか、--as-of で基準日を指定してください。".to_owned(),
            Self::WideSign { .. } => {
                "一覧の行は「- 」、注釈は「 #」、続く行の文は「|」と半角で書いてください。文の一部であればこのままで構いません。".to_owned()
            }
            Self::Comment(_) => "文の一部であれば、値の全体を引用符 \"…\" で囲んでください。".to_owned(),
        }
    }
}
