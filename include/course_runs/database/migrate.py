"""Bringing the catalog's tables up to date."""

from pathlib import Path

from course_runs.database.session import connect

MIGRATIONS = Path(__file__).with_name("migrations")


def migrate(uri: str, revision: str = "head") -> None:
    """Bring the catalog's tables to a revision.

    Args:
        uri: a libpq URI.
        revision: an alembic revision; `head` is the newest, `base` is none at all.

    Raises:
        sqlalchemy.exc.OperationalError: the server is away.
    """
    # Here and not above: the stages need neither, and their import costs each task a second.
    import sqlalchemy  # noqa: PLC0415
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    engine = sqlalchemy.create_engine("postgresql+psycopg2://", creator=lambda: connect(uri))
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        # Two migrations at once would both create the tables: the second waits and finds them made.
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtextextended('course_runs.migrate', 0))")
        config.attributes["connection"] = connection
        (command.downgrade if revision == "base" else command.upgrade)(config, revision)
    engine.dispose()
