//! Letters that stand for one letter: radicals, old forms, twins of code pages.
//!
//! Text pasted from a PDF often holds radicals in place of the letters that look the same. NFKC maps
//! the Kangxi block (U+2F00 to U+2FD5), four of it to letters that Japanese does not write: ⼾ becomes 戶
//! and not the 戸 of place names. It leaves the block "CJK Radicals Supplement" (U+2E80 to U+2EF3).
//! These are the letters of both, after Unicode's EquivalentUnifiedIdeograph, in their Japanese form.
//!
//! Old forms（旧字体）are those of the letters of general use whose form was changed in 1946 and 1949: 區 and
//! 区 are one letter to a reader, and NFKC leaves them apart.

/// Pairs of radical and letter, in the order of the radicals.
#[rustfmt::skip]
const RADICALS: [(char, char); 105] = [
    ('\u{2E81}', '厂'), ('\u{2E82}', '乛'), ('\u{2E83}', '乚'), ('\u{2E84}', '乙'), ('\u{2E85}', '亻'), ('\u{2E86}', '冂'),
    ('\u{2E88}', '刀'), ('\u{2E89}', '刂'), ('\u{2E8A}', '卜'), ('\u{2E8B}', '㔾'), ('\u{2E8C}', '小'), ('\u{2E8D}', '小'),
    ('\u{2E8E}', '兀'), ('\u{2E8F}', '尣'), ('\u{2E90}', '尢'), ('\u{2E92}', '巳'), ('\u{2E93}', '幺'), ('\u{2E94}', '彑'),
    ('\u{2E95}', '彐'), ('\u{2E96}', '忄'), ('\u{2E97}', '㣺'), ('\u{2E98}', '扌'), ('\u{2E99}', '攵'), ('\u{2E9B}', '旡'),
    ('\u{2E9C}', '日'), ('\u{2E9D}', '月'), ('\u{2E9E}', '歺'), ('\u{2EA0}', '民'), ('\u{2EA1}', '氵'), ('\u{2EA2}', '氺'),
    ('\u{2EA3}', '灬'), ('\u{2EA4}', '爫'), ('\u{2EA5}', '爫'), ('\u{2EA6}', '丬'), ('\u{2EA7}', '牛'), ('\u{2EA8}', '犭'),
    ('\u{2EA9}', '王'), ('\u{2EAB}', '目'), ('\u{2EAC}', '示'), ('\u{2EAD}', '礻'), ('\u{2EAE}', '竹'), ('\u{2EAF}', '糹'),
    ('\u{2EB0}', '糸'), ('\u{2EB1}', '罓'), ('\u{2EB2}', '罒'), ('\u{2EB6}', '羊'), ('\u{2EB9}', '耂'), ('\u{2EBA}', '肀'),
    ('\u{2EBB}', '聿'), ('\u{2EBC}', '肉'), ('\u{2EBD}', '臼'), ('\u{2EBE}', '艹'), ('\u{2EBF}', '艹'), ('\u{2EC0}', '艹'),
    ('\u{2EC1}', '虎'), ('\u{2EC2}', '衤'), ('\u{2EC3}', '覀'), ('\u{2EC4}', '西'), ('\u{2EC5}', '見'), ('\u{2EC6}', '角'),
    ('\u{2EC8}', '言'), ('\u{2EC9}', '貝'), ('\u{2ECA}', '足'), ('\u{2ECB}', '車'), ('\u{2ECC}', '辶'), ('\u{2ECD}', '辶'),
    ('\u{2ECE}', '辶'), ('\u{2ECF}', '阝'), ('\u{2ED0}', '金'), ('\u{2ED1}', '長'), ('\u{2ED2}', '長'), ('\u{2ED3}', '長'),
    ('\u{2ED4}', '門'), ('\u{2ED6}', '阝'), ('\u{2ED7}', '雨'), ('\u{2ED8}', '青'), ('\u{2ED9}', '韋'), ('\u{2EDA}', '頁'),
    ('\u{2EDB}', '風'), ('\u{2EDC}', '飛'), ('\u{2EDD}', '食'), ('\u{2EDF}', '飠'), ('\u{2EE0}', '食'), ('\u{2EE1}', '首'),
    ('\u{2EE2}', '馬'), ('\u{2EE3}', '骨'), ('\u{2EE4}', '鬼'), ('\u{2EE5}', '魚'), ('\u{2EE6}', '鳥'), ('\u{2EE7}', '鹵'),
    ('\u{2EE8}', '麦'), ('\u{2EE9}', '黄'), ('\u{2EEA}', '黽'), ('\u{2EEB}', '斉'), ('\u{2EEC}', '斉'), ('\u{2EED}', '歯'),
    ('\u{2EEE}', '歯'), ('\u{2EEF}', '竜'), ('\u{2EF0}', '竜'), ('\u{2EF1}', '亀'), ('\u{2EF2}', '亀'), ('\u{2F3E}', '戸'),
    ('\u{2FAD}', '青'), ('\u{2FC8}', '黄'), ('\u{2FCA}', '黒'),
];

