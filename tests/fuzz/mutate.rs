//! Texts made of seeds: harmed as texts, or changed as the JSON that they are.

use crate::random::Random;
use serde_json::{Map, Number, Value, json};

/// Texts that parsers stumble over.
const TOKENS: [&[u8]; 42] = [
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b",",
    b":",
    b"\\",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\t",
    b"\0",
    b"\x1b[31m",
    b"---\n",
    b"- ",
    b": ",
    b"&a ",
    b"*a",
    b"<<: *a\n",
    b"!!str ",
    b"|-\n ",
    b">+2\n",
    b"? ",
    b"# ",
    b"%YAML 9.9\n",
    b"\\ud800",
    b"\\udc00\\ud800",
    b"\\u0000",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xae",
    b"\xc2\x85",
    b"\xf0\x9f\x98\x80",
    b"1e999",
    b"-1e-999",
    b"9223372036854775807",
    b"-9223372036854775808",
    b"NaN",
    b"-Infinity",
    b"null",
];

/// Whole numbers at the ends of what something holds.
const WHOLES: [i64; 14] =
    [0, 1, -1, 2, 30, 31, 100, 750, 10_000, i32::MAX as i64, i32::MAX as i64 + 1, i64::MAX, i64::MIN, 1 << 53];
/// Other numbers.
const REALS: [f64; 8] = [0.5, -0.0, 1e-320, 1e38, 3.5e38, 1e308, -1.7e308, 4.5e15];
/// Texts for a value or a name.
const TEXTS: [&str; 22] = [
    "",
    " ",
    "a",
    "a.b",
    "a[0]",
    "\"",
    "\\",
    "\n",
    "\u{0}",
    "\u{202e}abc",
    "\u{feff}",
    "😀é",
    "-",
    "0",
    "1e400",
    "inf",
    "9223372036854775807",
    "-9223372036854775808",
    "(.*",
    "(a{100}){9}",
    "Auto",
    "epochs",
];

/// A mutated seed. `seeds` has one at least.
pub fn mutated(seeds: &[String], random: &mut Random) -> Vec<u8> {
    let seed = random.of(seeds);
    if random.below(2) == 0
        && let Some(changed) = changed_json(seed, seeds, random)
    {
        return changed;
    }
    let mut bytes = seed.clone().into_bytes();
    for _ in 0..=random.below(4) {
        harm(&mut bytes, seeds, random);
    }
    bytes
}

/// One harm to a text.
fn harm(bytes: &mut Vec<u8>, seeds: &[String], random: &mut Random) {
    let at = random.below(bytes.len() + 1);
    let end = (at + random.below(40)).min(bytes.len());
    match random.below(10) {
        0 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << random.below(8);
            }
        }
        1 => bytes.truncate(at),
        2 => drop(bytes.drain(at..end)),
        3 => {
            let part = bytes[at..end].repeat(1 + random.below(3));
            drop(bytes.splice(at..at, part));
        }
        4 => drop(bytes.splice(at..at, random.of(&TOKENS).to_vec())),
        5 => drop(bytes.splice(at..end, random.of(&TOKENS).to_vec())),
        6 => {
            let many = random.of(&TOKENS).repeat(1 + random.below(300));
            drop(bytes.splice(at..at, many));
        }
        7 => {
            let other = random.of(seeds).as_bytes();
            bytes.truncate(at);
            bytes.extend_from_slice(&other[random.below(other.len() + 1)..]);
        }
        8 => put_number(bytes, at, random),
        _ => double_line(bytes, at, end, random),
    }
}

/// Another number in place of the first one behind a place.
fn put_number(bytes: &mut Vec<u8>, at: usize, random: &mut Random) {
    let Some(start) = bytes[at..].iter().position(u8::is_ascii_digit).map(|digits| at + digits) else { return };
    let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = if random.below(3) == 0 { random.of(&REALS).to_string() } else { random.of(&WHOLES).to_string() };
    bytes.splice(start..start + length, number.into_bytes());
}

