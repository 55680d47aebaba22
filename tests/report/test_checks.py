"""What does each check find in a draft, and what looks like it and is none?"""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oewg.report.rules.checks import CHECKS, Draft, Finding, Wording, findings
from oewg.report.rules.checks.attribution import forms_of
from oewg.report.rules.checks.places import own_voice
from oewg.report.rules.checks.symbols import names_one_of

STATES = (
    "Estonia", "Kenya", "Singapore", "Mexico", "Jordan", "Georgia", "Chad", "Guinea", "Papua New Guinea", "Niger", "Nigeria", "Mali",
    "Oman", "Romania", "Dominica", "Dominican Republic", "Switzerland", "Republic of Korea", "Iran (Islamic Republic of)",
    "United Kingdom of Great Britain and Northern Ireland", "Russian Federation", "Türkiye", "Niue", "Holy See",
)  # fmt: skip
NAMES = (*STATES, "European Union", "Non-Aligned Movement", "Group of African States", "ASEAN")


def draft(*paragraphs: str, **more: object) -> Draft:
    wordings = tuple(
        Wording(place, 100 + place, "paragraph", str(place), words, place, None)
        for place, words in enumerate(paragraphs, start=1)
    )
    known: dict[str, object] = {
        "provisions": frozenset(one.provision_id for one in wordings),
        "paragraphs": 20,
        "sections": 6,
        "footnotes": 2,
        "annexes": 2,
        "names": NAMES,
        "symbols": frozenset({"a/ac.290/2021/l.1", "a/c.1/73/l.27"}),
        "resting": frozenset(one.provision_id for one in wordings),
    }
    return Draft(wordings, **(known | more))  # type: ignore[arg-type]


def found(check: str, words: str, **more: object) -> list[str]:
    return [one.quote for one in CHECKS[check][1](draft(words, **more))]


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("Estonia said that norms matter.", "Estonia said"),
        ("In that respect, Kenya stressed the need for capacity.", "Kenya stressed"),
        ("Kenya also stressed it.", "Kenya also stressed"),
        ("The representative of Estonia stated that it was so.", "representative of Estonia stated"),
        ("The delegations of Kenya and Mexico further proposed a register.", "delegations of Kenya and Mexico further proposed"),
        ("Estonia, Kenya and Mexico argued for it.", "Estonia, Kenya and Mexico argued"),
        ("Estonia, speaking on behalf of others, welcomed it.", "Estonia, speaking on behalf of others, welcomed"),
        ("The European Union held that the law applies.", "European Union held that"),
        ("the Non-Aligned Movement called for a treaty", "Non-Aligned Movement called for"),
        ("The Group of African States underlined the gap.", "Group of African States underlined"),
        ("The United Kingdom noted the risk.", "United Kingdom noted"),
        ("The Islamic Republic of Iran disagreed.", "Islamic Republic of Iran disagreed"),
        ("Iran disagreed.", "Iran disagreed"),
        ("Russia was of the view that it should.", "Russia was of the view"),
        ("Papua New Guinea noted it.", "Papua New Guinea noted"),
        ("Turkey reiterated its call.", "Turkey reiterated"),
        ("It was proposed by Estonia that a point of contact be named.", "proposed by Estonia"),
        ("A proposal by Kenya was discussed.", "proposal by Kenya"),
        ("According to Mexico, the matter is closed.", "According to Mexico"),
        ("In the view of the Russian Federation it is not.", "In the view of the Russian Federation"),
        ("Estonia’s position was heard.", "Estonia’s position"),
        ("Kenya's written proposals were posted.", "Kenya's written proposals"),
        ("The views of Singapore were recorded.", "views of Singapore"),
        ("A statement was made by the representative of Jordan.", "made by the representative of Jordan"),
        ("Ms. Anna Berg warned of haste.", "Ms. Anna Berg warned"),
        ("Ambassador Okoth suggested a pause.", "Ambassador Okoth suggested"),
        ("Estonia said: “We agree.”", "Estonia said"),
        ("The Norwegian representative said that it was so.", "Norwegian representative said"),
        ("Then the New Zealand delegation also proposed a pause.", "New Zealand delegation also proposed"),
        ("A proposal by the Swiss delegation was discussed.", "proposal by the Swiss delegation"),
        ("On behalf of ASEAN it was said that trust grows slowly.", "On behalf of ASEAN"),
        ("Estonia took the floor. It stressed that trust grows.", "Estonia took the floor. It stressed"),
        ("At the same meeting, Kenya spoke next. It also proposed a register.", "Kenya spoke next. It also proposed"),
        (
            "The representative of Jordan took the floor. She warned of haste.",
            "representative of Jordan took the floor. She warned",
        ),
        ("Kenya and Mexico followed.[^1] Both welcomed it.", "Kenya and Mexico followed.[^1] Both welcomed"),
        ("The European Union came last. The delegation reiterated its call.", "European Union came last. The delegation reiterated"),
        ("The Norwegian delegation spoke. Its representative said so.", "Norwegian delegation spoke. Its representative said"),
        ("Estonia said so. It also stressed it.", "Estonia said"),
    ],
)  # fmt: skip
def test_a_view_is_attributed(words: str, quote: str) -> None:
    assert found("attribution", words) == [quote]


