"""Runs the exported training scripts, and reads their logs with the regular expressions of the requests, as SageMaker does.

scikit-learn, XGBoost and LightGBM are in the environment of the SDK's version 3 (`make setup`). PyTorch and Keras are too large
for that: their scripts are compiled, and differ from the others in one function.
"""

import importlib.util
import json
import pathlib
import re
import subprocess
import sys
import types

import pytest

ROOT = pathlib.Path(__file__).parent.parent.parent
FOLDER = ROOT / "target/export-formats"
CASES = sorted(path.name for path in FOLDER.glob("*"))
RUN = ["sklearn", "xgboost", "lightgbm"]
FRAMEWORKS = [*RUN, "pytorch", "keras"]
# An expression that looks around is not read backwards, and one without a group reads nothing; the scripts say so.
NOT_FOLLOWED = {("strange-ranges", "behind"), ("maximal", "Name-51")}


def path_of(case, framework):
    return FOLDER / case / f"request.{framework}.py"


def request_of(case):
    return json.loads((FOLDER / case / "request.json").read_text(encoding="utf-8"))


def definition_of(case):
    request = request_of(case)
    return request.get("TrainingJobDefinition") or request["TrainingJobDefinitions"][0]


def objective_of(case):
    config = request_of(case)["HyperParameterTuningJobConfig"]
    return config.get("HyperParameterTuningJobObjective") or definition_of(case)["TuningObjective"]


def ranges_of(case):
    config = request_of(case)["HyperParameterTuningJobConfig"]
    return config.get("ParameterRanges") or definition_of(case)["HyperParameterRanges"]


@pytest.fixture(scope="session")
def logs():
    """What each script printed, by framework and case."""
    python = ROOT / ".venv-sdk-v3/bin/python"
    assert python.exists(), f"{python} is missing; run make setup"
    scripts = {str(path_of(case, framework)): (framework, case) for framework in RUN for case in CASES}
    words = [str(python), str(pathlib.Path(__file__).parent / "run_training.py"), *scripts]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return {scripts[script]: text for script, text in json.loads(done.stdout).items()}


@pytest.mark.parametrize("framework", RUN)
@pytest.mark.parametrize("case", CASES)
def test_the_regular_expressions_read_the_log(case, framework, logs):
    log = logs[framework, case]
    assert not log.startswith("FAILED"), log
    definitions = definition_of(case)["AlgorithmSpecification"].get("MetricDefinitions", [])
    defined = {one["Name"]: one["Regex"] for one in definitions}
    objective = objective_of(case)["MetricName"]
    # What an image of one's own would need, as the script says.
    defined.setdefault(objective, re.escape(objective) + "=([0-9.]+)")
    # A hyperparameter of these names says for how long: those of the command line are in the request of most cases.
    epochs = 3 if definition_of(case).get("StaticHyperParameters", {}).keys() & {"epochs", "num_round"} else 10
    for name, regex in defined.items():
        if (case, name) in NOT_FOLLOWED:
            assert "could not be followed" in path_of(case, framework).read_text(encoding="utf-8")
            continue
        values = [float(found.group(1)) for line in log.splitlines() if (found := re.search(regex, line))]
        assert len(values) == epochs, f"{name}: {regex} reads {values} in\n{log}"
        assert all(0 <= value < 20 for value in values), values
    assert len(log.splitlines()) == epochs * len(defined)


def test_the_models_learn(logs):
    for framework in RUN:
        values = [float(value) for value in re.findall(r"^train:loss=([0-9.]+)$", logs[framework, "early-stopping"], re.M)]
        assert values[-1] < values[0], (framework, values)


@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("case", CASES)
def test_the_script_is_python(case, framework):
    compile(path_of(case, framework).read_text(encoding="utf-8"), path_of(case, framework), "exec")


def module_of(case, monkeypatch):
    """A script as a module, without the framework: what reads hyperparameters needs none."""
    monkeypatch.setitem(sys.modules, "numpy", types.ModuleType("numpy"))
    spec = importlib.util.spec_from_file_location("exported", path_of(case, "sklearn"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("case", CASES)
def test_every_hyperparameter_is_read_with_its_type(case, tmp_path, monkeypatch):
    module = module_of(case, monkeypatch)
    texts, wanted = dict(definition_of(case).get("StaticHyperParameters", {})), {}
    ranges = ranges_of(case)
    for kind, reader in (("IntegerParameterRanges", int), ("ContinuousParameterRanges", float)):
        for one in ranges.get(kind, []):
            number = reader is int and "7" or "1.5e-07"
            texts[one["Name"]], wanted[one["Name"]] = number, reader(number)
    for one in ranges.get("CategoricalParameterRanges", []):
        texts[one["Name"]] = one["Values"][-1]
    for one in ranges.get("AutoParameters", []):
        texts[one["Name"]] = one["ValueHint"]
    (tmp_path / "config").mkdir()
    (tmp_path / "config/hyperparameters.json").write_text(json.dumps(texts), encoding="utf-8")
    module.INPUT = str(tmp_path)
    monkeypatch.setattr(sys, "argv", ["train"])
    values = module.hyperparameters()
    assert values.keys() == texts.keys()
    for name, text in texts.items():
        value = values[name]
        if name in wanted:
            assert value == wanted[name] and type(value) is type(wanted[name]), name
        else:
            # A text, or a number that the text is.
            assert value == text or value == float(text), (name, text, value)


def test_the_command_line_comes_before_sm_hps_and_that_before_the_file(tmp_path, monkeypatch):
    module = module_of("early-stopping", monkeypatch)
    assert module.HYPERPARAMETERS["learning_rate"] == (float, 0.01)
    (tmp_path / "config").mkdir()
    file = tmp_path / "config/hyperparameters.json"
    file.write_text(json.dumps({"learning_rate": "0.1", "momentum": "0.2", "epochs": "4", "activation": '"tanh"'}))
    module.INPUT = str(tmp_path)
    monkeypatch.setenv("SM_HPS", json.dumps({"momentum": 0.3, "epochs": 5}))
    monkeypatch.setattr(sys, "argv", ["train", "--epochs", "6", "--hidden_units=7", "--other", "x"])
    values = module.hyperparameters()
    found = [values[name] for name in ("learning_rate", "momentum", "epochs", "hidden_units", "activation", "optimizer")]
    assert found == [0.1, 0.3, 6, 7, "tanh", "sgd"]
