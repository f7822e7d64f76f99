"""scikit-optimize's Optimizer with its defaults: a Gaussian process, `gp_hedge`, 10 initial random points.

It does not know of jobs under way. In parallel it gets the lie that its own `ask(n_points, strategy="cl_min")` tells for the
points of one batch: each job under way counts as the best loss so far, in a copy.
"""

import warnings

from skopt import Optimizer
from skopt.space import Categorical as SkoptCategorical
from skopt.space import Dimension, Real
from skopt.space import Integer as SkoptInteger

from ..space import Categorical, Configuration, Integer, Range
from . import Task


def dimension(one: Range) -> Dimension:
    if isinstance(one, Categorical):
        return SkoptCategorical(one.values, name=one.name)
    kind = SkoptInteger if isinstance(one, Integer) else Real
    return kind(one.low, one.high, prior="log-uniform" if one.log else "uniform", name=one.name)


class ScikitOptimize:
    def __init__(self, task: Task):
        warnings.simplefilter("ignore")  # of points that it asks for twice, and of fits that did not converge
        self.space = task.space
        self.optimizer = Optimizer([dimension(one) for one in task.space], random_state=task.seed)
        self.running: list[list] = []

    def ask(self) -> tuple[list, Configuration]:
        point = self._lied_to().ask()
        self.running.append(point)
        # NumPy's numbers are no Python numbers.
        values = [value.item() if hasattr(value, "item") else value for value in point]
        return point, {one.name: value for one, value in zip(self.space, values)}

    def _lied_to(self) -> Optimizer:
        # Until the first model, its points are random: there is nothing to lie about.
        if not self.running or not self.optimizer.models:
            return self.optimizer
        copy = self.optimizer.copy(random_state=self.optimizer.rng)
        copy.tell(self.running, [min(self.optimizer.yi)] * len(self.running))
        return copy

    def tell(self, key: list, loss: float) -> None:
        self.running.remove(key)
        self.optimizer.tell(key, loss)

    def close(self) -> None:
        pass


make = ScikitOptimize
