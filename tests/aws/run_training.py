"""Runs exported training scripts and prints what each wrote to standard output, as JSON: {path: text}.

    python run_training.py SCRIPT...     with an environment that has the frameworks

All scripts run in this one process, since the frameworks take seconds to import.
"""

import contextlib
import io
import json
import runpy
import sys
import traceback


def run(script):
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
            runpy.run_path(script, run_name="__main__")
    except BaseException:  # SystemExit too: a script that gives up has failed.
        return "FAILED\n" + traceback.format_exc()
    return said.getvalue()


if __name__ == "__main__":
    # As script mode passes hyperparameters; few epochs are enough.
    scripts = sys.argv[1:]
    sys.argv = ["train", "--epochs", "3", "--num_round=3"]
    json.dump({script: run(script) for script in scripts}, sys.stdout)
