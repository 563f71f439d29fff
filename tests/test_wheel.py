"""The wheel: built, and installed without Airflow and without the checkout, it is whole and works."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy, copytree, ignore_patterns, which
from zipfile import ZipFile

import pytest

from devtools.postgres import LocalPostgres
from devtools.sample_catalog import load_sample

ROOT = Path(__file__).resolve().parents[1]
UV = which("uv", path=str(Path(sys.executable).parent)) or "uv"
IMPORT_EVERYTHING = """
import importlib, pkgutil, course_runs
from pathlib import Path
from jinja2 import Environment
for module in pkgutil.walk_packages(course_runs.__path__, "course_runs."):
    if not module.name.startswith("course_runs.database.migrations."):
        importlib.import_module(module.name)
for statements in Path(course_runs.__file__).parent.rglob("*.sql"):
    if "-- name: " in statements.read_text(encoding="utf-8"):
        package = ".".join(["course_runs", *statements.parent.relative_to(Path(course_runs.__file__).parent).parts])
        course_runs.database.statements.load_statements(package, statements.name)
for template in Path(course_runs.__file__).parent.rglob("*.j2"):
    Environment().parse(template.read_text(encoding="utf-8"))
print(course_runs.__file__)
"""

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path, **variables: str) -> str:
    """Run a command without the settings of this process, and return what it prints."""
    names = ("PATH", "HOME", "SSL_CERT_FILE", "TMPDIR")
    ours = ("UV_", "PIP_", "REQUESTS_CA")
    kept = {name: value for name, value in os.environ.items() if name in names or name.startswith(ours)}
    done = subprocess.run(command, cwd=cwd, env=kept | variables, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources without what earlier builds left behind."""
    sources, made = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        copy(ROOT / name, sources)
    copytree(ROOT / "include", sources / "include", ignore=ignore_patterns("*.egg-info", "__pycache__"))
    run(UV, "build", "--quiet", "--wheel", "--out-dir", made, sources, cwd=sources)
    (wheel,) = made.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and the pins of what it depends on."""
    environment = tmp_path_factory.mktemp("environment") / "venv"
    run(UV, "venv", "--quiet", "--python", sys.executable, environment, cwd=environment.parent)
    pins = ("--constraint", ROOT / "requirements.txt")
    python = environment / "bin" / "python"
    run(UV, "pip", "install", "--quiet", "--python", python, *pins, wheel, cwd=environment.parent)
    return environment / "bin"


def test_holds_every_file_of_the_packages(wheel: Path) -> None:
    """Modules, templates, styles, scripts and SQL of the pipeline and of its Airflow part; nothing of the tools."""
    held = {name for name in ZipFile(wheel).namelist() if ".dist-info/" not in name}
    sources = {
        str(path.relative_to(ROOT / "include"))
        for package in ("course_runs", "course_runs_airflow")
        for path in (ROOT / "include" / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert held == sources
    assert {Path(name).suffix for name in held} >= {".py", ".sql", ".j2", ".css", ".js"}


def test_names_its_licence(wheel: Path) -> None:
    """The text of the licence is inside."""
    with ZipFile(wheel) as files:
        (licence,) = [name for name in files.namelist() if name.endswith("/licenses/LICENSE")]
        assert "Apache License" in files.read(licence).decode()


def test_imports_without_airflow_and_without_the_checkout(programs: Path, tmp_path: Path) -> None:
    """Every module of the pipeline, and every template can be read."""
    where = run(programs / "python", "-W", "ignore", "-c", IMPORT_EVERYTHING, cwd=tmp_path)
    assert Path(where.strip()).is_relative_to(programs.parent)


def test_takes_a_drop_into_a_catalog(programs: Path, tmp_path: Path, server: LocalPostgres) -> None:
    """The command line makes the tables, and loads and reports a sample drop with files that lie outside the wheel."""
    uri = server.ensure_database(f"wheel_{os.getpid()}")
    samples = ROOT / "include" / "samples"
    command = programs / "course-runs"
    places = {
        "COURSE_RUNS_CATALOG": uri,
        "COURSE_RUNS_FEEDS": str(copy(ROOT / "include" / "feeds.yaml", tmp_path)),
        "COURSE_RUNS_ALLOWED_ROOTS": str(samples / "drops"),
        "COURSE_RUNS_REPORTS": str(tmp_path / "reports"),
    }
    assert "ingest" in run(command, "--help", cwd=tmp_path)
    run(command, "migrate", cwd=tmp_path, **places)
    load_sample(uri)
    drop = samples / "drops" / "2u-bootcamps.csv"
    printed = run(command, "ingest", "--feed", "2u-bootcamps", "--file", drop, cwd=tmp_path, **places)
    report = Path(printed.split()[-1])
    assert report.is_relative_to(tmp_path / "reports")
    assert "Data Docs" in report.read_text(encoding="utf-8")
