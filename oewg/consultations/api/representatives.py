"""Those who act for an organization, for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.programs import Listed, Nothing, Out, operation
from oewg.consultations import actions, queries
from oewg.consultations.api.room import api
from oewg.consultations.forms.representatives import GenderForm, InvitedForm


class RepresentativeOut(Out):
    """A person who acts for our organization; `id` is the number of the capacity."""

    id: int
    name: str
    email: str
    since: datetime
    focal_point: bool


class InvitedOut(Out):
    """A person was invited: a letter with a link goes to the address."""

    expires_at: datetime


class GenderOut(Out):
    """What totals count of oneself."""

    gender: str


@operation(
    api, "/organization/representatives", act="manage_organization", answers=Listed[RepresentativeOut],
    summary="Who acts for our organization",
)  # fmt: skip
def representatives(desk: Desk) -> Listed[RepresentativeOut]:
    """Our representatives."""
    return _listed(desk)


@operation(
    api, "/organization/representatives", method="POST", act="manage_organization", takes=InvitedForm, answers=InvitedOut,
    summary="Invite a person to act for our organization; the letter goes out with the next round",
)  # fmt: skip
def invite_representative(desk: Desk, sent: InvitedForm) -> InvitedOut:
    """Invite a person."""
    found = queries.own_organization(desk.db, desk.viewer)
    made = actions.invite_representative(
        desk.db, found, sent.name, sent.email, language(), by=desk.viewer, at=desk.at
    )  # fmt: skip
    return InvitedOut(expires_at=made.expires_at)


@operation(
    api, "/organization/representatives/<int:capacity_id>/end", method="POST", act="manage_organization",
    answers=Listed[RepresentativeOut], summary="End a representative", status=200,
)  # fmt: skip
def end_representative(desk: Desk, _sent: Nothing, capacity_id: int) -> Listed[RepresentativeOut]:
    """End a representative."""
    found = queries.representative(desk.db, capacity_id, desk.viewer)
    actions.end_representative(desk.db, found, by=desk.viewer, at=desk.at)
    return _listed(desk)


@operation(
    api, "/organization/representatives/<int:capacity_id>/hand-over", method="POST", act="manage_organization",
    answers=Listed[RepresentativeOut], summary="Let another representative manage the others", status=200,
)  # fmt: skip
def hand_over(desk: Desk, _sent: Nothing, capacity_id: int) -> Listed[RepresentativeOut]:
    """Hand over."""
    found = queries.representative(desk.db, capacity_id, desk.viewer)
    actions.hand_over(desk.db, found, by=desk.viewer, at=desk.at)
    return _listed(desk)


@operation(
    api, "/organization/gender", method="POST", act="manage_organization", takes=GenderForm, answers=GenderOut,
    summary="Say what totals of gender parity count of oneself, or take it back", status=200,
)  # fmt: skip
def state_gender(desk: Desk, sent: GenderForm) -> GenderOut:
    """Say it, or nothing."""
    actions.state_gender(desk.db, sent.gender, by=desk.viewer, at=desk.at)
    return GenderOut(gender=sent.gender)


def _listed(desk: Desk) -> Listed[RepresentativeOut]:
    found = queries.own_organization(desk.db, desk.viewer)
    return Listed(items=[_told(line) for line in queries.representatives(desk.db, found.id, desk.at)])


def _told(line: queries.RepresentativeLine) -> RepresentativeOut:
    return RepresentativeOut(
        id=line.capacity.id, name=line.account.name, email=line.account.email, since=line.capacity.since,
        focal_point=line.focal_point,
    )  # fmt: skip
