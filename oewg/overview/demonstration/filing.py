"""Which statements do the exercise's delegations file, and which of them does the public read?

Those for a meeting are filed before it: they stay under embargo until their speaker has had the floor.
"""

from collections.abc import Iterable

from sqlalchemy import select

from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Database
from oewg.meetings import actions
from oewg.meetings.models import Statement
from oewg.meetings.rules import statements as rules
from oewg.meetings.rules.statements import Content
from oewg.overview.demonstration import words_speaking as words
from oewg.overview.demonstration.bargaining import provision_at
from oewg.overview.demonstration.calendar import subitems
from oewg.overview.demonstration.speaking import CAPACITY, DIALOGUE, RULES, sitting
from oewg.overview.demonstration.stage import Stage, stage
from oewg.overview.demonstration.words_speaking import Said
from oewg.texts import queries as texts
from oewg.texts.documents import uploads


def statements_for_the_first_session(database: Database) -> None:
    """September 2019: a group and two States file what they are going to say."""
    with stage(database, 2019, 9, 9, 10, 2) as on:
        _file(on, words.BEFORE_THE_FIRST, RULES)


def statements_after_the_first_list(database: Database) -> None:
    """September 2019: one files what it has said, an observer in writing; one corrects a figure, one agrees to publication."""
    with stage(database, 2019, 9, 9, 12) as on:
        said, in_writing = words.AFTER_THE_FIRST
        _file(on, [said], RULES)
        _file(on, [in_writing], RULES, form="written")
        on.go_to(2019, 9, 9, 12, 20)
        corrected = _own(on, words.CORRECTS)
        content = Content(corrected.versions[-1].words.replace(words.BEFORE, words.CORRECTED))
        actions.correct_statement(on.db, corrected, content, by=on.acting_for(words.CORRECTS), at=on.at())
        later = words.CONSENTS_LATER
        actions.consent_to_publication(on.db, _own(on, later), by=on.acting_for(later), at=on.at())


def statements_for_the_second_session(database: Database) -> None:
    """February 2020: in six languages, one of them by an organization; what was filed by mistake is withdrawn."""
    with stage(database, 2020, 2, 10, 10, 1) as on:
        _file(on, words.BEFORE_THE_SECOND, CAPACITY)
        _file(on, words.IN_WRITING_AT_THE_SECOND, CAPACITY, form="written")
        _file(on, [words.FILED_BY_MISTAKE], CAPACITY)
        by = words.FILED_BY_MISTAKE.by
        actions.withdraw_statement(on.db, _own(on, by), by=on.acting_for(by), at=on.at())


def statements_for_the_third_session(database: Database) -> None:
    """March 2021: filed for the meeting that is open; whoever still waits to speak is under embargo."""
    with stage(database, 2021, 3, 9, 10, 45) as on:
        _file(on, words.BEFORE_THE_THIRD, DIALOGUE)
        _file(on, [words.IN_WRITING], DIALOGUE, form="written")


def _file(on: Stage, said: Iterable[Said], subitem: int, form: str = "delivered") -> None:
    meeting, item = sitting(on), subitems(on)[subitem]
    norms = texts.lines(on.db, texts.texts_of_kind(on.db, "rules")[0].id)
    for one in said:
        on_what = [texts.provision(on.db, norms[place].provision_id) for place in one.norms]
        on_what += [provision_at(on, *place) for place in one.paragraphs]
        actions.file_statement(
            on.db, meeting, _content(one), form=form, language=one.language, item=item, provisions=on_what,
            for_group=bool(one.group), consent=one.consent, by=_whose(on, one), at=on.after(20),
        )  # fmt: skip


def _whose(on: Stage, said: Said) -> Viewer:
    if said.organization:
        return on.sample("stakeholder")
    return on.sample("coordinator") if said.group else on.acting_for(said.by)


def _content(said: Said) -> Content:
    if said.by != words.AS_A_FILE:
        return rules.content(said.words, None)
    return rules.content("", uploads.examined(f"{said.words}\n".encode(), f"statement-{said.by}.txt"))


def _own(on: Stage, code: str) -> Statement:
    """The latest statement of a delegation."""
    found = on.db.scalars(
        select(Statement)
        .where(Statement.delegation_id == on.state(code).id, Statement.group_id.is_(None))
        .order_by(Statement.id.desc())
        .limit(1)
    )
    return found.one()
