"""How does Alembic reach the database? Through the program's own connection, or the settings when called by itself."""

import importlib

from alembic import context

from config.settings import from_environment
from oewg.core.database import Base, Database, Instant

ROOMS = ("record", "accounts", "texts", "mandate", "meetings", "negotiation", "consultations", "report")

for room in ROOMS:
    importlib.import_module(f"oewg.{room}.models")


def type_name(kind: str, value: object, _context: object) -> str | bool:
    """Migrations stand alone: what the program calls an Instant they call by SQLAlchemy's own name."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(value, Instant) else False


def run() -> None:
    """Run the migrations that Alembic was asked for."""
    connection = context.config.attributes.get("connection")
    if connection is None:
        with Database(from_environment().database_url).engine.execution_options(oewg_writer=True).connect() as own:
            _run(own)
    else:
        _run(connection)


def _run(connection: object) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_item=type_name,  # type: ignore[arg-type]
        render_as_batch=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
