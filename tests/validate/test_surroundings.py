"""Findings depend on the file, the feed and the catalog, and not on the machine."""

import json
import os
import subprocess
import sys
from pathlib import Path

from course_runs.settings import ROOTS_VARIABLE
from drops import drop, variant
from validate.rule_table import CASES, GOOD

PROGRAM = """
import json, sys
from course_runs import pipeline
from course_runs.database.session import session
from course_runs.contract.errors import FileRefused
from course_runs.ledger.ingestions import Request, Stage

uri, file, run = sys.argv[1:]
identity = pipeline.begin(uri, Request(feed_id="2u-executive-education", dag_id="tests", run_id=run, file=file))
try:
    for stage in ("extract", "validate"):
        pipeline.run_stage(uri, Stage(stage), identity)
except FileRefused as refusal:
    print(json.dumps(refusal.message))
with session(uri) as connection, connection.cursor() as cursor:
    cursor.execute("SELECT line_number, code, severity, course_key, column_name, value, message FROM ingest.finding "
                   "WHERE ingestion_id = %s ORDER BY id", (identity,))
    print(json.dumps(cursor.fetchall()))
    cursor.execute("SELECT to_jsonb(row) - 'ingestion_id' FROM ingest.accepted_row AS row "
                   "WHERE ingestion_id = %s ORDER BY line_number", (identity,))
    print(json.dumps(cursor.fetchall()))
"""
SURROUNDINGS = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "1"},
)


def test_clock_locale_and_hash_seed_change_nothing(sample_uri: str, tmp_path: Path) -> None:
    """Two processes judge a drop with nearly every code, and have the same findings in the same words."""
    rows = [
        {**GOOD, "number": f"AROUND-{place}", "variant_id": variant(f"around {place}"), **case.cells}
        for place, case in enumerate(CASES)
        if case.column
    ]
    file = drop(tmp_path, *rows)
    results = []
    for place, surroundings in enumerate(SURROUNDINGS):
        known = {**os.environ, **surroundings, "PYTHONPATH": "include", ROOTS_VARIABLE: str(tmp_path)}
        command = [sys.executable, "-c", PROGRAM, sample_uri, str(file), f"run {place}"]
        done = subprocess.run(command, env=known, capture_output=True, text=True, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        results.append([json.loads(line) for line in done.stdout.splitlines()])
    assert results[0] == results[1]
    refusal, found, accepted = results[0]
    assert "rows are rejected, more than the feed" in refusal
    assert len({code for _, code, *_ in found}) > 15
    assert accepted
