"""The pages on which the report is drafted: all sections, one section, one passage with what is said of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number, whole_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations.rules.dispositions import marked, sentences
from oewg.consultations.views.dispositions import stretches
from oewg.core.errors import Invalid, NotFound, say
from oewg.core.forms import on_the_clock
from oewg.report import actions, queries
from oewg.report.forms.checks import AcceptanceForm
from oewg.report.forms.drafting import (
    AssignmentForm,
    HandInForm,
    ReasonForm,
    RemarkForm,
    RevisionOfPassageForm,
    SentenceForm,
    TakeBackForm,
    TakeForm,
)
from oewg.report.models import Remark
from oewg.report.rules import drafting as rules
from oewg.report.rules.checks import CHECKS
from oewg.report.rules.remarks import KINDS, OUTCOMES
from oewg.report.rules.workspace import MOST_WORDS, length
from oewg.report.views.room import on_piece, pages
from oewg.texts import queries as texts
from oewg.texts.actions import StaleSave
from oewg.texts.models import Provision
from oewg.texts.rules.redline import redline

FOUND_ON_A_PASSAGE = 50
ZONES = ("America/New_York", "Europe/Zurich", "UTC")
"""On whose clocks a deadline is usually set."""


@pages.get("/report/workspace")
@asks("draft_section")
def workspace(desk: Desk) -> ResponseReturnValue:
    """The draft by sections: who drafts which until when, how long each is, what waits in it; one's own first."""
    text = queries.draft_or_not_found(desk.db)
    drafting = queries.drafting(desk.db, text.id, desk.viewer, desk.at)
    source = queries.source(desk.db, text, desk.at)
    checked = queries.checked(desk.db, text, desk.viewer, desk.at, source)
    long, found = length(source), checked.open_on()
    given = [row.most_words for row in (one.assignment for one in drafting.sections) if row and row.most_words]
    return render_template(
        "report/workspace.html",
        text=text,
        drafting=drafting,
        own=list(drafting.own(desk.viewer.account_id)),
        states=rules.STATES,
        findings={
            one.heading.provision_id: sum(found[line.provision_id] for line in one.lines) for one in drafting.sections
        },
        open_findings=checked.open,
        budget=rules.budget(MOST_WORDS, long.procedural, given),
        length=long,
        most_words=MOST_WORDS,
    )


@pages.get("/report/sections/<int:heading_id>")
@asks("draft_section")
def section(desk: Desk, heading_id: int) -> ResponseReturnValue:
    """One section: its words, who drafts it until when, what waits in it, and the next step."""
    text = queries.draft_or_not_found(desk.db)
    drafting = queries.drafting(desk.db, text.id, desk.viewer, desk.at)
    found = drafting.section(heading_id)
    findings = queries.checked(desk.db, text, desk.viewer, desk.at).open_on()
    row = found.assignment
    return render_template(
        "report/section.html",
        text=text,
        section=found,
        states=rules.STATES,
        history=queries.assignments_of(desk.db, heading_id, desk.viewer),
        own=row is not None and row.account_id == desk.viewer.account_id,
        revises=text.closed_at is None
        and rules.may_revise(
            desk.viewer.may("revise_text"), desk.viewer.account_id, queries.as_in_hand(row) if row else None
        ),
        late=queries.as_in_hand(row).late if row else False,
        findings={line.provision_id: findings[line.provision_id] for line in found.lines},
        waiting=Counter(one.remark.provision_id for one in found.remarks if one.waits),
        drafters=queries.drafters(desk.db, desk.at) if desk.viewer.may("assign_section") else [],
        zones=ZONES,
        most_words=MOST_WORDS,
    )


def _of_assignment(desk: Desk, assignment_id: int) -> dict[str, int]:
    return {"heading_id": queries.assignment(desk.db, assignment_id, desk.viewer).heading_id}


@pages.post("/report/sections/<int:heading_id>/assign")
@asks("assign_section", again=section)
def assign_section(desk: Desk, heading_id: int) -> ResponseReturnValue:
    """Put a section into somebody's hands."""
    form = received(AssignmentForm)
    actions.assign_section(
        desk.db, texts.provision(desk.db, heading_id), form.drafter, on_the_clock(form.due, form.zone, "due"), form.zone,
        by=desk.viewer, at=desk.at, note=form.note, most_words=form.most_words,
    )  # fmt: skip
    return done("assign_section", "report.section", heading_id=heading_id)


