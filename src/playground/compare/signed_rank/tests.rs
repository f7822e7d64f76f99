//! Compared with SciPy 1.17.1: `tests/reference/make_signed_rank.py` prints the numbers.

use super::*;

/// `make_signed_rank.py` makes the same numbers: a linear congruential generator, in multiples of `step` where that is not 0.
fn differences(count: usize, step: f64, seed: u64) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let value = (state >> 11) as f64 / 9_007_199_254_740_992.0 - 0.4;
        if step == 0.0 { value } else { libm::floor(value / step + 0.5) * step }
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn probabilities_are_scipys() {
    // Without ties; with ties and every choice of signs gone through; with ties and counted in whole numbers.
    for (count, step, seed, expected) in [
        (5, 0.0, 1, 0.125),
        (12, 0.0, 2, 0.077_148_437_5),
        (20, 0.0, 3, 0.006_389_617_919_921_875),
        (50, 0.0, 4, 0.008_587_735_636_506_721),
        (100, 0.0, 5, 0.043_397_652_267_559_43),
        (100, 0.0, 6, 9.121_092_281_461_074e-8),
        (6, 0.125, 7, 0.718_75),
        (10, 0.125, 8, 0.359_375),
        (13, 0.125, 9, 0.196_777_343_75),
        (16, 0.125, 10, 0.574_707_031_25),
        (50, 0.125, 11, 0.055_801_960_304_677_32),
        (100, 0.125, 12, 0.001_119_072_577_097_482_5),
        (100, 0.125, 13, 0.005_766_192_266_165_732_5),
    ] {
        let p = signed_rank(&differences(count, step, seed), 0.0).unwrap();
        assert!((p / expected - 1.0).abs() < 1e-8, "{count} {step} {seed}: {p} {expected}");
    }
}

#[test]
fn what_has_no_sign_says_nothing() {
    assert_eq!(signed_rank(&[], 0.0), None);
    assert_eq!(signed_rank(&[0.0; 9], 0.0), None);
    assert_eq!(signed_rank(&[1.0, -1.0], 0.0), Some(1.0));
    assert_eq!(signed_rank(&[1.0, 2.0, 3.0, f64::INFINITY, f64::INFINITY, 0.0], 0.0), Some(2.0 / 32.0));
    // Equal but for the last bits.
    let nearly = [0.3 - 0.1, -(0.4 - 0.2), 0.5 - 0.3, 0.7 - 0.5];
    assert_eq!(signed_rank(&nearly, 1e-9), signed_rank(&[1.0, -1.0, 1.0, 1.0], 0.0));
}

#[test]
fn of_several_the_smallest_counts_as_often_as_there_are() {
    // As R's p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") has it.
    let corrected = holm(&[Some(0.01), Some(0.04), None, Some(0.03), Some(0.005)]);
    let expected = [Some(0.03), Some(0.06), None, Some(0.06), Some(0.02)];
    for (corrected, expected) in corrected.iter().zip(expected) {
        assert_eq!(corrected.is_some(), expected.is_some());
        assert!((corrected.unwrap_or_default() - expected.unwrap_or_default()).abs() < 1e-15);
    }
    assert_eq!(holm(&[Some(0.9), Some(0.8)]), [Some(1.0), Some(1.0)]);
}
