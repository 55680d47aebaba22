"""Files that become texts, for programs: what is understood of one, and reading it in."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Keep, Out, operation
from oewg.texts import actions, queries
from oewg.texts.api.room import api
from oewg.texts.documents.uploads import decoded
from oewg.texts.forms import OutlineForm, SentSource
from oewg.texts.views.incoming import understood


class PlannedOut(Out):
    """A provision that would be: sent back as it is, but for `number`, which it will bear."""

    kind: str
    level: int
    words: str
    label: str
    notes: list[tuple[str, str]]
    number: str


class SourceRemarkOut(Out):
    """Something of the file that was not understood, or taken in another way than it may have been meant, and where."""

    place: str
    said: str
    fault: bool


class SourceOut(Out):
    """What was understood of a file; nothing of it is read in."""

    title: str
    outline: list[PlannedOut]
    remarks: list[SourceRemarkOut]


class ReadInOut(Out):
    """The provisions that were read in, by their ids."""

    text: int
    provisions: list[int]


@operation(
    api, "/files/understood", method="POST", act="draft_text", takes=SentSource, answers=SourceOut, status=200,
    summary="What is understood of a file (Word, plain text, Markdown, Akoma Ntoso); nothing is read in", own_transaction=True,
)  # fmt: skip
def understand_file(sent: SentSource, keep: Keep) -> ResponseReturnValue:
    """Understand a file, before anybody has to wait for it."""
    title, lines, remarks = understood(decoded(sent.file), sent.file_name)

    def last_step(_desk: Desk) -> SourceOut:
        return SourceOut(
            title=title,
            outline=[
                PlannedOut(
                    kind=one.kind, level=one.level, words=one.words, label=one.label, notes=list(one.notes), number=one.number
                )
                for one in lines
            ],
            remarks=[
                SourceRemarkOut(place=one.place, said=gettext(one.said, **dict(one.values)), fault=one.fault) for one in remarks
            ],
        )  # fmt: skip

    return keep(last_step)


@operation(
    api, "/texts/<int:text_id>/outline", method="POST", act="draft_text", takes=OutlineForm, answers=ReadInOut,
    summary="Read provisions into a text that has none yet",
)  # fmt: skip
def read_in(desk: Desk, sent: OutlineForm, text_id: int) -> ReadInOut:
    """Read provisions in."""
    text = queries.text(desk.db, text_id)
    made = actions.read_in(desk.db, text, [one.planned() for one in sent.outline], by=desk.viewer, at=desk.at)
    return ReadInOut(text=text_id, provisions=[one.id for one in made])
