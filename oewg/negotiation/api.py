"""Texts, provisions, revisions, positions and states for programs."""

from datetime import datetime

from flask import Blueprint

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.negotiation import actions, queries
from oewg.negotiation.forms import AdoptionForm, AmendmentForm, GavelForm, PositionForm, ReasonForm, RevisionForm
from oewg.negotiation.models import Amendment, Position
from oewg.texts import actions as writing
from oewg.texts import queries as texts
from oewg.texts.forms import ProvisionForm, TextForm

api = Blueprint("negotiation_api", __name__)


class TextOut(Out):
    """Something that the group agrees on."""

    id: int
    kind: str
    title: str
    symbol: str | None
    begun_at: datetime
    closed_at: datetime | None


class NoteOut(Out):
    """A footnote: its mark in the wordings, the number it bears now, its words."""

    mark: str
    number: int
    words: str


class ProvisionOut(Out):
    """A provision as it now stands, with its state as this reader may see it."""

    id: int
    text: int
    kind: str
    number: str
    level: int
    words: str
    notes: list[NoteOut]
    revision: int
    revision_number: int
    state: str
    brackets_open: bool


class RevisionOut(Out):
    """One wording."""

    id: int
    number: int
    words: str
    nature: str
    made_at: datetime


class PositionOut(Out):
    """A live position that this reader may see; `stale` when it is on earlier text."""

    id: int
    provision: int
    revision: int
    holder: str
    stance: str
    reason: str
    amendment: int | None
    visibility: str
    stated_at: datetime
    stale: bool


class AmendmentOut(Out):
    """A proposal."""

    id: int
    provision: int
    revision: int
    sponsor: str
    kind: str
    words: str | None
    reason: str
    filed_at: datetime
    ended: str | None


class StateOut(Out):
    """The state of a provision."""

    provision: int
    number: str
    state: str


@operation(api, "/texts", act="read", answers=Listed[TextOut], query=Cursor, summary="The texts of the group")
def texts_list(desk: Desk, asked: Cursor) -> Listed[TextOut]:
    """Texts in the order in which they were begun."""
    rows = texts.texts_after(desk.db, asked.number(), asked.limit + 1)
    return cut([TextOut.model_validate(row) for row in rows], asked.limit, lambda item: item.id)


@operation(api, "/texts/<int:text_id>", act="read", answers=TextOut, summary="One text")
def text(desk: Desk, text_id: int) -> TextOut:
    """One text."""
    return TextOut.model_validate(texts.text(desk.db, text_id))


@operation(
    api,
    "/texts/<int:text_id>/provisions",
    act="read",
    answers=Listed[ProvisionOut],
    summary="A text's provisions, in order",
)
def provisions(desk: Desk, text_id: int) -> Listed[ProvisionOut]:
    """The whole text: it is read whole, so it comes whole."""
    texts.text(desk.db, text_id)
    return Listed(items=[_provision(e) for e in queries.examine(desk.db, text_id, desk.viewer)])


@operation(
    api,
    "/texts/<int:text_id>/states",
    act="read",
    answers=Listed[StateOut],
    summary="The state of each provision of a text",
)
def states(desk: Desk, text_id: int) -> Listed[StateOut]:
    """States, from what this reader may see."""
    texts.text(desk.db, text_id)
    return Listed(
        items=[
            StateOut(provision=e.line.provision_id, number=e.line.number, state=e.state)
            for e in queries.examine(desk.db, text_id, desk.viewer)
        ]
    )


@operation(api, "/provisions/<int:provision_id>", act="read", answers=ProvisionOut, summary="One provision")
def provision(desk: Desk, provision_id: int) -> ProvisionOut:
    """One provision."""
    return _provision(queries.examine_one(desk.db, provision_id, desk.viewer))


@operation(
    api, "/provisions/<int:provision_id>/revisions", act="read", answers=Listed[RevisionOut],
    summary="Every wording of a provision, the latest first",
)  # fmt: skip
def revisions(desk: Desk, provision_id: int) -> Listed[RevisionOut]:
    """Every wording."""
    texts.provision(desk.db, provision_id)
    return Listed(items=[RevisionOut.model_validate(row) for row in texts.revisions(desk.db, provision_id)])


@operation(
    api, "/provisions/<int:provision_id>/revisions", method="POST", act="draft_text", takes=RevisionForm, answers=RevisionOut,
    summary="Give a provision a new wording",
)  # fmt: skip
def revise(desk: Desk, sent: RevisionForm, provision_id: int) -> RevisionOut:
    """A new wording."""
    made = actions.revise(
        desk.db,
        texts.provision(desk.db, provision_id),
        sent.words,
        sent.nature,
        based_on=sent.based_on,
        by=desk.viewer,
        at=desk.at,
    )
    return RevisionOut.model_validate(made)


