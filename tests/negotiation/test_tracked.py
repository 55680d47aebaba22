"""Which amendments a Word file proposes: each way in which delegations change a text, and what was not meant for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.negotiation.rules.tracked import (
    BY_WORDS,
    GONE_SINCE,
    IN_CONFLICT,
    MISSING,
    MOVED_ON,
    NOT_TRACKED_NEW,
    UNTRACKED,
    Draft,
    Standing,
    Understanding,
    drafts,
)
from oewg.negotiation.rules.tracked.carrying import carried, same
from oewg.texts.documents.docx.reading import read_file
from tests.texts.documents.word_files import (
    called,
    comment,
    commented,
    footnote,
    gone,
    ins,
    mark,
    p,
    r,
    tracked,
    word_file,
)

WORDS = {
    1: ("heading", "I.", "Threats"),
    2: ("paragraph", "1.", "States share information."),
    3: ("subparagraph", "(a)", "On incidents;"),
    4: ("subparagraph", "(b)", "On threats."),
    5: ("paragraph", "2.", "States cooperate, as paragraph [1](#provision-2) says.[^n]"),
    6: ("heading", "II.", "Law"),
    7: ("paragraph", "3.", "International law applies."),
    8: ("paragraph", "4.", "The Charter applies *in its entirety*."),
}
NOTES = {5: {"n": "See resolution 73/27."}}


def standing(**later: str) -> list[Standing]:
    """The text, on the revisions 101, 102 ...; of `p2="..."` a later wording of provision 2, on revision 202."""
    found = []
    for number, (kind, label, words) in WORDS.items():
        had = {100 + number: words}
        if f"p{number}" in later:
            had[200 + number] = later[f"p{number}"]
        current = max(had)
        found.append(
            Standing(
                number,
                current,
                kind,
                label,
                1,
                had[current],
                had,
                frozenset(had) - {100 + number},
                NOTES.get(number, {}),
            )
        )
    return found


STYLES = {"heading": "Heading1", "paragraph": "NumberedParagraph", "subparagraph": "Subparagraph1"}
NAMED = (
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="NumberedParagraph"><w:name w:val="Numbered Paragraph"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Subparagraph1"><w:name w:val="Subparagraph 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
)


def own(number: int, *runs: str, end: str = "", marked: bool = True, before: str = "") -> str:
    """A provision's paragraph as our files have it, or with other runs."""
    kind, label, words = WORDS[number]
    usual = {
        5: (r("States cooperate, as paragraph "), r("1"), r(" says."), called("1")),
        8: (r("The Charter applies "), r("in its entirety", "<w:i/>"), r(".")),
    }
    inside = runs or usual.get(number, (r(words),))
    name = mark(f"provision_{number}_revision_{100 + number}") if marked else ""
    return p(name, before, r(f"{label}\t"), *inside, style=STYLES[kind], end=end)


def new(words: str, style: str = "NumberedParagraph", **more: str) -> str:
    """A paragraph that was put in."""
    return p(ins(r(words)), style=style, end=tracked("ins"), **more)


def file(
    changes: dict[int, str] | None = None, *, marked: bool = True, comments: str = "", footnotes: str = ""
) -> bytes:
    """Our file of the text, with some paragraphs changed (or left out, "")."""
    body = "".join((changes or {}).get(number, own(number, marked=marked)) for number in WORDS)
    notes = footnotes or footnote("1", r("\u00a0See resolution 73/27."))
    title = p(r("Draft report"), style="Title")
    return word_file(title + body, styles=NAMED, footnotes=notes, comments=comments)


def understood(contents: bytes, text: list[Standing] | None = None) -> Understanding:
    return drafts(read_file(contents), text or standing(), removed={90})


def proposed(contents: bytes, text: list[Standing] | None = None) -> list[Draft]:
    return list(understood(contents, text).drafts)


