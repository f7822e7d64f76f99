//! Cholesky's factorisation of a symmetric positive definite matrix, and what is solved with it.
//!
//! The lower triangle is packed row by row: row `i` has `i + 1` entries and starts at `i (i + 1) / 2`. Rows are
//! contiguous, so everything below is dot products and scaled additions of slices, and a row can be appended in O(n²):
//! one more observation needs no new factorisation. Sums run in a fixed order, eight lanes at a time, the same natively
//! and in WebAssembly.

/// A lower triangular matrix, packed by rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Triangle {
    size: usize,
    entries: Vec<f64>,
}

/// `L` of `A = L Lᵀ`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cholesky {
    lower: Triangle,
}

impl Triangle {
    /// A triangle of zeros.
    pub fn zeros(size: usize) -> Self {
        Self { size, entries: vec![0.0; size * (size + 1) / 2] }
    }

    /// Rows and columns.
    pub fn size(&self) -> usize {
        self.size
    }

    /// Row `i`: entries 0 to `i`.
    #[inline]
    pub fn row(&self, i: usize) -> &[f64] {
        let start = i * (i + 1) / 2;
        &self.entries[start..=start + i]
    }

    /// Row `i`, to be written.
    #[inline]
    pub fn row_mut(&mut self, i: usize) -> &mut [f64] {
        let start = i * (i + 1) / 2;
        &mut self.entries[start..=start + i]
    }

    /// The rows before `i`, and row `i` to be written.
    #[inline]
    fn rows_before(&mut self, i: usize) -> (&[f64], &mut [f64]) {
        let (before, rest) = self.entries.split_at_mut(i * (i + 1) / 2);
        (before, &mut rest[..=i])
    }
}

impl Cholesky {
    /// Factorises the matrix whose lower triangle this is. `None` when it is not positive definite to rounding.
    pub fn new(matrix: Triangle) -> Option<Self> {
        let mut lower = matrix;
        for i in 0..lower.size {
            let (before, row) = lower.rows_before(i);
            factorise_row(before, row)?;
        }
        Some(Self { lower })
    }

    /// Appends a row of the matrix: its entries left of the diagonal and on it. `None`, and nothing appended, when the
    /// larger matrix is not positive definite to rounding.
    pub fn append(&mut self, row: &[f64]) -> Option<()> {
        let mut row = row.to_vec();
        row.truncate(self.lower.size + 1);
        factorise_row(&self.lower.entries, &mut row)?;
        self.lower.entries.extend_from_slice(&row);
        self.lower.size += 1;
        Some(())
    }

    /// Rows and columns.
    pub fn size(&self) -> usize {
        self.lower.size
    }

    /// `L`.
    pub fn lower(&self) -> &Triangle {
        &self.lower
    }

    /// `b ← L⁻¹ b`. Entries of `b` past the size are left as they are.
    pub fn solve_lower(&self, b: &mut [f64]) {
        for i in 0..self.lower.size.min(b.len()) {
            let row = self.lower.row(i);
            b[i] = (b[i] - dot(&row[..i], &b[..i])) / row[i];
        }
    }

    /// `b ← L⁻ᵀ b`, for `b` of the matrix's size.
    pub fn solve_upper(&self, b: &mut [f64]) {
        for i in (0..self.lower.size.min(b.len())).rev() {
            let row = self.lower.row(i);
            b[i] /= row[i];
            let scale = -b[i];
            add_scaled(&mut b[..i], scale, &row[..i]);
        }
    }

    /// `ln |A|`.
    pub fn log_determinant(&self) -> f64 {
        2.0 * (0..self.lower.size).map(|i| libm::log(self.lower.row(i)[i])).sum::<f64>()
    }

    /// The lower triangle of `A⁻¹ = L⁻ᵀ L⁻¹`.
    pub fn inverse(&self) -> Triangle {
        let n = self.lower.size;
        // V = L⁻¹, row by row: V L = 1 gives V_i = −(Σ_{k<i} L_ik V_k) / L_ii left of the diagonal.
        let mut v = Triangle::zeros(n);
        for i in 0..n {
            let own = self.lower.row(i);
            let (before, row) = v.rows_before(i);
            for k in 0..i {
                let start = k * (k + 1) / 2;
                add_scaled(&mut row[..=k], -own[k], &before[start..=start + k]);
            }
            let scale = 1.0 / own[i];
            for entry in &mut row[..i] {
                *entry *= scale;
            }
            row[i] = scale;
        }
        let mut inverse = Triangle::zeros(n);
        for k in 0..n {
            let row = v.row(k);
            for i in 0..=k {
                add_scaled(inverse.row_mut(i), row[i], &row[..=i]);
            }
        }
        inverse
    }
}

