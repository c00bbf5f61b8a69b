//! The closed lists of endings and markers: the grammar of obligation, ban, permission and doubt.
//!
//! They are looked for together with the words of the lexicon, and then resolved from left to right,
//! the longest first, so that 「なければならない」 is a duty and no negation.

use super::words::WordList;
use crate::bytes::kept_number;

/// What an ending or a marker does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::FromRepr)]
pub(super) enum Mark {
    /// A duty: holds negations in it that negate nothing.
    Duty,
    /// A ban.
    Ban,
    /// A plain negation.
    Not,
    /// Says that something is not needed.
    Exempt,
    /// Says that something is ended or switched off; negates a thing that must be there.
    Off,
    /// The first half of a double negation: 「…でなければ」「…以外は」.
    Without,
    /// A permission or an ability.
    May,
    /// Weakens what stands before it, at the end of a clause.
    Hedge,
    /// A plan.
    Plan,
    /// Weakens what follows in its clause.
    Discretion,
    /// Leaves the matter to another text.
    Reference,
    /// Looks like one of the others and is none.
    Neutral,
    /// Ends a condition that no comma marks off.
    Condition,
    /// Ends a negative condition that no comma marks off: 「…ないと」.
    Lack,
    /// Ends a purpose that no comma marks off.
    Purpose,
    /// A longer word that holds a shorter one by chance.
    Blocker,
    /// Threatens a penalty.
    Penalty,
    /// Brings a rule into force or keeps an old one.
    Transition,
    /// Opens a list.
    List,
    /// Sets a word off to be explained: 「…とは、」.
    Definition,
    /// A thing in use, of which a sentence tells how it works.
    InUse,
    /// A paper that names matters and settles none: a guide, an index, an invoice.
    Naming,
}

kept_number!(Mark);

#[rustfmt::skip]
const DUTY: &[&str] = &[
    "なければならない", "なければならぬ", "なければならず", "なければなりません", "なければいけない", "なければいけません", "なくてはならない",
    "なくてはなりません", "なくてはいけない", "なくてはいけません", "ないとならない", "ないとなりません", "ないといけない", "ないといけません",
    "ねばならない", "ねばならぬ", "ねばなりません", "ざるを得ない", "ざるを得ません", "なければならなかった", "でなければならない",
    "でなければならず", "でなければなりません", "でなければいけない", "でなくてはならない",
];

#[rustfmt::skip]
const BAN: &[&str] = &[
    "てはならない", "てもならない", "てもならず", "てもなりません", "でもならない", "てはならず", "てはならぬ", "てはなりません", "てはいけない", "てはいけません", "てはいけず", "ではならない", "ではなりません",
    "ではいけない", "ではいけません", "べきでない", "べきではない", "べきではありません", "べからず", "できない", "できず", "できません",
    "許可しない", "許可せず", "許可しません", "許可されない", "許さない", "許さず", "許されない", "許されません", "許しません", "認めない", "認めず",
    "認めません", "認められない", "認められません", "認められず", "禁止", "禁じ", "禁ずる", "厳禁", "不可", "不可能", "を防止", "を防ぐ", "を防ぎ",
    "を避け", "は避け", "を控え", "は控え", "差し控え", "差控え", "を慎", "は慎", "ことのない", "ことがない", "ことなく", "ことがなく", "ことはない",
    "ことのなく", "ことはせず", "てはだめ", "ないでください", "ないで下さい", "ないものとする", "ないこととする",
];

#[rustfmt::skip]
const NOT: &[&str] = &[
    "ものではない", "ものでない", "ものではありません", "ものでもない", "わけではない", "わけでない", "わけではありません", "ことではない", "ことではありません",
    "とは限らない", "とは限りません",
    "出ない", "出ず", "見ない", "見ず", "来ない", "来ず", "ません", "せぬ", "らぬ", "ざること", "ざるもの", "ざるよう", "怠る", "怠り", "怠っ", "怠ら",
];

#[rustfmt::skip]
const EXEMPT: &[&str] = &[
    "要しない", "要しません", "要さない", "要せず", "不要", "必要ない", "必要はない", "必要がない", "必要ありません", "必要はありません",
    "必要がありません", "なくてよい", "なくてもよい", "なくても差支えない", "なくても構わない", "なくてもかまわない", "なくて差支えない",
    "なくても良い", "ないでよい", "ないでもよい", "に及ばない", "には及ばない", "に及びません", "には及びません", "省略", "免除", "見送る", "見送り",
    "見送っ", "見合わせ", "見合せ", "棚上げ", "者任せ", "各自任せ", "本人任せ", "現場任せ", "利用者に任せ", "各自に任せ", "本人に任せ", "個人に任せ", "現場に任せ", "職員に任せ",
    "担当者に任せ", "判断に任せ", "裁量に任せ", "の任せ", "工夫に任せ", "対象から除く", "対象から除き", "対象としない", "適用しない", "適用されない", "任意と", "自由とし", "自由とす", "自由であ", "自由です",
];

