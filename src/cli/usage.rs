//! What is wrong with a command line, in Japanese; clap speaks only English.

use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

/// A message with what to do; the usage line follows in what clap gives.
pub(super) fn message(error: &Error) -> String {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("「{argument}」という指定はありません"),
        ErrorKind::InvalidSubcommand => {
            format!("「{}」というコマンドはありません", context(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "コマンドがありません。案件を点検するには kansa check パス と書きます".to_owned()
        }
        ErrorKind::MissingRequiredArgument => format!("{argument} が必要です"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} には値が必要です"),
        ErrorKind::InvalidValue => {
            format!("{argument} に「{value}」は使えません。使える値: {}", context(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
            format!("{argument} の「{value}」: {reason}")
        }
        ErrorKind::ArgumentConflict => format!("{argument} は、ほかの指定と一緒には使えません"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("{argument} の値の数が違います")
        }
        _ => error.to_string(),
    };
    let suggested: Vec<String> =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(context)
            .filter(|words| !words.is_empty())
            .collect();
    let suggested =
        if suggested.is_empty() { String::new() } else { format!("（もしかして: {}）", suggested.join("、")) };
    format!("エラー: {what}{suggested}。使い方は kansa --help、kansa check --help で見られます。")
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("、"),
        other => other.to_string(),
    }
}
