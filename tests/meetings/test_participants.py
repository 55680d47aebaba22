"""Is the list of participants complete and in its order, and does it tell nobody more than they may know?"""

import csv
import io
import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.accounts.models import Organization
from oewg.core.spreadsheets import comma_separated, harmless
from oewg.meetings import actions, queries
from oewg.meetings.queries import Participants
from oewg.meetings.rules.credentials import Named
from oewg.meetings.rules.participants import Person, alphabetical, in_order, runs
from tests.meetings.given import a_meeting, a_session, an_open_session, befalls, on_meeting, on_session
from tests.meetings.given_at_a_meeting import attend
from tests.meetings.given_credentials import COUNSELLOR, MINISTER, a_letter, names, on_capacity
from tests.world import BEGIN, World, words_of

ALL = "delegate"


def listed(world: World, who: str = ALL, session: int | None = None, language: str = "en") -> Participants:
    with world.database.reading() as db:
        line = queries.session(db, session) if session else None
        return queries.list_of_participants(db, world.viewer(who, db), line, language, world.at.date())


def codes(found: Participants) -> list[str]:
    return [entry.code or entry.name for entry in found.listed]


def persons(found: Participants, code: str) -> list[tuple[str, str]]:
    return [(p.name, p.role) for entry in found.listed if code in (entry.code, entry.name) for p in entry.persons]


def an_opened_meeting(world: World, session: int) -> int:
    meeting = a_meeting(world, session)
    on_meeting(world, actions.open_meeting, meeting)
    return meeting


def two_meetings(world: World) -> tuple[int, int]:
    """Two sessions with a meeting each: France and Côte d'Ivoire at the first, Japan at both."""
    found = []
    for title, there in (("First", ["FRA", "JPN", "CIV"]), ("Second", ["JPN", "VAT"])):
        session = a_session(world, title)
        on_session(world, actions.open_session, session)
        meeting = an_opened_meeting(world, session)
        attend(world, meeting, there, ("Open Wires",) if title == "First" else ())
        on_meeting(world, actions.adjourn_meeting, meeting)
        found.append(session)
    return found[0], found[1]


# --- Rules ---------------------------------------------------------------------------------------------------------


def person(account: int, role: str, place: int) -> Person:
    return Person(account, f"N{account}", "", role, BEGIN, None, place)


def test_heads_come_first_then_alternates_then_advisers_and_nobody_twice() -> None:
    given_ = [
        person(1, "adviser", 1),
        person(2, "alternate", 2),
        person(3, "head", 3),
        person(1, "coordinator", 4),
        person(4, "adviser", 5),
        person(2, "head", 6),
    ]
    for order in itertools.permutations(given_):
        assert [(p.account, p.role) for p in in_order(order)] == [
            (3, "head"),
            (2, "head"),
            (1, "adviser"),
            (4, "adviser"),
        ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Costa Rica", "Côte d’Ivoire"),
        ("Côte d’Ivoire", "Croatia"),
        ("Tunisia", "Türkiye"),
        ("Türkiye", "Turkmenistan"),
        ("Sao Tome", "Saudi Arabia"),
    ],
)
def test_marks_on_letters_do_not_change_the_alphabetical_order(earlier: str, later: str) -> None:
    assert alphabetical(earlier) < alphabetical(later)


