"""How does a page that lies open hear of what has been done? One thread a process watches the record; streams wait for it.

A stream is an answer that does not end: server-sent events, one for each entry of the record that its viewer may read.
Between two looks at the record it is a thread that waits and nothing else: no connection, no transaction. What wakes it
is the version of the world, asked for by the one watcher; what it then says it reads itself, on a snapshot of its own
and for its own viewer, so nothing about who may see what is decided here.
"""

import json
import logging
import secrets
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from time import monotonic
from typing import cast

from flask import Response, current_app, g, request
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from oewg.accounts import queries
from oewg.accounts.door.desk import whole_number
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.core.clock import now
from oewg.core.database import Database
from oewg.record import queries as record

STREAMS = 240
"""Streams that one worker keeps open at once. Each is a thread that sleeps; a page that finds no place asks by itself."""
STREAMS_OF_THE_PUBLIC = STREAMS // 2
"""However many strangers listen, delegations find a place."""
STREAMS_OF_ONE = 12
"""Streams of one sign-in: as many pages as one person can have in sight, and no more."""
WATCH_EVERY = 0.3  # seconds
HEARTBEAT = 15.0  # seconds; how long a vanished browser and a sign-in that ran out go unnoticed
LASTS = 600  # seconds; then the browser comes back, perhaps to a worker that has fewer
COME_BACK = 30  # seconds after which to ask for a place again
LOOKS_AT_ONCE = 4
"""Streams that read at the same time: woken all together, they must not take every connection from the pages."""
CLOSES_WITHIN = 2  # seconds
PIECE = 200
"""Entries read at once."""


