"""The comparison: `PYTHONPATH=benches python -m peers COMMAND`.

    run       does the tuning jobs that are not in the file of runs yet; --optimizers, --problems, --parallel and --seeds choose
    show      prints the jobs of one tuning job, as chosen, of --seed; it goes into no file
    table     compares the runs and writes the tables into benches/README.md
    json      prints the comparison as JSON objects, one a line, for `make bench`
    surfaces  writes what the recorded surfaces are like into benches/README.md
    speed     times suggestions after 50 to 500 observations of 2 to 30 hyperparameters
"""

import argparse
import sys

from . import protocol, report, suggestion_time
from .optimizers import ENTRIES, Entry
from .problems import PROBLEMS, Problem
from .space import Configuration

PARALLEL = (1, 10)


def listed(text: str) -> list[str]:
    return text.split(",")


def main() -> None:
    parser = argparse.ArgumentParser(prog="peers", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("command", choices=["run", "show", "table", "json", "surfaces", "speed"])
    parser.add_argument("--optimizers", type=listed, default=[entry.name for entry in ENTRIES])
    parser.add_argument("--problems", type=listed, default=[problem.name for problem in PROBLEMS])
    parser.add_argument("--parallel", type=int, action="append")
    parser.add_argument("--seeds", type=int, default=protocol.SEEDS, help="1 to this")
    parser.add_argument("--seed", type=int, default=1, help="of what is shown")
    arguments = parser.parse_args()
    match arguments.command:
        case "run":
            run(arguments)
        case "show":
            show(arguments)
        case "table":
            report.write()
        case "json":
            report.print_json()
        case "surfaces":
            report.write_surfaces()
        case "speed":
            suggestion_time.measure()


def run(arguments: argparse.Namespace) -> None:
    """Seed by seed, so that an interrupted comparison is still one of the same seeds."""
    done = {run.key for run in protocol.read()}
    entries, problems = chosen(arguments)
    for parallel in arguments.parallel or PARALLEL:
        for seed in range(1, arguments.seeds + 1):
            for problem in problems:
                for entry in entries:
                    if (problem.name, entry.name, parallel, seed, entry.version()) not in done:
                        result = protocol.tune(problem, entry, parallel, seed)
                        protocol.append(result)
                        print(f"{result.key} {result.best(50):.6g} {result.seconds:.1f} s", file=sys.stderr)


def show(arguments: argparse.Namespace) -> None:
    def line(configuration: Configuration, loss: float) -> None:
        values = (f"{value:.4g}" if isinstance(value, float) else str(value) for value in configuration.values())
        print(f"{loss:10.5g}  {' '.join(values)}", flush=True)

    entries, problems = chosen(arguments)
    parallel = (arguments.parallel or PARALLEL)[0]
    print("      loss ", *(one.name for one in problems[0].space))
    protocol.tune(problems[0], entries[0], parallel, arguments.seed, line)


def chosen(arguments: argparse.Namespace) -> tuple[list[Entry], list[Problem]]:
    entries = [entry for entry in ENTRIES if entry.name in arguments.optimizers]
    return entries, [problem for problem in PROBLEMS if problem.name in arguments.problems]


main()
