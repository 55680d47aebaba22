"""The pages of what became of input: of each submission, of all of it, what waits, and how much there is on what."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk, page_number, whole_number
from oewg.accounts.door.pages import asks, done, received
from oewg.consultations import actions, queries
from oewg.consultations.forms.dispositions import ConfirmForm, MarkForm, SuggestionForm, TieForm, UntieForm
from oewg.consultations.models import Passage
from oewg.consultations.rules import dispositions as rules
from oewg.consultations.rules.accreditation import SECTORS
from oewg.consultations.rules.submissions import REDACTIONS
from oewg.consultations.views import reading
from oewg.consultations.views.room import pages
from oewg.core.errors import Invalid, say
from oewg.mandate import queries as mandate
from oewg.texts import queries as texts


@pages.get("/submissions/<int:submission_id>/what-became-of-it")
@asks("read")
def what_became(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """What became of a submission and of each passage of it, beside the provisions as they stand and as they were."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    found = queries.became(desk.db, line.submission)
    ties = desk.viewer.may("tie_input") and queries.is_standing(desk.db, line.submission)
    words = queries.words_of(line.submission)
    return render_template(
        "consultations/what_became.html",
        line=line,
        submission=line.submission,
        became=found,
        dispositions=rules.DISPOSITIONS,
        earlier=rules.EARLIER,
        marked=reading.marked(line.submission, [part.passage for part in found.parts if part.passage]),
        redactions=REDACTIONS,
        ties=ties,
        sentences=[(starts, ends, words[starts:ends]) for starts, ends in rules.sentences(words)] if ties else [],
        offered=_offered(desk) if ties else [],
        elements=mandate.elements(desk.db) if ties else [],
        before=queries.said_of_earlier(desk.db, line.submission) if ties else [],
        asked_passage=request.args.get("passage", ""),
    )


def _offered(desk: Desk) -> list[tuple[int, str]]:
    """(provision, its words in short) of what a submission can be tied to: the paragraphs of the report and of the rules."""
    return [
        (line.provision_id, f"{text.title[:30]} {line.citation} {line.words[:60]}")
        for kind in ("report", "rules")
        for text in texts.texts_of_kind(desk.db, kind)
        for line in texts.lines(desk.db, text.id)
        if line.kind != "heading"
    ]


