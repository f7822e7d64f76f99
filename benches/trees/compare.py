"""Tuneground's boosted trees beside XGBoost's: `target/peers-venv/bin/python benches/trees/compare.py [repetitions]`.

Both train 100 rounds of depth 6 on the same 10,000 × 20 rows in one thread, by turns, so that a busy machine slows both
down: what counts is the median of the ratios. A time has everything from rows in f32 to the last round: bins, trees, and
the logarithmic loss of training and validation rows after each round. XGBoost's time without the losses stands beside it.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import xgboost as xgb

COLUMNS, ROWS, ROUNDS = 20, 10_000, 100
PARAMETERS = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 6, "eta": 0.1, "nthread": 1}
OURS = ["cargo", "bench", "--quiet", "--bench", "trees", "--"]


def theirs(rows: np.ndarray, judged: bool) -> tuple[float, float]:
    x, y = rows[:, :COLUMNS], rows[:, COLUMNS]
    start = time.perf_counter()
    train = xgb.DMatrix(x[:ROWS], y[:ROWS], nthread=1)
    validation = xgb.DMatrix(x[ROWS:], y[ROWS:], nthread=1)
    evaluated = [(train, "train"), (validation, "validation")] if judged else []
    history: dict = {}
    xgb.train(PARAMETERS, train, ROUNDS, evals=evaluated, evals_result=history, verbose_eval=False)
    seconds = time.perf_counter() - start
    return seconds, history["validation"]["logloss"][-1] if judged else float("nan")


def main(repetitions: int) -> None:
    with tempfile.NamedTemporaryFile() as file:
        subprocess.run([*OURS, "--write", file.name], check=True)
        rows = np.fromfile(file.name, "<f4").reshape(-1, COLUMNS + 1)
    process = subprocess.Popen([*OURS, "--serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin and process.stdout

    def ours() -> tuple[float, float]:
        process.stdin.write("train\n")
        process.stdin.flush()
        seconds, loss = process.stdout.readline().split()
        return float(seconds), float(loss)

    ours(), theirs(rows, judged=True)  # the first of each has caches to fill
    times = [(ours(), theirs(rows, judged=True), theirs(rows, judged=False)) for _ in range(repetitions)]
    process.stdin.close()
    process.wait()

    def put(name: str, unit: str, values: list[float]) -> None:
        low, value, high = statistics.quantiles(values, n=4)
        print(json.dumps({"name": name, "unit": unit, "value": value, "quartiles": [low, high]}))

    put("ours", "ms", [1e3 * a for (a, _), _, _ in times])
    put(f"XGBoost {xgb.__version__}", "ms", [1e3 * b for _, (b, _), _ in times])
    put(f"XGBoost {xgb.__version__} without losses", "ms", [1e3 * c for _, _, (c, _) in times])
    put("ours / XGBoost", "", [a / b for (a, _), (b, _), _ in times])
    put("ours / XGBoost without losses", "", [a / c for (a, _), _, (c, _) in times])
    put("validation loss, ours / XGBoost", "", [a / b for (_, a), (_, b), _ in times])


main(int(sys.argv[1]) if len(sys.argv) > 1 else 15)
