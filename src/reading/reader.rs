//! The reader: statements compiled, texts read.

use std::ops::Range;
use std::sync::Arc;

use super::act::{self, Asked, Force, Taken};
use super::combine;
use super::compile::{Compiled, CompiledWay, Plan, Read};
use super::contrary;
use super::denied_before;
use super::ending;
use super::error::ReaderError;
use super::lead::{LeadForce, lead_force};
use super::leave;
use super::letters::holds;
use super::matter;
use super::near;
use super::passage::{Hit, Passage, Sentence, clause_at, enumerates};
use super::proviso;
use super::rival;
use super::search::{Group, has};
use super::statement::{Lexicon, Mode, Statement, StatementId};
use super::topic;
use super::{Finding, How, Reading, Unit};
use crate::memory::Memory;

/// How much text is kept ready to be read, in bytes; what is made of a text takes some twenty times as much.
const MOST_PASSAGES: usize = 96 * 1024;

/// Reads texts for statements. Made once, shared by all threads.
#[derive(Debug)]
pub struct Reader {
    compiled: Compiled,
    /// The passages of texts that stood in earlier cases.
    passages: Memory<String, Passage>,
}

/// One act read for one way of a statement.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) sentence: usize,
    pub(super) how: How,
    pub(super) clause: Range<usize>,
    pub(super) words: Vec<Range<usize>>,
    pub(super) step: &'static str,
    pub(super) token: Range<usize>,
}

impl Reader {
    /// Compiles statements and the lexicon that they use.
    ///
    /// # Errors
    /// [`ReaderError`] where a class or a statement that is named is not there, or one holds itself.
    pub fn new(lexicon: &Lexicon, statements: &[Statement]) -> Result<Self, ReaderError> {
        Compiled::new(lexicon, statements).map(Self::of)
    }

