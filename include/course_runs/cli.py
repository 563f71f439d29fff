"""The command line: `course-runs COMMAND`, or `python -m course_runs.cli COMMAND`. It needs no Airflow."""

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NoReturn
from uuid import UUID

import psycopg2

from course_runs import settings
from course_runs.contract.errors import IngestionError
from course_runs.contract.feeds import load_feed
from course_runs.database.migrate import migrate
from course_runs.database.session import session
from course_runs.database.uri import from_airflow_variable
from course_runs.ledger.ingestions import Request, Stage
from course_runs.ledger.sources import RowsFrom
from course_runs.pipeline import begin, run_stage
from course_runs.report.documents.folder import report_folder
from course_runs.rows import quarantine

EXPECTED = (IngestionError, psycopg2.Error, OSError)
"""Errors that a person can do something about: the command line and the development tools print a sentence for them."""


class NoCatalog(IngestionError):
    """No catalog is named."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command.

    Args:
        arguments: of the command line; None: the process's own.

    Returns:
        The exit code: 0 when the command did its work; 1 when it failed, with one sentence on standard error. A wrong
        command line exits with 2.
    """
    asked = parser().parse_args(arguments)
    run: Callable[[str, argparse.Namespace], int] = asked.run
    try:
        return run(asked.catalog or catalog_uri(), asked)
    except EXPECTED as error:
        return _fail(error)


def catalog_uri() -> str:
    """Return the libpq URI of the catalog that the environment names.

    Raises:
        NoCatalog: it names none, or names it in a way that cannot be read.
    """
    if uri := settings.catalog_uri():
        return uri
    if not (connection := settings.airflow_connection()):
        raise NoCatalog(
            f"Name the catalog: --catalog URI, {settings.CATALOG_VARIABLE} or {settings.AIRFLOW_CONNECTION}."
        )
    try:
        return from_airflow_variable(connection)
    except ValueError as error:
        raise NoCatalog(f"{settings.AIRFLOW_CONNECTION} cannot be read: {error}.") from None


def sentence_of(error: BaseException) -> str:
    """Return one sentence, on one line, that says what went wrong and names no password.

    Args:
        error: one of EXPECTED.
    """
    if isinstance(error, psycopg2.errors.UndefinedTable | psycopg2.errors.InvalidSchemaName):
        return "The catalog has no tables, or older ones: run `course-runs migrate`."
    if isinstance(error, psycopg2.ProgrammingError) and error.pgcode is None:  # its message may hold the whole URI
        return "The catalog's URI is not one of libpq, such as postgresql://user:password@host:5432/catalog."
    return str(error).strip().partition("\n")[0] or type(error).__name__


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; `run` in what it returns is the command's function."""
    top = _Parser("course-runs", description="Course-run ingestion: partners' CSV feeds into a course catalog.")
    top.add_argument(
        "--catalog",
        metavar="URI",
        help=f"libpq URI of the catalog; by default {settings.CATALOG_VARIABLE} or {settings.AIRFLOW_CONNECTION}",
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    migrating = commands.add_parser("migrate", help="create the catalog's tables, or bring them up to date")
    migrating.set_defaults(run=_migrate)

    ingesting = commands.add_parser("ingest", help="take a file through all stages, as a manual DAG run does")
    ingesting.set_defaults(run=_ingest)
    ingesting.add_argument("--feed", required=True, help="id of the feed, as in feeds.yaml")
    source = ingesting.add_mutually_exclusive_group(required=True)
    source.add_argument("--file", help="path of the drop")
    source.add_argument("--rows-from", choices=[RowsFrom.ADDITIONAL_METADATA.value], help="instead of a drop")
    ingesting.add_argument("--dry-run", action="store_true", help="stop after the plan and report it")
    ingesting.add_argument("--force", action="store_true", help="load the drop although a newer one has been loaded")
    ingesting.add_argument("--full", action="store_true", help="archive products that are not in the drop")
    ingesting.add_argument("--allow-archive", action="store_true", help="archive more than the feed's guard permits")

    reporting = commands.add_parser("report", help="write the report of an ingestion again; no mail is sent")
    reporting.set_defaults(run=_report)
    reporting.add_argument("ingestion_id", type=UUID, metavar="INGESTION", help="id of the ingestion")

    rows = commands.add_parser("quarantine", help="list or discard the rejected rows that wait to be corrected")
    actions = rows.add_subparsers(title="commands", required=True, metavar="COMMAND")
    listing = actions.add_parser("list", help="list the open rows: feed, ingestion, line, course, codes and date")
    listing.set_defaults(run=_list_quarantine)
    listing.add_argument("feed", nargs="?", metavar="FEED", help="id of a feed; by default all feeds")
    discarding = actions.add_parser("discard", help="close open rows that nobody will correct")
    discarding.set_defaults(run=_discard)
    discarding.add_argument("ingestion_id", type=UUID, metavar="INGESTION", help="id of the ingestion with the rows")
    discarding.add_argument("lines", nargs="+", type=int, metavar="LINE", help="line in the ingestion's file")
    discarding.add_argument("--reason", required=True, help="why they are discarded")
    discarding.add_argument("--by", help="who discards them; by default the user that is logged in")
    return top


class _Parser(argparse.ArgumentParser):
    """Prints an error as one line, and help of the same width on every terminal."""

    def __init__(self, prog: str, **others: Any) -> None:  # noqa: ANN401 - of the base class
        super().__init__(
            prog, formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=30, width=110), **others
        )

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def _migrate(uri: str, asked: argparse.Namespace) -> int:
    del asked
    migrate(uri)
    print("The catalog's tables are up to date.")
    return 0


