#!/usr/bin/env bash
# All tests, on a machine that has Rust and Node: `make test`. What else is missing is installed where that can be done
# (Debian, as root); otherwise it is named.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf '\n== %s (after %d min)\n' "$*" $((SECONDS / 60)); }

# install PACKAGE: Debian's package, where that can be done.
install() {
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing $1"
    [ -n "${updated:-}" ] || apt-get update -q
    updated=yes
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$1"
  else
    echo "Missing: Debian's package $1, or what your system calls it. Install it and run this again." >&2
    exit 1
  fi
}

# need COMMAND PACKAGE: the command, from the package if need be.
need() {
  command -v "$1" >/dev/null || install "$2"
}

for tool in cargo node npm; do
  command -v "$tool" >/dev/null || { echo "Missing: $tool (Rust 1.95 and Node 20 or newer)." >&2; exit 1; }
done
need chromium chromium
# The same without a window, where there is such a package: the tests take two thirds of the time.
if ! command -v chromium-headless-shell >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  install chromium-headless-shell || true
fi
need firefox-esr firefox-esr
# Of nginx the program alone is wanted, not the web server that Debian starts with it.
PATH="$PATH:/usr/sbin"
if ! command -v nginx >/dev/null; then
  install nginx
  if [ -d /run/systemd/system ]; then systemctl disable --now --quiet nginx; else service nginx stop >/dev/null || true; fi
fi
# Of Exim, too, the program alone: a mail server that each test starts in a folder of its own.
if ! command -v exim4 >/dev/null; then
  install exim4-daemon-light
  if [ -d /run/systemd/system ]; then systemctl disable --now --quiet exim4; else service exim4 stop >/dev/null || true; fi
fi
# WordPress as Debian has it and the database that it wants: programs alone, which a test starts in a folder of its own.
# PHP's own server comes first, or Debian would bring Apache and start it.
for one in php-cgi php-cli php-mysql mariadb-server-core mariadb-client-core wordpress-theme-twentytwentythree wordpress; do
  dpkg -s "$one" >/dev/null 2>&1 || install "$one"
done
# Letters that both scripts can be drawn with.
[ -n "$(find /usr/share/fonts -name '*.ttf' 2>/dev/null | head -n 1)" ] || install fonts-dejavu-core
# Debian keeps the server's programs out of the path.
newest_postgres() { find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1 || true; }
PATH="$PATH:$(newest_postgres)"
need initdb postgresql
PATH="$PATH:$(newest_postgres)"

# What tests write is gone with them: where there is room, it is written into memory, and nobody waits for a disk.
room=$(df --output=avail /dev/shm 2>/dev/null | tail -n 1 || true)
if [ -z "${TMPDIR:-}" ] && [ "${room:-0}" -gt 6000000 ] && ! findmnt -no OPTIONS /dev/shm | grep -qw noexec; then
  export TMPDIR=/dev/shm
fi

# A PostgreSQL of our own, in memory-like settings: nothing in it outlives the tests.
work=$(mktemp -d)
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- env PATH="$PATH" "$@"; else "$@"; fi; }
stop() {
  [ -z "${s3:-}" ] || kill "$s3" 2>/dev/null || true
  [ -z "${widgets:-}" ] || kill "$widgets" 2>/dev/null || true
  as_postgres pg_ctl -D "$work/data" -m immediate stop >/dev/null 2>&1 || true
  rm -rf "$work"
}
trap stop EXIT
chmod 755 "$work"
mkdir "$work/data" "$work/socket"
[ "$(id -u)" != 0 ] || chown postgres "$work/data" "$work/socket"
as_postgres initdb -D "$work/data" -U javno -A trust -E UTF8 --locale=C >"$work/initdb.log"
free_port() { node -e 'const s = require("node:net").createServer().listen(0, () => { console.log(s.address().port); s.close(); })'; }
port=$(free_port)
as_postgres pg_ctl -D "$work/data" -w -l "$work/data/log" \
  -o "-p $port -k $work/socket -c fsync=off -c max_connections=300" start >/dev/null

# A store that speaks S3, in memory.
need python3 python3
python3 -c 'import ensurepip, venv' 2>/dev/null || install python3-venv
python3 -m venv "$work/s3"
"$work/s3/bin/pip" install --quiet --disable-pip-version-check 'moto[server,s3]==5.2.5'
s3_port=$(free_port)
"$work/s3/bin/moto_server" -H 127.0.0.1 -p "$s3_port" >"$work/s3.log" 2>&1 &
s3=$!
until node -e 'fetch(process.argv[1]).catch(() => process.exit(1))' "http://127.0.0.1:$s3_port/"; do
  kill -0 "$s3" || { cat "$work/s3.log" >&2; exit 1; }
  sleep 0.2
done

# The widgets are built and tested in a copy, while a compiler that looks at one crate at a time leaves a core idle; in the tree
# itself it would find their files new and begin again.
test_widgets() {
  mkdir "$work/tree"
  tar -c --exclude=node_modules widgets schema.graphql tests/golden backend/src | tar -x -C "$work/tree"
  cd "$work/tree/widgets"
  npm ci --no-audit --no-fund
  npm run -s codegen
  npm run -s build
  npm run -s check
  npm test -s
  npm run -s sizes
  cd - >/dev/null
  for one in dist src/gen src/desk/gen documents.json; do
    diff -r "$work/tree/widgets/$one" "widgets/$one" >/dev/null || {
      echo "widgets/$one is not what its sources make. Run \`make gen\` and commit the result." >&2
      exit 1
    }
  done
  cd tests/browser
  npm ci --no-audit --no-fund
  npm run -s check
}
test_widgets >"$work/widgets.log" 2>&1 &
widgets=$!

say "formatting, lints, documentation"
cargo fmt --all --check
cargo clippy --workspace --all-targets --quiet -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --quiet

say "widgets and browser tests: types, style, unit tests, sizes"
wait "$widgets" || { cat "$work/widgets.log" >&2; exit 1; }
widgets=
cat "$work/widgets.log"

# Always the whole workspace: cargo chooses the features of what is shared by the packages it is asked for, and another
# choice would compile all of it once more.
say "Rust on SQLite"
cargo build --workspace --all-targets
TEST_S3_URL="http://127.0.0.1:$s3_port" cargo test --workspace

say "Rust on PostgreSQL"
TEST_DATABASE_URL="postgres://javno@localhost:$port/postgres" cargo test --workspace --test it

target=$(cargo metadata --format-version 1 --no-deps | node -p 'JSON.parse(require("node:fs").readFileSync(0)).target_directory')

# The bench, which is built by now: it loads the server and ends with failure where something is not as it should be. How long
# things take is not held here: this build is not optimised, and nothing that depends on the machine is a test.
say "a crowd and a flood, on SQLite: nothing is lost, nobody refused, and of much as many statements as of little"
"$target/debug/bench" statements 200 2000
"$target/debug/bench" debates 1000 1000
"$target/debug/bench" flood 1000

say "what is hostile to a parser's stack is outlived"
"$target/debug/outlives" "$target/debug/javno"

say "real Chromium and Firefox"
(cd tests/browser && JAVNO_BIN="$target/debug/javno" npm test -s)

say "all tests passed"
