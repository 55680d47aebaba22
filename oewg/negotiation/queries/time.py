"""What has moved since an instant, and how did a text come to where it stands?"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.negotiation.models import Amendment, Package, PackageMember
from oewg.negotiation.queries.histories import Past, histories
from oewg.negotiation.queries.states import Examined, visible
from oewg.negotiation.rules.course import History, Stretch, instants, state_at, stretches
from oewg.record import queries as record
from oewg.texts import queries as texts

MOST_ENTRIES = 2000
MOST_INSTANTS = 36
WHOLE_TEXT = ("adopt", "lapse_silence")
"""The acts that bear on every provision of a text."""


@dataclass(frozen=True)
class Moved:
    """What has moved in a text since an instant, as far as a viewer may see it."""

    entries: dict[int, list[record.Said]] = field(default_factory=dict)
    """Provision -> the entries of the record that bear on it, the latest first."""
    states: dict[int, tuple[str | None, str]] = field(default_factory=dict)
    """Provision -> the state in which it was then (none if it did not stand) and is now, where they differ."""
    cut: bool = False
    """Was so much done since that the entries are only the latest? The states are all told."""


def moved_since(db: Db, examined: Sequence[Examined], since: datetime, viewer: Viewer) -> Moved:
    """What has moved in a text since an instant: some ten queries, whatever its length."""
    if not examined:
        return Moved()
    text_id = examined[0].line.text_id
    here = {e.line.provision_id for e in examined}
    entries = record.entries_since(db, since, viewer.audiences, limit=MOST_ENTRIES + 1)
    elsewhere = _Elsewhere(db, text_id)
    found: dict[int, list[record.Said]] = defaultdict(list)
    for entry in entries[:MOST_ENTRIES]:
        for provision_id in here & elsewhere.bears_on(entry, here):
            found[provision_id].append(entry)
    then = {past.provision_id: state_at(past.history, since) for past in histories(db, text_id, visible(viewer))}
    states = {
        e.line.provision_id: (then.get(e.line.provision_id), e.state)
        for e in examined
        if then.get(e.line.provision_id) != e.state
    }
    return Moved(found, states, len(entries) > MOST_ENTRIES)


class _Elsewhere:
    """On which provisions does an entry bear whose facts name them by something else: an amendment, a package?"""

    def __init__(self, db: Db, text_id: int) -> None:
        self.text_id = text_id
        self.amendments: dict[int, int] = dict(
            db.execute(select(Amendment.id, Amendment.provision_id).where(Amendment.text_id == text_id)).all()
        )
        self.packages: dict[int, set[int]] = defaultdict(set)
        for package_id, provision_id in db.execute(
            select(PackageMember.package_id, PackageMember.provision_id)
            .join(Package, PackageMember.package_id == Package.id)
            .where(Package.text_id == text_id)
        ):
            self.packages[package_id].add(provision_id)

    def bears_on(self, entry: record.Said, here: Collection[int]) -> set[int]:
        """The provisions on which an entry bears; `here` are those of the text."""
        facts = entry.facts
        text_id = entry.subject_id if entry.subject_kind == "text" else facts.get("text")
        if entry.act in WHOLE_TEXT and text_id == self.text_id:
            return set(here)
        named = {facts.get("provision"), *_numbers(facts.get("provisions")), *_numbers(facts.get("paragraphs"))}
        if entry.subject_kind == "provision":
            named.add(entry.subject_id)
        if entry.subject_kind == "amendment":
            named.add(self.amendments.get(entry.subject_id))
        if entry.subject_kind == "package":
            named |= self.packages.get(entry.subject_id, set())
        return {each for each in named if isinstance(each, int)}


def _numbers(value: object) -> Iterator[int]:
    if isinstance(value, list):
        yield from (each for each in value if isinstance(each, int))


@dataclass(frozen=True)
class CourseRow:
    """A provision over time: under its number, or, if it does not stand any more, under none."""

    provision_id: int
    citation: str
    words: str
    removed_at: datetime | None
    stretches: list[Stretch]


@dataclass(frozen=True)
class Course:
    """A text over time: the instants, and for each provision that stands or stood the stretches of its states."""

    instants: list[datetime]
    rows: list[CourseRow]


def course(db: Db, text_id: int, viewer: Viewer, at: datetime) -> Course:
    """How the states of a text's provisions went, as far as the viewer may see: eight queries, whatever its length."""
    citations = {line.provision_id: line.citation for line in texts.lines(db, text_id)}
    pasts = histories(db, text_id, visible(viewer))
    chosen = instants([moment for past in pasts for moment in _moments(past.history) if moment <= at], MOST_INSTANTS)
    rows = [_row(past, chosen, citations) for past in pasts if past.history.kind != "heading"]
    return Course(chosen, [row for row in rows if row.stretches])


def _row(past: Past, chosen: Sequence[datetime], citations: dict[int, str]) -> CourseRow:
    runs = stretches([state_at(past.history, instant) for instant in chosen])
    return CourseRow(past.provision_id, citations.get(past.provision_id, ""), past.words, past.removed_at, runs)


def _moments(history: History) -> list[datetime]:
    lasting = [
        history.stood, *(one.stood for one in history.positions), *history.amendments,
        *(one for _, one in history.gavels), *(note.stood for note in history.notes), *history.beside,
    ]  # fmt: skip
    found = [moment for one in lasting for moment in (one.since, one.until) if moment is not None]
    found += [one.made_at for one in (*history.wordings, *(each for note in history.notes for each in note.wordings))]
    found += [one.contested_at for one in history.wordings if one.contested_at is not None]
    return found + ([history.adopted_at] if history.adopted_at else [])
