//! A table from the user's own CSV file, and what a data set needs of it.
//!
//! ```text
//! bytes → Decoder → text → Tokenizer → records → Typing → Table → choose → Chosen
//! ```
//!
//! [`Reader`] takes a file's bytes in chunks, so that whoever reads can tell how far it is and listen in between; the table
//! does not depend on the chunks. [`Typing`] then looks at one column a step. Time is linear in the bytes; memory is the text,
//! 4 bytes for each cell's place in it, 4 bytes for each number or 2 for each category, and the text of sixteen columns
//! once more.
//!
//! What is taken for what: encoding, separator, decimal mark and header are found in the first [`SAMPLE_BYTES`] (the encoding
//! in all), and [`Options`] overrule what was found. Fields are as in RFC 4180 (quotes, doubled quotes, line ends between
//! quotes), spaces around them taken off. [`MISSING_WORDS`] are missing values. A column is numbers, or categories in
//! the order of their code points, as scikit-learn's `LabelEncoder` has them, `true` and `false` being two of those; or it is
//! left out with a reason ([`Unused`]).
//!
//! Missing values stay NaN up to [`Chosen`]: what stands for them must come from the training rows alone, so that is for the
//! data set to say. Trees take NaN as it is; networks get the median of the training rows.
//!
//! Everything wrong is a [`ReadError`] or a [`ChoiceError`], everything that was done unasked a [`Note`].

mod choice;
mod column;
mod date;
mod dialect;
mod encode;
mod encoding;
mod error;
mod header;
mod note;
mod number;
mod reader;
mod records;
mod table;
mod tokenizer;

pub use choice::{Choice, Task};
pub use column::{Categories, Column, Numbers, Unused, Values};
pub use dialect::{DecimalMark, Dialect, Separator};
pub use encode::{Chosen, Feature, Target};
pub use encoding::Encoding;
pub use error::{ChoiceError, ReadError};
pub use note::{Lines, Note};
pub use number::MISSING_WORDS;
pub use reader::{Options, Reader, read};
pub use table::{Table, Typing};

use crate::language::t;

/// The most bytes of a file: 50 MB.
pub const MAX_BYTES: usize = 50_000_000;
/// The most rows of values.
pub const MAX_ROWS: usize = 200_000;
/// The most columns.
pub const MAX_COLUMNS: usize = 1_000;
/// The most different texts of a column of categories; a column with more is free text.
pub const MAX_LEVELS: usize = 2_000;
/// The most features that a column of categories becomes; the last stands for all other categories where there are more.
pub const MAX_FEATURE_LEVELS: usize = 32;
/// The most classes of a target.
pub const MAX_CLASSES: usize = 500;
/// The most features of a data set.
pub const MAX_FEATURES: usize = 2_000;
/// The most numbers of a data set, rows times features: 160 MB of 32-bit floats.
pub const MAX_VALUES: usize = 40_000_000;
/// The fewest rows of a data set: with fewer, a part for validation says nothing.
pub const MIN_ROWS: usize = 10;
/// So much of a file's text decides how it is read.
pub const SAMPLE_BYTES: usize = 1 << 18;

/// The most characters of a name or a value in a message.
const QUOTED_CHARACTERS: usize = 40;

/// A name or a value of the file's in a message, cut where it is long.
fn quoted(text: &str) -> String {
    let mut shown: String =
        text.chars().take(QUOTED_CHARACTERS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    t!("“{shown}”", shown)
}