@pytest.mark.parametrize(
    "words",
    [
        "The meeting was convened at the invitation of Estonia.",
        "A workshop was held in Singapore.",
        "The workshop held in Singapore stressed the need for exercises.",
        "The seminar in Mexico noted three lessons.",
        "At its 1st meeting, the Working Group elected its Chair (Switzerland).",
        "The Working Group noted that norms matter.",
        "It was noted that norms matter.",
        "Some States stressed the need; others proposed to wait.",
        "Estonia hosted a meeting, and it was noted that many came.",
        "Estonia was elected Vice-Chair.",
        "The Government of Kenya made its premises available.",
        "As the decision puts it, “Estonia said that it agreed”.",
        'It adopted the words "Kenya proposed a register" as they were.',
        "The river Jordan is noted for its length.",
        "A malicious act was noted; a Malian proverb says so.",
        "Malicious code was noted by the Working Group.",
        "The Chair noted that the list was closed.",
        "Observers from Niger attended.",
        "The Estonian language is noted for its cases.",
        "The Niamey declaration recalled earlier work.",
        "A network in Georgia was attacked, and the attack was condemned.",
        "States parties to the treaty stated so.",
        "The Jordanian network held.",
        "Kenya held the Chair.",
        "The voluntary contribution of Estonia paid for it.",
        "Statements by delegations were posted.",
        "The delegation of Kenya was seated.",
        "The Tallinn meeting stressed it.",
        "Concern was expressed by many delegations.",
        "Chad and Mali were represented.",
        "Many delegations stressed it, and the delegations proposed to wait.",
        "Some delegations noted it. Other delegations proposed another course.",
        "The High Representative welcomed the participants.",
        "The Norwegian delegation was seated.",
        "Nigeria's network was restored.",
        "Nigeria's network was restored. It was noted that many came.",
        "Estonia hosted a seminar. It noted three lessons.",
        "Kenya was seated. The Working Group noted it.",
        "Estonia was elected Vice-Chair. The meeting was adjourned. It was recalled that time was short.",
        "The workshop in Singapore was short. It stressed the need for exercises.",
        "Kenya was represented. Its network was restored.",
        "As it was put, “Estonia took the floor. It said so.”",
    ],
)
def test_a_name_alone_is_no_view(words: str) -> None:
    assert found("attribution", words) == []


def test_a_longer_name_is_not_taken_for_a_shorter_one_within_it() -> None:
    assert found("attribution", "The Dominican Republic noted it. Nigeria noted it. Romania noted it.") == [
        "Dominican Republic noted", "Nigeria noted", "Romania noted",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "forms"),
    [
        ("Iran (Islamic Republic of)", ("Iran (Islamic Republic of)", "Islamic Republic of Iran", "Iran")),
        ("Viet Nam", ("Viet Nam", "Vietnam")),
        ("Kenya", ("Kenya",)),
    ],
)
def test_a_name_has_its_usual_forms(name: str, forms: tuple[str, ...]) -> None:
    assert forms_of(name) == forms


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("See paragraph 21.", ["paragraph 21"]),
        ("See paragraphs 19 to 22 above.", ["paragraphs 19 to 22"]),
        ("See paragraphs 3, 4 and 40 of the present report.", ["paragraphs 3, 4 and 40"]),
        ("As set out in section IX.", ["section IX"]),
        ("Annex III to the present report has the list.", ["Annex III"]),
        ("See footnote 3.", ["footnote 3"]),
        ("States[^n9] agree.", ["[^n9]"]),
        ("See paragraph [7](#provision-99).", ["[7](#provision-99)"]),
        ("See para. 300 and annex IV.", ["para. 300", "annex IV"]),
    ],
)  # fmt: skip
def test_a_citation_of_nothing_is_found(words: str, quotes: list[str]) -> None:
    assert found("citations", words) == quotes


