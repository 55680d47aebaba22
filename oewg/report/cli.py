"""Commands for the report."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import click
from flask.cli import with_appcontext

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import database
from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.clock import now
from oewg.core.errors import NotFound, Refusal
from oewg.record.actions import hold
from oewg.report import actions, queries
from oewg.report.queries.plainly import told_plainly
from oewg.report.rules.annexes import ANNEXES, in_their_order
from oewg.report.rules.archive import faults, record_of
from oewg.report.rules.checks import CHECKS
from oewg.report.rules.kinds import KINDS, Asked, Order
from oewg.report.rules.symbols import file_name
from oewg.texts.models import DISTRIBUTIONS


class CannotCompile(click.ClickException):
    """The report cannot be compiled, or its file cannot be written."""

    exit_code = 2


class CannotTell(click.ClickException):
    """There is no such paragraph to tell of."""

    exit_code = 2


@click.group("report")
def report() -> None:
    """The report to the General Assembly."""


@report.command("compile")
@click.option("--symbol", default="", help="Keep it under this symbol; without one and without --edition: a preview.")
@click.option("--edition", default="", help="The symbol of an edition that there is; else the text as it stands.")
@click.option("--kind", type=click.Choice(KINDS), default="clean", show_default=True)
@click.option("--against", default="", help="For a redline: the symbol of the earlier edition.")
@click.option("--marks", type=click.Choice(["delegations", "nobody"]), default="delegations", show_default=True)
@click.option("--distribution", type=click.Choice(DISTRIBUTIONS), help="Of a document of its own; else by its symbol.")
@click.option(
    "--annexes", default=",".join(ANNEXES), show_default=True, help="Which annexes, with commas between; or none."
)
@click.option(
    "--format", "formats", type=click.Choice([*actions.FORMATS, "all"]), multiple=True, default=["docx"],
    show_default=True, help="Which forms to write to files; may be given several times.",
)  # fmt: skip
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="The file, if there is one.")
@click.option("--directory", type=click.Path(path_type=Path, file_okay=False), default=Path(), help="Where files go.")
@with_appcontext
def compile_(
    symbol: str, edition: str, kind: str, against: str, marks: str, distribution: str | None, annexes: str,
    formats: tuple[str, ...], output: Path | None, directory: Path,
) -> None:  # fmt: skip
    """Compile the report: the procedural part from the record, the substantive part from the text."""
    wanted = actions.FORMATS if "all" in formats else tuple(dict.fromkeys(formats))
    if output is not None and len(wanted) > 1:
        raise CannotCompile("Several forms cannot go into one file: name a --directory instead.")
    try:
        with database().reading() as db:
            text = queries.draft_or_not_found(db)
            asked = Asked(
                kind=kind,
                edition_id=queries.edition_by_symbol(db, text, edition).id if edition else None,
                against_id=queries.edition_by_symbol(db, text, against).id if against else None,
                attributed=marks == "delegations",
                annexes=in_their_order(_annexes(annexes)),
            )
        order = Order(symbol, asked, distribution or "")
        kept, files = ("", _preview(order, wanted)) if not (symbol or edition) else _issued(order)
    except NotFound as error:
        raise CannotCompile("There is no draft report yet.") from error
    except Refusal as refusal:
        raise CannotCompile(str(refusal)) from refusal
    for name in wanted:
        path = output or directory / file_name(kept, name, kind)
        _write(path, files[name], kept)
        click.echo(f"Issued as {kept}; written to {path}." if kept else f"A preview was written to {path}.")


def _annexes(named: str) -> Sequence[str]:
    wanted = [name.strip() for name in named.split(",") if name.strip() not in ("", "none")]
    for name in wanted:
        if name not in ANNEXES:
            raise CannotCompile(f"There is no annex {name}: choose from {', '.join(ANNEXES)}.")
    return wanted


def _write(path: Path, contents: bytes, kept: str) -> None:
    try:
        path.write_bytes(contents)
    except OSError as error:
        issued = f" The report was issued as {kept} all the same, and stands on its page." if kept else ""
        raise CannotCompile(f"{path} cannot be written: {error.strerror}.{issued}") from error


@report.command("why")
@click.argument("number")
@with_appcontext
def why(number: str) -> None:
    """Why does paragraph NUMBER of the draft report say this? NUMBER as it is cited: 12, "12 (b)", II."""
    with database().reading() as db:
        text = queries.draft(db)
        found = queries.numbered(db, text.id, number) if text else None
        if found is None:
            raise CannotTell(
                f"The draft report has no paragraph {number}." if text else "There is no draft report yet."
            )
        names = accounts.delegation_names(db, "en", now().date())
        for line in told_plainly(queries.story(db, PUBLIC, found), names):
            click.echo(line)


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


def _preview(order: Order, formats: Sequence[str]) -> dict[str, bytes]:
    with database().reading() as db:
        text = queries.draft_or_not_found(db)
        return dict(actions.write_report(db, text, order, at=now(), formats=formats, preview=True).files)


def _issued(order: Order) -> tuple[str, dict[str, bytes]]:
    """The symbol under which it is kept, and all its forms."""

    def store(written: actions.Written) -> tuple[str, dict[str, bytes]]:
        with database().writing() as db:
            hold(db)
            kept = actions.compile_report(db, queries.draft_or_not_found(db), written, by=PUBLIC, at=now())
            return kept.symbol, dict(written.files)

    steps = actions.compiling(database(), order, now(), store)
    while True:
        try:
            click.echo(f"... {next(steps)}", err=True)
        except StopIteration as end:
            found: tuple[str, dict[str, bytes]] = end.value
            return found


@report.command("verify-archive")
@click.argument("archive", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--digest", default="", help="The SHA-256 of what was transmitted, as the record and the page of the report say it."
)
def verify_archive(archive: Path, digest: str) -> None:
    """Is ARCHIVE whole, and is each document in it the one whose digest stands in its record? Needs no database."""
    contents = archive.read_bytes()
    found, own = list(faults(contents)), hashlib.sha256(contents).hexdigest()
    if digest and digest.strip().lower() != own:
        found.append(f"It is not what was transmitted: its SHA-256 is {own}.")
    for sentence in found:
        click.echo(sentence, err=True)
    if found:
        raise click.ClickException(f"The archive does not verify: {len(found)} faults.")
    size, root = record_of(contents)
    click.echo(f"{archive} is whole: its files, its record, and the digests of its documents in the record.")
    click.echo(f"The record in it has {size} entries and the root {root}: /record tells whether that is the group’s.")
    if not digest:
        click.echo(f"Whether it is what was transmitted tells its SHA-256, which the page of the report has too: {own}")


commands = [report]
