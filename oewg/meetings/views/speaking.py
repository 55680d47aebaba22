"""The pages of speakers' lists: who waits, who has spoken and for how long, and what a delegation does there itself."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, language
from oewg.accounts.door.pages import asks, done, received, with_a_clock
from oewg.meetings import actions, queries
from oewg.meetings.forms.speaking import (
    AnswerForm,
    ExchangeForm,
    InscribeForm,
    LimitsForm,
    OpenListForm,
    ReplyForm,
    WithdrawForm,
)
from oewg.meetings.rules.speaking import Limits, speaker_for
from oewg.meetings.views.room import pages
from oewg.meetings.views.sessions import meeting, session
from oewg.texts import queries as texts
from oewg.texts.views.files import spreadsheet


@pages.get("/speakers/<int:list_id>")
@asks("read")
def speakers_list(desk: Desk, list_id: int) -> ResponseReturnValue:
    """A speakers' list: who has the floor, who waits in which order, who has spoken and for how long."""
    found = queries.speakers_list(desk.db, list_id)
    waiting = queries.waiting(desk.db, found)
    sits = queries.open_meeting(desk.db)
    if sits and (sits.session_id != found.session_id or found.meeting_id not in (None, sits.id)):
        sits = None
    floor = queries.floor(desk.db, sits.id) if sits else None
    return with_a_clock(
        render_template(
            "meetings/speakers_list.html",
            line=queries.list_line(desk.db, found),
            waiting=waiting,
            meeting=sits,
            floor=floor if floor and floor.holder.list_id in (None, list_id) else None,
            spoken=queries.interventions(desk.db, list_id=list_id),
            own=queries.own_part(desk.db, found, waiting, desk.viewer),
            modalities_adopted=desk.viewer.may("conduct_meeting") and queries.modalities_adopted(desk.db),
        )
    )


@pages.post("/sessions/<int:session_id>/speakers")
@asks("conduct_meeting", again=session)
def open_speakers_list(desk: Desk, session_id: int) -> ResponseReturnValue:
    """Open the list for an item of the agenda at a session."""
    form = received(OpenListForm)
    found = queries.session(desk.db, session_id).session
    item = texts.provision(desk.db, form.item or 0)
    opened = actions.open_speakers_list(desk.db, found, item=item, by=desk.viewer, at=desk.at)
    return done("open_speakers_list", "meetings.speakers_list", list_id=opened.id)


