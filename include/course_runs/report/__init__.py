"""Report: what an ingestion did, told to people and programs from the ledger, the plan and the findings alone."""
