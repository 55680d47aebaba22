"""What has been decided, or is about to be? Gavels, packages, silence, adoption, and what was explained afterwards."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.negotiation.models import (
    Adoption,
    AdoptionInHand,
    Explanation,
    Gavel,
    Package,
    PackageMember,
    Silence,
)
from oewg.negotiation.queries.states import examine, standing_gavels
from oewg.negotiation.rules.silence import Facing
from oewg.record import queries as record
from oewg.texts import queries as texts

PUBLIC = ("public",)
MOST_EXTENSIONS = 500
_HOW = (joinedload(Gavel.meeting), joinedload(Gavel.revision), joinedload(Gavel.silence))


def standing_gavel(db: Db, provision_id: int) -> Gavel | None:
    """The gavel that stands on a provision, if any."""
    return db.scalars(standing_gavels([provision_id]).options(*_HOW)).one_or_none()


def gavels(db: Db, provision_id: int) -> Sequence[Gavel]:
    """Every gavel that fell on a provision, the latest first."""
    return db.scalars(
        select(Gavel).where(Gavel.provision_id == provision_id).options(*_HOW).order_by(Gavel.id.desc())
    ).all()


def packages(db: Db, text_id: int) -> Sequence[Package]:
    """The packages of a text that stand."""
    return db.scalars(
        select(Package)
        .where(Package.text_id == text_id, Package.dissolved_at.is_(None))
        .options(selectinload(Package.members))
        .order_by(Package.id)
    ).all()


def package(db: Db, package_id: int) -> Package:
    """One package, or NotFound."""
    found = db.get(Package, package_id)
    if found is None:
        raise NotFound
    return found


def package_of(db: Db, provision_id: int) -> Package | None:
    """The package that a provision belongs to, if any stands."""
    return db.scalars(
        select(Package)
        .join(PackageMember, PackageMember.package_id == Package.id)
        .where(PackageMember.provision_id == provision_id, Package.dissolved_at.is_(None))
    ).one_or_none()


def facing_silence(db: Db, text_id: int) -> list[Facing]:
    """The provisions of a text as the rule of silence sees them, from all positions."""
    return [
        Facing(
            each.line.citation, each.standing,
            tuple(amendment.revision_id for amendment in each.amendments),
        )
        for each in examine(db, text_id, None)
    ]  # fmt: skip


def silences(db: Db, text_id: int) -> Sequence[Silence]:
    """Every silence procedure on a text, the latest first."""
    return db.scalars(
        select(Silence)
        .where(Silence.text_id == text_id)
        .options(joinedload(Silence.edition), joinedload(Silence.breaker))
        .order_by(Silence.id.desc())
    ).all()


def extensions(db: Db, silences: Collection[Silence]) -> dict[int, list[tuple[datetime, datetime]]]:
    """Silence procedure -> (when it was extended, until when) in that order, as the record says: one query."""
    found: dict[int, list[tuple[datetime, datetime]]] = {each.id: [] for each in silences}
    for said in record.entries_after(db, -1, PUBLIC, limit=MOST_EXTENSIONS, act="extend_silence"):
        if said.subject_id in found:
            found[said.subject_id].append((said.at, datetime.fromisoformat(str(said.facts["deadline"]))))
    return found


def last_reopenings(db: Db, provision_ids: Collection[int]) -> dict[int, Gavel]:
    """Provision -> the last gavel on it, of those on which none stands now: by whom it was reopened, and why."""
    rows = db.scalars(select(Gavel).where(Gavel.provision_id.in_(provision_ids)).order_by(Gavel.id))
    latest = {row.provision_id: row for row in rows}
    return {provision_id: row for provision_id, row in latest.items() if row.reopened_at is not None}


def silence(db: Db, silence_id: int) -> Silence:
    """One silence procedure, or NotFound."""
    found = db.scalars(
        select(Silence).where(Silence.id == silence_id).options(joinedload(Silence.text), joinedload(Silence.edition))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def adoption(db: Db, text_id: int) -> Adoption | None:
    """How a text was adopted, if it was."""
    return db.scalars(
        select(Adoption)
        .where(Adoption.text_id == text_id)
        .options(joinedload(Adoption.edition), joinedload(Adoption.meeting))
    ).one_or_none()


def adopted(db: Db, text_ids: Collection[int]) -> set[int]:
    """Which of these texts were adopted."""
    return set(db.scalars(select(Adoption.text_id).where(Adoption.text_id.in_(text_ids))))


def adoption_in_hand(db: Db, text_id: int) -> AdoptionInHand | None:
    """What the secretariat put before the group, as long as the wording is what it was then."""
    found = db.get(AdoptionInHand, text_id)
    if found is None or found.wording != texts.wording_digest(db, text_id):
        return None
    return found


def explanations(db: Db, text_id: int) -> Sequence[Explanation]:
    """The compendium of what was placed on record after an adoption, in that order."""
    return db.scalars(
        select(Explanation)
        .where(Explanation.text_id == text_id, Explanation.withdrawn_at.is_(None))
        .options(
            selectinload(Explanation.paragraphs), joinedload(Explanation.delegation), joinedload(Explanation.group)
        )
        .order_by(Explanation.id)
    ).all()


def explanation(db: Db, explanation_id: int) -> Explanation:
    """One explanation, or NotFound."""
    found = db.get(Explanation, explanation_id)
    if found is None:
        raise NotFound
    return found
