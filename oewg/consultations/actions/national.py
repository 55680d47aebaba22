"""How does a State inform of its views? A delegation answers question by question, and agrees to publication."""

from collections.abc import Mapping
from datetime import datetime

from oewg.accounts import queries as accounts
from oewg.accounts.rules.acts import told
from oewg.accounts.rules.capacities import Viewer
from oewg.consultations import queries
from oewg.consultations.actions.drafts import check_author, end_draft
from oewg.consultations.models import Call, NationalAnswer, NationalView
from oewg.consultations.rules.calls import check_accepts
from oewg.consultations.rules.national import check_own, check_publishes
from oewg.consultations.rules.submissions import digest_of
from oewg.core.database import Db
from oewg.core.errors import Invalid, NotAllowed, Refusal, say
from oewg.record.actions import Subject, append

told(
    give_view=say("A State informed of its views."),
    publish_view=say("A delegation agreed that its views are published."),
)


def give_view(
    db: Db,
    call: Call,
    words: str,
    answers: Mapping[int, str],
    language: str,
    *,
    publish: bool,
    by: Viewer,
    at: datetime,
) -> NationalView:
    """Answer a call to States for the viewer's delegation, in time; a later version replaces, the earlier stays.

    `answers`: question -> words. Delegations read it at once; with `publish` everybody does. The draft is gone.
    """
    check_author(db, call, by, at)
    if call.addressed_to != "states" or by.delegation_id is None or by.account_id is None:
        raise NotAllowed(say("This call is addressed to organizations: a delegation answers a call to States."))
    if answers.keys() - {one.id for one in call.questions}:
        raise Invalid(say("The call does not ask this question."))
    said = [(one, answers[one.id]) for one in call.questions if answers.get(one.id)]
    parts = [words, *(each for _, each in said)]
    check_accepts([each.language for each in call.languages], call.most_words, 0, language, parts, 0)
    before = queries.latest_view(db, call.id, by.delegation_id)
    digest = digest_of("", words, [each for _, each in said])
    if before and (before.digest, before.language) == (digest, language):
        raise Refusal(say("This is the same as the version that you sent before: there is nothing to record."))
    view = NationalView(
        call_id=call.id, delegation_id=by.delegation_id, version=before.version + 1 if before else 1, words=words,
        language=language, digest=digest, submitted_at=at, submitted_by=by.account_id,
        published_at=at if publish else None,
        answers=[NationalAnswer(question_id=one.id, words=each) for one, each in said],
    )  # fmt: skip
    db.add(view)
    db.flush()
    facts = {
        "call": call.id, "delegation": _code(db, view), "version": view.version, "words": words,
        "answers": [[one.id, each] for one, each in said], "language": language, "digest": digest,
    }  # fmt: skip
    append(
        db, "give_view", by.account_id, by.capacity, Subject("national_view", view.id), facts, at,
        readers=("public",) if publish else ("delegations",),
    )  # fmt: skip
    draft = queries.draft(db, call.id, by)
    if draft is not None:
        end_draft(db, draft)
    return view


def publish_view(db: Db, view: NationalView, *, by: Viewer, at: datetime) -> None:
    """Agree that everybody reads what delegations could read."""
    check_own(view.delegation_id == by.delegation_id)
    check_publishes(view.published_at, queries.latest_view_number(db, view) != view.version)
    view.published_at = at
    db.flush()
    facts = {
        "call": view.call_id, "delegation": _code(db, view), "version": view.version, "language": view.language,
        "digest": view.digest,
    }  # fmt: skip
    append(db, "publish_view", by.account_id, by.capacity, Subject("national_view", view.id), facts, at)


def _code(db: Db, view: NationalView) -> str:
    return accounts.codes_of(db, [view.delegation_id])[view.delegation_id]
