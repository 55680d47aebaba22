"""Can a person choose what to hear of, read what was told, and stop it with one click, and nobody else for them?"""

import re
from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from sqlalchemy import delete, select

from oewg.accounts import actions, queries
from oewg.accounts.mail.stopping import Link, read, signed
from oewg.accounts.models import Capacity, Notice, NoticeChoice
from oewg.accounts.rules.notices import TOPICS
from oewg.core.errors import NotFound
from oewg.record import queries as record
from tests.accounts.given import a_session_is_planned, account_of, chooses, letters_to, no_news, page_of, sends, words
from tests.consultations.given import registers
from tests.negotiation.given import a_report, revises, says
from tests.world import CAST, World, words_of

TITLES = {
    "silence": "Silence procedures",
    "own_amendments": "Amendments that your delegation sponsors",
    "to_clear": "Positions that wait for you to clear them",
    "for_the_chair": "Positions that delegations state for you alone",
    "applications": "Applications for accreditation that come in",
    "own_organization": "What becomes of your organization’s application and input",
    "own_account": "Your own account",
    "own_speaking": "Your places on speakers’ lists",
    "speakers_lists": "Speakers’ lists that are opened, closed and reopened",
    "own_statements": "Statements of your delegation, group or organization",
    "statements_filed": "Statements that are filed, corrected and withdrawn",
    "own_delegation": "Who acts for your delegation",
    "members_named": "Members that heads of delegation name",
    "presiding": "Who is to preside over a meeting",
    "objections": "Objections to names on lists for non-objection",
    "non_objection_lists": "Lists of organizations for non-objection",
}
LISTS = {"non_objection_lists"}
SPEAKS = {"own_speaking", "speakers_lists", "own_statements"}
OFFERED = {
    "pending": {"own_organization", "own_account"},
    "stakeholder": {"own_organization", "own_account"} | SPEAKS,
    "observer": {"silence", "own_account", "own_delegation"} | SPEAKS | LISTS,
    "delegate": {"silence", "own_amendments", "own_account"} | SPEAKS | LISTS,
    "second": {"silence", "own_amendments", "own_account"} | SPEAKS | LISTS,
    "head": {"silence", "own_amendments", "to_clear", "own_account", "own_delegation"} | SPEAKS | LISTS,
    "coordinator": {"silence", "own_amendments", "own_account"} | SPEAKS | LISTS,
    "chair": {"silence", "for_the_chair", "own_account", "presiding", "speakers_lists", "objections"} | LISTS,
    "bureau": {"silence", "own_account", "presiding", "speakers_lists"} | LISTS,
    "secretariat": {
        "silence",
        "applications",
        "own_account",
        "statements_filed",
        "members_named",
        "speakers_lists",
        "objections",
        "non_objection_lists",
    },
    "admin": {"own_account"},
}


@pytest.mark.parametrize("who", CAST)
def test_each_is_offered_what_is_theirs(site: World, who: str) -> None:
    with site.counting() as sent:
        shown = site.as_(who).get("/account/notices")
    assert shown.status_code == 200
    assert len(sent) <= 35  # signing in among them
    assert {key for key, title in TITLES.items() if title in words_of(shown)} == OFFERED[who]


def test_whoever_is_not_signed_in_is_asked_to(site: World) -> None:
    assert site.as_("public").get("/account/notices").status_code == 401
    assert site.as_("public").get("/account/notices/1").status_code == 401


def test_the_page_takes_as_many_queries_whatever_was_chosen_and_sent(site: World) -> None:
    browser, counted = site.as_("delegate"), []
    for _ in range(2):
        with site.counting() as sent:
            browser.get("/account/notices")
        counted.append(len(sent))
        for number in range(4):
            a_session_is_planned(site, site.read(record.size))
            chooses(site, "delegate", texts="none" if number % 2 else "at_once")
            letters_to(site, "delegate")
    assert counted[0] == counted[1] <= 12


def choices(**more: str) -> dict[str, str]:
    return {"form": "notices", "language": "en", **more}


