"""Whom does it concern how the report is drafted, and what is it about by name? Only those who draft."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import aliased

from oewg.accounts.queries import About, OnTheClock, always, by_subject, concerns, describes
from oewg.accounts.rules.notices import Whom, topic
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.report.models import Assignment, Remark
from oewg.report.queries.drafting import in_hands
from oewg.report.rules.drafting import section_of
from oewg.report.rules.remarks import KINDS
from oewg.texts import queries as texts
from oewg.texts.documents.inline import plain
from oewg.texts.models import Provision, Revision

topic(
    "drafting", say("Sections of the draft report: assigned, due, handed in, and what is said of them"),
    why=say("You draft the report, together with the others of the bureau and the secretariat."),
    roles={"chair", "bureau", "secretariat"}, pace="at_once", place=28,
)  # fmt: skip


def _drafters_of(db: Db, ids: Collection[int]) -> dict[int, list[Whom]]:
    rows = db.execute(select(Assignment.id, Assignment.account_id).where(Assignment.id.in_(ids)))
    return {row[0]: [Whom(f"account:{row[1]}")] for row in rows}


@by_subject
def _its_drafter(db: Db, ids: Collection[int]) -> Mapping[int, Collection[Whom]]:
    """Into whose hands it was put, or out of whose hands it was taken."""
    return _drafters_of(db, ids)


@by_subject
def _its_drafter_and_who_assigns(db: Db, ids: Collection[int]) -> Mapping[int, Collection[Whom]]:
    """A deadline that has passed concerns the drafter, and those who put the section into these hands."""
    return {id_: [*whom, Whom("chair"), Whom("secretariat")] for id_, whom in _drafters_of(db, ids).items()}


@by_subject
def _who_drafts_it(db: Db, ids: Collection[int]) -> Mapping[int, Collection[Whom]]:
    """What is said of a passage concerns the drafter of its section; where it is in nobody's hands, the secretariat."""
    rows = db.execute(
        select(Remark.id, Provision.id, Provision.text_id)
        .join(Provision, Remark.provision_id == Provision.id)
        .where(Remark.id.in_(ids))
    ).all()
    found: dict[int, list[Whom]] = {}
    # There is one draft report.
    texts_of = {text_id: (texts.nodes(db, text_id), in_hands(db, text_id)) for text_id in {row[2] for row in rows}}
    for remark_id, provision_id, text_id in rows:
        nodes, hands = texts_of[text_id]
        at = section_of(nodes, provision_id, hands)
        found[remark_id] = [Whom("secretariat") if at is None else Whom(f"account:{hands[at].account_id}")]
    return found


@by_subject
def _who_said_it(db: Db, ids: Collection[int]) -> Mapping[int, Collection[Whom]]:
    """What became of a remark concerns whoever made it."""
    rows = db.execute(select(Remark.id, Remark.said_by).where(Remark.id.in_(ids)))
    return {row[0]: [Whom(f"account:{row[1]}")] for row in rows}


concerns(
    "drafting", assign_section=_its_drafter, take_back_section=_its_drafter, hand_in_section=always("chair", "secretariat"),
    pass_section_deadline=_its_drafter_and_who_assigns, remark_on_passage=_who_drafts_it, suggest_words=_who_drafts_it,
    resolve_remark=_who_said_it, carry_remark=_who_said_it, take_suggestion=_who_said_it,
    decline_suggestion=_who_said_it, withdraw_suggestion=_who_drafts_it,
)  # fmt: skip


def _sections_named(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    """A section by its heading as it reads now, with the deadline on the clocks on which it was set."""
    later = aliased(Revision)
    newest = ~select(later.id).where(later.provision_id == Revision.provision_id, later.id > Revision.id).exists()
    rows = db.execute(
        select(Assignment, Revision.words)
        .join(Revision, Revision.provision_id == Assignment.heading_id)
        .where(Assignment.id.in_(ids), newest)
    )
    return {
        row.id: About(
            say("“%(heading)s”, due %(due)s"), {"heading": plain(words), "due": OnTheClock(row.due_at, row.zone)},
            "report.section", {"heading_id": row.heading_id},
        )
        for row, words in rows
    }  # fmt: skip


def _remarks_named(db: Db, ids: Collection[int]) -> Mapping[int, About]:
    rows = db.scalars(select(Remark).where(Remark.id.in_(ids))).all()
    lines = texts.lines_by_id(db, {row.provision_id for row in rows})
    return {
        row.id: About(
            say("%(kind)s on %(number)s"),
            {
                "kind": About(KINDS[row.kind], {}, "report.passage", {"provision_id": row.provision_id}),
                "number": lines[row.provision_id].citation if row.provision_id in lines else row.provision_id,
            },
            "report.passage", {"provision_id": row.provision_id},
        )
        for row in rows
    }  # fmt: skip


describes(section_assignment=_sections_named, remark=_remarks_named)
