//! The unit interval and the values of a range: what "uniform in the scaled range" means.
//!
//! A range maps `u ∈ [0, 1)` to a value through its scaling `s`: `x = s⁻¹(s(min) + u (s(max) − s(min)))` with
//! `s(x) = x` for Linear and Auto, `ln x` for Logarithmic and `−ln(1 − x)` for `ReverseLogarithmic`.
//!
//! An integer `k` owns the interval `[k − ½, k + ½)` on the scaled axis, so that all of them are equally likely on a
//! linear scale and the two at the ends are not half as likely as their neighbours. Categories share the interval
//! equally.

use super::range::{ContinuousRange, IntegerRange, ParameterRange, Scaling};
use super::value::ParameterValue;

impl ParameterRange {
    /// The value at `u`, which is taken into `[0, 1]` first.
    pub fn value_at(&self, u: f64) -> ParameterValue {
        let u = if u.is_nan() { 0.0 } else { u.clamp(0.0, 1.0) };
        match self {
            Self::Continuous(range) => ParameterValue::Continuous(continuous_at(range, u)),
            Self::Integer(range) => ParameterValue::Integer(integer_at(range, u)),
            Self::Categorical(range) => {
                let n = range.values().len();
                let index = ((u * n as f64) as usize).min(n - 1);
                ParameterValue::Categorical(range.values()[index].clone())
            }
        }
    }

    /// Where a value lies in `[0, 1]`: the `u` of a continuous value, the middle of what an integer or a category owns.
    /// `None` for a value outside the range or of another type.
    pub fn coordinate_of(&self, value: &ParameterValue) -> Option<f64> {
        match (self, value) {
            (Self::Continuous(range), ParameterValue::Continuous(x)) => {
                (range.min()..=range.max()).contains(x).then(|| {
                    let (low, high) = (scale(range.scaling(), range.min()), scale(range.scaling(), range.max()));
                    ((scale(range.scaling(), *x) - low) / (high - low)).clamp(0.0, 1.0)
                })
            }
            (Self::Integer(range), ParameterValue::Integer(k)) => (range.min()..=range.max()).contains(k).then(|| {
                let (low, high) = integer_axis(range);
                ((scale(range.scaling(), *k as f64) - low) / (high - low)).clamp(0.0, 1.0)
            }),
            (Self::Categorical(range), ParameterValue::Categorical(_)) => {
                self.position(value).map(|index| (index as f64 + 0.5) / range.values().len() as f64)
            }
            _ => None,
        }
    }
}

fn continuous_at(range: &ContinuousRange, u: f64) -> f64 {
    let scaling = range.scaling();
    let (low, high) = (scale(scaling, range.min()), scale(scaling, range.max()));
    // The difference of huge limits overflows; weighing each end does not.
    unscale(scaling, low * (1.0 - u) + high * u).clamp(range.min(), range.max())
}

fn integer_at(range: &IntegerRange, u: f64) -> i64 {
    let (low, high) = integer_axis(range);
    let x = unscale(range.scaling(), low * (1.0 - u) + high * u);
    // Half-open: k owns [k − ½, k + ½). Float to integer conversion saturates.
    (libm::floor(x + 0.5) as i64).clamp(range.min(), range.max())
}

/// The ends of an integer range on the scaled axis, half a unit outside its limits.
fn integer_axis(range: &IntegerRange) -> (f64, f64) {
    (scale(range.scaling(), range.min() as f64 - 0.5), scale(range.scaling(), range.max() as f64 + 0.5))
}

/// `s(x)`: a value's place on the scaled axis.
fn scale(scaling: Scaling, x: f64) -> f64 {
    match scaling {
        Scaling::Auto | Scaling::Linear => x,
        Scaling::Logarithmic => libm::log(x),
        Scaling::ReverseLogarithmic => -libm::log1p(-x),
    }
}

/// `s⁻¹(t)`: the value at a place on the scaled axis.
fn unscale(scaling: Scaling, t: f64) -> f64 {
    match scaling {
        Scaling::Auto | Scaling::Linear => t,
        Scaling::Logarithmic => libm::exp(t),
        Scaling::ReverseLogarithmic => -libm::expm1(-t),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{CategoricalRange, ContinuousRange, IntegerRange};
    use super::*;
    use proptest::prelude::*;

    fn number(value: &ParameterValue) -> f64 {
        value.as_number().unwrap()
    }

    #[test]
    fn the_middle_of_each_scale() {
        let at = |scaling, min, max| {
            number(&ParameterRange::from(ContinuousRange::new(min, max, scaling).unwrap()).value_at(0.5))
        };
        assert_eq!(at(Scaling::Linear, 0.0, 10.0), 5.0);
        assert_eq!(at(Scaling::Auto, 0.0, 10.0), 5.0);
        assert!((at(Scaling::Logarithmic, 1e-4, 1.0) - 1e-2).abs() < 1e-15);
        // Half-way in ln(1 − x) between 0 and 0.99 is 1 − √0.01.
        assert!((at(Scaling::ReverseLogarithmic, 0.0, 0.99) - 0.9).abs() < 1e-12);
    }

    #[test]
    fn integers_are_equally_likely_on_a_linear_scale() {
        let range = ParameterRange::from(IntegerRange::new(1, 4, Scaling::Linear).unwrap());
        let drawn: Vec<f64> =
            [0.0, 0.24, 0.26, 0.49, 0.51, 0.74, 0.76, 0.999].map(|u| number(&range.value_at(u))).into();
        assert_eq!(drawn, [1.0, 1.0, 2.0, 2.0, 3.0, 3.0, 4.0, 4.0]);
    }

    #[test]
    fn categories_share_the_interval() {
        let range = ParameterRange::from(CategoricalRange::new(vec!["a".into(), "b".into()]).unwrap());
        assert_eq!(range.value_at(0.49).to_string(), "a");
        assert_eq!(range.value_at(0.5).to_string(), "b");
        assert_eq!(range.value_at(1.0).to_string(), "b");
        assert_eq!(range.coordinate_of(&range.value_at(0.9)), Some(0.75));
    }

    fn any_range() -> impl Strategy<Value = ParameterRange> {
        let scaling = prop::sample::select(Scaling::ALL.to_vec());
        prop_oneof![
            (1e-9..0.4_f64, 0.41..0.999_f64, scaling.clone()).prop_map(|(min, max, scaling)| ContinuousRange::new(
                min, max, scaling
            )
            .unwrap()
            .into()),
            (1..50_i64, 51..5000_i64, prop::sample::select(Scaling::ALL[..3].to_vec()))
                .prop_map(|(min, max, scaling)| IntegerRange::new(min, max, scaling).unwrap().into()),
        ]
    }

    proptest! {
        #[test]
        fn values_stay_in_range_and_go_back_to_their_coordinate(range in any_range(), u in 0.0..1.0_f64) {
            let value = range.value_at(u);
            let back = range.coordinate_of(&value).expect("a drawn value is in range");
            prop_assert_eq!(&range.value_at(back), &range.value_at(back));
            if let ParameterRange::Continuous(_) = range {
                prop_assert!((back - u).abs() < 1e-9, "{} {}", u, back);
            } else {
                prop_assert_eq!(range.value_at(back), value);
            }
        }
    }
}
