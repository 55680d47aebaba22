"""How long from a commit until every page that lies open has heard of it, and what does a stream cost its worker?

    .venv/bin/python -m tests.bench.bench_live [streams]

Serves the demonstration group with two workers on SQLite; each stream is a signed-in delegate's. Prints the seconds from commit to event for one stream and for
all (100 if not given), the time of a page without and with them open, the time until all have asked for the text
anew (each within half a second, as oewg.js does), and the workers' memory.
"""

import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil
from flask.sessions import SecureCookieSessionInterface

from app import create_app
from config.settings import Settings
from oewg.accounts import actions, queries
from oewg.core.clock import now
from oewg.core.database import Database
from oewg.overview.demonstration import SAMPLES
from oewg.record.actions import Subject, append, hold

ROOT = Path(__file__).resolve().parents[2]
ACTS = 15
SPREAD = 0.5  # seconds, as in oewg.js


class Streams:
    """Open streams, each read by a thread, and when each act was heard."""

    def __init__(self, port: int, cookies: list[str]) -> None:
        self.port = port
        self.cookies = cookies
        self.heard: list[float] = []
        self.opened = 0
        self._lock = threading.Lock()

    def open(self, number: int) -> None:
        """Open so many more, and wait until they are."""
        wanted = self.opened + number
        for cookie in self.cookies[self.opened : wanted]:
            threading.Thread(target=self._listen, args=(cookie,), daemon=True).start()
        while self.opened < wanted:
            time.sleep(0.05)
        time.sleep(1)

    def _listen(self, cookie: str) -> None:
        connection = HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/live", headers={"Cookie": cookie})
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        with self._lock:
            self.opened += 1
        with suppress(HTTPException, OSError, ValueError):
            while line := answer.readline():
                if line.startswith(b"event: act"):
                    at = time.perf_counter()
                    with self._lock:
                        self.heard.append(at)


def signed_in(database: Database, folder: Path, number: int) -> list[str]:
    """The cookies of so many browsers in which a delegate is signed in: a stream asks at each look who listens."""
    app = create_app(Settings(database.url, (folder / "secret-key").read_text(), folder))
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer
    cookies = []
    with database.writing() as db:
        hold(db)
        account = queries.account_by_email(db, SAMPLES["delegate"].email)
        assert account
        for _ in range(number):
            token = actions.sign_in(db, account, at=now())
            cookies.append(f"oewg={serializer.dumps({'_user_id': token})}")
    return cookies


def delays(database: Database, streams: Streams) -> list[float]:
    """Seconds from commit to event, for each act and each stream."""
    found = []
    for _ in range(ACTS):
        streams.heard.clear()
        with database.writing() as db:
            hold(db)
            append(db, "bench", None, "public", Subject("bench", 1), {}, now())
        committed = time.perf_counter()
        while len(streams.heard) < streams.opened:
            time.sleep(0.01)
        found += [at - committed for at in streams.heard]
        time.sleep(random.random() / 3)  # so that acts do not fall into step with the watch
    return found


def page(port: int, address: str) -> float:
    """Seconds that a page takes."""
    begin = time.perf_counter()
    connection = HTTPConnection("127.0.0.1", port)
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 200, answer.status
    return time.perf_counter() - begin


def everybody_asks(port: int, address: str, number: int) -> float:
    """Seconds until the last of so many pages, asked for within SPREAD, has been answered."""

    def ask() -> None:
        time.sleep(random.random() * SPREAD)
        page(port, address)

    threads = [threading.Thread(target=ask) for _ in range(number)]
    begin = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begin


def told(name: str, seconds: list[float]) -> None:
    """Print the middle, the slow end and the worst."""
    ordered = sorted(seconds)
    print(
        f"{name}: median {statistics.median(ordered):.2f} s, "
        f"95th of 100 {ordered[int(len(ordered) * 0.95)]:.2f} s, worst {ordered[-1]:.2f} s"
    )


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        program = f"import sys; sys.argv = ['oewg', 'serve', '--demo', '--port', '{port}']; import app; app.cli()"
        log = Path(folder) / "log"
        with log.open("w") as file:
            server = subprocess.Popen(
                [sys.executable, "-c", program],
                cwd=ROOT, env={**os.environ, "OEWG_VAR": folder, "OEWG_DATABASE_URL": ""}, stdout=file, stderr=file,
            )  # fmt: skip
        try:
            while "Started worker-1" not in log.read_text() or "Started worker-2" not in log.read_text():
                assert server.poll() is None, log.read_text()
                time.sleep(0.2)
            workers = psutil.Process(server.pid).children()

            def memory() -> float:
                return float(sum(worker.memory_info().rss for worker in workers)) / 2**20

            database, text = Database(f"sqlite:///{folder}/oewg.db"), "/texts/1"
            streams = Streams(port, signed_in(database, Path(folder), number))
            for _ in range(30):
                page(port, text)
            streams.open(1)
            one = delays(database, streams)
            alone = statistics.median(page(port, text) for _ in range(40))
            asked_alone = everybody_asks(port, text, number)
            before = memory()
            streams.open(number - 1)
            everyone = delays(database, streams)
            among = statistics.median(page(port, text) for _ in range(40))
            after = memory()
            told("1 stream", one)
            told(f"{number} streams", everyone)
            print(f"ratio of the medians: {statistics.median(everyone) / statistics.median(one):.2f}")
            print(f"a page: {alone * 1000:.0f} ms, with the streams open {among * 1000:.0f} ms, {among / alone:.2f}")
            print(f"{number} pages asked for within {SPREAD} s: the last after {asked_alone:.2f} s")
            print(f"memory of both workers: {before:.0f} MiB, with the streams {after:.0f} MiB; threads: "
                  f"{[worker.num_threads() for worker in workers]}")  # fmt: skip
            database.engine.dispose()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
