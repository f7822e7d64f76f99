//! The tables make sense by themselves.

use std::collections::BTreeSet;
use tuneground::catalogue::{ALGORITHMS, Algorithm, EarlyStopping, Image, Range, Start};
use tuneground::objective::Direction;
use tuneground::search_space::Scaling;

/// From this ratio of its ends on, the axis is logarithmic: two powers of ten.
const TWO_DECADES: f64 = 100.0;
/// Ranges over two powers of ten and more that are linear or reverse logarithmic on purpose.
const LINEAR_ON_PURPOSE: &[(&str, &str)] = &[
    // What matters is how near to 1 they are.
    ("image-classification", "beta_1"),
    ("image-classification", "beta_2"),
    ("image-classification", "gamma"),
    ("image-classification-tensorflow", "beta_1"),
    ("image-classification-tensorflow", "beta_2"),
    ("text-classification-tensorflow", "beta_1"),
    ("text-classification-tensorflow", "beta_2"),
    ("object-detection-tensorflow", "beta_1"),
    ("object-detection-tensorflow", "beta_2"),
    // Rounds of boosting add up.
    ("xgboost", "num_round"),
];

fn no_repeats<'t>(names: impl Iterator<Item = &'t str>, of: &str) {
    let mut seen = BTreeSet::new();
    for name in names {
        assert!(!name.is_empty() && seen.insert(name), "{of}: {name:?} is there twice, or empty");
    }
}

fn ranges() -> impl Iterator<Item = (&'static Algorithm, &'static str, Range, bool)> {
    ALGORITHMS.iter().flat_map(|algorithm| {
        algorithm.tunable.iter().flat_map(move |own| {
            let start = match own.start {
                Start::Within(range) => Some((*algorithm, own.name, range, true)),
                Start::Left | Start::Recommended => None,
            };
            [(*algorithm, own.name, own.range, false)].into_iter().chain(start)
        })
    })
}

#[test]
fn no_name_is_there_twice() {
    no_repeats(ALGORITHMS.iter().map(|algorithm| algorithm.id), "ids");
    no_repeats(ALGORITHMS.iter().map(|algorithm| algorithm.title), "titles");
    for algorithm in ALGORITHMS {
        no_repeats(algorithm.metrics.iter().map(|metric| metric.name), algorithm.id);
        no_repeats(algorithm.tunable.iter().map(|own| own.name), algorithm.id);
        no_repeats(algorithm.statics.iter().map(|own| own.name), algorithm.id);
        no_repeats(algorithm.channels.iter().map(|channel| channel.name), algorithm.id);
        assert_eq!(tuneground::catalogue::find(algorithm.id), Some(*algorithm));
        assert_eq!(algorithm.metrics.is_empty(), algorithm.tunable.is_empty(), "{}", algorithm.id);
    }
}

#[test]
fn an_image_with_several_algorithms_has_one_left_over() {
    let repositories: BTreeSet<&str> = ALGORITHMS.iter().flat_map(|own| own.image.repositories()).collect();
    for repository in repositories {
        let in_it: Vec<&Algorithm> =
            ALGORITHMS.iter().copied().filter(|own| own.image.repositories().any(|name| name == repository)).collect();
        let (last, chosen) = in_it.split_last().unwrap();
        assert!(last.chosen_by.is_none(), "{repository}");
        for algorithm in chosen {
            let (name, value) = algorithm.chosen_by.unwrap_or_else(|| panic!("{}: how is it chosen?", algorithm.id));
            let is_set = algorithm.statics.iter().any(|own| (own.name, own.value) == (name, value));
            assert!(is_set, "{}: {name} is not among its static hyperparameters", algorithm.id);
        }
    }
}

