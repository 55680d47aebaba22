"""What do the pages of what became of input show to whom, what do they offer, and how many questions do they ask?"""

import pytest

from oewg.consultations.models import Bearing, Call, Passage, Submission
from oewg.core.database import Db
from oewg.texts import queries as texts
from tests.consultations.given import FAR, a_published_submission, a_submission, an_open_call, does
from tests.consultations.given_dispositions import WORDS, a_passage, an_element, reword, tied
from tests.negotiation.given import a_report
from tests.world import CAST, World, words_of

EVERYBODY = ["public", *CAST]
MOST_QUERIES = 20
SENTENCES = ("0-19", "20-50")
"""Of WORDS."""


def page_of(number: int) -> str:
    """The page of what became of a submission."""
    return f"/submissions/{number}/what-became-of-it"


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_became_of_what_is_not_published_answers_as_what_does_not_exist(site: World, who: str) -> None:
    number = a_submission(site)
    for prefix in ("", "/api/v1"):
        found = site.as_(who).get(prefix + page_of(number)) if not prefix else site.program(who)("GET", page_of(number))
        assert found.status_code == (200 if who in ("stakeholder", "secretariat") else 404), prefix


@pytest.mark.parametrize("who", EVERYBODY)
def test_forms_are_offered_to_the_secretariat_alone(site: World, who: str) -> None:
    browser, page = site.as_(who), page_of(a_published_submission(site))
    shown = browser.get(page).text
    for form in ("bearing", "mark"):
        assert (f'id="{form}"' in shown) == (who == "secretariat"), form
    assert (browser.get("/dispositions/waiting").status_code == 200) == (who == "secretariat")
    assert browser.get("/dispositions").status_code == browser.get("/dispositions/coverage").status_code == 200


def test_sentences_are_ticked_and_become_passages(site: World) -> None:
    number = a_submission(site, words=WORDS)
    secretariat = site.as_("secretariat")
    address = f"/submissions/{number}/passages"
    assert secretariat.get(page_of(number)).text.count('name="sentences"') == len(SENTENCES)
    nothing = secretariat.post(address, form="mark")
    assert nothing.status_code == 422
    assert "Nothing has been marked" in nothing.text
    shown = secretariat.does(address, form="mark", sentences=list(SENTENCES))
    assert f'<blockquote dir="auto">{WORDS}</blockquote>' in shown.text
    secretariat.does(address, form="mark", sentences="0-19")
    secretariat.does(address, form="mark", first="So do", last="ports,")
    secretariat.does(address, form="mark", starts="0", ends="6", quote="Cables")
    wrong = secretariat.post(address, form="mark", starts="0", ends="6", quote="Cable")
    assert (wrong.status_code, "not those that you marked" in wrong.text) == (422, True)
    with site.database.reading() as db:
        assert [row.quote for row in db.query(Passage).order_by(Passage.id)] == [
            WORDS, "Cables need a plan.", "So do ports,", "Cables",
        ]  # fmt: skip


def test_a_mark_is_taken_away_while_nothing_was_said_of_it(site: World) -> None:
    number = a_submission(site, words=WORDS)
    passage = a_passage(site, number, "So do ports")
    shown = site.as_("secretariat").does(f"/passages/{passage}/unmark", form=f"unmark-{passage}")
    assert "The mark was taken from a passage." in words_of(shown)
    assert "<blockquote" not in shown.text


