//! The surface: seeds, scaling, importance, where the best region is.

use crate::support::{accuracy, limit_at, network, objective, range, spec, spread, texts};
use tuneground::objective::Direction;
use tuneground::search_space::{CategoricalRange, IntegerRange, Parameter, ParameterValue, Scaling, SearchSpace};
use tuneground::surrogate::{Step, Surrogate};

#[test]
fn the_same_seed_makes_the_same_surface_and_another_seed_another() {
    let space = network();
    let values =
        |seed| spread(20, 6).map(|point| limit_at(&accuracy(&space, seed), &space, &point)).collect::<Vec<_>>();
    assert_eq!(values(1), values(1));
    assert_ne!(values(1), values(2));
}

/// A name means the same wherever it stands, and whatever stands beside it.
#[test]
fn the_order_of_the_ranges_does_not_matter() {
    let space = network();
    let mut turned = space.parameters().to_vec();
    turned.reverse();
    let turned = SearchSpace::new(turned).unwrap();
    for (seed, point) in (0..10).zip(spread(10, 6)) {
        let values = space.decode(&point);
        let mut other = values.to_texts();
        other.reverse();
        let (a, b) = (accuracy(&space, seed), accuracy(&turned, seed));
        assert_eq!(a.by_importance(), b.by_importance());
        assert_eq!(a.limit(&values.to_texts()), b.limit(&other));
    }
}

/// The same fraction of the scaled range is equally good whatever the scaling: so the best place is anywhere in `ln x`, and
/// not near the upper limit, as it would be were it chosen in `x`.
#[test]
fn the_best_place_is_spread_over_the_scaled_range() {
    let space = |scaling| SearchSpace::new(vec![range("regularisation", 1e-6, 0.9, scaling)]).unwrap();
    let (log, linear, reverse) =
        (space(Scaling::Logarithmic), space(Scaling::Linear), space(Scaling::ReverseLogarithmic));
    let mut quarters = [0; 4];
    for seed in 0..200 {
        let best_of = |space: &SearchSpace| {
            let surrogate = accuracy(space, seed);
            let value = |step: u32| limit_at(&surrogate, space, &[f64::from(step) / 400.0]);
            (0..=400).max_by(|&a, &b| value(a).total_cmp(&value(b))).unwrap()
        };
        let step = best_of(&log);
        assert!(step.abs_diff(best_of(&linear)) <= 1 && step.abs_diff(best_of(&reverse)) <= 1, "seed {seed}");
        quarters[(step as usize / 100).min(3)] += 1;
    }
    assert!(quarters.iter().all(|count| (20..=90).contains(count)), "{quarters:?}");
    // In three of four cases the best regularisation is below 0.03, three percent of the linear range.
    assert!(quarters[..3].iter().sum::<i32>() > 120);
}

/// Along its own range, with all else at the best place found, most hyperparameters are best inside.
#[test]
fn the_best_region_is_seldom_at_a_border() {
    let space = SearchSpace::new((0..5).map(|n| range(&format!("p{n}"), 0.0, 1.0, Scaling::Linear)).collect()).unwrap();
    let (mut inside, mut all) = (0, 0);
    for seed in 0..40 {
        let surrogate = accuracy(&space, seed);
        let mut best = spread(300, 5)
            .max_by(|a, b| limit_at(&surrogate, &space, a).total_cmp(&limit_at(&surrogate, &space, b)))
            .unwrap();
        // Coordinate descent: enough to walk to the top of the region.
        for _ in 0..4 {
            for axis in 0..5 {
                let value = |step: u32| {
                    let mut point = best.clone();
                    point[axis] = f64::from(step) / 50.0;
                    limit_at(&surrogate, &space, &point)
                };
                let step = (0..=50).max_by(|&a, &b| value(a).total_cmp(&value(b))).unwrap();
                best[axis] = f64::from(step) / 50.0;
            }
        }
        all += 5;
        inside += best.iter().filter(|u| (0.04..=0.96).contains(*u)).count();
        let top = limit_at(&surrogate, &space, &best);
        assert!(surrogate.scale().best() - top < 0.03, "seed {seed}: {top} of {}", surrogate.scale().best());
    }
    assert!(inside * 10 >= all * 7, "{inside} of {all}");
}

