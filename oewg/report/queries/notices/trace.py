"""Whom does it concern what provisions are said to rest on? Those whose statements and views they rest on."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from oewg.accounts import queries as accounts
from oewg.accounts.queries import About, by_subject, concerns, describes
from oewg.accounts.rules.notices import Whom, topic
from oewg.consultations.models import NationalView
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.meetings.models import Statement
from oewg.meetings.queries.notices.speaking import SPEAKERS, speakers_by_id
from oewg.meetings.rules.statements import own_audiences
from oewg.report.models import SourceTie
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Provision


@by_subject
def whose_it_rests_on(db: Db, tie_ids: Collection[int]) -> Mapping[int, Collection[Whom]]:
    """That a provision rests on a statement or a view concerns those whose it is: four queries."""
    rows = db.execute(
        select(SourceTie.id, SourceTie.statement_id, NationalView.delegation_id)
        .outerjoin(NationalView, SourceTie.view_id == NationalView.id)
        .where(SourceTie.id.in_(tie_ids))
    ).all()
    speakers = speakers_by_id(db, Statement, {row[1] for row in rows if row[1]})
    codes = accounts.codes_of(db, {row[2] for row in rows if row[2]})
    found: dict[int, list[Whom]] = {}
    for tie_id, statement_id, delegation_id in rows:
        if statement_id in speakers:
            who = speakers[statement_id]
            found[tie_id] = [Whom(each) for each in own_audiences(who.delegation, who.group, who.organization)]
        elif delegation_id in codes:
            found[tie_id] = [Whom(f"delegation:{codes[delegation_id]}")]
    return found


topic(
    "came_of", say("What came of the statements and views of your delegation, group or organization in the texts"),
    why=say("A provision was said to rest on what is your delegation’s, your organization’s, or the group’s that you coordinate."),
    roles=SPEAKERS, pace="daily", place=38,
)  # fmt: skip
concerns("came_of", tie_source=whose_it_rests_on, untie_source=whose_it_rests_on)


def _ties_named(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    """By the provision that was tied: two queries, and one for each text among them."""
    rows = db.execute(
        select(SourceTie.id, Provision.id, DraftText.title)
        .join(Provision, SourceTie.provision_id == Provision.id)
        .join(DraftText, Provision.text_id == DraftText.id)
        .where(SourceTie.id.in_(ids))
    ).all()
    lines = texts.lines_by_id(db, {row[1] for row in rows}) if rows else {}
    return {
        row[0]: About(
            say("%(text)s, provision %(number)s"), {"text": row[2], "number": lines[row[1]].number.rstrip(".")},
            "report.why", {"provision_id": row[1]},
        )
        if row[1] in lines
        else About(say("%(text)s"), {"text": row[2]}, "report.why", {"provision_id": row[1]})
        for row in rows
    }  # fmt: skip


describes(source_tie=_ties_named)
