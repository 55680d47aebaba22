"""What do delegations and the chair do? State positions, amend, contest, gavel, reopen, adopt; the secretariat revises."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from oewg.accounts.models import Delegation, Group
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal, say
from oewg.meetings import queries as meetings
from oewg.meetings.actions import record_decision
from oewg.meetings.rules import long_date, ordinal
from oewg.negotiation import queries
from oewg.negotiation.models import Adoption, Amendment, Contest, Gavel, Position
from oewg.negotiation.rules.positions import check_stance
from oewg.negotiation.rules.states import WHY_NOT, check_adoption, check_gavel, gavel_holds
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision, Revision

told(
    state_position=say("A position was stated."),
    withdraw_position=say("A position was withdrawn."),
    file_amendment=say("An amendment was filed."),
    withdraw_amendment=say("An amendment was withdrawn."),
    contest_editorial=say("A change marked editorial was contested."),
    gavel=say("A provision was agreed ad referendum."),
    reopen=say("A provision was reopened."),
    adopt=say("A text was adopted."),
)


def state_position(
    db: Db, provision: Provision, stance: str, *, by: Viewer, at: datetime, reason: str = "",
    amendment_id: int | None = None, visibility: str = "public", on: int | None = None, for_group: bool = False,
) -> Position:  # fmt: skip
    """State a position on the wording that now stands, for the viewer's delegation or the group it coordinates.

    `on` is the revision that the delegate had before the eyes: if the wording has changed since, the position is
    refused, because it would be on words that nobody read.
    """
    delegation_id, group_id, holder = _holder(db, by, for_group)
    _must_be_negotiable(provision)
    current = text_queries.current_revision(db, provision.id)
    if on is not None and on != current.id:
        raise Refusal(
            say("The wording has been changed since you opened it: read the new one and state your position on it.")
        )
    live = [amendment.id for amendment in queries.amendments_to(db, provision.id) if amendment.ended_at is None]
    check_stance(stance, reason, amendment_id, live)
    before = queries.live_position(db, provision.id, delegation_id=delegation_id, group_id=group_id)
    if before is not None:
        before.ended_at, before.end_reason = at, "replaced"
        db.flush()
    position = Position(
        provision_id=provision.id, revision_id=current.id, delegation_id=delegation_id, group_id=group_id, stance=stance,
        amendment_id=amendment_id, reason=reason, visibility=visibility, stated_at=at,
    )  # fmt: skip
    db.add(position)
    db.flush()
    facts = {
        "provision": provision.id, "revision": current.id, "holder": holder, "stance": stance, "reason": reason,
        "amendment": amendment_id, "visibility": visibility,
    }  # fmt: skip
    readers = _readers(visibility, holder)
    if before is not None and before.visibility != visibility:
        # Whoever knew the earlier position learns that it no longer stands, and of the new one only what is theirs.
        _append_withdrawal(db, before, holder, by, at)
    append(
        db, "state_position", by.account_id, by.capacity, Subject("position", position.id), facts, at, readers=readers
    )
    return position


def reaffirm(db: Db, position: Position, *, on: int, by: Viewer, at: datetime) -> Position:
    """State one's live position once more, as it is, on the wording that now stands."""
    _must_be_own(position, by)
    return state_position(
        db, position.provision, position.stance, by=by, at=at, reason=position.reason, on=on,
        amendment_id=position.amendment_id, visibility=position.visibility, for_group=position.group_id is not None,
    )  # fmt: skip


def _must_be_own(position: Position, by: Viewer) -> None:
    own = position.delegation_id is not None and position.delegation_id == by.delegation_id
    own_group = position.group_id is not None and position.group_id == by.group_id
    if not (own or own_group):
        raise NotAllowed(say("Only whoever stated a position can withdraw or reaffirm it."))
    if position.ended_at is not None:
        raise Refusal(say("This position does not stand any more."))


def _holder(db: Db, by: Viewer, for_group: bool) -> tuple[int | None, int | None, str]:
    if for_group:
        group = db.get(Group, by.group_id) if by.group_id else None
        if group is None:
            raise NotAllowed(say("Only a group's coordinator speaks on its behalf."))
        return None, group.id, f"group:{group.code}"
    delegation = db.get(Delegation, by.delegation_id) if by.delegation_id else None
    if delegation is None or delegation.kind != "member":
        raise NotAllowed(say("Only the delegation of a Member State holds a position."))
    return delegation.id, None, f"delegation:{delegation.code}"


def _readers(visibility: str, holder: str) -> Collection[str]:
    """Who may read of a position: those for whom it is meant, and whoever holds it."""
    return {"public": ("public",), "delegations": ("delegations", holder), "chair": ("chair", holder)}[visibility]


def _must_be_negotiable(provision: Provision) -> None:
    if provision.removed_at is not None:
        raise Refusal(say("This provision has been removed from the text."))
    if provision.kind == "footnote":
        raise Refusal(say("A footnote stands or falls with its provision: state your position on that."))
    if provision.text.closed_at is not None:
        raise Refusal(say("This text is closed: it was adopted, or it came as it stands from outside."))


