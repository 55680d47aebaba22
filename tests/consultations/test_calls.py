"""Can a call be amended before it opens and extended before it closes, and never otherwise?"""

from datetime import timedelta

import pytest

from oewg.consultations import actions, queries
from oewg.core.errors import Invalid, Refusal
from oewg.record import queries as record
from tests.consultations.given import FAR, a_submission, an_open_call, some_terms
from tests.world import World, words_of


def a_call_to_come(world: World) -> int:
    terms = some_terms(world.at + timedelta(days=1), world.at + timedelta(days=9))
    return world.act(actions.open_call, terms, by="secretariat").id


def test_a_call_is_amended_before_it_opens_and_not_from_then_on(world: World) -> None:
    number = a_call_to_come(world)
    call = world.read(queries.call, number)
    later = some_terms(call.opens_at + timedelta(days=1), FAR, most_words=500, languages=("en", "fr"))
    world.act(actions.amend_call, call, later, by="secretariat")
    again = world.read(queries.call, number)
    assert (again.most_words, [each.language for each in again.languages]) == (500, ["en", "fr"])
    assert queries.terms_of(again) == later
    with pytest.raises(Refusal, match="has opened"):
        world.act(actions.amend_call, again, later, by="secretariat", at=again.opens_at)


def test_a_deadline_only_moves_to_a_later_time_and_only_before_it_is_reached(world: World) -> None:
    call = world.read(queries.call, an_open_call(world))
    before = call.closes_at
    with pytest.raises(Invalid, match="later than the one before"):
        world.act(actions.extend_call, call, before, by="secretariat")
    with pytest.raises(Refusal, match="has closed"):
        world.act(actions.extend_call, call, FAR, by="secretariat", at=before)
    world.act(actions.extend_call, call, before + timedelta(days=1), by="secretariat")
    assert a_submission(world, call_id=call.id, at=before + timedelta(hours=1))
    with pytest.raises(Refusal, match="late"):
        a_submission(world, call_id=call.id, words="Late.", at=before + timedelta(days=1))


def test_the_record_can_rebuild_a_call(world: World) -> None:
    call = world.read(queries.call, an_open_call(world))
    (entry,) = world.read(record.entries_after, -1, ["public"], limit=1, act="open_call")
    assert entry.facts["questions"] == [["a", "Which threats?", ""]]
    assert (entry.facts["closes_at"], entry.facts["zone"]) == (call.closes_at.isoformat(), call.zone)


def test_the_secretariat_amends_and_extends_on_the_page_and_others_are_offered_neither(site: World) -> None:
    number = site.act(
        actions.open_call, some_terms(FAR, FAR + timedelta(days=9)), by="secretariat"
    ).id  # fmt: skip
    address = f"/calls/{number}"
    secretariat = site.as_("secretariat")
    assert 'id="amend"' in secretariat.get(address).text
    shown = secretariat.does(
        address, address, form="amend", title="Call, amended", addressed_to="organizations", questions="One?\nTwo?",
        opens_at="2098-01-01T09:00", closes_at="2098-02-01T09:00", zone="UTC", languages="en", most_files="1",
        largest_file="100",
    )  # fmt: skip
    assert "(b) Two?" in words_of(shown)
    assert "at most 1, each of at most 100 kB" in words_of(shown)
    shown = secretariat.does(f"{address}/deadline", address, form="extension", closes_at="2098-03-01T09:00")
    assert "1 March 2098, 09:00 UTC" in words_of(shown)
    for who in ("public", "stakeholder", "delegate"):
        page = site.as_(who).get(address).text
        assert 'id="amend"' not in page
        assert 'id="extension"' not in page
