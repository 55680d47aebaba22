"""What is kept of people, why, how long, and what becomes of it? The inventory, and when a person is erased.

Each room declares its own columns in its `rules/personal.py`, as topics of notices are declared:

    about("credentialed_person", "name title", person="capacity_id.account_id", what=say("How you stand on ..."), why=say("..."),
          kept=say("..."), seen=PARTICIPANTS, end="emptied")     what tells something of a person
    acts("statement", "filed_by")                                by whom something was done for the group, by number
    impersonal("meeting", "formality mode room")                 what holds nothing of a person

Whatever is text or bytes, and whatever points at an account, is declared in one of these three ways; a test compares them
with the tables. Numbers, instants and what points elsewhere need not be. What is declared is on /privacy, is in a person's
export, and is erased with the person: nothing else has to be written for it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from oewg.accounts.rules.capacities import ActingAs
from oewg.core.errors import Invalid, Refusal, say

End = Literal["deleted", "emptied", "replaced", "stays"]
ENDS: Mapping[End, str] = {
    "deleted": say("deleted"),
    "emptied": say("emptied; the rest stays, by number"),
    "replaced": say("replaced by “Person”, its number and an address that leads nowhere"),
    "stays": say("stays, by number and without a name"),
}
"""What becomes of it when the person is erased."""

NOT_BY_PERSON = say("as under “how long”")

EVERYBODY = say("everybody")
PARTICIPANTS = say("those who take part, signed in")
ADMINISTRATION = say("the person, the secretariat and the administrator")
PERSON = say("the person alone")
NOBODY = say("nobody")

WITH_THE_ACCOUNT = say("as long as the account; two years after the person’s last capacity has ended at the latest")
WITH_THE_RECORD = say("as long as the record of the group")


@dataclass(frozen=True)
class Personal:
    """Some columns of a table that tell something of a person."""

    table: str
    columns: tuple[str, ...]
    person: str
    """How the row leads to the account, "capacity_id.account_id"; "" where it tells of people who have none."""
    what: str
    why: str
    kept: str
    seen: str
    end: End
    hidden: tuple[str, ...] = ()
    """Those of the columns by which a secret is known again: an export does not give them."""
    after: str = ""
    """The column of the instant from which on it is not needed any more."""
    lasts: timedelta | None = None
    """For how long after that it is kept."""
    of_act: bool = False
    """It only says who did something for the group."""


INVENTORY: list[Personal] = []
IMPERSONAL: dict[str, set[str]] = {}
"""Table -> its columns of text or bytes that hold nothing of a person."""


def about(
    table: str, columns: str, *, person: str, what: str, why: str, kept: str, seen: str, end: End, hidden: str = "",
    after: str = "", lasts: timedelta | None = None,
) -> None:  # fmt: skip
    """Declare columns that tell something of a person. `after` and `lasts`: when the row has outlived its time."""
    if bool(after) != (lasts is not None) or (end != "stays" and not person):
        raise ValueError(f"the time, or the end, of {table} is half declared")
    INVENTORY.append(
        Personal(table, tuple(columns.split()), person, what, why, kept, seen, end, tuple(hidden.split()), after, lasts)
    )  # fmt: skip


def acts(table: str, columns: str, *, seen: str = ADMINISTRATION) -> None:
    """Declare columns that say by whom something was done for the group: an account's number, which stays."""
    INVENTORY.extend(
        Personal(
            table, (column,), column, say("What you did for the group, by number"),
            say("An act of the working group has somebody who did it, and stays on record."), WITH_THE_RECORD, seen,
            "stays", of_act=True,
        )
        for column in columns.split()
    )  # fmt: skip


def impersonal(table: str, columns: str) -> None:
    """Declare columns of text or bytes that hold nothing of a person."""
    IMPERSONAL.setdefault(table, set()).update(columns.split())


@dataclass(frozen=True)
class Passing:
    """Sealed entries of the record that tell of a person's comings and goings, and of nothing that the group did."""

    acts: frozenset[str]
    what: str
    why: str
    kept: str
    lasts: timedelta


PASSING: list[Passing] = []


def passing(*acts: str, what: str, why: str, kept: str, lasts: timedelta) -> None:
    """Declare acts whose sealed entries are erased with the person who did them, and when they are older than `lasts`."""
    PASSING.append(Passing(frozenset(acts), what, why, kept, lasts))


@dataclass(frozen=True)
class Line:
    """A line of the inventory for people to read: one for each thing that is told of them."""

    what: str
    why: str
    kept: str
    seen: str
    end: str
    columns: tuple[str, ...]
    """"account.name" ..., or the names of acts."""


