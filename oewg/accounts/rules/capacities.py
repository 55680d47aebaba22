"""As whom does a person act, and what may such a one read?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from oewg.accounts.rules import permissions
from oewg.core.errors import Refusal, say


@dataclass(frozen=True)
class ActingAs:
    """One capacity as a value: the role on the letter of credentials, and for whom."""

    id: int
    role: str
    since: datetime
    until: datetime | None
    delegation_id: int | None = None
    delegation_code: str = ""
    delegation_kind: str = ""
    group_id: int | None = None
    group_code: str = ""
    organization_id: int | None = None
    organization_name: str = ""
    accredited: bool = False

    def live(self, at: datetime) -> bool:
        """Does it hold at this instant? From `since` on, and no longer at `until`."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Viewer:
    """Who asks: a person in one capacity, or the public."""

    account_id: int | None = None
    name: str = ""
    acting_as: ActingAs | None = None
    others: tuple[ActingAs, ...] = ()
    """The person's other live capacities."""

    @property
    def signed_in(self) -> bool:
        """Is anybody signed in?"""
        return self.account_id is not None

    @property
    def role(self) -> str:
        """The column of the table of permissions."""
        return role_of(self.acting_as)

    @property
    def roles(self) -> frozenset[str]:
        """The columns of the table for all of the person's live capacities."""
        return frozenset(role_of(one) for one in (self.acting_as, *self.others) if one)

    @property
    def delegation_id(self) -> int | None:
        """The delegation for which positions are stated; an officer of the bureau states none."""
        acts_for_it = self.role in ("observer", "delegate", "head", "coordinator")
        return self.acting_as.delegation_id if self.acting_as and acts_for_it else None

    @property
    def group_id(self) -> int | None:
        """The group that a coordinator speaks for."""
        return self.acting_as.group_id if self.acting_as else None

    @property
    def organization_id(self) -> int | None:
        """The organization that a representative acts for."""
        return self.acting_as.organization_id if self.acting_as else None

    @property
    def capacity(self) -> str:
        """How the record names the capacity: "delegate of FRA", "coordinator of EU", "chair"."""
        acting = self.acting_as
        if acting is None:
            return "account" if self.signed_in else "public"
        if acting.group_code:
            return f"coordinator of {acting.group_code}"
        if acting.organization_id:
            return f"representative of organization:{acting.organization_id}"
        return f"{self.role} of {acting.delegation_code}" if self.delegation_id else acting.role

    @property
    def audiences(self) -> frozenset[str]:
        """The audiences to which this viewer belongs."""
        return audiences_of(self)

    @property
    def clearance(self) -> str:
        """What a page may depend on besides the record: who asks, in which capacity, and which others are open."""
        acting = self.acting_as
        return f"{self.account_id}/{acting.id if acting else 0}/{self.role}/{','.join(str(o.id) for o in self.others)}"

    def may(self, act: str) -> bool:
        """May this viewer do this act at all? Whether it may now, on this thing, its rule says."""
        return permissions.may(self.role, act)


ADMINISTRATION = ("administration", "secretariat")
"""Who reads in the record what is done with accounts."""
PUBLIC = Viewer()


def role_of(acting: ActingAs | None) -> str:
    """The column of the table of permissions for a capacity; without one a person is the public."""
    if acting is None:
        return "public"
    if acting.role in ("head", "alternate", "adviser"):
        if acting.delegation_kind != "member":
            return "observer"
        return "head" if acting.role == "head" else "delegate"
    if acting.role in ("vice_chair", "rapporteur"):
        return "bureau"
    if acting.role == "representative":
        return "stakeholder" if acting.accredited else "pending"
    return {"administrator": "admin"}.get(acting.role, acting.role)


def audiences_of(viewer: Viewer) -> frozenset[str]:
    """Whom a viewer belongs to among those for whom something can be meant.

    "chair" is the chair's alone: what a delegation tells the chair in confidence neither the bureau nor the
    secretariat reads. "drafters" are those who draft the report together: the chair, the bureau and the secretariat.
    """
    found = {"public"}
    acting, role = viewer.acting_as, viewer.role
    if viewer.account_id is not None:
        found.add(f"account:{viewer.account_id}")
    if role in ("observer", "delegate", "head", "coordinator", "chair", "bureau", "secretariat"):
        found.add("delegations")
    if viewer.delegation_id and acting:
        found.add(f"delegation:{acting.delegation_code}")
    if acting and acting.group_code:
        found.add(f"group:{acting.group_code}")
    if acting and acting.organization_id:
        found.add(f"organization:{acting.organization_id}")
    if role in ("chair", "secretariat"):
        found.add(role)
    if role in ("chair", "bureau", "secretariat"):
        found.add("drafters")
    if role == "admin":
        found.add("administration")
    return frozenset(found)


def check_gives(by: Viewer, account_id: int, role: str) -> None:
    """Refuse a capacity that one gives to oneself, and a new administrator from anybody but an administrator."""
    if by.signed_in and by.account_id == account_id:
        raise Refusal(say("Nobody gives a capacity to themselves: another person has to do it."))
    check_administrates(by, role)


def check_administrates(by: Viewer, role: str) -> None:
    """Refuse to give or to end the capacity of an administrator to anybody but an administrator."""
    if role == "administrator" and by.signed_in and by.role != "admin":
        raise Refusal(say("Only an administrator makes or ends an administrator."))


def check_by_hand(role: str) -> None:
    """Refuse to end by hand, as another capacity, an office to which the group elected: why it ends stands on public record."""
    if role in ("chair", "vice_chair", "rapporteur"):
        raise Refusal(
            say(
                "The group elects its officers: this office ends when the group elects another, or when the secretariat records, on the page of the session, why it ends."
            )
        )


def check_ends(since: datetime, ends: datetime | None, until: datetime | None, at: datetime) -> None:
    """Refuse to end what has ended or has not begun, and to make a capacity longer by ending it. `until`: none for now."""
    if ends is not None and ends <= max(at, since):
        raise Refusal(say("This capacity has ended already."))
    if until is None:
        if since >= at:
            raise Refusal(say("This capacity has not begun yet."))
    elif until < max(at, since):
        raise Refusal(say("A capacity does not end in the past, nor before it begins."))
    elif ends is not None and until > ends:
        raise Refusal(say("This capacity ends before that already."))


def choose(
    capacities: Collection[ActingAs], wanted: int | None, at: datetime
) -> tuple[ActingAs | None, tuple[ActingAs, ...]]:
    """The capacity to act in (the one wanted if it is live, else the first live one) and the other live ones."""
    live = [capacity for capacity in capacities if capacity.live(at)]
    if not live:
        return None, ()
    chosen = next((capacity for capacity in live if capacity.id == wanted), live[0])
    return chosen, tuple(capacity for capacity in live if capacity is not chosen)
