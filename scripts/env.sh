# Sourced by every script: the versions of the tools, where they are, and how the scripts talk.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

TRUNK_VERSION=0.21.14 # the last that Rust 1.95 builds
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
WASM_SPLIT_VERSION=0.2.4 # reads what wasm_split_helpers, a part of Leptos, writes
RUST_VERSION=$(awk -F'"' '/^rust-version/ { print $2; exit }' Cargo.toml)
NODE_VERSION=20
PYTHON_VERSION=3.10

# Tools of our own come first, then the developer's. TUNEGROUND_TOOLS moves them, to share one folder between checkouts.
tools=${TUNEGROUND_TOOLS:-$root/.tools}
export PATH="$root/scripts/path:$tools/bin:$root/node_modules/.bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

# say TEXT: a line about what is going on. fail TEXT…: the same on stderr, one argument a line, and the end.
say() { printf '%s\n' "$*"; }
fail() {
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit 1
}

# at_least WANTED FOUND: compares dotted versions.
at_least() { [ "$(printf '%s\n%s\n' "$1" "$2" | sort -V | head -n 1)" = "$1" ]; }

have() { command -v "$1" >/dev/null 2>&1; }

# version_of COMMAND…: the first thing that looks like a version in what it prints.
version_of() { "$@" 2>/dev/null | grep -oE '[0-9]+(\.[0-9]+)+' | head -n 1 || true; }

# has_crate NAME VERSION: whether cargo installed this program, for programs that do not say their version.
has_crate() { grep -qsF "\"$1 $2 " "$tools/.crates.toml" "${CARGO_HOME:-$HOME/.cargo}/.crates.toml"; }

# The hash of some files, to know whether what was installed from them still fits.
hash_of() { cat "$@" | cksum; }

# step WHAT WHY MINUTES: announces a slow step.
step() { say "set-up: $1 ($2; about $3)"; }

# run_logged NAME COMMAND…: runs a step quietly; on failure shows the end of its log.
run_logged() {
  local name=$1 log=$tools/log/$1.log
  shift
  mkdir -p "$tools/log"
  "$@" >"$log" 2>&1 </dev/null || {
    tail -n 20 "$log" >&2
    return 1
  }
}

find_chrome() {
  local name
  for name in "${CHROME:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    [ -n "$name" ] && have "$name" && command -v "$name" && return
  done
  return 1
}

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
