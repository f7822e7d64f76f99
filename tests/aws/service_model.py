"""AWS's service model of CreateHyperParameterTuningJob, as botocore carries it: its members as a list, one request with
every member, and the checks that botocore itself leaves out."""

import functools
import re

import botocore
import botocore.session

OPERATION = "CreateHyperParameterTuningJob"
# Instance types are hundreds and change each month; the library takes any text for them.
LONGEST_LISTED_ENUM = 50


# The operations on tuning jobs that exist, which the playground answers.
OPERATIONS = [
    "DescribeHyperParameterTuningJob",
    "ListHyperParameterTuningJobs",
    "ListTrainingJobsForHyperParameterTuningJob",
    "DescribeTrainingJob",
    "StopHyperParameterTuningJob",
    "DeleteHyperParameterTuningJob",
]


@functools.cache
def operation(name):
    """What the model says of an operation."""
    return botocore.session.get_session().get_service_model("sagemaker").operation_model(name)


def input_shape(name=OPERATION):
    """The shape of the request."""
    return operation(name).input_shape


def members(name=OPERATION):
    """Every member by its path, with its type, whether it is required, and its limits.

    `[]` stands for a list's items, `{key}` and `{value}` for a map's.
    """
    listed = {}

    def visit(shape, path, required):
        if path:
            entry = {"type": shape.type_name}
            if required is not None:
                entry["required"] = required
            for limit in ("min", "max", "pattern"):
                if limit in shape.metadata:
                    entry[limit] = shape.metadata[limit]
            enum = shape.metadata.get("enum")
            if enum and len(enum) <= LONGEST_LISTED_ENUM:
                entry["enum"] = list(enum)
            listed[path] = entry
        if shape.type_name == "structure":
            for name, member in shape.members.items():
                visit(member, f"{path}.{name}" if path else name, name in shape.required_members)
        elif shape.type_name == "list":
            visit(shape.member, path + "[]", None)
        elif shape.type_name == "map":
            visit(shape.key, path + "{key}", None)
            visit(shape.value, path + "{value}", None)

    visit(input_shape(name), "", None)
    return {"botocore": botocore.__version__, "members": listed}


# Texts for the patterns that are too narrow for a made-up text.
TEXTS = {
    "RoleArn": "arn:aws:iam::123456789012:role/SageMakerRole{n}",
    "S3Uri": "s3://amzn-s3-demo-bucket/prefix-{n}/",
    "FileSystemId": "fs-0123456789abcd{n:03}",
    "TrainingPlanArn": "arn:aws:sagemaker:us-west-2:123456789012:training-plan/plan-{n}",
    "ArnOrName": "algorithm-{n}",
    "HubDataSetArn": "arn:aws:sagemaker:us-west-2:123456789012:hub-content/Hub{n}/DataSet/Set/1.0.0",
    "HyperParameterTrainingJobEnvironmentKey": "VARIABLE_{n}",
}


def maximal_request():
    """A request with every member of the model, each with a value of its own that the model allows.

    It is not a request that AWS would run: members that exclude each other are all there.
    """
    count = 0

    def make(shape, name):
        nonlocal count
        if shape.type_name == "structure":
            return {key: make(member, key) for key, member in shape.members.items()}
        if shape.type_name == "list":
            items = 1 if shape.member.type_name == "structure" else 2
            return [make(shape.member, name) for _ in range(min(items, shape.metadata.get("max", items)))]
        if shape.type_name == "map":
            return {make(shape.key, "key"): make(shape.value, "value") for _ in range(2)}
        count += 1
        if shape.type_name == "boolean":
            return count % 2 == 0
        if shape.type_name == "float":
            return count + 0.5
        if shape.type_name in ("integer", "long"):
            least = shape.metadata.get("min", 0)
            return least + count % (shape.metadata.get("max", 2**31 - 1) - least + 1)
        if "enum" in shape.metadata:
            return shape.metadata["enum"][count % len(shape.metadata["enum"])]
        text = TEXTS.get(shape.name, name + "-{n}").format(n=count)
        return text.ljust(shape.metadata.get("min", 0), "x")

    return make(input_shape(), "")


def breaches(value, shape, path=""):
    """The model's limits that a value breaks: enums, patterns and maxima, which botocore does not check. Yields messages.

    The value has passed botocore's own validation, so that its types are right.
    """
    limits = shape.metadata
    if shape.type_name == "structure":
        for name, member in value.items():
            yield from breaches(member, shape.members[name], f"{path}.{name}" if path else name)
        return
    if shape.type_name == "list":
        for index, item in enumerate(value):
            yield from breaches(item, shape.member, f"{path}[{index}]")
    elif shape.type_name == "map":
        for key, item in value.items():
            yield from breaches(key, shape.key, f"{path}{{{key}}}")
            yield from breaches(item, shape.value, f"{path}.{key}")
    elif shape.type_name == "string":
        if "enum" in limits and value not in limits["enum"]:
            yield f"{path}: {value!r} is none of the {len(limits['enum'])} values of {shape.name}"
        if "pattern" in limits and not python_pattern(limits["pattern"]).fullmatch(value):
            yield f"{path}: {value!r} does not match {limits['pattern']}"
    if shape.type_name in ("boolean", "float", "timestamp"):
        return
    size = value if shape.type_name in ("integer", "long") else len(value)
    if size > limits.get("max", size) or size < limits.get("min", size):
        yield f"{path}: {size} is not in {limits.get('min', '')}..{limits.get('max', '')}"


def python_pattern(pattern):
    """A pattern of the model for Python's re, which has no Unicode classes. `.` stands for any character but a line break
    there as here."""
    return re.compile(pattern.replace(r"\p{L}", r"\w").replace(r"\p{N}", r"\d").replace(r"\p{Z}", r"\s"))
