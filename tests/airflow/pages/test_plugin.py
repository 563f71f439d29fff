"""The plugin: every process of Airflow imports it, so it must cost nothing and still be found."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from served_pages.site import Site

pytestmark = pytest.mark.airflow

ROOT = Path(__file__).resolve().parents[3]
PLUGIN = ROOT / "plugins" / "course_runs_plugin.py"


def test_its_import_is_cheap(tmp_path: Path) -> None:
    """Only its two listeners come with it: a task has no use for the web framework, the pages or the feeds."""
    script = (
        "import airflow.sdk, airflow.plugins_manager, runpy, sys; before = set(sys.modules); "
        f"runpy.run_path({str(PLUGIN)!r}); new = set(sys.modules) - before; "
        "print(sorted(name for name in new if name.startswith(('course_runs', 'fastapi', 'jinja2', 'psycopg2'))))"
    )
    environment = {**os.environ, "AIRFLOW_HOME": str(tmp_path), "AIRFLOW__CORE__LOAD_EXAMPLES": "False"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True)
    listeners = ["course_runs_airflow", "course_runs_airflow.libraries", "course_runs_airflow.notes"]
    assert done.stdout.strip().splitlines()[-1] == str(listeners)


def test_airflow_finds_it(site: Site, admin: httpx.Client) -> None:
    """In the navigation, beside every DAG and every DAG run, without an error."""
    plugins = admin.get(f"{site.server.url}/api/v2/plugins").json()["plugins"]
    [plugin] = [each for each in plugins if each["name"] == "course_runs"]
    assert {view["destination"] for view in plugin["external_views"]} == {"nav", "dag", "dag_run"}
    assert admin.get(f"{site.server.url}/api/v2/plugins/importErrors").json()["import_errors"] == []