/// A few hyperparameters decide: what one moves, alone, falls with its rank.
#[test]
fn a_few_hyperparameters_matter() {
    let space = SearchSpace::new((0..8).map(|n| range(&format!("p{n}"), 0.0, 1.0, Scaling::Linear)).collect()).unwrap();
    let mut moved = [0.0; 8];
    for seed in 0..30 {
        let surrogate = accuracy(&space, seed);
        for (rank, name) in surrogate.by_importance().into_iter().enumerate() {
            let axis = space.parameters().iter().position(|parameter| parameter.name == name).unwrap();
            for point in spread(10, 8) {
                let values = (0..=10).map(|step| {
                    let mut point = point.clone();
                    point[axis] = f64::from(step) / 10.0;
                    limit_at(&surrogate, &space, &point)
                });
                let (low, high) = values.fold((1.0_f64, 0.0_f64), |(low, high), own| (low.min(own), high.max(own)));
                moved[rank] += (high - low) / 300.0;
            }
        }
    }
    assert!(moved[0] > 3.0 * moved[4] && moved[0] > 2.0 * moved[2], "{moved:?}");
    assert!(moved.iter().all(|own| *own > 0.001), "none is without any effect: {moved:?}");
}

/// Two hyperparameters interact: the best of one depends on the other, for some pair in nearly every surface.
#[test]
fn hyperparameters_interact() {
    let space =
        SearchSpace::new(vec![range("a", 0.0, 1.0, Scaling::Linear), range("b", 0.0, 1.0, Scaling::Linear)]).unwrap();
    let moves = (0..40).filter(|&seed| {
        let surrogate = accuracy(&space, seed);
        let best_of = |axis: usize, other: f64| {
            let value = |step: u32| {
                let mut point = [other; 2];
                point[axis] = f64::from(step) / 100.0;
                limit_at(&surrogate, &space, &point)
            };
            (0..=100).max_by(|&a, &b| value(a).total_cmp(&value(b))).unwrap()
        };
        [0, 1].into_iter().any(|axis| best_of(axis, 0.1).abs_diff(best_of(axis, 0.9)) >= 5)
    });
    let count = moves.count();
    assert!(count >= 30, "{count} of 40");
}

#[test]
fn the_plane_is_the_surface() {
    let space = network();
    let surrogate = accuracy(&space, 4);
    let middle = texts(&space.decode(&[0.5; 6]));
    let plane = surrogate.plane("learning_rate", "momentum", &middle, 8).unwrap();
    for (square, value) in plane.iter().enumerate() {
        let mut point = [0.5; 6];
        point[2] = ((square % 8) as f64 + 0.5) / 8.0;
        point[3] = ((7 - square / 8) as f64 + 0.5) / 8.0;
        // Integers are relaxed in a plane and whole in a job; these two are not integers.
        let own = limit_at(&surrogate, &space, &point);
        assert!((own - value).abs() < 1e-9, "{square}: {own} {value}");
    }
    assert_eq!(surrogate.plane("learning_rate", "nobody", &middle, 8), None);
    assert_eq!(surrogate.plane("learning_rate", "momentum", &[], 8), None);
}