@pages.post("/report/assignments/<int:assignment_id>/take-back")
@asks("assign_section", again=section, where=_of_assignment)
def take_back_section(desk: Desk, assignment_id: int) -> ResponseReturnValue:
    """Take a section out of its drafter's hands."""
    form = received(TakeBackForm)
    found = queries.assignment(desk.db, assignment_id, desk.viewer)
    actions.take_back_section(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("take_back_section", "report.section", heading_id=found.heading_id)


@pages.post("/report/assignments/<int:assignment_id>/hand-in")
@asks("draft_section", again=section, where=_of_assignment)
def hand_in_section(desk: Desk, assignment_id: int) -> ResponseReturnValue:
    """Hand a section in."""
    form = received(HandInForm)
    found = queries.assignment(desk.db, assignment_id, desk.viewer)
    actions.hand_in_section(desk.db, found, form.words, by=desk.viewer, at=desk.at)
    return done("hand_in_section", "report.section", heading_id=found.heading_id)


@pages.get("/report/passages/<int:provision_id>")
@asks("draft_section")
def passage(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """A provision of the draft with what is said of its passages and what the checks find, and the forms for both.

    What is said stands in pages: `page` names one, or `remark` what stands on it.
    """
    found = texts.provision(desk.db, provision_id)
    text = queries.draft_of(desk.db, found)
    if found.kind == "footnote":
        raise NotFound
    lines = {line.provision_id: line for line in texts.lines(desk.db, text.id)}
    line = lines.get(provision_id)
    page = queries.remarks_on(desk.db, found, desk.viewer, lines, number=_page_of_remarks(desk, provision_id))
    checked = queries.checked(desk.db, text, desk.viewer, desk.at).on(provision_id) if line else []
    checked.sort(key=lambda one: one.acceptance is not None)
    shown, more = checked[:FOUND_ON_A_PASSAGE], Counter(one.finding.check for one in checked[FOUND_ON_A_PASSAGE:])
    refusal = g.get("refusal")
    stale = refusal if isinstance(refusal, StaleSave) else None
    hand = queries.hand_on(desk.db, found)
    revisions = texts.last_revisions(desk.db, provision_id)
    places = _places(page.items, shown, provision_id)
    pieces = marked(line.words, [place for place, _ in places]) if line else []
    earlier = max(page.first - 1, 0)  # on the pages before, so that no two remarks bear the same figure
    order = list(lines)
    at = order.index(provision_id) if line else None
    return render_template(
        "report/passage.html",
        text=text,
        provision=found,
        line=line,
        before=lines[order[at - 1]] if at else None,
        after=lines[order[at + 1]] if at is not None and at + 1 < len(order) else None,
        heading=lines.get(hand.heading_id) if hand else _heading_above(desk, lines, found),
        page=page,
        place=on_piece(page.number),
        kinds=KINDS,
        outcomes=OUTCOMES,
        checks=CHECKS,
        found=shown,
        more=more,
        marked=[(piece, [earlier + n for n in numbers]) for piece, numbers in pieces],
        number_of=lambda what: next((n for n, (_, one) in enumerate(places, start=earlier + 1) if one is what), 0),
        revises=bool(line) and not text.closed_at and queries.may_revise(desk.db, desk.viewer, found),
        sentences=[(a, b, line.words[a:b]) for a, b in sentences(line.words)] if line else [],
        revisions=revisions,
        suggested=queries.suggested_by(desk.db, [row.id for row in revisions.items], desk.viewer),
        stale=redline(stale.had, stale.words) if stale else [],
    )


def _page_of_remarks(desk: Desk, provision_id: int) -> int:
    named = request.args.get("remark", "")
    if "page" in request.args or not named:
        return page_number()
    return queries.page_of_remark(desk.db, provision_id, whole_number(named))


@pages.post("/report/passages/<int:provision_id>/accept")
@asks("draft_section", again=passage)
def accept_on_passage(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Let what a check found in a passage stay as it is, and go on with the passage."""
    form = received(AcceptanceForm)
    text = queries.draft_of(desk.db, texts.provision(desk.db, provision_id))
    actions.accept_finding(
        desk.db, text, form.check, form.revision, form.starts, form.ends, form.reason, by=desk.viewer, at=desk.at
    )
    return done("accept_finding", "report.passage", provision_id=provision_id, anchor="findings")


def _heading_above(desk: Desk, lines: dict[int, Any], found: Provision) -> Any:
    at = rules.own_heading(texts.nodes(desk.db, found.text_id), found.id)
    return lines.get(at) if at is not None else None


def _places(
    remarks: Sequence[queries.RemarkLine], found: Sequence[queries.Found], provision_id: int
) -> list[tuple[tuple[int, int], object]]:
    """(stretch of the wording, what is marked there): remarks that wait or are carried, and findings, in that order."""
    marks: list[tuple[tuple[int, int], object]] = [
        ((one.place.starts, one.place.ends), one) for one in remarks if one.place and one.state in ("open", "carried")
    ]
    for one in found:
        wording = one.finding.wording
        if wording is not None and wording.provision_id == provision_id and one.finding.ends > one.finding.starts:
            marks.append(((one.finding.starts, one.finding.ends), one))
    return marks


@pages.post("/report/passages/<int:provision_id>/revise")
@asks("draft_section", again=passage)
def revise_passage(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Give a provision of the draft, or a footnote of it, a new wording."""
    form = received(RevisionOfPassageForm)
    found = texts.provision(desk.db, form.footnote or provision_id)
    if texts.stands_in(desk.db, found).id != provision_id:
        raise NotFound
    actions.revise_section(
        desk.db, found, form.words, form.nature, based_on=form.based_on, by=desk.viewer, at=desk.at
    )  # fmt: skip
    return done("revise", "report.passage", provision_id=provision_id)


def _said(act: str, row: Remark) -> ResponseReturnValue:
    return done(act, "report.passage", provision_id=row.provision_id, remark=row.id, anchor=f"remark-{row.id}")


def _stretch(words: str, form: RemarkForm) -> tuple[int, int, str | None]:
    found = stretches(words, form)
    if len(found) > 1:
        raise Invalid(
            say("A passage is one stretch of words: please tick sentences that follow one another."),
            {"sentences": say("Please tick what stands together.")},
        )
    return found[0]


@pages.post("/report/passages/<int:provision_id>/remarks")
@asks("draft_section", again=passage)
def remark_on_passage(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Say or ask something of a passage."""
    form = received(RemarkForm)
    found = texts.provision(desk.db, provision_id)
    starts, ends, quote = _stretch(texts.current_revision(desk.db, provision_id).words, form)
    row = actions.remark_on_passage(
        desk.db, found, form.kind, form.words, starts, ends, on=form.on, by=desk.viewer, at=desk.at, quote=quote
    )  # fmt: skip
    return _said("remark_on_passage", row)


@pages.post("/report/passages/<int:provision_id>/suggestions")
@asks("suggest_words", again=passage)
def suggest_words(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """Suggest words in the place of a passage."""
    form = received(RemarkForm)
    found = texts.provision(desk.db, provision_id)
    starts, ends, quote = _stretch(texts.current_revision(desk.db, provision_id).words, form)
    row = actions.remark_on_passage(
        desk.db, found, "suggestion", form.words, starts, ends, on=form.on, by=desk.viewer, at=desk.at, quote=quote,
        proposed=form.proposed,
    )  # fmt: skip
    return _said("suggest_words", row)


def _of_remark(desk: Desk, remark_id: int) -> dict[str, int]:
    return {"provision_id": queries.remark(desk.db, remark_id, desk.viewer).provision_id}


def _done(act: str, row: Remark) -> ResponseReturnValue:
    # What has ended stands behind what waits, perhaps on another page.
    anchor = "remarks" if row.outcome else f"remark-{row.id}"
    return done(act, "report.passage", provision_id=row.provision_id, anchor=anchor, **on_piece(page_number()))


@pages.post("/report/remarks/<int:remark_id>/resolve")
@asks("draft_section", again=passage, where=_of_remark)
def resolve_remark(desk: Desk, remark_id: int) -> ResponseReturnValue:
    """Say how a comment or a question was resolved."""
    form = received(SentenceForm)
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.resolve_remark(desk.db, found, form.words, by=desk.viewer, at=desk.at)
    return _done("resolve_remark", found)


@pages.post("/report/remarks/<int:remark_id>/carry")
@asks("draft_section", again=passage, where=_of_remark)
def carry_remark(desk: Desk, remark_id: int) -> ResponseReturnValue:
    """Let a remark wait for the edition after the coming one."""
    form = received(SentenceForm)
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.carry_remark(desk.db, found, form.words, by=desk.viewer, at=desk.at)
    return _done("carry_remark", found)


@pages.post("/report/remarks/<int:remark_id>/take")
@asks("draft_section", again=passage, where=_of_remark)
def take_suggestion(desk: Desk, remark_id: int) -> ResponseReturnValue:
    """Put suggested words in the place of the passage."""
    form = received(TakeForm)
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.take_suggestion(desk.db, found, form.nature, by=desk.viewer, at=desk.at)
    return _done("take_suggestion", found)


@pages.post("/report/remarks/<int:remark_id>/decline")
@asks("draft_section", again=passage, where=_of_remark)
def decline_suggestion(desk: Desk, remark_id: int) -> ResponseReturnValue:
    """Leave the words as they stand."""
    form = received(ReasonForm)
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.decline_suggestion(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return _done("decline_suggestion", found)


@pages.post("/report/remarks/<int:remark_id>/withdraw")
@asks("suggest_words", again=passage, where=_of_remark)
def withdraw_suggestion(desk: Desk, remark_id: int) -> ResponseReturnValue:
    """Take suggested words back."""
    found = queries.remark(desk.db, remark_id, desk.viewer)
    actions.withdraw_suggestion(desk.db, found, by=desk.viewer, at=desk.at)
    return _done("withdraw_suggestion", found)
