"""Extract: the drop's rows, as they came, into `ingest.staged_row`."""