def lines() -> list[Line]:
    """The inventory for people to read, what is said in the same words in one line."""
    found: dict[tuple[str, str, str, str, str], list[str]] = {}
    for each in INVENTORY:
        end = ENDS[each.end] if each.person else NOT_BY_PERSON
        said = (each.what, each.why, each.kept, each.seen, end)
        found.setdefault(said, []).extend(f"{each.table}.{column}" for column in each.columns)
    told = [Line(*said, tuple(columns)) for said, columns in found.items()]
    told += [
        Line(each.what, each.why, each.kept, PERSON, say("erased from the record; their places in it stay"), tuple(sorted(each.acts)))
        for each in PASSING
    ]  # fmt: skip
    return told


_HEAD = """# What is kept of people

Written by `oewg personal inventory > docs/personal-data.md` from what each room declares in its `rules/personal.py`; the same stands on /privacy.
What is done with it, and why so, is in [decision 0025](decisions/0025-personal-data.md).

| what | where | why | how long | who sees it | when the person is erased |
| --- | --- | --- | --- | --- | --- |
"""


def as_document() -> str:
    """The inventory in Markdown."""
    return _HEAD + "".join(
        f"| {line.what} | {' '.join(f'`{each}`' for each in line.columns)} | {line.why} | {line.kept} | {line.seen} | {line.end} |\n"
        for line in lines()
    )


def goes_and_stays() -> tuple[list[Line], list[Line]]:
    """What is erased with a person, and what stays: each said once, whoever else sees it."""
    found = {(line.what, line.why, line.end): line for line in lines() if line.end != NOT_BY_PERSON}.values()
    return [line for line in found if line.end != ENDS["stays"]], [line for line in found if line.end == ENDS["stays"]]


def declared() -> dict[str, set[str]]:
    """Table -> its declared columns."""
    found = {table: set(columns) for table, columns in IMPERSONAL.items()}
    for each in INVENTORY:
        found.setdefault(each.table, set()).update(each.columns)
    return found


# --- When is a person erased? ---------------------------------------------------------------------------------------

IN_OFFICE = frozenset(
    {"head", "coordinator", "chair", "vice_chair", "rapporteur", "secretariat", "administrator"}
)  # fmt: skip
"""Capacities on which others rely: somebody else is put into them before their holder can be erased."""

IDLE = timedelta(days=2 * 365)
"""After the end of somebody's last capacity nothing is expected of them any more."""


def check_asks(asked_already: bool) -> None:
    """Refuse to ask twice."""
    if asked_already:
        raise Refusal(say("You have asked for it already: the secretariat will answer."))


def check_reason(reason: str) -> None:
    """Refuse to decline without telling the person why."""
    if not reason:
        raise Invalid(say("The person is told why: please give a reason."), {"reason": say("Please give a reason.")})


def check_asked(asked: bool) -> None:
    """Refuse to withdraw, to decline or to carry out what nobody asks for."""
    if not asked:
        raise Refusal(say("Nobody asks for this erasure any more: it was answered or withdrawn meanwhile."))


def offices(capacities: Collection[ActingAs], at: datetime) -> list[ActingAs]:
    """The offices among a person's capacities that hold now or will hold."""
    return [each for each in capacities if each.role in IN_OFFICE and (each.until is None or each.until > at)]


def check_erasable(capacities: Collection[ActingAs], at: datetime, *, own: bool) -> None:
    """Refuse to erase oneself, and somebody in office; other capacities end with the erasure."""
    if own:
        raise Refusal(
            say("Nobody erases themselves: another person of the secretariat, or an administrator, has to do it.")
        )
    if offices(capacities, at):
        raise Refusal(
            say(
                "This person is in office (head of delegation, coordinator, the bureau, secretariat or administrator). "
                "Others rely on it: once the capacity has ended, the person can be erased."
            )
        )


# --- Accounts and the record ----------------------------------------------------------------------------------------

YEAR = timedelta(days=365)
_HOUSE = say("Signing in, and knowing who acts.")

