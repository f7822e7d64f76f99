//! Places in one long buffer: taken, given back, taken again.

/// Which parts of a buffer are free; it grows at its end.
#[derive(Clone, Debug, Default)]
pub(super) struct Arena {
    /// (start, length) of the holes, in order, never side by side.
    holes: Vec<(u32, u32)>,
    end: u32,
}

impl Arena {
    /// The start of `length` free places: the first hole that is large enough, or the end.
    pub(super) fn take(&mut self, length: u32) -> u32 {
        if let Some(index) = self.holes.iter().position(|hole| hole.1 >= length) {
            let (start, free) = self.holes[index];
            if free == length {
                self.holes.remove(index);
            } else {
                self.holes[index] = (start + length, free - length);
            }
            return start;
        }
        let start = self.end;
        self.end += length;
        start
    }

    /// Gives back what [`Self::take`] gave.
    pub(super) fn give_back(&mut self, start: u32, length: u32) {
        let index = self.holes.partition_point(|hole| hole.0 < start);
        self.holes.insert(index, (start, length));
        for left in [index, index.wrapping_sub(1)] {
            if let (Some(&(a, m)), Some(&(b, n))) = (self.holes.get(left), self.holes.get(left.wrapping_add(1)))
                && a + m == b
            {
                self.holes[left].1 = m + n;
                self.holes.remove(left + 1);
            }
        }
        if let Some(&(start, length)) = self.holes.last()
            && start + length == self.end
        {
            self.holes.pop();
            self.end = start;
        }
    }

    /// The length that the buffer must have.
    pub(super) fn end(&self) -> u32 {
        self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::{Purpose, Stream};

    #[test]
    fn what_is_taken_never_overlaps_and_all_comes_back() {
        let mut stream = Stream::new(1, 0, Purpose::Dataset);
        let mut arena = Arena::default();
        let mut taken: Vec<(u32, u32)> = Vec::new();
        let mut most = 0;
        for _ in 0..2000 {
            if stream.below(5) < 3 || taken.is_empty() {
                let length = 1 + stream.below(9);
                let start = arena.take(length);
                assert!(taken.iter().all(|&(s, l)| start + length <= s || s + l <= start));
                assert!(start + length <= arena.end());
                taken.push((start, length));
            } else {
                let (start, length) = taken.swap_remove(stream.below(taken.len() as u32) as usize);
                arena.give_back(start, length);
            }
            most = most.max(taken.iter().map(|t| t.1).sum::<u32>());
            assert!(arena.end() <= 2 * most, "{} for {most}", arena.end());
        }
        for (start, length) in taken {
            arena.give_back(start, length);
        }
        assert_eq!((arena.end(), arena.holes.len()), (0, 0));
    }
}
