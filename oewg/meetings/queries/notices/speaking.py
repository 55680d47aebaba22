"""Whom does it concern what is done with speakers' lists, and which list and whose inscription is it?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from oewg.accounts.models import Delegation, Group, Organization
from oewg.accounts.queries import About, by_subject, concerns, describes, everybody
from oewg.accounts.rules.notices import IN_THE_ROOM, MEMBERS, Whom, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.meetings.models import Inscription, SpeakersList, Statement
from oewg.meetings.queries.speaking import ItemTitle, item_titles
from oewg.meetings.rules.speaking import audience_of
from oewg.record.queries import Addressed

SPEAKERS = MEMBERS | {"observer", "stakeholder"}
"""Who may stand on a speakers' list and file statements."""


@dataclass(frozen=True)
class SpeakerCodes:
    """Who speaks, by code: a delegation, with the group on whose behalf; or an organization, by number and name."""

    delegation: str | None
    group: str | None
    organization: int | None
    organization_name: str | None

    @property
    def name(self) -> str:
        """As a notice names the speaker: "FRA", "EU", "Open Wires"."""
        return self.organization_name or self.group or self.delegation or ""


def speakers_by_id(db: Db, model: type[Inscription] | type[Statement], ids: Collection[int]) -> dict[int, SpeakerCodes]:
    """Inscription or statement -> who speaks: one query."""
    rows = db.execute(
        select(model.id, Delegation.code, Group.code, Organization.id, Organization.name)
        .outerjoin(Delegation, model.delegation_id == Delegation.id)
        .outerjoin(Group, model.group_id == Group.id)
        .outerjoin(Organization, model.organization_id == Organization.id)
        .where(model.id.in_(ids))
    )
    return {row[0]: SpeakerCodes(*row[1:]) for row in rows}


def _whose(db: Db, inscription_ids: Collection[int]) -> dict[int, list[Whom]]:
    return {
        number: [Whom(audience_of(who.delegation, who.group, who.organization))]
        for number, who in speakers_by_id(db, Inscription, inscription_ids).items()
    }


own = by_subject(_whose)
"""A finder: what is done with an inscription concerns those whose it is."""


def the_two(db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    """A finder: an exchange of places concerns the two speakers and nobody else: one query."""
    pairs = {entry.said.index: (entry.said.subject_id, _other(entry)) for entry in entries}
    whose = _whose(db, {each for pair in pairs.values() for each in pair})
    return {index: [whom for each in pair for whom in whose.get(each, ())] for index, pair in pairs.items()}


def _other(entry: Addressed) -> int:
    facts = entry.said.facts
    return int(str(facts["proposer" if entry.said.act == "agree_exchange" else "asked"]))


def those_who_may_inscribe(db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    """A finder: a list concerns delegations, and organizations too if they had been admitted to it: one query."""
    ids = {entry.said.subject_id for entry in entries}
    rows = db.execute(select(SpeakersList.id, SpeakersList.organizations_from).where(SpeakersList.id.in_(ids)))
    admitted = {row[0]: row[1] for row in rows}
    found = {}
    for entry in entries:
        since = admitted.get(entry.said.subject_id)
        found[entry.said.index] = [Whom("public" if since and since <= entry.said.at else "delegations")]
    return found


topic(
    "own_speaking", say("Your places on speakers’ lists"),
    why=say("Your delegation, the group that you coordinate or your organization is to speak."),
    roles=SPEAKERS, pace="at_once", place=36,
)  # fmt: skip
concerns(
    "own_speaking", inscribe=own, ask_to_reply=own, withdraw_inscription=own, withdraw_in_the_room=own,
    record_absence=own, propose_exchange=the_two, agree_exchange=the_two, decline_exchange=the_two,
    withdraw_exchange=the_two,
)  # fmt: skip
topic(
    "speakers_lists", say("Speakers’ lists that are opened, closed and reopened"),
    why=say("Whoever may take the floor is told until when one inscribes."),
    roles=IN_THE_ROOM | {"stakeholder"}, pace="at_once", place=58,
)  # fmt: skip
concerns(
    "speakers_lists", open_speakers_list=those_who_may_inscribe, close_speakers_list=those_who_may_inscribe,
    reopen_speakers_list=those_who_may_inscribe, limit_speaking_time=those_who_may_inscribe,
    admit_organizations=everybody,
)  # fmt: skip


def _lists_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    """Lists by their session and item, or their meeting: at most four queries."""
    rows = db.scalars(
        select(SpeakersList)
        .where(SpeakersList.id.in_(ids))
        .options(joinedload(SpeakersList.session), joinedload(SpeakersList.meeting))
    ).all()
    titles = item_titles(db, {row.item_id for row in rows if row.item_id})
    return {
        row.id: About(*_title_of(row, titles.get(row.item_id or 0)), "meetings.speakers_list", {"list_id": row.id})
        for row in rows
    }


def _title_of(row: SpeakersList, item: ItemTitle | None) -> tuple[str, dict[str, object]]:
    """What a list is called, with what goes into the words."""
    if item is None:
        return say("Speakers’ list of meeting %(number)s"), {"number": row.meeting.number if row.meeting else ""}
    values: dict[str, object] = {"words": item.words.rstrip("."), "session": row.session.title}
    if not item.number:
        return say("Speakers’ list on an item that was taken off: %(words)s (%(session)s)"), values
    return say("Speakers’ list on item %(number)s %(words)s (%(session)s)"), {"number": item.number, **values}


def _inscriptions_named(db: Db, ids: Collection[int]) -> dict[int, About]:
    """Inscriptions by who speaks and on which list: two queries, and those for the lists."""
    rows = db.execute(select(Inscription.id, Inscription.list_id).where(Inscription.id.in_(ids))).all()
    who, lists = speakers_by_id(db, Inscription, ids), _lists_named(db, {row[1] for row in rows})
    return {
        row[0]: About(
            say("%(speaker)s: %(list)s"),
            {"speaker": who[row[0]].name, "list": lists[row[1]]},
            "meetings.speakers_list",
            {"list_id": row[1]},
        )
        for row in rows
    }


describes(speakers_list=_lists_named, inscription=_inscriptions_named)
