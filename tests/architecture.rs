//! What `DESIGN` and `ARCHITECTURE` promise about the source, read from the source itself: the direction of imports, what
//! the library is free of, where wire formats live, how long files are.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What each part of the library may import, from the leaves up. A part that is not here must be added, with thought:
/// below are all the arrows there are.
const ARROWS: &[(&str, &[&str])] = &[
    ("math", &[]),
    // What people read, for every part that has something to say.
    ("language", &[]),
    ("objective", &[]),
    // The engine: search space, training jobs, those who decide, and the tuning job that asks them.
    ("search_space", &["language", "math"]),
    ("training_job", &["math", "objective", "search_space"]),
    // Points and numbers only: what they mean is the strategy's business.
    ("gaussian_process", &["math"]),
    ("strategy", &["language", "math", "objective", "search_space", "training_job", "gaussian_process"]),
    ("early_stopping", &["math", "objective", "training_job"]),
    ("completion", &["math", "objective", "training_job"]),
    (
        "tuning_job",
        &["language", "math", "objective", "search_space", "training_job", "strategy", "early_stopping", "completion"],
    ),
    ("simulate", &["training_job", "tuning_job"]),
    // A table from a file of the user's: bytes in, columns out.
    ("csv", &["language"]),
    // Points and objectives in, fractions of variance out: what they are called is the page's business.
    ("importance", &["language", "math"]),
    // Trees: rows and numbers only, and no data set's name.
    ("tree", &["math"]),
    // What training jobs train. It knows no tuning job, and no tuning job knows it.
    ("dataset", &["language", "math", "csv"]),
    ("model", &["language", "math", "objective", "dataset", "tree"]),
    // Moves the buffers that `model::gpu` describes; only with the feature of its name.
    ("gpu", &["language", "model"]),
    // A made-up objective over the request's own ranges: it needs their scaling, and that is all it knows of a tuning job.
    // No strategy may import it, so none can look at what it searches.
    ("surrogate", &["language", "math", "objective", "search_space"]),
    // Functions with a known minimum, over the request's own ranges; no strategy may look at them either.
    ("test_function", &["language", "math", "search_space"]),
    // The edges: AWS's formats, the wire inside the page, and what people handle.
    ("sagemaker", &["language", "objective", "search_space", "training_job", "completion", "tuning_job"]),
    // The log has the strategy's reasons for what it launched.
    (
        "protocol",
        &[
            "language",
            "objective",
            "search_space",
            "training_job",
            "strategy",
            "completion",
            "tuning_job",
            "simulate",
            "sagemaker",
        ],
    ),
    // What AWS reads from logs: texts in, numbers out.
    ("training_log", &["language", "math", "objective"]),
    // SageMaker's own algorithms, as data; they are written as requests, and the linter reads them.
    ("catalogue", &["language", "objective", "search_space", "training_log", "sagemaker"]),
    // The linter knows AWS's format and nothing of what runs here.
    ("linter", &["language", "sagemaker", "training_log", "catalogue"]),
    // Forms of the request; math for numbers as Python writes them.
    ("export", &["language", "math", "sagemaker"]),
    (
        "playground",
        &[
            "language",
            "math",
            "objective",
            "search_space",
            "training_job",
            "strategy",
            "early_stopping",
            "completion",
            "tuning_job",
            "simulate",
            "csv",
            "dataset",
            "importance",
            "model",
            "surrogate",
            "test_function",
            "sagemaker",
            "catalogue",
            "training_log",
            "linter",
            "protocol",
        ],
    ),
];

/// Parts that may read and write JSON.
const EDGES: &[&str] = &["sagemaker", "linter", "export", "protocol", "playground"];

/// What has no place in the library, and why.
const FOREIGN: &[(&str, &str)] = &[
    ("wasm_bindgen", "the browser is for the bins"),
    ("web_sys", "the browser is for the bins"),
    ("js_sys", "the browser is for the bins"),
    ("leptos", "the page is for the bins"),
    ("std::time", "time is simulated"),
    ("std::thread", "whoever calls decides who works where"),
    ("std::fs", "files are for the bins"),
    ("std::io", "input and output are for the bins"),
    ("std::net", "nothing is fetched"),
    ("std::process", "nothing is started"),
    ("std::env", "nothing depends on the machine"),
    ("HashMap", "its order differs from run to run; BTreeMap does not"),
    ("HashSet", "its order differs from run to run; BTreeSet does not"),
    ("getrandom", "all random numbers come from seeds"),
    ("println!", "the library says nothing by itself"),
    ("eprintln!", "the library says nothing by itself"),
];

/// Functions of numbers that the platform rounds as it likes; `libm` and `math::elementary` do not.
const PLATFORM_FUNCTIONS: &[&str] = &[
    ".exp()",
    ".exp2()",
    ".exp_m1()",
    ".ln()",
    ".ln_1p()",
    ".log2()",
    ".log10()",
    ".log(",
    ".powf(",
    ".powi(",
    ".sin()",
    ".cos()",
    ".tan()",
    ".tanh()",
    ".sinh()",
    ".cosh()",
    ".atan",
    ".cbrt()",
    ".hypot(",
];

/// Files may have so many lines, tests beside the code included.
const MOST_LINES: usize = 400;
/// Those that have more, and why.
const LONGER: &[(&str, &str)] = &[];

