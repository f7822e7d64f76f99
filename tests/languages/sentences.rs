//! The sentences in the code: what stands in `t!`, `counted!` and `marked!`, what `wire!` says about members, and the page's start screen.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A sentence, where it stands, and the values that it gets there.
pub struct Sentence {
    pub english: String,
    /// `src/bin/app/app.rs:12`
    pub place: String,
    /// `None` where it is only marked: its values are given elsewhere.
    pub values: Option<BTreeSet<String>>,
}

/// All of them, in the order of the files.
pub fn sentences() -> Vec<Sentence> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = of_start_screen(&std::fs::read_to_string(root.join("index.html")).unwrap());
    for path in files(&root.join("src")) {
        let name = path.strip_prefix(root).unwrap().display().to_string();
        // What defines the macros also shows how they are used.
        if name.starts_with("src/language/") {
            continue;
        }
        let tokens = std::fs::read_to_string(&path).unwrap().parse().unwrap_or_else(|error| panic!("{name}: {error}"));
        walk(tokens, &name, &mut found);
    }
    found
}

/// The names in braces.
pub fn names(sentence: &str) -> BTreeSet<String> {
    sentence.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    let of = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    entries.into_iter().flat_map(of).filter(|path| path.extension().is_some_and(|end| end == "rs")).collect()
}

/// The texts of `index.html` that `boot.js` translates.
fn of_start_screen(html: &str) -> Vec<Sentence> {
    let texts = html.split("data-text").skip(1).filter_map(|rest| Some(rest.split_once('>')?.1.split_once('<')?.0));
    let sentence = |text: &str| Sentence {
        english: text.to_owned(),
        place: "index.html".to_owned(),
        values: Some(BTreeSet::new()),
    };
    texts.map(sentence).collect()
}

fn walk(tokens: TokenStream, file: &str, found: &mut Vec<Sentence>) {
    let tokens: Vec<_> = tokens.into_iter().collect();
    for (index, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        let place = format!("{file}:{}", group.span().start().line);
        match macro_before(&tokens[..index]).as_deref() {
            Some("wire") if is_in_form(file) => helps(&group.stream(), &place, found),
            Some(name) if group.delimiter() == Delimiter::Parenthesis => read(name, &group.stream(), &place, found),
            _ => {}
        }
        walk(group.stream(), file, found);
    }
}

/// `t` where the tokens end in `t!`.
fn macro_before(tokens: &[TokenTree]) -> Option<String> {
    let [.., TokenTree::Ident(name), TokenTree::Punct(mark)] = tokens else { return None };
    (mark.as_char() == '!').then(|| name.to_string())
}

/// The form shows what is sent to AWS, and no other JSON.
fn is_in_form(file: &str) -> bool {
    file.starts_with("src/sagemaker/") && !file.starts_with("src/sagemaker/responses/")
}

/// What `wire!` says about each member of a request, which the form shows: the comment in front of its name.
fn helps(inside: &TokenStream, place: &str, found: &mut Vec<Sentence>) {
    let Some(TokenTree::Group(members)) = inside.clone().into_iter().last() else { return };
    let mut help = String::new();
    for token in members.stream() {
        match token {
            TokenTree::Group(attribute) => help.extend(doc(&attribute.stream())),
            TokenTree::Literal(_) if !help.is_empty() => {
                let english = std::mem::take(&mut help).trim().to_owned();
                found.push(Sentence { english, place: place.to_owned(), values: None });
            }
            _ => {}
        }
    }
}

/// The text of `doc = "text"`.
fn doc(attribute: &TokenStream) -> Option<String> {
    let tokens: Vec<_> = attribute.clone().into_iter().collect();
    let [TokenTree::Ident(name), TokenTree::Punct(_), text] = tokens.as_slice() else { return None };
    if name == "doc" { literal(std::slice::from_ref(text)) } else { None }
}

fn read(name: &str, inside: &TokenStream, place: &str, found: &mut Vec<Sentence>) {
    let arguments = arguments(inside);
    let (first, count) = match name {
        "t" | "marked" => (0, 1),
        "counted" => (1, 2),
        _ => return,
    };
    let mut given: BTreeSet<String> = arguments.iter().skip(first + count).filter_map(|it| first_ident(it)).collect();
    if name == "counted" {
        given.insert("count".to_owned());
    }
    for argument in &arguments[first..(first + count).min(arguments.len())] {
        let english =
            literal(argument).unwrap_or_else(|| panic!("{place}: {name}! needs a sentence in quotation marks"));
        let values = (name != "marked").then(|| given.clone());
        found.push(Sentence { english, place: place.to_owned(), values });
    }
}

/// What stands between commas.
fn arguments(inside: &TokenStream) -> Vec<Vec<TokenTree>> {
    let mut arguments = vec![Vec::new()];
    for token in inside.clone() {
        match &token {
            TokenTree::Punct(mark) if mark.as_char() == ',' => arguments.push(Vec::new()),
            _ => arguments.last_mut().unwrap().push(token),
        }
    }
    arguments.retain(|argument| !argument.is_empty());
    arguments
}

fn first_ident(argument: &[TokenTree]) -> Option<String> {
    match argument.first()? {
        // `name` alone, or `name = value`; a comma in the generic arguments of a value leaves neither.
        TokenTree::Ident(name) => match argument.get(1) {
            None => Some(name.to_string()),
            Some(TokenTree::Punct(mark)) if mark.as_char() == '=' => Some(name.to_string()),
            Some(_) => None,
        },
        _ => None,
    }
}

fn literal(argument: &[TokenTree]) -> Option<String> {
    match argument {
        [TokenTree::Literal(literal)] => {
            syn::parse_str::<syn::LitStr>(&literal.to_string()).ok().map(|text| text.value())
        }
        _ => None,
    }
}
