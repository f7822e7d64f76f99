
INPUT = "/opt/ml/input"
USED = set()


def hyperparameters():
    """This training job's values. SageMaker passes texts: in a file, and to script mode in SM_HPS and as --NAME VALUE."""
    texts = {}
    file = os.path.join(INPUT, "config/hyperparameters.json")
    if os.path.exists(file):
        with open(file, encoding="utf-8") as opened:
            texts.update(json.load(opened))
    texts.update(json.loads(os.environ.get("SM_HPS") or "{}"))
    words = [part for word in sys.argv[1:] for part in (word.split("=", 1) if word.startswith("--") else [word])]
    texts.update({name[2:]: text for name, text in zip(words, words[1:]) if name.startswith("--")})
    values = {}
    for name, (kind, value) in HYPERPARAMETERS.items():
        if name in texts:
            text = texts[name]
            # The SDK's framework estimators put texts in quotes once more.
            if isinstance(text, str) and len(text) > 1 and text[0] == text[-1] == '"':
                text = json.loads(text)
            value = kind(text)
        values[name] = value
    return values


def pick(values, *names, default):
    """The value of the first of these hyperparameters that there is."""
    for name in names:
        if name in values:
            USED.add(name)
            return values[name]
    return default


def folder_of(channel):
    """Where SageMaker puts a channel's files."""
    name = "SM_CHANNEL_" + (channel or "").upper()
    return os.environ.get(name, os.path.join(INPUT, "data", channel or ""))


def rows_of(channel):
    """Features and labels of a channel's CSV files: the label comes first, a whole number from 0."""
    folder = folder_of(channel)
    files = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    rows = np.vstack([np.loadtxt(os.path.join(folder, name), delimiter=",", ndmin=2) for name in files])
    return rows[:, 1:].astype(np.float32), rows[:, 0].astype(np.int64)


def load_data():
    """Training and validation data; three clouds of points where there is no channel, so that the script runs anywhere."""
    train, validation = CHANNELS
    if train and os.path.isdir(folder_of(train)):
        x, y = rows_of(train)
        if validation and os.path.isdir(folder_of(validation)):
            return (x, y), rows_of(validation)
    else:
        random = np.random.default_rng(0)
        y = random.integers(0, 3, 600)
        x = (random.normal(size=(3, 4))[y] + random.normal(size=(600, 4))).astype(np.float32)
    part = np.arange(len(y)) % 5 == 0
    return (x[~part], y[~part]), (x[part], y[part])


def measure(predict, data):
    """Cross-entropy and accuracy of predicted probabilities on both parts of the data."""
    measured = {}
    for part, (x, y) in zip(("train", "validation"), data):
        probabilities = np.asarray(predict(x), dtype=float)
        loss = -np.mean(np.log(np.clip(probabilities[np.arange(len(y)), y], 1e-15, 1)))
        measured[part + " loss"] = float(loss)
        measured[part + " accuracy"] = float(np.mean(probabilities.argmax(axis=1) == y))
    return measured


def main():
    values = hyperparameters()
    data = load_data()
    said = False
    for predict, save in train(values, data[0]):
        if not said:
            unused = [name for name in values if name not in USED]
            print("read, and not used here:", json.dumps(unused), file=sys.stderr)
            said = True
        measured = measure(predict, data)
        if not all(math.isfinite(value) for value in measured.values()):
            raise SystemExit("the loss is no number any more")
        for _, quantity, before, form, after in METRICS:
            print(before + format(measured[quantity], form) + after, flush=True)
    folder = os.environ.get("SM_MODEL_DIR", "/opt/ml/model")
    if said and os.path.isdir(folder):
        save(folder)