def short(draft: Draft) -> tuple[str, int, str | None]:
    return draft.kind, draft.provision_id, draft.words


def test_an_untouched_file_proposes_nothing() -> None:
    found = understood(file())
    assert (found.drafts, found.remarks, found.recognized) == ((), (), 8)


def test_other_words_replace_and_the_comment_is_the_reason() -> None:
    changed = own(2, commented("9", r("States ")), ins(r("shall ")), r("share information."))
    (draft,) = proposed(file({2: changed}, comments=comment("9", "An obligation is meant.")))
    assert short(draft) == ("replace", 2, "States shall share information.")
    assert (draft.reason, draft.on, draft.doubt, draft.notes) == ("An obligation is meant.", 102, "", ())


def test_citations_footnotes_and_emphasis_stay_as_the_text_has_them() -> None:
    changed = own(5, r("States "), ins(r("always ")), r("cooperate, as paragraph 1 says."), called("1"))
    italic = own(8, r("The Charter applies "), r("in its entirety", "<w:i/>"), ins(r(", always")), r("."))
    assert [short(draft) for draft in proposed(file({5: changed, 8: italic}))] == [
        ("replace", 5, "States always cooperate, as paragraph [1](#provision-2) says.[^n]"),
        ("replace", 8, "The Charter applies *in its entirety*, always."),
    ]


def test_a_citation_of_which_the_number_changed_since_is_no_change() -> None:
    renumbered = own(5, r("States cooperate, as paragraph 7 says."), called("1"))
    assert proposed(file({5: renumbered})) == []


def test_a_deleted_paragraph_is_a_deletion_and_its_neighbour_untouched() -> None:
    deleted = p(
        mark("provision_2_revision_102"),
        gone("1.\tStates share information."),
        style="NumberedParagraph",
        end=tracked("del"),
    )
    emptied = own(7, gone("International law applies."))
    assert [short(draft) for draft in proposed(file({2: deleted, 7: emptied}))] == [
        ("delete", 2, None),
        ("delete", 7, None),
    ]


@pytest.mark.parametrize(
    ("after", "paragraph", "expected"),
    [
        (2, new("States also help."), ("insert", 4, "States also help.", None)),
        (2, new("(a)\tFirst of all;", style="Subparagraph1"), ("insert", 2, "First of all;", 2)),
        (4, new("(c)\tOn help.", style="Subparagraph1"), ("insert", 4, "On help.", None)),
        (4, new("1 bis.\tStates also help.", style="Normal"), ("insert", 2, "States also help.", None)),
        (1, new("States recall the Charter."), ("insert", 1, "States recall the Charter.", None)),
        (8, new("The last word."), ("insert", 8, "The last word.", None)),
    ],
)  # fmt: skip
def test_a_new_paragraph_is_inserted_where_it_stands(after: int, paragraph: str, expected: tuple[object, ...]) -> None:
    if expected[1] == 4 and after == 2:
        after = 4  # after the paragraph with all that stands under it
        expected = ("insert", 2, *expected[2:])
    (draft,) = proposed(file({after: own(after) + paragraph}))
    assert (draft.kind, draft.provision_id, draft.words, draft.after) == expected


def test_a_paragraph_that_was_split_keeps_its_first_half_and_the_second_is_inserted() -> None:
    split = own(7, r("International law applies."), end=tracked("ins")) + p(
        ins(r("So does the Charter.")), style="NumberedParagraph"
    )
    halves = own(5, r("States cooperate,"), end=tracked("ins")) + p(
        r(" as paragraph 1 says."), called("1"), style="NumberedParagraph"
    )
    assert [short(draft) for draft in proposed(file({7: split}))] == [("insert", 7, "So does the Charter.")]
    found = proposed(file({5: halves}))
    assert [draft.kind for draft in found] == ["replace", "insert"]
    assert [draft.words for draft in found] == ["States cooperate,", "as paragraph [1](#provision-2) says."]


