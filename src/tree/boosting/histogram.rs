//! Sums of derivatives, and histograms of them: for each column and bin, the sums over a node's rows that fall into it.
//!
//! Every column has room for [`BINS`] bins, so that a byte is always a valid place. Columns that a tree may not split are
//! left as they are, and so are the places behind a column's last bin.

use super::binned::{BINS, BinnedRows};

/// A row's derivatives of the loss: first and second.
pub(super) type Derivatives = [f32; 2];

/// Sums of derivatives: of the first and of the second.
pub(super) type Sums = [f64; 2];

pub(super) fn difference(a: Sums, b: Sums) -> Sums {
    [a[0] - b[0], a[1] - b[1]]
}

/// The sums over `rows`, in their order.
pub(super) fn total(rows: &[u32], derivatives: &[Derivatives]) -> Sums {
    let mut total = [0.0; 2];
    for &row in rows {
        add(&mut total, derivatives[row as usize]);
    }
    total
}

/// Fills `histogram` [columns × [`BINS`]] with the sums over `rows`, for the columns in `features`, which are in ascending
/// order.
pub(super) fn build(
    histogram: &mut [Sums],
    rows: &[u32],
    binned: &BinnedRows,
    derivatives: &[Derivatives],
    features: &[u32],
) {
    let (columns, width) = (histogram.as_chunks_mut::<BINS>().0, binned.columns().len());
    for &feature in features {
        let feature = feature as usize;
        let bins = binned.columns()[feature].cuts.len();
        columns[feature][..bins].fill([0.0; 2]);
        if binned.columns()[feature].has_missing {
            // Missing values are summed up as well, and never looked at.
            columns[feature][BINS - 1] = [0.0; 2];
        }
    }
    if features.len() == width {
        for &row in rows {
            let derivatives = derivatives[row as usize];
            let bins = &binned.bins()[row as usize * width..][..width];
            for (column, &bin) in columns.iter_mut().zip(bins) {
                add(&mut column[usize::from(bin)], derivatives);
            }
        }
    } else {
        for &row in rows {
            let derivatives = derivatives[row as usize];
            let bins = &binned.bins()[row as usize * width..][..width];
            for &feature in features {
                add(&mut columns[feature as usize][usize::from(bins[feature as usize])], derivatives);
            }
        }
    }
}

/// Takes `part` away from `whole`: one child's histogram from the parent's leaves the other's.
pub(super) fn subtract(whole: &mut [Sums], part: &[Sums], binned: &BinnedRows, features: &[u32]) {
    let (whole, part) = (whole.as_chunks_mut::<BINS>().0, part.as_chunks::<BINS>().0);
    for &feature in features {
        let feature = feature as usize;
        let bins = binned.columns()[feature].cuts.len();
        for (whole, part) in whole[feature][..bins].iter_mut().zip(&part[feature]) {
            whole[0] -= part[0];
            whole[1] -= part[1];
        }
    }
}

#[inline]
fn add(sums: &mut Sums, derivatives: Derivatives) {
    sums[0] += f64::from(derivatives[0]);
    sums[1] += f64::from(derivatives[1]);
}