def withdraw_position(db: Db, position: Position, *, by: Viewer, at: datetime) -> None:
    """Withdraw a live position of the viewer's own delegation or group."""
    _must_be_own(position, by)
    position.ended_at, position.end_reason = at, "withdrawn"
    db.flush()
    holder = f"delegation:{position.delegation.code}" if position.delegation else ""
    if position.group:
        holder = f"group:{position.group.code}"
    _append_withdrawal(db, position, holder, by, at)


def _append_withdrawal(db: Db, position: Position, holder: str, by: Viewer, at: datetime) -> None:
    append(
        db, "withdraw_position", by.account_id, by.capacity, Subject("position", position.id),
        {"provision": position.provision_id, "holder": holder}, at, readers=_readers(position.visibility, holder),
    )  # fmt: skip


def file_amendment(
    db: Db, provision: Provision, kind: str, words: str | None, reason: str, *, by: Viewer, at: datetime,
    on: int | None = None, after: Provision | None = None,
) -> Amendment:  # fmt: skip
    """Propose to replace, delete or move a provision, or to insert one after it, on the wording that now stands."""
    delegation_id, _, holder = _holder(db, by, for_group=False)
    _must_be_negotiable(provision)
    current = text_queries.current_revision(db, provision.id)
    if on is not None and on != current.id:
        raise texts.StaleSave(current)
    if (kind in ("replace", "insert")) != bool(words):
        raise Invalid(
            say("An amendment that replaces or inserts has words; one that deletes or moves has none."),
            {
                "words": say("Please fill this in.")
                if kind in ("replace", "insert")
                else say("Please leave this empty.")
            },
        )
    if kind == "replace" and words == current.words:
        raise Invalid(
            say("The amendment proposes the words that stand already."), {"words": say("Nothing is changed.")}
        )
    if (kind == "move") != (after is not None):
        raise Invalid(say("A move says after which provision."), {"after": say("Please choose one.")})
    if after is not None and (
        after.text_id != provision.text_id or after.id == provision.id or after.removed_at is not None
    ):
        raise Refusal(say("A provision moves within its text, to another place."))
    amendment = Amendment(
        provision_id=provision.id, revision_id=current.id, delegation_id=delegation_id, kind=kind, words=words,
        after_id=after.id if after else None, reason=reason, filed_at=at,
    )  # fmt: skip
    db.add(amendment)
    db.flush()
    facts = {
        "provision": provision.id, "revision": current.id, "holder": holder, "kind": kind, "words": words,
        "after": amendment.after_id, "reason": reason,
    }  # fmt: skip
    append(db, "file_amendment", by.account_id, by.capacity, Subject("amendment", amendment.id), facts, at)
    return amendment


def withdraw_amendment(db: Db, amendment: Amendment, *, by: Viewer, at: datetime) -> None:
    """Withdraw an amendment of the viewer's own delegation; positions that pointed to it stay, and say so."""
    if amendment.delegation_id != by.delegation_id:
        raise NotAllowed(say("Only its sponsor can withdraw an amendment."))
    if amendment.ended_at is not None:
        raise Refusal(say("This amendment is not open any more."))
    amendment.ended_at, amendment.end_reason = at, "withdrawn"
    db.flush()
    facts = {"provision": amendment.provision_id}
    append(db, "withdraw_amendment", by.account_id, by.capacity, Subject("amendment", amendment.id), facts, at)


def revise(
    db: Db, provision: Provision, words: str, nature: str, *, based_on: int, by: Viewer, at: datetime
) -> Revision:
    """Give a provision a new wording. What is agreed ad referendum changes in substance only after it was reopened."""
    if nature == "substantive":
        _must_not_be_agreed(db, provision)
    made = texts.revise(db, provision, words, based_on=based_on, nature=nature, by=by, at=at)
    owner = text_queries.stands_in(db, provision)
    if owner.id != provision.id:
        # What a delegation accepted was the paragraph with its footnotes: the paragraph has a new revision too.
        current = text_queries.current_revision(db, owner.id)
        texts.revise(
            db, owner, current.words, based_on=current.id, nature=nature, by=by, at=at, with_footnote=True
        )  # fmt: skip
    return made


def remove_provision(db: Db, provision: Provision, *, by: Viewer, at: datetime) -> None:
    """Take a provision out of its text, unless it is agreed ad referendum or a delegation's word on it still stands."""
    if provision.removed_at is None:
        _must_not_be_agreed(db, provision)
        state = queries.examine_one(db, text_queries.stands_in(db, provision).id, None).state
        if state in ("objected", "reserved", "amendments_open"):
            raise Refusal(
                say("The provision cannot be removed: %(why)s stands on it, and is not taken away with it."),
                why=WHY_NOT[state],
            )
    texts.remove_provision(db, provision, by=by, at=at)


