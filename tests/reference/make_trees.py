#!/usr/bin/env python3
"""Writes trees.json for tests/trees.rs: trees and metrics of XGBoost and scikit-learn.

Needs numpy, scikit-learn and xgboost (last run with 2.4.6, 1.9.1 and 3.2.0). Features have few digits, so that the file
is small and both sides read the same numbers. A tree is nested lists: a leaf is its value, a split is
[feature, threshold, whether missing values go left, gain, left, right], without the third and fourth for scikit-learn.
"""

import json
from pathlib import Path

import numpy as np
import xgboost as xgb
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

HERE = Path(__file__).parent
rng = np.random.default_rng(12)
METRICS = {
    "binary:logistic": ["logloss", "error", "auc"],
    "multi:softprob": ["mlogloss", "merror"],
    "reg:squarederror": ["rmse", "mae"],
}


def rows(count, width, digits, missing=0.0):
    x = np.round(rng.standard_normal((count, width)) * 2, digits)
    signal = x[:, 0] + x[:, 1] * x[:, 2 % width] / 2 + np.abs(x[:, -1])
    noisy = signal + rng.standard_normal(count)
    x[rng.random(x.shape) < missing] = np.nan
    return {
        "features": x,
        "binary:logistic": (noisy > 1.2).astype(int),
        "multi:softprob": np.digitize(noisy, [0.0, 2.0]),
        "reg:squarederror": np.round(noisy, 2),
    }


DATA = {
    "small": (rows(150, 4, 1), rows(60, 4, 1)),
    "missing": (rows(150, 4, 1, 0.2), rows(60, 4, 1, 0.2)),
    "many": (rows(700, 3, 3), rows(60, 3, 3)),
    "settings": (rows(400, 5, 2), rows(300, 5, 2)),
}


def matrix(part, objective):
    return xgb.DMatrix(part["features"].astype(np.float32), part[objective], nthread=1)


def boost(data, objective, parameters, rounds, seed=0):
    train, validation = (matrix(part, objective) for part in DATA[data])
    asked = {"objective": objective, "eval_metric": METRICS[objective], "tree_method": "hist", "nthread": 1, "seed": seed}
    if objective == "multi:softprob":
        asked["num_class"] = 3
    history = {}
    evaluated = [(train, "train"), (validation, "validation")]
    booster = xgb.train(asked | parameters, train, rounds, evals=evaluated, evals_result=history, verbose_eval=False)
    return booster, history


def short(number):
    return float(np.format_float_positional(np.float32(number), unique=True))


def nested(tree, node=0):
    if tree["left_children"][node] < 0:
        return short(tree["split_conditions"][node])
    return [
        tree["split_indices"][node],
        short(tree["split_conditions"][node]),
        tree["default_left"][node],
        short(tree["loss_changes"][node]),
        nested(tree, tree["left_children"][node]),
        nested(tree, tree["right_children"][node]),
    ]


def splits_case(data, objective, rounds, **parameters):
    booster, history = boost(data, objective, parameters, rounds)
    model = json.loads(booster.save_raw("json"))["learner"]
    return {
        "data": data,
        "objective": objective,
        "parameters": parameters,
        "trees": [nested(tree) for tree in model["gradient_booster"]["model"]["trees"]],
        "scores": [
            [history["train"][metric], history["validation"][metric]] for metric in METRICS[objective]
        ],
    }


def setting():
    return {
        "eta": round(float(rng.uniform(0.05, 0.5)), 3),
        "max_depth": int(rng.integers(2, 8)),
        "min_child_weight": round(float(rng.uniform(0.0, 8.0)), 2),
        "gamma": round(float(rng.choice([0.0, rng.uniform(0.0, 2.0)])), 2),
        "alpha": round(float(rng.choice([0.0, rng.uniform(0.0, 2.0)])), 2),
        "lambda": round(float(rng.uniform(0.1, 5.0)), 2),
    }


