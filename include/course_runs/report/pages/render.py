"""Pages as HTML: the templates' environment, its words and its two assets. Every value is escaped by the engine."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader

from course_runs.contract.feeds import Feed
from course_runs.ledger.ingestions import Stage
from course_runs.report import charts, wording
from course_runs.report.documents import html
from course_runs.report.pages.history import common_source, earlier_schedule
from course_runs.report.view import IngestionView
from course_runs.rows.decisions import CHANGING, Decision


@dataclass(frozen=True, slots=True)
class Site:
    """Where things are, as the browser sees it.

    Attributes:
        pages: path of these pages, without a slash at its end.
        airflow: path of Airflow, without a slash at its end; empty at a server's root.
    """

    pages: str
    airflow: str

    def page(self, *parts: object, **query: object) -> str:
        """Return the address of a page; parts and values are quoted, values that are None left out."""
        path = "/".join(quote(str(part), safe="") for part in parts)
        asked = urlencode({name: value for name, value in query.items() if value is not None})
        return f"{self.pages}/{path}{'?' if asked else ''}{asked}"

    def run(self, dag_id: str, run_id: str, task: str | None = None) -> str:
        """Return the address of a DAG run in Airflow's UI, or of the logs of one of its tasks."""
        path = f"{self.airflow}/dags/{quote(dag_id, safe='')}/runs/{quote(run_id, safe='')}"
        return f"{path}/tasks/{quote(task, safe='')}" if task else path

    def trigger(self, dag_id: str) -> str:
        """Return the address of Airflow's API that triggers a DAG."""
        return f"{self.airflow}/api/v2/dags/{quote(dag_id, safe='')}/dagRuns"


def feed_chart(ingestions: list[IngestionView]) -> charts.Bars:
    """Draw a feed's ingestions, given newest first."""
    return charts.bars([(view.counts, view.bar_marker) for view in reversed(ingestions)])


def render(template: str, site: Site, feeds: Mapping[str, Feed], /, **values: Any) -> str:  # noqa: ANN401 - a template takes any values
    """Return a page.

    Args:
        template: its name, without endings.
        site: addresses of the pages and of Airflow.
        feeds: feeds by id, for their titles.
        values: variables of the template.
    """
    titles = {name: feed.title for name, feed in feeds.items()}
    page = environment().get_template(f"{template}.html.j2")
    return page.render(site=site, titles=titles, version=asset_version(), **values)


@cache
def environment() -> Environment:
    """Return the templates' environment: that of the reports, with the pages' own words besides."""
    made = html.environment().overlay(
        loader=ChoiceLoader([PackageLoader("course_runs.report.pages"), PackageLoader("course_runs.report.documents")])
    )
    made.filters |= {"moment_iso": _iso}
    made.globals |= {
        "bar": charts.bar,
        "charted": (*CHANGING, Decision.REJECTED),
        "file_name": _file_name,
        "earlier_schedule": earlier_schedule,
        "common_source": common_source,
        "stage_names": list(Stage),
    }
    return made


def _iso(instant: datetime) -> str:
    return instant.isoformat(timespec="seconds")


def _file_name(path: str | None) -> str:
    """The last part of a path, whichever way its system writes it."""
    return wording.shown((path or "").replace("\\", "/").rpartition("/")[2])


@cache
def style_sheet() -> str:
    """Return the style sheet: that of the reports, with additions for the pages."""
    return "".join(environment().get_template(name).render() for name in ("decisions.css", "report.css", "pages.css"))


@cache
def script() -> str:
    """Return the script."""
    return files("course_runs.report.pages").joinpath("templates", "pages.js").read_text(encoding="utf-8")


@cache
def asset_version() -> str:
    """Return a name for the assets as they are, so that a browser may keep them until they change."""
    return hashlib.sha256((style_sheet() + script()).encode()).hexdigest()[:12]
