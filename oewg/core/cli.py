"""Commands for the database itself."""

from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from oewg.core.database import Database
from oewg.core.migrations import migrate


@click.group("db")
def db() -> None:
    """The database and its form."""


@db.command("upgrade")
@with_appcontext
def upgrade() -> None:
    """Bring the database to the form that this program knows."""
    migrate(cast(Database, current_app.extensions["oewg_database"]))
    click.echo("The database is up to date.")


@db.command("downgrade")
@click.argument("revision")
@with_appcontext
def downgrade(revision: str) -> None:
    """Take the database back to an earlier REVISION, or to "base": nothing. Make a backup first."""
    migrate(cast(Database, current_app.extensions["oewg_database"]), revision, backwards=True)
    click.echo(f"The database is at {revision}.")


commands = [db]
