"""What is done about what the checks find? It is mended in the text, or accepted as it is with a reason; terms are listed."""

from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, Refusal, say
from oewg.record.actions import Subject, append
from oewg.report import queries
from oewg.report.actions.drafting import check_may_revise
from oewg.report.models import Acceptance, Term
from oewg.report.rules.checks import Finding
from oewg.report.rules.drafting import check_drafted
from oewg.texts.models import DraftText, Provision

told(
    accept_finding=say("What a check found in the draft report was accepted as it is."),
    reopen_finding=say("What a check found in the draft report is to be mended after all."),
    add_term=say("A term was put on the list of terms."),
    end_term=say("A term was taken off the list of terms."),
)


def accept_finding(
    db: Db, text: DraftText, check: str, revision_id: int, starts: int, ends: int, reason: str, *, by: Viewer, at: datetime
) -> Acceptance:  # fmt: skip
    """Let what a check found in a wording stay as it is, with the reason; once the wording changes it is found again."""
    if not reason:
        raise Invalid(say("Say why it may stay as it is."), {"reason": say("Please give a reason.")})
    check_drafted(text.closed_at is not None)
    finding = _standing(db, text, (check, revision_id, starts, ends), by, at)
    assert finding.wording is not None
    assert by.account_id is not None
    check_may_revise(db, db.get_one(Provision, finding.wording.provision_id), by)
    if (check, revision_id, starts, ends) in queries.acceptances(db, text.id):
        raise Refusal(say("This has been accepted as it is already."))
    row = Acceptance(
        check_name=check, revision_id=revision_id, starts=starts, ends=ends, reason=reason, accepted_at=at,
        accepted_by=by.account_id,
    )  # fmt: skip
    db.add(row)
    db.flush()
    facts = {
        "check": check, "revision": revision_id, "starts": starts, "ends": ends, "reason": reason,
        "provision": finding.wording.provision_id,
    }  # fmt: skip
    subject = Subject("finding_acceptance", row.id)
    append(db, "accept_finding", by.account_id, by.capacity, subject, facts, at, readers=queries.DRAFTERS)
    return row


def _standing(db: Db, text: DraftText, place: tuple[str, int, int, int], by: Viewer, at: datetime) -> Finding:
    """What is found now at a place; refused if nothing is, for the wording has changed or the fault was mended."""
    for found in queries.checked(db, text, by, at).found.get(place[0], ()):
        if found.finding.place == place and found.finding.wording is not None:
            return found.finding
    raise Refusal(say("The check does not find this any more: the wording has changed since you opened the page."))


def reopen_finding(db: Db, row: Acceptance, *, by: Viewer, at: datetime) -> None:
    """Take back that something may stay as it is."""
    if row.ended_at is not None:
        raise Refusal(say("That it may stay as it is has been taken back already."))
    check_drafted(queries.draft_of(db, row.revision.provision).closed_at is not None)
    check_may_revise(db, row.revision.provision, by)
    row.ended_at = at
    db.flush()
    subject = Subject("finding_acceptance", row.id)
    append(db, "reopen_finding", by.account_id, by.capacity, subject, {}, at, readers=queries.DRAFTERS)


def add_term(db: Db, words: str, instead_of: str, reason: str = "", *, by: Viewer, at: datetime) -> Term:
    """Put a term on the list: the report uses it, and not the other words."""
    words, instead_of = " ".join(words.split()), " ".join(instead_of.split())
    if words.lower() == instead_of.lower():
        raise Invalid(say("The two are the same words."), {"instead_of": say("Please write what is not to be used.")})
    same = [row for row in queries.standing_terms(db) if row.instead_of.lower() == instead_of.lower()]
    if same:
        raise Invalid(
            say("The list has a term instead of “%(words)s” already: “%(term)s”. Take that off first."),
            {"instead_of": say("On the list already.")}, words=instead_of, term=same[0].term,
        )  # fmt: skip
    row = Term(term=words, instead_of=instead_of, reason=reason, added_at=at, end_reason="")
    db.add(row)
    db.flush()
    facts = {"term": words, "instead_of": instead_of, "reason": reason}
    append(db, "add_term", by.account_id, by.capacity, Subject("preferred_term", row.id), facts, at)
    return row


def end_term(db: Db, row: Term, reason: str = "", *, by: Viewer, at: datetime) -> None:
    """Take a term off the list; that it was there stays readable."""
    if row.ended_at is not None:
        raise Refusal(say("This term has been taken off the list already."))
    row.ended_at, row.end_reason = at, reason
    db.flush()
    append(db, "end_term", by.account_id, by.capacity, Subject("preferred_term", row.id), {"reason": reason}, at)
