"""Who takes part, and as what? Letters of credentials received, members named by their head of delegation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from oewg.accounts.actions import (
    ADMINISTRATION,
    Invited,
    end_capacity,
    find_or_create_account,
    give_capacity,
    invite,
)
from oewg.accounts.models import Capacity, Delegation
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.meetings import queries
from oewg.meetings.models import CredentialedPerson, Credentials
from oewg.meetings.queries.sessions import SessionLine
from oewg.meetings.rules import credentials as rules
from oewg.meetings.rules.credentials import HEADQUARTERS, Named, Term
from oewg.record.actions import Subject, append
from oewg.record.rules.canonical import instant_text

told(
    receive_credentials=say("A letter of credentials was received."),
    name_person=say("A person was added to a letter of credentials."),
    name_member=say("A member of a delegation was named."),
    end_membership=say("A membership of a delegation was ended."),
    change_title=say("The title of a member of a delegation was changed."),
)


@dataclass(frozen=True)
class Naming:
    """A person who was named, and the link for them, shown this once to whoever named them."""

    person: CredentialedPerson
    invited: Invited


def receive_credentials(
    db: Db, delegation: Delegation, session: SessionLine | None, signed_by: str, dated: date, persons: Sequence[Named],
    *, by: Viewer, at: datetime, since: date | None = None, until: date | None = None,
) -> tuple[Credentials, list[Naming]]:  # fmt: skip
    """Record a letter of credentials: each person on it gets an account, if there is none, and a capacity.

    For one session they act until its last day, unless the letter says otherwise. `session`: none for all of them.
    """
    zone = _zone(session)
    rules.check_letter(dated, rules.day_of(at, zone), persons)
    if session is not None and session.status == "cancelled":
        raise Refusal(say("This session has been cancelled: no credentials are received for it."))
    held = rules.term(since, until, zone, at, session.last_day if session else None)
    letter = Credentials(
        delegation_id=delegation.id, session_id=session.session.id if session else None, signed_by=signed_by,
        dated=dated, received_at=at, received_by=by.account_id,
    )  # fmt: skip
    db.add(letter)
    db.flush()
    namings = [_name(db, delegation, letter, person, held, by, at) for person in persons]
    # Who signed may be a person's name, and the record holds none.
    facts = {
        "delegation": delegation.code, "session": letter.session_id, "dated": str(dated),
        "persons": [_told(naming.person) for naming in namings],
    }  # fmt: skip
    _append(db, "receive_credentials", Subject("credentials", letter.id), facts, delegation.code, by, at)
    return letter, namings


def name_person(
    db: Db, letter: Credentials, person: Named, *, by: Viewer, at: datetime, since: date | None = None,
    until: date | None = None,
) -> Naming:  # fmt: skip
    """Add a person to a letter that was received, for days of their own."""
    session = queries.session(db, letter.session_id) if letter.session_id else None
    held = rules.term(since, until, _zone(session), at, session.last_day if session else None)
    heads = [each.capacity for each in letter.persons if each.capacity.role == "head"]
    if person.role == "head" and any(held.meets(Term(each.since, each.until)) for each in heads):
        raise Invalid(
            say("A delegation has one head at a time: a letter names one."),
            {"role": say("There is a head of delegation already.")},
        )
    naming = _name(db, letter.delegation, letter, person, held, by, at)
    facts = {"delegation": letter.delegation.code, **_told(naming.person)}
    _append(db, "name_person", Subject("credentials", letter.id), facts, letter.delegation.code, by, at)
    return naming


def name_member(
    db: Db, delegation: Delegation, person: Named, *, by: Viewer, at: datetime, since: date | None = None,
    until: date | None = None,
) -> Naming:  # fmt: skip
    """Name an alternate or an adviser of one's own delegation, for days on the clocks of Headquarters.

    The answer, what is shown of it and the number of entries are the same whether or not the address has an account:
    a head of delegation must not be able to ask, address by address, whom the system knows. So a link is always given.
    For an address with an account it sets no password (its page says to sign in), because a link that did would let
    one delegation act as a person of another. What is left: whoever opens the link instead of passing it on can tell
    from its page; nobody can be kept from that who is handed the first password of an account. But the naming stands
    in the record by then, for the secretariat and for the person named to read.
    """
    held = rules.term(since, until, HEADQUARTERS, at)
    rules.check_named_by_head(person.role, held, HEADQUARTERS, at)
    naming = _name(db, delegation, None, person, held, by, at)
    facts = {"delegation": delegation.code, **_told(naming.person)}
    _append(db, "name_member", Subject("capacity", naming.person.capacity_id), facts, delegation.code, by, at)
    return naming


def end_membership(
    db: Db, capacity: Capacity, last_day: date | None = None, *, by: Viewer, at: datetime, zone: str = HEADQUARTERS
) -> None:
    """End a membership at once, or with a day; one that has not begun is withdrawn as if it had never been given."""
    rules.check_manages(by.role == "head", capacity.role, capacity.account_id == by.account_id)
    until = rules.end_of(last_day, zone) if last_day else max(at, capacity.since)
    end_capacity(db, capacity, by=by, at=at, until=until)
    facts = {"capacity": capacity.id, "until": instant_text(until)}
    code = _code(capacity)
    _append(db, "end_membership", Subject("capacity", capacity.id), facts, code, by, at)


def change_title(db: Db, capacity: Capacity, title: str, *, by: Viewer, at: datetime) -> None:
    """Change the title that the list of participants prints."""
    rules.check_manages(by.role == "head", capacity.role, capacity.account_id == by.account_id)
    person = queries.credentialed(db, capacity.id)
    if person is None:
        # The capacity was given without a letter: its holder stands on the list under the account's name.
        person = CredentialedPerson(capacity_id=capacity.id, name=capacity.account.name, title="")
        db.add(person)
    if person.title == title:
        raise Refusal(say("The title is the same as before: there is nothing to record."))
    person.title = title
    db.flush()
    code = _code(capacity)
    _append(db, "change_title", Subject("capacity", capacity.id), _told(person), code, by, at)


def invite_again(db: Db, capacity: Capacity, *, by: Viewer, at: datetime) -> Invited:
    """Give whoever named a person another link for them; the one before opens nothing any more."""
    rules.check_manages(by.role == "head", capacity.role, capacity.account_id == by.account_id)
    if capacity.until is not None and capacity.until <= at:
        raise Refusal(say("This membership has ended: name the person anew."))
    return invite(db, capacity.account, by=by, at=at)


def _name(
    db: Db, delegation: Delegation, letter: Credentials | None, person: Named, held: Term, by: Viewer, at: datetime
) -> Naming:
    account = find_or_create_account(db, person.email, person.name, by=by, at=at)
    rules.check_once(person.role, held, queries.held_by(db, account.id, delegation.id))
    capacity = give_capacity(
        db, account, person.role, by=by, at=at, since=held.since, until=held.until, delegation_id=delegation.id
    )
    row = CredentialedPerson(
        credentials_id=letter.id if letter else None, capacity_id=capacity.id, name=person.name, title=person.title
    )
    db.add(row)
    db.flush()
    return Naming(row, invite(db, account, by=by, at=at))


def _zone(session: SessionLine | None) -> str:
    return session.session.zone if session else HEADQUARTERS


def _code(capacity: Capacity) -> str:
    assert capacity.delegation is not None
    return capacity.delegation.code


def _told(person: CredentialedPerson) -> dict[str, object]:
    """No name and no account: the delegation reads this entry, and the numbers of accounts tell which are old."""
    return {"person": person.id, "capacity": person.capacity_id, "title": person.title}


def _append(
    db: Db, act: str, subject: Subject, facts: Mapping[str, object], code: str, by: Viewer, at: datetime
) -> None:
    append(db, act, by.account_id, by.capacity, subject, facts, at, readers=[*ADMINISTRATION, f"delegation:{code}"])
