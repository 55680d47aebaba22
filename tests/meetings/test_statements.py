"""Statements: filed, corrected, published with consent, withdrawn; who knows of them at each instant."""

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from oewg.accounts import queries as people
from oewg.accounts.models import Organization
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Meeting, StatementVersion
from oewg.meetings.rules import statements as rules
from oewg.meetings.rules.statements import Content
from oewg.record import queries as record
from oewg.record.verification import faults
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, an_open_session, on_meeting
from tests.meetings.given_statements import (
    WORDS,
    a_paper,
    archive,
    delivers,
    does,
    entries,
    files,
    found_by,
    standing,
    tie,
)
from tests.test_abuse import another_capacity
from tests.world import CAST, World

EVERYBODY = {"public", *CAST}


@pytest.mark.parametrize(
    ("by", "more", "own"),
    [
        ("delegate", {}, {"delegate"}),
        ("observer", {}, {"observer"}),
        ("stakeholder", {}, {"stakeholder"}),
        ("coordinator", {}, {"coordinator"}),
        ("coordinator", {"for_group": True}, {"coordinator"}),
    ],
)
def test_under_embargo_nobody_else_knows_that_there_is_one(
    world: World, by: str, more: dict[str, Any], own: set[str]
) -> None:
    meeting = an_open_meeting(world)
    statement = files(world, meeting, by=by, consent=True, **more)
    know = own | {"secretariat"}
    for who in EVERYBODY:
        viewer = world.viewer(who)
        assert found_by(world, who, statement) is (who in know), who
        assert bool(world.read(queries.statements_at, viewer, meeting)) is (who in know), who
        assert bool(entries(world, who)) is (who in know), who
        assert world.read(queries.own_statements, viewer).total == (who in own), who
        assert archive(world, who) == [], who
        assert archive(world, who, standing="embargo") == ([statement] if who == "secretariat" else []), who
    delivers(world, statement)
    assert {who for who in EVERYBODY if found_by(world, who, statement)} == EVERYBODY
    assert archive(world) == [statement]
    assert entries(world, "public") == ["deliver_statement"]


def test_the_delegation_that_speaks_for_a_group_knows_of_its_statement_and_the_coordinator_alone_acts(
    world: World,
) -> None:
    statement = files(world, an_open_meeting(world), by="coordinator", for_group=True)
    another_capacity(world, "bureau", "ROU")
    with world.writing() as db:
        account = people.account_by_email(db, "bureau@example.org")
        assert account is not None
        found = people.capacities_of(db, account.id)[-1]
        rou = people.viewer_of_account(db, account, world.at, found.id)
        kept = queries.statement(db, statement, rou)
        with pytest.raises(NotAllowed, match="Only the coordinator of EU"):
            actions.withdraw_statement(db, kept, by=rou, at=world.tick())
    does(world, actions.withdraw_statement, statement, by="coordinator")


def test_delivered_without_consent_is_read_by_its_own_and_the_secretariat(world: World) -> None:
    statement = files(world, an_open_meeting(world))
    delivers(world, statement)
    assert standing(world, statement) == "unpublished"
    assert {who for who in EVERYBODY if found_by(world, who, statement)} == {"delegate", "secretariat"}
    assert entries(world, "public") == []
    does(world, actions.consent_to_publication, statement)
    assert {who for who in EVERYBODY if found_by(world, who, statement)} == EVERYBODY
    assert entries(world, "public") == ["consent_to_publication"]
    does(world, actions.withdraw_consent, statement)
    assert {who for who in EVERYBODY if found_by(world, who, statement)} == {"delegate", "secretariat"}
    assert archive(world) == []
    assert entries(world, "public") == ["consent_to_publication", "withdraw_consent"]


def test_a_written_statement_is_under_no_embargo(world: World) -> None:
    meeting = an_open_meeting(world)
    published = files(world, meeting, form="written", consent=True)
    kept = files(world, meeting, "Not for all.", form="written")
    assert (standing(world, published), standing(world, kept)) == ("published", "unpublished")
    assert archive(world) == [published]
    assert entries(world, "public") == ["file_statement"]
    with pytest.raises(Refusal, match="filed in writing"):
        delivers(world, kept)


