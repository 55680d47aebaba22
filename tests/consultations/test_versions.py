"""Does a later version replace the earlier, and does the earlier stay, without telling whose an anonymous one is?"""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from oewg.consultations import queries
from oewg.consultations.rules.submissions import digest_of
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.record import queries as record
from oewg.report.queries import draft_or_not_found, source
from oewg.texts import queries as texts
from oewg.texts.models import Provision
from tests.accounts.given import told_now
from tests.consultations.given import FAR, a_published_submission, a_submission, an_open_call, does, sent_back
from tests.negotiation.given import a_report
from tests.world import World


def listed(world: World, who: str) -> list[int]:
    page = world.read(queries.submissions, world.viewer(who))
    return [line.submission.id for line in page.items]


def test_two_versions_sent_at_once_are_two_versions_and_neither_is_lost(world: World) -> None:
    call_id = an_open_call(world)
    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(lambda n: a_submission(world, call_id=call_id, words=f"Plan {n}."), range(4)))
    viewer = world.viewer("secretariat")
    found = [world.read(queries.submission, number, viewer).submission for number in sent]
    assert sorted(row.version for row in found) == [1, 2, 3, 4]
    assert {row.words for row in found} == {f"Plan {n}." for n in range(4)}
    assert [row.version for row in found if row.id in listed(world, "secretariat")] == [4]


def test_a_list_shows_the_version_that_stands_for_the_reader(world: World) -> None:
    call_id = an_open_call(world)
    first = a_published_submission(world, call_id=call_id)
    second = a_submission(world, call_id=call_id, words="Two plans.")
    assert (listed(world, "public"), listed(world, "secretariat")) == ([first], [second])
    assert world.read(queries.submission, first, world.viewer("public")).replaced_by is None
    assert world.read(queries.submission, first, world.viewer("stakeholder")).replaced_by == second
    does(world, second, "publish_submission")
    assert listed(world, "public") == [second]
    assert world.read(queries.submission, first, world.viewer("public")).replaced_by == second


def test_what_was_replaced_is_neither_published_nor_sent_back_nor_tied(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    call_id = an_open_call(world)
    first = a_submission(world, call_id=call_id)
    a_submission(world, call_id=call_id, words="Two plans.")
    for verb, arguments in (
        ("publish_submission", ()),
        ("return_submission", ("incomplete", "It is cut short.", FAR)),
        ("tie_submission", (provision(world, paragraph), "noted", "R")),
    ):
        with pytest.raises(Refusal, match="later version"):
            does(world, first, verb, *arguments)


def test_what_was_sent_back_is_not_tied_and_its_page_does_not_offer_it(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_submission(site, call_id=an_open_call(site, FAR))
    secretariat = site.as_("secretariat")
    page = f"/submissions/{number}/what-became-of-it"
    assert 'id="bearing"' in secretariat.get(page).text
    sent_back(site, number, "It is cut short.")
    assert 'id="bearing"' not in secretariat.get(page).text
    with pytest.raises(Refusal, match="sent back for repair"):
        does(site, number, "tie_submission", provision(site, paragraph), "noted", "R")
    assert site.read(queries.submission, number, site.viewer("secretariat")).submission.bearings == []


def provision(world: World, number: int) -> Provision:
    """A provision as an argument of an act."""
    return world.read(texts.provision, number)


def test_the_same_words_sent_again_are_not_a_version(world: World) -> None:
    call_id = an_open_call(world)
    a_submission(world, call_id=call_id)
    size = world.read(record.size)
    with pytest.raises(Refusal, match="nothing to record"):
        a_submission(world, call_id=call_id)
    assert world.read(record.size) == size


@pytest.mark.parametrize(("first", "later"), [("anonymous", "named"), ("named", "anonymous")])
def test_a_published_version_keeps_its_authors_choice(world: World, first: str, later: str) -> None:
    call_id = an_open_call(world)
    a_published_submission(world, first, call_id)
    with pytest.raises(Invalid, match="in the same way"):
        a_submission(world, later, call_id, "Two plans.")
    assert a_submission(world, first, call_id, "Two plans.")


@pytest.mark.parametrize(("first", "later"), [("anonymous", "named"), ("named", "anonymous")])
def test_a_version_published_while_another_choice_is_sent_is_published_or_replaced_never_both(
    world: World, first: str, later: str
) -> None:
    outcomes = [at_once(world, first, later, publish_begins=round_ % 2 == 0) for round_ in range(6)]
    for published, sent in outcomes:
        assert sorted([bool(published), bool(sent)]) == [False, True]
        assert "later version" in published or "in the same way" in sent


def at_once(world: World, first: str, later: str, *, publish_begins: bool) -> tuple[str, str]:
    """A version is published while one with another choice is sent: why either was refused, "" if it was not."""
    call_id = an_open_call(world)
    number = a_submission(world, first, call_id)
    together, at = Barrier(2), world.tick()

    def act(publishes: bool) -> str:
        together.wait(10)
        if publishes != publish_begins:
            time.sleep(0.002)
        try:
            if publishes:
                does(world, number, "publish_submission", at=at)
            else:
                a_submission(world, later, call_id, "Two plans.", at=at)
        except Refusal as refusal:
            return str(refusal)
        return ""

    with ThreadPoolExecutor(2) as pool:
        published, sent = pool.map(act, (True, False))
    return published, sent


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "pending", "admin"])
def test_of_two_versions_without_a_name_nothing_says_whose_they_are(site: World, who: str) -> None:
    _, (paragraph, *_rest) = a_report(site)
    told_now(site)
    call_id = an_open_call(site, FAR)
    first = a_published_submission(site, "anonymous", call_id)
    does(site, first, "tie_submission", provision(site, paragraph), "noted", "It is said already.")
    second = a_submission(site, "anonymous", call_id, "Two plans.")
    sent_back(site, second, "It is cut short.")
    third = a_submission(site, "anonymous", call_id, "Three plans.")
    does(site, third, "publish_submission")
    does(site, third, "tie_submission", provision(site, paragraph), "partly", "The second plan.")
    assert not {topic for topic, *_ in told_now(site).get(who, [])} & {"own_organization", "submissions"}
    browser, organization = site.as_(who), site.viewer("stakeholder").organization_id
    addresses = [
        "/", "/submissions", f"/calls/{call_id}", f"/submissions/{first}", f"/submissions/{third}", "/record", "/report",
        "/mandate", "/consultations", f"/provisions/{paragraph}", "/api/v1/submissions", f"/api/v1/submissions/{first}",
        f"/api/v1/submissions/{third}", "/api/v1/record?limit=200",
    ]  # fmt: skip
    for address in addresses:
        page = browser.get(address)
        assert page.status_code == 200, address
        assert "Open Wires" not in page.text, address
        assert f"/organizations/{organization}" not in page.text, address
        assert f"organization:{organization}" not in page.text, address
    assert "Three plans." in browser.get(f"/submissions/{third}").text
    assert browser.get(f"/submissions/{second}").status_code == 404
    for address in (f"/organizations/{organization}", "/submissions?sector=non_governmental"):
        assert "On cables" not in browser.get(address).text, address
    with site.database.reading() as db:
        report = source(db, draft_or_not_found(db), site.at)
    assert [(row.author, len(row.bearings)) for row in report.submissions] == [("", 1)]


