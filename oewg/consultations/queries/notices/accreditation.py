"""Whom does it concern where an organization's application stands, and which list is before all States?

That a State objects is told to the chair and the secretariat alone, and an organization hears of its name when everybody may.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from oewg.accounts.models import Organization
from oewg.accounts.queries import About, OnTheClock, always, concerns, describes, everybody, those_addressed
from oewg.accounts.rules.notices import IN_THE_ROOM, Whom, topic
from oewg.consultations.models import Accreditation, ListedName, NonObjectionList
from oewg.consultations.queries.notices.input import OWN_ORGANIZATION
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.record.queries import Addressed

topic(
    "applications", say("Applications for accreditation that come in, and those that are repaired or withdrawn"),
    why=say("The secretariat checks them."), roles={"secretariat"}, pace="daily", place=30,
)  # fmt: skip
topic(
    "objections", say("Objections to names on lists for non-objection, and who asks for their basis"),
    why=say("The chair and the secretariat know which States object."), roles={"chair", "secretariat"}, pace="daily",
    place=31,
)  # fmt: skip
topic(
    "non_objection_lists", say("Lists of organizations for non-objection, their deadlines and the group’s decisions"),
    why=say("Every State may object to a name until the deadline."), roles=IN_THE_ROOM, pace="at_once", place=60,
)  # fmt: skip


def _its_own(_db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    return {entry.said.index: [Whom(f"organization:{entry.said.facts['organization']}")] for entry in entries}


def _all_named(_db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    """What befalls a list concerns every organization that the entry names."""
    named: dict[int, Any] = {entry.said.index: entry.said.facts["names"] for entry in entries}
    return {index: [Whom(f"organization:{each['organization']}") for each in names] for index, names in named.items()}


def _all_listed(db: Db, entries: Sequence[Addressed]) -> Mapping[int, Collection[Whom]]:
    """The deadline of a list concerns every organization on it: one query."""
    rows = db.execute(
        select(ListedName.list_id, Accreditation.organization_id)
        .join(Accreditation, ListedName.accreditation_id == Accreditation.id)
        .where(ListedName.list_id.in_({entry.said.subject_id for entry in entries}))
    ).all()
    return {
        entry.said.index: [Whom(f"organization:{row[1]}") for row in rows if row[0] == entry.said.subject_id]
        for entry in entries
    }


concerns(
    OWN_ORGANIZATION, check_application=_its_own, note_status=_its_own, send_back_application=_its_own,
    repair_application=_its_own, withdraw_application=_its_own, apply_again=_its_own, accept_to_represent=_its_own,
    end_representative=_its_own, hand_over=_its_own, issue_list=_all_named, close_list=_all_listed,
    decide_list=_all_named, expire_accreditations=_all_named,
)  # fmt: skip
concerns(
    "applications", register_organization=those_addressed("secretariat"), withdraw_application=always("secretariat"),
    repair_application=always("secretariat"), apply_again=always("secretariat"),
)  # fmt: skip
_conducting = always("chair", "secretariat")
concerns("objections", object_to_name=_conducting, withdraw_objection=_conducting, ask_basis=_conducting)
concerns(
    "non_objection_lists", issue_list=everybody, close_list=everybody, decide_list=everybody,
    expire_accreditations=everybody,
)  # fmt: skip


def _own_named(_db: Db, ids: Collection[int]) -> Mapping[int, About]:
    """For whoever acts for it: the page of its own organization says where it stands."""
    return {each: About(say("Your organization"), {}, "consultations.own_organization", {}) for each in ids}


def _applications_named(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    rows = db.execute(
        select(Accreditation.id, Organization.name)
        .join(Organization, Accreditation.organization_id == Organization.id)
        .where(Accreditation.id.in_(ids))
    )
    return {
        row[0]: About(say("%(name)s"), {"name": row[1]}, "consultations.application", {"accreditation_id": row[0]})
        for row in rows
    }


def _organizations_named(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    rows = db.execute(select(Organization.id, Organization.name).where(Organization.id.in_(ids))).all()
    return {row[0]: About(say("%(name)s"), {"name": row[1]}, "consultations.accreditation", {}) for row in rows}


def _lists_named(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    return {
        row.id: About(
            say("%(title)s, open for objections until %(deadline)s"),
            {"title": row.title, "deadline": OnTheClock(row.deadline, row.zone)},
            "consultations.non_objection_list",
            {"list_id": row.id},
        )
        for row in db.scalars(select(NonObjectionList).where(NonObjectionList.id.in_(ids)))
    }


def _names_named(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    rows = db.execute(
        select(ListedName.id, ListedName.list_id, Organization.name)
        .join(Accreditation, ListedName.accreditation_id == Accreditation.id)
        .join(Organization, Accreditation.organization_id == Organization.id)
        .where(ListedName.id.in_(ids))
    )
    return {
        row[0]: About(say("%(name)s"), {"name": row[2]}, "consultations.non_objection_list", {"list_id": row[1]})
        for row in rows
    }


describes(organization=_organizations_named, non_objection_list=_lists_named, listed_name=_names_named)
describes(OWN_ORGANIZATION, accreditation=_own_named, capacity=_own_named)
describes("applications", accreditation=_applications_named)
