"""The pinned requirements: in step with what pyproject.toml and requirements.in ask for."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PINS = (ROOT / "requirements.txt").read_text(encoding="utf-8")
PIN = re.compile(r"^([\w.-]+)==(\S+)[^\n]*\n((?:    #[^\n]*\n)*)", re.MULTILINE)


def wanted() -> dict[str, Requirement]:
    """Return what the project asks for, by canonical name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    development = (ROOT / "requirements.in").read_text(encoding="utf-8").splitlines()
    lines = [*project["dependencies"], *project["optional-dependencies"]["airflow"]]
    lines += filter(None, (line.partition("#")[0].strip() for line in development))
    return {canonicalize_name(requirement.name): requirement for requirement in map(Requirement, lines)}


def test_every_requirement_is_pinned_within_its_bounds() -> None:
    """`make requirements` was run after the last change."""
    pins = {name: version for name, version, _ in PIN.findall(PINS)}
    for name, requirement in wanted().items():
        assert name in pins, f"{name} is not pinned: make requirements"
        assert requirement.specifier.contains(pins[name], prereleases=True), f"{name}: make requirements"


def test_nothing_is_pinned_that_nobody_asks_for() -> None:
    """What was taken out of requirements.in leaves requirements.txt too."""
    reasons = {name: reason for name, _, reason in PIN.findall(PINS)}
    asked = {name for name, reason in reasons.items() if "-r requirements.in" in reason or "course-runs" in reason}
    assert asked == set(wanted())
