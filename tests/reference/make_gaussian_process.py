#!/usr/bin/env python3
"""Writes gaussian_process.json for tests/gaussian_process.rs: numbers of scikit-learn, SciPy, mpmath and NumPy.

Needs numpy, scipy, scikit-learn and mpmath (last run with 2.4.6, 1.17.1, 1.9.1 and 1.4.1). Where scikit-learn has the
covariance function, it gives the numbers; the parts that it lacks (warping, categories, the additive part) are written
here from the formulas at the head of src/gaussian_process/kernel.rs, with whole matrices, and gradients are central
differences.
"""

import json
from pathlib import Path

import mpmath
import numpy as np
from scipy.stats import norm, qmc, yeojohnson, yeojohnson_llf
from sklearn.gaussian_process import GaussianProcessRegressor
from sklearn.gaussian_process.kernels import ConstantKernel, Matern, WhiteKernel

HERE = Path(__file__).parent
MEAN_VARIANCE = 0.25
TREND_VARIANCE = 1.0
rng = np.random.default_rng(20)


def observations(n, d):
    x = rng.random((n, d))
    y = np.sin(6 * x[:, 0]) + (x**2).sum(axis=1) + 0.1 * rng.standard_normal(n)
    return x, (y - y.mean()) / y.std()


def scikit_learn_case(n, d):
    x, y = observations(n, d)
    signal, noise = 1.7, 0.02
    scales = np.exp(rng.normal(-0.5, 0.5, d))
    kernel = (
        ConstantKernel(signal) * Matern(scales, nu=2.5)
        + ConstantKernel(MEAN_VARIANCE, "fixed")
        + WhiteKernel(noise)
    )
    process = GaussianProcessRegressor(kernel, alpha=0.0, optimizer=None).fit(x, y)
    value, gradient = process.log_marginal_likelihood(process.kernel_.theta, eval_gradient=True)
    at = rng.random((5, d))
    mean, deviation = process.predict(at, return_std=True)
    return {
        # The share of the additive part is 4e-18: scikit-learn has none.
        "theta": [np.log(signal), np.log(noise), -40.0, *np.log(scales)],
        "points": x.tolist(),
        "targets": y.tolist(),
        "log_likelihood": value,
        # scikit-learn's order: signal, length scales, noise.
        "gradient": [gradient[0], gradient[-1], *gradient[1:-1]],
        "at": at.tolist(),
        "means": mean.tolist(),
        # predict() includes the noise.
        "deviations": np.sqrt(deviation**2 - noise).tolist(),
    }


def matern(rho):
    r = np.sqrt(5 * rho)
    return (1 + r + 5 * rho / 3) * np.exp(-r)


def wendland(rho):
    s = np.sqrt(rho * 5 / 42)
    return np.maximum(1 - s, 0) ** 5 * (8 * s**2 + 5 * s + 1)


def covariance(theta, is_category, x, other):
    d = len(is_category)
    theta = np.asarray(theta)
    signal, share, scales = np.exp(theta[0]), 1 / (1 + np.exp(-theta[2])), np.exp(theta[3 : 3 + d])
    a, b = np.exp(theta[3 + d : 3 + 2 * d]), np.exp(theta[3 + 2 * d :])
    rho = np.empty((d, len(x), len(other)))
    for i in range(d):
        if is_category[i]:
            rho[i] = (x[:, None, i] != other[None, :, i]) / scales[i] ** 2
        else:
            warp = lambda u: 1 - (1 - u ** a[i]) ** b[i]  # noqa: E731
            rho[i] = ((warp(x[:, None, i]) - warp(other[None, :, i])) / scales[i]) ** 2
    return signal * ((1 - share) * matern(rho.sum(axis=0)) + share * wendland(d * rho).mean(axis=0)) + MEAN_VARIANCE


def trends(x):
    return np.stack([np.sin(3 * x[:, 0]), x[:, 2] ** 2])


def with_trends(theta, is_category, x, other):
    return covariance(theta, is_category, x, other) + TREND_VARIANCE * trends(x).T @ trends(other)


def log_likelihood(covariance, theta, is_category, x, y):
    k = covariance(theta, is_category, x, x) + np.exp(theta[1]) * np.eye(len(x))
    _, log_determinant = np.linalg.slogdet(k)
    return -0.5 * (y @ np.linalg.solve(k, y) + log_determinant + len(x) * np.log(2 * np.pi))


