# What LightGBM knows, see https://lightgbm.readthedocs.io/en/stable/Parameters.html
KNOWN = (
    "boosting learning_rate eta num_leaves max_depth min_data_in_leaf min_sum_hessian_in_leaf bagging_fraction "
    "bagging_freq feature_fraction lambda_l1 lambda_l2 min_gain_to_split max_bin max_delta_step drop_rate extra_trees "
    "path_smooth subsample colsample_bytree min_child_weight alpha lambda seed"
).split()


def train(values, data):
    """Boosted trees; yields after each round how to predict and how to save."""
    import lightgbm

    x, y = data
    parameters = {name: pick(values, name, default=None) for name in KNOWN if name in values}
    parameters.update(objective="multiclass", num_class=int(y.max()) + 1, verbosity=-1)
    booster = lightgbm.Booster(parameters, lightgbm.Dataset(x, label=y, params=parameters))
    rounds = pick(values, "num_round", "num_boost_round", "num_iterations", "n_estimators", "epochs", default=10)
    for _ in range(rounds):
        booster.update()
        yield booster.predict, lambda folder: booster.save_model(os.path.join(folder, "model.txt"))


