"""Silence: opened, extended, broken, withdrawn, lapsed; half-open, and right without any process being alive."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from oewg.core.errors import NotAllowed, Refusal
from oewg.negotiation import actions, queries
from oewg.negotiation.models import Silence
from oewg.record import queries as record
from oewg.record.actions import settle
from oewg.record.models import Deadline
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from tests.negotiation.given import a_report, adopts, amends, an_open_meeting, current, revises, says, state
from tests.world import World, words_of

HOURS = timedelta(hours=72)


def a_clear_report(world: World) -> tuple[int, list[int]]:
    text_id, paragraphs = a_report(world)
    revises(world, paragraphs[1], "States should cooperate.")
    return text_id, paragraphs


def opens(world: World, text_id: int, symbol: str = "A/AC.290/2021/L.1", **more: object) -> Silence:
    text = world.read(text_queries.text, text_id)
    deadline = more.pop("deadline", world.at + HOURS)
    return world.act(actions.open_silence, text, symbol, deadline, "America/New_York", by="chair", **more)


def silence(world: World, found: Silence) -> Silence:
    return world.read(queries.silence, found.id)


def settles(world: World, at: datetime) -> int:
    with world.writing() as db:
        return settle(db, at)


def test_unbroken_the_text_is_agreed_as_of_the_deadline(world: World) -> None:
    text_id, paragraphs = a_clear_report(world)
    found = opens(world, text_id)
    assert settles(world, found.deadline - timedelta(microseconds=1)) == 0
    assert settles(world, found.deadline + timedelta(days=3)) == 1
    assert settles(world, found.deadline + timedelta(days=3)) == 0, "twice is once"
    ended = silence(world, found)
    assert (ended.end_reason, ended.ended_at) == ("lapsed", found.deadline)
    assert {state(world, each) for each in paragraphs} == {"agreed_ad_referendum"}
    gavel = world.read(queries.standing_gavel, paragraphs[0])
    assert gavel is not None
    assert gavel.fell_at == found.deadline
    assert list(world.read(lambda db: list(queries.disagreements(db)))) == []


def test_the_command_records_what_has_lapsed(site_on_both: World) -> None:
    text_id, paragraphs = a_clear_report(site_on_both)
    found = opens(site_on_both, text_id)  # in 2019, so that it has ended by now
    assert site_on_both.app

    def tick() -> str:
        return str(site_on_both.app.test_cli_runner().invoke(args=["tick"]).output)  # type: ignore[union-attr]

    assert tick() == "Recorded: 1.\n"
    assert silence(site_on_both, found).end_reason == "lapsed"
    assert state(site_on_both, paragraphs[0]) == "agreed_ad_referendum"
    assert tick() == "No deadline has passed that nobody has recorded.\n"


def test_one_delegation_in_writing_and_in_time_ends_it(world: World) -> None:
    text_id, paragraphs = a_clear_report(world)
    found = opens(world, text_id)
    with pytest.raises(NotAllowed):
        world.act(actions.break_silence, silence(world, found), "No.", by="observer")
    world.act(
        actions.break_silence, silence(world, found), "Paragraph 2 is too weak.", by="delegate",
        at=found.deadline - timedelta(microseconds=1),
    )  # fmt: skip
    ended = silence(world, found)
    assert (ended.end_reason, ended.end_words) == ("broken", "Paragraph 2 is too weak.")
    assert state(world, paragraphs[0]) == "clear"
    assert settles(world, found.deadline) == 0
    with pytest.raises(Refusal, match="has ended already"):
        world.act(actions.break_silence, ended, "No.", by="second", at=found.deadline - timedelta(microseconds=1))


@pytest.mark.parametrize("late", [timedelta(0), timedelta(microseconds=1), timedelta(days=400)])
@pytest.mark.parametrize("recorded", [True, False])
def test_an_act_at_the_deadline_is_late(world: World, late: timedelta, recorded: bool) -> None:
    text_id, _ = a_clear_report(world)
    found = opens(world, text_id)
    if recorded:
        settles(world, found.deadline + late)
    with world.writing() as db, pytest.raises(Refusal, match="deadline has passed"):
        actions.break_silence(
            db, queries.silence(db, found.id), "No.", by=world.viewer("delegate", db), at=found.deadline + late
        )
    with world.writing() as db, pytest.raises(Refusal):
        actions.extend_silence(
            db,
            queries.silence(db, found.id),
            found.deadline + HOURS,
            by=world.viewer("chair", db),
            at=found.deadline + late,
        )


def test_it_is_extended_before_it_ends_and_never_shortened(world: World) -> None:
    text_id, _ = a_clear_report(world)
    found = opens(world, text_id)
    with pytest.raises(Refusal, match="later instant"):
        world.act(actions.extend_silence, silence(world, found), found.deadline, by="chair")
    world.act(actions.extend_silence, silence(world, found), found.deadline + HOURS, by="chair")
    assert settles(world, found.deadline) == 0
    assert settles(world, found.deadline + HOURS) == 1


def test_it_is_withdrawn_with_a_reason_and_started_again_on_a_revised_text(world: World) -> None:
    text_id, (first, *_rest) = a_clear_report(world)
    found = opens(world, text_id)
    with pytest.raises(Refusal, match="under silence"):
        opens(world, text_id, "A/AC.290/2021/L.2")
    world.act(actions.withdraw_silence, silence(world, found), "More time is needed.", by="chair")
    revises(world, first, "States share all information.")
    again = opens(world, text_id, "A/AC.290/2021/L.1/Rev.1")
    assert settles(world, again.deadline) == 1


CHANGES: dict[str, Callable[[World, int, int], object]] = {
    "revised": lambda world, _, last: revises(world, last, "States should cooperate closely."),
    "removed": lambda world, _, last: world.act(
        texts.remove_provision, world.read(text_queries.provision, last), by="secretariat"
    ),
    "moved": lambda world, first, last: world.act(
        texts.move_provision, world.read(text_queries.provision, first), by="secretariat",
        after=world.read(text_queries.provision, last),
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_text_is_not_put_under_silence_over_a_paragraph_that_was_changed_meanwhile(site: World, change: str) -> None:
    text_id, paragraphs = a_clear_report(site)
    page, chair = f"/texts/{text_id}/silence", site.as_("chair")
    read = site.read(text_queries.wording_digest, text_id)
    assert read in chair.get(page).text
    assert chair.get(f"/api/v1/texts/{text_id}").get_json()["wording"] == read
    CHANGES[change](site, paragraphs[0], paragraphs[-1])
    sent = {"form": "open", "symbol": "A/AC.290/2021/L.1", "deadline": "2030-03-01T12:00", "zone": "UTC"}
    refused = chair.post(page, page=page, **sent, wording=read)
    assert refused.status_code == 409
    assert "changed since you opened it" in words_of(refused)
    chair.does(page, page=page, **sent, wording=site.read(text_queries.wording_digest, text_id))
    assert len(site.read(queries.silences, text_id)) == 1


@pytest.mark.parametrize("what", ["object", "reserve", "amendment", "revise", "gavel", "add", "remove", "edition"])
def test_a_text_under_silence_is_frozen(world: World, what: str) -> None:
    text_id, (first, *_rest) = a_clear_report(world)
    an_open_meeting(world)
    opens(world, text_id)
    provision = world.read(text_queries.provision, first)
    acts: dict[str, Callable[[], object]] = {
        "object": lambda: says(world, "delegate", first, "object"),
        "reserve": lambda: says(world, "delegate", first, "reserve"),
        "amendment": lambda: amends(world, "delegate", first, "Other."),
        "revise": lambda: revises(world, first, "Other."),
        "gavel": lambda: world.act(actions.gavel, provision, by="chair"),
        "add": lambda: world.act(texts.add_provision, provision.text, "paragraph", "More.", by="secretariat"),
        "remove": lambda: world.act(actions.remove_provision, provision, by="secretariat"),
    }
    if what == "edition":
        says(world, "delegate", first, "support")  # what changes nothing is free
    else:
        with pytest.raises(Refusal, match=r"silence|frozen"):
            acts[what]()


BLOCKS = [
    ("an objection to these words", lambda w, p: says(w, "delegate", p, "object")),
    ("a reservation on these words", lambda w, p: says(w, "delegate", p, "reserve")),
    ("an amendment to these words", lambda w, p: amends(w, "delegate", p, "Other words.")),
    ("brackets", lambda w, p: revises(w, p, "States [share] information.")),
]


@pytest.mark.parametrize("before", [case[1] for case in BLOCKS], ids=[case[0] for case in BLOCKS])
def test_what_was_said_on_these_very_words_is_no_silence(world: World, before: object) -> None:
    text_id, (first, *_rest) = a_clear_report(world)
    before(world, first)  # type: ignore[operator]
    with pytest.raises(Refusal, match=r"exactly these words.*1\."):
        opens(world, text_id)


def test_silence_lets_go_of_what_was_said_on_earlier_words(world: World) -> None:
    text_id, (first, *_rest) = a_clear_report(world)
    says(world, "delegate", first, "object", visibility="chair")
    filed = amends(world, "second", first, "States may share information.")
    revises(world, first, "States always share all information.")
    found = opens(world, text_id)
    assert state(world, first) == "objected", "until the deadline it stands"
    before = world.read(record.size)
    settles(world, found.deadline)
    assert world.read(record.size) == before + 1, "how many had doubts in confidence does not show in the record"
    assert state(world, first) == "agreed_ad_referendum"
    assert world.read(queries.amendment, filed).end_reason == "superseded"
    assert list(world.read(lambda db: list(queries.disagreements(db)))) == []


def test_acceptance_with_an_amendment_that_silence_let_go_is_let_go_too(world: World) -> None:
    text_id, (first, *_rest) = a_clear_report(world)
    filed = amends(world, "second", first, "States may share information.")
    says(world, "delegate", first, "can_accept_with_amendment", amendment_id=filed)
    revises(world, first, "States always share all information.")
    settles(world, opens(world, text_id).deadline)
    assert state(world, first) == "agreed_ad_referendum"
    assert world.read(queries.examine_one, first, None).positions == ()
    assert list(world.read(lambda db: list(queries.disagreements(db)))) == []


def test_what_silence_agreed_is_reopened_and_adopted_like_anything_else(world: World) -> None:
    text_id, (first, *_rest) = a_clear_report(world)
    found = opens(world, text_id)
    settles(world, found.deadline)
    world.at = found.deadline
    an_open_meeting(world)
    world.act(actions.reopen, world.read(text_queries.provision, first), "We read it again.", by="delegate")
    assert state(world, first) == "clear"
    world.act(actions.gavel, world.read(text_queries.provision, first), by="chair")
    adopts(world, text_id, "A/AC.290/2021/CRP.2")
    assert state(world, first) == "adopted"


def test_of_breaks_at_the_same_time_one_ends_it(world: World) -> None:
    text_id, _ = a_clear_report(world)
    found = opens(world, text_id)
    start = threading.Barrier(3)
    told: list[str] = []

    def breaks(who: str) -> None:
        start.wait()
        try:
            with world.writing() as db:
                found_now, by = queries.silence(db, found.id), world.viewer(who, db)
                actions.break_silence(db, found_now, f"{who} says no.", by=by, at=found.opened_at + HOURS / 2)
            told.append("broken")
        except Refusal:
            told.append("refused")

    threads = [threading.Thread(target=breaks, args=(who,)) for who in ("delegate", "second", "head")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["broken", "refused", "refused"]


def test_a_break_and_the_lapse_at_the_deadline_are_never_both(world: World) -> None:
    text_id, paragraphs = a_clear_report(world)
    found = opens(world, text_id)
    start = threading.Barrier(2)
    told: list[str] = []

    def breaks() -> None:
        start.wait()
        try:
            with world.writing() as db:
                actions.break_silence(
                    db, queries.silence(db, found.id), "No.", by=world.viewer("delegate", db),
                    at=found.deadline - timedelta(microseconds=1),
                )  # fmt: skip
            told.append("broken")
        except Refusal:
            told.append("late")

    def lapses() -> None:
        start.wait()
        told.append("lapsed" if settles(world, found.deadline) else "nothing")

    threads = [threading.Thread(target=breaks), threading.Thread(target=lapses)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) in (["broken", "nothing"], ["lapsed", "late"])
    agreed = state(world, paragraphs[0]) == "agreed_ad_referendum"
    assert agreed is ("lapsed" in told)


@pytest.mark.parametrize("address", ["/texts/{}", "/api/v1/texts/{}/states", "/texts/{}/silence"])
def test_whoever_looks_after_the_deadline_sees_the_text_agreed(site_on_both: World, address: str) -> None:
    site = site_on_both
    text_id, (first, *_rest) = a_clear_report(site)
    found = opens(site, text_id, deadline=datetime.now(UTC) + timedelta(days=1))
    assert b"greed" not in site.as_("delegate").get(f"/api/v1/texts/{text_id}/states").data
    with site.writing() as db:  # the deadline passes, and no process was alive
        row = db.get_one(Silence, found.id)
        row.deadline = datetime.now(UTC) - timedelta(seconds=1)
        for deadline in db.scalars(select(Deadline).order_by(Deadline.id.desc()).limit(1)):
            deadline.at = row.deadline
    answer = site.as_("delegate").get(address.format(text_id))
    assert answer.status_code == 200
    assert "greed" in answer.text
    assert state(site, first) == "agreed_ad_referendum"
    late = site.as_("delegate").post(f"/silences/{found.id}/break", reason="No.")
    assert late.status_code == 409
    assert "deadline has passed" in words_of(late)


def test_an_objector_is_told_on_the_page_that_silence_counts(site: World) -> None:
    text_id, (first, *_rest) = a_clear_report(site)
    opens(site, text_id, deadline=datetime.now(UTC) + timedelta(days=1))
    assert current(site, first)
    page = words_of(site.as_("delegate").get(f"/texts/{text_id}"))
    assert "Under silence" in page
    form = site.as_("delegate").get(f"/texts/{text_id}/silence").text
    assert "Break the silence" in form
    assert "Extend" not in form
    chair = site.as_("chair").get(f"/texts/{text_id}/silence").text
    assert "Extend" in chair
    assert 'name="reason"' in chair


def test_whoever_does_not_agree_breaks_the_silence_and_does_nothing_else(world: World) -> None:
    text_id, (first, second, third) = a_clear_report(world)
    editorial = revises(world, first, "States share information", "editorial")
    filed = amends(world, "second", first, "States may share information.")
    revises(world, first, "States always share all information.")
    opens(world, text_id)
    revision = world.read(text_queries.revision, editorial)
    text = world.read(text_queries.text, text_id)
    amendment = world.read(queries.amendment, filed)
    chosen = [world.read(text_queries.provision, each) for each in (second, third)]
    for act, args, who in (
        (actions.contest_editorial, (revision, "It changes the meaning."), "delegate"),
        (actions.co_sponsor, (amendment,), "delegate"),
        (actions.receive_amendment, (amendment, "cannot_accept"), "delegate"),
        (actions.form_package, (text, "Together", chosen), "chair"),
    ):
        with pytest.raises(Refusal, match="breaks the silence"):
            world.act(act, *args, by=who)
