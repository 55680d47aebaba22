"""The pages of statements: what they show, to whom; files as attachments; what is refused."""

import io
import threading
from typing import Any

import pytest
from werkzeug.test import TestResponse

from oewg.meetings import actions, queries
from oewg.meetings.rules.statements import Content
from oewg.record import queries as record
from oewg.texts import queries as texts_queries
from oewg.texts.documents import uploads
from oewg.texts.views import files as files_of_forms
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, an_open_session
from tests.meetings.given_speaking import a_list
from tests.meetings.given_statements import WORDS, a_paper, delivers, does, files
from tests.meetings.test_statement_files import a_docx, a_pdf, repacked
from tests.world import CAST, World, words_of

SENT: dict[str, Any] = {"form": "statement", "manner": "delivered", "language": "en", "words": WORDS}


def uploaded(contents: bytes, name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(contents), name


def sends(site: World, who: str = "delegate", **fields: Any) -> TestResponse:
    """File a statement on the page."""
    sent = {**SENT, "meeting": "1", **fields}
    return site.as_(who).post("/statements", **sent)


# --- Filing -----------------------------------------------------------------------------------------------------------


def test_a_statement_is_typed_on_the_page_delivered_and_published(site: World) -> None:
    an_open_meeting(site)
    _, items = an_agenda(site)
    delegate = site.as_("delegate")
    form = words_of(delegate.get("/statements/new?meeting=1"))
    assert "until you have spoken, only you and the secretariat see" in form
    shown = delegate.does("/statements", **SENT, meeting="1", item=str(items[1]), consent="1")
    for words in (
        "A statement was filed.",
        WORDS,
        "Under embargo",
        "France",
        "Adoption of the agenda.",
        "You agreed to its publication",
    ):
        assert words in words_of(shown), words
    secretariat = site.as_("secretariat")
    assert "France" in words_of(secretariat.get("/statements?standing=embargo"))
    assert "A statement was delivered." in words_of(secretariat.does("/statements/1/deliver", form="deliver"))
    public = site.as_("public")
    assert WORDS in words_of(public.get("/statements/1"))
    for page in ("/statements", "/meetings/1", f"/statements?item={items[1]}&words=welcome"):
        assert "France" in words_of(public.get(page)), page
        assert 'href="/statements/1"' in public.get(page).text, page
    assert "No statement found" in words_of(public.get("/statements?words=elephant"))


@pytest.mark.parametrize(
    ("contents", "name", "media_type", "ending"),
    [
        (a_docx(), "Déclaration de la France.pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
        (a_pdf(), "x.docx", "application/pdf", "pdf"),
        (WORDS.encode(), "x.html", "text/plain; charset=utf-8", "txt"),
    ],
)  # fmt: skip
def test_a_file_is_served_as_what_it_is_and_only_to_keep(
    site: World, contents: bytes, name: str, media_type: str, ending: str
) -> None:
    an_open_meeting(site)
    answer = sends(site, words="", file=uploaded(contents, name), manner="written", consent="1")
    assert answer.status_code == 303, words_of(answer)
    page = site.as_("public").get("/statements/1")
    assert "welcome" in words_of(page)
    assert 'href="/statements/1/versions/1/file"' in page.text
    file = site.as_("public").get("/statements/1/versions/1/file")
    assert file.data == contents
    assert file.headers["Content-Type"] == media_type
    disposition = file.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="')
    assert disposition.isascii()
    assert f".{ending}\"; filename*=UTF-8''" in disposition
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert "default-src 'none'" in file.headers["Content-Security-Policy"]
    assert "private" in file.headers["Cache-Control"]


def test_a_name_in_another_script_is_sent_in_ascii_and_in_full() -> None:
    response = files_of_forms.attachment("بيان.pdf", "application/pdf", b"x")
    assert response.headers["Content-Disposition"] == (
        "attachment; filename=\"file.pdf\"; filename*=UTF-8''%D8%A8%D9%8A%D8%A7%D9%86.pdf"
    )


@pytest.mark.parametrize(
    ("sent", "status", "reason"),
    [
        ({"words": ""}, 422, "Please type the words, or choose a file."),
        ({"file": uploaded(b"Words", "a.txt")}, 422, "A statement is either typed or a file."),
        ({"words": "", "file": uploaded(b"", "a.txt")}, 422, "The file is empty."),
        ({"words": "", "file": uploaded(b"MZ\x90\x00", "a.pdf")}, 422, "This is neither plain text"),
        ({"words": "", "file": uploaded(repacked(a_docx(), more={"word/vbaProject.bin": b"x"}), "a.docx")}, 422, "holds macros"),
        ({"language": "xx"}, 422, "Please choose one of those offered."),
        ({"manner": "sung"}, 422, "Please choose one of those offered."),
        ({"meeting": "987654"}, 404, ""),
        ({"item": "987654"}, 404, ""),
        ({"provisions": "987654"}, 404, ""),
        ({"on_behalf_of": "group"}, 403, "Only a group’s coordinator"),
    ],
)  # fmt: skip
def test_a_refused_statement_says_why_and_keeps_what_was_typed(
    site: World, sent: dict[str, Any], status: int, reason: str
) -> None:
    an_open_meeting(site)
    size = site.read(record.size)
    answer = sends(site, **sent)
    assert (answer.status_code, reason in words_of(answer)) == (status, True), words_of(answer)
    assert site.read(record.size) - size <= 1, "no more than the sign-in"
    assert status != 422 or "words" in sent or WORDS in answer.text
    assert site.read(queries.own_statements, site.viewer("delegate")).total == 0


def test_what_is_too_large_is_refused_and_nothing_is_kept(site: World) -> None:
    assert site.app
    an_open_meeting(site)
    site.app.config["MAX_CONTENT_LENGTH"] = 100_000
    answer = sends(site, words="", file=uploaded(b"word " * 40_000, "a.txt"))
    assert (answer.status_code, "too large" in words_of(answer)) == (413, True)
    assert site.read(queries.own_statements, site.viewer("delegate")).total == 0


def test_sent_twice_it_is_one_statement(site: World) -> None:
    an_open_meeting(site)
    browser, contents = site.as_("delegate"), a_docx()
    for _ in range(2):
        sent = {**SENT, "words": "", "meeting": "1", "form_key": "k1", "file": uploaded(contents, "a.docx")}
        assert browser.post("/statements", **sent).location.startswith("/statements/1")
    other = browser.post("/statements", **{**SENT, "meeting": "1", "form_key": "k1"})
    assert "has been sent already" in words_of(other)
    assert site.read(queries.own_statements, site.viewer("delegate")).total == 1


def test_a_file_is_read_before_anybody_has_to_wait(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a file is looked at, somebody else records something: neither waits for the other."""
    an_open_meeting(site)
    reading, go_on = threading.Event(), threading.Event()

    def slowly(contents: bytes, name: str) -> Any:
        reading.set()
        assert go_on.wait(20)
        return uploads.examined(contents, name)

    monkeypatch.setattr(files_of_forms, "examined", slowly)
    answers: list[TestResponse] = []
    browser = site.as_("delegate")
    sent = {**SENT, "words": "", "meeting": "1", "file": uploaded(a_docx(), "a.docx")}
    thread = threading.Thread(target=lambda: answers.append(browser.post("/statements", **sent)))
    thread.start()
    assert reading.wait(20)
    assert files(site, 1, "Meanwhile.", by="second") == 1
    go_on.set()
    thread.join()
    assert answers[0].location.startswith("/statements/2")


# --- Who sees what ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["public", *CAST])
def test_what_is_under_embargo_shows_nowhere(site: World, who: str) -> None:
    meeting, (provision, *_) = an_open_meeting(site), a_paper(site)
    statement = files(site, meeting, "Unmistakable.", provisions=[provision], consent=True)
    published = files(site, meeting, "Told to all.", by="second", form="written", consent=True)
    knows = who in ("delegate", "secretariat")
    browser, program = site.as_(who), site.program(who)
    addresses = (f"/statements/{statement}", f"/statements/{statement}?version=1")
    assert {browser.get(each).status_code == 200 for each in addresses} == {knows}
    assert (program("GET", f"/statements/{statement}").status_code == 200) is knows
    assert (program("GET", f"/statements/{statement}/versions/1").status_code == 200) is knows
    assert browser.get(f"/statements/{statement}/versions/1/file").status_code == 404
    for page in ("/meetings/1", f"/provisions/{provision}"):
        assert (f'href="/statements/{statement}"' in browser.get(page).text) is knows, page
    archive = browser.get("/statements")
    assert "Unmistakable" not in archive.text
    assert "1 to 1 of 1" in words_of(archive)
    assert f'href="/statements/{published}"' in archive.text
    for standing in ("embargo", "all"):
        hidden = browser.get(f"/statements?standing={standing}")
        assert ("Unmistakable" in hidden.text) is (who == "secretariat"), standing
        listed = program("GET", f"/statements?standing={standing}").get_json()["items"]
        assert (statement in [each["id"] for each in listed]) is (who == "secretariat")
    assert ("file_statement" in browser.get("/record?act=file_statement").text) is True  # the published one's entry
    assert words_of(browser.get("/record?act=file_statement")).count("A statement was filed.") == (3 if knows else 2)


@pytest.mark.parametrize("who", ["second", "public"])
def test_a_hidden_statement_answers_as_a_missing_one(site: World, who: str) -> None:
    statement = files(site, an_open_meeting(site))
    browser = site.as_(who)
    hidden, missing = browser.get(f"/statements/{statement}"), browser.get("/statements/987654")
    assert (hidden.status_code, words_of(hidden)) == (missing.status_code, words_of(missing))
    if who == "second":
        for verb in ("consent", "withdraw", "versions", "provisions"):
            sent = {"words": "Mine."} if verb == "versions" else {}
            answers = [browser.post(f"/statements/{each}/{verb}", **sent) for each in (statement, 987654)]
            assert [words_of(each) for each in answers] == [words_of(answers[0])] * 2
            assert [each.status_code for each in answers] == [404, 404]


def test_without_consent_and_with_it_taken_back_the_page_is_gone(site: World) -> None:
    files(site, an_open_meeting(site), consent=True)
    delivers(site, 1)
    public, delegate = site.as_("public"), site.as_("delegate")
    tag = public.get("/statements/1").headers["ETag"]
    assert public.get("/statements/1", headers={"If-None-Match": tag}).status_code == 304
    taken_back = delegate.does("/statements/1/consent/withdraw", form="withdraw-consent")
    assert "Not published" in words_of(taken_back)
    assert public.get("/statements/1", headers={"If-None-Match": tag}).status_code == 404
    assert "No statement has been published yet" in words_of(public.get("/statements"))
    delegate.does("/statements/1/consent", form="consent")
    assert public.get("/statements/1").status_code == 200
    assert "Withdrawn on" in words_of(delegate.does("/statements/1/withdraw", form="withdraw"))
    assert public.get("/statements/1").status_code == 404
    assert "Withdrawn" in words_of(delegate.get("/statements/own"))


def test_a_correction_is_marked_and_the_earlier_version_is_read_beside_it(site: World) -> None:
    files(site, an_open_meeting(site), "First words.", form="written", consent=True)
    delegate, public = site.as_("delegate"), site.as_("public")
    assert "Versions" not in words_of(public.get("/statements/1"))
    mended = a_docx()
    delegate.does("/statements/1/versions", form="correction", words="", file=uploaded(mended, "Mended.docx"))
    page = words_of(public.get("/statements/1"))
    assert WORDS[:20] in page
    assert "2 of 2" in page
    earlier = words_of(public.get("/statements/1?version=1"))
    assert "An earlier version" in earlier
    assert "First words." in earlier
    assert public.get("/statements/1/versions/1/file").status_code == 404
    assert public.get("/statements/1/versions/2/file").data == mended
    assert "corrected" in words_of(public.get("/statements"))
    same = delegate.post("/statements/1/versions", form="correction", words="First words.")
    assert same.status_code == 303
    again = delegate.post("/statements/1/versions", form="correction", words="First words.")
    assert (again.status_code, "nothing to correct" in words_of(again)) == (409, True)


def test_what_was_corrected_before_it_was_said_is_on_no_page_of_others(site: World) -> None:
    files(site, an_open_meeting(site), "A draft for our capital.", consent=True)
    delegate, public = site.as_("delegate"), site.as_("public")
    delegate.does("/statements/1/versions", form="correction", words="As we say it.")
    site.as_("secretariat").does("/statements/1/deliver", page="/statements/1", form="deliver")
    for address in ("/statements/1", "/statements/1?version=1"):
        words = words_of(public.get(address))
        assert "As we say it." in words
        for unsaid in ("A draft for our capital.", "Versions", "2 of 2", "An earlier version"):
            assert unsaid not in words
    assert "corrected" not in words_of(public.get("/statements"))
    assert "A draft for our capital." in words_of(delegate.get("/statements/1?version=1"))
    program = site.program("public")
    assert [each["number"] for each in program("GET", "/statements/1").get_json()["versions"]] == [2]
    assert program("GET", "/statements/1/versions/1").status_code == 404


def test_a_group_a_state_and_an_organization_are_named(site: World) -> None:
    meeting = an_open_meeting(site)
    assert "On behalf of" not in words_of(site.as_("delegate").get("/statements/new"))
    sends(site, "coordinator", on_behalf_of="group", manner="written", consent="1")
    files(site, meeting, by="stakeholder", form="written", consent=True)
    words = words_of(site.as_("public").get("/statements"))
    assert "Romania, on behalf of the European Union" in words
    assert "Open Wires" in words


def test_the_words_say_in_which_language_they_are(site: World) -> None:
    meeting = an_open_meeting(site)
    files(site, meeting, "السيد الرئيس", language="ar", form="written", consent=True)
    for page in ("/statements", "/statements/1"):
        assert 'lang="ar" dir="rtl"' in site.as_("public").get(page).text, page


def test_the_form_begins_with_the_item_that_the_meeting_took_up_last(site: World) -> None:
    meeting, _ = a_list(site)
    chosen = " selected>1. Election of officers"
    assert chosen in site.as_("delegate").get(f"/statements/new?meeting={meeting}").text
    assert chosen in site.as_("delegate").get("/statements/new").text


def test_what_somebody_wrote_is_never_a_part_of_the_page(site: World) -> None:
    evil = "<script>alert(1)</script>\n[^1] *not emphasis*"
    files(site, an_open_meeting(site), evil, form="written", consent=True)
    for page in ("/statements", "/statements/1"):
        text = site.as_("public").get(page).text
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_on_what_it_speaks_is_chosen_from_any_text(site: World) -> None:
    meeting, (first, second, _) = an_open_meeting(site), a_paper(site)
    _, items = an_agenda(site)
    delegate = site.as_("delegate")
    paper = site.read(texts_queries.provision, first).text_id
    form = delegate.get(f"/statements/new?meeting={meeting}&text={paper}&provision={second}")
    assert "Words 1." in words_of(form)
    assert f'value="{second}" checked' in form.text
    delegate.does("/statements", **SENT, meeting=str(meeting), provisions=[str(first), str(second)], consent="1")
    delivers(site, 1)
    page = site.as_("public").get(f"/provisions/{first}")
    assert "Statements that speak on it" in words_of(page)
    assert 'href="/statements/1"' in page.text
    delegate.does(
        f"/statements/1/provisions?text={paper}",
        form="spoken-on-form",
        text=str(paper),
        provisions=str(first),
        item=str(items[0]),
    )
    assert 'href="/statements/1"' not in site.as_("public").get(f"/provisions/{second}").text
    secretariat = site.as_("secretariat")
    secretariat.does("/statements/1/tie", form="spoken-on-form", item=str(items[1]))
    kept = words_of(site.as_("public").get("/statements/1"))
    assert "Adoption of the agenda." in kept
    assert "A paper, 1" in kept, "without a text the provisions stay"
    refused = site.as_("second").post("/statements/1/provisions", form="spoken-on-form")
    assert (refused.status_code, "Only those whose statement it is" in words_of(refused)) == (403, True)


@pytest.mark.parametrize(
    ("who", "offered"),
    [
        ("public", set()), ("chair", set()), ("second", set()),
        ("delegate", {"Correct it: a new version", "Withdraw it", "On what it speaks"}),
        ("secretariat", {"On what it speaks"}),
    ],
)  # fmt: skip
def test_what_each_may_do_with_a_statement(site: World, who: str, offered: set[str]) -> None:
    files(site, an_open_meeting(site), form="written", consent=True)
    words = words_of(site.as_(who).get("/statements/1"))
    every = {"Correct it: a new version", "Withdraw it", "On what it speaks", "Delivered?"}
    assert {one for one in every if one in words} == offered


def test_odd_addresses(site: World) -> None:
    files(site, an_open_meeting(site), form="written", consent=True)
    public = site.as_("public")
    for query in (
        "words=%00",
        "words=%25_%5C",
        "language=xx",
        "standing=x",
        "meeting=x",
        "session=99999999999",
        "page=99",
        "item=-1",
    ):
        assert public.get(f"/statements?{query}").status_code == 200, query
    for address in ("/statements/1?version=x", "/statements?page=x"):
        assert public.get(address).status_code == 422
    for address in ("/statements/1/versions/9/file", "/statements/9/versions/1/file"):
        assert public.get(address).status_code == 404
    assert public.get("/statements/1?version=99").status_code == 200


def test_without_a_meeting_nothing_is_filed_and_the_page_says_so(site: World) -> None:
    assert "A statement is filed for a meeting" in words_of(site.as_("delegate").get("/statements/new"))
    assert "Nothing has been filed yet" in words_of(site.as_("delegate").get("/statements/own"))


@pytest.mark.parametrize(
    ("path", "who", "most"),
    [
        ("/statements", "public", 20), ("/statements", "secretariat", 20), ("/statements/own", "delegate", 16),
        ("/statements/1", "delegate", 24), ("/meetings/1", "delegate", 26), ("/provisions/4", "public", 60),
        ("/statements/new?text=2", "delegate", 18),
    ],
)  # fmt: skip
def test_a_page_asks_as_often_for_many_statements_as_for_few(site: World, path: str, who: str, most: int) -> None:
    session = an_open_session(site)
    meeting = a_meeting(site, session)
    _, items = an_agenda(site)
    provisions = a_paper(site)
    assert provisions[0] == 4
    files(site, meeting, item=items[0], provisions=provisions[:1], form="written", consent=True)
    browser, counts = site.as_(who), []
    for round_ in range(2):
        with site.counting() as sent:
            assert browser.get(path).status_code == 200
        counts.append(len(sent))
        for number in range(4):
            for by in ("delegate", "second", "coordinator", "stakeholder"):
                files(
                    site,
                    meeting,
                    f"{round_} {number}",
                    by=by,
                    item=items[number % 3],
                    provisions=provisions,
                    form="written",
                    consent=True,
                )
        does(site, actions.correct_statement, 1, Content(f"Round {round_}"))
    assert counts[0] == counts[1] <= most
