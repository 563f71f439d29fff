"""dlt's `merge` of the mixed drop into PostgreSQL, its rows as dicts and as Arrow tables.

Its table has the rows of the unchanged drop before, so that it, too, meets what it knows and what it does not. dlt
judges nothing, decides nothing and writes one flat table. It lives in an environment of its own.
"""

import json
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks import WORKSHOP, databases
from benchmarks.dataset import Drop
from benchmarks.experiments import Experiment, Take
from benchmarks.samples import Sample
from benchmarks.scale import Scale

REQUIREMENTS = Path(__file__).with_name("requirements-dlt.txt")
SCRIPT = Path(__file__).with_name("dlt_merge.py")
WAYS = {"dlt, dicts": "dicts", "dlt, Arrow": "arrow"}


def plan(scale: Scale) -> Mapping[str, int]:
    """Return the names of what is measured, with the number of samples of each."""
    return dict.fromkeys(WAYS, scale.peer_rounds)


@contextmanager
def prepared(scale: Scale) -> Iterator[Take]:
    """Install dlt, and have it load the rows that it is to know before."""
    python = installed()
    file = databases.drop(Drop.MIXED, scale.rows)
    known = databases.drop(Drop.UNCHANGED, scale.rows)
    # Each way has columns of its own beside the file's.
    templates = {
        name: databases.template_made_by(f"dlt_{scale.rows}_{way}", [python, SCRIPT, way, known])
        for name, way in WAYS.items()
    }

    def take(measurement: str) -> Sample:
        command: list[str | Path] = [
            python,
            SCRIPT,
            WAYS[measurement],
            file,
            databases.restored(templates[measurement]),
        ]
        done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - the one above
        figures: Sample = json.loads(done.stdout.splitlines()[-1])
        return figures

    yield take


def installed() -> Path:
    """Return the Python that has dlt, after installing it where it is not there as it is pinned."""
    home = WORKSHOP / "dlt"
    python, note = home / "bin" / "python", home / "installed.txt"
    if not note.exists() or note.read_text(encoding="utf-8") != REQUIREMENTS.read_text(encoding="utf-8"):
        venv.create(home, clear=True, with_pip=True)
        command: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--requirement", REQUIREMENTS]
        subprocess.run(command, check=True, stdout=sys.stderr)  # noqa: S603 - pip itself
        note.write_text(REQUIREMENTS.read_text(encoding="utf-8"), encoding="utf-8")
    return python


EXPERIMENT = Experiment("peer", plan, prepared)
