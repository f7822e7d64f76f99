//! Dates and times, which are recognised but not learned from.

/// True for what looks like a date, a time or both: `2024-05-01`, `1/5/24`, `01.05.2024 12:30`, `2024-05-01T12:30:00.5Z`,
/// `12:30`, `5 May 2024`.
pub(super) fn is_date(cell: &str) -> bool {
    /// The longest is `2024-05-01T12:30:00.123456789+00:00`; month names and weekdays are longer.
    const MAX_BYTES: usize = 40;
    if cell.len() > MAX_BYTES || !cell.is_ascii() || !cell.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let mut has_date = false;
    for part in cell.split([' ', 'T', ',']).filter(|part| !part.is_empty()) {
        if is_day(part) {
            has_date = true;
        } else if !is_time(part) && !is_zone(part) {
            return is_written_out(cell);
        }
    }
    has_date || cell.contains(':')
}

/// Three numbers with the same mark between them.
fn is_day(part: &str) -> bool {
    ['-', '/', '.'].into_iter().any(|mark| {
        let numbers: Vec<&str> = part.split(mark).collect();
        let is_number = |text: &&str| (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        numbers.len() == 3 && numbers.iter().all(is_number)
    })
}

/// Hours and minutes, with or without seconds and their fraction and a zone behind them.
fn is_time(part: &str) -> bool {
    let clock = part.split(['+', '-', 'Z']).next().unwrap_or_default();
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let numbers: Vec<&str> = clock.split(':').collect();
    let is_number = |text: &&str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    (2..=3).contains(&numbers.len()) && numbers.iter().all(is_number) && fraction.bytes().all(|b| b.is_ascii_digit())
}

fn is_zone(part: &str) -> bool {
    matches!(part, "Z" | "UTC" | "GMT" | "AM" | "PM" | "am" | "pm") || (part.starts_with(['+', '-']) && part.len() <= 6)
}

/// A month's name with a day and a year.
fn is_written_out(cell: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<&str> = cell.split([' ', '-', ',', '/', '.']).filter(|word| !word.is_empty()).collect();
    let is_month = |word: &&&str| {
        let begins = word.get(..3).is_some_and(|begin| MONTHS.iter().any(|month| month.eq_ignore_ascii_case(begin)));
        begins && word.bytes().all(|byte| byte.is_ascii_alphabetic())
    };
    let is_number = |word: &&&str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    words.len() >= 3 && words.iter().any(|word| is_month(&word)) && words.iter().filter(is_number).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_what_is_none() {
        for text in [
            "2024-05-01",
            "1/5/24",
            "01.05.2024 12:30",
            "2024-05-01T12:30:00.5Z",
            "2024-05-01 12:30:00+02:00",
            "12:30",
            "5 May 2024",
            "May 5, 2024",
            "01-Jan-2024",
            "1/5/2024 3:07 PM",
        ] {
            assert!(is_date(text), "{text}");
        }
        for text in
            ["1.5", "1-5", "2024", "a-b-c", "10.0.0.1", "May", "march 5", "1:2:3:4", "555-1234", "", "red", "12345-1-1"]
        {
            assert!(!is_date(text), "{text}");
        }
    }
}
