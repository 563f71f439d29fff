#!/usr/bin/env bash
# Makes .venv with the pinned requirements, by a Python that is new enough. Says nothing when there is nothing to do.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
unset PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH

if .venv/bin/python -m devtools.install --check 2>/dev/null; then
  exit 0
fi

suits() {
  "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' >/dev/null 2>&1
}

for python in "${PYTHON:-python3}" python3.13 python3.12 python3.11 python3.14; do
  if suits "$python"; then
    exec "$python" -m devtools.install
  fi
done
cat >&2 <<MESSAGE
There is no suitable Python: one of 3.11 to 3.14, with its module venv, is needed.
Looked at: ${PYTHON:-python3} and python3.11 to python3.14 on the PATH.
Where there is one elsewhere, name it: make PYTHON=/path/to/python3.12 setup
On Debian and Ubuntu the module venv is a package of its own: python3-venv
MESSAGE
exit 1
