"""Are the elements and milestones found by the words of the resolution, and by nothing else?"""

from pathlib import Path

import pytest

from oewg.mandate.rules.elements import Milestone, mandate_elements, milestones, session_ordinal
from oewg.mandate.rules.resolution import Resolution, read_resolution

REFERENCE = Path(__file__).parents[3] / "shared" / "reference" / "A_C.1_73_L.27_Rev.1.txt"

KEYS = [
    "rules",
    "implementation",
    "dialogue",
    "threats",
    "international-law",
    "confidence-building",
    "capacity-building",
    "concepts",
]

OUR_OWN = """\
The General Assembly,

Stressing that capacity-building is a good thing,

1. *Calls upon* keepers to consider existing and potential threats to lamps;

2. *Invites* all keepers to inform the Secretary-General of their views and assessments on two questions:

(a) What they have seen;

(b) What they need;

3. *Decides* to convene, beginning in 2031, an open-ended working group, to study existing and potential
threats to ships and how international law applies to lighthouses, as well as capacity-building; and to submit
a report to the General Assembly at its ninety-second session;

4. *Also decides* that the group shall hold its organizational session in March 2031.
"""


@pytest.fixture(scope="module")
def reference() -> Resolution:
    if not REFERENCE.exists():
        pytest.skip("The reference documents (../shared/reference) are absent: the real mandate cannot be read.")
    return read_resolution(REFERENCE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def own() -> Resolution:
    return read_resolution(OUR_OWN)


def words_at(resolution: Resolution, source: str) -> str:
    return next(p.plain for p in resolution.operative if source == f"operative paragraph {p.number}")


def by_key(resolution: Resolution) -> dict[str, Milestone]:
    return {milestone.key: milestone for milestone in milestones(resolution)}


def test_the_real_mandate_has_eight_elements_in_order(reference: Resolution) -> None:
    elements = mandate_elements(reference)
    assert [element.key for element in elements] == KEYS
    assert [element.order for element in elements] == list(range(1, 9))
    assert {element.source for element in elements} == {"operative paragraph 5"}


def test_threats_and_concepts_rest_on_paragraphs_2_and_3_too(reference: Resolution) -> None:
    elements = {element.key: element for element in mandate_elements(reference)}
    assert elements["threats"].quote.endswith("possible cooperative measures to address them")
    assert [ground.source for ground in elements["threats"].further] == ["operative paragraph 2"]
    assert elements["threats"].further[0].quote.endswith("the free flow of information")
    assert [ground.source for ground in elements["concepts"].further] == ["operative paragraph 3"]


def test_every_real_quote_stands_in_the_paragraph_it_names(reference: Resolution) -> None:
    for element in mandate_elements(reference):
        for source, quote in [
            (element.source, element.quote),
            *((g.source, g.quote) for g in element.further),
        ]:
            assert quote in words_at(reference, source)
    for milestone in milestones(reference):
        assert milestone.quote in words_at(reference, milestone.source)


@pytest.mark.parametrize(
    ("key", "paragraph", "due", "session"),
    [
        ("working-group", 5, "2019", None),
        ("views", 4, None, None),
        ("organizational-session", 6, "2019-06", None),
        ("agenda", 7, None, 74),
        ("consultations", 5, None, None),
        ("report", 5, None, 75),
    ],
)
def test_the_real_milestones(
    reference: Resolution, key: str, paragraph: int, due: str | None, session: int | None
) -> None:
    milestone = by_key(reference)[key]
    assert milestone.source == f"operative paragraph {paragraph}"
    assert (milestone.due, milestone.session) == (due, session)


def test_the_real_views_are_asked_for_on_four_questions(reference: Resolution) -> None:
    assert [part.number for part in by_key(reference)["views"].questions] == ["(a)", "(b)", "(c)", "(d)"]
    assert by_key(reference)["report"].questions == ()


def test_only_what_the_operative_paragraphs_say_becomes_an_element(own: Resolution) -> None:
    assert [(element.key, element.source) for element in mandate_elements(own)] == [
        ("threats", "operative paragraph 3"),
        ("international-law", "operative paragraph 3"),
        ("capacity-building", "operative paragraph 3"),
    ]


def test_a_quote_ends_with_its_clause(own: Resolution) -> None:
    quotes = {element.key: element.quote for element in mandate_elements(own)}
    assert quotes["threats"] == "existing and potential threats to ships"
    assert quotes["international-law"] == "how international law applies to lighthouses"


def test_our_own_milestones_carry_their_years_and_sessions(own: Resolution) -> None:
    assert [(m.key, m.due, m.session) for m in milestones(own)] == [
        ("working-group", "2031", None),
        ("views", None, None),
        ("organizational-session", "2031-03", None),
        ("report", None, 92),
    ]
    assert [part.plain for part in by_key(own)["views"].questions] == [
        "What they have seen;",
        "What they need;",
    ]


def test_a_resolution_without_a_mandate_yields_nothing() -> None:
    resolution = read_resolution("The General Assembly,\n\nNoting regular institutional dialogue,\n\n1. Takes note.\n")
    assert mandate_elements(resolution) == ()
    assert milestones(resolution) == ()


@pytest.mark.parametrize(
    ("words", "ordinal"),
    [
        ("first", 1),
        ("ninth", 9),
        ("twentieth", 20),
        ("seventy-fourth", 74),
        ("seventy-fifth", 75),
        ("eightieth", 80),
        ("next", None),
        ("", None),
        ("hundred-fifth", None),
    ],
)
def test_a_session_is_known_by_its_ordinal(words: str, ordinal: int | None) -> None:
    assert session_ordinal(words) == ordinal
