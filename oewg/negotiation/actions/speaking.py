"""For whom does somebody speak here, on what, and who may read of it?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from oewg.accounts.models import Delegation, Group
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import NotAllowed, Refusal, say
from oewg.negotiation import queries
from oewg.negotiation.rules.states import WHY_NOT, gavel_holds
from oewg.record.actions import Subject, append
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision

told(say_nothing_more=say("Nothing more was said."))


@dataclass(frozen=True)
class Holder:
    """A delegation or a group that holds a position, sponsors an amendment, explains itself."""

    delegation_id: int | None
    group_id: int | None
    name: str
    """"delegation:FRA" or "group:EU"."""

    @property
    def keys(self) -> dict[str, int | None]:
        """The columns of a row that is held."""
        return {"delegation_id": self.delegation_id, "group_id": self.group_id}


def holder_of(db: Db, by: Viewer, *, for_group: bool = False) -> Holder:
    """The delegation of a Member State that the viewer acts for, or the group that it coordinates; or a refusal."""
    if for_group:
        group = db.get(Group, by.group_id) if by.group_id else None
        if group is None:
            raise NotAllowed(say("Only a group's coordinator speaks on its behalf."))
        return Holder(None, group.id, f"group:{group.code}")
    delegation = db.get(Delegation, by.delegation_id) if by.delegation_id else None
    if delegation is None or delegation.kind != "member":
        raise NotAllowed(say("Only the delegation of a Member State holds a position."))
    return Holder(delegation.id, None, f"delegation:{delegation.code}")


def readers_of(visibility: str, holder: str) -> Collection[str]:
    """Who may read of something said: those for whom it is meant, and whoever said it."""
    return {"public": ("public",), "delegations": ("delegations", holder), "chair": ("chair", holder)}[visibility]


VISIBILITIES = ("chair", "delegations", "public")
"""From the fewest readers to the most."""


def append_withdrawal(
    db: Db, act: str, subject: Subject, facts: dict[str, object], visibility: str, holder: str, by: Viewer, at: datetime,
    *, more_was_said: bool,
) -> None:  # fmt: skip
    """Record that something said does not stand any more, for those who could read it.

    Whoever withdraws and says something else in confidence does two acts at one instant. So that nobody can tell this from
    a withdrawal alone, a withdrawal alone is followed by a sealed entry too, which says nothing more.
    """
    append(db, act, by.account_id, by.capacity, subject, facts, at, readers=readers_of(visibility, holder))
    if not more_was_said and visibility != "chair":
        append(db, "say_nothing_more", by.account_id, by.capacity, subject, {}, at, readers=(holder,))


def must_be_cleared(db: Db, by: Viewer, *, for_group: bool) -> None:
    """Refuse what stands at once to a member of a delegation whose head clears what it says."""
    if not for_group and by.role != "head" and queries.clearance_required(db, by.delegation_id):
        raise NotAllowed(say("Your head of delegation clears what the delegation says: only the head says this."))


def must_be_negotiable(provision: Provision) -> None:
    """Refuse to speak on what nobody negotiates: removed provisions, footnotes by themselves, closed texts."""
    if provision.removed_at is not None:
        raise Refusal(say("This provision has been removed from the text."))
    if provision.kind == "footnote":
        raise Refusal(say("A footnote stands or falls with its provision: state your position on that."))
    must_be_open(provision.text)


def must_be_open(text: DraftText) -> None:
    """Refuse to negotiate a text that was adopted, that came as it is from outside, that says what happened, or is the chair's own."""
    if text.kind == "minutes":
        raise Refusal(say("Minutes are not negotiated: please tell the secretariat what has to be corrected."))
    if text.kind == "chairs_summary":
        raise Refusal(
            say("A summary is the Chair’s own, and is not negotiated: please tell the Chair what is missing.")
        )
    if text.closed_at is not None:
        raise Refusal(say("This text is closed: it was adopted, or it came as it stands from outside."))


def must_not_be_silent(text: DraftText) -> None:
    """Refuse what would change a text under silence: whoever does not agree breaks the silence, for all to read."""
    if text.frozen_at is not None:
        raise Refusal(
            say("This text is under silence until its deadline: whoever does not agree breaks the silence, in writing.")
        )


def must_not_be_agreed(db: Db, provision: Provision) -> None:
    """Refuse to change what is agreed ad referendum. A footnote is part of what it stands under: it is agreed with it."""
    examined = queries.examine_one(db, text_queries.stands_in(db, provision).id, None)
    if gavel_holds(examined.standing):
        raise Refusal(
            say("This provision is agreed ad referendum: a delegation has to ask to reopen it before it changes.")
        )


def must_be_free(db: Db, provision: Provision, by: Viewer) -> None:
    """Refuse to take away a provision on which an objection, a reservation or an amendment stands that `by` may see.

    What a delegation told the chair in confidence must not show in what the secretariat is refused. It stays on record.
    """
    examined = queries.examine_one(db, provision.id, by)
    state = "amendments_open" if examined.standing.insertions and not examined.in_the_way else examined.state
    if state in ("objected", "reserved", "amendments_open"):
        raise Refusal(
            say("The provision cannot be removed: %(why)s stands on it, and is not taken away with it."),
            why=WHY_NOT[state],
        )


def must_be_in_no_package(db: Db, provision: Provision) -> None:
    """Refuse to take away a member of a package: what was put together would be agreed without it."""
    package = queries.package_of(db, provision.id)
    if package is not None:
        raise Refusal(
            say("This provision belongs to the package “%(title)s”: the package has to be dissolved first."),
            title=package.title,
        )
