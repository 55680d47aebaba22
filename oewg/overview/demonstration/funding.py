"""Who pays for the exercise's consultation? Contributions of autumn 2019, its budget, its confirmation, its bills."""

from datetime import date
from decimal import Decimal

from sqlalchemy import select

from oewg.consultations import actions, queries
from oewg.consultations.models import Consultation, Contribution
from oewg.consultations.queries import fund
from oewg.consultations.rules.fund import Paper
from oewg.core.database import Database
from oewg.overview.demonstration import words_fund as words
from oewg.overview.demonstration.stage import Stage, stage


def contributions_are_pledged(database: Database) -> None:
    """October 2019: rates are entered, and States and a foundation pledge in three currencies."""
    with stage(database, 2019, 10, 1) as on:
        for day, currency, rate in words.RATES[:2]:
            _enter(on, day, currency, rate)
        on.go_to(2019, 10, 15)
        for gift in words.GIFTS:
            actions.pledge_contribution(
                on.db, on.state(gift.code) if gift.code else None, gift.donor, gift.shown_as, _amount(gift.amount),
                gift.currency, Paper(gift.paper, on.now.date()), by=on.sample("secretariat"), at=on.at(),
            )  # fmt: skip


def contributions_arrive(database: Database) -> None:
    """October and November 2019: what was pledged comes in, in parts; one pledge is withdrawn."""
    parts = sorted((*part, place) for place, gift in enumerate(words.GIFTS) for part in gift.parts)
    november = list(words.RATES[2:])
    with stage(database, 2019, 10, 21) as on:
        for month, day, amount, place in parts:
            if month == 11 and november:
                on.go_to(2019, 11, 1)
                while november:
                    _enter(on, *november.pop(0))
            on.go_to(2019, month, day, 15)
            found = _contribution(on, place)
            paper = Paper(f"Advice of payment {month}/{day}", date(2019, month, day))
            actions.receive_contribution(on.db, found, _amount(amount), paper, by=on.sample("secretariat"), at=on.at())
        on.go_to(2019, 11, 12, 17)
        place = [gift.code for gift in words.GIFTS].index(words.WITHDRAWN)
        paper = Paper("Note verbale 97/2019", on.now.date(), "The budget law was not passed.")
        actions.withdraw_pledge(on.db, _contribution(on, place), paper, by=on.sample("secretariat"), at=on.at())


def consultation_is_confirmed(database: Database) -> None:
    """November 2019: one contribution is earmarked, the budget is set, and what has been received covers it."""
    with stage(database, 2019, 11, 21) as on:
        secretariat = on.sample("secretariat")
        held = on.db.scalars(select(Consultation)).one()
        place = [gift.code for gift in words.GIFTS].index(words.EARMARKED)
        paper = Paper("Second letter of the Ministry, 12 November 2019", on.now.date())
        actions.earmark_contribution(on.db, _contribution(on, place), held, paper, by=secretariat, at=on.at())
        for kind, amount, what in words.BUDGET:
            actions.set_budget_line(on.db, held, kind, _amount(amount), what, by=secretariat, at=on.at())
        actions.confirm_consultation(on.db, queries.consultation(on.db, held.id), by=secretariat, at=on.at())


def bills_are_paid(database: Database) -> None:
    """November 2019 to January 2020: the bills are paid, the accounts closed; some is given back, the rest is carried."""
    with stage(database, 2019, 11, 22) as on:
        secretariat = on.sample("secretariat")
        held = on.db.scalars(select(Consultation)).one()
        for kind, day, amount, paper in words.EXPENDITURE:
            on.go_to(*day)
            (line,) = [each.line for each in fund.budget(on.db, held.id) if each.line.kind == kind]
            actions.spend(on.db, line, _amount(amount), Paper(paper, date(*day)), by=secretariat, at=on.at())
        on.go_to(2020, 1, 17)
        actions.close_consultation_accounts(on.db, held, "All bills have been paid.", by=secretariat, at=on.at())
        on.go_to(2020, 1, 21)
        code, amount, reference = words.RETURNED
        place = [gift.code for gift in words.GIFTS].index(code)
        given_back = Paper(reference, on.now.date())
        actions.return_contribution(
            on.db, _contribution(on, place), _amount(amount), given_back, by=secretariat, at=on.at()
        )  # fmt: skip


def _enter(on: Stage, day: tuple[int, int, int], currency: str, rate: str) -> None:
    actions.enter_rate(
        on.db, currency, Paper(words.SOURCE, date(*day)), Decimal(rate), by=on.sample("secretariat"), at=on.at()
    )  # fmt: skip


def _contribution(on: Stage, place: int) -> Contribution:
    return on.db.scalars(select(Contribution).order_by(Contribution.id).offset(place).limit(1)).one()


def _amount(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))
