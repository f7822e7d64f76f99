#!/usr/bin/env bash
# Installs the JavaScript libraries that training in the page is compared with, where they are missing. Only that benchmark
# calls this.
set -euo pipefail
source "$(dirname "$0")/env.sh"

folder=benches/browser/training
stamp=$folder/node_modules/.tuneground-lock
wanted=$(hash_of $folder/package-lock.json)
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ]; then
  step "installing TensorFlow.js, ConvNetJS and brain.js" "training in the page is compared with them" "1 minute, 330 MB"
  # No scripts: what is measured are files for browsers, and the scripts would compile others.
  run_logged training-peers npm ci --prefix $folder --ignore-scripts --no-audit --no-fund ||
    fail "set-up stopped: npm ci in $folder failed (log: $tools/log/training-peers.log)." \
      "Check that this machine reaches an npm registry, then run again."
  echo "$wanted" >$stamp
fi
