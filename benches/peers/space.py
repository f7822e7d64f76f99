"""Ranges of hyperparameters, as every optimiser of the comparison is told them in its own terms."""

import math
from dataclasses import dataclass

Value = float | int | str
Configuration = dict[str, Value]


@dataclass(frozen=True)
class Continuous:
    name: str
    low: float
    high: float
    log: bool = False


@dataclass(frozen=True)
class Integer:
    """Both limits belong to it."""

    name: str
    low: int
    high: int
    log: bool = False


@dataclass(frozen=True)
class Categorical:
    name: str
    values: tuple[str, ...]


Range = Continuous | Integer | Categorical
Space = tuple[Range, ...]


def from_unit(one: Range, place: float) -> Value:
    """The value at a place in [0, 1); integers and categories get equal parts of it, on the range's own scale."""
    if isinstance(one, Categorical):
        return one.values[min(int(place * len(one.values)), len(one.values) - 1)]
    low, high = _limits(one)
    value = low + place * (high - low)
    value = math.exp(value) if one.log else value
    if isinstance(one, Integer):
        return min(max(round(value), one.low), one.high)
    return min(max(value, one.low), one.high)


def to_unit(one: Continuous | Integer, value: Value) -> float:
    low, high = _limits(one)
    return ((math.log(value) if one.log else value) - low) / (high - low)


def _limits(one: Continuous | Integer) -> tuple[float, float]:
    half = 0.5 if isinstance(one, Integer) else 0.0
    low, high = one.low - half, one.high + half
    return (math.log(low), math.log(high)) if one.log else (low, high)
