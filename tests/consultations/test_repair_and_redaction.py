"""Can what was sent back be repaired, does the version before it stand meanwhile, and is what is black black everywhere?"""

import base64
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from oewg.consultations import actions, queries
from oewg.consultations.models import InputFile
from oewg.core.clock import on_the_clocks
from oewg.core.errors import Invalid, Refusal
from oewg.record import queries as record
from oewg.texts import queries as texts
from oewg.texts.documents.uploads import examined
from tests.consultations.given import (
    FAR,
    a_published_submission,
    a_submission,
    an_open_call,
    does,
    sent_back,
    some_terms,
)
from tests.negotiation.given import a_report
from tests.world import World, words_of

NAME = "Person Eleven"
WORDS = f"Cables need a plan. Ask {NAME}, who is ill.\nThen write it down."


def test_what_was_sent_back_after_the_close_is_repaired_until_its_own_instant(world: World) -> None:
    call_id = an_open_call(world)
    closes = world.read(queries.call, call_id).closes_at
    number = a_submission(world, call_id=call_id, words="Cut sh")
    sent_back(world, number, at=closes)
    until = world.read(queries.submission, number, world.viewer("stakeholder")).submission.repair_until
    assert until is not None
    instant = re.escape(on_the_clocks(until, "America/New_York"))
    with pytest.raises(Refusal, match=f"repaired version was in time until {instant}.*late"):
        a_submission(world, call_id=call_id, words="Whole.", at=until)
    repaired = a_submission(world, call_id=call_id, words="Whole.", at=closes)
    with pytest.raises(Refusal, match=r"This call closed at .*late"):
        a_submission(world, call_id=call_id, words="More.", at=closes)
    does(world, repaired, "publish_submission", at=closes)


