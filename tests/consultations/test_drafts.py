"""Is a draft its authors' alone, is nothing of it lost, and does nothing of it stand in the record before it is sent?"""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from oewg.consultations import actions, queries
from oewg.consultations.rules.calls import REMINDER, Question
from oewg.consultations.rules.drafts import StaleDraft, mark
from oewg.core.errors import Invalid, NotAllowed, Refusal
from oewg.record import queries as record
from oewg.record.actions import settle
from oewg.texts.documents.uploads import examined
from tests.accounts.given import told_now
from tests.consultations.given import FAR, a_submission, an_open_call, drafted, had_on, some_terms
from tests.world import World, words_of


def a_call_with_files(world: World, **more: object) -> int:
    terms = some_terms(world.at, FAR, questions=(Question("a", "Which?"), Question("b", "How?")), most_files=1, **more)
    return world.act(actions.open_call, terms, by="secretariat").id


def saves(
    world: World, call_id: int, parts: dict[str, str], had: dict[str, str] | None = None, by: str = "stakeholder"
) -> None:
    call = world.read(queries.call, call_id)
    world.act(actions.save_draft, call, parts, had or {}, by=by)


def parts_of(world: World, call_id: int, who: str = "stakeholder") -> dict[str, str]:
    call = world.read(queries.call, call_id)
    return dict(world.read(queries.drafted, call, world.viewer(who)).parts)


def test_a_draft_is_no_entry_of_the_record_and_nobody_else_sees_it(world: World) -> None:
    call_id = a_call_with_files(world)
    size = world.read(record.size)
    saves(world, call_id, {"title": "On cables", "words": "Half a sen"})
    assert world.read(record.size) == size
    assert parts_of(world, call_id)["words"] == "Half a sen"
    for who in ("pending", "secretariat", "delegate", "chair", "public"):
        assert parts_of(world, call_id, who) == {}, who


def test_two_people_of_one_side_lose_nothing(world: World) -> None:
    call_id = a_call_with_files(world)
    first, second = (str(one.id) for one in world.read(queries.call, call_id).questions)
    saves(world, call_id, {"words": "Old."})
    saves(world, call_id, {first: "Hers.", "words": "Old."}, {"words": mark("Old.")})
    saves(world, call_id, {second: "His.", "words": "Old.", first: ""}, {"words": mark("Old.")})
    assert (parts_of(world, call_id)[first], parts_of(world, call_id)[second]) == ("Hers.", "His.")
    with pytest.raises(StaleDraft) as refused:
        saves(world, call_id, {first: "Mine.", "words": "New."}, {"words": mark("Old.")})
    assert refused.value.conflicts == (first,)
    assert parts_of(world, call_id)["words"] == "Old."


def test_a_stale_save_shows_both_texts_and_can_be_sent_again(site: World) -> None:
    call_id = an_open_call(site, FAR)
    address = f"/calls/{call_id}/draft"
    first, second = site.as_("stakeholder"), site.as_("stakeholder")
    opened_by_second = had_on(second, address)
    first.does(address, address, form="draft", words="What the first wrote.", **had_on(first, address))
    refused = second.post(address, address, form="draft", words="What the second wrote.", **opened_by_second)
    said = words_of(refused)
    assert refused.status_code == 409
    assert "What the first wrote." in said
    assert "What the second wrote." in said
    again = dict(re.findall(r'name="(had-[^"]+)" value="([0-9a-f]{16})"', refused.text))
    second.does(address, address, form="draft", words="What both wrote.", **again)
    assert parts_of(site, call_id)["words"] == "What both wrote."


def test_no_browser_keeps_a_draft_and_a_save_makes_no_other_page_new(site: World) -> None:
    call_id = an_open_call(site, FAR)
    public = site.as_("public")
    stakeholder = site.as_("stakeholder")
    kept = {"If-None-Match": public.get(f"/calls/{call_id}").headers["ETag"]}
    drafted(stakeholder, call_id, title="T", words="W.", consent="named", language="en")
    for page in ("draft", "draft/preview"):
        answer = stakeholder.get(f"/calls/{call_id}/{page}")
        assert (answer.headers["Cache-Control"], answer.headers.get("ETag")) == ("no-store", None)
    assert public.get(f"/calls/{call_id}", headers=kept).status_code == 304


