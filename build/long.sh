# Sourced by ./test --long: the parts that are no test project. Each leaves its figures in $ECLUSE_TEST_FIGURES, one a line, and
# counts itself in passed, failed or skipped.
# shellcheck shell=bash

LONG_PARTS='fuzz mutation rows'

# part_result NAME CODE: 0 passed, 3 skipped for want of a program, else failed.
part_result() {
  case $2 in
    0) passed=$((passed + 1)) ;;
    3)
      skipped=$((skipped + 1))
      printf '%s · %s\n' "$1" 'its program is not installed' >>"$results/skipped.txt"
      ;;
    *)
      failed=$((failed + 1))
      printf '%s: failed (exit code %s)\n' "$1" "$2"
      ;;
  esac
}

# Every parser under afl-fuzz; minutes and parsers can be set for a trial.
part_fuzz() {
  local code=0
  # shellcheck disable=SC2086
  bash fuzz/run "${ECLUSE_FUZZ_MINUTES:-10}" ${ECLUSE_FUZZ_TARGETS:-} | tee "$results/fuzz.tsv" || code=$?
  awk -F'\t' -v minutes="${ECLUSE_FUZZ_MINUTES:-10}" '
    { split($2, counts, " "); inputs += counts[1]; targets++; if ($2 !~ / 0 crashes, 0 hangs$/) faulty = faulty " " $1 }
    END { if (targets) printf "fuzzing, %s minutes a parser\t%d parsers, %.0f inputs, faults: %s\n", minutes, targets, inputs, faulty ? faulty : "none" }
  ' "$results/fuzz.tsv" >>"$ECLUSE_TEST_FIGURES"
  part_result fuzz "$code"
}

part_mutation() {
  local code=0
  bash build/mutation.sh || code=$?
  part_result mutation "$code"
}

# The whole passage of the largest laboratory, ten million results: time by stage and memory, beside the raw chain.
part_rows() {
  local code=0
  command -v age >/dev/null && command -v zstd >/dev/null && command -v sqlite3 >/dev/null || { part_result rows 3; return; }
  dotnet run -c Release --project bench/passage -- sqlite 491840 1 | tee "$results/rows.txt" || code=$?
  awk -v OFS='\t' 'NR == 1 { what = $0; next } /^pair|^  / { print "passage of " what, $0 }' "$results/rows.txt" \
    | sed 's/\t */\t/' >>"$ECLUSE_TEST_FIGURES"
  part_result rows "$code"
}
