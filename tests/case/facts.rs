//! What a case declares of itself, and what is inferred.

use kansa::case::FactState;

use crate::support::{FORM, case, place, referral};

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
    // A number of persons does not tell what is known of them.
    assert_eq!(number("{情報の内容: {委託処理予定件数: 400件}}"), FactState::Undecidable);
    assert_eq!(number("{情報の内容: {個人情報の項目: 要記入, 委託処理予定件数: 400件}}"), FactState::Undecidable);
    assert_eq!(number("{情報の内容: {個人情報の項目: 氏名, 委託処理予定件数: 400件}}"), FactState::Silent(false));
}

#[test]
fn an_answer_that_is_none_leaves_the_question_open() {
    for answer in ["未定", "要記入", "なし", "あり", "", "[有, 無]"] {
        let file = format!(
            "種別: [外部委託]\n確認事項: {{個人番号の取扱い: {answer}, 再委託: {answer}}}\n諮問依頼書: {{個人情報の保護対策: {{情報の内容: 氏名}}}}\n"
        );
        let case = crate::support::open(&file).case;
        assert_eq!(case.fact("個人番号の取扱い").unwrap().state, FactState::Undecidable, "{answer}");
        assert_eq!(case.fact("再委託").unwrap().state, FactState::Silent(true), "{answer}");
    }
}

#[test]
fn a_word_of_another_matter_shows_no_fact() {
    let state = |text: &str| {
        let file = format!("種別: [外部委託]\n諮問依頼書: {{個人情報の保護対策: {{情報の内容: {text}}}}}\n");
        case(&file).fact("紙媒体・電子媒体の受渡し").unwrap().state
    };
    assert_eq!(state("緊急搬送先となる医療機関名"), FactState::Silent(true));
    assert_eq!(state("患者を搬送した者の氏名"), FactState::Silent(true));
    assert_eq!(state("書類の搬送に用いる鍵"), FactState::Shown);
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
    let whole = crate::support::document("諮問書: {}\n");
    assert!(kansa::case::is_case(&whole, &FORM));
    assert!(!kansa::case::is_case(&crate::support::document("件名: あ\n"), &FORM));
    assert!(!kansa::case::is_case(&crate::support::document("[種別]\n"), &FORM));
}

/// Gives one file and one case by its number.
struct Two;

impl kansa::case::Beside for Two {
    fn file(&self, path: &str) -> Result<kansa::case::Fetched, kansa::case::PaperFault> {
        let text = "種別: 外部委託\n議案番号: 甲\n";
        let fetched = kansa::case::Fetched { name: path.to_owned(), bytes: text.as_bytes().to_vec() };
        (path == "pia.yaml").then_some(fetched).ok_or(kansa::case::PaperFault::Absent)
    }

    fn numbered(&self, number: &str) -> Result<kansa::case::Fetched, kansa::case::LinkFault> {
        let fetched = || kansa::case::Fetched {
            name: "七.yaml".to_owned(),
            bytes: "種別: 特定個人情報保護評価\n議案番号: 令和2年度第7号議案\n".as_bytes().to_vec(),
        };
        (number == "令和2年度第7号議案").then(fetched).ok_or(kansa::case::LinkFault::NotInRun)
    }
}

#[test]
fn linked_cases_are_found_by_number_and_by_file() {
    let mut draft = crate::support::case(
        "種別: テレワーク\n関連: [令和2年度第7号議案, ./pia.yaml, 令和2年度第8号議案, ない.yaml, ../外.yaml]\n",
    );
    assert_eq!(draft.links().len(), 0, "before they are looked for");
    draft.attach(&Two);
    let told: Vec<_> = draft
        .links()
        .iter()
        .map(|link| match &link.case {
            Ok(case) => case.number().unwrap_or_default().to_owned(),
            Err(fault) => fault.to_string(),
        })
        .collect();
    assert_eq!(
        told,
        [
            "令和2年度第7号議案",
            "甲",
            "この点検に含まれていません",
            "ファイルがありません",
            "案件のフォルダーの外を指しています"
        ]
    );
}

