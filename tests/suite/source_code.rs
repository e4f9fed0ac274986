//! `src` as its tokens: which paths each file names, and where, without comments and texts in the way.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::path::{Path, PathBuf};
use std::slice::Iter;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// The rooms, in the only direction imports may go: each may use itself and what stands before it.
pub const ROOMS: [&str; 9] = ["model", "data", "analysis", "charts", "export", "session", "ui", "app", "cli"];

/// One file of `src`.
pub struct SourceFile {
    /// Its path under `src`, with `/` between folders.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The paths it names, such as `std::fs::read`; those of this crate in full, from `crate` on.
    pub names: Vec<Name>,
    /// The methods it calls, such as `unwrap`.
    pub calls: Vec<Name>,
    /// The macros it calls, such as `todo`.
    pub macros: Vec<Name>,
    /// The text literals outside tests, as written.
    pub literals: Vec<String>,
}

/// A name in a file.
#[derive(Debug, Clone)]
pub struct Name {
    /// The words of its path.
    pub words: Vec<String>,
    /// Whether it stands in a `use`.
    pub imported: bool,
    /// Whether only tests are compiled with it.
    pub in_test: bool,
}

impl Name {
    /// Returns the name as written in Rust.
    pub fn text(&self) -> String {
        self.words.join("::")
    }

    /// Returns whether the path begins with these words.
    pub fn begins(&self, words: &[&str]) -> bool {
        self.words.len() >= words.len() && self.words.iter().zip(words).all(|(one, other)| one == other)
    }
}

impl SourceFile {
    /// Returns the room the file stands in, or nothing for `lib.rs` and `main.rs`.
    pub fn room(&self) -> Option<&str> {
        self.path.split_once('/').map(|(room, _)| room)
    }

    /// Returns what a file names, for a message. (Lines would need spans with locations, a feature of `proc-macro2` that
    /// makes cargo compile half the window's crates a second time for tests.)
    pub fn says(&self, name: &Name) -> String {
        format!("src/{}: {}", self.path, name.text())
    }

    /// Reads a file by its text.
    pub fn read(path: &str, text: &str) -> (Self, BTreeSet<String>) {
        let tokens: TokenStream = text.parse().unwrap_or_else(|problem| panic!("src/{path}: {problem}"));
        let mut reader = Reader { module: module_of(path), ..Reader::default() };
        reader.stream(tokens, false);
        let test_modules = std::mem::take(&mut reader.test_modules);
        let Reader { names, calls, macros, literals, .. } = reader;
        (Self { path: path.to_owned(), text: text.to_owned(), names, calls, macros, literals }, test_modules)
    }

    fn all_in_test(&mut self) {
        self.literals.clear();
        for name in self.names.iter_mut().chain(&mut self.calls).chain(&mut self.macros) {
            name.in_test = true;
        }
    }
}

/// Returns every file of `src`, by path.
pub fn files() -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let mut test_modules = BTreeSet::new();
    let mut files: Vec<SourceFile> = paths
        .iter()
        .map(|path| {
            let under = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            let (file, tests) = SourceFile::read(&under, &std::fs::read_to_string(path).unwrap());
            test_modules.extend(tests);
            file
        })
        .collect();
    for file in &mut files {
        let stem = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
        if test_modules.contains(stem) || test_modules.contains(&file.path) {
            file.all_in_test();
        }
    }
    files
}

