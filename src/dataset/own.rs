//! A file of the user's own, as a playground document knows it: the rows stay on the user's machine.

use super::target::Task;

/// Which file, and what is learned of it. All but the names is known once the file was read; a document carries it so that a
/// tuning job can be checked, planned and shared where the file is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnFile {
    /// The file's name.
    pub name: String,
    /// [`Checksum`] of its bytes, to know it again.
    pub checksum: String,
    /// The column that is learned.
    pub target: String,
    /// Columns that it is not learned from, though it could be.
    pub left_out: Vec<String>,
    /// Rows that have a target, training and validation together.
    pub rows: usize,
    /// Features that the other columns become.
    pub features: usize,
    /// What is predicted.
    pub task: Task,
}

/// Knows a file again: FNV-1a of 64 bits (Fowler, Noll and Vo, RFC 9923) over its bytes. Nobody is kept from making two files
/// with the same one; it tells apart what a person has.
#[derive(Clone, Copy, Debug)]
pub struct Checksum(u64);

impl Default for Checksum {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Checksum {
    /// Goes on with more of the file.
    pub fn push(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    /// Two bytes, into which all of it is folded.
    pub fn short(self) -> u16 {
        let folded = self.0 ^ self.0 >> 32;
        (folded ^ folded >> 16) as u16
    }

    /// Sixteen hexadecimal digits.
    pub fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checksums_are_fnv_1a() {
        let of = |text: &str| {
            let mut sum = Checksum::default();
            sum.push(text.as_bytes());
            sum.text()
        };
        // From the RFC's test vectors.
        assert_eq!((of("").as_str(), of("a").as_str()), ("cbf29ce484222325", "af63dc4c8601ec8c"));
        assert_eq!(of("foobar"), "85944171f73967e8");
    }
}
