//! Random streams: one per (seed, index, purpose), so that what a training job draws depends on nothing but its number.
//!
//! A stream is `ChaCha` with 8 rounds, keyed by the three numbers themselves. Streams with different keys are independent
//! without any hashing or skipping of our own, and the cipher is integer arithmetic only: the same bits on every
//! platform.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream is for. Two purposes never share a stream, so that drawing more for one leaves the others unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A strategy's choice of hyperparameters for one training job.
    Suggestion = 1,
    /// A model's initial weights.
    Initialisation = 2,
    /// The order of rows, and dropout, during training.
    Training = 3,
    /// The rows of a generated data set.
    Dataset = 4,
    /// The split of a data set into training and validation rows.
    Split = 5,
    /// The last part of a training job's name.
    Name = 6,
    /// A surrogate's response surface, or where a test function is moved.
    Landscape = 7,
    /// The noise on a surrogate's learning curves and on a test function's values.
    Observation = 8,
    /// What is drawn to show what a strategy believes; nothing is decided by it.
    Belief = 9,
    /// The forest that says how important hyperparameters were; nothing is decided by it.
    Importance = 10,
    /// The seeds with which the best training job is trained again; nothing is decided by it.
    Winner = 16,
}

/// A stream of random numbers.
#[derive(Clone, Debug)]
pub struct Stream(ChaCha8Rng);

impl Stream {
    /// The stream of `(seed, index, purpose)`; `index` is a training job's number, or 0 where there is only one.
    pub fn new(seed: u64, index: u64, purpose: Purpose) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&index.to_le_bytes());
        key[16] = purpose as u8;
        Self(ChaCha8Rng::from_seed(key))
    }

    /// The cipher's key, as the words it is used in.
    pub fn key(&self) -> [u32; 8] {
        let seed = self.0.get_seed();
        core::array::from_fn(|word| u32::from_le_bytes(core::array::from_fn(|byte| seed[4 * word + byte])))
    }

    /// How many 32-bit words of the stream have been drawn.
    pub fn position(&self) -> u64 {
        self.0.get_word_pos() as u64
    }

    /// Passes over `words` 32-bit words, in a time that does not depend on their number.
    pub fn skip(&mut self, words: u64) {
        if words > 0 {
            self.0.set_word_pos(u128::from(self.position() + words));
        }
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Uniform in `[0, 1)`, a multiple of 2⁻⁵³.
    pub fn uniform(&mut self) -> f64 {
        (self.bits() >> 11) as f64 * (1.0 / (1_u64 << 53) as f64)
    }

    /// Uniform in `[0, 1)`, a multiple of 2⁻²⁴.
    pub fn uniform_f32(&mut self) -> f32 {
        (self.0.next_u32() >> 8) as f32 * (1.0 / (1_u32 << 24) as f32)
    }

    /// Uniform in `0..n`, without bias (Lemire, "Fast random integer generation in an interval", 2019). `n` must be
    /// positive; 0 gives 0.
    pub fn below(&mut self, n: u32) -> u32 {
        let mut product = u64::from(self.0.next_u32()) * u64::from(n);
        if (product as u32) < n {
            let threshold = n.wrapping_neg() % n.max(1);
            while (product as u32) < threshold {
                product = u64::from(self.0.next_u32()) * u64::from(n);
            }
        }
        (product >> 32) as u32
    }

    /// Standard normal (Box and Muller, 1958; one of the pair).
    pub fn normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.uniform()));
        radius * libm::cos(2.0 * core::f64::consts::PI * self.uniform())
    }

    /// Puts `items` into random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_differ_by_each_part_of_their_key() {
        let first = |seed, index, purpose| Stream::new(seed, index, purpose).bits();
        let base = first(1, 1, Purpose::Training);
        assert_eq!(base, first(1, 1, Purpose::Training));
        assert_ne!(base, first(2, 1, Purpose::Training));
        assert_ne!(base, first(1, 2, Purpose::Training));
        assert_ne!(base, first(1, 1, Purpose::Suggestion));
    }

    #[test]
    fn below_is_uniform_and_normal_is_standard() {
        let mut stream = Stream::new(7, 0, Purpose::Dataset);
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[stream.below(7) as usize] += 1;
        }
        assert!(counts.iter().all(|&count| count.abs_diff(10_000) < 400), "{counts:?}");

        let draws: Vec<f64> = (0..100_000).map(|_| stream.normal()).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let variance = draws.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / draws.len() as f64;
        assert!(mean.abs() < 0.02 && (variance - 1.0).abs() < 0.02, "{mean} {variance}");
    }

    #[test]
    fn skipping_is_as_drawing() {
        for start in [0, 1, 15, 16, 63, 64, 100] {
            for words in [0, 1, 15, 64, 1000] {
                let mut drawn = Stream::new(1, 2, Purpose::Training);
                (0..start).for_each(|_| _ = drawn.uniform_f32());
                let mut skipped = drawn.clone();
                (0..words).for_each(|_| _ = drawn.uniform_f32());
                skipped.skip(words);
                assert_eq!((skipped.position(), drawn.position()), (start + words, start + words));
                assert_eq!(skipped.bits(), drawn.bits());
            }
        }
        assert_eq!(Stream::new(1 << 32, 2, Purpose::Training).key(), [0, 1, 2, 0, 3, 0, 0, 0]);
    }

    #[test]
    fn shuffle_keeps_every_item() {
        let mut items: Vec<u32> = (0..100).collect();
        Stream::new(3, 0, Purpose::Split).shuffle(&mut items);
        assert_ne!(items, (0..100).collect::<Vec<_>>());
        items.sort_unstable();
        assert_eq!(items, (0..100).collect::<Vec<_>>());
    }
}
