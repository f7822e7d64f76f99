"""SMAC3's BlackBoxFacade, a Gaussian process, through ask and tell, as it is: 12 jobs of a Sobol sequence, then a model that is
fitted anew after every eighth job.

(`retrain_after=1` would fit it for every job, at several times the processor time.)
"""

import logging
import tempfile

from ConfigSpace import ConfigurationSpace
from ConfigSpace import Categorical as SmacCategorical
from ConfigSpace import Float as SmacFloat
from ConfigSpace import Integer as SmacInteger
from smac import BlackBoxFacade, Scenario
from smac.runhistory import TrialInfo, TrialValue

from ..space import Categorical, Configuration, Integer, Range
from . import Task


def hyperparameter(one: Range):
    if isinstance(one, Categorical):
        return SmacCategorical(one.name, list(one.values))
    kind = SmacInteger if isinstance(one, Integer) else SmacFloat
    return kind(one.name, (one.low, one.high), log=one.log)


class Smac:
    def __init__(self, task: Task):
        space = ConfigurationSpace(seed=task.seed)
        space.add([hyperparameter(one) for one in task.space])
        self.folder = tempfile.TemporaryDirectory()
        scenario = Scenario(
            space, deterministic=True, n_trials=task.jobs, seed=task.seed, output_directory=self.folder.name
        )
        self.facade = BlackBoxFacade(
            scenario,
            lambda configuration, seed: 0.0,  # never called
            logging_level=logging.ERROR,
            overwrite=True,
        )

    def ask(self) -> tuple[TrialInfo, Configuration]:
        trial = self.facade.ask()
        return trial, dict(trial.config)

    def tell(self, key: TrialInfo, loss: float) -> None:
        self.facade.tell(key, TrialValue(cost=loss), save=False)

    def close(self) -> None:
        self.folder.cleanup()


make = Smac
