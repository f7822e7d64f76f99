//! A learner's result as a short code that can be read aloud, sent or shown as a QR code, so that a class's results come together
//! without a server.
//!
//! `TG` and groups of four characters, in Crockford's Base32 (no I, L, O, U; what is mistaken for them is read as them). The bytes, most
//! significant first: format (1, and 128 more where the objective is maximised), which task (2 bytes of its checksum), conditions met, conditions
//! in all, the best objective (f32; NaN for none), training jobs (u16), epochs (u24), billed seconds (u24), the name (UTF-8, up to 16
//! bytes), and 2 bytes of a checksum of all that.

use super::{Attempt, Outcome, Workshop};
use crate::dataset::Checksum;
use crate::language::t;
use crate::objective::Direction;
use crate::sagemaker::Wire as _;

/// Bytes of a name that are kept, in whole characters.
pub const MAX_NAME_BYTES: usize = 16;

const FORMAT: u8 = 1;
/// Added to the format where the objective is maximised.
const MAXIMIZED: u8 = 128;
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const GROUP: usize = 4;
const PREFIX: &str = "TG";
/// Bytes before the name.
const HEAD: usize = 17;
const CHECKSUM: usize = 2;
/// The most that three bytes hold.
const MAX_U24: u32 = 0xFF_FFFF;

/// A learner's result.
#[derive(Clone, Debug, PartialEq)]
pub struct ResultCode {
    /// Which task it is of: the same for all who opened the same link.
    pub task: u16,
    /// Conditions that hold.
    pub met: u8,
    /// All conditions.
    pub conditions: u8,
    /// The best objective.
    pub best: Option<f32>,
    /// Which way is better.
    pub direction: Direction,
    /// Training jobs that were launched.
    pub training_jobs: u16,
    /// Epochs of all training jobs.
    pub epochs: u32,
    /// Billed seconds on the simulated clock.
    pub billed_seconds: u32,
    /// What the learner calls themselves; may be empty.
    pub name: String,
}

/// Why a text is no result, to follow the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// It does not begin as one.
    #[error("{}", t!("is no result code: one begins with TG and has groups of four letters and digits"))]
    NoCode,
    /// Something of it is missing or wrong.
    #[error("{}", t!("is damaged: a letter or digit is missing or wrong"))]
    Damaged,
    /// Its format is not known here.
    #[error("{}", t!("was made by a newer Tuneground; reload this page"))]
    Newer,
}

impl ResultCode {
    /// The result of an attempt at a task.
    pub fn of(workshop: &Workshop, attempt: Attempt<'_>, outcomes: &[Outcome], name: &str) -> Self {
        let jobs = attempt.state.jobs();
        let count = |count: usize| u8::try_from(count).unwrap_or(u8::MAX);
        Self {
            task: task_of(workshop),
            met: count(outcomes.iter().filter(|outcome| outcome.is_met).count()),
            conditions: count(outcomes.len()),
            best: attempt.state.history().best().map(|(_, value)| value as f32),
            direction: attempt.state.history().direction(),
            training_jobs: u16::try_from(jobs.len()).unwrap_or(u16::MAX),
            epochs: jobs.iter().map(|job| job.curve.epochs()).sum(),
            billed_seconds: attempt.billing.billed(attempt.state).seconds.round() as u32,
            name: short_name(name),
        }
    }

    /// The code.
    pub fn encode(&self) -> String {
        let mut bytes = vec![FORMAT + if self.direction == Direction::Maximize { MAXIMIZED } else { 0 }];
        bytes.extend(self.task.to_be_bytes());
        bytes.extend([self.met, self.conditions]);
        bytes.extend(self.best.unwrap_or(f32::NAN).to_be_bytes());
        bytes.extend(self.training_jobs.to_be_bytes());
        for number in [self.epochs, self.billed_seconds] {
            let [_, bytes_of_number @ ..] = number.min(MAX_U24).to_be_bytes();
            bytes.extend(bytes_of_number);
        }
        bytes.extend(short_name(&self.name).bytes());
        bytes.extend(checksum(&bytes));
        let characters = to_base32(&bytes);
        let groups: Vec<&str> =
            characters.as_bytes().chunks(GROUP).filter_map(|group| std::str::from_utf8(group).ok()).collect();
        format!("{PREFIX}-{}", groups.join("-"))
    }

