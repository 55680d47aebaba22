"""What do organizations and the secretariat do? Register, accredit, call for input, submit, publish, tie."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select

from oewg.accounts.actions import create_account, give_capacity
from oewg.accounts.models import Organization
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries, rules
from oewg.consultations.models import (
    Accreditation,
    Bearing,
    Call,
    Consultation,
    ConsultationElement,
    Submission,
)
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.mandate.models import Element
from oewg.meetings.models import Meeting
from oewg.record.actions import Subject, append
from oewg.texts.models import Provision

told(
    register_organization=say("An organization registered and applied for accreditation."),
    accredit=say("An organization was accredited."),
    refuse_accreditation=say("An organization was not accredited."),
    open_call=say("A call for input was opened."),
    submit=say("A submission was received."),
    publish_submission=say("A submission was published."),
    return_submission=say("A submission was sent back for repair."),
    tie_submission=say("A submission was tied to a provision."),
    hold_consultation=say("A consultation was held."),
    give_summary=say("The chair’s summary of a consultation was given."),
)


def register_organization(
    db: Db,
    name: str,
    sector: str,
    country: str,
    consultative_status: bool,
    purpose: str,
    representative: str,
    email: str,
    password: str | None,
    *,
    by: Viewer,
    at: datetime,
) -> Organization:
    """Register an organization with its first representative, and apply for its accreditation."""
    if rules.folded(name) in map(rules.folded, db.scalars(select(Organization.name))):
        raise Invalid(say("An organization of this name has registered already."), {"name": say("Already in use.")})
    if not queries.is_state(db, country):
        raise Invalid(say("Please choose the State in which it is established."), {"country": say("Not found.")})
    organization = Organization(
        name=name,
        sector=sector,
        country=country,
        consultative_status=consultative_status,
        purpose=purpose,
        registered_at=at,
    )
    db.add(organization)
    db.flush()
    accreditation = Accreditation(organization_id=organization.id, applied_at=at, reason="")
    db.add(accreditation)
    db.flush()
    facts = {**_described(organization), "accreditation": accreditation.id}
    append(
        db,
        "register_organization",
        by.account_id,
        by.capacity,
        Subject("organization", organization.id),
        facts,
        at,
        readers=("secretariat", f"organization:{organization.id}"),
    )
    account = create_account(db, email, representative, password, by=by, at=at)
    give_capacity(db, account, "representative", by=by, at=at, since=at, organization_id=organization.id)
    return organization


def _described(organization: Organization) -> dict[str, object]:
    return {
        "name": organization.name,
        "sector": organization.sector,
        "country": organization.country,
        "consultative_status": organization.consultative_status,
        "purpose": organization.purpose,
    }


def accredit(db: Db, accreditation: Accreditation, *, by: Viewer, at: datetime) -> None:
    """Accredit the organization that applied."""
    _decide(db, accreditation, "accredited", "", at)
    accreditation.organization.accredited_since = at
    db.flush()
    facts = {"organization": accreditation.organization_id, **_described(accreditation.organization)}
    append(db, "accredit", by.account_id, by.capacity, Subject("accreditation", accreditation.id), facts, at)


def refuse_accreditation(db: Db, accreditation: Accreditation, reason: str, *, by: Viewer, at: datetime) -> None:
    """Do not accredit the organization, for a reason that it reads."""
    if not reason:
        raise Invalid(say("A refusal gives its reason."), {"reason": say("Please give a reason.")})
    _decide(db, accreditation, "refused", reason, at)
    append(
        db,
        "refuse_accreditation",
        by.account_id,
        by.capacity,
        Subject("accreditation", accreditation.id),
        {"organization": accreditation.organization_id, "reason": reason},
        at,
        readers=("secretariat", f"organization:{accreditation.organization_id}"),
    )


def _decide(db: Db, accreditation: Accreditation, outcome: str, reason: str, at: datetime) -> None:
    if accreditation.outcome is not None:
        raise Refusal(say("This application has been decided already."))
    accreditation.outcome, accreditation.decided_at, accreditation.reason = outcome, at, reason
    db.flush()


def open_call(
    db: Db, title: str, questions: str, opens_at: datetime, closes_at: datetime, zone: str, *, by: Viewer, at: datetime
) -> Call:
    """Call for input on questions, from one instant until another; the deadline is announced in a zone."""
    if closes_at <= opens_at:
        raise Invalid(say("A call closes after it opens."), {"closes_at": say("Not after the opening.")})
    if closes_at <= at:
        raise Invalid(say("The deadline is in the past."), {"closes_at": say("In the past.")})
    call = Call(title=title, questions=questions, opens_at=opens_at, closes_at=closes_at, zone=zone)
    db.add(call)
    db.flush()
    facts = {
        "title": title,
        "questions": questions,
        "opens_at": opens_at.isoformat(),
        "closes_at": closes_at.isoformat(),
        "zone": zone,
    }
    append(
        db,
        "open_call",
        by.account_id,
        by.capacity,
        Subject("call", call.id),
        facts,
        at,
        deadlines=(opens_at, closes_at),
    )
    return call


def deadline_words(call: Call) -> str:
    """A call's deadline on the clocks of its zone: "31 January 2020, 18:00 (America/New_York, UTC-05:00)"."""
    local = call.closes_at.astimezone(ZoneInfo(call.zone))
    offset = f"{local:%z}"
    return f"{local.day} {local:%B %Y}, {local:%H:%M} ({call.zone}, UTC{offset[:3]}:{offset[3:]})"


