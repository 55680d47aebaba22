"""Is input heard in time, published with consent, and never lost, on both engines?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from oewg.consultations import actions, queries
from oewg.consultations.rules.input import check_in_time
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal
from oewg.record import queries as record
from tests.consultations.given import a_submission, an_open_call, does, sent_back
from tests.negotiation.given import a_report
from tests.world import World, words_of

OPENS, CLOSES = datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 1, 31, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "refused"),
    [
        (OPENS - timedelta(seconds=1), "not open yet"),
        (OPENS, ""),
        (CLOSES - timedelta(microseconds=1), ""),
        (CLOSES, "closed at"),
        (CLOSES + timedelta(days=1), "closed at"),
    ],
)
def test_a_deadline_is_half_open(at: datetime, refused: str) -> None:
    if refused:
        with pytest.raises(Refusal, match=refused):
            check_in_time(OPENS, CLOSES, at, "31 January 2020, 18:00 New York (-05:00)")
    else:
        check_in_time(OPENS, CLOSES, at, "")


def test_a_late_submission_is_refused_with_the_deadline_and_its_zone(world: World) -> None:
    call_id = an_open_call(world)
    world.tick(60 * 24 + 5)
    with pytest.raises(Refusal, match=r"New York \(-04:00\)"):
        a_submission(world, call_id=call_id)


INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("before_deadline", "kept"),
    [((INSTANT, timedelta(0)), [0]), ((INSTANT, INSTANT), [0, 1]), ((timedelta(0), timedelta(0)), [])],
    ids=["one before it and one at it", "both before it", "both at it"],
)
def test_of_two_sent_at_once_at_the_deadline_those_before_it_are_kept_and_the_others_are_refused(
    world: World, before_deadline: tuple[timedelta, timedelta], kept: list[int]
) -> None:
    deadline = world.at + timedelta(hours=1)
    call_id = an_open_call(world, deadline)
    together = Barrier(2)

    def send(n: int) -> str:
        together.wait(10)
        try:
            a_submission(world, call_id=call_id, words=f"Plan {n}.", at=deadline - before_deadline[n])
        except Refusal as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as pool:
        refusals = list(pool.map(send, range(2)))
    assert [n for n, refusal in enumerate(refusals) if not refusal] == kept
    assert all("what arrives then or later is late" in refusal for refusal in refusals if refusal)
    viewer = world.viewer("secretariat")
    lines = world.read(queries.submissions_after, viewer, 0, 10)
    assert sorted(line.submission.words for line in lines) == [f"Plan {n}." for n in kept]
    recorded = world.read(record.entries_after, -1, viewer.audiences, limit=10, act="submit")
    assert sorted(str(entry.facts["words"]) for entry in recorded) == [f"Plan {n}." for n in kept]


def test_a_pending_organization_is_told_why_it_waits(world: World) -> None:
    call = world.read(queries.call, an_open_call(world))
    with pytest.raises(Refusal, match="not accredited yet"):
        world.act(actions.submit, call, "T", "W", "named", by="pending")
    with pytest.raises(NotAllowed):
        world.act(actions.submit, call, "T", "W", "named", by="delegate")


def test_a_later_version_replaces_and_the_earlier_stays(world: World) -> None:
    call_id = an_open_call(world)
    first, second = a_submission(world, call_id=call_id), a_submission(world, call_id=call_id, words="Two plans.")
    versions = [
        world.read(queries.submission, number, world.viewer("secretariat")).submission.version
        for number in (first, second)
    ]
    assert versions == [1, 2]


def test_what_is_not_published_is_read_by_its_authors_and_the_secretariat_alone(world: World) -> None:
    number = a_submission(world)
    for who in ("stakeholder", "secretariat"):
        assert world.read(queries.submission, number, world.viewer(who)).author == "Open Wires"
    for who in ("public", "delegate", "chair", "pending"):
        with pytest.raises(NotFound):
            world.read(queries.submission, number, world.viewer(who))


def test_publishing_needs_consent(world: World) -> None:
    number = a_submission(world, "not_published")
    with pytest.raises(Refusal, match="consent"):
        does(world, number, "publish_submission")


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "pending"])
def test_of_an_anonymous_submission_nobody_else_learns_whose_it_is(site: World, who: str) -> None:
    number = a_submission(site, "anonymous")
    does(site, number, "publish_submission")
    browser = site.as_(who)
    for address in (
        "/submissions", f"/submissions/{number}", "/api/v1/submissions", f"/api/v1/submissions/{number}", "/record",
        "/api/v1/record?limit=200", "/submissions?sector=non_governmental",
    ):  # fmt: skip
        assert "Open Wires" not in browser.get(address).text, address
    own = site.as_("stakeholder").get(f"/submissions/{number}")
    assert "Open Wires" in own.text
    entries = site.read(record.entries_after, -1, site.viewer(who).audiences, limit=500)
    organization = site.viewer("stakeholder").organization_id
    assert all(entry.facts.get("organization") != organization for entry in entries)


def test_a_submission_is_tied_and_its_page_says_what_became_of_it(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    number = a_submission(site)
    does(site, number, "publish_submission")
    shown = site.as_("secretariat").does(
        f"/submissions/{number}/bearings", form="bearing", provision=str(first), disposition="taken_up",
        reason="Paragraph 1 says so now.",
    )  # fmt: skip
    assert "Taken up" in words_of(shown)
    public = words_of(site.as_("public").get(f"/submissions/{number}"))
    assert "Paragraph 1 says so now." in public
    assert "States share information." in public


def test_sending_back_is_for_form_and_says_what_to_repair(world: World) -> None:
    number = a_submission(world)
    with pytest.raises(Invalid):
        sent_back(world, number, "")
    sent_back(world, number, "It answers another call.")
    with pytest.raises(Refusal, match="sent back"):
        does(world, number, "publish_submission")


def test_a_cached_page_of_a_call_is_not_current_after_its_deadline(site: World) -> None:
    call_id = an_open_call(site)
    before = site.read(record.version, site.at)
    after = site.read(record.version, site.at + timedelta(days=2))
    assert (before.size, before.passed + 1) == (after.size, after.passed)
    assert call_id
