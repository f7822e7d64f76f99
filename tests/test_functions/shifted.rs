//! Functions whose minimum is moved.

use proptest::prelude::*;
use tuneground::test_function::{Shifted, TestFunction};

fn any_shifted() -> impl Strategy<Value = Shifted> {
    prop::sample::select(&TestFunction::ALL[..]).prop_flat_map(|function| {
        (function.dimensions(), any::<u64>())
            .prop_map(move |(dimensions, seed)| Shifted::new(function, dimensions, seed))
    })
}

fn spread(function: TestFunction, u: &[f64]) -> Vec<f64> {
    let at = |(index, u): (usize, &f64)| {
        let (min, max) = function.limits(index);
        min + (max - min) * u
    };
    u.iter().enumerate().map(at).collect()
}

#[test]
fn seed_0_moves_nothing_and_every_other_one_moves_everything() {
    for function in TestFunction::ALL {
        let d = *function.dimensions().start();
        let of_seed = |seed| Shifted::new(function, d, seed).minimisers();
        assert_eq!(of_seed(0), function.minimisers(d));
        let x = spread(function, &vec![0.3; d]);
        assert_eq!(Shifted::new(function, d, 0).value(&x), function.value(&x));
        for seed in 1..50 {
            assert_eq!(of_seed(seed), of_seed(seed));
            let (moved, before) = (of_seed(seed), of_seed(seed - 1));
            assert!(moved[0].iter().zip(&before[0]).all(|(moved, before)| moved != before), "{function:?} {seed}");
        }
    }
}

/// So that a person who adds a variable goes on with the same function.
#[test]
fn the_first_coordinates_move_alike_whatever_their_number() {
    for function in [TestFunction::Ackley, TestFunction::Levy, TestFunction::Rosenbrock] {
        let of = |dimensions| Shifted::new(function, dimensions, 9).minimisers().remove(0);
        assert_eq!(of(30)[..7], of(7)[..]);
    }
}

/// All of what a coordinate may move is used.
#[test]
fn shifts_spread() {
    let moves: Vec<f64> =
        (1..400).map(|seed| Shifted::new(TestFunction::Levy, 2, seed).minimisers()[0][1] - 1.0).collect();
    let (least, most) = moves.iter().fold((0.0_f64, 0.0_f64), |(least, most), &own| (least.min(own), most.max(own)));
    assert!((-5.0..-4.8).contains(&least) && (4.8..=5.0).contains(&most), "{least} to {most}");
    let mean = moves.iter().sum::<f64>() / moves.len() as f64;
    assert!(mean.abs() < 0.5, "{mean}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn the_minimum_stays_what_it_is_and_inside(shifted in any_shifted(), u in prop::collection::vec(0.0..1.0_f64, 30)) {
        let (function, d) = (shifted.function(), shifted.dimensions());
        for (minimiser, known) in shifted.minimisers().iter().zip(function.minimisers(d)) {
            prop_assert!((shifted.value(minimiser) - function.minimum()).abs() < 1e-12);
            for (index, (x, known)) in minimiser.iter().zip(known).enumerate() {
                let (min, max) = function.limits(index);
                let (margin, far) = (0.019 * (max - min), 0.2501 * (max - min));
                prop_assert!(min + margin < *x && *x < max - margin, "{function:?} x{} {x}", index + 1);
                prop_assert!((x - known).abs() < far);
            }
        }
        let x = spread(function, &u[..d]);
        prop_assert!(shifted.value(&x) >= function.minimum() - 1e-12);
    }
}
