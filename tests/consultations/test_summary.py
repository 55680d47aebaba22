"""Is the chair's summary a text that the chair issues, traced from either end to what was said?"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, text
from sqlalchemy.exc import IntegrityError

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import actions, queries
from oewg.consultations.models import Consultation, ConsultationMeeting, Trace
from oewg.consultations.queries import Source
from oewg.core.database import Db
from oewg.core.errors import NotFound, Refusal
from oewg.core.migrations import migrate
from oewg.meetings import actions as meetings
from oewg.meetings import queries as meeting_queries
from oewg.meetings.rules.speaking import Speaker
from oewg.meetings.rules.statements import Content
from oewg.record import queries as record
from oewg.texts import actions as drafting
from oewg.texts import queries as texts
from tests.accounts.given import told_now
from tests.consultations.given import a_published_submission
from tests.consultations.given_consultation import (
    a_consultation,
    a_part,
    answers,
    asked,
    issues,
    on,
    opens,
    person,
    posts,
    registers,
    within,
)
from tests.world import World, words_of


def a_registered_consultation(world: World) -> int:
    number = a_consultation(world)
    registers(world, number)
    person(world, number, "Ana Lima")
    opens(world, number)
    return number


def drafts(world: World, number: int) -> int:
    """The summary is begun; a paragraph of it."""

    def begin(db: Db, held: Consultation, by: Viewer, at: datetime) -> int:
        text_ = actions.draft_summary(db, held, by=by, at=at)
        return drafting.add_provision(db, text_, "paragraph", "It was held that cables need a plan.", by=by, at=at).id

    found: int = on(world, number, begin, by="secretariat")
    return found


def traces(world: World, number: int, provision: int, source: Source, verb: str = "trace") -> None:
    def do(db: Db, held: Consultation, by: Viewer, at: datetime) -> None:
        getattr(actions, verb)(db, held, texts.provision(db, provision), source, by=by, at=at)

    on(world, number, do, by="secretariat")


def adjourns(world: World, number: int) -> None:
    on(world, number, lambda db, held, by, at: meetings.adjourn_meeting(db, held.meetings[0], by=by, at=at), by="chair")


def issues_summary(world: World, number: int, symbol: str = "A/AC.290/2019/CRP.1") -> None:
    on(world, number, lambda db, held, by, at: actions.issue_summary(db, held, symbol, by=by, at=at), by="chair")


def speaks(world: World, number: int) -> int:
    """The organization asks to speak on the first theme, is called, and speaks; its intervention."""

    def ask(db: Db, held: Consultation, by: Viewer, at: datetime) -> int:
        theme = queries.elements_of(db, [number])[number][0]
        return actions.ask_to_speak(db, held, held.meetings[0], theme, by=by, at=at).inscription_id

    def open_list(db: Db, held: Consultation, by: Viewer, at: datetime) -> None:
        meetings.open_speakers_list(db, held.meetings[0].session, meeting=held.meetings[0], by=by, at=at)

    def call(db: Db, held: Consultation, by: Viewer, at: datetime) -> int:
        called = actions.call_speaker(db, held.meetings[0], meeting_queries.inscription(db, inscription), by=by, at=at)
        meetings.start_clock(db, called, by=by, at=at)
        meetings.end_intervention(db, called, by=by, at=at + timedelta(seconds=30))
        return called.id

    on(world, number, open_list, by="chair")
    inscription = on(world, number, ask, by="stakeholder")
    found: int = on(world, number, call, by="chair")
    return found


def said(world: World, number: int, who: str = "secretariat") -> dict[Source, list[int]]:
    def ask(db: Db) -> list[Any]:
        return queries.said(db, world.viewer(who, db), queries.consultation(db, number))

    return {each.source: [line.provision_id for line in each.stands_in] for each in world.read(ask)}


def test_a_summary_waits_until_a_meeting_was_opened_and_is_begun_once(world: World) -> None:
    number = a_consultation(world)
    with pytest.raises(Refusal, match="not been opened"):
        drafts(world, number)
    opens(world, number)
    drafts(world, number)
    with pytest.raises(Refusal, match="drafted already"):
        drafts(world, number)
    held = world.read(queries.consultation, number)
    assert held.summary is not None
    assert held.summary.kind == "chairs_summary"
    assert held.summary_text_id is not None
    headings = [line.words for line in world.read(texts.lines, held.summary_text_id) if line.kind == "heading"]
    assert headings == ["Threats", "Capacity-building"]


def test_the_chair_issues_it_under_a_symbol_when_the_meetings_are_over(world: World) -> None:
    number = a_registered_consultation(world)
    with pytest.raises(Refusal, match="not been drafted"):
        issues_summary(world, number)
    drafts(world, number)
    with pytest.raises(Refusal, match="every meeting"):
        issues_summary(world, number)
    adjourns(world, number)
    issues_summary(world, number)
    held = world.read(queries.consultation, number)
    assert held.summary is not None
    assert held.summary.closed_at is not None
    with pytest.raises(Refusal, match="issued already"):
        issues_summary(world, number)
    with pytest.raises(Refusal, match="nothing more is taken in"):
        posts(world, number)


def test_no_position_is_stated_on_what_is_the_chairs_own(site: World) -> None:
    number = a_registered_consultation(site)
    provision = drafts(site, number)
    head = site.program("head")
    on_now = site.read(texts.current_revision, provision).id
    refused = head("POST", f"/provisions/{provision}/positions", {"stance": "support", "on": on_now})
    assert refused.status_code == 409
    assert "the Chair’s own" in refused.get_json()["detail"]
    held = site.read(queries.consultation, number)
    assert "It is the Chair’s own" in words_of(site.as_("head").get(f"/texts/{held.summary_text_id}"))
    assert site.as_("chair").get(f"/texts/{held.summary_text_id}/board").status_code == 404


def test_what_was_read_before_is_not_issued_when_it_has_been_changed(world: World) -> None:
    number = a_registered_consultation(world)
    drafts(world, number)
    adjourns(world, number)

    def issue(db: Db, held: Consultation, by: Viewer, at: datetime) -> None:
        actions.issue_summary(db, held, "A/AC.290/2019/CRP.1", by=by, at=at, on=1)

    with pytest.raises(Refusal, match="read it again"):
        on(world, number, issue, by="chair")


@pytest.mark.parametrize("name", ["Ana Lima", "Open Wires"])
def test_it_names_nobody_in_its_own_voice_who_was_not_on_the_public_programme(world: World, name: str) -> None:
    number = a_consultation(world)
    registers(world, number)
    person(world, number, "Ana Lima")
    opens(world, number)
    provision = drafts(world, number)

    def name_them(db: Db, by: Viewer, at: datetime) -> None:
        row = texts.provision(db, provision)
        based = texts.current_revision(db, provision).id
        drafting.revise(db, row, f"{name} set the scene.", based_on=based, nature="substantive", by=by, at=at)

    within(world, name_them, by="secretariat")
    adjourns(world, number)
    with pytest.raises(Refusal, match=name):
        issues_summary(world, number)


def test_whoever_set_the_scene_on_the_public_programme_may_be_named(world: World) -> None:
    number = a_consultation(world)
    one = asked(world, number, a_part(world, number, theme=True))
    issues(world, number)
    opens(world, number)
    provision = drafts(world, number)

    def name_them(db: Db, by: Viewer, at: datetime) -> None:
        based = texts.current_revision(db, provision).id
        drafting.revise(
            db, texts.provision(db, provision), "Ana Lima of Open Wires set the scene.", based_on=based, nature="substantive",
            by=by, at=at,
        )  # fmt: skip

    within(world, name_them, by="secretariat")
    adjourns(world, number)
    with pytest.raises(Refusal, match="Ana Lima"):
        issues_summary(world, number)
    answers(world, number, one, "agreed", by="stakeholder")
    issues_summary(world, number)


def test_what_was_said_is_traced_and_found_from_either_end(world: World) -> None:
    number = a_registered_consultation(world)
    spoken, written = Source("intervention", speaks(world, number)), Source("written", posts(world, number))
    provision = drafts(world, number)
    assert said(world, number) == {spoken: [], written: []}
    for source in (spoken, written):
        traces(world, number, provision, source)
    assert said(world, number) == {spoken: [provision], written: [provision]}
    held = world.read(queries.consultation, number)
    assert [line.provision_id for line in world.read(queries.stands_in, held, written)] == [provision]
    with pytest.raises(Refusal, match="already"):
        traces(world, number, provision, spoken)
    traces(world, number, provision, spoken, "untrace")
    assert said(world, number)[spoken] == []
    with pytest.raises(Refusal, match="nothing to take back"):
        traces(world, number, provision, spoken, "untrace")


def test_a_statement_and_the_intervention_that_it_was_are_one_thing_said(world: World) -> None:
    number = a_registered_consultation(world)
    spoken = speaks(world, number)

    def file(db: Db, held: Consultation, by: Viewer, at: datetime) -> int:
        return meetings.file_statement(
            db,
            held.meetings[0],
            Content("Cables need a plan."),
            form="delivered",
            language="en",
            by=by,
            at=at,
            consent=True,
        ).id

    statement = Source("statement", on(world, number, file, by="stakeholder"))
    provision = drafts(world, number)
    assert said(world, number, "public") == {statement: []}
    traces(world, number, provision, Source("intervention", spoken))
    assert said(world, number, "public") == {statement: [provision]}


def test_only_what_was_said_here_is_traced_and_only_to_the_summary(world: World) -> None:
    number = a_registered_consultation(world)
    written = Source("written", posts(world, number))
    provision = drafts(world, number)
    for source in (
        Source("intervention", 99),
        Source("statement", 99),
        Source("written", 99),
        Source("submission", 99),
        Source("rumour", 1),
    ):
        with pytest.raises(NotFound):
            traces(world, number, provision, source)

    def elsewhere(db: Db, by: Viewer, at: datetime) -> int:
        other = drafting.begin_text(db, "working_paper", "Paper", by=by, at=at)
        return drafting.add_provision(db, other, "paragraph", "Words.", by=by, at=at).id

    with pytest.raises(Refusal, match="does not stand in the summary"):
        traces(world, number, within(world, elsewhere, by="secretariat"), written)


def test_what_the_public_may_not_read_shows_neither_on_the_page_nor_in_the_record(site: World) -> None:
    number = a_registered_consultation(site)
    written = Source("written", posts(site, number, consent="not_published"))
    provision = drafts(site, number)
    traces(site, number, provision, written)
    for who in ("public", "delegate", "chair"):
        assert said(site, number, who) == {}
        assert "On cables" not in site.as_(who).get(f"/consultations/{number}/summary").text
    assert said(site, number, "stakeholder") == {written: [provision]}
    with site.database.reading() as db:
        latest = list(record.leaves(db))[-1][1]
    assert b'"trace"' not in latest


def test_an_organization_is_told_where_its_contribution_stands(world: World) -> None:
    number = a_registered_consultation(world)
    written = posts(world, number, published=True)
    provision = drafts(world, number)
    told_now(world)
    traces(world, number, provision, Source("written", written))
    assert ("own_organization", "trace", False) in told_now(world)["stakeholder"]
    traces(world, number, provision, Source("submission", a_published_submission(world)))
    assert ("own_organization", "trace", False) in told_now(world)["stakeholder"]


def test_the_secretariat_ties_on_the_page_what_stands_nowhere_and_the_chair_issues(site: World) -> None:
    number = a_registered_consultation(site)
    written = posts(site, number, published=True)
    address = f"/consultations/{number}/summary"
    secretariat, chair, public = site.as_("secretariat"), site.as_("chair"), site.as_("public")
    assert "No summary yet" in words_of(public.get(address))
    secretariat.does(address, form="draft-summary")
    held = site.read(queries.consultation, number)
    assert held.summary_text_id
    paragraph = next(line for line in site.read(texts.lines, held.summary_text_id) if line.kind == "paragraph")
    assert "1 thing that was said is told by no paragraph yet" in words_of(secretariat.get(address))
    assert "told by no paragraph" not in words_of(chair.get(address))
    sent = {
        "form": f"trace-written-{written}",
        "provision": str(paragraph.provision_id),
        "kind": "written",
        "source": str(written),
    }
    shown = words_of(secretariat.does(f"/consultations/{number}/trace", page=address, **sent))
    assert "Everything that was said stands in the summary" in shown
    assert "paragraph 1" in words_of(public.get(f"/written-contributions/{written}"))
    assert "issued when every meeting of the consultation is over" in words_of(chair.get(address))
    assert 'name="symbol"' not in chair.get(address).text
    adjourns(site, number)
    chair.does(f"{address}/issue", page=address, form="issue-summary", symbol="A/AC.290/2019/CRP.1")
    assert "A/AC.290/2019/CRP.1" in words_of(public.get(address))


def test_the_page_asks_as_much_for_many_things_said_as_for_one(site: World) -> None:
    number = a_registered_consultation(site)
    provision = drafts(site, number)
    reader = site.as_("secretariat")

    def asked_for() -> int:
        with site.counting() as sent:
            assert reader.get(f"/consultations/{number}/summary").status_code == 200
        return len(sent)

    traces(site, number, provision, Source("written", posts(site, number)))
    asked_for()
    before = asked_for()
    for _ in range(8):
        traces(site, number, provision, Source("written", posts(site, number)))
    assert asked_for() == before


def test_a_trace_is_of_exactly_one_thing(world: World) -> None:
    number = a_registered_consultation(world)
    provision = drafts(world, number)
    with pytest.raises(IntegrityError, match="one_source"), world.writing() as db:
        db.execute(insert(Trace).values(provision_id=provision, traced_at=world.at))


def test_a_summary_that_was_given_as_words_becomes_a_text_and_goes_back(world: World) -> None:
    number = a_registered_consultation(world)
    meeting = world.read(queries.consultation, number).meetings[0].id
    migrate(world.database, "0007", backwards=True)
    with world.database.writing() as db:
        assert db.scalar(text("SELECT meeting_id FROM consultation")) == meeting
        db.execute(text("UPDATE consultation SET summary = 'They spoke.\n\nAt length.'"))
    migrate(world.database)
    held = world.read(queries.consultation, number)
    assert [each.id for each in held.meetings] == [meeting]
    assert held.summary_text_id is not None
    assert [line.words for line in world.read(texts.lines, held.summary_text_id)] == ["They spoke.", "At length."]
    migrate(world.database, "0007", backwards=True)
    with world.database.reading() as db:
        assert db.scalar(text("SELECT summary FROM consultation")) == "They spoke.\nAt length."


def test_a_consultation_is_continued_at_further_informal_meetings(world: World) -> None:
    number = a_consultation(world, ("in_person", "hybrid", "virtual"))
    held = world.read(queries.consultation, number)
    assert [each.mode for each in held.meetings] == ["in_person", "hybrid", "virtual"]
    with pytest.raises(Refusal, match="already"):
        on(
            world,
            number,
            lambda db, c, by, at: actions.add_meeting(db, c, c.meetings[1], by=by, at=at),
            by="secretariat",
        )
    with world.database.reading() as db:
        assert db.query(ConsultationMeeting).count() == 3


def test_an_organization_without_a_place_does_not_speak_and_one_with_a_place_does(world: World) -> None:
    number = a_consultation(world)
    registers(world, number)
    opens(world, number)
    with pytest.raises(Refusal, match="has a place"):
        speaks_only_ask(world, number)
    person(world, number, "Ana")
    with pytest.raises(Refusal, match="not been opened"):
        speaks_only_ask(world, number)
    assert speaks(world, number)


def speaks_only_ask(world: World, number: int) -> None:
    def ask(db: Db, held: Consultation, by: Viewer, at: datetime) -> None:
        theme = queries.elements_of(db, [number])[number][0]
        actions.ask_to_speak(db, held, held.meetings[0], theme, by=by, at=at)

    on(world, number, ask, by="stakeholder")


def test_on_the_page_one_asks_to_speak_and_the_chair_calls_in_any_order(site: World) -> None:
    number = a_consultation(site)
    registers(site, number)
    person(site, number, "Ana")
    meeting = opens(site, number)

    def list_with_a_delegation(db: Db, held: Consultation, by: Viewer, at: datetime) -> None:
        found = meetings.open_speakers_list(db, held.meetings[0].session, meeting=held.meetings[0], by=by, at=at)
        speaker = Speaker(delegation_id=site.viewer("delegate", db).delegation_id)
        meetings.inscribe(db, found, speaker, by=site.viewer("delegate", db), at=at)

    on(site, number, list_with_a_delegation, by="chair")
    address = f"/consultations/{number}/speakers"
    theme = str(site.read(queries.elements_of, [number])[number][0].id)
    shown = words_of(
        site.as_("stakeholder").does(
            f"/consultations/{number}/meetings/{meeting}/speakers", page=address, form="ask", theme=theme
        )
    )
    assert "Open Wires · Threats" in shown
    assert shown.index("France") < shown.index("Open Wires · Threats")
    found = site.read(
        lambda db: meeting_queries.list_for(db, meeting_queries.meeting(db, meeting).session_id, None, meeting)
    )
    assert found is not None
    last = site.read(queries.asked_to_speak, found)[-1].waiting.inscription
    assert "Give the floor" in words_of(site.as_("chair").get(address))

    def pauses(db: Db, held: Consultation, by: Viewer, at: datetime) -> None:
        getattr(meetings, verb)(db, held.meetings[0], by=by, at=at)

    for verb, offered in (("suspend_meeting", False), ("resume_meeting", True)):
        on(site, number, pauses, by="chair")
        assert ("Give the floor" in words_of(site.as_("chair").get(address))) is offered, verb
    site.as_("chair").does(
        f"/consultations/{number}/meetings/{meeting}/call",
        page=address,
        form=f"call-{last.id}",
        inscription=str(last.id),
    )
    floor = site.read(meeting_queries.floor, meeting)
    assert floor is not None
    assert floor.holder.organization_id == last.organization_id