/// The step size is named as one: larger learns faster at first, and the best is not the fastest.
#[test]
fn curves_cross() {
    let space = SearchSpace::new(vec![range("learning_rate", 1e-4, 1.0, Scaling::Logarithmic)]).unwrap();
    let crossing = (0..40).filter(|&seed| {
        let surrogate = accuracy(&space, seed);
        let curve = |u: f64| {
            let mut run = surrogate.start(&texts(&space.decode(&[u])), 0, 1).unwrap();
            let steps: Vec<Step> = std::iter::from_fn(|| (!run.is_finished()).then(|| run.advance())).collect();
            steps.into_iter().map(|step| if let Step::Epoch(_, value) = step { value } else { 0.0 }).collect::<Vec<_>>()
        };
        let curves: Vec<Vec<f64>> = (2..9).map(|tenth| curve(f64::from(tenth) / 10.0)).collect();
        // The faster of two is clearly ahead at first, and clearly behind in the end.
        let ahead = |fast: usize, slow: usize, epoch: usize| curves[fast][epoch] > curves[slow][epoch] + 0.005;
        (1..curves.len()).any(|fast| (0..fast).any(|slow| ahead(fast, slow, 1) && ahead(slow, fast, 29)))
    });
    let count = crossing.count();
    assert!(count >= 35, "{count} of 40 surfaces have a faster learner that ends worse");
}

#[test]
fn work_follows_what_names_say_of_size() {
    let space = network();
    let surrogate = accuracy(&space, 0);
    let work = |layers: i64, batch: i64| {
        let values = space.decode(&[0.5; 6]);
        let set = |(name, value): (&str, &ParameterValue)| match name {
            "layers" => (name.to_owned(), ParameterValue::Integer(layers)),
            "mini_batch_size" => (name.to_owned(), ParameterValue::Integer(batch)),
            _ => (name.to_owned(), value.clone()),
        };
        surrogate.relative_work(&values.iter().map(set).collect())
    };
    assert!(work(6, 90) > work(3, 90) && work(3, 90) > work(1, 90));
    assert!(work(3, 16) > work(3, 512));
    assert!((work(3, 90) - 1.0).abs() < 0.2, "about 1 in the middle: {}", work(3, 90));
}

#[test]
fn hyperparameters_say_for_how_long_to_train() {
    let space = |parameters: Vec<Parameter>| SearchSpace::new(parameters).unwrap();
    let x = range("x", 0.0, 1.0, Scaling::Linear);
    let loss = objective("loss", Direction::Minimize);
    let made = |space: &SearchSpace, statics: &[(&str, &str)]| {
        let statics: Vec<_> = statics.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        Surrogate::new(spec(0, 0.0), space, &loss, &statics)
    };
    let only = space(vec![x.clone()]);
    for (statics, epochs) in [
        (vec![], 30),
        (vec![("num_round", "7")], 7),
        (vec![("max_epochs", "\"12\"")], 12),
        (vec![("n_estimators", "5000")], 1000),
        (vec![("epochs", "many")], 30),
        (vec![("epochs", "-3")], 1),
        (vec![("depth", "9")], 30),
    ] {
        assert_eq!(made(&only, &statics).default_epochs(), epochs, "{statics:?}");
    }
    let length = |surrogate: &Surrogate, values: &[(String, String)]| {
        let mut run = surrogate.start(values, 0, 1).unwrap();
        std::iter::from_fn(|| matches!(run.advance(), Step::Epoch(..)).then_some(())).count()
    };
    let rounds =
        Parameter { name: "num_round".into(), range: IntegerRange::new(1, 4000, Scaling::Linear).unwrap().into() };
    let tuned = space(vec![x.clone(), rounds]);
    let surrogate = made(&tuned, &[("epochs", "3")]);
    assert_eq!((surrogate.tuned_epochs(), surrogate.by_importance()), (Some("num_round"), vec!["x"]));
    let values = |rounds: &str| vec![("x".to_owned(), "0.5".to_owned()), ("num_round".to_owned(), rounds.to_owned())];
    assert_eq!([length(&surrogate, &values("9")), length(&surrogate, &values("3000"))], [9, 1000]);
    // Words are no lengths.
    let words = CategoricalRange::new(vec!["few".into(), "many".into()]).unwrap();
    let words = space(vec![x, Parameter { name: "epochs".into(), range: words.into() }]);
    assert_eq!(made(&words, &[]).tuned_epochs(), None);
}
