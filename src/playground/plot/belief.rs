//! What a strategy believes, as a picture: strengths of colour over two ranges, or a curve with a band along one.

use super::{Scale, polyline};

/// What is shown of a belief.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// The objective that is expected: as likely to be exceeded as not.
    Expected,
    /// How unsure that is.
    Uncertainty,
    /// How much a training job is expected to improve on the best: where the next one goes.
    Improvement,
}

impl Facet {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Expected, Self::Uncertainty, Self::Improvement];

    /// Its name in the page.
    pub fn id(self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Uncertainty => "uncertainty",
            Self::Improvement => "improvement",
        }
    }
}

/// A map as it came: what is believed at each point, row by row from the lowest y on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BeliefValues {
    /// Points along x and along y.
    pub size: (usize, usize),
    /// The objective that is expected.
    pub median: Vec<f64>,
    /// One standard deviation better, and one worse.
    pub good: Vec<f64>,
    /// See `good`.
    pub bad: Vec<f64>,
    /// The mean on the model's own scale, where less is better and no objective is far out.
    pub mean: Vec<f64>,
    /// The standard deviation on that scale.
    pub deviation: Vec<f64>,
    /// The logarithm of the expected improvement.
    pub log_improvement: Vec<f64>,
}

impl BeliefValues {
    /// How strong the colour of each point is, from 0 to 255, row by row from the top: the strongest where the objective is
    /// expected to be best, where it is least known, or where the next training job is worth most. As many points as there
    /// are values; numbers are clear of what is not finite.
    pub fn strengths(&self, facet: Facet) -> Vec<u8> {
        let strengths: Vec<f64> = match facet {
            Facet::Expected => within(&self.mean.iter().map(|mean| -mean).collect::<Vec<_>>()),
            Facet::Uncertainty => within(&self.deviation),
            Facet::Improvement => {
                let most = self.log_improvement.iter().copied().filter(|log| log.is_finite());
                let most = most.fold(f64::NEG_INFINITY, f64::max);
                // The root shows where a little is expected too: a peak alone would be a dot.
                self.log_improvement.iter().map(|log| (0.5 * (log - most)).exp()).collect()
            }
        };
        let rows = strengths.chunks(self.size.0.max(1)).rev();
        rows.flatten().map(|strength| (255.0 * strength.clamp(0.0, 1.0)).round() as u8).collect()
    }

    /// The least and the greatest of what is expected.
    pub fn span(&self) -> Option<(f64, f64)> {
        span(&self.median)
    }

    /// The curve of what is expected along x, and the band of one standard deviation around it.
    pub fn curve(&self, x: &Scale, y: &Scale) -> (String, String) {
        let along = |values: &[f64]| -> Vec<(f64, f64)> {
            values.iter().enumerate().map(|(i, &value)| (self.place(i, x), y.clamped(value))).collect()
        };
        let back = along(&self.bad).into_iter().rev();
        let band = polyline(along(&self.good).into_iter().chain(back)) + "Z";
        (polyline(along(&self.median)), band)
    }

    /// Expected improvement along x, from the bottom up to so many pixels.
    pub fn hill(&self, x: &Scale, bottom: f64, height: f64) -> String {
        let strengths = self.strengths(Facet::Improvement);
        let top = |(i, strength): (usize, &u8)| (self.place(i, x), bottom - height * f64::from(*strength) / 255.0);
        let (first, last) = x.edges();
        polyline([(first, bottom)].into_iter().chain(strengths.iter().enumerate().map(top)).chain([(last, bottom)]))
            + "Z"
    }

    fn place(&self, column: usize, x: &Scale) -> f64 {
        let (first, last) = x.edges();
        first + (last - first) * (column as f64 + 0.5) / self.size.0.max(1) as f64
    }
}

/// The least and the greatest finite value; `None` where there is none.
fn span(values: &[f64]) -> Option<(f64, f64)> {
    let finite = values.iter().copied().filter(|value| value.is_finite());
    finite.fold(None, |span, value| {
        let (least, greatest) = span.unwrap_or((value, value));
        Some((f64::min(least, value), f64::max(greatest, value)))
    })
}

/// Values from 0, the least, to 1, the greatest; all 0 where they are equal.
fn within(values: &[f64]) -> Vec<f64> {
    let Some((least, greatest)) = span(values) else { return vec![0.0; values.len()] };
    let range = (greatest - least).max(f64::MIN_POSITIVE);
    values.iter().map(|value| (value - least) / range).map(|part| if part.is_nan() { 0.0 } else { part }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> BeliefValues {
        BeliefValues {
            size: (2, 2),
            median: vec![1.0, 2.0, 3.0, f64::NAN],
            mean: vec![1.0, 2.0, 3.0, f64::NAN],
            good: vec![2.0, 3.0],
            bad: vec![0.0, 1.0],
            deviation: vec![0.5; 4],
            log_improvement: vec![-2.0, f64::NEG_INFINITY, 0.0, -1e9],
        }
    }

    #[test]
    fn the_best_is_strongest_and_the_lowest_row_is_last() {
        assert_eq!(values().strengths(Facet::Expected), [0, 0, 255, 128]);
        assert_eq!(values().strengths(Facet::Uncertainty), [0; 4]);
        assert_eq!(values().strengths(Facet::Improvement), [255, 0, 94, 0]);
        assert_eq!(values().span(), Some((1.0, 3.0)));
        assert_eq!(BeliefValues::default().strengths(Facet::Improvement), [0_u8; 0]);
    }

    #[test]
    fn a_curve_has_its_band_around_it() {
        let line = BeliefValues { size: (2, 1), median: vec![1.0, 2.0], ..values() };
        let (x, y) = (Scale::linear(0.0, 1.0).over(0.0, 100.0), Scale::linear(0.0, 4.0).over(40.0, 0.0));
        let (median, band) = line.curve(&x, &y);
        assert_eq!(median, "M25 30L75 20");
        assert_eq!(band, "M25 20L75 10L75 30L25 40Z");
        let only = BeliefValues { size: (2, 1), log_improvement: vec![0.0, -1e9], ..values() };
        assert_eq!(only.hill(&x, 40.0, 10.0), "M0 40L25 30L75 40L100 40Z");
    }
}
