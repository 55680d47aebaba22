"""Texts, provisions, wordings and rolling texts for programs."""

from pydantic import Field

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Cursor, Listed, Nothing, Out, cut, operation
from oewg.core.forms import Form
from oewg.negotiation import actions, queries
from oewg.negotiation.api.shapes import (
    ProvisionOut,
    RevisionOut,
    StateOut,
    TextOut,
    api,
    provision_out,
)
from oewg.negotiation.forms import ReasonForm, RevisionForm
from oewg.negotiation.rules.rolling import Segment
from oewg.texts import actions as writing
from oewg.texts import queries as texts
from oewg.texts.forms import MoveForm, ProvisionForm, TextForm


class WholeTextOut(TextOut):
    """One text; `wording` is the digest of all of it as it stands, which whoever puts it under silence sends back."""

    wording: str


class RollingAsked(Form):
    """Whose amendments: those of one delegation or group, by its code, or all."""

    by: str = Field("", max_length=16)


class SegmentOut(Out):
    """Some words: whether the base has them, and the ids of the amendments that have them."""

    text: str
    base: bool
    in_: list[int] = Field(serialization_alias="in")


class InsertionOut(Out):
    """Words that would stand as a provision of their own after this one, or (`under`) first under it."""

    text: str
    base: bool = False
    under: bool
    in_: list[int] = Field(serialization_alias="in")


class MoveOut(Out):
    """An amendment that would let this provision stand after another."""

    amendment: int
    after: int | None


class RollingOut(Out):
    """A provision with every open amendment in place."""

    provision: int
    number: str
    kind: str
    level: int
    revision: int
    segments: list[SegmentOut]
    insertions: list[InsertionOut]
    moves: list[MoveOut]


@operation(api, "/texts", act="read", answers=Listed[TextOut], query=Cursor, summary="The texts of the group")
def texts_list(desk: Desk, asked: Cursor) -> Listed[TextOut]:
    """Texts in the order in which they were begun."""
    rows = texts.texts_after(desk.db, asked.number(), asked.limit + 1)
    return cut([TextOut.model_validate(row) for row in rows], asked.limit, lambda item: item.id)


@operation(api, "/texts/<int:text_id>", act="read", answers=WholeTextOut, summary="One text")
def text(desk: Desk, text_id: int) -> WholeTextOut:
    """One text."""
    found = TextOut.model_validate(texts.text(desk.db, text_id))
    return WholeTextOut(**found.model_dump(), wording=texts.wording_digest(desk.db, text_id))


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
    return Listed(items=[provision_out(e) for e in queries.survey(desk.db, text_id, desk.viewer)])


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
            for e in queries.survey(desk.db, text_id, desk.viewer)
        ]
    )


@operation(api, "/provisions/<int:provision_id>", act="read", answers=ProvisionOut, summary="One provision")
def provision(desk: Desk, provision_id: int) -> ProvisionOut:
    """One provision."""
    return provision_out(queries.examine_one(desk.db, provision_id, desk.viewer))


@operation(
    api, "/provisions/<int:provision_id>/revisions", act="read", answers=Listed[RevisionOut],
    summary="Every wording of a provision, the latest first",
)  # fmt: skip
def revisions(desk: Desk, provision_id: int) -> Listed[RevisionOut]:
    """Every wording."""
    texts.provision(desk.db, provision_id)
    return Listed(items=[RevisionOut.model_validate(row) for row in texts.revisions(desk.db, provision_id)])


@operation(
    api, "/provisions/<int:provision_id>/revisions", method="POST", act="revise_text", takes=RevisionForm, answers=RevisionOut,
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
    contest = actions.contest_editorial(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return provision_out(queries.examine_one(desk.db, contest.revision.provision_id, desk.viewer))


@operation(
    api, "/texts", method="POST", act="draft_text", takes=TextForm, answers=TextOut, summary="Begin a text"
)  # fmt: skip
def begin_text(desk: Desk, sent: TextForm) -> TextOut:
    """Begin a text."""
    made = writing.begin_text(
        desk.db, sent.kind, sent.title, by=desk.viewer, at=desk.at, original_language=sent.original_language
    )
    return TextOut.model_validate(made)


@operation(
    api, "/texts/<int:text_id>/provisions", method="POST", act="draft_text", takes=ProvisionForm, answers=ProvisionOut,
    summary="Add a provision to a text",
)  # fmt: skip
def add_provision(desk: Desk, sent: ProvisionForm, text_id: int) -> ProvisionOut:
    """Add a provision; for a footnote the answer is the provision on which it hangs."""
    made = actions.add_provision(
        desk.db, texts.text(desk.db, text_id), sent.kind, sent.words, by=desk.viewer, at=desk.at,
        parent=texts.provision(desk.db, sent.parent) if sent.parent else None,
        after=texts.provision(desk.db, sent.after) if sent.after else None, alternative=sent.alternative,
        nature=sent.nature,
    )  # fmt: skip
    return provision_out(queries.examine_one(desk.db, texts.stands_in(desk.db, made).id, desk.viewer))


@operation(
    api, "/provisions/<int:provision_id>/remove", method="POST", act="draft_text", answers=Nothing,
    summary="Take a provision out of its text", status=200,
)  # fmt: skip
def remove_provision(desk: Desk, _sent: Nothing, provision_id: int) -> Nothing:
    """Take a provision out."""
    actions.remove_provision(desk.db, texts.provision(desk.db, provision_id), by=desk.viewer, at=desk.at)
    return Nothing()


@operation(
    api, "/texts/<int:text_id>/rolling", act="read", answers=Listed[RollingOut], query=RollingAsked,
    summary="A text with every open amendment in place",
)  # fmt: skip
def rolling(desk: Desk, asked: RollingAsked, text_id: int) -> Listed[RollingOut]:
    """The rolling text, provision by provision."""
    texts.text(desk.db, text_id)
    examined = queries.survey(desk.db, text_id, desk.viewer)
    only = queries.sponsored_by(examined, asked.by) if asked.by else None
    return Listed(items=[_rolling(queries.rolling(each, only)) for each in examined])


def _rolling(found: queries.Rolling) -> RollingOut:
    line = found.examined.line
    return RollingOut(
        provision=line.provision_id, number=line.number, kind=line.kind, level=line.level, revision=line.revision_id,
        segments=[_segment(each) for each in found.segments],
        insertions=[
            InsertionOut(text=each.words, under=each.under, in_=list(each.amendments)) for each in found.insertions
        ],
        moves=[MoveOut(amendment=each.amendment.id, after=each.amendment.after_id) for each in found.moves],
    )  # fmt: skip


def _segment(segment: Segment) -> SegmentOut:
    return SegmentOut(text=segment.text, base=segment.base, in_=sorted(int(each) for each in segment.having))


@operation(
    api, "/texts/<int:text_id>/moves", method="POST", act="draft_text", takes=MoveForm, answers=ProvisionOut,
    summary="Let a provision stand elsewhere in its text",
)  # fmt: skip
def move_provision(desk: Desk, sent: MoveForm, text_id: int) -> ProvisionOut:
    """Move a provision."""
    found = texts.provision_of(desk.db, text_id, sent.provision)
    actions.move_provision(
        desk.db, found, by=desk.viewer, at=desk.at,
        after=texts.provision(desk.db, sent.after) if sent.after else None,
        parent=texts.provision(desk.db, sent.parent) if sent.parent else None,
    )  # fmt: skip
    return provision_out(queries.examine_one(desk.db, found.id, desk.viewer))
