//! A learning curve: the objective metric after each epoch.

/// The objective metric after epochs 1, 2, …, without gaps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LearningCurve {
    values: Vec<f64>,
    /// `running_means[e − 1]` is the mean of the first `e` values.
    running_means: Vec<f64>,
    sum: f64,
}

impl LearningCurve {
    /// Adds the value of the next epoch.
    pub fn push(&mut self, value: f64) {
        self.sum += value;
        self.values.push(value);
        self.running_means.push(self.sum / self.values.len() as f64);
    }

    /// The values, epoch 1 first.
    pub fn values(&self) -> &[f64] {
        &self.values
    }

    /// Epochs reported so far.
    pub fn epochs(&self) -> u32 {
        self.values.len() as u32
    }

    /// The latest value.
    pub fn last(&self) -> Option<f64> {
        self.values.last().copied()
    }

    /// The value after an epoch, counted from 1.
    pub fn at(&self, epoch: u32) -> Option<f64> {
        self.values.get(epoch.checked_sub(1)? as usize).copied()
    }

    /// The mean of the values up to and including an epoch, counted from 1; `None` when the epoch was not reached.
    pub fn running_mean(&self, epoch: u32) -> Option<f64> {
        self.running_means.get(epoch.checked_sub(1)? as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_means_follow_the_values() {
        let mut curve = LearningCurve::default();
        assert_eq!(curve.last(), None);
        for value in [1.0, 2.0, 6.0] {
            curve.push(value);
        }
        assert_eq!(
            [0, 1, 2, 3, 4].map(|epoch| curve.running_mean(epoch)),
            [None, Some(1.0), Some(1.5), Some(3.0), None]
        );
        assert_eq!((curve.at(3), curve.last(), curve.epochs()), (Some(6.0), Some(6.0), 3));
    }
}
