"""Letters of credentials and delegations' members for programs."""

from datetime import date, datetime

from flask import url_for
from pydantic import Field

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.core.errors import NotFound
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.forms.credentials import DatedPersonForm, EndForm, LetterForm, PersonForm, TitleForm
from oewg.meetings.queries import LetterLine, Member
from oewg.meetings.rules.credentials import Named


class LetterOut(Out):
    """A letter of credentials: of which delegation (its code), for which session (none: all), with how many persons."""

    id: int
    delegation: str
    session: int | None
    signed_by: str
    dated: date
    received_at: datetime
    persons: int


class MemberOut(Out):
    """A person of a delegation in one capacity, whose number this is; half-open. `email` is empty for whoever may not
    manage the delegation."""

    number: int
    name: str
    title: str
    role: str
    email: str
    since: datetime
    until: datetime | None
    membership: str
    by_letter: bool


class WholeLetterOut(LetterOut):
    """A letter with its persons."""

    named: list[MemberOut]


class LinkOut(Out):
    """A link for one person (the number of the capacity), with which a first password is set."""

    number: int
    link: str


class ReceivedOut(WholeLetterOut):
    """A letter just received, with the links to pass on, once; none for a person who has an account with a password."""

    links: list[LinkOut] = Field(default_factory=list)


class NamedOut(Out):
    """A member just named, with the link to pass on, once."""

    member: MemberOut
    link: str = ""


class InvitedOut(Out):
    """Another link to pass on, once; the secretariat is given none for a person who needs none."""

    link: str = ""


class DelegationOut(Out):
    """One's own delegation: its members and its letters of credentials."""

    code: str
    members: list[MemberOut]
    letters: list[LetterOut]