@operation(
    api, "/provisions/<int:provision_id>/positions", act="read", answers=Listed[PositionOut],
    summary="The live positions on a provision that this reader may see",
)  # fmt: skip
def positions(desk: Desk, provision_id: int) -> Listed[PositionOut]:
    """Live positions."""
    examined = queries.examine_one(desk.db, provision_id, desk.viewer)
    return Listed(items=[_position(line) for line in examined.positions])


@operation(
    api, "/provisions/<int:provision_id>/positions", method="POST", act="state_position", takes=PositionForm,
    answers=PositionOut, summary="State a position on the wording that stands",
)  # fmt: skip
def state_position(desk: Desk, sent: PositionForm, provision_id: int) -> PositionOut:
    """State a position."""
    stated = actions.state_position(
        desk.db, texts.provision(desk.db, provision_id), sent.stance, by=desk.viewer, at=desk.at, reason=sent.reason,
        amendment_id=sent.amendment, visibility=sent.visibility, on=sent.on, for_group=sent.on_behalf_of == "group",
    )  # fmt: skip
    return _position(queries.with_staleness(desk.db, [stated])[0])


@operation(
    api, "/positions/<int:position_id>/withdraw", method="POST", act="state_position", answers=Nothing,
    summary="Withdraw a position", status=200,
)  # fmt: skip
def withdraw_position(desk: Desk, _sent: Nothing, position_id: int) -> Nothing:
    """Withdraw a position."""
    actions.withdraw_position(desk.db, queries.position(desk.db, position_id, desk.viewer), by=desk.viewer, at=desk.at)
    return Nothing()


@operation(
    api, "/provisions/<int:provision_id>/amendments", act="read", answers=Listed[AmendmentOut],
    summary="The amendments to a provision",
)  # fmt: skip
def amendments(desk: Desk, provision_id: int) -> Listed[AmendmentOut]:
    """Every amendment, the live ones first."""
    texts.provision(desk.db, provision_id)
    return Listed(items=[_amendment(row) for row in queries.amendments_to(desk.db, provision_id)])


@operation(
    api, "/provisions/<int:provision_id>/amendments", method="POST", act="file_amendment", takes=AmendmentForm,
    answers=AmendmentOut, summary="File an amendment",
)  # fmt: skip
def file_amendment(desk: Desk, sent: AmendmentForm, provision_id: int) -> AmendmentOut:
    """File an amendment."""
    filed = actions.file_amendment(
        desk.db, texts.provision(desk.db, provision_id), sent.kind, sent.words or None, sent.reason, by=desk.viewer,
        at=desk.at, on=sent.on, after=texts.provision(desk.db, sent.after) if sent.after else None,
    )  # fmt: skip
    return _amendment(filed)


@operation(
    api, "/provisions/<int:provision_id>/gavel", method="POST", act="gavel", takes=GavelForm, answers=ProvisionOut,
    summary="Declare a provision agreed ad referendum",
)  # fmt: skip
def gavel(desk: Desk, sent: GavelForm, provision_id: int) -> ProvisionOut:
    """The gavel falls."""
    actions.gavel(desk.db, texts.provision(desk.db, provision_id), on=sent.on, by=desk.viewer, at=desk.at)
    return _provision(queries.examine_one(desk.db, provision_id, desk.viewer))


@operation(
    api, "/provisions/<int:provision_id>/reopen", method="POST", act="reopen", takes=ReasonForm, answers=ProvisionOut,
    summary="Ask to reopen what was agreed ad referendum",
)  # fmt: skip
def reopen(desk: Desk, sent: ReasonForm, provision_id: int) -> ProvisionOut:
    """Reopen."""
    actions.reopen(desk.db, texts.provision(desk.db, provision_id), sent.reason, by=desk.viewer, at=desk.at)
    return _provision(queries.examine_one(desk.db, provision_id, desk.viewer))


