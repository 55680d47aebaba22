"""Commands for the report."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from oewg.accounts.door.desk import database
from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.clock import now
from oewg.core.errors import Refusal
from oewg.report import actions, queries


@click.group("report")
def report() -> None:
    """The report to the General Assembly."""


@report.command("compile")
@click.option("--symbol", help="Issue it under this symbol and keep it; without one it is only written to the file.")
@click.option("--format", "form", type=click.Choice(actions.FORMS), default="docx", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@with_appcontext
def compile_(symbol: str | None, form: str, output: Path | None) -> None:
    """Compile the report from the record and the draft's text."""
    target = output or Path(f"report.{form}")
    if target.exists():
        raise click.ClickException(f"{target} exists already; choose another file with -o.")
    try:
        if symbol:
            number = actions.compile_report(database(), symbol, PUBLIC, now())
            with database().reading() as db:
                contents = queries.compiled_file(db, number, form).contents
        else:
            with database().reading() as db:
                text = queries.draft(db)
                if text is None:
                    raise click.ClickException("There is no draft report yet.")
                document = actions.describe(db, text, "Preview", now())
            contents = actions.write_files(document)[form]
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    target.write_bytes(contents)
    click.echo(f"{target}: {len(contents)} bytes.")


commands = [report]
