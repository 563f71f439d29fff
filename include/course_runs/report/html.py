"""The report as one HTML file: nothing is fetched, every value is escaped by the template engine."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from course_runs.report import lists, pictures, publisher, wording
from course_runs.report.summary import Summary


def environment() -> Environment:
    """Return the templates' environment, with autoescape and the words of a report as filters."""
    made = Environment(
        loader=PackageLoader("course_runs.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"shown": wording.shown, "moment": wording.moment, "duration": wording.duration}
    made.globals |= {
        "by_course": lists.by_course,
        "difference": wording.difference,
        "field_name": wording.field_name,
        "schedule": wording.schedule,
        "time_line": pictures.time_line,
        "link": _link,
    }
    made.tests["shifted"] = lambda row: pictures.time_line(row) is not None
    return made


def to_html(summary: Summary, *, has_data_docs: bool = False) -> str:
    """Return a report as a self-contained HTML page; a list that was cut refers to report.json.

    Args:
        summary: what is reported.
        has_data_docs: whether the page links to the Data Docs.
    """
    return render("report.html.j2", summary, has_data_docs=has_data_docs)


def render(template: str, summary: Summary, **more: object) -> str:
    """Fill a template with a summary.

    Args:
        template: its file name.
        summary: what is reported.
        more: further variables of the template.
    """
    counts = dict(summary.counts) | ({"undecided": summary.undecided} if summary.undecided else {})
    words = {
        "summary": summary,
        "line": summary.line,
        "outcome": wording.OUTCOME_NAMES[summary.outcome],
        "source": wording.source(summary),
        "headline": wording.headline(summary),
        "advice": wording.withheld_advice(summary),
        "decisions": wording.decisions(summary),
        "counts": counts,
        "names": {"undecided": "undecided"} | {name: names[1] for name, names in wording.DECISION_NAMES.items()},
        "bar": pictures.bar(counts),
    }
    return environment().get_template(template).render(words | more)


def _link(row: Any) -> str | None:  # noqa: ANN401 - a row of any list of courses
    return publisher.link(row.course_key, getattr(row, "run_key", None), row.slug) if row.course_key else None
