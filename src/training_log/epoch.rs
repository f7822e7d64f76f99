//! Which epoch a line is about, as far as it says so.

/// The epoch's number as it stands in the line: after the word epoch (`Epoch 3/10`, `Epoch[3]`, `epoch=3`, `'epoch': 2.0`,
/// `Train Epoch: 3`), or first in the line in brackets or before a colon (`[12]#011train-error`, `12:#011learn`). `None`
/// when the line names none.
pub fn epoch_of(line: &str) -> Option<&str> {
    at_the_word(line).or_else(|| at_the_start(line))
}

fn at_the_word(line: &str) -> Option<&str> {
    let bytes = line.as_bytes();
    let ends = |place: usize| {
        let word = place.checked_sub(1).and_then(|start| bytes.get(start..place + 4))?;
        word.eq_ignore_ascii_case(b"epoch").then_some(place + 4)
    };
    let places = line.match_indices("poch").chain(line.match_indices("POCH"));
    places.filter_map(|(place, _)| ends(place)).find_map(|end| {
        // `epochs: 20` says how many there are.
        let rest = line.get(end..)?;
        let separators = rest.bytes().take(4).take_while(|byte| b" :=[]('\"#_-".contains(byte)).count();
        // Digits of a control character's code are none of the epoch.
        digits(rest.get(separators..)?).filter(|_| !rest[..separators].contains('#') || rest.starts_with(" #"))
    })
}

fn at_the_start(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (line, close) = line.strip_prefix('[').map_or((line, ':'), |inner| (inner, ']'));
    let number = digits(line)?;
    let rest = line.get(number.len()..)?.strip_prefix(close)?;
    // A time of day goes on with digits.
    (close == ']' || !rest.starts_with(|next: char| next.is_ascii_digit())).then_some(number)
}

/// The digits at the start, with a fraction if there is one; at most nine.
fn digits(text: &str) -> Option<&str> {
    let whole = text.bytes().take(10).take_while(u8::is_ascii_digit).count();
    if !(1..=9).contains(&whole) {
        return None;
    }
    let fraction = match text.as_bytes().get(whole..) {
        Some([b'.', rest @ ..]) => rest.iter().take(10).take_while(|byte| byte.is_ascii_digit()).count(),
        _ => 0,
    };
    text.get(..whole + if fraction == 0 { 0 } else { 1 + fraction })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn epochs_as_frameworks_write_them() {
        for (line, epoch) in [
            ("Epoch 3/10", "3"),
            ("Epoch[12] Validation-accuracy=0.87", "12"),
            ("INFO:root:Epoch[0] Train-accuracy=0.5", "0"),
            ("Train Epoch: 4 [0/60000 (0%)]#011Loss: 2.3", "4"),
            ("{'eval_loss': 0.5, 'epoch': 2.0}", "2.0"),
            ("epoch=7; train:loss=0.5;", "7"),
            ("EPOCH 5: 100%", "5"),
            ("epochs: 20, epoch: 3", "3"),
            ("[12]#011train-error:0.1", "12"),
            ("7:#011learn: 0.5", "7"),
            ("[1]\tvalid_0's auc: 0.5", "1"),
            ("epoch #12", "12"),
        ] {
            assert_eq!(epoch_of(line), Some(epoch), "{line}");
        }
        for line in [
            "",
            "epochs: 20",
            "Epoch",
            "poch 3",
            "12:30:01 started",
            "2026-01-01 loss=1",
            "[2020-08-02:13:22:57:INFO] x",
            "loss=0.5",
            "epoch 1234567890",
            "epoch#0113",
            "é epoché 3",
        ] {
            assert_eq!(epoch_of(line), None, "{line}");
        }
    }
}
