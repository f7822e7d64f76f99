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

requirements=tests/aws/requirements.txt
if [ -f $requirements ]; then
  stamp=.venv/.tuneground-requirements
  wanted=$(hash_of $requirements)
  if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ]; then
    python=$(version_of python3 --version)
    [ -n "$python" ] && at_least $PYTHON_VERSION "$python" ||
      fail "set-up stopped: Python ${python:-3} was not found or is too old, $PYTHON_VERSION or newer is needed."
    step "installing the Python packages" "AWS's own model of its API checks our requests" "1 minute"
    run_logged venv python3 -m venv --clear .venv ||
      fail "set-up stopped: python3 -m venv failed (log: $tools/log/venv.log)." "On Debian and Ubuntu: apt-get install python3-venv"
    run_logged pip .venv/bin/python -m pip install --disable-pip-version-check --requirement $requirements ||
      fail "set-up stopped: pip could not install $requirements (log: $tools/log/pip.log)." \
        "Check that this machine reaches a Python package index, then run again."
    echo "$wanted" >$stamp
  fi
fi
