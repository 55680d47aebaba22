"""How is input called for? A call is opened, amended before it opens, extended before it closes."""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Call, CallLanguage, CallQuestion
from oewg.consultations.rules import calls as rules
from oewg.consultations.rules.calls import Terms
from oewg.core.database import Db
from oewg.core.errors import say
from oewg.mandate import queries as mandate
from oewg.record.actions import Subject, append

told(
    open_call=say("A call for input was opened."),
    amend_call=say("A call for input was amended before it opened."),
    extend_call=say("The deadline of a call for input was extended."),
)


def open_call(db: Db, terms: Terms, *, by: Viewer, at: datetime) -> Call:
    """Call for input on questions, from one instant until another; the deadline is announced in a zone."""
    rules.check_terms(terms, at)
    call = Call()
    _write(db, call, terms)
    db.add(call)
    db.flush()
    _append(db, "open_call", call, _facts(terms), by, at)
    return call


def amend_call(db: Db, call: Call, terms: Terms, *, by: Viewer, at: datetime) -> None:
    """Say something else in a call that has not opened yet."""
    rules.check_amends(call.opens_at, at)
    rules.check_terms(terms, at)
    call.questions.clear()
    call.languages.clear()
    db.flush()
    _write(db, call, terms)
    db.flush()
    _append(db, "amend_call", call, _facts(terms), by, at)


def extend_call(db: Db, call: Call, closes_at: datetime, *, by: Viewer, at: datetime) -> None:
    """Move the deadline to a later instant, before it is reached."""
    rules.check_extends(call.closes_at, closes_at, at)
    call.closes_at = closes_at
    db.flush()
    _append(db, "extend_call", call, {"closes_at": closes_at.isoformat()}, by, at)


def _write(db: Db, call: Call, terms: Terms) -> None:
    elements = {element.key: element.id for element in mandate.elements(db)}
    call.title, call.addressed_to, call.zone = terms.title, terms.addressed_to, terms.zone
    call.opens_at, call.closes_at = terms.opens_at, terms.closes_at
    call.most_words, call.most_files, call.largest_file = terms.most_words, terms.most_files, terms.largest_file
    call.questions = [
        CallQuestion(place=place, letter=one.letter, words=one.words, element_id=elements.get(one.element))
        for place, one in enumerate(terms.questions, start=1)
    ]
    call.languages = [CallLanguage(language=each) for each in sorted(set(terms.languages))]


def _facts(terms: Terms) -> dict[str, object]:
    return {
        "title": terms.title,
        "addressed_to": terms.addressed_to,
        "questions": [[one.letter, one.words, one.element] for one in terms.questions],
        "opens_at": terms.opens_at.isoformat(),
        "closes_at": terms.closes_at.isoformat(),
        "zone": terms.zone,
        "languages": sorted(set(terms.languages)),
        "most_words": terms.most_words,
        "most_files": terms.most_files,
        "largest_file": terms.largest_file,
    }


def _append(db: Db, act: str, call: Call, facts: Mapping[str, object], by: Viewer, at: datetime) -> None:
    append(
        db, act, by.account_id, by.capacity, Subject("call", call.id), facts, at,
        deadlines=rules.moments(call.opens_at, call.closes_at, at),
    )  # fmt: skip
