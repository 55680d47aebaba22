"""In which order do those on a speakers' list speak, and who may inscribe, withdraw, exchange places or reply?

The rules cited are those of the rules of procedure of the General Assembly for its committees; the usual limits and the
limits of replies are those of the Assembly's decision 34/401 and of practice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from oewg.accounts.rules.capacities import Viewer
from oewg.core.errors import Invalid, Refusal, say

GROUP, MEMBER, OBSERVER, ORGANIZATION, ABSENT, REPLY = range(6)
"""The classes of speakers, in the order in which they are called: spokespersons of groups, Member States, observers,
organizations; then whoever was called once and was not there; rights of reply after all statements."""

REPLIES = (600, 300)
"""Seconds for the first and for the second right of reply of a delegation on an item; there is no third."""
LONGEST = 3600
"""Seconds: no limit is longer than an hour."""
STRUCK_OFF = 2
"""Called so often and not there, a speaker is struck off the list."""


@dataclass(frozen=True)
class Limits:
    """For how long may one speak? Seconds."""

    delegation: int = 180
    group: int = 300
    organization: int = 180


USUAL = Limits()


@dataclass(frozen=True)
class Speaker:
    """Who speaks: a delegation, for itself or on behalf of a group, or an organization."""

    delegation_id: int | None = None
    group_id: int | None = None
    organization_id: int | None = None


@dataclass(frozen=True)
class Standing:
    """Somebody who waits on a list, as far as the order depends on it."""

    id: int
    place: int
    kind: str = "statement"
    for_group: bool = False
    delegation_kind: str = ""
    """"member", "observer_state", "observer_organization"; empty for an organization."""
    absences: int = 0

    @property
    def rank(self) -> int:
        """The class of speakers that it is called in."""
        if self.kind == "reply":
            return REPLY
        if self.absences:
            return ABSENT
        if self.for_group:
            return GROUP
        if not self.delegation_kind:
            return ORGANIZATION
        return MEMBER if self.delegation_kind == "member" else OBSERVER


def in_order(waiting: Iterable[Standing]) -> list[Standing]:
    """Those who wait, in the order in which they are called: by class, within it by place of inscription (rule 109)."""
    return sorted(waiting, key=lambda one: (one.rank, one.place))


def limit_of(kind: str, speaker: Speaker, limits: Limits, replies_made: int) -> int:
    """For how many seconds somebody may speak (rule 114); a reply by how many the delegation has made on the item."""
    if kind == "reply":
        return REPLIES[min(replies_made, len(REPLIES) - 1)]
    if speaker.group_id:
        return limits.group
    return limits.delegation if speaker.delegation_id else limits.organization


def speaker_for(by: Viewer, on_behalf_of: str) -> Speaker:
    """As whom a viewer asks to speak; a coordinator for its group or for its own delegation."""
    if by.organization_id:
        return Speaker(organization_id=by.organization_id)
    if by.delegation_id is None:
        raise Refusal(say("You act for no delegation and no organization, so there is nobody to inscribe."))
    if on_behalf_of != "group":
        return Speaker(delegation_id=by.delegation_id)
    if by.group_id is None:
        raise Refusal(say("Only the coordinator of a group inscribes its spokesperson."))
    return Speaker(delegation_id=by.delegation_id, group_id=by.group_id)


def audience_of(delegation: str | None, group: str | None, organization: int | None) -> str:
    """The audience for which a speaker is, by code: an organization, a group for which somebody speaks, a delegation."""
    if organization is not None:
        return f"organization:{organization}"
    return f"group:{group}" if group else f"delegation:{delegation}"


def is_own(by: Viewer, speaker: Speaker) -> bool:
    """Does this viewer act for the speaker? For a group its coordinator alone does."""
    if speaker.organization_id:
        return by.organization_id == speaker.organization_id
    if speaker.group_id:
        return by.group_id == speaker.group_id
    return by.delegation_id is not None and by.delegation_id == speaker.delegation_id


def check_session_lasts(session_status: str) -> None:
    """Refuse what changes the lists of a session that is over."""
    if session_status in ("closed", "cancelled"):
        raise Refusal(say("This session is over, and so are its speakers’ lists."))


def check_meeting_lasts(adjourned_at: datetime | None, cancelled_at: datetime | None) -> None:
    """Refuse a list for a meeting that is over."""
    if adjourned_at is not None or cancelled_at is not None:
        raise Refusal(say("This meeting is over: nobody speaks at it any more."))


def check_list_is_new(exists: bool) -> None:
    """Refuse a second list for the same: one that was closed is reopened."""
    if exists:
        raise Refusal(say("There is a speakers’ list for this already; a list that was closed can be reopened."))


def check_closes(closed_at: datetime | None) -> None:
    """Refuse to close a list twice. Rule 115: the chair may declare the list closed."""
    if closed_at is not None:
        raise Refusal(say("This list has been closed already."))


def check_reopens(closed_at: datetime | None) -> None:
    """Refuse to reopen a list that is open."""
    if closed_at is None:
        raise Refusal(say("This list is open."))


def check_limits(limits: Limits) -> None:
    """Refuse limits that nobody could speak within, or that are none. Rule 114: the time allowed may be limited."""
    wrong = {
        name: say("Between 10 seconds and 60 minutes.")
        for name in ("delegation", "group", "organization")
        if not 10 <= getattr(limits, name) <= LONGEST
    }
    if wrong:
        raise Invalid(say("A time limit is at least ten seconds and at most an hour."), wrong)


def check_admits(organizations_from: datetime | None, modalities_adopted: bool) -> None:
    """Refuse to open a list to organizations before the group has said how they take part, and one that is open to them."""
    if not modalities_adopted:
        raise Refusal(
            say(
                "The group has not adopted its modalities of participation: until it has, its speakers’ lists are not "
                "open to organizations."
            ),
            basis=say("Paragraph 6 of the resolution."),
        )
    if organizations_from is not None:
        raise Refusal(say("Organizations may inscribe on this list already."))


def check_inscribes(
    closed_at: datetime | None, organizations_from: datetime | None, speaker: Speaker, already: bool
) -> None:
    """Refuse an inscription on a closed list (rule 115), a second one, and an organization before it may."""
    if closed_at is not None:
        raise Refusal(
            say("The speakers’ list is closed. The Chair may reopen it; a right of reply can still be asked for."),
            basis=say("Rule 115."),
        )
    if speaker.organization_id and organizations_from is None:
        raise Refusal(
            say("This list is not open to organizations: the modalities of participation say when it may be.")
        )
    if already:
        raise Refusal(say("This speaker is on this list already: each stands there once, until it has spoken."))


def check_asks_to_reply(already: bool, made: int) -> None:
    """Refuse a third right of reply on an item, and to ask twice for one. Rule 115; a closed list does not matter."""
    if already:
        raise Refusal(say("This delegation has asked for a right of reply already and has not had it yet."))
    if made >= len(REPLIES):
        raise Refusal(
            say("A delegation replies twice at most on an item, and this one has."),
            basis=say("Decision 34/401 of the General Assembly."),
        )


def check_own(own: bool) -> None:
    """Refuse what a speaker alone decides to anybody else."""
    if not own:
        raise Refusal(say("This is another speaker’s inscription: only whoever speaks there decides about it."))


def check_conducts(conducts: bool) -> None:
    """Refuse to act for a speaker in the room to anybody but those who conduct the meeting."""
    if not conducts:
        raise Refusal(say("Who withdrew in the room is taken off the list by those who conduct the meeting."))


def check_waits(ended_at: datetime | None, called: bool) -> None:
    """Refuse what only somebody who still waits can do."""
    if ended_at is not None:
        raise Refusal(say("This speaker is not on the list any more."))
    if called:
        raise Refusal(say("This speaker has been called already."))


def check_exchanges(one: Standing, other: Standing, same_list: bool) -> None:
    """Refuse an exchange of places except between two statements of one list and one class of speakers.

    Practice of the United Nations: places on a list belong to those who were given them, and only they trade them; a
    group's place before all delegations is not for a delegation to have.
    """
    if one.id == other.id or not same_list:
        raise Refusal(say("Two speakers of the same list exchange their places; this is not another one of it."))
    if "reply" in (one.kind, other.kind):
        raise Refusal(say("Places are exchanged between statements; rights of reply keep their order."))
    if one.rank != other.rank:
        raise Refusal(
            say(
                "Places are exchanged between speakers of one kind: groups with groups, Member States with Member "
                "States, observers with observers, organizations with organizations."
            )
        )


def check_proposes(has_proposed: bool, is_asked_by_the_other: bool) -> None:
    """Refuse a second proposal while the first is unanswered, and one that crosses another."""
    if has_proposed:
        raise Refusal(say("You have proposed an exchange already: it has to be answered or withdrawn first."))
    if is_asked_by_the_other:
        raise Refusal(say("The other speaker has proposed the same to you: please agree to it instead."))