def test_withdrawn_it_remains_on_record_for_its_own(world: World) -> None:
    statement = files(world, an_open_meeting(world), form="written", consent=True)
    does(world, actions.withdraw_statement, statement)
    assert {who for who in EVERYBODY if found_by(world, who, statement)} == {"delegate", "secretariat"}
    assert archive(world) == []
    assert archive(world, "secretariat", standing="withdrawn") == [statement]
    for action in (actions.withdraw_statement, actions.consent_to_publication, actions.withdraw_consent):
        with pytest.raises(Refusal, match="has been withdrawn"):
            does(world, action, statement)
    with pytest.raises(Refusal, match="has been withdrawn"):
        does(world, actions.correct_statement, statement, Content("Other words."))


def test_no_words_enter_the_record(world: World) -> None:
    """A delegation may take back its consent; what has once stood in a public entry could not be taken back."""
    statement = files(world, an_open_meeting(world), "Unmistakable words.", form="written", consent=True)
    does(world, actions.correct_statement, statement, Content("Unmistakable words, mended."))
    said = [
        each for each in world.read(lambda db: list(record.everything_said(db))) if each.subject_kind == "statement"
    ]
    assert [each.act for each in said] == ["file_statement", "correct_statement"]
    assert "Unmistakable" not in repr(said)
    assert said[0].facts["digest"] == rules.digest_of("Unmistakable words.", None)
    assert said[0].facts["delegation"] == "FRA"


def test_a_correction_is_a_new_version_and_the_earlier_stays(world: World) -> None:
    statement = files(world, an_open_meeting(world), form="written", consent=True)
    file = Content("Read out of it.", "mended.pdf", "application/pdf", b"%PDF-1.7 bytes")
    does(world, actions.correct_statement, statement, file)
    kept = world.read(queries.statement, statement, world.viewer("public"))
    assert [(v.number, v.words, v.file_name) for v in kept.versions] == [
        (1, WORDS, None), (2, "Read out of it.", "mended.pdf"),
    ]  # fmt: skip
    version = world.read(queries.statement_version, statement, 2, world.viewer("public"))
    assert (version.contents, version.digest) == (b"%PDF-1.7 bytes", file.digest)
    with pytest.raises(Refusal, match="nothing to correct"):
        does(world, actions.correct_statement, statement, file)
    with pytest.raises(NotAllowed, match="Only those whose statement"):
        does(world, actions.correct_statement, statement, Content("Mine."), by="second")
    with pytest.raises(NotFound):
        world.read(queries.statement_version, statement, 3, world.viewer("public"))


def test_what_was_corrected_before_it_was_said_is_read_by_its_authors_and_the_secretariat_alone(world: World) -> None:
    statement = files(world, an_open_meeting(world), "A draft for our capital.", consent=True)
    does(world, actions.correct_statement, statement, Content("As we say it."))

    def reads(who: str) -> list[int]:
        viewer = world.viewer(who)
        with world.database.reading() as db:
            return [each.number for each in queries.versions_of(queries.statement(db, statement, viewer), viewer)]

    def marked(who: str) -> list[bool]:
        return [line.corrected for line in world.read(queries.statements, world.viewer(who)).items]

    assert reads("delegate") == reads("secretariat") == [1, 2]
    delivers(world, statement)
    assert (reads("public"), marked("public")) == ([2], [False])
    does(world, actions.correct_statement, statement, Content("As we meant it."))
    assert (reads("public"), marked("public")) == ([2, 3], [True])
    assert reads("second") == reads("head") == reads("chair") == [2, 3]
    assert reads("delegate") == reads("secretariat") == [1, 2, 3]
    for who in ("public", "second", "chair"):
        with pytest.raises(NotFound):
            world.read(queries.statement_version, statement, 1, world.viewer(who))
    kept = world.read(queries.statement_version, statement, 1, world.viewer("delegate"))
    assert (kept.words, kept.contents) == ("A draft for our capital.", None)