struct Source {
    /// The path from the root of the package, with slashes.
    path: String,
    text: String,
}

impl Source {
    /// The part of the library that it belongs to; `None` for the bins and for `lib.rs`.
    fn part(&self) -> Option<&str> {
        let path = self.path.strip_prefix("src/")?;
        let part = path.split('/').next()?.trim_end_matches(".rs");
        (part != "bin" && part != "lib").then_some(part)
    }

    /// Lines of code with their numbers: comments are left out, and what stands in the tests at the end unless `tests`.
    fn code(&self, tests: bool) -> Vec<(usize, &str)> {
        let is_test_file = self.path.ends_with("tests.rs");
        let lines = self.text.lines().enumerate();
        let lines = lines.take_while(|(_, line)| tests || !(is_test_file || line.starts_with("#[cfg(test)]")));
        // `//` in a text, such as an address, ends a line early: no harm to the rules here.
        lines.map(|(index, line)| (index + 1, line.split("//").next().unwrap_or(line))).collect()
    }
}

fn sources(folder: &str) -> Vec<Source> {
    fn walk(folder: &Path, root: &Path, found: &mut Vec<Source>) {
        let mut entries: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                walk(&path, root, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                found.push(Source { path, text });
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    walk(&root.join(folder), root, &mut found);
    assert!(!found.is_empty(), "there is no source in {folder}");
    found
}

#[track_caller]
fn none(wrong: &str) {
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// The parts that a line imports: every `crate::part`.
fn imports(line: &str) -> impl Iterator<Item = &str> {
    line.split("crate::").skip(1).map(|rest| rest.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap())
}

#[test]
fn imports_go_one_way() {
    let mut wrong = String::new();
    for source in sources("src") {
        let Some(part) = source.part() else { continue };
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == part) else {
            let _ = writeln!(wrong, "{}: {part} has no arrows; add it to ARROWS and to ARCHITECTURE.md", source.path);
            continue;
        };
        // A test may use what stands above it.
        for (number, line) in source.code(false) {
            for import in imports(line).filter(|import| *import != part) {
                let known = ARROWS.iter().any(|(name, _)| *name == import);
                if import.is_empty() {
                    let _ = writeln!(wrong, "{}:{number}: name the part after crate::, one a use", source.path);
                } else if known && !allowed.contains(&import) {
                    let _ = writeln!(wrong, "{}:{number}: {part} must not import {import}", source.path);
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn the_arrows_have_no_circle() {
    // Each part stands behind all that it imports.
    for (index, (part, imports)) in ARROWS.iter().enumerate() {
        for import in *imports {
            let place = ARROWS.iter().position(|(name, _)| name == import);
            assert!(place.is_some_and(|place| place < index), "{part} imports {import}, which does not come before it");
        }
    }
}

#[test]
fn the_library_is_free_of_the_world() {
    let mut wrong = String::new();
    for source in sources("src").iter().filter(|source| source.part().is_some()) {
        for (number, line) in source.code(true) {
            for (word, why) in FOREIGN.iter().filter(|(word, _)| line.contains(word)) {
                let _ = writeln!(wrong, "{}:{number}: {word}: {why}", source.path);
            }
        }
    }
    none(&wrong);
}

#[test]
fn wire_formats_stay_at_the_edges() {
    let mut wrong = String::new();
    for source in sources("src") {
        if source.part().is_none_or(|part| EDGES.contains(&part)) {
            continue;
        }
        for (number, _) in source.code(false).into_iter().filter(|(_, line)| line.contains("serde")) {
            let _ = writeln!(wrong, "{}:{number}: JSON is for {}", source.path, EDGES.join(", "));
        }
    }
    none(&wrong);
}

#[test]
fn what_decides_and_trains_rounds_the_same_everywhere() {
    let mut wrong = String::new();
    for source in sources("src") {
        // What is only shown may differ in the last bit.
        if source.part().is_none_or(|part| EDGES.contains(&part)) {
            continue;
        }
        for (number, line) in source.code(false) {
            for function in PLATFORM_FUNCTIONS.iter().filter(|function| line.contains(**function)) {
                let _ = writeln!(wrong, "{}:{number}: {function} is the platform's; use libm", source.path);
            }
        }
    }
    none(&wrong);
}

#[test]
fn the_bins_use_the_library_by_its_front_door() {
    let mut wrong = String::new();
    for source in sources("src/bin") {
        for (number, line) in source.code(true) {
            if line.contains("#[path") {
                let _ = writeln!(wrong, "{}:{number}: takes a file of the library in; import it instead", source.path);
            }
        }
    }
    none(&wrong);
}

#[test]
fn files_are_short() {
    let mut wrong = String::new();
    for source in sources("src").iter().chain(&sources("tests")) {
        let lines = source.text.lines().count();
        if lines > MOST_LINES && !LONGER.iter().any(|(path, _)| *path == source.path) {
            let _ = writeln!(wrong, "{} has {lines} lines, and at most {MOST_LINES} are well; divide it", source.path);
        }
    }
    for (path, _) in LONGER {
        if !Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists() {
            let _ = writeln!(wrong, "{path} is allowed to be long, and is not there");
        }
    }
    none(&wrong);
}
