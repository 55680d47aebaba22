"""Choosing, stopping, deciding: what the rows and the record say of notices, on both engines."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select

from oewg.accounts import actions, queries
from oewg.accounts.models import Account, Capacity, Notice, NoticeChoice, NoticeMark
from oewg.accounts.queries import News
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal
from oewg.record import queries as record
from oewg.record.actions import Subject, append
from oewg.record.queries import Said
from tests.accounts.given import a_session_is_planned, account_of, chooses
from tests.negotiation.given import a_report, amends, revises, says
from tests.world import World

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""No daily digest has been due since."""
TO_COME = datetime(2099, 1, 1, tzinfo=UTC)
"""Every daily digest is due."""


def decide(world: World, since: datetime = NEVER) -> dict[tuple[str, str], tuple[int, int]]:
    """One look and one decision: (whom of the cast, pace) -> the first and the last entry of the new notices."""
    with world.database.reading() as db:
        known = set(db.scalars(select(Notice.id)))
        news = queries.news(db, world.at, since)
    if news is not None:
        with world.database.writing() as db:
            assert actions.decide_notices(db, news, world.at) is not None
    with world.database.reading() as db:
        rows = db.execute(select(Notice, Account.email).join(Account, Notice.account_id == Account.id))
        return {(email.partition("@")[0], n.pace): (n.first, n.last) for n, email in rows if n.id not in known}


def marks(world: World) -> set[tuple[str, int]]:
    with world.database.reading() as db:
        return {(pace, index) for pace, index in db.execute(select(NoticeMark.pace, NoticeMark.index))}


def of_act(world: World, act: str) -> list[Said]:
    with world.database.reading() as db:
        return record.said_after(db, -1, [act])


def stops(world: World, who: str, *topics: str, by: str = "public") -> bool:
    def stop(db: Db, *, by: Viewer, at: datetime) -> bool:
        return actions.stop_notices(db, account_of(db, who), topics, by=by, at=at)

    return world.act(stop, by=by)


def test_a_choice_is_a_row_and_a_sealed_entry_that_says_what_was_before(world: World) -> None:
    chooses(world, "delegate", silence="daily", meetings="at_once")
    chooses(world, "delegate", "fr", silence="none")
    with world.database.reading() as db:
        rows = {(row.topic, row.pace) for row in db.scalars(select(NoticeChoice))}
        assert account_of(db, "delegate").language == "fr"
        account_id = account_of(db, "delegate").id
    assert rows == {("silence", "none")}
    first, second = of_act(world, "choose_notices")
    assert first.facts == {"choices": {"silence": "daily"}, "before": {"silence": "at_once"}, "language": "en"}
    assert second.facts == {"choices": {"silence": "none"}, "before": {"silence": "daily"}, "language": "fr"}
    assert (second.actor, second.capacity, second.subject_id) == (account_id, "delegate of FRA", account_id)
    for who, readable in (
        ("delegate", True),
        ("admin", True),
        ("second", False),
        ("secretariat", False),
        ("public", False),
    ):
        entry = world.read(record.entry, second.index, world.viewer(who).audiences)
        assert (entry is not None) is readable, who


def test_a_choice_that_changes_nothing_or_is_not_offered_is_refused(world: World) -> None:
    before = world.read(record.size)
    with pytest.raises(Refusal, match="nothing to record"):
        chooses(world, "delegate", silence="at_once")
    with pytest.raises(Invalid, match="offered to you"):
        chooses(world, "delegate", for_the_chair="daily")
    with pytest.raises(Invalid, match="offered to you"):
        chooses(world, "delegate", silence="weekly")
    assert world.read(record.size) == before


def test_whoever_has_the_link_stops_a_topic_and_twice_is_once(world: World) -> None:
    assert stops(world, "delegate", "silence", "meetings")
    assert not stops(world, "delegate", "silence")
    assert stops(world, "delegate", "texts", by="delegate")
    by_link, signed_in = of_act(world, "stop_notices")
    assert (by_link.actor, by_link.capacity) == (None, "link")
    assert by_link.facts["choices"] == {"meetings": "none", "silence": "none"}
    assert (signed_in.actor, signed_in.capacity) == (world.viewer("delegate").account_id, "delegate of FRA")


def test_somebody_else_who_is_signed_in_and_has_the_link_is_not_named(world: World) -> None:
    assert stops(world, "delegate", "silence", by="second")
    (entry,) = of_act(world, "stop_notices")
    assert (entry.actor, entry.capacity) == (None, "link")


def test_a_new_account_is_told_of_what_comes_after_it_and_of_nothing_before(world: World) -> None:
    decide(world)
    a_session_is_planned(world)
    with world.writing() as db:
        made = actions.create_account(db, "new@example.org", "New", None, by=PUBLIC, at=world.tick())
        france = queries.delegation_by_code(db, "FRA").id
        actions.give_capacity(db, made, "adviser", by=PUBLIC, at=world.at, since=world.at, delegation_id=france)
    size = world.read(record.size)
    found = decide(world)
    assert found["new", "at_once"] == (size - 1, size - 1)
    assert found["delegate", "at_once"] == (size - 3, size - 3)


