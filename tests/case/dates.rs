//! Dates as papers write them.

use kansa::case::date::{Carry, Dated, Interval, TimeSpan, When, dates};

use crate::support::{case, open, place, referral};

fn interval(interval: Interval) -> String {
    let day = |day: Option<jiff::civil::Date>| day.map_or("…".to_owned(), |day| day.to_string());
    if interval.earliest == interval.latest {
        day(interval.earliest)
    } else {
        format!("{}~{}", day(interval.earliest), day(interval.latest))
    }
}

fn written(when: &When) -> String {
    let (start, end) = (interval(when.start), interval(when.end));
    match when.span {
        TimeSpan::Point => start,
        TimeSpan::Period => format!("{start} -> {end}"),
        TimeSpan::Since => format!("since {start}"),
        TimeSpan::Until => format!("until {end}"),
    }
}

fn shown(dated: &Dated) -> String {
    let mark = if dated.estimated { "?" } else { "" };
    let note = if dated.note.is_some() { "!" } else { "" };
    match &dated.when {
        Ok(when) => format!("{}{mark}{note}", written(when)),
        Err(fault) => format!("{fault}"),
    }
}

fn read(text: &str) -> String {
    dates(text, &mut Carry::default()).iter().map(shown).collect::<Vec<_>>().join(" | ")
}

/// Text, and what is read; `?` marks an estimated year, `!` a remark on the era.
const TABLE: &[(&str, &str)] = &[
    // days, in every way of writing them
    ("令和 2 年 7 月 2 日", "2020-07-02"),
    ("令和２年７月２日", "2020-07-02"),
    ("令和二年七月二十二日", "2020-07-22"),
    ("㋿2年7月2日", "2020-07-02"),
    ("R2.7.2", "2020-07-02"),
    ("Ｒ２．７．２", "2020-07-02"),
    ("R2年7月2日", "2020-07-02"),
    ("令和2.7.2", "2020-07-02"),
    ("2020年7月2日", "2020-07-02"),
    ("西暦2020年7月2日", "2020-07-02"),
    ("二〇二〇年七月二日", "2020-07-02"),
    ("2020/7/2", "2020-07-02"),
    ("2020-07-02", "2020-07-02"),
    ("令和2年7月2日(木)", "2020-07-02"),
    ("令和2年2月29日", "2020-02-29"),
    // eras
    ("令和元年5月1日", "2019-05-01"),
    ("令和１年６月", "2019-06-01~2019-06-30"),
    ("平成 31 年 4 月 30 日", "2019-04-30"),
    ("平成三十一年六月", "2019-06-01~2019-06-30!"),
    ("平成 31 年 5 月", "2019-05-01~2019-05-31!"),
    ("平成 32 年 1 月", "2020-01-01~2020-01-31!"),
    ("昭和64年1月7日", "1989-01-07"),
    ("昭和 64 年 1 月 8 日", "1989-01-08!"),
    ("平成元年1月8日", "1989-01-08"),
    ("令和元年4月", "2019-04-01~2019-04-30!"),
    ("大正15年12月", "1926-12-01~1926-12-24"),
    ("明治45年7月", "1912-07-01~1912-07-29"),
    // months, years, fiscal years
    ("令和2年7月", "2020-07-01~2020-07-31"),
    ("令和2年7月上旬", "2020-07-01~2020-07-10"),
    ("令和2年7月中旬", "2020-07-11~2020-07-20"),
    ("令和2年7月末", "2020-07-21~2020-07-31"),
    ("令和3年3月末日", "2021-03-31"),
    ("令和2年7~9月", "2020-07-01~2020-09-30"),
    ("令和2年7、8月", "2020-07-01~2020-08-31"),
    ("令和3年", "2021-01-01~2021-12-31"),
    ("令和元年", "2019-05-01~2019-12-31"),
    ("令和3年度", "2021-04-01~2022-03-31"),
    ("平成31年度", "2019-04-01~2020-03-31"),
    ("令和3年度末", "2022-03-01~2022-03-31"),
    ("令和3年度上半期", "2021-04-01~2021-09-30"),
    ("令和2年度2月", "2021-02-01~2021-02-28"),
    // bounds and periods
    ("令和3年度以降 300 世帯", "since 2021-04-01~…"),
    ("令和 2 年 7 月以降", "since 2020-07-01~…"),
    ("令和 3 年 1 月 1 日から", "since 2021-01-01"),
    ("令和3年3月31日まで", "until …~2021-03-31"),
    ("令和3年3月以前", "until …~2021-03-31"),
    ("令和 2 年 5 月 10 日から 6 月 8 日まで", "2020-05-10 -> 2020-06-08"),
    ("令和2年7月2日から10日まで", "2020-07-02 -> 2020-07-10"),
    ("令和2年5月10日から30日間", "2020-05-10 -> 2020-06-08"),
    ("令和2年5月10日から、２９日間実施する", "2020-05-10 -> 2020-06-07"),
    ("令和2年5月10日から0日間", "since 2020-05-10"),
    ("令和2年5月から30日間", "since 2020-05-01~2020-05-31"),
    ("令和2年12月15日から1月13日まで", "2020-12-15 -> 2021-01-13?"),
    ("令和2年12月～令和3年1月", "2020-12-01~2020-12-31 -> 2021-01-01~2021-01-31"),
    ("令和2年7月1日～8月31日", "2020-07-01 -> 2020-08-31"),
    ("令和2年7月から、令和3年3月まで", "2020-07-01~2020-07-31 -> 2021-03-01~2021-03-31"),
    // years that are carried
    ("令和 2 年 7 月 諮問、9 月 契約", "2020-07-01~2020-07-31 | 2020-09-01~2020-09-30"),
    ("令和元年 11 月、12 月、1 月", "2019-11-01~2019-11-30 | 2019-12-01~2019-12-31 | 2020-01-01~2020-01-31?"),
    ("令和 2 年 5 月 29 日以降、同年 8 月 3 日から", "since 2020-05-29~… | since 2020-08-03"),
    ("令和2年7月諮問、同月契約、翌月開始", "2020-07-01~2020-07-31 | 2020-07-01~2020-07-31 | 2020-08-01~2020-08-31"),
    ("令和2年12月、翌年3月", "2020-12-01~2020-12-31 | 2021-03-01~2021-03-31"),
    ("令和2年度に契約し、2月に開始", "2020-04-01~2021-03-31 | 2021-02-01~2021-02-28"),
    // what is no date
    ("平成 25 年法律第 27 号", ""),
    ("平成 26 年特定個人情報保護委員会規則第 1 号", ""),
    ("令和2年度第8号議案", ""),
    ("利用期間は12月間とし、3月分を請求する", ""),
    ("生後4か月未満", ""),
    ("24月以内", ""),
    ("①9月", "「9月」の年が分かりません"),
    // days that do not exist
    ("令和元年 2 月 30 日", "「令和元年2月30日」という日はありません"),
    ("令和3年2月29日", "「令和3年2月29日」という日はありません"),
    ("令和 0 年 4 月", "「令和0年4月」という年はありません"),
    ("令和元年 13 月", "「令和元年13月」という月はありません"),
    ("令和2年0月", "「令和2年0月」という月はありません"),
    ("令和二十十年4月", "「令和二十十年4月」という年はありません"),
    ("令和2年7月32日", "「令和2年7月32日」という日はありません"),
    ("同年8月", "「同年8月」の年が分かりません"),
    ("令和2年9月10日から8月1日まで", "2020-09-10 -> 2021-08-01?"),
    ("令和2年9月10日から令和2年8月1日まで", "「令和2年9月10日から令和2年8月1日まで」の終わりが始まりより前です"),
    ("令和元年13月、9月", "「令和元年13月」という月はありません | 「9月」の年が分かりません"),
];

