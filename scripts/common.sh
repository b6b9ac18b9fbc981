# What the scripts share; read with `.`, never run. It goes to the project's root, names the build
# folder and knows how to ask for a missing tool.
# shellcheck shell=bash

cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1

# Outside the clone, so that a fresh clone does not compile everything again.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/waymark/target}"

# Cargo names our own crate alike in every clone and trusts file times: after another clone was built,
# an older file here would pass for built. Touching the roots makes cargo look again.
mkdir -p "$CARGO_TARGET_DIR"
if [ "$(cat "$CARGO_TARGET_DIR/built-from" 2>/dev/null)" != "$PWD" ]; then
  touch build.rs src/lib.rs src/main.rs tests/it/main.rs benches/pages.rs
  printf '%s' "$PWD" >"$CARGO_TARGET_DIR/built-from"
fi

# rustup's usual place, for shells that have not read its profile.
if ! command -v cargo >/dev/null && [ -x "$HOME/.cargo/bin/cargo" ]; then
  PATH="$HOME/.cargo/bin:$PATH"
fi

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
fail() { printf '\n%s\n' "$*" >&2; exit 1; }

# need TOOL WHAT-FOR COMMAND-THAT-BRINGS-IT: stops with a clear message when the tool is missing.
need() {
  command -v "$1" >/dev/null || fail "$1 is missing ($2). Bring it with:  $3"
}

need_build_tools() {
  need cargo 'it compiles Waymark' 'install Rust with rustup, see the page "Install Rust" of the Rust project'
  need cc 'SQLite and the cryptography are partly C' 'sudo apt-get install build-essential'
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else need sudo 'to install packages' 'log in as root'; sudo "$@"; fi
}

# answers HOST PORT PATH: succeeds when the server answers 200; needs no tool but bash.
answers() {
  local host="$1" port="$2" path="$3" line
  exec 3<>"/dev/tcp/$host/$port" || return 1
  printf 'GET %s HTTP/1.1\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$path" "$host" "$port" >&3
  read -r -t 5 line <&3 || line=''
  exec 3>&- 3<&-
  case "$line" in *' 200'*) return 0 ;; *) return 1 ;; esac
}
