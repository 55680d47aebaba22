"""Commands for the report."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from oewg.accounts.door.desk import database
from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.clock import now
from oewg.core.errors import NotFound, Refusal
from oewg.record.actions import hold
from oewg.report import actions, queries
from oewg.report.rules.checks import CHECKS
from oewg.report.rules.symbols import file_name


class CannotCompile(click.ClickException):
    """The report cannot be compiled, or its file cannot be written."""

    exit_code = 2


@click.group("report")
def report() -> None:
    """The report to the General Assembly."""


@report.command("compile")
@click.option("--symbol", default="", help="Issue it under this symbol; without one, only a preview is written.")
@click.option("--format", "format", type=click.Choice(actions.FORMATS), default="docx", show_default=True)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@with_appcontext
def compile_(symbol: str, format: str, output: Path | None) -> None:
    """Compile the report: the procedural part from the record, the substantive part from the draft."""
    path = output or Path(file_name(symbol, format))
    try:
        contents = _issued(symbol, format) if symbol else _preview(format)
    except NotFound as error:
        raise CannotCompile("There is no draft report yet.") from error
    except Refusal as refusal:
        raise CannotCompile(str(refusal)) from refusal
    try:
        path.write_bytes(contents)
    except OSError as error:
        kept = f" The report was issued as {symbol} all the same, and stands on its page." if symbol else ""
        raise CannotCompile(f"{path} cannot be written: {error.strerror}.{kept}") from error
    click.echo(f"Issued as {symbol}; written to {path}." if symbol else f"A preview was written to {path}.")


@report.command("check")
@with_appcontext
def check() -> None:
    """Look for what an editor would stumble over. Ends with 1 while there is anything to mend, with 2 without a draft."""
    with database().reading() as db:
        text = queries.draft(db)
        if text is None:
            raise CannotCompile("There is no draft report yet.")
        # Whoever has the shell of the machine reads all of it; the register is compared as everybody may know it.
        checked = queries.checked(db, text, PUBLIC, now())
    for name, (words, _) in CHECKS.items():
        found = [one.finding for one in checked.found[name] if one.acceptance is None]
        accepted = len(checked.found[name]) - len(found)
        more = f" ({accepted} accepted as they are)" if accepted else ""
        click.echo(f"{words}: {len(found) or 'nothing found'}{more}")
        for finding in found:
            place = f"{finding.wording.citation}: " if finding.wording else ""
            quote = f" “{finding.quote}”" if finding.quote else ""
            click.echo(f"    {place}{finding.sentence % finding.values if finding.values else finding.sentence}{quote}")
    if checked.open:
        raise click.exceptions.Exit(1)


def _preview(format: str) -> bytes:
    with database().reading() as db:
        return actions.write_report(db, queries.draft_or_not_found(db), "", at=now(), formats=[format]).files[format]


def _issued(symbol: str, format: str) -> bytes:
    def store(written: actions.Written) -> bytes:
        with database().writing() as db:
            hold(db)
            actions.compile_report(db, queries.draft_or_not_found(db), written, by=PUBLIC, at=now())
        return written.files[format]

    return actions.in_attempts(database(), symbol, None, now(), store)


commands = [report]
