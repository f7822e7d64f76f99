#!/usr/bin/env python3
"""Writes importance.json for src/importance/reference_tests.rs and tests/importance.rs: functional ANOVA of trees and forests.

Needs numpy, scikit-learn and optuna (last run with 2.4.6, 1.9.1 and 5.0.0). A tree is nested lists: a leaf is its value, a split is
[parameter, threshold, left, right], or with a list of the categories that go left instead of a threshold.

- trees: those of scikit-learn's random forests, with the fractions that Optuna's fANOVA gets from each of them;
- categories: made-up trees over numbers and categories, with the fractions by definition: the predictions in all cells of all
  parameters as one array, averaged over its axes. (Optuna's has a column for each category, and weighs points with none or several.)
- forests: data with the fractions of Optuna's own forest. Pairs are from its first trees only, since they take long.

What Optuna says of a pair includes what each of the two does alone; here that is taken away, as in the paper's algorithm 2.
Coordinates are multiples of 1/256 and objectives of 1/1024, so that the file is small and both sides read the same numbers.
"""

import itertools
import json
from pathlib import Path

import numpy as np
from optuna.importance._fanova._fanova import _Fanova
from optuna.importance._fanova._tree import _FanovaTree
from sklearn.ensemble import RandomForestRegressor

HERE = Path(__file__).parent
rng = np.random.default_rng(2014)


def ishigami(x):
    a, b, c = (np.pi * (2 * x[:, j] - 1) for j in range(3))
    return np.sin(a) + 7 * np.sin(b) ** 2 + 0.1 * c**4 * np.sin(a)


FUNCTIONS = {
    "valley": lambda x: (x[:, 0] - x[:, 1]) ** 2 + 0.3 * np.cos(9 * x[:, 0]),
    "linear": lambda x: x @ np.arange(1, x.shape[1] + 1) / 4,
    "ishigami": lambda x: ishigami(x) / 8,
    "few": lambda x: np.exp(-8 * (x[:, 0] - 0.3) ** 2) + x[:, 1] * x[:, 2] + 0.2 * np.abs(x[:, 3] - 0.5),
}


def sample(function, count, width, noise):
    x = rng.integers(0, 257, (count, width)) / 256
    y = FUNCTIONS[function](x) + noise * rng.standard_normal(count)
    return x, np.round(y * 1024) / 1024


def nested(tree, node=0):
    if tree.children_left[node] < 0:
        return float(tree.value[node].item())
    children = (nested(tree, child[node]) for child in (tree.children_left, tree.children_right))
    return [int(tree.feature[node]), float(tree.threshold[node]), *children]


def fractions(tree, width):
    """The main effects, and the pairs in the order of itertools.combinations; of the variance, which is the third."""
    variance = float(tree.variance)
    alone = [tree.get_marginal_variance(np.array([j])) for j in range(width)]
    pairs = itertools.combinations(range(width), 2)
    both = [tree.get_marginal_variance(np.array(pair)) - alone[pair[0]] - alone[pair[1]] for pair in pairs]
    return [float(v / variance) for v in alone], [float(max(v, 0) / variance) for v in both], variance


def tree_cases(function, count, width, trees, noise=0.0, **settings):
    forest = RandomForestRegressor(trees, random_state=7, **settings).fit(*sample(function, count, width, noise))
    bounds = np.tile([0.0, 1.0], (width, 1))
    for estimator in forest.estimators_:
        main, pairs, variance = fractions(_FanovaTree(estimator.tree_, bounds), width)
        yield {
            "domains": [0] * width,
            "tree": nested(estimator.tree_),
            "main": main,
            "pairs": pairs,
            "variance": variance,
        }


def random_tree(domains, box, depth):
    """A tree that splits what is left in `box`, a list of (low, high) or of sets of categories."""
    can = [j for j, domain in enumerate(domains) if not domain or len(box[j]) > 1]
    if depth == 0 or not can or rng.random() < 0.1:
        return int(rng.integers(-99, 100)) / 64
    parameter = int(rng.choice(can))
    left, right = list(box), list(box)
    if domains[parameter]:
        categories = rng.permutation(sorted(box[parameter])).tolist()
        rule = sorted(categories[: rng.integers(1, len(categories))])
        left[parameter], right[parameter] = set(rule), set(categories) - set(rule)
    else:
        low, high = box[parameter]
        rule = round(float(rng.uniform(low + (high - low) / 8, high - (high - low) / 8)), 4)
        left[parameter], right[parameter] = (low, rule), (rule, high)
    return [parameter, rule, random_tree(domains, left, depth - 1), random_tree(domains, right, depth - 1)]


