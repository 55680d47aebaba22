"""What paragraph 6 asks the organizational session to settle, and the officers, for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Out, operation
from oewg.meetings import actions, queries
from oewg.meetings.api.room import api
from oewg.meetings.forms.sessions import EndOfficeForm


class ArrangementOut(Out):
    """What is to be settled (officers, agenda, programme_of_work, modalities, dates), and whether it is.

    `vacant`: of the officers, the offices that nobody holds (chair, vice_chair, rapporteur). `text`: the id of the text
    that was adopted or proposed; `meeting`: the id of the meeting at which the dates were decided.
    """

    what: str
    settled: bool
    vacant: list[str]
    text: int | None
    meeting: int | None


class OfficerOut(Out):
    """An election: to which office (chair, vice_chair, rapporteur), of which delegation (its code), at which meeting (its id).

    `in_office`: false once the office has ended, as that of a Chair does when another is elected.
    """

    office: str
    delegation: str
    decision: int
    """The decision that elected it."""
    meeting: int
    elected_at: datetime
    in_office: bool


@operation(
    api, "/arrangements", act="read", answers=Listed[ArrangementOut],
    summary="What paragraph 6 of the resolution asks the organizational session to settle",
)  # fmt: skip
def arrangements(desk: Desk) -> Listed[ArrangementOut]:
    """The checklist."""
    found = queries.checklist(desk.db, desk.at)
    return Listed(
        items=[
            ArrangementOut(
                what=each.what, settled=each.settled, vacant=list(found.vacant) if each.what == "officers" else [],
                text=each.text.id if each.text else None,
                meeting=each.decision.meeting_id if each.decision else None,
            )
            for each in found.arrangements
        ]
    )  # fmt: skip


@operation(
    api, "/officers/<int:decision_id>/end", method="POST", act="end_office", takes=EndOfficeForm, answers=Listed[OfficerOut],
    summary="End the office of an officer who leaves it, with the reason", status=200,
)  # fmt: skip
def end_office(desk: Desk, sent: EndOfficeForm, decision_id: int) -> Listed[OfficerOut]:
    """End an office; the officer is known by the decision that elected it."""
    actions.end_office(desk.db, queries.officer(desk.db, decision_id), sent.reason, by=desk.viewer, at=desk.at)
    return _officers(desk)


@operation(api, "/officers", act="read", answers=Listed[OfficerOut], summary="The officers in the order of election")
def officers(desk: Desk) -> Listed[OfficerOut]:
    """Everybody who was elected."""
    return _officers(desk)


def _officers(desk: Desk) -> Listed[OfficerOut]:
    return Listed(
        items=[
            OfficerOut(
                office=each.office, delegation=each.delegation.code, decision=each.decision.id,
                meeting=each.decision.meeting_id, elected_at=each.decision.at, in_office=not each.ended,
            )
            for each in queries.officers(desk.db, desk.at)
        ]
    )  # fmt: skip
