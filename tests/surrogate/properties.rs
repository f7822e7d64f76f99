//! What holds for every space that a request can have.

use crate::support::{objective, spec};
use proptest::prelude::*;
use tuneground::math::rng::{Purpose, Stream};
use tuneground::objective::Direction;
use tuneground::search_space::{
    CategoricalRange, ContinuousRange, HyperParameters, IntegerRange, Parameter, ParameterRange, Scaling, SearchSpace,
};
use tuneground::surrogate::{MetricKind, Step, Surrogate};

fn any_range() -> impl Strategy<Value = ParameterRange> {
    let real = (-1e6..1e6_f64, 1e-6..1e6_f64);
    prop_oneof![
        real.prop_map(|(min, width)| ContinuousRange::new(min, min + width, Scaling::Linear).unwrap().into()),
        (1e-300..1.0_f64, 1.001..1e300_f64).prop_map(|(min, ratio)| ContinuousRange::new(
            min,
            min * ratio,
            Scaling::Logarithmic
        )
        .unwrap()
        .into()),
        (0.0..0.5_f64, 0.51..0.999_999_9_f64).prop_map(|(min, max)| ContinuousRange::new(
            min,
            max,
            Scaling::ReverseLogarithmic
        )
        .unwrap()
        .into()),
        Just(ContinuousRange::new(f64::MIN, f64::MAX, Scaling::Auto).unwrap().into()),
        (-1000..1000_i64, 1..100_000_i64)
            .prop_map(|(min, width)| IntegerRange::new(min, min + width, Scaling::Auto).unwrap().into()),
        (1..1000_i64, 1..1_000_000_i64).prop_map(|(min, width)| IntegerRange::new(
            min,
            min + width,
            Scaling::Logarithmic
        )
        .unwrap()
        .into()),
        prop::collection::btree_set("[a-z]{0,6}|[0-9]{1,3}", 1..30).prop_map(|values| CategoricalRange::new(
            values.into_iter().collect()
        )
        .unwrap()
        .into()),
    ]
}

fn any_space() -> impl Strategy<Value = SearchSpace> {
    let name = prop_oneof![
        4 => "[a-z_]{1,8}".boxed(),
        2 => prop::sample::select(vec!["learning_rate", "lr", "epochs", "num_round", "batch_size", "max_depth", "units"])
            .prop_map(str::to_owned).boxed(),
        1 => "\\PC{1,5}".boxed(),
    ];
    prop::collection::btree_map(name, any_range(), 1..=30).prop_map(|ranges| {
        SearchSpace::new(ranges.into_iter().map(|(name, range)| Parameter { name, range }).collect()).unwrap()
    })
}

const METRICS: [&str; 6] =
    ["validation:auc", "val_loss", "test:error", "perplexity", "reward", "neg_mean_squared_error"];

