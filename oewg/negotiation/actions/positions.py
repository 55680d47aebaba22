"""What does a delegation, or a group, say of a wording and of an amendment? Stating, reaffirming, withdrawing, aligning."""

from collections.abc import Sequence
from datetime import datetime

from oewg.accounts.models import Group
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db, unguessable
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal, say
from oewg.negotiation import queries
from oewg.negotiation.actions.speaking import (
    VISIBILITIES,
    Holder,
    append_withdrawal,
    holder_of,
    must_be_cleared,
    must_be_negotiable,
    must_be_open,
    must_not_be_silent,
    readers_of,
)
from oewg.negotiation.models import Alignment, Amendment, Position, Reception, WaitingPosition
from oewg.negotiation.rules.positions import STANDING_WHATEVER_CHANGES, check_stance
from oewg.record.actions import Subject, append
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision

told(
    state_position=say("A position was stated."),
    prepare_position=say("A position was prepared, and waits for clearance by the head of delegation."),
    # What the page says when many were stated at once: each is an entry of its own.
    state_positions=say("Your position was stated on each of the provisions that you chose."),
    prepare_positions=say("Your positions were prepared, and wait for clearance by the head of delegation."),
    withdraw_position=say("A position was withdrawn."),
    receive_amendment=say("A delegation said whether it could accept an amendment."),
    withdraw_reception=say("A delegation took back what it had said of an amendment."),
    align=say("A State aligned itself with a group."),
    end_alignment=say("A State ended its alignment with a group."),
)


def state_position(
    db: Db, provision: Provision, stance: str, *, by: Viewer, at: datetime, reason: str = "",
    amendment_id: int | None = None, visibility: str = "public", on: int | None = None, for_group: bool = False,
) -> Position | WaitingPosition:  # fmt: skip
    """State a position on the wording that now stands, for the viewer's delegation or the group it coordinates.

    `on` is the revision that the delegate had before the eyes: if the wording has changed since, the position is
    refused, because it would be on words that nobody read. If the head of delegation has required it, a position that
    anybody else of the delegation states waits for clearance and says nothing until then.
    """
    holder = holder_of(db, by, for_group=for_group)
    must_be_negotiable(provision)
    if stance in (*STANDING_WHATEVER_CHANGES, "can_accept_with_amendment"):
        must_not_be_silent(provision.text)
    current = text_queries.current_revision(db, provision.id)
    if on is not None and on != current.id:
        raise Refusal(
            say("The wording has been changed since you opened it: read the new one and state your position on it.")
        )
    live = [amendment.id for amendment in queries.amendments_to(db, provision.id) if amendment.ended_at is None]
    check_stance(stance, reason, amendment_id, live)
    if not for_group and by.role != "head" and queries.clearance_required(db, by.delegation_id):
        return _prepare(db, provision, current.id, stance, reason, amendment_id, visibility, holder, by, at)
    before = queries.live_position(db, provision.id, **holder.keys)
    if before is not None:
        before.ended_at, before.end_reason = at, "replaced"
        db.flush()
    position = Position(
        id=unguessable(db, Position), provision_id=provision.id, revision_id=current.id, stance=stance, amendment_id=amendment_id, reason=reason,
        visibility=visibility, stated_at=at, **holder.keys,
    )  # fmt: skip
    db.add(position)
    db.flush()
    facts = {
        "provision": provision.id, "revision": current.id, "holder": holder.name, "stance": stance, "reason": reason,
        "amendment": amendment_id, "visibility": visibility,
    }  # fmt: skip
    if before is not None and VISIBILITIES.index(visibility) < VISIBILITIES.index(before.visibility):
        # Whoever knew the earlier position learns that it no longer stands, and of the new one only what is theirs.
        _append_withdrawal(db, before, holder.name, by, at, more_was_said=True)
    append(
        db, "state_position", by.account_id, by.capacity, Subject("position", position.id), facts, at,
        readers=readers_of(visibility, holder.name),
    )  # fmt: skip
    return position