fn collect(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Returns the module that a file is.
fn module_of(path: &str) -> Vec<String> {
    let mut words: Vec<String> = path.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if matches!(words.last().map(String::as_str), Some("mod" | "lib" | "main")) {
        words.pop();
    }
    words
}

#[derive(Default)]
struct Reader {
    /// The module being read.
    module: Vec<String>,
    names: Vec<Name>,
    calls: Vec<Name>,
    macros: Vec<Name>,
    literals: Vec<String>,
    /// Modules in files of their own that only tests are compiled with: path under `src`, without ending unless the
    /// file is named.
    test_modules: BTreeSet<String>,
}

type Tokens<'a> = Peekable<Iter<'a, TokenTree>>;

impl Reader {
    fn stream(&mut self, stream: TokenStream, in_test: bool) {
        let all: Vec<TokenTree> = stream.into_iter().collect();
        let mut tokens = all.iter().peekable();
        // What the attributes before the next item say of it.
        let (mut item_in_test, mut file) = (false, None);
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '#' => {
                    tokens.next_if(|next| is_punct(next, '!'));
                    let Some(TokenTree::Group(group)) = tokens.next() else { continue };
                    let text = group.stream().to_string().replace(' ', "");
                    item_in_test |= text == "cfg(test)" || text == "test";
                    file = text.strip_prefix("path=").map(|path| path.trim_matches('"').to_owned()).or(file);
                    if !text.starts_with("doc=") {
                        self.stream(group.stream(), in_test || item_in_test);
                    }
                }
                _ => {
                    let before = in_test || item_in_test;
                    let ended = self.token(token, &mut tokens, before, file.as_deref());
                    if ended {
                        (item_in_test, file) = (false, None);
                    }
                }
            }
        }
    }

    /// Reads a token and what belongs to it, and returns whether an item ends with it.
    fn token(&mut self, token: &TokenTree, tokens: &mut Tokens<'_>, in_test: bool, file: Option<&str>) -> bool {
        match token {
            TokenTree::Ident(ident) if ident == "use" && !tokens.peek().is_some_and(|next| is_punct(next, '<')) => {
                let tree: Vec<TokenTree> = tokens.by_ref().take_while(|next| !is_punct(next, ';')).cloned().collect();
                self.use_tree(&tree, &[], in_test);
                true
            }
            TokenTree::Ident(ident) if ident == "mod" => self.module(tokens, in_test, file),
            TokenTree::Ident(_) => {
                let name = self.path(token, tokens, in_test);
                if tokens.peek().is_some_and(|next| is_punct(next, '!')) {
                    self.macros.push(name.clone());
                }
                self.names.push(name);
                false
            }
            TokenTree::Punct(punct) if punct.as_char() == '.' => {
                if let Some(TokenTree::Ident(method)) = tokens.next_if(|next| matches!(next, TokenTree::Ident(_)))
                    && tokens.peek().is_some_and(|next| is_group(next, Delimiter::Parenthesis))
                {
                    self.calls.push(Name { words: vec![method.to_string()], imported: false, in_test });
                }
                false
            }
            TokenTree::Punct(punct) => punct.as_char() == ';',
            TokenTree::Group(group) => {
                self.stream(group.stream(), in_test);
                group.delimiter() == Delimiter::Brace
            }
            TokenTree::Literal(literal) => {
                let text = literal.to_string();
                if !in_test && text.contains('"') {
                    self.literals.push(text);
                }
                false
            }
        }
    }

    fn module(&mut self, tokens: &mut Tokens<'_>, in_test: bool, file: Option<&str>) -> bool {
        let Some(TokenTree::Ident(name)) = tokens.next() else { return false };
        match tokens.next() {
            Some(TokenTree::Group(group)) => {
                self.module.push(name.to_string());
                self.stream(group.stream(), in_test);
                self.module.pop();
            }
            _ if in_test => {
                let mut path = self.module.clone();
                if let Some(file) = file {
                    // A named file stands beside the one that names it, which here is never a `mod.rs`.
                    path.pop();
                    path.push(file.to_owned());
                } else {
                    path.push(name.to_string());
                }
                self.test_modules.insert(path.join("/"));
            }
            _ => {}
        }
        true
    }

    /// Reads the rest of a path in an expression or a type.
    fn path(&self, first: &TokenTree, tokens: &mut Tokens<'_>, in_test: bool) -> Name {
        let mut words = vec![first.to_string()];
        loop {
            let mut ahead = tokens.clone();
            let colons = is_colons(&mut ahead);
            match ahead.next() {
                Some(TokenTree::Ident(word)) if colons => words.push(word.to_string()),
                _ => break,
            }
            *tokens = ahead;
        }
        Name { words: self.absolute(words), imported: false, in_test }
    }

    fn use_tree(&mut self, tree: &[TokenTree], before: &[String], in_test: bool) {
        for branch in tree.split(|token| is_punct(token, ',')) {
            if branch.is_empty() {
                continue;
            }
            let mut words = before.to_vec();
            let mut renamed = false;
            let mut group = None;
            for token in branch {
                match token {
                    TokenTree::Ident(word) if word == "as" => renamed = true,
                    TokenTree::Ident(word) if !renamed && (words.is_empty() || word != "self") => {
                        words.push(word.to_string());
                    }
                    TokenTree::Group(inner) => group = Some(inner.stream()),
                    _ => {}
                }
            }
            match group {
                Some(inner) => self.use_tree(&inner.into_iter().collect::<Vec<_>>(), &words, in_test),
                None => self.names.push(Name { words: self.absolute(words), imported: true, in_test }),
            }
        }
    }

    /// Returns a path of this crate from `crate` on; others as they are.
    fn absolute(&self, words: Vec<String>) -> Vec<String> {
        let ups = words.iter().take_while(|word| *word == "super" || *word == "self").collect::<Vec<_>>();
        if words.first().is_some_and(|word| word == "lodescope") {
            return std::iter::once("crate".to_owned()).chain(words.into_iter().skip(1)).collect();
        }
        if ups.is_empty() || words.len() == 1 {
            return words;
        }
        let up = ups.iter().filter(|word| **word == "super").count();
        let kept = self.module.len().checked_sub(up).expect("a path that leaves the crate does not compile");
        let module = self.module.iter().take(kept).cloned();
        std::iter::once("crate".to_owned()).chain(module).chain(words.iter().skip(ups.len()).cloned()).collect()
    }
}

