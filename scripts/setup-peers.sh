#!/usr/bin/env bash
# Installs the optimisers that Tuneground is compared with, where they are missing. Only benchmarks that need them call this.
set -euo pipefail
source "$(dirname "$0")/env.sh"

mkdir -p target
# What it needs is in the list: see there.
environment target/peers-venv benches/peers/requirements.txt "installing the other optimisers" \
  "benches/peers compares Tuneground with them" "5 minutes, 6 GB" --no-deps
