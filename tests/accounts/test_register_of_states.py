"""Is the register of States, organizations and groups complete, consistent and right on well-known days?"""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.accounts.register import (
    LANGUAGES,
    DelegationKind,
    GroupKind,
    delegations,
    find_by_name,
    groups,
    members_of,
    members_on,
    memberships,
    name_of,
    names,
)

TABLED = date(2018, 10, 29)
"""The day of A/C.1/73/L.27/Rev.1."""

SPONSORS = {
    "Algeria": "DZA",
    "Angola": "AGO",
    "Azerbaijan": "AZE",
    "Belarus": "BLR",
    "Bolivia (Plurinational State of)": "BOL",
    "Burundi": "BDI",
    "Cambodia": "KHM",
    "China": "CHN",
    "Cuba": "CUB",
    "Democratic People's Republic of Korea": "PRK",
    "Democratic Republic of the Congo": "COD",
    "Eritrea": "ERI",
    "Iran (Islamic Republic of)": "IRN",
    "Kazakhstan": "KAZ",
    "Lao People's Democratic Republic": "LAO",
    "Madagascar": "MDG",
    "Malawi": "MWI",
    "Namibia": "NAM",
    "Nepal": "NPL",
    "Nicaragua": "NIC",
    "Pakistan": "PAK",
    "Russian Federation": "RUS",
    "Samoa": "WSM",
    "Sierra Leone": "SLE",
    "Suriname": "SUR",
    "Syrian Arab Republic": "SYR",
    "Tajikistan": "TJK",
    "Turkmenistan": "TKM",
    "Uzbekistan": "UZB",
    "Venezuela (Bolivarian Republic of)": "VEN",
    "Zimbabwe": "ZWE",
}

CODES = [entry.code for entry in delegations()]
ANY_CODE = st.sampled_from(CODES)
ANY_LANGUAGE = st.sampled_from(LANGUAGES)
ANY_DAY = st.dates(date(1945, 10, 24), date(2045, 10, 24))


def ranges_overlap(first_until: date | None, second_since: date | None) -> bool:
    return first_until is None or second_since is None or second_since < first_until


def test_the_register_holds_193_members_and_two_observer_states() -> None:
    kinds = Counter(entry.kind for entry in delegations())
    assert kinds[DelegationKind.MEMBER] == 193
    observers = {entry.code for entry in delegations() if entry.kind is DelegationKind.OBSERVER_STATE}
    assert observers == {"PSE", "VAT"}


def test_the_organizations_that_follow_the_group_are_registered() -> None:
    organizations = {e.code for e in delegations() if e.kind is DelegationKind.OBSERVER_ORGANIZATION}
    assert organizations >= {"EU", "AU", "ICRC", "INTERPOL", "ITU", "LAS"}


def test_no_code_stands_for_two_delegations() -> None:
    assert len(set(CODES)) == len(CODES)
    alpha2 = [entry.alpha2 for entry in delegations() if entry.alpha2]
    assert len(alpha2) == 195
    assert len(set(alpha2)) == 195


def test_a_member_has_a_day_of_admission_and_a_regional_group_and_nobody_else_has() -> None:
    for entry in delegations():
        is_member = entry.kind is DelegationKind.MEMBER
        assert (entry.admitted is not None) == is_member, entry
        assert (entry.regional_group is not None) == is_member, entry


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(1945, 10, 23), 0),
        (date(1945, 12, 31), 51 - len(["Czechoslovakia", "Yugoslavia"])),
        (date(1990, 9, 18), 160 - len(["Czechoslovakia", "German Democratic Republic", "Yugoslavia"])),
        (date(2006, 6, 28), 192),
        (date(2011, 7, 13), 192),
        (date(2011, 7, 14), 193),
        (date(2019, 6, 3), 193),
    ],
)
def test_members_are_counted_from_the_day_of_their_admission(day: date, count: int) -> None:
    assert len(members_on(day)) == count


def test_south_sudan_is_the_last_state_admitted() -> None:
    last = max(members_on(date(2021, 3, 12)), key=lambda entry: entry.admitted or date.min)
    assert (last.code, last.admitted) == ("SSD", date(2011, 7, 14))


