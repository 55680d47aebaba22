"""Whom does it concern what becomes of the fund's money, and of the consultations that it pays for?"""

from collections.abc import Collection

from sqlalchemy import select

from oewg.accounts.queries import About, concerns, describes, everybody, those_addressed
from oewg.accounts.queries.topics import Finder
from oewg.accounts.rules.notices import topic
from oewg.consultations.models import Contribution, JournalEntry
from oewg.consultations.queries.notices.input import CALLS
from oewg.core.database import Db
from oewg.core.errors import say

topic(
    "own_contributions", say("What becomes of your delegation’s contributions to the fund"),
    why=say("Your delegation gave it."), roles={"observer", "delegate", "head", "coordinator"}, pace="at_once", place=25,
)  # fmt: skip
topic(
    "fund", say("Contributions to the fund of the consultations"), why=say("The chair sees what consultations can be paid from."),
    roles={"chair"}, pace="daily", place=45,
)  # fmt: skip

to_its_donor, to_the_chair = those_addressed("delegation"), those_addressed("chair")
OF_A_CONTRIBUTION: dict[str, Finder] = dict.fromkeys(
    (
        "pledge_contribution", "receive_contribution", "earmark_contribution", "free_contribution", "withdraw_pledge",
        "return_contribution", "reverse_entry", "name_donor",
    ),
    to_its_donor,
)  # fmt: skip
concerns("own_contributions", **OF_A_CONTRIBUTION)
concerns(
    "fund", pledge_contribution=to_the_chair, receive_contribution=to_the_chair, withdraw_pledge=to_the_chair,
    return_contribution=to_the_chair, spend=to_the_chair,
)  # fmt: skip
# Whoever may have registered for a consultation is told at once whether it will be held.
concerns(
    CALLS, confirm_consultation=everybody, question_consultation=everybody, restore_consultation=everybody
)  # fmt: skip


def _contributions_named(_db: Db, ids: Collection[int]) -> dict[int, About]:
    return {
        each: About(
            say("Contribution %(number)s"), {"number": each}, "consultations.contribution", {"contribution_id": each}
        )
        for each in ids
    }


def _entries_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    """A donor reads of an entry on the page of its contribution."""
    rows = db.execute(select(JournalEntry.id, Contribution.id).join(
        Contribution, Contribution.id == JournalEntry.contribution_id).where(JournalEntry.id.in_(ids)))  # fmt: skip
    return {
        row[0]: About(
            say("Contribution %(number)s"), {"number": row[1]}, "consultations.contribution",
            {"contribution_id": row[1]},
        )
        for row in rows
    }  # fmt: skip


describes(contribution=_contributions_named, journal_entry=_entries_named)