def test_a_passage_is_tied_to_a_provision_and_an_element_at_once(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    element = an_element(site)
    number = a_published_submission(site)
    passage = a_passage(site, number, "a plan")
    shown = site.as_("secretariat").does(
        f"/submissions/{number}/bearings", form="bearing", passage=str(passage), provision=str(paragraph),
        element=str(element.id), disposition="taken_up", reason="It says so now.",
    )  # fmt: skip
    assert words_of(shown).count("It says so now.") == 2
    public = words_of(site.as_("public").get(page_of(number)))
    assert "a plan Taken up It says so now. Draft report, 1 States share information." in public
    assert "Threats element of the mandate" in public


@pytest.mark.parametrize(
    ("sent", "refused"),
    [
        ({"disposition": "noted"}, "where it is to be found"),
        ({"disposition": "outside_mandate", "element": "1"}, "not outside it"),
        ({"disposition": "noted", "element": "1", "reason": ""}, "Please fill this in"),
        ({"disposition": "noted", "element": "99"}, "no such page"),
    ],
)
def test_what_cannot_be_said_is_refused_with_what_was_typed_given_back(
    site: World, sent: dict[str, str], refused: str
) -> None:
    an_element(site)
    number = a_submission(site)
    sent = {"reason": "Because it is so, as everybody knows.", **sent}
    answer = site.as_("secretariat").post(f"/submissions/{number}/bearings", form="bearing", **sent)
    assert answer.status_code in (404, 409, 422)
    assert refused in words_of(answer)
    assert sent["reason"] in answer.text


def test_the_pages_show_how_the_wording_went_on_and_what_was_said_before(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_published_submission(site)
    tied(site, number, paragraph, "noted", "Not yet.")
    tied(site, number, paragraph, "partly", "Half of it.")
    reword(site, paragraph, "States share more information.")
    page = site.as_("public").get(page_of(number))
    assert "Taken up in part on earlier wording" in words_of(page)
    assert "<ins>more </ins>" in page.text
    assert "What was said before" in words_of(page)
    assert "Not yet." in words_of(page)
    waiting = site.as_("secretariat").get("/dispositions/waiting")
    assert "Half of it." in words_of(waiting)
    shown = site.as_("secretariat").get(page_of(number)).text
    assert "Say the same of the present wording" in shown
    site.as_("secretariat").does(
        f"/submissions/{number}/bearings", form="anew-2", passage="", provision=str(paragraph), disposition="partly",
        reason="Half of it.",
    )  # fmt: skip
    assert "on earlier wording" not in words_of(site.as_("public").get(page_of(number)))


def test_what_is_taken_back_says_why_and_is_offered_again(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_published_submission(site)
    bearing = tied(site, number, paragraph)
    secretariat = site.as_("secretariat")
    assert f"/bearings/{bearing}/untie" in secretariat.get(page_of(number)).text
    assert secretariat.post(f"/bearings/{bearing}/untie", form="untie", reason="").status_code == 422
    shown = secretariat.does(f"/bearings/{bearing}/untie", form="untie", reason="It was another one.")
    assert "It was another one." in words_of(shown)
    assert "On cables" in words_of(secretariat.get("/dispositions/waiting"))
    assert "It was another one." in words_of(site.as_("stakeholder").get(page_of(number)))


def test_a_later_version_offers_what_was_said_of_the_earlier_one(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    call_id = an_open_call(site, FAR)
    tied(site, a_submission(site, call_id=call_id), paragraph, "noted", "It is said already.")
    later = a_submission(site, call_id=call_id, words="Two plans.")
    secretariat = site.as_("secretariat")
    assert 'id="carry-over"' not in site.as_("stakeholder").get(page_of(later)).text
    assert 'id="carry-over"' in secretariat.get(page_of(later)).text
    shown = secretariat.does(f"/submissions/{later}/carry-over", form="carry-over")
    assert "It is said already." in words_of(shown)
    assert 'id="carry-over"' not in shown.text
    assert site.program("secretariat")("POST", f"/submissions/{later}/carry-over", {}).status_code == 409


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "pending", "second"])
def test_a_provision_shows_its_input_and_gives_no_anonymous_author_away(site: World, who: str) -> None:
    _, (paragraph, *_rest) = a_report(site)
    element = an_element(site)
    named, anonymous = (
        a_published_submission(site, consent, an_open_call(site, FAR)) for consent in ("named", "anonymous")
    )
    hidden = a_submission(site, call_id=an_open_call(site, FAR), words="Nobody reads this.")
    for number, reason in ((named, "First."), (anonymous, "Second."), (hidden, "Third.")):
        tied(site, number, paragraph, "taken_up", reason)
        tied(site, number, element, "noted", reason)
    page = words_of(site.as_(who).get(f"/provisions/{paragraph}"))
    assert "Input that bears on it On cables , an organization that wished not to be named: taken up Second. " in page
    assert "On cables , Open Wires: taken up First. " in page
    browser = site.as_(who)
    for address in (
        f"/provisions/{paragraph}",
        "/dispositions",
        "/dispositions/coverage",
        f"/dispositions?provision={paragraph}",
    ):
        shown = words_of(browser.get(address))
        assert "Third." not in shown, address
        assert shown.count("Open Wires") == {"/dispositions": 2, "/dispositions/coverage": 0}.get(address, 1), address
    assert "Second." not in words_of(browser.get("/dispositions?sector=non_governmental"))
    assert "1 to 4 of 4" in words_of(browser.get("/dispositions"))


def test_an_element_leads_to_its_input(site: World) -> None:
    element = an_element(site)
    tied(site, a_published_submission(site), element, "noted", "It is said already.")
    public = site.as_("public")
    address = f"/dispositions?element={element.id}"
    assert address in public.get(f"/mandate/elements/{element.id}").text
    assert "It is said already." in words_of(public.get(address))
    assert f"{address}&amp;sector=non_governmental" in public.get("/dispositions/coverage").text


def test_a_removed_provision_shows_what_rested_on_it(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_published_submission(site)
    tied(site, number, paragraph, "taken_up", "It says so now.")
    with site.writing() as db:
        texts.provision(db, paragraph).removed_at = site.tick()
    for address in (f"/provisions/{paragraph}", page_of(number)):
        assert "on a provision that has been removed" in words_of(site.as_("public").get(address)), address
    assert "States share information." in words_of(site.as_("public").get(page_of(number)))


def many(site: World, number: int, several: int) -> None:
    """As many further submissions, each with a passage, tied to the same provision as a first one; the last waits."""
    with site.writing() as db:
        first = db.get_one(Submission, number)
        bearing = db.query(Bearing).filter(Bearing.submission_id == number).order_by(Bearing.id).first()
        assert bearing
        columns = {c.key: getattr(first, c.key) for c in Submission.__table__.columns if c.key not in ("id", "version")}
        start = max(row.version for row in db.query(Submission))
        for place in range(several):
            call = an_open_call_row(db)
            made = Submission(**{**columns, "call_id": call, "version": start + place + 1, "title": f"T {place}"})
            db.add(made)
            db.flush()
            passage = Passage(submission_id=made.id, starts=0, ends=6, quote=made.words[:6], marked_at=site.at)
            db.add(passage)
            db.flush()
            if place < several - several // 3:
                db.add(
                    Bearing(
                        submission_id=made.id, passage_id=passage.id, provision_id=bearing.provision_id,
                        revision_id=bearing.revision_id, disposition="noted", reason="R.", tied_at=site.at, end_reason="",
                    )
                )  # fmt: skip


def an_open_call_row(db: Db) -> int:
    """A call of its own, so that every submission stands."""
    found = db.query(Call).first()
    assert found
    made = Call(**{c.key: getattr(found, c.key) for c in Call.__table__.columns if c.key != "id"})
    db.add(made)
    db.flush()
    return made.id


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("public", "/dispositions"),
        ("public", "/dispositions?sector=non_governmental&disposition=noted"),
        ("public", "/dispositions/coverage"),
        ("secretariat", "/dispositions"),
        ("secretariat", "/dispositions/waiting"),
        ("public", "/provisions/{paragraph}"),
        ("public", "/api/v1/dispositions?limit=50"),
        ("public", "/api/v1/dispositions/coverage"),
    ],
)
def test_a_thousand_submissions_are_asked_for_with_no_more_queries_than_a_few(
    site: World, who: str, address: str
) -> None:
    _, (paragraph, *_rest) = a_report(site)
    an_element(site)
    number = a_published_submission(site, call_id=an_open_call(site, FAR))
    tied(site, number, paragraph, "noted", "R.")
    many(site, number, 6)
    browser, address = site.as_(who), address.format(paragraph=paragraph)

    def asked() -> int:
        browser.get(address)  # deadlines that have passed are seen to once
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        return len(sent)

    few = asked()
    many(site, number, 1000)
    assert asked() == few
    assert few <= (MOST_QUERIES if "provisions" not in address else 60)


def test_a_submission_with_many_passages_is_read_with_no_more_queries(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_submission(site, words=" ".join(f"Sentence {place} is here." for place in range(40)))
    does(site, number, "publish_submission")
    browser = site.as_("secretariat")

    def asked() -> int:
        browser.get(page_of(number))
        with site.counting() as sent:
            assert browser.get(page_of(number)).status_code == 200
        return len(sent)

    tied(site, number, paragraph, passage=a_passage(site, number, "Sentence 0 is here."))
    few = asked()
    for place in range(1, 30):
        tied(site, number, paragraph, passage=a_passage(site, number, f"Sentence {place} is here."))
    assert asked() == few <= MOST_QUERIES


def test_suggestions_mark_the_words_in_common_and_what_was_dismissed_is_offered_again_only_on_other_wording(
    site: World,
) -> None:
    _, (paragraph, *_rest) = a_report(site)
    secretariat = site.as_("secretariat")

    reword(site, paragraph, "States share information about cables.")
    words = "Nobody should wait.\nStates that share information about cables protect everybody."
    number = a_submission(site, words=words)
    starts, ends = words.index("States"), len(words)
    place = {"starts": str(starts), "ends": str(ends), "provision": str(paragraph)}
    address, key = f"/submissions/{number}/suggestions", f"{starts}-{ends}-{paragraph}"
    page = secretariat.get(address)
    assert f'id="confirm-{key}"' in page.text
    for word in ("States", "information", "cables"):
        assert page.text.count(f"<mark>{word}</mark>") == 2, word
    secretariat.does(f"{address}/dismiss", form=f"dismiss-{key}", **place)
    assert f'id="confirm-{key}"' not in secretariat.get(address).text
    again = secretariat.post(f"{address}/dismiss", form=f"dismiss-{key}", **place)
    assert (again.status_code, "dismissed already" in again.text) == (409, True)
    reword(site, paragraph, "States share information about cables at once.")
    assert f'id="confirm-{key}"' in secretariat.get(address).text
    secretariat.does(
        f"{address}/confirm", form=f"confirm-{key}", disposition="taken_up", reason="The paragraph says so.", **place
    )
    assert f'id="confirm-{key}"' not in secretariat.get(address).text
    assert "The paragraph says so." in words_of(secretariat.get(page_of(number)))
    assert "dismiss" not in site.as_("stakeholder").get("/api/v1/record?limit=200").text


def test_a_program_marks_ties_reviews_and_takes_back(site: World) -> None:
    _, (paragraph, *_rest) = a_report(site)
    number = a_published_submission(site)
    secretariat, public = site.program("secretariat"), site.program()
    marked = secretariat("POST", f"/submissions/{number}/passages", {"starts": 0, "ends": 6, "quote": "Cables"})
    assert (marked.status_code, marked.get_json()["quote"]) == (201, "Cables")
    passage = marked.get_json()["id"]
    wrong = secretariat("POST", f"/submissions/{number}/passages", {"starts": 0, "ends": 6, "quote": "Bables"})
    assert wrong.status_code == 422
    assert [row["words_answered"] for row in secretariat("GET", "/dispositions/waiting").get_json()["items"]] == [0]
    sent = {"passage": passage, "provision": paragraph, "disposition": "partly", "reason": "R."}
    became = secretariat("POST", f"/submissions/{number}/bearings", sent).get_json()
    assert (became["complete"], became["words_answered"], became["words"]) == (True, 1, 4)
    (found,) = public("GET", "/dispositions").get_json()["items"]
    assert (found["quote"], found["author"], found["earlier"]) == ("Cables", "Open Wires", "")
    taken = secretariat("POST", f"/bearings/{found['id']}/untie", {"reason": "Another one."}).get_json()
    assert ([row["end_reason"] for row in taken["before"]], taken["bearings"]) == (["Another one."], [])
    assert secretariat("POST", f"/passages/{passage}/unmark", {}).status_code == 409
    assert public("GET", "/dispositions?sector=unnamed").get_json()["items"] == []
    covered = public("GET", "/dispositions/coverage").get_json()
    assert [row["answered"] for row in covered["calls"]] == [0]
    assert public("GET", f"/submissions/{number}/suggestions").status_code == 401
    assert secretariat("GET", f"/submissions/{number}/suggestions").get_json() == {"suggestions": [], "next": None}


def test_the_page_of_a_call_says_whether_it_is_answered(site: World) -> None:
    call_id = an_open_call(site, FAR)
    assert "what became of" not in words_of(site.as_("public").get(f"/calls/{call_id}"))
    number = a_published_submission(site, call_id=call_id)
    assert "what became of them: 0 of 1" in words_of(site.as_("public").get(f"/calls/{call_id}"))
    tied(site, number, a_report(site)[0])
    assert "This call is answered" in words_of(site.as_("public").get(f"/calls/{call_id}"))
