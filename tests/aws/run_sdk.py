"""Runs scripts for the SageMaker Python SDK and prints what each sent, as JSON: {path: [[action, parameters], ...]}.

    python run_sdk.py SCRIPT...     with an environment that has the SDK

All scripts run in this one process, since the SDK takes seconds to import. The service is a local server that notes each call
and answers with little. Nothing of the SDK is replaced.
"""

import contextlib
import http.server
import io
import json
import logging
import os
import runpy
import sys
import threading
import traceback
import warnings

ACCOUNT = "123456789012"
DENIED = b"<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"


class Service(http.server.BaseHTTPRequestHandler):
    """Notes the calls; a created tuning job is described as completed."""

    calls = []
    created = {}

    def do_POST(self):
        action = self.headers.get("X-Amz-Target", "").partition(".")[2]
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        parameters = json.loads(body) if action else body.decode()
        self.calls.append([action, parameters])
        if action:
            status, answer = self.answer(action, parameters)
            content, kind = json.dumps(answer).encode(), "application/x-amz-json-1.1"
        else:
            # Version 3 asks IAM whether the role may do what it should, and goes on for callers who may not know.
            status, content, kind = 403, DENIED, "text/xml"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def answer(self, action, parameters):
        if action == "CreateHyperParameterTuningJob":
            self.created[parameters["HyperParameterTuningJobName"]] = parameters
            return 200, {"HyperParameterTuningJobArn": self.arn(parameters)}
        if action == "DescribeHyperParameterTuningJob":
            request = self.created[parameters["HyperParameterTuningJobName"]]
            return 200, {
                **{name: request[name] for name in ("HyperParameterTuningJobName", "HyperParameterTuningJobConfig")},
                "HyperParameterTuningJobArn": self.arn(parameters),
                "HyperParameterTuningJobStatus": "Completed",
                "CreationTime": 0,
                "TrainingJobStatusCounters": {},
                "ObjectiveStatusCounters": {},
            }
        if action == "DescribeAlgorithm":
            return 200, algorithm(parameters["AlgorithmName"])
        return 400, {"__type": "ValidationException", "message": f"the local service has no {action}"}

    @staticmethod
    def arn(parameters):
        name = parameters["HyperParameterTuningJobName"].lower()
        return f"arn:aws:sagemaker:us-west-2:{ACCOUNT}:hyper-parameter-tuning-job/{name}"

    def log_message(self, *_):
        pass


def algorithm(name):
    """An algorithm as AWS describes it: the hyperparameters of the case `algorithm`, one required, one with a default."""
    hyperparameters = [
        ("learning_rate", "Continuous", {}),
        ("momentum", "Continuous", {}),
        ("hidden_units", "Integer", {"IsRequired": True}),
        ("hidden_layers", "Integer", {}),
        ("mini_batch_size", "Integer", {}),
        ("epochs", "Integer", {}),
        ("activation", "Categorical", {}),
        ("optimizer", "FreeText", {}),
        ("patience", "Integer", {"DefaultValue": "5"}),
    ]
    return {
        "AlgorithmName": name.rpartition("/")[2],
        "AlgorithmArn": name,
        "CreationTime": 0,
        "AlgorithmStatus": "Completed",
        "AlgorithmStatusDetails": {},
        "TrainingSpecification": {
            "TrainingImage": "image",
            "SupportedHyperParameters": [
                {"Name": name, "Type": kind, "IsTunable": True, **more} for name, kind, more in hyperparameters
            ],
            "SupportedTrainingInstanceTypes": ["ml.m5.large"],
            "TrainingChannels": [
                {"Name": "train", "SupportedContentTypes": ["text/csv"], "SupportedInputModes": ["File", "Pipe"]}
            ],
        },
    }


def run(script):
    """What the script sent, or why it failed."""
    Service.calls = []
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            runpy.run_path(script, run_name="__main__")
    except BaseException:  # SystemExit too: a script that gives up has failed.
        Service.calls.append(["FAILED", traceback.format_exc()])
    return Service.calls


def main():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Service)
    Service.calls = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ.update(
        AWS_ENDPOINT_URL=f"http://127.0.0.1:{server.server_port}",
        AWS_DEFAULT_REGION="us-west-2",
        AWS_ACCESS_KEY_ID="testing",
        AWS_SECRET_ACCESS_KEY="testing",
        AWS_CONFIG_FILE=os.devnull,
        AWS_SHARED_CREDENTIALS_FILE=os.devnull,
        AWS_MAX_ATTEMPTS="1",
        AWS_EC2_METADATA_DISABLED="true",
        SAGEMAKER_ADMIN_CONFIG_OVERRIDE=os.devnull,
        SAGEMAKER_USER_CONFIG_OVERRIDE=os.devnull,
    )
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    scripts = sys.argv[1:]
    sent = {}
    for script in scripts:
        # Waiting takes seconds: the SDK asks, sleeps, and asks again. Once is enough to see that it does.
        sys.argv = ["script", "--wait"] if script == scripts[0] else ["script"]
        sent[script] = run(script)
    json.dump(sent, sys.stdout)


if __name__ == "__main__":
    main()
