"""The web application that Airflow's API server mounts: lists of ingestions, courses, and what every page needs."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from airflow.api_fastapi.core_api.security import get_user
from fastapi import Depends, FastAPI, HTTPException, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from course_runs.report import publisher
from course_runs.report.charts import years
from course_runs.report.pages.courses import find_course, runs_of, search_courses
from course_runs.report.pages.history import history_of, instants, settings_of
from course_runs.report.pages.ingestion_lists import feeds_of_ledger, page_of_views, recent_views, revisions_of
from course_runs.report.pages.quarantined import count_open, open_rows
from course_runs.report.pages.render import feed_chart, render, script, style_sheet
from course_runs_airflow.web import ingestion
from course_runs_airflow.web.access import Visitor
from course_runs_airflow.web.airflow_runs import find_runs, with_run_states
from course_runs_airflow.web.error_pages import add_error_handlers
from course_runs_airflow.web.headers import secure

PRINTABLE = r"^[^\x00]*$"  # PostgreSQL knows no text with a null character
Text = Annotated[str, Query(max_length=200, pattern=PRINTABLE)]
Line = Annotated[int, Query(ge=0, le=2**31 - 1)]
RowKey = Annotated[str, Query(max_length=1000, pattern=PRINTABLE)]
Name = Annotated[str, Path(max_length=1000, pattern=PRINTABLE)]
ASSETS = {"Cache-Control": "private, max-age=86400"}

app = FastAPI(dependencies=[Depends(get_user)], docs_url=None, redoc_url=None, openapi_url=None)
secure(app)
add_error_handlers(app)
app.include_router(ingestion.router)


@app.get("/")
def ingestions(visit: Visitor, feed: Text = "", before: UUID | None = None) -> Response:
    """Ingestions of all feeds or of one, newest first, with a picture of each feed."""
    listed, following = page_of_views(visit.catalog, visit.rights, feed or None, before)
    known = _feeds(visit)
    wanted = [name for name in known if name == feed] if feed else known
    recent = {
        feed_id: with_run_states(views) for feed_id, views in recent_views(visit.catalog, visit.rights, wanted).items()
    }
    return HTMLResponse(
        render(
            "ingestions",
            visit.site,
            visit.rights.feeds,
            feed=feed,
            feed_title=_title(visit, feed, known),
            feeds=wanted,
            all_feeds=known,
            recent=recent,
            open_rows=count_open(visit.catalog, wanted),
            charts={feed_id: feed_chart(views) for feed_id, views in recent.items()},
            listed=with_run_states(listed),
            before=before,
            next=following,
        )
    )


def _title(visit: Visitor, feed: str, known: list[str]) -> str:
    """The title of a feed that the visitor may see; of any other no more than they asked for."""
    return visit.rights.feeds[feed].title if feed in known and feed in visit.rights.feeds else feed


def _feeds(visit: Visitor) -> list[str]:
    """The feeds that the visitor may see, those of feeds.yaml first and in its order."""
    configured = [name for name, feed in visit.rights.feeds.items() if feed.dag_id in visit.rights.readable]
    gone = [name for name in feeds_of_ledger(visit.catalog, visit.rights.readable) if name not in visit.rights.feeds]
    return configured + gone


@app.get("/open")
def open_quarantine(visit: Visitor, feed: Text = "", before: UUID | None = None, line: Line = 0) -> Response:
    """Show the rejected rows of all feeds or of one that nobody has corrected or discarded, newest first."""
    known = _feeds(visit)
    wanted = [name for name in known if name == feed] if feed else known
    found, last = open_rows(visit.catalog, visit.rights.readable, wanted, (before, line) if before else None)
    counts = count_open(visit.catalog, wanted)
    asked = {"feed": feed or None}
    return HTMLResponse(
        render(
            "open_rows",
            visit.site,
            visit.rights.feeds,
            feed=feed,
            feed_title=_title(visit, feed, known),
            all_feeds=known,
            rows=found,
            total=sum(counts.values()),
            first=visit.site.page("open", **asked) if before else None,
            following=visit.site.page("open", **asked, before=last[0], line=last[1]) if last else None,
        )
    )


@app.get("/dag/{dag_id}")
def ingestions_of_dag(visit: Visitor, dag_id: Name) -> Response:
    """Redirect from a DAG to the ingestions of its feed."""
    for feed in visit.rights.feeds.values():
        if feed.dag_id == dag_id in visit.rights.readable:
            return RedirectResponse(visit.site.page(feed=feed.id), 303)
    raise HTTPException(404)


@app.get("/run/{dag_id}/{run_id}")
def of_dag_run(visit: Visitor, dag_id: Name, run_id: Name) -> Response:
    """Redirect from a DAG run to its ingestion, the last one if it has several."""
    if dag_id not in visit.rights.readable:
        raise HTTPException(404)
    revisions = revisions_of(visit.catalog, visit.rights.readable, dag_id, run_id)
    if revisions:
        return RedirectResponse(visit.site.page("ingestion", revisions[-1]), 303)
    run = find_runs([(dag_id, run_id)]).get((dag_id, run_id))
    return HTMLResponse(render("waiting", visit.site, visit.rights.feeds, dag_id=dag_id, run_id=run_id, run=run), 404)


@app.get("/courses")
def courses(visit: Visitor, q: Text = "") -> Response:
    """Find courses; an exact key redirects to its course."""
    asked = q.strip()
    found, more = search_courses(visit.catalog, visit.rights, asked) if asked else ([], False)
    if found and found[0].key.lower() == asked.lower():
        return RedirectResponse(visit.site.page("course", found[0].key), 303)
    return HTMLResponse(render("courses", visit.site, visit.rights.feeds, asked=asked, courses=found, more=more))


@app.get("/course/{key}")
def course(visit: Visitor, key: Name, before: UUID | None = None, table: Text = "", row: RowKey = "") -> Response:
    """Show a course: its runs on a time line, the ingestions that set their dates, and its history.

    The history starts after the change that is named by `before` (the ingestion), `table` and `row`.
    """
    found = find_course(visit.catalog, visit.rights, key)
    if found is None:
        raise HTTPException(404)
    runs, now = runs_of(visit.catalog, found.key), datetime.now(UTC)
    history, last = history_of(visit.catalog, visit.rights, found.key, (before, table, row) if before else None)
    settings = settings_of(visit.catalog, visit.rights, [run.key for run in runs])
    dated = instants(runs, settings)
    return HTMLResponse(
        render(
            "course",
            visit.site,
            visit.rights.feeds,
            course=found,
            runs=runs,
            now=now,
            line=years([*dated, now]) if dated else None,
            settings=settings,
            history=history,
            first=visit.site.page("course", found.key) if before else None,
            following=visit.site.page("course", found.key, **dict(zip(("before", "table", "row"), last, strict=True)))
            if last
            else None,
            publisher=publisher.link(found.key, None, found.slug),
        )
    )


@app.get("/style.css")
def style() -> Response:
    """Return the style sheet; its address changes with it."""
    return Response(style_sheet(), media_type="text/css", headers=ASSETS)


@app.get("/pages.js")
def page_script() -> Response:
    """Return the script; its address changes with it."""
    return Response(script(), media_type="text/javascript", headers=ASSETS)


@app.get("/{path:path}")
def not_found(path: str) -> Response:
    """Answer every other address with an error page, after the login.

    Raises:
        HTTPException: 404, always.
    """
    del path
    raise HTTPException(404)
