//! The line of a log that a metric's regular expression reads: the expression read backwards.
//!
//! The shortest text is made that matches, with a place for the number where the first capturing group is; then the expression
//! itself must find the number in it, or there is no line.

use regex_lite::{Regex, RegexBuilder};

/// A line with a place for a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// What stands before the number.
    pub(super) before: String,
    /// The number's format, as Python's `format` takes it.
    pub(super) form: &'static str,
    /// What stands behind the number.
    pub(super) after: String,
}

/// Formats with so many digits behind the point, the most exact first.
const FORMS: [(&str, usize); 6] = [(".6f", 6), (".4f", 4), (".3f", 3), (".2f", 2), (".1f", 1), (".0f", 0)];
/// Numbers as metrics have them.
const SAMPLES: [f64; 4] = [0.5, 0.123_456, 0.000_244, 97.25];

/// The most memory that a compiled expression may take. It bounds its repetitions, and so the line that it reads and the time
/// to search it.
const MAX_COMPILED_BYTES: usize = 64 << 10;

impl Line {
    /// `name=0.5`.
    pub(super) fn named(name: &str) -> Self {
        Self { before: format!("{name}="), form: FORMS[0].0, after: String::new() }
    }
}

/// An expression that reads [`Line::named`].
pub(super) fn regex_of(name: &str) -> String {
    let escaped = name.chars().map(|c| if c.is_alphanumeric() || c == '_' { c.to_string() } else { format!("\\{c}") });
    format!("{}=([0-9.]+)", escaped.collect::<String>())
}

/// The line that an expression reads. `None` for one that captures no number, or that uses what is not followed here: looking
/// around, references, flags.
pub(super) fn of(regex: &str) -> Option<Line> {
    let compiled = RegexBuilder::new(regex).size_limit(MAX_COMPILED_BYTES).build().ok()?;
    let mut reader = Reader { rest: regex, has_number: false };
    let pieces = reader.alternatives()?;
    if !reader.rest.is_empty() {
        return None;
    }
    let number = pieces.iter().position(|piece| *piece == Piece::Number)?;
    let text = |pieces: &[Piece]| pieces.iter().map(Piece::text).collect::<String>();
    let (before, after) = (text(&pieces[..number]), text(&pieces[number + 1..]));
    let reads = |digits: usize| {
        SAMPLES.iter().all(|sample| {
            let number = format!("{sample:.digits$}");
            let line = format!("{before}{number}{after}");
            let group = compiled.captures(&line).and_then(|captures| captures.get(1));
            group.is_some_and(|group| group.as_str() == number)
        })
    };
    let (form, _) = FORMS.into_iter().find(|(_, digits)| reads(*digits))?;
    Some(Line { before, form, after })
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    Number,
}

impl Piece {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Number => "",
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
    /// True once the first capturing group was found.
    has_number: bool,
}

