"""The optimisers of the comparison, behind one interface.

An optimiser is made for a space, a seed, a number of jobs and how many run at once. `ask` gives the next configuration with a key
of the optimiser's own; `tell` ends the job of a key with its loss. Peers are imported when they are made, so that one which is
not installed hinders no other.
"""

import functools
import platform
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from typing import Any, Protocol

from ..space import Configuration, Space


class Optimizer(Protocol):
    def ask(self) -> tuple[Any, Configuration]: ...

    def tell(self, key: Any, loss: float) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Task:
    """What an optimiser is made for."""

    space: Space
    seed: int
    jobs: int
    parallel: int


@dataclass(frozen=True)
class Entry:
    """A row of the table: its name in files, what it is called, the packages whose versions matter, and where it is."""

    name: str
    title: str
    packages: tuple[str, ...]
    module: str
    variant: str = ""

    def version(self) -> str:
        """Of what a run depends on: its packages, or the commit that last changed Tuneground's engine."""
        if self.packages:
            return ", ".join(f"{package} {metadata.version(package)}" for package in self.packages)
        return f"Tuneground at {_commit()}" if self.name == "tuneground" else platform.python_version()

    def make(self, task: Task) -> Optimizer:
        make: Callable[..., Optimizer] = import_module(f".{self.module}", __name__).make
        return make(task, self.variant) if self.variant else make(task)


@functools.cache
def _commit() -> str:
    engine = ["--", "src", "Cargo.lock"]
    commit = ["git", "log", "-1", "--format=%h", *engine]
    changed = ["git", "status", "--porcelain", *engine]
    run = functools.partial(subprocess.check_output, cwd=Path(__file__).parents[3], text=True)
    return run(commit).strip() + (" with changes" if run(changed) else "")


ENTRIES = (
    Entry("tuneground", "Tuneground", (), "tuneground"),
    Entry("random", "random search", (), "uniform"),
    Entry("optuna-tpe", "Optuna TPE, multivariate", ("optuna",), "optuna_samplers", "tpe"),
    Entry("optuna-gp", "Optuna GPSampler", ("optuna", "torch"), "optuna_samplers", "gp"),
    Entry("scikit-optimize", "scikit-optimize GP", ("scikit-optimize",), "scikit_optimize"),
    Entry("smac", "SMAC3, black box (GP)", ("smac",), "smac_black_box"),
    Entry("syne-tune", "Syne Tune BoTorch", ("syne-tune", "botorch"), "syne_tune_searcher"),
)
