"""Validate: Great Expectations judges the staged rows; accepted rows get typed values, all rows their findings."""

TABLES = ("accepted_row", "data_docs")
"""Tables of the schema `ingest` that hold what the stage has written of an ingestion, besides its findings."""
