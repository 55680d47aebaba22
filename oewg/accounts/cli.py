"""Commands for accounts and tokens."""

from datetime import UTC, datetime, timedelta
from time import sleep
from typing import TextIO

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from oewg.accounts import actions, queries
from oewg.accounts.door.desk import database
from oewg.accounts.forms import AccountForm
from oewg.accounts.mail.carriers import carrier_of
from oewg.accounts.mail.rounds import send_notices, settings_here
from oewg.accounts.models import Account
from oewg.accounts.rules import personal as rules
from oewg.accounts.rules.capacities import PUBLIC
from oewg.core.clock import now
from oewg.core.database import Db
from oewg.core.errors import Refusal
from oewg.core.forms import parse
from oewg.core.migrations import is_current, migrate
from oewg.record.actions import hold
from oewg.record.rules.canonical import instant_text


@click.group("account")
def account() -> None:
    """People's accounts."""


@account.command("create")
@click.argument("email")
@click.argument("name")
@click.option(
    "--role", type=click.Choice(["administrator", "secretariat", "head", "alternate", "adviser"]), required=True
)
@click.option("--delegation", help="The code of the delegation for which the person acts.")
@click.password_option(help="At least 15 characters; asked for if not given.")
@with_appcontext
def create_account(email: str, name: str, role: str, delegation: str | None, password: str) -> None:
    """Create an account for NAME at EMAIL, and give it a capacity."""
    if not is_current(database()):
        migrate(database())
    try:
        form = parse(AccountForm, {"email": email, "name": name, "password": password})
        at = now()
        with database().writing() as db:
            hold(db)
            actions.register_states(db, by=PUBLIC, at=at)
            made = actions.create_account(db, form.email, form.name, form.password, by=PUBLIC, at=at)
            delegation_id = queries.delegation_by_code(db, delegation).id if delegation else None
            actions.give_capacity(db, made, role, by=PUBLIC, at=at, since=at, delegation_id=delegation_id)
    except Refusal as refusal:
        raise click.ClickException(_whole(refusal)) from refusal
    click.echo(f"{email} can sign in.")


def _whole(refusal: Refusal) -> str:
    fields = getattr(refusal, "fields", {})
    return " ".join([str(refusal), *(f"{name}: {sentence}" for name, sentence in fields.items())])


@click.command("group")
@click.argument("name")
@click.option("--series", default="A/AC.290", show_default=True, help="The series of its documents' symbols.")
@with_appcontext
def begin_group(name: str, series: str) -> None:
    """Set up the working group under its NAME."""
    if not is_current(database()):
        migrate(database())
    try:
        with database().writing() as db:
            hold(db)
            actions.begin_group(db, name, series, "", by=PUBLIC, at=now())
            actions.register_states(db, by=PUBLIC, at=now())
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo("The working group is set up.")


@click.group("token")
def token() -> None:
    """Tokens with which programs act for people."""


@token.command("create")
@click.argument("email")
@click.option("--days", default=90, show_default=True, help="After how many days it expires.")
@with_appcontext
def create_token(email: str, days: int) -> None:
    """Issue a bearer token for the account at EMAIL; it is shown this once."""
    try:
        with database().writing() as db:
            hold(db)
            found = queries.account_by_email(db, email)
            if found is None:
                raise click.ClickException("Nobody has this address.")
            made = actions.create_token(db, found, timedelta(days=days), by=PUBLIC, at=datetime.now(UTC))
    except Refusal as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(made)


@click.group("notices")
def notices() -> None:
    """What people are told by e-mail."""


@notices.command("send")
@click.option("--every", type=click.IntRange(min=1), help="Go on for ever, with so many seconds between two rounds.")
@click.option(
    "--from-now", is_flag=True, help="Tell nobody of what has been recorded until now, as in a restored copy."
)
@with_appcontext
def send(every: int | None, from_now: bool) -> None:
    """Decide what is to be told and send it: at once, and once a day; to a folder, or to the server of the settings.

    For cron, or for a process of its own with --every. Several at once do no harm; neither does one that is killed.
    """
    _check_current()
    if from_now:
        with database().writing() as db:
            actions.tell_from_now_on(db)
    while True:
        try:
            done = send_notices(carrier_of(settings_here()))
            if every is None or done.sent or done.failed:
                click.echo(f"Sent: {done.sent}. To be tried again: {done.failed}. Nothing left to say: {done.dropped}.")
        except OperationalError as error:
            if every is None:
                raise click.ClickException(f"The database cannot be reached: {error.orig}") from error
            click.echo(f"The database cannot be reached: {error.orig}", err=True)
        if every is None:
            return
        sleep(every)


@click.group("search")
def search() -> None:
    """What can be searched."""


@search.command("rebuild")
@with_appcontext
def rebuild() -> None:
    """Make the index anew from what there is; it follows the record by itself, so this is for when it was damaged."""
    with database().writing() as db:
        several = actions.rebuild_index(db)
    click.echo(f"{several} things can be searched.")


@click.group("personal")
def personal() -> None:
    """What is kept of people: what has outlived its time, and who was erased."""


@personal.command("inventory")
def inventory() -> None:
    """Write the inventory as docs/personal-data.md has it."""
    click.echo(rules.as_document(), nl=False)


@personal.command("prune")
@click.option("--really", is_flag=True, help="Erase it; without this it is only listed.")
@with_appcontext
def prune(really: bool) -> None:
    """List what is kept of people for longer than was said, and erase it with --really. Nothing of it goes by itself."""
    _check_current()
    with database().writing() as db:
        hold(db)
        found = actions.prune(db, by=PUBLIC, at=now()) if really else queries.outlived(db, now())
    for each in found:
        click.echo(f"{each.count:6}  since {each.oldest:%Y-%m-%d}  {each.what} (to be kept: {each.kept})")
    if not found:
        click.echo("Nothing has outlived its time.")
    else:
        click.echo("Erased." if really else "Nothing has been erased: oewg personal prune --really does it.")


@personal.command("erased")
@with_appcontext
def erased() -> None:
    """List who was erased, by number. Keep the list beside the backups: those made before still hold them."""
    _check_current()
    with database().reading() as db:
        for each in queries.erased_accounts(db):
            click.echo(f"{each.account_id}\t{instant_text(each.created_at)}\t{instant_text(each.erased_at)}")


@personal.command("erase-again")
@click.argument("file", type=click.File())
@with_appcontext
def erase_again(file: TextIO) -> None:
    """Erase those on the list in FILE, as `oewg personal erased` wrote it, whom a backup has brought back."""
    _check_current()
    try:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip()]
        listed = [(int(number), datetime.fromisoformat(created)) for number, created, _ in lines]
    except ValueError as error:
        raise click.ClickException("This is not a list that oewg personal erased has written.") from error
    done = 0
    for number, created_at in listed:
        try:
            with database().writing() as db:
                hold(db)
                done += _erase_again(db, number, created_at)
        except Refusal as refusal:
            click.echo(f"Account {number}: {refusal}", err=True)
    click.echo(f"Erased again: {done}.")


def _erase_again(db: Db, number: int, created_at: datetime) -> bool:
    """Not who was erased already, and not another person who has the number since the copy was brought back."""
    account = db.get(Account, number)
    if (
        account is None
        or account.created_at != created_at
        or number in {e.account_id for e in queries.erased_accounts(db)}
    ):
        return False
    actions.erase_again(db, account, by=PUBLIC, at=now())
    return True


def _check_current() -> None:
    if not is_current(database()):
        raise click.ClickException(
            "The database is not in the form that this program knows: oewg db upgrade brings it there."
        )


commands = [account, begin_group, token, notices, search, personal]
