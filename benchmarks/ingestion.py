"""The pipeline on a mixed and on an unchanged drop, in turns with COPY of the mixed one into a plain table."""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks import databases
from benchmarks.dataset import UNKNOWN_COLUMNS, Drop
from benchmarks.experiments import Experiment, Take
from benchmarks.samples import Sample
from benchmarks.scale import Scale
from benchmarks.stages import ingest
from course_runs.contract.columns import BY_NAME
from course_runs.database.session import session

FLOOR, MIXED, UNCHANGED = "COPY into a plain table", "mixed drop", "unchanged drop"


def plan(scale: Scale) -> Mapping[str, int]:
    """Return the names of what is measured, with the number of samples of each."""
    return dict.fromkeys((FLOOR, MIXED, UNCHANGED), scale.rounds)


@contextmanager
def prepared(scale: Scale) -> Iterator[Take]:
    """Make the catalog and the two drops."""
    template = databases.catalog(scale.rows)
    files = {kind: databases.drop(kind, scale.rows) for kind in Drop}

    def take(measurement: str) -> Sample:
        if measurement == FLOOR:
            return copy(databases.restored("template0"), files[Drop.MIXED])
        uri = databases.restored(template)
        figures = ingest(uri, files[Drop.MIXED if measurement == MIXED else Drop.UNCHANGED])
        return {**figures, "rows written": rows_written(uri)}

    yield take


def copy(uri: str, file: Path) -> Sample:
    """Time COPY of a file into an ordinary logged table with one index."""
    columns = ", ".join(f'"{name}" text' for name in [*BY_NAME, *UNKNOWN_COLUMNS])
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE floor ({columns})")
        cursor.execute("CREATE INDEX ON floor (variant_id)")
        connection.commit()
        began = time.perf_counter()
        with file.open("rb") as lines:
            cursor.copy_expert("COPY floor FROM STDIN (FORMAT csv, HEADER)", lines)
        connection.commit()
        return {"seconds": time.perf_counter() - began, "rows": cursor.rowcount}


def rows_written(uri: str) -> int:
    """Return how many rows of the catalog PostgreSQL has written since the database was made."""
    ((written,),) = databases.query(
        uri,
        "SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::int "
        "FROM pg_stat_user_tables WHERE schemaname = 'catalog'",
    )
    return int(written)


EXPERIMENT = Experiment("ingestion", plan, prepared)
