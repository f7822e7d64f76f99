//! The longest text that whatever matches a regular expression must contain. Most lines of a log lack it, and need not be
//! searched: the engine here goes through a line state by state, and to look for a text is many times faster.

/// The longest such text that is seen without much ado: characters at the top level of the expression. Empty when there is
/// none, or when the expression is of a kind (alternatives, flags) where more would have to be known. True beside it when a
/// match begins with it.
pub(super) fn required(expression: &str) -> (String, bool) {
    if ["(?i", "(?x", "(?s", "(?m", "(?U", "(?R", "(?-", "(?u"].iter().any(|flags| expression.contains(flags)) {
        return (String::new(), false);
    }
    let mut best = String::new();
    let mut first = None;
    let mut run = String::new();
    let mut rest = expression.chars().peekable();
    let mut end = |run: &mut String| {
        first.get_or_insert_with(|| run.clone());
        if run.len() > best.len() {
            best.clone_from(run);
        }
        run.clear();
    };
    while let Some(character) = rest.next() {
        match character {
            '|' => return (String::new(), false),
            '\\' => match rest.next() {
                Some(escaped) if escaped.is_ascii_punctuation() && !matches!(escaped, '<' | '>') => run.push(escaped),
                // A class, an assertion, a code: what stands behind the letter may belong to it.
                Some('d' | 'D' | 's' | 'S' | 'w' | 'W') => end(&mut run),
                _ => return (String::new(), false),
            },
            '+' => {
                // Lazy, or not; another repetition behind it may be of nothing.
                rest.next_if_eq(&'?');
                if matches!(rest.peek(), Some('*' | '+' | '?' | '{')) {
                    return (String::new(), false);
                }
                end(&mut run);
            }
            '.' | '^' | '$' => end(&mut run),
            '*' | '?' => {
                run.pop();
                end(&mut run);
            }
            '{' => {
                run.pop();
                end(&mut run);
                if !rest.by_ref().any(|character| character == '}') {
                    return (String::new(), false);
                }
            }
            '(' | '[' => {
                end(&mut run);
                if !skip(&mut rest, character) {
                    return (String::new(), false);
                }
            }
            literal => run.push(literal),
        }
    }
    end(&mut run);
    let begins = first.as_ref() == Some(&best);
    (best, begins)
}

/// Passes over a group or a class whose opening was taken; false when it does not end.
fn skip(rest: &mut std::iter::Peekable<std::str::Chars<'_>>, opened: char) -> bool {
    if opened == '[' {
        rest.next_if_eq(&'^');
        // A bracket that comes first is a character.
        rest.next_if_eq(&']');
        while let Some(character) = rest.next() {
            match character {
                '\\' => drop(rest.next()),
                // A class of its own, such as [:digit:]; anything else in brackets the engine refuses.
                '[' if !skip(rest, '[') => return false,
                ']' => return true,
                _ => {}
            }
        }
        return false;
    }
    while let Some(character) = rest.next() {
        match character {
            '\\' => drop(rest.next()),
            '(' | '[' if !skip(rest, character) => return false,
            ')' => return true,
            _ => {}
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::training_log::NUMBER_GROUP;

    #[test]
    fn the_longest_text_at_the_top_level() {
        for (expression, literal) in [
            (format!(r".*\[[0-9]+\].*#011train-auc:{NUMBER_GROUP}"), "#011train-auc:"),
            ("Valid_error=(.*?);".to_owned(), "Valid_error="),
            (r"loss: ([0-9\.]+)".to_owned(), "loss: "),
            (r"losses*: (\d+)".to_owned(), "losse"),
            (r"ab+?cde{2,3}f".to_owned(), "ab"),
            (r"[]x)]abc(?:d|(e[)]))+x".to_owned(), "abc"),
            (r"[[:digit:]]+ab".to_owned(), "ab"),
            (r"a\.b\+".to_owned(), "a.b+"),
        ] {
            let begins = expression.replace('\\', "").starts_with(literal);
            assert_eq!(required(&expression), (literal.to_owned(), begins), "{expression}");
        }
        for none in ["a|b", "(?i)loss", "([0-9]+)", r"\x41b", r"\bloss", "cb+?*x", "(abc", "[abc", ""] {
            assert_eq!(required(none).0, "", "{none}");
        }
    }
}