class Watch:
    """One process's eye on the record: while somebody listens, it asks for the version of the world."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.looking = threading.BoundedSemaphore(LOOKS_AT_ONCE)
        self._changed = threading.Condition()
        self._turn = 0
        self._listening: Counter[str] = Counter()
        self._thread: threading.Thread | None = None
        self._closed = False

    @property
    def turn(self) -> int:
        """How often the version has been seen to change; to be read before looking, so that no change is missed."""
        return self._turn

    @property
    def closed(self) -> bool:
        """Are the streams to end?"""
        return self._closed

    def has_place(self, listener: str) -> bool:
        """Is there a place for one more stream of this listener: a sign-in's token, or "" for the public?"""
        most = STREAMS_OF_ONE if listener else STREAMS_OF_THE_PUBLIC
        return not self._closed and self._listening[listener] < most and self._listening.total() < STREAMS

    @contextmanager
    def place(self, listener: str) -> Iterator[bool]:
        """Take a place while the block lasts, or be told that there is none."""
        with self._changed:
            taken = self.has_place(listener)
            if taken:
                self._listening[listener] += 1
                if self._thread is None:
                    self._thread = threading.Thread(target=self._watch, name="watch", daemon=True)
                    self._thread.start()
        try:
            yield taken
        finally:
            if taken:
                with self._changed:
                    self._listening[listener] -= 1
                    self._listening += Counter()  # forgets who has none
                    self._changed.notify_all()

    def wait(self, turn: int, seconds: float) -> None:
        """Wait until something has changed since that turn, at most so long."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._turn != turn, max(seconds, 0))

    def close(self) -> None:
        """End the watch and every stream; those that do not write to a browser at the moment are gone on return."""
        with self._changed:
            self._closed, thread = True, self._thread
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._listening, CLOSES_WITHIN)
        if thread:
            thread.join()

    def _watch(self) -> None:
        known: record.Version | None = None  # so the first version found is news to whoever looked before it
        lost = False
        while True:
            version = known
            try:
                with self.database.reading() as db:
                    version = record.version(db, now())
                lost = False
            except SQLAlchemyError as error:
                if not lost:
                    logging.getLogger("oewg").error("the record cannot be watched: %s", error)
                lost = True
            with self._changed:
                if version != known:
                    known = version
                    self._turn += 1
                    self._changed.notify_all()
                if self._changed.wait_for(lambda: self._closed or not self._listening, WATCH_EVERY):
                    self._thread = None
                    return


@dataclass
class Listener:
    """Who listens to one stream, and what it has heard."""

    viewer: Viewer
    token: str
    """Of the sign-in; empty for the public."""
    after: int | None
    """The last entry known; none: whatever comes from now on."""
    since: datetime
    """The deadlines up to this instant are known."""


def stream() -> Response:
    """The answer that tells its viewer what is done, until the viewer is another or some minutes have passed."""
    watch = cast(Watch, current_app.extensions["oewg_watch"])
    token = str(current_user.id) if current_user.is_authenticated else ""
    if not watch.has_place(token):
        return Response(status=503, headers={"Retry-After": str(COME_BACK), "Cache-Control": "no-store"})
    listener = Listener(g.desk.viewer, token, _heard(), g.desk.at)
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}  # a proxy must not collect it
    return Response(_told(watch, listener), content_type="text/event-stream; charset=utf-8", headers=headers)


def _heard() -> int | None:
    """The last entry that the browser knows: when it comes back its header is newer than the address it began with."""
    known = request.headers.get("Last-Event-ID") or request.args.get("after", "")
    if known == "-1":  # a page from before the first entry
        return -1
    return whole_number(known) if known else None


def _told(watch: Watch, listener: Listener) -> Iterator[str]:
    # Sent before a place is taken: the browser knows at once that it is connected, and an answer of which nobody reads
    # more than this holds nothing. After a restart not everybody may come back in the same instant.
    yield f"retry: {1000 + secrets.randbelow(3000)}\n\n"
    with watch.place(listener.token) as taken:
        begun = spoke = monotonic()
        while taken and not watch.closed and monotonic() - begun < LASTS:
            turn = watch.turn
            try:
                said, more = _look(watch, listener)
            except SQLAlchemyError:  # the browser comes back, and is told what is wrong
                return
            if said is None:
                return
            if said:
                yield said
                spoke = monotonic()
            elif monotonic() - spoke >= HEARTBEAT:
                yield _heartbeat(listener)
                spoke = monotonic()
            if not more:
                watch.wait(turn, HEARTBEAT - (monotonic() - spoke))


def _look(watch: Watch, listener: Listener) -> tuple[str | None, bool]:
    """What is new to the listener, and whether there is more of it; none if the listener is not who it was."""
    with watch.looking, watch.database.reading() as db:
        last = record.size(db) - 1
        at = now()  # after the snapshot was taken: a capacity that ended in it has ended by this clock too
        viewer = queries.viewer_of_sign_in(db, listener.token, at) if listener.token else PUBLIC
        if viewer.clearance != listener.viewer.clearance:
            return None, False
        # A number beyond the record is of another record, from before a backup was brought back.
        after = last if listener.after is None else min(listener.after, last)
        entries = record.entries_after(db, after, viewer.audiences, limit=PIECE)
        deadlines = record.deadlines_between(db, listener.since, at, viewer.audiences)
    more = len(entries) == PIECE
    listener.after = entries[-1].index if more else last
    listener.since = at
    return "".join([*map(_act, entries), *map(_deadline, deadlines)]), more


def _act(said: record.Said) -> str:
    data = {
        "index": said.index,
        "at": said.at.isoformat(),
        "act": said.act,
        "subject": f"{said.subject_kind}:{said.subject_id}",
    }
    return f"id: {said.index}\nevent: act\ndata: {json.dumps(data)}\n\n"


def _deadline(at: datetime) -> str:
    return f"event: deadline\ndata: {json.dumps({'at': at.isoformat()})}\n\n"


def _heartbeat(listener: Listener) -> str:
    # The number moves on past entries that this viewer may not read, so that coming back does not read them over. That
    # tells nothing new: the record's size is public (/record). It stands in heartbeats only, which come by the clock and
    # by what the viewer was told: the instant of a hidden act does not show.
    return f": still here\nid: {listener.after}\n\n"