def test_joined_paragraphs_are_new_words_of_one_and_the_end_of_the_other() -> None:
    first = own(7, end=tracked("del"))
    second = p(
        mark("provision_8_revision_108"),
        gone("4.\t"),
        ins(r(" ")),
        r("The Charter applies "),
        r("in its entirety", "<w:i/>"),
        r("."),
    )
    found = [short(draft) for draft in proposed(file({7: first, 8: second}))]
    assert ("delete", 7, None) in found or ("delete", 8, None) in found
    assert any(
        kind == "replace" and "International law applies. The Charter" in (words or "") for kind, _, words in found
    )


def test_a_paragraph_typed_over_whole_is_replaced_and_one_put_beside_a_deleted_one_is_not() -> None:
    over = own(7, gone("International law applies."), ins(r("All law applies.")))
    assert [short(draft) for draft in proposed(file({7: over}))] == [("replace", 7, "All law applies.")]
    deleted = p(mark("provision_7_revision_107"), gone("3.\tInternational law applies."), end=tracked("del"))
    found = proposed(file({7: deleted + new("Something else is said.")}))
    assert [short(draft) for draft in found] == [("insert", 6, "Something else is said."), ("delete", 7, None)]


@pytest.mark.parametrize("with_bookmark", [True, False])
def test_a_paragraph_that_was_moved_is_a_move(with_bookmark: bool) -> None:
    words = r("1.\tStates share information.")
    name = mark("provision_2_revision_102")
    origin = p("" if with_bookmark else name, f'<w:moveFrom w:id="1" w:author="A">{words}</w:moveFrom>', end=tracked("moveFrom"), style="NumberedParagraph")  # fmt: skip
    target = p(name if with_bookmark else "", f'<w:moveTo w:id="2" w:author="A">{words}</w:moveTo>', end=tracked("moveTo"), style="NumberedParagraph")  # fmt: skip
    (draft,) = proposed(file({2: origin, 7: own(7) + target}))
    assert (draft.kind, draft.provision_id, draft.after) == ("move", 2, 7)


def test_what_was_cut_and_pasted_without_tracking_is_a_move_too() -> None:
    (draft,) = proposed(file({7: "", 8: own(8) + own(7)}))
    assert (draft.kind, draft.provision_id, draft.after, draft.doubt) == ("move", 7, 8, "")


def test_changes_that_nobody_tracked_are_compared_with_the_text() -> None:
    (draft,) = proposed(file({2: own(2, r("States shall share information."))}))
    assert (short(draft), draft.notes, draft.doubt) == (
        ("replace", 2, "States shall share information."),
        (UNTRACKED,),
        "",
    )
    both = own(5, r("All States cooperate, as paragraph 1 "), ins(r("clearly ")), r("says."), called("1"))
    (draft,) = proposed(file({5: both}))
    assert draft.words == "All States cooperate, as paragraph [1](#provision-2) clearly says.[^n]"


def test_what_is_missing_and_what_nobody_tracked_is_left_for_a_person_to_decide() -> None:
    found = proposed(
        file(
            {2: own(2, r("States "), ins(r("shall ")), r("share information.")), 7: "", 6: own(6) + p(r("By the way."))}
        )
    )
    assert [(draft.kind, draft.provision_id, draft.doubt) for draft in found] == [
        ("replace", 2, ""), ("insert", 6, NOT_TRACKED_NEW), ("delete", 7, MISSING),
    ]  # fmt: skip


def test_what_was_added_since_the_file_was_made_is_not_missing_from_it() -> None:
    later = Standing(50, 300, "paragraph", "3.", 1, "It came later.", {300: "It came later."})
    text = standing()
    text.insert(6, later)
    assert proposed(file(), text) == []


def test_an_extract_proposes_nothing_of_what_it_leaves_out_at_its_ends() -> None:
    found = proposed(file({1: "", 2: "", 8: "", 5: own(5, r("States act."), called("1"))}))
    assert [draft.provision_id for draft in found] == [5]


