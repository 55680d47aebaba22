"""How is a whole text adopted, and what do delegations place on record afterwards?"""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, NotFound, Refusal, say
from oewg.meetings import queries as meetings
from oewg.meetings.actions import record_decision
from oewg.meetings.rules.words import long_date, ordinal
from oewg.negotiation import queries
from oewg.negotiation.actions.speaking import holder_of, must_be_open, must_not_be_silent
from oewg.negotiation.models import Adoption, AdoptionInHand, Explanation, ExplanationParagraph
from oewg.negotiation.rules.explanations import check_language
from oewg.negotiation.rules.states import adopted_title, check_adoption
from oewg.record.actions import Subject, append
from oewg.texts import actions as texts
from oewg.texts import queries as text_queries
from oewg.texts.models import DraftText, Provision

told(
    prepare_adoption=say("A text was put before the group for adoption."),
    adopt=say("A text was adopted."),
    explain_position=say("An explanation of position, a reservation or a disassociation was placed on record."),
    # What the page says of each kind.
    place_explanation=say("Your explanation of position was placed on record."),
    place_reservation=say("Your reservation was placed on record."),
    place_disassociation=say("Your disassociation was placed on record."),
    withdraw_explanation=say("An explanation of position was withdrawn."),
)


def prepare_adoption(
    db: Db, text: DraftText, symbol: str, *, by: Viewer, at: datetime, on: int | None = None
) -> AdoptionInHand:
    """Put a text before the group for adoption, under a symbol, as it now stands: the first of two acts.

    `on` is the latest revision of the text that the secretariat had before the eyes.
    """
    must_be_open(text)
    must_not_be_silent(text)
    latest = text_queries.latest_revision_id(db, text.id)
    if not latest:
        raise Refusal(say("The text has no provisions yet: there is nothing to adopt."))
    if on is not None and on != latest:
        raise Refusal(say("The text has been changed since you opened it. Please read it again before it is adopted."))
    if text_queries.symbol_is_used(db, symbol):
        raise Invalid(
            say("The symbol %(symbol)s has been used already."), {"symbol": say("Already in use.")}, symbol=symbol
        )
    assert by.account_id is not None
    found = db.get(AdoptionInHand, text.id) or AdoptionInHand(text_id=text.id)
    found.symbol, found.prepared_by, found.prepared_at = symbol, by.account_id, at
    found.wording = text_queries.wording_digest(db, text.id)
    db.add(found)
    db.flush()
    facts = {"symbol": symbol, "wording": found.wording}
    append(db, "prepare_adoption", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return found


def adopt(db: Db, text: DraftText, *, by: Viewer, at: datetime, on: int | None = None) -> Adoption:
    """Adopt a whole text at an open meeting, without a vote: the chair's act, after the secretariat's.

    It is frozen under the symbol that the secretariat gave it, is called a draft no more, and is closed to change. `on` is the latest revision of the
    text that the chair had before the eyes: what came after was not read out.
    """
    must_be_open(text)
    must_not_be_silent(text)
    latest = text_queries.latest_revision_id(db, text.id)
    if on is not None and on != latest:
        raise Refusal(say("The text has been changed since you opened it. Please read it again before it is adopted."))
    meeting = meetings.open_meeting(db)
    examined = queries.examine(db, text.id, None)
    check_adoption(text.kind, [(e.line.citation, e.standing) for e in examined], meeting is not None)
    if meeting is None:
        raise NotFound
    in_hand = queries.adoption_in_hand(db, text.id)
    if in_hand is None:
        raise Refusal(say("The secretariat has not put this text before the group for adoption as it stands now."))
    if in_hand.prepared_by == by.account_id:
        raise NotAllowed(say("An adoption needs two acts by two people: the secretariat’s and the Chair’s."))
    symbol = in_hand.symbol
    text.title = adopted_title(text.title)
    edition = texts.issue_edition(db, text, symbol, text.title, by=by, at=at)
    day = at.astimezone(ZoneInfo(meeting.session.zone)).date()
    words = (
        f"At its {ordinal(meeting.number)} meeting, on {long_date(day)}, the Working Group adopted, without a vote, "
        f"“{text.title}”, as contained in {symbol}."
    )
    decision = record_decision(db, meeting, "adoption", words, by=by, at=at, symbol=symbol)
    adoption = Adoption(
        text_id=text.id, edition_id=edition.id, decision_id=decision.id, meeting_id=meeting.id, at=at
    )  # fmt: skip
    db.add(adoption)
    db.delete(in_hand)
    texts.close_text(db, text, by=by, at=at)
    db.flush()
    facts = {
        "edition": edition.id, "symbol": symbol, "title": text.title, "meeting": meeting.id, "decision": decision.id,
        "prepared_by": f"account:{in_hand.prepared_by}",
    }  # fmt: skip
    append(db, "adopt", by.account_id, by.capacity, Subject("text", text.id), facts, at)
    return adoption


def explain_position(
    db: Db, text: DraftText, kind: str, words: str, paragraphs: Collection[Provision], *, by: Viewer, at: datetime,
    for_group: bool = False, language: str = "en",
) -> Explanation:  # fmt: skip
    """Place on record an explanation of position, a reservation or a disassociation. The adoption stands as it is.

    `language` is that of the words, one of the six official languages.
    """
    holder = holder_of(db, by, for_group=for_group)
    if queries.adoption(db, text.id) is None:
        raise Refusal(say("Explanations of position follow the adoption of a text: this one is not adopted."))
    if kind == "disassociation" and not paragraphs:
        raise Invalid(
            say("A disassociation names the paragraphs from which the delegation disassociates itself."),
            {"paragraphs": say("Please choose one or more.")},
        )
    if any(provision.text_id != text.id or provision.removed_at for provision in paragraphs):
        raise Refusal(say("That provision stands in another text."))
    check_language(words, language)
    explanation = Explanation(
        text_id=text.id, kind=kind, language=language, words=words, at=at, **holder.keys,
        paragraphs=[ExplanationParagraph(provision_id=each) for each in sorted({one.id for one in paragraphs})],
    )  # fmt: skip
    db.add(explanation)
    db.flush()
    facts = {
        "text": text.id, "holder": holder.name, "kind": kind, "language": language, "words": words,
        "paragraphs": sorted(provision.id for provision in paragraphs),
    }  # fmt: skip
    append(db, "explain_position", by.account_id, by.capacity, Subject("explanation", explanation.id), facts, at)
    return explanation


def withdraw_explanation(db: Db, explanation: Explanation, *, by: Viewer, at: datetime) -> None:
    """Take an explanation out of the compendium; that it was made stays on record."""
    own = explanation.delegation_id is not None and explanation.delegation_id == by.delegation_id
    if not own and not (explanation.group_id is not None and explanation.group_id == by.group_id):
        raise NotAllowed(say("Only whoever placed an explanation on record can withdraw it."))
    if explanation.withdrawn_at is not None:
        raise Refusal(say("This explanation has been withdrawn already."))
    explanation.withdrawn_at = at
    db.flush()
    append(
        db, "withdraw_explanation", by.account_id, by.capacity, Subject("explanation", explanation.id),
        {"text": explanation.text_id}, at,
    )  # fmt: skip
