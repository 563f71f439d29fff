"""The secrets of a checkout: made once, however many ask at once, and readable by their user alone."""

import os
import subprocess
from pathlib import Path

from cryptography.fernet import Fernet

SCRIPT = Path(__file__).resolve().parents[2] / "devtools" / "secret.sh"


def test_is_made_once_by_many(tmp_path: Path) -> None:
    """Airflow's processes start together and have to sign with the same key."""
    environment = {**os.environ, "AIRFLOW_HOME": str(tmp_path)}
    processes = [
        subprocess.Popen([SCRIPT, "jwt_secret"], env=environment, stdout=subprocess.PIPE, text=True) for _ in range(8)
    ]
    secrets = {process.communicate()[0] for process in processes}
    assert len(secrets) == 1
    assert (tmp_path / ".local" / "jwt_secret").stat().st_mode & 0o777 == 0o600
    assert [each.name for each in (tmp_path / ".local").iterdir()] == ["jwt_secret"]
    Fernet(secrets.pop())  # has the form of any key that Airflow takes