def submit(
    db: Db, call: Call, title: str, words: str, consent: str, *, by: Viewer, at: datetime
) -> Submission:  # fmt: skip
    """Answer a call, in time, for the viewer's accredited organization; a later version replaces, the earlier stays."""
    organization = db.get(Organization, by.organization_id) if by.organization_id else None
    if organization is None or by.account_id is None:
        raise NotAllowed(say("Only an organization’s representative answers a call for input."))
    application = queries.latest_application(db, organization.id)
    rules.check_accredited(organization.accredited_since is not None, application.outcome if application else None)
    rules.check_in_time(call.opens_at, call.closes_at, at, deadline_words(call))
    rules.check_consent(queries.published_consent(db, call.id, organization.id), consent)
    before = queries.latest_version(db, call.id, organization.id)
    if before and (before.title, before.words, before.consent) == (title, words, consent):
        raise Refusal(say("This is the same as the version that you sent before: there is nothing to record."))
    submission = Submission(
        call_id=call.id,
        organization_id=organization.id,
        version=before.version + 1 if before else 1,
        title=title,
        words=words,
        consent=consent,
        submitted_at=at,
        submitted_by=by.account_id,
        return_reason="",
    )
    db.add(submission)
    db.flush()
    facts = {
        "call": call.id,
        "organization": organization.id,
        "version": submission.version,
        "title": title,
        "words": words,
        "consent": consent,
    }
    append(
        db,
        "submit",
        by.account_id,
        by.capacity,
        Subject("submission", submission.id),
        facts,
        at,
        readers=("secretariat", f"organization:{organization.id}"),
    )
    return submission


def publish_submission(db: Db, submission: Submission, *, by: Viewer, at: datetime) -> None:
    """Publish a submission whose form is in order, as its authors consented: by name or without."""
    rules.check_current(queries.is_replaced(db, submission))
    rules.check_publishable(submission.consent, submission.published_at, submission.returned_at)
    submission.published_at = at
    db.flush()
    named = submission.consent == "named"
    facts = {
        "title": submission.title,
        "words": submission.words,
        "organization": submission.organization_id if named else None,
    }
    append(db, "publish_submission", by.account_id, by.capacity, Subject("submission", submission.id), facts, at)


def return_submission(db: Db, submission: Submission, reason: str, *, by: Viewer, at: datetime) -> None:
    """Send a submission back for its form, never for its opinion, with the reason."""
    if not reason:
        raise Invalid(say("Say what in the form has to be repaired."), {"reason": say("Please give a reason.")})
    rules.check_current(queries.is_replaced(db, submission))
    rules.check_waiting(submission.published_at, submission.returned_at)
    submission.returned_at, submission.return_reason = at, reason
    db.flush()
    append(
        db,
        "return_submission",
        by.account_id,
        by.capacity,
        Subject("submission", submission.id),
        {"reason": reason},
        at,
        readers=("secretariat", f"organization:{submission.organization_id}"),
    )


def tie_submission(
    db: Db, submission: Submission, provision: Provision, disposition: str, reason: str, *, by: Viewer, at: datetime
) -> Bearing:
    """Say on which provision a submission bears and what became of it there, in a sentence of reason.

    Said again of the same provision, it takes the place of what was said before.
    """
    rules.check_current(queries.is_replaced(db, submission))
    rules.check_tie(submission.returned_at, provision.removed_at is not None)
    bearing = db.scalars(
        select(Bearing).where(Bearing.submission_id == submission.id, Bearing.provision_id == provision.id)
    ).one_or_none()
    if bearing is None:
        bearing = Bearing(submission_id=submission.id, provision_id=provision.id)
        db.add(bearing)
    elif (bearing.disposition, bearing.reason) == (disposition, reason):
        raise Refusal(say("The submission is tied to this provision so already."))
    bearing.disposition, bearing.reason, bearing.tied_at = disposition, reason, at
    db.flush()
    readers: Collection[str] = ("secretariat", f"organization:{submission.organization_id}")
    append(
        db,
        "tie_submission",
        by.account_id,
        by.capacity,
        Subject("submission", submission.id),
        {"bearing": bearing.id, "provision": provision.id, "disposition": disposition, "reason": reason},
        at,
        readers=("public",) if submission.published_at else readers,
    )
    return bearing


def hold_consultation(
    db: Db, meeting: Meeting, title: str, elements: Collection[Element], *, by: Viewer, at: datetime
) -> Consultation:
    """Make an informal meeting a consultation on elements of the mandate."""
    rules.check_consultation(meeting.formality, cancelled=meeting.cancelled_at is not None)
    if db.scalars(select(Consultation.id).where(Consultation.meeting_id == meeting.id)).first():
        raise Refusal(say("This meeting is a consultation already."))
    consultation = Consultation(meeting_id=meeting.id, title=title, summary="")
    db.add(consultation)
    db.flush()
    db.add_all(ConsultationElement(consultation_id=consultation.id, element_id=element.id) for element in elements)
    db.flush()
    facts = {"meeting": meeting.id, "title": title, "elements": sorted(element.key for element in elements)}
    append(db, "hold_consultation", by.account_id, by.capacity, Subject("consultation", consultation.id), facts, at)
    return consultation


def give_summary(db: Db, consultation: Consultation, words: str, *, by: Viewer, at: datetime) -> None:
    """Give the chair's summary of a consultation whose meeting has been opened."""
    if consultation.meeting.opened_at is None:
        raise Refusal(say("A summary tells what was said; the meeting has not been opened yet."))
    if consultation.summary == words:
        raise Refusal(say("The summary is the same as before: there is nothing to record."))
    consultation.summary = words
    db.flush()
    append(
        db,
        "give_summary",
        by.account_id,
        by.capacity,
        Subject("consultation", consultation.id),
        {"words": words},
        at,
    )
