#!/usr/bin/env bash
# Changes one operator, condition or statement after another in the files that guard the most, and sees whether a test notices.
# usage: build/mutation.sh [PATTERN]     (called by ./test --long; PATTERN: only the projects whose name contains it)
#
# dotnet-stryker works in a throw-away clone (MUTATION_ROOM keeps it): the testing platform's runner is the one that this suite has.
# Its figures go to $ECLUSE_TEST_FIGURES, its pages to the room. Fails when fewer mutants are noticed than the table below says.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$here/build/house.sh"
only=${1:-}
room=${MUTATION_ROOM:-${XDG_CACHE_HOME:-$HOME/.cache}/ecluse-tests/mutation}

# project | its tests | least score in percent | files
guarded='src/Ecluse.Sealing/Ecluse.Sealing.csproj|tests/Ecluse.Sealing.Tests|80|Journal/MerkleProof.cs Journal/Checkpoint.cs Journal/SignedNote.cs Signatures/Wildcard.cs Signatures/AllowedSignersLine.cs Age/AgeReader.cs Age/HeaderReader.cs
src/Ecluse/Ecluse.csproj|tests/Ecluse.Tests|70|Approvals/Approval.cs Contracts/ContractCheck.cs Contracts/KeyRules.cs Documents/CanonicalDocument.cs'

# A clone of the last commit, in which nothing but the tests judges: no analyzer, and the test kit is no test project.
prepare() {
  mkdir -p "$room"
  if [ -d "$room/ecluse" ]; then
    git -C "$room/ecluse" fetch -q "$here" HEAD
    git -C "$room/ecluse" reset -q --hard FETCH_HEAD
  else
    git clone -q --shared "$here" "$room/ecluse"
    [ ! -d "$here/../shared" ] || ln -sfn "$(cd "$here/../shared" && pwd)" "$room/shared"
  fi
  cd "$room/ecluse"
  sed -i 's|<IsTestProject>true</IsTestProject>|<IsTestProject>false</IsTestProject>|' tests/Ecluse.Testkit/Ecluse.Testkit.csproj
  sed -i 's|<TreatWarningsAsErrors>true|<RunAnalyzers>false</RunAnalyzers><TreatWarningsAsErrors>false|' Directory.Build.props
  dotnet tool restore >/dev/null
}

# count STATUS REPORT
count() { grep -o "\"status\": *\"$1\"" "$2" | wc -l; }

mutate() {
  local project=$1 tests=$2 least=$3 files=() file report score noticed missed name
  name=$(basename "$project" .csproj)
  for file in $4; do
    files+=(-m "$file")
  done
  (cd "$(dirname "$project")" && dotnet stryker --test-runner mtp --configuration Release --project "$name.csproj" \
    --test-project "$room/ecluse/$tests/$(basename "$tests").csproj" "${files[@]}" --concurrency "$(nproc)" \
    --output "$room/report/$name" --reporter json --reporter html --reporter cleartext) || return 1
  report=$room/report/$name/reports/mutation-report.json
  noticed=$(($(count Killed "$report") + $(count Timeout "$report")))
  missed=$(($(count Survived "$report") + $(count NoCoverage "$report")))
  [ $((noticed + missed)) -gt 0 ] || return 1
  score=$((100 * noticed / (noticed + missed)))
  printf 'mutation of %s (%s)\t%d of %d changes noticed by the tests, %d %%\n' \
    "$name" "$4" "$noticed" $((noticed + missed)) "$score" | tee -a "${ECLUSE_TEST_FIGURES:-/dev/null}"
  [ "$score" -ge "$least" ]
}

prepare
code=0
while IFS='|' read -r project tests least files; do
  [[ $project == *"$only"* ]] || continue
  mutate "$project" "$tests" "$least" "$files" </dev/null || code=1
done <<<"$guarded"
exit "$code"
