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
from course_runs.report import html, wording
from course_runs.report.outcome import Outcome
from course_runs.report.pages import pictures
from course_runs.report.pages.history import common_source, earlier_schedule
from course_runs.report.pictures import bar
from course_runs.report.summary import Summary

NAMES = {name: names[1] for name, names in wording.DECISION_NAMES.items()} | {"undecided": "undecided"}
RUNNING = "running"


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


@dataclass(frozen=True, slots=True)
class IngestionView:
    """An ingestion as the pages show it.

    Attributes:
        summary: the summary that reports use.
        running: whether its DAG run is still at work, so that no outcome is shown.
    """

    summary: Summary
    running: bool

    @property
    def name(self) -> str:
        """How it ended, in a word or two."""
        return "Running" if self.running else wording.OUTCOME_NAMES[self.summary.outcome]

    @property
    def css_class(self) -> str:
        """The same as a class of the style sheet."""
        return RUNNING if self.running else self.summary.outcome.value

    @property
    def mark(self) -> str | None:
        """What a picture shows on the base line where nothing came of it; of a dry run, that it is one."""
        return self.css_class if self.css_class in {RUNNING, Outcome.REFUSED, Outcome.FAILED, Outcome.PLANNED} else None

    @property
    def sentence(self) -> str:
        """What happened."""
        if not self.running:
            return wording.headline(self.summary)
        done = [stage.stage for stage in self.summary.stages if stage.finished]
        return f"At work. Done so far: {', '.join(done)}." if done else f"At work: {Stage.EXTRACT}."

    @property
    def short_summary(self) -> str:
        """What happened, for a list: the decisions or the fault, without what the name already shows."""
        line = self.summary.line
        if self.running or self.summary.outcome is Outcome.FAILED:
            return self.sentence.removeprefix("Failed. ")
        if self.summary.outcome is Outcome.REFUSED:
            return f"{line.refusal_code}: {wording.shown(line.message)}"
        words = [wording.decisions(self.summary) or "no rows"]
        if line.withheld:
            words.append(f"archiving of {line.withheld:,} withheld")
        elif self.summary.archived:
            words.append(f"{self.summary.archived:,} archived")
        return ", ".join(words)

    @property
    def counts(self) -> Mapping[str, int]:
        """Decision -> rows, those without one too where there are any."""
        undecided = {"undecided": self.summary.undecided} if self.summary.undecided else {}
        return dict(self.summary.counts) | undecided


def ingestion_view(summary: Summary, *, running: bool) -> IngestionView:
    """Return the view of an ingestion; a loaded one is shown as loaded even while its run is still at work.

    Args:
        summary: the summary that reports use.
        running: whether its DAG run is still at work.
    """
    return IngestionView(summary, running=running and summary.line.loaded_at is None)


def feed_picture(ingestions: list[IngestionView]) -> pictures.Bars:
    """Draw a feed's ingestions, given newest first."""
    return pictures.bars([(each.summary.counts, each.mark) for each in reversed(ingestions)])


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
        loader=ChoiceLoader([PackageLoader("course_runs.report.pages"), PackageLoader("course_runs.report")])
    )
    made.filters |= {"moment_iso": _iso}
    made.globals |= {
        "bar": bar,
        "names": NAMES,
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
    """Return the style sheet: the reports' own, and what the pages add to it."""
    return _text("report", "report.css") + _text("report.pages", "pages.css")


@cache
def script() -> str:
    """Return the script."""
    return _text("report.pages", "pages.js")


def _text(package: str, name: str) -> str:
    return files(f"course_runs.{package}").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def asset_version() -> str:
    """Return a name for the assets as they are, so that a browser may keep them until they change."""
    return hashlib.sha256((style_sheet() + script()).encode()).hexdigest()[:12]
