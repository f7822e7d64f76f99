"""A recorded surface as an objective: between the recorded configurations, the mean of extremely randomised trees.

Trees, as in the surrogate benchmarks of the literature (Eggensperger, Hutter, Hoos and Leyton-Brown, "Efficient benchmarking of
hyperparameter optimizers via surrogates", AAAI 2015): they take categories and cliffs as they are, never overshoot what was
recorded, and are no Gaussian process and no density, which are what the compared optimisers believe in (SMAC's forest is the
exception). They are fitted to the logarithm of the loss, so that a few divergent trainings do not drown the rest.
"""

import csv
import functools
from collections.abc import Callable
from math import exp, inf
from statistics import median

import numpy

from .record import FOLDER
from .recorded import SURFACES, Recorded
from .space import Categorical, Configuration, Integer, Range, Space, Value, to_unit


def rows(surface: Recorded) -> tuple[list[Configuration], list[float]]:
    """What was recorded. Trainings that failed count as the worst that did not, and none as worse than ten times the median."""
    with (FOLDER / f"{surface.name}.csv").open(newline="", encoding="utf-8") as file:
        lines = list(csv.DictReader(file))
    configurations = [{one.name: _parsed(one, line[one.name]) for one in surface.space} for line in lines]
    losses = [float(line["loss"] or "inf") for line in lines]
    worst = min(max(loss for loss in losses if loss < inf), 10.0 * median(losses))
    return configurations, [min(loss, worst) for loss in losses]


def _parsed(one: Range, text: str) -> Value:
    if isinstance(one, Categorical):
        return text
    return int(text) if isinstance(one, Integer) else float(text)


def features(space: Space, configuration: Configuration) -> list[float]:
    """Numbers on their own scale in [0, 1], a column for each category."""
    columns = []
    for one in space:
        value = configuration[one.name]
        if isinstance(one, Categorical):
            columns += [float(value == known) for known in one.values]
        else:
            columns.append(to_unit(one, value))
    return columns


def forest():
    from sklearn.ensemble import ExtraTreesRegressor

    return ExtraTreesRegressor(n_estimators=100, min_samples_leaf=2, random_state=1)


def objective(surface: Recorded) -> Callable[[Configuration], float]:
    """The loss between the recorded configurations. The forest is fitted when it is first asked for a value."""

    @functools.cache
    def trees():
        configurations, losses = rows(surface)
        table = numpy.array([features(surface.space, one) for one in configurations])
        return [tree.tree_ for tree in forest().fit(table, numpy.log(losses)).estimators_]

    def loss(configuration: Configuration) -> float:
        place = numpy.array([features(surface.space, configuration)], dtype=numpy.float32)
        return exp(sum(float(tree.predict(place)[0, 0]) for tree in trees()) / len(trees()))

    return loss


def fit_quality(surface: Recorded) -> dict[str, float]:
    """How well the forest foretells what it was not fitted to: R² and Spearman's rank correlation over 10 folds."""
    from scipy.stats import spearmanr
    from sklearn.metrics import r2_score
    from sklearn.model_selection import KFold, cross_val_predict

    configurations, losses = rows(surface)
    table, logs = numpy.array([features(surface.space, one) for one in configurations]), numpy.log(losses)
    foretold = cross_val_predict(forest(), table, logs, cv=KFold(10, shuffle=True, random_state=1))
    loss_at = objective(surface)
    return {
        "configurations": len(losses),
        "as bad as can be": sum(loss == max(losses) for loss in losses),
        "best": min(losses),
        "median": median(losses),
        "worst": max(losses),
        "best of the forest": min(loss_at(one) for one in configurations),
        "R²": r2_score(logs, foretold),
        "rank correlation": float(spearmanr(logs, foretold).statistic),
    }
