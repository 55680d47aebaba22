"""Who drafts which section of the report until when, and who may change its words?

The one place for the right to draft: the secretariat and the Chair change words everywhere; another officer of the bureau
changes those of the section that is in their hands, until they have handed it in. Practice of working groups; domain.md,
"Chair and bureau": they conduct, and decide nothing alone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.texts.rules.numbering import Node

DRAFTERS: Collection[str] = ("chair", "vice_chair", "rapporteur", "secretariat")
"""Capacities into whose hands a section may be put."""
STATES = {
    "unassigned": say("in nobody’s hands"),
    "in_hand": say("being drafted"),
    "overdue": say("overdue"),
    "handed_in": say("handed in"),
}


@dataclass(frozen=True)
class InHand:
    """A section in somebody's hands: the drafter's account, by when, when it was handed in."""

    account_id: int
    due_at: datetime
    handed_in_at: datetime | None = None

    def state(self, at: datetime) -> str:
        """One of STATES. At the deadline it is overdue already."""
        if self.handed_in_at is not None:
            return "handed_in"
        return "overdue" if self.due_at <= at else "in_hand"

    @property
    def late(self) -> bool:
        """Was it handed in at its deadline or after?"""
        return self.handed_in_at is not None and self.due_at <= self.handed_in_at


def section_of(nodes: Mapping[int, Node], provision_id: int, assigned: Collection[int]) -> int | None:
    """The heading in whose section a provision is drafted: the nearest one, itself or above, that is in somebody's hands.

    So a section within another may be in other hands. None if no such heading is.
    """
    at: int | None = provision_id
    while at is not None and at in nodes:
        if at in assigned:
            return at
        at = nodes[at].parent_id
    return None


def own_heading(nodes: Mapping[int, Node], provision_id: int) -> int | None:
    """The heading under which a provision stands, itself if it is one; none before the first heading."""
    at: int | None = provision_id
    while at is not None and at in nodes:
        if nodes[at].kind == "heading":
            return at
        at = nodes[at].parent_id
    return None


def may_revise(everywhere: bool, account_id: int | None, section: InHand | None) -> bool:
    """May somebody change the words of a provision? `everywhere`: the role may (the act revise_text); `section`: in whose
    hands the section is in which it stands."""
    if everywhere:
        return True
    return section is not None and section.account_id == account_id and section.handed_in_at is None


def check_revises(everywhere: bool, account_id: int | None, section: InHand | None) -> None:
    """Refuse whoever may not change the words of a provision, and say why."""
    if may_revise(everywhere, account_id, section):
        return
    if section is not None and section.account_id == account_id:
        raise Refusal(
            say(
                "You have handed this section in. To go on with it, ask the secretariat to put it into your hands again."
            )
        )
    raise NotAllowed(say("This section is not in your hands: you can say what you think of a passage instead."))


def check_drafted(adopted: bool) -> None:
    """Refuse to go on drafting a report that the group has adopted: its words are the group's."""
    if adopted:
        raise Refusal(say("The report has been adopted: nothing is drafted any more."))


def check_assigns(kind: str, removed: bool, drafts: bool, due_at: datetime, at: datetime) -> None:
    """Refuse to put into somebody's hands what is no section, or into the hands of somebody who does not draft, or too late.

    `drafts`: has the person a capacity in which one drafts?
    """
    if kind != "heading" or removed:
        raise Refusal(say("A section is a heading of the draft with what stands under it; this is none."))
    if not drafts:
        raise Invalid(
            say("A section is drafted by the secretariat, the Chair or another officer of the bureau; this person is none of them."),
            {"drafter": say("Please choose somebody who drafts.")},
        )  # fmt: skip
    if due_at <= at:
        raise Invalid(
            say("The deadline has passed already: please choose one that is still to come."),
            {"due": say("Please choose a later instant.")},
        )


def check_stands(ended_at: datetime | None) -> None:
    """Refuse what is done with an assignment that does not hold any more."""
    if ended_at is not None:
        raise Refusal(say("This section has been taken back, or put into other hands, meanwhile."))


def check_hands_in(section: InHand, account_id: int | None, open_questions: int) -> None:
    """Refuse to hand in what is in other hands, was handed in, or leaves questions of others unanswered."""
    if section.account_id != account_id:
        raise NotAllowed(say("This section is not in your hands: only its drafter hands it in."))
    if section.handed_in_at is not None:
        raise Refusal(say("You have handed this section in already."))
    if open_questions:
        raise Refusal(
            say(
                "What was asked, said or suggested of this section waits for an answer (%(number)s). Please resolve each, or "
                "carry it over to the next edition; then hand the section in."
            ),
            number=open_questions,
        )


@dataclass(frozen=True)
class Budget:
    """How many words the sections in hand may have, of how many in all."""

    given: int
    left: int
    """What the report may have, less the account of the proceedings and what was given; may be less than nothing."""


def budget(most_words: int, procedural: int, given: Sequence[int]) -> Budget:
    """What of the report's length the sections may take."""
    return Budget(sum(given), most_words - procedural - sum(given))
