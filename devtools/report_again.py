"""Makes the report of an ingestion again, from the catalog alone, and sends no mail: `make report INGESTION=...`."""

import argparse
import sys
from uuid import UUID

import psycopg2

from course_runs.contract.errors import IngestionError
from course_runs.ledger.ingestions import Stage
from course_runs.pipeline import run_stage
from course_runs.report.files import report_folder
from devtools.environment import databases_from_environment
from devtools.progress import StepError, print_error


def main() -> int:
    """Make it and print the outcome and where it lies."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ingestion", type=UUID, help="its id, as `ingest.ingestion` and the report have it")
    ingestion = parser.parse_args().ingestion
    try:
        print(run_stage(databases_from_environment().catalog, Stage.REPORT, ingestion))
    except (StepError, IngestionError, psycopg2.Error) as error:
        return print_error(error)
    print(report_folder(ingestion) / "report.html")
    return 0


if __name__ == "__main__":
    sys.exit(main())
