"""Syne Tune's Bayesian searcher, BoTorchSearcher, with its defaults: 3 random configurations, then logarithmic expected
improvement with the jobs under way as pending."""

import logging
import random
from typing import Any

import numpy
from syne_tune.config_space import choice, lograndint, loguniform, randint, uniform
from syne_tune.optimizer.schedulers.searchers.botorch.botorch_searcher import BoTorchSearcher

from ..space import Categorical, Configuration, Integer, Range
from . import Task


def domain(one: Range) -> Any:
    if isinstance(one, Categorical):
        return choice(list(one.values))
    if isinstance(one, Integer):
        return (lograndint if one.log else randint)(one.low, one.high)
    return (loguniform if one.log else uniform)(one.low, one.high)


class Searcher:
    def __init__(self, task: Task):
        logging.getLogger().setLevel(logging.ERROR)
        # Its random configurations come from the global streams.
        random.seed(task.seed)
        numpy.random.seed(task.seed)
        self.searcher = BoTorchSearcher({one.name: domain(one) for one in task.space}, random_seed=task.seed)
        self.asked = 0

    def ask(self) -> tuple[tuple[int, Configuration], Configuration]:
        configuration = self.searcher.suggest()
        key = (self.asked, configuration)
        self.asked += 1
        return key, configuration

    def tell(self, key: tuple[int, Configuration], loss: float) -> None:
        self.searcher.on_trial_complete(*key, loss)

    def close(self) -> None:
        pass


make = Searcher
