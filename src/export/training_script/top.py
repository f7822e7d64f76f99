import json
import math
import os
import sys

import numpy as np


def flag(text):
    """A text such as True, false or 1 as a truth value."""
    return str(text).strip().lower() in ("true", "1", "yes")


