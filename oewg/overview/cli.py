"""Commands for the whole house: serve it, load the demonstration group, keep everything elsewhere and bring it back."""

import sys
from pathlib import Path

import click
from flask.cli import with_appcontext
from granian.constants import Interfaces
from granian.server import Server
from sqlalchemy.exc import OperationalError

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import database
from oewg.accounts.door.live import STREAMS
from oewg.core.clock import now
from oewg.core.errors import Refusal
from oewg.core.migrations import is_current, migrate
from oewg.overview import demonstration
from oewg.record import queries as record
from oewg.record.actions import settle
from oewg.record.backup import BackupRefused, restore_backup, write_backup
from oewg.report import queries as reports

WORKERS = 2
THREADS = 16 + STREAMS
"""Blocking threads of one worker: those of its pages, and one for each stream, which sleeps almost always."""


def _is_empty() -> bool:
    with database().reading() as db:
        return record.size(db) == 0


def _prepare() -> None:
    """Bring the database to its present form, or say in a sentence why it cannot be."""
    try:
        if not is_current(database()):
            migrate(database())
    except OperationalError as error:
        raise click.ClickException(f"The database cannot be reached: {error.orig}") from error


def _check_adopted() -> None:
    """Say in a sentence that what is there already does not end as was asked: it would be served for something else."""
    with database().reading() as db:
        report = reports.draft(db)
        if report is None or reports.transmission(db, report.id) is None:
            raise click.ClickException(
                "There is a group in the database already, and its report is not adopted and transmitted: --adopted says how "
                "an empty one is filled. Serve this one without --adopted, or name another folder by OEWG_VAR."
            )


_adopted = click.option(
    "--adopted", is_flag=True,
    help="Let the demonstration group go on until its report is adopted and transmitted to the General Assembly.",
)  # fmt: skip


@click.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, envvar="PORT", show_default=True)
@click.option("--workers", default=WORKERS, show_default=True)
@click.option("--demo", is_flag=True, help="If the database is empty, load the demonstration group first.")
@_adopted
@with_appcontext
def serve(host: str, port: int, workers: int, demo: bool, adopted: bool) -> None:
    """Serve the pages and the interface for programs."""
    if adopted and not demo:
        raise click.UsageError("--adopted says how far the demonstration group goes: it needs --demo.")
    _prepare()
    if demo and _is_empty():
        _demonstrate(adopted)
    elif adopted:
        _check_adopted()
    click.echo(f"\n  Serving on http://{host}:{port}  (stop with Ctrl-C)\n")
    with database().reading() as db:
        group = accounts.working_group(db)
    if group and group.exercise:
        click.echo(demonstration.sample_accounts())
    sys.stdout.flush()
    database().engine.dispose()  # connections are not shared with the workers
    Server(
        "app:create_app", factory=True, interface=Interfaces.WSGI, address=host, port=port, workers=workers,
        blocking_threads=THREADS, workers_kill_timeout=3, log_access=False,
    ).serve()  # fmt: skip


@click.command("demo")
@_adopted
@with_appcontext
def demo(adopted: bool) -> None:
    """Load the demonstration group into an empty database: the calendar of 2019 to 2021, as an exercise."""
    _prepare()
    if not _is_empty():
        raise click.ClickException("The database is not empty; the demonstration group is loaded into an empty one.")
    _demonstrate(adopted)
    click.echo(demonstration.sample_accounts())


def _demonstrate(adopted: bool) -> None:
    scenes = demonstration.ADOPTED if adopted else demonstration.SCENES
    with click.progressbar(length=len(scenes), label="The demonstration group") as bar:
        for scene in scenes:
            scene(database())
            bar.update(1)


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@with_appcontext
def backup(file: Path) -> None:
    """Write everything into FILE, from one snapshot, while people go on working."""
    try:
        size = write_backup(database(), file)
    except (BackupRefused, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(
        f"{file} holds everything up to entry {size - 1} of the record." if size else f"{file} holds an empty record."
    )


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@with_appcontext
def restore(file: Path) -> None:
    """Bring everything back from FILE into an empty database."""
    _prepare()
    try:
        size = restore_backup(database(), file)
    except (BackupRefused, Refusal) as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"Brought back {size} entries of the record; the tree gives the root that the backup promises.")


@click.command("tick")
@with_appcontext
def tick() -> None:
    """Record what has followed from deadlines that passed; whoever opens the next page would do it otherwise."""
    _prepare()
    with database().writing() as db:
        followed = settle(db, now())
    click.echo(f"Recorded: {followed}." if followed else "No deadline has passed that nobody has recorded.")


commands = [serve, demo, backup, restore, tick]
