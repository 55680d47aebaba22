"""What do the report's pages show, to whom, and what do they refuse?"""

import hashlib
import io
import re
from collections.abc import Callable

import pytest

from oewg.core.errors import Refusal
from oewg.negotiation.actions import explain_position
from oewg.record import queries as record
from oewg.report import actions, queries
from oewg.report.actions import compilations
from oewg.report.models import Compilation
from oewg.texts import queries as texts
from oewg.texts.actions import issue_edition
from oewg.texts.documents.description import Document
from tests.negotiation.given import revises
from tests.report import given
from tests.report.drafted import drafted, remarked
from tests.world import CAST, World, words_of

SYMBOL = "A/AC.290/2021/L.1"


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("public", "The secretariat begins it from the elements of the mandate"),
        ("delegate", "The secretariat begins it from the elements of the mandate"),
        ("secretariat", "read in the resolution first"),
    ],
)
def test_before_there_is_a_mandate_the_page_says_what_to_do_next(site: World, who: str, words: str) -> None:
    assert words in words_of(site.as_(who).get("/report"))


@pytest.mark.parametrize("who", ["public", *CAST])
def test_the_secretariat_alone_is_shown_the_forms(site: World, who: str) -> None:
    given.mandate(site)
    assert ('action="/report/begin"' in site.as_(who).get("/report").text) is (who == "secretariat")
    site.as_("secretariat").does("/report/begin", "/report", form="begin")
    page = site.as_(who).get("/report")
    assert page.status_code == 200
    assert ('href="/report/compile"' in page.text) is (who == "secretariat")
    answer = site.as_(who).get("/report/compile")
    assert ('action="/report/compile"' in answer.text) is (who == "secretariat")
    assert answer.status_code == {"secretariat": 200, "public": 401}.get(who, 403)
    assert 'action="/report/begin"' not in page.text


@pytest.mark.parametrize("who", ["public", "delegate", "chair", "bureau", "admin"])
def test_nobody_else_begins_or_compiles(site: World, who: str) -> None:
    given.draft(site)
    assert site.app
    site.app.config["WTF_CSRF_ENABLED"] = False
    browser = site.as_(who)
    size = site.read(record.size)
    for address in ("/report/begin", "/report/compile", "/report/transmit"):
        assert browser.client.post(address, data={"symbol": SYMBOL}).status_code in (401, 403)
    assert site.read(record.size) == size


def test_the_workspace_shows_length_outline_states_and_coverage(site: World) -> None:
    given.group_at_work(site)
    page = site.as_("delegate").get("/report")
    words = words_of(page)
    assert "Length in words, of 10,700 at most" in words
    assert "V. Conclusions and recommendations" in words
    assert page.text.count('<li class="cell state-clear">') == 5
    assert "No item of the agenda answers to it." in words
    assert "No report has been compiled yet" in words


def test_the_secretariat_begins_the_draft_and_is_told_so(site: World) -> None:
    given.mandate(site)
    page = site.as_("secretariat").does("/report/begin", "/report", form="begin")
    assert "The draft report was begun from the mandate." in words_of(page)


def test_a_second_draft_is_refused_with_its_reason(site: World) -> None:
    given.draft(site)
    answer = site.as_("secretariat").post("/report/begin", "/report", form="begin")
    assert answer.status_code == 409
    assert "There is a draft report already" in words_of(answer)


def test_the_secretariat_compiles_and_everybody_reads_it(site: World) -> None:
    given.group_at_work(site)
    page = given.compiles(site, symbol=SYMBOL, item="")
    assert "The report was compiled." in words_of(page)
    kept = site.read(queries.compilations, site.viewer("public")).items[0]
    public = site.as_("public")
    read = public.get(f"/report/compilations/{kept.id}")
    assert read.status_code == 200
    assert words_of(read).count("The Working Group considered item 2 (a), “Threats”") == 1
    assert "<style" not in read.text.split("<main", 1)[1]
    assert [file.format for file in kept.files] == ["pdf", "docx", "html", "txt", "xml", "json"]
    for address in (f"/report/compilations/{kept.id}", "/report"):
        offered = re.findall(rf"/compilations/{kept.id}/report\.(\w+)", public.get(address).text)
        assert offered == [file.format for file in kept.files]
    for file in kept.files:
        assert file.digest in read.text
        answer = public.get(f"/report/compilations/{kept.id}/report.{file.format}")
        assert answer.status_code == 200
        assert hashlib.sha256(answer.data).hexdigest() == file.digest
        assert answer.headers["Content-Disposition"] == f'attachment; filename="A_AC.290_2021_L.1.{file.format}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("format", "media_type", "begins"),
    [
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
        ("html", "text/html; charset=utf-8", b"<!DOCTYPE html>"),
    ],
)
def test_each_file_has_its_own_type(site: World, format: str, media_type: str, begins: bytes) -> None:
    given.draft(site)
    kept = given.compiled(site)
    answer = site.as_("public").get(f"/report/compilations/{kept.id}/report.{format}")
    assert (answer.content_type, answer.data[: len(begins)]) == (media_type, begins)


