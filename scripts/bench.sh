#!/usr/bin/env bash
# Builds dist/ and runs the benchmarks on it.
set -euo pipefail
source "$(dirname "$0")/env.sh"

trunk build --release
CHROME=$(find_chrome) exec node scripts/bench.mjs "$@"