def _ingest(uri: str, asked: argparse.Namespace) -> int:
    now = datetime.now(UTC)
    request = Request(
        feed_id=asked.feed,
        dag_id=load_feed(asked.feed).dag_id,
        run_id=f"cli__{now.isoformat()}",
        rows_from=RowsFrom(asked.rows_from or RowsFrom.DROP),
        file=asked.file,
        drop_at=now if asked.file else None,
        full_drop=asked.full,
        dry_run=asked.dry_run,
        force=asked.force,
        allow_archive=asked.allow_archive,
    )
    ingestion_id = begin(uri, request)
    print(f"Ingestion {ingestion_id}")
    stages = [Stage.EXTRACT, Stage.VALIDATE, Stage.DIFF, *([] if asked.dry_run else [Stage.LOAD])]
    code = 0
    try:
        for stage in stages:
            print(f"{stage}: {run_stage(uri, stage, ingestion_id)}")
    except IngestionError as error:  # the report explains it, as in a DAG run
        code = _fail(error)
    return _write_report(uri, ingestion_id) or code


def _report(uri: str, asked: argparse.Namespace) -> int:
    return _write_report(uri, asked.ingestion_id)


def _write_report(uri: str, ingestion_id: UUID) -> int:
    print(f"{Stage.REPORT}: {run_stage(uri, Stage.REPORT, ingestion_id)}")
    print(report_folder(ingestion_id) / "report.html")
    return 0


def _list_quarantine(uri: str, asked: argparse.Namespace) -> int:
    with session(uri) as connection:
        for row in quarantine.open_rows(connection, asked.feed):
            waiting = (row.feed_id, row.ingestion_id, row.line_number, row.course_key or "-", " ".join(row.codes))
            print(*waiting, row.quarantined_at.date(), sep="  ")
    return 0


def _discard(uri: str, asked: argparse.Namespace) -> int:
    with session(uri) as connection:
        quarantine.discard(connection, asked.ingestion_id, asked.lines, asked.by or getpass.getuser(), asked.reason)
    return 0


def _fail(error: BaseException) -> int:
    sys.stdout.flush()
    print(sentence_of(error), file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
