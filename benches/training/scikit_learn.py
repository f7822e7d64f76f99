"""Samples a second of scikit-learn's MLPClassifier on the rows that come in, and what one training job led to.

Reads a JSON object from stdin, as benches/browser/training.mjs writes it, and prints another.
"""

import json
import sys
import time
import warnings

import numpy
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import log_loss
from sklearn.neural_network import MLPClassifier

# All epochs are trained: that the loss still falls is no news.
warnings.simplefilter("ignore", ConvergenceWarning)


def main() -> None:
    given = json.load(sys.stdin)
    case, rows = given["Case"], given["Rows"]
    values = case["HyperParameters"]

    def part(name: str) -> tuple[numpy.ndarray, numpy.ndarray]:
        labels = numpy.array(rows[name]["Labels"])
        # In 32 bits, as the others.
        features = numpy.array(rows[name]["Features"], dtype=numpy.float32)
        return features.reshape(len(labels), rows["Width"]), labels

    train, validation = part("Train"), part("Validation")

    def trained() -> MLPClassifier:
        model = MLPClassifier(
            hidden_layer_sizes=[values["hidden_units"]] * values["hidden_layers"],
            activation=values["activation"],
            solver=values["optimizer"],
            learning_rate_init=values["learning_rate"],
            momentum=values["momentum"],
            batch_size=values["mini_batch_size"],
            alpha=0,
            max_iter=case["Epochs"],
            # Neither of these may end it earlier.
            tol=0,
            n_iter_no_change=case["Epochs"] + 1,
        )
        return model.fit(*train)

    model = trained()
    metrics = {}
    for name, (features, labels) in {"train": train, "validation": validation}.items():
        metrics[f"{name}:loss"] = log_loss(labels, model.predict_proba(features))
        metrics[f"{name}:accuracy"] = model.score(features, labels)

    epochs = 0
    start = time.perf_counter()
    while (seconds := time.perf_counter() - start) < given["Seconds"]:
        epochs += trained().n_iter_
    print(json.dumps({"SamplesPerSecond": epochs * len(train[1]) / seconds, "Metrics": metrics}))


if __name__ == "__main__":
    main()
