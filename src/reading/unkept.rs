//! What is laid down and not kept to: 「…することとしているが、実際には行われていない」「しかし、守られていない」.

/// Whether a clause, or a sentence behind its opening word, tells of nothing but that what stands before it is not kept
/// to. Where it names a thing of its own, 「紙の名簿の処分は行われていない」, that alone is not done.
pub(super) fn unkept(text: &str) -> bool {
    const NOT_KEPT: [&str; 20] = [
        "行われていない",
        "行っていない",
        "行えていない",
        "実施されていない",
        "実施していない",
        "実行されていない",
        "履行されていない",
        "守られていない",
        "守っていない",
        "遵守されていない",
        "徹底されていない",
        "徹底していない",
        "励行されていない",
        "運用されていない",
        "機能していない",
        "なされていない",
        "されていない",
        "していない",
        "形骸化している",
        "放置されている",
    ];
    const DIFFERS: [&str; 5] = ["伴っていない", "異なる", "異なっている", "合っていない", "そうなっていない"];
    const IN_SOME: [&str; 7] = ["がある", "が多い", "もある", "も多い", "が見られる", "が散見される", "が少なくない"];
    const WHOM: [&str; 6] = ["例", "課", "職員", "者", "場合", "ところ"];
    let told = text.replace("ません", "ない").replace("います", "いる");
    let told = IN_SOME
        .iter()
        .find_map(|some| told.strip_suffix(some))
        .and_then(|told| WHOM.iter().find_map(|whom| told.strip_suffix(whom)))
        .unwrap_or(&told);
    let really = before_the_facts(told);
    NOT_KEPT.contains(&really)
        || ["実態が", "実態と", "実態は", "実情と", "現実と"]
            .iter()
            .filter_map(|facts| really.strip_prefix(facts))
            .any(|told| DIFFERS.contains(&told))
}

/// A clause without the words that set the facts against the rule, or say how far.
fn before_the_facts(text: &str) -> &str {
    const FACTS: [&str; 20] = [
        "実際には",
        "実際は",
        "実際に",
        "現実には",
        "実態としては",
        "実態は",
        "実情は",
        "現場では",
        "運用上は",
        "現状では",
        "必ずしも",
        "十分には",
        "十分に",
        "完全には",
        "ほとんど",
        "全く",
        "まったく",
        "これが",
        "これは",
        "そのとおりには",
    ];
    let mut rest = text;
    while let Some(next) = FACTS.iter().find_map(|facts| rest.strip_prefix(facts)) {
        rest = next.trim_start_matches('、');
    }
    rest
}