/// Pairs of old form and letter, in the order of the old forms.
#[rustfmt::skip]
const OLD_FORMS: [(char, char); 291] = [
    ('乘', '乗'), ('亂', '乱'), ('亙', '亘'), ('亞', '亜'), ('佛', '仏'), ('來', '来'), ('倂', '併'), ('假', '仮'),
    ('傳', '伝'), ('僞', '偽'), ('價', '価'), ('儉', '倹'), ('兒', '児'), ('內', '内'), ('兩', '両'), ('册', '冊'),
    ('剩', '剰'), ('劍', '剣'), ('劑', '剤'), ('勞', '労'), ('勳', '勲'), ('勵', '励'), ('勸', '勧'), ('區', '区'),
    ('卷', '巻'), ('卽', '即'), ('參', '参'), ('吳', '呉'), ('單', '単'), ('嚴', '厳'), ('囑', '嘱'), ('圈', '圏'),
    ('國', '国'), ('圍', '囲'), ('圓', '円'), ('圖', '図'), ('團', '団'), ('增', '増'), ('墮', '堕'), ('壓', '圧'),
    ('壘', '塁'), ('壞', '壊'), ('壤', '壌'), ('壯', '壮'), ('壹', '壱'), ('壽', '寿'), ('奧', '奥'), ('奬', '奨'),
    ('孃', '嬢'), ('學', '学'), ('寢', '寝'), ('實', '実'), ('寫', '写'), ('寬', '寛'), ('寶', '宝'), ('將', '将'),
    ('專', '専'), ('對', '対'), ('屆', '届'), ('屬', '属'), ('峽', '峡'), ('嶽', '岳'), ('帶', '帯'), ('廢', '廃'),
    ('廣', '広'), ('廳', '庁'), ('彈', '弾'), ('彌', '弥'), ('徑', '径'), ('從', '従'), ('德', '徳'), ('恆', '恒'),
    ('惠', '恵'), ('惡', '悪'), ('惱', '悩'), ('愼', '慎'), ('慘', '惨'), ('應', '応'), ('懷', '懐'), ('戀', '恋'),
    ('戰', '戦'), ('戲', '戯'), ('戶', '戸'), ('戾', '戻'), ('拂', '払'), ('拔', '抜'), ('拜', '拝'), ('插', '挿'),
    ('搖', '揺'), ('搜', '捜'), ('擇', '択'), ('擊', '撃'), ('擔', '担'), ('據', '拠'), ('擧', '挙'), ('擴', '拡'),
    ('攝', '摂'), ('收', '収'), ('效', '効'), ('敍', '叙'), ('敎', '教'), ('敕', '勅'), ('數', '数'), ('斷', '断'),
    ('旣', '既'), ('昻', '昂'), ('晝', '昼'), ('曉', '暁'), ('會', '会'), ('條', '条'), ('棧', '桟'), ('榮', '栄'),
    ('樂', '楽'), ('樓', '楼'), ('樞', '枢'), ('樣', '様'), ('橫', '横'), ('檢', '検'), ('櫻', '桜'), ('權', '権'),
    ('歐', '欧'), ('歡', '歓'), ('步', '歩'), ('歲', '歳'), ('歸', '帰'), ('殘', '残'), ('殼', '殻'), ('毆', '殴'),
    ('每', '毎'), ('氣', '気'), ('沒', '没'), ('淨', '浄'), ('淸', '清'), ('淺', '浅'), ('溪', '渓'), ('溫', '温'),
    ('滯', '滞'), ('滿', '満'), ('潛', '潜'), ('澁', '渋'), ('澤', '沢'), ('濕', '湿'), ('濟', '済'), ('濱', '浜'),
    ('瀧', '滝'), ('灣', '湾'), ('燈', '灯'), ('燒', '焼'), ('營', '営'), ('爐', '炉'), ('爭', '争'), ('爲', '為'),
    ('犧', '犠'), ('狹', '狭'), ('獨', '独'), ('獵', '猟'), ('獸', '獣'), ('獻', '献'), ('瓣', '弁'), ('產', '産'),
    ('畫', '画'), ('當', '当'), ('疊', '畳'), ('癡', '痴'), ('發', '発'), ('盜', '盗'), ('盡', '尽'), ('眞', '真'),
    ('硏', '研'), ('碎', '砕'), ('祕', '秘'), ('禪', '禅'), ('禮', '礼'), ('稱', '称'), ('穩', '穏'), ('竊', '窃'),
    ('竝', '並'), ('粹', '粋'), ('絲', '糸'), ('經', '経'), ('綠', '緑'), ('緖', '緒'), ('緣', '縁'), ('縣', '県'),
    ('縱', '縦'), ('總', '総'), ('繩', '縄'), ('繪', '絵'), ('繼', '継'), ('續', '続'), ('纖', '繊'), ('缺', '欠'),
    ('聰', '聡'), ('聲', '声'), ('聽', '聴'), ('肅', '粛'), ('腦', '脳'), ('膽', '胆'), ('臟', '臓'), ('臺', '台'),
    ('與', '与'), ('舊', '旧'), ('莊', '荘'), ('莖', '茎'), ('萬', '万'), ('薰', '薫'), ('藏', '蔵'), ('藝', '芸'),
    ('藥', '薬'), ('處', '処'), ('號', '号'), ('螢', '蛍'), ('蟲', '虫'), ('蠶', '蚕'), ('蠻', '蛮'), ('衞', '衛'),
    ('裝', '装'), ('覺', '覚'), ('覽', '覧'), ('觀', '観'), ('觸', '触'), ('謠', '謡'), ('證', '証'), ('譯', '訳'),
    ('譽', '誉'), ('讀', '読'), ('變', '変'), ('讓', '譲'), ('豐', '豊'), ('豫', '予'), ('貳', '弐'), ('賣', '売'),
    ('賴', '頼'), ('贊', '賛'), ('踐', '践'), ('輕', '軽'), ('轉', '転'), ('辨', '弁'), ('辭', '辞'), ('辯', '弁'),
    ('遞', '逓'), ('遲', '遅'), ('邊', '辺'), ('鄕', '郷'), ('醉', '酔'), ('醫', '医'), ('釀', '醸'), ('釋', '釈'),
    ('錄', '録'), ('錢', '銭'), ('鎭', '鎮'), ('鐵', '鉄'), ('鑄', '鋳'), ('鑛', '鉱'), ('關', '関'), ('陷', '陥'),
    ('隨', '随'), ('險', '険'), ('隱', '隠'), ('雙', '双'), ('雜', '雑'), ('霸', '覇'), ('靈', '霊'), ('靑', '青'),
    ('靜', '静'), ('顏', '顔'), ('顯', '顕'), ('飜', '翻'), ('餘', '余'), ('騷', '騒'), ('驅', '駆'), ('驗', '験'),
    ('驛', '駅'), ('髓', '髄'), ('體', '体'), ('髮', '髪'), ('鬪', '闘'), ('鷄', '鶏'), ('鹽', '塩'), ('麥', '麦'),
    ('黃', '黄'), ('黑', '黒'), ('默', '黙'), ('點', '点'), ('黨', '党'), ('齊', '斉'), ('齋', '斎'), ('齒', '歯'),
    ('齡', '齢'), ('龍', '竜'), ('龜', '亀'),
];

