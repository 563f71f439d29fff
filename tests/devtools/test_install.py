"""The installation: done once, mended when it was cut off, moved or made of other requirements."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from devtools import install
from devtools.progress import StepError

Commands = list[str]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project with one requirement."""
    (tmp_path / "requirements.txt").write_text("uv==1.2.3\n")
    (tmp_path / "pyproject.toml").write_text("[project]\n")
    places = {
        "ROOT": tmp_path,
        "LOCAL": tmp_path / ".local",
        "LOG": tmp_path / ".local" / "install.log",
        "VENV": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv" / "bin" / "python",
        "STAMP": tmp_path / ".venv" / ".installed",
        "REQUIREMENTS": tmp_path / "requirements.txt",
    }
    for name, place in places.items():
        monkeypatch.setattr(install, name, place)
    return tmp_path


@pytest.fixture
def commands(project: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Commands]:
    """Install with commands that do nothing, and return what they were."""

    def run() -> Commands:
        seen: Commands = []

        def note(*command: str | Path) -> None:
            seen.append(" ".join(map(str, command)))
            if "venv" in command:
                (project / ".venv" / "bin").mkdir(parents=True, exist_ok=True)
                (project / ".venv" / "bin" / "python").touch()

        monkeypatch.setattr(install, "_run", note)
        assert install.main([]) == 0
        return seen

    return run


def test_installs_the_pins_and_the_project(project: Path, commands: Callable[[], Commands]) -> None:
    """Uv itself is pinned, and the project is importable by every process of the environment."""
    made, uv, packages, own = commands()
    assert made.endswith(f"-m venv --clear {project}/.venv")
    assert uv.endswith("pip install uv==1.2.3")
    assert packages.endswith(f"--compile-bytecode --requirement {project}/requirements.txt")
    assert own.endswith(f"--no-deps --editable {project}")


@pytest.mark.usefixtures("project")
def test_does_nothing_twice(commands: Callable[[], Commands]) -> None:
    """Every other target of make can ask for it."""
    assert install.main(["--check"]) == 1
    assert commands()
    assert install.main(["--check"]) == 0
    assert commands() == []


def test_brings_other_requirements_up_to_date(project: Path, commands: Callable[[], Commands]) -> None:
    """A change of the pins does not cost a new environment."""
    commands()
    (project / "requirements.txt").write_text("uv==1.2.4\n")
    again = commands()
    assert again[0].endswith("pip install uv==1.2.4")


def test_starts_anew_after_it_was_cut_off(
    project: Path, commands: Callable[[], Commands], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A half-made environment may hold half a package."""
    commands()
    (project / "requirements.txt").write_text("uv==1.2.4\n")
    monkeypatch.setattr(install, "_run", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        install.main([])
    assert "venv --clear" in commands()[0]


def test_starts_anew_after_the_checkout_was_moved(
    project: Path, commands: Callable[[], Commands], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The programs of an environment hold the path that they were installed at."""
    commands()
    monkeypatch.setattr(install, "ROOT", project / "." / "..")
    (project.parent / "pyproject.toml").write_text("[project]\n")
    assert "venv --clear" in commands()[0]


@pytest.mark.usefixtures("project")
def test_falls_back_to_pip(
    commands: Callable[[], Commands], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where uv finds no index, pip may, by a configuration that uv does not read."""
    commands()
    seen: list[str] = []

    def fail_uv(*command: str | Path) -> None:
        seen.append(" ".join(map(str, command)))
        if Path(command[0]).name == "uv":
            raise StepError("no index")

    monkeypatch.setattr(install, "_run", fail_uv)
    install.REQUIREMENTS.write_text("uv==1.2.4\n")
    assert install.main([]) == 0
    assert "-m pip install --requirement" in seen[-2]
    assert "Trying pip" in capsys.readouterr().err


def test_says_what_is_missing_where_there_is_no_python(tmp_path: Path) -> None:
    """A machine without Python 3.11 gets a sentence, not a traceback."""
    setup = ROOT / "devtools" / "setup.sh"
    (tmp_path / "devtools").mkdir()
    copy = tmp_path / "devtools" / "setup.sh"
    copy.write_bytes(setup.read_bytes())
    for tool in ("cat", "dirname"):
        (tmp_path / tool).symlink_to(shutil.which(tool) or "")
    done = subprocess.run(
        [shutil.which("bash") or "", copy],
        check=False,
        env={"PATH": str(tmp_path), "PYTHON": "/no/such/python"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "one of 3.11 to 3.14" in done.stderr
    assert done.stdout == ""
