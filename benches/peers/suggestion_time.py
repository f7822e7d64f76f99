"""The processor's milliseconds of a suggestion of Optuna's GPSampler, after 50 to 500 observations of 2 to 30 hyperparameters.

The observations are of random configurations, of the objective that `cargo bench --bench strategies -- --speed` has.
"""

import json
import random
import time
from statistics import median, quantiles

from . import report
from .optimizers import ENTRIES, Task
from .optimizers.optuna_samplers import Sampler
from .space import Configuration, Continuous

DIMENSIONS = (2, 10, 30)
GPSAMPLER = next(entry for entry in ENTRIES if entry.name == "optuna-gp")
# How many suggestions are timed after how many observations.
SUGGESTIONS = {50: 10, 100: 10, 200: 10, 500: 4}


def objective(configuration: Configuration, noise: random.Random) -> float:
    weighed = ((x - 0.4) ** 2 / (1 + i) for i, x in enumerate(configuration.values()))
    return sum(weighed) + 0.01 * noise.gauss(0.0, 1.0)


def measure() -> None:
    rows = []
    for dimensions in DIMENSIONS:
        row = [f"{dimensions} hyperparameters"]
        for observations, suggestions in SUGGESTIONS.items():
            milliseconds = timed(dimensions, observations, suggestions)
            p95 = quantiles(milliseconds, n=20, method="inclusive")[-1]
            name = f"GPSampler: {dimensions} parameters, {observations} observations"
            print(json.dumps({"name": name, "unit": "ms", "value": median(milliseconds), "p95": p95}), flush=True)
            row.append(f"{median(milliseconds):.0f} ({p95:.0f})")
        rows.append(row)
    columns = ["", *(f"{observations} observations" for observations in SUGGESTIONS)]
    report.put("suggestion-time", f"{report.made([GPSAMPLER])}\n{report.table(columns, rows)}")


def timed(dimensions: int, observations: int, suggestions: int) -> list[float]:
    space = tuple(Continuous(f"x{i}", 0.0, 1.0) for i in range(dimensions))
    stream = random.Random(1)
    sampler = Sampler(Task(space, 1, observations + suggestions, 1), "gp")
    for _ in range(observations):
        configuration = {one.name: stream.random() for one in space}
        sampler.observe(configuration, objective(configuration, stream))
    milliseconds = []
    for _ in range(1 + suggestions):
        start = time.process_time()
        trial, configuration = sampler.ask()
        milliseconds.append((time.process_time() - start) * 1e3)
        sampler.tell(trial, objective(configuration, stream))
    return milliseconds[1:]  # the first has PyTorch to load
