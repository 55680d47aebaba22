"""How is a section drafted? Put into somebody's hands until an instant, revised there, handed in, taken back, assigned anew."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, say
from oewg.negotiation import actions as negotiation
from oewg.record.actions import CLOCK, Subject, append, at_deadlines
from oewg.report import queries
from oewg.report.models import Assignment
from oewg.report.rules import drafting as rules
from oewg.texts.models import DraftText, Provision, Revision

told(
    assign_section=say("A section of the draft report was put into somebody’s hands."),
    take_back_section=say("A section of the draft report was taken back."),
    hand_in_section=say("A section of the draft report was handed in."),
    pass_section_deadline=say("The deadline of a section of the draft report passed before it was handed in."),
)


def assign_section(
    db: Db, heading: Provision, account_id: int, due_at: datetime, zone: str, *, by: Viewer, at: datetime, note: str = "",
    most_words: int | None = None,
) -> Assignment:  # fmt: skip
    """Put a section into the hands of one of those who draft, until an instant; whoever had it before has it no more."""
    rules.check_drafted(queries.draft_of(db, heading).closed_at is not None)
    who = next((one for one in queries.drafters(db, at) if one.account_id == account_id), None)
    rules.check_assigns(heading.kind, heading.removed_at is not None, who is not None, due_at, at)
    before = queries.in_hands(db, heading.text_id).get(heading.id)
    if before is not None:
        before.ended_at, before.end_kind = at, "assigned_anew"
        db.flush()
    row = Assignment(
        heading_id=heading.id, account_id=account_id, assigned_at=at, due_at=due_at, zone=zone, note=note,
        most_words=most_words, hand_in_words="", end_reason="",
    )  # fmt: skip
    db.add(row)
    db.flush()
    facts = {
        "heading": heading.id, "drafter": account_id, "due_at": due_at.isoformat(), "zone": zone, "note": note,
        "most_words": most_words, "in_place_of": before.id if before else None,
    }  # fmt: skip
    append(
        db, "assign_section", by.account_id, by.capacity, Subject("section_assignment", row.id), facts, at,
        readers=queries.DRAFTERS, deadlines=[due_at],
    )  # fmt: skip
    return row


def take_back_section(db: Db, row: Assignment, reason: str, *, by: Viewer, at: datetime) -> None:
    """Take a section out of its drafter's hands, with the reason."""
    rules.check_stands(row.ended_at)
    rules.check_drafted(queries.draft_of(db, row.heading).closed_at is not None)
    if not reason:
        raise Invalid(say("The drafter is told why: please give a reason."), {"reason": say("Please give a reason.")})
    row.ended_at, row.end_kind, row.end_reason = at, "taken_back", reason
    db.flush()
    _append(db, "take_back_section", row, {"reason": reason}, by, at)


def hand_in_section(db: Db, row: Assignment, words: str = "", *, by: Viewer, at: datetime) -> None:
    """Hand a section in: nothing that was said of it waits any more. At its deadline or after, it is late."""
    rules.check_stands(row.ended_at)
    text = queries.draft_of(db, row.heading)
    rules.check_drafted(text.closed_at is not None)
    waiting = queries.drafting(db, text.id, by, at).section(row.heading_id).waiting
    rules.check_hands_in(queries.as_in_hand(row), by.account_id, waiting)
    row.handed_in_at, row.hand_in_words = at, words
    db.flush()
    _append(db, "hand_in_section", row, {"words": words}, by, at)


def check_may_revise(db: Db, provision: Provision, by: Viewer) -> None:
    """Refuse whoever may not change the words of a provision of the draft report (rules.drafting)."""
    queries.draft_of(db, provision)
    hand = queries.hand_on(db, provision)
    rules.check_revises(by.may("revise_text"), by.account_id, queries.as_in_hand(hand) if hand else None)


def revise_section(
    db: Db, provision: Provision, words: str, nature: str, *, based_on: int, by: Viewer, at: datetime
) -> Revision:
    """Give a provision of the draft a new wording, as whoever has its section in hand may, and whoever may everywhere.

    That a change of what is agreed is editorial, only the secretariat and the Chair may hold.
    """
    check_may_revise(db, provision, by)
    if not by.may("revise_text"):
        negotiation.must_not_be_agreed(db, provision)
    return negotiation.revise(db, provision, words, nature, based_on=based_on, by=by, at=at)


@at_deadlines
def pass_section_deadlines(db: Db, at: datetime) -> int:
    """Record every deadline of a section that has passed before it was handed in; how many."""
    rows = db.scalars(
        select(Assignment)
        .join(Provision, Assignment.heading_id == Provision.id)
        .join(DraftText, Provision.text_id == DraftText.id)
        .where(
            Assignment.ended_at.is_(None), Assignment.handed_in_at.is_(None), Assignment.overdue_at.is_(None),
            Assignment.due_at <= at,
            # Nobody waits for a section that was taken out, or was adopted as it stood.
            Provision.removed_at.is_(None), DraftText.closed_at.is_(None),
        )
        .order_by(Assignment.id)
    ).all()  # fmt: skip
    for row in rows:
        row.overdue_at = row.due_at
        db.flush()
        append(
            db, "pass_section_deadline", None, CLOCK, Subject("section_assignment", row.id),
            {"due_at": row.due_at.isoformat()}, at, readers=queries.DRAFTERS,
        )  # fmt: skip
    return len(rows)


def _append(db: Db, act: str, row: Assignment, facts: Mapping[str, object], by: Viewer, at: datetime) -> None:
    append(
        db, act, by.account_id, by.capacity, Subject("section_assignment", row.id), facts, at, readers=queries.DRAFTERS
    )  # fmt: skip
