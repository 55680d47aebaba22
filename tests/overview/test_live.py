"""Does everybody hear what is done, nobody what is not for them, and nobody anything twice? Streams are read to their end."""

import json
import os
import queue
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy.exc import OperationalError

from oewg.accounts import actions
from oewg.accounts import queries as people
from oewg.accounts.door import live
from oewg.accounts.models import Capacity
from oewg.core.clock import now
from oewg.core.database import Database
from oewg.record import queries as record
from oewg.record.actions import Subject, append
from tests.negotiation.given import a_report, current, says
from tests.world import World

PATIENCE = 20
"""Seconds until a test gives up; what it waits for comes in well under one."""
ROOT = Path(__file__).resolve().parents[2]


class Stream:
    """A stream that is read in a thread of its own, so that a test can wait for what comes and never hangs."""

    def __init__(self, pieces: Iterable[Any]) -> None:
        self._blocks: queue.Queue[dict[str, str] | None] = queue.Queue()
        self._thread = threading.Thread(target=self._read, args=(pieces,), daemon=True)
        self._thread.start()

    def _read(self, pieces: Iterable[bytes]) -> None:
        kept = ""
        for piece in pieces:
            *blocks, kept = (kept + piece.decode()).split("\n\n")
            for block in blocks:
                lines = [line.partition(": ") for line in block.split("\n")]
                self._blocks.put({name or "comment": value for name, _, value in lines})
        self._blocks.put(None)

    def next(self) -> dict[str, str] | None:
        """The next block; none at the end."""
        return self._blocks.get(timeout=PATIENCE)

    def join(self) -> None:
        """Wait until the reader has nothing more to read."""
        self._thread.join(PATIENCE)

    def act(self) -> dict[str, Any]:
        """The next act."""
        while (block := self.next()) is not None:
            if block.get("event") == "act":
                said: dict[str, Any] = json.loads(block["data"])
                assert block["id"] == str(said["index"])
                return said
        raise AssertionError("the stream has ended")

    def ended(self) -> bool:
        """Is the next thing the end?"""
        return self.next() is None


def listening(site: World, who: str, address: str = "/live", **headers: str) -> Stream:
    """A member of the cast who listens, and has begun to."""
    answer = site.as_(who).get(address, headers=headers, buffered=False)
    assert answer.status_code == 200
    assert answer.mimetype == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store"
    stream = Stream(answer.response)
    first = stream.next()
    assert first
    assert "retry" in first
    return stream


def size(site: World) -> int:
    return site.read(record.size)


def last(site: World) -> str:
    return str(size(site) - 1)


def do(site: World, what: str, *readers: str) -> int:
    """Something is recorded that is for these readers."""
    with site.writing() as db:
        return append(db, what, None, "public", Subject("bench", 1), {}, now(), readers=readers or ("public",))