@pages.post("/meetings/<int:meeting_id>/speakers")
@asks("conduct_meeting", again=meeting)
def open_meeting_list(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Open the list for an item at the session of a meeting, or for the meeting itself."""
    form = received(OpenListForm)
    found = queries.meeting(desk.db, meeting_id)
    item = texts.provision(desk.db, form.item) if form.item is not None else None
    actions.open_speakers_list(desk.db, found.session, item=item, meeting=found, by=desk.viewer, at=desk.at)
    return done("open_speakers_list", f"meetings.{form.back}", meeting_id=meeting_id)


@pages.post("/speakers/<int:list_id>/close")
@asks("conduct_meeting", again=speakers_list)
def close_speakers_list(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Close a list."""
    actions.close_speakers_list(desk.db, queries.speakers_list(desk.db, list_id), by=desk.viewer, at=desk.at)
    return done("close_speakers_list", "meetings.speakers_list", list_id=list_id)


@pages.post("/speakers/<int:list_id>/reopen")
@asks("conduct_meeting", again=speakers_list)
def reopen_speakers_list(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Reopen a list."""
    actions.reopen_speakers_list(desk.db, queries.speakers_list(desk.db, list_id), by=desk.viewer, at=desk.at)
    return done("reopen_speakers_list", "meetings.speakers_list", list_id=list_id)


@pages.post("/speakers/<int:list_id>/limits")
@asks("conduct_meeting", again=speakers_list)
def limit_speaking_time(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Change the time limits of a list."""
    form = received(LimitsForm)
    limits = Limits(form.delegation, form.group, form.organization)
    actions.limit_speaking_time(desk.db, queries.speakers_list(desk.db, list_id), limits, by=desk.viewer, at=desk.at)
    return done("limit_speaking_time", "meetings.speakers_list", list_id=list_id)


@pages.post("/speakers/<int:list_id>/organizations")
@asks("conduct_meeting", again=speakers_list)
def admit_organizations(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Let organizations inscribe on a list."""
    actions.admit_organizations(desk.db, queries.speakers_list(desk.db, list_id), by=desk.viewer, at=desk.at)
    return done("admit_organizations", "meetings.speakers_list", list_id=list_id)


@pages.post("/speakers/<int:list_id>/inscriptions")
@asks("inscribe", again=speakers_list)
def inscribe(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Inscribe one's delegation, the group that one coordinates, or one's organization."""
    form = received(InscribeForm)
    found = queries.speakers_list(desk.db, list_id)
    speaker = speaker_for(desk.viewer, form.on_behalf_of)
    actions.inscribe(desk.db, found, speaker, by=desk.viewer, at=desk.at)
    return _back(desk, "inscribe", list_id, form.back)


@pages.post("/speakers/<int:list_id>/withdrawals")
@asks("inscribe", again=speakers_list)
def withdraw_inscription(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Withdraw from a list."""
    form = received(WithdrawForm)
    row = queries.inscription_on(desk.db, list_id, form.inscription)
    actions.withdraw_inscription(desk.db, row, by=desk.viewer, at=desk.at)
    return _back(desk, "withdraw_inscription", list_id, form.back)


@pages.post("/speakers/<int:list_id>/replies")
@asks("ask_to_reply", again=speakers_list)
def ask_to_reply(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Ask for one's delegation's right of reply."""
    form = received(ReplyForm)
    found = queries.speakers_list(desk.db, list_id)
    own = accounts.delegation(desk.db, desk.viewer.delegation_id or 0)
    actions.ask_to_reply(desk.db, found, own, by=desk.viewer, at=desk.at)
    return _back(desk, "ask_to_reply", list_id, form.back)


@pages.post("/speakers/<int:list_id>/exchanges")
@asks("inscribe", again=speakers_list)
def propose_exchange(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Propose to another speaker to exchange places."""
    form = received(ExchangeForm)
    row = queries.inscription_on(desk.db, list_id, form.inscription)
    other = queries.inscription_on(desk.db, list_id, form.other)
    actions.propose_exchange(desk.db, row, other, by=desk.viewer, at=desk.at)
    return done("propose_exchange", "meetings.speakers_list", list_id=list_id)


@pages.post("/speakers/<int:list_id>/exchanges/answer")
@asks("inscribe", again=speakers_list)
def answer_exchange(desk: Desk, list_id: int) -> ResponseReturnValue:
    """Agree to an exchange or decline it; or withdraw one's own proposal."""
    form = received(AnswerForm)
    row = queries.inscription_on(desk.db, list_id, form.inscription)
    exchange = queries.open_exchange(desk.db, row.id, desk.viewer)
    answer = {
        "agree": actions.agree_exchange, "decline": actions.decline_exchange, "withdraw": actions.withdraw_exchange,
    }[form.answer]  # fmt: skip
    answer(desk.db, exchange, by=desk.viewer, at=desk.at)
    return done(f"{form.answer}_exchange", "meetings.speakers_list", list_id=list_id)


@pages.post("/meetings/<int:meeting_id>/point-of-order")
@asks("raise_point_of_order", again=meeting)
def raise_point_of_order(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """Raise a point of order for one's delegation."""
    found = queries.meeting(desk.db, meeting_id)
    own = accounts.delegation(desk.db, desk.viewer.delegation_id or 0)
    actions.raise_point_of_order(desk.db, found, own, by=desk.viewer, at=desk.at)
    return done("raise_point_of_order", "meetings.meeting", meeting_id=meeting_id)


def _back(desk: Desk, act: str, list_id: int, back: str) -> ResponseReturnValue:
    """To the page on which the button stood."""
    sits = queries.open_meeting(desk.db) if back == "meeting" else None
    if sits:
        return done(act, "meetings.meeting", anchor="speaking", meeting_id=sits.id)
    return done(act, "meetings.speakers_list", list_id=list_id)


@pages.get("/sessions/<int:session_id>/speaking-times")
@asks("read")
def speaking_times(desk: Desk, session_id: int) -> ResponseReturnValue:
    """For how long the delegations, groups and regions spoke at a session."""
    found = queries.session(desk.db, session_id).session
    times = queries.speaking_times(desk.db, session_id, language())
    return render_template("meetings/speaking_times.html", session=found, times=times)


COLUMNS = ("by", "code", "name", "interventions", "seconds", "seconds_over_limit", "points_of_order")


@pages.get("/sessions/<int:session_id>/speaking-times.csv")
@asks("read")
def speaking_times_csv(desk: Desk, session_id: int) -> ResponseReturnValue:
    """The same as a table for a spreadsheet: one row for each delegation, group, region and organization."""
    queries.session(desk.db, session_id)
    rows = [
        (
            kind, one.code, one.name or gettext("No regional group"), str(one.interventions), str(one.spoken / 1000),
            str(one.over / 1000), str(one.points_of_order),
        )
        for kind, times in queries.speaking_times(desk.db, session_id, language()).kinds
        for one in times
    ]  # fmt: skip
    return spreadsheet(f"speaking-times-{session_id}", COLUMNS, rows)
