"""Where does an application stand, what may be done with it then, and which totals may be shown? Tables of cases."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from oewg.consultations.rules import accreditation as rules
from oewg.consultations.rules import non_objection, representatives
from oewg.core.clock import on_the_clocks
from oewg.core.errors import Invalid, NotAllowed, Refusal

AT = datetime(2019, 11, 25, 23, tzinfo=UTC)
ALLOWED = {
    "applied": {"check", "note_status", "send_back", "withdraw"},
    "sent_back": {"repair", "withdraw"},
    "checked": {"send_back", "list", "withdraw"},
    "listed": {"object", "withdraw_objection", "close", "withdraw"},
    "objected": {"withdraw_objection", "ask_basis", "accredit", "refuse", "withdraw"},
    "unobjected": {"accredit", "withdraw"},
    "accredited": {"expire", "withdraw"},
    "refused": {"apply_again"},
    "withdrawn": {"apply_again"},
    "expired": {"apply_again"},
}


@pytest.mark.parametrize("act", rules.ACTS)
@pytest.mark.parametrize("state", rules.STATES)
def test_every_act_in_every_state_is_done_or_refused_as_the_table_says(state: str, act: str) -> None:
    if act in ALLOWED[state]:
        rules.check_act(state, act)
    else:
        with pytest.raises(Refusal) as refused:
            rules.check_act(state, act)
        assert rules.STATES[state] in str(refused.value)


def test_the_table_leads_to_known_states_alone_and_every_state_is_reached() -> None:
    reached = {to for (of, act), states in rules.TRANSITIONS.items() if act != "apply_again" for to in states}
    assert reached | {"applied"} == set(rules.STATES)
    assert set(rules.REFUSALS) == set(rules.ACTS)
    assert set(rules.NEXT) == set(rules.STATES)


NOTHING = {
    "returned": False, "checked": False, "listed": False, "closed": False, "objected": False, "outcome": None, "ended": None,
}  # fmt: skip


@pytest.mark.parametrize(
    ("so", "state"),
    [
        ({}, "applied"),
        ({"returned": True}, "sent_back"),
        ({"checked": True}, "checked"),
        ({"checked": True, "listed": True}, "listed"),
        ({"checked": True, "listed": True, "objected": True}, "listed"),
        ({"checked": True, "listed": True, "objected": True, "closed": True}, "objected"),
        ({"checked": True, "listed": True, "closed": True}, "unobjected"),
        ({"checked": True, "outcome": "accredited"}, "accredited"),
        ({"checked": True, "listed": True, "closed": True, "objected": True, "outcome": "refused"}, "refused"),
        ({"checked": True, "outcome": "accredited", "ended": "expired"}, "expired"),
        ({"returned": True, "ended": "withdrawn"}, "withdrawn"),
    ],
)
def test_where_an_application_stands_follows_from_its_rows(so: dict[str, object], state: str) -> None:
    assert rules.state_of(**NOTHING | so) == state  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "informs", "reached"),
    [
        ("applied", False, ["done", "now", "next", "next"]),
        ("sent_back", False, ["done", "now", "next", "next"]),
        ("checked", False, ["done", "done", "now", "next"]),
        ("listed", False, ["done", "done", "now", "next"]),
        ("unobjected", False, ["done", "done", "done", "now"]),
        ("accredited", False, ["done", "done", "done", "done"]),
        ("applied", True, ["done", "now"]),
        ("accredited", True, ["done", "done"]),
    ],
)
def test_an_applicant_sees_how_far_it_has_come(state: str, informs: bool, reached: list[str]) -> None:
    assert [each for _, _, each in rules.steps(state, informs)] == reached


@pytest.mark.parametrize(
    ("status", "informs", "refused"),
    [(True, True, ""), (False, False, ""), (False, True, "goes on a list"), (True, False, "declares consultative")],
)
def test_those_with_consultative_status_inform_and_the_others_are_listed(
    status: bool, informs: bool, refused: str
) -> None:
    if refused:
        with pytest.raises(Refusal, match=refused):
            rules.check_informs(status, informs)
    else:
        rules.check_informs(status, informs)


@pytest.mark.parametrize(
    ("accredited", "state", "refused"),
    [
        (True, "accredited", ""),
        (True, None, ""),
        (False, "applied", "not accredited yet"),
        (False, "listed", "not accredited yet"),
        (False, None, "not accredited yet"),
        (False, "refused", "was not accredited"),
        (False, "withdrawn", "not accredited any more"),
        (False, "expired", "not accredited any more"),
    ],
)
def test_who_is_not_accredited_is_told_where_the_application_stands(
    accredited: bool, state: str | None, refused: str
) -> None:
    if refused:
        with pytest.raises(Refusal, match=refused):
            rules.check_accredited(accredited, state)
    else:
        rules.check_accredited(accredited, state)


@pytest.mark.parametrize(("after", "refused"), [(-1, False), (0, True), (1, True)])
def test_an_objection_at_the_deadline_is_late_and_says_when_it_was(after: int, refused: bool) -> None:
    at = AT + timedelta(microseconds=after)
    if refused:
        with pytest.raises(Refusal, match=r"25 November 2019, 18:00 New York \(-05:00\)"):
            non_objection.check_in_time(AT, at, on_the_clocks(AT, "America/New_York"))
    else:
        non_objection.check_in_time(AT, at, on_the_clocks(AT, "America/New_York"))


def test_a_list_has_names_and_a_deadline_to_come() -> None:
    non_objection.check_issue(1, AT, AT - timedelta(seconds=1))
    with pytest.raises(Invalid, match="in the future"):
        non_objection.check_issue(1, AT, AT)
    with pytest.raises(Invalid, match="No application waits"):
        non_objection.check_issue(0, AT, AT - timedelta(days=1))


STATES = {1: "objected", 2: "unobjected"}


@pytest.mark.parametrize(
    ("outcomes", "closed", "decided", "session", "refused"),
    [
        ({1: "refuse", 2: "whole"}, True, False, False, ""),
        ({1: "session", 2: "session"}, True, False, True, ""),
        ({1: "refuse", 2: "whole"}, False, False, False, "after it"),
        ({1: "refuse", 2: "whole"}, True, True, False, "decided on this list already"),
        ({1: "refuse"}, True, False, False, "every name"),
        ({1: "refuse", 2: "whole", 3: "whole"}, True, False, False, "no other"),
        ({1: "whole", 2: "refuse"}, True, False, False, "only a name to which a State objects"),
        ({1: "session", 2: "whole"}, True, False, False, "names the session"),
    ],
)
def test_what_the_group_may_decide_of_a_list(
    outcomes: dict[int, str], closed: bool, decided: bool, session: bool, refused: str
) -> None:
    if refused:
        with pytest.raises(Refusal, match=refused):
            non_objection.check_decides(STATES, outcomes, closed, decided, session)
    else:
        non_objection.check_decides(STATES, outcomes, closed, decided, session)


@pytest.mark.parametrize(
    ("manages", "own", "focal", "ended", "refused"),
    [
        (True, False, False, False, None),
        (False, True, False, False, None),
        (False, False, False, False, NotAllowed),
        (True, True, True, False, Refusal),
        (True, False, False, True, Refusal),
    ],
)
def test_whose_capacity_may_be_ended_by_whom(
    manages: bool, own: bool, focal: bool, ended: bool, refused: type[Exception] | None
) -> None:
    if refused:
        with pytest.raises(refused):
            representatives.check_ends(manages, own, focal, ended)
    else:
        representatives.check_ends(manages, own, focal, ended)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"woman": 40, "man": 45, "another": 30}, {"woman": 40, "man": 45, "another": 30}),
        ({"woman": 40, "man": 45, "another": 2}, {"woman": None, "man": 45, "another": None}),
        ({"woman": 40, "man": 0, "another": 0}, {"woman": None, "man": None, "another": None}),
        ({"woman": 0, "man": 0, "another": 0}, {"woman": None, "man": None, "another": None}),
        ({"woman": 4, "man": 4, "another": 9}, {"woman": None, "man": None, "another": 9}),
    ],
)
def test_a_total_of_fewer_than_five_is_not_shown_nor_what_gives_it_away(
    counts: dict[str, int], shown: dict[str, int | None]
) -> None:
    assert non_objection.shown_totals(counts) == shown


@given(some.dictionaries(some.sampled_from("abcde"), some.integers(0, 30), min_size=1))
def test_no_total_that_is_hidden_can_be_worked_out(counts: dict[str, int]) -> None:
    shown = non_objection.shown_totals(counts)
    hidden = [key for key, total in shown.items() if total is None]
    assert all(total is None or total == counts[key] >= 5 for key, total in shown.items())
    # Whoever knows the sum of all learns of the hidden ones only what five people or more have in common.
    assert len(hidden) == len(counts) or not hidden or (len(hidden) > 1 and sum(counts[key] for key in hidden) >= 5)
