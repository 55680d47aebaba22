"""Is the draft report begun from the mandate, once, with its elements tied?"""

import pytest

from oewg.core.errors import Refusal
from oewg.mandate import queries as mandate
from oewg.record import queries as record
from oewg.report import actions, queries
from oewg.texts import queries as texts
from tests.report import given
from tests.world import World


def test_the_draft_has_a_section_for_each_element_and_its_paragraph_is_tied(world: World) -> None:
    text = given.draft(world)
    with world.database.reading() as db:
        lines = texts.lines(db, text.id)
        elements = mandate.elements(db)
        assert [(line.number, line.words) for line in lines if line.kind == "heading"] == [
            ("I.", "Introductory remarks"),
            *((f"{number}.", e.title) for number, e in zip(("II", "III", "IV"), elements, strict=True)),
            ("V.", "Conclusions and recommendations"),
        ]
        paragraphs = [line for line in lines if line.kind == "paragraph"]
        assert len(paragraphs) == 5
        tied = [[e.key for e in mandate.elements_of(db, line.provision_id)] for line in paragraphs]
        assert tied == [[], *([e.key] for e in elements), []]
        for element, line in zip(elements, paragraphs[1:4], strict=True):
            assert element.quote in line.words


def test_the_draft_is_a_report_named_after_the_group_and_the_record_tells_of_it(world: World) -> None:
    text = given.draft(world)
    assert (text.kind, text.title, text.closed_at) == ("report", "Draft report of the Open-ended working group", None)
    with world.database.reading() as db:
        said = record.entries_before(db, record.size(db), {"public"}, limit=1)[0]
    assert (said.act, said.subject_kind, said.subject_id) == ("begin_report", "text", text.id)
    assert said.facts == {"resolution": "A/C.1/73/L.99", "elements": ["rules", "threats", "capacity-building"]}


def test_without_a_mandate_there_is_nothing_to_begin_from(world: World) -> None:
    with pytest.raises(Refusal, match="no resolution has been read in"):
        world.act(actions.begin_report, by="secretariat")
    assert world.read(queries.draft) is None


def test_a_group_has_one_report(world: World) -> None:
    given.draft(world)
    size = world.read(record.size)
    with pytest.raises(Refusal, match="a draft report already"):
        world.act(actions.begin_report, by="secretariat")
    assert world.read(record.size) == size
