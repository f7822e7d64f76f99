//! The analysis of variance of a table of values over two factors.
//!
//! With row `p` of weight `uₚ` and column `q` of weight `v_q`, both adding up to 1: the mean is `Σ uₚ v_q yₚ_q`, the effect of
//! a row `rₚ = Σ_q v_q yₚ_q − mean`, that of a column likewise, and the interaction is what is left. The four are orthogonal,
//! so their variances add up to that of the table (Fisher, "Statistical Methods for Research Workers", 1925).

use super::scale::Scale;

/// The true importance of two parameters, where the objective is known at every combination of their values: fractions of the
/// variance, which add up to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoWay {
    /// Due to the parameter whose values are the rows, alone.
    pub rows: f64,
    /// Due to the parameter whose values are the columns, alone.
    pub columns: f64,
    /// Due to both together, beyond what each does alone.
    pub interaction: f64,
}

/// Why a grid has no analysis of variance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GridError {
    /// It is empty, or a row is not whole.
    #[error("{values} values are not one or more whole rows of {columns}")]
    Shape {
        /// Values there are.
        values: usize,
        /// Columns there should be.
        columns: usize,
    },
    /// A value is infinite or not a number.
    #[error("the value in row {row} and column {column} is not a finite number")]
    Value {
        /// The row's number, from 0.
        row: usize,
        /// The column's number, from 0.
        column: usize,
    },
    /// All values are the same.
    #[error("the objective is the same everywhere, so there is no variance to divide")]
    Constant,
}

impl TwoWay {
    /// The fractions for `values`, row-major [rows × columns]. Every row weighs the same, and every column.
    pub fn new(values: &[f64], columns: usize) -> Result<Self, GridError> {
        if columns == 0 || values.is_empty() || !values.len().is_multiple_of(columns) {
            return Err(GridError::Shape { values: values.len(), columns });
        }
        if let Some(place) = values.iter().position(|value| !value.is_finite()) {
            return Err(GridError::Value { row: place / columns, column: place % columns });
        }
        let scale = Scale::of(values).ok_or(GridError::Constant)?;
        let rows = values.len() / columns;
        let units: Vec<f64> = values.iter().map(|&value| scale.to_unit(value)).collect();
        let equal = |count: usize| vec![1.0 / count as f64; count];
        let variances = variances(&units, &equal(rows), &equal(columns));
        let total = variances.rows + variances.columns + variances.interaction;
        Ok(Self {
            rows: variances.rows / total,
            columns: variances.columns / total,
            interaction: variances.interaction / total,
        })
    }
}

/// The variances of the effects of rows and of columns, and of the interaction.
pub(super) struct Variances {
    pub(super) rows: f64,
    pub(super) columns: f64,
    pub(super) interaction: f64,
}

/// For `values`, row-major [rows × columns]; weights [rows] and [columns] add up to 1. At least one of each.
pub(super) fn variances(values: &[f64], row_weights: &[f64], column_weights: &[f64]) -> Variances {
    let table = || values.chunks_exact(column_weights.len()).zip(row_weights);
    let mut row_effects: Vec<f64> = table().map(|(row, _)| weighted_sum(row, column_weights)).collect();
    let mut column_effects = vec![0.0; column_weights.len()];
    for (row, weight) in table() {
        for (effect, value) in column_effects.iter_mut().zip(row) {
            *effect += weight * value;
        }
    }
    let mean = weighted_sum(&row_effects, row_weights);
    for effect in row_effects.iter_mut().chain(&mut column_effects) {
        *effect -= mean;
    }
    let interaction = table()
        .zip(&row_effects)
        .map(|((row, weight), row_effect)| {
            let rest = row.iter().zip(&column_effects).map(|(value, effect)| value - effect - row_effect - mean);
            weight * rest.zip(column_weights).map(|(rest, weight)| weight * rest * rest).sum::<f64>()
        })
        .sum();
    Variances {
        rows: mean_square(&row_effects, row_weights),
        columns: mean_square(&column_effects, column_weights),
        interaction,
    }
}

/// `Σ w y`.
pub(super) fn weighted_sum(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| weight * value).sum()
}

