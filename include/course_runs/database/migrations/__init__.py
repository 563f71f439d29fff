"""The catalog's and the ingestion's tables, as alembic revisions."""
