#!/usr/bin/env bash
# Runs the benchmarks that are named, or those that need no hours, and builds what they need.
set -euo pipefail
source "$(dirname "$0")/env.sh"

page=$([ $# = 0 ] && echo yes || true)
for name in "$@"; do
  case $name in
    peers | suggestion-time)
      scripts/setup-peers.sh
      cargo build --release --bin tuneground
      ;;
    training) scripts/setup-training-peers.sh ;;
  esac
  [ ! -f "benches/browser/$name.mjs" ] || page=yes
done
[ "$page" != yes ] || trunk build --release
CHROME=$(find_chrome) exec node scripts/bench.mjs "$@"