fn is_punct(token: &TokenTree, sign: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == sign)
}

fn is_group(token: &TokenTree, delimiter: Delimiter) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == delimiter)
}

/// Takes `::` off the tokens.
fn is_colons(tokens: &mut Tokens<'_>) -> bool {
    let joint = |token: &&TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':' && punct.spacing() == Spacing::Joint);
    tokens.next_if(joint).is_some() && tokens.next_if(|token| is_punct(token, ':')).is_some()
}

#[test]
fn names_are_read_in_full() {
    let text = "//! Doc.\nuse crate::model::{Bloc, self as words};\nuse egui;\n\
                fn f() -> super::Answer { let png = std::fs::read(\"polars::x\").unwrap(); todo!() }\n\
                #[cfg(test)]\nuse std::{fs, io as other};\n\
                #[cfg(test)]\nmod tests { use super::super::super::ui::window; /* rfd::x */ }\n\
                #[cfg(test)]\nmod fixtures;\n#[cfg(test)]\n#[path = \"beside.rs\"]\nmod named;\nfn g() { clap::go() }\n";
    let (file, test_modules) = SourceFile::read("charts/shares.rs", text);
    let names: Vec<(String, bool)> = file
        .names
        .iter()
        .filter(|name| name.words.len() > 1 || name.words[0] == "egui")
        .map(|name| (name.text(), name.in_test))
        .collect();
    let expected = [
        ("crate::model::Bloc", false),
        ("crate::model", false),
        ("egui", false),
        ("crate::charts::Answer", false),
        ("std::fs::read", false),
        ("std::fs", true),
        ("std::io", true),
        ("crate::ui::window", true),
        ("clap::go", false),
    ];
    assert_eq!(names, expected.map(|(name, in_test)| (name.to_owned(), in_test)));
    assert_eq!(file.calls.iter().map(Name::text).collect::<Vec<_>>(), ["unwrap"]);
    assert!(file.macros.iter().any(|name| name.text() == "todo" && !name.in_test));
    assert_eq!(file.literals, ["\"polars::x\""], "comments and attributes of modules are no texts");
    assert_eq!(test_modules.into_iter().collect::<Vec<_>>(), ["charts/beside.rs", "charts/shares/fixtures"]);
}
