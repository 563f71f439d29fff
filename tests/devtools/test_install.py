"""The installation: done once, repaired when it was cut off, moved or made of other requirements."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """#!/bin/sh
echo "$(basename "$0") $*" >>"$COMMANDS"
case "$(basename "$0") $*" in
*"$FAILS"*) exit 1 ;;
*"-m venv"*) rm -rf .venv; mkdir -p .venv/bin; cp "$0" .venv/bin/python; cp "$0" .venv/bin/uv ;;
esac
"""


class Project:
    """A project with one requirement, and programs that only write down how they were called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "devtools").mkdir(parents=True)
        shutil.copy(ROOT / "Makefile", folder)
        shutil.copy(ROOT / "devtools" / "install.sh", folder / "devtools")
        (folder / "requirements.txt").write_text("other==1\nuv==1.2.3\n")
        (folder / "pyproject.toml").write_text("[project]\n")
        self.python = folder / "some-python"
        self.python.write_text(PROGRAM)
        self.python.chmod(0o755)

    def setup(self, fails: str = "no such call") -> "subprocess.CompletedProcess[str]":
        """Run `make setup`, with a call that fails."""
        commands = self.folder / "commands"
        commands.write_text("")
        variables = {**os.environ, "PYTHON": str(self.python), "COMMANDS": str(commands), "FAILS": fails}
        variables.pop("MAKEFLAGS", None)
        return subprocess.run(
            ["make", "setup"], cwd=self.folder, env=variables, capture_output=True, text=True, check=False
        )

    def commands(self, fails: str = "no such call") -> list[str]:
        """Run `make setup`, and return the commands that installed something."""
        self.setup(fails)
        called = (self.folder / "commands").read_text().splitlines()
        return [command for command in called if " -c " not in command]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project in which nothing is installed."""
    return Project(tmp_path / "project")


def touch(path: Path) -> None:
    """Let a file be newer than what was made of it."""
    later = path.stat().st_mtime + 60
    os.utime(path, (later, later))


def test_installs_the_pins_and_the_project(project: Project) -> None:
    """Uv itself is pinned, and the project is importable by every process of the environment."""
    made, uv, packages, own = project.commands()
    assert made == "some-python -m venv --clear .venv"
    assert uv == "python -m pip install uv==1.2.3"
    assert packages.startswith("uv pip install --python .venv/bin/python --compile-bytecode")
    assert packages.endswith("--requirement requirements.txt")
    assert own.endswith("--no-deps --editable .")


def test_does_nothing_twice(project: Project) -> None:
    """Every other target of make can ask for it."""
    assert project.commands()
    assert project.commands() == []


@pytest.mark.parametrize("changed", ["requirements.txt", "pyproject.toml"])
def test_brings_other_requirements_up_to_date(project: Project, changed: str) -> None:
    """A change of the pins does not cost a new environment."""
    project.commands()
    touch(project.folder / changed)
    again = project.commands()
    assert again[0] == "python -m pip install uv==1.2.3"
    assert len(again) == 3


def test_starts_again_after_it_was_cut_off(project: Project) -> None:
    """A half-made environment may hold half a package."""
    project.commands()
    touch(project.folder / "requirements.txt")
    assert project.setup(fails="pip install").returncode != 0
    assert "-m venv --clear" in project.commands()[0]


def test_starts_again_after_the_checkout_was_moved(project: Project, tmp_path: Path) -> None:
    """The programs of an environment hold the path that they were installed at."""
    project.commands()
    project.folder = project.folder.rename(tmp_path / "moved")
    project.python = project.folder / "some-python"
    assert "-m venv --clear" in project.commands()[0]


def test_starts_again_after_its_python_was_removed(project: Project) -> None:
    """An environment only links to the Python that made it."""
    project.commands()
    (project.folder / ".venv" / "bin" / "python").unlink()
    assert "-m venv --clear" in project.commands()[0]


def test_falls_back_to_pip(project: Project) -> None:
    """Where uv finds no index, pip may, by a configuration that uv does not read."""
    done = project.setup(fails="uv pip install")
    assert done.returncode == 0
    *_, packages, own = (project.folder / "commands").read_text().splitlines()
    assert packages == "python -m pip install --requirement requirements.txt"
    assert own == "python -m pip install --no-deps --editable ."
    assert "Trying pip" in done.stderr


def test_names_the_log_when_it_fails(project: Project) -> None:
    """A failed installation ends with the command that failed."""
    done = project.setup(fails="pip install uv")
    assert done.returncode != 0
    assert "This failed: .venv/bin/python -m pip install uv==1.2.3" in done.stderr
    assert str(project.folder / ".local" / "install.log") in done.stderr


def test_says_what_is_missing_where_there_is_no_python(project: Project, tmp_path: Path) -> None:
    """A machine without Python 3.11 gets a sentence, not a traceback."""
    for tool in ("cat", "dirname"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or "")
    done = subprocess.run(
        [shutil.which("bash") or "", project.folder / "devtools" / "install.sh"],
        check=False,
        env={"PATH": str(tmp_path), "PYTHON": "/no/such/python"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "one of 3.11 to 3.14" in done.stderr
    assert done.stdout == ""
