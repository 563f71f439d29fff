"""Installs the pinned requirements and the project into .venv. Runs by any suitable Python, before there is a .venv.

Nothing is done when all is in place. An installation that was cut off or that was moved is made anew, one of other
requirements is brought up to date.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from devtools.progress import StepError, keep_waiting, print_error, step

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed"
LOG = LOCAL / "install.log"
REQUIREMENTS = ROOT / "requirements.txt"
LOG_LINES = 20


def main(arguments: list[str]) -> int:
    """Install what is missing, or with `--check` only say by the exit status whether anything is."""
    if arguments == ["--check"]:
        return int(_found() != _wanted())
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would spoil each other's work
        wanted, found = _wanted(), _found()
        if found == wanted:
            return 0
        try:
            _install(anew=found[:1] != wanted[:1])
        except (StepError, OSError) as error:
            return print_error(error)
        STAMP.write_text("\n".join(wanted))
    return 0


def _wanted() -> list[str]:
    """Describe the installation: where it is, for its programs hold their own path, and of what it is made."""
    files = [REQUIREMENTS, ROOT / "pyproject.toml"]
    return [str(ROOT), *(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)]


def _found() -> list[str]:
    """Describe the installation that is there; empty where there is none, or none that was finished."""
    return STAMP.read_text().splitlines() if STAMP.exists() and PYTHON.exists() else []


def _install(*, anew: bool) -> None:
    print("Setting up .venv", file=sys.stderr)
    LOG.write_text("")
    STAMP.unlink(missing_ok=True)
    if anew:
        with step("environment"):
            _run(sys.executable, "-m", "venv", "--clear", VENV)
    with step("installer"):
        _run(
            PYTHON,
            "-m",
            "pip",
            "install",
            next(pin for pin in REQUIREMENTS.read_text().splitlines() if pin.startswith("uv==")),
        )
    uv = (VENV / "bin" / "uv", "pip", "install", "--python", PYTHON)
    try:
        _install_all(*uv, "--compile-bytecode")
    except StepError as error:
        print(f"{error}\nuv did not install them. Trying pip, which takes longer.", file=sys.stderr)
        _install_all(PYTHON, "-m", "pip", "install")


def _install_all(*installer: str | Path) -> None:
    with step("packages"):
        _run(*installer, "--requirement", REQUIREMENTS)
    with step("course_runs"):
        _run(*installer, "--no-deps", "--editable", ROOT)


def _run(*command: str | Path) -> None:
    environment = dict(os.environ)
    if "PIP_INDEX_URL" in environment:  # uv has a name of its own for it
        environment.setdefault("UV_DEFAULT_INDEX", environment["PIP_INDEX_URL"])
    with LOG.open("a") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
        )
        if keep_waiting(process):
            last = "\n".join(LOG.read_text(errors="replace").splitlines()[-LOG_LINES:])
            raise StepError(f"`{' '.join(map(str, command))}` failed. The end of {LOG}:\n{last}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
