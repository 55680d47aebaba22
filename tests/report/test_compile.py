"""Is the report compiled from the record as it is, kept under its symbol, and the same whenever the record is?"""

import hashlib
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from oewg.accounts.models import Capacity
from oewg.consultations.models import Call, NationalView, Submission
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotFound, Refusal
from oewg.meetings import actions as meetings
from oewg.meetings.models import Meeting
from oewg.record import queries as record
from oewg.report import actions, queries
from oewg.report.models import Compilation
from oewg.report.rules.kinds import Asked
from oewg.report.rules.procedural import account
from oewg.texts import actions as texts
from oewg.texts import queries as texts_queries
from oewg.texts.models import Document
from tests.report import given
from tests.world import World

SYMBOL = "A/AC.290/2021/L.1"


def written(world: World, symbol: str = SYMBOL) -> actions.Written:
    with world.database.reading() as db:
        return actions.write_report(db, queries.draft_or_not_found(db), given.order(symbol), at=world.at)


def keep(world: World, found: actions.Written) -> Compilation:
    with world.writing() as db:
        db.expire_on_commit = False
        text = queries.draft_or_not_found(db)
        return actions.compile_report(db, text, found, by=world.viewer("secretariat", db), at=world.at)


def revise(world: World) -> None:
    with world.writing() as db:
        provision = texts_queries.provision(db, given.Scene(world, db).report_paragraphs()[0])
        current = texts_queries.current_revision(db, provision.id)
        texts.revise(
            db, provision, f"{current.words} And more.", based_on=current.id, nature="substantive",
            by=world.viewer("secretariat", db), at=world.tick(),
        )  # fmt: skip


def begin_something_else(db: Db, world: World) -> None:
    texts.begin_text(db, "working_paper", "Something else", by=world.viewer("secretariat", db), at=world.tick())


def test_what_was_compiled_is_kept_with_its_digests_and_stands_in_the_record(world: World) -> None:
    given.group_at_work(world)
    size = world.read(record.size)
    kept = given.compiled(world)
    with world.database.reading() as db:
        found = queries.compilation(db, world.viewer("public", db), kept.id)
        assert (found.edition.symbol, found.record_size, found.text.kind) == (SYMBOL, size, "report")
        digests = {file.format: file.digest for file in found.files}
        assert list(digests) == ["pdf", "docx", "html", "txt", "xml", "json"], (
            "in the order in which they are looked for"
        )
        for format, digest in digests.items():
            contents = queries.compiled_file(db, world.viewer("public", db), kept.id, format).contents
            assert hashlib.sha256(contents).hexdigest() == digest
        issued, compiled = record.entries_after(db, size - 1, {"public"}, limit=9)
        assert (issued.act, compiled.act) == ("issue_edition", "compile_report")
        assert compiled.facts == {
            "text": found.text_id, "edition": found.edition_id, "document": found.document_id, "symbol": SYMBOL,
            "kind": "clean", "against": None, "record_size": size, "digests": digests,
            "annexes": ["summary", "participants", "documentation", "submissions"],
        }  # fmt: skip


def test_the_same_records_give_the_same_bytes(world: World) -> None:
    given.group_at_work(world)
    assert written(world).files == written(world).files


def test_reading_the_source_takes_a_fixed_number_of_queries(world: World) -> None:
    given.group_at_work(world)
    with world.database.reading() as db, world.counting() as few:
        source = queries.source(db, queries.draft_or_not_found(db), world.at)
    with world.writing() as db:
        scene = given.Scene(world, db)
        for number in range(12):
            scene.submission(scene.report_paragraphs()[0], f"Another {number}")
    with world.database.reading() as db, world.counting() as many:
        more = queries.source(db, queries.draft_or_not_found(db), world.at)
    assert len(more.submissions) == len(source.submissions) + 12
    assert len(many) == len(few) <= 45


