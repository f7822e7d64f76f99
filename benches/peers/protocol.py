"""The protocol: one tuning job, and the file with a line for each.

As many jobs run at once as the protocol says; the oldest ends first, and its loss is told before the next is asked for. So a new
configuration is chosen with `parallel - 1` others under way.
"""

import json
import resource
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from .optimizers import Entry, Task
from .problems import Problem
from .space import Configuration

Watch = Callable[[Configuration, float], None]

JOBS = 50
SEEDS = 20
FILE = Path(__file__).parents[2] / "bench-results/peers.jsonl"


@dataclass(frozen=True)
class Run:
    """One tuning job: the losses in the order of launch, and the processor's seconds that the optimiser took in all."""

    problem: str
    optimizer: str
    parallel: int
    seed: int
    version: str
    losses: list[float]
    seconds: float

    @property
    def key(self) -> tuple[str, str, int, int, str]:
        return self.problem, self.optimizer, self.parallel, self.seed, self.version

    def best(self, jobs: int) -> float:
        return min(self.losses[:jobs])


def tune(problem: Problem, entry: Entry, parallel: int, seed: int, watch: Watch | None = None) -> Run:
    """Runs a tuning job; `watch` is shown each configuration with its loss."""
    optimizer = entry.make(Task(problem.space, seed, JOBS, parallel))
    start = _processor_seconds()
    outside = 0.0
    running: deque = deque()
    losses: list[float] = []
    for asked in range(JOBS):
        running.append(optimizer.ask())
        while len(running) == parallel or (running and asked == JOBS - 1):
            key, configuration = running.popleft()
            before = _processor_seconds()
            losses.append(problem.objective(configuration))
            outside += _processor_seconds() - before
            if watch:
                watch(configuration, losses[-1])
            if asked < JOBS - 1:  # after the last, nothing is chosen any more
                optimizer.tell(key, losses[-1])
    optimizer.close()
    seconds = _processor_seconds() - start - outside
    return Run(problem.name, entry.name, parallel, seed, entry.version(), losses, seconds)


def _processor_seconds() -> float:
    """Of this process, and of those that it has started and that have ended: other work on the machine does not count."""
    both = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in both)


def read() -> Iterator[Run]:
    """The runs so far, of all versions; a line that an interruption has cut off is passed over."""
    if not FILE.exists():
        return
    for line in FILE.read_text(encoding="utf-8").splitlines():
        try:
            yield Run(**json.loads(line))
        except json.JSONDecodeError:
            continue


def append(run: Run) -> None:
    FILE.parent.mkdir(exist_ok=True)
    # The line feed in front: what an interruption has cut off is a line of its own.
    with FILE.open("a", encoding="utf-8") as file:
        file.write("\n" + json.dumps(asdict(run)))