    /// The reader as bytes, from which [`Reader::from_bytes`] makes it without compiling.
    #[allow(dead_code, reason = "the build script makes the bytes, the program reads them")]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.compiled.to_bytes()
    }

    /// The reader of such bytes; `None` where they are of something else.
    pub(crate) fn from_bytes(bytes: &'static [u8]) -> Option<Self> {
        Compiled::from_bytes(bytes).map(Self::of)
    }

    fn of(compiled: Compiled) -> Self {
        Self { compiled, passages: Memory::new(MOST_PASSAGES) }
    }

    /// The number of a statement.
    #[must_use]
    pub fn statement(&self, id: &str) -> Option<StatementId> {
        self.compiled.ids.get(id).copied().map(StatementId)
    }

    /// All statements with their ids, in the order in which they were given.
    pub fn statements(&self) -> impl Iterator<Item = (StatementId, &str)> {
        self.compiled.statements.iter().zip(0..).map(|(read, number)| (StatementId(number), read.id.as_str()))
    }

    /// Normalises, cuts and searches a text once.
    #[must_use]
    pub fn prepare(&self, unit: Unit<'_>) -> Passage {
        Passage::prepare(&self.compiled, unit)
    }

    /// The same, kept with all that is read in it for other cases that hold the same text; `number` is one that no
    /// other text has.
    #[must_use]
    pub fn passage(&self, unit: Unit<'_>, number: u64) -> Arc<Passage> {
        let key = unit.key(number);
        self.passages.get(key.as_str(), key.len() + unit.text.len(), || self.prepare(unit))
    }

    /// Whether a statement can be read as anything but [`How::None`] or [`How::Near`] in a passage.
    #[must_use]
    pub fn touches(&self, passage: &Passage, statement: StatementId) -> bool {
        let Some(read) = self.read_of(statement) else { return false };
        match &read.content {
            Plan::Ways(_) => has(passage.seen_at_all(), read.touching),
            Plan::AnyOf(parts) | Plan::PartsOf(parts) => {
                parts.iter().any(|&part| self.touches(passage, StatementId(part)))
            }
        }
    }

    /// How the passages of one place, taken together, say a statement.
    ///
    /// `asked` are the statements that the loaded rules ask for: a sentence that is evidence of one
    /// of them is not near to another.
    #[must_use]
    pub fn read(&self, passages: &[&Passage], statement: StatementId, asked: &[StatementId]) -> Reading {
        let reading = self.established(passages, statement);
        if reading.how != How::None {
            return reading;
        }
        let near = self.read_of(statement).and_then(|read| near::find(self, passages, statement, read, asked));
        near.unwrap_or(reading)
    }

    /// How the passages say a statement, without the near misses.
    pub(super) fn established(&self, passages: &[&Passage], statement: StatementId) -> Reading {
        let none = Reading { how: How::None, findings: Vec::new() };
        let Some(read) = self.read_of(statement) else { return none };
        match &read.content {
            Plan::Ways(ways) => {
                let mut findings = Vec::new();
                for (place, passage) in passages.iter().enumerate() {
                    if has(passage.seen_at_all(), read.touching) {
                        let found = rival::told(self, passage, statement, read, ways);
                        findings.extend(found.iter().map(|found| finding(passage, place, found)));
                    }
                }
                combine::text(findings)
            }
            Plan::AnyOf(parts) => combine::any(parts.iter().map(|&part| self.established(passages, StatementId(part)))),
            Plan::PartsOf(parts) => {
                combine::parts(parts.iter().map(|&part| self.established(passages, StatementId(part))))
            }
        }
    }

    /// Every act of one passage that says a statement somehow, looked for once.
    pub(super) fn found<'p>(
        &self,
        passage: &'p Passage,
        statement: StatementId,
        read: &Read,
        ways: &[CompiledWay],
    ) -> &'p [Found] {
        let cell = passage.found.get(statement.0 as usize);
        cell.map_or(&[], |cell| cell.get_or_init(|| self.look_for(passage, read, ways)))
    }

    fn look_for(&self, passage: &Passage, read: &Read, ways: &[CompiledWay]) -> Vec<Found> {
        let mut found = Vec::new();
        for (index, sentence) in passage.sentences.iter().enumerate().filter(|(_, sentence)| !sentence.context) {
            let touched = |at: usize| has(passage.seen_in(at), read.touching);
            if !touched(index) && !sentence.lead.is_some_and(touched) {
                continue;
            }
            for way in ways {
                let before = found.len();
                self.read_sentence(passage, index, sentence, read, way, &mut found);
                if way.absolute {
                    proviso::except(passage, index, found.get_mut(before..).unwrap_or_default());
                }
            }
            if found.last().is_some_and(|found| found.sentence == index) {
                proviso::drop_what_is_done_to_a_rule(passage, index, &mut found);
                if matter::is_other(&self.compiled, passage, index) {
                    matter::weaken(&mut found, index);
                }
            }
            if found.iter().any(|found| found.sentence == index && found.how == How::Said) {
                let of_sentence = |found: &&mut Found| found.sentence == index;
                proviso::weaken_left_to_the_bound(passage, index, found.iter_mut().filter(of_sentence));
                proviso::weaken_withdrawn(passage, index, found.iter_mut().filter(of_sentence));
            }
        }
        contrary::drop_half_read(&mut found);
        if found.iter().any(|found| found.how == How::Said) {
            proviso::take_back(&self.compiled, passage, ways, &mut found);
        }
        found
    }

    pub(super) fn read_of(&self, statement: StatementId) -> Option<&Read> {
        self.compiled.statements.get(statement.0 as usize)
    }

    pub(super) fn reads(&self) -> impl Iterator<Item = (StatementId, &Read)> {
        self.compiled.statements.iter().zip(0..).map(|(read, number)| (StatementId(number), read))
    }

    pub(super) fn compiled(&self) -> &Compiled {
        &self.compiled
    }

    fn read_sentence(
        &self,
        passage: &Passage,
        index: usize,
        sentence: &Sentence,
        read: &Read,
        way: &CompiledWay,
        found: &mut Vec<Found>,
    ) {
        if has(passage.seen_in(index), way.anchor) {
            if way.mode == Mode::ByLeave {
                leave::read(&self.compiled, passage, index, read, way, found);
                return;
            }
            if !topic::possible(passage, sentence, index, way) {
                return;
            }
            for hit in anchors(&self.compiled, passage, sentence, way.anchor) {
                self.read_act(passage, index, sentence, hit, read, way, found);
            }
        } else if let Some(lead) = sentence.lead {
            self.read_lead(passage, index, sentence, lead, read, way, found);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one act of one sentence for one way")]
    fn read_act(
        &self,
        passage: &Passage,
        index: usize,
        sentence: &Sentence,
        act: Hit,
        read: &Read,
        way: &CompiledWay,
        found: &mut Vec<Found>,
    ) {
        let compiled = &self.compiled;
        if topic::other_matter(compiled, passage, index, act.start, act.start, read.unless, way.unless) {
            return;
        }
        // How the act is taken costs most, so its words are looked for first.
        let (mut words, lacking) = match topic::find(compiled, passage, index, way, &act) {
            Some(words) => (words, None),
            None => {
                let Some(lacking) = topic::find_lacking(compiled, passage, index, way, &act) else { return };
                (lacking.words, Some((lacking.word, lacking.as_manner)))
            }
        };
        // What it is done to was told in an earlier clause: then that one must not be of another matter, either.
        let first = words.iter().map(|word| word.start).filter(|&at| sentence.main.contains(&at)).min();
        if let Some(first) = first
            && topic::other_matter(compiled, passage, index, first, act.start, read.unless, way.unless)
        {
            return;
        }
        let range = act.start..act.end;
        let asked = Asked { topic: way.topic, may: way.mode == Mode::May, ..Asked::default() };
        let mut taken = act::take(passage, sentence, &range, asked);
        // 「照合に通った者しか入れない」: the negation of what an act keeps it to is the limit.
        let own = passage.text(&range);
        let keeps =
            way.mode != Mode::Banned && holds(own, "しか") && !["しかる", "しかし"].iter().any(|no| holds(own, no));
        if keeps && matches!(taken.force, Force::Negated | Force::NegatedIf) {
            taken.force = Force::Twice;
        }
        // 「バックアップを取得していない」 holds one negation, whether it is looked for from the thing or from its deed.
        let once = |word: &Range<usize>| range.end <= word.start && word.end <= taken.token.start;
        if let Some((word, as_manner)) = lacking
            && !once(&word)
        {
            taken.force = without(taken.force, as_manner);
            // 「入れなければ開けない設定にしていない」
            if taken.force == Force::Twice && act::is_denied_as_a_whole(passage, sentence, &range) {
                taken.force = Force::Hedged;
            }
        }
        // 「対策は要しない」: an act that is itself the negation denies only what stands with it.
        let itself = matches!(taken.force, Force::Negated | Force::NegatedIf | Force::Waived)
            && taken.token.start <= range.start
            && range.start < taken.token.end;
        if itself && !words.iter().any(|word| taken.clause.start <= word.start && word.end <= taken.clause.end) {
            return;
        }
        // 「通信は暗号化していない」 forbids nothing: the one negation is that of the word.
        let spent = |word: &Range<usize>| {
            let apart = word.end <= range.start || range.end <= word.start;
            apart && word.start < taken.token.start && taken.token.end <= word.end
        };
        if way.mode == Mode::Banned
            && matches!(taken.force, Force::Negated | Force::NegatedIf)
            && words.iter().any(spent)
        {
            return;
        }
        // 「答申を受けた処理」: what need only have been done once is told by what it left.
        if taken.force == Force::Attribute && way.past && is_done(passage, &act) {
            taken.force = Force::Past;
        }
        let how = mode(way, &taken, conditional(passage, sentence, &act));
        let how = if how == How::Contrary && is_occasion(passage, &act) { How::Partial } else { how };
        // 「在宅で扱うことは認めず、登庁して処理する」 does not do what it bars before.
        if how == How::Contrary && words.iter().any(|word| denied_before::is_barred(passage, sentence, word, &act)) {
            return;
        }
        let left_out = |word: &Range<usize>| denied_before::is_left_out(passage, sentence, word, &act);
        if how == How::Said && taken.force == Force::Asserted && words.iter().any(left_out) {
            return;
        }
        if how == How::None || how == How::Contrary && contrary::is_doubtful(passage, index, sentence, &act, read) {
            return;
        }
        words.push(range);
        found.push(Found { sentence: index, how, clause: taken.clause, words, step: taken.step, token: taken.token });
    }

    /// The deed stands in the sentence that opens the list, what it is done to in the entry.
    #[expect(clippy::too_many_arguments, reason = "one entry of one list for one way")]
    fn read_lead(
        &self,
        passage: &Passage,
        index: usize,
        sentence: &Sentence,
        lead: usize,
        read: &Read,
        way: &CompiledWay,
        found: &mut Vec<Found>,
    ) {
        if way.mode == Mode::ByLeave
            || way.about.is_empty()
            || !has(passage.seen_in(lead), way.anchor)
            || !topic::possible(passage, sentence, index, way)
        {
            return;
        }
        let Some(opening) = passage.sentences.get(lead) else { return };
        let force = lead_force(passage, opening);
        if !matches!(force, LeadForce::Assert | LeadForce::Ban | LeadForce::Mention)
            || !enumerates(passage.text(&opening.main))
        {
            return;
        }
        // 「次の情報を記録する」 does nothing to its entries but what it says itself.
        let end = opening.clauses.last().map_or(opening.main.end, |clause| clause.range.start);
        let from = if force == LeadForce::Mention { end } else { opening.main.start };
        for act in anchors(&self.compiled, passage, opening, way.anchor).iter().filter(|act| act.start >= from) {
            if topic::other_matter(&self.compiled, passage, lead, act.start, act.start, read.unless, way.unless)
                || topic::other_matter(
                    &self.compiled,
                    passage,
                    index,
                    sentence.main.start,
                    sentence.main.start,
                    read.unless,
                    way.unless,
                )
            {
                continue;
            }
            // 「契約書に次の事項を定める」 says where an entry stands that says itself what is done.
            let before = passage.text(&(opening.main.start..act.start.max(opening.main.start)));
            let own = passage.text(&sentence.main);
            let predicate = own.ends_with("こと") || own.ends_with(['る', 'い', 'す', 'う', 'く']);
            if predicate && ending::written_into_text(before) {
                continue;
            }
            let Some(words) = topic::find_in_entry(&self.compiled, passage, index, lead, way, act) else { continue };
            let taken = act::take(
                passage,
                opening,
                &(act.start..act.end),
                Asked { topic: way.topic, may: way.mode == Mode::May, ..Asked::default() },
            );
            let how = mode(way, &taken, false);
            if how == How::Said {
                found.push(Found {
                    sentence: index,
                    how,
                    clause: sentence.main.clone(),
                    words,
                    step: "一覧の導入文の行い",
                    token: taken.token,
                });
            }
        }
    }
}

/// The hits of an anchor in a sentence, of those that begin at one place only the longest, and of those that reach
/// into the next clause, where 「講習を…受け」 may be of two deeds（講習を実施し、受けて…）, the longest apart.
pub(super) fn anchors(compiled: &Compiled, passage: &Passage, sentence: &Sentence, anchor: Group) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    let clause = |at: usize| clause_at(sentence, at).map(|(index, _)| index);
    let reaches = |hit: &Hit| clause(hit.start) != clause(hit.end.saturating_sub(1));
    for hit in passage.hits_in(&sentence.hits).iter().filter(|hit| compiled.belongs(hit.word, anchor)) {
        match found.last_mut() {
            Some(last) if last.start == hit.start && reaches(last) == reaches(hit) => *last = *hit,
            _ => found.push(*hit),
        }
    }
    found
}

