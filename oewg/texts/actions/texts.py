"""What do people do with texts? Begin one, add and revise provisions, remove them, issue an edition."""

from datetime import datetime, timedelta

from sqlalchemy import or_, select, update

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.record.actions import Subject, append
from oewg.texts import queries
from oewg.texts.actions.documents import enter, enter_edition
from oewg.texts.documents.tabled import table_in
from oewg.texts.models import DraftText, Edition, EditionLine, Provision, Revision
from oewg.texts.rules.merging import Merged, merge
from oewg.texts.rules.numbering import calls, cites, table_number
from oewg.texts.rules.places import Place, alternatives, check_move, check_place
from oewg.texts.rules.symbols import check_free, distribution_of

told(
    begin_text=say("A text was begun."),
    add_provision=say("A provision was added."),
    revise=say("A provision was given a new wording."),
    move_provision=say("A provision was moved."),
    remove_provision=say("A provision was removed."),
    issue_edition=say("An edition was issued."),
    close_text=say("A text was closed to change."),
)


class StaleSave(Refusal):
    """Somebody else has changed the wording meanwhile: `had` is what the writer had before the eyes, `words` what it is
    now, under `number`."""

    def __init__(self, current: Revision, had: Revision | None, wrote: str) -> None:
        super().__init__(
            say(
                "The wording has been changed since you opened it. Nothing of yours is lost: "
                "compare it with the wording that now stands and send it again."
            )
        )
        self.number, self.words = current.number, current.words
        self.had = had.words if had is not None and had.provision_id == current.provision_id else current.words
        merged = self.merged(wrote)
        self.details = {
            "had": self.had, "now": self.words, "revision": current.id, "number": self.number, "wrote": wrote,
            "merged": merged.words, "in_conflict": merged.in_conflict,
        }  # fmt: skip

    def merged(self, wrote: str) -> Merged:
        """What the change that stands and what was written now give together."""
        return merge(self.had, self.words, wrote)


