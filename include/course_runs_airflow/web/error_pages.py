"""Error pages in the style of the pages. They show nothing that the reader may not know."""

import logging
from urllib.parse import quote

import psycopg2
import psycopg2.errors
from airflow.sdk.exceptions import AirflowNotFoundException
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException

from course_runs.contract.errors import InvalidFeeds
from course_runs.report.pages.render import render
from course_runs_airflow.connections import CATALOG
from course_runs_airflow.web.access import site_of
from course_runs_airflow.web.headers import secured

log = logging.getLogger(__name__)

UNAUTHORIZED, BAD_REQUEST, UNAVAILABLE, BROKEN = 401, 400, 503, 500

MESSAGES = {
    UNAUTHORIZED: ("Not logged in", "Log in to Airflow, then come back to this address."),
    403: ("Not allowed", "Airflow does not accept this login. Log in again."),
    404: ("Nothing here", "There is no such page, or it is about a DAG that you may not read."),
    405: ("Only for reading", "These pages change nothing and accept no data."),
}
BAD_ADDRESS = ("No such address", "A part of the address is not valid. Go back, or start at Ingestions.")
NO_CATALOG = (
    "The catalog does not answer",
    f"Its database is away or too busy. Try again in a moment. If that does not help, check the server of {CATALOG}.",
)
NO_TABLES = ("The catalog is not up to date", "Its tables are missing or older than these pages. Run: make migrate")
NO_CONNECTION = ("No catalog", f"Airflow has no connection {CATALOG}. Add one of the type postgres.")
NO_FEEDS = (
    "The feeds cannot be read",
    "include/feeds.yaml has an error. The import errors of its DAGs in Airflow show where.",
)
FAULT = (
    "Something is broken here",
    "The page could not be made because of an error on our side. The API server's log has the details.",
)


def add_error_handlers(app: FastAPI) -> None:
    """Register an error page for everything that can go wrong in an application."""
    app.exception_handler(HTTPException)(_refused)
    app.exception_handler(RequestValidationError)(_bad_address)
    app.exception_handler(psycopg2.OperationalError)(_no_catalog)
    app.exception_handler(psycopg2.errors.UndefinedTable)(_no_tables)
    app.exception_handler(psycopg2.errors.UndefinedColumn)(_no_tables)
    app.exception_handler(AirflowNotFoundException)(_no_connection)
    app.exception_handler(InvalidFeeds)(_no_feeds)
    app.exception_handler(Exception)(_fault)


def page(request: Request, status: int, heading: str, advice: str) -> Response:
    """Return an error page."""
    return HTMLResponse(render("error", site_of(request), {}, heading=heading, advice=advice), status)


def _refused(request: Request, error: HTTPException) -> Response:
    if error.status_code == UNAUTHORIZED and "text/html" in request.headers.get("accept", ""):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"{site_of(request).airflow}/api/v2/auth/login?next={quote(asked, safe='')}", 303)
    return page(request, error.status_code, *MESSAGES.get(error.status_code, BAD_ADDRESS))


def _bad_address(request: Request, _error: RequestValidationError) -> Response:
    return page(request, BAD_REQUEST, *BAD_ADDRESS)


def _no_catalog(request: Request, error: psycopg2.OperationalError) -> Response:
    log.warning("The catalog does not answer: %s", error)
    return page(request, UNAVAILABLE, *NO_CATALOG)


def _no_tables(request: Request, error: psycopg2.Error) -> Response:
    log.warning("The catalog's tables are not what the pages need: %s", error)
    return page(request, UNAVAILABLE, *NO_TABLES)


def _no_connection(request: Request, _error: AirflowNotFoundException) -> Response:
    return page(request, UNAVAILABLE, *NO_CONNECTION)


def _no_feeds(request: Request, error: InvalidFeeds) -> Response:
    log.warning("%s", error)
    return page(request, UNAVAILABLE, *NO_FEEDS)


def _fault(request: Request, _error: Exception) -> Response:
    # The framework logs the error. Its response does not pass through the middleware of the headers.
    return secured(page(request, BROKEN, *FAULT))
