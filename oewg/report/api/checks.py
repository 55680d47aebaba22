"""What the checks find in the draft report, and the list of terms, for programs."""

from datetime import datetime

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.programs import LARGEST_PAGE, Cursor, Listed, Nothing, Out, cut, operation
from oewg.report import actions, queries
from oewg.report.api.room import api
from oewg.report.forms.checks import AcceptanceForm, EndTermForm, TermForm
from oewg.report.models import Term


class FindingOut(Out):
    """What a check found: at a place of a wording (`starts` and `ends` equal: the whole of it), or of an element of the mandate.

    `accepted` is the reason for which it stays as it is; empty while it is to be mended.
    """

    check: str
    provision: int | None
    revision: int | None
    citation: str
    starts: int
    ends: int
    quote: str
    sentence: str
    element: int | None
    acceptance: int | None
    accepted: str


class FindingsOut(Out):
    """A piece of what is found; `next`, when there is more, is the `after` of the next piece.

    `nothing` are the checks that found nothing, `open` is how much is to be mended, both of the whole draft. An act
    answers with the first piece.
    """

    findings: list[FindingOut]
    nothing: list[str]
    open: int
    next: str | None = None


class TermOut(Out):
    """A term, and what it stands instead of; once `ended_at` is there it is not on the list any more."""

    id: int
    term: str
    instead_of: str
    reason: str
    added_at: datetime
    ended_at: datetime | None
    end_reason: str


@operation(
    api, "/report/findings", act="draft_section", answers=FindingsOut, query=Cursor,
    summary="What the checks find in the draft report",
)  # fmt: skip
def findings(desk: Desk, asked: Cursor) -> FindingsOut:
    """Findings, check by check."""
    return _findings(desk, asked.number(), asked.limit)


def _findings(desk: Desk, first: int = 0, limit: int = LARGEST_PAGE) -> FindingsOut:
    text = queries.draft_or_not_found(desk.db)
    checked = queries.checked(desk.db, text, desk.viewer, desk.at)
    every = [one for each in checked.found.values() for one in each]
    return FindingsOut(
        findings=[_finding(one) for one in every[first : first + limit]],
        nothing=[name for name, each in checked.found.items() if not each],
        open=checked.open,
        next=str(first + limit) if len(every) > first + limit else None,
    )


def _finding(one: queries.Found) -> FindingOut:
    found, wording = one.finding, one.finding.wording
    return FindingOut(
        check=found.check, provision=wording.provision_id if wording else None,
        revision=wording.revision_id if wording else None, citation=wording.citation if wording else "",
        starts=found.starts, ends=found.ends, quote=found.quote,
        sentence=found.sentence % found.values if found.values else found.sentence, element=found.element_id,
        acceptance=one.acceptance.id if one.acceptance else None,
        accepted=one.acceptance.reason if one.acceptance else "",
    )  # fmt: skip


@operation(
    api, "/report/findings/accept", method="POST", act="draft_section", takes=AcceptanceForm, answers=FindingsOut,
    summary="Let what a check found stay as it is, with the reason",
)  # fmt: skip
def accept_finding(desk: Desk, sent: AcceptanceForm) -> FindingsOut:
    """Accept it."""
    text = queries.draft_or_not_found(desk.db)
    actions.accept_finding(
        desk.db, text, sent.check, sent.revision, sent.starts, sent.ends, sent.reason, by=desk.viewer, at=desk.at
    )
    return _findings(desk)


@operation(
    api, "/report/acceptances/<int:acceptance_id>/reopen", method="POST", act="draft_section", answers=FindingsOut,
    status=200, summary="Take back that what a check found may stay as it is",
)  # fmt: skip
def reopen_finding(desk: Desk, _sent: Nothing, acceptance_id: int) -> FindingsOut:
    """Reopen it."""
    actions.reopen_finding(desk.db, queries.acceptance(desk.db, acceptance_id), by=desk.viewer, at=desk.at)
    return _findings(desk)


@operation(api, "/report/terms", act="read", answers=Listed[TermOut], query=Cursor, summary="The list of terms")
def terms(desk: Desk, asked: Cursor) -> Listed[TermOut]:
    """Terms by number, those among them that were taken off the list."""
    rows = queries.terms_after(desk.db, asked.number(), asked.limit + 1)
    return cut([TermOut.model_validate(row) for row in rows], asked.limit, lambda item: item.id)


@operation(
    api, "/report/terms", method="POST", act="keep_terms", takes=TermForm, answers=TermOut,
    summary="Put a term on the list",
)  # fmt: skip
def add_term(desk: Desk, sent: TermForm) -> TermOut:
    """Add a term."""
    return _term(actions.add_term(desk.db, sent.term, sent.instead_of, sent.reason, by=desk.viewer, at=desk.at))


@operation(
    api, "/report/terms/<int:term_id>/end", method="POST", act="keep_terms", takes=EndTermForm, answers=TermOut,
    status=200, summary="Take a term off the list",
)  # fmt: skip
def end_term(desk: Desk, sent: EndTermForm, term_id: int) -> TermOut:
    """End a term."""
    found = queries.term(desk.db, term_id)
    actions.end_term(desk.db, found, sent.reason, by=desk.viewer, at=desk.at)
    return _term(found)


def _term(row: Term) -> TermOut:
    return TermOut.model_validate(row)
