"""Why does this paragraph say this, and what came of that? The pages of the trace, for each who may read them."""

from typing import Any

import pytest
from sqlalchemy import select

from oewg.consultations.models import Call, CallQuestion, NationalAnswer, NationalView, Submission
from oewg.mandate.models import ElementProvision
from oewg.meetings.models import Decision, Statement
from oewg.negotiation import actions as negotiation
from oewg.negotiation.models import Amendment, Position
from oewg.record import queries as record
from oewg.report import queries
from oewg.report.models import SourceTie
from oewg.report.queries import story
from oewg.texts import actions as drafting
from oewg.texts import queries as texts
from tests.meetings.given import an_open_meeting
from tests.meetings.given_statements import delivers, files
from tests.report import given
from tests.report.given import Scene
from tests.report.test_trace import SENTENCE, paragraphs, the_last_decision, tie
from tests.world import CAST, World, words_of

SECRET = "Not in the open enough."
EVERYBODY = ("public", *CAST)


def a_story(world: World) -> int:
    """A paragraph that was amended, doubted in confidence, gavelled at the open meeting, reopened; its number."""
    given.draft(world)
    an_open_meeting(world)
    provision = paragraphs(world)[0]
    with world.writing() as db:
        scene, found = Scene(world, db), texts.provision(db, provision)
        filed = scene.act(
            negotiation.file_amendment,
            found,
            "replace",
            "The group did its work in the open.",
            "Shorter.",
            by="delegate",
        )
        scene.act(negotiation.take_up_amendment, filed)
        scene.act(negotiation.state_position, found, "object", by="second", reason=SECRET, visibility="chair")
        scene.act(negotiation.withdraw_position, db.scalars(select(Position)).one(), by="second")
        scene.act(negotiation.gavel, found, by="chair")
        scene.act(negotiation.reopen, found, "A word is missing.", by="head")
    return provision


def steps(world: World, provision: int, who: str = "public") -> list[str]:
    """The kinds of the steps of a story, as somebody is told it."""
    with world.database.reading() as db:
        return [step.kind for step in story(db, world.viewer(who, db), provision).steps]


def test_a_story_is_told_in_the_order_of_time_with_its_meetings_and_whom_each_wording_comes_from(site: World) -> None:
    provision = a_story(site)
    assert steps(site, provision) == ["begun", "proposed", "worded", "gavelled", "reopened"]
    words = words_of(site.as_("public").get(f"/provisions/{provision}/why"))
    in_order = [
        "It enters the text. In the Chair’s text, without attribution.",
        "A change is proposed. Amendment 1 · France, on revision 1.",
        "New wording (revision 2). Taken up from Amendment 1 (France)",
        "Agreed ad referendum, on revision 2.",
        "Kenya reopens it. A word is missing.",
    ]
    assert [words.find(each) for each in in_order] == sorted(words.find(each) for each in in_order)
    assert min(words.find(each) for each in in_order) > 0
    assert "They come from Amendment 1 (France). It has not been agreed." in words
    assert words.count("Meeting 1") == 1, "what happened at one meeting is told under it once"


def test_what_stands_is_told_in_short(site: World) -> None:
    provision = a_story(site)
    with site.writing() as db:
        Scene(site, db).act(negotiation.gavel, texts.provision(db, provision), by="chair")
    assert "Agreed ad referendum on 3 June 2019, at meeting 1." in words_of(
        site.as_("public").get(f"/provisions/{provision}/why")
    )


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_doubt_in_confidence_is_told_to_the_chair_and_those_whose_it_is(site: World, who: str) -> None:
    provision = a_story(site)
    browser, knows = site.as_(who), who in ("chair", "second")
    page = words_of(browser.get(f"/provisions/{provision}/why"))
    assert (SECRET in page) is knows
    assert ("could not agree to these words" in page) is knows
    told = site.program(who)("GET", f"/provisions/{provision}/why")
    assert told.status_code == 200
    assert SECRET not in told.text


def test_wordings_are_told_for_one_of_each_sitting(site: World) -> None:
    given.draft(site)
    provision = paragraphs(site)[0]
    for words in ("One.", "One two.", "One two three."):
        with site.writing() as db:
            found, now = texts.provision(db, provision), texts.current_revision(db, provision)
            Scene(site, db).act(drafting.revise, found, words, based_on=now.id, nature="substantive", untouched=True)
    with site.database.reading() as db:
        told = story(db, site.viewer("public", db), provision).steps
    assert [(step.kind, step.revision, step.words) for step in told] == [("begun", 1, "One two three.")]


