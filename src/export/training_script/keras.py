def train(values, data):
    """A multilayer perceptron; yields after each epoch how to predict and how to save."""
    import keras

    keras.utils.set_random_seed(pick(values, "seed", "random_state", default=0))
    x, y = data
    decay = pick(values, "weight_decay", "wd", "l2", default=0)
    model = keras.Sequential([keras.Input((x.shape[1],))])
    units = pick(values, "hidden_units", "hidden_size", "units", default=16)
    dropout = pick(values, "dropout", "dropout_rate", default=0)
    activation = pick(values, "activation", default="relu")
    for _ in range(pick(values, "hidden_layers", "num_layers", "mlp_layers", default=1)):
        model.add(keras.layers.Dense(units, activation=activation, kernel_regularizer=keras.regularizers.L2(decay)))
        model.add(keras.layers.Dropout(float(dropout)))
    model.add(keras.layers.Dense(int(y.max()) + 1, activation="softmax"))

    rate = pick(values, "learning_rate", "lr", "eta", default=0.01)
    chosen = pick(values, "optimizer", default="sgd")
    if chosen == "sgd":
        optimizer = keras.optimizers.SGD(rate, momentum=float(pick(values, "momentum", default=0)))
    else:
        kinds = {"adam": keras.optimizers.Adam, "adamw": keras.optimizers.AdamW, "rmsprop": keras.optimizers.RMSprop}
        optimizer = kinds.get(chosen, keras.optimizers.Adam)(rate)
    model.compile(optimizer=optimizer, loss="sparse_categorical_crossentropy")

    batch = pick(values, "mini_batch_size", "batch_size", "batch-size", default=32)
    for _ in range(pick(values, "epochs", "num_epochs", "n_epochs", "epoch", default=10)):
        model.fit(x, y, batch_size=batch, epochs=1, verbose=0)
        yield (
            lambda rows: model.predict(rows, verbose=0),
            lambda folder: model.save(os.path.join(folder, "model.keras")),
        )


