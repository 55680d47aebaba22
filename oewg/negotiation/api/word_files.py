"""A delegation's Word file, and the amendments that it proposes, for programs."""

from flask.typing import ResponseReturnValue
from flask_babel import gettext

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Keep, Listed, Out, operation
from oewg.negotiation import actions, queries
from oewg.negotiation.api.shapes import AmendmentOut, ProvisionOut, amendment_out, api, provision_out
from oewg.negotiation.forms import SentAmendments, SentChanges, SentWordFile
from oewg.negotiation.views.sending import read_upload
from oewg.texts import queries as texts
from oewg.texts.documents.understood import Remark
from oewg.texts.documents.uploads import from_base64


class ProposedOut(Out):
    """An amendment as it would be filed. `doubt` says why a person has to decide first; "" where nothing is in doubt."""

    provision: int
    kind: str
    on: int
    words: str | None
    after: int | None
    reason: str
    doubt: str
    notes: list[str]


class RemarkOut(Out):
    """Something of the file that was not taken, and where."""

    place: str
    said: str


class UnderstoodOut(Out):
    """What a file proposes; nothing of it is filed. `recognized` is how many of its paragraphs are provisions of the text."""

    amendments: list[ProposedOut]
    remarks: list[RemarkOut]
    authors: list[str]
    recognized: int


@operation(
    api, "/texts/<int:text_id>/word-file", method="POST", act="file_amendment", takes=SentWordFile, answers=UnderstoodOut,
    status=200, summary="Which amendments a Word file with tracked changes proposes; nothing is filed", own_transaction=True,
)  # fmt: skip
def understand_word_file(sent: SentWordFile, keep: Keep, text_id: int) -> ResponseReturnValue:
    """Understand a file: it is read first, then compared with the text as it stands."""
    return _understood(sent, keep, text_id)


@operation(
    api, "/texts/<int:text_id>/changed-file", method="POST", act="draft_text", takes=SentWordFile, answers=UnderstoodOut,
    status=200, summary="Which changes to the text itself a Word file has; nothing is taken in", own_transaction=True,
)  # fmt: skip
def understand_changed_file(sent: SentWordFile, keep: Keep, text_id: int) -> ResponseReturnValue:
    """Understand a file in the same way, for the secretariat: also an earlier edition's own, without tracked changes."""
    return _understood(sent, keep, text_id)


def _understood(sent: SentWordFile, keep: Keep, text_id: int) -> ResponseReturnValue:
    file = read_upload(from_base64(sent.file, sent.file_name))

    def last_step(desk: Desk) -> UnderstoodOut:
        texts.text(desk.db, text_id)
        found = queries.understand_file(desk.db, text_id, file.only(sent.author) if sent.author else file)
        found = queries.with_doubts(desk.db, found, desk.viewer)
        return UnderstoodOut(
            amendments=[
                ProposedOut(
                    provision=one.provision_id, kind=one.kind, on=one.on, words=one.words, after=one.after,
                    reason=one.reason, doubt=gettext(one.doubt) if one.doubt else "",
                    notes=[gettext(each) for each in one.notes],
                )
                for one in found.drafts
            ],
            remarks=[_out(one) for one in found.remarks],
            authors=list(found.authors),
            recognized=found.recognized,
        )  # fmt: skip

    return keep(last_step)


def _out(remark: Remark) -> RemarkOut:
    return RemarkOut(place=remark.place, said=gettext(remark.said, **dict(remark.values)))


@operation(
    api, "/texts/<int:text_id>/amendments", method="POST", act="file_amendment", takes=SentAmendments,
    answers=Listed[AmendmentOut], summary="File several amendments to a text at once: all of them, or none",
)  # fmt: skip
def file_amendments(desk: Desk, sent: SentAmendments, text_id: int) -> Listed[AmendmentOut]:
    """File several amendments."""
    filed = actions.file_amendments(
        desk.db, texts.text(desk.db, text_id), sent.filings(), by=desk.viewer, at=desk.at,
        for_group=sent.on_behalf_of == "group",
    )  # fmt: skip
    return Listed(items=[amendment_out(row) for row in filed])


@operation(
    api, "/texts/<int:text_id>/changes", method="POST", act="draft_text", takes=SentChanges, answers=Listed[ProvisionOut],
    status=200, summary="Take several changes into the text itself: all of them, or none",
)  # fmt: skip
def take_in(desk: Desk, sent: SentChanges, text_id: int) -> Listed[ProvisionOut]:
    """Take the changes of a file in; the answer is the text as it then stands."""
    text = texts.text(desk.db, text_id)
    actions.take_in(desk.db, text, sent.filings(), sent.nature, by=desk.viewer, at=desk.at)
    return Listed(items=[provision_out(each) for each in queries.survey(desk.db, text_id, desk.viewer)])