def settings(sampled):
    cases = []
    for number in range(20):
        objective = list(METRICS)[number % 3]
        parameters, rounds = setting(), int(rng.integers(10, 30))
        if sampled:
            parameters |= {
                "subsample": round(float(rng.uniform(0.4, 1.0)), 2),
                "colsample_bytree": round(float(rng.uniform(0.4, 1.0)), 2),
            }
        metric = METRICS[objective][0]
        losses = [
            boost("settings", objective, parameters, rounds, seed)[1]["validation"][metric][-1]
            for seed in range(400 if sampled else 1)
        ]
        case = {"objective": objective, "parameters": parameters, "rounds": rounds, "validation": float(np.mean(losses))}
        if sampled:
            case["deviation"] = float(np.std(losses, ddof=1))
        cases.append(case)
    return cases


def decision_nested(tree, node=0):
    if tree.children_left[node] < 0:
        return [float(f"{value:.10g}") for value in tree.value[node][0]]
    return [
        int(tree.feature[node]),
        float(tree.threshold[node]),
        decision_nested(tree, tree.children_left[node]),
        decision_nested(tree, tree.children_right[node]),
    ]


def decision_case(data, objective, **parameters):
    train, validation = DATA[data]
    kind = DecisionTreeRegressor if objective == "reg:squarederror" else DecisionTreeClassifier
    x, y = train["features"].astype(np.float32), train[objective].astype(np.float32)
    fitted = [kind(random_state=state, **parameters).fit(x, y) for state in range(20)]
    trees = [decision_nested(one.tree_) for one in fitted]
    # What depends on the order in which features are drawn is no reference.
    assert all(tree == trees[0] for tree in trees), (data, objective, parameters)
    predicted = fitted[0].predict(validation["features"].astype(np.float32))
    expected = validation[objective].astype(np.float32)
    is_number = objective == "reg:squarederror"
    score = np.sqrt(np.mean((predicted - expected) ** 2)) if is_number else np.mean(predicted == expected)
    return {"data": data, "objective": objective, "parameters": parameters, "tree": trees[0], "score": float(score)}


def data_json(parts):
    return [
        {
            name: [None if isinstance(x, float) and np.isnan(x) else x for x in values.ravel().tolist()]
            for name, values in part.items()
        }
        | {"width": part["features"].shape[1]}
        for part in parts
    ]


BINARY, MANY, NUMBER = METRICS
reference = {
    "splits": [
        splits_case("small", BINARY, 4, max_depth=3),
        splits_case("small", BINARY, 4, eta=0.2, max_depth=5, min_child_weight=0.0, **{"lambda": 0.3}),
        splits_case("small", BINARY, 5, max_depth=6, min_child_weight=3.0, alpha=0.5, gamma=0.4),
        splits_case("missing", BINARY, 4, max_depth=4, min_child_weight=2.0),
        splits_case("many", BINARY, 3, max_depth=4, gamma=1.0),
        splits_case("small", MANY, 3, max_depth=3, alpha=0.2),
        splits_case("missing", MANY, 2, max_depth=3, min_child_weight=1.5, **{"lambda": 2.0}),
        splits_case("small", NUMBER, 4, max_depth=3),
        splits_case("missing", NUMBER, 3, eta=0.5, max_depth=4, min_child_weight=5.0, alpha=1.0, gamma=3.0),
        splits_case("many", NUMBER, 3, max_depth=4, min_child_weight=10.0, **{"lambda": 0.0}),
    ],
    "settings": settings(sampled=False),
    "sampled": settings(sampled=True),
    "decision": [
        decision_case("many", BINARY, criterion="gini", max_leaf_nodes=9),
        decision_case("many", BINARY, criterion="entropy", max_depth=4, min_samples_leaf=15),
        decision_case("many", MANY, criterion="gini", min_samples_leaf=30),
        decision_case("many", MANY, criterion="entropy", max_leaf_nodes=12, min_samples_leaf=5),
        decision_case("many", NUMBER, criterion="squared_error", max_leaf_nodes=15),
        decision_case("many", NUMBER, criterion="squared_error", min_samples_leaf=20),
    ],
    "data": {name: data_json(parts) for name, parts in DATA.items()},
}
(HERE / "trees.json").write_text(json.dumps(reference, separators=(",", ":")) + "\n")
