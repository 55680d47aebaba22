"""A delegation sends its Word file: what is understood is shown, what is chosen is filed, all or nothing, and nothing is lost."""

import base64
import html
import io
import re
from itertools import permutations
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from oewg.accounts import actions as accounts
from oewg.accounts.queries import account_by_email
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal
from oewg.negotiation import actions, queries
from oewg.negotiation.rules.amendments import Filing
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.documents.docx import write_docx
from oewg.texts.documents.docx.reading import read_file
from tests.negotiation.given import a_report, amends, an_open_meeting, current, revises
from tests.texts.documents.office import converted, edited_there, needs_office
from tests.texts.documents.word_files import p, r, with_tracked_changes, word_file
from tests.world import Browser, World, words_of

FIRST = "States share information."


def our_file(world: World, text_id: int) -> bytes:
    """The text as it leaves the house."""
    return write_docx(world.read(text_queries.text_document, text_id))


def sent(browser: Browser, text_id: int, contents: bytes, name: str = "ours.docx", **more: str) -> TestResponse:
    """The page after a file was sent."""
    file = (io.BytesIO(contents), name)
    return browser.post(f"/texts/{text_id}/word-file", f"/texts/{text_id}/word-file", file=file, **more)


def fields(page: TestResponse) -> dict[str, list[str]]:
    """What the form with the amendments would send as it stands."""
    form = page.text[
        page.text.index('id="amendments"') : page.text.index("</form>", page.text.index('id="amendments"'))
    ]
    found: dict[str, list[str]] = {"drafts": [], "words": [], "reasons": [], "chosen": []}
    for area, hidden, value, checked, box in re.findall(
        r'<textarea[^>]*name="(?:words|reasons)"[^>]*>\n(.*?)</textarea>|<input type="hidden" name="(drafts|words|reasons)" value="([^"]*)">'
        r'|<input type="checkbox" name="chosen" value="(\d+)"( checked)?>',
        form, flags=re.DOTALL,
    ):  # fmt: skip
        if hidden:
            found[hidden].append(html.unescape(value))
        elif checked:
            found["chosen"] += [checked] if box else []
        else:
            name = "words" if len(found["words"]) < len(found["drafts"]) else "reasons"
            found[name].append(html.unescape(area))
    return found


def amendments(world: World, text_id: int) -> list[tuple[str, int, str | None, str]]:
    return [(a.kind, a.provision_id, a.words, a.reason) for a in world.read(queries.amendments_of, text_id)]


def changed_file(world: World, text_id: int) -> bytes:
    return with_tracked_changes(
        our_file(world, text_id), {"share": "shall share"}, comments={"share": "An obligation is meant."},
        deleted="States protect", inserted_after={"cooperate": "They help one another."},
    )  # fmt: skip


def test_a_changed_file_is_shown_and_then_filed_with_its_comments_as_reasons(site_on_both: World) -> None:
    world, browser = site_on_both, site_on_both.as_("delegate")
    text_id, (first, second, third) = a_report(world)
    page = sent(browser, text_id, changed_file(world, text_id))
    assert page.status_code == 200
    assert "3 amendments are proposed" in words_of(page)
    assert amendments(world, text_id) == []
    form = fields(page)
    assert form["chosen"] == ["0", "1", "2"]
    form["reasons"][1] = "As we said."
    shown = browser.does(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **form)
    assert "The amendments that you chose were filed." in words_of(shown)
    assert amendments(world, text_id) == [
        ("replace", first, "States shall share information.", "An obligation is meant."),
        ("insert", second, "They help one another.", "As we said."),
        ("delete", third, None, ""),
    ]
    assert [a.names for a in world.read(queries.amendments_of, text_id)] == [["FRA"]] * 3


def test_only_what_was_chosen_is_filed(site: World) -> None:
    browser = site.as_("delegate")
    text_id, (first, *_rest) = a_report(site)
    form = fields(sent(browser, text_id, changed_file(site, text_id)))
    browser.does(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **{**form, "chosen": ["0"]})
    assert [one[:2] for one in amendments(site, text_id)] == [("replace", first)]
    refused = browser.post(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **{**form, "chosen": []})
    assert refused.status_code == 422
    assert "No amendment was chosen" in words_of(refused)
    assert "They help one another." in refused.text