#[test]
fn dates_are_read_as_written() {
    println!("{} rows", TABLE.len());
    let wrong: Vec<String> = TABLE
        .iter()
        .filter(|(text, wanted)| read(text) != *wanted)
        .map(|(text, wanted)| format!("{text}: {} instead of {wanted}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ranges_are_those_of_the_typed_text() {
    let text = "（予定）令和 ２ 年 ７ 月以降に開始し、９ 月に変更する。";
    let found = dates(text, &mut Carry::default());
    let words: Vec<&str> = found.iter().map(|dated| &text[dated.range.clone()]).collect();
    assert_eq!(words, ["令和 ２ 年 ７ 月以降", "９ 月"]);
}

#[test]
fn periods_count_their_first_and_last_day() {
    let days = |text: &str| dates(text, &mut Carry::default())[0].when.clone().unwrap().days();
    assert_eq!(days("令和 2 年 5 月 10 日から 6 月 8 日まで"), Some((30, 30)));
    assert_eq!(days("令和3年12月15日から令和4年1月13日まで"), Some((30, 30)));
    assert_eq!(days("令和3年8月から9月まで"), Some((2, 61)));
    assert_eq!(days("令和3年9月"), None);
}

#[test]
fn remarks_on_eras_say_where_the_era_ends() {
    let note = |text: &str| dates(text, &mut Carry::default())[0].note.map(|note| note.to_string()).unwrap();
    assert!(note("平成32年1月").contains("平成は2019年4月30日まで"), "{}", note("平成32年1月"));
    assert!(note("令和元年4月").contains("令和は2019年5月1日から"));
}

/// The lines of a schedule: when, and what happens.
fn lines(text: &str) -> Vec<String> {
    let case = case(text);
    let lines = case.schedule(&case.find(&place("実施時期")).nodes);
    lines
        .iter()
        .map(|line| {
            let when = match &line.when {
                Ok(when) => format!("{}{}", written(when), if line.estimated { "?" } else { "" }),
                Err(fault) => fault.to_string(),
            };
            let told: Vec<&str> = line.tellings.iter().map(|telling| telling.words).collect();
            format!("{when}: {}", told.join(" / "))
        })
        .collect()
}

#[test]
fn schedules_are_read_in_every_shape() {
    let head = "種別: [外部委託]\n諮問依頼書:\n  日付: 令和 2 年 7 月 3 日\n";
    let rows = format!(
        "{head}  実施時期（予定）:\n    - {{時期: 令和 2 年 7 月, 内容: 審査会へ諮問}}\n    - 時期: 9 月\n      内容: [答申, 契約]\n"
    );
    assert_eq!(lines(&rows), ["2020-07-01~2020-07-31: 審査会へ諮問", "2020-09-01~2020-09-30: 答申 / 契約"]);
    let one = format!("{head}  実施時期: {{時期: 令和 2 年 7 月, 内容: 審査会へ諮問}}\n");
    assert_eq!(lines(&one), ["2020-07-01~2020-07-31: 審査会へ諮問"]);
    let block = format!("{head}  実施時期: |\n    令和3年5月 区民意見公募\n    7月 審査会への諮問\n");
    assert_eq!(
        lines(&block),
        ["2021-05-01~2021-05-31: 令和3年5月 区民意見公募\n", "2021-07-01~2021-07-31: 7月 審査会への諮問\n"]
    );
    let list = format!("{head}  実施時期: [令和2年7月 諮問, 9月 契約]\n");
    assert_eq!(lines(&list), ["2020-07-01~2020-07-31: 令和2年7月 諮問", "2020-09-01~2020-09-30: 9月 契約"]);
    let prose = format!("{head}  実施時期: 令和2年7月に審査会へ諮問し、答申を得た後、9月に契約し、10月に開始する。\n");
    assert_eq!(
        lines(&prose),
        [
            "2020-07-01~2020-07-31: 令和2年7月に審査会へ諮問し、答申を得た後、",
            "2020-09-01~2020-09-30: 9月に契約し、",
            "2020-10-01~2020-10-31: 10月に開始する。"
        ]
    );
    let topics = format!("{head}  実施時期: 審査会への諮問は令和2年7月、契約は9月、委託の開始は10月とする。\n");
    assert_eq!(
        lines(&topics),
        [
            "2020-07-01~2020-07-31: 審査会への諮問は令和2年7月、",
            "2020-09-01~2020-09-30: 契約は9月、",
            "2020-10-01~2020-10-31: 委託の開始は10月とする。"
        ]
    );
    let undated =
        format!("{head}  実施時期:\n    - {{時期: 契約後速やかに, 内容: 開始}}\n    - {{時期: 9 月, 内容: 変更}}\n");
    assert_eq!(lines(&undated), ["「契約後速やかに」に日付がありません: 開始", "2020-09-01~2020-09-30?: 変更"]);
    let keyed = case(
        "種別: [特定個人情報保護評価]\n諮問依頼書: {区民意見公募の状況: {公募期間: 令和2年5月10日から6月8日まで}}\n",
    );
    let keyed_lines = keyed.schedule(&keyed.find(&place("公募の期間")).nodes);
    assert_eq!(keyed_lines[0].tellings[1].words, "公募期間", "the key says what happens");
    let in_time = format!("{head}  実施時期:\n    - 時期: 令和2年7月 審査会への諮問\n");
    assert_eq!(lines(&in_time), ["2020-07-01~2020-07-31:  審査会への諮問"]);
}

/// A date tells when its own deed is, not when something is that stands after a turn of the sentence.
#[test]
fn a_date_does_not_reach_past_the_turn_of_its_sentence() {
    let told = |text: &str| {
        let case = case(&format!("種別: [外部委託]\n諮問依頼書:\n  実施時期: {text}\n"));
        let lines = case.schedule(&case.find(&place("実施時期")).nodes);
        lines
            .iter()
            .flat_map(|line| line.tellings.iter().map(|told| told.words.to_owned()))
            .collect::<Vec<_>>()
            .join("|")
    };
    for (text, wanted) in [
        (
            "平成30年3月に点検を受け、事務を行っているところであるが、内容に変更が生じる。",
            "平成30年3月に点検を受け、事務を行っているところであるが、",
        ),
        ("平成30年3月に点検を受けているところ、内容に変更が生じる。", "平成30年3月に点検を受けているところ、"),
        ("平成30年3月に点検を受け、今般、内容に変更が生じる。", "平成30年3月に点検を受け、"),
        ("平成30年3月に点検を受けており、内容に変更が生じる。", "平成30年3月に点検を受けており、"),
        ("令和2年3月に法が改正されたため、内容に変更が生じる。", "令和2年3月に法が改正されたため、"),
        ("平成30年3月に点検を受けた全項目評価書の内容に変更が生じる。", "平成30年3月に点検を受けた全項目評価書"),
        ("内容に変更が生じるが、平成30年3月に点検を受けている。", "平成30年3月に点検を受けている。"),
        // What is told as a cause before a date is over when it comes.
        (
            "答申を受けたことを踏まえ、令和3年9月に委託契約を締結する。",
            "答申を受けたことを踏まえ、令和3年9月に委託契約を締結する。",
        ),
        ("答申を得たので、令和3年9月に契約を結ぶ。", "答申を得たので、令和3年9月に契約を結ぶ。"),
        // Neither a noun before が nor what follows upon a deed is such a turn.
        ("令和3年3月から書類の取扱いが、変更となる。", "令和3年3月から書類の取扱いが、変更となる。"),
        ("令和3年4月から改修したシステムの利用を開始する。", "令和3年4月から改修したシステムの利用を開始する。"),
        ("令和3年4月に、改修したシステムの利用を開始する。", "令和3年4月に、改修したシステムの利用を開始する。"),
        ("令和3年4月に、今回の変更を行う。", "令和3年4月に、今回の変更を行う。"),
        ("令和3年4月にまた内容を変更する。", "令和3年4月にまた内容を変更する。"),
        ("令和3年3月に答申を受けた後、契約を結ぶ。", "令和3年3月に答申を受けた後、契約を結ぶ。"),
        ("変更の内容は、令和3年3月に公示し、運用を始める。", "変更の内容は、令和3年3月に公示し、運用を始める。"),
    ] {
        assert_eq!(told(text), wanted, "{text}");
    }
}

#[test]
fn a_first_month_without_a_year_takes_the_papers_year_as_a_guess() {
    let text = "種別: [外部委託]\n諮問依頼書:\n  日付: 令和 2 年 7 月 3 日\n  実施時期:\n    - {時期: 9 月, 内容: 契約}\n    - {時期: 2 月, 内容: 開始}\n";
    assert_eq!(lines(text), ["2020-09-01~2020-09-30?: 契約", "2021-02-01~2021-02-28?: 開始"]);
}

#[test]
fn schedules_of_the_referrals() {
    let read = |number: u32, place_name: &str| {
        let case = referral(number)?;
        let lines = case.schedule(&case.find(&place(place_name)).nodes);
        Some(lines.iter().map(|line| written(line.when.as_ref().unwrap())).collect::<Vec<_>>())
    };
    if let Some(lines) = read(10, "実施時期") {
        assert_eq!(lines, ["2020-07-01~2020-07-31", "since 2020-07-01~…"]);
    }
    if let Some(lines) = read(11, "実施時期") {
        assert_eq!(lines, ["2020-07-01~2020-07-31", "2020-09-01~2020-09-30", "2020-10-01~2020-10-31"]);
    }
    if let Some(lines) = read(8, "実施時期") {
        assert_eq!(lines, ["2020-07-01~2020-07-31", "2020-09-01~2020-09-30", "2021-03-01~2021-03-31"]);
    }
    // Three times of an annex that a place cites, with the heading before them.
    if let Some(lines) = read(9, "テレワーク実施概要.導入スケジュール（予定）") {
        assert_eq!(lines, ["2020-08-11 -> 2020-12-31", "2020-11-01 -> 2020-12-31", "since 2021-01-01"]);
    }
    // A change that only a sentence tells.
    if let Some(case) = referral(7) {
        let lines = case.schedule(&case.find(&place("諮問理由")).nodes);
        let change =
            lines.iter().find(|line| line.tellings.iter().any(|telling| telling.words.contains("変更が生じる")));
        assert_eq!(written(change.unwrap().when.as_ref().unwrap()), "since 2020-09-01~…");
    }
}

#[test]
fn the_date_of_a_case_is_its_own_or_an_error() {
    let case = referral(11).unwrap();
    assert_eq!(written(&case.date().unwrap().when.unwrap()), "2020-07-03");
    let opened = open("種別: [外部委託]\n諮問依頼書: {日付: 令和元年 2 月 30 日}\n");
    assert_eq!(opened.errors.len(), 1);
    assert_eq!(opened.errors[0].code, "case/no-date");
    assert!(opened.errors[0].what.contains("令和元年2月30日"), "{}", opened.errors[0].what);
    let undated = open("種別: [外部委託]\n諮問依頼書: {日付: 要記入}\n");
    assert_eq!((undated.errors.len(), undated.case.date()), (0, None));
}
