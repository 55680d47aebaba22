"""Whom does it concern what organizations put in and what becomes of it, and what is it about by name?"""

from collections.abc import Collection

from sqlalchemy import select

from oewg.accounts.queries import About, OnTheClock, by_subject, concerns, describes, everybody, those_addressed, titled
from oewg.accounts.rules.notices import SIGNED_IN, Whom, topic
from oewg.consultations.models import Call, Consultation, Submission
from oewg.core.database import Db
from oewg.core.errors import say

OWN_ORGANIZATION = "own_organization"
topic(
    OWN_ORGANIZATION, say("What becomes of your organization’s application and input"),
    why=say("You act for the organization."), roles={"pending", "stakeholder"}, pace="at_once", place=20,
)  # fmt: skip
topic(
    "submissions", say("Submissions that come in"), why=say("The secretariat publishes them or sends them back."),
    roles={"secretariat"}, pace="daily", place=35,
)  # fmt: skip
topic(
    "calls", say("Calls for input and consultations"), why=say("Everybody who takes part is told when input is asked for."),
    roles=SIGNED_IN, pace="at_once", place=85,
)  # fmt: skip


@by_subject
def _its_authors(db: Db, submission_ids: Collection[int]) -> dict[int, list[Whom]]:
    """What becomes of a submission concerns its organization; quietly, if it consented to less than its name."""
    rows = db.execute(
        select(Submission.id, Submission.organization_id, Submission.consent).where(Submission.id.in_(submission_ids))
    )
    return {row[0]: [Whom(f"organization:{row[1]}", quietly=row[2] != "named")] for row in rows}


concerns(
    "own_organization", publish_submission=_its_authors, return_submission=_its_authors, tie_submission=_its_authors
)  # fmt: skip
concerns("submissions", submit=those_addressed("secretariat"))
concerns("calls", open_call=everybody, hold_consultation=everybody, give_summary=everybody)


def _calls_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    return {
        row.id: About(
            say("%(title)s, open until %(closes)s"),
            {"title": row.title, "closes": OnTheClock(row.closes_at, row.zone)},
            "consultations.call",
            {"call_id": row.id},
        )
        for row in db.scalars(select(Call).where(Call.id.in_(ids)))
    }


describes(
    submission=titled(
        say("%(title)s"), "consultations.submission", "submission_id", Submission.id, title=Submission.title
    ),
    call=_calls_named,
    consultation=titled(
        say("%(title)s"), "consultations.consultation", "consultation_id", Consultation.id, title=Consultation.title
    ),
)
