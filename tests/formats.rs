//! Every format tells the same of a run: the counts, the places and what a reader can check it by.

#[path = "formats/counts.rs"]
mod counts;
#[path = "formats/marks.rs"]
mod marks;
#[path = "formats/page.rs"]
mod page;
#[path = "formats/proof.rs"]
mod proof;
#[path = "formats/run.rs"]
mod run;
#[path = "formats/sarif.rs"]
mod sarif;
#[path = "formats/shapes.rs"]
mod shapes;
