"""Registers the listeners and the pages of the course-run ingestions with Airflow, and nothing else.

Every process of Airflow imports this file, a task's too. The API server imports the pages with the first request for
one. The file is not called course_runs.py: Airflow would then put it in the place of the package `course_runs`.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from airflow.plugins_manager import AirflowPlugin

from course_runs_airflow.libraries import Libraries
from course_runs_airflow.notes import RunNotes

PREFIX = "/course-runs"
"""Path of the pages under that of Airflow."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


async def pages(scope: Message, receive: Receive, send: Send) -> None:
    """Answer a request, as an ASGI application does.

    Args:
        scope: of the request.
        receive: for its body.
        send: for the answer.
    """
    from course_runs_airflow.web.app import app  # noqa: PLC0415 - costs a task half a second for nothing

    await app(scope, receive, send)


class CourseRunsPlugin(AirflowPlugin):
    """Registers the listeners, and the pages in the navigation and beside every DAG and DAG run."""

    name = "course_runs"
    # Airflow declares these attributes as mutable lists: hence RUF012.
    listeners = [Libraries(), RunNotes()]  # noqa: RUF012
    fastapi_apps = [{"name": "course-runs", "app": pages, "url_prefix": PREFIX}]  # noqa: RUF012
    # Relative to Airflow's own address, which need not be at the root of a server.
    external_views = [  # noqa: RUF012
        {
            "name": "Course runs",
            "href": "course-runs/",
            "destination": "nav",
            "url_route": "course-runs",
            "nav_top_level": True,
        },
        {
            "name": "Ingestions",
            "href": "course-runs/dag/{DAG_ID}",
            "destination": "dag",
            "url_route": "course-run-ingestions",
        },
        {
            "name": "Ingestion",
            "href": "course-runs/run/{DAG_ID}/{RUN_ID}",
            "destination": "dag_run",
            "url_route": "course-run-ingestion",
        },
    ]
