"""The ledger: ingestions and how far each came."""