def test_whoever_may_not_file_any_more_is_given_back_all_that_was_typed(site: World) -> None:
    browser = site.as_("delegate")
    text_id, _provisions = a_report(site)
    form = fields(sent(browser, text_id, changed_file(site, text_id)))
    form["reasons"] = ["Our capital asked.", "", "It stands elsewhere."]
    with site.writing() as db:
        account = account_by_email(db, "delegate@example.org")
        assert account is not None
        accounts.end_capacity(db, account.capacities[0], by=site.viewer("admin", db), at=site.tick())
    refused = browser.post(f"/texts/{text_id}/amendments", "/sign-in", **form)
    assert refused.status_code == 403
    for typed in (
        "States shall share information.",
        "They help one another.",
        "Our capital asked.",
        "It stands elsewhere.",
    ):
        assert typed in words_of(refused)


def test_the_same_file_sent_again_proposes_nothing_twice(site_on_both: World) -> None:
    site, browser = site_on_both, site_on_both.as_("delegate")
    text_id, _provisions = a_report(site)
    contents = changed_file(site, text_id)
    form = fields(sent(browser, text_id, contents))
    browser.does(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **form)
    again = sent(browser, text_id, contents)
    assert words_of(again).count("stands on record already, in the name of your delegation") == 3
    assert fields(again)["chosen"] == []
    refused = browser.post(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **form)
    assert refused.status_code == 409
    assert "it is number 1." in words_of(refused)
    assert len(amendments(site, text_id)) == 3
    asked = {"file_name": "ours.docx", "file": base64.b64encode(contents).decode()}
    for who, doubts in (("delegate", 3), ("second", 0)):
        proposed = site.program(who)("POST", f"/texts/{text_id}/word-file", asked).json["amendments"]  # type: ignore[index]
        assert sum("already" in one["doubt"] for one in proposed) == doubts
    # Another delegation may say the same, and so may this one once it has taken its own back.
    for each in site.read(queries.amendments_of, text_id):
        site.act(actions.withdraw_amendment, each, by="delegate")
    for one in (site.as_("second"), browser):
        one.does(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **form)
    assert len(amendments(site, text_id)) == 9


def test_what_is_chosen_twice_is_filed_once(site: World) -> None:
    browser = site.as_("delegate")
    text_id, (first, *_rest) = a_report(site)
    form = fields(sent(browser, text_id, changed_file(site, text_id)))
    browser.does(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **{**form, "chosen": ["0", "0"]})
    assert [one[:2] for one in amendments(site, text_id)] == [("replace", first)]


@pytest.mark.parametrize("order", [*permutations(range(3)), (2, 0, 3, 1), (3, 2, 1, 0)])
def test_what_was_inserted_in_a_row_stands_in_the_order_of_the_file_in_whichever_it_is_taken_up(
    world: World, order: tuple[int, ...]
) -> None:
    text_id, (first, second, third) = a_report(world)
    new = [f"They do thing {place}." for place in range(len(order))]
    chain = dict(zip(["cooperate", *(f"thing {place}." for place in range(len(order)))], new, strict=False))
    contents = with_tracked_changes(our_file(world, text_id), {}, inserted_after=chain)
    proposed = world.read(queries.understand_file, text_id, read_file(contents)).drafts
    filings = [Filing(one.kind, one.provision_id, one.on, one.words, one.after, one.reason) for one in proposed]
    text = world.read(text_queries.text, text_id)
    filed = [one.id for one in world.act(actions.file_amendments, text, filings, by="delegate")]
    # Another delegation's, filed later at the same place, stands after them, and what it is put after stays where it is.
    filed.append(amends(world, "head", second, "They do the last.", kind="insert"))
    heading = world.read(text_queries.nodes, text_id)[first].parent_id
    assert heading is not None
    under = [amends(world, "head", heading, f"Under {place}.", kind="insert") for place in range(len(order))]
    for place in (len(order), *order):
        world.act(actions.take_up_amendment, world.read(queries.amendment, filed[place]), by="chair")
    for place in order:
        world.act(actions.take_up_amendment, world.read(queries.amendment, under[place]), by="chair")
    standing = [line.words for line in world.read(text_queries.lines, text_id)]
    assert standing == [
        "Threats", *(f"Under {place}." for place in range(len(order))), FIRST, "States [should] cooperate.", *new,
        "They do the last.", "States protect what is critical.",
    ]  # fmt: skip
    assert third == world.read(text_queries.lines, text_id)[-1].provision_id