@given(st.sets(st.integers(1, 40)))
def test_runs_name_exactly_the_numbers(numbers: set[int]) -> None:
    told = runs(sorted(numbers))
    read: set[int] = set()
    for piece in filter(None, told.split(", ")):
        first, _, last = piece.partition("–")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == numbers


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u00a0=1", "＝1", "|calc", "%x"]
)
def test_a_cell_that_might_be_a_formula_is_made_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_a_semicolon_begins_no_cell_where_figures_have_a_comma() -> None:
    text = comma_separated(["a", "b"], [["Wires;=1+1", "x"]]).removeprefix("\ufeff")
    back = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))[1]
    assert not any(cell.startswith("=") for cell in back)


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"])), min_size=2, max_size=2)
    )
)
def test_what_is_written_is_read_back_and_begins_no_formula(rows: list[list[str]]) -> None:
    text = comma_separated(["a", "b"], rows)
    assert text.startswith("\ufeff")
    back = list(csv.reader(io.StringIO(text[1:], newline="")))[1:]
    assert [[cell.removeprefix("'") for cell in row] for row in back] == [
        [c.removeprefix("'") for c in row] for row in rows
    ]
    assert not any(cell.lstrip()[:1] in tuple("=+-@") and cell.strip() for row in back for cell in row)


# --- Queries -------------------------------------------------------------------------------------------------------


def test_delegations_stand_in_the_english_order_in_every_language_then_observers_then_organizations(
    world: World,
) -> None:
    two_meetings(world)
    order = ["CIV", "FRA", "JPN", "VAT", "Open Wires"]
    for language in ("en", "fr", "ru", "ar"):
        assert codes(listed(world, "public", language=language)) == order
    french = {entry.code: entry.name for entry in listed(world, "public", language="fr").listed}
    assert french["VAT"] == "Saint-Siège"


@pytest.mark.parametrize(("day", "name"), [(date(2021, 3, 8), "Turkey"), (date(2023, 3, 6), "Türkiye")])
def test_a_delegation_bears_the_name_of_the_sessions_days(world: World, day: date, name: str) -> None:
    session = a_session(world, "A session", day, day)
    a_letter(world, MINISTER, code="TUR", since=day)
    assert [entry.name for entry in listed(world, session=session).listed if entry.code == "TUR"] == [name]


def test_attendance_is_told_meeting_by_meeting(world: World) -> None:
    first, second = two_meetings(world)
    found = listed(world, "public")
    assert found.meetings == (1, 2)
    assert {entry.code or entry.name: entry.meetings for entry in found.listed} == {
        "CIV": (1,), "FRA": (1,), "JPN": (1, 2), "VAT": (2,), "Open Wires": (1,),
    }  # fmt: skip
    assert (codes(listed(world, "public", first)), listed(world, "public", first).meetings) == (
        ["CIV", "FRA", "JPN", "Open Wires"],
        (1,),
    )
    assert codes(listed(world, "public", second)) == ["JPN", "VAT"]


def test_a_meeting_that_has_not_been_opened_is_not_on_the_list(world: World) -> None:
    a_meeting(world, two_meetings(world)[0])
    assert listed(world).meetings == (1, 2)


@pytest.mark.parametrize("who", ["observer", "delegate", "head", "coordinator", "chair", "bureau", "secretariat"])
def test_those_who_take_part_read_the_persons(world: World, who: str) -> None:
    a_letter(world, COUNSELLOR, MINISTER)
    assert persons(listed(world, who), "KEN") == [
        ("Head", "head"), (MINISTER.name, "head"), (COUNSELLOR.name, "adviser"),
    ]  # fmt: skip
    assert persons(listed(world, who), "ROU") == [("Coordinator", "coordinator")]
    assert persons(listed(world, who), "Open Wires") == [("Stakeholder", "representative")]
    assert "Not Yet Heard" not in codes(listed(world, who))


@pytest.mark.parametrize("who", ["public", "pending", "stakeholder", "admin"])
def test_others_read_who_was_there_and_nothing_of_who_was_named(world: World, who: str) -> None:
    a_letter(world)
    assert listed(world, who).listed == ()
    two_meetings(world)
    found = listed(world, who)
    assert codes(found) == ["CIV", "FRA", "JPN", "VAT", "Open Wires"]
    assert [entry.persons for entry in found.listed] == [()] * 5