@pytest.mark.parametrize("who", EVERYBODY)
def test_an_embargoed_statement_leaves_no_trace_from_either_end(site: World, who: str) -> None:
    given.group_at_work(site)
    provision = paragraphs(site)[0]
    statement = files(site, the_last_decision(site).meeting_id, consent=True)
    tie(site, provision, Statement, statement)
    browser, program, knows = site.as_(who), site.program(who), who in ("delegate", "secretariat")
    page = browser.get(f"/provisions/{provision}/why")
    assert (SENTENCE in words_of(page)) is knows
    assert browser.get(f"/report/trace/statement/{statement}").status_code == (200 if knows else 404)
    assert browser.get("/report/trace/statement/99999").status_code == 404
    assert program("GET", f"/trace/statement/{statement}").status_code == (200 if knows else 404)
    assert bool(program("GET", f"/provisions/{provision}/sources").get_json()["items"]) is knows
    counted = program("GET", "/report/coverage").get_json()
    assert (provision in counted["rests_on_nothing"]) is not knows
    assert any(row["counts"]["statement"] for row in counted["sections"]) is knows
    listed = browser.get(f"/report/coverage/list?section={counted['sections'][0]['id']}&column=statement")
    assert ("Statement of France" in words_of(listed)) is knows


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_was_sent_in_and_is_not_published_leaves_no_trace_from_either_end(site: World, who: str) -> None:
    given.group_at_work(site)
    provision = paragraphs(site)[1]
    with site.writing() as db:
        found = db.scalars(select(Submission)).one()
        found.published_at, number = None, found.id
    browser, program, knows = site.as_(who), site.program(who), who in ("stakeholder", "secretariat")
    page = words_of(browser.get(f"/provisions/{provision}/why"))
    assert ("On threats" in page) is ("Second sentence." in page) is knows
    assert browser.get(f"/report/trace/submission/{number}").status_code == (200 if knows else 404)
    counted = program("GET", "/report/coverage").get_json()
    assert any(row["counts"]["submission"] for row in (*counted["sections"], *counted["elements"])) is knows
    assert (provision in counted["rests_on_nothing"]) is not knows


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_view_that_is_for_delegations_leaves_no_trace_for_others(site: World, who: str) -> None:
    given.group_at_work(site)
    provision = paragraphs(site)[1]
    with site.writing() as db:
        element = db.scalars(
            select(ElementProvision.element_id).where(ElementProvision.provision_id == provision)
        ).one()
        call = Call(title="Views", opens_at=site.at, closes_at=site.tick(60), zone="UTC", addressed_to="states")
        db.add(call)
        db.flush()
        question = CallQuestion(call_id=call.id, place=1, letter="a", words="What?", element_id=element)
        by = site.viewer("delegate", db)
        view = NationalView(
            call_id=call.id, delegation_id=by.delegation_id, version=1, words="", language="en", digest="",
            submitted_at=site.at, submitted_by=by.account_id,
        )  # fmt: skip
        db.add_all([question, view])
        db.flush()
        db.add(NationalAnswer(view_id=view.id, question_id=question.id, words="In confidence among delegations."))
        number = view.id
    tie(site, provision, NationalView, number)
    browser, program = site.as_(who), site.program(who)
    knows = "delegations" in site.viewer(who).audiences
    page = words_of(browser.get(f"/provisions/{provision}/why"))
    assert (SENTENCE in page) is ("In confidence among delegations." in page) is knows
    assert ("1 State has informed of its views" in page) is knows
    assert browser.get(f"/report/trace/view/{number}").status_code == (200 if knows else 404)
    counted = program("GET", "/report/coverage").get_json()
    assert any(row["counts"]["view"] for row in (*counted["sections"], *counted["elements"])) is knows


def test_from_the_other_end_a_statement_leads_to_the_paragraph(site: World) -> None:
    given.group_at_work(site)
    provision = paragraphs(site)[0]
    statement = files(site, the_last_decision(site).meeting_id, consent=True)
    tie(site, provision, Statement, statement)
    delivers(site, statement)
    page = words_of(site.as_("public").get(f"/report/trace/statement/{statement}"))
    assert "it rests on it" in page
    assert SENTENCE in page
    assert f'href="/report/trace/statement/{statement}"' in site.as_("public").get(f"/statements/{statement}").text