def test_where_the_words_moved_on_the_change_is_carried_or_shown_in_conflict() -> None:
    changed = {2: own(2, r("States "), ins(r("shall ")), r("share information."))}
    (draft,) = proposed(file(changed), standing(p2="States share information on threats."))
    assert (draft.words, draft.on, draft.notes, draft.doubt) == (
        "States shall share information on threats.",
        202,
        (MOVED_ON,),
        "",
    )
    (draft,) = proposed(file(changed), standing(p2="States may share information."))
    assert (draft.words, draft.doubt) == ("States shall share information.", IN_CONFLICT)
    assert draft.merged is not None
    assert draft.now == "States may share information."
    assert proposed(file(changed), standing(p2="States shall share information.")) == []
    deleted = {2: own(2, gone("States share information."))}
    (draft,) = proposed(file(deleted), standing(p2="States may share information."))
    assert (draft.kind, draft.doubt) == ("delete", GONE_SINCE)


def test_without_bookmarks_paragraphs_are_found_by_their_words() -> None:
    changed = own(2, r("States "), ins(r("shall ")), r("share information."), marked=False)
    found = understood(file({2: changed}, marked=False))
    assert [(short(draft), draft.notes) for draft in found.drafts] == [
        (("replace", 2, "States shall share information."), (BY_WORDS,))
    ]
    # Those of an earlier wording, too.
    (draft,) = proposed(file({2: changed}, marked=False), standing(p2="Every State shares its information on threats."))
    assert (draft.provision_id, draft.doubt) == (2, IN_CONFLICT)
    # And words that were changed without being tracked.
    (draft,) = proposed(file({7: own(7, r("International law applies everywhere."), marked=False)}, marked=False))
    assert short(draft) == ("replace", 7, "International law applies everywhere.")


def test_the_file_of_another_text_proposes_nothing_and_says_so() -> None:
    found = understood(word_file(p(mark("provision_500_revision_1"), r("Something else altogether."))))
    assert (found.drafts, found.recognized) == ((), 0)
    assert "Is it the file of another text?" in found.remarks[0].said


def test_what_is_no_amendment_is_told_and_not_lost() -> None:
    heading = p(ins(r("A new chapter")), style="Heading1", end=tracked("ins"))
    contents = file(
        {
            1: p(ins(r("Before everything.")), style="NumberedParagraph", end=tracked("ins")) + own(1),
            2: own(2, commented("9", r("States share information."))) + heading,
            8: own(8) + p(mark("provision_90_revision_1"), r("Removed "), ins(r("long ")), r("since.")),
        },
        comments=comment("9", "Good."),
        footnotes=footnote("1", r("\u00a0See resolution "), gone("73/27"), ins(r("75/240")), r(".")),
    )
    found = understood(contents)
    assert found.drafts == ()
    said = [one.said % dict(one.values) for one in found.remarks]
    assert len(said) == 5
    assert any("removed from the text meanwhile" in one for one in said)
    assert any("“See resolution 75/240.”" in one for one in said)
    assert any("“Before everything.”" in one for one in said)
    assert any("no amendment: “Good.”" in one for one in said)
    assert [one.place for one in found.remarks if "new heading" in one.said] == ["A new chapter"]


def test_what_a_compiled_report_has_around_its_text_is_no_amendment_of_it() -> None:
    account = p(r("1.\tThe Group met."), style="NumberedParagraph")
    annex = p(r("Annex I\nParticipants"), style="AnnexTitle")
    listed = (
        p(r("Kenya")) + p(r("I.\tStates"), style="Heading1") + p(r("States send experts."), style="NumberedParagraph")
    )
    found = understood(file({1: account + own(1), 8: own(8) + annex + listed}))
    assert (found.drafts, found.remarks, found.recognized) == ((), (), 8)
    # What was tracked there is told; an insertion before the annexes is one still, also after the last provision.
    account = p(r("1.\tThe Group met"), ins(r(" twice")), r("."), style="NumberedParagraph")
    found = understood(file({1: account + own(1), 8: own(8) + new("States meet.") + annex + new("Peru")}))
    assert [short(one) for one in found.drafts] == [("insert", 8, "States meet.")]
    assert [one.place for one in found.remarks] == ["The Group met twice.", "Peru"]
    assert all("around the text" in one.said for one in found.remarks)


