"""What was trained for the recorded surfaces: ranges, data and the loss of one configuration. record.py calls it.

The data sets come with scikit-learn: digits (UCI optical recognition of handwritten digits, CC BY 4.0), breast cancer (UCI
breast cancer Wisconsin diagnostic, CC BY 4.0), diabetes (Efron, Hastie, Johnstone and Tibshirani, "Least angle regression", 2004,
distributed with scikit-learn under BSD-3-Clause).
"""

from collections.abc import Callable
from dataclasses import dataclass

from .space import Categorical, Configuration, Continuous, Integer, Space


@dataclass(frozen=True)
class Recorded:
    """A surface: where, what is minimised (in words), and the training, which gives the loss."""

    name: str
    space: Space
    loss: str
    train: Callable[[Configuration], float]


def mlp_digits(c: Configuration) -> float:
    from sklearn.datasets import load_digits
    from sklearn.neural_network import MLPClassifier

    x, y = load_digits(return_X_y=True)
    model = MLPClassifier(
        hidden_layer_sizes=(c["hidden_units"],),
        activation=c["activation"],
        solver=c["solver"],
        alpha=c["alpha"],
        batch_size=c["batch_size"],
        learning_rate_init=c["learning_rate"],
        max_iter=10,
        random_state=1,
    )
    return 1.0 - _cross_validated(model, x / 16.0, y, "accuracy", 2)


def xgboost_cancer(c: Configuration) -> float:
    from sklearn.datasets import load_breast_cancer
    from xgboost import XGBClassifier

    x, y = load_breast_cancer(return_X_y=True)
    model = XGBClassifier(
        learning_rate=c["eta"],
        max_depth=c["max_depth"],
        min_child_weight=c["min_child_weight"],
        subsample=c["subsample"],
        colsample_bytree=c["colsample_bytree"],
        reg_lambda=c["lambda"],
        n_estimators=c["num_round"],
        tree_method="hist",
        n_jobs=1,
        random_state=1,
    )
    return -_cross_validated(model, x, y, "neg_log_loss", 2)


def logistic_digits(c: Configuration) -> float:
    from sklearn.datasets import load_digits
    from sklearn.linear_model import SGDClassifier

    x, y = load_digits(return_X_y=True)
    model = SGDClassifier(
        loss="log_loss",
        penalty="elasticnet",
        alpha=c["alpha"],
        l1_ratio=c["l1_ratio"],
        learning_rate=c["schedule"],
        eta0=c["eta0"],
        average=c["average"] == "yes",
        max_iter=c["epochs"],
        tol=None,
        random_state=1,
    )
    return -_cross_validated(model, x / 16.0, y, "neg_log_loss", 2)


def mlp_diabetes(c: Configuration) -> float:
    from sklearn.datasets import load_diabetes
    from sklearn.neural_network import MLPRegressor
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    x, y = load_diabetes(return_X_y=True)
    model = MLPRegressor(
        hidden_layer_sizes=(c["hidden_units"],) * c["hidden_layers"],
        activation=c["activation"],
        solver=c["solver"],
        alpha=c["alpha"],
        batch_size=c["batch_size"],
        learning_rate_init=c["learning_rate"],
        max_iter=c["epochs"],
        tol=0.0,
        n_iter_no_change=1000,
        random_state=1,
    )
    target = (y - y.mean()) / y.std()
    return -_cross_validated(make_pipeline(StandardScaler(), model), x, target, "neg_root_mean_squared_error", 2)


def _cross_validated(model, x, y, score: str, folds: int) -> float:
    """The mean over the folds. Raises where a training diverges."""
    from sklearn.base import is_classifier
    from sklearn.model_selection import KFold, StratifiedKFold, cross_val_score

    split = (StratifiedKFold if is_classifier(model) else KFold)(folds, shuffle=True, random_state=1)
    return float(cross_val_score(model, x, y, scoring=score, cv=split, error_score="raise").mean())


SURFACES = (
    Recorded(
        "mlp-digits",
        (
            Continuous("learning_rate", 1e-4, 1.0, log=True),
            Continuous("alpha", 1e-6, 1.0, log=True),
            Integer("hidden_units", 4, 128, log=True),
            Integer("batch_size", 8, 256, log=True),
            Categorical("activation", ("relu", "tanh", "logistic")),
            Categorical("solver", ("adam", "sgd")),
        ),
        "share of errors, 2 folds, 10 epochs",
        mlp_digits,
    ),
    Recorded(
        "xgboost-cancer",
        (
            Continuous("eta", 0.003, 1.0, log=True),
            Integer("max_depth", 1, 10),
            Continuous("min_child_weight", 0.1, 30.0, log=True),
            Continuous("subsample", 0.2, 1.0),
            Continuous("colsample_bytree", 0.2, 1.0),
            Continuous("lambda", 1e-3, 1e3, log=True),
            Integer("num_round", 10, 300, log=True),
        ),
        "logarithmic loss, 2 folds",
        xgboost_cancer,
    ),
    Recorded(
        "logistic-digits",
        (
            Continuous("alpha", 1e-7, 1.0, log=True),
            Continuous("l1_ratio", 0.0, 1.0),
            Continuous("eta0", 1e-4, 10.0, log=True),
            Integer("epochs", 1, 30, log=True),
            Categorical("schedule", ("constant", "optimal", "invscaling", "adaptive")),
            Categorical("average", ("no", "yes")),
        ),
        "logarithmic loss, 2 folds",
        logistic_digits,
    ),
    Recorded(
        "mlp-diabetes",
        (
            Continuous("learning_rate", 1e-5, 1.0, log=True),
            Continuous("alpha", 1e-4, 100.0, log=True),
            Integer("hidden_units", 2, 64, log=True),
            Integer("hidden_layers", 1, 3),
            Integer("batch_size", 8, 128, log=True),
            Integer("epochs", 3, 50, log=True),
            Categorical("activation", ("relu", "tanh", "logistic", "identity")),
            Categorical("solver", ("adam", "sgd")),
        ),
        "root mean squared error of the standardised target, 2 folds",
        mlp_diabetes,
    ),
)
