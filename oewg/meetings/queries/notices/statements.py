"""Whom does it concern what becomes of statements, and whose statement is it, at which meeting?

Under embargo, and without consent, nobody else hears that there is one: the entry is for its own side and the
secretariat alone, and so is the notice.
"""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from oewg.accounts.queries import About, always, by_subject, concerns, describes
from oewg.accounts.rules.notices import SIGNED_IN, Whom, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.meetings.models import Meeting, Statement
from oewg.meetings.queries.notices.speaking import SPEAKERS, speakers_by_id
from oewg.meetings.rules.statements import own_audiences, standing_of
from oewg.record.queries import Addressed


@by_subject
def own(db: Db, statement_ids: Collection[int]) -> Mapping[int, Collection[Whom]]:
    """What is done with a statement concerns those whose it is: one query."""
    return {
        number: [Whom(each) for each in own_audiences(who.delegation, who.group, who.organization)]
        for number, who in speakers_by_id(db, Statement, statement_ids).items()
    }


def readers_of_what_is_published(db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    """A statement that everybody may read concerns everybody, as long as it is published: one query.

    Not any more when its consent was taken back before a letter went out.
    """
    ids = {entry.said.subject_id for entry in entries if "public" in entry.readers}
    rows = db.execute(
        select(Statement.id, Statement.delivered_at, Statement.consented_at, Statement.withdrawn_at).where(
            Statement.id.in_(ids)
        )
    )
    published = {row[0] for row in rows if standing_of(*row[1:]) == "published"}
    return {
        entry.said.index: [Whom("public")]
        for entry in entries
        if "public" in entry.readers and entry.said.subject_id in published
    }


topic(
    "own_statements", say("Statements of your delegation, group or organization: filed, corrected, delivered, published, withdrawn"),
    why=say("The statement is your delegation’s, your organization’s, or that of the group that you coordinate."),
    roles=SPEAKERS, pace="at_once", place=37,
)  # fmt: skip
concerns(
    "own_statements", file_statement=own, correct_statement=own, consent_to_publication=own, withdraw_consent=own,
    withdraw_statement=own, deliver_statement=own, tie_statement=own,
)  # fmt: skip
topic(
    "statements_filed", say("Statements that are filed, corrected and withdrawn"),
    why=say("The secretariat keeps the statements."), roles={"secretariat"}, pace="daily", place=36,
)  # fmt: skip
secretariat = always("secretariat")
concerns("statements_filed", file_statement=secretariat, correct_statement=secretariat, withdraw_statement=secretariat)
topic(
    "statements", say("Statements that are published, and corrections of them"), why=say("You asked to hear of it."),
    roles=SIGNED_IN, pace="none", place=62,
)  # fmt: skip
concerns(
    "statements", file_statement=readers_of_what_is_published, correct_statement=readers_of_what_is_published,
    consent_to_publication=readers_of_what_is_published, deliver_statement=readers_of_what_is_published,
)  # fmt: skip


def _statements_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    """By what is the same in every version, and never a secret from whoever may read the entry: two queries."""
    rows = db.execute(
        select(Statement.id, Meeting.number)
        .join(Meeting, Statement.meeting_id == Meeting.id)
        .where(Statement.id.in_(ids))
    )
    who = speakers_by_id(db, Statement, ids)
    return {
        row[0]: About(
            say("Statement of %(speaker)s, meeting %(number)s"),
            {"speaker": who[row[0]].name, "number": row[1]},
            "meetings.statement",
            {"statement_id": row[0]},
        )
        for row in rows
    }


describes(statement=_statements_named)
