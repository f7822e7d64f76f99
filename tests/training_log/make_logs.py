"""Makes the real logs in logs/: tiny trainings, what they print, and beside it the numbers that the script knows.

    python tests/training_log/make_logs.py NAME...

Each NAME trains in a process of its own, with its output in a pipe as in a container; logs/NAME.log is that output, byte for
byte (KEPT says where lines are left out), and logs/NAME.json has the versions and the series. The packages that a NAME needs are in its function.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

LOGS = Path(__file__).parent / "logs"
HISTORY = "HISTORY_FILE"

# Of these logs only some lines are kept: others are many, or name folders of the machine.
KEPT = {
    "spark": lambda line: b"LBFGS" in line or line.startswith(b"epoch="),
    "tensorflow-estimator": lambda line: line.startswith(b"INFO:tensorflow:") and b"/tmp/" not in line,
}


def data():
    """Two noisy classes in four dimensions: features and labels, of training and validation."""
    import numpy as np

    rng = np.random.default_rng(7)
    x = rng.normal(size=(240, 4)).astype("float32")
    y = (x[:, 0] + 0.5 * x[:, 1] + 0.6 * rng.normal(size=240) > 0).astype("int64")
    return x[:160], y[:160], x[160:], y[160:]


def know(packages, **series):
    """Writes what the script knows: each metric's values in the order of their lines."""
    import importlib.metadata as metadata
    import platform

    made = ", ".join(f"{package} {metadata.version(package)}" for package in packages)
    series = {name: [float(value) for value in values] for name, values in series.items()}
    text = json.dumps({"Made": f"{made}, Python {platform.python_version()}", "Series": series}, indent=1)
    Path(os.environ[HISTORY]).write_text(text + "\n")


def xgboost():
    import xgboost as xgb

    x, y, vx, vy = data()
    known = {}
    xgb.train(
        {"objective": "binary:logistic", "eval_metric": ["logloss", "error", "auc"], "max_depth": 3, "seed": 1},
        xgb.DMatrix(x, y),
        num_boost_round=8,
        evals=[(xgb.DMatrix(x, y), "train"), (xgb.DMatrix(vx, vy), "validation")],
        evals_result=known,
    )
    know(["xgboost"], **{f"{part}:{name}": values for part in known for name, values in known[part].items()})


def lightgbm():
    import lightgbm as lgb

    x, y, vx, vy = data()
    train = lgb.Dataset(x, y)
    known = {}
    lgb.train(
        {"objective": "binary", "metric": ["auc", "binary_logloss"], "num_leaves": 7, "seed": 1},
        train,
        num_boost_round=8,
        valid_sets=[train, lgb.Dataset(vx, vy, reference=train)],
        valid_names=["train", "validation"],
        callbacks=[lgb.log_evaluation(1), lgb.record_evaluation(known)],
    )
    know(["lightgbm"], **{f"{part}:{name}": values for part in known for name, values in known[part].items()})


def catboost():
    from catboost import CatBoostClassifier

    x, y, vx, vy = data()
    model = CatBoostClassifier(iterations=8, depth=3, random_seed=1, allow_writing_files=False, thread_count=1)
    model.fit(x, y, eval_set=(vx, vy))
    known = model.get_evals_result()
    best = model.get_best_score()["validation"]["Logloss"]
    series = {"train:Logloss": known["learn"]["Logloss"], "validation:Logloss": known["validation"]["Logloss"]}
    know(["catboost"], **series, **{"validation:best": [best]})


def scikit_learn():
    import warnings

    from sklearn.neural_network import MLPClassifier

    warnings.filterwarnings("ignore")
    x, y, *_ = data()
    model = MLPClassifier(8, max_iter=8, verbose=True, early_stopping=True, random_state=1).fit(x, y)
    know(["scikit-learn"], **{"train:loss": model.loss_curve_, "validation:accuracy": model.validation_scores_})


