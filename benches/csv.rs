//! How fast a CSV file is read: files of 50 MB and of at most 200,000 rows, made up here.
//!
//! `cargo bench --bench csv`

use std::fmt::Write as _;
use std::time::Instant;
use tuneground::csv::{MAX_BYTES, MAX_ROWS, Options, Reader};

/// What a file has in a row.
type Row = fn(&mut String, usize);

const FILES: [(&str, usize, Row); 4] = [
    ("40 columns of 5 digits", 40, |line, row| (0..40).for_each(|c| write(line, (row * 7919 + c * 104_729) % 100_000))),
    ("20 columns of fractions", 20, |line, row| {
        (0..20).for_each(|c| write(line, (row * 7919 + c * 104_729) as f64 / 1_234.5));
    }),
    ("1000 columns of one digit", 1_000, |line, row| (0..1_000).for_each(|c| write(line, (row + c) % 10))),
    ("10 columns of quoted texts", 10, |line, row| {
        (0..10).for_each(|c| write(line, format_args!("\"text, {}\"", (row * 31 + c) % 1_500)));
    }),
];

fn write(line: &mut String, value: impl std::fmt::Display) {
    let _ = write!(line, "{value},");
}

fn file(columns: usize, row: Row) -> Vec<u8> {
    let names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    let mut text = names.join(",") + "\n";
    for index in 0..MAX_ROWS {
        let length = text.len();
        row(&mut text, index);
        text.pop();
        text.push('\n');
        if text.len() > MAX_BYTES {
            text.truncate(length);
            break;
        }
    }
    text.into_bytes()
}

fn main() {
    println!("file | MB | rows | records, s | columns, s | longest column, ms | choice, s | MB/s");
    for (name, columns, row) in FILES {
        let bytes = file(columns, row);
        let megabytes = bytes.len() as f64 / 1e6;
        let start = Instant::now();
        let mut reader = Reader::new(Options { bytes: Some(bytes.len()), ..Options::default() });
        for chunk in bytes.chunks(1 << 20) {
            if let Err(error) = reader.push(chunk) {
                return println!("{name}: {error}");
            }
        }
        let Ok(mut typing) = reader.finish() else { return println!("{name}: no table") };
        let records = start.elapsed().as_secs_f64();
        let mut longest = 0.0_f64;
        loop {
            let step = Instant::now();
            if !typing.step() {
                break;
            }
            longest = longest.max(step.elapsed().as_secs_f64());
        }
        let table = typing.table();
        let read = start.elapsed().as_secs_f64();
        let chosen = table.suggested().map(|choice| table.choose(&choice).map(|chosen| chosen.features.len()));
        let all = start.elapsed().as_secs_f64();
        println!(
            "{name} | {megabytes:.1} | {} | {records:.2} | {:.2} | {:.0} | {:.2} ({chosen:?}) | {:.0}",
            table.rows,
            read - records,
            1e3 * longest,
            all - read,
            megabytes / read
        );
    }
}
