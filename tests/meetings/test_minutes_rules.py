"""Do minutes say what happened, in the words of United Nations records?"""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.meetings.rules.minutes import Decided, Held, Spoken, TakenUp, clock, minutes

NEW_YORK = "America/New_York"
OPENED = datetime(2019, 9, 9, 14, 5, tzinfo=UTC)


def after(minutes_later: int) -> datetime:
    return OPENED + timedelta(minutes=minutes_later)


def held(**more: object) -> Held:
    facts: dict[str, object] = {
        "number": 3, "formality": "formal", "mode": "in_person", "where": "Conference Room 4, New York",
        "zone": NEW_YORK, "opened_at": OPENED, "adjourned_at": after(175), "presiding": "Chair",
    }  # fmt: skip
    return Held(**{**facts, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("at", "zone", "expected"),
    [
        (OPENED, NEW_YORK, "10.05 a.m."),
        (after(175), NEW_YORK, "1 p.m."),
        (after(115), NEW_YORK, "12 noon"),
        (after(116), NEW_YORK, "12.01 p.m."),
        (datetime(2020, 2, 10, 15, 0, tzinfo=UTC), NEW_YORK, "10 a.m."),
        (datetime(2020, 2, 10, 5, 30, tzinfo=UTC), NEW_YORK, "12.30 a.m."),
        (datetime(2020, 2, 10, 5, 0, tzinfo=UTC), NEW_YORK, "12 midnight"),
        (datetime(2019, 9, 9, 8, 0, tzinfo=UTC), "Europe/Zurich", "10 a.m."),
    ],
)
def test_times_of_day(at: datetime, zone: str, expected: str) -> None:
    assert clock(at, zone) == expected


def test_a_meeting_at_which_nothing_was_taken_up() -> None:
    assert minutes(held(delegations=1)) == [
        ("heading", "Opening of the meeting"),
        (
            "paragraph",
            "The 3rd meeting, a formal meeting held in person in Conference Room 4, New York, was called to order at "
            "10.05 a.m. on 9 September 2019. The Chair presided.",
        ),
        ("paragraph", "1 delegation was present."),
        ("heading", "Closure of the meeting"),
        ("paragraph", "The meeting rose at 1 p.m."),
    ]


def test_nobody_is_said_to_have_presided_before_there_was_a_chair() -> None:
    told = [words for _, words in minutes(held(presiding="", took_the_chair=[(after(10), "Chair")]))]
    assert told[1].endswith("was called to order at 10.05 a.m. on 9 September 2019.")
    assert told[2] == "From 10.15 a.m. the Chair presided."
    items = [TakenUp(1, "1.", "Election of officers.", after(5)), TakenUp(2, "2.", "Other matters.", after(60))]
    changes = [(after(10), "Chair"), (after(90), "Vice-Chair")]
    elected = Decided("The Working Group elected its Chair.", after(10))
    told = [words for _, words in minutes(held(presiding="", items=items, took_the_chair=changes, decided=[elected]))]
    assert told[2:-2] == [
        "Agenda item 1: Election of officers", elected.words, "From 10.15 a.m. the Chair presided.",
        "Agenda item 2: Other matters", "From 11.35 a.m. the Vice-Chair presided.",
    ]  # fmt: skip


def test_why_a_meeting_was_adjourned_stands_where_it_rose() -> None:
    told = minutes(held(adjourned_because="The interpreters have to leave."))
    assert told[-1] == ("paragraph", "The meeting rose at 1 p.m. (The interpreters have to leave).")


def test_who_spoke_stands_under_the_item_on_which_they_did() -> None:
    told = minutes(
        held(
            delegations=96,
            organizations=2,
            items=[
                TakenUp(1, "3.", "Organization of work.", after(5)),
                TakenUp(2, "5.", "General exchange", after(60)),
            ],
            spoken=[
                Spoken("statement", "France", 1, after(10)),
                Spoken("statement", "Romania, on behalf of the European Union", 2, after(61)),
                Spoken("statement", "the Netherlands", 2, after(65)),
                Spoken("point_of_order", "Kenya", 2, after(66)),
                Spoken("statement", "Open Wires", 2, after(70), organization=True),
                Spoken("reply", "Japan", 2, after(80)),
                Spoken("reply", "France", 2, after(85)),
            ],
            decided=[Decided("The Working Group decided to meet in the afternoon.", after(20))],
            pauses=[(after(67), after(69), "")],
        )
    )
    words = [text for _, text in told]
    assert words[3:-2] == [
        "Agenda item 3: Organization of work",
        "A statement was made by the representative of France.",
        "The Working Group decided to meet in the afternoon.",
        "Agenda item 5: General exchange",
        "Statements were made by the representatives of Romania, on behalf of the European Union; and the Netherlands, "
        "and by the representative of Open Wires.",
        "The representative of Kenya raised a point of order.",
        "The meeting was suspended at 11.12 a.m. and resumed at 11.14 a.m.",
        "The representatives of Japan and France spoke in exercise of the right of reply.",
    ]
    assert "96 delegations and 2 organizations were present." in words


def test_whoever_spoke_on_an_item_again_after_another_was_taken_up_stands_under_the_first() -> None:
    told = [
        words
        for _, words in minutes(
            held(
                items=[TakenUp(1, "5.", "General exchange", after(5)), TakenUp(2, "6.", "Other matters", after(60))],
                spoken=[
                    Spoken("statement", "France", 1, after(10)),
                    Spoken("statement", "Kenya", 2, after(70)),
                    Spoken("statement", "Japan", 1, after(80)),
                    Spoken("point_of_order", "Jamaica", 1, after(81)),
                    Spoken("statement", "Chile", 9, after(90)),  # on an item that this meeting never took up
                ],
            )
        )
    ]
    assert told[2:-2] == [
        "Agenda item 5: General exchange",
        "Statements were made by the representatives of France and Japan.",
        "The representative of Jamaica raised a point of order.",
        "Agenda item 6: Other matters",
        "Statements were made by the representatives of Kenya and Chile.",
    ]


def test_an_item_on_which_nobody_spoke_says_so_and_not_that_nobody_was_inscribed() -> None:
    told = [words for _, words in minutes(held(items=[TakenUp(1, "1.", "Opening.", after(1))]))]
    assert told[2:-2] == ["Agenda item 1: Opening", "The item was taken up; no statement was made on it."]


def test_who_spoke_twice_on_an_item_is_named_once() -> None:
    twice = [
        Spoken(kind, speaker, 1, after(at), organization=speaker == "Open Wires")
        for at, (kind, speaker) in enumerate(
            [("statement", "France"), ("statement", "Open Wires"), ("reply", "Japan"), ("reply", "France")], start=10
        )
        for _ in range(2)
    ]
    told = [words for _, words in minutes(held(items=[TakenUp(1, "5.", "Threats", after(5))], spoken=twice))]
    assert told[3:-2] == [
        "Statements were made by the representative of France, and by the representative of Open Wires.",
        "The representatives of Japan and France spoke in exercise of the right of reply.",
    ]
    again = [*twice[4:5], *twice[4:5]]
    told = [words for _, words in minutes(held(items=[TakenUp(1, "5.", "Threats", after(5))], spoken=again))]
    assert told[3:-2] == ["The representative of Japan spoke in exercise of the right of reply."]


SAID = st.tuples(
    st.integers(0, 170), st.sampled_from(["statement", "reply", "point_of_order"]), st.none() | st.integers(0, 6)
)


@given(st.lists(SAID, max_size=12), st.lists(st.integers(0, 170), max_size=5))
def test_nobody_who_spoke_and_no_decision_is_left_out(
    said: list[tuple[int, str, int | None]], items: list[int]
) -> None:
    ordered = sorted(said, key=lambda one: one[0])
    spoken = [Spoken(kind, f"State{place}x", item, after(at)) for place, (at, kind, item) in enumerate(ordered)]
    taken = [TakenUp(place, f"{place}.", f"Item {place}", after(at)) for place, at in enumerate(sorted(items))]
    decided = [Decided(f"Decision{place}x", after(at)) for place, (at, *_) in enumerate(said)]
    facts = held(items=taken, spoken=spoken, decided=decided)
    told = " ".join(words for _, words in minutes(facts))
    assert all(told.count(one.speaker) == 1 for one in spoken)
    assert all(told.count(one.words) == 1 for one in decided)
    assert minutes(facts) == minutes(facts)
    order = [told.index(f"Item {place}") for place in range(len(taken))]
    assert all(earlier < later for earlier, later in pairwise(order))
