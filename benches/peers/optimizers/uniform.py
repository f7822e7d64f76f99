"""Random search: uniform on each range's own scale."""

import random

from ..space import Configuration, from_unit
from . import Task


class Uniform:
    def __init__(self, task: Task):
        self.space = task.space
        self.random = random.Random(task.seed)

    def ask(self) -> tuple[None, Configuration]:
        return None, {one.name: from_unit(one, self.random.random()) for one in self.space}

    def tell(self, key: None, loss: float) -> None:
        pass

    def close(self) -> None:
        pass


make = Uniform