def test_a_version_is_never_changed_and_an_altered_one_would_show(world: World) -> None:
    files(world, an_open_meeting(world))
    with world.database.reading() as db:
        assert list(faults(db)) == []
    for forgery in ("UPDATE statement_version SET words = 'Forged.'", "DELETE FROM statement_version"):
        with pytest.raises(DatabaseError, match="never changed"), world.database.writing() as db:
            db.execute(text(forgery))
    with world.database.writing() as db:
        if world.database.is_sqlite:
            db.execute(text("DROP TRIGGER statement_version_no_update"))
        else:
            db.execute(text("ALTER TABLE statement_version DISABLE TRIGGER USER"))
        db.execute(text("UPDATE statement_version SET words = 'Forged.'"))
    with world.database.reading() as db:
        assert list(faults(db)) == ["Version 1 of statement 1 is not what the record says."]


def test_the_words_of_the_version_that_stands_are_searched(world: World) -> None:
    meeting = an_open_meeting(world)
    french = files(world, meeting, "Les États ÉLABORENT 100% des règles.", form="written", consent=True, language="fr")
    russian = files(world, meeting, "Мирные средства", by="second", form="written", consent=True, language="ru")
    hidden = files(world, meeting, "Les États, sous embargo.", consent=True)
    for words, found in (
        ("etats", [french]), ("ÉTATS regles", [french]), ("МИРНЫЕ", [russian]), ("100%", [french]), ("1_0", []),
        ("%", [french]), ("etats мирные", []), ('"elaborent 100%"', [french]), ('"100% elaborent"', []), ("embargo", []),
    ):  # fmt: skip
        assert archive(world, words=words) == found, words
    does(world, actions.correct_statement, french, Content("Les règles."))
    assert archive(world, words="etats") == []
    assert archive(world, words="regles") == [french]
    assert archive(world, "secretariat", words="embargo", standing="all") == [hidden]


def test_a_statement_is_found_from_what_it_speaks_on(world: World) -> None:
    meeting, (_, items), (first, second, third) = an_open_meeting(world), an_agenda(world), a_paper(world)
    statement = files(world, meeting, item=items[1], provisions=[first, second], form="written", consent=True)
    embargoed = files(world, meeting, provisions=[first])

    def on(provision: int, who: str = "public") -> list[int]:
        viewer = world.viewer(who)
        return [line.statement.id for line in world.read(queries.statements_on, viewer, provision)]

    assert (on(first), on(second), on(third)) == ([statement], [statement], [])
    assert on(first, "delegate") == [embargoed, statement]
    assert on(first, "second") == [statement]
    assert archive(world, item=items[1]) == [statement]
    tie(world, statement, None, [third], by="delegate")
    assert (on(first), on(third)) == ([], [statement])
    tie(world, statement, items[2], [], by="secretariat")
    assert on(third) == []
    assert archive(world, item=items[2]) == [statement]


def test_what_was_removed_since_stays_tied_and_is_not_tied_anew(world: World) -> None:
    meeting, (first, second, _) = an_open_meeting(world), a_paper(world)
    statement = files(world, meeting, provisions=[first])
    with world.writing() as db:
        by = world.viewer("secretariat", db)
        for each in (first, second):
            texts.remove_provision(db, texts_queries.provision(db, each), by=by, at=world.tick())
    tie(world, statement, None, [first], by="delegate")
    assert [(each.provision_id, each.line) for each in world.read(queries.spoken_on, statement)] == [(first, None)]
    with pytest.raises(Refusal, match="has been removed"):
        tie(world, statement, None, [first, second], by="delegate")
    with pytest.raises(NotFound):
        tie(world, statement, None, [987654], by="delegate")