/// Turns a row of the matrix into that of the factor, given the rows before it.
fn factorise_row(before: &[f64], row: &mut [f64]) -> Option<()> {
    let last = row.len() - 1;
    let mut start = 0;
    for j in 0..last {
        let other = &before[start..=start + j];
        row[j] = (row[j] - dot(&row[..j], &other[..j])) / other[j];
        start += j + 1;
    }
    let pivot = row[last] - dot(&row[..last], &row[..last]);
    // A pivot of rounding errors only, or of NaN, is no pivot.
    (pivot > 1e-14 * row[last].abs()).then(|| row[last] = libm::sqrt(pivot))
}

/// `Σ a_i b_i`, over the shorter of the two.
#[inline]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (a_chunks, b_chunks) = (a.chunks_exact(8), b.chunks_exact(8));
    let whole = a.len().min(b.len()) / 8 * 8;
    for (x, y) in a_chunks.zip(b_chunks) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    let mut rest = 0.0;
    for (x, y) in a[whole..].iter().zip(&b[whole..]) {
        rest += x * y;
    }
    let [a0, a1, a2, a3, a4, a5, a6, a7] = lanes;
    ((a0 + a4) + (a2 + a6)) + ((a1 + a5) + (a3 + a7)) + rest
}

/// `a ← a + scale · b`, over the shorter of the two.
#[inline]
pub fn add_scaled(a: &mut [f64], scale: f64, b: &[f64]) {
    for (x, y) in a.iter_mut().zip(b) {
        *x += scale * y;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::rng::{Purpose, Stream};

    /// A positive definite matrix `B Bᵀ + 1`.
    fn matrix(n: usize) -> Vec<Vec<f64>> {
        let mut stream = Stream::new(1, n as u64, Purpose::Dataset);
        let b: Vec<Vec<f64>> = (0..n).map(|_| (0..n).map(|_| stream.normal()).collect()).collect();
        let entry = |i: usize, j: usize| dot(&b[i], &b[j]) + f64::from(u8::from(i == j));
        (0..n).map(|i| (0..n).map(|j| entry(i, j)).collect()).collect()
    }

    fn triangle(matrix: &[Vec<f64>]) -> Triangle {
        let mut lower = Triangle::zeros(matrix.len());
        for (i, row) in matrix.iter().enumerate() {
            lower.row_mut(i).copy_from_slice(&row[..=i]);
        }
        lower
    }

    #[test]
    fn solves_and_inverts() {
        for n in [1, 2, 7, 8, 9, 33] {
            let a = matrix(n);
            let cholesky = Cholesky::new(triangle(&a)).unwrap();
            let x: Vec<f64> = (0..n).map(|i| i as f64 - 3.0).collect();
            let mut b: Vec<f64> = a.iter().map(|row| dot(row, &x)).collect();
            cholesky.solve_lower(&mut b);
            cholesky.solve_upper(&mut b);
            assert!(b.iter().zip(&x).all(|(b, x)| (b - x).abs() < 1e-9), "{b:?}");
            let inverse = cholesky.inverse();
            for i in 0..n {
                let row: Vec<f64> = (0..n).map(|j| inverse.row(i.max(j))[i.min(j)]).collect();
                for (j, column) in a.iter().enumerate() {
                    let one = f64::from(u8::from(i == j));
                    assert!((dot(&row, column) - one).abs() < 1e-9, "{i} {j}");
                }
            }
        }
    }

    #[test]
    fn appending_is_factorising_anew() {
        let a = matrix(12);
        let whole = Cholesky::new(triangle(&a)).unwrap();
        let mut grown = Cholesky::default();
        for (i, row) in a.iter().enumerate() {
            grown.append(&row[..=i]).unwrap();
        }
        assert_eq!(grown, whole);
        assert!(
            (whole.log_determinant() - 2.0 * (0..12).map(|i| whole.lower().row(i)[i].ln()).sum::<f64>()).abs() < 1e-12
        );
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        let mut grown = Cholesky::default();
        grown.append(&[1.0]).unwrap();
        assert_eq!(grown.append(&[1.0, 1.0]), None);
        assert_eq!(grown.append(&[f64::NAN, 1.0]), None);
        assert_eq!(grown.size(), 1);
    }
}
