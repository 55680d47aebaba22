"""Whom does the exercise's group hear, and what becomes of what they send? Every organization is invented."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.consultations.models import Call, Consultation, Submission
from oewg.consultations.rules.calls import Terms, questions_of
from oewg.consultations.rules.dispositions import between
from oewg.consultations.rules.registration import Places
from oewg.core.clock import local, now
from oewg.core.database import Database
from oewg.mandate import queries as mandate
from oewg.mandate.models import Element
from oewg.meetings import actions as meetings
from oewg.meetings.models import Meeting, Session
from oewg.meetings.rules.statements import Content
from oewg.overview.demonstration import words, words_views
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.cast import ZONE
from oewg.overview.demonstration.stage import Stage, stage
from oewg.overview.demonstration.words_shapes import Body, Input, Marked
from oewg.record.actions import settle
from oewg.texts import actions as drafting
from oewg.texts import queries as texts
from oewg.texts.models import Provision

SITTINGS = tuple((day, hour) for day in (2, 3, 4) for hour in (10, 15))
"""December 2019: two meetings a day."""
PLACES = Places(in_person=118, online=0, for_each=2)


def consultation_is_prepared(database: Database) -> None:
    """November 2019: six meetings, a programme that the chair issues twice, and more persons than places."""
    with stage(database, 2019, 11, 13) as on:
        secretariat = on.sample("secretariat")
        session = on.db.scalars(select(Session).where(Session.kind == "intersessional")).one()
        sittings = []
        for day, hour in SITTINGS:
            starts = local(2019, 12, day, hour, zone=ZONE)
            planned = meetings.plan_meeting(on.db, session, "informal", "in_person", starts, by=secretariat, at=on.at())
            sittings.append(planned)
        held = actions.hold_consultation(
            on.db, sittings[0], words.CONSULTATION.title, _themes(on), by=secretariat, at=on.at()
        )
        for meeting in sittings[1:]:
            actions.add_meeting(on.db, held, meeting, by=secretariat, at=on.at())
        closes = local(2019, 11, 22, 18, zone=ZONE)
        actions.open_registration(on.db, held, on.now, closes, ZONE, PLACES, by=secretariat, at=on.at())
        _programme_is_prepared(on, held)
        _persons_register(on, held)


def _themes(on: Stage) -> list[Element]:
    return [element for element in mandate.elements(on.db) if element.key in words.CONSULTATION.themes]


def _programme_is_prepared(on: Stage, held: Consultation) -> None:
    secretariat, chair = on.sample("secretariat"), on.sample("chair")
    parts = {}
    opening, *rest = held.meetings
    half_an_hour = timedelta(minutes=30)
    actions.add_segment(
        on.db, held, opening, opening.starts_at, opening.starts_at + half_an_hour, "Opening by the Chair",
        by=secretariat, at=on.at(),
    )  # fmt: skip
    for meeting, theme in zip(held.meetings, _themes(on), strict=False):
        starts = meeting.starts_at + (half_an_hour if meeting is opening else timedelta())
        parts[theme.key] = actions.add_segment(
            on.db, held, meeting, starts, meeting.ends_at, theme.title, by=secretariat, at=on.at(), theme=theme
        )
    closing = actions.add_segment(
        on.db, held, rest[-1], rest[-1].starts_at, rest[-1].ends_at, "Closing", by=secretariat, at=on.at()
    )
    bodies = {
        "organization": _body(on, words.ORGANIZATIONS[0].name), "second organization": _body(on, words.ORGANIZATIONS[1].name),
    }  # fmt: skip
    asked = [
        actions.ask_to_set_scene(
            on.db, parts[theme], name, function, by=secretariat, at=on.at(), organization=bodies.get(of),
            delegation=on.state("KEN") if of == "delegation" else None,
        )
        for theme, name, function, of in words.SCENE_SETTERS
    ]  # fmt: skip
    on.go_to(2019, 11, 14)
    for one, by, answer in (
        (asked[0], on.sample("stakeholder"), "agreed"), (asked[1], on.acting_for("KEN"), "agreed"),
        (asked[2], secretariat, "agreed"),
    ):  # fmt: skip
        actions.answer_scene_setting(on.db, one, answer, by=by, at=on.at())
    actions.issue_programme(on.db, held, by=chair, at=on.at())
    on.go_to(2019, 11, 15)
    last = rest[-1]
    actions.change_segment(
        on.db, held, closing, last, last.starts_at + timedelta(hours=1), last.ends_at, "Closing, and what happens next",
        by=secretariat, at=on.at(),
    )  # fmt: skip
    actions.issue_programme(on.db, held, by=chair, at=on.at())


def _body(on: Stage, name: str) -> Organization:
    return on.db.scalars(select(Organization).where(Organization.name == name)).one()


def _persons_register(on: Stage, held: Consultation) -> None:
    """The 110, then those who answer the call: the last of these wait, until somebody withdraws."""
    on.go_to(2019, 11, 16)
    period = queries.registration_period(on.db, held.id)
    assert period is not None
    for place in range(1, len(words.PARTICIPANTS) + 1):
        actions.register_person(
            on.db, period, f"Participant {place}", "", "in_person", named=place % 4 == 0,
            by=on.viewer(f"participant-{place}@exercise.example"), at=on.at(),
        )  # fmt: skip
    on.go_to(2019, 11, 20)
    sent = [
        actions.register_person(
            on.db, period, body.representative, "Head of delegation", "in_person", named=True, by=_acting(on, body), at=on.at()
        )
        for body in words.ORGANIZATIONS
    ]  # fmt: skip
    actions.withdraw_registration(on.db, sent[5], by=_acting(on, words.ORGANIZATIONS[5]), at=on.at())


def _acting(on: Stage, body: Body) -> Viewer:
    """Who acts for an organization: for the first its sample account."""
    if body is words.ORGANIZATIONS[0]:
        return on.sample("stakeholder")
    return on.viewer(f"{body.representative.lower().replace(' ', '-')}@exercise.example")


def consultation_is_held(database: Database) -> None:
    """2 to 4 December 2019: six meetings with 110 organizations, some of whom speak."""
    with stage(database, 2019, 12, 2, 9) as on:
        secretariat, chair = on.sample("secretariat"), on.sample("chair")
        held = on.db.scalars(select(Consultation)).one()
        session = held.meetings[0].session
        meetings.open_session(on.db, session, by=secretariat, at=on.at())
        speakers = _speakers(on)
        there = on.db.scalars(select(Organization).where(Organization.name.in_(words.PARTICIPANTS[1:]))).all()
        there = [*there, _body(on, words.ORGANIZATIONS[0].name)]
        for place, meeting in enumerate(held.meetings):
            day, hour = SITTINGS[place]
            on.go_to(2019, 12, day, hour)
            meetings.open_meeting(on.db, meeting, by=chair, at=on.at())
            meetings.record_attendance(on.db, meeting, [], there, by=secretariat, at=on.at())
            if place < len(_themes(on)):
                _theme_is_discussed(on, held, meeting, _themes(on)[place], speakers[place::5])
            meetings.adjourn_meeting(on.db, meeting, by=chair, at=on.at())
        meetings.close_session(on.db, session, by=chair, at=on.at())
        settle(on.db, on.at())


def _speakers(on: Stage) -> list[Viewer]:
    """Who asks to speak, two on each theme."""
    return [on.sample("stakeholder"), *(on.viewer(f"participant-{place}@exercise.example") for place in range(2, 11))]


def _theme_is_discussed(
    on: Stage, held: Consultation, meeting: Meeting, theme: Element, speakers: Sequence[Viewer]
) -> None:  # fmt: skip
    chair = on.sample("chair")
    found = meetings.open_speakers_list(on.db, meeting.session, meeting=meeting, by=chair, at=on.at())
    for speaker in speakers:
        actions.ask_to_speak(on.db, held, meeting, theme, by=speaker, at=on.at())
    for each in queries.asked_to_speak(on.db, found):
        called = actions.call_speaker(on.db, meeting, each.waiting.inscription, by=chair, at=on.at())
        meetings.start_clock(on.db, called, by=chair, at=on.after(10))
        meetings.end_intervention(on.db, called, by=chair, at=on.after(150))
    meetings.close_speakers_list(on.db, found, by=chair, at=on.at())


def consultation_is_summed_up(database: Database) -> None:
    """December 2019: what was put in in writing is published, and the chair issues a summary that is traced to what was said."""
    with stage(database, 2019, 12, 6) as on:
        secretariat, chair = on.sample("secretariat"), on.sample("chair")
        held = queries.consultations(on.db)[0]
        themes = {theme.key: theme for theme in _themes(on)}
        written = {}
        for body, (key, title, text, consent) in zip(words.ORGANIZATIONS, words.CONTRIBUTIONS, strict=False):
            made = actions.post_written(
                on.db, held, themes[key], title, Content(text), consent, by=_acting(on, body), at=on.at()
            )
            actions.publish_written(on.db, made, by=secretariat, at=on.at())
            written[key] = made.id
        on.go_to(2019, 12, 16)
        _summary_is_drafted(on, held, written)
        on.go_to(2019, 12, 20)
        actions.issue_summary(on.db, held, "A/AC.290/2019/INF/2", by=chair, at=on.at())


def _summary_is_drafted(on: Stage, held: Consultation, written: Mapping[str, int]) -> None:
    """A paragraph under each theme's heading, which tells of what was said on it; one contribution stands nowhere."""
    secretariat = on.sample("secretariat")
    text = actions.draft_summary(on.db, held, by=secretariat, at=on.at())
    headings = {line.words: line.provision_id for line in texts.lines(on.db, text.id) if line.kind == "heading"}
    spoken = [each for each in queries.said(on.db, secretariat, held) if each.meeting is not None]
    for key, wording in words.CONSULTATION.summary:
        theme = next((each for each in _themes(on) if each.key == key), None)
        under = on.db.get_one(Provision, headings[theme.title]) if theme else None
        provision = drafting.add_provision(
            on.db, text, "paragraph", wording, by=secretariat, at=on.at(), parent=under,
            after=None if under else texts.provision(on.db, texts.lines(on.db, text.id)[0].provision_id),
        )  # fmt: skip
        if theme is None:
            continue
        number = held.meetings[_themes(on).index(theme)].number
        sources = [each.source for each in spoken if each.meeting == number]
        if key in written and key != "dialogue":
            sources.append(queries.Source("written", written[key]))
        for source in sources:
            actions.trace(on.db, held, provision, source, by=secretariat, at=on.at())


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


def _standing(on: Stage, title: str) -> Submission:
    return on.db.scalars(
        select(Submission).where(Submission.title == title, queries.standing(on.sample("secretariat")))
    ).one()


def _passages_are_answered(on: Stage, passages: tuple[Marked, ...]) -> None:
    secretariat = on.sample("secretariat")
    elements = {element.key: element for element in mandate.elements(on.db)}
    for marked in passages:
        submission = _standing(on, marked.title)
        starts, ends = between(queries.words_of(submission), marked.first, marked.last)
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
            submission = _standing(on, sent.title)
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
