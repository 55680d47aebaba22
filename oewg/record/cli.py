"""Commands for the record: prove it, and give it away."""

import os
from pathlib import Path
from typing import cast

import click
from flask import current_app
from flask.cli import with_appcontext

from oewg.core.database import Database
from oewg.record import queries
from oewg.record.rules.bundle import bundle, verify_bundle
from oewg.record.verification import faults, size_and_root


def _database() -> Database:
    return cast(Database, current_app.extensions["oewg_database"])


@click.group("record")
def record() -> None:
    """The one record."""


@record.command("verify")
@click.option(
    "--since", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="An earlier bundle to extend."
)
@with_appcontext
def verify(since: Path | None) -> None:
    """Recompute every leaf, node and root from the stored bytes; with --since, prove that the record only grew."""
    earlier: list[bytes] = []
    if since is not None:
        with since.open(encoding="ascii", errors="replace") as file:
            earlier, wrong = verify_bundle(file)
        if wrong:
            raise click.ClickException(" ".join(wrong))
    with _database().reading() as db:
        found = list(faults(db, earlier))
        size, root = size_and_root(db)
    for sentence in found:
        click.echo(sentence, err=True)
    if found:
        raise click.ClickException(f"The record does not verify: {len(found)} faults.")
    click.echo(f"{size} entries verify. Root: {root}")
    if since is not None:
        click.echo(f"The record begins with the {len(earlier)} entries of {since}.")


@record.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def export(file: Path) -> None:
    """Write every leaf into FILE, so that anybody can recompute the root (docs/record-bundle.md)."""
    if file.exists():
        raise click.ClickException(f"{file} exists already; an export never overwrites another.")
    partial = file.with_name(file.name + ".partial")
    with _database().reading() as db:
        size, root = queries.size(db), queries.root(db)
        with partial.open("w", encoding="ascii") as out:
            for line in bundle((leaf for _, leaf in queries.leaves(db)), size, root):
                out.write(line + "\n")
    os.replace(partial, file)
    click.echo(f"{file} holds {size} entries. Root: {root.hex()}")


commands = [record]
