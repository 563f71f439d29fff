"""Validate: staged rows judged by Great Expectations; accepted ones typed, the rest with findings."""
