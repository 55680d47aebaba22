"""Who presides over a meeting, when a Vice-Chair is named to, and when their office has ended?"""

import pytest

from oewg.accounts import actions as accounts
from oewg.accounts import queries as people
from oewg.core.errors import NotFound, Refusal
from oewg.meetings import actions, queries
from tests.meetings.given import a_meeting, a_session, on_meeting
from tests.meetings.given_life import TEN, THREE, a_vice_chair, preside
from tests.world import World, words_of


def test_a_vice_chair_is_named_to_preside_and_the_chair_again(world: World) -> None:
    meeting, vice_chair = a_meeting(world, a_session(world)), a_vice_chair(world)
    preside(world, meeting, vice_chair)
    line = world.read(queries.meeting_line, meeting, world.at)
    with world.database.reading() as db:
        assert line.presiding == people.delegation_by_code(db, "KEN").id
    assert world.read(queries.history_of, meeting)[-1].presiding == line.presiding
    with pytest.raises(Refusal, match="so already"):
        preside(world, meeting, vice_chair)
    preside(world, meeting, None)
    assert world.read(queries.meeting_line, meeting, world.at).presiding is None


def test_the_chair_presides_when_the_office_of_the_vice_chair_who_was_named_has_ended(site: World) -> None:
    session, vice_chair = a_session(site), a_vice_chair(site)
    over, ahead = a_meeting(site, session), a_meeting(site, session, THREE)
    for meeting in (over, ahead):
        preside(site, meeting, vice_chair)
    on_meeting(site, actions.cancel_meeting, over, "Nobody is left on the list.")
    page = site.as_("public")

    def who(meeting: int) -> tuple[bool, bool, bool]:
        named = "Presiding The Vice-Chair (Kenya)" in words_of(page.get(f"/meetings/{meeting}"))
        in_json = page.get(f"/api/v1/meetings/{meeting}").get_json()["presiding"] is not None
        unfolded = page.get("/calendar.ics").text.replace("\r\n ", "")
        return named, in_json, unfolded.count("Presiding: the Vice-Chair (Kenya)") == 2

    assert (who(over), who(ahead)) == ((True, True, True), (True, True, True))
    with site.writing() as db:
        accounts.end_capacity(db, queries.vice_chair(db, vice_chair), by=site.viewer("admin", db), at=site.tick())
    assert (who(over), who(ahead)) == ((True, True, False), (False, False, False))
    [slot] = [each for each in site.read(queries.meetings_of, session, site.at) if each.id == ahead]
    assert slot.presiding is None


def test_who_is_not_or_no_longer_a_vice_chair_does_not_preside(world: World) -> None:
    meeting, vice_chair = a_meeting(world, a_session(world)), a_vice_chair(world)
    with pytest.raises(NotFound):
        preside(world, meeting, 1)
    with world.writing() as db:
        row = queries.vice_chair(db, vice_chair)
        accounts.end_capacity(db, row, by=world.viewer("admin", db), at=world.tick())
    assert world.read(queries.vice_chairs, world.at) == []
    with pytest.raises(Refusal, match="a Vice-Chair in office"):
        preside(world, meeting, vice_chair)
    session = world.read(queries.session, 1).session
    with pytest.raises(Refusal, match="a Vice-Chair in office"):
        world.act(
            actions.plan_meeting, session, "formal", "in_person", TEN, by="secretariat",
            presiding=world.read(queries.vice_chair, vice_chair),
        )  # fmt: skip
