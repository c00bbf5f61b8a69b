//! Places of all six referrals, and their pointers.

use std::collections::{HashMap, HashSet};

use kansa::case::{FactState, Filled};
use kansa::document::NodeKind;
use kansa::reading::Role;

use crate::support::{FORM, case, place, referral, scalars};

fn pointers(number: u32, written: &str) -> Option<Vec<String>> {
    let case = referral(number)?;
    Some(case.find(&place(written)).nodes.iter().map(|&node| case.pointer(node)).collect())
}

/// Place, and where it stands in a referral; no pointer: it is not written there.
const PLACES: &[(u32, &str, &[&str])] = &[
    (7, "件名", &["件名"]),
    (7, "諮問書.前文", &["諮問書.前文"]),
    (7, "公募の期間", &["諮問依頼書.区民意見公募（パブリックコメント）の状況について.公募の期間"]),
    (7, "意見の件数", &["諮問依頼書.区民意見公募（パブリックコメント）の状況について.意見の件数"]),
    (
        7,
        "見直しした部分",
        &["諮問依頼書.区民意見公募（パブリックコメント）の状況について.規則第 7 条第 4 項に基づき見直しした部分"],
    ),
    (7, "短縮の理由", &[]),
    (7, "再実施が必要な理由", &["諮問依頼書.再実施が必要な理由"]),
    (7, "変更項目", &["諮問依頼書.変更項目"]),
    (7, "参考資料[2]", &["諮問依頼書.参考資料[2]"]),
    (7, "実施時期[2]", &["諮問依頼書.実施時期（予定）[2]"]),
    (
        7,
        "実施時期.時期",
        &[
            "諮問依頼書.実施時期（予定）[1].時期",
            "諮問依頼書.実施時期（予定）[2].時期",
            "諮問依頼書.実施時期（予定）[3].時期",
        ],
    ),
    (8, "業務の内容", &["諮問依頼書.委託における業務の内容"]),
    (8, "保護対策", &["諮問依頼書.委託における個人情報の保護対策"]),
    (8, "対象者", &["諮問依頼書.委託における個人情報の保護対策.対象者"]),
    (
        8,
        "外部委託先.名称",
        &[
            "諮問依頼書.委託における個人情報の保護対策.外部委託に係る対策.外部委託先.資格履歴管理事務に係る委託先.名称",
            "諮問依頼書.委託における個人情報の保護対策.外部委託に係る対策.外部委託先.機関別符号取得等事務に係る委託先.名称",
        ],
    ),
    (
        8,
        "外部委託先.\"社会保険診療報酬支払基金\".名称",
        &[
            "諮問依頼書.委託における個人情報の保護対策.外部委託に係る対策.外部委託先.機関別符号取得等事務に係る委託先.名称",
        ],
    ),
    (
        8,
        "外部委託先.再委託先.名称",
        &[
            "諮問依頼書.委託における個人情報の保護対策.外部委託に係る対策.外部委託先.資格履歴管理事務に係る委託先.再委託先.国民健康保険中央会.名称",
        ],
    ),
    (8, "情報の内容.\"システム基本情報\"[6]", &["諮問依頼書.別紙.別紙2.システム基本情報[6]"]),
    (
        8,
        "業務の内容及び処理方法.資格履歴管理事務",
        &["諮問依頼書.委託における業務の内容.業務の内容及び処理方法.資格履歴管理事務"],
    ),
    (8, "委託事業者の選定基準", &[]),
    (8, "委託処理予定件数", &[]),
    (9, "諮問理由.在宅勤務型テレワークの実施", &["諮問依頼書.諮問理由.在宅勤務型テレワークの実施"]),
    (9, "対象者", &[]),
    (9, "テレワーク実施概要.実施場所", &["諮問依頼書.別紙.別紙1.実施場所"]),
    (
        9,
        "テレワーク実施概要.環境整備及び情報セキュリティ対策.情報セキュリティ対策[4]",
        &["諮問依頼書.別紙.別紙1.環境整備及び情報セキュリティ対策.情報セキュリティ対策[4]"],
    ),
    (
        9,
        "テレワーク環境のセキュリティ.\"【テレワーク環境の特徴】\"[5]",
        &["諮問依頼書.別紙.別紙2.【テレワーク環境の特徴】[5]"],
    ),
    (9, "担当部課[2]", &["諮問依頼書.担当部課[2]"]),
    (10, "外部委託先", &["諮問依頼書.個人情報の保護対策.外部委託に係る対策.委託事業者"]),
    (
        10,
        "外部委託先.名称",
        &["諮問依頼書.個人情報の保護対策.外部委託に係る対策.委託事業者.東日本総合計画株式会社.法人名"],
    ),
    (10, "個人情報の項目.所有者情報[2]", &["諮問依頼書.別紙.別紙2.所有者情報[2]"]),
    (10, "運用方法.管理責任者[2]", &["諮問依頼書.業務の内容.運用方法.管理責任者[2]"]),
    (11, "履行場所", &["諮問依頼書.業務の内容.履行場所"]),
    (11, "外部委託先", &[]),
    (11, "個人情報の項目.実施確認書", &["諮問依頼書.個人情報の保護対策.情報の内容.個人情報の項目.実施確認書"]),
    (
        11,
        "委託業務に係る個人情報保護対策[9]",
        &["諮問依頼書.個人情報の保護対策.外部委託に係る対策.委託業務に係る個人情報保護対策[9]"],
    ),
    (11, "保護対策.見出し", &["諮問依頼書.個人情報の保護対策.見出し"]),
    (12, "業務の内容及び処理方法", &["諮問依頼書.システム及び外部結合の内容.業務の内容"]),
    (12, "結合先.注", &["諮問依頼書.システム及び外部結合の内容.結合先.注"]),
    (12, "実施機関の対策", &["諮問依頼書.個人情報の保護対策.実施機関のセキュリティ対策"]),
    (
        12,
        "運用上のセキュリティ対策.利用者の認証",
        &["諮問依頼書.個人情報の保護対策.実施機関のセキュリティ対策.運用上のセキュリティ対策.利用者の認証"],
    ),
    (12, "情報の内容.発生届に関する情報[3]", &["諮問依頼書.別紙.別紙2.発生届に関する情報[3]"]),
    (
        12,
        "情報セキュリティポリシーへの対応.情報セキュリティ対策.物理的セキュリティ対策.関係条文",
        &["諮問依頼書.別紙.別紙3.情報セキュリティ対策.物理的セキュリティ対策.関係条文"],
    ),
    (12, "情報セキュリティポリシーへの対応.管理体制.手法", &["諮問依頼書.別紙.別紙3.管理体制.手法"]),
];

