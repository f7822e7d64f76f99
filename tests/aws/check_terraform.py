"""Reads the exported Terraform configurations with HashiCorp's parser, checks them against the resource's documented arguments
(terraform_schema.py), and compares every value with the request. Where a `terraform` is on PATH, it checks the layout.

The provider itself is not run: its release with this resource cannot be had from a package registry.
"""

import json
import pathlib
import re
import shutil
import subprocess

import pytest
import terraform_schema

ROOT = pathlib.Path(__file__).parent.parent.parent
FOLDER = ROOT / "target/export-formats"
CASES = sorted(path.name for path in FOLDER.glob("*"))
TYPE = "aws_sagemaker_hyper_parameter_tuning_job"
# The provider's shorter names.
NAMES = {
    "HyperParameterTuningJobName": "name",
    "HyperParameterTuningJobConfig": "config",
    "HyperParameterTuningJobObjective": "objective",
}


def path_of(case):
    return str(FOLDER / case / "request.tf")


def request_of(case):
    return json.loads((FOLDER / case / "request.json").read_text(encoding="utf-8"))


def left_out(case):
    return json.loads((FOLDER / case / "left-out.json").read_text(encoding="utf-8"))["terraform"]


def unescaped(value):
    """The parser leaves `$${` and `%%{` as they are, as Terraform's JSON has them; a lone `${` would be a template."""
    if isinstance(value, dict):
        return {unescaped(name): unescaped(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [unescaped(inner) for inner in value]
    if isinstance(value, str):
        assert not re.search(r"(?<!\$)\$\{|(?<!%)%\{", value), f"a template: {value!r}"
        return value.replace("$${", "${").replace("%%{", "%{")
    return value


@pytest.fixture(scope="session")
def resources():
    words = ["node", str(pathlib.Path(__file__).parent / "read_hcl.mjs"), *map(path_of, CASES)]
    done = subprocess.run(words, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    read = json.loads(done.stdout)
    return {case: unescaped(read[path_of(case)]["resource"][TYPE]["tuning"][0]) for case in CASES}


def argument(name):
    return NAMES.get(name) or re.sub(r"(?<=[a-z0-9])([A-Z])", r"_\1", name).lower()


def blocks_of(request):
    """A request in Terraform's words."""
    found = {}
    for name, value in request.items():
        if name in terraform_schema.WITHOUT_ARGUMENT or name == "NewMember":
            continue
        if name == "Tags":
            found["tags"] = {tag["Key"]: tag["Value"] for tag in value}
        elif name in ("StaticHyperParameters", "Environment"):
            found[argument(name)] = value
        elif isinstance(value, dict):
            found[argument(name)] = [blocks_of(value)]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found[argument(name)] = [blocks_of(item) for item in value]
        else:
            found[argument(name)] = value
    return found


@pytest.mark.parametrize("case", CASES)
def test_every_value_is_there(case, resources):
    assert resources[case] == blocks_of(request_of(case))


@pytest.mark.parametrize("case", CASES)
def test_the_resource_takes_every_argument(case, resources):
    faults = terraform_schema.faults(resources[case], terraform_schema.RESOURCE)
    # The largest request has everything, and so what excludes each other.
    assert [fault for fault in faults if case != "maximal" or not fault.endswith("only one")] == []


def test_the_schema_finds_faults():
    resource = {"name": 1, "config": [{"strategy": "Grid", "tries": 3}], "autotune": [{}, {}]}
    found = terraform_schema.faults(resource, terraform_schema.RESOURCE)
    assert [fault.split(":")[0] for fault in found] == [
        "name",
        "config[0].tries",
        "config[0].resource_limits",
        "autotune",
    ]


def test_what_has_no_argument_is_left_out_and_said():
    assert left_out("channels") == ["TrainingJobDefinition.InputDataConfig[2].DataSource.DatasetSource"]
    assert left_out("unknown") == ["TrainingJobDefinition.NewMember"]
    names = {path.rpartition(".")[2] for path in left_out("maximal")}
    assert names == terraform_schema.WITHOUT_ARGUMENT
    assert all(left_out(case) == [] for case in CASES if case not in ("channels", "unknown", "maximal"))
    for case in CASES:
        text = pathlib.Path(path_of(case)).read_text(encoding="utf-8")
        assert ("LEFT OUT" in text) == bool(left_out(case))


@pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not on PATH")
@pytest.mark.parametrize("case", CASES)
def test_the_layout_is_terraforms(case):
    done = subprocess.run(["terraform", "fmt", "-check", "-diff", path_of(case)], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