def test_the_facts_are_those_of_the_record(world: World) -> None:
    given.group_at_work(world)
    with world.database.reading() as db:
        source = queries.source(db, queries.draft_or_not_found(db), world.at)
    facts = source.facts
    assert facts.mandate
    assert (facts.mandate.paragraph, facts.mandate.report_to) == ("paragraph 5", 75)
    assert [len(session.meetings) for session in facts.sessions] == [1, 3, 0, 0]
    assert [session.attendance.members for session in facts.sessions] == [2, 1, 0, 0]
    assert [(officer.office, officer.delegation) for officer in facts.officers] == [("rapporteur", "Uruguay")]
    assert [(item.number, item.depth, len(item.taken_up)) for item in facts.agenda] == [
        ("1.", 0, 1), ("2.", 0, 0), ("(a)", 1, 1), ("3.", 0, 0),
    ]  # fmt: skip
    assert [(found.kind, found.symbol) for found in facts.adoptions] == [("agenda", "A/AC.290/2019/1")]
    assert [document.symbol for document in facts.documents] == ["A/C.1/73/L.99", "A/AC.290/2019/1"]
    assert [(c.title, c.organizations, c.elements) for c in facts.consultations] == [
        ("Voices from outside", 1, ("Rules, norms and principles of responsible behaviour",))
    ]
    assert [call.published for call in facts.calls] == [1]
    assert (facts.accredited, facts.report) == (1, None)
    assert (source.session, source.agenda_item) == (
        "First substantive session",
        "Agenda item 3\nAdoption of the report",
    )
    assert source.notice == given.EXERCISE


def test_what_is_not_published_is_in_no_number_of_the_report(world: World) -> None:
    given.draft(world)
    with world.writing() as db:
        scene = given.Scene(world, db)
        scene.submission(scene.report_paragraphs()[0])
        sent = db.scalars(select(Submission)).one()
        db.add(
            Submission(
                call_id=sent.call_id, organization_id=sent.organization_id, version=2, title="Later", words="Words",
                consent="not_published", submitted_at=world.tick(), submitted_by=sent.submitted_by, return_reason="",
                digest="",
            )
        )  # fmt: skip
        views = Call(
            title="Views", opens_at=world.at, closes_at=world.at + timedelta(60), zone="UTC", addressed_to="states"
        )
        db.add(views)
        db.flush()
        for who, published_at in (("delegate", None), ("second", world.at)):
            by = world.viewer(who, db)
            db.add(
                NationalView(
                    call_id=views.id, delegation_id=by.delegation_id, version=1, words="", language="en", digest="",
                    submitted_at=world.at, submitted_by=by.account_id, published_at=published_at,
                )
            )  # fmt: skip
    with world.database.reading() as db:
        facts = queries.facts(db, queries.draft_or_not_found(db).id, world.at)
        told = {one.key: one.words for one in account(facts)}
    assert "In answer to it one submission was published." in told[f"consultations/call-{facts.calls[0].id}"]
    assert "The views of one State were published." in told[f"documentation/views-{facts.calls_to_states[0].id}"]


def test_the_vice_chair_who_presided_is_told_by_the_state(world: World) -> None:
    given.group_at_work(world)
    with world.writing() as db:
        meeting = db.scalars(select(Meeting).where(Meeting.number == 3)).one()
        assert meeting.adjourned_at is not None
        account_id = world.viewer("second", db).account_id
        japan = given.Scene(world, db).delegations("JPN")[0]
        deputy = Capacity(
            account_id=account_id, role="vice_chair", delegation_id=japan.id, since=given.new_york(2019, 6, 3),
            until=given.new_york(2020, 1, 1),
        )  # fmt: skip
        meeting.presiding = deputy
    with world.database.reading() as db:
        facts = queries.facts(db, queries.draft_or_not_found(db).id, world.at)
        told = " ".join(one.words for one in account(facts))
    assert "A Vice-Chair (Japan) presided over the 3rd meeting." in told
    assert told.count("presided over") == 1