impl Reader<'_> {
    fn next(&mut self) -> Option<char> {
        let character = self.rest.chars().next()?;
        self.rest = &self.rest[character.len_utf8()..];
        Some(character)
    }

    fn skip(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// The first of several alternatives, or the one with the number.
    fn alternatives(&mut self) -> Option<Vec<Piece>> {
        let mut chosen = self.sequence()?;
        while self.skip("|") {
            let other = self.sequence()?;
            if other.contains(&Piece::Number) {
                chosen = other;
            }
        }
        Some(chosen)
    }

    fn sequence(&mut self) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        while !self.rest.is_empty() && !self.rest.starts_with(['|', ')']) {
            let atom = self.atom()?;
            let least = self.repeats()?;
            let times = if atom.contains(&Piece::Number) { least.max(1) } else { least };
            for _ in 0..times {
                pieces.extend(atom.iter().cloned());
            }
        }
        Some(pieces)
    }

    fn atom(&mut self) -> Option<Vec<Piece>> {
        let text = |text: String| Some(vec![Piece::Text(text)]);
        if self.rest.starts_with('[') {
            return text(self.class()?.to_string());
        }
        match self.next()? {
            '(' => self.group(),
            '^' | '$' => text(String::new()),
            '.' => text(" ".to_owned()),
            '\\' => match self.next()? {
                'd' => text("0".to_owned()),
                's' | 'W' => text(" ".to_owned()),
                'w' | 'S' | 'D' => text("a".to_owned()),
                't' => text("\t".to_owned()),
                'b' | 'B' | 'A' | 'z' => text(String::new()),
                other if other.is_ascii_alphanumeric() => None,
                other => text(other.to_string()),
            },
            other => text(other.to_string()),
        }
    }

    fn group(&mut self) -> Option<Vec<Piece>> {
        let captures = if self.skip("?:") {
            false
        } else if self.rest.starts_with("?P<")
            || (self.rest.starts_with("?<") && !self.rest.starts_with("?<=") && !self.rest.starts_with("?<!"))
        {
            let end = self.rest.find('>')?;
            self.rest = &self.rest[end + 1..];
            true
        } else if self.rest.starts_with('?') {
            return None;
        } else {
            true
        };
        let is_number = captures && !self.has_number;
        self.has_number |= is_number;
        let inner = self.alternatives()?;
        if !self.skip(")") {
            return None;
        }
        Some(if is_number { vec![Piece::Number] } else { inner })
    }

    /// A character of the class that begins here. The engine says which are in it.
    fn class(&mut self) -> Option<char> {
        let bytes = self.rest.as_bytes();
        let mut end = 1 + usize::from(bytes.get(1) == Some(&b'^'));
        // A bracket that comes first is a character.
        end += usize::from(bytes.get(end) == Some(&b']'));
        while *bytes.get(end)? != b']' {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        let class = Regex::new(&format!("^{}$", self.rest.get(..=end)?)).ok()?;
        self.rest = &self.rest[end + 1..];
        let mut buffer = [0; 4];
        (' '..='~').find(|character| class.is_match(character.encode_utf8(&mut buffer)))
    }

    /// How often at least what was before is there.
    fn repeats(&mut self) -> Option<usize> {
        let least = if self.skip("*") || self.skip("?") {
            0
        } else if self.skip("+") {
            1
        } else if self.rest.starts_with('{') {
            let end = self.rest.find('}')?;
            let least = self.rest[1..end].split(',').next()?.parse().ok().filter(|least| *least <= 100)?;
            self.rest = &self.rest[end + 1..];
            least
        } else {
            return Some(1);
        };
        // Lazy: as much, at least.
        self.skip("?");
        Some(least)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_are_read_backwards() {
        for (regex, line) in [
            (
                r"validation:accuracy=([-+]?[0-9]*\.?[0-9]+(?:[eE][-+]?[0-9]+)?)",
                Some(("validation:accuracy=", ".6f", "")),
            ),
            (r"auc: ([0-9\.]+)", Some(("auc: ", ".6f", ""))),
            (r".*\[[0-9]+\].*#011train-mae:([-+]?[0-9]*\.?[0-9]+).*", Some(("[0]#011train-mae:", ".6f", ""))),
            (r"^loss[:=]\s*(\d+\.\d{2})%$", Some(("loss:", ".2f", "%"))),
            (r"(?:train|val) (?P<n>\S+);", Some(("train ", ".6f", ";"))),
            (r"(\d+) images", Some(("", ".0f", " images"))),
            (r"a{3}[^ab]\(x\) = (.*?) ;", Some(("aaa (x) = ", ".6f", " ;"))),
            // The group is lazy and nothing follows: it captures nothing.
            (r"F1=(.*?)", None),
            (r"loss=[0-9.]+", None),
            (r"(?<=loss=)([0-9.]+)", None),
            (r"loss=([a-z]+)", None),
            ("(", None),
        ] {
            let found = of(regex);
            let found = found.as_ref().map(|line| (line.before.as_str(), line.form, line.after.as_str()));
            assert_eq!(found, line, "{regex}");
        }
        assert_eq!(of(&regex_of("a.b:c")), Some(Line::named("a.b:c")));
    }
}