def test_an_act_is_heard_at_the_next_look_at_the_record(site_on_both: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What wakes the stream is the watch, which looks several times a second; no clock tells it, for a machine may be slow."""
    monkeypatch.setattr(live, "HEARTBEAT", 10 * PATIENCE)
    assert live.WATCH_EVERY <= 0.5
    stream = listening(site_on_both, "public", f"/live?after={last(site_on_both)}")
    time.sleep(live.WATCH_EVERY * 2)  # the stream has looked, and waits
    done = do(site_on_both, "something")
    said = stream.act()
    assert (said["index"], said["act"], said["subject"]) == (done, "something", "bench:1")
    assert set(said) == {"index", "at", "act", "subject"}


def test_a_position_for_the_chair_is_heard_by_the_chair_alone(site_on_both: World) -> None:
    site = site_on_both
    _, (first, *_) = a_report(site)
    streams = {who: listening(site, who) for who in ("chair", "delegate", "second", "secretariat", "public")}
    time.sleep(live.WATCH_EVERY * 2)
    position = says(site, "delegate", first, "support", visibility="chair")
    after = do(site, "afterwards")
    for who in ("chair", "delegate"):  # the delegation knows what it said itself
        assert streams[who].act()["subject"] == f"position:{position}"
        assert streams[who].act()["index"] == after
    for who in ("second", "secretariat", "public"):
        assert streams[who].act()["index"] == after


def test_whoever_comes_back_hears_the_rest_once(site_on_both: World) -> None:
    site = site_on_both
    begin = size(site)
    for _ in range(live.PIECE + 3):  # more than is read at once
        do(site, "public")
        do(site, "hidden", "secretariat")
    stream = listening(site, "public", f"/live?after={begin - 1}")
    heard = [stream.act()["index"] for _ in range(5)]
    again = listening(site, "public", f"/live?after={begin - 1}", **{"Last-Event-ID": str(heard[-1])})
    heard += [again.act()["index"] for _ in range(live.PIECE + 3 - 5)]
    assert heard == [begin + 2 * i for i in range(live.PIECE + 3)]
    end = do(site, "end")
    assert again.act()["index"] == end


def test_without_a_number_one_hears_what_comes_from_now_on(site: World) -> None:
    stream = listening(site, "public")
    time.sleep(live.WATCH_EVERY * 2)
    done = do(site, "something")
    assert stream.act()["index"] == done


def test_a_number_from_another_record_is_as_good_as_now(site: World) -> None:
    stream = listening(site, "public", "/live?after=999999")
    time.sleep(live.WATCH_EVERY * 2)
    done = do(site, "something")
    assert stream.act()["index"] == done
    assert site.as_("public").get("/live?after=x").status_code == 422


def test_a_deadline_that_passes_is_told_to_whom_it_concerns(site_on_both: World) -> None:
    site = site_on_both
    streams = {who: listening(site, who) for who in ("secretariat", "public")}
    time.sleep(live.WATCH_EVERY * 2)
    soon = now() + timedelta(seconds=1)
    with site.writing() as db:
        append(
            db, "plan", None, "public", Subject("bench", 1), {}, now(), readers=("secretariat",), deadlines=(soon,)
        )  # fmt: skip
    assert streams["secretariat"].act()["act"] == "plan"
    told = streams["secretariat"].next()
    assert told
    assert told["event"] == "deadline"
    assert json.loads(told["data"]) == {"at": soon.isoformat()}
    done = do(site, "afterwards")
    block = streams["public"].next()
    assert block
    assert block.get("id") == str(done)


@pytest.mark.parametrize("how", ["sign_out", "another_capacity"])
def test_a_stream_ends_with_the_sign_in_or_the_capacity(site_on_both: World, how: str) -> None:
    site = site_on_both
    browser = site.as_("delegate")
    other = listening(site, "second")
    stream = Stream(browser.get("/live", buffered=False).response)
    assert stream.next()
    time.sleep(live.WATCH_EVERY * 2)
    if how == "sign_out":
        browser.does("/sign-out", page="/", form="sign_out")
    else:
        held = site.viewer("delegate").acting_as
        assert held
        with site.writing() as db:
            found = db.get(Capacity, held.id)
            assert found
            actions.end_capacity(db, found, by=site.viewer("admin", db), at=now())
    assert stream.ended()
    done = do(site, "afterwards")
    assert other.act()["index"] == done


def test_the_clock_alone_ends_a_stream_whose_sign_in_ran_out(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.2)
    stream = listening(site, "delegate")
    beat = stream.next()
    assert beat
    assert beat["id"] == last(site)
    monkeypatch.setattr(live, "now", lambda: now() + timedelta(days=3650))
    while not stream.ended():
        pass


def test_a_stream_ends_after_some_minutes(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "HEARTBEAT", 0.1)
    monkeypatch.setattr(live, "LASTS", 0.3)
    stream = listening(site, "public")
    while not stream.ended():
        pass


def test_a_stream_that_waits_holds_no_connection(site_on_both: World) -> None:
    streams = [listening(site_on_both, "public") for _ in range(5)]
    time.sleep(live.WATCH_EVERY * 2)
    pool: Any = site_on_both.database.engine.pool
    held = []
    for _ in range(50):
        held.append(pool.checkedout())
        time.sleep(0.01)
    assert sorted(held)[25] == 0  # the watcher alone asks now and then
    done = do(site_on_both, "something")
    assert [stream.act()["index"] for stream in streams] == [done] * 5


def test_when_every_place_is_taken_the_page_is_told_to_ask_by_itself(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "STREAMS_OF_THE_PUBLIC", 1)
    monkeypatch.setattr(live, "STREAMS_OF_ONE", 1)
    taken = listening(site, "public")
    time.sleep(live.WATCH_EVERY * 2)
    refused = site.as_("public").get("/live")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, str(live.COME_BACK))
    own = listening(site, "delegate")  # strangers do not take the delegations' places
    done = do(site, "something")
    assert taken.act()["index"] == own.act()["index"] == done


def test_an_answer_that_nobody_reads_takes_no_place_and_starts_no_watch(site: World) -> None:
    assert site.app
    assert site.as_("public").client.head("/live").status_code == 200
    site.as_("public").get("/live").close()
    watch: live.Watch = site.app.extensions["oewg_watch"]
    assert watch._listening.total() == 0
    assert watch._thread is None


def test_a_lost_database_ends_the_stream_and_not_the_watch(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = listening(site, "public")
    time.sleep(live.WATCH_EVERY * 2)
    whole = record.version

    def lost(*_: object) -> None:
        raise OperationalError("", {}, Exception("gone"))

    monkeypatch.setattr(record, "version", lost)
    do(site, "something")
    time.sleep(live.WATCH_EVERY * 2)
    monkeypatch.setattr(record, "version", whole)
    assert stream.act()["act"] == "something"
    monkeypatch.setattr(record, "size", lost)
    do(site, "something")
    assert stream.ended()


def test_a_page_says_up_to_which_entry_it_is_true_without_asking_more(site: World) -> None:
    page = site.as_("public").get("/")
    found = re.search(r'<body data-known="(\d+)">', page.text)
    assert found
    assert found[1] == last(site)
    assert "data-known" not in site.as_("public").get("/nowhere").text


# --- Several workers ---------------------------------------------------------------------------------------------------


@contextmanager
def served(database: Database, folder: Path) -> Iterator[tuple[int, list[int]]]:
    """The real server with two workers: its port, and the workers' process numbers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = f"import sys; sys.argv = ['oewg', 'serve', '--workers', '2', '--port', '{port}']; import app; app.cli()"
    environment = {**os.environ, "OEWG_DATABASE_URL": database.url, "OEWG_VAR": str(folder), "FLASK_SKIP_DOTENV": "1"}
    with (folder / "serve.log").open("w") as log:
        server = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        end = time.monotonic() + 60
        while "Started worker-2" not in (said := (folder / "serve.log").read_text()) or "Started worker-1" not in said:
            assert time.monotonic() < end, said
            assert server.poll() is None, said
            time.sleep(0.1)
        yield port, [child.pid for child in psutil.Process(server.pid).children()]
    finally:
        server.terminate()
        server.wait(PATIENCE)


def over_the_wire(port: int) -> tuple[int, Stream]:
    """A stream of a real server, after the port from which it was asked for."""
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", "/live")
    answer = connection.getresponse()
    assert answer.status == 200
    own_port: int = connection.sock.getsockname()[1]

    def pieces() -> Iterator[bytes]:
        # The server's end cuts the answer short, which is no fault of the stream.
        with closing(connection), suppress(HTTPException, OSError, ValueError):
            while piece := answer.read1():
                yield piece

    stream = Stream(pieces())
    assert stream.next()
    return own_port, stream


def test_what_is_done_through_one_worker_is_heard_on_both(sqlite_database: Database, tmp_path: Path) -> None:
    world = World(sqlite_database)
    _, (first, *_) = a_report(world)
    wording = current(world, first)
    with world.writing() as db:
        account = people.account_by_email(db, "delegate@example.org")
        assert account
        token = actions.create_token(db, account, timedelta(days=1), by=world.viewer("admin", db), at=now())
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    with served(sqlite_database, tmp_path) as (port, workers):
        streams = dict(over_the_wire(port) for _ in range(16))
        held_by = {
            worker: {c.raddr.port for c in psutil.Process(worker).net_connections("tcp") if c.raddr} & set(streams)
            for worker in workers
        }
        assert len(workers) == 2
        assert all(held_by.values()), held_by
        time.sleep(live.WATCH_EVERY * 2)
        body = json.dumps({"stance": "support", "on": wording})
        with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
            connection.request("POST", f"/api/v1/provisions/{first}/positions", body, headers)
            answer = connection.getresponse()
            assert answer.status == 201, answer.read()
            answer.read()
        done = size(world) - 1
        assert {stream.act()["index"] for stream in streams.values()} == {done}
    for stream in streams.values():
        stream.join()
