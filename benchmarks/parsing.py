"""How long Airflow takes to parse the DAG file, with few and with many feeds, and what it takes without the project."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from benchmarks import ROOT, WORKSHOP
from benchmarks.experiments import Experiment, Take
from benchmarks.samples import Sample
from benchmarks.scale import Scale
from course_runs.settings import FEEDS_VARIABLE, feeds_file

HOME = WORKSHOP / "parsing"
SCRIPT = Path(__file__).with_name("parse_time.py")
NOTHING = "a file with one empty DAG"
EMPTY_DAGS = '''"""DAGs of as many tasks as a feed has, which do nothing."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, task

for number in range({dags}):
    with DAG(f"empty_{{number}}") as dag:
        tasks = []
        for place in range(6):

            @task(task_id=f"task_{{place}}")
            def nothing() -> None:
                pass

            tasks.append(nothing())
        tasks.append(EmptyOperator(task_id="verdict"))
        for first, second in zip(tasks, tasks[1:]):
            first >> second
    globals()[dag.dag_id] = dag
'''


def of_feeds(feeds: int) -> str:
    """Name the measurement of so many feeds."""
    return f"{feeds} feeds"


def of_empty_dags(dags: int) -> str:
    """Name the measurement of so many empty DAGs."""
    return f"{dags} empty DAGs"


def plan(scale: Scale) -> Mapping[str, int]:
    """Return the names of what is measured, with the number of samples of each."""
    few, many = scale.feeds
    return dict.fromkeys((NOTHING, of_empty_dags(many), of_feeds(few), of_feeds(many)), scale.rounds)


@contextmanager
def prepared(scale: Scale) -> Iterator[Take]:
    """Make the files; each is parsed once before, so that its modules are compiled."""
    shutil.rmtree(HOME, ignore_errors=True)
    folders = {NOTHING: _empty_dags(1), of_empty_dags(scale.feeds[1]): _empty_dags(scale.feeds[1])}
    feeds = {of_feeds(number): _feeds(number) for number in scale.feeds}

    def take(measurement: str) -> Sample:
        return parse(folders.get(measurement, ROOT / "dags"), feeds.get(measurement, feeds_file()))

    for name in plan(scale):
        take(name)
    yield take
    shutil.rmtree(HOME, ignore_errors=True)


def parse(folder: Path, feeds: Path) -> Sample:
    """Parse a folder in a fresh process."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW_")}
    environment = {
        **inherited,
        "AIRFLOW_HOME": str(HOME),
        "AIRFLOW__CORE__DAGS_FOLDER": str(folder),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__LOGGING__LOGGING_LEVEL": "ERROR",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "include"), str(folder)]),
        FEEDS_VARIABLE: str(feeds),
    }
    command: list[str | Path] = [sys.executable, SCRIPT, folder]
    done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    figures: Sample = json.loads(done.stdout.splitlines()[-1])
    return figures


def _empty_dags(dags: int) -> Path:
    folder = HOME / f"dags-{dags}"
    folder.mkdir(parents=True)
    (folder / "empty_dags.py").write_text(EMPTY_DAGS.format(dags=dags), encoding="utf-8")
    return folder


def _feeds(number: int) -> Path:
    """Write a file of feeds, each with a path of its own, as partners have."""
    (kind, *_) = yaml.safe_load(feeds_file().read_text(encoding="utf-8"))
    feeds: list[dict[str, Any]] = [
        {**kind, "id": f"feed-{place}", "path": f"{{{{ drops }}}}/feed-{place}/{{{{ ds }}}}.csv"}
        for place in range(number)
    ]
    path = HOME / f"feeds-{number}.yaml"
    path.write_text(yaml.safe_dump(feeds), encoding="utf-8")
    return path


EXPERIMENT = Experiment("parsing", plan, prepared, keeps=False)
