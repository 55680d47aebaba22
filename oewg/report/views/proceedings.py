"""The page of the account of the proceedings: as it is made from the record, with what the secretariat adds to it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.report import actions, queries
from oewg.report.forms.proceedings import AddedForm, WithdrawalForm
from oewg.report.rules.procedural import account, in_sections, numbered, with_added
from oewg.report.views.room import pages


@pages.get("/report/proceedings")
@asks("read")
def proceedings(desk: Desk) -> ResponseReturnValue:
    """The account of the proceedings, paragraph by paragraph; of added sentences, what has changed beside them."""
    text = queries.draft_or_not_found(desk.db)
    facts = queries.facts(desk.db, text.id, desk.at)
    generated = account(facts)
    added = queries.added_sentences(desk.db, text.id, generated)
    return render_template(
        "report/proceedings.html",
        text=text,
        sections=in_sections(numbered(with_added(generated, facts.added))),
        added={one.sentence.id: one for one in added},
        withdrawn=[one.sentence for one in added if one.sentence.withdrawn_at],
        changed=[one for one in added if one.changed and not one.sentence.withdrawn_at],
        asked_after=request.args.get("after", ""),
    )


@pages.post("/report/proceedings/sentences")
@asks("keep_proceedings", again=proceedings)
def add_sentence(desk: Desk) -> ResponseReturnValue:
    """Add a sentence after a paragraph."""
    form = received(AddedForm)
    text = queries.draft_or_not_found(desk.db)
    row = actions.add_sentence(desk.db, text, form.after, form.words, by=desk.viewer, at=desk.at)
    return done("add_sentence", "report.proceedings", anchor=f"sentence-{row.id}")


@pages.post("/report/proceedings/sentences/<int:sentence_id>/confirm")
@asks("keep_proceedings", again=proceedings, where=lambda _desk, **_place: {})
def confirm_sentence(desk: Desk, sentence_id: int) -> ResponseReturnValue:
    """Say that a sentence stands also beside what has changed."""
    actions.confirm_sentence(desk.db, queries.sentence(desk.db, sentence_id), by=desk.viewer, at=desk.at)
    return done("confirm_sentence", "report.proceedings", anchor=f"sentence-{sentence_id}")


@pages.post("/report/proceedings/sentences/<int:sentence_id>/withdraw")
@asks("keep_proceedings", again=proceedings, where=lambda _desk, **_place: {})
def withdraw_sentence(desk: Desk, sentence_id: int) -> ResponseReturnValue:
    """Take a sentence out again."""
    form = received(WithdrawalForm)
    actions.withdraw_sentence(desk.db, queries.sentence(desk.db, sentence_id), form.reason, by=desk.viewer, at=desk.at)
    return done("withdraw_sentence", "report.proceedings", anchor="added")
