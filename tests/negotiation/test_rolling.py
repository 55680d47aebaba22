"""Does a rolling text show the base, and each proposal, exactly, whoever else proposes whatever?"""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from oewg.negotiation.cli import rolling as command
from oewg.negotiation.rules.rolling import MOST_ALIKE, Segment, marks, roll
from oewg.texts.documents.changing import laid_out

WORDS = st.sampled_from(
    ["States ", "should ", "shall ", "not ", "cooperate", ", ", "fully ", ".", "\n", "[", "] ", "各", "国"]
)
WORDING = st.lists(WORDS, max_size=12).map("".join)
ROWS = st.lists(st.sampled_from(["one", "three", "hotline", "joint", "each State"]), min_size=1, max_size=4)
PROPOSALS = st.dictionaries(st.sampled_from([f"D{n}" for n in range(12)]), WORDING, min_size=1)


@given(WORDING, PROPOSALS, st.randoms())
def test_base_and_proposals_are_shown_exactly(base: str, proposals: dict[str, str], random: object) -> None:
    segments = roll(base, proposals)
    assert "".join(s.text for s in segments if s.base) == base
    for name, wording in proposals.items():
        assert "".join(s.text for s in segments if name in s.having) == wording
    shuffled = list(proposals.items())
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert roll(base, dict(shuffled)) == segments


@given(WORDING, WORDING)
def test_equal_proposals_appear_once(base: str, wording: str) -> None:
    alone = roll(base, {"FRA": wording})
    both = roll(base, {"FRA": wording, "JPN": wording})
    assert [(s.text, s.base, bool(s.having)) for s in both] == [(s.text, s.base, bool(s.having)) for s in alone]
    assert all(s.having in (frozenset(), frozenset({"FRA", "JPN"})) for s in both)


def test_four_proposals_that_collide() -> None:
    found = roll(
        "States should cooperate in good faith.",
        {
            "FRA": "States shall cooperate in good faith.",
            "JPN": "States shall cooperate fully in good faith.",
            "KEN": "States should cooperate fully and promptly in good faith.",
        },
    )
    assert found == [
        Segment("States ", True, frozenset({"FRA", "JPN", "KEN"})),
        Segment("should", True, frozenset({"KEN"})),
        Segment("shall", False, frozenset({"FRA", "JPN"})),
        Segment(" cooperate ", True, frozenset({"FRA", "JPN", "KEN"})),
        Segment("fully ", False, frozenset({"JPN", "KEN"})),
        Segment("and promptly ", False, frozenset({"KEN"})),
        Segment("in good faith.", True, frozenset({"FRA", "JPN", "KEN"})),
    ]


def shown(base: str, proposals: dict[str, str]) -> str:
    """-deleted- and +inserted+, each with the first letters of those it comes from."""
    signs = {"equal": "{}", "delete": "-{}-", "insert": "+{}+"}
    return "".join(
        signs[kind].format(words) + "".join(sorted(name[0].lower() for name in whose))
        for kind, words, whose in marks(roll(base, proposals), proposals)
    )


@pytest.mark.parametrize(
    ("base", "fra", "jpn", "expected"),
    [
        (
            "States should cooperate in good faith.",
            "States should, as appropriate, cooperate in good faith.",
            "States should, as appropriate, cooperate.",
            "States should+, as appropriate,+fj cooperate- in good faith-j.",
        ),
        (
            "States should cooperate with each other.",
            "States shall cooperate with each other.",
            "States shall always cooperate with others.",
            "States -should-fj+shall+fj+ always+j cooperate with -each other-j+others+j.",
        ),
        # A space by itself is no mark, whoever shares it.
        ("States share it.", "States may share it.", "States might share it.", "States +may+f+might+j share it."),
        ("各国应当合作。", "各国应当充分合作。", "各国应当充分和迅速合作。", "各国应当+充分+fj+和迅速+j合作。"),
    ],
)
def test_what_two_proposals_share_is_one_mark(base: str, fra: str, jpn: str, expected: str) -> None:
    assert shown(base, {"FRA": fra, "JPN": jpn}) == expected


def typed(rows: list[str], head: str = "| A | B |\n| --- | --- |\n") -> str:
    """A table of two columns."""
    return head + "\n".join(f"| {row} | of {row} |" for row in rows)