/// The line of a place, a second time at another: a member given twice, an event that happens again.
fn double_line(bytes: &mut Vec<u8>, at: usize, to: usize, random: &mut Random) {
    let start = bytes[..at].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    let end = bytes[at..].iter().position(|&byte| byte == b'\n').map_or(bytes.len(), |end| at + end + 1);
    let line = bytes[start..end].repeat(1 + random.below(40));
    let to = bytes[..to].iter().rposition(|&byte| byte == b'\n').map_or(0, |end| end + 1);
    bytes.splice(to..to, line);
}

/// A seed's JSON with some of its values or names changed; `None` for one that is no JSON.
fn changed_json(seed: &str, seeds: &[String], random: &mut Random) -> Option<Vec<u8>> {
    let (head, body) = seed.split_once("\n\n").unwrap_or(("", seed));
    let mut value: Value = serde_json::from_str(body).ok()?;
    for _ in 0..=random.below(4) {
        let part = part(&value, random).clone();
        let mut other: Value = serde_json::from_str(random.of::<String>(seeds)).unwrap_or_default();
        let place = part_mut(&mut value, random);
        match random.below(9) {
            0 => *place = json!(random.of(&WHOLES)),
            1 => *place = Number::from_f64(*random.of(&REALS)).into(),
            2 => *place = json!(random.of(&TEXTS)),
            3 => *place = random.of(&[json!(null), json!([]), json!({}), json!(true), json!([null])]).clone(),
            4 => *place = part,
            5 => *place = part_mut(&mut other, random).take(),
            6 => *place = json!(random.of(&TEXTS).repeat(1 + random.below(400))),
            7 => grow(place, random),
            _ => rename(place, random),
        }
    }
    let text = value.to_string();
    Some(if head.is_empty() { text } else { format!("{head}\n\n{text}") }.into_bytes())
}

/// A part of a value, the deeper ones more often.
fn part<'v>(value: &'v Value, random: &mut Random) -> &'v Value {
    if random.below(8) == 0 {
        return value;
    }
    let inner = match value {
        Value::Object(members) if !members.is_empty() => members.values().nth(random.below(members.len())),
        Value::Array(items) if !items.is_empty() => items.get(random.below(items.len())),
        _ => None,
    };
    inner.map_or(value, |inner| part(inner, random))
}

fn part_mut<'v>(value: &'v mut Value, random: &mut Random) -> &'v mut Value {
    let count = match value {
        Value::Object(members) => members.len(),
        Value::Array(items) => items.len(),
        _ => 0,
    };
    if count == 0 || random.below(8) == 0 {
        return value;
    }
    let index = random.below(count);
    match value {
        Value::Object(members) => match members.values_mut().nth(index) {
            Some(inner) => part_mut(inner, random),
            None => unreachable!("it has so many members"),
        },
        Value::Array(items) => part_mut(&mut items[index], random),
        other => other,
    }
}

/// More of what a list or an object has.
fn grow(value: &mut Value, random: &mut Random) {
    let count = 1 + random.below(120);
    match value {
        Value::Array(items) => {
            let item = items.first().cloned().unwrap_or_default();
            items.extend((0..count).map(|_| item.clone()));
        }
        Value::Object(members) => {
            let value = members.values().next().cloned().unwrap_or_default();
            members.extend((0..count).map(|index| (format!("n{index}"), value.clone())));
        }
        other => *other = json!([other.clone()]),
    }
}

/// Another name for a member.
fn rename(value: &mut Value, random: &mut Random) {
    let Value::Object(members) = value else { return };
    let from = members.keys().nth(random.below(members.len().max(1))).cloned();
    let to = *random.of(&TEXTS);
    let renamed = std::mem::take(members).into_iter();
    *members = renamed
        .map(|(name, value)| (if Some(&name) == from.as_ref() { to.to_owned() } else { name }, value))
        .collect::<Map<_, _>>();
}