def begin_text(
    db: Db, kind: str, title: str, *, by: Viewer, at: datetime, symbol: str | None = None, original_language: str = "en"
) -> DraftText:
    """Begin a text of a kind; `symbol` for one that came from outside under its own, which enters the register with it."""
    if symbol and db.scalars(select(DraftText.id).where(DraftText.symbol == symbol)).first():
        raise Refusal(say("There is a text with the symbol %(symbol)s already."), symbol=symbol)
    text = DraftText(kind=kind, title=title, symbol=symbol, original_language=original_language, begun_at=at)
    db.add(text)
    db.flush()
    facts: dict[str, object] = {
        "kind": kind, "title": title, "symbol": symbol, "original_language": original_language,
    }  # fmt: skip
    if symbol and not queries.symbol_is_used(db, symbol):
        document = enter(db, symbol, title, distribution_of(symbol), original_language, at)
        facts |= {"document": document.id, "distribution": document.distribution, "replaces": document.replaces_id}
    append(db, "begin_text", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return text


def add_provision(
    db: Db,
    text: DraftText,
    kind: str,
    words: str,
    *,
    by: Viewer,
    at: datetime,
    parent: Provision | None = None,
    after: Provision | None = None,
    mark: str | None = None,
    label: str | None = None,
    alternative: bool = False,
    at_first: bool = False,
) -> Provision:
    """Add a provision with its first wording: after a given sibling, or as the last (or `at_first`) under its parent.

    `alternative`: it is another wording of the sibling, and shares its number until one of them is left. What stands
    after one of several alternatives stands after the last. A footnote without a `mark` is given one, and a table without
    a `label`, for it is none of the paragraphs that are counted.
    """
    _must_be_open(text)
    if alternative and (after is None or after.kind != kind or kind not in ("paragraph", "subparagraph")):
        raise Refusal(say("An alternative stands after a paragraph or subparagraph of its own kind."))
    if any(beside is not None and beside.removed_at is not None for beside in (parent, after)):
        raise Refusal(say("The provision beside or under which it would stand has been removed."))
    if after is not None and after.text_id != text.id:
        raise Refusal(say("That provision stands in another text."))
    if after is not None:
        standing = queries.nodes(db, text.id)
        last = alternatives(standing.values(), standing[after.id])[-1]
        parent_id, rank = after.parent_id, last.rank + 1
        _make_room(db, text.id, parent_id, rank)
    else:
        parent_id = parent.id if parent else None
        rank = queries.next_rank(db, text.id, parent_id)
        if at_first:
            rank = 0
            _make_room(db, text.id, parent_id, rank)
    _must_fit(db, text, kind, parent_id, words)
    if kind == "footnote" and mark is None:
        mark = queries.next_mark(db, text.id)
    first = (after.alternative_of or after.id) if alternative and after else None
    if label is None and first is None and kind in ("paragraph", "subparagraph") and table_in(words) is not None:
        label = table_number(queries.labels(db, text.id))
    provision = Provision(
        text=text, parent_id=parent_id, rank=rank, kind=kind, mark=mark, label=label, alternative_of=first
    )  # fmt: skip
    db.add(provision)
    db.flush()
    revision = Revision(
        provision=provision, number=1, words=words, nature="substantive", made_at=at, made_by=by.account_id
    )
    db.add(revision)
    db.flush()
    append(
        db,
        "add_provision",
        by.account_id,
        by.capacity,
        Subject("provision", provision.id),
        {
            "text": text.id,
            "kind": kind,
            "parent": parent_id,
            "after": last.id if after else None,
            "at_first": at_first,
            "mark": mark,
            "label": label,
            "alternative_of": first,
            "revision": revision.id,
            "words": words,
        },
        at,
    )
    return provision


def _must_be_open(text: DraftText) -> None:
    if text.closed_at is not None:
        raise Refusal(say("This text is closed to change: it was adopted, or it came as it stands from outside."))
    if text.frozen_at is not None:
        raise Refusal(say("This text is frozen: delegations are being asked about exactly these words."))


def _make_room(db: Db, text_id: int, parent_id: int | None, rank: int, places: int = 1) -> None:
    """Let those that stand at a rank or after it under one parent stand so many places later."""
    db.execute(
        update(Provision)
        .where(
            Provision.text_id == text_id, Provision.parent_id.is_not_distinct_from(parent_id), Provision.rank >= rank
        )
        .values(rank=Provision.rank + places)
    )  # fmt: skip


def _must_fit(db: Db, text: DraftText, kind: str, parent_id: int | None, words: str) -> None:
    if not words.strip():
        raise Invalid(say("A provision has words; this one has none."), {"words": say("Please fill this in.")})
    parent = db.get(Provision, parent_id) if parent_id else None
    if parent is not None and parent.text_id != text.id:
        raise Refusal(say("That provision stands in another text."))
    check_fits(db, parent, kind)


def check_fits(db: Db, parent: Provision | None, kind: str) -> None:
    """Refuse a place under a provision, or under the text itself, where none of this kind stands."""
    above = []
    while parent is not None:
        above.append(parent.kind)
        parent = db.get(Provision, parent.parent_id) if parent.parent_id else None
    check_place(kind, above)


def revise(
    db: Db, provision: Provision, words: str, *, based_on: int, nature: str, by: Viewer, at: datetime,
    with_footnote: bool = False, untouched: bool = False,
) -> Revision:  # fmt: skip
    """Give a provision a new wording; `based_on` is the revision that the writer had before the eyes.

    `with_footnote`: its own words stay, one of its footnotes has changed. `untouched`: nobody has acted on the wording
    that stands; if it is the same writer's and a short while old, the new one is a further step of the same revision.
    """
    _must_be_open(provision.text)
    if provision.removed_at is not None:
        raise Refusal(say("This provision has been removed from the text."))
    current = queries.current_revision(db, provision.id)
    if current.id != based_on:
        raise StaleSave(current, db.get(Revision, based_on), words)
    if not words.strip():
        raise Invalid(say("A provision has words; to take it out, remove it."), {"words": say("Please fill this in.")})
    if words == current.words and not with_footnote:
        raise Refusal(say("The wording is the same as before: there is nothing to record."))
    if words != current.words:
        check_marks(db, provision.text_id, words)
    further = untouched and continues(current, by.account_id, nature, at)
    revision = Revision(
        provision=provision, number=current.number + (not further), step=current.step + 1 if further else 1,
        words=words, nature=nature, made_at=at, made_by=by.account_id,
    )  # fmt: skip
    db.add(revision)
    db.flush()
    append(
        db,
        "revise",
        by.account_id,
        by.capacity,
        Subject("provision", provision.id),
        {
            "text": provision.text_id,
            "revision": revision.id,
            "number": revision.number,
            "step": revision.step,
            "nature": nature,
            "words": words,
        },
        at,
    )
    return revision


SITTING = timedelta(minutes=10)
"""Savings of one writer no further apart than this are one revision."""


def continues(current: Revision, writer: int | None, nature: str, at: datetime) -> bool:
    """Is what a writer saves now a further step of the revision that stands?"""
    same = writer is not None and current.made_by == writer and current.nature == nature
    return same and at - current.made_at <= SITTING


def move_provision(
    db: Db, provision: Provision, *, by: Viewer, at: datetime, after: Provision | None = None, parent: Provision | None = None
) -> None:  # fmt: skip
    """Let a provision, with its alternatives and all that stands under them, stand after another, or first under a parent."""
    _must_be_open(provision.text)
    place = check_moves(db, provision, after, parent)
    rank = place.after.rank + 1 if place.after else 0
    _make_room(db, provision.text_id, place.parent_id, rank, len(place.together))
    for further, node in enumerate(place.together):
        moving = db.get_one(Provision, node.id)
        moving.parent_id, moving.rank = place.parent_id, rank + further
    db.flush()
    facts = {
        "text": provision.text_id, "after": place.after.id if place.after else None, "parent": place.parent_id,
        "together": [node.id for node in place.together],
    }  # fmt: skip
    append(db, "move_provision", by.account_id, by.capacity, Subject("provision", provision.id), facts, at)


def check_moves(db: Db, provision: Provision, after: Provision | None, parent: Provision | None = None) -> Place:
    """Refuse a move of a provision to a place where it cannot stand."""
    beside = after or parent
    if beside is not None and beside.text_id != provision.text_id:
        raise Refusal(say("That provision stands in another text."))
    return check_move(
        queries.nodes(db, provision.text_id), provision.id, after.id if after else None, parent.id if parent else None
    )


def freeze(text: DraftText, at: datetime) -> None:
    """Let no wording of this text change until it is released; the act for which it is frozen is the entry."""
    _must_be_open(text)
    text.frozen_at = at


def release(text: DraftText) -> None:
    """Let a frozen text be changed again."""
    text.frozen_at = None


def check_marks(db: Db, text_id: int, words: str) -> None:
    """Refuse a wording that calls a footnote, or cites a provision, which its text does not have."""
    wanted = cites(words)
    there = select(Provision.id).where(
        Provision.text_id == text_id, Provision.id.in_(wanted), Provision.removed_at.is_(None)
    )
    if wanted and (nowhere := sorted(wanted - set(db.scalars(there)))):
        raise Invalid(
            say("The wording cites a provision that this text does not have: %(number)s."),
            {"words": say("Unknown citation.")},
            number=nowhere[0],
        )
    called = calls(words)
    if called and (unknown := sorted(called - queries.standing_marks(db, text_id))):
        raise Invalid(
            say("The wording calls a footnote that does not exist: %(mark)s."),
            {"words": say("Unknown footnote mark.")},
            mark=unknown[0],
        )


def remove_provision(db: Db, provision: Provision, *, by: Viewer, at: datetime) -> None:
    """Take a provision out of its text; its wordings and what was said of them stay on record.

    Not while others cite it, or call its footnotes: their words would lead nowhere.
    """
    _must_be_open(provision.text)
    if provision.removed_at is not None:
        raise Refusal(say("This provision has been removed already."))
    beneath = select(Provision.id).where(
        Provision.parent_id == provision.id, Provision.removed_at.is_(None), Provision.kind != "footnote"
    )
    if db.scalars(beneath.limit(1)).first():
        raise Refusal(say("Other provisions stand under this one: remove or move them first."))
    if citing := queries.citing(db, provision):
        raise Refusal(
            say("Other provisions cite this one: %(numbers)s. Change their words first."), numbers=", ".join(citing)
        )
    marks = db.scalars(
        select(Provision.mark).where(
            or_(Provision.id == provision.id, Provision.parent_id == provision.id),
            Provision.mark.is_not(None), Provision.removed_at.is_(None),
        )
    ).all()  # fmt: skip
    if calling := queries.calling(db, provision.text_id, [mark for mark in marks if mark], but=provision.id):
        raise Refusal(
            say("The footnote is called in other provisions too: %(numbers)s. Take it out of their words first."),
            numbers=", ".join(calling),
        )
    provision.removed_at = at
    append(
        db,
        "remove_provision",
        by.account_id,
        by.capacity,
        Subject("provision", provision.id),
        {"text": provision.text_id},
        at,
    )


def issue_edition(db: Db, text: DraftText, symbol: str, title: str, *, by: Viewer, at: datetime) -> Edition:
    """Freeze the text as it now stands under a symbol, and enter it in the register of documents."""
    check_free(symbol, queries.symbol_is_used(db, symbol))
    standing = queries.lines(db, text.id)
    if not standing:
        raise Refusal(say("The text has no provisions yet: there is nothing to issue."))
    edition = Edition(text_id=text.id, symbol=symbol, title=title, issued_at=at)
    db.add(edition)
    db.flush()
    frozen = [
        each
        for line in standing
        for each in [
            (line.revision_id, line.number, line.level),
            *((note.revision_id, str(note.number), line.level) for note in line.notes),
        ]
    ]
    db.add_all(
        EditionLine(edition_id=edition.id, place=place, revision_id=revision_id, number=number, level=level)
        for place, (revision_id, number, level) in enumerate(frozen, start=1)
    )
    document = enter_edition(db, edition, text.original_language)
    append(
        db,
        "issue_edition",
        by.account_id,
        by.capacity,
        Subject("edition", edition.id),
        {
            "text": text.id,
            "symbol": symbol,
            "title": title,
            "document": document.id,
            "distribution": document.distribution,
            "replaces": document.replaces_id,
            "lines": [{"revision": revision, "number": number, "level": level} for revision, number, level in frozen],
        },
        at,
    )
    return edition


def close_text(db: Db, text: DraftText, *, by: Viewer, at: datetime) -> None:
    """Let no wording of this text change from now on."""
    _must_be_open(text)
    text.closed_at = at
    append(db, "close_text", by.account_id, by.capacity, Subject("text", text.id), {}, at)
