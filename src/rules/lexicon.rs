//! The lexicon's files: word classes and spelling pairs.

use crate::document::fields::{ShapeError, ShapeFault, items, text, texts};
use crate::document::{Document, NodeKind};

/// Reads `classes.yaml`: a map of class names to lists of words.
///
/// # Errors
/// Where the file is no map of lists of texts.
pub fn classes(document: &Document) -> Result<Vec<(String, Vec<String>)>, ShapeError> {
    let root = document.root();
    if !matches!(document.node(root).kind, NodeKind::Map(_)) {
        return Err(ShapeError::new(ShapeFault::NotMap, document.node(root).span));
    }
    let class = |entry: &crate::document::Entry| {
        let words = texts(document, entry.value)?.into_iter().map(str::to_owned).collect();
        Ok((document.key(entry).to_owned(), words))
    };
    document.entries(root).iter().map(class).collect()
}

/// Reads `spellings.yaml`: a list of pairs, written and normal.
///
/// # Errors
/// Where an item is no pair of texts.
pub fn spellings(document: &Document) -> Result<Vec<(String, String)>, ShapeError> {
    let pair = |&node: &crate::document::NodeId| {
        let [written, normal] = items(document, node)? else {
            return Err(ShapeError::new(
                ShapeFault::NotA { word: String::new(), kind: "［書かれた形, 普通の形］" },
                document.node(node).span,
            ));
        };
        Ok((text(document, *written)?.to_owned(), text(document, *normal)?.to_owned()))
    };
    items(document, document.root())?.iter().map(pair).collect()
}
