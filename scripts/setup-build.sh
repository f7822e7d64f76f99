#!/usr/bin/env bash
# Installs what building the page needs, where it is missing: the wasm target, Trunk, wasm-bindgen, wasm-split and wasm-opt.
set -euo pipefail
source "$(dirname "$0")/env.sh"

have cargo || fail "set-up stopped: cargo was not found." "Install Rust $RUST_VERSION or newer with rustup: https://rustup.rs"
rust=$(version_of rustc --version)
at_least "$RUST_VERSION" "$rust" ||
  fail "set-up stopped: Rust $rust is too old, $RUST_VERSION or newer is needed." "Run: rustup update stable"
have node || fail "set-up stopped: node was not found." "Install Node.js $NODE_VERSION or newer: https://nodejs.org"
node=$(version_of node --version)
at_least "$NODE_VERSION" "$node" ||
  fail "set-up stopped: Node.js $node is too old, $NODE_VERSION or newer is needed." "See https://nodejs.org"

# Those that have to be compiled start first and go on in the background, each in a process group of its own (set -m),
# so that leaving this script, by Ctrl+C too, ends their compilers with them.
set -m
pids=()
stop_compiling() { for entry in ${pids[@]+"${pids[@]}"}; do kill -- "-${entry##*:}" 2>/dev/null || true; done; }
trap stop_compiling EXIT
compile() { # CRATE VERSION WHY MINUTES ARGUMENTS…
  local crate=$1 version=$2 why=$3 minutes=$4
  shift 4
  step "compiling $crate $version" "$why" "$minutes on two cores"
  # A build folder of its own: an interrupted install goes on where it was, and none waits for another.
  (
    export CARGO_TARGET_DIR="$tools/build/$crate" CARGO_TERM_COLOR=never CARGO_PROFILE_RELEASE_LTO=off \
      CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16
    run_logged "$crate" cargo install "$crate" --version "=$version" --root "$tools" --force "$@" &&
      rm -rf "$CARGO_TARGET_DIR"
  ) &
  pids+=("$crate:$version:$!")
}

if [ "$(version_of trunk --version)" != "$TRUNK_VERSION" ]; then
  compile trunk "$TRUNK_VERSION" "builds the page" "8 minutes" --locked
fi
if [ "$(version_of wasm-bindgen --version)" != "$WASM_BINDGEN_VERSION" ] ||
  [ "$(version_of wasm-bindgen-test-runner --version)" != "$WASM_BINDGEN_VERSION" ]; then
  # Not --locked: its lock file can name a dependency that has been withdrawn since.
  compile wasm-bindgen-cli "$WASM_BINDGEN_VERSION" "must equal the library's version in Cargo.lock" "3 minutes" \
    --no-default-features
fi
if ! have wasm-split-cli || ! has_crate wasm_split_cli_support "$WASM_SPLIT_VERSION"; then
  compile wasm_split_cli_support "$WASM_SPLIT_VERSION" "cuts the page into parts that load when needed" "1 minute" \
    --locked --features build-binary
fi

sysroot=$(rustc --print sysroot)
if [ ! -d "$sysroot/lib/rustlib/wasm32-unknown-unknown/lib" ]; then
  step "adding Rust's wasm32-unknown-unknown target" "the page runs as WebAssembly" "20 seconds"
  have rustup && run_logged rustup rustup target add wasm32-unknown-unknown ||
    fail "set-up stopped: Rust's wasm32-unknown-unknown target is missing and could not be added." \
      "With rustup: rustup target add wasm32-unknown-unknown" \
      "Without it: install your system's package, such as libstd-rust-dev-wasm32 (Debian, Ubuntu) or rust-std-static-wasm32-unknown-unknown (Fedora)."
fi

stamp=node_modules/.tuneground-lock
wanted=$(hash_of package-lock.json)
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ]; then
  step "installing the npm packages" "wasm-opt shrinks the page, playwright-core drives the tests" "30 seconds"
  run_logged npm npm ci --no-audit --no-fund ||
    fail "set-up stopped: npm ci failed (log: $tools/log/npm.log)." "Check that this machine reaches an npm registry, then run again."
  echo "$wanted" >$stamp
fi

# A line every 20 seconds while something still compiles.
for entry in ${pids[@]+"${pids[@]}"}; do
  IFS=: read -r crate version pid <<<"$entry"
  log=$tools/log/$crate.log
  while kill -0 "$pid" 2>/dev/null; do
    for _ in {1..20}; do kill -0 "$pid" 2>/dev/null && sleep 1; done
    ! kill -0 "$pid" 2>/dev/null ||
      say "set-up: $crate, ${SECONDS} s, $(grep -c '^ *Compiling' "$log" 2>/dev/null || true) crates so far"
  done
  wait "$pid" ||
    fail "set-up stopped: $crate could not be installed (log: $log)." "Run again to go on from there, or install it yourself: cargo install $crate --version $version"
  say "set-up: $crate is ready"
done
trap - EXIT
