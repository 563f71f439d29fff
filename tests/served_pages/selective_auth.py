"""An auth manager for the tests: Airflow's simple one, and a user who has no rights on the boot camps' DAG."""

from typing import Any

from airflow.api_fastapi.auth.managers.models.resource_details import DagDetails
from airflow.api_fastapi.auth.managers.simple.simple_auth_manager import SimpleAuthManager

from served_pages.users import HIDDEN_DAG, PARTIAL


class SelectiveAuthManager(SimpleAuthManager):
    """Lets everybody see every DAG but one user."""

    def is_authorized_dag(self, *, user: Any, details: DagDetails | None = None, **asked: Any) -> bool:  # noqa: ANN401
        """Refuse that user that DAG, and leave everything else to Airflow."""
        if user.username == PARTIAL and details is not None and details.id == HIDDEN_DAG:
            return False
        return bool(super().is_authorized_dag(user=user, details=details, **asked))
