"""Are words found in six languages, on either database, whatever is typed, and is nothing else found?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import literal, select, union_all

from oewg.core import search
from oewg.core.database import Database, Db
from oewg.core.search import Among, Indexed, excerpt, language_of, marked, read
from oewg.core.search.asked import MOST
from oewg.core.search.words import MOST_CHARACTERS, MOST_TERMS, folded, spoken, terms
from tests.steps import steps

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
    "undersea cables": {1},
    '"undersea cables"': {1},
    "“undersea cables”": {1},
    '"cables undersea"': set(),
    '"undersea cables': {1},
    '"cables states"': set(),  # the end of a title and the beginning of the words are no phrase
    '"protect the undersea"': {1},
    "protect": {1, 2},
    "protect -ports": {1},
    "states -cables": {2},
    'states -"undersea cables"': {2},
    "states −cables": {2},
    "policy": {2},
    "polici*": {2},
    "polic*": {2},
    "-polici* states": {1},
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
    "أَمْن": {6},
    "网络": {7},
    "络安": {7},
    "安全": {7},
    "全": {7},
    "安全 -ports": {7},
    "海底电缆": {7},
    '"海底电缆，促进"': {7},
    "海底电线": set(),
    "A/AC.290": {8},
    "a/ac.290/2021/crp.2": {8},
    "A/AC.29*": {8},
    "AC.290/2021 -CRP.2": set(),
    "": set(),
    '"': set(),
    "*": set(),
    "- * \" '": set(),
    "NOT OR AND": set(),
    "NEAR(cables states)": set(),
    "title:cables": set(),
    "cables'": {1, 3},
    "cables & | ! <->": {1, 3},
    "\\cables": {1, 3},
    "cables\x00": {1, 3},
}
"""What is typed -> what both engines find."""


def among(*numbers: int) -> list[Among]:
    """These things of the one kind, as a room would select them."""
    rows = union_all(*(select(literal(number).label("id")) for number in numbers)).subquery()
    return [Among("text", select(rows.c.id))]


ALL = among(*range(1, 9))


@pytest.fixture
def indexed(database: Database) -> Database:
    with database.writing() as db:
        assert search.put(db, THINGS) == len(THINGS)
    return database


def found(db: Db, typed: str, within: list[Among] = ALL) -> list[int]:
    hits = search.ranked(db, read(typed), within)
    assert hits.page.total == sum(hits.of_kind.values()) == len(hits.page.items)
    return [hit.id for hit in hits.page.items]


# --- Finding ----------------------------------------------------------------------------------------------------------


def test_both_engines_find_what_the_table_says(indexed: Database) -> None:
    with indexed.reading() as db:
        assert {typed: set(found(db, typed)) for typed in CASES} == CASES


@given(st.text(max_size=60) | st.text(alphabet="ab\"*-'\\:&|!()<> 网络", max_size=30))
def test_whatever_is_typed_is_no_error(indexed: Database, typed: str) -> None:
    with indexed.reading() as db:
        assert set(found(db, typed)) <= {thing.id for thing in THINGS}
        search.alike(db, typed, "en", ALL)


@given(st.text(max_size=80), st.text(max_size=200))
def test_whatever_is_said_can_be_indexed_and_is_found_by_its_own_words(
    indexed: Database, title: str, words: str
) -> None:
    with indexed.writing() as db:
        search.take_out(db, "text", [9])
        search.put(db, [Indexed("text", 9, "en", title, words)])
        for word in list(spoken(words))[:3]:
            assert 9 in found(db, word.form, among(9)), (word, words)
        db.rollback()


def test_only_what_is_open_is_found_counted_and_ranked(indexed: Database) -> None:
    with indexed.reading() as db:
        assert found(db, "states", among(2)) == [2]
        assert found(db, "cables", among(2)) == []
        assert search.ranked(db, read("cables"), []).page.total == 0
        before = search.ranked(db, read("states"), among(1, 2)).page.items
    with indexed.writing() as db:
        search.put(db, [Indexed("text", number, "en", "States", "States " * 50) for number in range(20, 60)])
    with indexed.reading() as db:
        assert search.ranked(db, read("states"), among(1, 2)).page.items == before
        assert search.alike(db, "States protect ports", "en", among(1, 2)) == search.alike(
            db, "States protect ports", "en", among(1, 2, 99)
        )


def test_the_title_weighs_more_than_the_words_and_often_more_than_once(indexed: Database) -> None:
    with indexed.writing() as db:
        search.put(
            db,
            [
                Indexed("text", 11, "en", "Other matters", "Cables and many other things that are not said here at all."),
                Indexed("text", 12, "en", "Other matters", "Cables, cables and cables that are not said here of it all."),
            ],
        )  # fmt: skip
        assert found(db, "cables", among(1, 11, 12)) == [1, 12, 11]


def test_pages_and_kinds_are_counted_among_what_is_open(indexed: Database) -> None:
    with indexed.writing() as db:
        search.put(db, [Indexed("other", 1, "fr", "States", "")])
        open_to = [*ALL, Among("other", select(literal(1)))]
        hits = search.ranked(db, read("states"), open_to, size=2)
        assert (hits.page.total, hits.of_kind, len(hits.page.items)) == (3, {"text": 2, "other": 1}, 2)
        second = search.ranked(db, read("states"), open_to, size=2, number=2)
        assert not {(hit.kind, hit.id) for hit in hits.page.items} & {(hit.kind, hit.id) for hit in second.page.items}
        of_one = search.ranked(db, read("states"), open_to, kind="other")
        assert (of_one.page.total, of_one.of_kind) == (1, {"text": 2, "other": 1})
        assert [hit.id for hit in search.ranked(db, read("states"), open_to, language="fr").page.items] == [1]


def test_what_was_taken_out_is_not_found_and_can_be_put_again(indexed: Database) -> None:
    with indexed.writing() as db:
        search.take_out(db, "text", [1, 99])
        assert found(db, "cables") == [3]
        search.put(db, [THINGS[0]])
        assert set(found(db, "cables")) == {1, 3}
        search.empty(db)
        assert found(db, "cables") == []
        assert search.mark(db) == 0


def test_parts_of_one_thing_are_searched_apart(indexed: Database) -> None:
    with indexed.writing() as db:
        search.put(db, [Indexed("text", 1, "en", "Undersea cables, by Open Wires", "", "author")])
        assert found(db, "wires") == []
        assert found(db, "wires", [Among("text", select(literal(1)), "author")]) == [1]


# --- Likeness ---------------------------------------------------------------------------------------------------------


def test_what_speaks_of_the_same_things_is_found_the_likest_first(indexed: Database) -> None:
    words = "How do States protect undersea cables, and the ports where they land?"
    with indexed.reading() as db:
        hits, by = search.alike(db, words, "en", ALL, limit=2)
        assert [hit.id for hit in hits] == [1, 2]
        assert 0 < hits[1].rank < hits[0].rank <= 1
        assert {"undersea", "cabl"} <= set(by)
        assert [hit.id for hit in search.alike(db, "信息安全", "zh", ALL)[0]] == [7]
        assert search.alike(db, words, "en", ALL, least=1.1)[0] == []
        assert search.alike(db, "12 34", "en", ALL) == ([], [])
        assert search.alike(db, "quantum", "en", ALL) == ([], [])
        assert search.alike(db, words, "en", []) == ([], [])


# --- Terms ------------------------------------------------------------------------------------------------------------

SAME = {
    "en": [
        "state states stated stating",
        "policy policies",
        "attack attacks attacked attacking",
        "planned plan planning",
    ],
    "fr": ["menace menaces", "national nationale nationaux nationales", "État états etat", "œuvre oeuvres"],
    "es": ["amenaza amenazas", "nación naciones", "red redes", "luz luces"],
    "ru": ["угроза угрозы угроз угрозами", "безопасность безопасности безопасностью", "сеть сети сетях", "ещё еще"],
    "ar": ["تهديد التهديد تهديدات والتهديدات", "إلكتروني الكتروني الإلكتروني", "دولة الدولة", "أَمْن امن"],
}
"""Language -> words that are one term."""


@pytest.mark.parametrize(("language", "several"), [(language, each) for language, of in SAME.items() for each in of])
def test_the_forms_of_a_word_are_one_term(language: str, several: str) -> None:
    assert len(set(terms(several, language)[0])) == 1


@pytest.mark.parametrize("several", ["sea see", "string strung", "need ned", "law lawless", "bus bis", "this thing"])
def test_words_that_differ_stay_apart(several: str) -> None:
    assert len(set(terms(several, "en")[0])) == 2


@given(st.text(max_size=100), st.sampled_from(["ar", "zh", "en", "fr", "ru", "es"]))
def test_terms_are_letters_and_digits_and_stand_where_the_words_do(words: str, language: str) -> None:
    found, bent = terms(words, language)
    assert all(each and each.isalnum() and each == each.lower() for each in [*found, *bent])
    places = [(word.start, word.end) for word in spoken(words)]
    assert all(0 <= start < end <= len(words) for start, end in places)
    assert [start for start, _ in places] == sorted(start for start, _ in places)
    assert folded(folded(words)) == folded(words)


def test_what_is_longer_than_any_report_is_indexed_by_its_beginning() -> None:
    found, _ = terms("word " * (MOST_TERMS + 10), "en")
    assert len(found) == MOST_TERMS
    several, bent = terms(" ".join(f"{number:x}" * 8 + "网" * 20 for number in range(40_000)), "en")
    assert sum(len(each) for each in [*several, *bent]) <= MOST_CHARACTERS


def test_the_longest_thing_fits_either_index(database: Database) -> None:
    words = " ".join(
        chr(0x10400 + number % 40) * 30 + chr(0x10400 + number // 40 % 40) * 10 for number in range(30_000)
    )
    with database.writing() as db:
        search.put(db, [Indexed("text", 1, "en", "Longest", words), Indexed("text", 2, "en", "Same", "word " * 40_000)])
        assert found(db, "longest") == [1]
        assert found(db, "word") == [2]


def test_reading_takes_time_in_proportion_to_the_length() -> None:
    def once(words: str) -> None:
        terms(words, "en")
        marked(words, "en", read("aa bb*"))

    for piece in ("a\u0301", "aa bb ", "网", "é-", '"-*'):
        assert steps(once, piece * 2000) < 2.6 * steps(once, piece * 1000) + 2000, piece


# --- What is asked ----------------------------------------------------------------------------------------------------


def test_more_words_than_a_search_takes_are_left_off_and_counted() -> None:
    asked = read(" ".join(f"word{number}" for number in range(MOST + 3)))
    assert (len(asked.sought), asked.left_off) == (MOST, 3)
    assert not read("-only -without")
    assert not read("  ")


LANGUAGES = [
    ("en", "The Group considered the threats that States face."),
    ("fr", "Le Groupe a examiné les menaces que connaissent les États."),
    ("es", "El Grupo examinó las amenazas que afectan a los Estados."),
    ("ru", "Группа рассмотрела угрозы для государств."),
    ("ar", "نظر الفريق في التهديدات"),
    ("zh", "工作组审议了各国面临的威胁。"),
    ("en", "ICT"),
    ("en", ""),
]


@pytest.mark.parametrize(("language", "words"), LANGUAGES)
def test_the_language_of_words_is_told(language: str, words: str) -> None:
    assert language_of(words) == language


# --- What is marked ---------------------------------------------------------------------------------------------------


def marks(words: str, language: str, typed: str) -> list[str]:
    return [piece.words for piece in marked(words, language, read(typed)) if piece.found]


@pytest.mark.parametrize(
    ("words", "language", "typed", "expected"),
    [
        ("States protect cables; a Cable lies deep.", "en", "cable", ["cables", "Cable"]),
        ("Les États protègent.", "fr", "etat", ["États"]),
        ("the undersea cables, undersea", "en", '"undersea cables"', ["undersea cables"]),
        ("polity and policies", "en", "polic*", ["policies"]),
        ("Cyber-attacks harm", "en", "cyber-attack", ["Cyber-attacks"]),
        ("各国应当保护海底电缆。", "zh", "海底电缆", ["海底电缆"]),
        ("各国应当保护海底电缆。", "zh", "缆", ["缆"]),
        ("أمن المعلومات والتهديدات", "ar", "تهديد", ["والتهديدات"]),
        ("угрозы и угрозами", "ru", "угроза", ["угрозы", "угрозами"]),
        ("nothing here", "en", "cables", []),
        ("nothing here", "en", "-nothing", []),
    ],
)
def test_the_words_that_were_looked_for_are_marked(words: str, language: str, typed: str, expected: list[str]) -> None:
    assert marks(words, language, typed) == expected


@given(st.text(max_size=200), st.text(max_size=40), st.integers(20, 80))
def test_marking_changes_no_word(words: str, typed: str, characters: int) -> None:
    assert "".join(piece.words for piece in marked(words, "en", read(typed))) == words
    pieces = excerpt(words, "en", read(typed), characters)
    inner = "".join(piece.words for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert inner in words
    assert all(piece.words for piece in pieces)


def test_an_excerpt_stands_around_what_was_looked_for() -> None:
    words = f"{'Before it there is much else. ' * 40}Cables lie deep. {'After it too. ' * 40}"
    pieces = excerpt(words, "en", read("cables"))
    assert [piece.words for piece in pieces if piece.found] == ["Cables"]
    whole = "".join(piece.words for piece in pieces)
    assert whole.startswith("… ")
    assert whole.endswith(" …")
    assert len(whole) <= 290
    assert excerpt("Short.", "en", read("cables")) == [search.Piece("Short.", False)]
