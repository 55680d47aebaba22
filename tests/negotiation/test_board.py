"""Does the chair's board say what stands in the way, the worst first, since when, and what has moved?"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from oewg.mandate import actions as mandate_actions
from oewg.mandate.models import Element
from oewg.negotiation import actions, queries
from oewg.negotiation.models import Amendment
from oewg.negotiation.queries import time
from oewg.negotiation.rules.states import Standing
from oewg.record.actions import settle
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import Revision
from oewg.texts.queries import Line
from tests.negotiation.given import a_report, adopts, amends, an_open_meeting, revises, says
from tests.world import World, words_of

NOW = datetime(2020, 1, 1, tzinfo=UTC)


def examined(
    number: int, state: str = "objected", words: str = "States share.", amended: tuple[str, ...] = (), alternatives: int = 1,
    **counted: Any,
) -> queries.Examined:  # fmt: skip
    line = Line(number, number, 1, NOW, 1, "paragraph", f"{number}.", 1, words, words, (), alternatives)
    amendments = tuple(
        Amendment(id=place, kind="replace", words="We must agree.", revision=Revision(words=filed), filed_at=NOW)
        for place, filed in enumerate(amended)
    )
    return queries.Examined(line, Standing("paragraph"), state, (), amendments, queries.Counted(**counted))


STANDS, CHANGED = "States share.", "Everybody else."
WORSE = {
    "the worse state": ({"state": "reserved"}, {"state": "amendments_open", "amended": (STANDS,)}),
    "more objections": ({"objections": 2}, {"objections": 1, "reservations": 5}),
    "more reservations": ({"reservations": 2}, {"reservations": 1, "amended": (CHANGED, CHANGED)}),
    "more in conflict": ({"amended": ("They shall.",)}, {"amended": (STANDS, STANDS)}),
    "more amendments": ({"amended": (STANDS, STANDS)}, {"amended": (STANDS,), "words": STANDS, "alternatives": 2}),
    "more places open": ({"words": "[A] [b].", "amended": ()}, {"words": "[A] b.", "stale": 9}),
    "an alternative": ({"alternatives": 2}, {"stale": 9}),
    "more on earlier text": ({"stale": 3}, {"stale": 2}),
}  # fmt: skip


@pytest.mark.parametrize(("worse", "better"), WORSE.values(), ids=WORSE)
def test_what_stands_in_the_way_more_comes_first(worse: dict[str, Any], better: dict[str, Any]) -> None:
    for numbers in ((1, 2), (2, 1)):
        both = [examined(numbers[0], **better), examined(numbers[1], **worse)]
        assert [e.line.provision_id for e in queries.worst_first(both)] == [numbers[1], numbers[0]]


def test_equals_stay_in_the_order_of_the_text() -> None:
    assert [e.line.provision_id for e in queries.worst_first([examined(2), examined(1)])] == [2, 1]


def weighed(world: World, text_id: int, provision_id: int, who: str = "chair") -> queries.Examined:
    found = {e.line.provision_id: e for e in world.read(queries.weigh, text_id, world.viewer(who))}
    return found[provision_id]


def test_an_acceptance_is_reserved_since_its_amendment_was_withdrawn(world: World) -> None:
    text_id, (first, *_rest) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    says(world, "second", first, "can_accept_with_amendment", amendment_id=filed)
    world.tick(60 * 24 * 10)
    world.act(actions.withdraw_amendment, world.read(queries.amendment, filed), by="delegate")
    withdrawn = world.at
    world.tick(60)
    for found in (weighed(world, text_id, first), world.read(queries.examine_one, first, None)):
        assert found.state == "reserved"
        assert found.since == withdrawn


def test_brackets_and_staleness_say_since_when(world: World) -> None:
    text_id, (first, bracketed, third) = a_report(world)
    report = world.read(text_queries.text, text_id)
    begun = world.read(text_queries.current_revision, bracketed).made_at
    assert weighed(world, text_id, bracketed).since == begun
    revises(world, bracketed, "States [shall] cooperate.")
    assert weighed(world, text_id, bracketed).since == begun, "open since then without a break"
    revises(world, bracketed, "States cooperate.")
    assert weighed(world, text_id, bracketed).since is None
    revises(world, bracketed, "[States] cooperate.")
    assert weighed(world, text_id, bracketed).since == world.at
    says(world, "delegate", third, "support")
    revises(world, third, "States protect it all.")
    changed = world.at
    revises(world, third, "States protect all of it.")
    assert weighed(world, text_id, third).since == changed
    world.act(
        texts.add_provision, report, "footnote", "A [possible] source.", parent=world.read(text_queries.provision, first),
        mark="1", by="secretariat",
    )  # fmt: skip
    assert weighed(world, text_id, first).since == world.at
    world.act(
        texts.add_provision, report, "paragraph", "Or else.", after=world.read(text_queries.provision, third),
        alternative=True, by="secretariat",
    )  # fmt: skip
    assert weighed(world, text_id, third).since == world.at, "what stands in the way is older than nothing else"


def test_a_page_of_a_whole_text_counts_what_it_does_not_read(world: World) -> None:
    text_id, (first, second, third) = a_report(world)
    filed = amends(world, "delegate", first, "States may share information.")
    says(world, "head", first, "can_accept_with_amendment", amendment_id=filed)
    says(world, "second", first, "object", visibility="chair")
    says(world, "coordinator", first, "reserve", for_group=True)
    says(world, "delegate", third, "support")
    says(world, "second", third, "can_accept", visibility="delegations")
    revises(world, third, "States protect it all.")
    world.act(actions.withdraw_amendment, world.read(queries.amendment, filed), by="delegate")
    for who in ("public", "delegate", "second", "coordinator", "chair"):
        viewer = world.viewer(who)
        whole = world.read(queries.examine, text_id, viewer)
        for some in (world.read(queries.survey, text_id, viewer), world.read(queries.weigh, text_id, viewer)):
            assert [(e.state, e.counted, e.weight) for e in some] == [(e.state, e.counted, e.weight) for e in whole]
        weighs = world.read(queries.weigh, text_id, viewer)
        assert [e.doubts for e in weighs] == [e.doubts for e in whole]
        own = [p.held for e in world.read(queries.survey, text_id, viewer) for p in e.positions]
        assert own == [
            p.held for e in whole for p in e.positions
            if (viewer.delegation_id and p.position.delegation_id == viewer.delegation_id)
            or (viewer.group_id and p.position.group_id == viewer.group_id)
        ]  # fmt: skip
        ids = [first, second, third]
        everybody = {p.held.holder.partition(":")[2] for e in whole for p in e.positions}
        assert {code for code, _ in world.read(queries.holders, ids, viewer)} == everybody
        for code in everybody:
            assert world.read(queries.held_by, ids, code, viewer) == {
                e.line.provision_id for e in whole for p in e.positions if p.held.holder.endswith(f":{code}")
            }


def since(world: World, text_id: int, instant: datetime, who: str = "chair") -> queries.Moved:
    viewer = world.viewer(who)
    return world.read(
        lambda db: queries.moved_since(db, queries.weigh(db, text_id, viewer), instant, viewer)
    )  # fmt: skip


def test_how_states_moved_is_told_whatever_the_act(world: World) -> None:
    text_id, (first, second, third) = a_report(world)
    an_open_meeting(world)
    revises(world, second, "States cooperate.")
    filed = amends(world, "delegate", first, "States may share information.")

    def after(instant: datetime, who: str = "chair") -> tuple[dict[int, list[str]], dict[int, tuple[str | None, str]]]:
        moved = since(world, text_id, instant, who)
        return {id: [said.act for said in entries] for id, entries in moved.entries.items()}, moved.states

    def now() -> datetime:
        return world.tick()

    at = now()
    row = world.read(queries.amendment, filed)
    world.act(actions.receive_amendment, row, "can_accept", by="second", visibility="chair")
    assert after(at) == ({first: ["receive_amendment"]}, {})
    assert after(at, "bureau") == ({}, {}), "what was told to the chair is the chair's alone"
    at = now()
    world.act(actions.withdraw_amendment, world.read(queries.amendment, filed), by="delegate")
    assert after(at) == ({first: ["withdraw_amendment"]}, {first: ("amendments_open", "clear")})
    at = now()
    members = [world.read(text_queries.provision, each) for each in (first, second)]
    package = world.act(actions.form_package, world.read(text_queries.text, text_id), "Balance", members, by="chair")
    assert after(at) == ({first: ["form_package"], second: ["form_package"]}, {})
    world.act(actions.dissolve_package, package, by="chair")
    assert after(at)[0] == {each: ["dissolve_package", "form_package"] for each in (first, second)}
    at = now()
    deadline = world.at + timedelta(days=3)
    world.act(actions.open_silence, world.read(text_queries.text, text_id), "S/1", deadline, "UTC", by="chair")
    world.at = deadline
    with world.writing() as db:
        settle(db, world.at)
    entries, states = after(at)
    assert {first, second, third} <= entries.keys()
    assert all(states[each] == ("clear", "agreed_ad_referendum") for each in (first, second, third))
    at = now()
    adopts(world, text_id, "A/1")
    entries, states = after(at)
    assert all(entries[each] == ["adopt"] for each in (first, second, third))
    assert all(states[each] == ("agreed_ad_referendum", "adopted") for each in (first, second, third))
    assert after(datetime(1, 1, 1, tzinfo=UTC))[1][first] == (None, "adopted")


def test_so_much_moved_that_not_all_acts_are_told_is_said(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    text_id, (first, second, _) = a_report(world)
    begun = world.tick()
    says(world, "delegate", first, "object")
    says(world, "delegate", second, "object")
    assert not since(world, text_id, begun).cut
    monkeypatch.setattr(time, "MOST_ENTRIES", 1)
    moved = since(world, text_id, begun)
    assert moved.cut
    assert moved.entries.keys() == {second}, "of the acts the latest only"
    assert moved.states == {first: ("clear", "objected"), second: ("brackets_open", "objected")}, "of the states all"


def test_the_board_shows_how_states_moved(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    an_open_meeting(site)
    instant = site.tick()
    site.act(actions.gavel, site.read(text_queries.provision, first), by="chair")
    address = f"/texts/{text_id}/board?since={instant.strftime('%Y-%m-%dT%H:%M')}"
    assert "Clear → Agreed ad referendum" in words_of(site.as_("chair").get(address))
    assert "So much was done" not in words_of(site.as_("chair").get(address))


def test_what_nobody_negotiates_has_no_board(site: World) -> None:
    resolution = site.act(texts.begin_text, "resolution", "A resolution", by="secretariat").id
    for page in ("board", "board/picture"):
        assert site.as_("chair").get(f"/texts/{resolution}/{page}").status_code == 404


def test_the_board_offers_the_gavel_only_where_it_may_fall(site: World) -> None:
    text_id, (first, second, third) = a_report(site)
    an_open_meeting(site)
    chair = site.as_("chair")

    def offered() -> list[int]:
        return [p for p in (first, second, third) if f'id="gavel-{p}"' in chair.get(f"/texts/{text_id}/board").text]

    assert offered() == [first, third], "the second has brackets"
    with site.writing() as db:
        found, one, other = text_queries.text(db, text_id), *(text_queries.provision(db, p) for p in (first, second))
        actions.form_package(db, found, "Two", [one, other], by=site.viewer("chair", db), at=site.tick())
    assert offered() == [third]
    assert "In a package" in words_of(chair.get(f"/texts/{text_id}/board"))
    site.act(actions.gavel, site.read(text_queries.provision, third), by="chair")
    assert offered() == []
    assert "It has fallen on this wording" in words_of(chair.get(f"/provisions/{third}"))
    again = chair.post(f"/provisions/{third}/gavel", form="gavel", on="1")
    assert again.status_code == 409


@pytest.mark.parametrize(
    "instant",
    ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00", "9999-12-31T23:59", "yesterday",
     "2019-06-03T00:00:00Z", "2019-06-03"],
)  # fmt: skip
def test_whatever_instant_is_asked_for_the_board_answers(site_on_both: World, instant: str) -> None:
    text_id, _ = a_report(site_on_both)
    assert site_on_both.as_("chair").get(f"/texts/{text_id}/board?since={instant}").status_code == 200


def test_the_board_is_filtered_by_element_of_the_mandate(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    with site.writing() as db:
        element = Element(key="threats", title="Threats", source="paragraph 5", quote="threats", place=1)
        db.add(element)
        db.flush()
        mandate_actions.tie_element(
            db, text_queries.provision(db, first), element, by=site.viewer("secretariat", db), at=site.tick()
        )  # fmt: skip
    chair = site.as_("chair")
    assert "2 States [" in words_of(chair.get(f"/texts/{text_id}/board"))
    tied = words_of(chair.get(f"/texts/{text_id}/board?element=threats"))
    assert "1 States share" in tied
    assert "2 States [" not in tied
    assert "1 States share" not in words_of(chair.get(f"/texts/{text_id}/board?element=another"))


def test_many_objections_are_all_named_and_the_first_say_why(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    for who in ("delegate", "second", "head"):
        says(site, who, first, "object", reason=f"Because of {who}. " + "Reasons. " * 60)
    for group in (True, False):
        says(site, "coordinator", first, "object", for_group=group, reason="We have ours.")
    page = words_of(site.as_("chair").get(f"/texts/{text_id}/board")).replace(" :", ":")
    for told in (
        "France: Because of delegate",
        "Japan: Because of second",
        "EU (group): We have ours",
        "Object also: Romania",
    ):
        assert told in page
    assert page.count("Reasons.") < 3 * 30, "a long reason is folded"


def test_the_picture_has_removed_provisions_for_as_long_as_they_stood(site: World) -> None:
    text_id, (first, second, third) = a_report(site)
    site.tick(60 * 24)
    says(site, "delegate", third, "object")
    site.tick(60 * 24)
    site.act(actions.remove_provision, site.read(text_queries.provision, second), by="secretariat")
    course = site.read(queries.course, text_id, site.viewer("chair"), site.at)
    rows = {row.provision_id: row for row in course.rows}
    assert [row.provision_id for row in course.rows] == [first, second, third], "where it stood"
    assert [(s.state, s.start, s.length) for s in rows[second].stretches] == [("brackets_open", 0, 2)]
    assert (rows[first].citation, rows[second].citation, rows[third].citation) == ("1", "", "2")
    page = words_of(site.as_("bureau").get(f"/texts/{text_id}/board/picture"))
    assert "States [should] cooperate." in page
    assert "removed on" in page
