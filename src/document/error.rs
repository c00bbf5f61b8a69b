//! Why a text is no tree.

use crate::error::{Explain, Problem};
use crate::source::Span;

/// A fault that makes a file unreadable, with the place and the related places.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault}")]
pub struct DocumentError {
    /// What is wrong.
    pub fault: Fault,
    /// The slip itself, as it was typed.
    pub span: Span,
    /// Places that belong to it, such as the first of two equal keys, each with a word on it.
    pub related: Vec<(Span, String)>,
}

impl DocumentError {
    /// A fault at a place.
    #[must_use]
    pub const fn new(fault: Fault, span: Span) -> Self {
        Self { fault, span, related: Vec::new() }
    }

    /// The same with one more related place.
    #[must_use]
    pub fn with(mut self, span: Span, word: impl Into<String>) -> Self {
        self.related.push((span, word.into()));
        self
    }

    /// The message, with its places.
    #[must_use]
    pub fn into_problem(self) -> Problem {
        self.fault.problem(Some(self.span), self.related)
    }
}

impl Explain for DocumentError {
    fn code(&self) -> String {
        self.fault.code()
    }

    fn why(&self) -> &'static str {
        self.fault.why()
    }

    fn advice(&self) -> String {
        self.fault.advice()
    }
}

/// The kinds of fault. The names are the codes: `document/duplicate-key` and so on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub enum Fault {
    /// A complaint of the parser that no other kind names, in Japanese.
    #[error("YAMLとして読めません（{0}）")]
    Syntax(&'static str),
    /// Nothing in the file, or only comments.
    #[error("読み取る内容がありません（空のファイルか、「#」の注釈だけのファイルです）")]
    Empty,
    /// A letter that no text file holds, such as U+0000.
    #[error("{}は使えません", name_of(*.0))]
    ControlCharacter(char),

    /// A key twice in one map.
    #[error("「{0}」が同じ段に2回書かれています")]
    DuplicateKey(String),
    /// A key that is a list or a map, or follows `?`.
    #[error("項目名には文字だけが使えます（「?」、[ ]、{{ }} は使えません）")]
    ComplexKey,
    /// `:` with nothing before it.
    #[error("「:」の前に項目名がありません")]
    EmptyKey,
    /// A key longer than YAML allows.
    #[error("「:」の前の文が長すぎて、項目名として読めません（上限は{0}字）")]
    LongKey(usize),
    /// `&name`.
    #[error("アンカー（&）は使えません")]
    Anchor,
    /// `*name`.
    #[error("エイリアス（*）は使えません")]
    Alias,
    /// `<<`.
    #[error("マージキー（<<）は使えません")]
    MergeKey,
    /// `!name`.
    #[error("タグ（!）は使えません")]
    Tag,
    /// A second document after `---` or `...`.
    #[error("1つのファイルに2つ目の文書が始まっています")]
    SecondDocument,
    /// Nested too deep.
    #[error("入れ子が深すぎます（上限は{0}段）")]
    TooDeep(usize),
    /// Too many nodes.
    #[error("項目と値の数が多すぎます（上限は{0}）")]
    TooMany(usize),

    /// A tab in indentation.
    #[error("字下げにタブが使われています")]
    TabIndent,
    /// A wide space, a no-break space or another space that is none to YAML, in indentation.
    #[error("字下げに{}が使われています", name_of(*.0))]
    WideIndent(char),
    /// A line that begins at no column of the lines above.
    #[error("字下げが上の行とそろっていません")]
    Indent,
    /// `key: value` deeper than a value that ends on the line above.
    #[error("「{0}」の行が、上の行の値の続きになっています")]
    KeyInText(String),

    /// `：` after a key.
    #[error("項目名「{0}」の後の「：」が全角です")]
    WideColon(String),
    /// `:` after a key without a space behind it.
    #[error("項目名「{0}」の後の「:」に半角の空白が続いていません")]
    TightColon(String),
    /// A line between keys that has no `:`.
    #[error("「{0}」の後に「:」がありません")]
    MissingColon(String),
    /// `: ` in a value without quotes.
    #[error("引用符のない値の中に「: 」があります")]
    ColonInText,
    /// `－` where a list item begins.
    #[error("一覧の行の始めの「{0}」は、半角の「-」ではありません")]
    WideDash(char),
    /// `-` without a space behind it.
    #[error("一覧の「-」に半角の空白が続いていません")]
    TightDash,
    /// A line between list items that does not begin with `- `.
    #[error("一覧の行が「- 」で始まっていません")]
    MissingDash,
    /// `- ` where no list item may stand.
    #[error("ここには一覧の「- 」を書けません")]
    MisplacedDash,
    /// `＃` where a comment begins.
    #[error("注釈の「＃」が全角です")]
    WideHash,
    /// A comment between the lines of one value.
    #[error("値の途中に注釈（#）があります")]
    CommentInText,

    /// A quote that does not end.
    #[error("引用符（{0}）が閉じていません")]
    UnclosedQuote(char),
    /// Text behind a closing quote.
    #[error("閉じた引用符（{0}）の後に文字が続いています")]
    TextAfterQuote(char),
    /// A backslash in `"…"` that means nothing.
    #[error("引用符（\"）の中の「{0}」は読めません")]
    Escape(String),
    /// A bracket that does not end.
    #[error("括弧「{0}」が閉じていません")]
    UnclosedBracket(char),
    /// A bracket that another kind of bracket closes.
    #[error("括弧「{0}」を「{1}」で閉じています")]
    WrongBracket(char, char),
    /// Two values in brackets without `,` between them.
    #[error("括弧の中で、値と値の間に「,」がありません")]
    MissingComma,
    /// `,` with nothing before it.
    #[error("括弧の中の「,」の前に値がありません")]
    EmptyItem,
    /// A value without quotes that begins with a sign of YAML.
    #[error("値が記号「{0}」で始まっています")]
    ReservedStart(char),
}

