"""The drafting of the report for programs: sections in hand, remarks on passages. For those who draft."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import Listed, Nothing, Out, operation
from oewg.core.errors import NotFound
from oewg.core.forms import on_the_clock
from oewg.report import actions, queries
from oewg.report.api.room import api
from oewg.report.forms.drafting import (
    AssignmentForm,
    HandInForm,
    PlacedRemarkForm,
    ReasonForm,
    RevisionOfPassageForm,
    SentenceForm,
    SuggestionForm,
    TakeBackForm,
    TakeForm,
)
from oewg.texts import queries as texts


class AssignmentOut(Out):
    """In whose hands a section is; what is handed in at `due_at` is late."""

    id: int
    drafter: int
    assigned_at: datetime
    due_at: datetime
    zone: str
    note: str
    most_words: int | None
    handed_in_at: datetime | None


class SectionOut(Out):
    """A section of the draft. `state`: "unassigned", "in_hand", "overdue" or "handed_in"; `waiting`: remarks to be answered."""

    heading: int
    citation: str
    words: int
    state: str
    waiting: int
    assignment: AssignmentOut | None


class RemarkOut(Out):
    """What is said of a passage. `starts` and `ends` are on the wording `revision`; `now` is where the passage stands, if it does.

    `state`: "open", "carried", "resolved", "taken", "declined" or "withdrawn"; `stale`: "", "reworded", "gone" or "removed".
    """

    id: int
    provision: int
    revision: int
    kind: str
    starts: int
    ends: int
    quote: str
    words: str
    proposed: str | None
    by: int
    capacity: str
    said_at: datetime
    state: str
    stale: str
    now: tuple[int, int] | None
    end_words: str
    made_revision: int | None


class WordingOut(Out):
    """The wording that was made."""

    provision: int
    revision: int
    number: int
    words: str


@operation(
    api, "/report/sections", act="draft_section", answers=Listed[SectionOut],
    summary="The sections of the draft report, and in whose hands each is",
)  # fmt: skip
def sections(desk: Desk) -> Listed[SectionOut]:
    """Sections, in the order of the text."""
    text = queries.draft_or_not_found(desk.db)
    return Listed(items=[_section(one) for one in queries.drafting(desk.db, text.id, desk.viewer, desk.at).sections])


def _section(one: queries.SectionLine) -> SectionOut:
    row = one.assignment
    return SectionOut(
        heading=one.heading.provision_id, citation=one.heading.citation, words=one.words, state=one.state,
        waiting=one.waiting,
        assignment=AssignmentOut(
            id=row.id, drafter=row.account_id, assigned_at=row.assigned_at, due_at=row.due_at, zone=row.zone,
            note=row.note, most_words=row.most_words, handed_in_at=row.handed_in_at,
        ) if row else None,
    )  # fmt: skip


def _of_heading(desk: Desk, heading_id: int) -> SectionOut:
    text = queries.draft_or_not_found(desk.db)
    return _section(queries.drafting(desk.db, text.id, desk.viewer, desk.at).section(heading_id))


@operation(
    api, "/report/sections/<int:heading_id>/assign", method="POST", act="assign_section", takes=AssignmentForm,
    answers=SectionOut, summary="Put a section into somebody's hands until an instant",
)  # fmt: skip
def assign_section(desk: Desk, sent: AssignmentForm, heading_id: int) -> SectionOut:
    """Assign a section; a time without an offset is on the clocks of the zone."""
    actions.assign_section(
        desk.db, texts.provision(desk.db, heading_id), sent.drafter, on_the_clock(sent.due, sent.zone, "due"), sent.zone,
        by=desk.viewer, at=desk.at, note=sent.note, most_words=sent.most_words,
    )  # fmt: skip
    return _of_heading(desk, heading_id)


@operation(
    api, "/report/assignments/<int:assignment_id>/take-back", method="POST", act="assign_section", takes=TakeBackForm,
    answers=SectionOut, status=200, summary="Take a section out of its drafter's hands",
)  # fmt: skip
def take_back_section(desk: Desk, sent: TakeBackForm, assignment_id: int) -> SectionOut:
    """Take it back."""
    found = queries.assignment(desk.db, assignment_id, desk.viewer)
    actions.take_back_section(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _of_heading(desk, found.heading_id)


@operation(
    api, "/report/assignments/<int:assignment_id>/hand-in", method="POST", act="draft_section", takes=HandInForm,
    answers=SectionOut, status=200, summary="Hand a section in",
)  # fmt: skip
def hand_in_section(desk: Desk, sent: HandInForm, assignment_id: int) -> SectionOut:
    """Hand it in."""
    found = queries.assignment(desk.db, assignment_id, desk.viewer)
    actions.hand_in_section(desk.db, found, sent.words, by=desk.viewer, at=desk.at)
    return _of_heading(desk, found.heading_id)


@operation(
    api, "/report/passages/<int:provision_id>/revisions", method="POST", act="draft_section", takes=RevisionOfPassageForm,
    answers=WordingOut, summary="Give a provision of the draft in one's section, or a footnote of it, a new wording",
)  # fmt: skip
def revise_passage(desk: Desk, sent: RevisionOfPassageForm, provision_id: int) -> WordingOut:
    """A new wording."""
    found = texts.provision(desk.db, sent.footnote or provision_id)
    if texts.stands_in(desk.db, found).id != provision_id:
        raise NotFound
    made = actions.revise_section(
        desk.db, found, sent.words, sent.nature, based_on=sent.based_on, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return WordingOut(provision=found.id, revision=made.id, number=made.number, words=made.words)


@operation(
    api, "/report/remarks", act="draft_section", answers=Listed[RemarkOut],
    summary="What is said of the passages of the draft report, in the order of the text",
)  # fmt: skip
def remarks(desk: Desk) -> Listed[RemarkOut]:
    """All remarks."""
    text = queries.draft_or_not_found(desk.db)
    return Listed(items=[_remark(one) for one in queries.drafting(desk.db, text.id, desk.viewer, desk.at).remarks])


def _remark(one: queries.RemarkLine) -> RemarkOut:
    row, place = one.remark, one.place
    return RemarkOut(
        id=row.id, provision=row.provision_id, revision=row.revision_id, kind=row.kind, starts=row.starts, ends=row.ends,
        quote=row.quote, words=row.words, proposed=row.proposed, by=row.said_by, capacity=row.capacity,
        said_at=row.said_at, state=one.state, stale=one.stale, now=(place.starts, place.ends) if place else None,
        end_words=row.end_words, made_revision=row.made_revision_id,
    )  # fmt: skip


def _of_remark(desk: Desk, remark_id: int) -> RemarkOut:
    text = queries.draft_or_not_found(desk.db)
    for one in queries.drafting(desk.db, text.id, desk.viewer, desk.at).remarks:
        if one.remark.id == remark_id:
            return _remark(one)
    raise NotFound


@operation(
    api, "/report/passages/<int:provision_id>/remarks", method="POST", act="draft_section", takes=PlacedRemarkForm,
    answers=RemarkOut, summary="Say or ask something of a passage of the draft report",
)  # fmt: skip
def remark_on_passage(desk: Desk, sent: PlacedRemarkForm, provision_id: int) -> RemarkOut:
    """A comment or a question."""
    row = actions.remark_on_passage(
        desk.db, texts.provision(desk.db, provision_id), sent.kind, sent.words, sent.starts, sent.ends, on=sent.on,
        by=desk.viewer, at=desk.at, quote=sent.quote,
    )  # fmt: skip
    return _of_remark(desk, row.id)


@operation(
    api, "/report/passages/<int:provision_id>/suggestions", method="POST", act="suggest_words", takes=SuggestionForm,
    answers=RemarkOut, summary="Suggest words in the place of a passage of the draft report",
)  # fmt: skip
def suggest_words(desk: Desk, sent: SuggestionForm, provision_id: int) -> RemarkOut:
    """A suggestion by the Chair."""
    row = actions.remark_on_passage(
        desk.db, texts.provision(desk.db, provision_id), "suggestion", sent.words, sent.starts, sent.ends, on=sent.on,
        by=desk.viewer, at=desk.at, quote=sent.quote, proposed=sent.proposed,
    )  # fmt: skip
    return _of_remark(desk, row.id)


@operation(
    api, "/report/remarks/<int:remark_id>/resolve", method="POST", act="draft_section", takes=SentenceForm,
    answers=RemarkOut, status=200, summary="Say how a comment or a question was resolved",
)  # fmt: skip
def resolve_remark(desk: Desk, sent: SentenceForm, remark_id: int) -> RemarkOut:
    """Resolve it."""
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.resolve_remark(desk.db, found, sent.words, by=desk.viewer, at=desk.at)
    return _of_remark(desk, remark_id)


@operation(
    api, "/report/remarks/<int:remark_id>/carry", method="POST", act="draft_section", takes=SentenceForm,
    answers=RemarkOut, status=200, summary="Carry a remark over to the next edition",
)  # fmt: skip
def carry_remark(desk: Desk, sent: SentenceForm, remark_id: int) -> RemarkOut:
    """Carry it over."""
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.carry_remark(desk.db, found, sent.words, by=desk.viewer, at=desk.at)
    return _of_remark(desk, remark_id)


@operation(
    api, "/report/remarks/<int:remark_id>/take", method="POST", act="draft_section", takes=TakeForm, answers=RemarkOut,
    status=200, summary="Put suggested words in the place of the passage",
)  # fmt: skip
def take_suggestion(desk: Desk, sent: TakeForm, remark_id: int) -> RemarkOut:
    """Take them."""
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.take_suggestion(desk.db, found, sent.nature, by=desk.viewer, at=desk.at)
    return _of_remark(desk, remark_id)


@operation(
    api, "/report/remarks/<int:remark_id>/decline", method="POST", act="draft_section", takes=ReasonForm,
    answers=RemarkOut, status=200, summary="Leave the words as they stand, with the reason",
)  # fmt: skip
def decline_suggestion(desk: Desk, sent: ReasonForm, remark_id: int) -> RemarkOut:
    """Decline them."""
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.decline_suggestion(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _of_remark(desk, remark_id)


@operation(
    api, "/report/remarks/<int:remark_id>/withdraw", method="POST", act="suggest_words", answers=RemarkOut, status=200,
    summary="Take suggested words back",
)  # fmt: skip
def withdraw_suggestion(desk: Desk, _sent: Nothing, remark_id: int) -> RemarkOut:
    """Withdraw them."""
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.withdraw_suggestion(desk.db, found, by=desk.viewer, at=desk.at)
    return _of_remark(desk, remark_id)
