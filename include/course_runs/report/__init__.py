"""Report: one read model of an ingestion (`view`), and three renderings: `documents`, `mail` and `pages`.

The read model comes from the ledger, the plan and the findings alone, so a report can be made again at any time.
"""
