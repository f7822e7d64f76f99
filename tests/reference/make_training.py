#!/usr/bin/env python3
"""Trains the cases of training_inputs.json in NumPy, in float64, and writes training.json for tests/numerics.rs.

Needs numpy and scikit-learn (last run with 2.4.6 and 1.9.1). Written from the formulas at the
head of src/model/network.rs and src/model/optimizer.rs, with whole matrices instead of tiles: rows are rows, X @ W.T + b.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

HERE = Path(__file__).parent

ACTIVATIONS = {
    "relu": (lambda z: np.maximum(z, 0.0), lambda z: (z > 0.0).astype(float)),
    "tanh": (np.tanh, lambda z: 1.0 - np.tanh(z) ** 2),
    "sigmoid": (lambda z: 1.0 / (1.0 + np.exp(-z)), lambda z: np.exp(-z) / (1.0 + np.exp(-z)) ** 2),
}


def table(part, width):
    return np.array(part["features"], dtype=float).reshape(-1, width), np.array(part["labels"])


def unflatten(flat, widths):
    """[(W, b)] of the flat list of parameters."""
    layers, at = [], 0
    for inputs, outputs in zip(widths, widths[1:]):
        w = np.array(flat[at : at + inputs * outputs], dtype=float).reshape(outputs, inputs)
        at += inputs * outputs
        layers.append([w, np.array(flat[at : at + outputs], dtype=float)])
        at += outputs
    assert at == len(flat)
    return layers


def forward(layers, x, f):
    """Sums z of each layer, and the logarithms of the class probabilities."""
    sums, a = [], x
    for index, (w, b) in enumerate(layers):
        sums.append(a @ w.T + b)
        if index + 1 < len(layers):
            a = f(sums[-1])
    z = sums[-1]
    z = z - z.max(axis=1, keepdims=True)
    return sums, z - np.log(np.exp(z).sum(axis=1, keepdims=True))


def score(log_p, y):
    """Summed loss and number of hits."""
    return -log_p[np.arange(len(y)), y].sum(), (log_p.argmax(axis=1) == y).sum()


def gradients(layers, x, y, sums, log_p, case):
    f, slope = ACTIVATIONS[case["activation"]] if len(layers) > 1 else (None, None)
    delta = (np.exp(log_p) - np.eye(log_p.shape[1])[y]) / len(y)
    result = []
    for index in reversed(range(len(layers))):
        w, _ = layers[index]
        below = x if index == 0 else f(sums[index - 1])
        result.insert(0, [delta.T @ below + case["l2"] * w + case["l1"] * np.sign(w), delta.sum(axis=0)])
        if index > 0:
            delta = (delta @ w) * slope(sums[index - 1])
    return result


def update(parameter, gradient, memory, t, case):
    rate = case["learning_rate"]
    if case["optimizer"] == "sgd":
        memory["v"] = case["momentum"] * memory.get("v", 0.0) + gradient
        parameter -= rate * memory["v"]
    elif case["optimizer"] == "adam":
        memory["m"] = 0.9 * memory.get("m", 0.0) + 0.1 * gradient
        memory["s"] = 0.999 * memory.get("s", 0.0) + 0.001 * gradient**2
        parameter -= rate * (memory["m"] / (1 - 0.9**t)) / (np.sqrt(memory["s"] / (1 - 0.999**t)) + 1e-8)
    else:
        memory["s"] = 0.99 * memory.get("s", 0.0) + 0.01 * gradient**2
        parameter -= rate * gradient / (np.sqrt(memory["s"]) + 1e-8)


def train(case, data):
    x, y = table(data["train"], data["width"])
    validation_x, validation_y = table(data["validation"], data["width"])
    layers = unflatten(case["parameters"], case["widths"])
    memories = [[{}, {}] for _ in layers]
    f = ACTIVATIONS[case["activation"]][0] if len(layers) > 1 else None
    epochs, t = [], 0
    for epoch in range(case["epochs"]):
        order = np.array(case["orders"][epoch]) if case["orders"] else np.arange(len(y))
        loss, hits = 0.0, 0
        for start in range(0, len(y), case["mini_batch_size"]):
            batch = order[start : start + case["mini_batch_size"]]
            sums, log_p = forward(layers, x[batch], f)
            batch_loss, batch_hits = score(log_p, y[batch])
            loss, hits, t = loss + batch_loss, hits + batch_hits, t + 1
            steps = gradients(layers, x[batch], y[batch], sums, log_p, case)
            for layer, gradient, memory in zip(layers, steps, memories):
                for part in range(2):
                    update(layer[part], gradient[part], memory[part], t, case)
        validation_loss, validation_hits = score(forward(layers, validation_x, f)[1], validation_y)
        rows, validation_rows = len(y), len(validation_y)
        epochs.append([loss / rows, hits / rows, validation_loss / validation_rows, validation_hits / validation_rows])
    return [[float(value) for value in epoch] for epoch in epochs]


def optimum(name, data, l2):
    x, y = table(data["train"], data["width"])
    model = LogisticRegression(C=1.0 / (len(y) * l2), tol=1e-12, max_iter=100_000).fit(x, y)
    log_p = model.predict_log_proba(x)
    biases = model.intercept_ - model.intercept_.mean()
    parameters = [*model.coef_.ravel().tolist(), *biases.tolist()]
    return {"dataset": name, "l2": l2, "loss": float(score(log_p, y)[0] / len(y)), "parameters": parameters}


def main():
    inputs = json.loads((HERE / "training_inputs.json").read_text())
    datasets = inputs["datasets"]
    result = {
        "cases": [train(case, datasets[case["dataset"]]) for case in inputs["cases"]],
        "optima": [optimum(name, datasets[name], l2) for name in ["iris", "blobs"] for l2 in [0.02, 0.1]],
    }
    (HERE / "training.json").write_text(json.dumps(result) + "\n")


if __name__ == "__main__":
    main()
