//! Rule, statement and lexicon files become a checked rule set.

pub mod lexicon;
pub mod statement;
