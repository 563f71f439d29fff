"""Load: the plan into the catalog, in one transaction."""