def test_words_are_published_to_the_letter_whatever_they_say(world: World) -> None:
    words = "The group is wrong, and its chair [sic] *too*.\n\n  Nobody asked us."
    number = a_submission(world, words=words)
    does(world, number, "publish_submission")
    assert world.read(queries.submission, number, world.viewer("public")).submission.words == words
    (entry,) = world.read(record.entries_after, -1, ["public"], limit=1, act="publish_submission")
    assert words not in str(entry.facts)
    assert entry.facts["digest"] == digest_of("On cables", words)


def test_what_rests_on_input_is_told_of_published_submissions_alone(world: World) -> None:
    _, (paragraph, *_rest) = a_report(world)
    number = a_submission(world)
    does(world, number, "tie_submission", provision(world, paragraph), "taken_up", "It says so now.")
    assert world.read(queries.provisions_resting_on_input) == set()
    assert world.read(record.entries_after, -1, ["public"], limit=1, act="tie_submission") == []
    does(world, number, "publish_submission")
    assert world.read(queries.provisions_resting_on_input) == {paragraph}


def test_an_organization_that_is_not_accredited_is_known_to_itself_and_the_secretariat(world: World) -> None:
    waiting = world.viewer("pending").organization_id
    assert waiting
    for who in ("pending", "secretariat"):
        assert world.read(queries.organization, waiting, world.viewer(who)).name == "Not Yet Heard"
    for who in ("public", "stakeholder", "delegate", "chair"):
        with pytest.raises(NotFound):
            world.read(queries.organization, waiting, world.viewer(who))


def test_an_anonymous_submission_is_not_found_by_its_organization_or_sector(world: World) -> None:
    number = a_published_submission(world, "anonymous")
    organization_id = world.viewer("stakeholder").organization_id
    for who, found in (("public", []), ("delegate", []), ("stakeholder", [number]), ("secretariat", [number])):
        viewer = world.viewer(who)
        for more in ({"organization_id": organization_id}, {"sector": "non_governmental"}):
            page = world.read(queries.submissions, viewer, **more)
            assert ([line.submission.id for line in page.items], page.total) == (found, len(found)), (who, more)
