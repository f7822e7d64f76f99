"""Records the tuning surfaces: trains the configurations of a scrambled Sobol sequence and writes surfaces/NAME.csv.

    PYTHONPATH=benches python -m peers.record NAME... [--configurations 600]

The last column is the loss; it is empty where the training failed. About 10 minutes on one core for all.
"""

import argparse
import csv
import math
import time
import warnings
from pathlib import Path

from scipy.stats import qmc

from .recorded import SURFACES, Recorded
from .space import from_unit

FOLDER = Path(__file__).parent / "surfaces"


def loss_text(surface: Recorded, configuration) -> str:
    try:
        loss = surface.train(configuration)
    except (ValueError, FloatingPointError):  # what scikit-learn raises when weights are no longer finite
        return ""
    return f"{loss:.6g}" if math.isfinite(loss) else ""


def record(surface: Recorded, configurations: int) -> None:
    """Goes on with the sequence after what is in the file."""
    path = FOLDER / f"{surface.name}.csv"
    path.touch()
    done = max(len(path.read_text(encoding="utf-8").splitlines()) - 1, 0)
    points = qmc.Sobol(len(surface.space), scramble=True, rng=1).random(configurations)
    start = time.process_time()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        if file.tell() == 0:
            writer.writerow([one.name for one in surface.space] + ["loss"])
        for point in points[done:]:
            # As it is in the file, so that what was trained is what is read.
            values = [from_unit(one, place) for one, place in zip(surface.space, point)]
            values = [float(f"{value:.6g}") if isinstance(value, float) else value for value in values]
            configuration = {one.name: value for one, value in zip(surface.space, values)}
            writer.writerow(values + [loss_text(surface, configuration)])
            file.flush()
    print(f"{surface.name}: {configurations - done} configurations, {time.process_time() - start:.0f} s of processor time")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="+", choices=[surface.name for surface in SURFACES])
    parser.add_argument("--configurations", type=int, default=600)
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")  # a training that has not converged is a result like others
    for chosen in SURFACES:
        if chosen.name in arguments.names:
            record(chosen, arguments.configurations)
