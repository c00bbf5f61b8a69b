//! Texts of a place: their order, what they stand under, annexes, blanks.

use std::collections::HashSet;

use kansa::case::Filled;
use kansa::document::NodeKind;
use kansa::reading::Role;

use crate::support::{case, place, referral, scalars};

/// Text, and the annexes that it cites; the file has 別紙1 to 別紙3 or one without a number.
#[test]
fn annexes_are_cited_by_their_names() {
    let numbered = |text: &str| {
        let file = format!(
            "種別: [外部結合]\n諮問依頼書:\n  実施目的: {text}\n  別紙:\n    - {{番号: 別紙1}}\n    - {{番号: 別紙 ２}}\n    - {{番号: 別紙3}}\n"
        );
        let case = case(&file);
        let nodes = case.find(&place("実施目的")).nodes;
        let found = case
            .citations(&nodes)
            .into_iter()
            .map(|annex| format!("{}{}", annex.name, if annex.entry.is_some() { "" } else { "?" }));
        found.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(numbered("別紙 1 のとおり"), "別紙1");
    assert_eq!(numbered("別紙２「一覧」のとおり"), "別紙2");
    assert_eq!(numbered("別紙二のとおり"), "別紙2");
    assert_eq!(numbered("別紙1及び2のとおり"), "別紙1 別紙2");
    assert_eq!(numbered("別紙1から3までのとおり"), "別紙1 別紙2 別紙3");
    assert_eq!(numbered("別紙1から別紙4までのとおり"), "別紙1 別紙2 別紙3 別紙4?");
    assert_eq!(numbered("別紙2～別紙3及び別紙1"), "別紙2 別紙3 別紙1");
    assert_eq!(numbered("別紙1から別紙3へ写す"), "別紙1 別紙3");
    assert_eq!(numbered("別紙3から別紙1まで"), "別紙3 別紙1");
    let wide = numbered("別紙1から別紙200まで");
    assert!(wide.ends_with("別紙100? 別紙101? 別紙102から別紙199まで? 別紙200?"), "{wide}");
    assert_eq!(wide.split(' ').count(), 103);
    assert_eq!(numbered("別紙1から別紙18446744073709551615まで").split(' ').count(), 103);
    assert_eq!(numbered("別紙1、2件の事務"), "別紙1");
    assert_eq!(numbered("別紙1及び別紙4のとおり"), "別紙1 別紙4?");
    assert_eq!(numbered("別紙1-2のとおり"), "別紙1-2?");
    assert_eq!(numbered("別紙のとおり"), "別紙?");
    assert_eq!(numbered("別紙諮問依頼書（写）のとおり"), "");
    assert_eq!(numbered("【別添1】のとおり"), "");
    let case = referral(11).unwrap();
    let cited = case.citations(&case.find(&place("業務の内容及び処理方法")).nodes);
    assert!(cited.iter().all(|annex| annex.entry == Some(case.annexes()[0])) && cited.len() == 7, "{cited:?}");
    assert_eq!(case.citations(&case.find(&place("諮問書")).nodes), Vec::<&kansa::case::Annex>::new());
}

#[test]
fn a_bare_number_among_the_annexes_is_that_of_an_annex() {
    for number in ["2", "２", "二", "別紙2"] {
        let file = format!(
            "種別: [外部結合]\n諮問依頼書:\n  実施目的: 別紙2のとおり\n  別紙:\n    - {{番号: 別紙1}}\n    - {{番号: {number}}}\n"
        );
        let case = case(&file);
        let cited = case.citations(&case.find(&place("実施目的")).nodes);
        assert_eq!(cited.iter().map(|annex| annex.entry).collect::<Vec<_>>(), [Some(case.annexes()[1])], "{number}");
    }
}

#[test]
fn annexes_that_cite_each_other_end() {
    let case = case(
        "種別: [外部結合]
諮問依頼書:
  実施目的: 別紙1のとおり
  別紙:
    - {番号: 別紙1, 内容: 別紙2のとおり}
    - 番号: 別紙2
      内容:
        - {項目: 場所, 内容: 別紙1による執務室}
",
    );
    let found = case.find(&place("実施目的.\"場所\"")).nodes;
    assert_eq!(found.iter().map(|&node| case.pointer(node)).collect::<Vec<_>>(), ["諮問依頼書.別紙.別紙2.場所"]);
    let units = case.units(&case.find(&place("実施目的")).nodes);
    let texts: Vec<&str> = units.iter().map(|unit| unit.text).collect();
    assert_eq!(texts, ["別紙1のとおり", "別紙1", "別紙2のとおり", "別紙2", "場所", "別紙1による執務室"]);
}

#[test]
fn texts_come_with_what_they_stand_under() {
    let case = case(
        "種別: [外部結合]
諮問依頼書:
  業務の内容:
    見出し: 業務内容
    業務の内容及び処理方法:
      本文: 次の情報を記録する。
      内容:
        - 日時
        - 項目: 操作
          本文: 次のとおりとする。
          内容: [参照, 更新]
          注: 「削除」は行わない。
        - {本文: その他, 注: [注一, 注二]}
      図: [端末への保存]
    結合先: {図: ［図］}
  その他の項目: [{項目: 経費, 内容: 一万円}]
",
    );
    let units = case.units(&[case.root()]);
    let lines: Vec<String> = units
        .iter()
        .map(|unit| {
            format!("{:?} {} < {} [{}]", unit.role, unit.text, unit.lead.unwrap_or("-"), unit.headings.join(">"))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "Heading 業務内容 < - []",
            "Text 次の情報を記録する。 < - []",
            "Item 日時 < 次の情報を記録する。 []",
            "Heading 操作 < - []",
            "Text 次のとおりとする。 < 次の情報を記録する。 [操作]",
            "Item 参照 < 次のとおりとする。 [操作]",
            "Item 更新 < 次のとおりとする。 [操作]",
            "Note 「削除」は行わない。 < - [操作]",
            "Item その他 < 次の情報を記録する。 []",
            "Note 注一 < - []",
            "Note 注二 < - []",
            "Heading 経費 < - []",
            "Text 一万円 < - [経費]",
        ]
    );
    // A node deep inside is read with what stands above it.
    let item = case.find(&place("業務の内容及び処理方法.\"操作\"[2]")).nodes;
    let unit = &case.units(&item)[0];
    assert_eq!((unit.text, unit.lead, unit.role), ("更新", Some("次のとおりとする。"), Role::Item));
    assert_eq!(unit.headings.as_ref(), ["操作"]);
    // Texts are borrowed from the tree.
    let NodeKind::Scalar { text, .. } = &case.document().node(unit.node).kind else { panic!() };
    assert!(std::ptr::eq(text.as_ptr(), unit.text.as_ptr()));
}

#[test]
fn no_text_of_a_referral_is_read_twice_or_lost() {
    for number in 7..=12 {
        let Some(case) = referral(number) else { continue };
        let units = case.units(&[case.root()]);
        let nodes: HashSet<_> = units.iter().map(|unit| unit.node).collect();
        assert_eq!(nodes.len(), units.len());
        let own = ["種別", "関連"];
        for node in scalars(&case, case.root()) {
            let pointer = case.pointer(node);
            let left_out = pointer.contains(".図") || own.iter().any(|key| pointer.starts_with(key));
            assert_eq!(nodes.contains(&node), !left_out, "第{number}号: {pointer}");
        }
    }
}

#[test]
fn blanks_are_nothing_and_none_is_something() {
    let state = |value: &str| {
        let case = case(&format!("種別: [外部委託]\n諮問依頼書:\n  実施目的: {value}\n"));
        case.filled(case.find(&place("実施目的")).nodes[0])
    };
    for value in [
        "",
        "''",
        "－",
        "―",
        "要記入",
        "未定",
        "○○",
        "◯◯",
        "（未定）",
        "※要記入",
        "未定です。",
        "[]",
        "[未定, '']",
        "{内容: 要記入}",
        "[{項目: 経費, 内容: ''}]",
        "{図: ［図］}",
        "要記入（係で確認）",
        "未 定",
    ] {
        assert!(matches!(state(value), Filled::Blank(_)), "{value}: {:?}", state(value));
    }
    for value in ["調整中", "関係課と調整中である。", "[検討中]", "（検討中）"] {
        assert!(matches!(state(value), Filled::Undecided(_)), "{value}");
    }
    for value in
        ["なし", "該当なし", "修正なし", "未定の事項を定める。", "○○課長", "[未定, 庁舎]", "{本文: '', 注: 庁舎}", "0"]
    {
        assert_eq!(state(value), Filled::Filled, "{value}");
    }
}

#[test]
fn the_referral_of_the_eligibility_check_has_85_items() {
    let Some(case) = referral(8) else { return };
    let annex = case.find(&place("情報の内容")).nodes;
    let units = case.units(&annex);
    let items = units.iter().filter(|unit| unit.role == Role::Item && case.pointer(unit.node).contains("別紙2."));
    assert_eq!(items.count(), 85);
}

/// 「この…」 takes up the item before only where that is what the item before is about.
#[test]
fn an_item_takes_up_the_matter_of_the_item_before() {
    let lead = |before: &str, item: &str| {
        let case = case(&format!("種別: [外部委託]\n諮問依頼書:\n  実施目的:\n    - {before}\n    - {item}\n"));
        let units = case.units(&case.find(&place("実施目的")).nodes);
        units.last().and_then(|unit| unit.lead.map(str::to_owned))
    };
    for (before, item) in [
        ("操作記録は、毎月、点検する。", "この記録は、三年間保存する。"),
        ("操作記録を、毎月、点検する。", "その操作記録も、三年間保存する。"),
        ("操作の記録が残る。", "この記録を三年間保存する。"),
        ("操作記録を点検する。", "これを三年間保存する。"),
    ] {
        assert_eq!(lead(before, item).as_deref(), Some(before), "{item}");
    }
    for (before, item) in [
        ("操作記録は、毎月、点検表により点検する。", "この点検表は、三年間保存する。"),
        ("操作記録は、毎月、点検する。", "この名簿は、三年間保存する。"),
        ("委託契約を締結する。", "この契約は、三年間とする。"),
    ] {
        assert_eq!(lead(before, item), None, "{item}");
    }
}
