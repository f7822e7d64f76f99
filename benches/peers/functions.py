"""Test functions as the literature has them (Surjanovic and Bingham, "Virtual Library of Simulation Experiments"), minimised.

The same as in benches/strategies/problems.rs.
"""

from math import cos, e, exp, pi, sin, sqrt
from collections.abc import Sequence


def branin(x: Sequence[float]) -> float:
    valley = x[1] - 5.1 / (4.0 * pi * pi) * x[0] * x[0] + 5.0 / pi * x[0] - 6.0
    return valley * valley + 10.0 * (1.0 - 1.0 / (8.0 * pi)) * cos(x[0]) + 10.0


def hartmann_3(x: Sequence[float]) -> float:
    odd, even = (3.0, 10.0, 30.0), (0.1, 10.0, 35.0)
    places = (
        (0.3689, 0.117, 0.2673),
        (0.4699, 0.4387, 0.747),
        (0.1091, 0.8732, 0.5547),
        (0.0381, 0.5743, 0.8828),
    )
    return _hartmann(x, (odd, even, odd, even), places)


def hartmann_6(x: Sequence[float]) -> float:
    widths = (
        (10.0, 3.0, 17.0, 3.5, 1.7, 8.0),
        (0.05, 10.0, 17.0, 0.1, 8.0, 14.0),
        (3.0, 3.5, 1.7, 10.0, 17.0, 8.0),
        (17.0, 8.0, 0.05, 10.0, 0.1, 14.0),
    )
    places = (
        (0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886),
        (0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991),
        (0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.665),
        (0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381),
    )
    return _hartmann(x, widths, places)


def _hartmann(x: Sequence[float], widths: Sequence[Sequence[float]], places: Sequence[Sequence[float]]) -> float:
    total = 0.0
    for weight, width, place in zip((1.0, 1.2, 3.0, 3.2), widths, places):
        total -= weight * exp(-sum(a * (xi - p) ** 2 for a, xi, p in zip(width, x, place)))
    return total


def levy(x: Sequence[float]) -> float:
    w = [1.0 + (xi - 1.0) / 4.0 for xi in x]
    inner = sum((wi - 1.0) ** 2 * (1.0 + 10.0 * sin(pi * wi + 1.0) ** 2) for wi in w[:-1])
    return sin(pi * w[0]) ** 2 + inner + (w[-1] - 1.0) ** 2 * (1.0 + sin(2.0 * pi * w[-1]) ** 2)


def ackley(x: Sequence[float]) -> float:
    """Its optimum moved to 1.7, away from the middle."""
    square = sum((xi - 1.7) ** 2 for xi in x) / len(x)
    wave = sum(cos(2.0 * pi * (xi - 1.7)) for xi in x) / len(x)
    return -20.0 * exp(-0.2 * sqrt(square)) - exp(wave) + 20.0 + e
