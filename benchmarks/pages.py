"""How long the pages in Airflow take over a large ledger, each asked for over HTTP, logged in, as a browser does.

The database has 1,000 ingestions and 1,000,000 applied changes (pages.sql); an API server answers. Takes about three
minutes, whatever the scale.
"""

import shutil
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import md5
from uuid import UUID

from benchmarks import ROOT, WORKSHOP
from benchmarks.experiments import Experiment, Take
from benchmarks.samples import Sample
from benchmarks.scale import Scale
from course_runs.database.migrate import migrate
from course_runs.database.session import session
from devtools.postgres import LocalPostgres
from devtools.sample_catalog import load_sample
from served_pages.api_server import ApiServer

SCRATCH = WORKSHOP / "pages"


def identity(name: str) -> UUID:
    """Return the id that pages.sql gives an ingestion."""
    return UUID(md5(name.encode(), usedforsecurity=False).hexdigest())


LARGE, ORDINARY = f"ingestion/{identity('large')}", f"ingestion/{identity('ingestion 700')}"
PAGES = {
    "ingestions of all feeds": "",
    "ingestions of a feed, older": f"?feed=2u-bootcamps&before={identity('ingestion 501')}",
    "an ingestion": ORDINARY,
    "its rows": f"{ORDINARY}/rows",
    "the large ingestion": LARGE,
    "the rows of the large one": f"{LARGE}/rows",
    "its rows, far down": f"{LARGE}/rows?line=99000",
    "its rows of a rare decision": f"{LARGE}/rows?show=held",
    "its rejected rows": f"{LARGE}/rejected",
    "its rejected rows of a rare code": f"{LARGE}/rejected?code=INVALID_URL",
    "its rejected rows that are open": f"{LARGE}/rejected?state=open",
    "its warnings, far down": f"{LARGE}/warnings?line=49000",
    "open rows of all feeds": "open",
    "courses by a number": "courses?q=p7",
    "courses by an organization": "courses?q=k",
    "no course": "courses?q=nothing",
    "a course with 1,000 changes": "course/{hot}",
    "its oldest history": (
        f"course/{{hot}}?before={identity('ingestion 53')}&table=course_run&row=course-v1:{{hot}}%2B1T2031"
    ),
}


def fill(catalog: str) -> str:
    """Make the large ledger and return the key of the course that every ingestion changed."""
    migrate(catalog)
    load_sample(catalog)
    with session(catalog) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute((ROOT / "benchmarks" / "pages.sql").read_text(encoding="utf-8"))
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(
            "SELECT (SELECT count(*) FROM ingest.applied_change), key FROM catalog.course WHERE number = 'P7'"
        )
        changes, key = cursor.fetchone() or (0, "")
    print(f"{changes:,} applied changes", file=sys.stderr)
    return str(key)


def plan(scale: Scale) -> Mapping[str, int]:
    """Return the pages that are requested, with the number of samples of each."""
    return dict.fromkeys(PAGES, scale.rounds)


@contextmanager
def prepared(scale: Scale) -> Iterator[Take]:
    """Make the ledger, start the server, and leave nothing behind; every page is asked for once before."""
    del scale
    shutil.rmtree(SCRATCH / "airflow", ignore_errors=True)
    postgres = LocalPostgres(SCRATCH / "postgres", durable=False)
    postgres.start()
    server = ApiServer(SCRATCH / "airflow", postgres.ensure_database("catalog"), {"admin": "admin"}, {})
    try:
        hot = fill(postgres.ensure_database("catalog"))
        server.start()
        server.wait()
        headers = {"Authorization": f"Bearer {server.token('admin')}", "Accept-Encoding": "gzip"}

        def take(page: str) -> Sample:
            url = f"{server.url}/course-runs/{PAGES[page].format(hot=hot.replace('+', '%2B'))}"
            return {"seconds": _time(urllib.request.Request(url, headers=headers))}  # noqa: S310 - of this machine

        for page in PAGES:
            take(page)
        yield take
    finally:
        server.stop()
        postgres.remove()
        shutil.rmtree(SCRATCH, ignore_errors=True)


def _time(request: urllib.request.Request) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - of this machine
        answer.read()
    return time.perf_counter() - began


EXPERIMENT = Experiment("pages", plan, prepared, keeps=False)
