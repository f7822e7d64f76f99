//! The user's own file: read a piece at a time, while the engine's messages are heard in between.

use super::{Answer, Tuner};
use crate::file;
use crate::turns::pause;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::rc::Rc;
use tuneground::csv::{Options, Reader, Table};
use tuneground::dataset::{Checksum, Dataset, DatasetSpec};
use tuneground::playground::{DataPicture, OpenedFile, dataset_of};
use tuneground::sagemaker::responses::ApiError;
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;

/// Bytes that are read at a time.
const CHUNK: f64 = (1 << 20) as f64;

/// How far a file is read.
#[derive(Default)]
pub(super) struct Reading {
    /// Grows with each file, and with each that is put away: who reads another one stops.
    number: u32,
    is_under_way: bool,
    bytes: f64,
    of: f64,
    rows: usize,
    columns: (usize, usize),
}

impl Reading {
    /// Whether a file is being read.
    pub(super) fn is_under_way(&self) -> bool {
        self.is_under_way
    }
}

impl Tuner {
    /// Begins to read a file in place of the one before; the answer is [`OpenedFile::summary`].
    pub(super) fn open_file(&mut self, id: u32, request: &Value, file: Blob, own: &Rc<RefCell<Self>>) {
        let name = request.get("Name").and_then(Value::as_str).unwrap_or("the file").to_owned();
        self.close_file();
        (self.reading.is_under_way, self.reading.of) = (true, file.size());
        let (number, own) = (self.reading.number, Rc::clone(own));
        spawn_local(async move {
            let read = read(&own, number, &file).await;
            let mut tuner = own.borrow_mut();
            let is_current = tuner.reading.number == number;
            if is_current {
                tuner.reading.is_under_way = false;
            }
            let answer = match read {
                Ok((table, checksum)) if is_current => {
                    let opened = OpenedFile::new(name, checksum, table);
                    let summary = opened.summary();
                    tuner.data.opened = Some(opened);
                    Ok(summary)
                }
                Err(reason) if is_current => Err(ApiError::validation(reason)),
                _ => Err(ApiError::validation(
                    "another file was opened, or this one put away, before it was read".to_owned(),
                )),
            };
            tuner.reply(id, answer);
            if is_current {
                tuner.serve_own();
            }
            drop(tuner);
            super::schedule_flush(&own);
        });
    }

    /// Puts the file away, read or not.
    pub(super) fn close_file(&mut self) {
        self.data.opened = None;
        self.reading = Reading { number: self.reading.number.wrapping_add(1), ..Reading::default() };
        self.serve_own();
    }

    /// How far the file is read: `{"Bytes", "Of", "Rows", "Columns", "OfColumns"}`.
    pub(super) fn reading(&self) -> Value {
        let Reading { bytes, of, rows, columns: (columns, of_columns), .. } = self.reading;
        json!({ "Bytes": bytes, "Of": of, "Rows": rows, "Columns": columns, "OfColumns": of_columns })
    }

    /// What is learned of the file: see [`OpenedFile::choose`]. The answer is `{"File", "Notes"}`, `File` as a document has it.
    pub(super) fn choose_of_file(&self, request: &Value) -> Answer {
        let opened = self.data.opened.as_ref();
        let opened = opened.ok_or_else(|| ApiError::validation("no file is open".to_owned()))?;
        let chosen = opened.choose(request).map_err(ApiError::validation)?;
        Ok(Some(json!({ "File": tuneground::playground::file_document(&chosen.file), "Notes": chosen.notes })))
    }

    /// Begins a picture of a data set: `{"Dataset", "Width", "Height"}` to a [`DataPicture`], or null while there are no rows.
    pub(super) fn picture(&mut self, id: u32, request: &Value, own: &Rc<RefCell<Self>>) -> Answer {
        let spec: DatasetSpec = dataset_of(request).map_err(ApiError::validation)?;
        let side = |name: &str| request.get(name).and_then(Value::as_f64).filter(|side| (1.0..=4096.0).contains(side));
        let (width, height) = (side("Width").unwrap_or(100.0), side("Height").unwrap_or(100.0));
        let wanted = spec.clone();
        self.with_rows(&spec, own, move |tuner, rows| {
            let picture = Dataset::new(&wanted, rows).ok().map(|dataset| DataPicture::of(&dataset, width, height));
            tuner.reply(id, Ok(serde_json::to_value(picture).unwrap_or_default()));
        });
        Ok(None)
    }
}

/// Reads the file to its end; or gives up when another one is read.
async fn read(own: &Rc<RefCell<Tuner>>, number: u32, file: &Blob) -> Result<(Table, Checksum), String> {
    let size = file.size();
    let mut reader = Reader::new(Options { bytes: Some(size as usize), ..Options::default() });
    let (mut checksum, mut from) = (Checksum::default(), 0.0);
    let goes_on = |note: &dyn Fn(&mut Reading)| {
        let reading = &mut own.borrow_mut().reading;
        if reading.number == number {
            note(reading);
        }
        reading.number == number
    };
    while from < size {
        let to = (from + CHUNK).min(size);
        let bytes = file::part(file, from, to).await?;
        checksum.push(&bytes);
        reader.push(&bytes).map_err(|error| error.to_string())?;
        from = to;
        let rows = reader.rows();
        if !goes_on(&|reading| (reading.bytes, reading.rows) = (from, rows)) {
            return Err(String::new());
        }
    }
    let mut typing = reader.finish().map_err(|error| error.to_string())?;
    let columns = typing.columns();
    let mut column = 0;
    while typing.step() {
        column += 1;
        // A look at the messages after each column of a large file, and now and then of a small one.
        if column % 16 == 0 || size > CHUNK {
            pause().await;
        }
        if !goes_on(&|reading| reading.columns = (column, columns)) {
            return Err(String::new());
        }
    }
    Ok((typing.table(), checksum))
}