def test_a_person_chooses_and_sees_what_was_chosen(site: World) -> None:
    browser = site.as_("delegate")
    shown = browser.does(
        "/account/notices", page="/account/notices", **choices(silence="daily", texts="none", language="fr")
    )
    assert "A person chose what to hear of." in words_of(shown)
    checked = dict(re.findall(r'name="(\w+)" value="(\w+)" checked', shown.text))
    assert (checked["silence"], checked["texts"], checked["meetings"]) == ("daily", "none", "at_once")
    assert re.search(r'<option value="fr" selected>', shown.text)
    assert "Notices" in words_of(browser.get("/account"))
    (entry,) = site.read(record.said_after, -1, ["choose_notices"])
    assert entry.facts["choices"] == {"silence": "daily", "texts": "none"}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"silence": "weekly"}, 422),
        ({"for_the_chair": "daily"}, 422),
        ({"nothing": "daily"}, 422),
        ({"language": "de"}, 422),
        ({"silence": "at_once"}, 409),
    ],
)
def test_what_cannot_be_chosen_is_refused_in_a_sentence_and_what_was_typed_stays(
    site: World, fields: dict[str, str], status: int
) -> None:
    answer = site.as_("delegate").post("/account/notices", page="/account/notices", **choices(texts="daily", **fields))
    assert answer.status_code == status
    assert "Refused" in answer.text
    with site.database.reading() as db:
        assert not db.scalars(select(NoticeChoice)).all()


def test_the_page_is_asked_for_anew_because_sending_is_no_act(site: World) -> None:
    browser = site.as_("delegate")
    first = browser.get("/account/notices")
    assert first.headers["Cache-Control"] == "no-store"
    assert "ETag" not in first.headers
    no_news(site)
    a_session_is_planned(site)
    letters_to(site, "delegate")
    assert ", at once: sent" in re.sub(" +", " ", words_of(browser.get("/account/notices")))


def test_what_could_not_be_delivered_yet_is_said(site: World) -> None:
    no_news(site)
    a_session_is_planned(site)
    letters_to(site, "delegate")
    with site.database.writing() as db:
        found = db.scalars(
            select(Notice).where(Notice.account_id == account_of(db, "delegate").id).order_by(Notice.id.desc())
        ).first()
        assert found
        found.sent_at, found.failures = None, 3
    assert "not delivered yet, after 3 attempts" in words_of(site.as_("delegate").get("/account/notices"))


def in_confidence(site: World) -> EmailMessage:
    """France has one position in public and one for the Chair alone, and both words have changed: the letter on it."""
    _, (first, second, *_rest) = a_report(site)
    says(site, "delegate", first, "support")
    says(site, "delegate", second, "support", visibility="chair")
    no_news(site)
    revises(site, first, "States share knowledge.")
    revises(site, second, "States act together.")
    (letter,) = letters_to(site, "delegate")
    return letter


def test_a_letter_hints_at_what_its_page_says_to_the_person_alone(site: World) -> None:
    letter = in_confidence(site)
    said = words(letter)
    assert said.count("A provision was given a new wording.") == 1
    assert "Draft report, provision 1" in said
    assert "provision 2" not in said
    assert "Something that is not for everybody waits for you." in said
    assert letter["Subject"] == "OEWG: A provision was given a new wording."
    page = page_of(letter)
    with site.counting() as sent:
        shown = words_of(site.as_("delegate").get(page))
    assert len(sent) <= 60
    assert "Draft report, provision 2" in shown
    assert "the letter says only that something waits" in shown
    assert "Why you get this: Your delegation" in shown
    for other in ("second", "chair", "secretariat", "admin"):
        assert site.as_(other).get(page).status_code == 404
    assert site.as_("public").get(page).status_code == 401