#[test]
fn a_linked_number_is_short_where_it_names_no_year() {
    for (number, is_short) in [
        ("第7号議案", true),
        ("第七号議案", true),
        ("議案第7号", true),
        ("7", true),
        ("2020年度第7号議案", false),
        ("2年度第7号議案", false),
        ("令和2年度第9号議案", false),
        ("前回の諮問", false),
    ] {
        let mut draft = crate::support::case(&format!("種別: テレワーク\n関連: [{number}]\n"));
        draft.attach(&Two);
        let fault = draft.links().first().and_then(|link| link.case.as_ref().err());
        let wanted = if is_short { kansa::case::LinkFault::ShortNumber } else { kansa::case::LinkFault::NotInRun };
        assert_eq!(fault, Some(&wanted), "{number}");
    }
}

/// What a sentence says of handling the numbers of persons: shown, or denied.
#[test]
fn a_denial_is_read_by_its_verb_and_a_ban_on_some_way_is_none() {
    let state = |sentence: &str| {
        let text = format!(
            "種別: [外部委託]\n諮問依頼書: {{個人情報の保護対策: {{情報の内容: 氏名, 対象者: '{sentence}'}}}}\n"
        );
        crate::support::case(&text).fact("個人番号の取扱い").expect("the fact").state
    };
    for denied in [
        "個人番号は、申込みの受付に当たり収集せず、受付システムにも登録欄を設けない。",
        "なお、個人番号については一切取り扱わないものとする。",
        "本業務では、マイナンバーを利用しません。",
        "個人番号の入力欄は設けず、氏名で検索する。",
        "特定個人情報は含まれない。",
        "申請書には個人番号の記載を含まない。",
        "個人番号は、収集・利用しない。",
        "個人番号が記載された書類は受け取らない。",
        "書類の個人番号は、黒塗りにする。",
        "マイナンバーの欄を黒塗りにした写しを用いる。",
        "マイナンバー欄を黒塗りにする。",
        "マイナンバーの欄は、黒塗りとする。",
        "特定個人情報を黒塗りにして受け取る。",
        "個人番号については、記載箇所を黒塗りにする。",
        "個人番号が記載された部分を塗りつぶして受け取る。",
        "個人番号の欄は、黒塗りにしなければならない。",
        "個人番号欄はマスキングを行う。",
    ] {
        assert_eq!(state(denied), FactState::Silent(false), "{denied}");
    }
    for shown in [
        "個人番号を目的外に利用しない。",
        "個人番号は、法令に定める場合を除き、利用してはならない。",
        "個人番号は、区の承認を得ずに記録しない。",
        "個人番号を取り扱わない職員の端末には、権限を与えない。",
        "個人番号を記載しなければならない。",
        "個人番号を漏らさない。",
        "個人番号が表示されないようフィルターを貼る。",
        "個人番号は収集せず、個人番号カードの写しを受け取る。",
        "個人番号を取り扱い、第三者に提供しない。",
        "個人番号の提供を受け、台帳に記録しない。",
        "個人番号を含む帳票は、第三者に提供しない。",
        "個人番号の取扱いは担当者が行い、第三者には提供しない。",
        "個人番号を利用する事務では、氏名を画面に表示しない。",
        "個人番号の欄を黒塗りにしないで受け取る。",
        "個人番号の欄は黒塗りにせず、写しを保管する。",
        "個人番号の欄は、黒塗りにしていない。",
        "個人番号の部分を塗りつぶさずに預かる。",
        "個人番号は黒塗りにする必要はない。",
        "個人番号は黒塗りを外して保管する。",
        "個人番号の欄を黒塗りにする前の写しを保管する。",
        "個人番号カードの氏名を黒塗りにする。",
    ] {
        assert_eq!(state(shown), FactState::Shown, "{shown}");
    }
    // Passed on, shown or used in a thing of another name: it may be there all the same.
    for open in [
        "個人番号は、本人に提出を求めない。住民基本台帳ネットワークから取得する。",
        "個人番号の提出は求めない。",
        "個人番号を記録した台帳は提供しない。",
        "個人番号を扱う端末は利用しない。",
        "個人番号は画面に表示しない。",
        "個人番号は黒塗りを求めない。",
        "個人番号の欄は、黒塗りを要しない。",
        "個人番号は画面に表示せず、記録しない。",
        "個人番号は、第三者に閲覧させない。個人番号は、提供しない。",
    ] {
        assert_eq!(state(open), FactState::Undecidable, "{open}");
    }
}