def scikit_learn_script():
    import numpy as np
    from sklearn.linear_model import SGDClassifier
    from sklearn.metrics import log_loss

    x, y, vx, vy = data()
    model = SGDClassifier(loss="log_loss", random_state=1)
    losses, accuracies = [], []
    for epoch in range(1, 6):
        model.partial_fit(x, y, classes=np.unique(y))
        losses.append(log_loss(vy, model.predict_proba(vx)))
        accuracies.append(model.score(vx, vy))
        print(f"epoch={epoch}; validation:loss={losses[-1]}; validation:accuracy={accuracies[-1]};")
    know(["scikit-learn"], **{"validation:loss": losses, "validation:accuracy": accuracies})


def keras_fit(verbose):
    os.environ["KERAS_BACKEND"] = "jax"
    import keras

    keras.utils.set_random_seed(1)
    x, y, vx, vy = data()
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(2, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    known = model.fit(x, y, epochs=5, batch_size=16, validation_data=(vx, vy), verbose=verbose).history
    names = {"loss": "train:loss", "accuracy": "train:accuracy"}
    names |= {"val_loss": "validation:loss", "val_accuracy": "validation:accuracy"}
    know(["keras", "jax"], **{names[name]: values for name, values in known.items()})


def keras():
    keras_fit(1)


def keras_one_line():
    keras_fit(2)


def chainer():
    """numpy below 1.24, setuptools below 66."""
    import warnings

    warnings.filterwarnings("ignore")
    import chainer
    import chainer.functions as F
    import chainer.links as L
    from chainer import training
    from chainer.training import extensions

    x, y, vx, vy = data()
    y, vy = y.astype("int32"), vy.astype("int32")

    class Network(chainer.Chain):
        def __init__(self):
            super().__init__()
            with self.init_scope():
                self.hidden = L.Linear(4, 8)
                self.out = L.Linear(8, 2)

        def forward(self, rows):
            return self.out(F.relu(self.hidden(rows)))

    import numpy as np

    np.random.seed(1)
    model = L.Classifier(Network())
    optimizer = chainer.optimizers.Adam().setup(model)
    rows = lambda x, y, train: chainer.iterators.SerialIterator(
        chainer.datasets.TupleDataset(x, y), 16, repeat=train, shuffle=False
    )
    updater = training.StandardUpdater(rows(x, y, True), optimizer)
    trainer = training.Trainer(updater, (5, "epoch"), out=tempfile.mkdtemp())
    trainer.extend(extensions.Evaluator(rows(vx, vy, False), model))
    report = extensions.LogReport()
    trainer.extend(report)
    entries = ["epoch", "main/loss", "validation/main/loss", "main/accuracy", "validation/main/accuracy", "elapsed_time"]
    trainer.extend(extensions.PrintReport(entries))
    trainer.run()
    names = {"main/loss": "train:loss", "main/accuracy": "train:accuracy"}
    names |= {"validation/main/loss": "validation:loss", "validation/main/accuracy": "validation:accuracy"}
    know(["chainer", "numpy"], **{names[entry]: [row[entry] for row in report.log] for entry in names})


def mxnet_fit(callback):
    """numpy below 1.24."""
    import logging

    import mxnet as mx
    import numpy as np

    logging.basicConfig(level=logging.INFO)
    mx.random.seed(1)
    np.random.seed(1)
    x, y, vx, vy = data()
    rows = lambda x, y: mx.io.NDArrayIter(x, y.astype("float32"), 16, label_name="softmax_label")
    net = mx.sym.FullyConnected(mx.sym.Variable("data"), num_hidden=8)
    net = mx.sym.FullyConnected(mx.sym.Activation(net, act_type="relu"), num_hidden=2)
    module = mx.mod.Module(mx.sym.SoftmaxOutput(net, name="softmax"), context=mx.cpu())
    known = {"train": [], "validation": []}

    def after_batch(param):
        if param.nbatch == 9:
            known["train"].append(dict(param.eval_metric.get_name_value())["accuracy"])

    def after_validation(param):
        known["validation"].append(dict(param.eval_metric.get_name_value())["accuracy"])

    callbacks = [after_validation] + ([mx.callback.LogValidationMetricsCallback()] if callback else [])
    module.fit(
        rows(x, y),
        rows(vx, vy),
        eval_metric="acc",
        num_epoch=5,
        optimizer="adam",
        batch_end_callback=[mx.callback.Speedometer(16, 5, auto_reset=False), after_batch],
        eval_end_callback=callbacks,
    )
    # With the callback, the module and the callback write the same line.
    times = 2 if callback else 1
    validation = [value for value in known["validation"] for _ in range(times)]
    know(["mxnet", "numpy"], **{"train:accuracy": known["train"], "validation:accuracy": validation})


def mxnet():
    mxnet_fit(False)


def mxnet_callback():
    mxnet_fit(True)


def tensorflow_estimator():
    """tensorflow 2.15: the last with estimators."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import tensorflow as tf

    tf.get_logger().setLevel("INFO")
    x, y, vx, vy = data()
    columns = [tf.feature_column.numeric_column("x", shape=(4,))]
    config = tf.estimator.RunConfig(tf_random_seed=1, model_dir=tempfile.mkdtemp())
    model = tf.estimator.DNNClassifier([8], columns, n_classes=2, config=config)
    rows = lambda x, y, times: lambda: tf.data.Dataset.from_tensor_slices(({"x": x}, y)).repeat(times).batch(16)
    known = {"accuracy": [], "auc": [], "loss": []}
    for _ in range(3):
        model.train(rows(x, y, 1))
        for name, value in model.evaluate(rows(vx, vy, 1)).items():
            known.setdefault(name, []).append(value)
    series = {f"validation:{name}": known[name] for name in ("accuracy", "auc", "loss")}
    know(["tensorflow-cpu", "tensorflow-estimator"], **series)


def torch_data():
    import torch

    torch.manual_seed(1)
    return [torch.from_numpy(part) for part in data()]


def pytorch():
    """The prints of the MNIST example of pytorch/examples."""
    import torch
    import torch.nn.functional as F

    x, y, vx, vy = torch_data()
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))
    optimizer = torch.optim.Adam(model.parameters(), lr=0.01)
    losses, accuracies = [], []
    for epoch in range(1, 5):
        for index in range(0, 160, 16):
            optimizer.zero_grad()
            loss = F.cross_entropy(model(x[index : index + 16]), y[index : index + 16])
            loss.backward()
            optimizer.step()
            if index % 80 == 0:
                part = (epoch, index, 160, 100.0 * index / 160, loss.item())
                print("Train Epoch: {} [{}/{} ({:.0f}%)]\tLoss: {:.6f}".format(*part))
        with torch.no_grad():
            out = model(vx)
        losses.append(F.cross_entropy(out, vy).item())
        correct = (out.argmax(1) == vy).sum().item()
        accuracies.append(round(100 * correct / 80))
        print(f"\nTest set: Average loss: {losses[-1]:.4f}, Accuracy: {correct}/80 ({100 * correct / 80:.0f}%)\n")
    know(["torch"], **{"validation:loss": losses, "validation:accuracy": accuracies})


def lightning():
    import logging
    import warnings

    warnings.filterwarnings("ignore")
    import lightning as L
    import torch
    import torch.nn.functional as F

    x, y, vx, vy = torch_data()
    known = {"validation:loss": [], "validation:accuracy": [], "train:loss": []}

    class Model(L.LightningModule):
        def __init__(self):
            super().__init__()
            self.net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 2))

        def training_step(self, batch, _):
            loss = F.cross_entropy(self.net(batch[0]), batch[1])
            self.log("train_loss", loss, prog_bar=True, on_step=False, on_epoch=True)
            return loss

        def validation_step(self, batch, _):
            out = self.net(batch[0])
            self.log("val_loss", F.cross_entropy(out, batch[1]), prog_bar=True)
            self.log("val_acc", (out.argmax(1) == batch[1]).float().mean(), prog_bar=True)

        def configure_optimizers(self):
            return torch.optim.Adam(self.parameters(), lr=0.01)

    class Known(L.Callback):
        def on_train_epoch_end(self, trainer, model):
            metrics = trainer.callback_metrics
            known["train:loss"].append(metrics["train_loss"])
            known["validation:loss"].append(metrics["val_loss"])
            known["validation:accuracy"].append(metrics["val_acc"])

    rows = lambda x, y: torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x, y), batch_size=16)
    bar = L.pytorch.callbacks.TQDMProgressBar(refresh_rate=5)
    trainer = L.Trainer(
        max_epochs=4,
        accelerator="cpu",
        logger=False,
        enable_checkpointing=False,
        enable_model_summary=False,
        num_sanity_val_steps=0,
        callbacks=[bar, Known()],
    )
    trainer.fit(Model(), rows(x, y), rows(vx, vy))
    know(["lightning", "torch"], **known)


def hugging_face():
    import numpy as np
    import torch
    from transformers import BertConfig, BertForSequenceClassification, Trainer, TrainingArguments

    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    config = BertConfig(
        vocab_size=32,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=8,
    )

    def rows(count):
        words = rng.integers(0, 32, size=(count, 6))
        return [{"input_ids": row.tolist(), "labels": int(row[0] > 15)} for row in words]

    train, validation = rows(96), rows(48)
    arguments = TrainingArguments(
        tempfile.mkdtemp(),
        num_train_epochs=4,
        per_device_train_batch_size=16,
        learning_rate=1e-2,
        eval_strategy="epoch",
        logging_strategy="epoch",
        save_strategy="no",
        report_to=[],
        seed=1,
        use_cpu=True,
    )
    accuracy = lambda prediction: {"accuracy": float((prediction[0].argmax(-1) == prediction[1]).mean())}
    trainer = Trainer(
        BertForSequenceClassification(config), arguments, train_dataset=train, eval_dataset=validation, compute_metrics=accuracy
    )
    trainer.train()
    history = trainer.state.log_history
    of = lambda name: [entry[name] for entry in history if name in entry]
    series = {"train:loss": of("loss"), "validation:loss": of("eval_loss"), "validation:accuracy": of("eval_accuracy")}
    know(["transformers", "torch"], **series)


def spark():
    """Spark's own log at INFO; a Java runtime. Only the lines of the optimiser and of the script are kept."""
    from pyspark.ml.classification import LogisticRegression
    from pyspark.ml.evaluation import BinaryClassificationEvaluator
    from pyspark.ml.linalg import Vectors
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("INFO")
    x, y, vx, vy = data()
    frame = lambda x, y: session.createDataFrame(
        [(Vectors.dense([float(value) for value in row]), float(label)) for row, label in zip(x, y)], ["features", "label"]
    )
    train, validation = frame(x, y), frame(vx, vy)
    auc = []
    history = []
    for epochs in range(1, 4):
        model = LogisticRegression(maxIter=epochs).fit(train)
        history.extend(model.summary.objectiveHistory[1:])
        auc.append(BinaryClassificationEvaluator().evaluate(model.transform(validation)))
        print(f"epoch={epochs}; validation:auc={auc[-1]};", flush=True)
    session.stop()
    know(["pyspark"], **{"train:objective": history, "validation:auc": auc})


def main():
    names = sys.argv[1:]
    if HISTORY in os.environ:
        globals()[names[0].replace("-", "_")]()
        return
    LOGS.mkdir(exist_ok=True)
    for name in names:
        environment = {**os.environ, HISTORY: str(LOGS / f"{name}.json"), "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, __file__, name]
        ran = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        output = ran.stdout
        if name in KEPT:
            output = b"".join(line for line in output.splitlines(True) if KEPT[name](line))
        (LOGS / f"{name}.log").write_bytes(output)
        if ran.returncode:
            sys.exit(f"{name} ended with {ran.returncode}; see its log")


if __name__ == "__main__":
    main()
