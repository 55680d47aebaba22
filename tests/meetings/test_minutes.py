"""Are minutes drafted from what happened, edited with the guard of every text, and made final once?"""

import pytest
from sqlalchemy import delete, select

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.accounts.models import Capacity, DelegationName
from oewg.core.errors import Refusal
from oewg.meetings import actions, queries
from oewg.meetings.rules.minutes import clock
from oewg.negotiation import actions as negotiation
from oewg.texts import actions as drafting
from oewg.texts import queries as texts
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, on_meeting
from tests.meetings.given_at_a_meeting import elect
from tests.meetings.given_speaking import inscribe, opens, speaks
from tests.negotiation.given import current, revises, says
from tests.world import World, words_of


def a_held_meeting(world: World) -> int:
    """A meeting that took up an item, decided, and was adjourned."""
    _, (first, *_rest) = an_agenda(world)
    meeting = an_open_meeting(world)
    on_meeting(world, actions.take_up, meeting, world.read(texts.provision, first), by="chair")
    on_meeting(
        world, actions.record_decision, meeting, "organization", "The Working Group decided to meet.", by="chair"
    )
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    return meeting


def drafted(world: World, meeting: int) -> int:
    on_meeting(world, actions.draft_minutes, meeting)
    text_id = world.read(queries.meeting, meeting).minutes_text_id
    assert text_id is not None
    return text_id


def told(world: World, text_id: int) -> list[str]:
    return [line.words for line in world.read(texts.lines, text_id)]


def test_minutes_tell_what_happened(world: World) -> None:
    words = told(world, drafted(world, a_held_meeting(world)))
    assert words[0] == "Opening of the meeting"
    assert "was called to order at" in words[1]
    assert "Agenda item 1: Election of officers" in words
    assert words[words.index("Agenda item 1: Election of officers") + 1] == "The Working Group decided to meet."
    assert words[-1].startswith("The meeting rose at")


def test_who_spoke_stands_under_the_item_of_the_list_from_which_they_were_called(world: World) -> None:
    """The chair goes back to the list of an item after another was taken up; and there were many acts in between."""
    _, (first, second, _third) = an_agenda(world)
    meeting = an_open_meeting(world)
    on_meeting(world, actions.take_up, meeting, world.read(texts.provision, first), by="chair")
    on_meeting(world, actions.take_up, meeting, world.read(texts.provision, second), by="chair")
    early, late = opens(world, meeting, first), opens(world, meeting, second)
    speaks(world, meeting, inscribe(world, late, "KEN"))
    speaks(world, meeting, inscribe(world, early, "FRA"))
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    words = told(world, drafted(world, meeting))
    assert words[words.index("Agenda item 1: Election of officers") + 1] == (
        "A statement was made by the representative of France."
    )
    assert words[words.index("Agenda item 2: Adoption of the agenda") + 1] == (
        "A statement was made by the representative of Kenya."
    )


def test_a_delegation_without_a_name_in_the_language_of_records_is_told_by_its_code(site: World) -> None:
    meeting = an_open_meeting(site)
    speaks(site, meeting, inscribe(site, opens(site, meeting), "KEN"))
    on_meeting(site, actions.adjourn_meeting, meeting, by="chair")
    with site.writing() as db:
        kenya = people.delegation_by_code(db, "KEN").id
        db.execute(delete(DelegationName).where(DelegationName.delegation_id == kenya, DelegationName.language == "en"))
    assert "A statement was made by the representative of KEN." in told(site, drafted(site, meeting))
    with site.database.reading() as db:
        day = site.at.date()
        assert queries.nominee(db, "head@example.org", "ken", "en", day)[2] == "KEN"
        assert queries.nominee(db, "head@example.org", "Kenya", "fr", day)[2] == "KEN"
    assert "KEN" in words_of(site.as_("public").get("/sessions/1/speaking-times"))
    assert site.program()("GET", "/delegations/KEN").get_json()["name"] == "KEN"


def test_minutes_tell_who_presided_and_from_when_on(world: World) -> None:
    """Nobody is Chair when the group first meets; then the Chair is elected; in the end a Vice-Chair presides."""
    with world.writing() as db:
        chair = db.scalars(select(Capacity).where(Capacity.role == "chair")).one()
        accounts.end_capacity(db, chair, by=world.viewer("admin", db), at=world.tick())
    meeting = an_open_meeting(world)
    world.tick()
    elect(world, meeting, "second", "JPN", "Japan", "chair")
    elected_at = clock(world.at, "America/New_York")
    elect(world, meeting, "delegate", "FRA", "France", "vice_chair")
    with world.writing() as db:
        deputy = db.scalars(select(Capacity).where(Capacity.role == "vice_chair")).one()
        found, by = queries.meeting(db, meeting), world.viewer("secretariat", db)
        actions.name_presiding(db, found, deputy, by=by, at=world.tick())
    named_at = clock(world.at, "America/New_York")
    on_meeting(world, actions.adjourn_meeting, meeting)
    words = told(world, drafted(world, meeting))
    assert words[1].endswith("on 3 June 2019.")
    assert [each for each in words if "presided" in each] == [
        f"From {elected_at} the Chair presided.",
        f"From {named_at} the Vice-Chair presided.",
    ]
    assert words.index(f"From {elected_at} the Chair presided.") == 1 + next(
        place for place, each in enumerate(words) if "the representative of Japan as Chair" in each
    )
    assert "The Chair presided." in told(world, drafted(world, another_meeting(world, meeting)))[1]