#[test]
fn places_are_found_where_they_stand() {
    let mut wrong = Vec::new();
    for (number, written, wanted) in PLACES {
        let Some(found) = pointers(*number, written) else { continue };
        if found != *wanted {
            wrong.push(format!("第{number}号 {written}: {found:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_short_name_stands_in_some_referral() {
    let cases: Vec<_> = (7..=12).filter_map(referral).collect();
    if cases.len() < 6 {
        println!("not all six referrals are there: skipped");
        return;
    }
    let missing: Vec<&str> = FORM
        .places()
        .iter()
        .filter(|named| cases.iter().all(|case| case.find(&named.place).nodes.is_empty()))
        .map(|named| named.name.as_str())
        .collect();
    // The opinions of all six were sought for thirty days or not at all.
    assert_eq!(missing, ["短縮の理由"]);
}

#[test]
fn no_two_texts_share_a_pointer() {
    for number in 7..=12 {
        let Some(case) = referral(number) else { continue };
        let mut seen = HashMap::new();
        let mut first_names = HashSet::new();
        for node in scalars(&case, case.root()) {
            let pointer = case.pointer(node);
            assert_eq!(seen.insert(pointer.clone(), node), None, "第{number}号: {pointer}");
            assert!(first_names.insert(case.canonical(node)), "第{number}号: {}", case.canonical(node));
        }
        println!("第{number}号: {} pointers", seen.len());
    }
}

#[test]
fn twins_and_odd_names_have_pointers_of_their_own() {
    let case = case(
        "種別: [外部委託]
諮問依頼書:
  業務の内容:
    業務の内容及び処理方法:
      - {項目: 受付, 内容: 一}
      - {項目: 受 付, 内容: 二}
      - {項目: '受付 ver.2 [予定]', 内容: 三}
      - {本文: 四, 内容: 五}
      - {本文: 六, 内容: [七, 八]}
      - [九, 十]
  その他の項目:
    - {項目: 経費, 内容: 十一}
",
    );
    let pointer = |text: &str| {
        let node = scalars(&case, case.root()).into_iter().find(|&node| case.document().text(node) == Some(text));
        case.pointer(node.unwrap()).replace("諮問依頼書.業務の内容.業務の内容及び処理方法", "…")
    };
    assert_eq!(pointer("一"), "…[1]");
    assert_eq!(pointer("二"), "…[2]");
    assert_eq!(pointer("三"), "….\"受付 ver.2 [予定]\"");
    assert_eq!(pointer("四"), "…[4]");
    assert_eq!(pointer("五"), "…[4].内容");
    assert_eq!(pointer("六"), "…[5]");
    assert_eq!(pointer("八"), "…[5][2]");
    assert_eq!(pointer("十"), "…[6][2]");
    assert_eq!(pointer("十一"), "諮問依頼書.経費");
    let quoted = case.find(&place("業務の内容及び処理方法.\"受付 ver.2 [予定]\"")).nodes;
    assert_eq!(quoted.len(), 1);
    assert_eq!(case.find(&place("業務の内容及び処理方法.受付")).nodes.len(), 2);
    assert_eq!(case.find(&place("諮問依頼書.\"経費\"")).nodes.len(), 1);
}

#[test]
fn a_missing_place_is_shown_at_the_nearest_one() {
    let case = case("件名: あ\n種別: [外部委託]\n諮問依頼書:\n  業務の内容: {運用方法: {管理責任者: 課長}}\n");
    let nearest = |written: &str| case.pointer(case.find(&place(written)).nearest);
    assert_eq!(nearest("履行場所"), "諮問依頼書.業務の内容");
    assert_eq!(nearest("運用方法.運用担当者"), "諮問依頼書.業務の内容.運用方法");
    assert_eq!(nearest("対象者"), "諮問依頼書");
    assert_eq!(nearest("諮問書.前文"), "");
    let span = case.label_span(case.find(&place("履行場所")).nearest);
    assert_eq!(case.source().slice(span), "業務の内容");
}

#[test]
fn rows_of_a_table_typed_as_a_list_are_places() {
    let case = case(
        "種別: [外部委託]
諮問依頼書:
  業務の内容:
    - {項目: 履行場所, 内容: 庁舎}
  その他の項目:
    - {項目: 実施時期(予定), 内容: 令和2年9月}
",
    );
    let pointer =
        |written: &str| case.find(&place(written)).nodes.iter().map(|&node| case.pointer(node)).collect::<Vec<_>>();
    assert_eq!(pointer("履行場所"), ["諮問依頼書.業務の内容.履行場所"]);
    assert_eq!(pointer("実施時期"), ["諮問依頼書.実施時期(予定)"]);
}

#[test]
fn items_are_called_by_their_first_names() {
    let Some(case) = referral(8) else { return };
    let node = case.find(&place("外部委託先.名称")).nodes[0];
    assert_eq!(case.item_of(node), "名称");
    let entry = case.find(&place("委託業務に係る個人情報保護対策[1]")).nodes[0];
    assert_eq!(case.item_of(entry), "委託業務に係る個人情報保護対策");
    assert!(case.canonical(entry).starts_with("諮問依頼書.個人情報の保護対策.外部委託に係る対策."));
}

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
        let own = ["種別"];
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

/// Facts of the referrals as inferred: 有 by words (w), by silence (s); 無; not decidable (?).
#[test]
fn facts_are_inferred_with_their_words() {
    const FACTS: &[(u32, &str)] =
        &[(7, "w?ssss?"), (8, "wwwssw無"), (9, "??swww?"), (10, "無無swws無"), (11, "無wwwww無"), (12, "無wswwww")];
    for (number, wanted) in FACTS {
        let Some(case) = referral(*number) else { continue };
        let states: String = case
            .facts()
            .iter()
            .map(|reading| match reading.state {
                FactState::Shown => 'w',
                FactState::Silent(true) => 's',
                FactState::Silent(false) => '無',
                FactState::Undecidable => '?',
                FactState::Denied => '否',
                FactState::Declared(_) | FactState::Conflict => panic!("第{number}号 declares nothing"),
            })
            .collect();
        assert_eq!(states, *wanted, "第{number}号");
        for shown in case.facts().iter().flat_map(|reading| reading.shown.iter().take(1)) {
            let words = &case.document().text(shown.node).unwrap()[shown.range.clone()];
            println!("第{number}号 {}: {words}", case.pointer(shown.node));
        }
    }
}

#[test]
fn declarations_stand_unless_the_text_says_otherwise() {
    let state = |declared: &str, text: &str| {
        let file = format!(
            "種別: [外部委託]\n確認事項: {{{declared}}}\n諮問依頼書:\n  個人情報の保護対策: {{情報の内容: 氏名, 外部委託に係る対策: [{text}]}}\n"
        );
        let case = case(&file);
        let reading = case.fact("再委託").unwrap();
        (reading.state, reading.contradicts(), reading.shown.len(), reading.denied.len())
    };
    assert_eq!(state("再委託: 無", "名簿を提出する。"), (FactState::Declared(false), false, 0, 0));
    assert_eq!(state("再委託: 無", "再委託は行わない。"), (FactState::Declared(false), false, 0, 1));
    assert_eq!(state("再委託: 無", "再委託先にも同じ義務を課す。"), (FactState::Conflict, true, 1, 0));
    assert_eq!(state("再委託: 有", "再委託は、してはならない。"), (FactState::Declared(true), true, 0, 1));
    assert_eq!(state("", "再委託は、してはならない。"), (FactState::Denied, false, 0, 1));
    assert_eq!(state("", "再 委託を行う場合は、承認を受ける。"), (FactState::Shown, false, 1, 0));
    assert_eq!(state("", "名簿を提出する。"), (FactState::Silent(true), false, 0, 0));
    assert_eq!(state("再委託: ''", "名簿を提出する。"), (FactState::Silent(true), false, 0, 0));
    let number = |text: &str| {
        let case = case(&format!("種別: [外部委託]\n諮問依頼書: {{個人情報の保護対策: {text}}}\n"));
        case.fact("個人番号の取扱い").unwrap().state
    };
    assert_eq!(number("{情報の内容: 氏名}"), FactState::Silent(false));
    assert_eq!(number("{情報の内容: 氏名及び個人番号}"), FactState::Shown);
    assert_eq!(number("{情報の内容: 要記入}"), FactState::Undecidable);
    assert_eq!(number("{情報の内容: 氏名, 対象者: 個人番号を除いた名簿の者}"), FactState::Silent(false));
}

#[test]
fn pasted_radicals_are_the_same_keys_and_words() {
    let path = crate::support::root().join("../shared/field/F10/pasted.yaml");
    if !path.exists() {
        println!("../shared/field is not there: skipped");
        return;
    }
    let opened = kansa::case::Case::read(crate::support::document_of(&path), &FORM).unwrap();
    assert_eq!(opened.errors, []);
    let case = opened.case;
    for written in
        ["諮問書.前文", "諮問依頼書.文書番号", "実施目的", "履行場所", "保護対策", "委託業務に係る個人情報保護対策"]
    {
        assert_eq!(case.find(&place(written)).nodes.len(), 1, "{written}");
    }
    assert_eq!(case.fact("区の外への持出し").unwrap().state, FactState::Denied);
}

#[test]
fn numbers_titles_kinds_and_links_are_known() {
    let case = referral(11).unwrap();
    assert_eq!(case.number(), Some("令和2年度第11号議案"));
    assert_eq!(case.title(), "産後ケア（訪問型）事業に係る業務の外部委託について");
    assert_eq!(case.kinds().iter().map(|kind| kind.name.as_str()).collect::<Vec<_>>(), ["外部委託"]);
    let draft = crate::support::case(
        "種別: テレワーク\n関連: [令和2年度第7号議案, ./pia.yaml]\n諮問依頼書: {諮問事項: 在宅勤務について}\n",
    );
    assert_eq!((draft.number(), draft.title()), (None, "在宅勤務について"));
    let links: Vec<_> = draft.links().into_iter().filter_map(|node| draft.document().text(node)).collect();
    assert_eq!(links, ["令和2年度第7号議案", "./pia.yaml"]);
    let whole = crate::support::document("諮問書: {}\n");
    assert!(kansa::case::is_case(&whole, &FORM));
    assert!(!kansa::case::is_case(&crate::support::document("件名: あ\n"), &FORM));
    assert!(!kansa::case::is_case(&crate::support::document("[種別]\n"), &FORM));
}

#[test]
fn the_referral_of_the_eligibility_check_has_85_items() {
    let Some(case) = referral(8) else { return };
    let annex = case.find(&place("情報の内容")).nodes;
    let units = case.units(&annex);
    let items = units.iter().filter(|unit| unit.role == Role::Item && case.pointer(unit.node).contains("別紙2."));
    assert_eq!(items.count(), 85);
}
