"""Report: what an ingestion did, for people and programs, made from the ledger, the plan and the findings alone."""
