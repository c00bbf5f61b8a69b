//! A page of HTML as a browser reads it, with the few selectors that the tests ask by.

use html5ever::tendril::TendrilSink as _;
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// One element of a page.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// All text in it, as it is written.
    pub(crate) text: String,
    parent: Option<usize>,
}

/// The elements of a page in the order of the file.
#[derive(Debug)]
pub(crate) struct Page(pub(crate) Vec<Element>);

impl Page {
    pub(crate) fn parse(text: &str) -> Self {
        let tree = html5ever::parse_document(RcDom::default(), html5ever::ParseOpts::default()).one(text);
        let mut page = Self(Vec::new());
        page.add(&tree.document, None);
        page
    }

    /// Adds what is under a node, and gives its text.
    fn add(&mut self, node: &Handle, parent: Option<usize>) -> String {
        let mut under = parent;
        if let NodeData::Element { name, attrs, .. } = &node.data {
            let attributes = attrs.borrow();
            let attributes = attributes.iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
            under = Some(self.0.len());
            self.0.push(Element { name: name.local.to_string(), attributes, text: String::new(), parent });
        }
        let mut text = String::new();
        if let NodeData::Text { contents } = &node.data {
            text.push_str(&contents.borrow());
        }
        for child in node.children.borrow().iter() {
            text.push_str(&self.add(child, under));
        }
        if let (Some(at), true) = (under, under != parent) {
            self.0[at].text.clone_from(&text);
        }
        text
    }

    /// The elements of a selector: steps of a name, `.class`, `#id`, `[attribute]` or `[attribute=value]`,
    /// parted by spaces or `>`; a comma parts selectors.
    pub(crate) fn select(&self, selector: &str) -> Vec<&Element> {
        let selectors: Vec<Vec<&str>> = selector.split(',').map(|one| one.split_whitespace().collect()).collect();
        let chosen = |at: &usize| selectors.iter().any(|steps| self.is_chosen(*at, steps));
        (0..self.0.len()).filter(chosen).map(|at| &self.0[at]).collect()
    }

    fn is_chosen(&self, at: usize, steps: &[&str]) -> bool {
        let Some((step, before)) = steps.split_last() else { return true };
        if !self.0[at].is(step) {
            return false;
        }
        match before.split_last() {
            Some((&">", before)) => self.0[at].parent.is_some_and(|parent| self.is_chosen(parent, before)),
            Some(_) => self.ancestors(at).any(|above| self.is_chosen(above, before)),
            None => true,
        }
    }

    fn ancestors(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.0[at].parent, |&above| self.0[above].parent)
    }
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn is(&self, step: &str) -> bool {
        let end = step.find(['.', '#', '[']).unwrap_or(step.len());
        let (name, mut rest) = step.split_at(end);
        let mut fits = name.is_empty() || name == "*" || name == self.name;
        while let Some(mark) = rest.chars().next() {
            let end = rest[1..].find(['.', '#', '[']).map_or(rest.len(), |end| end + 1);
            let (part, after) = rest.split_at(end);
            fits &= match (mark, &part[1..]) {
                ('.', class) => self.attribute("class").is_some_and(|all| all.split(' ').any(|one| one == class)),
                ('#', id) => self.attribute("id") == Some(id),
                (_, part) => match part.trim_end_matches(']').split_once('=') {
                    Some((name, value)) => self.attribute(name) == Some(value),
                    None => self.attribute(part.trim_end_matches(']')).is_some(),
                },
            };
            rest = after;
        }
        fits
    }
}

#[test]
fn selectors_choose_as_in_a_browser() {
    let page = Page::parse("<div class='a b' id=c><p lang=ja>一<b>二</b></p></div><p>三");
    let texts = |selector: &str| page.select(selector).iter().map(|one| one.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts("p"), ["一二", "三"]);
    assert_eq!(texts("div.a.b#c > p[lang=ja] b, body > p"), ["二", "三"]);
    assert_eq!(texts("div > b, [id=d], p.a"), [""; 0]);
}
