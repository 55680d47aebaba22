"""Does the page that compiles leave anything behind while it is sent, at its end, and where it is cut off?"""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from oewg.core.database import Database
from tests.report import given
from tests.world import Browser, World


@pytest.fixture
def at_work(site_on_both: World) -> World:
    given.draft(site_on_both)
    return site_on_both


def sends(browser: Browser, **fields: Any) -> TestResponse:
    """The form is sent, and the answer is read as it comes."""
    token = browser.get("/report/compile").text.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {"csrf_token": token, "form": "compile", "kind": "clean", **fields}
    return browser.client.post("/report/compile", data=sent, buffered=False)


def pieces(answer: TestResponse, database: Database) -> Iterator[tuple[str, int]]:
    """Each piece of the answer, and how many connections were in use when it had been sent."""
    for piece in answer.response:
        yield (piece.decode() if isinstance(piece, bytes) else piece), database.engine.pool.checkedout()  # type: ignore[attr-defined]


def test_no_connection_is_kept_while_the_steps_are_told_nor_after(at_work: World) -> None:
    """A transaction that nobody ends keeps everybody from writing, where there is one writer at a time."""
    answer = sends(at_work.as_("secretariat"), symbol="A/AC.290/2021/L.1")
    told = list(pieces(answer, at_work.database))
    assert "Kept, with its digests" in "".join(piece for piece, _ in told)
    assert {in_use for _, in_use in told} == {0}
    assert given.how_many(at_work) == 1


def test_no_connection_is_kept_by_what_is_refused_while_the_steps_are_told(at_work: World) -> None:
    symbol = "A/AC.290/2021/L.1"
    coming = pieces(sends(at_work.as_("secretariat"), symbol=symbol), at_work.database)
    begun = next(coming)
    given.compiled(at_work, symbol)  # somebody else was quicker
    told = [begun, *coming]
    assert "used already" in "".join(piece for piece, _ in told)
    assert {in_use for _, in_use in told} == {0}
    assert given.how_many(at_work) == 1


@pytest.mark.parametrize("after", range(1, 9))
def test_a_page_that_is_cut_off_has_issued_nothing_and_keeps_nobody_waiting(at_work: World, after: int) -> None:
    answer = sends(at_work.as_("secretariat"), symbol="A/AC.290/2021/L.1")
    coming = pieces(answer, at_work.database)
    for _ in range(after):
        next(coming)
    answer.close()
    assert at_work.database.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    assert given.how_many(at_work) == 0
    given.compiled(at_work)
    assert given.how_many(at_work) == 1