def test_what_is_previewed_is_what_is_read_and_the_receipt_names_it(site: World) -> None:
    call_id = a_call_with_files(site)
    (question, _) = site.read(queries.call, call_id).questions
    stakeholder, address = site.as_("stakeholder"), f"/calls/{call_id}/draft"
    on = drafted(
        stakeholder, call_id, title="On cables", words="In general.", language="fr", consent="named",
        **{f"answer-{question.id}": "Cables [sic] need *a plan*."},
    )  # fmt: skip
    stakeholder.does(f"{address}/files", address, form="attachment", file=(io.BytesIO(b"A map."), "map.txt"))
    preview = stakeholder.get(f"{address}/preview").text
    stale = stakeholder.post(f"/calls/{call_id}/submissions", form="submission", on=on)
    assert stale.status_code == 409
    on = re.search(r'name="on" value="([0-9a-f]{64})"', preview)[1]  # type: ignore[index]
    receipt = words_of(stakeholder.does(f"/calls/{call_id}/submissions", form="submission", on=on))
    viewer = site.viewer("stakeholder")
    (line,) = site.read(queries.submissions, viewer).items
    assert line.submission.digest in receipt
    assert "New York (-0" in receipt
    read = stakeholder.get(f"/submissions/{line.submission.id}").text
    body = re.compile(r'<section class="answer">.*?</section>', re.S)
    shown = [re.sub(r'<a href="[^"]*">([^<]*)</a>', r"\1", piece) for piece in body.findall(read)]
    assert shown == body.findall(preview)
    assert len(shown) == 3
    assert parts_of(site, call_id)["title"] == "On cables"
    assert site.read(queries.draft, call_id, viewer) is None
    file = stakeholder.get(f"/submissions/{line.submission.id}/files/1")
    assert (file.data, file.headers["Content-Disposition"].split(";")[0]) == (b"A map.", "attachment")
    assert site.as_("delegate").get(f"/submissions/{line.submission.id}/receipt").status_code == 404


def test_a_draft_without_a_choice_of_publication_is_not_sent(site: World) -> None:
    call_id = an_open_call(site, FAR)
    stakeholder = site.as_("stakeholder")
    address = f"/calls/{call_id}/draft"
    stakeholder.does(address, address, form="draft", **had_on(stakeholder, address), title="T", words="W.")
    preview = stakeholder.get(f"{address}/preview")
    assert "Before it can be sent the draft has to say: its language, whether it is published." in words_of(preview)
    assert 'id="submission"' not in preview.text
    call = site.read(queries.call, call_id)
    on = site.read(queries.drafted, call, site.viewer("stakeholder")).digest(call)
    refused = stakeholder.post(f"/calls/{call_id}/submissions", form="submission", on=on)
    assert refused.status_code == 422


def test_files_are_as_many_as_the_call_accepts_and_once_each(world: World) -> None:
    call_id = a_call_with_files(world)
    call = world.read(queries.call, call_id)
    upload = examined(b"A map.", "map.txt")
    file = world.act(actions.attach_file, call, upload, by="stakeholder")
    with pytest.raises(Refusal, match="no more than 1"):
        world.act(actions.attach_file, call, examined(b"B", "b.txt"), by="stakeholder")
    viewer = world.viewer("stakeholder")
    world.act(actions.detach_file, call, file, by="stakeholder")
    assert world.read(queries.drafted, call, viewer).files == []
    assert not world.read(queries.is_attached, file.id)
    plain = world.read(queries.call, an_open_call(world, FAR))
    with pytest.raises(Refusal, match="accepts no attachments"):
        world.act(actions.attach_file, plain, upload, by="stakeholder")


