"""Writes members.json, operations.json and maximal_request.json from the installed botocore's service model.

    python tests/aws/make_maximal_request.py
"""

import json
import pathlib

import service_model

HERE = pathlib.Path(__file__).parent


def files():
    """What the files should hold."""
    return {
        "members.json": one_member_a_line(service_model.members()),
        "operations.json": operations(),
        "maximal_request.json": json.dumps(service_model.maximal_request(), indent=2) + "\n",
    }


def operations():
    """The members of the requests of the other operations, by operation."""
    listed = {name: service_model.members(name)["members"] for name in service_model.OPERATIONS}
    parts = [f'  {json.dumps(name)}: {{\n{lines_of(members)}\n  }}' for name, members in listed.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def one_member_a_line(listed):
    body = lines_of(listed["members"])
    return f'{{\n  "botocore": {json.dumps(listed["botocore"])},\n  "members": {{\n{body}\n  }}\n}}\n'


def lines_of(members):
    return ",\n".join(f"    {json.dumps(path)}: {json.dumps(entry)}" for path, entry in members.items())


if __name__ == "__main__":
    for name, text in files().items():
        (HERE / name).write_text(text, encoding="utf-8")
        print("wrote", HERE / name)
