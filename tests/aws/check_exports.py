"""Hands every exported form to the tool that it is for: AWS's command line, YAML as the command line reads it, boto3, and a
validator of the states language. The service is a local stand-in.

`tests/presets.rs` writes the forms to target/export-formats/NAME/request.*; request.json is what the others must carry.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

import boto3
import pytest
import yaml
from moto.server import ThreadedMotoServer

ROOT = pathlib.Path(__file__).parent.parent.parent
FOLDER = ROOT / "target/export-formats"
CASES = sorted(path.name for path in FOLDER.glob("*"))
# AWS's clients refuse a member that they do not know.
KNOWN = [case for case in CASES if case != "unknown"]


def request_of(case):
    return json.loads((FOLDER / case / "request.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def aws():
    """The environment in which AWS's tools talk to a stand-in on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield {
        **os.environ,
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_DEFAULT_REGION": "us-west-2",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }
    server.stop()


def command(environment, *words):
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def assert_received(environment, request):
    """The stand-in received the request. The job is deleted, for two exports may have the same name."""
    sagemaker = boto3.client(
        "sagemaker",
        endpoint_url=environment["AWS_ENDPOINT_URL"],
        region_name=environment["AWS_DEFAULT_REGION"],
        aws_access_key_id=environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=environment["AWS_SECRET_ACCESS_KEY"],
    )
    name = {"HyperParameterTuningJobName": request["HyperParameterTuningJobName"]}
    answer = sagemaker.describe_hyper_parameter_tuning_job(**name)
    sagemaker.delete_hyper_parameter_tuning_job(**name)
    for member in ("HyperParameterTuningJobConfig", "TrainingJobDefinition"):
        assert answer.get(member) == request.get(member)


def test_there_are_cases():
    assert len(CASES) >= 10 and "maximal" in CASES and "strange" in CASES, CASES


@pytest.mark.parametrize("case", CASES)
def test_yaml_is_the_request(case):
    text = (FOLDER / case / "request.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text) == request_of(case)


# The command line brings a service model of its own, which is older than botocore's and lacks members of the largest.
@pytest.mark.parametrize("case", [case for case in KNOWN if case != "maximal"])
def test_command_line_takes_the_json(case, aws):
    tool = pathlib.Path(sys.executable).parent / "aws"
    path = FOLDER / case / "request.json"
    out = command(aws, str(tool), "sagemaker", "create-hyper-parameter-tuning-job", "--cli-input-json", f"file://{path}")
    assert json.loads(out)["HyperParameterTuningJobArn"].endswith(request_of(case)["HyperParameterTuningJobName"])
    assert_received(aws, request_of(case))


@pytest.mark.parametrize("case", KNOWN)
def test_script_creates_the_job(case, aws):
    out = command(aws, sys.executable, str(FOLDER / case / "request.py"), "--wait")
    assert out.splitlines()[0].endswith(request_of(case)["HyperParameterTuningJobName"])
    assert_received(aws, request_of(case))


def without_paths(value):
    """Parameters as Step Functions makes them: what a name with `.$` says is done. Only one function is used."""
    if isinstance(value, list):
        return [without_paths(item) for item in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for name, inner in value.items():
        if name.endswith(".$"):
            function = re.fullmatch(r"States\.StringToJson\('((?:[^'\\{}]|\\['\\{}])*)'\)", inner)
            assert function, inner
            made[name[:-2]] = json.loads(re.sub(r"\\(.)", r"\1", function.group(1)))
        else:
            made[name] = without_paths(inner)
    return made


def test_state_machines_are_valid():
    paths = [str(FOLDER / case / "request.asl.json") for case in CASES]
    command(os.environ, "node", str(ROOT / "node_modules/asl-validator/dist/bin/asl-validator.js"), *sum((["--json-path", path] for path in paths), []))
    for case, path in zip(CASES, paths):
        machine = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        state = machine["States"][machine["StartAt"]]
        assert state["Resource"].endswith(":::sagemaker:createHyperParameterTuningJob.sync")
        assert without_paths(state["Parameters"]) == request_of(case)
