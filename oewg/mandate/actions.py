"""What is done about the mandate? The resolution is read in; provisions are tied to its elements."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.accounts import register
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.mandate.models import Element, ElementProvision, Milestone, Resolution, Sponsor
from oewg.mandate.rules import elements as derived
from oewg.mandate.rules.pieces import Paragraph
from oewg.mandate.rules.pieces import Resolution as Read
from oewg.mandate.rules.resolution import NotAResolution, check_nothing_dropped, read_resolution
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts.documents.scanning import check_clean
from oewg.texts.models import DraftText, Provision

told(
    import_resolution=say("A resolution was read in."),
    tie_element=say("A provision was tied to an element of the mandate."),
    untie_element=say("A provision was untied from an element of the mandate."),
)
LARGEST_FILE = 1_000_000
"""Bytes; the real resolution has fifteen thousand."""


def decode(contents: bytes) -> str:
    """The text of a file: UTF-8, or UTF-16 with its mark; anything else is refused, and the byte named."""
    if len(contents) > LARGEST_FILE:
        raise Invalid(say("The file is larger than a megabyte: this is no resolution as text."))
    if contents.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")):
        raise Invalid(say("This is a Word or PDF file. Please save it as plain text first."))
    check_clean(contents)
    encoding = "utf-16" if contents.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = contents.decode(encoding)
    except UnicodeDecodeError as error:
        raise Invalid(
            say("The file is not text in UTF-8: byte %(place)s cannot be read."), place=error.start + 1
        ) from error
    text = unicodedata.normalize("NFC", text)
    if "\x00" in text:
        raise Invalid(say("The file is not text: it has a zero byte in it."))
    return text


def read(contents: str, symbol: str | None) -> Read:
    """Read a resolution, or refuse what is none or what could not be read without loss."""
    try:
        found = read_resolution(contents, symbol or None)
    except NotAResolution as error:
        raise Invalid(
            say("No resolution was found in this text: it has no paragraph that decides anything.")
        ) from error
    if dropped := check_nothing_dropped(contents, found):
        raise Refusal(say("The reading would lose words, so nothing was stored: %(what)s"), what=dropped[0])
    return found


def import_resolution(db: Db, contents: str, symbol: str | None, *, by: Viewer, at: datetime) -> Resolution:
    """Store a resolution: its text, closed; the register of rules begun from it; elements, milestones and sponsors."""
    found = read(contents, symbol)
    if not found.symbol:
        raise Invalid(
            say("The text names no symbol: please give it, such as A/C.1/73/L.27/Rev.1."),
            {"symbol": say("Please fill this in.")},
        )
    title = found.title or found.symbol
    text = texts.begin_text(db, "resolution", title, symbol=found.symbol, by=by, at=at)
    _write_resolution(db, text, found, by, at)
    texts.close_text(db, text, by=by, at=at)
    rules = texts.begin_text(db, "rules", f"Rules, norms and principles ({found.symbol})", by=by, at=at)
    rule_provisions = _write_rules(db, rules, found, by, at)
    resolution = Resolution(
        text=text,
        rules_text=rules,
        symbol=found.symbol,
        session=found.session or "",
        committee=found.committee or "",
        agenda_item=found.agenda_item or "",
        digest=hashlib.sha256(contents.encode()).hexdigest(),
        unplaced=json.dumps([{"line": u.line, "text": u.words} for u in found.unplaced], ensure_ascii=False),
        furniture=json.dumps(
            [{"line": f.line, "text": f.words, "kind": f.kind} for f in found.furniture], ensure_ascii=False
        ),
        sponsors=_sponsors(db, found, at),
    )
    db.add(resolution)
    _derive(db, found, rule_provisions)
    db.flush()
    facts = {
        "symbol": found.symbol, "digest": resolution.digest, "text": text.id, "rules": rules.id,
        "unplaced": len(found.unplaced),
    }  # fmt: skip
    append(db, "import_resolution", by.account_id, by.capacity, Subject("resolution", resolution.id), facts, at)
    return resolution


def _write_resolution(db: Db, text: DraftText, found: Read, by: Viewer, at: datetime) -> None:
    callers: dict[int, Provision] = {}

    def put(paragraph: Paragraph, kind: str, parent: Provision | None = None) -> Provision:
        provision = texts.add_provision(
            db, text, kind, paragraph.words, parent=parent, label=paragraph.label, by=by, at=at
        )  # fmt: skip
        for note in paragraph.notes:
            callers.setdefault(note, provision)
        return provision

    if found.opening:
        texts.add_provision(db, text, "paragraph", found.opening, label="", by=by, at=at)
    last = None
    for paragraph in found.preambular:
        last = put(paragraph, "paragraph")
    for paragraph in found.operative:
        last = put(paragraph, "paragraph")
        for beneath in [*(found.rules if paragraph.number == "1" else ()), *paragraph.subparagraphs]:
            put(beneath, "subparagraph", last)
    _write_notes(db, text, found, callers, last, by, at)


def _write_rules(db: Db, text: DraftText, found: Read, by: Viewer, at: datetime) -> list[Provision]:
    callers: dict[int, Provision] = {}
    written = []
    for rule in found.rules:
        provision = texts.add_provision(db, text, "paragraph", rule.words, label=rule.label, by=by, at=at)
        written.append(provision)
        for note in rule.notes:
            callers.setdefault(note, provision)
    _write_notes(db, text, found, callers, None, by, at)
    return written


def _write_notes(
    db: Db,
    text: DraftText,
    found: Read,
    callers: Mapping[int, Provision],
    last: Provision | None,
    by: Viewer,
    at: datetime,
) -> None:
    """Hang each footnote on the provision that calls it first; one that nobody calls on the last, so it is not lost."""
    for note in found.notes:
        parent = callers.get(note.number, last)
        if parent is not None:
            texts.add_provision(
                db, text, "footnote", note.text, parent=parent, mark=str(note.number), by=by, at=at
            )  # fmt: skip


def _sponsors(db: Db, found: Read, at: datetime) -> list[Sponsor]:
    on = found.date or at.date()
    codes = [register.find_by_name(name, on) for name in found.sponsors]
    known = {d.code: d.id for d in accounts.delegations_by_code(db, [code for code in codes if code])}
    return [
        Sponsor(place=place, name=name, delegation_id=known.get(code or ""))
        for place, (name, code) in enumerate(zip(found.sponsors, codes, strict=True), start=1)
    ]


def _derive(db: Db, found: Read, rule_provisions: list[Provision]) -> None:
    """Elements and milestones, once: a second resolution adds only what the first did not ask for."""
    known = set(db.scalars(select(Element.key))) | set(db.scalars(select(Milestone.key)))
    for element in derived.mandate_elements(found):
        if element.key not in known:
            row = Element(
                key=element.key, title=element.title, source=element.source, quote=element.quote, place=element.order
            )
            db.add(row)
            db.flush()
            if element.key == "rules":
                db.add_all(ElementProvision(element_id=row.id, provision_id=rule.id) for rule in rule_provisions)
    for place, milestone in enumerate(derived.milestones(found), start=1):
        if milestone.key not in known:
            db.add(
                Milestone(
                    key=milestone.key,
                    title=milestone.title,
                    source=milestone.source,
                    quote=milestone.quote,
                    due=milestone.due,
                    assembly_session=milestone.session,
                    place=place,
                )
            )


def tie_element(db: Db, provision: Provision, element: Element, *, by: Viewer, at: datetime) -> None:
    """Say that a provision answers to an element of the mandate."""
    if db.get(ElementProvision, (element.id, provision.id)):
        raise Refusal(say("The provision is tied to this element already."))
    db.add(ElementProvision(element_id=element.id, provision_id=provision.id))
    db.flush()
    append(
        db, "tie_element", by.account_id, by.capacity, Subject("provision", provision.id), {"element": element.key}, at
    )


def untie_element(db: Db, provision: Provision, element: Element, *, by: Viewer, at: datetime) -> None:
    """Take that back."""
    tie = db.get(ElementProvision, (element.id, provision.id))
    if tie is None:
        raise Refusal(say("The provision is not tied to this element."))
    db.delete(tie)
    db.flush()
    append(
        db,
        "untie_element",
        by.account_id,
        by.capacity,
        Subject("provision", provision.id),
        {"element": element.key},
        at,
    )
