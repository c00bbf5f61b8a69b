//! A paper becomes its 条, 項 and 号.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use super::line::{Line, lines, shown};
use super::mark::{Head, Mark, MarkKind, Style, caption, division, head, mark, style, supplement};
use super::unit::{PaperText, PaperUnit};
use crate::form::fold_name;
use crate::reading::Role;

/// The units of a paper in the order of the file; `name` begins their pointers.
pub(super) fn parse(name: &str, text: &str, markdown: bool) -> Vec<PaperUnit> {
    let shown = if markdown { Cow::Owned(shown(text)) } else { Cow::Borrowed(text) };
    let text = shown.as_ref();
    let lines = lines(text, markdown);
    let bodies = lines.iter().filter_map(|line| text.get(line.body.clone()));
    let style = style(bodies);
    let full = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let mut paper = Parser {
        text,
        markdown,
        style,
        full,
        parts: vec![Part { label: if style == Style::Plain { "" } else { "前文" }.to_owned(), ..Part::default() }],
        prefix: String::new(),
        numbered: 0,
        divisions: Vec::new(),
        drafts: Vec::new(),
        entries: Vec::new(),
        open: None,
        caption: None,
    };
    // What follows each line, looked up from the end: a paper may hold a great many empty lines.
    let mut nexts = Vec::with_capacity(lines.len());
    let mut next = None;
    for line in lines.iter().rev() {
        nexts.push(next);
        next = if line.body.is_empty() { next } else { Some(line) };
    }
    for (line, next) in lines.iter().zip(nexts.into_iter().rev()) {
        paper.line(line, next);
    }
    paper.finish(name)
}

/// What a unit is made of, before the whole paper is known.
struct Draft {
    text: PaperText,
    role: Role,
    part: usize,
    paragraph: u64,
    entries: Vec<String>,
    /// The draft that opens the list that it is an entry of.
    lead: Option<usize>,
    headings: Arc<[String]>,
}

/// A 条, or what is not divided into 条.
#[derive(Default)]
struct Part {
    label: String,
    /// Whether it is cited by 項 and 号.
    article: bool,
    /// Its last 項.
    paragraph: u64,
    /// Whether that bears its number.
    numbered: bool,
    /// The draft of that.
    draft: Option<usize>,
    headings: Arc<[String]>,
}

/// A list that is open.
struct Entries {
    kind: MarkKind,
    number: u64,
    draft: usize,
}

/// A text that the next line may go on with.
struct Open {
    draft: usize,
    /// Whether its first line was indented and bore no mark.
    indented: bool,
    /// The indentation of the line before, where that went on with the text.
    hanging: Option<usize>,
    /// Whether the line before was as wide as the page.
    full: bool,
}

struct Parser<'t> {
    text: &'t str,
    markdown: bool,
    style: Style,
    /// The width of the page, in cells.
    full: usize,
    parts: Vec<Part>,
    /// What stands before the numbers of 条: 附則.
    prefix: String,
    /// The last part that bears a bare number.
    numbered: u64,
    /// The headings above the parts with their levels.
    divisions: Vec<(usize, String)>,
    drafts: Vec<Draft>,
    entries: Vec<Entries>,
    open: Option<Open>,
    /// The caption that was read before its 条.
    caption: Option<Range<usize>>,
}