@pytest.mark.parametrize("address", ["/report/compilations/99", "/report/compilations/1/report.exe", "/report/compilations/99/report.pdf"])  # fmt: skip
def test_what_was_not_compiled_is_not_found(site: World, address: str) -> None:
    given.draft(site)
    given.compiled(site)
    assert site.as_("public").get(address).status_code == 404


@pytest.mark.parametrize(
    ("symbol", "status", "reason"),
    [
        ("my report", 422, "not formed like a symbol"),
        ("", 422, "It needs a symbol of its own."),
        (SYMBOL, 422, "used already"),
    ],
)
def test_a_refused_symbol_is_given_back_with_the_reason(site: World, symbol: str, status: int, reason: str) -> None:
    given.draft(site)
    given.compiled(site)
    answer = site.as_("secretariat").post("/report/compile", "/report/compile", form="compile", symbol=symbol, item="")
    assert answer.status_code == status
    assert reason in words_of(answer)
    assert f'value="{symbol}"' in answer.text
    assert given.how_many(site) == 1


def test_the_same_form_sent_again_is_the_same_one_act(site_on_both: World) -> None:
    given.draft(site_on_both)
    browser = site_on_both.as_("secretariat")
    found = re.search(r'id="compile".*?name="form_key" value="([^"]+)"', browser.get("/report/compile").text, re.S)
    assert found
    sent = {"form": "compile", "form_key": found[1], "symbol": SYMBOL, "item": ""}
    first = browser.post("/report/compile", "/report/compile", **sent)
    end = given.where_it_ends(first)
    again = [browser.post("/report/compile", "/report/compile", **sent) for _ in range(2)]
    assert [first.status_code, *(answer.status_code for answer in again)] == [200, 303, 303]
    assert {answer.location for answer in again} == {end}
    assert given.how_many(site_on_both) == 1


def test_the_exercise_is_marked_on_the_page_and_in_the_document(site: World) -> None:
    given.group_at_work(site)
    kept = given.compiled(site)
    assert site.as_("public").get(f"/report/compilations/{kept.id}").text.count(given.EXERCISE) == 2


def test_the_pages_take_a_fixed_number_of_queries(site: World) -> None:
    given.draft(site)
    given.compiled(site)
    browser = site.as_("delegate")
    with site.counting() as few:
        assert browser.get("/report").status_code == 200
    for number in range(2, 8):
        given.compiled(site, f"A/AC.290/2021/L.{number}")
    with site.counting() as many:
        assert browser.get("/report").status_code == 200
    assert len(many) == len(few) <= 75


