"""Headers of every answer: nothing but these pages' own style and script acts in them, and no cache keeps them."""

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.middleware.base import RequestResponseEndpoint

_NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'self'"
PAGE = f"{_NOTHING}; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'"
"""Of the pages: Airflow's API may be asked, to trigger a run."""
FILE = f"{_NOTHING}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; form-action 'none'"
"""Of the files of a report, which bring their style with them and have no script to run."""

HEADERS = {
    "Content-Security-Policy": PAGE,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def secured(response: Response) -> Response:
    """Return a response with the security headers that it does not set itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def secure(app: FastAPI) -> None:
    """Add the security headers to every response of an application."""

    @app.middleware("http")
    async def _secure(request: Request, call_next: RequestResponseEndpoint) -> Response:
        return secured(await call_next(request))