def test_what_was_considered_under_an_agenda_is_told_when_another_has_been_adopted(world: World) -> None:
    given.group_at_work(world)
    with world.writing() as db:
        scene = given.Scene(world, db)
        first = texts_queries.texts_of_kind(db, "agenda")[0]
        scene.act(texts.close_text, first)
        session = scene.session("Last session", date(2021, 3, 8), date(2021, 3, 12))
        scene.act(meetings.open_session, session, by="chair")
        opening = scene.meeting(session, given.new_york(2021, 3, 8, 10))
        second, items = scene.agenda()
        scene.adopted(second, opening, "A/AC.290/2021/9")
        scene.act(texts.close_text, second)
        scene.act(meetings.take_up, opening, items[0], by="chair")
    with world.database.reading() as db:
        told = {one.key: one.words for one in account(queries.facts(db, queries.draft_or_not_found(db).id, world.at))}
    agenda = [words for key, words in told.items() if key.startswith("agenda/")]
    assert [words.partition(" the Working Group ")[2].partition(".")[0] for words in agenda[:2]] == [
        "adopted its agenda, as contained in document A/AC", "adopted a revised agenda, as contained in document A/AC",
    ]  # fmt: skip
    assert "A/AC.290/2019/1." in agenda[0]
    assert "A/AC.290/2021/9." in agenda[1]
    considered = " ".join(words for key, words in told.items() if key.startswith("consideration/"))
    assert "item 2 (a) of the agenda adopted at its 1st meeting, “Threats”, at its 2nd to 4th meetings" in considered
    assert "item 1, “Election of officers”, at its 5th meeting" in considered


def test_the_agenda_adopted_last_is_in_force_and_those_before_it_take_no_queries_of_their_own(world: World) -> None:
    given.group_at_work(world)
    with world.writing() as db:
        scene = given.Scene(world, db)
        scene.act(texts.close_text, texts_queries.texts_of_kind(db, "agenda")[0])
        session = scene.session("Last session", date(2021, 3, 8), date(2021, 3, 12))
        scene.act(meetings.open_session, session, by="chair")
        proposed_first, proposed_last = (scene.agenda()[0].id for _ in range(2))
        opening = scene.meeting(session, given.new_york(2021, 3, 8, 10)).id
    sent = []
    for text_id in (proposed_last, proposed_first):
        with world.writing() as db:
            scene, text = given.Scene(world, db), texts_queries.text(db, text_id)
            scene.adopted(text, db.get_one(Meeting, opening), f"A/AC.290/2021/{text_id}")
            scene.act(texts.close_text, text)
        with world.counting() as queried, world.database.reading() as db:
            facts = queries.facts(db, queries.draft_or_not_found(db).id, world.at)
            in_force = {line.provision_id for line in texts_queries.lines(db, text_id)}
        sent.append(len(queried))
        assert {item.id for item in facts.agenda} == in_force
    assert len(facts.former_agenda) == 2 * len(facts.agenda)
    assert sent[0] == sent[1]


def test_an_item_of_the_agenda_can_be_chosen_for_the_masthead(world: World) -> None:
    given.group_at_work(world)
    with world.database.reading() as db:
        first = texts_queries.lines(db, texts_queries.texts_of_kind(db, "agenda")[0].id)[0]
        source = queries.source(db, queries.draft_or_not_found(db), world.at, Asked(agenda_item=first.provision_id))
    assert source.agenda_item == "Agenda item 1\nElection of officers"


def test_a_submission_that_is_unnamed_at_its_wish_stays_so(world: World) -> None:
    given.draft(world)
    with world.writing() as db:
        scene = given.Scene(world, db)
        scene.submission(scene.report_paragraphs()[0], consent="anonymous")
    with world.database.reading() as db:
        source = queries.source(db, queries.draft_or_not_found(db), world.at)
    assert [submission.author for submission in source.submissions] == [""]
    assert b"Open Wires" not in written(world).files["html"]


