"""Do the rules of consensus say what the working group's practice says? Tables of cases a diplomat could check."""

from datetime import UTC, datetime

import pytest

from oewg.core.errors import Invalid, Refusal
from oewg.negotiation.rules.positions import Change, Held, carried, check_stance, is_stale
from oewg.negotiation.rules.states import Standing, adopted_title, check_adoption, check_gavel, gavel_holds, state_of

THEN = datetime(2019, 9, 9, tzinfo=UTC)
FIRST = Change(1, editorial=False)


def held(stance: str, number: int = 1) -> Held:
    return Held(1, "delegation:FRA", stance, number, "", THEN)


@pytest.mark.parametrize(
    ("stances", "amendments", "brackets", "gavel", "adopted", "expected"),
    [
        ((), (), False, None, False, "clear"),
        (("support",), (), False, None, False, "clear"),
        (("no_position", "can_accept"), (), False, None, False, "clear"),
        (("support",) * 100 + ("object",), (), False, None, False, "objected"),
        (("reserve", "object"), (1,), True, None, False, "objected"),
        (("reserve", "support"), (1,), True, None, False, "reserved"),
        (("support",), (1,), True, None, False, "amendments_open"),
        (("can_accept_with_amendment",), (1,), False, None, False, "amendments_open"),
        ((), (), True, None, False, "brackets_open"),
        ((), (), False, 1, False, "agreed_ad_referendum"),
        (("object",), (), False, 1, False, "objected"),
        ((), (), False, 1, True, "adopted"),
        (("object",), (), False, None, True, "adopted"),
    ],
)
def test_the_worst_live_position_decides(
    stances: tuple[str, ...],
    amendments: tuple[int, ...],
    brackets: bool,
    gavel: int | None,
    adopted: bool,
    expected: str,
) -> None:
    standing = Standing("paragraph", tuple(held(s) for s in stances), amendments, brackets, (FIRST,), gavel, adopted)
    assert state_of(standing) == expected


@pytest.mark.parametrize(
    ("stance", "change", "stale", "is_carried"),
    [
        ("support", Change(2, editorial=False), True, False),
        ("can_accept", Change(2, editorial=False), True, False),
        ("no_position", Change(2, editorial=False), True, False),
        ("object", Change(2, editorial=False), False, False),
        ("reserve", Change(2, editorial=False), False, False),
        ("object", Change(2, editorial=True), False, True),
        ("support", Change(2, editorial=True), False, True),
        ("support", Change(2, editorial=True, contested=True), True, False),
        ("object", Change(2, editorial=True, contested=True), False, False),
    ],
)
def test_objection_outlives_a_change_and_support_does_not(
    stance: str, change: Change, stale: bool, is_carried: bool
) -> None:
    assert is_stale(held(stance), (FIRST, change)) is stale
    assert carried(held(stance), (FIRST, change)) is is_carried


def test_a_position_on_the_present_wording_is_neither_stale_nor_carried() -> None:
    changes = (FIRST, Change(2, editorial=False))
    assert not is_stale(held("support", 2), changes)
    assert not carried(held("support", 2), changes)


@pytest.mark.parametrize(
    ("stance", "reason", "amendment", "refused"),
    [
        ("support", "", None, False),
        ("object", "Why.", None, False),
        ("object", "", None, True),
        ("reserve", "", None, True),
        ("can_accept_with_amendment", "", 7, False),
        ("can_accept_with_amendment", "Why.", None, True),
        ("support", "", 7, True),
    ],
)
def test_the_last_three_need_a_reason_or_an_amendment(
    stance: str, reason: str, amendment: int | None, refused: bool
) -> None:
    if refused:
        with pytest.raises(Invalid):
            check_stance(stance, reason, amendment, [7])
    else:
        check_stance(stance, reason, amendment, [7])


def test_an_amendment_that_is_not_open_cannot_be_pointed_to() -> None:
    with pytest.raises(Refusal):
        check_stance("can_accept_with_amendment", "", 8, [7])


@pytest.mark.parametrize(
    ("meeting", "stances", "falls"), [(True, (), True), (False, (), False), (True, ("object",), False)]
)
def test_the_gavel_falls_at_a_meeting_on_what_is_clear(meeting: bool, stances: tuple[str, ...], falls: bool) -> None:
    standing = Standing("paragraph", tuple(held(s) for s in stances), changes=(FIRST,))
    if falls:
        check_gavel([("1.", standing)], meeting)
    else:
        with pytest.raises(Refusal):
            check_gavel([("1.", standing)], meeting)


@pytest.mark.parametrize(
    ("later", "holds"),
    [
        (None, True),
        (Change(2, True), True),
        (Change(2, False), False),
        (Change(2, True, contested=True), False),
    ],
)
def test_a_gavel_holds_over_editorial_changes_alone(later: Change | None, holds: bool) -> None:
    changes = (FIRST, later) if later else (FIRST,)
    assert gavel_holds(Standing("paragraph", changes=changes, gavelled_on=1)) is holds


AGREED = Standing("paragraph", changes=(FIRST,), gavelled_on=1)
CLEAR = Standing("paragraph", changes=(FIRST,))
HEADING = Standing("heading", changes=(FIRST,))
BRACKETED = Standing("paragraph", brackets_open=True, changes=(FIRST,), gavelled_on=1)


@pytest.mark.parametrize(
    ("kind", "standings", "meeting", "adopted"),
    [
        ("report", (AGREED, HEADING), True, True),
        ("report", (AGREED, CLEAR), True, False),
        ("report", (AGREED, BRACKETED), True, False),
        ("report", (AGREED,), False, False),
        ("report", (), True, False),
        ("agenda", (CLEAR, CLEAR), True, True),
        ("agenda", (CLEAR, BRACKETED), True, False),
    ],
)
def test_a_text_is_adopted_when_nothing_stands_in_the_way(
    kind: str, standings: tuple[Standing, ...], meeting: bool, adopted: bool
) -> None:
    pairs = [(f"{place}.", standing) for place, standing in enumerate(standings, start=1)]
    if adopted:
        check_adoption(kind, pairs, meeting)
    else:
        with pytest.raises(Refusal):
            check_adoption(kind, pairs, meeting)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Draft report of the Working Group", "Report of the Working Group"),
        ("Draft report", "Report"),
        ("Draft", "Draft"),
        ("Drafting of reports", "Drafting of reports"),
        ("Arrangements for the draft", "Arrangements for the draft"),
    ],
)
def test_what_is_adopted_is_called_a_draft_no_more(before: str, after: str) -> None:
    assert adopted_title(before) == after
