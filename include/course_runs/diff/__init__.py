"""Diff: accepted rows against the catalog's runs; what would change, field by field."""

TABLES = ("planned_change", "row_decision")
"""Tables of the schema `ingest` that hold what the stage has written of an ingestion, besides its findings."""
