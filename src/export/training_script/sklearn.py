def train(values, data):
    """Logistic regression by stochastic gradient descent; yields after each epoch how to predict and how to save."""
    import joblib
    from sklearn.linear_model import SGDClassifier

    x, y = data
    model = SGDClassifier(
        loss="log_loss",
        learning_rate="constant",
        eta0=pick(values, "learning_rate", "eta0", "lr", "eta", default=0.01),
        penalty=pick(values, "penalty", default="l2"),
        alpha=pick(values, "alpha", "wd", "weight_decay", "l2", default=0.0001),
        random_state=pick(values, "random_state", "seed", default=0),
    )
    for _ in range(pick(values, "epochs", "num_epochs", "n_epochs", "max_iter", "num_round", default=10)):
        model.partial_fit(x, y, classes=np.unique(y))
        yield model.predict_proba, lambda folder: joblib.dump(model, os.path.join(folder, "model.joblib"))