fn points(space: &SearchSpace, seed: u64, count: usize) -> Vec<HyperParameters> {
    let mut stream = Stream::new(seed, 0, Purpose::Suggestion);
    // The corners are points too.
    let mut coordinate = |n: usize| match n {
        0 => 0.0,
        1 => 1.0,
        _ => stream.uniform(),
    };
    (0..count).map(|n| space.decode(&space.parameters().iter().map(|_| coordinate(n)).collect::<Vec<_>>())).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_space_has_a_surface_with_finite_curves_within_bounds(
        space in any_space(),
        seed in any::<u64>(),
        random_seed in any::<u64>(),
        noise in prop_oneof![Just(0.0), 0.0..=0.5_f64],
        metric in prop::sample::select(METRICS.to_vec()),
        maximize in any::<bool>(),
    ) {
        let direction = if maximize { Direction::Maximize } else { Direction::Minimize };
        let surrogate = Surrogate::new(spec(seed, noise), &space, &objective(metric, direction), &[]);
        prop_assert_eq!(surrogate.metric_name(), metric);
        let (best, worst) = (surrogate.scale().best(), surrogate.scale().worst());
        prop_assert!(direction.is_better(best, worst));
        for (job, values) in points(&space, seed, 6).into_iter().enumerate() {
            let texts = values.to_texts();
            let limit = surrogate.limit(&texts);
            prop_assert!(limit.is_some_and(|limit| direction.is_at_least_as_good(best, limit)
                && direction.is_better(limit, worst)), "{:?} of {} to {}", limit, worst, best);
            let work = surrogate.relative_work(&values);
            prop_assert!((0.1..=10.0).contains(&work));
            let mut run = surrogate.start(&texts, random_seed, job as u64).unwrap();
            let mut again = surrogate.start(&texts, random_seed, job as u64).unwrap();
            let mut epochs = 0;
            loop {
                let step = run.advance();
                prop_assert_eq!(step, again.advance());
                match step {
                    Step::Epoch(epoch, value) => {
                        epochs += 1;
                        prop_assert_eq!((epoch, run.epoch()), (epochs, epochs));
                        prop_assert!(value.is_finite() && (value as f32).is_finite());
                        let fits = match MetricKind::of(metric) {
                            MetricKind::Score | MetricKind::Unknown => (0.0..=1.0).contains(&value),
                            MetricKind::ErrorRate => (0.0..=1.0).contains(&value.abs()),
                            MetricKind::Loss | MetricKind::Perplexity => (value < 0.0) == maximize && value != 0.0,
                        };
                        prop_assert!(fits, "{} {}", metric, value);
                    }
                    Step::Diverged(epoch) => {
                        prop_assert!(epoch == epochs + 1 && epoch <= 5 && run.is_finished());
                        break;
                    }
                    Step::Finished => {
                        prop_assert!((1..=1000).contains(&epochs));
                        break;
                    }
                }
            }
            prop_assert_eq!(run.advance(), Step::Finished);
        }
    }

    #[test]
    fn values_outside_the_ranges_have_no_curve(space in any_space(), seed in any::<u64>()) {
        let surrogate = Surrogate::new(spec(seed, 0.0), &space, &objective("loss", Direction::Minimize), &[]);
        let mut texts = points(&space, seed, 1)[0].to_texts();
        let own = texts.iter_mut().find(|(name, _)| surrogate.by_importance().contains(&name.as_str()));
        if let Some((_, text)) = own {
            *text = "no such value".to_owned();
            prop_assert!(surrogate.start(&texts, 0, 1).is_none() && surrogate.limit(&texts).is_none());
        }
    }
}

/// Noise is what the document says: its standard deviation, as a part of the metric's range.
#[test]
fn noise_has_its_size() {
    let x = ContinuousRange::new(0.0, 1.0, Scaling::Linear).unwrap().into();
    let space = SearchSpace::new(vec![Parameter { name: "x".into(), range: x }]).unwrap();
    let loss = objective("loss", Direction::Minimize);
    let made = |noise| Surrogate::new(spec(5, noise), &space, &loss, &[("epochs".to_owned(), "1000".to_owned())]);
    let texts = space.decode(&[0.4]).to_texts();
    let curve = |noise: f64, job: u64| {
        let mut run = made(noise).start(&texts, 3, job).unwrap();
        std::iter::from_fn(|| match run.advance() {
            Step::Epoch(_, value) => Some(value),
            _ => None,
        })
        .collect::<Vec<_>>()
    };
    let smooth = curve(0.0, 1);
    assert!(smooth.windows(2).all(|pair| pair[1] < pair[0]), "without noise a curve only falls");
    let scale = made(0.0).scale();
    let differences: Vec<f64> = curve(0.05, 1).iter().zip(&smooth).map(|(noisy, own)| noisy - own).collect();
    let deviation = (differences.iter().map(|own| own * own).sum::<f64>() / 1000.0).sqrt();
    assert!((deviation / (scale.worst() - scale.best()) - 0.05).abs() < 0.005, "{deviation}");
    assert_ne!(curve(0.05, 1), curve(0.05, 2), "each job has its own");
}
