//! What a model says of the validation rows, where there is no plane to draw it over: the classes it took for others, or the
//! numbers that it predicted.

use crate::dataset::{Dataset, Targets};
use crate::language::t;
use crate::model::TrainingRun;
use serde::{Deserialize, Serialize};

/// The most classes that are told apart; the rest are one.
const MOST_CLASSES: usize = 12;
/// The most rows of a number that are shown.
const MOST_ROWS: usize = 400;

/// A model's predictions of the validation rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Judgement {
    /// The confusion matrix.
    Classes {
        /// The classes' names; where there are many, those with most rows, and "others" at the end.
        names: Vec<String>,
        /// Rows of a class (down) that were taken for another (across), row-major [names × names].
        counts: Vec<u32>,
    },
    /// For each row the number that was to be predicted and the one that was, in the target's unit.
    Numbers(Vec<(f32, f32)>),
}

impl Judgement {
    /// What the model of a run as it stands says of its validation rows.
    pub(super) fn of(run: &TrainingRun) -> Self {
        let dataset = run.dataset();
        let table = dataset.validation();
        let mut predicted = Vec::new();
        run.predict(table.features(), &mut predicted);
        match table.targets() {
            Targets::Classes(labels) => {
                let said = predicted.chunks_exact(dataset.classes()).map(likeliest);
                Self::classes(dataset, labels, said)
            }
            Targets::Values(values) => {
                let scale = dataset.target_scale();
                let raw = |z: f32| (scale.mean + scale.deviation * f64::from(z)) as f32;
                let every = values.len().div_ceil(MOST_ROWS).max(1);
                let pairs = values.iter().zip(&predicted).step_by(every);
                Self::Numbers(pairs.map(|(&actual, &said)| (raw(actual), raw(said))).collect())
            }
        }
    }

    fn classes(dataset: &Dataset, labels: &[u16], said: impl Iterator<Item = usize>) -> Self {
        let classes = dataset.classes();
        let mut rows = vec![0_u32; classes];
        for &label in labels {
            rows[usize::from(label)] += 1;
        }
        // Of each class, where it is shown: the classes with most rows keep their order.
        let mut largest: Vec<usize> = (0..classes).collect();
        if classes > MOST_CLASSES {
            largest.sort_by_key(|&class| (core::cmp::Reverse(rows[class]), class));
            largest.truncate(MOST_CLASSES - 1);
            largest.sort_unstable();
        }
        let mut names: Vec<String> = largest.iter().map(|&class| dataset.class_names()[class].to_string()).collect();
        let place = |class: usize| largest.binary_search(&class).unwrap_or(largest.len());
        if classes > largest.len() {
            names.push(t!("others").to_owned());
        }
        let mut counts = vec![0; names.len() * names.len()];
        for (&label, said) in labels.iter().zip(said) {
            counts[place(usize::from(label)) * names.len() + place(said)] += 1;
        }
        Self::Classes { names, counts }
    }

    /// In a sentence.
    pub fn in_words(&self) -> String {
        match self {
            Self::Numbers(pairs) => t!(
                "The number predicted (up) against the actual one (across), of {rows} validation rows",
                rows = pairs.len(),
            ),
            Self::Classes { names, counts } => {
                let count = |actual: usize, said: usize| counts[actual * names.len() + said];
                let all: u32 = counts.iter().sum();
                let right: u32 = (0..names.len()).map(|class| count(class, class)).sum();
                let pairs =
                    (0..names.len()).flat_map(|a| (0..names.len()).map(move |s| (a, s))).filter(|(a, s)| a != s);
                // The first of those that are mistaken most often.
                let worst = pairs.rev().max_by_key(|&(actual, said)| count(actual, said));
                match worst.filter(|&(actual, said)| count(actual, said) > 0) {
                    Some((actual, said)) => t!(
                        "Of {all} validation rows {right} are classified rightly; most often {actual} is taken for {said}, {times} times. \
                         Classes down, what the model says across",
                        all,
                        right,
                        actual = names[actual],
                        said = names[said],
                        times = count(actual, said),
                    ),
                    None => t!(
                        "Of {all} validation rows {right} are classified rightly. Classes down, what the model says across",
                        all,
                        right,
                    ),
                }
            }
        }
    }
}

/// The class that is most likely; of equal ones the first.
pub(super) fn likeliest(probabilities: &[f32]) -> usize {
    (0..probabilities.len()).rev().max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dataset::FileRows;
    use crate::model::{ModelKind, Progress, TrainingSpec};
    use std::sync::Arc;

    fn judged(file: &[u8], kind: ModelKind) -> (Judgement, Vec<f64>) {
        let dataset = Arc::new(Dataset::of_file(FileRows::shipped(file).unwrap(), 0.25, 1));
        let spec = TrainingSpec::new(kind, [("epochs", "2")]).unwrap();
        let mut run = TrainingRun::new(&spec, dataset, 1, 1);
        let mut last = Vec::new();
        while let Progress::Epoch(metrics) = run.advance(usize::MAX) {
            last = metrics.values().to_vec();
        }
        (Judgement::of(&run), last)
    }

    #[test]
    fn the_diagonal_is_the_accuracy() {
        let (judgement, metrics) = judged(include_bytes!("../../data/digits.csv"), ModelKind::Mlp);
        let Judgement::Classes { names, counts } = &judgement else { panic!("{judgement:?}") };
        assert_eq!((names.len(), names[3].as_str()), (10, "3"));
        let right: u32 = (0..10).map(|class| counts[11 * class]).sum();
        let all: u32 = counts.iter().sum();
        assert!((f64::from(right) / f64::from(all) - metrics[3]).abs() < 1e-9);
        assert!(judgement.in_words().starts_with(&format!("Of {all} validation rows {right} are")));
    }

    #[test]
    fn numbers_are_in_their_own_unit() {
        let (judgement, metrics) =
            judged(include_bytes!("../../data/airfoil-self-noise.csv"), ModelKind::LogisticRegression);
        let Judgement::Numbers(pairs) = &judgement else { panic!("{judgement:?}") };
        assert!(pairs.len() > 300 && pairs.iter().all(|(actual, _)| (100.0..145.0).contains(actual)));
        let mean = pairs.iter().map(|(actual, said)| f64::from((actual - said) * (actual - said))).sum::<f64>()
            / pairs.len() as f64;
        // `validation:objective_loss`, the mean squared error.
        assert!((mean - metrics[1]).abs() < 1e-3 * metrics[1], "{mean} {metrics:?}");
    }

    #[test]
    fn many_classes_are_shown_as_the_largest_and_the_others() {
        let text = (0..400).map(|row| format!("{},c{:02}", row * row % 97, row % 20 * usize::from(row % 3 > 0)));
        let text = core::iter::once("x,y".to_owned()).chain(text).collect::<Vec<_>>().join("\n");
        let (judgement, _) = judged(text.as_bytes(), ModelKind::LogisticRegression);
        let Judgement::Classes { names, counts } = &judgement else { panic!("{judgement:?}") };
        assert_eq!((names.len(), names[0].as_str(), names[11].as_str(), counts.len()), (12, "c00", "others", 144));
        assert_eq!(counts.iter().sum::<u32>(), 100);
    }
}