def test_accounts_from_before_there_were_notices_are_told_from_now_on(world: World) -> None:
    with world.database.writing() as db:
        db.execute(delete(NoticeMark))
    a_session_is_planned(world)
    assert decide(world) == {}
    end = world.read(record.size) - 1
    assert marks(world) == {("at_once", end), ("daily", end)}
    a_session_is_planned(world, 2)
    assert ("delegate", "at_once") in decide(world)


def test_the_marks_move_on_when_there_is_nothing_to_say_and_no_notice_is_empty(world: World) -> None:
    decide(world, TO_COME)
    with world.writing() as db:
        actions.change_password(db, account_of(db, "delegate"), "a sentence that is long enough", by=world.viewer("delegate", db), at=world.tick())  # fmt: skip
    assert decide(world, TO_COME) == {}
    end = world.read(record.size) - 1
    assert marks(world) == {("at_once", end), ("daily", end)}
    with world.database.reading() as db:
        assert queries.news(db, world.at, NEVER) is None


def test_the_record_does_not_grow_by_being_told_of(world: World) -> None:
    a_session_is_planned(world)
    before = world.read(record.size)
    assert decide(world, TO_COME)
    assert world.read(record.size) == before


def test_who_did_it_is_not_told_and_who_has_no_capacity_or_is_disabled_neither(world: World) -> None:
    decide(world)
    with world.writing() as db:
        actions.disable_account(db, account_of(db, "second"), by=world.viewer("admin", db), at=world.tick())
        acting = world.viewer("head", db).acting_as
        assert acting
        actions.end_capacity(db, db.get_one(Capacity, acting.id), by=world.viewer("admin", db), at=world.tick())
    a_session_is_planned(world)
    told = {who for who, _ in decide(world)}
    assert told == {"pending", "stakeholder", "observer", "delegate", "coordinator", "chair", "bureau", "admin"}


def test_what_is_told_once_a_day_waits_for_its_hour_and_what_is_told_at_once_does_not(world: World) -> None:
    decide(world, TO_COME)
    chooses(world, "delegate", meetings="daily")
    a_session_is_planned(world)
    planned = world.read(record.size) - 1
    assert ("delegate", "at_once") not in decide(world)
    assert decide(world, TO_COME) == {("delegate", "daily"): (planned, planned)}
    assert decide(world, TO_COME) == {}


def test_a_change_of_choice_neither_tells_twice_nor_loses_anything(world: World) -> None:
    decide(world, TO_COME)
    chooses(world, "delegate", meetings="daily")
    a_session_is_planned(world, 1)
    first = world.read(record.size) - 1
    chooses(world, "delegate", meetings="at_once")
    a_session_is_planned(world, 2)
    second = world.read(record.size) - 1
    assert decide(world)["delegate", "at_once"] == (second, second)
    assert decide(world, TO_COME)["delegate", "daily"] == (first, first)


def test_what_was_stopped_is_not_decided_any_more(world: World) -> None:
    decide(world)
    a_session_is_planned(world)
    stops(world, "delegate", "meetings")
    assert ("delegate", "at_once") not in decide(world)


def look(world: World) -> News:
    with world.database.reading() as db:
        news = queries.news(db, world.at, NEVER)
    assert news
    return news


def test_who_looked_before_another_decided_has_to_look_again(world: World) -> None:
    decide(world)
    a_session_is_planned(world)
    news = look(world)
    a_session_is_planned(world, 2)
    later = look(world)
    with world.database.writing() as db:
        assert actions.decide_notices(db, later, world.at) == 10
    for stale in (news, later):
        with world.database.writing() as db:
            assert actions.decide_notices(db, stale, world.at) is None
    with world.database.reading() as db:
        assert queries.news(db, world.at, NEVER) is None


def test_an_account_made_between_the_look_and_the_decision_keeps_its_mark(world: World) -> None:
    decide(world)
    a_session_is_planned(world)
    news = look(world)
    with world.writing() as db:
        made = actions.create_account(db, "new@example.org", "New", None, by=PUBLIC, at=world.tick()).id
    with world.database.writing() as db:
        assert actions.decide_notices(db, news, world.at) is not None
    with world.database.reading() as db:
        rows = db.scalars(select(NoticeMark.index).where(NoticeMark.account_id == made))
        assert set(rows) == {news.until + 1}


def crowd(world: World, number: int) -> None:
    """So many more advisers, without any entry."""
    with world.database.writing() as db:
        end, at = record.size(db) - 1, world.at
        codes = queries.delegations_by_code(db, ["FRA", "JPN", "KEN", "BRA", "CHE"])
        accounts = [
            {"email": f"{i}-of-{number}@example.org", "name": f"{i}", "created_at": at, "language": "en"}
            for i in range(number)
        ]
        ids = list(db.scalars(insert(Account).returning(Account.id), accounts))
        db.execute(
            insert(Capacity),
            [{"account_id": i, "role": "adviser", "delegation_id": codes[i % len(codes)].id, "since": at} for i in ids],
        )
        rows = [{"account_id": i, "pace": pace, "index": end, "at": at} for i in ids for pace in ("at_once", "daily")]
        db.execute(insert(NoticeMark), rows)