def test_a_letter_of_nothing_but_confidences_names_nothing(site: World) -> None:
    _, (first, *_rest) = a_report(site)
    says(site, "delegate", first, "support", visibility="chair")
    no_news(site)
    revises(site, first, "States share knowledge.")
    (letter,) = letters_to(site, "delegate")
    said = words(letter)
    assert letter["Subject"] == "OEWG: something waits for you"
    assert "provision" not in said.lower().replace("not for everybody", "")
    assert "position" not in said.lower()
    # Nor do the tokens of its links, which anybody can open.
    for token in re.findall(r"/notices/stop/(\S+)", said + letter["List-Unsubscribe"].strip("<>")):
        assert "own_positions" not in read(token, "a key for tests only")


def test_the_page_of_a_notice_shows_each_capacity_what_it_may_read(site: World) -> None:
    with site.writing() as db:
        by = site.viewer("admin", db)
        at = site.tick()
        actions.give_capacity(db, account_of(db, "delegate"), "secretariat", by=by, at=at, since=at)
    no_news(site)
    registers(site)
    (letter,) = letters_to(site, "delegate", datetime(2019, 6, 5, tzinfo=UTC))
    page = page_of(letter)
    browser = site.as_("delegate")
    assert "1 thing is read in another of your capacities" in words_of(browser.get(page))
    assert "New Wires" not in browser.get(page).text
    with site.database.reading() as db:
        second = db.scalars(select(Capacity.id).order_by(Capacity.id.desc())).all()
        mine = [c.id for c in site.viewer("delegate").others]
    assert mine[0] in second
    browser.does("/account/capacity", page="/account", form="capacity", capacity=str(mine[0]))
    assert "New Wires" in words_of(browser.get(page))


def test_a_notice_in_which_nothing_is_left_says_so(site: World) -> None:
    letter = in_confidence(site)
    with site.writing() as db:
        from oewg.negotiation.models import Position

        db.execute(delete(Position))
    assert "Nothing is left to say" in words_of(site.as_("delegate").get(page_of(letter)))


def links(letter: EmailMessage) -> dict[str, str]:
    """What the links of a letter stop -> their addresses on this site."""
    found = [
        *re.findall(r"/notices/stop/\S+", words(letter)),
        letter["List-Unsubscribe"].strip("<>").partition("5000")[2],
    ]
    return {read(each.rsplit("/", 1)[1], "a key for tests only").kind: each for each in found}


def chosen(site: World, who: str = "delegate") -> dict[str, str]:
    with site.database.reading() as db:
        return dict(queries.chosen_by(db, account_of(db, who).id).now)


def test_opening_the_link_stops_nothing_and_the_button_does_without_signing_in(site: World) -> None:
    address = links(in_confidence(site))["topic"]
    browser = site.as_("public")
    with site.counting() as sent:
        shown = browser.get(address)
    assert len(sent) <= 15
    assert "Positions of your delegation whose ground has changed" in words_of(shown)
    assert "delegate@example.org" not in shown.text
    assert chosen(site) == {}
    answer = browser.client.post(address)
    assert answer.status_code == 200
    assert "These letters are stopped" in words_of(answer)
    assert chosen(site) == {"own_positions": "none"}
    size = site.read(record.size)
    assert "These letters are stopped" in words_of(browser.client.post(address))
    assert "These letters are stopped" in words_of(browser.get(address))
    assert site.read(record.size) == size