/// Whether an act that is an attribute is one of the past.
fn is_done(passage: &Passage, act: &Hit) -> bool {
    let tail = passage.text(&(act.end..passage.laid.len()));
    let run = super::letters::hiragana_run(tail);
    run.ends_with('た') && !run.ends_with("なかった")
        || run.is_empty() && passage.text(&(act.start..act.end)).ends_with('た')
}

/// Whether a permission is bound to a condition: it does not then lift a ban.
fn conditional(passage: &Passage, sentence: &Sentence, act: &Hit) -> bool {
    use super::clause::ClauseKind;
    let before = clause_at(sentence, act.start).map_or(0, |(index, _)| index);
    let conditions = sentence
        .clauses
        .iter()
        .take(before + 1)
        .any(|clause| matches!(clause.kind, ClauseKind::Condition | ClauseKind::Exception));
    let main = passage.text(&sentence.main);
    conditions
        || sentence.proviso
        || ["に限り", "限って", "のみ", "場合", "ものに限", "だけ", "範囲"].iter().any(|word| holds(main, word))
}

/// Whether an act is only named as what something else is for: 「持出しには、専用の箱を使う」 does not say that anybody may.
fn is_occasion(passage: &Passage, act: &Hit) -> bool {
    let tail = passage.text(&(act.end..passage.laid.len()));
    let noun = tail.trim_start_matches(['し', 'り', 'み', 'い', 'き', 'え']);
    ["には", "にも", "に当たり", "に際し"].iter().any(|occasion| noun.starts_with(occasion))
}

