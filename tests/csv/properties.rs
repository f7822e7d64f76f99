//! What holds for every file that someone writes, and for any bytes.

use crate::checks::{assert_file, read_in_chunks};
use crate::{all, names, table};
use proptest::prelude::*;
use tuneground::csv::{Encoding, Options, Separator, Values, read};

const SEPARATORS: [(Separator, char); 4] =
    [(Separator::Comma, ','), (Separator::Semicolon, ';'), (Separator::Tab, '\t'), (Separator::Pipe, '|')];

/// Texts that are no numbers, no dates and not missing.
fn cells() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1_usize..6).prop_flat_map(|width| {
        let cell = "v[a-z0-9,;|\t\"' é€😀\n.#]{0,12}".prop_map(|text| text.trim_end().to_owned());
        prop::collection::vec(prop::collection::vec(cell, width), 1..9)
    })
}

fn field(cell: &str, separator: char, quote_all: bool) -> String {
    if quote_all || cell.contains([separator, '"', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn written(rows: &[Vec<String>], separator: char, end: &str, quote_all: bool) -> String {
    let line = |row: &Vec<String>| {
        let fields: Vec<String> = row.iter().map(|cell| field(cell, separator, quote_all)).collect();
        fields.join(&separator.to_string())
    };
    rows.iter().map(line).collect::<Vec<_>>().join(end)
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    let marked = format!("\u{FEFF}{text}");
    match encoding {
        Encoding::Utf16Le => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        _ => text.as_bytes().to_vec(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn what_is_written_in_any_dialect_is_read_back(
        mut rows in cells(),
        (separator, mark) in prop::sample::select(&SEPARATORS),
        end in prop::sample::select(&["\n", "\r\n", "\r"]),
        encoding in prop::sample::select(&[Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be]),
        (quote_all, ends, chunk) in (any::<bool>(), any::<bool>(), 1_usize..50),
    ) {
        let width = rows[0].len();
        // With another value in each column, none of them is constant.
        rows.push(vec!["w".to_owned(); width]);
        let header: Vec<String> = (0..width).map(|column| format!("name {column}")).collect();
        rows.insert(0, header.clone());
        let text = written(&rows, mark, end, quote_all) + if ends { end } else { "" };
        let options = Options { separator: Some(separator), has_header: Some(true), ..Options::default() };
        let table = read_in_chunks(&encoded(&text, encoding), chunk, options).unwrap();
        prop_assert_eq!(names(&table), header);
        let expected: Vec<Vec<String>> =
            (0..width).map(|column| rows[1..].iter().map(|row| row[column].clone()).collect()).collect();
        prop_assert_eq!(all(&table), expected);
        prop_assert!(table.notes.is_empty());
    }

    #[test]
    fn separators_headers_and_decimal_marks_are_found(
        rows in prop::collection::vec(("[a-z]{1,6}", -1e6_f32..1e6, 0_u32..50), 3..12),
        (separator, mark) in prop::sample::select(&SEPARATORS),
        (has_header, has_comma) in any::<(bool, bool)>(),
    ) {
        let has_comma = has_comma && separator != Separator::Comma;
        let line = |(word, number, whole): &(String, f32, u32)| {
            // Three digits behind a comma could be thousands.
            let number = format!("{number:.4}").replace('.', if has_comma { "," } else { "." });
            format!("{word}.{mark}{number}{mark}{whole}\n")
        };
        let header = if has_header { format!("word{mark}number{mark}whole\n") } else { String::new() };
        let table = table(&(header + &rows.iter().map(line).collect::<String>()));
        prop_assert_eq!((table.dialect.separator, table.dialect.has_header), (separator, has_header));
        if let Values::Numbers(numbers) = &table.columns[1].values {
            let expected: Vec<f32> = rows.iter().map(|row| format!("{:.4}", row.1).parse().unwrap()).collect();
            prop_assert_eq!(&numbers.values, &expected);
        }
    }

    #[test]
    fn any_bytes_in_any_chunks(
        bytes in prop::collection::vec(
            prop_oneof![4 => prop::sample::select(&b",;\t| \"\n\r0123456789.-eaNAx?"[..]), 1 => any::<u8>()], 0..400),
        chunk in 1_usize..60,
        separator in prop::option::of(prop::sample::select(&Separator::ALL)),
        has_header in prop::option::of(any::<bool>()),
    ) {
        assert_file(&bytes, chunk, Options { separator, has_header, ..Options::default() });
    }

    #[test]
    fn any_rows(lines in prop::collection::vec("[0-9a-c,;.\" ?-]{0,12}", 1..40), chunk in 1_usize..60) {
        assert_file(lines.join("\n").as_bytes(), chunk, Options::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Beyond what the sample shows.
    #[test]
    fn long_files_in_any_chunks(
        part in prop::collection::vec(prop_oneof![8 => prop::sample::select(&b",;\n1.x\""[..]), 1 => any::<u8>()], 1..300),
        chunk in 1_usize..100_000,
    ) {
        let bytes = part.repeat((300 << 10) / part.len());
        let options = Options { bytes: Some(bytes.len()), ..Options::default() };
        let whole = read(&bytes, options);
        prop_assert_eq!(format!("{whole:?}"), format!("{:?}", read_in_chunks(&bytes, chunk.max(997), options)));
    }
}