impl Parser<'_> {
    fn line(&mut self, line: &Line, next: Option<&Line>) {
        let text = self.text;
        let body = text.get(line.body.clone()).unwrap_or("");
        if body.is_empty() {
            self.open = None;
        } else if let Some(found) = head(body, self.style) {
            self.begin(line, &found, next);
        } else if let Some(name) = supplement(body).filter(|_| self.ended() && !self.is_front()) {
            self.supplement(line, name);
        } else if let Some(level) = line.heading {
            self.heading(line, level);
        } else if let Some(inner) = self.caption_before(body, next) {
            self.caption = Some(line.body.start + inner.start..line.body.start + inner.end);
            self.open = None;
        } else if let Some(level) = division(body).filter(|_| self.ended()) {
            self.heading(line, level);
        } else if self.is_front() && self.is_title(body, next) {
            self.draft(line.body.clone(), Role::Heading, Vec::new(), None);
        } else if line.row {
            self.draft(line.body.clone(), Role::Text, Vec::new(), None);
            self.open = None;
        } else if !mark(body).is_some_and(|mark| self.marked(line, mark, next)) {
            self.unmarked(line);
        }
    }

    /// The caption that stands on a line before its 条.
    fn caption_before(&self, body: &str, next: Option<&Line>) -> Option<Range<usize>> {
        let next = self.text.get(next?.body.clone())?;
        head(next, self.style).filter(|head| head.caption.is_none())?;
        caption(body)
    }

    /// Whether nothing but the title was read.
    fn is_front(&self) -> bool {
        self.parts.len() == 1 && self.drafts.iter().all(|draft| draft.role == Role::Heading)
    }

    /// What is added behind the parts: its 条 are counted anew.
    fn supplement(&mut self, line: &Line, name: String) {
        self.divisions.clear();
        self.heading(line, line.heading.unwrap_or(1));
        if let Some(part) = self.parts.last_mut() {
            part.label.clone_from(&name);
            part.article = true;
        }
        self.prefix = name;
    }

    /// A line of the title, where no sentence begins with it.
    fn is_title(&self, body: &str, next: Option<&Line>) -> bool {
        const LONGEST: usize = 40;
        let alone = next.is_some() && self.style != Style::Plain;
        alone && body.chars().count() <= LONGEST && !body.contains(['。', '、'])
    }

    /// Begins a part.
    fn begin(&mut self, line: &Line, found: &Head, next: Option<&Line>) {
        let start = line.body.start;
        let inner = found.caption.as_ref().map(|inner| start + inner.start..start + inner.end);
        let text = start + found.text..line.body.end;
        let words = self.text.get(text.clone()).unwrap_or("");
        let before = self.caption.take();
        let mut caption = inner.or(before);
        let is_caption = caption.is_none() && (line.heading.is_some() || self.is_bare_caption(words, next));
        if is_caption && !words.is_empty() {
            caption = Some(text.clone());
        }
        if let Some(level) = line.heading {
            self.divisions.retain(|&(above, _)| above < level);
        }
        let mut headings: Vec<String> = self.divisions.iter().map(|(_, heading)| heading.clone()).collect();
        self.entries.clear();
        self.open = None;
        self.parts.push(Part {
            label: format!("{}{}", self.prefix, found.label),
            article: self.style == Style::Article,
            headings: headings.clone().into(),
            ..Part::default()
        });
        if let Some(caption) = caption {
            let draft = self.draft(caption, Role::Heading, Vec::new(), None);
            headings.extend(self.drafts.get(draft).map(|draft| draft.text.as_str().to_owned()));
        }
        if let Some(part) = self.parts.last_mut() {
            part.headings = headings.into();
        }
        if !is_caption && !words.is_empty() {
            match mark(words) {
                // 「第５条　１　乙は」
                Some(mark) if mark.kind == MarkKind::Digit && mark.number == 1 => {
                    self.paragraph(line, text.start + mark.text..text.end, Some(1));
                }
                _ => self.paragraph(line, text, None),
            }
        }
    }

    /// Whether the words behind a number are a caption without brackets, not the first line of a text.
    fn is_bare_caption(&self, words: &str, next: Option<&Line>) -> bool {
        const LONGEST: usize = 20;
        let next = next.and_then(|next| self.text.get(next.body.clone()));
        let followed = next.is_some_and(|next| head(next, self.style).is_none());
        followed && words.chars().count() <= LONGEST && !words.contains(['。', '、'])
    }

    /// A heading above parts, or one that is a part of its own.
    fn heading(&mut self, line: &Line, level: usize) {
        // The first heading of a Markdown file is its title, which is the topic of nothing below it.
        let title = self.drafts.is_empty() && line.heading == Some(1);
        self.divisions.retain(|&(above, _)| above < level);
        self.entries.clear();
        self.open = None;
        let headings = self.headings();
        let label = fold_name(self.text.get(line.body.clone()).unwrap_or(""));
        if !title {
            self.parts.push(Part { label, headings, ..Part::default() });
        }
        let draft = self.draft(line.body.clone(), Role::Heading, Vec::new(), None);
        if !title {
            let words = self.drafts.get(draft).map(|draft| draft.text.as_str().to_owned());
            self.divisions.extend(words.map(|words| (level, words)));
            let headings = self.headings();
            if let Some(part) = self.parts.last_mut() {
                part.headings = headings;
            }
        }
    }

    fn headings(&self) -> Arc<[String]> {
        self.divisions.iter().map(|(_, heading)| heading.clone()).collect()
    }

    /// A line that begins with a mark; `false` where the mark is only a word of a sentence.
    fn marked(&mut self, line: &Line, mark: Mark, next: Option<&Line>) -> bool {
        let ended = self.ended();
        let text = line.body.start + mark.text..line.body.end;
        let known = self.entries.iter().rposition(|entries| entries.kind == mark.kind);
        let last = known.and_then(|at| self.entries.get(at)).map(|entries| entries.number);
        if mark.kind == MarkKind::Digit && last.is_none_or(|last| mark.number != last + 1) {
            if self.is_plain_part(&mark, text.clone(), next) {
                self.numbered += 1;
                self.begin(line, &Head { label: mark.label, caption: None, text: mark.text }, next);
                return true;
            }
            let paragraph = self.parts.last().map_or(0, |part| part.paragraph);
            // A number in a sentence follows on nothing: 「…から起算して\n10 日以内」.
            let follows = mark.number == paragraph + 1 && !self.entries.is_empty();
            if follows || (ended && mark.number > paragraph) {
                self.paragraph(line, text, Some(mark.number));
                return true;
            }
        }
        let framed = !matches!(mark.kind, MarkKind::Digit | MarkKind::Kanji | MarkKind::Kana | MarkKind::Letter);
        let begins = ended || self.open.as_ref().is_none_or(|open| !open.full);
        let follows = last.is_some_and(|last| mark.number == last + 1);
        if !(follows || begins || (framed && mark.number <= 1)) {
            return false;
        }
        // A mark that is open goes on with its list; a new one opens a list inside the last entry.
        self.entries.truncate(known.unwrap_or(self.entries.len()));
        self.entry(line, text, mark, last);
        true
    }

    /// Whether a number with its caption begins a part, where nothing is divided into 条.
    fn is_plain_part(&self, mark: &Mark, text: Range<usize>, next: Option<&Line>) -> bool {
        let words = self.text.get(text).unwrap_or("");
        let after = next.and_then(|next| super::mark::mark(self.text.get(next.body.clone())?));
        self.style == Style::Plain
            && mark.number == self.numbered + 1
            && after.is_none_or(|after| after.kind != MarkKind::Digit)
            && self.is_bare_caption(words, next)
    }

    fn entry(&mut self, line: &Line, text: Range<usize>, mark: Mark, last: Option<u64>) {
        let number = if mark.kind == MarkKind::Bullet { last.unwrap_or(0) + 1 } else { mark.number };
        let article = self.parts.last().is_some_and(|part| part.article);
        let label = match mark.kind {
            MarkKind::Bullet => format!("[{number}]"),
            // The first list below a 項 is that of its 号, whatever they are marked with.
            _ if article && self.entries.is_empty() => format!("第{number}号"),
            _ => mark.label,
        };
        let above = self.entries.last().map(|entries| entries.draft);
        let mut labels =
            above.and_then(|above| self.drafts.get(above)).map_or_else(Vec::new, |draft| draft.entries.clone());
        labels.push(label);
        let lead = above.or_else(|| self.parts.last().and_then(|part| part.draft));
        let draft = self.draft(text, Role::Item, labels, lead);
        self.entries.push(Entries { kind: mark.kind, number, draft });
        self.opened(line, draft, false);
    }

    /// A line without a mark goes on with the text before it, or begins a new 項.
    fn unmarked(&mut self, line: &Line) {
        let ended = self.ended();
        let text = self.text;
        let full = self.is_full(line);
        if let Some(open) = &mut self.open {
            // A sentence that ends before the end of the page ends its 項, if the next line is indented;
            // else what is further in than the line before it begins one.
            let further = open.hanging.map_or(open.indented, |before| line.indent > before);
            if !(ended && line.indent > 0 && (!open.full || further)) {
                open.hanging = Some(line.indent);
                open.full = full;
                if let Some(draft) = self.drafts.get_mut(open.draft) {
                    draft.text.push(text, line.body.clone(), self.markdown);
                }
                return;
            }
        }
        self.paragraph(line, line.body.clone(), None);
    }

    /// Begins a 項: one that bears its number, or the next.
    fn paragraph(&mut self, line: &Line, text: Range<usize>, number: Option<u64>) {
        self.entries.clear();
        if let Some(part) = self.parts.last_mut() {
            match number {
                Some(number) => (part.paragraph, part.numbered) = (number, true),
                // What follows a numbered 項 without a number is of that 項.
                None if part.numbered => {}
                None => part.paragraph += 1,
            }
        }
        let note = self.text.get(text.clone()).is_some_and(|words| words.starts_with('※'));
        let draft = self.draft(text, if note { Role::Note } else { Role::Text }, Vec::new(), None);
        if let Some(part) = self.parts.last_mut() {
            part.draft = Some(draft);
        }
        self.opened(line, draft, number.is_none() && line.indent > 0);
    }

    fn opened(&mut self, line: &Line, draft: usize, indented: bool) {
        self.open = Some(Open { draft, indented, hanging: None, full: self.is_full(line) });
    }

    /// Whether a line is so wide that its end may be that of the page.
    fn is_full(&self, line: &Line) -> bool {
        const RAGGED: usize = 8;
        line.width + RAGGED >= self.full
    }

    /// Whether no sentence is open.
    fn ended(&self) -> bool {
        let open = self.open.as_ref().and_then(|open| self.drafts.get(open.draft));
        open.is_none_or(|draft| draft.text.as_str().ends_with(['。', '．', '：', ':', '」', '）', ')']))
    }

    fn draft(&mut self, range: Range<usize>, role: Role, entries: Vec<String>, lead: Option<usize>) -> usize {
        let mut text = PaperText::default();
        text.push(self.text, range, self.markdown);
        let part = self.parts.len().saturating_sub(1);
        let (paragraph, headings) =
            self.parts.last().map_or_else(Default::default, |part| (part.paragraph, Arc::clone(&part.headings)));
        self.drafts.push(Draft { text, role, part, paragraph, entries, lead, headings });
        self.drafts.len() - 1
    }

    fn finish(self, name: &str) -> Vec<PaperUnit> {
        let places: Vec<String> = self.drafts.iter().map(|draft| self.place(draft)).collect();
        let leads: Vec<Option<String>> = self
            .drafts
            .iter()
            .map(|draft| draft.lead.and_then(|lead| self.drafts.get(lead)).map(|lead| opening(lead.text.as_str())))
            .collect();
        let drafts = self.drafts.into_iter().zip(places).zip(leads);
        // A mark behind which nothing stands is no text.
        let drafts = drafts.filter(|((draft, _), _)| !draft.text.as_str().trim().is_empty());
        drafts
            .map(|((draft, place), lead)| PaperUnit::new(draft.text, lead, draft.headings, draft.role, (name, &place)))
            .collect()
    }

    /// Where a draft stands in the paper, as it is cited.
    fn place(&self, draft: &Draft) -> String {
        let Some(part) = self.parts.get(draft.part) else { return String::new() };
        let mut place = part.label.clone();
        // A 条 of one 項 is cited without it.
        if part.paragraph > 1 && draft.role != Role::Heading {
            let number = draft.paragraph;
            place.push_str(&if part.article { format!("第{number}項") } else { format!("[{number}]") });
        }
        place.extend(draft.entries.iter().map(String::as_str));
        place
    }
}

/// The sentence of a text that opens the list below it: the last that points forward, else the last.
fn opening(text: &str) -> String {
    const FORWARD: [&str; 5] = ["次の", "次に", "以下", "下記", "各号"];
    let sentences = || text.split_inclusive('。').filter(|sentence| !sentence.trim().is_empty());
    let forward = sentences().rfind(|sentence| FORWARD.iter().any(|word| sentence.contains(word)));
    forward.or_else(|| sentences().next_back()).unwrap_or("").to_owned()
}

#[cfg(test)]
mod tests;
