# What XGBoost knows, see https://xgboost.readthedocs.io/en/stable/parameter.html
KNOWN = (
    "booster eta learning_rate gamma max_depth min_child_weight max_delta_step subsample colsample_bytree "
    "colsample_bylevel colsample_bynode lambda reg_lambda alpha reg_alpha tree_method max_leaves grow_policy max_bin "
    "scale_pos_weight base_score seed"
).split()


def train(values, data):
    """Boosted trees; yields after each round how to predict and how to save."""
    import xgboost

    x, y = data
    parameters = {name: pick(values, name, default=None) for name in KNOWN if name in values}
    parameters.update(objective="multi:softprob", num_class=int(y.max()) + 1, verbosity=0)
    table = xgboost.DMatrix(x, label=y)
    booster = xgboost.Booster(parameters, [table])
    rounds = pick(values, "num_round", "num_boost_round", "n_estimators", "epochs", default=10)
    for round_ in range(rounds):
        booster.update(table, round_)
        yield (
            lambda rows: booster.predict(xgboost.DMatrix(rows)),
            lambda folder: booster.save_model(os.path.join(folder, "model.json")),
        )


