# Sourced by ./test: the programs its tests call, from the system's packages. Never starts a service.
# shellcheck shell=bash

has_command() { command -v "$1" >/dev/null 2>&1 || [ -x "/usr/sbin/$1" ]; }
has_postgres() { has_command initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; }
has_security_key() { compgen -G '/usr/lib/openssh/regress/misc/sk-dummy/sk-dummy.so' >/dev/null; }

# One name of a Debian package a line, for each program that is not there.
missing_packages() {
  # The -core packages: the programs alone, no service that starts with the machine.
  has_command mariadbd || echo mariadb-server-core
  has_command mariadb || echo mariadb-client-core
  has_postgres || echo postgresql
  has_command age || echo age
  has_command zstd || echo zstd
  has_command strace || echo strace
  has_command ssh-keygen || echo openssh-client
  has_command sshd || echo openssh-server
  has_command node || echo nodejs
  has_command npm || echo npm
  has_command git || echo git
}

# Wanted for one test or two; their absence is a skip, not a word of warning.
missing_extras() {
  has_security_key || echo openssh-tests
  has_command lftp || echo lftp
  has_command rclone || echo rclone
  has_command curl || echo curl
  has_command chromium || echo chromium
  has_command nginx || echo nginx-light
  has_command gpg || echo gnupg
  [ "${ECLUSE_TEST_SIZE:-}" != long ] || has_command afl-fuzz || echo afl++
}

# apt_install PACKAGE…: with every service kept from starting.
apt_install() {
  local policy=/usr/sbin/policy-rc.d made=no code=0 words
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    made=yes
  fi
  words=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=300 \
    install --no-install-recommends "$@" 2>&1) || code=$?
  [ "$code" = 0 ] || printf '%s\n' "$words" | tail -n 20 >&2
  [ "$made" = no ] || as_root rm -f "$policy"
  return "$code"
}

install_system_packages() {
  local wanted extras
  wanted=$(missing_packages | tr '\n' ' ')
  extras=$(missing_extras | tr '\n' ' ')
  [ -n "$wanted$extras" ] || return 0
  if ! command -v apt-get >/dev/null 2>&1 || ! as_root true; then
    if [ -n "$wanted" ]; then
      say "Cannot install here (no apt-get, or not root): $wanted– tests that need them are skipped by name." \
        "Installation impossible ici (pas d’apt-get, ou pas root) : $wanted– les tests qui en ont besoin sont sautés par leur nom."
    fi
    return 0
  fi
  say "Installing what the tests need: $wanted$extras" "Installation de ce qu’il faut aux tests : $wanted$extras"
  as_root apt-get -qq -o DPkg::Lock::Timeout=300 update >/dev/null 2>&1 || true
  # shellcheck disable=SC2086
  if [ -n "$wanted" ] && ! apt_install $wanted; then
    say "The system's packages refused; tests that need them are skipped by name." \
      "Les paquets du système ont refusé ; les tests concernés sont sautés par leur nom."
  fi
  # shellcheck disable=SC2086
  [ -z "$extras" ] || apt_install $extras || true
}

# Packages of npm that serve as independent judges: one folder each, exact versions in its lock file.
install_node_packages() {
  local lock folder
  has_command npm || return 0
  while IFS= read -r lock; do
    folder=$(dirname "$lock")
    if [ ! -d "$folder/node_modules" ] || [ "$lock" -nt "$folder/node_modules" ]; then
      say "npm ci in $folder" "npm ci dans $folder"
      (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error >&2 && touch node_modules) \
        || say "npm refused; the tests of $folder are skipped by name." \
          "npm a refusé ; les tests de $folder sont sautés par leur nom."
    fi
  done < <(find tests -name node_modules -prune -o -name package-lock.json -print)
}

install_needs() {
  install_system_packages
  install_node_packages
}
