"""Development tools: the embedded PostgreSQL, the demo, Airflow on this machine, screenshots. Not in the wheel."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCAL = ROOT / ".local"
LOGS = LOCAL / "logs"
