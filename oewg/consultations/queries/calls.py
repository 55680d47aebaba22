"""Which calls for input are there, and what do they ask?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from oewg.accounts.rules.capacities import Viewer
from oewg.consultations.models import Call, CallQuestion
from oewg.consultations.rules.calls import Question, Terms, letter_at
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.paging import Page, paged
from oewg.mandate import queries as mandate
from oewg.mandate.models import Milestone
from oewg.texts import queries as texts

WHOLE = (selectinload(Call.questions).joinedload(CallQuestion.element), selectinload(Call.languages))


def calls(db: Db, *, number: int = 1, size: int = 50) -> Page[Call]:
    """The calls for input, the latest deadline first."""
    return paged(db, select(Call).order_by(Call.closes_at.desc(), Call.id.desc()), number, size)


def every_call(db: Db) -> Sequence[Call]:
    """All calls for input to organizations, the latest deadline first: what submissions are found by."""
    query = select(Call).where(Call.addressed_to == "organizations")
    return db.scalars(query.order_by(Call.closes_at.desc(), Call.id.desc())).all()


def calls_after(db: Db, call_id: int, limit: int) -> Sequence[Call]:
    """The calls with a higher number than this, in that order."""
    return db.scalars(select(Call).where(Call.id > call_id).order_by(Call.id).limit(limit).options(*WHOLE)).all()


def open_calls(db: Db, at: datetime, addressed_to: str = "") -> Sequence[Call]:
    """The calls that are open at an instant, to organizations, to States or (empty) to either."""
    query = select(Call).where(Call.opens_at <= at, Call.closes_at > at)
    if addressed_to:
        query = query.where(Call.addressed_to == addressed_to)
    return db.scalars(query.order_by(Call.closes_at)).all()


def calls_to_answer(db: Db, viewer: Viewer, at: datetime) -> Sequence[Call]:
    """The calls open at an instant that this viewer may answer."""
    if viewer.may("submit_input"):
        return open_calls(db, at, "organizations")
    return open_calls(db, at, "states") if viewer.may("give_view") else []


def call(db: Db, call_id: int) -> Call:
    """One call with its questions and languages, or NotFound."""
    found = db.scalars(select(Call).where(Call.id == call_id).options(*WHOLE)).one_or_none()
    if found is None:
        raise NotFound
    return found


def terms_of(call: Call) -> Terms:
    """What a call says, as a value."""
    return Terms(
        call.title,
        tuple(Question(one.letter, one.words, one.element.key if one.element else "") for one in call.questions),
        call.opens_at, call.closes_at, call.zone, call.addressed_to, tuple(each.language for each in call.languages),
        call.most_words, call.most_files, call.largest_file,
    )  # fmt: skip


def questions_of_the_resolution(db: Db) -> tuple[Question, ...]:
    """The questions on which the resolution invites States to inform of their views (paragraph 4), as it words them.

    Empty without a resolution. A question that names the concepts is on that element.
    """
    resolution = mandate.resolution(db)
    asks = db.scalars(select(Milestone).where(Milestone.key == "views")).first()
    if resolution is None or asks is None:
        return ()
    paragraph, found = asks.source.rsplit(" ", 1)[-1], list[str]()
    keys, within = {element.key for element in mandate.elements(db)}, False
    for line in texts.lines(db, resolution.text_id):
        if line.kind == "paragraph":
            within = line.number.strip(".") == paragraph
        elif within and line.kind == "subparagraph":
            found.append(line.words.rstrip(" ;.,"))
    return tuple(
        Question(letter_at(place), words, "concepts" if "concepts" in words and "concepts" in keys else "")
        for place, words in enumerate(found)
    )
