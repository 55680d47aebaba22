"""How is a text amended? Filing, co-sponsoring, withdrawing, taking up; and telling sponsors when words move under them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import func, select

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal, say
from oewg.negotiation import queries
from oewg.negotiation.actions.speaking import (
    Holder,
    holder_of,
    must_be_free,
    must_be_in_no_package,
    must_be_negotiable,
    must_not_be_agreed,
    must_not_be_silent,
)
from oewg.negotiation.models import Amendment, Sponsorship
from oewg.negotiation.rules.amendments import Filing
from oewg.negotiation.rules.states import gavel_holds
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision

Done = TypeVar("Done")

told(
    file_amendment=say("An amendment was filed."),
    file_amendments=say("The amendments that you chose were filed."),
    co_sponsor=say("A delegation joined the sponsors of an amendment."),
    leave_amendment=say("A delegation left the sponsors of an amendment."),
    withdraw_amendment=say("An amendment was withdrawn."),
    take_up_amendment=say("An amendment was taken up into the text."),
    supersede_amendment=say("An amendment was superseded."),
    put_in_conflict=say("The text changed under an amendment, which is in conflict now."),
)


def file_amendment(
    db: Db, provision: Provision, kind: str, words: str | None, reason: str, *, by: Viewer, at: datetime,
    on: int | None = None, after: Provision | None = None, for_group: bool = False, in_place_of: Amendment | None = None,
) -> Amendment:  # fmt: skip
    """Propose to replace, delete or move a provision, or to insert one after it, on the wording that now stands.

    An insertion `after` the provision itself is to stand first under it. What is agreed ad referendum is amended with a
    reason: nothing is agreed until everything is agreed.
    `in_place_of`: the amendment of one's own that this one replaces. Its other sponsors stay with it; without any it is
    superseded.
    """
    holder = holder_of(db, by, for_group=for_group)
    must_be_negotiable(provision)
    must_not_be_silent(provision.text)
    current = text_queries.current_revision(db, provision.id)
    if on is not None and on != current.id:
        raise texts.StaleSave(current, text_queries.revision(db, on), words or "")
    _check_contents(db, kind, words, current.words, provision, after)
    if words:
        texts.check_marks(db, provision.text_id, words)
    if kind != "insert" and not reason and gavel_holds(queries.examine_one(db, provision.id, None).standing):
        raise Invalid(
            say("This provision is agreed ad referendum: an amendment to it says why it should be opened again."),
            {"reason": say("Please give a reason.")},
        )
    filing = Filing(kind, provision.id, current.id, words, after.id if after else None)
    same = queries.number_of_same(db, filing, **holder.keys)
    if same is not None and (in_place_of is None or in_place_of.number != same):  # in its place, for another reason
        raise Refusal(
            say("This very amendment stands on record already, in the same name: it is number %(number)s."), number=same
        )
    if in_place_of is not None:
        if in_place_of.provision_id != provision.id:
            raise Refusal(say("That amendment is to another provision."))
        _leave(db, in_place_of, holder, "superseded", by, at)
    last = db.scalar(select(func.max(Amendment.number)).where(Amendment.text_id == provision.text_id))
    amendment = Amendment(
        text_id=provision.text_id, number=(last or 0) + 1, provision_id=provision.id, revision_id=current.id, kind=kind,
        words=words, after_id=after.id if after else None, in_place_of_id=in_place_of.id if in_place_of else None,
        reason=reason, filed_at=at, sponsorships=[Sponsorship(joined_at=at, **holder.keys)],
    )  # fmt: skip
    db.add(amendment)
    db.flush()
    facts = {
        "provision": provision.id, "revision": current.id, "number": amendment.number, "holder": holder.name,
        "kind": kind, "words": words, "after": amendment.after_id, "reason": reason,
        "in_place_of": amendment.in_place_of_id,
    }  # fmt: skip
    append(db, "file_amendment", by.account_id, by.capacity, Subject("amendment", amendment.id), facts, at)
    return amendment


class SomeRefused(Refusal):
    """Of several amendments, or changes, some were refused, so nothing was done; `reasons` are place in the list -> why."""

    def __init__(self, reasons: Mapping[int, Refusal], citations: Mapping[int, str]) -> None:
        super().__init__(
            say("Nothing has been done yet, for not all of it can be: see what is said at %(places)s."),
            places=", ".join(citations[place] for place in reasons),
        )
        self.reasons = reasons
        self.details = {"refused": {str(place): str(refusal) for place, refusal in reasons.items()}}


def file_amendments(
    db: Db, text: DraftText, filings: Sequence[Filing], *, by: Viewer, at: datetime, for_group: bool = False
) -> list[Amendment]:  # fmt: skip
    """File several amendments to a text at once, each as by itself: all of them, or none."""

    def file(one: Filing, provision: Provision, after: Provision | None) -> Amendment:
        return file_amendment(
            db, provision, one.kind, one.words, one.reason, by=by, at=at, on=one.on, after=after, for_group=for_group
        )  # fmt: skip

    return each_of(db, text, filings, file)


def each_of(
    db: Db, text: DraftText, filings: Sequence[Filing], act: Callable[[Filing, Provision, Provision | None], Done],
    order: Callable[[int], tuple[int, int]] | None = None,
) -> list[Done]:  # fmt: skip
    """Do something for each of several filings to one text, or nothing at all; in another order than theirs, by their places."""
    if not filings:
        raise Invalid(say("No amendment was chosen."), {"chosen": say("Please choose one or more.")})
    wanted = {one.provision_id for one in filings} | {one.after_id for one in filings if one.after_id}
    provisions = {one.id: one for one in text_queries.provisions(db, wanted)}
    if any(one.text_id != text.id for one in provisions.values()):
        raise NotFound
    cited = {each: line.citation for each, line in text_queries.lines_by_id(db, list(provisions)).items()}
    found, refused = [], dict[int, Refusal]()
    for place in sorted(range(len(filings)), key=order) if order else range(len(filings)):
        one = filings[place]
        try:
            found.append(act(one, provisions[one.provision_id], provisions[one.after_id] if one.after_id else None))
        except NotAllowed:
            raise
        except Refusal as refusal:
            refused[place] = refusal
    if refused:
        places = {place: cited.get(filings[place].provision_id, str(place + 1)) for place in sorted(refused)}
        raise SomeRefused({place: refused[place] for place in places}, places)
    return found


def _check_contents(
    db: Db, kind: str, words: str | None, now: str, provision: Provision, after: Provision | None
) -> None:
    has_words = kind in ("replace", "insert")
    if has_words != bool(words):
        wrong = say("Please fill this in.") if has_words else say("Please leave this empty.")
        raise Invalid(
            say("An amendment that replaces or inserts has words; one that deletes or moves has none."),
            {"words": wrong},
        )
    if kind == "replace" and words == now:
        raise Invalid(
            say("The amendment proposes the words that stand already."), {"words": say("Nothing is changed.")}
        )
    if kind == "insert" and after is not None:
        if after.id != provision.id:
            raise Invalid(
                say("An insertion stands after the provision to which it is filed, or first under it."),
                {"after": say("Please leave this empty.")},
            )
        texts.check_fits(db, provision, inserted_kind(provision, under=True))
    elif (kind == "move") != (after is not None):
        raise Invalid(say("A move says after which provision."), {"after": say("Please choose one.")})
    elif after is not None:
        texts.check_moves(db, provision, after)


def inserted_kind(provision: Provision, under: bool) -> str:
    """What an insertion after a provision, or first under it, becomes; what is inserted at a heading stands under it."""
    if provision.kind == "heading":
        return "paragraph"
    return "subparagraph" if under else provision.kind


def co_sponsor(db: Db, amendment: Amendment, *, by: Viewer, at: datetime, for_group: bool = False) -> Sponsorship:
    """Join the sponsors of an open amendment."""
    holder = holder_of(db, by, for_group=for_group)
    must_not_be_silent(amendment.provision.text)
    _must_be_open(amendment)
    if holder.name in [one.holder for one in amendment.sponsors]:
        raise Refusal(say("Your delegation sponsors this amendment already."))
    sponsorship = Sponsorship(amendment_id=amendment.id, joined_at=at, **holder.keys)
    db.add(sponsorship)
    db.flush()
    db.expire(amendment, ["sponsorships"])
    reception = queries.live_reception(db, amendment.id, **holder.keys)
    if reception is not None:
        reception.ended_at = at  # whoever sponsors it accepts it, whatever was said before
        db.flush()
    facts = {"provision": amendment.provision_id, "holder": holder.name}
    append(db, "co_sponsor", by.account_id, by.capacity, Subject("amendment", amendment.id), facts, at)
    return sponsorship


def _must_be_open(amendment: Amendment) -> None:
    if amendment.ended_at is not None:
        raise Refusal(say("This amendment is not open any more."))


def withdraw_amendment(
    db: Db, amendment: Amendment, *, by: Viewer, at: datetime, for_group: bool | None = None
) -> None:  # fmt: skip
    """Leave the sponsors of an amendment. When the last of them leaves, it is withdrawn; until then it stays theirs.

    Positions that pointed to it stay: they are reserved until their holders say more. A coordinator says for whom; unless
    only one of the two, the group or the coordinator's own delegation, sponsors it (`for_group` None).
    """
    own = {
        one.group_id is not None: Holder(one.delegation_id, one.group_id, one.holder)
        for one in amendment.sponsors
        if (by.group_id and one.group_id == by.group_id) or (by.delegation_id and one.delegation_id == by.delegation_id)
    }
    if for_group is None and len(own) == 1:
        for_group = next(iter(own))
    if not own or (for_group is not None and for_group not in own):
        raise NotAllowed(say("Only its sponsors can withdraw an amendment."))
    if for_group is None:
        raise Refusal(
            say("Your group and your own delegation both sponsor this amendment: please say which of them leaves.")
        )
    _leave(db, amendment, own[for_group], "withdrawn", by, at)


def _leave(db: Db, amendment: Amendment, holder: Holder, end_reason: str, by: Viewer, at: datetime) -> None:
    _must_be_open(amendment)
    own = [one for one in amendment.sponsors if one.holder == holder.name]
    if not own:
        raise NotAllowed(say("Only a sponsor of an amendment can put another in its place."))
    others = [one for one in amendment.sponsors if one not in own]
    own[0].left_at = at
    if not others:
        amendment.ended_at, amendment.end_reason = at, end_reason
    db.flush()
    act = (
        "leave_amendment"
        if others
        else {"withdrawn": "withdraw_amendment", "superseded": "supersede_amendment"}[end_reason]
    )
    facts = {"provision": amendment.provision_id, "holder": holder.name}
    append(db, act, by.account_id, by.capacity, Subject("amendment", amendment.id), facts, at)


def end_amendment(db: Db, amendment: Amendment, end_reason: str, at: datetime) -> None:
    """Let an amendment be open no more; its sponsors stood behind it to the end."""
    amendment.ended_at, amendment.end_reason = at, end_reason
    for one in amendment.sponsors:
        one.left_at = one.left_at or at
    db.flush()


def take_up_amendment(db: Db, amendment: Amendment, *, by: Viewer, at: datetime, on: int | None = None) -> None:
    """Take an amendment up into the text, as it stands on the present wording; those that propose the same with it."""
    provision = amendment.provision
    must_be_negotiable(provision)
    must_not_be_silent(provision.text)
    _must_be_open(amendment)
    current = text_queries.current_revision(db, provision.id)
    if on is not None and on != current.id:
        raise Refusal(say("The wording has been changed since you opened it: the gavel falls on words that were read."))
    live = queries.rebased_amendments(db, provision.id)
    taken = next(each for each in live if each.amendment.id == amendment.id)
    if taken.rebased.in_conflict and amendment.kind == "move":
        raise Refusal(
            say(
                "The provision after which this one was to stand has been removed: its sponsors have to say where they "
                "want it now."
            )
        )
    if taken.rebased.in_conflict:
        raise Refusal(
            say("The wording has changed where this amendment changes it: its sponsors have to say what they want now.")
        )
    if amendment.kind != "insert":  # what is inserted is a provision of its own: the one beside it stays as it is
        must_not_be_agreed(db, provision)
    alike = [
        each for each in live
        if (each.amendment.kind, each.rebased.words, each.amendment.after_id)
        == (amendment.kind, taken.rebased.words, amendment.after_id)
        and not each.rebased.in_conflict
    ]  # fmt: skip
    for each in alike:
        end_amendment(db, each.amendment, "taken_up", at)
    made = _apply(db, amendment, taken.rebased.words, current.id, by, at)
    facts = {
        "provision": provision.id, "words": taken.rebased.words, "made": made,
        "amendments": [each.amendment.id for each in alike],
    }  # fmt: skip
    append(db, "take_up_amendment", by.account_id, by.capacity, Subject("amendment", amendment.id), facts, at)
    if amendment.kind == "replace":
        follow_the_wording(db, provision.id, [each for each in live if each not in alike], by, at)


def _apply(db: Db, amendment: Amendment, words: str | None, revision_id: int, by: Viewer, at: datetime) -> int | None:
    """Do to the text what the amendment says; the revision or the provision that this made, if any."""
    provision = amendment.provision
    if amendment.kind == "replace":
        made = texts.revise(db, provision, words or "", based_on=revision_id, nature="substantive", by=by, at=at)
        return made.id
    if amendment.kind == "insert":
        under = provision.kind == "heading" or amendment.after_id is not None
        before = queries.inserted_before(db, amendment)
        after = db.get_one(Provision, before) if before else None if under else provision
        inserted = texts.add_provision(
            db, provision.text, inserted_kind(provision, under), words or "", by=by, at=at, at_first=under,
            parent=provision if under else None, after=after,
        )  # fmt: skip
        return inserted.id
    if amendment.kind == "move":
        texts.move_provision(db, provision, after=amendment.after, by=by, at=at)
        return None
    take_out(db, provision, by, at)
    return None


def take_out(db: Db, provision: Provision, by: Viewer, at: datetime) -> None:
    """Take out a provision on which nobody's word stands, and tell those who wanted another to stand after it."""
    must_be_in_no_package(db, provision)
    must_be_free(db, provision, by)
    texts.remove_provision(db, provision, by=by, at=at)
    for amendment in queries.moves_after(db, provision.id):
        _put_in_conflict(db, amendment, by, at)


def _put_in_conflict(db: Db, amendment: Amendment, by: Viewer, at: datetime) -> None:
    facts = {"provision": amendment.provision_id, "sponsors": [one.holder for one in amendment.sponsors]}
    append(db, "put_in_conflict", by.account_id, by.capacity, Subject("amendment", amendment.id), facts, at)


def follow_the_wording(
    db: Db, provision_id: int, before: Collection[queries.LiveAmendment], by: Viewer, at: datetime
) -> None:
    """After a new wording: end what it fulfils, and tell the sponsors of what has come into conflict with it."""
    earlier = {each.amendment.id: each.rebased.in_conflict for each in before}
    for each in queries.rebased_amendments(db, provision_id):
        if each.rebased.fulfilled:
            end_amendment(db, each.amendment, "taken_up", at)
            facts: dict[str, object] = {
                "provision": provision_id, "words": each.rebased.words, "made": None, "amendments": [each.amendment.id],
            }  # fmt: skip
            append(
                db, "take_up_amendment", by.account_id, by.capacity, Subject("amendment", each.amendment.id), facts, at
            )
        elif each.rebased.in_conflict and not earlier.get(each.amendment.id, True):
            _put_in_conflict(db, each.amendment, by, at)
