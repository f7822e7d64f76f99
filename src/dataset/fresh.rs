//! Rows that nobody has seen: drawn by the same recipe, to judge models on.

use super::{Dataset, DatasetSpec, Table, raw_rows};

impl Dataset {
    /// This data set with `samples` fresh rows in place of its validation rows: by the recipe of `spec`, drawn by `seed`, in the
    /// units of the training rows. Training is the same on both. `None` where rows are given, not made: there are no others.
    pub fn judged_on_fresh_rows(&self, spec: &DatasetSpec, samples: usize, seed: u64) -> Option<Self> {
        let rows = if spec.name().is_given() { return None } else { raw_rows(spec, samples, seed).ok()? };
        let numbers: Vec<usize> = (0..samples).collect();
        let validation = Table::new(&rows, &numbers, &self.standardisation, self.target_scale);
        Some(Self { validation, ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::DatasetName;

    #[test]
    fn fresh_rows_are_in_the_units_of_the_training_rows() {
        for name in [DatasetName::TwoMoons, DatasetName::Blobs, DatasetName::Spirals] {
            let spec = DatasetSpec::default_of(name);
            let own = Dataset::generate(&spec).unwrap();
            let judged = own.judged_on_fresh_rows(&spec, 1000, 99).unwrap();
            assert_eq!(judged.train(), own.train());
            assert_eq!((judged.validation().rows(), judged.validation().width()), (1000, 2));
            assert_ne!(Some(&judged), own.judged_on_fresh_rows(&spec, 1000, 98).as_ref());
            // The recipe is the same, so that the means are about those of the training rows, 0.
            for feature in 0..2 {
                let sum: f32 = (0..1000).map(|row| judged.validation().row(row)[feature]).sum();
                assert!((sum / 1000.0).abs() < 0.15, "{name:?} {sum}");
            }
            // The rows that the data set itself has, drawn once more.
            let again = own.judged_on_fresh_rows(&spec, spec.samples(), spec.seed()).unwrap();
            let rows: Vec<&[f32]> = (0..spec.samples()).map(|row| again.validation().row(row)).collect();
            assert!((0..own.validation().rows()).all(|row| rows.contains(&own.validation().row(row))));
        }
    }

    #[test]
    fn what_is_given_has_no_other_rows() {
        let spec = DatasetSpec::default_of(DatasetName::Iris);
        assert_eq!(Dataset::generate(&spec).unwrap().judged_on_fresh_rows(&spec, 10, 1), None);
    }
}
