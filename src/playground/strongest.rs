//! Which features tell most of what is to be predicted, each for itself: for pictures, which have two dimensions.

use crate::dataset::{Dataset, Targets};

/// The features from the one that tells most to the one that tells least; of equal ones the first. For classes by the variance
/// between them against the variance within (the F statistic of one-way analysis of variance, but for a factor that all have
/// in common), for numbers by the square of the correlation.
pub(super) fn strongest_features(dataset: &Dataset) -> Vec<usize> {
    let table = dataset.train();
    let column = |feature: usize| (0..table.rows()).map(move |row| f64::from(table.row(row)[feature]));
    let strength = |feature: usize| match table.targets() {
        Targets::Classes(labels) => {
            let mut sums = vec![(0.0, 0.0); dataset.classes()];
            for (x, &label) in column(feature).zip(labels) {
                let (count, sum) = &mut sums[usize::from(label)];
                *count += 1.0;
                *sum += x;
            }
            // Standardised: the mean of all is 0.
            let between: f64 =
                sums.iter().filter(|(count, _)| *count > 0.0).map(|(count, sum)| sum * sum / count).sum();
            let within = (column(feature).map(|x| x * x).sum::<f64>() - between).max(f64::MIN_POSITIVE);
            between / within
        }
        Targets::Values(values) => {
            let product: f64 = column(feature).zip(values).map(|(x, &y)| x * f64::from(y)).sum();
            product * product
        }
    };
    let strengths: Vec<f64> = (0..dataset.features()).map(strength).collect();
    let mut order: Vec<usize> = (0..dataset.features()).collect();
    order.sort_by(|&a, &b| strengths[b].total_cmp(&strengths[a]).then(a.cmp(&b)));
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::{DatasetName, DatasetOptions, DatasetSpec, FileRows};

    #[test]
    fn the_petals_tell_the_species_apart() {
        for seed in 0..5 {
            let options = DatasetOptions { seed: Some(seed), ..DatasetOptions::default() };
            let iris = Dataset::generate(&DatasetSpec::new(DatasetName::Iris, &options).unwrap()).unwrap();
            let mut best = strongest_features(&iris)[..2].to_vec();
            best.sort_unstable();
            assert_eq!(best, [2, 3]);
        }
    }

    #[test]
    fn frequency_tells_most_of_an_airfoils_noise() {
        let rows = FileRows::shipped(include_bytes!("../../data/airfoil-self-noise.csv")).unwrap();
        let airfoil = Dataset::of_file(rows, 0.25, 1);
        assert_eq!(airfoil.feature_names()[strongest_features(&airfoil)[0]], "frequency (Hz)");
    }
}
