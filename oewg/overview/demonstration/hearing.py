"""Whom does the exercise's group hear, and what becomes of what they send? Every organization is invented."""

from datetime import timedelta

from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import PUBLIC
from oewg.consultations import actions, queries
from oewg.consultations.models import Consultation, Submission
from oewg.consultations.rules.calls import Terms, questions_of
from oewg.consultations.rules.dispositions import between
from oewg.core.clock import local, now
from oewg.core.database import Database
from oewg.mandate import queries as mandate
from oewg.meetings import actions as meetings
from oewg.meetings.models import Session
from oewg.overview.demonstration import words
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.cast import PASSWORD, SAMPLES, ZONE
from oewg.overview.demonstration.stage import Stage, stage
from oewg.overview.demonstration.words_shapes import Marked
from oewg.texts import actions as texts

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


def consultation_is_planned(database: Database) -> None:
    """November 2019: the consultative meeting is called, on its themes."""
    with stage(database, 2019, 11, 13) as on:
        secretariat = on.sample("secretariat")
        session = on.db.scalars(select(Session).where(Session.kind == "intersessional")).one()
        starts = local(2019, 12, 2, 10, zone=ZONE)
        meeting = meetings.plan_meeting(on.db, session, "informal", "in_person", starts, by=secretariat, at=on.at())
        themes = [element for element in mandate.elements(on.db) if element.key in words.CONSULTATION.themes]
        actions.hold_consultation(on.db, meeting, words.CONSULTATION.title, themes, by=secretariat, at=on.at())


def consultation_is_held(database: Database) -> None:
    """December 2019: the consultative meeting, with 110 organizations."""
    with stage(database, 2019, 12, 2, 9) as on:
        secretariat, chair = on.sample("secretariat"), on.sample("chair")
        held = on.db.scalars(select(Consultation)).one()
        meeting = held.meetings[0]
        session = meeting.session
        meetings.open_session(on.db, session, by=secretariat, at=on.at())
        meetings.open_meeting(on.db, meeting, by=secretariat, at=on.at())
        there = on.db.scalars(select(Organization).where(Organization.name.in_(words.PARTICIPANTS))).all()
        meetings.record_attendance(on.db, meeting, [], there, by=secretariat, at=on.at())
        meetings.adjourn_meeting(on.db, meeting, by=chair, at=on.at())
        meetings.close_session(on.db, session, by=chair, at=on.at())
        text = actions.draft_summary(on.db, held, by=secretariat, at=on.at())
        for paragraph in words.CONSULTATION.summary.split("\n\n"):
            texts.add_provision(on.db, text, "paragraph", paragraph, by=secretariat, at=on.at())


def input_arrives(database: Database) -> None:
    """A call for input is answered in January 2020; what has consent is published."""
    with stage(database, 2019, 12, 10) as on:
        keys = [element.key for element in mandate.elements(on.db)]
        closes = local(2020, 1, 31, 18, zone=ZONE)
        terms = Terms(words.CALL.title, questions_of("\n".join(words.CALL.questions), keys), on.now, closes, ZONE)
        call = actions.open_call(on.db, terms, by=on.sample("secretariat"), at=on.at())
        on.go_to(2020, 1, 20)
        representatives = {body.name: body.representative for body in words.ORGANIZATIONS}
        for sent in words.SUBMISSIONS:
            first = sent.organization == words.ORGANIZATIONS[0].name
            name = representatives[sent.organization].lower().replace(" ", "-")
            by = on.sample("stakeholder") if first else on.viewer(f"{name}@exercise.example")
            submission = actions.submit(on.db, call, sent.title, sent.words, sent.consent, by=by, at=on.at())
            if sent.consent != "not_published":
                actions.publish_submission(on.db, submission, by=on.sample("secretariat"), at=on.at())


def _passages_are_answered(on: Stage, passages: tuple[Marked, ...]) -> None:
    secretariat = on.sample("secretariat")
    elements = {element.key: element for element in mandate.elements(on.db)}
    for marked in passages:
        submission = on.db.scalars(select(Submission).where(Submission.title == marked.title)).one()
        starts, ends = between(submission.words, marked.first, marked.last)
        passage = actions.mark_passage(on.db, submission, starts, ends, by=secretariat, at=on.at())
        if not marked.disposition:
            continue
        element = elements[marked.element] if marked.element else None
        place = provision_at(on, marked.section, marked.index) if marked.section else element
        actions.tie_submission(
            on.db, submission, place, marked.disposition, marked.reason, by=secretariat, at=on.at(), passage=passage
        )  # fmt: skip


def first_passages_are_answered(database: Database) -> None:
    """June 2020: the first passages are marked, and tied to the draft as it reads before it is revised."""
    with stage(database, 2020, 6, 10) as on:
        _passages_are_answered(on, words.PASSAGES_EARLY)


def input_is_answered(database: Database) -> None:
    """February 2021: each submission is tied to the paragraph on which it bears, and told what became of it."""
    with stage(database, 2021, 2, 15) as on:
        _passages_are_answered(on, words.PASSAGES)
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
            on.db,
            Terms(
                "Call for last remarks on the zero draft",
                questions_of("Which paragraph of the draft would change what you do, and how?", ()),
                on.now, on.now + timedelta(days=30), ZONE,
            ),
            by=on.sample("secretariat"), at=on.now,
        )  # fmt: skip