def another_meeting(world: World, meeting: int) -> int:
    """The next meeting of the session, opened and adjourned."""
    other = a_meeting(world, world.read(queries.meeting, meeting).session_id)
    on_meeting(world, actions.open_meeting, other)
    on_meeting(world, actions.adjourn_meeting, other)
    return other


def test_an_item_that_was_taken_off_the_agenda_stays_in_the_minutes_with_who_spoke_on_it(world: World) -> None:
    _, (first, second, _third) = an_agenda(world)
    meeting = an_open_meeting(world)
    on_meeting(world, actions.take_up, meeting, world.read(texts.provision, first), by="chair")
    speaks(world, meeting, inscribe(world, opens(world, meeting, first), "FRA"))
    on_meeting(world, actions.take_up, meeting, world.read(texts.provision, second), by="chair")
    speaks(world, meeting, inscribe(world, opens(world, meeting, second), "KEN"))
    world.act(drafting.remove_provision, world.read(texts.provision, first), by="secretariat")
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    words = told(world, drafted(world, meeting))
    assert words[2:-2] == [
        "Agenda item 1: Election of officers",
        "A statement was made by the representative of France.",
        "Agenda item 2: Adoption of the agenda",
        "A statement was made by the representative of Kenya.",
    ]


def test_minutes_of_a_restless_meeting_keep_its_items_and_pauses(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What else is recorded about a meeting, such as what its screen shows, does not crowd them out."""
    monkeypatch.setattr("oewg.meetings.queries.minutes.MOST_PAUSES", 4)
    _, (first, *_rest) = an_agenda(world)
    meeting = an_open_meeting(world)
    for _ in range(4):
        on_meeting(world, actions.direct_screen, meeting, "pause", by="chair")
    on_meeting(world, actions.take_up, meeting, world.read(texts.provision, first), by="chair")
    on_meeting(world, actions.suspend_meeting, meeting, "Consultations", by="chair")
    on_meeting(world, actions.resume_meeting, meeting, by="chair")
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    words = told(world, drafted(world, meeting))
    after_item = words[words.index("Agenda item 1: Election of officers") + 1]
    assert after_item.startswith("The meeting was suspended at")
    assert "(Consultations) and resumed at" in after_item


def test_minutes_are_drafted_once_and_after_the_meeting(world: World) -> None:
    meeting = an_open_meeting(world)
    with pytest.raises(Refusal, match="has been adjourned"):
        on_meeting(world, actions.draft_minutes, meeting)
    with pytest.raises(Refusal, match="not been drafted"):
        on_meeting(world, actions.finish_minutes, meeting, "A/AC.290/2019/SR.1")
    on_meeting(world, actions.adjourn_meeting, meeting, by="chair")
    drafted(world, meeting)
    with pytest.raises(Refusal, match="drafted already"):
        on_meeting(world, actions.draft_minutes, meeting)


def test_minutes_are_edited_with_the_guard_of_every_text_and_then_final(world: World) -> None:
    meeting = a_held_meeting(world)
    text_id = drafted(world, meeting)
    paragraph = world.read(texts.lines, text_id)[1]
    revises(world, paragraph.provision_id, f"{paragraph.words} The gavel had been mislaid.")
    with pytest.raises(Refusal, match="changed since you opened it"):
        world.act(
            negotiation.revise, world.read(texts.provision, paragraph.provision_id), "Something else.", "editorial",
            based_on=paragraph.revision_id, by="secretariat",
        )  # fmt: skip
    on_meeting(world, actions.finish_minutes, meeting, "A/AC.290/2019/SR.1")
    assert world.read(texts.text, text_id).closed_at is not None
    assert world.read(texts.editions, text_id)[0].symbol == "A/AC.290/2019/SR.1"
    with pytest.raises(Refusal, match="final already"):
        on_meeting(world, actions.finish_minutes, meeting, "A/AC.290/2019/SR.2")


def test_minutes_are_not_negotiated(world: World) -> None:
    text_id = drafted(world, a_held_meeting(world))
    paragraph = world.read(texts.lines, text_id)[1].provision_id
    with pytest.raises(Refusal, match="not negotiated"):
        says(world, "delegate", paragraph, "support")


def test_minutes_do_not_crowd_out_the_texts_that_are_spoken_of(world: World) -> None:
    """On the console and in the form for a statement: a text stands there however many meetings have their minutes."""
    paper = world.act(drafting.begin_text, "working_paper", "Zero draft", by="secretariat")
    drafted(world, a_held_meeting(world))
    assert [text.kind for text in world.read(texts.texts_in_hand)] == ["agenda", "working_paper"]
    world.act(drafting.close_text, world.read(texts.text, paper.id), by="secretariat")
    with world.database.reading() as db:
        assert [text.kind for text in texts.texts_in_hand(db, closed=False)] == ["agenda"]
        assert [text.kind for text in texts.texts_in_hand(db, limit=1)] == ["agenda"]


def test_the_secretariat_drafts_and_finishes_minutes_on_the_meetings_page(site: World) -> None:
    meeting = a_held_meeting(site)
    page = f"/meetings/{meeting}"
    assert "Draft the minutes" not in site.as_("chair").get(page).text
    secretariat = site.as_("secretariat")
    answer = secretariat.does(f"{page}/minutes", page=page, form="draft-minutes")
    assert "Minutes of the 1st meeting (draft)" in words_of(answer)
    text_id = site.read(queries.meeting, meeting).minutes_text_id
    assert text_id
    read = words_of(site.as_("delegate").get(f"/texts/{text_id}"))
    assert "Opening of the meeting" in read
    assert "State our position" not in read
    line, *others = site.read(texts.lines, text_id)[1:]
    sent = {"symbol": "A/AC.290/2019/SR.1", "form": "final-minutes"}
    for change in (
        lambda: revises(site, line.provision_id, "Other words."),
        lambda: site.act(
            drafting.remove_provision, site.read(texts.provision, others[-1].provision_id), by="secretariat"
        ),
    ):
        sent["wording"] = site.read(texts.wording_digest, text_id)
        change()
        refused = secretariat.post(f"{page}/minutes/final", page=page, **sent)
        assert refused.status_code == 409
        assert "changed since you opened the page" in words_of(refused)
    assert site.read(texts.text, text_id).closed_at is None
    sent["wording"] = site.read(texts.wording_digest, text_id)
    assert "(final)" in words_of(secretariat.does(f"{page}/minutes/final", page=page, **sent))


def test_the_pages_of_minutes_offer_nothing_that_is_done_with_a_negotiated_text(site: World) -> None:
    meeting = a_held_meeting(site)
    text_id = drafted(site, meeting)
    paragraph = site.read(texts.lines, text_id)[1].provision_id
    text, provision = f"/texts/{text_id}", f"/provisions/{paragraph}"
    for who in ("public", "delegate", "chair", "secretariat"):
        browser = site.as_(who)
        with site.counting() as sent:
            read = browser.get(text)
        assert len(sent) <= 24
        assert f'href="/meetings/{meeting}"' in read.text
        assert "A draft, made from what happened" in words_of(read)
        page = words_of(browser.get(provision))
        for offer in ("States are shown", "Put before the group", "Adopt the text", "File an amendment", "Gavel"):
            assert offer not in words_of(read) + page, (who, offer)
        assert "State the position" not in page
    secretariat = site.as_("secretariat")
    assert "support and acceptance" not in words_of(secretariat.get(provision))
    latest = str(current(site, paragraph))
    fields = {"form": "revise", "words": "Other words.", "nature": "editorial", "based_on": latest}
    changed = words_of(secretariat.does(f"{provision}/revisions", page=provision, **fields))
    assert "Other words." in changed
    assert "positions carried" not in changed
    assert "Contest" not in words_of(site.as_("delegate").get(provision))
    on_meeting(site, actions.finish_minutes, meeting, "A/AC.290/2019/SR.1")
    final = words_of(site.as_("public").get(text))
    assert "These minutes are final." in final
    assert "came as it stands" not in final


def test_a_program_drafts_and_finishes_minutes(site: World) -> None:
    meeting = a_held_meeting(site)
    ask, public = site.program("secretariat"), site.program("public")
    assert public("GET", f"/meetings/{meeting}/minutes").status_code == 404
    made = ask("POST", f"/meetings/{meeting}/minutes", {})
    assert made.status_code == 201
    assert made.get_json()["final"] is False
    assert public("GET", f"/meetings/{meeting}/minutes").get_json() == made.get_json()
    read = {"symbol": "A/AC.290/2019/SR.1", "wording": made.get_json()["wording"]}
    revises(site, site.read(texts.lines, made.get_json()["text"])[1].provision_id, "Other words.")
    assert ask("POST", f"/meetings/{meeting}/minutes/final", read).status_code == 409
    read["wording"] = public("GET", f"/meetings/{meeting}/minutes").get_json()["wording"]
    done = ask("POST", f"/meetings/{meeting}/minutes/final", read)
    assert done.get_json()["final"] is True
    assert public("GET", f"/meetings/{meeting}/minutes").get_json() == done.get_json()
    assert site.program("chair")("POST", f"/meetings/{meeting}/minutes", {}).status_code == 403