/// The letter under which a letter is compared, before NFKC.
#[must_use]
pub fn ordinary_letter(letter: char) -> char {
    match letter {
        '\u{2E80}'..='\u{2FD5}' => found(&RADICALS, letter),
        // Nearly every letter of a text is asked for, and nearly none is an old form.
        '\u{4E00}'..='\u{9FFF}' if is_old(letter) => found(&OLD_FORMS, letter),
        letter => twin(letter),
    }
}

/// A bit for each letter from U+4E00: whether it is an old form.
#[expect(clippy::indexing_slicing, reason = "a wrong place is refused by the compiler")]
static IS_OLD: [u64; 0x5200 / 64] = {
    let mut bits = [0; 0x5200 / 64];
    let mut at = 0;
    while at < OLD_FORMS.len() {
        let letter = OLD_FORMS[at].0 as usize - 0x4E00;
        bits[letter / 64] |= 1 << (letter % 64);
        at += 1;
    }
    bits
};

fn is_old(letter: char) -> bool {
    let at = (letter as usize).wrapping_sub(0x4E00);
    IS_OLD.get(at / 64).is_some_and(|bits| bits & (1 << (at % 64)) != 0)
}

fn found(pairs: &[(char, char)], letter: char) -> char {
    let found = pairs.binary_search_by_key(&letter, |&(other, _)| other);
    found.ok().and_then(|at| pairs.get(at)).map_or(letter, |&(_, ordinary)| ordinary)
}

/// The letter under which the two Unicode characters of one letter of JIS X 0208 are compared.
///
/// Microsoft's code page 932 reads 0x8160 as ～ (U+FF5E), 0x817C as － (U+FF0D), 0x815C as ― (U+2015) and
/// 0x8161 as ∥ (U+2225); other converters, and people who type in UTF-8, give 〜 (U+301C), − (U+2212),
/// — (U+2014) and ‖ (U+2016). NFKC folds the first two of Microsoft's and none of the others, so a word
/// would be found in one file and not in its twin. (¢ £ ¬ are folded by NFKC.)
const fn twin(letter: char) -> char {
    match letter {
        '\u{301C}' => '~',
        '\u{2212}' => '-',
        '\u{2014}' => '\u{2015}',
        '\u{2016}' => '\u{2225}',
        letter => letter,
    }
}

/// A letter of the cursive syllabary.
#[must_use]
pub const fn is_hiragana(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ゖ')
}

/// A Chinese character, with the signs that stand in for one.
#[must_use]
pub const fn is_kanji(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '々' | '〇' | 'ヶ')
}

#[cfg(test)]
mod tests {
    use super::{OLD_FORMS, RADICALS, ordinary_letter};

    #[test]
    fn the_tables_are_sorted_and_lead_to_letters_that_stay() {
        for pairs in [&RADICALS[..], &OLD_FORMS] {
            assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0));
            assert!(pairs.iter().all(|&(_, letter)| ordinary_letter(letter) == letter), "{pairs:?}");
        }
    }
}
