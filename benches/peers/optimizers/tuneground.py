"""Tuneground's Bayesian strategy through `tuneground ask-tell`, the release build of this repository."""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from ..space import Categorical, Configuration, Integer, Range, Value
from . import Task

PROGRAM = Path(__file__).parents[3] / "target/release/tuneground"


def request(task: Task) -> dict[str, Any]:
    """A CreateHyperParameterTuningJob request; of the training job only what AWS requires."""
    groups = {"ContinuousParameterRanges": [], "IntegerParameterRanges": [], "CategoricalParameterRanges": []}
    for one in task.space:
        if isinstance(one, Categorical):
            groups["CategoricalParameterRanges"].append({"Name": one.name, "Values": list(one.values)})
            continue
        group = "IntegerParameterRanges" if isinstance(one, Integer) else "ContinuousParameterRanges"
        scaling = "Logarithmic" if one.log else "Linear"
        limits = {"MinValue": str(one.low), "MaxValue": str(one.high), "ScalingType": scaling}
        groups[group].append({"Name": one.name, **limits})
    return {
        "HyperParameterTuningJobName": "peers",
        "HyperParameterTuningJobConfig": {
            "Strategy": "Bayesian",
            "HyperParameterTuningJobObjective": {"Type": "Minimize", "MetricName": "loss"},
            "ResourceLimits": {"MaxNumberOfTrainingJobs": task.jobs, "MaxParallelTrainingJobs": task.parallel},
            "ParameterRanges": {name: ranges for name, ranges in groups.items() if ranges},
            "TrainingJobEarlyStoppingType": "Off",
            "RandomSeed": task.seed,
        },
        "TrainingJobDefinition": {
            "AlgorithmSpecification": {
                "TrainingImage": "012345678910.dkr.ecr.us-east-1.amazonaws.com/training:1",
                "TrainingInputMode": "File",
                "MetricDefinitions": [{"Name": "loss", "Regex": "loss=([-+0-9.e]+)"}],
            },
            "RoleArn": "arn:aws:iam::012345678910:role/SageMakerRole",
            "OutputDataConfig": {"S3OutputPath": "s3://amzn-s3-demo-bucket/output"},
            "ResourceConfig": {"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 10},
            "StoppingCondition": {"MaxRuntimeInSeconds": 3600},
        },
    }


def value(one: Range, text: str) -> Value:
    """Hyperparameters are text at AWS."""
    if isinstance(one, Categorical):
        return text
    return int(text) if isinstance(one, Integer) else float(text)


class AskTell:
    def __init__(self, task: Task):
        self.space = task.space
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8", delete=False) as file:
            json.dump(request(task), file)
        self.document = Path(file.name)
        command = [str(PROGRAM), "ask-tell", file.name]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self) -> tuple[str, Configuration]:
        """Waits for the next line; it comes when a slot is free."""
        asked = json.loads(self.process.stdout.readline())["Ask"]
        values = asked["HyperParameters"]
        return asked["TrainingJobName"], {one.name: value(one, values[one.name]) for one in self.space}

    def tell(self, key: str, loss: float) -> None:
        told = {"TrainingJobName": key, "Epoch": 1, "Value": loss, "Finished": True}
        self.process.stdin.write(json.dumps({"Tell": told}) + "\n")
        self.process.stdin.flush()

    def close(self) -> None:
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
        self.document.unlink()


make = AskTell