/// The name of a letter that cannot be seen.
fn name_of(letter: char) -> String {
    let code = format!("U+{:04X}", u32::from(letter));
    match letter {
        '\u{3000}' => "全角の空白".to_owned(),
        '\u{a0}' => format!("改行しない空白（{code}）"),
        '\u{feff}' => format!("バイト順マーク（{code}）"),
        _ => format!("見えない文字（{code}）"),
    }
}

const STOPS: &str = "ここから先の項目と値の区切りが決まらないため、このファイルは点検できません。";
const SIGN: &str = "YAMLではこの記号に特別な働きがあり、文字としては読まれません。";
const QUOTES: &str = "引用符で始まる値は引用符で終わるものと決まっており、どこまでが値か決まりません。";
const BRACKETS: &str = "「[」で始まる値は一覧、「{」で始まる値は項目の組と読まれ、値と値は「,」で区切られます。";

impl Explain for Fault {
    fn code(&self) -> String {
        format!("document/{}", <&str>::from(self))
    }

    fn why(&self) -> &'static str {
        match self {
            Self::Syntax(_) | Self::LongKey(_) | Self::MissingColon(_) => STOPS,
            Self::Empty => "点検する項目が一つもありません。",
            Self::ControlCharacter(_) => "画面に出ない文字で、YAMLでは許されていません。",
            Self::DuplicateKey(_) => "どちらの値を点検すればよいか決まりません。後の値だけを黙って使うことはしません。",
            Self::ComplexKey | Self::EmptyKey => "値の場所は項目名で示すため、項目名は短い文字でなければなりません。",
            Self::Anchor | Self::Alias | Self::Tag | Self::ReservedStart(_) => SIGN,
            Self::MergeKey => "よその項目をここへ写す記号で、書かれた場所と点検する場所が食い違います。",
            Self::SecondDocument => "1つのファイルは1つの文書として読むため、2つ目は点検されないまま残ります。",
            Self::TooDeep(_) => "括弧や「-」の打ち間違いであることが多く、そのまま読み進めることはできません。",
            Self::TooMany(_) => "大きすぎるファイルが、ほかのファイルの点検を止めないようにするためです。",
            Self::TabIndent | Self::WideIndent(_) => {
                "字下げは半角の空白の数で読まれるため、この行がどの段にあるのか決まりません。"
            }
            Self::Indent => "同じ段の行は、同じ数の半角の空白で始まらなければ読めません。",
            Self::KeyInText(_) => "値を書いた行の下に、一段深く「項目名: 値」を書くことはできません。",
            Self::WideColon(_) => "全角の「：」は文字として読まれ、項目名と値が分かれません。",
            Self::TightColon(_) => "半角の空白が続かない「:」は文字として読まれ、項目名と値が分かれません。",
            Self::ColonInText => "半角の「:」と空白の組は、項目名の終わりと読まれます。",
            Self::WideDash(_) | Self::TightDash | Self::MissingDash => {
                "一覧の行は、半角の「-」と半角の空白で始まるときだけ読めます。"
            }
            Self::MisplacedDash => "一覧は項目名の次の行から書き、項目名と同じ段に混ぜることはできません。",
            Self::WideHash => "全角の「＃」は文字として読まれ、注釈になりません。",
            Self::CommentInText => "半角の空白の後の「#」から行の終わりまでは注釈になり、値はそこで終わります。",
            Self::UnclosedQuote(_) | Self::TextAfterQuote(_) => QUOTES,
            Self::Escape(_) => "引用符（\"）の中の「\\」は、特別な文字を表す書き始めと読まれます。",
            Self::UnclosedBracket(_) | Self::WrongBracket(..) | Self::MissingComma | Self::EmptyItem => BRACKETS,
        }
    }

    fn advice(&self) -> String {
        match self {
            Self::Syntax(_) => "この行と前の行の記号、字下げ、引用符を確かめてください。".into(),
            Self::Empty => "「項目名: 値」の形で内容を書いてください。".into(),
            Self::ControlCharacter(_) => "その文字を消してください。貼り付けた文に残っていることがあります。".into(),
            Self::DuplicateKey(key) => format!("「{key}」を1つにまとめるか、要らない方を消してください。"),
            Self::ComplexKey => "「項目名: 値」の形に書き直してください。".into(),
            Self::EmptyKey => "項目名を書いてください。文字としての「:」なら、値全体を \"…\" で囲んでください。".into(),
            Self::LongKey(_) => "文の中の「: 」なら、値全体を \"…\" で囲むか、全角の「：」にしてください。".into(),
            Self::Anchor => or_quotes("使い回したい文は、使う場所ごとに書いてください", '&'),
            Self::Alias => or_quotes("写したい文を、ここにそのまま書いてください", '*'),
            Self::MergeKey => "写したい項目を、ここにそのまま書いてください。".into(),
            Self::Tag => or_quotes("タグは消してください。値はすべて文字として読まれます", '!'),
            Self::SecondDocument => {
                "2つ目の文書は別のファイルに分けてください。区切りの線のつもりなら、その行を消してください。".into()
            }
            Self::TooDeep(_) => "閉じていない括弧や余分な「- 」がないか確かめ、段を減らしてください。".into(),
            Self::TooMany(_) => "ファイルを分けてください。".into(),
            Self::TabIndent => "タブを半角の空白に打ち替えてください。".into(),
            Self::WideIndent(_) => "半角の空白に打ち替え、同じ段の行とそろえてください。".into(),
            Self::Indent => {
                "同じ段の行なら上の行と半角の空白の数をそろえ、下の段なら上の行より多くしてください。".into()
            }
            Self::KeyInText(_) => {
                "同じ段の項目なら字下げをそろえ、値の続きなら値全体を \"…\" で囲んでください。".into()
            }
            Self::WideColon(key) | Self::TightColon(key) => {
                format!("「{key}: 」のように、半角の「:」と半角の空白に直してください。")
            }
            Self::MissingColon(text) => {
                format!("項目名なら「{text}:」とし、上の文の続きなら上の行より字下げを深くしてください。")
            }
            Self::ColonInText => "値全体を \"…\" で囲むか、全角の「：」にしてください。".into(),
            Self::WideDash(_) | Self::TightDash => "「- 」（半角の「-」と半角の空白）に直してください。".into(),
            Self::MissingDash => {
                "一覧の1件なら「- 」で始め、前の件の続きなら字下げを「- 」の後の文字にそろえてください。".into()
            }
            Self::MisplacedDash => or_quotes("一覧なら、項目名の次の行から一段下げて書いてください", '-'),
            Self::WideHash => "注釈なら半角の「#」に直してください。".into(),
            Self::CommentInText => "「#」が値の文字なら値全体を \"…\" で囲み、注釈なら別の行に移してください。".into(),
            Self::UnclosedQuote(quote) => {
                format!("値の終わりに「{quote}」を足すか、始めの「{quote}」を消してください。")
            }
            Self::TextAfterQuote('"') => "後に続く文字も含めて、値全体を '…' で囲んでください。".into(),
            Self::TextAfterQuote(_) => "後に続く文字も含めて、値全体を \"…\" で囲んでください。".into(),
            Self::Escape(_) => {
                "「\\」が値の文字なら、\"…\" の代わりに '…' で囲むか、「\\\\」と2つ書いてください。".into()
            }
            Self::UnclosedBracket(open) | Self::WrongBracket(open, _) => {
                let close = if *open == '[' { ']' } else { '}' };
                format!("「{close}」で閉じてください。「{open}」が値の文字なら、値全体を \"…\" で囲んでください。")
            }
            Self::MissingComma => "間に「,」を書いてください。1つの値なら、値全体を \"…\" で囲んでください。".into(),
            Self::EmptyItem => "余分な「,」を消すか、間に値を書いてください。".into(),
            Self::ReservedStart(sign @ ('|' | '>')) => {
                or_quotes("改行のある文なら、次の行から一段下げて書いてください", *sign)
            }
            Self::ReservedStart(sign) => format!("値全体を '…' で囲んでください（例: '{sign}…'）。"),
        }
    }
}

fn or_quotes(advice: &str, sign: char) -> String {
    format!("{advice}。「{sign}」が値の文字なら、値全体を '…' で囲んでください。")
}
