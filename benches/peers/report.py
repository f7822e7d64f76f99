"""What is written: tables into ../README.md, each between two markers, and JSON objects for `make bench`."""

import datetime
import json
import os
import platform
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from .comparison import LEVEL, Comparison, compare
from .optimizers import ENTRIES, Entry
from .problems import PROBLEMS
from .protocol import Run, read
from .recorded import SURFACES
from .surface import fit_quality

README = Path(__file__).parents[1] / "README.md"
MODES = {1: "One after the other", 10: "Ten in parallel"}
VERSIONS = {entry.name: entry.version() for entry in ENTRIES}
TITLES = {entry.name: entry.title for entry in ENTRIES}


def runs_of(parallel: int) -> list[Run]:
    """The runs of the versions that are installed."""
    return [run for run in read() if run.parallel == parallel and run.version == VERSIONS[run.optimizer]]


def comparison(runs: list[Run], jobs: int) -> Comparison:
    known = tuple(entry.name for entry in ENTRIES)
    return compare(runs, tuple(problem.name for problem in PROBLEMS), known, jobs)


def machine() -> str:
    """The processor and its cores."""
    names = [platform.processor()]
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [line.split(":")[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")]
    return f"{names[0]}, {os.cpu_count()} cores, {platform.system()}, one thread"


def made(entries: list[Entry]) -> str:
    """When, with what and on what the numbers were made."""
    versions = dict.fromkeys(part for entry in entries for part in VERSIONS[entry.name].split(", ") if entry.name != "random")
    return f"{datetime.date.today()}; {', '.join([*versions, f'Python {platform.python_version()}'])}; {machine()}.\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def number(value: float) -> str:
    return f"{value:.4g}"


def overview(runs: list[Run], at_50: Comparison, at_25: Comparison) -> str:
    rows = []
    for name in sorted(at_50.optimizers, key=at_50.mean_rank):
        own = [run for run in runs if run.optimizer == name]
        seeds = min(len(at_50.bests[problem][name]) for problem in at_50.problems)
        milliseconds = 1000 * median(run.seconds / len(run.losses) for run in own)
        against = "–"
        if name != "tuneground" and "tuneground" in at_50.optimizers:
            wins, losses = at_50.wins_and_losses("tuneground", name)
            against = f"{wins} better, {losses} worse"
        ranks = [f"{at_50.mean_rank(name):.2f}", f"{at_50.rank_of_medians(name):.2f}", f"{at_25.mean_rank(name):.2f}"]
        rows.append([TITLES[name], *ranks, against, f"{milliseconds:.1f}", str(seeds)])
    columns = ["", "mean rank", "of medians", "mean rank at 25", "Tuneground against it", "ms a job", "seeds"]
    return table(columns, rows)


def bests(found: Comparison) -> str:
    """Medians with quartiles, and with what the test against Tuneground says."""
    rows = []
    for problem in found.problems:
        row = [problem]
        for name in found.optimizers:
            low, middle, high = found.quartiles(problem, name)
            row.append(f"{number(middle)} ({number(low)} … {number(high)}){sign(found, problem, name)}")
        rows.append(row)
    return table(["", *(TITLES[name] for name in found.optimizers)], rows)


def sign(found: Comparison, problem: str, peer: str) -> str:
    if peer == "tuneground" or "tuneground" not in found.optimizers:
        return ""
    test = found.test(problem, "tuneground", peer)
    mark = "▼" if test.is_win else "▲" if test.is_loss else "≈"
    return f" {mark} p = {test.p:.2g}"


def pairs(found: Comparison) -> str:
    rows = []
    for one in found.optimizers:
        wins = ["" if one == other else str(found.wins_and_losses(one, other)[0]) for other in found.optimizers]
        rows.append([TITLES[one], *wins])
    return table(["better than →", *(TITLES[name] for name in found.optimizers)], rows)


def markdown() -> Iterator[str]:
    shown: list[Entry] = []
    sections = []
    for parallel, title in MODES.items():
        runs = runs_of(parallel)
        at_50, at_25 = comparison(runs, 50), comparison(runs, 25)
        if not at_50.optimizers:
            continue
        shown += [entry for entry in ENTRIES if entry.name in at_50.optimizers and entry not in shown]
        sections += [
            f"### {title}\n",
            overview(runs, at_50, at_25),
            f"Number of problems on which the row is better than the column after 50 jobs, p < {LEVEL}:\n",
            pairs(at_50),
            "Best after 50 jobs, median (quartiles); ▼ the peer is worse than Tuneground, ▲ better, ≈ neither:\n",
            bests(at_50),
            "Best after 25 jobs:\n",
            bests(at_25),
        ]
    yield made(shown)
    yield from sections


def put(name: str, text: str) -> None:
    """Puts a text between its markers in the README."""
    begin, end = f"<!-- {name}: written by a program -->", f"<!-- {name}: end -->"
    before, rest = README.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    README.write_text(f"{before}{begin}\n\n{text}\n{end}{after}", encoding="utf-8")


def write() -> None:
    put("peers", "\n".join(markdown()))


def write_surfaces() -> None:
    qualities = {surface.name: fit_quality(surface) for surface in SURFACES}
    columns = ["", "what is minimised", *next(iter(qualities.values()))]
    rows = [[one.name, one.loss, *(number(value) for value in qualities[one.name].values())] for one in SURFACES]
    put("surfaces", table(columns, rows))


def print_json() -> None:
    for parallel in MODES:
        runs = runs_of(parallel)
        for jobs in (25, 50):
            found = comparison(runs, jobs)
            for name in found.optimizers:
                where = {"optimizer": name, "parallel": parallel, "jobs": jobs, "version": VERSIONS[name]}
                label = f"{name}, {parallel} at once, {jobs} jobs"
                rank = {"name": f"mean rank: {label}", "unit": "rank", "value": found.mean_rank(name)}
                print(json.dumps({**rank, "ofMedians": found.rank_of_medians(name), **where}))
                for problem in found.problems:
                    low, middle, high = found.quartiles(problem, name)
                    best = {"name": f"{problem}: {label}", "unit": "loss", "value": middle, "quartiles": [low, high]}
                    test = found.test(problem, "tuneground", name)
                    print(json.dumps({**best, "p": test.p, "tunegroundsShare": test.share, **where}))
