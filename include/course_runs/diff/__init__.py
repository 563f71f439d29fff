"""Diff: accepted rows against the catalog's runs; what would change, field by field."""