@pytest.mark.parametrize(("group", "count"), [("AFRICA", 54), ("APG", 54), ("EEG", 23), ("GRULAC", 33), ("WEOG", 29)])
def test_the_regional_groups_divide_the_membership(group: str, count: int) -> None:
    assert len(members_of(group, date(2019, 6, 3))) == count


def test_five_regional_groups_cover_every_member_once() -> None:
    regional = [entry.code for entry in groups() if entry.kind is GroupKind.REGIONAL]
    placed = Counter(code for group in regional for code in members_of(group, date(2019, 6, 3)))
    assert len(regional) == 5
    assert placed == Counter(entry.code for entry in members_on(date(2019, 6, 3)))


def test_israel_turkiye_and_the_united_states_stand_for_election_with_western_europe() -> None:
    assert members_of("WEOG", date(2019, 6, 3)) >= {"ISR", "TUR", "USA"}


@pytest.mark.parametrize(
    ("group", "day", "count"),
    [
        ("EU", date(2013, 6, 30), 27),
        ("EU", date(2019, 6, 3), 28),
        ("EU", date(2020, 1, 31), 28),
        ("EU", date(2020, 3, 1), 27),
        ("NAM", date(2011, 1, 1), 118),
        ("NAM", date(2019, 6, 3), 120),
        ("NAM", date(2024, 6, 3), 121),
        ("ASEAN", date(2019, 6, 3), 10),
        ("ASEAN", date(2025, 10, 26), 11),
        ("CARICOM", date(2019, 6, 3), 14),
        ("PIF", date(2019, 6, 3), 14),
        ("PIF", date(2022, 9, 1), 13),
        ("PIF", date(2023, 3, 1), 14),
        ("ARAB", date(2019, 6, 3), 22),
        ("OIC", date(2019, 6, 3), 57),
        ("AU", date(2016, 6, 1), 53),
        ("AU", date(2019, 6, 3), 54),
        ("NORDIC", date(2019, 6, 3), 5),
    ],
)
def test_political_groups_have_their_members_of_the_day(group: str, day: date, count: int) -> None:
    assert len(members_of(group, day)) == count


@pytest.mark.parametrize(
    ("group", "code", "before", "after"),
    [
        ("EU", "GBR", date(2020, 1, 31), date(2020, 2, 1)),
        ("PIF", "KIR", date(2022, 7, 8), date(2022, 7, 9)),
    ],
)
def test_a_state_that_leaves_a_group_is_out_of_it_from_that_day(
    group: str, code: str, before: date, after: date
) -> None:
    assert code in members_of(group, before)
    assert code not in members_of(group, after)


def test_palestine_belongs_to_the_non_aligned_the_arab_group_and_the_oic() -> None:
    assert {m.group for m in memberships() if m.delegation == "PSE"} == {"NAM", "ARAB", "OIC"}


def test_every_membership_names_a_known_group_and_a_known_state() -> None:
    known = {entry.code for entry in groups()}
    states = {e.code for e in delegations() if e.kind is not DelegationKind.OBSERVER_ORGANIZATION}
    for entry in memberships():
        assert entry.group in known, entry
        assert entry.delegation in states, entry


def test_no_state_belongs_twice_to_one_group_on_one_day() -> None:
    ordered = sorted(memberships(), key=lambda m: (m.group, m.delegation, m.since or date.min))
    for first, second in pairwise(ordered):
        assert second.since is None or second.until is None or second.since < second.until
        if (first.group, first.delegation) == (second.group, second.delegation):
            assert not ranges_overlap(first.until, second.since), second


def test_every_group_has_members_and_two_names() -> None:
    for entry in groups():
        assert members_of(entry.code, date(2019, 6, 3)), entry
        assert entry.name_en
        assert entry.name_fr


def test_names_cover_all_of_time_without_gap_or_overlap() -> None:
    lists: dict[tuple[str, str], list[tuple[date | None, date | None]]] = {}
    for entry in names():
        assert entry.name == entry.name.strip() != ""
        lists.setdefault((entry.code, entry.language), []).append((entry.since, entry.until))
    assert lists.keys() == {(code, language) for code in CODES for language in LANGUAGES}
    for key, ranges in lists.items():
        assert ranges[0][0] is None, key
        assert ranges[-1][1] is None, key
        for (since, until), (next_since, _) in pairwise(ranges):
            assert until is not None, key
            assert until == next_since, key
            assert since is None or since < until, key