/// `Σ w y²`.
pub(super) fn mean_square(values: &[f64], weights: &[f64]) -> f64 {
    values.iter().zip(weights).map(|(value, weight)| weight * value * value).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use core::f64::consts::PI;
    use proptest::prelude::*;

    /// On the middles of so many equal parts of `[0, 1]²`, rows by the first.
    fn on_grid(f: impl Fn(f64, f64) -> f64, rows: usize, columns: usize) -> TwoWay {
        let middle = |place: usize, count: usize| (place as f64 + 0.5) / count as f64;
        let values: Vec<f64> = (0..rows * columns)
            .map(|place| f(middle(place / columns, rows), middle(place % columns, columns)))
            .collect();
        TwoWay::new(&values, columns).unwrap()
    }

    #[track_caller]
    fn close(found: TwoWay, [rows, columns, interaction]: [f64; 3], tolerance: f64) {
        let errors = [found.rows - rows, found.columns - columns, found.interaction - interaction];
        assert!(errors.iter().all(|error| error.abs() < tolerance), "{found:?} {errors:?}");
    }

    #[test]
    fn known_functions_have_their_fractions() {
        // Linear, without interaction: as the squares of the slopes.
        close(on_grid(|x, y| 3.0 * x - 4.0 * y + 7.0, 500, 500), [9.0 / 25.0, 16.0 / 25.0, 0.0], 1e-12);
        // xy: V₁ = V₂ = 1/48, V₁₂ = 1/144.
        close(on_grid(|x, y| x * y, 500, 300), [3.0 / 7.0, 3.0 / 7.0, 1.0 / 7.0], 1e-5);
        // (x − ½)(y − ½) is interaction alone.
        close(on_grid(|x, y| (x - 0.5) * (y - 0.5), 40, 50), [0.0, 0.0, 1.0], 1e-12);
        // Ishigami's first and third variable: sin x (1 + 0.1 z⁴) over [−π, π]².
        let ishigami = |x: f64, z: f64| {
            let (x, z) = (PI * (2.0 * x - 1.0), PI * (2.0 * z - 1.0));
            x.sin() * (1.0 + 0.1 * z.powi(4))
        };
        let (alone, together) = (0.5 * (1.0 + 0.1 * PI.powi(4) / 5.0).powi(2), 0.01 * PI.powi(8) * 8.0 / 225.0);
        let total = alone + together;
        close(on_grid(ishigami, 1000, 1000), [alone / total, 0.0, together / total], 1e-5);
    }

    #[test]
    fn what_has_no_fractions_says_why() {
        assert_eq!(TwoWay::new(&[], 3), Err(GridError::Shape { values: 0, columns: 3 }));
        assert_eq!(TwoWay::new(&[1.0; 4], 0), Err(GridError::Shape { values: 4, columns: 0 }));
        assert_eq!(TwoWay::new(&[1.0; 4], 3), Err(GridError::Shape { values: 4, columns: 3 }));
        assert_eq!(TwoWay::new(&[1.0; 4], 2), Err(GridError::Constant));
        assert_eq!(TwoWay::new(&[0.0, 1.0, 2.0, f64::NAN], 2), Err(GridError::Value { row: 1, column: 1 }));
        // A single row is all columns' doing.
        close(TwoWay::new(&[1.0, 2.0, 5.0], 3).unwrap(), [0.0, 1.0, 0.0], 1e-15);
        close(TwoWay::new(&[1.0, 2.0, 5.0], 1).unwrap(), [1.0, 0.0, 0.0], 1e-15);
        close(TwoWay::new(&[f64::MAX, -f64::MAX, -f64::MAX, f64::MAX], 2).unwrap(), [0.0, 0.0, 1.0], 1e-15);
    }

    proptest! {
        #[test]
        fn fractions_add_up_and_do_not_depend_on_scale_or_order(
            values in prop::collection::vec(-1.0..1.0_f64, 12), scale in 1e-3..1e3_f64, shift in -10.0..10.0_f64
        ) {
            let found = TwoWay::new(&values, 4).unwrap();
            prop_assert!((found.rows + found.columns + found.interaction - 1.0).abs() < 1e-12);
            let moved: Vec<f64> = values.iter().map(|y| scale * y + shift).collect();
            close(TwoWay::new(&moved, 4).unwrap(), [found.rows, found.columns, found.interaction], 1e-8);
            let turned: Vec<f64> = (0..12).map(|place| values[place % 3 * 4 + place / 3]).collect();
            close(TwoWay::new(&turned, 3).unwrap(), [found.columns, found.rows, found.interaction], 1e-12);
        }
    }
}
