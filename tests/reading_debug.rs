#[path = "reading/load.rs"]
mod load;
use kansa::reading::*;
#[test]
fn debug() {
    let rules = load::load(&load::rules());
    let reader = load::reader(&rules);
    let id = std::env::var("ID").unwrap();
    let text = std::env::var("TEXT").unwrap();
    let lead = std::env::var("LEAD").ok();
    let p = reader.prepare(Unit { text: &text, lead: lead.as_deref(), headings: &[], role: Role::Text });
    if std::env::var("DUMP").is_ok() {
        println!("{p:#?}");
    }
    let asked: Vec<StatementId> = reader.statements().map(|(n, _)| n).collect();
    let r = reader.read(&[&p], reader.statement(&id).unwrap(), &asked);
    println!("{:?}", r.how);
    for f in r.findings {
        println!(
            "{:?} {} [{}] {} {:?}",
            f.how,
            f.step,
            f.token,
            &text[f.clause],
            f.words.iter().map(|w| &text[w.clone()]).collect::<Vec<_>>()
        );
    }
}
