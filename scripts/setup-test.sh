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

# environment FOLDER REQUIREMENTS WHAT WHY MINUTES PIP-OPTION…: a Python environment, made anew when its list of packages changes.
environment() {
  local folder=$1 requirements=$2 what=$3 why=$4 minutes=$5 stamp=$1/.tuneground-requirements wanted
  shift 5
  [ -f "$requirements" ] || return 0
  wanted=$(hash_of "$requirements")
  [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return 0
  local python
  python=$(version_of python3 --version)
  [ -n "$python" ] && at_least $PYTHON_VERSION "$python" ||
    fail "set-up stopped: Python ${python:-3} was not found or is too old, $PYTHON_VERSION or newer is needed."
  step "$what" "$why" "$minutes"
  run_logged venv python3 -m venv --clear "$folder" ||
    fail "set-up stopped: python3 -m venv failed (log: $tools/log/venv.log)." "On Debian and Ubuntu: apt-get install python3-venv"
  run_logged pip "$folder/bin/python" -m pip install --disable-pip-version-check "$@" --requirement "$requirements" ||
    fail "set-up stopped: pip could not install $requirements (log: $tools/log/pip.log)." \
      "Check that this machine reaches a Python package index, then run again."
  echo "$wanted" >"$stamp"
}

environment .venv tests/aws/requirements.txt "installing the Python packages" \
  "AWS's own model of its API checks our requests" "1 minute"
environment .venv-sdk-v2 tests/aws/sdk-v2.txt "installing the SageMaker Python SDK, version 2" \
  "it runs the scripts that are exported for it" "1 minute"
# What it needs is in the list: see there.
environment .venv-sdk-v3 tests/aws/sdk-v3.txt "installing the SageMaker Python SDK, version 3" \
  "it runs the scripts that are exported for it" "1 minute" --no-deps