    /// Reads a code, however it is spaced and in whatever case.
    pub fn decode(text: &str) -> Result<Self, CodeError> {
        let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
        let characters = text.strip_prefix(PREFIX).ok_or(CodeError::NoCode)?;
        let bytes = from_base32(characters).ok_or(CodeError::Damaged)?;
        let (bytes, sum) = bytes.split_last_chunk::<CHECKSUM>().ok_or(CodeError::Damaged)?;
        if checksum(bytes) != *sum {
            return Err(CodeError::Damaged);
        }
        let (head, name) = bytes.split_first_chunk::<HEAD>().ok_or(CodeError::Damaged)?;
        let &[format, t0, t1, met, conditions, b0, b1, b2, b3, j0, j1, e0, e1, e2, s0, s1, s2] = head;
        if format % MAXIMIZED != FORMAT {
            return Err(CodeError::Newer);
        }
        Ok(Self {
            task: u16::from_be_bytes([t0, t1]),
            met,
            conditions,
            best: Some(f32::from_be_bytes([b0, b1, b2, b3])).filter(|best| best.is_finite()),
            direction: if format >= MAXIMIZED { Direction::Maximize } else { Direction::Minimize },
            training_jobs: u16::from_be_bytes([j0, j1]),
            epochs: u32::from_be_bytes([0, e0, e1, e2]),
            billed_seconds: u32::from_be_bytes([0, s0, s1, s2]),
            name: String::from_utf8(name.to_vec()).map_err(|_| CodeError::Damaged)?,
        })
    }
}

/// All codes in what somebody has pasted, each on a line or beside other words; what is no code is told with its line.
pub fn decode_all(text: &str) -> Vec<(String, Result<ResultCode, CodeError>)> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| (line.to_owned(), ResultCode::decode(code_in(line)))).collect()
}

/// The code in a line of a chat: what begins with `TG-`, up to the next space.
fn code_in(line: &str) -> &str {
    let words = line.split_whitespace();
    words.into_iter().find(|word| word.to_ascii_uppercase().starts_with("TG-")).unwrap_or(line)
}

/// Which task: two bytes of the conditions' checksum. The words may be in any language.
fn task_of(workshop: &Workshop) -> u16 {
    let mut wordless = workshop.clone();
    (wordless.title, wordless.goal, wordless.hints) = (None, None, None);
    for condition in wordless.check.iter_mut().flatten() {
        condition.say = None;
        if let Some(question) = &mut condition.answer {
            question.text.clear();
            question.choices = None;
        }
    }
    short_checksum(wordless.write().to_string().as_bytes())
}

/// A name's first characters, in as many bytes.
fn short_name(name: &str) -> String {
    let mut short = String::new();
    for character in name.trim().chars().filter(|character| !character.is_control()) {
        if short.len() + character.len_utf8() > MAX_NAME_BYTES {
            break;
        }
        short.push(character);
    }
    short
}

fn checksum(bytes: &[u8]) -> [u8; CHECKSUM] {
    short_checksum(bytes).to_be_bytes()
}

fn short_checksum(bytes: &[u8]) -> u16 {
    let mut checksum = Checksum::default();
    checksum.push(bytes);
    checksum.short()
}

/// Five bits a character, the last filled up with zeros.
fn to_base32(bytes: &[u8]) -> String {
    let (mut held, mut bits, mut text) = (0_u32, 0, String::new());
    for &byte in bytes {
        held = held << 8 | u32::from(byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(character(held >> bits));
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        text.push(character(held << (5 - bits)));
    }
    text
}

fn character(five_bits: u32) -> char {
    ALPHABET.get((five_bits & 31) as usize).map_or('0', |&byte| char::from(byte))
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    let (mut held, mut bits, mut bytes) = (0_u32, 0, Vec::new());
    for byte in text.bytes() {
        let byte = match byte {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            other => other,
        };
        held = held << 5 | ALPHABET.iter().position(|&known| known == byte)? as u32;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
        held &= (1 << bits) - 1;
    }
    // What is left over is filling.
    (held == 0 && bits < 5).then_some(bytes)
}
