"""The report as one HTML file: nothing is fetched, every value is escaped by the template engine."""

from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from course_runs.report import charts, publisher, wording
from course_runs.report.list_rows import by_course
from course_runs.report.view import IngestionView
from course_runs.rows.decisions import DISPLAYS, in_words


def environment() -> Environment:
    """Return the templates' environment, with autoescape and the wording of reports as filters."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("course_runs.report.documents"), PackageLoader("course_runs.report.mail")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"shown": wording.shown, "moment": wording.moment, "duration": wording.duration}
    made.globals |= {
        "by_course": by_course,
        "displays": DISPLAYS,
        "in_words": in_words,
        "difference": wording.difference,
        "field_name": wording.field_name,
        "schedule": wording.schedule,
        "time_line": charts.time_line,
        "link": _link,
    }
    made.tests["shifted"] = lambda row: charts.time_line(row) is not None
    return made


def to_html(view: IngestionView, *, has_data_docs: bool = False) -> str:
    """Write a report as a self-contained HTML file. Shortened lists link to report.json."""
    return render("report.html.j2", view, has_data_docs=has_data_docs)


def render(template: str, view: IngestionView, **more: object) -> str:
    """Render a template with the variables that all reports have, and with further ones."""
    words = {
        "view": view,
        "record": view.record,
        "outcome": wording.OUTCOME_NAMES[view.outcome],
        "source": wording.source(view),
        "headline": wording.headline(view),
        "advice": wording.withheld_advice(view),
        "bar": charts.bar(view.all_counts),
    }
    return environment().get_template(template).render(words | more)


def _link(row: Any) -> str | None:  # noqa: ANN401 - a row of any list of courses
    return publisher.link(row.course_key, getattr(row, "run_key", None), row.slug) if row.course_key else None
