"""Whom does the exercise's group hear, and what becomes of what they send? Every organization is invented."""

from datetime import timedelta

from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.consultations import actions
from oewg.consultations.models import Submission
from oewg.core.clock import local, now
from oewg.core.database import Database
from oewg.mandate import queries as mandate
from oewg.meetings import actions as meetings
from oewg.meetings.models import Meeting, Session
from oewg.overview.demonstration import words
from oewg.overview.demonstration.accrediting import decide_on_organizations
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.cast import ZONE
from oewg.overview.demonstration.stage import Stage, stage
from oewg.record.actions import settle


def consultation_is_held(database: Database) -> None:
    """December 2019: the consultative meeting, with 110 organizations."""
    with stage(database, 2019, 12, 2, 9) as on:
        secretariat, chair = on.sample("secretariat"), on.sample("chair")
        session = on.db.scalars(select(Session).where(Session.kind == "intersessional")).one()
        meetings.open_session(on.db, session, by=secretariat, at=on.at())
        decide_on_organizations(on, session)
        meeting = _informal_meeting(on, session)
        there = on.db.scalars(select(Organization).where(Organization.name.in_(words.PARTICIPANTS))).all()
        meetings.record_attendance(on.db, meeting, [], there, by=secretariat, at=on.at())
        themes = [element for element in mandate.elements(on.db) if element.key in words.CONSULTATION.themes]
        held = actions.hold_consultation(on.db, meeting, words.CONSULTATION.title, themes, by=secretariat, at=on.at())
        meetings.adjourn_meeting(on.db, meeting, by=chair, at=on.at())
        meetings.close_session(on.db, session, by=chair, at=on.at())
        actions.give_summary(on.db, held, words.CONSULTATION.summary, by=secretariat, at=on.at())
        settle(on.db, on.at())


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
        questions = "\n".join(words.CALL.questions)
        closes = local(2020, 1, 31, 18, zone=ZONE)
        call = actions.open_call(
            on.db, words.CALL.title, questions, on.now, closes, ZONE, by=on.sample("secretariat"), at=on.at()
        )  # fmt: skip
        on.go_to(2020, 1, 20)
        representatives = {body.name: body.representative for body in words.ORGANIZATIONS}
        for sent in words.SUBMISSIONS:
            first = sent.organization == words.ORGANIZATIONS[0].name
            name = representatives[sent.organization].lower().replace(" ", "-")
            by = on.sample("stakeholder") if first else on.viewer(f"{name}@exercise.example")
            submission = actions.submit(on.db, call, sent.title, sent.words, sent.consent, by=by, at=on.at())
            if sent.consent != "not_published":
                actions.publish_submission(on.db, submission, by=on.sample("secretariat"), at=on.at())


def input_is_answered(database: Database) -> None:
    """February 2021: each submission is tied to the paragraph on which it bears, and told what became of it."""
    with stage(database, 2021, 2, 15) as on:
        for sent in words.SUBMISSIONS:
            submission = on.db.scalars(select(Submission).where(Submission.title == sent.title)).one()
            actions.tie_submission(
                on.db, submission, provision_at(on, sent.section, sent.index), sent.disposition, sent.reason,
                by=on.sample("secretariat"), at=on.at(),
            )  # fmt: skip


def a_call_is_open(database: Database) -> None:
    """So that the exercise can be tried, one call is open for a month from the day on which it is loaded."""
    with stage(database, 2021, 3, 10) as on:
        on.now = now()
        actions.open_call(
            on.db, "Call for last remarks on the zero draft",
            "Which paragraph of the draft would change what you do, and how?",
            on.now, on.now + timedelta(days=30), ZONE, by=on.sample("secretariat"), at=on.now,
        )  # fmt: skip
