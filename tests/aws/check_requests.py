"""Checks exported requests with AWS's own client library, and sends them to a local stand-in of the service.

    TUNEGROUND_EXPORTS=target/exports python -m pytest tests/aws

The folder holds one CreateHyperParameterTuningJob request a file (`*.json`). An empty folder is a failure: a check that
checks nothing would pass for ever.
"""

import json
import os
import pathlib

import boto3
import pytest
from botocore.validate import ParamValidator
from moto.server import ThreadedMotoServer

import make_maximal_request
import service_model

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
EXPORTS = ROOT / os.environ.get("TUNEGROUND_EXPORTS", "target/exports")
REQUESTS = sorted(EXPORTS.glob("**/*.json"))


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def botocore_report(request):
    """What botocore's own validation says; empty when it would send the request."""
    return ParamValidator().validate(request, service_model.input_shape()).generate_report()


@pytest.fixture(scope="session")
def sagemaker():
    """A real client of a stand-in on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield boto3.client(
        "sagemaker",
        endpoint_url=f"http://{host}:{port}",
        region_name="us-west-2",
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    server.stop()


def test_there_are_exports():
    assert REQUESTS, f"no *.json under {EXPORTS}; export requests there first, or set TUNEGROUND_EXPORTS"


@pytest.mark.parametrize("path", REQUESTS, ids=lambda path: str(path.relative_to(EXPORTS)))
def test_export_is_accepted(path, sagemaker):
    request = read(path)
    assert botocore_report(request) == ""
    assert list(service_model.breaches(request, service_model.input_shape())) == []

    name = request["HyperParameterTuningJobName"]
    arn = sagemaker.create_hyper_parameter_tuning_job(**request)["HyperParameterTuningJobArn"]
    try:
        assert arn.endswith(f":hyper-parameter-tuning-job/{name}"), arn
        described = sagemaker.describe_hyper_parameter_tuning_job(HyperParameterTuningJobName=name)
        assert described["HyperParameterTuningJobName"] == name
        assert described["HyperParameterTuningJobConfig"] == request["HyperParameterTuningJobConfig"]
    finally:
        # Two exports may have the same name.
        sagemaker.delete_hyper_parameter_tuning_job(HyperParameterTuningJobName=name)


@pytest.mark.parametrize("name, text", make_maximal_request.files().items(), ids=lambda value: value[:20])
def test_stored_model_is_botocores(name, text):
    assert (HERE / name).read_text(encoding="utf-8") == text, (
        f"{name} is not what the installed botocore's model says. Install tests/aws/requirements.txt; if its botocore is "
        "newer, run `python tests/aws/make_maximal_request.py` and follow tests/sagemaker_request/model.rs to the types to change"
    )


def test_maximal_request_is_valid():
    request = read(HERE / "maximal_request.json")
    assert botocore_report(request) == ""
    assert list(service_model.breaches(request, service_model.input_shape())) == []


def test_breaches_are_found():
    """The checks that botocore leaves out do find what they are for."""
    request = read(HERE / "maximal_request.json")
    config = request["HyperParameterTuningJobConfig"]
    request["HyperParameterTuningJobName"] = "no spaces here, and not more than 32 characters"
    config["Strategy"] = "Guess"
    config["ResourceLimits"]["MaxRuntimeInSeconds"] = 99_999_999
    config["ParameterRanges"]["AutoParameters"] *= 101
    request["Tags"][0]["Key"] = "a*b"
    assert botocore_report(request) == ""
    found = [breach.split(":")[0] for breach in service_model.breaches(request, service_model.input_shape())]
    assert found == [
        "HyperParameterTuningJobName",
        "HyperParameterTuningJobName",
        "HyperParameterTuningJobConfig.Strategy",
        "HyperParameterTuningJobConfig.ResourceLimits.MaxRuntimeInSeconds",
        "HyperParameterTuningJobConfig.ParameterRanges.AutoParameters",
        "Tags[0].Key",
    ]