def whole_case(n, covariance):
    """Warped numbers and a category, everything at once, with fantasies."""
    is_category = [False, True, False, False]
    d = len(is_category)
    x, y = observations(n, d)
    x[:, 1] = np.floor(3 * x[:, 1])
    theta = [0.3, np.log(0.01), 0.4, *rng.normal(-0.3, 0.4, d), *rng.normal(0, 0.4, 2 * d)]
    step = 1e-5
    gradient = []
    for i in range(len(theta)):
        up, down = list(theta), list(theta)
        up[i] += step
        down[i] -= step
        difference = log_likelihood(covariance, up, is_category, x, y)
        difference -= log_likelihood(covariance, down, is_category, x, y)
        gradient.append(difference / (2 * step))

    def posterior(points, targets, at):
        k = covariance(theta, is_category, points, points) + np.exp(theta[1]) * np.eye(len(points))
        cross = covariance(theta, is_category, at, points)
        mean = cross @ np.linalg.solve(k, targets)
        return mean, covariance(theta, is_category, at, at) - cross @ np.linalg.solve(k, cross.T)

    def some(count):
        points = rng.random((count, d))
        points[:, 1] = np.floor(3 * points[:, 1])
        return points

    at, pending = some(4), some(3)
    normals = rng.standard_normal((2, 3))
    mean, matrix = posterior(x, y, pending)
    root = np.linalg.cholesky(matrix + np.exp(theta[1]) * np.eye(3))
    fantasies, least = [], []
    whole = np.vstack([x, pending])
    for z in normals:
        targets = np.concatenate([y, mean + root @ z])
        fantasies.append(posterior(whole, targets, at)[0].tolist())
        least.append(posterior(whole, targets, whole)[0].min())
    return {
        "is_category": is_category,
        "has_trends": covariance is with_trends,
        "theta": theta,
        "points": x.tolist(),
        "targets": y.tolist(),
        "log_likelihood": log_likelihood(covariance, theta, is_category, x, y),
        "gradient": gradient,
        "at": at.tolist(),
        "pending": pending.tolist(),
        "normals": normals.tolist(),
        "means": fantasies,
        "least_means": least,
        "deviations": np.sqrt(np.diag(posterior(whole, np.zeros(n + 3), at)[1])).tolist(),
    }


def tail():
    """ln h(z) and Φ(z) / h(z) with 60 digits, and ln Φ(z)."""
    mpmath.mp.dps = 60
    rows = []
    for z in [-1e4, -300.0, -50.0, -12.5, -6.0, -5.0, -4.99, -3.0, -1.0, -0.99, -0.2, 0.0, 0.7, 3.0, 20.0]:
        z = mpmath.mpf(z)
        cdf = mpmath.erfc(-z / mpmath.sqrt(2)) / 2
        h = mpmath.npdf(z) + z * cdf
        rows.append([float(z), float(mpmath.log(h)), float(cdf / h), float(mpmath.log(cdf))])
    return rows


def improvement():
    """Expected improvement over `least` from (mean, deviation), by SciPy."""
    rows = []
    for mean, deviation, least in [(0.0, 1.0, 0.0), (0.4, 0.5, -0.3), (-0.2, 0.05, 0.1), (2.0, 0.3, 0.0)]:
        z = (least - mean) / deviation
        rows.append([mean, deviation, least, (least - mean) * norm.cdf(z) + deviation * norm.pdf(z)])
    return rows


def sobol():
    points = qmc.Sobol(30, scramble=False, bits=32).random(64)
    # In the order of their first coordinate: SciPy goes through the same points in Gray code's order.
    return points[np.argsort(points[:, 0])].tolist()


def targets():
    """Skewed objectives, brought to a common scale and transformed by SciPy with the best power in tenths."""
    objectives = np.exp(rng.normal(0, 0.6, 25))
    objectives = objectives.astype(np.float32).astype(float)
    ordered = np.sort(objectives)
    x = (objectives - np.median(objectives)) / (ordered[24 - 6] - ordered[6])
    powers = np.arange(-10, 21) / 10
    power = powers[np.argmax([yeojohnson_llf(power, x) for power in powers])]
    t = yeojohnson(x, power)
    return {"objectives": objectives.tolist(), "targets": ((t - t.mean()) / t.std()).tolist()}


result = {
    "scikit_learn": [scikit_learn_case(12, 1), scikit_learn_case(30, 4)],
    "whole": [whole_case(15, covariance), whole_case(40, covariance), whole_case(20, with_trends)],
    "tail": tail(),
    "improvement": improvement(),
    "sobol": sobol(),
    "targets": targets(),
}
(HERE / "gaussian_process.json").write_text(json.dumps(result) + "\n")