def much_happens(world: World, times: int, provision: int, amendment: int, revision: int) -> None:
    """Entries of every way to find whom they concern."""
    acts: list[tuple[str, Subject, dict[str, object]]] = [
        ("gavel", Subject("provision", provision), {}),
        ("put_in_conflict", Subject("amendment", amendment), {}),
        ("revise", Subject("provision", provision), {"nature": "substantive", "revision": revision}),
        ("withdraw_amendment", Subject("amendment", amendment), {}),
        ("remove_provision", Subject("provision", provision), {}),
        ("submit", Subject("submission", 1), {}),
        ("publish_submission", Subject("submission", 1), {}),
        ("clear_position", Subject("waiting_position", 1), {}),
        ("plan_meeting", Subject("meeting", 1), {}),
        ("give_capacity", Subject("capacity", 1), {}),
    ]
    with world.writing() as db:
        for act, subject, facts in acts * (times // len(acts)):
            append(db, act, None, "clock", subject, facts, world.tick(0))


def test_deciding_for_600_people_and_500_entries_takes_as_many_queries_as_for_a_few(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    says(world, "delegate", first, "support")
    amendment = amends(world, "second", first, "Other words.")
    revision = revises(world, first, "New words.")
    counted = []
    for people, entries in ((5, 20), (600, 500)):
        crowd(world, people)
        decide(world, TO_COME)
        much_happens(world, entries, first, amendment, revision)
        with world.counting() as sent:
            told = decide(world, TO_COME)
        counted.append(len(sent))
    assert len(told) > 1000
    assert counted[0] == counted[1] <= 30, counted


def test_what_a_notice_says_takes_as_many_queries_whatever_its_length(world: World) -> None:
    _, (first, *_rest) = a_report(world)
    says(world, "delegate", first, "support")
    amendment = amends(world, "delegate", first, "Other words.")
    revision = revises(world, first, "New words.")
    counted, lengths = [], []
    for entries in (20, 400):
        decide(world, TO_COME)
        much_happens(world, entries, first, amendment, revision)
        decide(world, TO_COME)
        with world.database.reading() as db:
            delegate = account_of(db, "delegate").id
            found = db.scalars(select(Notice).where(Notice.account_id == delegate).order_by(Notice.id.desc())).first()
            assert found
            with world.counting() as sent:
                lengths.append(len(queries.contents(db, found, world.at).lines))
        counted.append(len(sent))
    assert lengths[1] > 10 * lengths[0]
    assert counted[0] == counted[1] <= 25, counted


def test_a_notice_of_very_much_gives_the_first_of_it_and_counts_the_rest(world: World) -> None:
    decide(world, TO_COME)
    with world.writing() as db:
        for _ in range(queries.MOST_LINES + 7):
            append(db, "plan_meeting", None, "clock", Subject("meeting", 1), {}, world.tick(0))
    decide(world)
    with world.database.reading() as db:
        found = db.scalars(select(Notice).where(Notice.account_id == account_of(db, "delegate").id)).all()[-1]
        said = queries.contents(db, found, world.at)
    assert (len(said.lines), said.more, said.more_quietly) == (queries.MOST_LINES, 7, 0)


def test_claims_run_out_and_pauses_grow(world: World) -> None:
    a_session_is_planned(world)
    decide(world)

    def waiting(at: datetime) -> int:
        with world.database.reading() as db:
            return len(queries.notices_to_send(db, at, 1000))

    def claim(at: datetime) -> bool:
        with world.database.writing() as db:
            return actions.claim_notice(db, first, at) is not None

    with world.database.reading() as db:
        first, *others = queries.notices_to_send(db, world.at, 1000)
    at, everything = world.at, len(others) + 1
    assert claim(at)
    assert not claim(at)
    assert waiting(at + timedelta(minutes=4)) == everything - 1
    assert not claim(at + timedelta(minutes=4))
    assert waiting(at + timedelta(minutes=5)) == everything
    for minutes in (10, 20, 40):
        with world.database.writing() as db:
            actions.notice_failed(db, first, at)
        assert waiting(at + timedelta(minutes=minutes) - timedelta(seconds=1)) == everything - 1
        assert waiting(at + timedelta(minutes=minutes)) == everything
    with world.database.writing() as db:
        actions.notice_sent(db, first, at)
        actions.notice_failed(db, first, at)
        actions.drop_notice(db, first)
    with world.database.reading() as db:
        sent = db.get_one(Notice, first)
        assert (sent.sent_at, sent.failures) == (at, 3)
    assert waiting(at + timedelta(days=30)) == everything - 1