def _must_not_be_agreed(db: Db, provision: Provision) -> None:
    """A footnote is part of what it stands under: it is agreed with it."""
    examined = queries.examine_one(db, text_queries.stands_in(db, provision).id, None)
    if gavel_holds(examined.standing):
        raise Refusal(
            say("This provision is agreed ad referendum: a delegation has to ask to reopen it before it changes.")
        )


def contest_editorial(db: Db, revision: Revision, reason: str, *, by: Viewer, at: datetime) -> Contest:
    """Hold that a change marked editorial changes the meaning: earlier support no longer counts for the new wording."""
    delegation_id, _, holder = _holder(db, by, for_group=False)
    _must_be_negotiable(text_queries.stands_in(db, revision.provision))
    if revision.nature != "editorial":
        raise Refusal(say("Only a change that was marked editorial can be contested."))
    if db.get(Contest, (revision.id, delegation_id)) is not None:
        raise Refusal(say("Your delegation contests this change already."))
    contest = Contest(revision_id=revision.id, delegation_id=delegation_id, reason=reason, at=at)
    db.add(contest)
    db.flush()
    facts = {"provision": revision.provision_id, "holder": holder, "reason": reason}
    append(db, "contest_editorial", by.account_id, by.capacity, Subject("revision", revision.id), facts, at)
    standing = queries.standing_gavel(db, revision.provision_id)
    if standing is not None and standing.revision.number < revision.number:
        # What was agreed was the wording before this change: the contest reopens it.
        reopen(db, revision.provision, reason, by=by, at=at)
    return contest


def gavel(db: Db, provision: Provision, *, by: Viewer, at: datetime, on: int | None = None) -> Gavel:
    """Declare a provision agreed ad referendum; only at an open meeting, only when it is clear at this instant."""
    meeting = meetings.open_meeting(db)
    _must_be_negotiable(provision)
    examined = queries.examine_one(db, provision.id, None)
    if on is not None and on != examined.line.revision_id:
        raise Refusal(say("The wording has been changed since you opened it: the gavel falls on words that were read."))
    check_gavel(examined.standing, meeting is not None)
    assert meeting is not None
    fallen = Gavel(
        provision_id=provision.id, revision_id=examined.line.revision_id, meeting_id=meeting.id, fell_at=at, reopening_reason="",
    )  # fmt: skip
    db.add(fallen)
    db.flush()
    facts = {"revision": fallen.revision_id, "number": examined.line.revision_number, "meeting": meeting.id}
    append(db, "gavel", by.account_id, by.capacity, Subject("provision", provision.id), facts, at)
    return fallen


def reopen(db: Db, provision: Provision, reason: str, *, by: Viewer, at: datetime) -> None:
    """Ask to reopen what was agreed ad referendum, with a reason: nothing is agreed until everything is agreed."""
    delegation_id, _, holder = _holder(db, by, for_group=False)
    _must_be_negotiable(provision)
    standing = queries.standing_gavel(db, provision.id)
    if standing is None:
        raise Refusal(say("This provision is not agreed ad referendum: there is nothing to reopen."))
    standing.reopened_at, standing.reopened_by, standing.reopening_reason = at, delegation_id, reason
    db.flush()
    facts = {"holder": holder, "reason": reason}
    append(db, "reopen", by.account_id, by.capacity, Subject("provision", provision.id), facts, at)


def adopt(
    db: Db, text: DraftText, symbol: str, *, by: Viewer, at: datetime, on: int | None = None
) -> Adoption:  # fmt: skip
    """Adopt a whole text at an open meeting, without a vote: it is frozen under a symbol and closed to change.

    `on` is the latest revision of the text that the chair had before the eyes: what came after was not read out.
    """
    if on is not None and on != text_queries.latest_revision_id(db, text.id):
        raise Refusal(say("The text has been changed since you opened it. Please read it again before it is adopted."))
    if text.closed_at is not None:
        raise Refusal(say("This text is closed: it was adopted, or it came as it stands from outside."))
    meeting = meetings.open_meeting(db)
    examined = queries.examine(db, text.id, None)
    check_adoption(text.kind, [(e.line.number, e.standing) for e in examined], meeting is not None)
    if meeting is None:
        raise NotFound
    edition = texts.issue_edition(db, text, symbol, text.title, by=by, at=at)
    day = at.astimezone(ZoneInfo(meeting.session.zone)).date()
    words = (
        f"At its {ordinal(meeting.number)} meeting, on {long_date(day)}, the Working Group adopted, without a vote, "
        f"“{text.title}”, as contained in {symbol}."
    )
    decision = record_decision(db, meeting, "adoption", words, by=by, at=at)
    adoption = Adoption(
        text_id=text.id, edition_id=edition.id, decision_id=decision.id, meeting_id=meeting.id, at=at
    )  # fmt: skip
    db.add(adoption)
    texts.close_text(db, text, by=by, at=at)
    db.flush()
    facts = {"edition": edition.id, "symbol": symbol, "meeting": meeting.id, "decision": decision.id}
    append(db, "adopt", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return adoption