def test_a_page_that_has_not_changed_is_not_sent_again(site: World) -> None:
    given.draft(site)
    kept = given.compiled(site)
    public = site.as_("public")
    for address in ("/report", f"/report/compilations/{kept.id}", f"/report/compilations/{kept.id}/report.pdf"):
        first = public.get(address)
        assert public.get(address, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


def test_many_compilations_come_in_pages(site: World) -> None:
    given.draft(site)
    with site.writing() as db:
        scene = given.Scene(site, db)
        text = queries.draft_or_not_found(db)
        for number in range(1, 23):
            edition = scene.act(issue_edition, text, f"A/1/{number}", "Report")
            document = queries.document_of(db, edition.id)
            db.add(
                Compilation(
                    text_id=text.id, edition_id=edition.id, document_id=document.id, kind="clean", compiled_at=site.at,
                    record_size=1,
                )
            )  # fmt: skip
    assert "1 to 20 of 22" in words_of(site.as_("public").get("/report"))
    assert "21 to 22 of 22" in words_of(site.as_("public").get("/report?page=2"))


def test_the_page_says_what_is_being_written_while_it_is_written(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    given.group_at_work(site)
    browser = site.as_("secretariat")
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/report/compile").text)
    assert token
    asked: list[str] = []

    def told(name: str, write: Callable[[Document], bytes]) -> Callable[[Document], bytes]:
        def writes(document: Document) -> bytes:
            asked.append(name)
            return write(document)

        return writes

    writers = {name: told(name, write) for name, write in compilations.WRITERS.items()}
    monkeypatch.setattr(compilations, "WRITERS", writers)
    sent = {"csrf_token": token[1], "form": "compile", "symbol": SYMBOL}
    answer = browser.client.post("/report/compile", data=sent, buffered=False)
    assert (answer.status_code, answer.headers["X-Accel-Buffering"]) == (200, "no")
    pieces = answer.iter_encoded()
    assert "please leave this page open" in next(pieces).decode()
    assert next(pieces).decode() == "<li>The record has been read, and nothing stands in the way.</li>\n"
    assert asked == [], "the page begins before anything is written"
    for place, name in enumerate(actions.FORMATS, start=1):
        assert "Written: " in next(pieces).decode()
        assert asked == list(actions.FORMATS)[:place], name
        assert given.how_many(site) == 0, "nothing is kept before all is written"
    rest = b"".join(pieces).decode()
    assert "Kept, with its digests in the record." in rest
    assert rest.rstrip().endswith("</html>")
    assert given.how_many(site) == 1


def test_what_is_refused_at_the_end_stands_on_the_page_that_has_begun(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.draft(site)

    def another_was_faster(*_: object, **__: object) -> Compilation:
        raise Refusal("Somebody was faster.")

    monkeypatch.setattr(actions, "compile_report", another_was_faster)
    answer = site.as_("secretariat").post("/report/compile", "/report/compile", form="compile", symbol=SYMBOL)
    assert answer.status_code == 200
    assert "Refused. Somebody was faster. Nothing has been issued. Back to the form" in words_of(answer)
    assert "http-equiv" not in answer.text
    assert given.how_many(site) == 0


def test_a_fault_while_writing_is_told_and_issues_nothing(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    given.draft(site)

    def fails(_: Document) -> bytes:
        raise RuntimeError("no fonts")

    monkeypatch.setattr(compilations, "WRITERS", {**compilations.WRITERS, "pdf": fails})
    answer = site.as_("secretariat").post("/report/compile", "/report/compile", form="compile", symbol=SYMBOL)
    assert "Something went wrong here" in words_of(answer)
    assert "no fonts" not in answer.text
    assert given.how_many(site) == 0


def test_the_page_compiles_a_redline_and_says_since_when(site: World) -> None:
    given.draft(site)
    first = given.compiled(site)
    page = given.compiles(site, kind="redline", symbol=f"{SYMBOL}/Rev.1", against=str(first.edition_id), annexes="")
    assert f"Redline: changes since {SYMBOL}" in words_of(page)
    assert f"Redline, since {SYMBOL}" in words_of(site.as_("public").get("/report"))


def test_whoever_keeps_the_page_of_a_compilation_open_holds_up_nobody(site: World) -> None:
    given.draft(site)
    answer = site.as_("secretariat").post("/report/compile", "/report/compile", form="compile", symbol=SYMBOL)
    assert "Kept, with its digests in the record." in words_of(answer)
    with site.writing() as db:  # the answer is not closed yet
        assert queries.draft_or_not_found(db)


def test_the_page_offers_the_kinds_that_there_are_and_lets_be_what_is_for_another_kind(site: World) -> None:
    given.group_at_work(site)

    def kinds() -> list[str]:
        return re.findall(r'name="kind" value="(\w+)"', site.as_("secretariat").get("/report/compile").text)

    assert kinds() == ["clean", "rolling"]
    first = given.compiled(site)
    assert kinds() == ["clean", "rolling", "redline"]
    page = given.compiles(site, kind="clean", symbol=f"{SYMBOL}/Rev.1", against=str(first.edition_id))
    assert "The report was compiled." in words_of(page)
    given.adopted(site)
    assert kinds() == ["clean", "redline"]
    site.act(explain_position, site.read(queries.draft_or_not_found), "explanation", "We heard it so.", [], by="second")
    assert kinds() == ["clean", "redline", "compendium"]


def test_while_no_word_has_changed_the_edition_that_there_is_is_offered_and_not_another_one(site: World) -> None:
    given.group_at_work(site)

    def offered() -> tuple[str, bool, str]:
        page = site.as_("secretariat").get("/report/compile").text
        edition = re.search(r'name="edition".*?<option value="([^"]*)" selected', page, re.DOTALL)
        symbol = re.search(r'name="symbol" value="([^"]*)"', page)
        kind = re.search(r'name="kind" value="(\w+)" [^>]*checked', page)
        assert symbol, page
        assert kind, page
        return edition[1] if edition and "</select>" not in edition[0] else "", symbol[1] != "", kind[1]

    assert offered() == ("", True, "clean")
    first = given.compiled(site)
    assert offered() == (str(first.edition_id), False, "clean")
    assert f"No word of the text has changed since {SYMBOL} was issued" in words_of(
        site.as_("secretariat").get("/report/compile")
    )
    with site.database.reading() as db:
        paragraph = given.Scene(site, db).report_paragraphs()[0]
    revises(site, paragraph, "Other words.")
    assert offered() == ("", True, "clean")
    second = given.compiled(site, f"{SYMBOL}/Rev.1")
    assert offered() == (str(second.edition_id), False, "redline")


def test_the_form_keeps_what_was_chosen_when_it_is_refused(site: World) -> None:
    given.draft(site)
    answer = site.as_("secretariat").post(
        "/report/compile", "/report/compile", form="compile", kind="redline", symbol=SYMBOL, annexes="documentation"
    )
    assert answer.status_code == 422
    assert "needs the edition against which changes are marked" in words_of(answer)
    ticked = re.findall(r'name="annexes" value="(\w+)" checked', answer.text)
    assert ticked == ["documentation"]


@pytest.mark.parametrize("who", ["delegate", "coordinator"])
def test_the_word_file_of_a_compiled_report_sent_back_as_it_is_proposes_nothing(site: World, who: str) -> None:
    given.group_at_work(site)
    kept = given.compiled(site)
    file = (io.BytesIO(given.contents(site, kept.id, "docx")), "report.docx")
    address = f"/texts/{kept.text_id}/word-file"
    page = site.as_(who).post(address, address, file=file)
    assert "Nothing in it differs from the text, so there is nothing to do." in words_of(page)
    assert "File those chosen" not in words_of(page)


def test_after_the_adoption_nothing_is_missing_from_a_draft_yet(site: World) -> None:
    given.draft(site)
    browser = site.as_("public")
    before = words_of(browser.get("/report"))
    assert "Provisions in the draft" in before
    assert "draft report" in before
    given.adopted(site)
    after = words_of(browser.get("/report"))
    assert "Provisions in the report" in after
    assert "draft" not in after.lower()
    assert "submitted yet" not in after


def test_a_table_is_called_by_its_name_and_a_paragraph_by_its_number(site: World) -> None:
    given.draft(site)
    secretariat = site.as_("secretariat")
    text_id = site.read(queries.draft_or_not_found).id
    secretariat.does(f"/texts/{text_id}/provisions", f"/texts/{text_id}/build", kind="paragraph", words="| one |")
    lines = site.read(texts.lines, text_id)
    paragraph = next(one for one in lines if one.number == "1.").provision_id
    addresses = {
        "/report/passages/{}": "Drafting {}", "/provisions/{}": "{}", "/provisions/{}/why": "{}",
        "/provisions/{}/languages/fr": "{} in French",
    }  # fmt: skip
    for address, words in addresses.items():
        table = secretariat.get(address.format(lines[-1].provision_id)).text
        assert f">{words.format('Table 1')}<" in table, address
        assert re.search("(Paragraph|Provision|paragraph|provision) Table", table) is None, address
        assert re.search("(Paragraph|Provision|paragraph|provision) 1", secretariat.get(address.format(paragraph)).text)
    typed = secretariat.get(f"/report/passages/{lines[-1].provision_id}")
    assert "This is a table: one line a row" in words_of(typed)


def test_no_two_remarks_on_a_passage_bear_the_same_figure(site: World) -> None:
    _, line = drafted(site)
    browser = site.as_("bureau")
    assert "The figures lead to" not in words_of(browser.get(f"/report/passages/{line.provision_id}"))
    for _ in range(22):
        remarked(site, line)
    assert "The figures lead to" in words_of(browser.get(f"/report/passages/{line.provision_id}"))
    for number, figures in ((1, [*range(1, 21)]), (2, [21, 22])):
        page = browser.get(f"/report/passages/{line.provision_id}?page={number}").text
        listed = page.partition('id="remarks"')[2]
        assert [int(n) for n in re.findall(r'<h3><span class="figures">(\d+)\.</span> Question', listed)] == figures
        (marks,) = {
            each for each in re.findall(r'data-passages="([^"]*)"', page) if str(figures[0]) in each.split(", ")
        }
        assert marks.split(", ")[: len(figures)] == [str(n) for n in figures]


def test_the_form_to_compile_says_for_what_a_symbol_is_needed(site: World) -> None:
    given.draft(site)
    browser = site.as_("secretariat")
    symbol = (
        r'<label for="compile-symbol">([^<]*(?:<span class="optional">[^<]*</span>)?)</label>.*?name="symbol"([^>]*)>'
    )
    label, rest = re.findall(symbol, browser.get("/report/compile").text, re.S)[0]
    assert (label, " required" in rest) == ("Symbol", True)
    given.compiles(site, symbol="A/AC.290/2021/CRP.1")
    label, rest = re.findall(symbol, browser.get("/report/compile").text, re.S)[0]
    assert ("needed for a new edition" in label, " required" in rest) == (True, False)
    given.adopted(site)
    label, rest = re.findall(symbol, browser.get("/report/compile").text, re.S)[0]
    assert ("optional" in label.replace('class="optional"', ""), " required" in rest) == (True, False)
