"""Bringing the catalog's tables up to date."""

from pathlib import Path
from typing import TYPE_CHECKING

from course_runs.database.session import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(uri: str) -> None:
    """Create the catalog's tables, or bring them up to the newest revision.

    Args:
        uri: libpq URI of the catalog.

    Raises:
        psycopg2.OperationalError: the server is away, or refuses the login.
    """
    from alembic import command  # noqa: PLC0415 - the stages need neither alembic nor SQLAlchemy: each costs a second

    _run(uri, lambda config: command.upgrade(config, "head"))


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
        # Two migrations at once would both create the tables: the second waits and finds them made.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended('course_runs.migrate', 0))")
        config.attributes["connection"] = connection
        revise(config)
    engine.dispose()