def test_many_meetings_are_told_by_their_numbers_and_few_in_a_row(site: World) -> None:
    session = an_open_session(site)
    for _ in range(2):
        meeting = an_opened_meeting(site, session)
        attend(site, meeting, ["KEN"])
        on_meeting(site, actions.adjourn_meeting, meeting)
    shown = site.as_("public").get("/participants").text
    assert '<span class="attended figures"' in shown
    for _ in range(15):
        on_meeting(site, actions.adjourn_meeting, an_opened_meeting(site, session))
    shown = site.as_("public").get("/participants").text
    assert "attended" not in shown
    assert '<span class="figures">1–2</span>' in shown


def test_officers_stand_on_no_delegations_list(world: World) -> None:
    assert "CHE" not in codes(listed(world))


def at_session(world: World) -> int:
    return a_session(world, "September", date(2019, 9, 9), date(2019, 9, 13), kind="substantive")


@pytest.mark.parametrize(
    ("since", "until", "there"),
    [
        (date(2019, 9, 9), date(2019, 9, 13), True), (date(2019, 9, 13), date(2019, 9, 20), True),
        (date(2019, 9, 1), date(2019, 9, 9), True), (date(2019, 9, 14), date(2019, 9, 20), False),
        (date(2019, 9, 1), date(2019, 9, 8), False), (date(2019, 6, 3), None, True),
    ],
)  # fmt: skip
def test_a_person_is_on_the_list_of_a_session_whose_days_meet_theirs(
    world: World, since: date, until: date | None, there: bool
) -> None:
    session = at_session(world)
    names(world, since=since, until=until)
    assert ((COUNSELLOR.name, "adviser") in persons(listed(world, session=session), "KEN")) is there
    assert (COUNSELLOR.name, "adviser") in persons(listed(world), "KEN")


def test_a_letter_for_one_session_is_not_on_the_list_of_another(world: World) -> None:
    one = at_session(world)
    other = a_session(world, "The same days", date(2019, 9, 9), date(2019, 9, 13))
    a_letter(world, MINISTER, session=one, since=date(2019, 9, 9))
    assert (MINISTER.name, "head") in persons(listed(world, session=one), "KEN")
    assert (MINISTER.name, "head") not in persons(listed(world, session=other), "KEN")


def test_the_days_of_a_postponed_session_are_the_new_ones(world: World) -> None:
    session = at_session(world)
    names(world, since=date(2020, 2, 10), until=date(2020, 2, 14))
    assert persons(listed(world, session=session), "KEN") == [("Head", "head")]
    befalls(world, session, "postpone_session", "Not ready", date(2020, 2, 14), date(2020, 2, 20))
    assert (COUNSELLOR.name, "adviser") in persons(listed(world, session=session), "KEN")


def test_whoever_was_withdrawn_before_the_first_day_is_on_no_list(world: World) -> None:
    number = names(world, since=date(2019, 7, 1)).person.capacity_id
    assert (COUNSELLOR.name, "adviser") in persons(listed(world), "KEN")
    on_capacity(world, actions.end_membership, number)
    assert persons(listed(world), "KEN") == [("Head", "head")]


def test_the_name_printed_is_that_of_the_letter(world: World) -> None:
    a_letter(world, Named("H.E. Ms. Second Name", "second@example.org", "Ambassador", "alternate"), code="JPN")
    assert persons(listed(world), "JPN") == [("H.E. Ms. Second Name", "alternate")]


# --- Pages ---------------------------------------------------------------------------------------------------------


def test_the_page_shows_persons_and_meetings(site: World) -> None:
    first, _ = two_meetings(site)
    a_letter(site, Named("Aya <Koné>", "aya@example.org", "Ambassador", "head"), code="CIV")
    words = words_of(site.as_("delegate").get("/participants"))
    assert "Aya &lt;Koné&gt; , Ambassador (head of delegation)" in words
    assert "1 observer" in words
    assert "1–2" in words
    assert "aya@example.org" not in words
    public = words_of(site.as_("public").get("/participants"))
    assert "Côte d&#39;Ivoire" in public
    assert "Aya" not in public
    assert "Persons" not in public
    assert "Holy See" not in words_of(site.as_("public").get(f"/participants?session={first}"))