def _prepare(
    db: Db, provision: Provision, revision_id: int, stance: str, reason: str, amendment_id: int | None,
    visibility: str, holder: Holder, by: Viewer, at: datetime,
) -> WaitingPosition:  # fmt: skip
    before = queries.waiting_on(db, provision.id, holder.delegation_id)
    if before is not None:
        before.ended_at, before.outcome = at, "returned"
        db.flush()
    assert holder.delegation_id is not None
    assert by.account_id is not None
    waiting = WaitingPosition(
        id=unguessable(db, WaitingPosition), provision_id=provision.id, revision_id=revision_id, delegation_id=holder.delegation_id, stance=stance,
        amendment_id=amendment_id, reason=reason, visibility=visibility, prepared_by=by.account_id, prepared_at=at,
    )  # fmt: skip
    db.add(waiting)
    db.flush()
    facts = {
        "provision": provision.id, "revision": revision_id, "holder": holder.name, "stance": stance, "reason": reason,
        "amendment": amendment_id, "visibility": visibility,
    }  # fmt: skip
    append(
        db, "prepare_position", by.account_id, by.capacity, Subject("waiting_position", waiting.id), facts, at,
        readers=(holder.name,),
    )  # fmt: skip
    return waiting


def state_positions(
    db: Db, wordings: Sequence[tuple[Provision, int]], stance: str, *, by: Viewer, at: datetime, reason: str = "",
    visibility: str = "public", for_group: bool = False,
) -> list[Position | WaitingPosition]:  # fmt: skip
    """State one position on many provisions at once, each with the revision that was read: all of them, or none."""
    if not wordings:
        raise Invalid(say("No provision was chosen."), {"wordings": say("Please choose one or more.")})
    return [
        state_position(
            db, provision, stance, by=by, at=at, reason=reason, visibility=visibility, on=on, for_group=for_group
        )
        for provision, on in wordings
    ]


def reaffirm(db: Db, position: Position, *, on: int, by: Viewer, at: datetime) -> Position | WaitingPosition:
    """State one's live position once more, as it is, on the wording that now stands.

    Acceptance on the condition of an amendment that was taken up is reaffirmed as acceptance.
    """
    _must_be_own(position, by)
    fulfilled = position.amendment is not None and position.amendment.end_reason == "taken_up"
    return state_position(
        db, position.provision, "can_accept" if fulfilled else position.stance, by=by, at=at, reason=position.reason,
        on=on, amendment_id=None if fulfilled else position.amendment_id, visibility=position.visibility,
        for_group=position.group_id is not None,
    )  # fmt: skip


def _must_be_own(position: Position, by: Viewer) -> None:
    own = position.delegation_id is not None and position.delegation_id == by.delegation_id
    own_group = position.group_id is not None and position.group_id == by.group_id
    if not (own or own_group):
        raise NotAllowed(say("Only whoever stated a position can withdraw or reaffirm it."))
    if position.ended_at is not None:
        raise Refusal(say("This position does not stand any more."))


def withdraw_position(db: Db, position: Position, *, by: Viewer, at: datetime) -> None:
    """Withdraw a live position of the viewer's own delegation or group."""
    _must_be_own(position, by)
    if position.group_id is None and by.role != "head" and queries.clearance_required(db, by.delegation_id):
        raise NotAllowed(say("Your head of delegation clears positions: only the head withdraws one."))
    position.ended_at, position.end_reason = at, "withdrawn"
    db.flush()
    _append_withdrawal(db, position, queries.holder_name(position), by, at, more_was_said=False)


def _append_withdrawal(
    db: Db, position: Position, holder: str, by: Viewer, at: datetime, *, more_was_said: bool
) -> None:
    append_withdrawal(
        db, "withdraw_position", Subject("position", position.id),
        {"provision": position.provision_id, "holder": holder}, position.visibility, holder, by, at,
        more_was_said=more_was_said,
    )  # fmt: skip