@operation(
    api,
    "/revisions/<int:revision_id>/contest",
    method="POST",
    act="contest_editorial",
    takes=ReasonForm,
    answers=ProvisionOut,
    summary="Contest that a change was editorial",
)
def contest_editorial(desk: Desk, sent: ReasonForm, revision_id: int) -> ProvisionOut:
    """Contest a change."""
    found = texts.revision(desk.db, revision_id)
    actions.contest_editorial(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _provision(queries.examine_one(desk.db, found.provision_id, desk.viewer))


@operation(
    api,
    "/texts/<int:text_id>/adoption",
    method="POST",
    act="adopt",
    takes=AdoptionForm,
    answers=TextOut,
    summary="Adopt a whole text, without a vote",
)
def adopt(desk: Desk, sent: AdoptionForm, text_id: int) -> TextOut:
    """Adopt a text."""
    found = texts.text(desk.db, text_id)
    actions.adopt(desk.db, found, sent.symbol, by=desk.viewer, at=desk.at, on=sent.on)
    return TextOut.model_validate(found)


@operation(
    api, "/texts", method="POST", act="draft_text", takes=TextForm, answers=TextOut, summary="Begin a text"
)  # fmt: skip
def begin_text(desk: Desk, sent: TextForm) -> TextOut:
    """Begin a text."""
    return TextOut.model_validate(writing.begin_text(desk.db, sent.kind, sent.title, by=desk.viewer, at=desk.at))


@operation(
    api, "/texts/<int:text_id>/provisions", method="POST", act="draft_text", takes=ProvisionForm, answers=ProvisionOut,
    summary="Add a provision to a text",
)  # fmt: skip
def add_provision(desk: Desk, sent: ProvisionForm, text_id: int) -> ProvisionOut:
    """Add a provision."""
    writing.check_marks(desk.db, text_id, sent.words)
    made = writing.add_provision(
        desk.db, texts.text(desk.db, text_id), sent.kind, sent.words, by=desk.viewer, at=desk.at,
        parent=texts.provision(desk.db, sent.parent) if sent.parent else None,
        after=texts.provision(desk.db, sent.after) if sent.after else None,
    )  # fmt: skip
    return _provision(queries.examine_one(desk.db, made.id, desk.viewer))


@operation(
    api, "/provisions/<int:provision_id>/remove", method="POST", act="draft_text", answers=Nothing,
    summary="Take a provision out of its text", status=200,
)  # fmt: skip
def remove_provision(desk: Desk, _sent: Nothing, provision_id: int) -> Nothing:
    """Take a provision out."""
    actions.remove_provision(desk.db, texts.provision(desk.db, provision_id), by=desk.viewer, at=desk.at)
    return Nothing()


@operation(
    api, "/positions/<int:position_id>/reaffirm", method="POST", act="state_position", takes=GavelForm,
    answers=PositionOut, summary="State a position once more on the wording that now stands",
)  # fmt: skip
def reaffirm(desk: Desk, sent: GavelForm, position_id: int) -> PositionOut:
    """Reaffirm a position."""
    found = queries.position(desk.db, position_id, desk.viewer)
    stated = actions.reaffirm(desk.db, found, on=sent.on, by=desk.viewer, at=desk.at)
    return _position(queries.with_staleness(desk.db, [stated])[0])


@operation(
    api, "/amendments/<int:amendment_id>/withdraw", method="POST", act="file_amendment", answers=AmendmentOut,
    summary="Withdraw an amendment", status=200,
)  # fmt: skip
def withdraw_amendment(desk: Desk, _sent: Nothing, amendment_id: int) -> AmendmentOut:
    """Withdraw an amendment."""
    found = queries.amendment(desk.db, amendment_id)
    actions.withdraw_amendment(desk.db, found, by=desk.viewer, at=desk.at)
    return _amendment(found)


def _provision(examined: queries.Examined) -> ProvisionOut:
    line = examined.line
    return ProvisionOut(
        id=line.provision_id, text=line.text_id, kind=line.kind, number=line.number, level=line.level, words=line.words,
        notes=[NoteOut.model_validate(note) for note in line.notes], revision=line.revision_id,
        revision_number=line.revision_number, state=examined.state, brackets_open=line.open,
    )  # fmt: skip


def _position(line: queries.PositionLine) -> PositionOut:
    row: Position = line.position
    return PositionOut(
        id=row.id, provision=row.provision_id, revision=row.revision_id, holder=line.held.holder, stance=row.stance,
        reason=row.reason, amendment=row.amendment_id, visibility=row.visibility, stated_at=row.stated_at, stale=line.stale,
    )  # fmt: skip


def _amendment(row: Amendment) -> AmendmentOut:
    return AmendmentOut(
        id=row.id, provision=row.provision_id, revision=row.revision_id, sponsor=row.delegation.code, kind=row.kind,
        words=row.words, reason=row.reason, filed_at=row.filed_at, ended=row.end_reason,
    )  # fmt: skip
