"""Statements: filed, delivered, corrected, published with consent, withdrawn; who knows of them at each instant."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from oewg.accounts import queries as people
from oewg.accounts.models import Organization
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal
from oewg.meetings import actions, queries
from oewg.meetings.models import Inscription, Intervention, Meeting, SpeakersList, Statement, StatementVersion
from oewg.meetings.queries import StatementsAsked
from oewg.meetings.rules import statements as rules
from oewg.meetings.rules.statements import Content
from oewg.record import queries as record
from oewg.record.verification import faults
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from oewg.texts.documents.uploads import Upload
from tests.meetings.given import a_meeting, an_agenda, an_open_meeting, an_open_session, on_meeting
from tests.test_abuse import another_capacity
from tests.world import CAST, World

WORDS = "Mr. Chair, we welcome the draft."
AT = datetime(2019, 6, 3, 15, tzinfo=UTC)


def files(world: World, meeting: int, words: str = WORDS, by: str = "delegate", **more: Any) -> int:
    """Somebody files a statement, to be delivered unless told otherwise."""
    item, provisions, file = more.pop("item", None), more.pop("provisions", ()), more.pop("file", None)
    content = file or Content(words)
    with world.writing() as db:
        return actions.file_statement(
            db, queries.meeting(db, meeting), content, by=world.viewer(by, db), at=world.tick(),
            form=more.pop("form", "delivered"), language=more.pop("language", "en"),
            item=texts_queries.provision(db, item) if item else None,
            provisions=texts_queries.provisions(db, provisions), **more,
        ).id  # fmt: skip


def does(world: World, action: Any, statement: int, *args: Any, by: str = "delegate") -> Any:
    """Do an act on a statement, as it is found by whoever does it."""
    with world.writing() as db:
        viewer = world.viewer(by, db)
        return action(db, queries.statement(db, statement, viewer), *args, by=viewer, at=world.tick())


def delivers(world: World, statement: int) -> None:
    does(world, actions.deliver_statement, statement, by="secretariat")


def takes_the_floor(
    world: World, meeting: int, item: int | None, who: str, *, kind: str = "statement", group: str = ""
) -> int:
    """A speaker was called and has ended, as the speakers’ list records it: the intervention."""
    with world.writing() as db:
        viewer, found = world.viewer(who, db), db.get_one(Meeting, meeting)
        speakers = db.scalars(
            select(SpeakersList).where(
                SpeakersList.item_id.is_not_distinct_from(item),
                SpeakersList.meeting_id.is_not_distinct_from(None if item else meeting),
            )
        ).one_or_none() or SpeakersList(
            session_id=found.session_id, item_id=item, meeting_id=None if item else meeting, opened_at=world.at,
            limit_delegation=180, limit_group=300, limit_organization=180,
        )  # fmt: skip
        db.add(speakers)
        db.flush()
        speaker = {
            "delegation_id": None if viewer.organization_id else viewer.delegation_id,
            "organization_id": viewer.organization_id,
            "group_id": people.group_by_code(db, group).id if group else None,
        }
        place = len(db.scalars(select(Inscription)).all()) + 1
        inscription = Inscription(
            list_id=speakers.id, kind=kind, place=place, inscribed_at=world.at, ended_at=world.at, end_reason="spoke",
            **speaker,
        )  # fmt: skip
        db.add(inscription)
        db.flush()
        made = Intervention(
            list_id=speakers.id, meeting_id=meeting, inscription_id=inscription.id, kind=kind, called_at=world.at,
            limit_seconds=180, ended_at=world.at, **speaker,
        )  # fmt: skip
        db.add(made)
        db.flush()
        return made.id


def ends(world: World, intervention: int, by: str = "chair") -> int | None:
    """What the act that ends an intervention calls: the statement that was delivered, if there is one."""
    with world.writing() as db:
        at = world.tick()
        found = actions.delivered(
            db, db.get_one(Intervention, intervention), at, by=world.viewer(by, db) if by else None
        )
        return found.id if found else None


def found_by(world: World, who: str, statement: int) -> bool:
    viewer = world.viewer(who)
    try:
        world.read(queries.statement, statement, viewer)
    except NotFound:
        return False
    return True


def archive(world: World, who: str = "public", **asked: Any) -> list[int]:
    viewer = world.viewer(who)
    page = world.read(queries.statements, viewer, StatementsAsked(**asked))
    assert page.total == len(page.items)
    after = world.read(queries.statements_after, viewer, 0, 100, StatementsAsked(**asked))
    assert sorted(line.statement.id for line in after) == sorted(line.statement.id for line in page.items)
    return [line.statement.id for line in page.items]


def entries(world: World, who: str) -> list[str]:
    viewer = world.viewer(who)
    said = world.read(record.entries_after, -1, viewer.audiences, limit=1000)
    return [each.act for each in said if each.subject_kind == "statement"]


def standing(world: World, statement: int) -> str:
    return queries.standing(world.read(queries.statement, statement, world.viewer("secretariat")))


# --- The rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("delivered", "consented", "withdrawn", "stands"),
    [
        (None, None, None, "embargo"), (None, AT, None, "embargo"), (AT, None, None, "unpublished"),
        (AT, AT, None, "published"), (AT, AT, AT, "withdrawn"), (None, None, AT, "withdrawn"),
    ],
)  # fmt: skip
def test_where_a_statement_stands(
    delivered: datetime | None, consented: datetime | None, withdrawn: datetime | None, stands: str
) -> None:
    assert rules.standing_of(delivered, consented, withdrawn) == stands


@pytest.mark.parametrize(
    ("before", "after", "readers"),
    [
        ("", "embargo", ("delegation:ROU", "group:EU", "secretariat")),
        ("embargo", "unpublished", ("delegation:ROU", "group:EU", "secretariat")),
        ("embargo", "published", ("public",)),
        ("published", "unpublished", ("public",)),
        ("published", "withdrawn", ("public",)),
        ("unpublished", "withdrawn", ("delegation:ROU", "group:EU", "secretariat")),
    ],
)
def test_who_reads_that_something_was_done(before: str, after: str, readers: tuple[str, ...]) -> None:
    assert rules.readers_of(rules.own_audiences("ROU", "EU", None), before, after) == readers


def test_whose_statement_it_is() -> None:
    assert rules.own_audiences("FRA", None, None) == ("delegation:FRA",)
    assert rules.own_audiences(None, None, 7) == ("organization:7",)


@pytest.mark.parametrize(
    ("words", "upload", "reason"),
    [("", False, "type the words, or choose a file"), ("Words", True, "either typed or a file")],
)
def test_words_or_a_file(words: str, upload: bool, reason: str) -> None:
    sent = Upload("a.txt", "text/plain", b"a", "a") if upload else None
    with pytest.raises(Invalid, match=reason):
        rules.content(words, sent)


def test_what_a_version_is_known_by() -> None:
    assert rules.content("Words", None).digest == rules.digest_of("Words", None)
    assert rules.content("", Upload("a.txt", "text/plain", b"b", "a")).digest == rules.digest_of("ignored", b"b")


@pytest.mark.parametrize(
    ("words", "terms"),
    [
        ("", []), ("  ", []), ("États Unis", ["etats", "unis"]), ("“right of reply” France", ["right of reply", "france"]),
        ('"unfinished phrase', ["unfinished phrase"]), ("МИР", ["мир"]), ("a b c d e f g h i j", list("abcdefgh")),
    ],
)  # fmt: skip
def test_what_is_looked_for(words: str, terms: list[str]) -> None:
    assert rules.terms(words) == terms


@given(st.text())
def test_folding_is_settled_after_once(words: str) -> None:
    folded = rules.folded(words)
    assert folded == " ".join(folded.split())
    assert all(term in rules.folded(words.replace('"', "")) for term in rules.terms(words.replace('"', "")))


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (lambda: rules.check_meeting(AT), "was cancelled"),
        (lambda: rules.check_item("report", "paragraph", False), "item of the agenda"),
        (lambda: rules.check_item("agenda", "heading", False), "item of the agenda"),
        (lambda: rules.check_item("agenda", "paragraph", True), "item of the agenda"),
        (lambda: rules.check_speaks_on("paragraph", True), "has been removed"),
        (lambda: rules.check_speaks_on("footnote", False), "A footnote stands"),
        (lambda: rules.check_own(False, None), "Only those whose statement"),
        (lambda: rules.check_own(False, "EU"), "Only the coordinator of EU"),
        (lambda: rules.check_stands(AT), "has been withdrawn"),
        (lambda: rules.check_corrects("a", "a"), "nothing to correct"),
        (lambda: rules.check_consents(AT), "on record already"),
        (lambda: rules.check_withdraws_consent(None), "no agreement to take back"),
        (lambda: rules.check_delivers("written", AT, AT), "filed in writing"),
        (lambda: rules.check_delivers("delivered", AT, AT), "delivered already"),
        (lambda: rules.check_delivers("delivered", None, None), "has not been opened yet"),
    ],
)
def test_what_is_refused(asked: Any, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        asked()


# --- Who knows of it, at each instant ---------------------------------------------------------------------------------

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


# --- The floor --------------------------------------------------------------------------------------------------------


def test_the_embargo_ends_when_the_speaker_has_spoken(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    statement = files(world, meeting, item=items[1], consent=True)
    others = [
        files(world, meeting, "On another item.", item=items[2]),
        files(world, meeting, "Another delegation’s.", item=items[1], by="second"),
        files(world, meeting, "On no item."),
        files(world, meeting, "In writing.", item=items[1], form="written"),
        files(world, meeting, "Our second on this item.", item=items[1]),
    ]
    intervention = takes_the_floor(world, meeting, items[1], "delegate")
    assert ends(world, intervention) == statement
    assert archive(world) == [statement]
    kept = world.read(queries.statement, statement, world.viewer("public"))
    assert (kept.intervention_id, kept.delivered_at) == (intervention, world.at)
    assert [standing(world, each) for each in others] == ["embargo", "embargo", "embargo", "unpublished", "embargo"]


@pytest.mark.parametrize("kind", ["reply"])
def test_a_reply_delivers_nothing(world: World, kind: str) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    statement = files(world, meeting, item=items[1])
    assert ends(world, takes_the_floor(world, meeting, items[1], "delegate", kind=kind)) is None
    assert standing(world, statement) == "embargo"


def test_a_spokesperson_delivers_the_statement_of_the_group_and_not_its_own(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    national = files(world, meeting, "For Romania.", by="coordinator", item=items[0])
    for_all = files(world, meeting, "For the Union.", by="coordinator", item=items[0], for_group=True)
    assert ends(world, takes_the_floor(world, meeting, items[0], "coordinator", group="EU")) == for_all
    assert ends(world, takes_the_floor(world, meeting, items[0], "coordinator")) == national


@pytest.mark.parametrize("who", ["stakeholder", "observer"])
def test_organizations_and_observers_deliver_too_and_where_the_list_has_no_item(world: World, who: str) -> None:
    meeting = an_open_meeting(world)
    statement = files(world, meeting, by=who)
    assert ends(world, takes_the_floor(world, meeting, None, who), by="") == statement
    said = world.read(lambda db: list(record.everything_said(db)))[-1]
    assert (said.act, said.actor, said.capacity, said.sealed) == ("deliver_statement", None, "clock", True)


def test_another_meeting_delivers_nothing(world: World) -> None:
    session = an_open_session(world)
    first, second = a_meeting(world, session), a_meeting(world, session)
    statement = files(world, second)
    assert ends(world, takes_the_floor(world, first, None, "delegate")) is None
    assert standing(world, statement) == "embargo"


def test_filed_after_it_was_delivered_it_is_under_no_embargo(world: World) -> None:
    meeting, (_, items) = an_open_meeting(world), an_agenda(world)
    spoken_at = world.at
    intervention = takes_the_floor(world, meeting, items[1], "delegate")
    assert ends(world, intervention) is None
    late = files(world, meeting, item=items[1], consent=True)
    kept = world.read(queries.statement, late, world.viewer("public"))
    assert (kept.delivered_at, kept.intervention_id) == (spoken_at, intervention)
    another = files(world, meeting, "A second one.", item=items[1])
    assert standing(world, another) == "embargo", "each time on the floor delivers one statement"
    does(world, actions.withdraw_statement, late)
    assert standing(world, files(world, meeting, "In its place.", item=items[1])) == "unpublished"


def test_two_statements_are_never_of_one_intervention(world: World) -> None:
    meeting = an_open_meeting(world)
    intervention = takes_the_floor(world, meeting, None, "delegate")
    files(world, meeting)
    other = files(world, meeting, "Another.")
    with world.writing() as db:
        db.get_one(Statement, other).intervention_id = intervention
        with pytest.raises(IntegrityError):
            db.flush()
        db.rollback()


@pytest.mark.parametrize(
    ("when", "reason"),
    [("planned", "has not been opened yet"), ("twice", "delivered already"), ("withdrawn", "withdrawn")],
)
def test_when_it_is_not_delivered_by_hand(world: World, when: str, reason: str) -> None:
    session = an_open_session(world)
    meeting = a_meeting(world, session)
    if when != "planned":
        on_meeting(world, actions.open_meeting, meeting)
    statement = files(world, meeting)
    if when == "twice":
        delivers(world, statement)
    if when == "withdrawn":
        does(world, actions.withdraw_statement, statement)
    with pytest.raises(Refusal, match=reason):
        delivers(world, statement)


# --- Versions ---------------------------------------------------------------------------------------------------------


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


# --- On what it speaks ------------------------------------------------------------------------------------------------


def a_paper(world: World) -> list[int]:
    paper = world.act(texts.begin_text, "working_paper", "A paper", by="secretariat")
    return [world.act(texts.add_provision, paper, "paragraph", f"Words {n}.", by="secretariat").id for n in range(3)]


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


def tie(world: World, statement: int, item: int | None, provisions: list[int], by: str) -> None:
    with world.writing() as db:
        viewer = world.viewer(by, db)
        found = queries.statement(db, statement, viewer)
        actions.tie_statement(
            db, found, texts_queries.provision(db, item) if item else None, texts_queries.provisions(db, provisions),
            by=viewer, at=world.tick(),
        )  # fmt: skip


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
    assert archive(world, language="fr") == [ours]
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