about(
    "account", "name email", person="id", what=say("Your name and e-mail address"),
    why=say("Signing in, letters, and knowing who acts for whom."), kept=WITH_THE_ACCOUNT, seen=ADMINISTRATION,
    end="replaced",
)  # fmt: skip
about(
    "account", "password_hash", person="id", what=say("A figure by which your password is known again (Argon2id)"),
    why=_HOUSE, kept=WITH_THE_ACCOUNT, seen=NOBODY, end="emptied", hidden="password_hash",
)  # fmt: skip
about(
    "capacity", "account_id role", person="account_id", what=say("In which capacities you act or acted, from when until when"),
    why=say("Whoever acts for a delegation, a group, an organization or the bureau has to be known to have been entitled to."),
    kept=WITH_THE_RECORD, seen=ADMINISTRATION, end="stays",
)  # fmt: skip
about(
    "sign_in", "account_id token_digest", person="account_id", what=say("When you signed in, and until when it held"), why=_HOUSE,
    kept=say("a year after it has expired"), seen=PERSON, end="deleted", hidden="token_digest", after="expires_at", lasts=YEAR,
)  # fmt: skip
about(
    "token", "account_id digest", person="account_id", what=say("Tokens with which programs act for you"), why=_HOUSE,
    kept=say("a year after it has expired"), seen=ADMINISTRATION, end="deleted", hidden="digest", after="expires_at", lasts=YEAR,
)  # fmt: skip
about(
    "calendar_key", "account_id digest", person="account_id", what=say("The secret address of your calendar"),
    why=say("Your calendar program reads your calendar under it."), kept=say("a year after it was withdrawn"), seen=PERSON,
    end="deleted", hidden="digest", after="withdrawn_at", lasts=YEAR,
)  # fmt: skip
about(
    "invitation", "account_id digest", person="account_id", what=say("Links with which you could set a first password"), why=_HOUSE,
    kept=say("ninety days after it has expired"), seen=ADMINISTRATION, end="deleted", hidden="digest",
    after="expires_at", lasts=timedelta(days=90),
)  # fmt: skip
about(
    "notice_choice", "account_id topic pace", person="account_id", what=say("What you chose to hear of"),
    why=say("You are told of what you want to hear of."), kept=WITH_THE_ACCOUNT, seen=PERSON, end="deleted",
)  # fmt: skip
about(
    "notice_mark", "account_id pace", person="account_id", what=say("Up to which entry of the record you have been told"),
    why=say("You are told of everything once."), kept=WITH_THE_ACCOUNT, seen=PERSON, end="stays",
)  # fmt: skip
about(
    "notice", "account_id pace key", person="account_id", what=say("The letters that went out to you"),
    why=say("You are told of everything once."), kept=say("a year after it was sent"), seen=PERSON, end="deleted",
    hidden="key", after="sent_at", lasts=YEAR,
)  # fmt: skip
about(
    "erasure", "account_id", person="account_id", what=say("That you asked to be erased, and what became of it"),
    why=say("It can be shown that you were answered."), kept=WITH_THE_RECORD, seen=ADMINISTRATION, end="stays",
)  # fmt: skip
about(
    "erasure", "reason", person="account_id", what=say("Why an erasure was declined"), why=say("You are told why."),
    kept=WITH_THE_ACCOUNT, seen=ADMINISTRATION, end="emptied",
)  # fmt: skip
about(
    "record_answer", "key headers body", person="", what=say("The answers to forms that were sent"),
    why=say("A form that is sent twice is one act."), kept=say("thirty days; with the person, if the person is erased"),
    seen=NOBODY, end="stays", after="at", lasts=timedelta(days=30),
)  # fmt: skip
about(
    "confirmation", "email key", person="", what=say("An e-mail address to which a link is written, and what the link is made of"),
    why=say("Whoever opens the link shows that the address is theirs."), kept=say("until the link is used, or has expired"),
    seen=NOBODY, end="stays",
)  # fmt: skip
about(
    "used_proof", "nonce sent", person="", what=say("That a public form was sent, by nobody in particular"),
    why=say("So that nobody fills the forms by machine."), kept=say("a day"), seen=NOBODY, end="stays", after="used_at",
    lasts=timedelta(days=1),
)  # fmt: skip
about(
    "record_statement", "contents capacity salt", person="", what=say("The entries of the record, which name accounts by number"),
    why=say("The record proves what was done, in which order and in which capacity."), kept=WITH_THE_RECORD, seen=EVERYBODY, end="stays",
)  # fmt: skip
passing(
    "sign_in", "sign_out", "act_as", "change_password", "accept_invitation", "create_token", "make_calendar_key",
    "withdraw_calendar_key", "choose_notices", "stop_notices", "ask_erasure", "withdraw_erasure", "decline_erasure",
    what=say("Entries of the record about your comings and goings"), why=say("You can see whether somebody else used your account."),
    kept=say("two years; with the person, if the person is erased"), lasts=2 * YEAR,
)  # fmt: skip

impersonal("account", "language")
impersonal("delegation", "code kind")
impersonal("delegation_name", "language name")
impersonal("delegation_group", "code kind name")
impersonal("organization", "name sector country purpose")
impersonal("working_group", "name series exercise")
impersonal("confirmation", "purpose language name")
impersonal("erasure", "outcome")
impersonal("used_proof", "way")
impersonal("record_head", "peaks")
impersonal("record_entry", "leaf")
impersonal("record_node", "hash")
impersonal("record_reader", "audience")
impersonal("record_answer", "digest")
impersonal("record_statement", "act subject_kind")
