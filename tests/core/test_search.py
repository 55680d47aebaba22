"""Does the search find what was asked for, on either database, and nothing else?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select, union_all

from oewg.core import search
from oewg.core.database import Database, Db
from oewg.core.search import Among, Indexed

THINGS = [
    Indexed("text", 1, "en", "Undersea cables", "States protect the undersea cables on which they all depend."),
    Indexed("text", 2, "en", "Ports", "Ports are protected by their States. Policies follow. Cyber-attacks harm."),
    Indexed("text", 3, "fr", "Les menaces", "Les États membres protègent les câbles ; menaces nationales et navales."),
    Indexed("text", 4, "es", "Amenazas", "Las naciones protegen sus redes contra una amenaza en alta mar."),
    Indexed("text", 5, "ru", "Угрозы", "Безопасность информационных сетей и угрозы международной безопасности."),
    Indexed("text", 6, "ar", "التهديدات", "أمن المعلومات والتهديدات القائمة في الفضاء الإلكتروني"),
    Indexed("text", 7, "zh", "网络安全", "各国应当保护海底电缆，促进信息安全。"),
    Indexed("text", 8, "en", "A/AC.290/2021/L.1", "The draft of document A/AC.290/2021/CRP.2 as issued."),
]
CASES = {
    "cables": {1, 3},
    "CÂBLE": {1, 3},
    '"undersea cables"': {1},
    '"cables undersea"': set(),
    '"protect the undersea"': {1},
    "protect": {1, 2},
    "protect -ports": {1},
    "states -cables": {2},
    "policy": {2},
    "polici*": {2},
    "cyber-attack": {2},
    "cyber*": {2},
    "-cables": set(),
    "amenaza": {4},
    "nación": {4},
    "menace nationale": {3},
    "угроза": {5},
    "безопасностью": {5},
    "информац*": {5},
    "информационная сеть": {5},
    "تهديد": {6},
    "المعلومات": {6},
    "الامن": {6},
    "网络": {7},
    "络安": {7},
    "安全": {7},
    "全": {7},
    "海底电缆": {7},
    "海 底": {7},
    "海底电线": set(),
    "A/AC.290": {8},
    "a/ac.290/2021/crp.2": {8},
    "A/AC.29*": {8},
    "": set(),
    '"': set(),
    "*": set(),
    "NOT OR AND": set(),
    "NEAR(cables states)": set(),
    "title:cables": set(),
    "cables'": {1, 3},
}


def among(*numbers: int) -> list[Among]:
    """These things of the one kind, as a room would select them."""
    rows = union_all(*(select(literal(number).label("id")) for number in numbers)).subquery()
    return [Among("text", select(rows.c.id))]


ALL = among(*range(1, 9))


@pytest.fixture
def indexed(database: Database) -> Database:
    with database.writing() as db:
        search.put(db, THINGS)
    return database


def found(db: Db, typed: str, within: list[Among] = ALL) -> set[int]:
    return {hit.id for hit in search.ranked(db, search.read(typed), within).page.items}


def test_both_engines_find_the_same(indexed: Database) -> None:
    with indexed.reading() as db:
        assert {typed: found(db, typed) for typed in CASES} == CASES


def test_likeness(indexed: Database) -> None:
    with indexed.reading() as db:
        hits, terms = search.alike(db, "How do States protect undersea cables and ports?", "en", ALL)
        assert [hit.id for hit in hits[:2]] == [1, 2]
        assert "cabl" in terms


def test_taken_out(indexed: Database) -> None:
    with indexed.writing() as db:
        search.take_out(db, "text", [1])
        assert found(db, "cables") == {3}
        search.put(db, [THINGS[0]])
        assert found(db, "cables") == {1, 3}
        search.empty(db)
        assert found(db, "cables") == set()


@given(st.text(max_size=60))
def test_any(indexed: Database, typed: str) -> None:
    with indexed.reading() as db:
        found(db, typed)
