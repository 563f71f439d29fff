"""Course-run ingestion: a partner's CSV through extract, validate, diff, load and report into the course catalog.

The package never imports Airflow. Each folder imports only from those before it:

    settings.py     environment variables and paths
    contract/       what a drop may hold: columns, kinds of cell, codes, refusals, feeds
    database/       sessions, COPY, migrations
    ledger/         ingestions, attempts and abandoned ones, duplicates, retention
    rows/           what stages hand to each other: staged rows, findings, quarantine, rejection budget
    extract/ validate/ diff/ load/ report/    a folder for each stage; `stage.py` has what the Airflow task calls
    pipeline.py     begins an ingestion and runs its stages
    cli.py          the command line
"""