const OFF: &[&str] = &[
    "停止",
    "無効",
    "解除",
    "廃止",
    "やめる",
    "やめて",
    "やめた",
    "取りやめ",
    "中止",
    "外す",
    "外し",
    "撤去",
    "打切り",
    "打ち切",
    "をもって終了",
    "をもって廃止",
    "を廃し",
    "をやめ、",
    "を撤廃",
    "不採用",
];

#[rustfmt::skip]
const WITHOUT: &[&str] = &[
    "でなければ", "なければ", "ない限り", "なくして", "なしに", "なしで", "ないで", "せずに", "ずには", "以外は", "以外の", "以外に", "以外を",
    "以外へ", "以外で", "以外と", "のほかは", "のほかには", "のほかへは", "のほかでは", "のほかからは", "のほか、", "ほかは", "場合のほか", "を除き", "を除いて", "を除くほか", "を除いては", "なく",
];

#[rustfmt::skip]
const MAY: &[&str] = &[
    "できる", "できます", "可能", "差支えない", "差支えありません", "差支えなく", "妨げない", "妨げるものではない", "妨げるものでない", "認める",
    "認めます", "認められる", "認められます", "許可する", "許可します", "許す", "許される", "てもよい", "ても良い", "てもかまわない", "ても構わない",
    "てもかまいません", "ても構いません", "構わない", "構いません", "かまわない", "かまいません", "てよい", "て良い", "てもよく", "ことを得", "支障ない", "支障はない", "できるよう", "容認", "やむを得ない",
    "やむをえない", "やむを得ません", "許容", "禁じない", "禁じません", "禁じていない", "禁じていません", "禁じるものではない", "禁止しない",
    "禁止しません", "禁止していない", "禁止していません", "禁止されていない", "禁止するものではない", "禁止してはいない", "禁じてはいない", "とがめない", "とがめません", "問題としない",
    "ことを制限しない",
];

#[rustfmt::skip]
const HEDGE: &[&str] = &[
    "努め", "努力", "望ましい", "望ましく", "望まし", "望まれ", "好ましい", "好まし", "考えられ", "思われ", "検討", "検討中", "協議中", "協議しているところ", "協議を進め", "調整を進め", "可否を調整", "可否を決め", "可否を決定", "可否を判断", "可否を協議", "可否を検討", "是非を検討", "調べているところ", "研究しているところ", "協議している段階", "推奨", "推奨事項", "勧め", "勧奨", "奨励",
    "お勧め", "おすすめ", "有効である", "有効です", "有効と", "効果的", "重要", "大切", "肝要", "不可欠", "期待", "目指", "目標", "心掛け", "心がけ", "習慣です", "習慣である", "基本です", "基本である", "心得です", "心得である", "常識です", "マナーです", "方法がある", "方法があります", "を控えるよう", "呼び掛け", "呼びかけ",
    "こころがけ", "配慮", "留意", "注意", "気を配", "気を付け", "気をつけ", "意識し", "課題", "課題として挙げられ", "課題となって", "場合があ", "場合もあ", "ことがあ", "こともあ",
    "おそれ", "恐れ", "可能性", "かもしれ", "役立", "ことにつなが", "止につなが", "心につなが", "向上につなが", "減につなが", "保につなが", "化につなが", "予防につなが", "制につなが", "改善につなが", "消につなが", "実現につなが", "醸成につなが", "採否を決定", "採否を決め", "採否を決する", "採否を決し", "採否を判断", "採否を定", "採否を検討", "採否を検証", "要否を決定", "要否を決め", "要否を決する", "要否を決し", "要否を判断", "要否を定", "要否を検討", "要否を検証", "是非を決定", "是非を決め", "是非を決する", "是非を決し", "是非を判断", "当否を", "今後決定", "今後決め", "今後決する", "今後決し", "今後定", "今後整備",
    "今後策定", "今後協議", "次年度に決定", "次年度に決め", "次年度に判断", "次年度に定め", "次年度以降に決定", "次年度以降に決め", "次年度以降に定め", "次年度以降に判断", "来年度に決定", "来年度に決め", "来年度に判断", "来年度に定め", "改めて決定", "改めて判断", "後日決定", "後日決め", "後日判断", "後日定め", "追って定", "追って決定", "追って決め", "追って決する", "追って決し", "追って検討", "別途協議", "別途検討", "協議の上決定", "協議の上、決定", "協議の上、決め", "協議の上決め", "協議の上、定め", "協議のうえ、定め", "協議の上で、定め", "協議の上決する", "協議の上決し", "協議の上定", "協議のうえ定", "協議のうえ決", "協議の上で決定", "協議の上で決め", "協議の上で決する", "協議の上で決し", "協議の上で定", "協議して定", "協議して決定", "協議して決め", "協議して決する", "協議して決し", "協議により定", "結論を得", "手法", "でしょう", "だろう", "求められ", "ことが多い",
    "一般的", "有用", "に資する", "つもり", "ましょう", "議論", "研究する", "研究し", "研究を進め", "模索", "と考えてい", "と考える", "と考えます", "を考える", "を考えている", "視野に入れ", "るにとどめ", "くにとどめ", "すにとどめ", "と思う", "と思い", "いいと思", "けたい", "きたい", "りたい", "いたい", "みたい", "せたい", "めたい", "てたい", "べたい", "えたい", "したいと", "したい", "といわれ", "と言われ", "として知られ", "広く知られ", "調整中", "様子を見て", "勘案して判断", "勘案の上", "踏まえて判断", "見て判断", "考慮して判断", "応じて判断", "上で判断", "の上判断", "考えであ", "考えです", "としたい", "意向であ", "意向です", "総合的に判断", "促す", "促し", "が理想", "有益", "段階である", "段階です", "段階にあ", "申し入れている", "認める場合に行う", "と認める場合に行う", "と認めるときに行う", "認めるときに行う", "判断した場合に行う", "判断する場合に行う", "とされるにとどまり", "とされるにとどまる", "ほしい", "もらいたい", "話し合って決め", "話し合って定め", "話合いで決め", "ば足りる", "ば足ります",
];

