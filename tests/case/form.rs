//! The form itself: its names, places and words.

use kansa::form::{Folded, PlaceFault, Shape, Silence, Step, fold_name, same_name};

use crate::support::{FORM, place};

#[test]
fn names_compare_after_folding() {
    assert!(same_name("実施時期（予定）", "実施時期 (予定)"));
    assert!(same_name("規則第 7 条第 4 項", "規則第７条第４項"));
    assert!(same_name("⽂書番号", "文書番号"));
    assert!(same_name("健康サービス課⻑", "健康サービス課長"));
    assert!(same_name("デ\u{3099}ータ", "デ\u{3099}ータ"));
    assert!(same_name("ﾃﾞｰﾀ", "データ"));
    // NFKC alone makes another letter of this radical.
    assert!(same_name("江⼾川区⻘少年課", "江戸川区青少年課"));
    assert!(!same_name("対象者", "対象物"));
    assert_eq!(fold_name("　履行\n場所 "), "履行場所");
}

#[test]
fn folded_texts_lead_back_to_what_was_typed() {
    let typed = "①９ 月、ﾃﾞｰﾀの 受 渡し 12 34 か\u{3099}";
    let folded = Folded::new(typed);
    assert_eq!(folded.text(), "①9月、データの受渡し12 34が");
    let back = |word: &str| folded.places(word).map(|place| &typed[folded.typed(place)]).collect::<Vec<_>>();
    assert_eq!(back("9月"), ["９ 月"]);
    assert_eq!(back("データ"), ["ﾃﾞｰﾀ"]);
    assert_eq!(back("受渡し"), ["受 渡し"]);
    assert_eq!(back("34が"), ["34 か\u{3099}"]);
    assert_eq!(folded.typed(0..folded.text().len()), 0..typed.len());
    assert_eq!(Folded::new("").typed(0..0), 0..0);
}

#[test]
fn every_place_has_a_help_line_and_a_path_that_resolves() {
    let mut keys = 0;
    let mut stack: Vec<_> = FORM.children(None).to_vec();
    while let Some(id) = stack.pop() {
        let key = FORM.key(id);
        assert!(!key.help.is_empty(), "{}", FORM.path(id));
        assert!(!key.help.ends_with('。'), "{}", FORM.path(id));
        assert_eq!(place(&FORM.path(id)).key(), Some(id), "{}", FORM.path(id));
        for name in key.names.iter().chain([&key.name]) {
            assert_eq!(FORM.child(key.parent, name), Some(id));
            assert!(FORM.keys_named(name).contains(&id));
        }
        stack.extend(&key.children);
        keys += 1;
    }
    println!("{keys} places, {} short names, {} facts", FORM.places().len(), FORM.facts().len());
    assert!(keys > 60);
    let kinds: Vec<&str> = FORM.kinds().iter().map(|kind| kind.name.as_str()).collect();
    assert_eq!(kinds, ["外部委託", "外部結合", "処理変更", "テレワーク", "特定個人情報保護評価"]);
}

#[test]
fn the_short_names_of_the_brief_are_there() {
    for (short, path) in [
        ("保護対策", "諮問依頼書.個人情報の保護対策"),
        ("対象者", "諮問依頼書.個人情報の保護対策.対象者"),
        ("委託処理予定件数", "諮問依頼書.個人情報の保護対策.情報の内容.委託処理予定件数"),
        ("委託契約における規定", "諮問依頼書.個人情報の保護対策.外部委託に係る対策.委託契約における規定"),
        ("業務の内容及び処理方法", "諮問依頼書.業務の内容.業務の内容及び処理方法"),
        ("意見の件数", "諮問依頼書.区民意見公募の状況.意見の件数"),
        ("テレワーク環境のセキュリティ", "諮問依頼書.テレワーク環境のセキュリティ"),
        ("件名", "件名"),
    ] {
        assert_eq!(place(short).steps(), place(path).steps(), "{short}");
    }
    assert!(place("全文").steps().is_empty());
    assert!(FORM.holds_list(&place("個人情報の項目")));
    assert!(FORM.holds_list(&place("情報の内容.\"別の行\"")));
    assert!(!FORM.holds_list(&place("委託契約における規定")));
}

