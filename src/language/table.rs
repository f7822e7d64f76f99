//! The sentences of one language, as the page gets them.

/// The sentences of one language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    name: String,
    decimal_mark: String,
    group_mark: String,
    /// By [`key`] of the English sentence, in ascending order.
    sentences: Vec<(u32, String)>,
}

impl Table {
    /// The sentences of the language `name`. `text` has a line for each, as `scripts/languages.mjs` wrote it, in ascending order: [`key`] in
    /// hexadecimal digits, a space, the sentence. A line that is none of these is left out. `decimal_mark` is what the browser puts
    /// before decimals in this language, `group_mark` what it puts between groups of three digits.
    pub fn new(name: String, decimal_mark: String, group_mark: String, text: &str) -> Self {
        let sentence = |line: &str| {
            let (key, sentence) = line.split_once(' ')?;
            Some((u32::from_str_radix(key, 16).ok()?, sentence.to_owned()))
        };
        Self { name, decimal_mark, group_mark, sentences: text.lines().filter_map(sentence).collect() }
    }

    /// The language's name as in BCP 47.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What stands before decimals: a point or a comma.
    pub fn decimal_mark(&self) -> &str {
        &self.decimal_mark
    }

    /// What stands between groups of three digits: a comma, a point or a narrow space.
    pub fn group_mark(&self) -> &str {
        &self.group_mark
    }

    /// An English sentence in this language, if it has it.
    pub fn text(&self, english: &str) -> Option<&str> {
        let place = self.sentences.binary_search_by_key(&key(english), |(key, _)| *key).ok()?;
        Some(&self.sentences[place].1)
    }
}

/// A sentence's key: FNV-1a with 32 bits (Fowler, Noll and Vo, <http://www.isthe.com/chongo/tech/comp/fnv>). `tests/languages.rs` sees to it that no
/// two sentences share one.
pub fn key(english: &str) -> u32 {
    english.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_found_by_their_english() {
        let mut lines = [("Run", "Lancer"), ("Stop", "Arrêter")].map(|(english, own)| (key(english), own));
        lines.sort_unstable();
        let text = format!("{:08x} {}\n{:x} {}\nnot a line\n", lines[0].0, lines[0].1, lines[1].0, lines[1].1);
        let table = Table::new("fr".to_owned(), ",".to_owned(), "\u{202f}".to_owned(), &text);
        assert_eq!(table.name(), "fr");
        assert_eq!(table.text("Run"), Some("Lancer"));
        assert_eq!(table.text("Stop"), Some("Arrêter"));
        assert_eq!(table.text("Step"), None);
    }

    #[test]
    fn the_key_is_fnv_1a() {
        // From the test vectors of its authors.
        assert_eq!([key(""), key("a"), key("foobar")], [0x811c_9dc5, 0xe40c_292c, 0xbf9c_f968]);
    }
}
