//! AWS's times: numbers on the wire, texts in what its command line and boto3 print.

use crate::training_job::Seconds;
use serde_json::Value;

/// The years that a timestamp can name end with 9999; a number beyond is none.
const LATEST: Seconds = 253_402_300_800.0;

/// Seconds since 1970 of a timestamp: a number, as on the wire, or an ISO 8601 text such as
/// `2020-03-26T04:54:36.123000-07:00`, in which a space may stand for the `T`. Without a zone it is taken for UTC.
pub(super) fn unix_seconds(value: &Value) -> Option<Seconds> {
    let seconds = match value {
        Value::Number(number) => number.as_f64(),
        Value::String(text) => text.trim().parse().ok().or_else(|| of_text(text.trim())),
        _ => None,
    };
    seconds.filter(|seconds| seconds.abs() <= LATEST)
}

fn of_text(text: &str) -> Option<Seconds> {
    let (date, rest) = text.split_at_checked(10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (whole(parts.next()?, 4)?, whole(parts.next()?, 2)?, whole(parts.next()?, 2)?);
    if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let rest = rest.strip_prefix(['T', ' '])?;
    let zone_at = rest.find(['Z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(zone_at)?;
    let mut parts = clock.split(':');
    let (hour, minute) = (whole(parts.next()?, 2)?, whole(parts.next()?, 2)?);
    let second: Seconds = parts.next().map_or(Some(0.0), |second| second.parse().ok())?;
    let is_clock = hour < 24 && minute < 60 && (0.0..61.0).contains(&second) && parts.next().is_none();
    let minutes = (days_since_1970(year, month, day) * 24 + hour) * 60 + minute - zone_minutes(zone)?;
    is_clock.then_some(minutes as Seconds * 60.0 + second)
}

/// `Z`, `+02:00`, `-0700`, `+02`, or nothing.
fn zone_minutes(zone: &str) -> Option<i64> {
    if matches!(zone, "" | "Z") {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let digits: String = zone.get(1..)?.chars().filter(|character| *character != ':').collect();
    let (hours, minutes) = digits.split_at_checked(2)?;
    let minutes = if minutes.is_empty() { 0 } else { whole(minutes, 2)? };
    Some(sign * (whole(hours, 2)? * 60 + minutes))
}

fn whole(text: &str, digits: usize) -> Option<i64> {
    let is_whole = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| text.parse().ok()).flatten()
}

/// Days from 1970-01-01 to a date of the Gregorian calendar. Years are counted from March, so that the day that comes and
/// goes is the last; 400 years have 146 097 days.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let month = (month + 9) % 12;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    // The months from March on have 31, 30, 31, 30, 31, … days: 153 in five.
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn numbers_and_texts_are_the_same_time() {
        // 2020-03-26 04:54:36 UTC, as Python's datetime says.
        let expected = Some(1_585_198_476.25);
        for time in [
            json!(1_585_198_476.25),
            json!("1585198476.25"),
            json!("2020-03-26T04:54:36.250000+00:00"),
            json!("2020-03-26T04:54:36.25Z"),
            json!("2020-03-26T04:54:36.25"),
            json!("2020-03-25 21:54:36.250-07:00"),
            json!("2020-03-26T06:54:36.25+0200"),
        ] {
            assert_eq!(unix_seconds(&time), expected, "{time}");
        }
        assert_eq!(unix_seconds(&json!("1970-01-01T00:00Z")), Some(0.0));
        assert_eq!(unix_seconds(&json!("2000-02-29T12:00:00Z")), Some(951_825_600.0));
        assert_eq!(unix_seconds(&json!("2100-03-01T00:00:00Z")), Some(4_107_542_400.0));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for wrong in [
            json!(null),
            json!(true),
            json!(""),
            json!("yesterday"),
            json!("2020-13-01T00:00:00Z"),
            json!("2020-03-26"),
            json!("2020-03-26T25:00:00Z"),
            json!("2020-03-26T04:54:36+x"),
            json!("éééééééééé"),
            json!("2020-03-26Tééé"),
            json!("NaN"),
            json!(1e308),
            json!("-1e300"),
        ] {
            assert_eq!(unix_seconds(&wrong), None, "{wrong}");
        }
    }
}