#[test]
fn places_with_slips_are_refused_with_the_nearest_name() {
    let fault = |written: &str| FORM.place(written).unwrap_err();
    let nearest = |written: &str| match fault(written) {
        PlaceFault::UnknownStep { nearest, .. } => nearest,
        other => panic!("{written}: {other:?}"),
    };
    assert_eq!(nearest("保護対策.対象社").as_deref(), Some("対象者"));
    assert_eq!(nearest("履行場處").as_deref(), Some("履行場所"));
    assert_eq!(nearest("諮問依頼書.実施目標").as_deref(), Some("実施目的"));
    assert_eq!(nearest("外部委託先.名弥").as_deref(), Some("名称"));
    assert_eq!(nearest("保護対策.まったく別のもの"), None);
    assert!(matches!(fault("実施目的.本文"), PlaceFault::NoStep { .. }));
    for broken in ["", "保護対策..対象者", "保護対策.", "対象者[", "対象者[零]", "対象者[0]", "\"対象者", "対象者]"]
    {
        assert!(matches!(fault(broken), PlaceFault::Broken(_)), "{broken}: {:?}", fault(broken));
    }
}

#[test]
fn steps_are_keys_entries_and_numbers() {
    let steps = |written: &str| place(written).steps().len();
    assert_eq!(steps("委託業務に係る個人情報保護対策[9]"), 5);
    assert_eq!(steps("テレワーク実施概要.実施場所"), 3);
    assert_eq!(place("テレワーク実施概要.実施 場所").steps()[2], Step::Entry("実施場所".to_owned()));
    assert_eq!(place("参考資料.\"1.概要[案]\"").steps()[2], Step::Entry("1.概要[案]".to_owned()));
    assert_eq!(place("参考資料[2]").steps()[2], Step::Nth(2));
    assert_eq!(place("外部委託先.法人名").title(&FORM), "名称");
}

#[test]
fn facts_say_what_silence_means() {
    let given = |name: &str| matches!(FORM.fact(name).unwrap().silence, Silence::Given);
    for name in ["再委託", "紙媒体・電子媒体の受渡し", "区の外への持出し", "ネットワークによる伝送"]
    {
        assert!(given(name), "{name}");
    }
    for name in ["個人番号の取扱い", "要配慮個人情報", "約款による外部サービス"] {
        assert!(!given(name), "{name}");
    }
    for fact in FORM.facts() {
        assert!(fact.advice.contains(&fact.name), "{}", fact.name);
        // A denying phrase that holds none of the words would deny nothing.
        for phrase in &fact.unless {
            assert!(fact.words.iter().any(|word| phrase.contains(word.as_str())), "{}: {phrase}", fact.name);
        }
    }
}

#[test]
fn shapes_are_known() {
    let shape = |written: &str| FORM.key(place(written).key().unwrap()).shape;
    assert_eq!(shape("実施時期"), Shape::Schedule);
    assert_eq!(shape("管理責任体制"), Shape::Table);
    assert_eq!(shape("件名"), Shape::Text);
    assert_eq!(shape("参考資料"), Shape::List);
}

#[test]
fn an_office_prints_its_own_name_and_articles() {
    let papers = FORM.children(None).iter().copied().find(|&id| FORM.key(id).name == "諮問依頼書");
    for (typed, wanted) in [
        ("葦原市情報セキュリティポリシーへの対応", Some("情報セキュリティポリシーへの対応")),
        ("東部広域連合の情報セキュリティポリシーへの対応について", Some("情報セキュリティポリシーへの対応")),
        ("導入するテレワーク環境のセキュリティについて", Some("テレワーク環境のセキュリティ")),
        ("市民意見公募の状況について", Some("区民意見公募の状況")),
        ("実施目的について", Some("実施目的")),
        ("市の実施目的", Some("実施目的")),
        ("受託者の実施目的", None),
        ("旧実施目的", None),
    ] {
        let found = FORM.child(papers, typed).map(|id| FORM.key(id).name.as_str());
        assert_eq!(found, wanted, "{typed}");
    }
    let comments = FORM.child(papers, "区民意見公募の状況");
    let reviewed = FORM.child(comments, "規則第5条第2項に基づき見直しした部分").map(|id| FORM.key(id).name.as_str());
    assert_eq!(reviewed, Some("見直しした部分"));
}

#[test]
fn no_two_names_in_one_place_differ_only_by_what_an_office_prints() {
    let mut places = vec![None];
    let mut names = 0;
    while let Some(parent) = places.pop() {
        for &id in FORM.children(parent) {
            places.push(Some(id));
            let key = FORM.key(id);
            for name in std::iter::once(&key.name).chain(&key.names).filter(|_| !key.own) {
                assert_eq!(FORM.child(parent, &format!("葦原市{name}について")), Some(id), "{name}");
                names += 1;
            }
        }
    }
    assert!(names > 100, "{names}");
}
