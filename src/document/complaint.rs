//! The parser's own complaints in Japanese, for those that no fault of ours names.

use granit_parser::ErrorKind as Kind;

/// One phrase that fits into 「YAMLとして読めません（…）」.
pub(super) const fn in_japanese(kind: &Kind) -> &'static str {
    match kind {
        Kind::TooManyComments => "注釈の行が多すぎます",
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::UnexpectedEofBlockSequence
        | Kind::UnexpectedEofBlockMapping
        | Kind::UnexpectedEof
        | Kind::UnexpectedEndOfPlainScalar => "値の途中で終わっています",
        Kind::DuplicateVersionDirective
        | Kind::UnsupportedYamlMajorVersion
        | Kind::DuplicateTagDirective
        | Kind::MissingDocumentEndBeforeDirective
        | Kind::InvalidDirectiveTerminator
        | Kind::DirectiveDisallowed
        | Kind::MissingYamlVersionSeparator
        | Kind::MissingDirectiveName
        | Kind::InvalidDirectiveName
        | Kind::DirectiveByteLimitExceeded { .. }
        | Kind::TooManyReservedDirectiveParams { .. }
        | Kind::YamlVersionTooLong
        | Kind::MissingYamlVersion
        | Kind::InvalidTagDirectiveTerminator
        | Kind::ExpectedTagDirectiveBang => "「%」で始まる指示行は使えません",
        Kind::ExpectedDocumentStart => "全体の値が終わった後に文字があります",
        Kind::InvalidDocumentEnd => "終わりの印「...」の後に文字があります",
        Kind::ExpectedNodeContent => "値があるはずの所に値がありません",
        Kind::ExpectedBlockMappingKey | Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => {
            "項目名があるはずの所に項目名がありません"
        }
        Kind::ExpectedBlockSequenceEntry | Kind::InvalidBlockEntryWhitespace => {
            "一覧の「- 」があるはずの所にありません"
        }
        Kind::UndeclaredTagHandle
        | Kind::ExpectedTagBang
        | Kind::InvalidGlobalTagCharacter
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape
        | Kind::InvalidTagUtf8LeadingByte
        | Kind::InvalidTagUtf8TrailingByte
        | Kind::InvalidTagUtf8 => "「!」の後が正しくありません",
        Kind::ExpectedWhitespace => "半角の空白があるはずの所にありません",
        Kind::CommentNotSeparated => "「#」の前に半角の空白がありません",
        Kind::MisplacedFlowCollectionEnd => "始めの括弧がない終わりの括弧があります",
        Kind::MappingValueNotAllowed | Kind::InvalidColonPlacement | Kind::InvalidMappingValueWhitespace => {
            "ここに「:」は書けません"
        }
        Kind::InvalidIndentation
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent => "字下げが正しくありません",
        _ => "記号の使い方が正しくありません",
    }
}