def test_a_new_footnote_stands_in_the_reason() -> None:
    changed = own(7, r("International law applies"), ins(called("2")), r("."), ins(r(" Always.")))
    notes = footnote("1", r("\u00a0See resolution 73/27.")) + footnote("2", ins(r("\u00a0Article 2.")))
    (draft,) = proposed(file({7: changed}, footnotes=notes))
    assert (draft.words, draft.reason) == ("International law applies. Always.", "Article 2.")


def test_only_one_authors_changes_can_be_asked_for() -> None:
    changed = own(
        2, r("States "), ins(r("shall "), by="Anna"), r("share "), ins(r("all "), by="Boris"), r("information.")
    )
    read = read_file(file({2: changed}))
    assert [short(draft) for draft in drafts(read.only("Anna"), standing()).drafts] == [
        ("replace", 2, "States shall share information.")
    ]


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["", "peacefully ", "so "])), min_size=8, max_size=8))
def test_what_is_tracked_is_carried_to_where_it_was_tracked(course: list[tuple[bool, str]]) -> None:
    """The file prints citations as numbers; whatever words are put in or taken out, the rest is the text's own."""
    words = ["States ", "shall ", "act, ", "[1](#provision-2) ", "and ", "help[^n] ", "*always* ", "*there*"]
    text = [Standing(5, 105, "paragraph", "2.", 1, "".join(words), {105: "".join(words)}, notes={"n": "See."})]
    printed = {
        "[1](#provision-2) ": r("1 "), "help[^n] ": r("help") + called("1") + r(" "),
        "*always* ": r("always", "<w:i/>") + r(" "), "*there*": r("there", "<w:i/>"),
    }  # fmt: skip
    runs, expected = [], ""
    for word, (stays, more) in zip(words, course, strict=True):
        inside = printed.get(word, r(word))
        runs.append(inside if stays else f'<w:del w:id="1" w:author="A">{inside}</w:del>')
        runs.append(ins(r(more)) if more else "")
        expected += (word if stays else "") + more
    contents = word_file(p(mark("provision_5_revision_105"), r("2.\t"), *runs), footnotes=footnote("1", r("See.")))
    found = proposed(contents, text)
    if not expected.strip():
        assert [short(draft) for draft in found] == [("delete", 5, None)]
    elif same(expected, "".join(words)):
        assert found == []
    else:
        (draft,) = found
        assert same(draft.words or "", expected)
        assert not draft.notes


@given(st.text("ab *[]^1.\n", max_size=30), st.text("ab *[]^1.\n", max_size=30))
def test_whatever_a_file_says_its_words_are_what_is_proposed(base: str, new: str) -> None:
    assert same(carried(base, new, untracked=True).words, new)
    assert carried(base, new, untracked=False).words == new


TYPED = "| Measure | Who |\n| --- | --- |\n| *Contacts*[^n] | each \\| all |\n| Reports |  |"
A_TABLE = Standing(9, 109, "paragraph", "Table 1", 1, TYPED, {109: TYPED}, frozenset(), {"n": "See resolution 73/27."})


def row(*cells: str, change: str = "") -> str:
    """A row of a table; `change` is what was tracked of it."""
    return f"<w:tr><w:trPr>{change}</w:trPr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


