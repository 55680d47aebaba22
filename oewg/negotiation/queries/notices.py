"""Whom does what is done in the negotiation concern, and what is it about by name?"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Delegation, Group
from oewg.accounts.queries import About, OnTheClock, by_subject, concerns, describes, everybody, those_addressed, titled
from oewg.accounts.rules.notices import IN_THE_ROOM, MEMBERS, SIGNED_IN, Whom, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.negotiation.models import (
    Amendment,
    Package,
    Position,
    Silence,
    Sponsorship,
    WaitingPosition,
)
from oewg.negotiation.queries.positions import provisions_by_id
from oewg.negotiation.queries.states import as_held, changes_of, holder_name
from oewg.negotiation.rules.positions import Change
from oewg.record.queries import Addressed, Said
from oewg.texts import queries as texts
from oewg.texts.models import DraftText, Edition, Revision

Concerned = Mapping[int, Collection[Whom]]


def _amendments_of(entry: Said) -> set[int]:
    """The amendment that an entry is about, and those that were taken up with it."""
    alike = entry.facts.get("amendments") or ()
    assert isinstance(alike, list | tuple)
    return {entry.subject_id, *(int(each) for each in alike)}


def sponsors(db: Db, entries: Sequence[Addressed]) -> Concerned:
    """Each entry about an amendment concerns those who stood behind it at that instant: one query."""
    wanted = {each for entry in entries for each in _amendments_of(entry.said)}
    rows = db.execute(
        select(Sponsorship.amendment_id, Sponsorship.joined_at, Sponsorship.left_at, Delegation.code, Group.code)
        .outerjoin(Delegation, Sponsorship.delegation_id == Delegation.id)
        .outerjoin(Group, Sponsorship.group_id == Group.id)
        .where(Sponsorship.amendment_id.in_(wanted))
    ).all()
    return {
        entry.said.index: {
            Whom(f"delegation:{delegation}" if delegation else f"group:{group}")
            for amendment_id, joined_at, left_at, delegation, group in rows
            if amendment_id in _amendments_of(entry.said)
            and joined_at <= entry.said.at
            and (left_at is None or left_at >= entry.said.at)
        }
        for entry in entries
    }


def _live(db: Db, *conditions: ColumnElement[bool]) -> Sequence[Position]:
    return db.scalars(
        select(Position)
        .where(Position.ended_at.is_(None), *conditions)
        .options(joinedload(Position.delegation), joinedload(Position.group), joinedload(Position.amendment))
    ).all()


def _whom(position: Position) -> Whom:
    """Whoever holds a position; that it is held is said quietly, unless everybody may see it."""
    return Whom(holder_name(position), quietly=position.visibility != "public")


def gone_stale(db: Db, entries: Sequence[Addressed]) -> Concerned:
    """Each new wording, and each contest of an editorial one, concerns those whose positions it put on earlier text.

    Not whoever had been told of an earlier change, nor whoever has stated a position since: three queries.
    """
    changed = {entry.said.index: _changed(entry.said) for entry in entries}
    ids = {provision_id for provision_id, _ in changed.values()}
    changes = changes_of(db, ids)
    of: dict[int, list[Position]] = defaultdict(list)
    for position in _live(db, Position.provision_id.in_(ids)):
        of[position.provision_id].append(position)
    return {
        entry.said.index: {
            _whom(position)
            for provision_id, revision_id in [changed[entry.said.index]]
            for position in of[provision_id]
            if not as_held(position).doubts and _outdated_by(position, changes[provision_id]) == revision_id
        }
        for entry in entries
        if entry.said.facts.get("nature") != "editorial"
    }


def _changed(entry: Said) -> tuple[int, int]:
    """Which provision got which revision, or which revision of which provision was contested."""
    if entry.act == "contest_editorial":
        return int(str(entry.facts["provision"])), entry.subject_id
    return entry.subject_id, int(str(entry.facts["revision"]))


def _outdated_by(position: Position, changes: Collection[Change]) -> int | None:
    """The first change of substance after the wording that a position was taken on."""
    later = (each.revision_id for each in changes if each.substantive and each.revision_id > position.revision_id)
    return next(later, None)


@by_subject
def without_condition(db: Db, amendment_ids: Collection[int]) -> Concerned:
    """The end of an amendment concerns those who could accept with it: one query."""
    return _by(_live(db, Position.amendment_id.in_(amendment_ids)), lambda position: position.amendment_id or 0)


@by_subject
def with_a_position(db: Db, provision_ids: Collection[int]) -> Concerned:
    """That a provision is removed concerns those who have a position on it: one query."""
    return _by(_live(db, Position.provision_id.in_(provision_ids)), lambda position: position.provision_id)


def _by(positions: Collection[Position], of: Callable[[Position], int]) -> Concerned:
    found: dict[int, set[Whom]] = defaultdict(set)
    for position in positions:
        found[of(position)].add(_whom(position))
    return found


def holder(_db: Db, entries: Sequence[Addressed]) -> Concerned:
    """Each entry concerns the holder that it names."""
    return {entry.said.index: {Whom(str(entry.said.facts["holder"]))} for entry in entries}


@by_subject
def whoever_prepared_it(db: Db, waiting_ids: Collection[int]) -> Concerned:
    """What becomes of a position that waited concerns the person who prepared it: one query."""
    rows = db.execute(
        select(WaitingPosition.id, WaitingPosition.prepared_by).where(WaitingPosition.id.in_(waiting_ids))
    )
    return {row[0]: {Whom(f"account:{row[1]}")} for row in rows}


topic(
    "own_amendments", say("Amendments that your delegation sponsors"), why=say("Your delegation, or the group that you coordinate, sponsors the amendment."),
    roles=MEMBERS, pace="at_once", place=20,
)  # fmt: skip
concerns(
    "own_amendments", co_sponsor=sponsors, leave_amendment=sponsors, withdraw_amendment=sponsors,
    supersede_amendment=sponsors, take_up_amendment=sponsors, put_in_conflict=sponsors, receive_amendment=sponsors,
)  # fmt: skip
topic(
    "own_positions", say("Positions of your delegation whose ground has changed"), why=say("Your delegation, or the group that you coordinate, has a position there."),
    roles=MEMBERS, pace="at_once", place=25,
)  # fmt: skip
concerns(
    "own_positions", revise=gone_stale, contest_editorial=gone_stale, remove_provision=with_a_position,
    withdraw_amendment=without_condition, supersede_amendment=without_condition,
)  # fmt: skip
topic(
    "to_clear", say("Positions that wait for you to clear them"), why=say("You are the head of the delegation."),
    roles={"head"}, pace="at_once", place=30,
)  # fmt: skip
concerns("to_clear", prepare_position=those_addressed("delegation"))
topic(
    "cleared", say("What became of positions that you prepared"), why=say("You prepared the position."),
    roles=MEMBERS, pace="at_once", place=35,
)  # fmt: skip
concerns("cleared", clear_position=whoever_prepared_it, return_position=whoever_prepared_it)
topic(
    "for_the_chair", say("Positions that delegations state for you alone"), why=say("You are the Chair."),
    roles={"chair"}, pace="daily", place=40,
)  # fmt: skip
concerns(
    "for_the_chair", state_position=those_addressed("chair"), withdraw_position=those_addressed("chair"),
    receive_amendment=those_addressed("chair"),
)  # fmt: skip
topic(
    "silence", say("Silence procedures"), why=say("Every delegation is asked: whoever does not agree breaks the silence in time."),
    roles=IN_THE_ROOM, pace="at_once", place=50,
)  # fmt: skip
concerns(
    "silence", open_silence=everybody, extend_silence=everybody, break_silence=everybody, withdraw_silence=everybody,
    lapse_silence=everybody,
)  # fmt: skip
topic(
    "agreement", say("What is agreed ad referendum, and what is reopened"), why=say("Whoever negotiates is told what is agreed."),
    roles=IN_THE_ROOM, pace="daily", place=70,
)  # fmt: skip
concerns("agreement", gavel=everybody, reopen=everybody, form_package=everybody, dissolve_package=everybody)
topic(
    "amendments", say("Amendments that delegations file, withdraw, or that are taken up"), why=say("Whoever negotiates is told what others propose."),
    roles=IN_THE_ROOM, pace="daily", place=75,
)  # fmt: skip
concerns(
    "amendments", file_amendment=everybody, withdraw_amendment=everybody, supersede_amendment=everybody,
    take_up_amendment=everybody,
)  # fmt: skip
topic(
    "texts", say("Texts that are begun, issued under a symbol, put before the group and adopted"), why=say("Everybody who takes part is told which texts there are."),
    roles=SIGNED_IN, pace="daily", place=80,
)  # fmt: skip
concerns("texts", begin_text=everybody, issue_edition=everybody, prepare_adoption=everybody, adopt=everybody)


def _provisions(db: Db, provision_ids: Collection[int]) -> dict[int, About]:
    """Provisions by their text and number: two queries, and one for each text among them."""
    lines = texts.lines_by_id(db, provision_ids)
    return {
        provision_id: About(
            say("%(text)s, provision %(number)s"),
            {"text": found.text.title, "number": lines[provision_id].number.rstrip(".")},
            "negotiation.provision",
            {"provision_id": provision_id},
        )
        if provision_id in lines
        else About(say("%(text)s"), {"text": found.text.title}, "negotiation.provision", {"provision_id": provision_id})
        for provision_id, found in provisions_by_id(db, provision_ids).items()
    }


def _provisions_of(db: Db, model: type[Revision] | type[Position], ids: Collection[int]) -> dict[int, About]:
    rows = db.execute(select(model.id, model.provision_id).where(model.id.in_(ids))).all()
    named = _provisions(db, {row[1] for row in rows})
    return {row[0]: named[row[1]] for row in rows}


def _revisions_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    return _provisions_of(db, Revision, ids)


def _positions_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    return _provisions_of(db, Position, ids)


def _waiting_named(_db: Db, ids: Collection[int]) -> dict[int, About]:
    return {each: About(say("Our positions"), {}, "negotiation.own_positions", {"_anchor": "waiting"}) for each in ids}


def _amendments_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.execute(select(Amendment.id, Amendment.provision_id, Amendment.number).where(Amendment.id.in_(ids))).all()
    named = _provisions(db, {row[1] for row in rows})
    return {
        row[0]: About(
            say("Amendment %(amendment)s to %(provision)s"),
            {"amendment": row[2], "provision": named[row[1]]},
            "negotiation.provision",
            {"provision_id": row[1], "_anchor": f"amendment-{row[2]}"},
        )
        for row in rows
    }


def _silences_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.scalars(
        select(Silence).where(Silence.id.in_(ids)).options(joinedload(Silence.text), joinedload(Silence.edition))
    )
    return {
        row.id: About(
            say("%(text)s (%(symbol)s), under silence until %(deadline)s"),
            {"text": row.text.title, "symbol": row.edition.symbol, "deadline": OnTheClock(row.deadline, row.zone)},
            "negotiation.silence",
            {"text_id": row.text_id},
        )
        for row in rows
    }


def _packages_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    rows = db.execute(
        select(Package.id, Package.title, DraftText.id, DraftText.title)
        .join(DraftText, Package.text_id == DraftText.id)
        .where(Package.id.in_(ids))
    ).all()
    return {
        row[0]: About(
            say("%(text)s, package “%(package)s”"), {"text": row[3], "package": row[1]}, "negotiation.packages",
            {"text_id": row[2]},
        )
        for row in rows
    }  # fmt: skip


describes(
    provision=_provisions,
    revision=_revisions_named,
    position=_positions_named,
    waiting_position=_waiting_named,
    amendment=_amendments_named,
    text=titled(say("%(text)s"), "negotiation.text", "text_id", DraftText.id, text=DraftText.title),
    edition=titled(
        say("%(text)s (%(symbol)s)"), "texts.edition", "edition_id", Edition.id, text=Edition.title,
        symbol=Edition.symbol,
    ),
    silence=_silences_named,
    package=_packages_named,
)  # fmt: skip
