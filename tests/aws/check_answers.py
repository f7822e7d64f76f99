"""Gives the playground's answers to botocore's own response parser, and compares them with AWS's service model.

`tests/engine/written.rs` writes target/answers/*.json, each a list of calls with the request and the answer or the error.
`tests/imported/*.json` are answers as AWS gives them, made by hand, which the playground imports: they too must be AWS's.
"""

import datetime
import json
import pathlib

import pytest
from botocore.parsers import create_parser
from botocore.validate import ParamValidator

import service_model

ROOT = pathlib.Path(__file__).parent.parent.parent
ANSWERS = sorted((ROOT / "target/answers").glob("*.json"))
IMPORTED = sorted((ROOT / "tests/imported").glob("*.json"))
# What botocore's model does not declare for an operation and AWS answers with all the same.
UNDECLARED = {"ValidationException"}
# Of this operation, the model declares no error at all.
UNDECLARED_OF = {"DeleteHyperParameterTuningJob": {"ResourceNotFound"}}
JSON_TYPES = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "long": int,
    "float": (int, float),
    "timestamp": (int, float),
    "structure": dict,
    "map": dict,
    "list": list,
}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def operation_of(call):
    name = call["Operation"]
    return service_model.operation(name[0].upper() + name[1:])


def parse(answer, shape, status=200):
    """What botocore makes of an answer with this body."""
    response = {"body": json.dumps(answer).encode(), "headers": {}, "status_code": status}
    return create_parser("json").parse(response, shape)


def faults(value, shape, path="", texts_as_times=False):
    """Where an answer is not the model's: types, unknown members, missing ones. Yields messages. botocore's parser passes over
    all of that."""
    wanted = JSON_TYPES[shape.type_name]
    if texts_as_times and shape.type_name == "timestamp":
        wanted = (int, float, str)
    if not isinstance(value, wanted) or (isinstance(value, bool) and wanted is not bool):
        yield f"{path}: {value!r} is no {shape.type_name}"
    elif shape.type_name == "structure":
        for name in set(shape.required_members) - value.keys():
            yield f"{path}.{name} is missing"
        for name, member in value.items():
            if name in shape.members:
                yield from faults(member, shape.members[name], f"{path}.{name}", texts_as_times)
            else:
                yield f"{path}.{name} is no member of {shape.name}"
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield from faults(item, shape.member, f"{path}[{index}]", texts_as_times)
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from faults(item, shape.value, f"{path}.{key}", texts_as_times)


def assert_is_the_models(answer, shape, texts_as_times=False):
    assert list(faults(answer, shape, texts_as_times=texts_as_times)) == []
    assert list(service_model.breaches(answer, shape)) == []
    parsed = parse(answer, shape)
    assert parsed.pop("ResponseMetadata")["HTTPStatusCode"] == 200
    assert_same(parsed, answer, shape)


def assert_same(parsed, answer, shape):
    """Nothing was lost, and each time was understood."""
    if shape.type_name == "structure":
        assert parsed.keys() == answer.keys()
        for name, member in shape.members.items():
            if name in answer:
                assert_same(parsed[name], answer[name], member)
    elif shape.type_name == "list":
        assert len(parsed) == len(answer)
        for one, other in zip(parsed, answer):
            assert_same(one, other, shape.member)
    elif shape.type_name == "timestamp":
        assert isinstance(parsed, datetime.datetime)
        if not isinstance(answer, str):
            assert abs(parsed.timestamp() - answer) < 1e-3
    else:
        assert parsed == answer


def test_there_are_answers():
    names = {path.stem.rsplit("-", 1)[-1] for path in ANSWERS}
    assert len(ANSWERS) >= 40 and {"beginning", "middle", "stopped", "end", "errors", "failed", "maximal"} <= names, names
    assert len(IMPORTED) >= 5


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_answers_are_aws(path):
    calls = read(path)
    assert calls
    for call in calls:
        operation, request = operation_of(call), call["Request"]
        report = ParamValidator().validate(request, operation.input_shape).generate_report()
        if report == "":
            breaches = list(service_model.breaches(request, operation.input_shape))
        if "Answer" in call:
            assert report == "" and breaches == []
            assert_is_the_models(call["Answer"], operation.output_shape)
        else:
            error = call["Error"]
            is_wrong = report != "" or breaches != []
            assert is_wrong == error["Shape"], (call, report)
            declared = {shape.name for shape in operation.error_shapes}
            known = declared | UNDECLARED | UNDECLARED_OF.get(operation.name, set())
            assert error["Name"] in known, (call, declared)
            parsed = parse({"__type": error["Name"], "message": error["Message"]}, operation.output_shape, 400)
            assert parsed["Error"] == {"Code": error["Name"], "Message": error["Message"]}


@pytest.mark.parametrize("path", IMPORTED, ids=lambda path: path.stem)
def test_what_is_imported_is_aws(path):
    """The command line's output has texts as times; botocore reads both."""
    job = read(path)
    describe = service_model.operation("DescribeHyperParameterTuningJob").output_shape
    pages = service_model.operation("ListTrainingJobsForHyperParameterTuningJob").output_shape
    assert_is_the_models(job["Describe"], describe, texts_as_times=True)
    assert job["Pages"]
    for page in job["Pages"]:
        assert_is_the_models(page, pages, texts_as_times=True)


def test_faults_are_found():
    """The comparison does find what it is for."""
    call = read(ROOT / "target/answers/target-end.json")[0]
    shape = operation_of(call).output_shape
    answer = call["Answer"]
    del answer["HyperParameterTuningJobArn"]
    answer["Strategy"] = "Grid"
    answer["CreationTime"] = "now"
    answer["BestTrainingJob"]["TunedHyperParameters"]["learning_rate"] = 0.1
    answer["ConsumedResources"]["RuntimeInSeconds"] = True
    assert sorted(fault.split(" ")[0].rstrip(":") for fault in faults(answer, shape)) == [
        ".BestTrainingJob.TunedHyperParameters.learning_rate",
        ".ConsumedResources.RuntimeInSeconds",
        ".CreationTime",
        ".HyperParameterTuningJobArn",
        ".Strategy",
    ]
