"""Writes members.json and maximal_request.json from the installed botocore's service model.

    python tests/aws/make_maximal_request.py
"""

import json
import pathlib

import service_model

HERE = pathlib.Path(__file__).parent


def files():
    """What the two files should hold."""
    return {
        "members.json": one_member_a_line(service_model.members()),
        "maximal_request.json": json.dumps(service_model.maximal_request(), indent=2) + "\n",
    }


def one_member_a_line(listed):
    lines = [f"    {json.dumps(path)}: {json.dumps(entry)}" for path, entry in listed["members"].items()]
    body = ",\n".join(lines)
    return f'{{\n  "botocore": {json.dumps(listed["botocore"])},\n  "members": {{\n{body}\n  }}\n}}\n'


if __name__ == "__main__":
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8")
        print("wrote", HERE / name)