def test_from_the_other_end_of_an_element_a_submission_an_amendment_and_a_decision(site: World) -> None:
    given.group_at_work(site)
    first = paragraphs(site)[0]
    decision = the_last_decision(site).id
    tie(site, first, Decision, decision)
    with site.writing() as db:
        scene, found = Scene(site, db), texts.provision(db, first)
        open_one = scene.act(negotiation.file_amendment, found, "delete", None, "Not needed.", by="delegate").id
    browser = site.as_("public")
    for address, expected in (
        (f"decision/{decision}", "it rests on it"),
        ("submission/1", "taken up in part"),
        (f"amendment/{open_one}", "has not been taken up"),
        ("element/1", "answers to it"),
    ):
        assert expected in words_of(browser.get(f"/report/trace/{address}")), address
    with site.database.reading() as db:
        told = site.program()("GET", f"/trace/amendment/{db.scalars(select(Amendment.id)).one()}").get_json()
    assert [(each["provision"], each["how"]) for each in told["provisions"]] == [(first, "not_taken_up")]
    assert browser.get("/report/trace/nothing/1").status_code == 404
    assert browser.get("/report/trace/decision/99999").status_code == 404


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_secretariat_alone_ties_and_unties(site: World, who: str) -> None:
    given.group_at_work(site)
    provision, decision = paragraphs(site)[0], the_last_decision(site).id
    browser, may = site.as_(who), who == "secretariat"
    for page in (f"/provisions/{provision}/why", f"/report/trace/decision/{decision}"):
        assert ("Record it" in words_of(browser.get(page))) is may
    if not may:
        assert site.app
        site.app.config["WTF_CSRF_ENABLED"] = False
        made = tie(site, provision, Decision, decision)
        size = site.read(record.size)
        for address in (f"/provisions/{provision}/sources", f"/source-ties/{made}/untie"):
            assert browser.client.post(address, data={"source": f"decision:{decision}"}).status_code in (401, 403)
        assert site.read(record.size) == size


def test_the_secretariat_ties_on_the_page_and_takes_it_back_there(site: World) -> None:
    given.group_at_work(site)
    provision, decision = paragraphs(site)[0], the_last_decision(site).id
    browser, here = site.as_("secretariat"), f"/provisions/{provision}/why"
    sent: dict[str, Any] = {"form": "tie-source", "source": f"decision:{decision}"}
    refused = browser.post(f"/provisions/{provision}/sources", here, sentence="", **sent)
    assert refused.status_code == 422
    assert "Please fill this in." in words_of(refused)
    page = browser.does(f"/provisions/{provision}/sources", here, sentence=SENTENCE, **sent)
    assert "is what it rests on." in words_of(page)
    with site.database.reading() as db:
        made = db.scalars(select(SourceTie.id)).one()
    refused = browser.post(f"/source-ties/{made}/untie", here, form=f"untie-{made}", reason="")
    assert "<details open><summary>Take it back" in refused.text
    page = browser.does(f"/source-ties/{made}/untie", here, form=f"untie-{made}", reason="It does not.")
    assert "What it was said to rest on before" in words_of(page)
    assert "It does not." in words_of(page)
    there = f"/report/trace/decision/{decision}"
    page = browser.does(
        f"{there}/provisions", there, form="tie-provision", provision=provision, sentence="It does after all."
    )
    assert "It does after all." in words_of(page)
    with site.database.reading() as db:
        resting = db.scalars(select(SourceTie.provision_id).where(SourceTie.ended_at.is_(None))).one()
    assert resting == provision


def test_a_program_ties_and_unties(site: World) -> None:
    given.group_at_work(site)
    provision, decision = paragraphs(site)[0], the_last_decision(site).id
    call = site.program("secretariat")
    made = call("POST", f"/provisions/{provision}/sources", {"source": f"decision:{decision}", "sentence": SENTENCE})
    assert made.status_code == 201, made.json
    told = site.program()("GET", f"/provisions/{provision}/why").get_json()
    assert [step["why"] for step in told["steps"] if step["kind"] == "decision"] == [SENTENCE]
    assert told["rests"] is True
    ended = call("POST", f"/source-ties/{made.get_json()['id']}/untie", {"reason": "Wrong."})
    assert (ended.status_code, ended.get_json()["end_reason"]) == (200, "Wrong.")
    assert site.program()("GET", f"/provisions/{provision}/why").get_json()["rests"] is False
    for wrong in ({"source": "decision:99999", "sentence": "x"}, {"source": "element:1", "sentence": "x"}):
        assert call("POST", f"/provisions/{provision}/sources", wrong).status_code in (404, 422)