@pages.post("/submissions/<int:submission_id>/passages")
@asks("tie_input", again=what_became)
def mark_passage(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Mark a passage of a submission, or several."""
    form = received(MarkForm)
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    marked: list[Passage] = []
    for starts, ends, quote in stretches(queries.words_of(found), form):
        marked.append(actions.mark_passage(desk.db, found, starts, ends, quote, by=desk.viewer, at=desk.at))
    return done(
        "mark_passage", "consultations.what_became", submission_id=submission_id, passage=marked[0].id, anchor="bearing"
    )


def stretches(words: str, form: MarkForm) -> list[tuple[int, int, str | None]]:
    """(from, to, the words that are meant) of what a form marks; Invalid if that is nothing."""
    if form.starts is not None and form.ends is not None:
        return [(form.starts, form.ends, form.quote)]
    if form.first or form.last:
        return [(*rules.between(words, form.first, form.last), None)]
    offered = {f"{starts}-{ends}": (starts, ends) for starts, ends in rules.sentences(words)}
    ticked = [offered[each] for each in form.sentences if each in offered]
    if not ticked:
        fields = {"sentences": say("Please tick what belongs to the passage.")}
        raise Invalid(say("Nothing has been marked: please select some words, or tick some sentences."), fields)
    return [(starts, ends, None) for starts, ends in rules.joined(words, ticked)]


@pages.post("/passages/<int:passage_id>/unmark")
@asks("tie_input")
def unmark_passage(desk: Desk, passage_id: int) -> ResponseReturnValue:
    """Take the mark from a passage."""
    found = queries.passage(desk.db, passage_id, desk.viewer)
    submission_id = found.submission_id
    actions.unmark_passage(desk.db, found, by=desk.viewer, at=desk.at)
    return done("unmark_passage", "consultations.what_became", submission_id=submission_id)


@pages.post("/submissions/<int:submission_id>/bearings")
@asks("tie_input", again=what_became)
def tie_submission(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Say what became of a submission, or of a passage of it."""
    form = received(TieForm)
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    places = queries.places(desk.db, form.provision, form.element)
    passage = queries.passage(desk.db, form.passage, desk.viewer) if form.passage is not None else None
    for place in places:
        actions.tie_submission(
            desk.db, found, place, form.disposition, form.reason, by=desk.viewer, at=desk.at, passage=passage
        )  # fmt: skip
    return done("tie_submission", "consultations.what_became", submission_id=submission_id, anchor="what-became-of-it")


@pages.post("/submissions/<int:submission_id>/carry-over")
@asks("tie_input", again=what_became)
def carry_over(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Say of a later version what was said of the earlier one."""
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    actions.carry_over(desk.db, found, by=desk.viewer, at=desk.at)
    return done("tie_submission", "consultations.what_became", submission_id=submission_id, anchor="what-became-of-it")


@pages.get("/bearings/<int:bearing_id>/untie")
@asks("tie_input")
def untie(desk: Desk, bearing_id: int) -> ResponseReturnValue:
    """The form for taking back what was said of a submission."""
    found = queries.bearing(desk.db, bearing_id, desk.viewer)
    line = queries.submission(desk.db, found.submission_id, desk.viewer)
    said = [one for one in queries.became(desk.db, line.submission).said if one.bearing.id == bearing_id]
    return render_template(
        "consultations/untie.html",
        line=line, bearing=found, said=said, dispositions=rules.DISPOSITIONS, earlier=rules.EARLIER,
    )  # fmt: skip


@pages.post("/bearings/<int:bearing_id>/untie")
@asks("tie_input", again=untie)
def untie_submission(desk: Desk, bearing_id: int) -> ResponseReturnValue:
    """Take back what was said of a submission."""
    form = received(UntieForm)
    found = queries.bearing(desk.db, bearing_id, desk.viewer)
    actions.untie_submission(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("untie_submission", "consultations.what_became", submission_id=found.submission_id)


@pages.get("/dispositions")
@asks("read")
def dispositions(desk: Desk) -> ResponseReturnValue:
    """What became of all input that the viewer may see, by element, provision, sector, end and call."""
    asked = _asked()
    return render_template(
        "consultations/dispositions.html",
        page=queries.ties(desk.db, desk.viewer, asked, number=page_number()),
        asked=asked,
        elements=mandate.elements(desk.db),
        calls=queries.every_call(desk.db),
        provision=texts.provision(desk.db, asked.provision) if asked.provision is not None else None,
        sectors=_sectors(),
        dispositions=rules.DISPOSITIONS,
        earlier=rules.EARLIER,
    )


def _sectors() -> dict[str, str]:
    return {**SECTORS, queries.UNNAMED: say("not named")}


def _asked() -> queries.TiesAsked:
    numbers: dict[str, Any] = {
        name: whole_number(request.args[name]) for name in ("element", "provision", "call") if request.args.get(name)
    }
    sector, disposition = request.args.get("sector", ""), request.args.get("disposition", "")
    return queries.TiesAsked(
        **numbers,
        sector=sector if sector in _sectors() else "",
        disposition=disposition if disposition in rules.DISPOSITIONS else "",
        earlier=bool(request.args.get("earlier")),
    )


@pages.get("/dispositions/waiting")
@asks("tie_input")
def waiting(desk: Desk) -> ResponseReturnValue:
    """What has no disposition yet, and what was said of wording that has gone on since."""
    return render_template(
        "consultations/waiting.html",
        page=queries.waiting(desk.db, desk.viewer, number=page_number()),
        review=queries.to_review(desk.db, desk.viewer, size=10),
        calls=queries.calls_answered(desk.db, desk.viewer),
        dispositions=rules.DISPOSITIONS,
        earlier=rules.EARLIER,
    )


@pages.get("/dispositions/coverage")
@asks("read")
def input_coverage(desk: Desk) -> ResponseReturnValue:
    """How much input there is on each element of the mandate, from whom, and what became of it."""
    covered = queries.coverage(desk.db, desk.viewer)
    return render_template(
        "consultations/input_coverage.html",
        covered=covered,
        calls=queries.calls_answered(desk.db, desk.viewer),
        sectors=_sectors(),
        dispositions=rules.DISPOSITIONS,
        at={
            (line.element.id if line.element else 0): url_for(
                "consultations.dispositions", element=line.element.id if line.element else 0
            )
            for line in covered
        },
    )


@pages.get("/submissions/<int:submission_id>/suggestions")
@asks("tie_input", searching=True)
def suggestions(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Which provisions may speak of the same thing as which stretch of a submission."""
    line = queries.submission(desk.db, submission_id, desk.viewer)
    return render_template(
        "consultations/suggestions.html",
        line=line,
        submission=line.submission,
        page=queries.suggestions(desk.db, line.submission, number=page_number()),
        ties=queries.is_standing(desk.db, line.submission),
        dispositions=rules.DISPOSITIONS,
    )


@pages.post("/submissions/<int:submission_id>/suggestions/confirm")
@asks("tie_input", again=suggestions)
def confirm_suggestion(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Say that a stretch speaks of the same thing as a provision, and what became of it there."""
    form = received(ConfirmForm)
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    provision = texts.provision(desk.db, form.provision)
    passage = actions.mark_passage(desk.db, found, form.starts, form.ends, by=desk.viewer, at=desk.at)
    actions.tie_submission(
        desk.db, found, provision, form.disposition, form.reason, by=desk.viewer, at=desk.at, passage=passage
    )  # fmt: skip
    return done("tie_submission", "consultations.suggestions", submission_id=submission_id)


@pages.post("/submissions/<int:submission_id>/suggestions/dismiss")
@asks("tie_input", again=suggestions)
def dismiss_suggestion(desk: Desk, submission_id: int) -> ResponseReturnValue:
    """Say that a stretch does not speak of the same thing as a provision."""
    form = received(SuggestionForm)
    found = queries.submission(desk.db, submission_id, desk.viewer).submission
    provision = texts.provision(desk.db, form.provision)
    actions.dismiss_suggestion(desk.db, found, form.starts, form.ends, provision, by=desk.viewer, at=desk.at)
    return done("dismiss_suggestion", "consultations.suggestions", submission_id=submission_id)
