#!/usr/bin/env bash
# Builds dist/ and checks its size.
set -euo pipefail
source "$(dirname "$0")/env.sh"

trunk build --release ${CI:+--locked}
node scripts/size-budget.mjs dist
