"""Merges a drop into PostgreSQL by dlt, and prints what it took as JSON; runs in an environment of its own.

`python dlt_merge.py dicts|arrow FILE URI`: the rows as dicts or as Arrow tables; into what an earlier load left there.
Knows nothing of the project, as the project knows nothing of dlt.
"""

import csv
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import dlt
import psycopg2
import pyarrow as pa
from dlt.destinations import postgres
from pyarrow import csv as arrow_csv

KEY = "variant_id"
CHUNK_ROWS = 10_000


def dicts(file: Path) -> Iterator[list[dict[str, str]]]:
    """Yield the rows by Python's csv module, some at a time."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        while chunk := list(islice(rows, CHUNK_ROWS)):
            yield chunk


def arrow(file: Path) -> Iterator[pa.Table]:
    """Yield the rows by Arrow's reader, all columns text, as the partner wrote them."""
    columns = file.open(encoding="utf-8").readline().strip().split(",")
    reading = arrow_csv.ConvertOptions(column_types=dict.fromkeys(columns, pa.string()))
    parsing = arrow_csv.ParseOptions(newlines_in_values=True)
    for batch in arrow_csv.open_csv(file, convert_options=reading, parse_options=parsing):
        yield pa.Table.from_batches([batch])


def merge(way: str, file: Path, uri: str) -> float:
    """Return the seconds of a pipeline's run: extract, normalize, load, with dlt's defaults."""
    with tempfile.TemporaryDirectory() as home:
        pipeline = dlt.pipeline("drop", pipelines_dir=home, destination=postgres(uri), dataset_name="peer")
        rows = dlt.resource(
            {"dicts": dicts, "arrow": arrow}[way](file), name="rows", write_disposition="merge", primary_key=KEY
        )
        began = time.perf_counter()
        pipeline.run(rows).raise_on_failed_jobs()
        return time.perf_counter() - began


def main() -> None:
    """Read the command line."""
    way, file, uri = sys.argv[1:]
    os.environ.setdefault("RUNTIME__LOG_LEVEL", "ERROR")  # it warns of columns that differ only in what may be null
    seconds = merge(way, Path(file), uri)
    connection = psycopg2.connect(uri)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM peer.rows")
        (rows,) = cursor.fetchone() or (0,)
    connection.close()
    print(json.dumps({"seconds": seconds, "rows": rows}))


if __name__ == "__main__":
    main()
