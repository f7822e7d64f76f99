//! Where in a JSON text a path of the checks stands, for tools that show problems beside the text.

use super::path::JsonPath;
use std::collections::BTreeMap;

/// A place in a text, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// The position of each path in a JSON text, in the paths' order: of a member its name, of an item its value. What is not there
/// has the position of the nearest part around it. Of a member given twice the last counts, as everywhere in JSON. For a text
/// that is no JSON, of what could be read.
pub fn locate(text: &str, paths: &[&str]) -> Vec<Position> {
    let mut wanted: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, path) in paths.iter().enumerate() {
        // A quoted name may be cut in the middle; no part is called so, and it does no harm.
        let ends = path.match_indices(['.', '[']).map(|(end, _)| end).chain([path.len()]);
        for part in ends.filter_map(|end| path.get(..end)) {
            wanted.entry(part).or_default().push(index);
        }
    }
    let mut scanner = Scanner { bytes: text.as_bytes(), at: 0, wanted, found: vec![0; paths.len()] };
    scanner.value(&JsonPath::Root, 0);
    positions(text, &scanner.found)
}

/// The positions of some offsets, in one walk through the text.
fn positions(text: &str, offsets: &[usize]) -> Vec<Position> {
    let mut order: Vec<usize> = (0..offsets.len()).collect();
    order.sort_by_key(|&index| offsets.get(index));
    let mut positions = vec![Position { line: 1, column: 1 }; offsets.len()];
    let (mut at, mut here) = (0, Position { line: 1, column: 1 });
    for index in order {
        let (Some(&offset), Some(position)) = (offsets.get(index), positions.get_mut(index)) else { continue };
        for character in text.get(at..offset).unwrap_or_default().chars() {
            here = match character {
                '\n' => Position { line: here.line + 1, column: 1 },
                _ => Position { column: here.column + 1, ..here },
            };
        }
        at = offset;
        *position = here;
    }
    positions
}

/// Deeper than any request is; what is deeper is skipped.
const DEEPEST: usize = 40;

struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
    /// For each part of a path, from its beginning: the paths that begin so, by their places.
    wanted: BTreeMap<&'t str, Vec<usize>>,
    /// For each path: where the last part of it that was found stands.
    found: Vec<usize>,
}

impl Scanner<'_> {
    fn skip_space(&mut self) {
        while self.bytes.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
    }

    fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let is_there = self.bytes.get(self.at) == Some(&byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// Notes that a path's part stands here.
    fn here(&mut self, path: &JsonPath<'_>, offset: usize) {
        for &index in self.wanted.get(path.to_string().as_str()).into_iter().flatten() {
            if let Some(found) = self.found.get_mut(index) {
                *found = offset;
            }
        }
    }

    fn value(&mut self, path: &JsonPath<'_>, depth: usize) {
        self.skip_space();
        match self.bytes.get(self.at) {
            Some(b'{') if depth < DEEPEST => {
                self.at += 1;
                while !self.take(b'}') {
                    self.skip_space();
                    let start = self.at;
                    let Some(name) = self.text() else { return };
                    let member = JsonPath::Member(path, &name);
                    self.here(&member, start);
                    if !self.take(b':') {
                        return;
                    }
                    self.value(&member, depth + 1);
                    self.take(b',');
                }
            }
            Some(b'[') if depth < DEEPEST => {
                self.at += 1;
                let mut index = 0;
                while !self.take(b']') {
                    self.skip_space();
                    let (start, item) = (self.at, JsonPath::Item(path, index));
                    self.here(&item, start);
                    self.value(&item, depth + 1);
                    if self.at == start {
                        return;
                    }
                    self.take(b',');
                    index += 1;
                }
            }
            Some(b'"') => {
                self.text();
            }
            Some(b'{' | b'[') => self.at = self.bytes.len(),
            _ => {
                while self.bytes.get(self.at).is_some_and(|byte| !b",]} \t\r\n".contains(byte)) {
                    self.at += 1;
                }
            }
        }
    }

    /// A text in quotes, as it reads.
    fn text(&mut self) -> Option<String> {
        let start = self.at;
        if self.bytes.get(start) != Some(&b'"') {
            return None;
        }
        self.at += 1;
        loop {
            match self.bytes.get(self.at)? {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        serde_json::from_slice(self.bytes.get(start..self.at)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  \"a\": {\"b\": [1, {\n    \"c.d\": \"}\\\"\"\n  }]},\n  \"é\": 2, \"e\": 3\n}";

    fn at(paths: &[&str]) -> Vec<(usize, usize)> {
        locate(TEXT, paths).iter().map(|position| (position.line, position.column)).collect()
    }

    #[test]
    fn members_and_items_are_found() {
        assert_eq!(
            at(&["a", "a.b", "a.b[0]", "a.b[1]", "a.b[1][\"c.d\"]", "e"]),
            [(2, 3), (2, 9), (2, 15), (2, 18), (3, 5), (5, 11)]
        );
    }

    #[test]
    fn what_is_not_there_is_where_it_would_be() {
        assert_eq!(at(&["", "a.b[7].x", "ab", "a.b[1].y"]), [(1, 1), (2, 9), (1, 1), (2, 18)]);
    }

    #[test]
    fn of_a_member_given_twice_the_last_counts() {
        let text = "{\"a\": {\"b\": [1]},\n\"a\": {\"b\": 2}}";
        let lines =
            locate(text, &["a.b[0]", "a.b", "a"]).iter().map(|place| (place.line, place.column)).collect::<Vec<_>>();
        assert_eq!(lines, [(2, 7), (2, 7), (2, 1)]);
    }

    #[test]
    fn nonsense_comes_to_an_end() {
        for text in ["", "{", "{\"a\"", "{\"a\":", "[,", "[[[", "{\"a\":}", "\"\\", "nul", &"[".repeat(100_000)] {
            assert_eq!(locate(text, &["a"]).len(), 1);
        }
    }
}