def test_the_adopted_report_says_at_which_meeting(world: World) -> None:
    given.draft(world)
    edition = given.adopted(world)
    words = given.contents(world, given.compiled(world, "", edition_id=edition).id).decode()
    assert "At its 1st meeting, on 12 March 2021, the Working Group adopted its report, without a vote" in words


def test_documents_written_from_what_has_changed_since_are_not_issued(world: World) -> None:
    given.draft(world)
    found = written(world)
    revise(world)
    size = world.read(record.size)
    with pytest.raises(actions.RecordHasGrown):
        keep(world, found)
    assert world.read(record.size) == size


def test_an_act_that_the_report_does_not_tell_of_does_not_stand_in_the_way(world: World) -> None:
    given.draft(world)
    found = written(world)
    with world.writing() as db:
        begin_something_else(db, world)
        size = record.size(db)
    assert keep(world, found).record_size == size


@pytest.mark.parametrize(("changes", "attempts"), [(0, 1), (1, 2), (2, 3)])
def test_what_changed_while_it_was_written_is_written_anew(world: World, changes: int, attempts: int) -> None:
    given.draft(world)
    tried: list[actions.Written] = []

    def store(found: actions.Written) -> Compilation:
        tried.append(found)
        if len(tried) <= changes:
            revise(world)
        return keep(world, found)

    kept = actions.in_attempts(world.database, given.order(), world.at, store)
    assert len(tried) == attempts
    assert given.contents(world, kept.id) == tried[-1].files["html"]
    assert b" And more." * changes in tried[-1].files["html"]


def test_when_the_record_never_stands_still_nothing_is_issued(world: World) -> None:
    given.draft(world)

    def store(found: actions.Written) -> Compilation:
        revise(world)
        return keep(world, found)

    with pytest.raises(Refusal, match="the record changed each time, 3 times"):
        actions.in_attempts(world.database, given.order(), world.at, store)
    assert given.how_many(world) == 0


def test_a_symbol_is_used_once(world: World) -> None:
    given.draft(world)
    given.compiled(world)
    size = world.read(record.size)
    with pytest.raises(Invalid, match="has been used already"):
        given.compiled(world)
    assert world.read(record.size) == size


def test_a_symbol_is_formed_like_one(world: World) -> None:
    given.draft(world)
    with pytest.raises(Invalid, match="not formed like a symbol"):
        given.compiled(world, "my report")


def test_without_a_draft_there_is_nothing_to_compile(world: World) -> None:
    with pytest.raises(NotFound):
        given.compiled(world)


def test_the_next_free_symbol_of_the_year_is_proposed(world: World) -> None:
    given.draft(world)
    assert world.read(queries.proposed_symbol, world.at) == "A/AC.290/2019/L.1"
    given.compiled(world, "A/AC.290/2019/L.1")
    assert world.read(queries.proposed_symbol, world.at) == "A/AC.290/2019/L.2"
    assert world.read(queries.proposed_symbol, world.at + timedelta(days=365)) == "A/AC.290/2020/L.1"


def test_what_was_issued_stays_when_the_draft_moves_on(world: World) -> None:
    given.draft(world)
    kept = given.compiled(world)
    before = given.contents(world, kept.id)
    revise(world)
    assert given.contents(world, kept.id) == before


def test_the_documentation_is_what_the_register_holds_for_everybody(world: World) -> None:
    text = given.draft(world)

    def registers(symbol: str, distribution: str = "limited") -> Document:
        return world.act(texts.register_document, symbol, f"Paper {symbol}", distribution, "en", by="secretariat")

    registers("A/AC.290/2021/INF/1", "general")
    registers("A/AC.290/2021/L.8", "restricted")
    world.act(texts.withdraw_document, registers("A/AC.290/2021/L.9"), by="secretariat")
    keep(world, written(world))
    with world.database.reading() as db:
        listed = [found.symbol for found in queries.source(db, db.merge(text, load=False), world.at).facts.documents]
    assert listed[-2:] == ["A/AC.290/2021/INF/1", SYMBOL]
    assert len(listed) == 3, "the resolution, which came from outside, is the first"
