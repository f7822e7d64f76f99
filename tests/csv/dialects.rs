//! How files are written: encodings, separators, line ends, quotes, headers, and rows that do not fit.

use crate::{all, names, notes, table};
use tuneground::csv::{DecimalMark, Encoding, Options, ReadError, Separator, read};

fn bytes_of(text: &str, encoding: Encoding, with_mark: bool) -> Vec<u8> {
    let text = if with_mark { format!("\u{FEFF}{text}") } else { text.to_owned() };
    match encoding {
        Encoding::Utf8 => text.into_bytes(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Windows1252 => {
            text.chars().map(|c| if c == '€' { 0x80 } else { u8::try_from(u32::from(c)).unwrap() }).collect()
        }
    }
}

#[test]
fn every_encoding_is_found() {
    for (encoding, with_mark, word) in [
        (Encoding::Utf8, false, "größe € 😀"),
        (Encoding::Utf8, true, "größe € 😀"),
        (Encoding::Utf16Le, true, "größe € 😀"),
        (Encoding::Utf16Be, true, "größe € 😀"),
        (Encoding::Utf16Le, false, "größe € 😀"),
        (Encoding::Utf16Be, false, "größe € 😀"),
        (Encoding::Windows1252, false, "größe €"),
    ] {
        let text = format!("name,b\r\n{word},1\r\nother,2\r\n");
        let table = read(&bytes_of(&text, encoding, with_mark), Options::default()).unwrap();
        assert_eq!(table.dialect.encoding, encoding);
        assert_eq!(all(&table), [[word, "other"], ["1", "2"]], "{encoding}");
        assert!(table.notes.is_empty());
    }
}

#[test]
fn damaged_text_is_told() {
    // A character of UTF-8 is what says that the rest is not Windows-1252.
    let table = read(b"a,b\n\xC3\xA9,1\n\xE9,2\ncut \xC3,3\n", Options::default()).unwrap();
    assert_eq!(all(&table)[0], ["é", "\u{FFFD}", "cut \u{FFFD}"]);
    assert_eq!(notes(&table), ["2 characters are damaged and stand as �"]);
    let said = Options { encoding: Some(Encoding::Utf8), ..Options::default() };
    assert_eq!(notes(&read(b"a,b\nx,1\n\xE9,2\n", said).unwrap()), ["one character is damaged and stands as �"]);
    // Half a character at the end of the file, of each kind.
    assert_eq!(all(&read(b"a,b\n1,x\n2,\xC3", Options::default()).unwrap())[1], ["x", "Ã"]);
    let table = read(b"\xFF\xFEa\0,\0b\0\n\x001\0,\0x\0\n\x002\0,\0\x3D\xD8", Options::default()).unwrap();
    assert_eq!(all(&table)[1], ["x", "\u{FFFD}"]);
}

#[test]
fn every_separator_is_found() {
    for (separator, mark) in [
        (Separator::Comma, ","),
        (Separator::Semicolon, ";"),
        (Separator::Tab, "\t"),
        (Separator::Pipe, "|"),
        (Separator::Space, "  "),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a M b M c", "1 M x M 0.5", "2 M \"y M z\" M -3"].join(end).replace(" M ", mark);
            let table = table(&text);
            assert_eq!(table.dialect.separator, separator);
            assert_eq!(all(&table), [["1", "2"], ["x", &format!("y{mark}z")], ["0.5", "-3"]], "{text:?}");
        }
    }
}

#[test]
fn commas_can_be_decimal_marks() {
    for text in [
        "x;y\n1,5;2\n-0,25;3\n",
        "1,5;2,5\n-0,25;3\n",
        "x\ty\n1,5\t2\n2,5\t3\n",
        "x,y\n\"1,5\",2\n\"2,25\",3\n",
        "x y\n1,5 2\n0,5 2\n",
    ] {
        let table = table(text);
        assert_eq!(table.dialect.decimal_mark, DecimalMark::Comma, "{text}");
        assert_eq!(all(&table)[0][0], "1.5", "{text}");
    }
    // Thousands, not thousandths: points are in use elsewhere, or nothing says that commas are not.
    for text in ["x;y\n1,234;2.5\n5,678;3.5\n", "x\ty\n1,234\ta\n2,345\tb\n", "x,y\n\"1,234\",1\n2,2\n"] {
        let table = table(text);
        assert_eq!(table.dialect.decimal_mark, DecimalMark::Point, "{text}");
        assert_eq!(all(&table)[0][0], "1234", "{text}");
    }
    assert_eq!(all(&table("x;y\n1.234,5;2\n1.000;3\n"))[0], ["1234.5", "1000"]);
}

#[test]
fn prose_is_one_column_and_spaces_separate_numbers_only() {
    let text = "review\ngood, I think\nbad\nnot so good, but then, who knows\nwell; well\nan end\n";
    assert_eq!(names(&table(text)), ["review"]);
    assert_eq!(names(&table("first name\nJane Doe\nJohn Smith\n")), ["first name"]);
    let aligned = table("  1  2.5   3 \n 10  3.5  30\n");
    assert_eq!(all(&aligned), [["1", "10"], ["2.5", "3.5"], ["3", "30"]]);
}

