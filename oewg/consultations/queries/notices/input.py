"""Whom does it concern what organizations put in and what becomes of it, and what is it about by name?"""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Delegation
from oewg.accounts.queries import About, OnTheClock, by_subject, concerns, describes, everybody, those_addressed, titled
from oewg.accounts.rules.notices import SIGNED_IN, Whom, topic
from oewg.consultations.models import Call, Consultation, NationalView, Signature, Submission, WrittenContribution
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.record.queries import Addressed

OWN_ORGANIZATION, CALLS = "own_organization", "calls"
"""The topics that other subjects of the consultations add to."""
topic(
    OWN_ORGANIZATION, say("What becomes of your organization’s application and input"),
    why=say("You act for the organization."), roles={"pending", "stakeholder"}, pace="at_once", place=20,
)  # fmt: skip
topic(
    "submissions", say("Submissions that come in"), why=say("The secretariat publishes them or sends them back."),
    roles={"secretariat"}, pace="daily", place=35,
)  # fmt: skip
topic(
    CALLS, say("Calls for input and consultations"), why=say("Everybody who takes part is told when input is asked for."),
    roles=SIGNED_IN, pace="at_once", place=85,
)  # fmt: skip


def whose(db: Db, of: type[Submission] | type[WrittenContribution], ids: Collection[int]) -> dict[int, list[Whom]]:
    """The organization that put something in; quietly, if it consented to less than its name."""
    rows = db.execute(select(of.id, of.organization_id, of.consent).where(of.id.in_(ids)))
    return {row[0]: [Whom(f"organization:{row[1]}", quietly=row[2] != "named")] for row in rows}


@by_subject
def _its_authors(db: Db, submission_ids: Collection[int]) -> dict[int, list[Whom]]:
    """What becomes of a submission concerns its authors, co-signers too; quietly, if it consented to less than their names."""
    found = whose(db, Submission, submission_ids)
    signed = (
        select(Submission.id, Signature.organization_id, Submission.consent)
        .join(Signature, Signature.submission_id == Submission.id)
        .where(Submission.id.in_(submission_ids), Signature.answer == "accepted")
        .order_by(Signature.id)
    )
    for submission_id, organization_id, consent in db.execute(signed):
        found[submission_id].append(Whom(f"organization:{organization_id}", quietly=consent != "named"))
    return found


@by_subject
def _who_leads(db: Db, submission_ids: Collection[int]) -> dict[int, list[Whom]]:
    """That it came in, and who signed it, concerns the organization that leads."""
    return whose(db, Submission, submission_ids)


def _invited(_db: Db, entries: Sequence[Addressed]) -> dict[int, list[Whom]]:
    """An invitation concerns whom it invites; quietly, because whose the submission is may be in confidence."""
    return {
        entry.said.index: [Whom(f"organization:{entry.said.facts['organization']}", quietly=True)] for entry in entries
    }


concerns(
    OWN_ORGANIZATION, publish_submission=_its_authors, return_submission=_its_authors, tie_submission=_its_authors,
    untie_submission=_its_authors, submit=_who_leads, redact=_its_authors, replace_attachment=_its_authors,
    co_sign=_who_leads, decline_to_co_sign=_who_leads, invite_co_signer=_invited,
    remind_of_draft=those_addressed("organization"),
)  # fmt: skip
concerns("submissions", submit=those_addressed("secretariat"))
concerns(
    CALLS,
    open_call=everybody,
    amend_call=everybody,
    extend_call=everybody,
    hold_consultation=everybody,
    give_summary=everybody,
)


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


topic(
    "national_views", say("Your State’s views and the deadlines for them"), why=say("You act for the delegation."),
    roles={"delegate", "head", "coordinator"}, pace="at_once", place=25,
)  # fmt: skip


@by_subject
def _its_delegation(db: Db, view_ids: Collection[int]) -> dict[int, list[Whom]]:
    rows = db.execute(
        select(NationalView.id, Delegation.code)
        .join(Delegation, NationalView.delegation_id == Delegation.id)
        .where(NationalView.id.in_(view_ids))
    )
    return {row[0]: [Whom(f"delegation:{row[1]}")] for row in rows}


concerns(
    "national_views", give_view=_its_delegation, publish_view=_its_delegation,
    remind_of_draft=those_addressed("delegation"),
)  # fmt: skip


def _receipt(row: Submission | NationalView, title: str, endpoint: str, place: str) -> About:
    """For its authors what they sent is named by its receipt: number, version, instant in the call's zone, digest."""
    return About(
        say("%(title)s (number %(number)s, version %(version)s, received %(received)s, SHA-256 %(digest)s)"),
        {
            "title": title, "number": row.id, "version": row.version,
            "received": OnTheClock(row.submitted_at, row.call.zone), "digest": row.digest,
        },
        endpoint, {place: row.id},
    )  # fmt: skip


def _receipts(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.scalars(select(Submission).where(Submission.id.in_(ids)).options(joinedload(Submission.call)))
    return {row.id: _receipt(row, row.title, "consultations.submission", "submission_id") for row in rows}


describes(OWN_ORGANIZATION, submission=_receipts)


def _views_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.scalars(select(NationalView).where(NationalView.id.in_(ids)).options(joinedload(NationalView.call)))
    return {row.id: _receipt(row, row.call.title, "consultations.view", "view_id") for row in rows}


describes(
    national_view=_views_named,
    submission=titled(
        say("%(title)s"), "consultations.submission", "submission_id", Submission.id, title=Submission.title
    ),
    call=_calls_named,
    consultation=titled(
        say("%(title)s"), "consultations.consultation", "consultation_id", Consultation.id, title=Consultation.title
    ),
)
