"""Is the programme of a consultation prepared, agreed to by those named, and issued by the chair with what changed?"""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from oewg.consultations import actions, queries
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.record import queries as record
from oewg.record.models import Statement
from tests.accounts.given import told_now
from tests.consultations.given_consultation import a_consultation, a_part, answers, asked, issues, on
from tests.world import World, words_of


def test_two_parts_are_not_held_at_one_time_but_one_after_the_other(world: World) -> None:
    number = a_consultation(world)
    a_part(world, number, "Opening", 0)
    with pytest.raises(Invalid, match="Opening"):
        a_part(world, number, "Threats", 0)
    a_part(world, number, "Threats", 1)
    assert [part.title for part in world.read(queries.prepared, number)] == ["Opening", "Threats"]


def test_a_part_is_changed_and_taken_out_and_what_was_issued_stays(world: World) -> None:
    number = a_consultation(world)
    first, second = a_part(world, number, "Opening", 0), a_part(world, number, "Threats", 1, theme=True)
    issues(world, number)

    def change(title: str, minutes: int) -> None:
        def do(db, held, by, at):  # type: ignore[no-untyped-def]
            row = queries.segment(db, number, first)
            ends = row.starts_at + timedelta(minutes=minutes)
            actions.change_segment(db, held, row, held.meetings[0], row.starts_at, ends, title, by=by, at=at)

        on(world, number, do, by="secretariat")

    with pytest.raises(Refusal, match="nothing to record"):
        change("Opening", 30)
    with pytest.raises(Invalid, match="Threats"):
        change("Opening", 31)
    change("Opening by the Chair", 20)
    on(
        world,
        number,
        lambda db, _h, by, at: actions.remove_segment(db, queries.segment(db, number, second), by=by, at=at),
        by="secretariat",
    )
    read = world.read(queries.programme, number)
    assert [part.title for part in read.parts] == ["Opening", "Threats"]
    issues(world, number)
    read = world.read(queries.programme, number)
    assert (read.number, [part.title for part in read.parts]) == (2, ["Opening by the Chair"])
    assert [(one.before.title if one.before else "", one.now.title if one.now else "") for one in read.changes] == [
        ("Opening", "Opening by the Chair"), ("Threats", ""),
    ]  # fmt: skip
    with pytest.raises(Refusal, match="Nothing has changed"):
        issues(world, number)


def test_a_part_is_at_a_meeting_of_its_own_consultation(world: World) -> None:
    number = a_consultation(world)
    part = a_part(world, number)
    with pytest.raises(NotFound):
        world.read(queries.segment, number + 1, part)


@pytest.mark.parametrize(
    ("of", "by"), [("organization", "stakeholder"), ("delegation", "delegate"), ("", "secretariat")]
)
def test_a_scene_setter_is_named_in_public_only_after_agreeing(site: World, of: str, by: str) -> None:
    number = a_consultation(site)
    one = asked(site, number, a_part(site, number, "Threats", theme=True), of=of)
    issues(site, number)
    address = f"/consultations/{number}/programme"
    public = site.as_("public")
    assert "Ana Lima" not in public.get(address).text
    assert public.get(f"/api/v1{address}").json["parts"][0]["scene_setters"] == []  # type: ignore[index]
    others = {"stakeholder", "delegate", "secretariat", "observer"} - {by}
    for other in others:
        with pytest.raises((Refusal, NotFound)):
            answers(site, number, one, "agreed", by=other)
    answers(site, number, one, "agreed", by=by)
    assert "Ana Lima, Director of Research" in words_of(public.get(address))
    answers(site, number, one, "declined", by=by)
    assert "Ana Lima" not in public.get(address).text


def test_the_name_of_who_is_asked_stands_in_no_entry_of_the_record(world: World) -> None:
    number = a_consultation(world)
    one = asked(world, number, a_part(world, number))
    answers(world, number, one, "agreed", by="stakeholder")
    issues(world, number)
    with world.database.reading() as db:
        leaves = [leaf for _, leaf in record.leaves(db)]
        contents = [row.contents for row in db.query(Statement)]
    assert len(leaves) == len(contents)
    assert not any(b"Ana Lima" in each for each in [*leaves, *contents])