const PLAN: &[&str] = &[
    "に向け",
    "運びとなって",
    "運びである",
    "運びです",
    "準備を進め",
    "準備中",
    "予定",
    "見込",
    "計画し",
    "計画す",
    "計画で",
    "計画を立てて",
    "予算に要求し",
    "予算を要求し",
    "予算要求",
    "要望している",
    "方針であ",
    "方針です",
];

#[rustfmt::skip]
const DISCRETION: &[&str] = &[
    "必要に応じ", "必要により", "可能な限り", "可能な範囲", "可能であれば", "可能な場合は", "可能な場合には", "できる限り", "できるかぎり", "できるだけ", "できる範囲", "なるべく",
    "極力", "例えば", "たとえば", "必要があると認め", "必要と認め", "必要があると判断", "必要と判断", "必要がある場合", "必要がある時",
    "必要があるとき", "必要な場合", "必要なとき", "必要があれば", "かどうか", "状況に応じ", "適宜", "場合によって", "場合により", "余裕があれば", "次年度に", "次年度以降", "来年度に", "来年度以降",
    "望む場合", "希望する場合",
];

#[rustfmt::skip]
const REFERENCE: &[&str] = &[
    "に準じる", "に準ずる", "に準じます", "に準じて", "に準じた", "に準ずること", "の例による", "の例により", "を準用", "別に定める", "別途定める", "別に定めます",
    "に委ねる", "に委ねます", "に委ね", "に定めるとおり", "に定める】", "による】", "のとおりとする", "とおりである", "とおりです",
];

#[rustfmt::skip]
const NEUTRAL: &[&str] = &[
    "のみならず", "だけでなく", "だけではなく", "だけでは", "ばかりでなく", "にかかわらず", "に関わらず", "拘わらず", "問わず", "必ず", "とりあえず",
    "絶えず", "思わず", "相変わらず", "少なからず", "に限らず", "にとどまらず", "に留まらず", "に過ぎない", "違いない", "やむを得ず", "やむを得なく",
    "つないで", "欠かさず", "を残らず", "欠かさない", "欠かすことなく", "怠らず", "怠りなく", "怠ることなく", "怠らない",
    "限りでない", "限りではない", "限りでは", "に限るものではない", "に限るものでない", "に限られるものではない", "限定するものではない",
    "のみによるものではない", "だけによるものではない", "不可欠", "不要となった", "不要とな", "不要にな", "不要な", "必要がなくな", "必要のなくな",
    "必要なくな", "必要でなくな", "必要のない", "必要としなくな", "少なくとも", "遅滞なく", "漏れなく", "もれなく", "間もなく", "まもなく",
    "速やかに", "滞りなく", "余すところなく", "正当な理由なく", "理由なく", "理由がなく", "ことができないよう", "でなく", "ではなく", "可能な",
    "可能とな", "できる範囲を", "できる範囲は", "可能な範囲を", "可能な範囲は", "に足りない", "足りない", "問題ない", "問題がない", "問題のない", "問題なく", "支障のない", "支障がない", "支障がなく", "支障なく",
    "誤りがない", "誤りのない", "不備がない", "不備のない", "異常がない", "異常のない", "相違ない", "相違がない", "変わらない", "注意義務", "重要な",
    "重要性", "重要度", "重要情報", "重要書類", "大切な", "注意事項", "留意事項", "努力義務", "検討会", "有効期", "有効な", "有効に", "日において有効", "時点において有効", "時点で有効", "現に有効", "現在有効", "期間中有効", "有効であるもの", "有効である認証", "有効である資格", "期待され",
    "目標値", "認める場合", "認めるとき", "と認める", "と認めら", "予定表", "予定者", "予定地", "予定日", "効果的な", "効果的に",
];