/// What the force of an act means for a way.
fn mode(way: &CompiledWay, taken: &Taken, conditional: bool) -> How {
    match taken.force {
        Force::Hedged => How::Hedged,
        Force::Planned if way.plan => How::Said,
        Force::Planned => How::Hedged,
        Force::Reference => How::ByReference,
        Force::Past if way.past => How::Said,
        Force::Noun | Force::NamedDeed if way.noun => How::Said,
        Force::Reasoned if way.reason => How::Said,
        Force::NamedDeed if matches!(way.mode, Mode::Done | Mode::May) => How::Partial,
        Force::Past | Force::Noun | Force::NamedDeed | Force::Reasoned | Force::Silent => How::None,
        Force::Asserted
        | Force::First
        | Force::Twice
        | Force::Negated
        | Force::Waived
        | Force::NegatedIf
        | Force::NegatedUnless
        | Force::Permitted
        | Force::Attribute => match (way.mode, taken.force) {
            (Mode::Done | Mode::May, Force::Asserted | Force::First | Force::Twice) | (Mode::May, Force::Permitted) => {
                How::Said
            }
            (Mode::Banned, Force::Negated | Force::NegatedIf | Force::NegatedUnless) => How::Said,
            (Mode::Done | Mode::May, Force::NegatedUnless) => How::Said,
            (Mode::Done | Mode::May, Force::Negated | Force::Waived) => How::Denied,
            (Mode::Done | Mode::May, Force::NegatedIf) => How::Hedged,
            (Mode::Done, Force::Permitted) => How::Hedged,
            (Mode::Banned, Force::Permitted) if conditional => How::None,
            (Mode::Banned, Force::Permitted) => How::Denied,
            (Mode::Banned, Force::Asserted) => How::Contrary,
            (Mode::Done | Mode::May, Force::Attribute) => How::Partial,
            _ => How::None,
        },
    }
}

/// What becomes of an act without what it must be done with: 「施錠せずに…する」「…しない棚に…しない」.
fn without(force: Force, as_manner: bool) -> Force {
    match force {
        Force::Negated | Force::NegatedIf => Force::Twice,
        Force::Asserted | Force::Permitted if as_manner => Force::Negated,
        _ => Force::Silent,
    }
}

/// A finding in bytes of the text as typed.
pub(super) fn finding(passage: &Passage, place: usize, found: &Found) -> Finding {
    let sentence = passage.sentences.get(found.sentence).map_or(0..0, |sentence| sentence.typed.clone());
    let mut words: Vec<Range<usize>> = found.words.iter().map(|word| passage.typed(word.clone())).collect();
    words.sort_by_key(|word| (word.start, word.end));
    words.dedup();
    Finding {
        passage: place,
        how: found.how,
        clause: passage.typed(found.clause.clone()),
        words,
        step: found.step,
        token: passage.text(&found.token).to_owned(),
        sentence,
    }
}