def test_an_item_is_an_item_of_the_agenda(world: World) -> None:
    meeting, (first, *_) = an_open_meeting(world), a_paper(world)
    with pytest.raises(Invalid, match="item of the agenda"):
        files(world, meeting, item=first)


@pytest.mark.parametrize("who", ["public", "pending", "chair", "bureau", "secretariat", "admin"])
def test_who_has_no_statement_files_none(world: World, who: str) -> None:
    meeting = an_open_meeting(world)
    with pytest.raises(NotAllowed, match="accredited organization"):
        files(world, meeting, by=who)


def test_a_delegate_does_not_speak_for_a_group(world: World) -> None:
    with pytest.raises(NotAllowed, match="coordinator speaks"):
        files(world, an_open_meeting(world), for_group=True)


def test_a_statement_is_filed_for_a_meeting_before_and_after_it_but_not_for_one_that_was_cancelled(
    world: World,
) -> None:
    session = an_open_session(world)
    planned, cancelled = a_meeting(world, session), a_meeting(world, session)
    with world.writing() as db:
        db.get_one(Meeting, cancelled).cancelled_at = world.at
    assert files(world, planned)
    with pytest.raises(Refusal, match="was cancelled"):
        files(world, cancelled)
    assert [each.id for each in world.read(queries.meetings_to_speak_at)] == [planned]
    on_meeting(world, actions.open_meeting, planned)
    on_meeting(world, actions.adjourn_meeting, planned)
    assert files(world, planned, form="written")


def test_the_choices_tell_nothing_of_what_is_not_published(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    files(world, meeting, item=items[0])
    files(world, meeting, item=items[1], by="coordinator", for_group=True, consent=True)
    files(world, meeting, item=items[1], by="second", form="written")
    choices = world.read(queries.statement_choices)
    assert (choices.delegations, choices.groups, choices.sessions, choices.meetings, choices.items) == (
        [],
        [],
        [],
        [],
        [],
    )
    files(world, meeting, item=items[2], by="head", form="written", consent=True)
    choices = world.read(queries.statement_choices)
    assert [code for code, _ in choices.delegations] == ["KEN"]
    assert [item.provision_id for item in choices.items] == [items[2]]
    assert len(choices.meetings) == len(choices.sessions) == 1


def test_the_archive_is_filtered(world: World) -> None:
    session = an_open_session(world)
    first, second = a_meeting(world, session), a_meeting(world, session)
    ours = files(world, first, form="written", consent=True, language="fr")
    groups = files(world, second, by="coordinator", for_group=True, form="written", consent=True)
    heard = files(world, second, by="stakeholder", form="written", consent=True)
    assert archive(world) == [heard, groups, ours]
    assert archive(world, delegation="FRA") == [ours]
    assert archive(world, group="EU") == [groups]
    assert archive(world, meeting=second) == [heard, groups]
    assert archive(world, session=session) == [heard, groups, ours]
    assert archive(world, session=987654) == []
    assert archive(world, written_in="fr") == [ours]
    assert archive(world, delegation="NOWHERE") == []


def test_files_are_not_read_with_a_list(world: World) -> None:
    """Five megabytes for each line of a list would fill the memory."""
    files(world, an_open_meeting(world), file=Content("a", "a.txt", "text/plain", b"a"), form="written", consent=True)
    with world.counting() as sent:
        archive(world)
        with world.database.reading() as db:
            kept = queries.statement(db, 1, world.viewer("public"))
            assert kept.versions[0].file_name == "a.txt"
    assert not [each for each in sent if "contents" in each and "statement_version" in each]
    assert world.read(lambda db: db.scalars(select(StatementVersion.contents)).one()) == b"a"


def test_an_organization_that_lost_its_accreditation_still_reads_its_own(world: World) -> None:
    statement = files(world, an_open_meeting(world), by="stakeholder")
    with world.writing() as db:
        for each in db.scalars(select(Organization)):
            each.accredited_since = None
    assert world.viewer("stakeholder").role == "pending"
    assert found_by(world, "stakeholder", statement)
