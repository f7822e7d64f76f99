//! A training job's log, read as AWS reads it: line by line, each metric definition's regular expression searched in each
//! line, the first capturing group being the value. Automatic Model Tuning takes its objective from there.
//!
//! What AWS documents: "Amazon SageMaker AI hyperparameter tuning parses your machine learning algorithm's stdout and stderr
//! streams to find metrics", and "the parenthesis tell the regex to capture what is inside them" (developer guide, Define
//! metrics and environment variables); the final value is "the latest objective metric emitted"
//! (`HyperParameterTrainingJobSummary`), a 32-bit float. What logs that people have published show besides: a tab stands
//! there as `#011`, a carriage return as `#015`, and only a line feed ends a line ([`line`]). What neither says, and what
//! is done here: of several matches in a line the first counts, as with Python's `re.search` and Java's `find`.
//!
//! A log may be large and lines long: [`Reading`] goes on in slices, keeps counts and a bounded part of what it has seen,
//! and every search takes time linear in the text.

mod emit;
mod epoch;
mod expression;
mod frameworks;
mod hint;
pub mod line;
mod literal;
mod number;
mod problem;
mod reading;
mod view;

pub use emit::{epoch_line, metric_text};
pub use epoch::epoch_of;
pub use expression::{Capture, Expression, ExpressionError, MAX_REGEX_CHARACTERS};
pub use frameworks::{FRAMEWORKS, Framework, ReadyMetric};
pub use hint::{Hint, why_never};
pub use number::{NUMBER_GROUP, NoNumber, number};
pub use problem::{Note, Problem, Tally};
pub use reading::{Emission, MAX_EMISSIONS, Metric, MetricReport, Reading};
pub use view::{LineCapture, LineView, MAX_SHOWN_BYTES};
