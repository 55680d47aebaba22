"""Is the database in the form that this program knows? Alembic, called from the program itself."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from oewg.core.database import Database

SCRIPTS = Path(__file__).resolve().parents[2] / "migrations"


def migrate(database: Database, revision: str = "head", *, backwards: bool = False) -> None:
    """Bring the database to a revision; backwards to an earlier one or to "base"."""
    config = _config()
    with database.engine.execution_options(oewg_writer=True).connect() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if backwards else command.upgrade)(config, revision)


def current_revision(database: Database) -> str | None:
    """The migration at which the database is."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(database: Database) -> bool:
    """Has every migration been made?"""
    return current_revision(database) == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    return config
