"""Airflow's processes, played by shell scripts: none outlives the launcher, and one that ends is named."""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from devtools import components, up
from devtools.progress import StepError


@pytest.fixture
def play(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let `airflow` be a shell script."""

    def script(body: str) -> None:
        airflow = tmp_path / "airflow"
        airflow.write_text(f"#!/bin/sh\n{body}\n")
        airflow.chmod(0o755)
        monkeypatch.setattr(components, "AIRFLOW", airflow)

    return script


def _members(groups: list[int]) -> list[str]:
    """Return the names of the processes of some groups that live, zombies left out."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            name, rest = stat.read_text().rsplit(")", 1)
            state, _, group, *_ = rest.split()
            if int(group) in groups and state != "Z":
                found.append(name)
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to look")
def test_none_is_left(play: Callable[[str], None], tmp_path: Path) -> None:
    """Their own children end with them, also those that do not listen."""
    play("trap '' INT; sleep 60 & sleep 60")
    with components.running(dict(os.environ), tmp_path / "logs") as running:
        groups = [each.process.pid for each in running]
        time.sleep(0.3)
        assert len(_members(groups)) >= 2 * len(components.COMMANDS)
    assert _members(groups) == []


def test_one_that_ends_is_named_with_its_last_words(play: Callable[[str], None], tmp_path: Path) -> None:
    """Whoever runs Airflow learns which component failed and why, and the others end too."""
    play('[ "$1" = triggerer ] && { echo "no capacity"; exit 3; }; sleep 60')
    with components.running(dict(os.environ), tmp_path / "logs") as running:
        running[-1].process.wait(timeout=10)
        with pytest.raises(StepError, match=r"The triggerer ended with status 3(.|\n)*no capacity"):
            up.check(running)
    assert all(each.process.poll() is not None for each in running)


def test_makes_the_password_once_and_for_its_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Airflow reads the same file; what else is in it stays."""
    passwords = tmp_path / "passwords.json"
    passwords.write_text('{"viewer": "seen"}')
    monkeypatch.setattr(up, "PASSWORDS", passwords)
    password = up.login_password()
    assert up.login_password() == password
    assert passwords.stat().st_mode & 0o777 == 0o600
    assert "seen" in passwords.read_text()