def receive_amendment(
    db: Db, amendment: Amendment, verdict: str, *, by: Viewer, at: datetime, visibility: str = "public",
    for_group: bool = False,
) -> Reception:  # fmt: skip
    """Say whether the delegation, or the group, could accept an amendment; what it said before is replaced."""
    holder = _may_receive(db, amendment, by, for_group)
    if holder.name in [one.holder for one in amendment.sponsors]:
        raise Refusal(say("Your delegation sponsors this amendment: that it accepts it is understood."))
    before = queries.live_reception(db, amendment.id, **holder.keys)
    if before is not None:
        before.ended_at = at
        db.flush()
        if VISIBILITIES.index(visibility) < VISIBILITIES.index(before.visibility):
            _append_end_of_reception(db, before, holder, by, at, more_was_said=True)
    reception = Reception(
        id=unguessable(db, Reception), amendment_id=amendment.id, verdict=verdict, visibility=visibility, stated_at=at,
        **holder.keys,
    )  # fmt: skip
    db.add(reception)
    db.flush()
    facts = {
        "amendment": amendment.id, "provision": amendment.provision_id, "holder": holder.name, "verdict": verdict,
        "visibility": visibility,
    }  # fmt: skip
    append(
        db, "receive_amendment", by.account_id, by.capacity, Subject("amendment", amendment.id), facts, at,
        readers=readers_of(visibility, holder.name),
    )  # fmt: skip
    return reception


def withdraw_reception(db: Db, amendment: Amendment, *, by: Viewer, at: datetime, for_group: bool = False) -> None:
    """Take back what one said of an amendment: whether it could be accepted is open again."""
    holder = _may_receive(db, amendment, by, for_group)
    before = queries.live_reception(db, amendment.id, **holder.keys)
    if before is None:
        raise Refusal(say("Your delegation has not said whether it could accept this amendment."))
    before.ended_at = at
    db.flush()
    _append_end_of_reception(db, before, holder, by, at, more_was_said=False)


def _may_receive(db: Db, amendment: Amendment, by: Viewer, for_group: bool) -> Holder:
    holder = holder_of(db, by, for_group=for_group)
    must_be_negotiable(amendment.provision)
    must_not_be_silent(amendment.provision.text)
    must_be_cleared(db, by, for_group=for_group)
    if amendment.ended_at is not None:
        raise Refusal(say("This amendment is not open any more."))
    return holder


def _append_end_of_reception(
    db: Db, reception: Reception, holder: Holder, by: Viewer, at: datetime, *, more_was_said: bool
) -> None:
    append_withdrawal(
        db, "withdraw_reception", Subject("amendment", reception.amendment_id), {"holder": holder.name},
        reception.visibility, holder.name, by, at, more_was_said=more_was_said,
    )  # fmt: skip


def align(db: Db, text: DraftText, group: Group, *, by: Viewer, at: datetime) -> Alignment:
    """Align the viewer's delegation with what a group says on a text; a national position still counts instead."""
    holder = holder_of(db, by)
    must_be_open(text)
    must_be_cleared(db, by, for_group=False)
    assert holder.delegation_id is not None
    if group.id in queries.groups_of(db, holder.delegation_id, at.date()):
        raise Refusal(say("Your State is a member of this group, which speaks for it already."))
    if queries.alignment(db, text.id, holder.delegation_id, group.id) is not None:
        raise Refusal(say("Your delegation is aligned with this group already."))
    alignment = Alignment(text_id=text.id, delegation_id=holder.delegation_id, group_id=group.id, begun_at=at)
    db.add(alignment)
    db.flush()
    facts = {"holder": holder.name, "group": f"group:{group.code}"}
    append(db, "align", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return alignment


def end_alignment(db: Db, text: DraftText, group: Group, *, by: Viewer, at: datetime) -> None:
    """End the alignment of the viewer's delegation with a group on a text."""
    holder = holder_of(db, by)
    must_be_cleared(db, by, for_group=False)
    alignment = queries.alignment(db, text.id, holder.delegation_id, group.id)
    if alignment is None:
        raise NotFound
    alignment.ended_at = at
    db.flush()
    facts = {"holder": holder.name, "group": f"group:{group.code}"}
    append(db, "end_alignment", by.account_id, by.capacity, Subject("text", text.id), facts, at)
