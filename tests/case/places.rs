//! Places of all six referrals, and their pointers.

use std::collections::HashMap;

use crate::support::{place, referral, scalars};

#[test]
fn no_two_texts_share_a_pointer() {
    for number in 7..=12 {
        let Some(case) = referral(number) else { continue };
        let mut seen = HashMap::new();
        for node in scalars(&case, case.root()) {
            let pointer = case.pointer(node);
            let twin = seen.insert(pointer.clone(), node);
            assert_eq!(twin, None, "第{number}号: {pointer}");
        }
        println!("第{number}号: {} pointers", seen.len());
    }
}

#[test]
fn smoke() {
    for number in 7..=12 {
        let Some(case) = referral(number) else { continue };
        println!("第{number}号 {:?} {} {:?}", case.number(), case.title(), case.date());
        for fact in case.facts() {
            println!(
                "   {} {:?} {:?}",
                fact.fact.name,
                fact.state,
                fact.shown.first().map(|s| case.document().text(s.node).unwrap()[s.range.clone()].to_owned())
            );
        }
        for p in kansa::form::Form::places(case.form()) {
            let found = case.find(&p.place);
            println!("   {} -> {:?}", p.name, found.nodes.iter().map(|&n| case.pointer(n)).collect::<Vec<_>>());
        }
        for line in case.schedule(&case.find(&place("実施時期")).nodes) {
            println!(
                "   {:?} {:?} {:?}",
                line.when,
                line.estimated,
                line.tellings.iter().map(|t| t.words).collect::<Vec<_>>()
            );
        }
        for unit in case.units(&case.find(&place("保護対策")).nodes).iter().take(60) {
            println!(
                "     {:?} {} | {:?} | {:?} | {}",
                unit.role,
                case.pointer(unit.node),
                unit.headings,
                unit.lead,
                unit.text.chars().take(20).collect::<String>()
            );
        }
    }
}
