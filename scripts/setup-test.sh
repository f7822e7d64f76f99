#!/usr/bin/env bash
# Installs what testing needs besides, where it is missing: Chromium with its driver, and Python packages.
set -euo pipefail
source "$(dirname "$0")/env.sh"

if ! find_chrome >/dev/null || ! have chromedriver; then
  step "installing Chromium and ChromeDriver" "tests run in a real browser" "1 minute"
  browser_help=("Install Chromium (or Chrome) and the ChromeDriver of the same version, and put both on PATH;"
    "CHROME=/path/to/browser names a browser that is elsewhere.")
  have apt-get || fail "set-up stopped: Chromium or ChromeDriver was not found, and this system has no apt-get." "${browser_help[@]}"
  as_root=()
  [ "$(id -u)" = 0 ] || as_root=(sudo --non-interactive)
  export DEBIAN_FRONTEND=noninteractive
  run_logged apt-update ${as_root[@]+"${as_root[@]}"} apt-get update || say "set-up: apt-get update failed; going on with the lists there are"
  run_logged apt-install ${as_root[@]+"${as_root[@]}"} apt-get install --yes --no-install-recommends chromium chromium-driver ||
    fail "set-up stopped: apt-get could not install chromium and chromium-driver (log: $tools/log/apt-install.log)." "${browser_help[@]}"
  find_chrome >/dev/null && have chromedriver ||
    fail "set-up stopped: Chromium is installed but was not found on PATH." "${browser_help[@]}"
fi

environment .venv tests/aws/requirements.txt "installing the Python packages" \
  "AWS's own model of its API checks our requests" "1 minute"
environment .venv-sdk-v2 tests/aws/sdk-v2.txt "installing the SageMaker Python SDK, version 2" \
  "it runs the scripts that are exported for it" "1 minute"
# What it needs is in the list: see there.
environment .venv-sdk-v3 tests/aws/sdk-v3.txt "installing the SageMaker Python SDK, version 3" \
  "it runs the scripts that are exported for it" "1 minute" --no-deps
