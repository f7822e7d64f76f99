"""Optuna's samplers through Study.ask and Study.tell.

TPE is multivariate; in parallel it gets `constant_liar`, which Optuna's documentation advises there. GPSampler is as it is:
Optuna has no option of that kind for it. Both start with 10 random trials, Optuna's default.
"""

import warnings

import optuna
from optuna.distributions import BaseDistribution, CategoricalDistribution, FloatDistribution, IntDistribution

from ..space import Categorical, Configuration, Integer, Range
from . import Task


def distribution(one: Range) -> BaseDistribution:
    if isinstance(one, Categorical):
        return CategoricalDistribution(one.values)
    return (IntDistribution if isinstance(one, Integer) else FloatDistribution)(one.low, one.high, log=one.log)


class Sampler:
    def __init__(self, task: Task, name: str):
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
        if name == "tpe":
            sampler = optuna.samplers.TPESampler(multivariate=True, constant_liar=task.parallel > 1, seed=task.seed)
        else:
            sampler = optuna.samplers.GPSampler(seed=task.seed)
        self.study = optuna.create_study(sampler=sampler, direction="minimize")
        self.distributions = {one.name: distribution(one) for one in task.space}

    def ask(self) -> tuple[optuna.Trial, Configuration]:
        trial = self.study.ask(self.distributions)
        return trial, dict(trial.params)

    def tell(self, key: optuna.Trial, loss: float) -> None:
        self.study.tell(key, loss)

    def observe(self, configuration: Configuration, loss: float) -> None:
        """Takes a trial that it did not ask for."""
        trial = optuna.trial.create_trial(params=configuration, distributions=self.distributions, value=loss)
        self.study.add_trial(trial)

    def close(self) -> None:
        pass


make = Sampler
