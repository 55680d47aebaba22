"""In which state is a provision? Derived, never typed in; the worst live position decides, and nobody is counted."""

from collections.abc import Collection
from dataclasses import dataclass, field

from oewg.core.errors import Refusal, say
from oewg.negotiation.rules.positions import Change, Held

STATES = (
    "objected", "reserved", "amendments_open", "brackets_open", "clear", "agreed_ad_referendum", "adopted",
)  # fmt: skip
"""From the worst to the best."""


@dataclass(frozen=True)
class Standing:
    """Everything about a provision that decides its state, as far as somebody may see it."""

    kind: str
    positions: tuple[Held, ...] = ()
    amendments: tuple[int, ...] = ()
    """The open amendments to it."""
    brackets_open: bool = False
    changes: tuple[Change, ...] = field(default=())
    """Its revisions."""
    gavelled_on: int | None = None
    """The revision on which a gavel stands."""
    adopted: bool = False
    insertions: tuple[int, ...] = ()
    """The open amendments that would insert another provision beside it: they do not decide its state."""


def gavel_holds(standing: Standing) -> bool:
    """Does the gavel still stand on this wording? Only editorial changes, uncontested, may have come since."""
    fell_on = standing.gavelled_on
    return fell_on is not None and not any(
        change.substantive for change in standing.changes if change.revision_id > fell_on
    )


def state_of(standing: Standing) -> str:
    """The state of a provision. Source: domain.md, "State of a provision"."""
    if standing.adopted:
        return "adopted"
    doubts = {held.doubts for held in standing.positions}
    if "object" in doubts:
        return "objected"
    if "reserve" in doubts:
        return "reserved"
    if standing.amendments:
        return "amendments_open"
    if standing.brackets_open:
        return "brackets_open"
    return "agreed_ad_referendum" if gavel_holds(standing) else "clear"


WHY_NOT = {
    "objected": say("a live objection"),
    "reserved": say("a live reservation"),
    "amendments_open": say("an open amendment"),
    "brackets_open": say("wording in square brackets"),
}

AGREED_ALREADY = {
    "agreed_ad_referendum": say("This provision is agreed ad referendum already: the gavel has fallen on it."),
    "adopted": say("This text is adopted: the gavel has fallen on the whole of it."),
}


def check_gavel(standings: Collection[tuple[str, Standing]], meeting_open: bool) -> None:
    """Refuse a gavel on anything but provisions that are all clear at this instant, at an open meeting.

    `standings` pairs a provision's number with its facts: one, or those of a package.
    """
    if not meeting_open:
        raise Refusal(say("A gavel falls at a meeting, and none is open now."))
    states = [(number, state_of(standing)) for number, standing in standings]
    if len(states) == 1 and states[0][1] in AGREED_ALREADY:
        raise Refusal(AGREED_ALREADY[states[0][1]])
    if len(states) == 1 and states[0][1] != "clear":
        raise Refusal(say("The gavel cannot fall: %(why)s stands in the way."), why=WHY_NOT[states[0][1]])
    not_clear = [number for number, state in states if state not in ("clear", "agreed_ad_referendum")]
    if not_clear or not any(state == "clear" for _, state in states):
        raise Refusal(
            say("The gavel cannot fall on the package: something stands in the way of the provisions %(numbers)s."),
            numbers=", ".join(not_clear or [number for number, _ in states]),
        )


WITHOUT_GAVELS = ("agenda", "programme_of_work", "modalities")
"""Texts that the group adopts as they stand, paragraph by paragraph only if somebody asks."""


def check_adoption(text_kind: str, standings: Collection[tuple[str, Standing]], meeting_open: bool) -> None:
    """Refuse to adopt a text while anything stands in the way; `standings` pairs a provision's number with its facts.

    Every paragraph and subparagraph of a negotiated text must be agreed ad referendum; headings only name what stands
    under them and need no gavel. Agenda, programme of work and modalities are adopted as a whole.
    """
    if not meeting_open:
        raise Refusal(say("A text is adopted at a meeting, and none is open now."))
    if not standings:
        raise Refusal(say("The text has no provisions yet: there is nothing to adopt."))
    in_the_way = []
    to_insert = [number for number, standing in standings if standing.insertions]
    for number, standing in standings:
        state = state_of(standing)
        needs_gavel = text_kind not in WITHOUT_GAVELS and standing.kind in ("paragraph", "subparagraph")
        if state not in ("clear", "agreed_ad_referendum") or (needs_gavel and state == "clear"):
            in_the_way.append(number)
    if in_the_way:
        raise Refusal(
            say("The text cannot be adopted: not agreed yet are the provisions %(numbers)s."),
            numbers=", ".join(in_the_way),
        )
    if to_insert:
        raise Refusal(
            say("The text cannot be adopted: new provisions are proposed beside %(numbers)s."),
            numbers=", ".join(to_insert),
        )


def adopted_title(title: str) -> str:
    """What a text is called from its adoption on: the "Draft report of the Working Group" is its "Report"."""
    draft, _, rest = title.partition(" ")
    return rest[:1].upper() + rest[1:] if draft == "Draft" and rest else title
