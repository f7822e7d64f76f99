"""Writes facts.txt: what AWS's own sources say, for the tests to compare the catalogue with.

    python tests/catalogue/make_facts.py GUIDE SDK XGBOOST > tests/catalogue/facts.txt

GUIDE is a checkout of awsdocs/amazon-sagemaker-developer-guide (commit a869fa5, June 2023: the last with pages), SDK one of
aws/sagemaker-python-sdk (a248126), XGBOOST one of aws/sagemaker-xgboost-container (cb8df91). Only names and numbers are taken.
A line is a fact, its parts between tabs:

    metric      SOURCE  NAME        Maximize or Minimize
    range       SOURCE  NAME        Continuous, Integer or Categorical    MIN MAX, or the values
    accounts    SOURCE  REPOSITORY  REGION=ACCOUNT…
    tags        SOURCE  REPOSITORY  the versions
"""

import ast
import json
import pathlib
import re
import sys

ALGORITHMS = """blazingtext factorization-machines forecasting-deepar image-classification ipinsights kmeans knn lda
    linear-learner ntm object-detection object2vec pca randomcutforest semantic-segmentation seq2seq xgboost""".split()
NUMBER = r"-?[0-9]+(?:\.[0-9]+)?(?:e-?[0-9]+)?"


def say(*parts):
    print("\t".join(parts))


def bare(text):
    return re.sub(r"[`'\"‘’]", "", text.replace("\\", "")).strip()


def tuning_page(page):
    """The two tables of a page: metrics, and ranges."""
    for line in page.read_text(encoding="utf-8").splitlines():
        row = [bare(cell) for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(row) < 3:
            continue
        if row[2].capitalize() in ("Maximize", "Minimize"):
            say("metric", page.stem, row[0], row[2].capitalize())
        elif "Parameter" in row[1] and "Range" in row[1]:
            bounds = re.findall(rf"M(?:in|ax)Value: *({NUMBER})", row[2])
            pair = re.fullmatch(rf"\[({NUMBER}) ?[-,] ?({NUMBER})\]", row[2])
            bounds = list(pair.groups()) if pair else bounds
            # A row with two ranges, for two types, counts as what both cover.
            ends = [min(bounds, key=float), max(bounds, key=float)] if bounds else None
            values = re.search(r"\[(.*)\]", row[2])
            say("range", page.stem, row[0], row[1].split("Parameter")[0], *(ends or re.split(r" *, *", values.group(1))))


def xgboost_container(package):
    """What the container declares: newer than the page."""
    for statement in ast.parse((package / "constants/xgb_constants.py").read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.Assign) and statement.targets[0].id in ("XGB_MAXIMIZE_METRICS", "XGB_MINIMIZE_METRICS"):
            for name in ast.literal_eval(statement.value):
                direction = statement.targets[0].id.split("_")[1].capitalize()
                say("metric", "xgboost-container", f"validation:{name}", direction)
    code = (package / "algorithm_mode/hyperparameter_validation.py").read_text(encoding="utf-8")
    tunable = (
        r'hpv\.(\w+)Hyperparameter\(\s*name="(\w+)"(?:(?!Hyperparameter\().)*?'
        r"tunable_recommended_range=hpv\.Interval\(min_closed=([\d.]+), max_closed=([\d.]+)"
    )
    for kind, name, least, most in re.findall(tunable, code, re.DOTALL):
        say("range", "xgboost-container", name, kind, least, most)


def accounts(source, found):
    """`found`: (repository, region) → accounts."""
    rows = {}
    for (repository, region), numbers in sorted(found.items()):
        # The isolated Regions have domains of their own.
        if "iso" not in region:
            rows.setdefault(repository, []).extend(f"{region}={number}" for number in sorted(numbers))
    for repository, row in rows.items():
        say("accounts", source, repository, *row)


guide, sdk, xgboost = map(pathlib.Path, sys.argv[1:])
for page in sorted(guide.glob("doc_source/*-tuning.md")):
    if not page.stem.startswith(("automatic", "sagemaker-rl", "autogluon")):
        tuning_page(page)
xgboost_container(xgboost / "src/sagemaker_xgboost_container")
found, tags = {}, {}
for name in ALGORITHMS:
    content = json.loads((sdk / f"sagemaker-core/src/sagemaker/core/image_uri_config/{name}.json").read_text(encoding="utf-8"))
    for tag, version in content.get("training", content)["versions"].items():
        tags.setdefault(version["repository"], []).append(tag)
        for region, number in version["registries"].items():
            found.setdefault((version["repository"], region), set()).add(number)
accounts("sagemaker-python-sdk", found)
for repository, versions in sorted(tags.items()):
    say("tags", "sagemaker-python-sdk", repository, *versions)
found = {}
for page in sorted(guide.glob("doc_source/ecr-*.md")):
    text = page.read_text(encoding="utf-8").replace("\\", "")
    for number, region, repository in re.findall(r"(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[a-z.]+/([a-z0-9-]+):<tag>", text):
        if repository in [*ALGORITHMS, "sagemaker-xgboost"]:
            found.setdefault((repository, region), set()).add(number)
accounts("ecr-pages", found)