#[rustfmt::skip]
const CONDITION: &[&str] = &[
    "場合は", "場合には", "場合においては", "場合において", "ときは", "ときには", "際は", "際には", "に当たっては", "に際しては", "場合で", "時には",
];

const PURPOSE: &[&str] = &["ために", "ためには"];

const BLOCKERS: &[&str] = &["時を移さず", "いずれ"];

const PENALTY: &[&str] = &["懲役", "拘禁刑", "罰金", "過料", "に処する", "に処し"];

const TRANSITION: &[&str] = &["従前の例", "から施行する", "日から適用する", "附則"];

const LIST: &[&str] = &["次の", "次に", "以下の", "以下に", "下記", "各号", "のとおり"];

/// What makes the deed before it the only way to what is allowed behind it.
pub(super) const FIRST_THEN: [&str; 2] = ["て初めて", "てはじめて"];

/// Letters before 「ない」「ず」 that make it the negation of a verb.
const IRREALIS: &str = "経かさたなまらわばがしせれけめえべげねてりいきみじこちにび";

/// Classes of the lexicon that the grammar itself reads: names whose parts are no words of their own, the things
/// that are in use where such papers are written, and the papers that only name matters.
pub const ROLE_CLASSES: [&str; 4] = ["紛れる名", "使っている物", "事柄を挙げるだけの文書", CARRIERS];

/// The class of the stems of the predicates that carry the deed told before them.
pub(super) const CARRIERS: &str = "行いを担う述語";

/// The mark of the words of such a class.
pub(super) fn role(class: &str) -> Option<Mark> {
    let [confusing, in_use, naming, _] = ROLE_CLASSES;
    match class {
        _ if class == confusing => Some(Mark::Blocker),
        _ if class == in_use => Some(Mark::InUse),
        _ if class == naming => Some(Mark::Naming),
        _ => None,
    }
}

/// Puts a word of such a class behind those of `insert`.
pub(super) fn insert_role(words: &mut WordList, marks: &mut Vec<Option<Mark>>, mark: Mark, word: &str) {
    if words.insert(word) as usize == marks.len() {
        marks.push(Some(mark));
    }
}

/// Puts the closed lists into `words`; the result gives the mark of each word number.
pub(super) fn insert(words: &mut WordList) -> Vec<Option<Mark>> {
    let lists: [(Mark, &[&str]); 19] = [
        (Mark::Penalty, PENALTY),
        (Mark::Transition, TRANSITION),
        (Mark::List, LIST),
        (Mark::Definition, &["とは、"]),
        (Mark::Neutral, NEUTRAL),
        (Mark::Duty, DUTY),
        (Mark::Ban, BAN),
        (Mark::Not, NOT),
        (Mark::Exempt, EXEMPT),
        (Mark::Off, OFF),
        (Mark::May, MAY),
        (Mark::Hedge, HEDGE),
        (Mark::Plan, PLAN),
        (Mark::Discretion, DISCRETION),
        (Mark::Reference, REFERENCE),
        (Mark::Condition, CONDITION),
        (Mark::Lack, &["ないと"]),
        (Mark::Purpose, PURPOSE),
        (Mark::Blocker, BLOCKERS),
    ];
    let mut marks = Vec::new();
    let mut add = |words: &mut WordList, word: &str, mark: Mark| {
        let number = words.insert(word) as usize;
        if number == marks.len() {
            marks.push(Some(mark));
        }
    };
    for (mark, list) in lists {
        for word in list {
            add(words, word, mark);
        }
    }
    for word in WITHOUT {
        add(words, word, Mark::Without);
    }
    let mut buffer = String::new();
    for letter in IRREALIS.chars() {
        for (ending, mark) in [
            ("ない", Mark::Not),
            ("ず", Mark::Not),
            ("なかった", Mark::Not),
            ("ずに", Mark::Without),
            ("ないで", Mark::Without),
        ] {
            buffer.clear();
            buffer.push(letter);
            buffer.push_str(ending);
            add(words, &buffer, mark);
        }
    }
    marks
}
