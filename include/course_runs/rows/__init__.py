"""What stages hand to each other: staged rows, findings, decisions, quarantine."""