@operation(
    api, "/credentials", act="receive_credentials", answers=Listed[LetterOut], query=Cursor,
    summary="Letters of credentials as they were received",
)  # fmt: skip
def letters(desk: Desk, asked: Cursor) -> Listed[LetterOut]:
    """Letters by number."""
    rows = queries.letters_after(desk.db, asked.number(), asked.limit + 1)
    return cut([_letter(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/credentials/<int:letter_id>", act="receive_credentials", answers=WholeLetterOut,
    summary="One letter of credentials",
)  # fmt: skip
def letter(desk: Desk, letter_id: int) -> WholeLetterOut:
    """One letter."""
    return _whole(desk, letter_id)


@operation(
    api, "/credentials", method="POST", act="receive_credentials", takes=LetterForm, answers=ReceivedOut,
    summary="Receive a letter of credentials", shown_once=("links",),
)  # fmt: skip
def receive_credentials(desk: Desk, sent: LetterForm) -> ReceivedOut:
    """Receive a letter; `delegation` is a code or a name."""
    delegation = accounts.delegation_named(desk.db, sent.delegation, language(), desk.at.date())
    made, namings = actions.receive_credentials(
        desk.db, delegation, queries.session(desk.db, sent.session) if sent.session else None, sent.signed_by,
        sent.dated, [_named(person) for person in sent.persons], since=sent.since, until=sent.until, by=desk.viewer,
        at=desk.at,
    )  # fmt: skip
    links = [
        LinkOut(number=each.person.capacity_id, link=_link(each.invited.token))
        for each in namings
        if each.invited.opens
    ]
    return ReceivedOut(**_whole(desk, made.id).model_dump(), links=links)


@operation(
    api, "/credentials/<int:letter_id>/persons", method="POST", act="receive_credentials", takes=DatedPersonForm,
    answers=NamedOut, summary="Add a person to a letter of credentials", shown_once=("link",),
)  # fmt: skip
def name_person(desk: Desk, sent: DatedPersonForm, letter_id: int) -> NamedOut:
    """Add a person."""
    found = queries.letter_line(desk.db, letter_id).letter
    made = actions.name_person(
        desk.db, found, _named(sent), since=sent.since, until=sent.until, by=desk.viewer, at=desk.at
    )
    number = made.person.capacity_id
    member = next(each for each in queries.persons_on(desk.db, letter_id, desk.at) if each.number == number)
    return NamedOut(member=_member(member), link=_link(made.invited.token) if made.invited.opens else "")


@operation(
    api, "/credentials/<int:letter_id>/persons/<int:number>/end", method="POST", act="receive_credentials",
    takes=EndForm, answers=WholeLetterOut, summary="End a capacity that a letter gave", status=200,
)  # fmt: skip
def end_persons_membership(desk: Desk, sent: EndForm, letter_id: int, number: int) -> WholeLetterOut:
    """End a capacity."""
    capacity = queries.person_on(desk.db, letter_id, number)
    zone = queries.letter_line(desk.db, letter_id).zone
    actions.end_membership(desk.db, capacity, sent.until, by=desk.viewer, at=desk.at, zone=zone)
    return _whole(desk, letter_id)


@operation(
    api, "/credentials/<int:letter_id>/persons/<int:number>/title", method="POST", act="receive_credentials",
    takes=TitleForm, answers=WholeLetterOut, summary="Correct a title", status=200,
)  # fmt: skip
def change_persons_title(desk: Desk, sent: TitleForm, letter_id: int, number: int) -> WholeLetterOut:
    """Correct a title."""
    actions.change_title(desk.db, queries.person_on(desk.db, letter_id, number), sent.title, by=desk.viewer, at=desk.at)
    return _whole(desk, letter_id)


@operation(
    api, "/credentials/<int:letter_id>/persons/<int:number>/invitation", method="POST", act="receive_credentials",
    answers=InvitedOut, summary="Another link for a person on a letter", shown_once=("link",),
)  # fmt: skip
def invite_person(desk: Desk, _sent: Nothing, letter_id: int, number: int) -> InvitedOut:
    """Another link."""
    capacity = queries.person_on(desk.db, letter_id, number)
    invited = actions.invite_again(desk.db, capacity, by=desk.viewer, at=desk.at)
    return InvitedOut(link=_link(invited.token) if invited.opens else "")


@operation(api, "/delegation", act="keep_own_account", answers=DelegationOut, summary="One's own delegation")
def own_delegation(desk: Desk) -> DelegationOut:
    """One's own delegation."""
    return _own(desk)


@operation(
    api, "/delegation/members", method="POST", act="manage_delegation", takes=DatedPersonForm, answers=NamedOut,
    summary="Name a member of one's own delegation", shown_once=("link",),
)  # fmt: skip
def name_member(desk: Desk, sent: DatedPersonForm) -> NamedOut:
    """Name a member; the answer is alike for an address that is known and one that is not."""
    delegation = accounts.delegation_by_number(desk.db, desk.viewer.delegation_id)
    made = actions.name_member(
        desk.db, delegation, _named(sent), since=sent.since, until=sent.until, by=desk.viewer, at=desk.at
    )
    number = made.person.capacity_id
    member = next(each for each in _own(desk).members if each.number == number)
    return NamedOut(member=member, link=_link(made.invited.token))


@operation(
    api, "/delegation/members/<int:number>/end", method="POST", act="manage_delegation", takes=EndForm,
    answers=DelegationOut, summary="End a membership of one's own delegation", status=200,
)  # fmt: skip
def end_membership(desk: Desk, sent: EndForm, number: int) -> DelegationOut:
    """End a membership, at once or with a day."""
    capacity = queries.own_member(desk.db, desk.viewer, number)
    actions.end_membership(desk.db, capacity, sent.until, by=desk.viewer, at=desk.at)
    return _own(desk)


@operation(
    api, "/delegation/members/<int:number>/title", method="POST", act="manage_delegation", takes=TitleForm,
    answers=DelegationOut, summary="Change the title of a member", status=200,
)  # fmt: skip
def change_title(desk: Desk, sent: TitleForm, number: int) -> DelegationOut:
    """Change a title."""
    capacity = queries.own_member(desk.db, desk.viewer, number)
    actions.change_title(desk.db, capacity, sent.title, by=desk.viewer, at=desk.at)
    return _own(desk)


@operation(
    api, "/delegation/members/<int:number>/invitation", method="POST", act="manage_delegation", answers=InvitedOut,
    summary="Another link for a member", shown_once=("link",),
)  # fmt: skip
def invite_member(desk: Desk, _sent: Nothing, number: int) -> InvitedOut:
    """Another link."""
    capacity = queries.own_member(desk.db, desk.viewer, number)
    return InvitedOut(link=_link(actions.invite_again(desk.db, capacity, by=desk.viewer, at=desk.at).token))


def _letter(line: LetterLine) -> LetterOut:
    row = line.letter
    return LetterOut(
        id=row.id, delegation=row.delegation.code, session=row.session_id, signed_by=row.signed_by, dated=row.dated,
        received_at=row.received_at, persons=line.persons,
    )  # fmt: skip


def _whole(desk: Desk, letter_id: int) -> WholeLetterOut:
    line = queries.letter_line(desk.db, letter_id)
    named = [_member(each) for each in queries.persons_on(desk.db, letter_id, desk.at)]
    return WholeLetterOut(**_letter(line).model_dump(), named=named)


def _own(desk: Desk) -> DelegationOut:
    if desk.viewer.delegation_id is None:
        raise NotFound
    found = accounts.delegation_by_number(desk.db, desk.viewer.delegation_id)
    members = queries.members(desk.db, found.id, desk.at, desk.viewer)
    return DelegationOut(
        code=found.code, members=[_member(each) for each in members],
        letters=[_letter(line) for line in queries.letters_of(desk.db, found.id)],
    )  # fmt: skip


def _member(member: Member) -> MemberOut:
    return MemberOut.model_validate(member)


def _named(form: PersonForm) -> Named:
    return Named(form.name, form.email, form.title, form.role)


def _link(token: str) -> str:
    return url_for("accounts.invitation", token=token, _external=True)