def test_an_untouched_file_files_nothing_and_says_so(site: World) -> None:
    text_id, _ = a_report(site)
    page = sent(site.as_("delegate"), text_id, our_file(site, text_id))
    assert "4 of its paragraphs are provisions of this text. Nothing in it differs from the text" in words_of(page)
    assert "File those chosen" not in words_of(page)


def test_what_is_in_conflict_is_shown_with_both_and_not_chosen(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    contents = changed_file(site, text_id)
    revises(site, first, "States may share information.")
    page = sent(site.as_("delegate"), text_id, contents)
    assert "where you changed it too" in words_of(page)
    assert "The wording that now stands" in words_of(page)
    form = fields(page)
    assert form["chosen"] == ["1", "2"]
    assert form["drafts"][0] == f"replace:{first}:{current(site, first)}:"


def test_a_wording_that_changes_between_the_look_and_the_filing_refuses_all_and_loses_nothing(site: World) -> None:
    browser = site.as_("delegate")
    text_id, (first, *_rest) = a_report(site)
    form = fields(sent(browser, text_id, changed_file(site, text_id)))
    revises(site, first, "States always share information.")
    page = browser.post(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **form)
    assert page.status_code == 409
    assert "see what is said at 1" in words_of(page)
    assert "The wording has been changed since you opened it" in words_of(page)
    assert amendments(site, text_id) == []
    again = fields(page)
    assert (again["words"], again["reasons"], again["chosen"]) == (form["words"], form["reasons"], form["chosen"])
    browser.does(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", **again)
    assert len(amendments(site, text_id)) == 3


@pytest.mark.parametrize(
    ("contents", "name", "said"),
    [
        (b"Just words.", "ours.docx", "Changes are read from a Word file"),
        (b"PK\x03\x04" + b"x" * 200, "ours.docx", "cannot be opened as one"),
        (b"", "ours.docx", "The file is empty"),
    ],
)
def test_another_kind_of_file_is_refused_in_words(site: World, contents: bytes, name: str, said: str) -> None:
    text_id, _ = a_report(site)
    page = sent(site.as_("delegate"), text_id, contents, name)
    assert page.status_code == 422
    assert said in words_of(page)


def test_the_file_of_another_text_is_told_from_ours(site: World) -> None:
    text_id, _ = a_report(site)
    page = sent(site.as_("delegate"), text_id, word_file(p(r("Minutes of the choir, and who sang."))))
    assert "Is it the file of another text?" in words_of(page)


def test_one_name_can_be_asked_for(site: World) -> None:
    text_id, _ = a_report(site)
    page = sent(site.as_("delegate"), text_id, changed_file(site, text_id), author="Boris")
    assert "Nothing in it differs" in words_of(page)


def test_a_coordinator_files_for_the_group_and_others_may_not_send_a_file(site: World) -> None:
    text_id, _ = a_report(site)
    browser = site.as_("coordinator")
    form = fields(sent(browser, text_id, changed_file(site, text_id)))
    browser.does(f"/texts/{text_id}/amendments", f"/texts/{text_id}/word-file", on_behalf_of="group", **form)
    assert [a.names for a in site.read(queries.amendments_of, text_id)] == [["EU"]] * 3
    for who in ("public", "observer", "chair", "secretariat"):
        assert site.as_(who).get(f"/texts/{text_id}/word-file").status_code in (401, 403)
        assert "Send our Word file" not in words_of(site.as_(who).get(f"/texts/{text_id}"))
    assert "Send our Word file" in words_of(browser.get(f"/texts/{text_id}"))


def test_texts_and_editions_are_files_for_everybody(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    text = site.read(text_queries.text, text_id)
    edition = site.act(texts.issue_edition, text, "A/AC.290/2021/L.1", "Draft report", by="secretariat")
    revises(site, first, "States share all information.")
    for address, words in (
        (f"/texts/{text_id}/text.docx", "all information"),
        (f"/editions/{edition.id}/edition.docx", FIRST),
    ):
        answer = site.as_("public").get(address)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert any(words in str(item) for item in read_file(answer.data).items)
    assert site.as_("public").get("/texts/99/text.docx").status_code == 404
    # What was changed in the edition's own file is carried to the wording of now.
    contents = with_tracked_changes(
        site.as_("public").get(f"/editions/{edition.id}/edition.docx").data, {"States share": "All share"}
    )
    form = fields(sent(site.as_("delegate"), text_id, contents))
    assert form["words"] == ["All share all information."]


def test_footnotes_and_citations_go_out_and_come_back(site: World) -> None:
    text_id, (first, second, _third) = a_report(site)
    provision = site.read(text_queries.provision, first)
    note = site.act(
        texts.add_provision, provision.text, "footnote", "See resolution 73/27.", parent=provision, by="secretariat"
    )
    words = f"States act, as paragraph [2](#provision-{second}) says[^{note.mark}]."
    revises(site, first, words)
    page = sent(site.as_("delegate"), text_id, our_file(site, text_id))
    assert "Nothing in it differs" in words_of(page)
    contents = with_tracked_changes(our_file(site, text_id), {"States act": "All States act"})
    form = fields(sent(site.as_("delegate"), text_id, contents))
    assert form["words"] == [f"All {words}"]


@needs_office
def test_a_file_that_was_changed_in_libreoffice_is_understood_alike(world: World, tmp_path: Path) -> None:
    text_id, (first, *_rest) = a_report(world)
    contents = edited_there(our_file(world, text_id), tmp_path, "States share", "All States shall share")
    found = world.read(queries.understand_file, text_id, read_file(contents))
    (draft,) = found.drafts
    assert (draft.kind, draft.provision_id, draft.words) == ("replace", first, "All States shall share information.")
    assert (draft.reason, draft.notes, found.remarks) == ("Said in LibreOffice.", (), ())


@needs_office
def test_a_table_that_was_changed_in_libreoffice_is_an_amendment_of_its_wording(world: World, tmp_path: Path) -> None:
    text_id, (first, *_rest) = a_report(world)
    heading = world.read(text_queries.provision, world.read(text_queries.nodes, text_id)[first].parent_id or 0)
    # In two cells: LibreOffice itself gives up on words that get a comment and are replaced in one cell alone.
    typed = "| Measure | Who acts |\n| --- | --- |\n| *Contacts* and reports | each State |\n| A \\| B | each State |"
    table = world.act(texts.add_provision, heading.text, "paragraph", typed, parent=heading, by="secretariat")
    contents = our_file(world, text_id)
    (kept := tmp_path / "kept").mkdir()
    assert world.read(queries.understand_file, text_id, read_file(converted(contents, kept, "docx"))).drafts == ()
    found = world.read(
        queries.understand_file, text_id, read_file(edited_there(contents, tmp_path, "each State", "all States"))
    )
    (draft,) = found.drafts
    assert (draft.kind, draft.provision_id, draft.words) == (
        "replace",
        table.id,
        typed.replace("each State", "all States"),
    )
    assert (draft.reason, draft.notes, found.remarks) == ("Said in LibreOffice.", (), ())


@needs_office
def test_changes_are_the_same_after_libreoffice_has_kept_the_file(world: World, tmp_path: Path) -> None:
    text_id, _ = a_report(world)
    contents = changed_file(world, text_id)
    kept = converted(contents, tmp_path, "docx")
    ours, theirs = (world.read(queries.understand_file, text_id, read_file(each)) for each in (contents, kept))
    assert len(ours.drafts) == 3
    assert ours == theirs


def test_the_number_of_queries_does_not_grow_with_the_text(site: World) -> None:
    browser = site.as_("delegate")

    def counted(provisions: int) -> int:
        text = site.act(texts.begin_text, "report", "Draft report", by="secretariat")
        for place in range(provisions):
            site.act(
                texts.add_provision,
                text,
                "paragraph",
                f"States share the information of kind {place}.",
                by="secretariat",
            )
        contents = with_tracked_changes(
            our_file(site, text.id), {f"of kind {place}": "of a kind" for place in range(provisions)}
        )
        with site.counting() as statements:
            page = sent(browser, text.id, contents)
        assert f"{provisions} amendments are proposed" in words_of(page)
        return len(statements)

    assert counted(12) == counted(2)


def test_the_secretariat_takes_the_changes_of_a_file_into_the_text_itself(site_on_both: World) -> None:
    world, browser = site_on_both, site_on_both.as_("secretariat")
    text_id, (first, second, third) = a_report(world)
    assert f"/texts/{text_id}/changed-file" in browser.get(f"/texts/{text_id}/build").text
    contents = with_tracked_changes(
        our_file(world, text_id), {"share": "shall share"}, deleted="States protect",
        inserted_after={"cooperate": "They help one another.", "They help": "They train one another."},
    )  # fmt: skip
    file = (io.BytesIO(contents), "new.docx")
    page = browser.post(f"/texts/{text_id}/changed-file", f"/texts/{text_id}/changed-file", file=file)
    assert "4 changes are proposed" in words_of(page)
    shown = browser.does(
        f"/texts/{text_id}/changes", f"/texts/{text_id}/changed-file", nature="substantive", **fields(page)
    )
    assert "The changes that you chose were taken into the text." in words_of(shown)
    standing = [(line.provision_id, line.words) for line in world.read(text_queries.lines, text_id)][1:]
    assert [words for _, words in standing] == [
        "States shall share information.", "States [should] cooperate.", "They help one another.", "They train one another.",
    ]  # fmt: skip
    assert [each for each, _ in standing][:2] == [first, second]
    assert third not in [each for each, _ in standing]
    assert world.read(queries.amendments_of, text_id) == []
    assert world.as_("delegate").get(f"/texts/{text_id}/changed-file").status_code == 403


def test_what_is_agreed_is_not_changed_by_a_file_and_nothing_else_is(site: World) -> None:
    browser = site.as_("secretariat")
    text_id, (first, second, _third) = a_report(site)
    an_open_meeting(site)
    gavelled = site.read(text_queries.provision, first)
    site.act(actions.gavel, gavelled, by="chair")
    contents = with_tracked_changes(our_file(site, text_id), {"share": "shall share", "cooperate": "act"})
    page = browser.post(
        f"/texts/{text_id}/changed-file", f"/texts/{text_id}/changed-file", file=(io.BytesIO(contents), "a.docx")
    )
    form = fields(page)
    refused = browser.post(f"/texts/{text_id}/changes", f"/texts/{text_id}/changed-file", nature="substantive", **form)
    assert refused.status_code == 409
    assert "see what is said at 1" in words_of(refused)
    assert fields(refused)["words"] == form["words"]
    browser.does(
        f"/texts/{text_id}/changes", f"/texts/{text_id}/changed-file", nature="substantive", **{**form, "chosen": ["1"]}
    )
    assert site.read(text_queries.current_revision, second).words == "States [should] act."


def test_several_are_filed_together_or_not_at_all(world: World) -> None:
    text_id, (first, second, _third) = a_report(world)
    text = world.read(text_queries.text, text_id)
    good = Filing("replace", first, current(world, first), "States shall share information.")
    bad = Filing("replace", second, current(world, second), "States [should] cooperate.")
    with pytest.raises(Refusal, match=r"see what is said at 2\.") as refused:
        world.act(actions.file_amendments, text, [good, bad], by="delegate")
    assert refused.value.details == {"refused": {"1": "The amendment proposes the words that stand already."}}
    assert amendments(world, text_id) == []
    with pytest.raises(Invalid):
        world.act(actions.file_amendments, text, [], by="delegate")
    with pytest.raises(NotAllowed):
        world.act(actions.file_amendments, text, [good], by="observer")
    other, _ = a_report(world)
    with pytest.raises(NotFound):
        world.act(actions.file_amendments, world.read(text_queries.text, other), [good], by="delegate")
    world.act(
        actions.file_amendments, text, [good, Filing("move", first, current(world, first), None, second)], by="delegate"
    )
    assert [one[0] for one in amendments(world, text_id)] == ["replace", "move"]


def test_programs_ask_what_a_file_proposes_and_file_it(site: World) -> None:
    text_id, (first, *_rest) = a_report(site)
    call = site.program("delegate")
    contents = base64.b64encode(changed_file(site, text_id)).decode()
    answer = call("POST", f"/texts/{text_id}/word-file", {"file_name": "ours.docx", "file": contents})
    assert answer.status_code == 200
    assert answer.json
    proposed = answer.json["amendments"]
    assert [one["kind"] for one in proposed] == ["replace", "insert", "delete"]
    assert (answer.json["authors"], answer.json["recognized"], answer.json["remarks"]) == (["Anna"], 4, [])
    wanted = [{name: one[name] for name in ("provision", "kind", "on", "reason")} | ({"words": one["words"]} if one["words"] else {}) for one in proposed]  # fmt: skip
    filed = call("POST", f"/texts/{text_id}/amendments", {"amendments": wanted})
    assert filed.status_code == 201
    assert filed.json
    assert [one["number"] for one in filed.json["items"]] == [1, 2, 3]
    assert amendments(site, text_id)[0][:2] == ("replace", first)
    assert call("POST", f"/texts/{text_id}/word-file", {"file_name": "x", "file": "PK"}).status_code == 422
    assert site.program("observer")("POST", f"/texts/{text_id}/amendments", {"amendments": wanted}).status_code == 403


def test_programs_of_the_secretariat_take_the_changes_of_a_file_into_the_text(site: World) -> None:
    text_id, (first, second, _third) = a_report(site)
    call = site.program("secretariat")
    text = site.read(text_queries.text, text_id)
    edition = site.act(texts.issue_edition, text, "A/AC.290/2021/L.1", "Draft report", by="secretariat")
    revises(site, first, "States share all information.")
    own = with_tracked_changes(
        site.as_("public").get(f"/editions/{edition.id}/edition.docx").data, {"cooperate": "act"}
    )
    file = {"file_name": "own.docx", "file": base64.b64encode(own).decode()}
    found = call("POST", f"/texts/{text_id}/changed-file", file)
    assert found.status_code == 200
    assert found.json
    assert [(one["provision"], one["kind"], one["words"]) for one in found.json["amendments"]] == [
        (second, "replace", "States [should] act.")
    ]
    assert amendments(site, text_id) == []
    wanted = [{name: one[name] for name in ("provision", "kind", "on", "words")} for one in found.json["amendments"]]
    taken = call("POST", f"/texts/{text_id}/changes", {"changes": wanted, "nature": "editorial"})
    assert taken.json
    assert [one["words"] for one in taken.json["items"]][1:3] == [
        "States share all information.",
        "States [should] act.",
    ]
    assert site.read(text_queries.current_revision, second).nature == "editorial"
    again = call("POST", f"/texts/{text_id}/changes", {"changes": wanted})
    assert again.status_code == 409
    assert call("POST", f"/texts/{text_id}/changed-file", {**file, "file": "UEsD"}).status_code == 422
    for address, sent_there in (("changed-file", file), ("changes", {"changes": wanted})):
        assert site.program("delegate")("POST", f"/texts/{text_id}/{address}", sent_there).status_code == 403
        assert call("POST", f"/texts/99/{address}", sent_there).status_code == 404
