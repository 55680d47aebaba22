"""Whom does the exercise's group hear, and what becomes of what they send? Every organization is invented."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations import actions, queries
from oewg.consultations.models import Call, Submission
from oewg.consultations.rules.calls import Terms, questions_of
from oewg.core.clock import local, now
from oewg.core.database import Database
from oewg.mandate import queries as mandate
from oewg.meetings import actions as meetings
from oewg.meetings.models import Meeting, Session
from oewg.overview.demonstration import words, words_views
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.cast import PASSWORD, SAMPLES, ZONE
from oewg.overview.demonstration.stage import Stage, stage
from oewg.overview.demonstration.words_shapes import Input

SECTORS = ("business", "non_governmental", "academia")


def organizations_register(database: Database) -> None:
    """Organizations register; all but the last of them are accredited."""
    with stage(database, 2019, 10, 1) as on:
        for body in words.ORGANIZATIONS:
            sample = body is words.ORGANIZATIONS[0]
            email = (
                SAMPLES["stakeholder"].email
                if sample
                else f"{body.representative.lower().replace(' ', '-')}@exercise.example"
            )
            actions.register_organization(
                on.db, body.name, body.sector, body.country, body.consultative_status, body.purpose, body.representative,
                email, PASSWORD if sample else None, by=PUBLIC, at=on.at(),
            )  # fmt: skip
        for place, name in enumerate(words.PARTICIPANTS, start=1):
            actions.register_organization(
                on.db, name, SECTORS[place % 3], "KEN", False, "Invented for the exercise.", f"Participant {place}",
                f"participant-{place}@exercise.example", None, by=PUBLIC, at=on.at(),
            )  # fmt: skip
        on.go_to(2019, 10, 15)
        for application in queries.applications(on.db, size=500).items:
            actions.accredit(on.db, application, by=on.sample("secretariat"), at=on.at())
        on.go_to(2019, 11, 1)
        actions.register_organization(
            on.db, "Latecomers’ League", "academia", "KEN", False, "Applied late, and waits for an answer.",
            "Representative 99", SAMPLES["pending"].email, PASSWORD, by=PUBLIC, at=on.at(),
        )  # fmt: skip


def consultation_is_held(database: Database) -> None:
    """December 2019: the consultative meeting, with 110 organizations."""
    with stage(database, 2019, 12, 2, 9) as on:
        secretariat, chair = on.sample("secretariat"), on.sample("chair")
        session = on.db.scalars(select(Session).where(Session.kind == "intersessional")).one()
        meetings.open_session(on.db, session, by=secretariat, at=on.at())
        meeting = _informal_meeting(on, session)
        there = on.db.scalars(select(Organization).where(Organization.name.in_(words.PARTICIPANTS))).all()
        meetings.record_attendance(on.db, meeting, [], there, by=secretariat, at=on.at())
        themes = [element for element in mandate.elements(on.db) if element.key in words.CONSULTATION.themes]
        held = actions.hold_consultation(on.db, meeting, words.CONSULTATION.title, themes, by=secretariat, at=on.at())
        meetings.adjourn_meeting(on.db, meeting, by=chair, at=on.at())
        meetings.close_session(on.db, session, by=chair, at=on.at())
        actions.give_summary(on.db, held, words.CONSULTATION.summary, by=secretariat, at=on.at())


def _informal_meeting(on: Stage, session: Session) -> Meeting:
    secretariat = on.sample("secretariat")
    starts = local(2019, 12, 2, 10, zone=ZONE)
    meeting = meetings.plan_meeting(on.db, session, "informal", "in_person", starts, by=secretariat, at=on.at())
    on.db.refresh(meeting)
    meetings.open_meeting(on.db, meeting, by=secretariat, at=on.at())
    return meeting


def input_arrives(database: Database) -> None:
    """A call for input is answered in January 2020; what has consent is published."""
    with stage(database, 2019, 12, 10) as on:
        keys = [element.key for element in mandate.elements(on.db)]
        closes = local(2020, 1, 31, 18, zone=ZONE)
        terms = Terms(words.CALL.title, questions_of("\n".join(words.CALL.questions), keys), on.now, closes, ZONE)
        call = actions.open_call(on.db, terms, by=on.sample("secretariat"), at=on.at())
        on.go_to(2020, 1, 20)
        joint, repaired, redacted, *others = words.SUBMISSIONS
        _jointly(on, call, joint)
        _publish(on, _send(on, call, redacted, f"{redacted.words}\n{words_views.REDACTED_SENTENCE}"), black=True)
        for sent in others:
            submission = _send(on, call, sent, sent.words)
            if sent.consent != "not_published":
                _publish(on, submission)
        _repaired(on, call, repaired)


def _representative(on: Stage, organization: str) -> Viewer:
    if organization == words.ORGANIZATIONS[0].name:
        return on.sample("stakeholder")
    name = next(body.representative for body in words.ORGANIZATIONS if body.name == organization)
    return on.viewer(f"{name.lower().replace(' ', '-')}@exercise.example")


def _send(on: Stage, call: Call, sent: Input, text: str, answers: Mapping[int, str] | None = None) -> Submission:
    by = _representative(on, sent.organization)
    return actions.submit(on.db, call, sent.title, text, sent.consent, answers=answers or {}, by=by, at=on.at())


def _publish(on: Stage, submission: Submission, *, black: bool = False) -> None:
    secretariat = on.sample("secretariat")
    if black:
        reason = "It tells of the health of somebody who did not agree to it."
        actions.redact(
            on.db, submission, None, words_views.REDACTED, "personal_data", reason, by=secretariat, at=on.at()
        )  # fmt: skip
    actions.publish_submission(on.db, submission, by=secretariat, at=on.at())


def _jointly(on: Stage, call: Call, sent: Input) -> None:
    """One organization leads, two are invited, one of them signs."""
    submission = _send(on, call, sent, sent.words)
    signs, declines = [body.name for body in words.ORGANIZATIONS if body.name != sent.organization][:2]
    for name in (signs, declines):
        organization = on.db.scalars(select(Organization).where(Organization.name == name)).one()
        by = _representative(on, sent.organization)
        actions.invite_co_signer(on.db, submission, organization, by=by, at=on.at())
    actions.co_sign(on.db, submission, by=_representative(on, signs), at=on.at())
    actions.decline_to_co_sign(on.db, submission, by=_representative(on, declines), at=on.at())
    _publish(on, submission)


def _repaired(on: Stage, call: Call, sent: Input) -> None:
    """One came cut short on the last day, was sent back after the call had closed, and came whole."""
    on.go_to(2020, 1, 31, 17, 50)
    first = _send(on, call, sent, sent.words[:180])
    on.go_to(2020, 2, 3)
    actions.return_submission(
        on.db, first, "incomplete", "It ends in the middle of a sentence; please send the whole.",
        local(2020, 2, 7, 18, zone=ZONE), by=on.sample("secretariat"), at=on.at(),
    )  # fmt: skip
    on.go_to(2020, 2, 4)
    opening, _, rest = sent.words.partition(". ")
    whole = _send(on, call, sent, rest, {call.questions[1].id: f"{opening}."})
    if sent.consent != "not_published":
        _publish(on, whole)


def input_is_answered(database: Database) -> None:
    """February 2021: each submission is tied to the paragraph on which it bears, and told what became of it."""
    with stage(database, 2021, 2, 15) as on:
        for sent in words.SUBMISSIONS:
            submission = on.db.scalars(
                select(Submission).where(Submission.title == sent.title, Submission.returned_at.is_(None))
            ).one()
            actions.tie_submission(
                on.db, submission, provision_at(on, sent.section, sent.index), sent.disposition, sent.reason,
                by=on.sample("secretariat"), at=on.at(),
            )  # fmt: skip


def a_call_is_open(database: Database) -> None:
    """So that the exercise can be tried, one call is open for a month from the day on which it is loaded."""
    with stage(database, 2021, 3, 10) as on:
        on.now = now()
        call = actions.open_call(
            on.db,
            Terms(
                "Call for last remarks on the zero draft",
                questions_of("Which paragraph of the draft would change what you do, and how?", ()),
                on.now, on.now + timedelta(days=30), ZONE, most_words=1_500, most_files=2,
            ),
            by=on.sample("secretariat"), at=on.now,
        )  # fmt: skip
        actions.save_draft(on.db, call, words_views.OPEN_DRAFT, {}, by=on.sample("stakeholder"), at=on.now)
