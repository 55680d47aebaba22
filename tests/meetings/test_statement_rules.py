"""Where does a statement stand, and what is refused? The rules as tables of cases."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oewg.core.errors import Invalid, Refusal
from oewg.meetings.rules import statements as rules
from oewg.texts.documents.uploads import Upload
from tests.meetings.given_statements import (
    AT,
)


@pytest.mark.parametrize(
    ("delivered", "consented", "withdrawn", "stands"),
    [
        (None, None, None, "embargo"), (None, AT, None, "embargo"), (AT, None, None, "unpublished"),
        (AT, AT, None, "published"), (AT, AT, AT, "withdrawn"), (None, None, AT, "withdrawn"),
    ],
)  # fmt: skip
def test_where_a_statement_stands(
    delivered: datetime | None, consented: datetime | None, withdrawn: datetime | None, stands: str
) -> None:
    assert rules.standing_of(delivered, consented, withdrawn) == stands


@pytest.mark.parametrize(
    ("made", "delivered", "first"),
    [
        ((0,), None, 0), ((0, 5), None, 0),  # nobody else reads any of them
        ((0,), 10, 0), ((0, 5), 10, 1), ((0, 5, 10), 10, 2), ((0, 5, 11), 10, 1),
        ((20,), 10, 0), ((20, 21), 10, 0),  # filed after it had been delivered
        ((10, 15), 10, 0),  # in writing
    ],
)  # fmt: skip
def test_others_read_a_statement_from_the_version_on_that_was_delivered(
    made: tuple[int, ...], delivered: int | None, first: int
) -> None:
    at = [AT + timedelta(minutes=each) for each in made]
    assert rules.heard_from(at, None if delivered is None else AT + timedelta(minutes=delivered)) == first


@pytest.mark.parametrize(
    ("before", "after", "readers"),
    [
        ("", "embargo", ("delegation:ROU", "group:EU", "secretariat")),
        ("embargo", "unpublished", ("delegation:ROU", "group:EU", "secretariat")),
        ("embargo", "published", ("public",)),
        ("published", "unpublished", ("public",)),
        ("published", "withdrawn", ("public",)),
        ("unpublished", "withdrawn", ("delegation:ROU", "group:EU", "secretariat")),
    ],
)
def test_who_reads_that_something_was_done(before: str, after: str, readers: tuple[str, ...]) -> None:
    assert rules.readers_of(rules.own_audiences("ROU", "EU", None), before, after) == readers


def test_whose_statement_it_is() -> None:
    assert rules.own_audiences("FRA", None, None) == ("delegation:FRA",)
    assert rules.own_audiences(None, None, 7) == ("organization:7",)


@pytest.mark.parametrize(
    ("words", "upload", "reason"),
    [("", False, "type the words, or choose a file"), ("Words", True, "either typed or a file")],
)
def test_words_or_a_file(words: str, upload: bool, reason: str) -> None:
    sent = Upload("a.txt", "text/plain", b"a", "a") if upload else None
    with pytest.raises(Invalid, match=reason):
        rules.content(words, sent)


def test_what_a_version_is_known_by() -> None:
    assert rules.content("Words", None).digest == rules.digest_of("Words", None)
    assert rules.content("", Upload("a.txt", "text/plain", b"b", "a")).digest == rules.digest_of("ignored", b"b")


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("", []), ("  ", []), ("États Unis", ["etats", "unis"]), ("“right of reply” France", ["right of reply", "france"]),
        ('"unfinished phrase', ["unfinished phrase"]), ("МИР", ["мир"]), ("a b c d e f g h i j", list("abcdefgh")),
    ],
)  # fmt: skip
def test_what_is_looked_for(words: str, terms: list[str]) -> None:
    assert rules.terms(words) == terms


@given(st.text())
def test_folding_is_settled_after_once(words: str) -> None:
    folded = rules.folded(words)
    assert folded == " ".join(folded.split())
    assert all(term in rules.folded(words.replace('"', "")) for term in rules.terms(words.replace('"', "")))


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (lambda: rules.check_meeting(AT), "was cancelled"),
        (lambda: rules.check_item("report", "paragraph", False), "item of the agenda"),
        (lambda: rules.check_item("agenda", "heading", False), "item of the agenda"),
        (lambda: rules.check_item("agenda", "paragraph", True), "item of the agenda"),
        (lambda: rules.check_speaks_on("paragraph", True), "has been removed"),
        (lambda: rules.check_speaks_on("footnote", False), "A footnote stands"),
        (lambda: rules.check_own(False, None), "Only those whose statement"),
        (lambda: rules.check_own(False, "EU"), "Only the coordinator of EU"),
        (lambda: rules.check_stands(AT), "has been withdrawn"),
        (lambda: rules.check_corrects("a", "a"), "nothing to correct"),
        (lambda: rules.check_consents(AT), "on record already"),
        (lambda: rules.check_withdraws_consent(None), "no agreement to take back"),
        (lambda: rules.check_delivers("written", AT, AT), "filed in writing"),
        (lambda: rules.check_delivers("delivered", AT, AT), "delivered already"),
        (lambda: rules.check_delivers("delivered", None, None), "has not been opened yet"),
    ],
)
def test_what_is_refused(asked: Any, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        asked()