def test_who_is_taken_off_is_forgotten_by_name(world: World) -> None:
    number = a_consultation(world)
    one = asked(world, number, a_part(world, number))
    answers(world, number, one, "agreed", by="stakeholder")

    def off(db, _held, by, at):  # type: ignore[no-untyped-def]
        actions.take_off_scene_setter(db, queries.scene_setter(db, number, one, by), by=by, at=at)

    on(world, number, off, by="secretariat")
    row = world.read(lambda db: queries.scene_setter(db, number, one, world.viewer("secretariat")))
    assert (row.name, row.function) == ("", "")
    with pytest.raises(Refusal, match="taken out"):
        on(world, number, off, by="secretariat")


def test_those_concerned_hear_of_it_and_nobody_else(world: World) -> None:
    number = a_consultation(world)
    part = a_part(world, number)
    told_now(world)
    one = asked(world, number, part)
    heard = {who: [act for topic, act, _ in each if topic == "scene_setting"] for who, each in told_now(world).items()}
    assert {who for who, acts in heard.items() if acts} == {"stakeholder"}
    answers(world, number, one, "agreed", by="stakeholder")
    heard = {who: [act for topic, act, _ in each if topic == "scene_setting"] for who, each in told_now(world).items()}
    assert {who for who, acts in heard.items() if acts} == {"chair", "secretariat"}
    issues(world, number)
    assert {who for who, each in told_now(world).items() if ("calls", "issue_programme", False) in each} >= {
        "delegate",
        "stakeholder",
    }


def test_the_chair_and_the_secretariat_alone_read_what_is_prepared(site: World) -> None:
    number = a_consultation(site)
    a_part(site, number, "A part nobody has seen yet")
    address = f"/consultations/{number}/programme"
    for who in ("public", "stakeholder", "delegate", "observer", "admin", "pending"):
        assert "A part nobody has seen yet" not in site.as_(who).get(address).text, who
    for who in ("chair", "secretariat"):
        assert "A part nobody has seen yet" in site.as_(who).get(address).text, who


def test_the_programme_is_prepared_on_its_page_and_issued_by_the_chair(site: World) -> None:
    number = a_consultation(site)
    meeting = site.read(queries.consultation, number).meetings[0]
    address = f"/consultations/{number}/programme"
    secretariat, chair = site.as_("secretariat"), site.as_("chair")
    local = meeting.starts_at.astimezone(ZoneInfo(meeting.session.zone))
    sent = {
        "form": "part", "title": "Opening", "meeting": str(meeting.id), "starts_at": f"{local:%Y-%m-%dT%H:%M}",
        "ends_at": f"{local + timedelta(minutes=30):%Y-%m-%dT%H:%M}",
    }  # fmt: skip
    assert "Opening" in words_of(secretariat.does(f"{address}/parts", **sent))
    refused = secretariat.post(f"{address}/parts", page=address, **sent)
    assert refused.status_code == 422
    assert "is held at this time" in words_of(refused)
    part = site.read(queries.prepared, number)[0].segment
    changed = {**sent, "form": f"part-{part}", "title": "Opening by the Chair"}
    assert "Opening by the Chair" in words_of(secretariat.does(f"{address}/parts/{part}", page=address, **changed))
    scene = {"form": "scene", "segment": str(part), "name": "Ana Lima", "function": "Director", "delegation": "XXX"}
    assert secretariat.post(f"{address}/scene", page=address, **scene).status_code == 422
    assert "no answer yet" in words_of(secretariat.does(f"{address}/scene", **{**scene, "delegation": "fra"}))
    delegate = site.as_("delegate")
    assert "Ana Lima is asked to set the scene" in words_of(delegate.get(f"/consultations/{number}"))
    one = site.read(lambda db: queries.segments(db, number)[0].scene_setters[0].id)
    delegate.does(f"{address}/scene/{one}", page=address, form=f"agree-{one}", answer="agreed")
    chair.does(f"{address}/issue", form="issue")
    page = words_of(site.as_("public").get(address))
    assert "Opening by the Chair" in page
    assert "Ana Lima, Director, France" in page