#[test]
fn what_the_user_says_counts() {
    let options = Options { separator: Some(Separator::Semicolon), has_header: Some(false), ..Options::default() };
    let read_so = read(b"a,b;c\nd,e;f\n", options).unwrap();
    assert_eq!(all(&read_so), [["a,b", "d,e"], ["c", "f"]]);
    assert!(!read_so.dialect.has_header);
    let options = Options { decimal_mark: Some(DecimalMark::Comma), has_header: Some(true), ..Options::default() };
    let read_so = read(b"1\t2\n1,234\t5\n", options).unwrap();
    assert_eq!(
        (names(&read_so), all(&read_so)[0].clone()),
        (vec!["1", "2"], vec!["it is “1.234” in every row".to_owned()])
    );
    // Excel's own way to say it.
    let table = table("sep=|\na,b|c\nd,e|1\n");
    assert_eq!(
        (names(&table), all(&table)),
        (
            vec!["a,b", "c"],
            vec![vec!["it is “d,e” in every row".to_owned()], vec!["it is “1” in every row".to_owned()]]
        )
    );
}

#[test]
fn headers_are_told_from_values() {
    for (text, expected) in [
        ("a,b\n1,2\n3,4\n", Some(vec!["a", "b"])),
        ("1,2\n3,4\n", None),
        ("name,colour\nx,red\ny,blue\n", Some(vec!["name", "colour"])),
        ("red,1\nblue,2\nred,3\n", None),
        ("yes,red\nno,blue\nyes,red\n", None),
        (",a,b\n0,1,2\n1,3,4\n", Some(vec!["column 1", "a", "b"])),
        ("0,1,2\n5.5,6,x\n7.5,8,y\n", Some(vec!["0", "1", "2"])),
        ("a,1990,b\n1,2,3\n1,2,4\n", Some(vec!["a", "1990", "b"])),
        ("NA,1\n2,3\n", None),
        ("5.1,3.5,setosa\n4.9,3.0,setosa\n", None),
    ] {
        let table = table(text);
        assert_eq!(table.dialect.has_header, expected.is_some(), "{text}");
        if let Some(expected) = expected {
            assert_eq!(names(&table), expected);
        }
    }
    assert_eq!(names(&table("1,2\n3,4\n")), ["column 1", "column 2"]);
}

#[test]
fn names_become_unique() {
    let table = table("a,,a,a (2),\n1,2,3,4,5\n6,7,8,9,10\n");
    assert_eq!(names(&table), ["a", "column 2", "a (3)", "a (2)", "column 5"]);
    assert_eq!(notes(&table), ["columns with the same name: “a” is called “a (3)”"]);
}

#[test]
fn row_names_and_titles_and_separators_at_the_end() {
    let r = table("mpg cyl\n\"Mazda RX4\" 21.0 6\n\"Datsun 710\" 22.8 4\n\"Duster 360\" 14.3 8\n");
    assert_eq!(names(&r), ["column 1", "mpg", "cyl"]);
    assert_eq!(all(&r)[0], ["Mazda RX4", "Datsun 710", "Duster 360"]);
    let titled = table("# a title, of a kind\nand more\na;b\n1;2\n3;4\n");
    assert_eq!((names(&titled), titled.rows), (vec!["a", "b"], 2));
    assert_eq!(notes(&titled), ["text before the table was passed over in 2 lines (1, 2)"]);
    for text in ["a,b,\n1,2,\n3,4,\n", "a,b\n1,2,\n3,4,\n", "a,b,,\n1,2\n3,4\n", "a,b,,,\n1,2,,,\n3,4,,,\n"] {
        let table = table(text);
        assert_eq!(
            (names(&table), all(&table)),
            (vec!["a", "b"], vec![vec!["1".into(), "3".into()], vec!["2".into(), "4".into()]])
        );
        assert!(table.notes.is_empty(), "{text} {:?}", table.notes);
    }
}

#[test]
fn quotes() {
    let table = table("a,b\n\"line\r\nbreak\",1\n\"a \"\"word\"\"\",2\n  spaced  ,3\n5\" pipe,4\n\"\",5\n");
    assert_eq!(all(&table)[0], ["line\nbreak", "a \"word\"", "spaced", "5\" pipe", "·"]);
    let open = read(b"a,b\n1,2\n\n\"x\ny\",3\n\"open,4\n5,6\n", Options::default()).unwrap_err();
    assert_eq!(open, ReadError::OpenQuote { line: 6 });
    assert!(open.to_string().contains("line 6"));
}

#[test]
fn rows_that_do_not_fit_are_named_with_their_lines() {
    let table = table("a,b,c\n1,2,3\n\n4,5\n\"x\ny\",6,7\n8,9,10,11\n,,\n12,13,14\n15\n");
    assert_eq!(all(&table)[1], ["2", "5", "6", "13", "·"]);
    assert_eq!(
        notes(&table),
        [
            "2 lines without values were passed over",
            "values are missing at the end of the row in 2 lines (4, 10)",
            "rows with more fields than columns were left out in line 7",
        ]
    );
}

#[test]
fn what_is_no_csv_file() {
    let error = |bytes: &[u8]| read(bytes, Options::default()).unwrap_err().to_string();
    assert_eq!(
        error(b"PK\x03\x04rest"),
        "this is a workbook or a ZIP archive, not a CSV file; save the sheet as CSV, or unpack the archive"
    );
    assert_eq!(error(b"[{\"a\":1}]"), "this is JSON, not a CSV file; write its rows as CSV first");
    assert!(error(b"a,b\n1,\x002\n").starts_with("this is a binary file"));
    for empty in [&b""[..], b"\n\n\n", b"\xEF\xBB\xBF", b" \n\t\n"] {
        assert_eq!(read(empty, Options::default()).unwrap_err(), ReadError::Empty, "{empty:?}");
    }
    for header in ["a,b\n", "a,b", "name", "title\na,b,c\n"] {
        assert_eq!(read(header.as_bytes(), Options::default()).unwrap_err(), ReadError::NoRows, "{header}");
    }
    assert_eq!(table("1,2\n").rows, 1);
}
