"""Can the database go forwards, backwards and forwards again, with people's acts in it?"""

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from oewg.consultations import actions
from oewg.consultations import queries as consultations
from oewg.consultations.rules.calls import Question
from oewg.core.migrations import is_current, migrate
from oewg.record import queries
from tests.consultations.given import FAR, a_submission, some_terms
from tests.report import given as given_report
from tests.world import World, people_a_world


def test_down_to_nothing_and_up_again_with_data(world: World) -> None:
    database = world.database
    migrate(database, "base", backwards=True)
    assert set(inspect(database.engine).get_table_names()) == {"alembic_version"}
    assert not is_current(database)
    migrate(database)
    assert is_current(database)
    with database.writing() as db:
        people_a_world(db)
    assert world.read(queries.size) > 0
    with pytest.raises(DatabaseError), database.writing() as db:
        db.execute(text("DELETE FROM record_entry"))


def test_one_step_back_keeps_the_rows_of_everything_but_the_tree(world: World) -> None:
    with world.database.reading() as db:
        accounts = db.scalar(text("SELECT count(*) FROM account"))
    migrate(world.database, "0001", backwards=True)
    with world.database.reading() as db:
        assert db.scalar(text("SELECT count(*) FROM account")) == accounts


def test_the_questions_of_a_call_go_back_to_one_text_and_come_forth_again(world: World) -> None:
    questions = (Question("a", "Which threats?"), Question("b", "Which measures?"))
    terms = some_terms(world.at, FAR, questions=questions)
    call_id = world.act(actions.open_call, terms, by="secretariat").id
    number = a_submission(world, call_id=call_id)
    before = world.read(consultations.submission, number, world.viewer("secretariat")).submission
    migrate(world.database, "0004", backwards=True)
    with world.database.reading() as db:
        assert db.scalar(text("SELECT questions FROM call")) == "Which threats?\nWhich measures?"
    migrate(world.database)
    found = world.read(consultations.call, call_id)
    assert [(one.letter, one.words) for one in found.questions] == [("a", "Which threats?"), ("b", "Which measures?")]
    again = world.read(consultations.submission, number, world.viewer("secretariat")).submission
    assert (again.digest, again.language, again.words) == (before.digest, "en", before.words)


def test_what_was_compiled_clean_goes_back_and_comes_forth_with_its_document(world: World) -> None:
    given_report.draft(world)
    first = given_report.compiled(world)
    given_report.compiled(world, "", kind="rolling", edition_id=first.edition_id)
    before = given_report.contents(world, first.id)
    migrate(world.database, "0011", backwards=True)
    with world.database.reading() as db:
        assert db.scalar(text("SELECT count(*) FROM compilation")) == 1, "the first form has one for an edition"
        formats = db.scalars(text("SELECT format FROM compiled_file ORDER BY format")).all()
        assert formats == ["docx", "html", "pdf"]
    migrate(world.database)
    found = given_report.found(world, first.id)
    assert (found.kind, found.symbol, found.against_id) == ("clean", "A/AC.290/2021/L.1", None)
    assert given_report.contents(world, first.id) == before