def test_who_may_not_answer_cannot_draft(world: World) -> None:
    call_id = an_open_call(world)
    with pytest.raises(Refusal, match="not accredited"):
        saves(world, call_id, {"words": "W."}, by="pending")
    with pytest.raises(NotAllowed):
        saves(world, call_id, {"words": "W."}, by="delegate")
    with pytest.raises(Invalid, match="does not ask"):
        saves(world, call_id, {"999": "W."})
    with pytest.raises(Refusal, match="no draft"):
        world.act(actions.discard_draft, world.read(queries.call, call_id), by="stakeholder")
    with pytest.raises(Refusal, match="late"):
        world.act(
            actions.save_draft, world.read(queries.call, call_id), {"words": "W."}, {}, by="stakeholder",
            at=world.read(queries.call, call_id).closes_at,
        )  # fmt: skip


def test_whoever_has_a_draft_unsent_is_reminded_once_of_each_deadline(world: World) -> None:
    call_id = an_open_call(world, world.at + timedelta(days=9))
    saves(world, call_id, {"words": "Half a sen"})
    told_now(world)
    closes = world.read(queries.call, call_id).closes_at

    def reminded(at: datetime) -> list[str]:
        with world.writing() as db:
            settle(db, at)
            settle(db, at)
        found = world.read(
            record.entries_after,
            -1,
            [f"organization:{world.viewer('stakeholder').organization_id}"],
            limit=99,
            act="remind_of_draft",
        )
        return [str(entry.facts["closes_at"]) for entry in found]

    assert reminded(closes - REMINDER - timedelta(seconds=1)) == []
    assert reminded(closes - REMINDER) == [closes.isoformat()]
    assert world.read(record.entries_after, -1, ["public", "secretariat"], limit=99, act="remind_of_draft") == []
    assert told_now(world) == {"stakeholder": [("own_organization", "remind_of_draft", True)]}
    later = closes + timedelta(days=5)
    world.act(
        actions.extend_call, world.read(queries.call, call_id), later, by="secretariat", at=closes - timedelta(hours=1)
    )
    assert reminded(later - REMINDER) == [closes.isoformat(), later.isoformat()]


def test_a_program_drafts_with_marks(site: World) -> None:
    call_id = an_open_call(site, FAR)
    program = site.program("stakeholder")
    made = program("POST", f"/calls/{call_id}/draft", {"words": "One."})
    assert (made.status_code, made.get_json()["parts"]["words"]) == (200, "One.")
    marks = made.get_json()["marks"]
    assert program("POST", f"/calls/{call_id}/draft", {"words": "Two.", "had": marks}).status_code == 200
    stale = program("POST", f"/calls/{call_id}/draft", {"words": "Three.", "had": marks})
    assert (stale.status_code, stale.get_json()["details"]) == (409, {"conflicts": ["words"]})
    assert program("POST", f"/calls/{call_id}/draft/discard", {}).get_json()["parts"] == {}
    assert site.program("delegate")("GET", f"/calls/{call_id}/draft").get_json()["parts"] == {}


def test_the_form_is_closed_at_the_deadline_and_the_draft_is_still_there(site: World) -> None:
    deadline = datetime.now(UTC) + timedelta(minutes=10)
    call_id = an_open_call(site, deadline)
    stakeholder = site.as_("stakeholder")
    drafted(stakeholder, call_id, title="T", words="Too late to send.", consent="named", language="en")
    with time_machine.travel(deadline, tick=False):
        page = stakeholder.get(f"/calls/{call_id}/draft/preview")
    assert "Too late to send." in words_of(page)
    assert 'id="submission"' not in page.text


def test_a_later_version_keeps_the_attachments_of_the_one_before(world: World) -> None:
    call_id = a_call_with_files(world)
    call = world.read(queries.call, call_id)
    world.act(actions.attach_file, call, examined(b"A map.", "map.txt"), by="stakeholder")
    first = a_submission(world, call_id=call_id)
    saves(world, call_id, {"words": "Two plans."}, {"words": mark("Cables need a plan.")})
    second = a_submission(world, call_id=call_id, words="Two plans.")
    viewer = world.viewer("stakeholder")
    one, two = (
        world.read(queries.submission, number, viewer).submission.files[0].file_id for number in (first, second)
    )
    assert one == two
