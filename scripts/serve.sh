#!/usr/bin/env bash
# Serves an optimised build, for the worker trains real models; rebuilds when a source changes.
set -euo pipefail
source "$(dirname "$0")/env.sh"

say "Building; the first time takes about 5 minutes, then http://127.0.0.1:$1/ is up. Stop with Ctrl+C."
# A folder of its own: dist/ stays what `make build` left there.
exec trunk serve --release --dist target/serve --port "$1"
