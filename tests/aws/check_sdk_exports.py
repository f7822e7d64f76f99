"""Runs every exported script for the SageMaker Python SDK with that SDK, and compares what arrives at the service with the
request. `run_sdk.py` is the service; the SDKs are in environments of their own (`make setup`).
"""

import concurrent.futures
import copy
import json
import pathlib
import re
import subprocess

import pytest

ROOT = pathlib.Path(__file__).parent.parent.parent
FOLDER = ROOT / "target/export-formats"
# botocore refuses members that it does not know, whoever sends them: that case has a test of its own.
UNKNOWN = "unknown"
CASES = sorted(path.name for path in FOLDER.glob("*") if path.name != UNKNOWN)
VERSIONS = ["v2", "v3"]


def script_of(case, version):
    return str(FOLDER / case / f"request.sdk-{version}.py")


def request_of(case):
    return json.loads((FOLDER / case / "request.json").read_text(encoding="utf-8"))


def run(version, scripts):
    """What each script sent: [[action, parameters], …] by the script's path."""
    python = ROOT / f".venv-sdk-{version}/bin/python"
    assert python.exists(), f"{python} is missing; run make setup"
    words = [str(python), str(pathlib.Path(__file__).parent / "run_sdk.py"), *scripts]
    done = subprocess.run(words, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def left_out(case, version):
    return json.loads((FOLDER / case / "left-out.json").read_text(encoding="utf-8"))[f"sdk-{version}"]


COMPLETION = "    boto_session.events.register(event, complete)\n"


@pytest.fixture(scope="session")
def all_sent(tmp_path_factory):
    """What the scripts of all cases sent, by version and case: as they are, and, where they complete the SDK's request, without
    that."""
    def sent(version):
        whole = {script_of(case, version): case for case in [*CASES, UNKNOWN]}
        bare = {}
        folder = tmp_path_factory.mktemp(version)
        for case in CASES:
            text = pathlib.Path(script_of(case, version)).read_text(encoding="utf-8")
            if COMPLETION in text:
                path = folder / f"{case}.py"
                path.write_text(text.replace(COMPLETION, ""), encoding="utf-8")
                bare[str(path)] = case
        calls = run(version, [*whole, *bare])
        return [{case: calls[script] for script, case in scripts.items()} for scripts in (whole, bare)]

    with concurrent.futures.ThreadPoolExecutor() as both:
        return dict(zip(VERSIONS, both.map(sent, VERSIONS)))


@pytest.fixture(scope="session")
def sent(all_sent):
    return {version: whole for version, (whole, _) in all_sent.items()}


@pytest.fixture(scope="session")
def sent_bare(all_sent):
    return {version: bare for version, (_, bare) in all_sent.items()}


def created(calls):
    requests = [parameters for action, parameters in calls if action == "CreateHyperParameterTuningJob"]
    assert len(requests) == 1, calls
    return requests[0]


# Where the SDK sends something else than the request, and why that is the same. Each makes of a request what the SDK makes of
# it, and leaves what the SDK has made as it is; a test sees to it that each is needed.


def definitions(request):
    single = [request["TrainingJobDefinition"]] if "TrainingJobDefinition" in request else []
    return single + request.get("TrainingJobDefinitions", [])


def parameter_ranges(request):
    config = request["HyperParameterTuningJobConfig"]
    found = [config.get("ParameterRanges")] + [one.get("HyperParameterRanges") for one in definitions(request)]
    return [ranges for ranges in found if ranges]


def scaling_is_written(request):
    """`ScalingType` is always sent; AWS's default is Auto."""
    for ranges in parameter_ranges(request):
        for kind in ("IntegerParameterRanges", "ContinuousParameterRanges"):
            for one in ranges.get(kind, []):
                one.setdefault("ScalingType", "Auto")


def early_stopping_is_written(request):
    """`TrainingJobEarlyStoppingType` is always sent; AWS's default is Off."""
    request["HyperParameterTuningJobConfig"].setdefault("TrainingJobEarlyStoppingType", "Off")


def empty_ranges_are_written(request):
    """Version 2 sends the three lists of ranges, empty ones too."""
    for ranges in parameter_ranges(request):
        for kind in ("IntegerParameterRanges", "ContinuousParameterRanges", "CategoricalParameterRanges"):
            ranges.setdefault(kind, [])


def distribution_is_written(request):
    """Version 2 always sends `S3DataDistributionType`; AWS's default is FullyReplicated."""
    for definition in definitions(request):
        for channel in definition.get("InputDataConfig", []):
            if "S3DataSource" in channel["DataSource"]:
                channel["DataSource"]["S3DataSource"].setdefault("S3DataDistributionType", "FullyReplicated")


def machines_have_the_other_name(request):
    """Version 2 sends the machines as `HyperParameterTuningResourceConfig`, which has the same members but for those of
    warm pools, groups, plans and placement; with one of these the script sends `ResourceConfig`."""
    for definition in definitions(request):
        if definition.get("ResourceConfig", {}).keys() <= {
            "InstanceType",
            "InstanceCount",
            "VolumeSizeInGB",
            "VolumeKmsKeyId",
        }:
            if "ResourceConfig" in definition:
                definition["HyperParameterTuningResourceConfig"] = definition.pop("ResourceConfig")


def parents_are_a_set(request):
    """Version 2 keeps the parent jobs in a set; their order means nothing."""
    config = request.get("WarmStartConfig", {})
    config.get("ParentHyperParameterTuningJobs", []).sort(key=str)


def statics_are_written(request):
    """Version 2 always sends `StaticHyperParameters`, an empty map where there are none."""
    for definition in definitions(request):
        definition.setdefault("StaticHyperParameters", {})


def algorithms_have_defaults(request):
    """Version 2 asks AWS for an algorithm that goes by its name, and adds the defaults of its hyperparameters."""
    for definition in definitions(request):
        specification = definition["AlgorithmSpecification"]
        if "AlgorithmName" in specification and "TrainingImage" not in specification:
            definition["StaticHyperParameters"].setdefault("patience", "5")


EXCEPTIONS = {
    "v2": [
        scaling_is_written,
        early_stopping_is_written,
        empty_ranges_are_written,
        distribution_is_written,
        machines_have_the_other_name,
        parents_are_a_set,
        statics_are_written,
        algorithms_have_defaults,
    ],
    "v3": [scaling_is_written, early_stopping_is_written],
}


def with_exceptions(request, exceptions):
    request = copy.deepcopy(request)
    for exception in exceptions:
        exception(request)
    return request


def arrives(case, version, exceptions, sent):
    requests = [created(sent[version][case]), request_of(case)]
    arrived, wanted = [with_exceptions(request, exceptions) for request in requests]
    return arrived, wanted


def test_there_are_cases():
    assert len(CASES) >= 20 and {"maximal", "strange", "strange-ranges", "several", "algorithm"} <= set(CASES), CASES


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("case", CASES)
def test_the_request_arrives(case, version, sent):
    arrived, wanted = arrives(case, version, EXCEPTIONS[version], sent)
    assert arrived == wanted


@pytest.mark.parametrize("version", VERSIONS)
def test_each_exception_is_needed(version, sent):
    for exception in EXCEPTIONS[version]:
        others = [other for other in EXCEPTIONS[version] if other is not exception]
        both = [arrives(case, version, others, sent) for case in CASES]
        # A set may have the request's order by chance.
        assert any(arrived != wanted for arrived, wanted in both) or exception is parents_are_a_set, exception.__name__


def at(value, path):
    """What is at a path such as A.B[0]["c d"]; None where nothing is."""
    for index, quoted, name in re.findall(r'\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]|([^.\[]+)', path):
        try:
            value = value[int(index) if index else json.loads(quoted) if quoted else name]
        except (KeyError, IndexError):
            return None
    return value


# Requests that the SDK alone cannot send: version 2 sends None for the number of jobs of a grid without a limit, version 3 drops
# the empty text of a label, and botocore refuses both.
FAILS = {"v2": ["grid-without-limit"], "v3": ["warm-start"]}


@pytest.mark.parametrize("version", VERSIONS)
def test_what_is_left_out_is_what_the_sdk_loses(version, sent_bare):
    """Without the handler that completes the request, each member that is said to be left out is missing or is another; or the
    SDK fails."""
    assert len(sent_bare[version]) >= 8
    failed = []
    for case, calls in sent_bare[version].items():
        if calls[-1][0] == "FAILED":
            failed.append(case)
            continue
        for path in left_out(case, version):
            assert at(created(calls), path) != at(request_of(case), path), f"{case}: the SDK does carry {path}"
    assert failed == FAILS[version]


@pytest.mark.parametrize("version", VERSIONS)
def test_the_script_waits_when_asked_to(version, sent):
    # Only the first is run with --wait; version 3 asks once in any case, when it has created the job.
    asked = {case: [action for action, _ in sent[version][case]].count("DescribeHyperParameterTuningJob") for case in CASES}
    others = {asked[case] for case in CASES[1:]}
    assert len(others) == 1 and asked[CASES[0]] > max(others), asked


def test_the_algorithm_is_asked_for(sent):
    name = at(request_of("algorithm"), "TrainingJobDefinition.AlgorithmSpecification.AlgorithmName")
    assert ["DescribeAlgorithm", {"AlgorithmName": name}] in sent["v2"]["algorithm"]
    assert at(created(sent["v2"]["algorithm"]), "TrainingJobDefinition.AlgorithmSpecification.AlgorithmName") == name


@pytest.mark.parametrize("version", VERSIONS)
def test_a_member_that_botocore_does_not_know_is_refused_by_name(version, sent):
    action, why = sent[version][UNKNOWN][-1]
    assert action == "FAILED" and 'Unknown parameter in TrainingJobDefinition: "NewMember"' in why, why
