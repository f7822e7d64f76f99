//! Hyperparameters as SageMaker passes them, a name and a value a line: `learning_rate=0.1`.

use tuneground::model::{ModelKind, TrainingSpec};

/// What a model takes is within its limits; what it does not is refused in words.
pub fn check(text: &str) {
    let pairs = || text.lines().filter_map(|line| line.split_once('='));
    for model in ModelKind::ALL {
        match TrainingSpec::new(model, pairs()) {
            Ok(spec) => {
                assert!(spec.epochs() >= 1 && spec.mini_batch_size() >= 1);
                let work = spec.work(100, 2, 3);
                assert!(work.is_finite() && work > 0.0, "{work}");
            }
            Err(errors) => {
                assert!(!errors.is_empty() && errors.len() <= 2 * pairs().count());
                assert!(errors.iter().all(|error| !error.to_string().is_empty()));
            }
        }
    }
}