def cuts(tree, parameter):
    if isinstance(tree, float):
        return set()
    own = {tree[1]} if tree[0] == parameter else set()
    return own | cuts(tree[2], parameter) | cuts(tree[3], parameter)


def predict(tree, point):
    while not isinstance(tree, float):
        parameter, rule, left, right = tree
        goes_left = point[parameter] in rule if isinstance(rule, list) else point[parameter] <= rule
        tree = left if goes_left else right
    return tree


def category_case(domains, depth):
    box = [set(range(domain)) if domain else (0.0, 1.0) for domain in domains]
    tree = random_tree(domains, box, depth)
    cells, weights = [], []
    for parameter, domain in enumerate(domains):
        if domain:
            cells.append(np.arange(domain))
            weights.append(np.full(domain, 1 / domain))
        else:
            edges = np.array([0.0, *sorted(cuts(tree, parameter)), 1.0])
            cells.append((edges[1:] + edges[:-1]) / 2)
            weights.append(np.diff(edges))
    shape = [len(own) for own in cells]
    values = np.array([predict(tree, point) for point in itertools.product(*cells)]).reshape(shape)

    def average(array, keep):
        """Over all axes but those in `keep`, which stay with one entry a cell."""
        for axis, weight in enumerate(weights):
            if axis not in keep:
                array = np.expand_dims(np.tensordot(array, weight, (axis, 0)), axis)
        return array

    def variance(array):
        return float(average(np.broadcast_to(array, shape) ** 2, ()).item())

    mean = average(values, ())
    alone = [average(values, (j,)) - mean for j in range(len(domains))]
    pairs = list(itertools.combinations(range(len(domains)), 2))
    together = [average(values, pair) - alone[pair[0]] - alone[pair[1]] - mean for pair in pairs]
    total = variance(values - mean)
    return {
        "domains": domains,
        "tree": tree,
        "main": [variance(effect) / total for effect in alone],
        "pairs": [variance(effect) / total for effect in together],
        "variance": total,
        "mean": float(mean.item()),
        "marginals": [(effect + mean).ravel().tolist() for effect in alone],
        "cells": [own.tolist() for own in cells],
    }


def forest_case(function, count, width, noise, pair_trees):
    x, y = sample(function, count, width, noise)
    fanova = _Fanova(n_trees=64, max_depth=64, min_samples_split=2, min_samples_leaf=1, seed=3)
    bounds = np.tile([0.0, 1.0], (width, 1))
    fanova.fit(x, y, bounds, [np.array([j]) for j in range(width)])
    pairs = [fractions(tree, width)[1] for tree in fanova._trees[:pair_trees]]
    return {
        "width": width,
        "points": (x * 256).astype(int).ravel().tolist(),
        "objectives": (y * 1024).astype(int).tolist(),
        "main": [fanova.get_importance(j)[0] for j in range(width)],
        "deviations": [fanova.get_importance(j)[1] for j in range(width)],
        "pairs": np.mean(pairs, axis=0).tolist(),
    }


reference = {
    "trees": [
        *tree_cases("valley", 60, 2, 3),
        *tree_cases("ishigami", 80, 3, 3, noise=0.1),
        *tree_cases("few", 90, 6, 3, noise=0.1, max_features=0.7),
        *tree_cases("linear", 70, 12, 2, max_features=0.5, min_samples_leaf=2),
        *tree_cases("linear", 40, 1, 1),
    ],
    "categories": [
        category_case([3, 0, 4], 6),
        category_case([0, 7, 0, 2], 7),
        category_case([5, 5, 3], 6),
        category_case([1, 0, 12], 6),
        category_case([0, 0, 6, 3, 2], 6),
    ],
    "forests": [
        forest_case("valley", 200, 2, 0.02, 8),
        forest_case("linear", 250, 5, 0.1, 16),
        forest_case("ishigami", 300, 4, 0.05, 8),
        forest_case("few", 300, 8, 0.05, 16),
    ],
}
(HERE / "importance.json").write_text(json.dumps(reference, separators=(",", ":")) + "\n")