def with_table(*rows: str, number: str = r("Table 1\t"), below: str = "") -> bytes:
    """Our file of a table between two paragraphs; `below` is what was put in where our files leave an empty line."""
    styles = NAMED + '<w:style w:type="paragraph" w:styleId="TableNumber"><w:name w:val="Table Number"/></w:style>'
    body = "".join(row.replace("<w:trPr>", "<w:trPr><w:tblHeader/>", 1) if row is rows[0] else row for row in rows)
    table = f"<w:tbl>{body}</w:tbl>" if rows else ""
    head = p(mark("provision_9_revision_109"), number, style="TableNumber")
    return word_file(
        own(2) + head + table + p(below, style="AfterTable") + own(7),
        styles=styles,
        footnotes=footnote("1", r("See resolution 73/27.")),
    )


HEAD, LAST = row(r("Measure"), r("Who")), row(r("Reports"), "")
CONTACTS = (r("Contacts", "<w:i/>") + called("1"), r("each | all"))


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((HEAD, row(*CONTACTS), LAST), None),
        (
            (HEAD, row(CONTACTS[0], r("each ") + gone("| all") + ins(r("State"))), LAST),
            "| Measure | Who |\n| --- | --- |\n| *Contacts*[^n] | each State |\n| Reports |  |",
        ),
        ((HEAD, row(*CONTACTS), row(r("Reports"), "", change=tracked("del"))), TYPED.removesuffix("\n| Reports |  |")),
        ((HEAD, row(*CONTACTS), LAST, row(ins(r("New")), ins(r("all")), change=tracked("ins"))), TYPED + "\n| New | all |"),
        ((HEAD, row(*CONTACTS), LAST, row(r("New"), r("all"), change=tracked("ins"))), TYPED + "\n| New | all |"),
    ],
)  # fmt: skip
def test_changes_in_a_table_of_the_text_are_amendments_of_its_wording(rows: tuple[str, ...], words: str | None) -> None:
    found = understood(with_table(*rows), [standing()[1], A_TABLE, standing()[6]])
    assert [short(draft) for draft in found.drafts] == ([("replace", 9, words)] if words else [])
    assert [draft.notes for draft in found.drafts] == ([()] if words else [])
    assert found.remarks == ()
    assert found.recognized == 3


def test_a_table_that_is_gone_is_deleted() -> None:
    text = [standing()[1], A_TABLE, standing()[6]]
    every = [
        row(*(gone(words) for words in cells), change=tracked("del"))
        for cells in (("Measure", "Who"), ("Contacts", "x"))
    ]
    (draft,) = proposed(with_table(*every, number=gone("Table 1\t")), text)
    assert (short(draft), draft.doubt) == (("delete", 9, None), "")
    (draft,) = proposed(with_table(), text)
    assert (short(draft), draft.doubt) == (("delete", 9, None), MISSING)


def test_what_is_put_in_on_the_empty_line_below_a_table_is_proposed() -> None:
    text = [standing()[1], A_TABLE, standing()[6]]
    contents = with_table(HEAD, row(*CONTACTS), LAST, below=ins(r("Tables are reviewed each year.")))
    (draft,) = proposed(contents, text)
    assert short(draft) == ("insert", 9, "Tables are reviewed each year.")


def test_a_table_that_was_typed_in_another_way_is_not_changed_by_being_printed() -> None:
    typed = "|Measure|Who|\n|---|:---|\n|*Contacts*[^n]|each \\| all|\n|Reports|"
    other = Standing(9, 109, "paragraph", "Table 1", 1, typed, {109: typed}, frozenset(), A_TABLE.notes)
    text = [standing()[1], other, standing()[6]]
    assert proposed(with_table(HEAD, row(*CONTACTS), LAST), text) == []
    (draft,) = proposed(with_table(HEAD, row(*CONTACTS), row(ins(r("All ")) + r("Reports"), "")), text)
    assert short(draft) == ("replace", 9, TYPED.replace("Reports", "All Reports"))