@pytest.mark.parametrize(
    "words",
    [
        "See paragraph 20.",
        "See paragraphs 1 to 3 above.",
        "Paragraph 500 of the resolution asks for it.",
        "Paragraph 45 of document A/C.1/73/L.27 asks for it.",
        "The resolution (A/C.1/73/L.27, operative paragraph 55) asks for it.",
        "Resolution 73/27, paragraph 55, asks for it.",
        "The Charter, Article 51, and its section XX apply.",
        "In chapter III of that report it is told.",
        "See paragraph [7](#provision-1).",
        "“See paragraph 900.”",
        "Section VI and annex II have more.",
        "The annex to the present report lists them.",
        "Footnotes 1 and 2 say more.",
        "It took note 40 times of what was said.",
        "In paragraph 4 (b) it is said.",
        "There were 300 paragraphs.",
    ],
)
def test_a_citation_of_what_is_there_or_elsewhere_is_none(words: str) -> None:
    assert found("citations", words) == []


def test_the_annex_to_the_report_is_cited_only_where_there_is_one() -> None:
    words = "They are listed in the annex to the present report."
    assert found("citations", words, annexes=0) == ["annex"]
    assert found("citations", words, annexes=1) == []


def test_a_number_that_a_provision_keeps_can_be_cited() -> None:
    assert found("citations", "See paragraph 1.5.", labels=frozenset({"1.5"})) == []
    assert found("citations", "See paragraph 1.5.") == ["paragraph 1.5"]


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("States [should][may] act.", ["[should]", "[may]"]),
        ("States [should [always] act].", ["[should [always] act]"]),
        ("States should] act.", ["]"]),
        ("States[^n1] act, see [3](#provision-1).", []),
    ],
)  # fmt: skip
def test_an_open_bracket_is_found_at_its_place(words: str, quotes: list[str]) -> None:
    assert found("brackets", words) == quotes


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("As in A/AC.290/2021/L.1.", []),
        ("As in a/ac.290/2021/l.1 and A/AC.290/2021/L.1,", []),
        ("As in A/AC.290/2021/L.99.", ["A/AC.290/2021/L.99"]),
        ("As in A/C.1/73/L.27/Rev.1, and/or TCP/IP, 24/7.", ["A/C.1/73/L.27/Rev.1"]),
        ("“As A/75/816 says”", ["A/75/816"]),
        ("Resolution 73/27 and ISO/IEC standards.", []),
    ],
)  # fmt: skip
def test_a_symbol_that_the_register_does_not_know_is_found(words: str, quotes: list[str]) -> None:
    assert found("symbols", words) == quotes


TERMS = (
    ("information and communications technologies", "cyber technologies"),
    ("cyber security of States", "cyber security"),
    ("ICTs", "IT"),
)


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("Cyber technologies are used.", ["Cyber technologies"]),
        ("A cyber\ntechnologies fund.", ["cyber\ntechnologies"]),
        ("The cyber security of States, and cyber security.", ["cyber security"]),
        ("It is said of IT that it grows.", ["IT"]),
        ("“Cyber technologies” is what it was called.", []),
        ("Cyber-security and cybersecurity differ.", []),
        ("The Cyber Security Day and the United Cyber Technologies.", []),
        ("It grew. Cyber security grew.", ["Cyber security"]),
        ("All cyber technologieses, IT’s own and cyber  technologies’ cost.", ["cyber technologieses", "IT", "cyber  technologies"]),
    ],
)  # fmt: skip
def test_a_term_in_whose_place_the_list_has_another_is_found(words: str, quotes: list[str]) -> None:
    assert found("terms", words, terms=TERMS) == quotes


