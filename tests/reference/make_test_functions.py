#!/usr/bin/env python3
"""Writes test_functions.json for tests/test_functions: values, minimisers and minima of the test functions.

Needs numpy, scipy and mpmath (last run with 2.4.6, 1.17.1 and 1.4.1). The functions are written here from Surjanovic and
Bingham, "Virtual Library of Simulation Experiments: Test Functions and Datasets", with whole arrays; Rosenbrock's is SciPy's own.
Minimisers of Hartmann's functions have no formula: SciPy finds them from many starts, and mpmath solves for a gradient of zero
with 40 digits.
"""

import json
from pathlib import Path

import mpmath
import numpy as np
from scipy.optimize import minimize, rosen

HERE = Path(__file__).parent
rng = np.random.default_rng(7)
mpmath.mp.dps = 40

ALPHA = np.array([1.0, 1.2, 3.0, 3.2])
A3 = np.array([[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]])
P3 = 1e-4 * np.array([[3689, 1170, 2673], [4699, 4387, 7470], [1091, 8732, 5547], [381, 5743, 8828]])
A6 = np.array([[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]])
P6 = 1e-4 * np.array(
    [
        [1312, 1696, 5569, 124, 8283, 5886],
        [2329, 4135, 8307, 3736, 1004, 9991],
        [2348, 1451, 3522, 2883, 3047, 6650],
        [4047, 8828, 8732, 5743, 1091, 381],
    ]
)


def branin(x):
    b, c, t = 5.1 / (4 * np.pi**2), 5 / np.pi, 1 / (8 * np.pi)
    return (x[1] - b * x[0] ** 2 + c * x[0] - 6) ** 2 + 10 * (1 - t) * np.cos(x[0]) + 10


def hartmann(a, p):
    return lambda x: -ALPHA @ np.exp(-(a * (x - p) ** 2).sum(axis=1))


def ackley(x):
    y = x - 1.7
    return -20 * np.exp(-0.2 * np.sqrt(np.mean(y**2))) - np.exp(np.mean(np.cos(2 * np.pi * y))) + 20 + np.e


def levy(x):
    w = 1 + (x - 1) / 4
    inner = (w[:-1] - 1) ** 2 * (1 + 10 * np.sin(np.pi * w[:-1] + 1) ** 2)
    last = (w[-1] - 1) ** 2 * (1 + np.sin(2 * np.pi * w[-1]) ** 2)
    return np.sin(np.pi * w[0]) ** 2 + inner.sum() + last


def minimum_of_hartmann(a, p):
    f, d = hartmann(a, p), a.shape[1]
    runs = [minimize(f, rng.random(d), bounds=[(0, 1)] * d, method="L-BFGS-B") for _ in range(200)]
    start = min(runs, key=lambda run: run.fun).x
    # The decimals of the tables themselves, not the nearest doubles.
    exact = lambda table: [[mpmath.mpf(repr(round(float(v), 6))) for v in row] for row in table]
    a, p, alpha = exact(a), exact(p), [mpmath.mpf(str(v)) for v in ALPHA]
    bump = lambda i, x: alpha[i] * mpmath.exp(-sum(a[i][j] * (x[j] - p[i][j]) ** 2 for j in range(d)))
    slope = lambda *x: [sum(a[i][j] * (x[j] - p[i][j]) * bump(i, x) for i in range(4)) for j in range(d)]
    x = mpmath.findroot(slope, start.tolist())
    assert all(abs(float(x[j]) - start[j]) < 1e-4 for j in range(d))
    return [float(v) for v in x], float(-sum(bump(i, x) for i in range(4)))


FUNCTIONS = [
    ("branin", branin, [[-5, 10], [0, 15]]),
    ("hartmann-3", hartmann(A3, P3), [[0, 1]] * 3),
    ("hartmann-6", hartmann(A6, P6), [[0, 1]] * 6),
    ("ackley", ackley, [[-5, 10]]),
    ("levy", levy, [[-10, 10]]),
    ("rosenbrock", rosen, [[-2.048, 2.048]]),
]


def case(name, f, limits):
    cases = []
    for d in [len(limits)] * 3 if len(limits) > 1 else [d for d in (1, 2, 5, 30) if d > 1 or name != "rosenbrock"]:
        box = np.array(limits * (d if len(limits) == 1 else 1), dtype=float)
        # Some outside the box: a request may ask for them.
        points = box[:, 0] + (box[:, 1] - box[:, 0]) * (1.4 * rng.random((6, d)) - 0.2)
        cases += [{"x": x.tolist(), "value": float(f(x))} for x in points]
    return {"name": name, "values": cases}


def main():
    minima = {name: minimum_of_hartmann(a, p) for name, a, p in [("hartmann-3", A3, P3), ("hartmann-6", A6, P6)]}
    both = {
        "functions": [case(*function) for function in FUNCTIONS],
        "hartmann": [{"name": name, "x": x, "minimum": value} for name, (x, value) in minima.items()],
    }
    (HERE / "test_functions.json").write_text(json.dumps(both) + "\n")


main()
