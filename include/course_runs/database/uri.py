"""URIs of the catalog as libpq takes them, made from connections as Airflow describes them.

psycopg2 can make a conninfo string but no URI, and only a URI can be handed on in Airflow's environment variables.
"""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import psycopg2
from psycopg2.extensions import make_dsn


def libpq_uri(  # noqa: PLR0913 - a connection has that many parts
    *,
    host: str | None,
    port: int | None,
    login: str | None,
    password: str | None,
    schema: str | None,
    extra: Mapping[str, object],
) -> str:
    """Write the parts of an Airflow connection as a libpq URI.

    Args:
        host: name or address of the server.
        port: of the server.
        login: user.
        password: of the user.
        schema: name of the database.
        extra: options, of which those that libpq has are kept, such as `sslmode`; the others are for Airflow's hooks.
    """
    user = ":".join(quote(part, safe="") for part in (login, password) if part)
    address = quote(host or "", safe="[]:,") + (f":{port}" if port else "")
    return f"postgresql://{user}{'@' if user else ''}{address}/{quote(schema or '', safe='')}{_query(extra)}"


def from_airflow_variable(value: str) -> str:
    """Read the value of an `AIRFLOW_CONN_...` variable, without Airflow.

    Args:
        value: a connection's URI or its JSON object.

    Returns:
        The libpq URI.

    Raises:
        ValueError: it is neither of them.
    """
    if value.lstrip().startswith("{"):
        fields = json.loads(value)
        extra = fields.get("extra") or {}
        parts = {name: fields.get(name) for name in ("host", "port", "login", "password", "schema")}
        return libpq_uri(**parts, extra=json.loads(extra) if isinstance(extra, str) else extra)
    uri = urlsplit(value)
    if not uri.scheme.startswith("postgres"):
        raise ValueError("it is not the URI of a PostgreSQL connection")
    return f"postgresql://{uri.netloc}{uri.path or '/'}{_query(dict(parse_qsl(uri.query)))}"


def _query(options: Mapping[str, object]) -> str:
    known = {name: str(value) for name, value in options.items() if _is_libpq_option(name)}
    return f"?{urlencode(known, quote_via=quote)}" if known else ""


def _is_libpq_option(name: str) -> bool:
    try:
        make_dsn(**{name: "1"})
    except psycopg2.ProgrammingError:
        return False
    return True
