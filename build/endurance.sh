#!/usr/bin/env bash
# Called by `./test --long` and `./test --sabotage`: puts the run's machine, date, seed and figures at the top of docs/endurance.md.
set -euo pipefail

began=$1 passed=$2 failed=$3 skipped=$4 only=${5:-}
page=docs/endurance.md
head='# Endurance

Written by `./test --long` and `./test --sabotage`, newest run first; nothing here is typed by hand.'

older=''
if [ -f "$page" ]; then
  older=$(awk '/^## /{seen=1} seen' "$page")
fi

seconds=$(($(date +%s) - began))
{
  printf '%s\n\n## %s\n\n' "$head" "$(date -u +'%Y-%m-%d %H:%M UTC')"
  printf '| what | figure |\n|---|---|\n'
  printf '| machine | %s, %s cores, %s |\n' "$(uname -sm)" "$(nproc)" \
    "$(awk '/^MemTotal/{printf "%.1f GiB", $2 / 1048576}' /proc/meminfo)"
  printf '| processor | %s |\n' "$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)"
  printf '| commit | %s |\n' "$(git rev-parse --short HEAD 2>/dev/null || echo none)$(
    git diff --quiet HEAD 2>/dev/null || echo ', with changes')"
  printf '| part | %s |\n' "${only:+only }${only:-the whole}"
  printf '| seed | %s |\n' "$ECLUSE_TEST_SEED"
  printf '| duration | %d min %02d s |\n' $((seconds / 60)) $((seconds % 60))
  printf '| tests | %d passed, %d failed, %d skipped |\n' "$passed" "$failed" "$skipped"
  if [ -s "$ECLUSE_TEST_FIGURES" ]; then
    sort "$ECLUSE_TEST_FIGURES" | awk -F'\t' '{printf "| %s | %s |\n", $1, $2}'
  fi
  [ -z "$older" ] || printf '\n%s\n' "$older"
} >"$page.new"
mv "$page.new" "$page"
