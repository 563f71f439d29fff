"""Extract: the drop's rows, as they came, into `ingest.staged_row`."""

TABLES = ("staged_row", "reported_row")
"""Tables of the schema `ingest` that hold what the stage has written of an ingestion, besides its findings."""