def widths(base: str, proposals: dict[str, str]) -> set[int]:
    """How many cells the rows of a rolling table have, of which base and proposals are shown exactly."""
    segments = roll(base, proposals)
    assert "".join(s.text for s in segments if s.base) == base
    for name, wording in proposals.items():
        assert "".join(s.text for s in segments if name in s.having) == wording
    found = laid_out((kind, words, tuple(sorted(whose))) for kind, words, whose in marks(segments, proposals))
    assert found
    return {len(row.cells) for row in found.rows}


@given(ROWS, ROWS, ROWS, ROWS)
@example(["one", "three"], ["one", "hotline", "three"], ["one", "joint", "three"], ["one"])
def test_no_two_rows_of_a_table_run_into_one(base: list[str], egy: list[str], ken: list[str], mex: list[str]) -> None:
    assert widths(typed(base), {"EGY": typed(egy), "KEN": typed(ken), "MEX": typed(mex)}) == {2}


@pytest.mark.parametrize(
    ("ken", "mex"),
    [
        (["hotline", "three"], ["joint", "three"]),
        (["hotline", "one", "three"], ["joint", "one", "three"]),
        (["one", "hotline"], ["one", "joint"]),
    ],
)
def test_nor_do_those_of_a_table_without_heads(ken: list[str], mex: list[str]) -> None:
    proposals = {"KEN": typed(ken, head=""), "MEX": typed(mex, head="")}
    assert widths(typed(["one", "three"], head=""), proposals) == {2}


@given(WORDING, PROPOSALS)
def test_no_mark_is_an_empty_space(base: str, proposals: dict[str, str]) -> None:
    for kind, words, whose in marks(roll(base, proposals), proposals):
        assert bool(whose) == (kind != "equal")
        assert kind == "equal" or words.strip(" ")


@pytest.mark.parametrize("number", [MOST_ALIKE, MOST_ALIKE + 1, 600])
def test_many_wordings_at_one_place_stand_side_by_side(number: int) -> None:
    proposals = {f"D{n:03}": f"States should cooperate in way {n:03}." for n in range(number)}
    segments = roll("States should cooperate.", proposals)
    assert all("".join(s.text for s in segments if name in s.having) == words for name, words in proposals.items())
    shared = number <= MOST_ALIKE
    assert [s.text for s in segments if not s.base][:2] == (
        [" in way ", "000"] if shared else [" in way 000", " in way 001"]
    )
    assert len(segments) == number + 2 + shared


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    for name, words in (("base", "States may act.\nThen they report."), ("fra", "States must act.\nThen they report.")):
        (tmp_path / f"{name}.txt").write_text(words)
    return [str(tmp_path / "base.txt"), f"FRA={tmp_path / 'fra.txt'}"]


def test_the_command_answers_as_data(files: list[str]) -> None:
    found = json.loads(CliRunner().invoke(command, [*files, "--format", "json"]).output)
    assert found == [
        {"text": "States ", "base": True, "in": ["FRA"]},
        {"text": "may", "base": True, "in": []},
        {"text": "must", "base": False, "in": ["FRA"]},
        {"text": " act.\nThen they report.", "base": True, "in": ["FRA"]},
    ]


def test_the_command_names_from_whom_each_mark_comes(files: list[str]) -> None:
    plain = CliRunner().invoke(command, files).output
    assert "States [-may-](FRA){+must+}(FRA) act." in plain, "where there are no colours, every mark has its signs"
    page = CliRunner().invoke(command, [*files, "--format", "html"]).output
    assert "<del>may</del> <small>(FRA)</small><ins>must</ins> <small>(FRA)</small>" in page


def test_the_command_writes_what_the_output_is_called(files: list[str], tmp_path: Path) -> None:
    page, other = tmp_path / "r.html", tmp_path / "r.pdf"
    assert CliRunner().invoke(command, [*files, "-o", str(page)]).exit_code == 0
    assert "<ins>must</ins>" in page.read_text()
    run = CliRunner().invoke(command, [*files, "-o", str(other)])
    assert run.exit_code == 2
    assert not other.exists()


@pytest.mark.parametrize("wrong", [["FRA"], ["=x.txt"], ["FRA=a", "FRA=b"], ["FRA=missing.txt"]], ids=repr)
def test_a_proposal_that_cannot_be_read_is_told(files: list[str], wrong: list[str]) -> None:
    run = CliRunner().invoke(command, [files[0], *wrong])
    assert run.exit_code == 2