def test_a_mail_program_stops_in_one_click_what_the_letter_is_about(site_on_both: World) -> None:
    site = site_on_both
    letter = in_confidence(site)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = letter["List-Unsubscribe"].strip("<>").partition("5000")[2]
    assert site.app
    answer = site.app.test_client().post(address, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert chosen(site) == {"own_positions": "none"}
    (entry,) = site.read(record.said_after, -1, ["stop_notices"])
    assert (entry.actor, entry.capacity) == (None, "link")


def test_the_link_under_a_hint_stops_what_it_hinted_at_and_names_it_to_the_person_alone(site: World) -> None:
    address = links(in_confidence(site))["quiet"]
    shown = words_of(site.as_("public").get(address))
    assert "What the letter did not name" in shown
    assert "ground has changed" not in shown
    assert "ground has changed" not in words_of(site.as_("second").get(address))
    assert "ground has changed" in words_of(site.as_("delegate").get(address))
    site.as_("public").client.post(address)
    assert chosen(site) == {"own_positions": "none"}


def test_everything_stops_with_one_link(site: World) -> None:
    address = links(in_confidence(site))["all"]
    shown = words_of(site.as_("public").get(address))
    assert "All letters of this house to you" in shown
    assert "Silence" not in shown
    site.as_("public").client.post(address)
    assert chosen(site) == {key: "none" for key, each in TOPICS.items() if each.pace != "none"}
    a_session_is_planned(site)
    assert letters_to(site, "delegate") == []
    site.as_("delegate").does("/account/notices", page="/account/notices", **choices(meetings="at_once"))
    a_session_is_planned(site, 2)
    assert len(letters_to(site, "delegate")) == 1


def test_a_link_that_was_altered_or_is_another_kind_of_token_stops_nothing(site: World) -> None:
    with site.database.reading() as db:
        number = account_of(db, "delegate").id
    good = signed(Link(number, "topic", "silence"), "a key for tests only")
    forged = signed(Link(number, "topic", "silence"), "another key")
    assert read(good, "a key for tests only") == Link(number, "topic", "silence")
    nobody = signed(Link(987654, "topic", "silence"), "a key for tests only")
    notice = signed(Link(number, "notice", "987654"), "a key for tests only")
    for token in (forged, good[:-1], good + "x", "x." + good, "nothing", nobody, notice):
        assert site.as_("public").get(f"/notices/stop/{token}").status_code == 404, token
        assert site.as_("public").client.post(f"/notices/stop/{token}").status_code == 404, token
    with pytest.raises(NotFound):
        read(forged, "a key for tests only")
    unknown = signed(Link(number, "topic", "of old"), "a key for tests only")
    assert "These letters are stopped" in words_of(site.as_("public").get(f"/notices/stop/{unknown}"))
    assert chosen(site) == {}


def test_no_other_form_is_taken_without_its_token(site: World) -> None:
    assert site.app
    browser = site.as_("delegate")
    for address in ("/account/notices", "/account/password", "/sign-out"):
        assert browser.client.post(address, data={"silence": "none"}).status_code == 400, address
    assert chosen(site) == {}


def test_a_program_reads_and_chooses_as_a_page_does(site: World) -> None:
    ask = site.program("delegate")
    found = ask("GET", "/account/notices").json
    assert found
    topics = {each["topic"]: each for each in found["topics"]}
    assert topics["silence"]["pace"] == topics["silence"]["proposed"] == "at_once"
    assert topics["silence"]["about"] == "Silence procedures"
    assert "for_the_chair" not in topics
    answer = ask("POST", "/account/notices", {"choices": {"silence": "daily"}, "language": "es"})
    assert answer.status_code == 200
    assert answer.json
    assert answer.json["language"] == "es"
    assert {each["topic"]: each["pace"] for each in answer.json["topics"]}["silence"] == "daily"
    assert ask("POST", "/account/notices", {"choices": {"silence": "daily"}}).status_code == 409
    refused = ask("POST", "/account/notices", {"choices": {"for_the_chair": "daily"}})
    assert refused.status_code == 422
    assert refused.json
    assert refused.json["fields"] == {"for_the_chair": "This is not offered to you."}
    assert ask("POST", "/account/notices", {"choices": {"silence": "weekly"}}).status_code == 422
    assert site.program()("GET", "/account/notices").status_code == 401
    assert chosen(site) == {"silence": "daily"}


def test_a_round_is_no_act_and_shows_nowhere_in_the_record(site: World) -> None:
    no_news(site)
    a_session_is_planned(site)
    before = site.as_("public").get("/record").text.count("<tr")
    from tests.accounts.given import Nowhere

    sends(site, Nowhere())
    assert site.as_("public").get("/record").text.count("<tr") == before
