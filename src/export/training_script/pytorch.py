def train(values, data):
    """A multilayer perceptron; yields after each epoch how to predict and how to save."""
    import torch
    from torch import nn

    torch.manual_seed(pick(values, "seed", "random_state", default=0))
    x, y = torch.from_numpy(data[0]), torch.from_numpy(data[1])
    activations = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid, "gelu": nn.GELU, "elu": nn.ELU}
    activation = activations.get(pick(values, "activation", default="relu"), nn.ReLU)
    units = pick(values, "hidden_units", "hidden_size", "units", default=16)
    dropout = pick(values, "dropout", "dropout_rate", default=0)
    layers, width = [], x.shape[1]
    for _ in range(pick(values, "hidden_layers", "num_layers", "mlp_layers", default=1)):
        layers += [nn.Linear(width, units), activation(), nn.Dropout(float(dropout))]
        width = units
    model = nn.Sequential(*layers, nn.Linear(width, int(y.max()) + 1))

    rate = pick(values, "learning_rate", "lr", "eta", default=0.01)
    decay = pick(values, "weight_decay", "wd", "l2", default=0)
    chosen = pick(values, "optimizer", default="sgd")
    if chosen == "sgd":
        momentum = float(pick(values, "momentum", default=0))
        optimizer = torch.optim.SGD(model.parameters(), lr=rate, momentum=momentum, weight_decay=decay)
    else:
        kinds = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW, "rmsprop": torch.optim.RMSprop}
        optimizer = kinds.get(chosen, torch.optim.Adam)(model.parameters(), lr=rate, weight_decay=decay)

    def predict(rows):
        model.eval()
        with torch.no_grad():
            return torch.softmax(model(torch.from_numpy(rows)), dim=1).numpy()

    batch = pick(values, "mini_batch_size", "batch_size", "batch-size", default=32)
    for _ in range(pick(values, "epochs", "num_epochs", "n_epochs", "epoch", default=10)):
        model.train()
        for rows in torch.randperm(len(x)).split(batch):
            optimizer.zero_grad()
            nn.functional.cross_entropy(model(x[rows]), y[rows]).backward()
            optimizer.step()
        yield predict, lambda folder: torch.save(model.state_dict(), os.path.join(folder, "model.pt"))


