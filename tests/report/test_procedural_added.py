"""Where do sentences stand that the secretariat added to what is made from the record?"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.report.rules.facts import AddedFacts
from oewg.report.rules.procedural import SECTIONS, Beside, account, beside, procedural_part, with_added
from oewg.texts.documents.description import Paragraph
from tests.report.given_procedural import FULL, SESSION, words_of


def sentence(after: str, words: str = "It is added.", id_: int = 1) -> AddedFacts:
    return AddedFacts(id_, after, words)


def test_every_paragraph_has_a_key_of_its_own_in_the_order_of_the_sections() -> None:
    facts = replace(
        FULL, sessions=(replace(SESSION, id=4), replace(SESSION, id=7)),
        agenda=tuple(replace(item, id=place) for place, item in enumerate(FULL.agenda)),
    )  # fmt: skip
    keys = [one.key for one in account(facts) if not one.heading]
    assert len(set(keys)) == len(keys)
    sections = [SECTIONS.index(key.partition("/")[0]) for key in keys]
    assert sections == sorted(sections)


def test_a_sentence_stands_after_its_paragraph_and_the_numbers_run_on() -> None:
    added = (
        sentence("officers/1"),
        sentence("agenda/agenda", "Under the list.", 2),
        sentence("officers/1", "Then this.", 3),
    )
    lines = words_of(procedural_part(replace(FULL, added=added)))
    at = lines.index("8. It is added.")
    assert lines[at - 1].startswith("7. At its 1st meeting, on 3 June 2019, the Working Group elected")
    assert lines[at + 1] == "9. Then this."
    assert lines[lines.index("11. Under the list.") - 1] == "2. Report."
    numbers = [block.number for block in procedural_part(replace(FULL, added=added)) if isinstance(block, Paragraph)]
    assert numbers == [f"{place}." for place in range(1, 22)]


@pytest.mark.parametrize(
    ("after", "before"),
    [
        ("officers/none", "the Working Group elected by acclamation its Chair"),
        ("sessions/99", "In the course of the session"),
        ("consultations/call-9", "published submissions, and what became of each"),
        ("nowhere/1", "Sections I to III of the present report"),
    ],
)
def test_a_sentence_whose_paragraph_is_gone_stays_at_the_end_of_its_section(after: str, before: str) -> None:
    lines = words_of(procedural_part(replace(FULL, added=(sentence(after),))))
    place = next(at for at, line in enumerate(lines) if line.endswith(" It is added."))
    assert before in lines[place - 1]


def test_a_sentence_of_a_section_that_is_gone_stands_before_the_next_one() -> None:
    facts = replace(FULL, consultations=(), calls=(), accredited=0, added=(sentence("consultations/accredited"),))
    lines = words_of(procedural_part(facts))
    place = next(at for at, line in enumerate(lines) if line.endswith(" It is added."))
    assert "considered item 2" in lines[place - 1]
    assert lines[place + 1] == "III. Adoption of the report"


def test_what_stands_beside_a_place_is_what_is_made_from_the_record() -> None:
    made = account(FULL)
    assert beside(made, "introduction/elements") == Beside(
        "The resolution asks the Working Group to consider the following element:\n(a) Threats.",
        "Sections I to III of the present report give an account of the proceedings of the Working Group; the results of its "
        "work are set out from section IV on.",
    )
    assert beside(made, "officers/1").following == ""
    assert beside(made, "officers/none") == Beside("", "")


@given(
    st.lists(
        st.tuples(st.sampled_from([*SECTIONS, "nowhere"]), st.sampled_from(["1", "overview", "none", "agenda"])),
        max_size=6,
    )
)
def test_no_sentence_is_lost_and_nothing_made_from_the_record_changes(places: list[tuple[str, str]]) -> None:
    added = [sentence("/".join(place), f"Added {number}.", number) for number, place in enumerate(places, start=1)]
    whole = with_added(account(FULL), added)
    assert [one for one in whole if not one.added] == account(FULL)
    assert sorted(one.added for one in whole if one.added) == [one.id for one in added]
    assert whole[0].heading
