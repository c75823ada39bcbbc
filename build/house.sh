# Sourced by ./run, ./test and tests/sabotage/run: the language of messages, and the .NET SDK.
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
export DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1
if [ ! -t 1 ]; then
  export NO_COLOR=1 MSBUILDTERMINALLOGGER=off
fi

ECLUSE_SDK_MAJOR=10
speech=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}

# say ENGLISH FRENCH: one line on standard error, in the reader's language.
say() {
  case $speech in
    fr*) printf '%s\n' "$2" >&2 ;;
    *) printf '%s\n' "$1" >&2 ;;
  esac
}

# as_root COMMAND…: runs it as root when this user may without being asked anything.
as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    sudo -n "$@"
  else
    return 1
  fi
}

has_sdk() {
  command -v dotnet >/dev/null 2>&1 && dotnet --list-sdks 2>/dev/null | grep -q "^$ECLUSE_SDK_MAJOR\."
}

# Looks for the SDK where its installers put it, then asks the system's packages for it.
need_sdk() {
  local folder
  has_sdk && return 0
  for folder in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/lib/dotnet /usr/share/dotnet /usr/local/share/dotnet; do
    if [ -n "$folder" ] && [ -x "$folder/dotnet" ]; then
      PATH="$folder:$PATH"
      export PATH DOTNET_ROOT="$folder"
      has_sdk && return 0
    fi
  done
  say "The .NET $ECLUSE_SDK_MAJOR SDK is missing; asking the system's packages for it." \
    "Le SDK .NET $ECLUSE_SDK_MAJOR manque ; demande aux paquets du système."
  install_sdk >&2 || true
  hash -r
  has_sdk && return 0
  say "Install the .NET $ECLUSE_SDK_MAJOR SDK (https://dotnet.microsoft.com/download/dotnet/10.0), then run this again." \
    "Installez le SDK .NET $ECLUSE_SDK_MAJOR (https://dotnet.microsoft.com/download/dotnet/10.0), puis relancez."
  return 1
}

install_sdk() {
  if command -v apt-get >/dev/null 2>&1; then
    as_root apt-get -qq update || return 1
    apt-cache show "dotnet-sdk-$ECLUSE_SDK_MAJOR.0" >/dev/null 2>&1 || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y install --no-install-recommends \
      "dotnet-sdk-$ECLUSE_SDK_MAJOR.0"
  elif command -v dnf >/dev/null 2>&1; then
    as_root dnf -q -y install "dotnet-sdk-$ECLUSE_SDK_MAJOR.0"
  elif command -v apk >/dev/null 2>&1; then
    as_root apk add --quiet "dotnet$ECLUSE_SDK_MAJOR-sdk"
  else
    return 1
  fi
}

# build_quietly PROJECT: restores what the lock files say and builds Release; shows the build's words only if it fails.
build_quietly() {
  local words
  if ! words=$(dotnet build "$1" -c Release -v quiet -nologo -p:RestoreLockedMode=true 2>&1); then
    printf '%s\n' "$words" >&2
    say "The build of $1 failed; its messages are above." "La compilation de $1 a échoué ; ses messages sont ci-dessus."
    return 1
  fi
}
