"""Diff: accepted rows against the catalog; which run each row is about, and field by field what would change.

The modules pass their rows on in temporary tables, which `temporary_tables.sql` describes column by column:

    ingest.accepted_row
      │ claims.py       one line for each accepted row; rows on other feeds' courses get a finding
      ▼
    claim ──► portion   the claims on this feed's courses, some courses at a time
      │ matching.py     asks decision.py which run each row is about; new_names.py names new runs and courses
      ▼
    matched             the rows that are about a run
      │ proposals.py    what each row would make of the run, the course and its additional metadata
      ▼
    ingest.planned_change
      │ conclusion.py   the decision of every row read, warnings, archiving, and the plan's fingerprint
      ▼
    concluded           what each of these rows changes, for decision.py to classify
      │
      ▼
    ingest.row_decision
"""

TABLES = ("planned_change", "row_decision")
"""Tables of the schema `ingest` that hold what the stage has written of an ingestion, besides its findings."""
