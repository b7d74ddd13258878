#!/bin/sh
# Gets this machine ready; says in one sentence what a person has to do where it cannot.
#   tools/setup.sh requirements.txt     .venv with what the program needs
#   tools/setup.sh requirements-dev.txt .venv with what tests and linters need as well
#   tools/setup.sh browser              Chromium for the browser tests, if it may be installed
set -eu
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}

fail() {
    echo "$*" >&2
    exit 1
}

# A child in the background, so that a signal to this script reaches it.
run() {
    "$@" &
    child=$!
    trap 'kill "$child" 2>/dev/null || true; exit 130' INT TERM
    status=0
    wait "$child" || status=$?
    trap - INT TERM
    return "$status"
}

# Installs a Debian package where that needs no password; fails where it cannot.
apt_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then
        as_root=
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
        as_root=sudo
    else
        return 1
    fi
    echo "Installing $1 …"
    run $as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq &&
        run $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null
}

check_python() {
    command -v "$python" >/dev/null ||
        fail "Python 3.11 or newer is needed, and there is no “$python”: install it, or name one with PYTHON=…"
    "$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' ||
        fail "Python 3.11 to 3.14 is needed, and “$python” is $("$python" -V): name another with PYTHON=…"
}

make_venv() {
    check_python
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        package="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        apt_install "$package" ||
            fail "Python's venv module is missing: run “sudo apt-get install $package”, then the same command again."
    fi
    echo "Making .venv with $("$python" -V) …"
    run "$python" -m venv --clear .venv
}

install_requirements() {
    # The stamp is a copy of what was installed last: later edits and other branches show at once.
    .venv/bin/python -m pip --version >/dev/null 2>&1 || make_venv
    cmp -s "$1" ".venv/$1" && return
    echo "Installing the packages of $1 …"
    # The lock is whole: without a resolver no newer release of a package can get in its way.
    run .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
        --no-deps --require-hashes --only-binary :all: -r "$1" ||
        fail "The packages of $1 could not be installed; nothing else was changed. Try again when the network answers."
    cp "$1" ".venv/$1"
}

install_browser() {
    command -v chromium >/dev/null || apt_install chromium ||
        echo "There is no Chromium here: browser tests are skipped (sudo apt-get install chromium)." >&2
}

case "${1:-}" in
requirements.txt | requirements-dev.txt) install_requirements "$1" ;;
browser) install_browser ;;
*) fail "usage: tools/setup.sh requirements.txt | requirements-dev.txt | browser" ;;
esac