def test_while_a_version_is_sent_back_the_one_before_it_stands_and_is_tied(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    call_id = an_open_call(world)
    first = a_published_submission(world, call_id=call_id)
    second = a_submission(world, call_id=call_id, words="Two pl")
    provision = world.read(texts.provision, paragraph)
    with pytest.raises(Refusal, match="later version"):
        does(world, first, "tie_submission", provision, "noted", "R")
    sent_back(world, second)
    does(world, first, "tie_submission", provision, "noted", "R")
    listed = world.read(queries.submissions, world.viewer("secretariat")).items
    assert [line.submission.id for line in listed] == [second, first]
    third = a_submission(world, call_id=call_id, words="Two plans.")
    listed = world.read(queries.submissions, world.viewer("secretariat")).items
    assert [line.submission.id for line in listed] == [third]


def test_the_end_of_a_repair_is_a_deadline_after_which_no_kept_page_is_current(world: World) -> None:
    number = a_submission(world)
    sent_back(world, number)
    until = world.read(queries.submission, number, world.viewer("secretariat")).submission.repair_until
    assert until
    passed = [world.read(record.version, until + timedelta(minutes=each)).passed for each in (-1, 0)]
    assert passed[1] == passed[0] + 1


def test_it_is_sent_back_on_a_published_ground_with_time_for_the_repair(site: World) -> None:
    number = a_submission(site, call_id=an_open_call(site, FAR))
    secretariat, address = site.as_("secretariat"), f"/submissions/{number}"
    for ground, until in (("opinion", "2098-01-01T12:00"), ("language", "2019-01-01T12:00")):
        sent = {"form": "return", "ground": ground, "reason": "R.", "repair_until": until}
        assert secretariat.post(f"{address}/send-back", address, **sent).status_code == 422
    sent = {"form": "return", "ground": "language", "reason": "Half of it.", "repair_until": "2098-01-01T12:00"}
    secretariat.does(f"{address}/send-back", address, **sent)
    said = words_of(site.as_("stakeholder").get(address))
    assert "It is in a language that the call does not accept. Half of it." in said
    assert "1 January 2098, 12:00" in said
    assert "Repair it" in said
    public = words_of(site.as_("public").get("/submissions/grounds"))
    assert "It insults or threatens somebody." in public


def test_what_is_black_is_black_for_everybody_but_its_authors_and_the_secretariat(site: World) -> None:
    call_id = an_open_call(site, FAR)
    number = a_submission(site, call_id=call_id, words=WORDS)
    with pytest.raises(Invalid, match="do not stand"):
        does(site, number, "redact", None, "Nobody", "personal_data", "R.")
    does(site, number, "redact", None, f"{NAME}, who is ill", "personal_data", "Somebody’s health.")
    does(site, number, "publish_submission")
    for who in ("public", "delegate", "chair", "pending", "admin"):
        browser = site.as_(who)
        for address in (
            f"/submissions/{number}", f"/api/v1/submissions/{number}", "/api/v1/submissions", "/record",
            "/api/v1/record?limit=200", "/search?q=cables", "/api/v1/search?q=cables", f"/calls/{call_id}",
        ):  # fmt: skip
            assert NAME not in browser.get(address).text, (who, address)
        assert "On cables" in words_of(browser.get("/search?q=cables")), who
        assert "On cables" not in words_of(browser.get("/search?q=eleven")), who
    said = words_of(site.as_("public").get(f"/submissions/{number}"))
    assert "Somebody’s health." in said
    assert "Then write it down." in said
    for who in ("stakeholder", "secretariat"):
        assert NAME in site.as_(who).get(f"/submissions/{number}").text
    with pytest.raises(Refusal, match="nothing to record"):
        a_submission(site, call_id=call_id, words=WORDS)


def test_a_second_piece_keeps_the_first_original(world: World) -> None:
    number = a_submission(world, words=WORDS)
    does(world, number, "redact", None, NAME, "personal_data", "A name.")
    does(world, number, "redact", None, "is ill", "personal_data", "Health.")
    row = world.read(queries.submission, number, world.viewer("secretariat")).submission
    assert world.read(queries.words_received, row)[None] == WORDS
    assert [WORDS[one.start : one.stop] for one in row.redactions] == [NAME, "is ill"]
    entries = world.read(record.entries_after, -1, ["public"], limit=9, act="redact")
    assert entries == []


def test_what_was_sent_back_is_not_redacted(world: World) -> None:
    number = a_submission(world, words=WORDS)
    sent_back(world, number)
    with pytest.raises(Refusal, match="can be redacted"):
        does(world, number, "redact", None, NAME, "personal_data", "R.")


def with_a_file(world: World, consent: str) -> int:
    call_id = world.act(actions.open_call, some_terms(world.at, FAR, most_files=1), by="secretariat").id
    upload = examined(f"By {NAME} of Open Wires.".encode(), "open-wires.txt")
    world.act(actions.attach_file, world.read(queries.call, call_id), upload, by="stakeholder")
    return a_submission(world, consent, call_id)


def test_a_redacted_copy_takes_the_place_of_an_attachment_and_says_why(site: World) -> None:
    number = with_a_file(site, "named")
    copy = {"file": base64.b64encode(b"By somebody.").decode(), "file_name": "copy.txt", "reason": "A name."}
    secretariat = site.program("secretariat")
    made = secretariat("POST", f"/submissions/{number}/files/1/copy", copy)
    assert (made.status_code, made.get_json()["attachments"][0]["reason"]) == (201, "A name.")
    same = base64.b64encode(f"By {NAME} of Open Wires.".encode()).decode()
    assert secretariat("POST", f"/submissions/{number}/files/1/copy", copy | {"file": same}).status_code == 422
    better = copy | {"file": base64.b64encode(b"By nobody.").decode()}
    assert secretariat("POST", f"/submissions/{number}/files/1/copy", better).status_code == 201
    with site.database.reading() as db:
        kept = [row.contents for row in db.scalars(select(InputFile).order_by(InputFile.id))]
    assert kept == [f"By {NAME} of Open Wires.".encode(), b"By nobody."]
    does(site, number, "publish_submission")
    public, own = site.as_("public"), site.as_("stakeholder")
    assert public.get(f"/submissions/{number}/files/1").data == b"By nobody."
    assert public.get(f"/submissions/{number}/files/1/received").status_code == 404
    assert NAME.encode() in own.get(f"/submissions/{number}/files/1/received").data
    assert "A name." in words_of(public.get(f"/submissions/{number}"))


def test_the_name_of_a_file_does_not_name_an_author_who_is_not_to_be_named(site: World) -> None:
    number = with_a_file(site, "anonymous")
    does(site, number, "publish_submission")
    public = site.as_("public")
    assert "attachment-1.txt" in public.get(f"/submissions/{number}").text
    for address in (f"/submissions/{number}", f"/api/v1/submissions/{number}"):
        assert "open-wires" not in public.get(address).text
    assert "open-wires" not in public.get(f"/submissions/{number}/files/1").headers["Content-Disposition"]
    assert "open-wires.txt" in site.as_("stakeholder").get(f"/submissions/{number}").text


def test_the_secretariat_s_answer_to_programs_shows_that_an_author_is_not_to_be_named(site: World) -> None:
    number = a_submission(site, "anonymous")
    found = site.program("secretariat")("GET", f"/submissions/{number}").get_json()
    assert (found["author"], found["consent"], found["standing"]) == ("Open Wires", "anonymous", "received")
