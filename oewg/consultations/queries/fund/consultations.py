"""What is there for a consultation, what does it need, and where does it stand?"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import case, func, select

from oewg.consultations.models import (
    BudgetLine,
    Consultation,
    ConsultationConfirmation,
    ConsultationMeeting,
    Contribution,
)
from oewg.consultations.queries.fund.balances import balances, both_sides
from oewg.consultations.rules import fund as rules
from oewg.consultations.rules.fund import Account, Means
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.meetings.models import Meeting


def means(db: Db, consultation_ids: Collection[int] | None = None) -> dict[int, Means]:
    """Consultation -> what there is for it and what it needs, of some or of all; however many, the same few queries."""
    wanted = select(Consultation.id)
    if consultation_ids is not None:
        wanted = wanted.where(Consultation.id.in_(consultation_ids))
    numbers = list(db.scalars(wanted))
    budgets = {
        row[0]: (int(row[1]), row[2])
        for row in db.execute(
            select(BudgetLine.consultation_id, func.sum(BudgetLine.amount), func.count())
            .where(BudgetLine.ended_at.is_(None), BudgetLine.consultation_id.in_(numbers))
            .group_by(BudgetLine.consultation_id)
        )
    }
    confirmed = set(
        db.scalars(select(ConsultationConfirmation.consultation_id).where(ConsultationConfirmation.ended_at.is_(None)))
    )
    of: dict[tuple[str, int], int] = defaultdict(int)
    for (kind, consultation), cents in _by_consultation(db).items():
        of[kind, consultation] = cents
    receivable = _receivable(db)
    course = courses(db)
    return {
        number: Means(
            *budgets.get(number, (0, 0)), of["allocated", number], of["expenditure", number], number in confirmed,
            of["earmarked", number], of["free", 0], receivable.get(number, 0) + receivable.get(0, 0),
            **asdict(course.get(number, Course())),
        )
        for number in numbers
    }  # fmt: skip


def _by_consultation(db: Db) -> dict[tuple[str, int], int]:
    sides = both_sides().subquery()
    rows = db.execute(
        select(sides.c.account, sides.c.consultation, func.sum(sides.c.amount))
        .where(sides.c.account.in_(("allocated", "expenditure", "earmarked", "free")))
        .group_by(sides.c.account, sides.c.consultation)
    )
    return {(row[0], row[1] or 0): rules.on_its_side(row[0], int(row[2])) for row in rows}


def _receivable(db: Db) -> dict[int, int]:
    """Consultation (0: any) -> cents pledged for it and not received."""
    sides = both_sides().subquery()
    rows = db.execute(
        select(Contribution.earmarked_for_id, func.sum(sides.c.amount))
        .join(Contribution, Contribution.id == sides.c.contribution)
        .where(sides.c.account == "receivable")
        .group_by(Contribution.earmarked_for_id)
    )
    return {row[0] or 0: int(row[1]) for row in rows}


def means_of(db: Db, consultation_id: int) -> Means:
    """What there is for one consultation and what it needs."""
    return means(db, [consultation_id])[consultation_id]


def standings(db: Db, consultation_ids: Collection[int]) -> dict[int, str]:
    """Consultation -> where it stands (planned, confirmed, in question, held, cancelled): the same few queries for many."""
    return {number: found.standing for number, found in means(db, consultation_ids).items()}


@dataclass(frozen=True)
class Course:
    """How far a consultation's meetings have come."""

    opened: bool = False
    """Has one of them been opened?"""
    cancelled: bool = False
    """Have all of them been cancelled?"""
    to_come: bool = False
    """Is one of them still to be opened?"""


