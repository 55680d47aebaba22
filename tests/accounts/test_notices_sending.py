"""Does everything go out, once, although the process breaks off at any step? To a folder and by SMTP, on both engines.

By SMTP "once" means under one Message-ID: between the server's taking a letter and our noting it there is a moment in
which a crash leaves the letter taken and not noted. Then it comes twice, and is recognised as the same.
"""

import os
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from oewg.accounts import actions
from oewg.accounts.mail import rounds
from oewg.accounts.mail.carriers import Carrier, Folder, Server
from oewg.record import queries as record
from tests.accounts.given import TOLD, Crash, a_session_is_planned, by_smtp, letters_in, no_news, only, sends, words
from tests.accounts.smtp_server import MailServer
from tests.world import World

AFTER_THE_CLAIM = timedelta(minutes=6)


class Point:
    """A place in the course of a round at which the process ends, when it comes there for the n-th time."""

    def __init__(self, where: object, name: str, when: str) -> None:
        self.where, self.name, self.when = where, name, when

    def __repr__(self) -> str:
        return f"{self.when} {self.name}"

    def set(self, patch: pytest.MonkeyPatch, nth: int) -> None:
        """Let it crash there."""
        real, came = getattr(self.where, self.name), 0

        def broken(*args: Any, **more: Any) -> Any:
            nonlocal came
            came += 1
            if came == nth and self.when == "before":
                raise Crash
            found = real(*args, **more)
            if came == nth and self.when == "after":
                raise Crash
            return found

        patch.setattr(self.where, self.name, broken)


POINTS = [
    Point(where, name, when)
    for where, names in (
        (rounds, ("decide", "claim", "write", "note_sent")),
        # Within the transactions: what they did is not committed when the process ends.
        (actions, ("decide_notices", "claim_notice", "notice_sent")),
    )
    for name in names
    for when in ("before", "after")
]
CARRYING = {
    "folder": [Point(Folder, "carry", "before"), Point(os, "replace", "before"), Point(Folder, "carry", "after")],
    "smtp": [Point(Server, "carry", "before"), Point(Server, "carry", "after")],
}


@pytest.mark.parametrize("way", ["folder", "smtp"])
def test_a_crash_at_any_step_loses_none_and_tells_none_twice(
    site_on_both: World, tmp_path: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    world = site_on_both
    no_news(world)
    told = ("delegate", "second", "chair")
    only(world, *told)
    twice = 0
    for number, point in enumerate((*POINTS, *CARRYING[way]), start=1):
        nth = 1 if point.name.startswith("decide") else 2  # one decision in a round, and a letter before and after
        folder = tmp_path / str(number)
        mail.taken.clear()
        carrier: Carrier = Folder(folder) if way == "folder" else by_smtp(world, mail)
        a_session_is_planned(world, number)
        size = world.read(record.size)
        with monkeypatch.context() as patch:
            point.set(patch, nth)
            with pytest.raises(Crash):
                sends(world, carrier)
        world.at += AFTER_THE_CLAIM
        sends(world, carrier)
        assert world.read(record.size) == size
        if way == "folder":
            # No file is half a letter: what a crash left of one is hidden, and the same process writes over it.
            assert {who: len(each) for who, each in letters_in(folder).items()} == dict.fromkeys(told, 1), point
            assert sum(path.suffix != ".eml" for path in folder.glob("*")) == 0, point
            continue
        for who in told:
            letters = mail.to(f"{who}@example.org")
            assert len({each["Message-ID"] for each in letters}) == 1, (point, who)
            assert len(letters) <= 2, (point, who)
            twice += len(letters) == 2
    # What a server has taken and we have not noted comes again, and nothing else does.
    taken_unnoted = ("after carry", "before note_sent", "before notice_sent", "after notice_sent")
    assert twice == (len(taken_unnoted) if way == "smtp" else 0)


@pytest.mark.parametrize("way", ["folder", "smtp"])
def test_rounds_of_several_processes_at_once_share_the_work(
    site_on_both: World, tmp_path: Path, mail: MailServer, way: str
) -> None:
    world = site_on_both
    no_news(world)
    a_session_is_planned(world)
    assert world.app
    start, done, wrong = threading.Barrier(5), [], []

    def run() -> None:
        carrier: Carrier = Folder(tmp_path / "letters") if way == "folder" else by_smtp(world, mail)
        start.wait()
        try:
            done.append(sends(world, carrier))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=run) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sum(each.sent for each in done) == len(TOLD)
    assert sum(each.decided for each in done) == len(TOLD)
    if way == "folder":
        assert {who: len(each) for who, each in letters_in(tmp_path / "letters").items()} == dict.fromkeys(TOLD, 1)
    else:
        assert sorted(r for recipients, _ in mail.taken for r in recipients) == sorted(
            f"{who}@example.org" for who in TOLD
        )


def test_people_go_on_acting_while_rounds_run_and_every_act_is_told_once(site_on_both: World, tmp_path: Path) -> None:
    world = site_on_both
    no_news(world)
    folder, over = tmp_path / "letters", threading.Event()
    wrong: list[Exception] = []

    def run() -> None:
        while not over.is_set():
            try:
                sends(world, Folder(folder))
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(12):
        a_session_is_planned(world, number)
    over.set()
    for thread in threads:
        thread.join()
    sends(world, Folder(folder))
    assert wrong == []
    told = [words(letter) for letter in letters_in(folder)["delegate"]]
    assert [sum(f"Session {number}," in each for each in told) for number in range(12)] == [1] * 12