def heading(id_: int, parent: int | None) -> Wording:
    return Wording(id_, id_, "heading", "", f"Heading {id_}", id_, id_, parent)


def test_a_subheading_that_stands_alone_is_found() -> None:
    several = (heading(1, None), heading(2, 1), heading(3, None), heading(4, 3), heading(5, 3))
    assert [one.wording for one in CHECKS["subheadings"][1](Draft(several))] == [several[1]]


def test_a_report_with_one_section_has_no_lone_subheading() -> None:
    assert CHECKS["subheadings"][1](Draft((heading(1, None),))) == []


def test_a_paragraph_that_rests_on_nothing_is_found() -> None:
    tied, beneath, bare = (Wording(place, place, "paragraph", "", "Words", place, None) for place in (1, 2, 3))
    sub = Wording(6, 6, "subparagraph", "", "Tied", 6, None, 2)
    whole = Draft((tied, beneath, sub, bare), resting=frozenset({1, 6}))
    assert [one.wording for one in CHECKS["resting"][1](whole)] == [bare]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("See A/AC.290/2021/L.1.", True), ("“a/ac.290/2021/l.1”", False), ("A/AC.290/2021/L.12", False), ("", False)],
)
def test_a_wording_names_a_document_by_its_symbol(words: str, expected: bool) -> None:
    assert names_one_of(words, {"a/ac.290/2021/l.1"}) is expected


def test_an_element_that_is_not_covered_is_told_with_what_is_missing() -> None:
    (one,) = CHECKS["elements"][1](Draft((), uncovered=((3, "Threats", "No item answers to it."),)))
    assert (one.element_id, one.values["element"], one.wording) == (3, "Threats", None)


def test_every_check_is_told_also_with_nothing() -> None:
    assert {name: len(each) for name, each in findings(draft("Nothing here.")).items()} == dict.fromkeys(CHECKS, 0)


@pytest.mark.parametrize(
    "words",
    [
        "[]" * 25_000, "[" * 50_000, "“" * 50_000, "«" * 50_000, "“a " * 17_000, "Kenya, Kenya, " * 3_500, "a b c " * 8_000,
        '"' * 50_000, "Kenya, a" * 6_000, "paragraphs " + "1, " * 16_000, "[1](#provision-9)" * 3_000,
    ],
)  # fmt: skip
def test_no_wording_keeps_the_checks_busy(words: str) -> None:
    started = process_time()
    findings(draft(words, terms=(("a b", "b c"),)))
    assert process_time() - started < 8


def test_a_list_of_ten_thousand_terms_is_looked_through_for_a_whole_report() -> None:
    terms = tuple((f"term {number}", f"other {number} word") for number in range(10_000))
    paragraphs = ["What is said in a paragraph of the usual length, one of many. " * 8] * 400
    started = process_time()
    assert [one.quote for one in CHECKS["terms"][1](draft(*paragraphs, "As other 77 words say.", terms=terms))] == [
        "other 77 words"
    ]
    assert process_time() - started < 20


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“a “b” c", "“    ” c"), ("“a", "“a"), ("«a “b» c”", "«    » c”"), ('"a\n"b" c', '"a\n" " c'), ('"a"b"c"', '" "b" "'), ("”a“", "”a“"),
    ],
)  # fmt: skip
def test_what_is_quoted_is_not_the_reports_own_voice(words: str, expected: str) -> None:
    assert own_voice(words) == expected


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "[", "]", "Estonia said ", "paragraph 99 ", "A/1/2", "\n", "a "]), max_size=12
    )
)
def test_a_place_lies_within_its_wording_and_quotes_keep_every_character_in_place(pieces: list[str]) -> None:
    words = "".join(pieces)
    assert len(own_voice(words)) == len(words)
    every: list[Finding] = [one for each in findings(draft(words, resting=frozenset())).values() for one in each]
    assert all(0 <= one.starts <= one.ends <= len(words) for one in every)
    assert len({one.place for one in every}) == len(every)
