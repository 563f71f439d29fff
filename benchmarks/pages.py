"""How long the pages in Airflow take over a large ledger: `python benchmarks/pages.py`, a table in Markdown.

Makes a database with 1,000 ingestions and 1,000,000 applied changes (pages.sql) in the embedded PostgreSQL, starts an
API server and asks for each page over HTTP, logged in, as a browser does. Takes about three minutes.
"""

import shutil
import statistics
import sys
import time
import urllib.request
from contextlib import closing
from hashlib import md5
from pathlib import Path
from uuid import UUID

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "include"))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

from api_server import ApiServer
from course_runs.database import connect, migrate
from postgres import LocalPostgres
from sample_catalog import load_sample

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / ".local" / "benchmark-pages"
TIMES = 9


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
    "its warnings, far down": f"{LARGE}/warnings?line=49000",
    "courses by a number": "courses?q=p7",
    "courses by an organization": "courses?q=k",
    "no course": "courses?q=nothing",
    "a course with 1,000 changes": "course/{hot}",
    "its oldest history": "course/{hot}?older=19",
}


def fill(catalog: str) -> str:
    """Make the large ledger and return the key of the course that every ingestion changed."""
    migrate(catalog)
    load_sample(catalog)
    with closing(connect(catalog)) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute((ROOT / "benchmarks" / "pages.sql").read_text(encoding="utf-8"))
        cursor.execute("VACUUM ANALYZE")
        cursor.execute(
            "SELECT (SELECT count(*) FROM ingest.applied_change), key FROM catalog.course WHERE number = 'P7'"
        )
        changes, key = cursor.fetchone() or (0, "")
    print(f"{changes:,} applied changes", file=sys.stderr)
    return str(key)


def measure(server: ApiServer, hot: str) -> None:
    """Ask for every page some times, and print how long it took."""
    headers = {"Authorization": f"Bearer {server.token('admin')}", "Accept-Encoding": "gzip"}
    print("| page | first, ms | median, ms | slowest, ms |\n|---|--:|--:|--:|")
    for name, path in PAGES.items():
        url = f"{server.url}/course-runs/{path.format(hot=hot.replace('+', '%2B'))}"
        took = [_time(urllib.request.Request(url, headers=headers)) for _ in range(TIMES)]  # noqa: S310 - of this machine
        print(f"| {name} | {took[0]:.0f} | {statistics.median(took[1:]):.0f} | {max(took[1:]):.0f} |", flush=True)


def _time(request: urllib.request.Request) -> float:
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - of this machine
        answer.read()
    return 1000 * (time.perf_counter() - began)


def main() -> None:
    """Make the ledger, start the server, measure, and leave nothing behind."""
    shutil.rmtree(SCRATCH / "airflow", ignore_errors=True)
    postgres = LocalPostgres(SCRATCH / "postgres", durable=False)
    postgres.start()
    server = ApiServer(SCRATCH / "airflow", postgres.ensure_database("catalog"), {"admin": "admin"}, {})
    try:
        hot = fill(postgres.ensure_database("catalog"))
        server.start()
        server.wait()
        measure(server, hot)
    finally:
        server.stop()
        postgres.remove()
        shutil.rmtree(SCRATCH, ignore_errors=True)


if __name__ == "__main__":
    main()
