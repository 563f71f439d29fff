"""Development tools: the embedded PostgreSQL, the demo, Airflow on this machine, screenshots. Not in the wheel."""
