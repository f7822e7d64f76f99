//! A file's rows as bytes, for those who train in other workers: the file is read and typed once, and these are loaded.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MAGIC`] |
//! | 12 | rows, features and classes (0 where numbers are predicted), as u32 |
//! | … | the names of features and classes, each as its length (u32) and UTF-8 |
//! | 4 · rows · features | features, f32, row by row; NaN where one is missing |
//! | 2 · rows or 4 · rows | labels, u16, or numbers, f32 |
//!
//! All numbers are little-endian.

use super::{FileRows, RowTargets, Rows};

/// What it begins with; the digit is the layout's version.
const MAGIC: &[u8; 8] = b"TGROWS1\n";

impl FileRows {
    /// The rows as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let counts = [self.rows(), self.features(), self.class_names.len()];
        let mut bytes = Vec::with_capacity(4 * self.rows.features.len() + 4 * self.rows() + 1024);
        bytes.extend_from_slice(MAGIC);
        bytes.extend(counts.iter().flat_map(|&count| (count as u32).to_le_bytes()));
        for name in self.feature_names.iter().chain(&self.class_names) {
            bytes.extend((name.len() as u32).to_le_bytes());
            bytes.extend_from_slice(name.as_bytes());
        }
        bytes.extend(self.rows.features.iter().flat_map(|&x| (x as f32).to_le_bytes()));
        match &self.rows.targets {
            RowTargets::Classes(labels) => bytes.extend(labels.iter().flat_map(|label| label.to_le_bytes())),
            RowTargets::Values(values) => bytes.extend(values.iter().flat_map(|&y| (y as f32).to_le_bytes())),
        }
        bytes
    }

    /// The rows that were made into bytes; `None` for other bytes.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut rest = Rest(bytes);
        if rest.take(MAGIC.len())? != MAGIC {
            return None;
        }
        let [rows, features, classes] = [rest.count()?, rest.count()?, rest.count()?];
        let mut names = |count: usize| (0..count).map(|_| rest.name()).collect::<Option<Vec<String>>>();
        let (feature_names, class_names) = (names(features)?, names(classes)?);
        let values = rest.floats(rows.checked_mul(features)?)?;
        let targets = if classes == 0 {
            RowTargets::Values(rest.floats(rows)?)
        } else {
            let (labels, _) = rest.take(rows.checked_mul(2)?)?.as_chunks();
            let labels: Vec<u16> = labels.iter().map(|&label| u16::from_le_bytes(label)).collect();
            if labels.iter().any(|&label| usize::from(label) >= classes) {
                return None;
            }
            RowTargets::Classes(labels)
        };
        let rows = Rows { features: values, targets };
        rest.0.is_empty().then_some(Self { feature_names, class_names, rows })
    }
}

/// What has not been read yet.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn count(&mut self) -> Option<usize> {
        let bytes = self.take(4)?.try_into().ok()?;
        Some(u32::from_le_bytes(bytes) as usize)
    }

    fn name(&mut self) -> Option<String> {
        let length = self.count()?;
        Some(core::str::from_utf8(self.take(length)?).ok()?.to_owned())
    }

    fn floats(&mut self, count: usize) -> Option<Vec<f64>> {
        let (floats, _) = self.take(count.checked_mul(4)?)?.as_chunks();
        Some(floats.iter().map(|&float| f64::from(f32::from_le_bytes(float))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tables() -> [FileRows; 2] {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        let features = vec![0.5, f64::NAN, -3.25, 1e10_f32.into(), 0.0, 7.0];
        let classes = Rows { features: features.clone(), targets: RowTargets::Classes(vec![1, 0, 1]) };
        let values = Rows { features, targets: RowTargets::Values(vec![0.25, -2.0, 1e-3_f32.into()]) };
        [
            FileRows { feature_names: names(&["a", "β, γ"]), class_names: names(&["no", "yes"]), rows: classes },
            FileRows { feature_names: names(&["a", ""]), class_names: Vec::new(), rows: values },
        ]
    }

    #[test]
    fn rows_come_back() {
        for table in tables() {
            // NaN is not equal to itself, but written alike.
            assert_eq!(format!("{:?}", FileRows::from_bytes(&table.to_bytes()).unwrap()), format!("{table:?}"));
        }
    }

    #[test]
    fn other_bytes_are_no_rows() {
        for table in tables() {
            let bytes = table.to_bytes();
            for end in 0..bytes.len() {
                assert_eq!(FileRows::from_bytes(&bytes[..end]), None, "{end}");
            }
            assert_eq!(FileRows::from_bytes(&[&bytes[..], b"x"].concat()), None);
            // Any byte may be wrong: nothing but rows or nothing comes of it.
            for place in 0..bytes.len() {
                let mut wrong = bytes.clone();
                wrong[place] ^= 0x81;
                let _ = FileRows::from_bytes(&wrong);
            }
        }
    }
}