@given(code=ANY_CODE, language=ANY_LANGUAGE, day=ANY_DAY)
def test_a_delegation_is_found_again_by_its_own_name(code: str, language: str, day: date) -> None:
    name = name_of(code, language, day)
    assert find_by_name(name, day) == code
    assert find_by_name(f"  {name.upper().replace(' ', '  ')} ".replace("'", "’"), day) == code


@pytest.mark.parametrize("day", [date(2012, 1, 1), TABLED, date(2020, 1, 1), date(2026, 1, 1)])
def test_no_name_belongs_to_two_delegations_on_one_day(day: date) -> None:
    holders: dict[str, set[str]] = {}
    for code in CODES:
        for language in LANGUAGES:
            holders.setdefault(name_of(code, language, day).casefold(), set()).add(code)
    assert {name: codes for name, codes in holders.items() if len(codes) > 1} == {}


@pytest.mark.parametrize(("name", "code"), SPONSORS.items())
def test_a_sponsor_of_the_resolution_is_in_the_register_under_exactly_that_name(name: str, code: str) -> None:
    assert name_of(code, "en", TABLED) == name
    assert find_by_name(name, TABLED) == code


def test_thirty_one_states_sponsored_the_resolution() -> None:
    assert len(set(SPONSORS.values())) == 31


@pytest.mark.parametrize(
    ("code", "language", "changed", "old", "new"),
    [
        ("CPV", "en", date(2013, 10, 24), "Cape Verde", "Cabo Verde"),
        ("CZE", "en", date(2016, 5, 17), "Czech Republic", "Czechia"),
        ("CZE", "fr", date(2016, 5, 17), "République tchèque", "Tchéquie"),
        ("SWZ", "en", date(2018, 5, 30), "Swaziland", "Eswatini"),
        ("SWZ", "ru", date(2018, 5, 30), "Свазиленд", "Эсватини"),
        ("MKD", "en", date(2019, 2, 14), "The former Yugoslav Republic of Macedonia", "North Macedonia"),
        ("TUR", "en", date(2022, 6, 1), "Turkey", "Türkiye"),
        ("TUR", "fr", date(2022, 6, 1), "Turquie", "Türkiye"),
        ("NLD", "en", date(2023, 1, 1), "Netherlands", "Netherlands (Kingdom of the)"),
    ],
)
def test_a_country_that_changes_its_name_keeps_the_old_one_until_the_day_before(
    code: str, language: str, changed: date, old: str, new: str
) -> None:
    eve = changed - timedelta(days=1)
    assert (name_of(code, language, eve), name_of(code, language, changed)) == (old, new)
    assert (find_by_name(old, changed), find_by_name(old, eve)) == (None, code)


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("GBR", "en", "United Kingdom of Great Britain and Northern Ireland"),
        ("USA", "fr", "États-Unis d’Amérique"),
        ("BOL", "es", "Bolivia (Estado Plurinacional de)"),
        ("RUS", "ru", "Российская Федерация"),
        ("KOR", "zh", "大韩民国"),
        ("SYR", "ar", "الجمهورية العربية السورية"),
        ("VAT", "en", "Holy See"),
        ("PSE", "en", "State of Palestine"),
        ("FRA", "en", "France"),
        ("ICRC", "fr", "Comité international de la Croix-Rouge"),
    ],
)
def test_names_are_those_of_the_united_nations(code: str, language: str, name: str) -> None:
    assert name_of(code, language, date(2019, 6, 3)) == name


def test_no_english_name_keeps_the_abbreviations_of_cldr() -> None:
    english = [entry.name for entry in names() if entry.language == "en"]
    assert [name for name in english if "&" in name or name.startswith("St.")] == []


@pytest.mark.parametrize("name", ["Côte d'Ivoire", "Côte d’Ivoire", "CÔTE D‘IVOIRE", "Co\u0302te\nd'Ivoire"])
def test_apostrophes_case_and_line_breaks_do_not_hide_a_state(name: str) -> None:
    assert find_by_name(name, TABLED) == "CIV"


def test_an_unknown_name_finds_nothing() -> None:
    assert find_by_name("Atlantis", TABLED) is None


def test_an_unknown_delegation_or_language_has_no_name() -> None:
    with pytest.raises(KeyError):
        name_of("XXX", "en", TABLED)
    with pytest.raises(KeyError):
        name_of("FRA", "de", TABLED)
