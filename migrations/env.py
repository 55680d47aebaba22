"""How does Alembic reach the database? Through the program's own connection, or the settings when called by itself."""

import importlib

from alembic import context
from sqlalchemy import Connection

from config.settings import from_environment
from oewg.core.database import Base, Database, Instant
from oewg.core.search.index import TABLES

ROOMS = ("record", "accounts", "texts", "mandate", "meetings", "negotiation", "consultations", "report")

for room in ROOMS:
    importlib.import_module(f"oewg.{room}.models")


def type_name(kind: str, value: object, _context: object) -> str | bool:
    """Migrations stand alone: what the program calls an Instant they call by SQLAlchemy's own name."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, Instant) else False


def is_compared(name: str | None, kind: str, _parents: object) -> bool:
    """The index of what can be searched has no models: its tables differ between the engines (oewg/core/search)."""
    return not (kind == "table" and name and name.startswith(TABLES))


def run() -> None:
    """Run the migrations that Alembic was asked for."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        with Database(from_environment().database_url).engine.execution_options(oewg_writer=True).connect() as own:
            _run(own)
    else:
        _run(connection)


def _run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        # SQLite changes a table by making it anew, which references to it must survive. Only outside a transaction can
        # they be let go; before anything is committed they are checked.
        _foreign_keys(connection, "OFF")
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=type_name,  # type: ignore[arg-type]
        render_as_batch=True,
        include_name=is_compared,
        transaction_per_migration=False,
    )
    try:
        with context.begin_transaction():
            context.run_migrations()
            if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first()):
                raise RuntimeError(f"The migration would leave a reference to nothing: {broken}")
    finally:
        if sqlite:
            _foreign_keys(connection, "ON")


def _foreign_keys(connection: Connection, state: str) -> None:
    connection.rollback()
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.cursor().execute(f"PRAGMA foreign_keys={state}")


run()
