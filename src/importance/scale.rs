//! Values between 0 and 1: fractions of a variance do not depend on the scale, and squares of these do not overflow.

/// The least and the largest of some values; they differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    lowest: f64,
    highest: f64,
}

impl Scale {
    /// The scale of finite values; `None` if they are all the same, or there is none.
    pub(super) fn of(values: &[f64]) -> Option<Self> {
        let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        (lowest < highest).then_some(Self { lowest, highest })
    }

    /// 0 for the lowest value to 1 for the highest.
    pub(super) fn to_unit(self, value: f64) -> f64 {
        // The difference of huge values overflows; halves are exact, but for the smallest numbers there are.
        let factor = if (self.highest - self.lowest).is_finite() { 1.0 } else { 0.5 };
        let lowest = self.lowest * factor;
        (value * factor - lowest) / (self.highest * factor - lowest)
    }

    /// The value at `unit` from 0 to 1.
    pub(super) fn value(self, unit: f64) -> f64 {
        self.lowest * (1.0 - unit) + self.highest * unit
    }

    /// A difference of values from a difference of units.
    pub(super) fn difference(self, unit: f64) -> f64 {
        self.highest * unit - self.lowest * unit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_finite_values_have_a_scale() {
        for (low, high) in
            [(-f64::MAX, f64::MAX), (0.0, 5e-324), (1.0, 1.0 + f64::EPSILON), (-3.0, 5.0), (1e9, 1e9 + 1.0)]
        {
            let scale = Scale::of(&[high, low]).unwrap();
            assert_eq!((scale.to_unit(low), scale.to_unit(high)), (0.0, 1.0), "{low} {high}");
            assert_eq!((scale.value(0.0), scale.value(1.0)), (low, high));
            assert!(scale.value(0.5) >= low && scale.value(0.5) <= high);
            assert!(scale.difference(0.25).is_finite());
        }
        assert!(Scale::of(&[2.0, 2.0]).is_none() && Scale::of(&[]).is_none());
    }
}