def test_blank_spots_stand_out_and_every_cell_leads_to_its_list(site: World) -> None:
    given.group_at_work(site)
    page = site.as_("public").get("/report/coverage")
    assert page.text.count('class="heat heat-0"') > 10
    assert "Submissions: 1" in words_of(page)
    counted = site.program()("GET", "/report/coverage").get_json()
    row = next(row for row in counted["sections"] if row["counts"]["submission"])
    listed = site.as_("public").get(f"/report/coverage/list?section={row['id']}&column=submission")
    assert "On threats" in words_of(listed)
    blank = site.as_("public").get(f"/report/coverage/list?section={row['id']}&column=decision")
    assert "A blank spot" in words_of(blank)
    for name, asked in (("sections", "section"), ("elements", "element")):
        for each in counted[name]:
            for column, number in each["counts"].items():
                with site.database.reading() as db:
                    of = {"element": None, "section": None, asked: each["id"]}
                    cell = queries.cell(db, site.viewer("public"), queries.draft(db), column=column, **of)
                assert max(cell.origins.total, len(cell.provisions)) == number, (each["title"], column)
    for wrong in ("section=99999&column=view", "element=1&column=nothing", f"section={row['id']}&column=agenda"):
        assert site.as_("public").get(f"/report/coverage/list?{wrong}").status_code == 404


def test_before_there_is_anything_the_picture_says_what_will_be_here(site: World) -> None:
    assert "There is nothing to cover yet" in words_of(site.as_("public").get("/report/coverage"))


def test_a_footnote_is_told_on_the_page_of_what_it_hangs_on(site: World) -> None:
    given.draft(site)
    provision = paragraphs(site)[0]
    with site.writing() as db:
        found = texts.provision(db, provision)
        note = Scene(site, db).act(drafting.add_provision, found.text, "footnote", "A note.", parent=found).id
    page = words_of(site.as_("public").get(f"/provisions/{note}/why"))
    assert "Provision 1" in page
    assert "It enters the text." in page


def test_what_was_removed_is_told_to_its_end(site: World) -> None:
    given.draft(site)
    provision = paragraphs(site)[0]
    with site.writing() as db:
        Scene(site, db).act(drafting.remove_provision, texts.provision(db, provision))
    page = words_of(site.as_("public").get(f"/provisions/{provision}/why"))
    assert "It does not stand in the text any more." in page
    assert "It is taken out of the text." in page


def test_how_much_a_page_asks_does_not_grow_with_its_rows(site: World) -> None:
    given.group_at_work(site)
    provision, meeting = paragraphs(site)[0], the_last_decision(site).meeting_id
    addresses = (f"/provisions/{provision}/why", "/report/coverage", "/report/trace/element/1")

    def asked(address: str) -> int:
        browser = site.as_("public")
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    def a_row_of_each() -> None:
        tie(site, provision, Statement, files(site, meeting, form="written", consent=True))
        with site.writing() as db:
            scene, found = Scene(site, db), texts.provision(db, provision)
            now = texts.current_revision(db, provision).words
            filed = scene.act(negotiation.file_amendment, found, "replace", f"{now} More.", "More.", by="delegate")
            scene.act(negotiation.take_up_amendment, filed)

    tie(site, provision, Decision, the_last_decision(site).id)
    a_row_of_each()
    asked("/report")  # whoever comes first after a deadline has more to do
    before = [asked(address) for address in addresses]
    for _ in range(4):
        a_row_of_each()
    assert [asked(address) for address in addresses] == before
    assert max(before) <= 42


def test_on_the_shell_the_story_is_told_in_plain_lines(site: World) -> None:
    provision = a_story(site)
    assert site.app
    with site.database.reading() as db:
        number = texts.line(db, provision).citation
    told = site.app.test_cli_runner().invoke(args=["report", "why", number])
    assert told.exit_code == 0
    assert "New wording (revision 2) – amendment 1 (France)" in told.output
    assert "meeting 1: It is reopened (revision 2) – Kenya" in told.output
    assert SECRET not in told.output
    missing = site.app.test_cli_runner().invoke(args=["report", "why", "999"])
    assert missing.exit_code == 2
    assert "no paragraph 999" in missing.output
