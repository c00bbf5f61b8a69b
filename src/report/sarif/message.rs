//! Texts of SARIF, plain and as Markdown.

use serde::Serialize;

use crate::report::letters::escaped;
use crate::report::markdown::cell;
use crate::settle::RuleCard;

/// A text, and the same as Markdown.
#[derive(Serialize)]
pub(super) struct Text {
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    markdown: Option<String>,
}

impl Text {
    /// A text that hosts show as it is.
    pub(super) fn plain(text: &str) -> Self {
        Self { text: text.to_owned(), markdown: None }
    }
}

/// A message. In a message `[…](…)` would be a link and `{0}` a place to fill in: what a case says is neither.
pub(super) fn text(told: &str) -> Text {
    let links = told.contains("](");
    let fields = told.contains('{');
    let text = escaped(told, |letter| match letter {
        '\\' if links => Some("\\\\"),
        '[' if links => Some("\\["),
        ']' if links => Some("\\]"),
        '{' if fields => Some("{{"),
        '}' if fields => Some("}}"),
        _ => None,
    });
    Text { text, markdown: None }
}

/// All that a rule tells: its bases, why it matters, what to do and a text to paste.
pub(super) fn help(card: &RuleCard) -> Text {
    let basis = card.basis.join("、");
    let parts = [
        ("根拠", Some(basis.as_str())),
        ("理由", Some(card.why.as_str())),
        ("対応", Some(card.advice.as_str())),
        ("記載例", card.model.as_deref()),
    ];
    let filled = || parts.iter().filter_map(|(name, words)| Some((name, words.filter(|words| !words.is_empty())?)));
    let text = filled().map(|(name, words)| format!("{name}: {words}")).collect::<Vec<_>>().join("\n");
    let markdown = filled().map(|(name, words)| format!("**{name}** {}", cell(words))).collect::<Vec<_>>();
    Text { text, markdown: Some(markdown.join("\n\n")) }
}