def courses(db: Db) -> dict[int, Course]:
    """Consultation -> how far its meetings have come, of all consultations: one query."""
    waits = case((Meeting.opened_at.is_(None) & Meeting.cancelled_at.is_(None), 1))
    rows = db.execute(
        select(
            ConsultationMeeting.consultation_id, func.count(Meeting.opened_at), func.count(Meeting.cancelled_at),
            func.count(waits), func.count(),
        )
        .join(Meeting, ConsultationMeeting.meeting_id == Meeting.id)
        .group_by(ConsultationMeeting.consultation_id)
    )  # fmt: skip
    return {row[0]: Course(bool(row[1]), row[2] == row[4], bool(row[3])) for row in rows}


def opened(db: Db) -> set[int]:
    """The consultations of which a meeting has been opened: one query."""
    return {number for number, course in courses(db).items() if course.opened}


def confirmation(db: Db, consultation_id: int) -> ConsultationConfirmation | None:
    """The confirmation of a consultation that holds."""
    return db.scalars(
        select(ConsultationConfirmation).where(
            ConsultationConfirmation.consultation_id == consultation_id, ConsultationConfirmation.ended_at.is_(None)
        )
    ).one_or_none()


def confirmed_consultations(db: Db) -> Sequence[Consultation]:
    """Those with a confirmation that holds, in the order of their meetings: the nearest is served first."""
    live = select(ConsultationConfirmation.consultation_id).where(ConsultationConfirmation.ended_at.is_(None))
    begins = (
        select(func.min(Meeting.starts_at))
        .join(ConsultationMeeting, ConsultationMeeting.meeting_id == Meeting.id)
        .where(ConsultationMeeting.consultation_id == Consultation.id)
        .scalar_subquery()
    )
    return db.scalars(select(Consultation).where(Consultation.id.in_(live)).order_by(begins, Consultation.id)).all()


def purses(db: Db, consultation_id: int) -> list[tuple[Account, int]]:
    """The accounts from which money can be allocated to a consultation: earmarked for it first, then free; oldest first."""
    held = balances(db)
    found = [each for each in held.items() if each[0].kind == "free" or _is(each[0], "earmarked", consultation_id)]
    return sorted(found, key=lambda each: (each[0].kind == "free", each[0].contribution))


def allocations(db: Db, consultation_id: int) -> list[tuple[Account, int]]:
    """The accounts allocated to a consultation, oldest contribution first, with what is left on them."""
    return sorted(each for each in balances(db).items() if _is(each[0], "allocated", consultation_id))


def _is(account: Account, kind: str, consultation_id: int) -> bool:
    return account.kind == kind and account.consultation == consultation_id


@dataclass(frozen=True)
class SpentLine:
    """A line of a budget with what has been spent on it, in cents."""

    line: BudgetLine
    spent: int

    @property
    def left(self) -> int:
        """What is left of it."""
        return self.line.amount - self.spent


def budget(db: Db, consultation_id: int) -> list[SpentLine]:
    """The lines of a consultation's budget that stand, in the order of their kinds, with what was spent: two queries."""
    lines = db.scalars(
        select(BudgetLine).where(BudgetLine.consultation_id == consultation_id, BudgetLine.ended_at.is_(None))
    ).all()
    spent = _spent(db, consultation_id)
    order = list(rules.BUDGET_KINDS)
    return sorted(
        (SpentLine(line, spent.get(line.id, 0)) for line in lines), key=lambda each: order.index(each.line.kind)
    )


def _spent(db: Db, consultation_id: int) -> dict[int, int]:
    sides = both_sides().subquery()
    rows = db.execute(
        select(sides.c.line, func.sum(sides.c.amount))
        .where(sides.c.account == "expenditure", sides.c.consultation == consultation_id)
        .group_by(sides.c.line)
    )
    return {row[0]: int(row[1]) for row in rows}


def budget_line(db: Db, consultation_id: int, line_id: int) -> BudgetLine:
    """One line of a consultation's budget that stands, or NotFound."""
    found = db.get(BudgetLine, line_id)
    if found is None or found.ended_at is not None or found.consultation_id != consultation_id:
        raise NotFound
    return found
