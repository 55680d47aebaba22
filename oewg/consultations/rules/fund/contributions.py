"""When may a contribution be received, earmarked, withdrawn or returned? Each act has its paper."""

import hashlib
from dataclasses import dataclass
from datetime import date

from oewg.consultations.rules.fund.amounts import money
from oewg.consultations.rules.fund.budgets import STANDINGS
from oewg.core.errors import Invalid, Refusal, say
from oewg.texts.documents.uploads import Upload


@dataclass(frozen=True)
class Paper:
    """The paper that proves an act: its reference and day, a remark, and the file if it was sent."""

    reference: str
    dated: date
    words: str = ""
    file: Upload | None = None

    @property
    def digest(self) -> str | None:
        """Hex SHA-256 of the file."""
        return hashlib.sha256(self.file.contents).hexdigest() if self.file else None


def check_dated(dated: date, today: date) -> None:
    """Refuse a paper of a day that is still to come."""
    if dated > today:
        raise Invalid(say("The paper is dated in the future."), {"dated": say("This day is still to come.")})


def part_of_pledge(receivable: int, outstanding: int, received: int) -> int:
    """Cents by which a receipt lowers what is receivable: its share of what is outstanding, all of it with the last part."""
    return receivable * received // outstanding


def check_receipt(received: int, outstanding: int, currency: str) -> None:
    """Refuse to receive more than is outstanding of a pledge: what comes beyond it is a pledge of its own."""
    if received > outstanding:
        raise Refusal(
            say("Of this pledge %(outstanding)s are outstanding: %(received)s cannot be received under it. What comes beyond is recorded as a pledge of its own first."),
            outstanding=money(outstanding, currency), received=money(received, currency),
        )  # fmt: skip


def check_withdrawal(outstanding: int) -> None:
    """Refuse to withdraw a pledge of which nothing is outstanding: what was received is returned, not withdrawn."""
    if outstanding <= 0:
        raise Refusal(say("Nothing of this pledge is outstanding. What has been received is returned, not withdrawn."))


def check_earmark(earmarked: bool, standing: str) -> None:
    """Refuse to earmark twice, and for what is over."""
    if earmarked:
        raise Refusal(say("This contribution is earmarked already: lift the earmark first, with the donor’s paper."))
    if standing in ("held", "cancelled"):
        raise Refusal(say("This consultation is %(standing)s: nothing is earmarked for it any more."), standing=STANDINGS[standing])  # fmt: skip


def check_free(earmarked: bool) -> None:
    """Refuse to lift an earmark that is not there."""
    if not earmarked:
        raise Refusal(say("This contribution is not earmarked: there is nothing to lift."))


def check_return(wanted: int, returnable: int) -> None:
    """Refuse to return more than there is, and what a meeting that was opened has still to pay from."""
    if wanted > returnable:
        raise Refusal(
            say("Of this contribution %(returnable)s can be returned: what has been spent or returned is gone, and what is allocated to a consultation that has been opened pays its bills until its accounts are closed."),
            returnable=money(returnable),
        )  # fmt: skip
