"""Probabilities of Wilcoxon's signed-rank test, for src/playground/compare/signed_rank/tests.rs.

    pip install scipy==1.17.1 && python tests/reference/make_signed_rank.py

Prints Rust constants. Without ties SciPy counts exactly; with ties it does so by going through all choices of signs, where they are
few. For many differences with ties it only has a normal approximation, so that the choices are counted here, in whole numbers.
"""

import fractions
import math

import numpy
from scipy import stats


def differences(count, step, seed):
    """The same numbers in Rust: a linear congruential generator, in multiples of `step`; 0 for no rounding."""
    state, values = seed, []
    for _ in range(count):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        value = (state >> 11) / 2**53 - 0.4
        values.append(math.floor(value / step + 0.5) * step if step else value)
    return numpy.array(values)


def counted(values):
    values = values[values != 0]
    doubled = [round(2 * rank) for rank in stats.rankdata(abs(values))]
    ways = {0: 1}
    for rank in doubled:
        more = dict(ways)
        for total, number in ways.items():
            more[total + rank] = more.get(total + rank, 0) + number
        ways = more
    centre, observed = sum(doubled), sum(rank for rank, value in zip(doubled, values) if value > 0)
    far = sum(number for total, number in ways.items() if abs(2 * total - centre) >= abs(2 * observed - centre))
    return fractions.Fraction(far, 2 ** len(doubled))


def show(name, count, step, seed, method):
    values = differences(count, step, seed)
    if method is None:
        p = counted(values)
    else:
        p = stats.wilcoxon(values, zero_method="wilcox", method=method).pvalue
    print(f"    ({count}, {float(step)!r}, {seed}, {float(p)!r}), // {name}")


every = stats.PermutationMethod(n_resamples=2**20)
for count, seed in [(5, 1), (12, 2), (20, 3), (50, 4), (100, 5), (100, 6)]:
    show("exact", count, 0, seed, "exact")
for count, seed in [(6, 7), (10, 8), (13, 9), (16, 10)]:
    show("every choice of signs", count, 0.125, seed, every)
for count, seed in [(50, 11), (100, 12), (100, 13)]:
    show("counted here", count, 0.125, seed, None)