def test_an_empty_list_says_what_will_stand_there(site: World) -> None:
    assert "were at a meeting" in words_of(site.as_("public").get("/participants"))
    assert site.as_("public").get("/participants?session=987654").status_code == 404
    assert site.as_("public").get("/participants?session=x").status_code == 422


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_tables_for_spreadsheets_are_safe_and_complete(site: World) -> None:
    first, _ = two_meetings(site)
    a_letter(
        site, Named('=HYPERLINK("x")', "aya@example.org", "+Ambassador", "head"), code="CIV",
        since=date(2019, 6, 4), until=date(2019, 6, 5),
    )  # fmt: skip
    with site.writing() as db:
        found = db.query(Organization).filter(Organization.name == "Open Wires").one()
        found.name = "@Open Wires"
    answer = site.as_("delegate").get("/participants.csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = rows_of(answer.text)
    assert rows[0] == ["kind", "code", "participant", "capacity", "name", "title", "from", "until"]
    [aya] = [row for row in rows if row[1] == "CIV"]
    assert aya[3:] == ["head", '\'=HYPERLINK("x")', "'+Ambassador", "2019-06-04", "2019-06-05"]
    assert ["organization", "", "'@Open Wires", "representative", "Stakeholder"] in [row[:5] for row in rows]
    there = rows_of(site.as_("public").get(f"/attendance.csv?session={first}").text)
    assert there[0] == ["kind", "code", "participant", "meeting 1"]
    assert [(row[1], row[3]) for row in there[1:]] == [("CIV", "1"), ("FRA", "1"), ("JPN", "1"), ("", "1")]
    every = rows_of(site.as_("public").get("/attendance.csv").text)
    assert [row[3:] for row in every if row[1] == "FRA"] == [["1", "0"]]
    assert site.as_("public").get("/participants.csv").status_code == 401
    assert site.as_("stakeholder").get("/participants.csv").status_code == 403


def test_a_program_reads_who_took_part_and_the_persons_if_it_may(site: World) -> None:
    first, _ = two_meetings(site)
    a_letter(site, MINISTER)
    public = site.program()
    found = public("GET", f"/participants?session={first}").get_json()["items"]
    assert [(item["code"], item["meetings"]) for item in found] == [("CIV", [1]), ("FRA", [1]), ("JPN", [1]), ("", [1])]
    assert MINISTER.name not in str(found)
    assert public("GET", "/participants/persons").status_code == 401
    assert site.program("stakeholder")("GET", "/participants/persons").status_code == 403
    named = site.program("observer")("GET", "/participants/persons").get_json()["items"]
    assert (MINISTER.name, MINISTER.title, "head", "KEN") in [
        (p["name"], p["title"], p["role"], p["code"]) for p in named
    ]
    assert "example.org" not in str(named)


@pytest.mark.parametrize(("who", "most"), [("public", 11), ("delegate", 16)])
def test_the_list_asks_the_database_as_often_for_many_as_for_few(site: World, who: str, most: int) -> None:
    first, _ = two_meetings(site)
    browser, counts = site.as_(who), []
    for round_ in range(2):
        address = f"/participants?session={first}"
        browser.get(address)  # what follows from deadlines that have passed is recorded by whoever comes first
        with site.counting() as sent:
            assert browser.get(address).status_code == 200
        counts.append(len(sent))
        for code in ("BRA", "IND", "EGY", "PSE"):
            a_letter(site, Named("N", f"{code}{round_}@example.org", "", "adviser"), code=code)
        meeting = an_opened_meeting(site, first)
        attend(site, meeting, ["BRA", "IND", "EGY"])
        on_meeting(site, actions.adjourn_meeting, meeting)
    assert counts[0] == counts[1] <= most
