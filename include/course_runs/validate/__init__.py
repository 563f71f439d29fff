"""Validate: staged rows judged by Great Expectations; accepted ones typed, the rest with findings."""

TABLES = ("accepted_row", "data_docs")
"""Tables of the schema `ingest` that hold what the stage has written of an ingestion, besides its findings."""
