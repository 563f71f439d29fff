"""Bringing the catalog's tables, and the rights on them, up to date."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from course_runs.database.session import connect, session

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.config import Config

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).with_name("migrations")
ROLES = Path(__file__).with_name("roles.sql")

# Two migrations at once would both create the tables: the second waits and finds them made.
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('course_runs.migrate', 0))"


def migrate(uri: str) -> None:
    """Create the catalog's tables, or bring them up to the newest revision, and grant the two roles their rights.

    A role that is missing and that the user may not create is a warning in the log.

    Args:
        uri: libpq URI of the catalog.

    Raises:
        psycopg2.OperationalError: the server is away, or refuses the login.
    """
    from alembic import command  # noqa: PLC0415 - the stages need neither alembic nor SQLAlchemy: each costs a second

    _run(uri, lambda config: command.upgrade(config, "head"))
    with session(uri) as connection, connection.cursor() as cursor:
        cursor.execute(f"{_LOCK}; {ROLES.read_text(encoding='utf-8')}")
        for notice in connection.notices:
            log.warning("%s", notice.strip())


def unmigrate(uri: str) -> None:
    """Drop the schemas `catalog` and `ingest` with all that is in them, as the last step back of the migrations.

    Args:
        uri: libpq URI of the catalog.

    Raises:
        psycopg2.OperationalError: the server is away, or refuses the login.
    """
    from alembic import command  # noqa: PLC0415 - as in `migrate`

    _run(uri, lambda config: command.downgrade(config, "base"))


def _run(uri: str, revise: "Callable[[Config], None]") -> None:
    import sqlalchemy  # noqa: PLC0415 - as in `migrate`
    from alembic.config import Config  # noqa: PLC0415 - as in `migrate`

    opened = connect(uri)  # not by SQLAlchemy, which would raise an error of its own
    engine = sqlalchemy.create_engine("postgresql+psycopg2://", creator=lambda: opened, poolclass=sqlalchemy.StaticPool)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        connection.exec_driver_sql(_LOCK)
        config.attributes["connection"] = connection
        revise(config)
    engine.dispose()
