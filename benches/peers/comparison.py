"""What the runs say: medians and quartiles, ranks, and which differences are more than chance.

The mean rank of an optimiser is the rank that one run of it takes on average among one run of each, over all combinations of
seeds and then over the problems: 1 + the sum over the others of the share of pairs of runs in which the other is better, ties
counting half. That share is Mann and Whitney's U divided by the number of pairs, so ranks and tests tell of the same thing; no
seed of one optimiser is matched with a seed of another; and a median that is better in the last digit is not a rank better.
The rank of the medians, which is more usual, stands beside it.
"""

from dataclasses import dataclass
from statistics import fmean, median, quantiles

from scipy.stats import mannwhitneyu

from .protocol import Run

LEVEL = 0.05
FEWEST_SEEDS = 3


@dataclass(frozen=True)
class Test:
    """Two optimisers on one problem; `share` of the pairs of runs are won by the first."""

    share: float
    p: float

    @property
    def is_win(self) -> bool:
        return self.p < LEVEL and self.share > 0.5

    @property
    def is_loss(self) -> bool:
        return self.p < LEVEL and self.share < 0.5


@dataclass(frozen=True)
class Comparison:
    """The best losses after a number of jobs: by problem, by optimiser, one a seed."""

    bests: dict[str, dict[str, list[float]]]
    problems: tuple[str, ...]
    optimizers: tuple[str, ...]

    def quartiles(self, problem: str, optimizer: str) -> tuple[float, float, float]:
        low, middle, high = quantiles(self.bests[problem][optimizer], n=4, method="inclusive")
        return low, middle, high

    def test(self, problem: str, one: str, other: str) -> Test:
        """Two-sided Mann-Whitney test."""
        ours, theirs = self.bests[problem][one], self.bests[problem][other]
        result = mannwhitneyu(theirs, ours, alternative="two-sided")
        return Test(float(result.statistic) / (len(ours) * len(theirs)), float(result.pvalue))

    def mean_rank(self, optimizer: str) -> float:
        others = [other for other in self.optimizers if other != optimizer]
        ranks = (1 + sum(1 - self.test(problem, optimizer, other).share for other in others) for problem in self.problems)
        return fmean(ranks)

    def rank_of_medians(self, optimizer: str) -> float:
        return fmean(self._median_rank(problem, optimizer) for problem in self.problems)

    def _median_rank(self, problem: str, optimizer: str) -> float:
        medians = [median(self.bests[problem][other]) for other in self.optimizers]
        own = median(self.bests[problem][optimizer])
        return sum(one < own for one in medians) + (1 + sum(one == own for one in medians)) / 2

    def wins_and_losses(self, one: str, other: str) -> tuple[int, int]:
        tests = [self.test(problem, one, other) for problem in self.problems]
        return sum(test.is_win for test in tests), sum(test.is_loss for test in tests)


def compare(runs: list[Run], problems: tuple[str, ...], optimizers: tuple[str, ...], jobs: int) -> Comparison:
    """Those optimisers that have runs of enough seeds of every problem."""
    bests = {problem: {name: [] for name in optimizers} for problem in problems}
    for run in runs:
        bests[run.problem][run.optimizer].append(run.best(jobs))
    enough = tuple(name for name in optimizers if all(len(bests[one][name]) >= FEWEST_SEEDS for one in problems))
    return Comparison(bests, problems, enough)
