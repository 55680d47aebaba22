"""On what does the exercise's report rest? Amendments are taken up, paragraphs are tied to what led to them, one is reopened."""

from sqlalchemy import select

from oewg.consultations.models import NationalView
from oewg.core.database import Database
from oewg.mandate import queries as mandate
from oewg.meetings.models import Decision, Statement
from oewg.negotiation import actions as negotiation
from oewg.negotiation import queries as negotiation_queries
from oewg.overview.demonstration import words_trace as words
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.stage import Stage, stage
from oewg.report import actions
from oewg.report.models import SourceTie
from oewg.texts import queries as texts
from oewg.texts.models import Provision


def report_is_traced(database: Database) -> None:
    """February 2021: what the record cannot know of itself is tied in sentences, and two amendments are taken up."""
    with stage(database, 2021, 2, 24) as on:
        secretariat = on.sample("secretariat")
        for rests in words.TIES:
            tie(on, rests)
        (section, index, code), reason = words.TAKEN_BACK
        of_statement = select(SourceTie).join(Statement, SourceTie.statement_id == Statement.id)
        wrong = of_statement.where(
            SourceTie.provision_id == provision_at(on, section, index).id, Statement.delegation_id == on.state(code).id
        )
        actions.untie_source(on.db, on.db.scalars(wrong).one(), reason, by=secretariat, at=on.at())
        on.go_to(2021, 2, 25)
        for section, index, kind in words.TAKEN_UP:
            provision = provision_at(on, section, index)
            live = [each for each in negotiation_queries.amendments_to(on.db, provision.id) if each.kind == kind]
            negotiation.take_up_amendment(on.db, live[0], by=secretariat, at=on.at())


def the_last_element_is_covered(database: Database) -> None:
    """10 March 2021: the checks have told that the report on one element rests on nothing; where it comes from is tied."""
    with stage(database, 2021, 3, 10, 15) as on:
        tie(on, words.TIED_AT_LAST)


def tie(on: Stage, rests: words.Rests) -> None:
    """The secretariat ties a paragraph to what it rests on."""
    provision = provision_at(on, rests.section, rests.index)
    actions.tie_source(
        on.db, provision, _source(on, rests), rests.sentence, by=on.sample("secretariat"), at=on.at()
    )  # fmt: skip


def _source(on: Stage, rests: words.Rests) -> Statement | NationalView | Decision | Provision:
    if rests.kind == "paragraph":
        resolution = mandate.resolution(on.db)
        assert resolution is not None
        number = select(Provision).where(Provision.text_id == resolution.text_id, Provision.label == rests.source)
        return on.db.scalars(number).one()
    if rests.kind == "decision":
        return on.db.scalars(select(Decision).where(Decision.words.startswith(rests.source))).one()
    state = on.state(rests.source).id
    if rests.kind == "statement":
        made = select(Statement).where(Statement.delegation_id == state)
        return on.db.scalars(made.order_by(Statement.id).limit(1)).one()
    informed = select(NationalView).where(NationalView.delegation_id == state)
    return on.db.scalars(informed.order_by(NationalView.version.desc()).limit(1)).one()


def a_paragraph_is_reopened(database: Database) -> None:
    """March 2021: a delegation reopens what was agreed ad referendum; the same morning the gavel falls on it again."""
    with stage(database, 2021, 3, 9, 10, 50) as on:
        provision = texts.provision(on.db, provision_at(on, *words.REOPENED_AT).id)
        by = on.delegate_of(words.REOPENED_BY)
        negotiation.reopen(on.db, provision, words.WHY_REOPENED, by=by, at=on.at())
        on.go_to(2021, 3, 9, 11, 20)
        negotiation.gavel(on.db, provision, by=on.sample("chair"), at=on.at())
