#!/usr/bin/env bash
# Every check, in order; or the steps named as arguments. Goes on after a failure and ends with a table.
set -uo pipefail
source "$(dirname "$0")/env.sh"

locked=${CI:+--locked}
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}
wasm=(--target wasm32-unknown-unknown --no-default-features)

check_format() { cargo fmt --check; }

check_clippy() { cargo clippy $locked --features gpu --all-targets -- -D warnings; }

check_clippy-wasm() {
  mkdir -p target/clippy-wasm
  cat clippy.toml scripts/clippy-wasm/clippy.toml >target/clippy-wasm/clippy.toml
  CLIPPY_CONF_DIR=$root/target/clippy-wasm \
    cargo clippy $locked "${wasm[@]}" --features app,gpu-trainer --lib --bins -- -D warnings
}

# Some of these tests write the requests of all presets, exports and answers to target/exports, target/export-formats and
# target/answers, for `aws` below.
check_native() { rm -rf target/exports target/export-formats target/answers && cargo test $locked; }

# The GPU's parity test, on the adapter in software that comes with Chromium and Chrome, and with the Vulkan loader beside it.
check_gpu() {
  local folder
  for folder in "$(dirname "$(readlink -f "$(find_chrome)")")" /usr/lib/chromium /usr/lib/chromium-browser /opt/google/chrome; do
    if [ -e "$folder/vk_swiftshader_icd.json" ]; then
      LD_LIBRARY_PATH=$folder VK_DRIVER_FILES=$folder/vk_swiftshader_icd.json cargo test $locked --features gpu --test gpu
      return
    fi
  done
  say "vk_swiftshader_icd.json is neither beside Chromium nor where distributions put it"
  return 1
}

# AWS's own model of its API (botocore) must accept every request and every answer that the native tests wrote.
check_aws() { PYTHONDONTWRITEBYTECODE=1 .venv/bin/python -m pytest -q -p no:cacheprovider tests/aws; }

check_web() {
  CHROMEDRIVER=$(command -v chromedriver) cargo test $locked "${wasm[@]}" --test web
}

check_build() { trunk build --release ${CI:+--locked}; }

check_size() { node scripts/size-budget.mjs dist; }

# Two files at a time; those that measure by the clock have the machine to themselves.
check_e2e() {
  local chrome failed=0
  chrome=$(find_chrome) || return
  CHROME=$chrome node --test --test-reporter=spec --test-concurrency=2 tests/e2e/*.test.mjs || failed=1
  CHROME=$chrome node --test --test-reporter=spec --test-concurrency=1 tests/e2e/alone/*.test.mjs || failed=1
  return $failed
}

all=(format clippy clippy-wasm native gpu aws web build size e2e)
steps=("$@")
[ $# -gt 0 ] || steps=("${all[@]}")
report=() failed=0 built=yes

for name in "${steps[@]}"; do
  [[ " ${all[*]} " == *" $name "* ]] || fail "unknown step: $name" "The steps are: ${all[*]}"
  printf '\n== %s\n' "$name"
  started=$SECONDS
  if [[ $built = no && ( $name = size || $name = e2e ) ]]; then
    result=skipped
  elif "check_$name" </dev/null; then
    result=passed
  else
    result=FAILED failed=$((failed + 1))
    [ "$name" = build ] && built=no
  fi
  line=$(printf '%-12s %-8s %4d s' "$name" "$result" $((SECONDS - started)))
  report+=("$line")
  say "== $line"
done

printf '\n%s\n' "${report[@]}"
say "$((${#steps[@]} - failed)) of ${#steps[@]} steps passed, $failed failed, $SECONDS s in all"
[ "$failed" = 0 ]
