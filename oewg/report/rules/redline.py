"""What changed in the text since an earlier edition, passage by passage, so that a document can show it?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from oewg.report.rules.earlier import Earlier
from oewg.report.rules.marking import Step, changed_notes, marked
from oewg.report.rules.substantive import Passage
from oewg.texts.documents.description import Change
from oewg.texts.rules.comparing import heaviest_in_order


@dataclass(frozen=True)
class Brought:
    """Who brought what changed since an edition, as far as the record knows: names of delegations.

    `steps`: provision -> its wordings since, the last being that which stands. `inserted`, `deleted` and `moved`: provision ->
    who proposed that it come, go or move.
    """

    steps: Mapping[int, tuple[Step, ...]] = field(default_factory=dict)
    inserted: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    deleted: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    moved: Mapping[int, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Against:
    """An earlier edition: its symbol, its passages, which provisions were typed anew (new -> old), who brought the changes.

    `earlier` is what its document says where nobody wrote; none where it was not compiled clean.
    """

    symbol: str
    passages: tuple[Passage, ...]
    retyped: Mapping[int, int] = field(default_factory=dict)
    brought: Brought = Brought()
    earlier: Earlier | None = None


@dataclass(frozen=True)
class Places:
    """Where each provision stands ("Paragraph 12") in the earlier document, and in the later one."""

    before: Mapping[int, str] = field(default_factory=dict)
    now: Mapping[int, str] = field(default_factory=dict)


NOWHERE = Places()


def redlined(against: Against, news: Sequence[Passage], places: Places = NOWHERE) -> list[Passage]:
    """The passages of both editions in one order: what stayed with its changes, what went, what came.

    With every change accepted they are exactly the new passages in their order, with every one rejected exactly the old
    ones; so a provision that moved goes at its old place and comes at its new one, and says at each where the other is. As
    few move as can.
    """
    olds = against.passages
    at = {one.provision_id: place for place, one in enumerate(olds)}
    was = [at.get(against.retyped.get(one.provision_id, one.provision_id)) for one in news]
    same = [(x, y) for y, x in enumerate(was) if x is not None and olds[x].kind == news[y].kind]
    # Of two that changed places, it is the one typed anew that moved.
    weights = [(x, 1 if news[y].provision_id in against.retyped else 2) for x, y in same]
    stayed = [same[place] for place in sorted(heaviest_in_order(weights))]
    elsewhere = dict({(x, y) for y, x in enumerate(was) if x is not None} - set(stayed))
    moves = {x: _moved(olds[x], news[y], against.brought, places) for x, y in elsewhere.items()}
    found: list[Passage] = []
    i = j = 0
    for x, y in [*stayed, (len(olds), len(news))]:
        found += [moves[k][0] if k in moves else _gone(olds[k], against.brought) for k in range(i, x)]
        for k in range(j, y):
            before = was[k]
            found.append(_come(news[k], against.brought) if before is None else moves[before][1])
        if x < len(olds):
            found.append(_changed(olds[x], news[y], against.brought))
        i, j = x + 1, y + 1
    return found


def _changed(old: Passage, new: Passage, brought: Brought) -> Passage:
    return replace(new, changes=_changes(old, new, brought), notes=changed_notes(old.notes, new.notes))


def _changes(old: Passage, new: Passage, brought: Brought) -> tuple[Change, ...]:
    return marked(old.words, brought.steps.get(new.provision_id) or (Step(new.words),))


def _moved(old: Passage, new: Passage, brought: Brought, places: Places) -> tuple[Passage, Passage]:
    """It goes at its old place and comes at its new one; its words that changed on the way go and come, the others move along."""
    changes, move = _changes(old, new, brought), f"move_{new.provision_id}"
    by = brought.moved.get(new.provision_id, ())
    gone = replace(
        _gone(old, brought), authors=by, move=move, moved=_in_a_sentence(places.now.get(new.provision_id, "")),
        changes=tuple(change for change in changes if change.kind != "insert"),
    )  # fmt: skip
    come = replace(
        _come(new, brought), authors=by, move=move, moved=_in_a_sentence(places.before.get(old.provision_id, "")),
        changes=tuple(change for change in changes if change.kind != "delete"),
    )  # fmt: skip
    return gone, come


def _in_a_sentence(place: str) -> str:
    return place[:1].lower() + place[1:]


def _gone(old: Passage, brought: Brought) -> Passage:
    authors = brought.deleted.get(old.provision_id, ())
    # The same wording may stand elsewhere, and there it bears the name by which it is found.
    return replace(old, standing="delete", authors=authors, revision_id=0, number="", counted=False)


def _come(new: Passage, brought: Brought) -> Passage:
    return replace(new, standing="insert", authors=brought.inserted.get(new.provision_id, ()))
