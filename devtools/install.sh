#!/usr/bin/env bash
# Installs the pinned requirements and the project into .venv; make runs this when .venv/.installed is out of date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH

suits() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1
}

for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14 ""; do
  if [ -n "$python" ] && suits "$python"; then break; fi
done
if [ -z "$python" ]; then
  cat >&2 <<MESSAGE
There is no suitable Python: one of 3.11 to 3.14, with its module venv, is needed.
Looked at: ${PYTHON:-python3} and python3.11 to python3.14 on the PATH.
Where there is one elsewhere, name it: make PYTHON=/path/to/python3.12 setup
On Debian and Ubuntu the module venv is a package of its own: python3-venv
MESSAGE
  exit 1
fi

mkdir -p .local
exec 9>.local/install.lock
"$python" -c 'import fcntl; fcntl.flock(9, fcntl.LOCK_EX)' # two installations at once would spoil each other

here=$(pwd -P) log=$PWD/.local/install.log stamp=.venv/.installed
: >"$log"
logged() {
  if "$@" </dev/null >>"$log" 2>&1; then return; fi
  echo "This failed: $*. The end of $log:" >&2
  tail -n 20 "$log" >&2
  return 1
}
install_all() {
  logged "$@" --requirement requirements.txt && logged "$@" --no-deps --editable .
}

echo "Setting up .venv" >&2
# An environment that was cut off may hold half a package; the programs of one that was moved hold the old path.
if [ "$(cat $stamp 2>/dev/null)" != "$here" ] || [ ! -x .venv/bin/python ]; then
  logged "$python" -m venv --clear .venv
fi
rm -f $stamp
logged .venv/bin/python -m pip install "$(grep '^uv==' requirements.txt)"
if [ -n "${PIP_INDEX_URL:-}" ]; then # uv has a name of its own for it
  export UV_DEFAULT_INDEX=${UV_DEFAULT_INDEX:-$PIP_INDEX_URL}
fi
if ! install_all .venv/bin/uv pip install --python .venv/bin/python --compile-bytecode; then
  echo "uv did not install them. Trying pip, which takes longer." >&2
  install_all .venv/bin/python -m pip install
fi
echo "$here" >$stamp
