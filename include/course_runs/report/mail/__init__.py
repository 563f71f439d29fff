"""The report as mail: composing a message, and sending it once."""
