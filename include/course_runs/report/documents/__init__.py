"""The report as files in a folder: HTML, text, JSON and CSV."""
