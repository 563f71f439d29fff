"""Who may see what: Airflow's login, Airflow's rights on DAGs, and Airflow's connection to the catalog."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from airflow.api_fastapi.app import get_auth_manager
from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
from airflow.api_fastapi.core_api.security import GetUserDep
from airflow.models.connection import Connection as AirflowConnection
from airflow.models.dag import DagModel
from fastapi import Depends, Request

from course_runs.contract.feeds import load_feeds
from course_runs.database.session import Connection
from course_runs.report.pages.courses import Rights
from course_runs.report.pages.ingestion_lists import dags_of_ledger
from course_runs.report.pages.read_only_session import reading
from course_runs.report.pages.render import Site
from course_runs_airflow.connections import CATALOG, uri_of


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is logged in.

    Attributes:
        catalog: to read on, until the answer is made.
        rights: what they may see.
        site: where things are.
        user: Airflow's, of whatever auth manager.
    """

    catalog: Connection
    rights: Rights
    site: Site
    user: Any

    def may_trigger(self, dag_id: str) -> bool:
        """Return whether they may trigger a DAG."""
        return _may(self.user, "POST", [dag_id]) == {dag_id}


def site_of(request: Request) -> Site:
    """Return the addresses of the pages and of Airflow, as the browser sees them.

    Args:
        request: the browser's request.
    """
    mounted = str(request.scope.get("root_path", ""))
    return Site(pages=mounted, airflow=mounted.rpartition("/")[0])


def visit(request: Request, user: GetUserDep) -> Iterator[Visit]:
    """Yield the visit of a user who is logged in to Airflow, with a connection to the catalog that only reads.

    Args:
        request: the request.
        user: Airflow's user.

    Raises:
        HTTPException: 401 without a login, 403 with a token that is not Airflow's.
        psycopg2.OperationalError: the catalog's server is away.
        AirflowNotFoundException: there is no connection to the catalog.
    """
    feeds = load_feeds()
    with reading(catalog_uri()) as catalog:
        known = {*dags_of_ledger(catalog), *(feed.dag_id for feed in feeds.values())}
        yield Visit(catalog, Rights(_may(user, "GET", known), feeds), site_of(request), user)


Visitor = Annotated[Visit, Depends(visit)]


def catalog_uri() -> str:
    """Return the libpq URI of the catalog, from Airflow's connection as its API server knows it."""
    return uri_of(AirflowConnection.get_connection_from_secrets(CATALOG))


def _may(user: Any, method: Any, dag_ids: Collection[str]) -> frozenset[str]:  # noqa: ANN401 - types of the auth manager
    """Return those of the DAGs of which the user may read (GET) or trigger (POST) runs."""
    teams = DagModel.get_dag_id_to_team_name_mapping(list(dag_ids))
    manager = get_auth_manager()

    def may(dag_id: str) -> bool:
        details = DagDetails(id=dag_id, team_name=teams.get(dag_id))
        return manager.is_authorized_dag(method="GET", details=details, user=user) and manager.is_authorized_dag(
            method=method, access_entity=DagAccessEntity.RUN, details=details, user=user
        )

    return frozenset(filter(may, dag_ids))
