"""The nine problems: five test functions and four recorded tuning surfaces. Smaller is better in all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from . import functions, surface
from .recorded import SURFACES
from .space import Configuration, Continuous, Space


@dataclass(frozen=True)
class Problem:
    name: str
    space: Space
    objective: Callable[[Configuration], float]


def _function(name: str, limits: Sequence[tuple[float, float]], value: Callable[[Sequence[float]], float]) -> Problem:
    space = tuple(Continuous(f"x{i + 1}", low, high) for i, (low, high) in enumerate(limits))
    return Problem(name, space, lambda configuration: value([configuration[one.name] for one in space]))


PROBLEMS = (
    _function("branin", [(-5.0, 10.0), (0.0, 15.0)], functions.branin),
    _function("hartmann-3", [(0.0, 1.0)] * 3, functions.hartmann_3),
    _function("hartmann-6", [(0.0, 1.0)] * 6, functions.hartmann_6),
    _function("levy-4", [(-10.0, 10.0)] * 4, functions.levy),
    _function("ackley-5", [(-5.0, 10.0)] * 5, functions.ackley),
    *(Problem(recorded.name, recorded.space, surface.objective(recorded)) for recorded in SURFACES),
)