#[test]
fn every_range_is_valid_for_its_scaling_type() {
    let mut count = 0;
    for (algorithm, name, range, _) in ranges() {
        let at = format!("{} {name}", algorithm.id);
        count += 1;
        let (min, max, scaling) = match range {
            Range::Continuous { min, max, scaling } => (min.parse().unwrap(), max.parse().unwrap(), scaling),
            Range::Integer { min, max, scaling } => {
                let (min, max): (i64, i64) = (min.parse().unwrap(), max.parse().unwrap());
                assert_ne!(scaling, Scaling::ReverseLogarithmic, "{at}");
                (min as f64, max as f64, scaling)
            }
            Range::Categorical(values) => {
                assert!(values.len() >= 2, "{at}");
                no_repeats(values.iter().copied(), &at);
                continue;
            }
        };
        let (min, max): (f64, f64) = (min, max);
        assert!(min < max, "{at}");
        match scaling {
            Scaling::Logarithmic => assert!(min > 0.0 && max / min >= 5.0, "{at}"),
            Scaling::ReverseLogarithmic => assert!(min >= 0.0 && max < 1.0, "{at}"),
            Scaling::Linear => {}
            Scaling::Auto => panic!("{at}: say how"),
        }
        let is_on_purpose = LINEAR_ON_PURPOSE.contains(&(algorithm.id, name));
        if min > 0.0 && max / min >= TWO_DECADES && scaling != Scaling::Logarithmic {
            assert!(is_on_purpose, "{at}: two powers of ten, and {scaling:?}");
        }
    }
    assert!(count > 190, "{count} ranges");
    for &(id, name) in LINEAR_ON_PURPOSE {
        let own = tuneground::catalogue::find(id).and_then(|own| own.hyperparameter(name));
        assert!(own.is_some(), "{id} {name} is an exception, and is not there");
    }
}

#[test]
fn a_range_to_start_with_lies_within_the_recommended_one() {
    for (algorithm, name, range, is_start) in ranges().filter(|(.., is_start)| *is_start) {
        let at = format!("{} {name} {is_start}", algorithm.id);
        let recommended = algorithm.hyperparameter(name).unwrap().range;
        assert_ne!(range, recommended, "{at}");
        match (range, recommended) {
            (Range::Continuous { min, max, .. }, Range::Continuous { min: least, max: most, .. })
            | (Range::Integer { min, max, .. }, Range::Integer { min: least, max: most, .. }) => {
                let number = |text: &str| text.parse::<f64>().unwrap();
                assert!(number(min) >= number(least) && number(max) <= number(most), "{at}");
            }
            (Range::Categorical(values), Range::Categorical(known)) => {
                assert!(values.iter().all(|value| known.contains(value)), "{at}");
            }
            _ => panic!("{at}: another kind of range"),
        }
    }
}

/// What the name of a metric tells of its direction; `None` where it tells nothing.
fn direction_by_name(name: &str) -> Option<Direction> {
    let name = name.rsplit(':').next().unwrap().to_ascii_lowercase();
    let has = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    let is_a_loss =
        has(&["loss", "error", "rmse", "mse", "mae", "mape", "nloglik", "deviance", "entropy", "perplexity"])
            || ["l1", "l2", "huber", "fair", "mphe", "rmsle", "msd", "ssd", "multiclass"].contains(&name.as_str());
    let is_a_gain =
        has(&["accuracy", "auc", "f1", "f_beta", "precision", "recall", "ndcg", "dcg", "bleu", "iou", "r2"])
            || ["map", "pwll", "mean_rho"].contains(&name.as_str());
    match (is_a_loss, is_a_gain) {
        (true, false) => Some(Direction::Minimize),
        (false, true) => Some(Direction::Maximize),
        _ => None,
    }
}

#[test]
fn a_metric_goes_the_way_its_name_says() {
    for algorithm in ALGORITHMS {
        for metric in algorithm.metrics {
            assert_eq!(Some(metric.direction), direction_by_name(metric.name), "{} {}", algorithm.id, metric.name);
        }
    }
}

#[test]
fn metric_definitions_are_for_what_brings_none() {
    for algorithm in ALGORITHMS {
        let is_aws_image = matches!(algorithm.image, Image::Registry { .. });
        for metric in algorithm.metrics {
            assert!(!is_aws_image || metric.logged_after.is_none(), "{} {}", algorithm.id, metric.name);
            let definition = metric.definition();
            assert_eq!(definition.is_some(), metric.logged_after.is_some());
            if let Some(definition) = definition {
                regex_lite::Regex::new(&definition.regex).expect(metric.name);
            }
        }
    }
}

/// The list of the page about early stopping.
#[test]
fn early_stopping_is_as_awss_list_has_it() {
    let listed: Vec<&str> =
        ALGORITHMS.iter().filter(|own| own.early_stopping == EarlyStopping::Supported).map(|own| own.id).collect();
    let known = "xgboost ip-insights image-classification object-detection seq2seq lightgbm catboost tabtransformer \
                 autogluon-tabular";
    assert_eq!(listed, known.split_whitespace().collect::<Vec<_>>());
    let linear_learner = tuneground::catalogue::find("linear-learner").unwrap().early_stopping;
    assert!(linear_learner.is_listed_with("validation:objective_loss"));
    assert!(!linear_learner.is_listed_with("validation:mse"));
}
