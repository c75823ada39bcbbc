#!/usr/bin/env bash
# Publishes ecluse-gate: one file, compiled to machine code.   usage: build/gate.sh FOLDER [linux-x64|win-x64]
# Works in a copy of the sources: a build for one system writes other lock files and other intermediate files than the tests'.
# linux-x64 needs gcc and zlib's headers (Debian: gcc zlib1g-dev). Elsewhere than on Windows, win-x64 is made without machine code
# of its own: one file with the runtime in it, trimmed. It is untested.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
[ $# -ge 1 ] || { echo "usage: build/gate.sh FOLDER [linux-x64|win-x64]" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd) rid=${2:-linux-x64}
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

(cd "$here" && tar -c --exclude=bin --exclude=obj src/Ecluse.Sealing src/Ecluse.Formats src/Ecluse src/Ecluse.Gates src/Ecluse.Gate \
  Directory.Build.props Directory.Packages.props BannedSymbols.txt global.json .editorconfig) | tar -x -C "$copy"

case $rid in
  linux-*) system=linux ;;
  *) system=windows ;;
esac
cd "$copy"
dotnet publish src/Ecluse.Gate -c Release -r "$rid" -p:GateOf=$system -p:DebugType=none -p:GenerateDocumentationFile=false -o "$copy/out" -v q -nologo >&2
install -m 755 "$copy"/out/ecluse-gate* "$out"/
