"""Commands that read documents in."""

import json
import sys
from pathlib import Path

import click
from flask.cli import with_appcontext

from oewg.accounts.door.desk import database
from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.clock import now
from oewg.core.errors import Refusal
from oewg.core.migrations import is_current, migrate
from oewg.mandate import actions
from oewg.mandate.rules.resolution import NotAResolution
from oewg.mandate.rules.summary import as_data, as_report
from oewg.record.actions import hold


class CannotRead(click.ClickException):
    """The file cannot be read in; nothing was stored."""

    exit_code = 2


@click.group("import")
def import_() -> None:
    """Read documents in."""


@import_.command("resolution")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--symbol", help="The symbol, such as A/C.1/73/L.27/Rev.1, if the file does not name it.")
@click.option("--dry-run", is_flag=True, help="Show what was found and store nothing.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@with_appcontext
def resolution(file: Path, symbol: str | None, dry_run: bool, form: str) -> None:
    """Read the resolution in FILE: the mandate, its elements and milestones, and the register of rules."""
    try:
        contents = actions.decode(file.read_bytes())
        found = actions.read(contents, symbol)
    except OSError as error:
        raise CannotRead(f"{file} cannot be read: {error.strerror}") from error
    except (Refusal, NotAResolution) as error:
        raise CannotRead(str(error)) from error
    if dry_run:
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2) if form == "json" else as_report(found))
        return
    if not found.symbol:
        if not sys.stdin.isatty():
            raise CannotRead("The file names no symbol: please give it with --symbol.")
        symbol = click.prompt("The file names no symbol. The symbol")
    if not is_current(database()):
        migrate(database())
    try:
        with database().writing() as db:
            hold(db)
            stored = actions.import_resolution(db, contents, symbol or found.symbol, by=PUBLIC, at=now())
            symbol = stored.symbol
    except Refusal as refusal:
        raise CannotRead(str(refusal)) from refusal
    if form == "json":
        click.echo(json.dumps({**as_data(found), "symbol": symbol}, ensure_ascii=False, indent=2))
    else:
        click.echo(as_report(found))
        click.echo(f"Stored as {symbol}.")


commands = [import_]
