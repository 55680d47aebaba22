"""The chair's board: what stands in the way, by whom, since when and why, what moved, and what would free the objectors."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.frame import delegation_name
from oewg.accounts.door.pages import asks
from oewg.core.errors import NotFound
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.negotiation import queries
from oewg.negotiation.rules.states import STATES
from oewg.negotiation.views.room import pages
from oewg.texts import queries as texts
from oewg.texts.models import DraftText


@pages.get("/texts/<int:text_id>/board")
@asks("read_board")
def board(desk: Desk, text_id: int) -> ResponseReturnValue:
    """What stands in the way, the worst first; by whom, since when and why, as far as the viewer may see."""
    found = _negotiated(desk, text_id)
    state, by, element = (request.args.get(name, "") for name in ("state", "by", "element"))
    state = state if state in STATES else ""
    since = _instant(request.args.get("since", ""))
    in_order = queries.weigh(desk.db, text_id, desk.viewer)
    adoption = queries.adoption(desk.db, text_id)
    ids = [e.line.provision_id for e in in_order]
    elements = mandate.elements(desk.db)
    tied = mandate.provisions_of_element(desk.db, element) if element else None
    heard = _heard(desk, in_order, by) if by else None
    moved = queries.moved_since(desk.db, in_order, since, desk.viewer) if since else queries.Moved()
    rows = [
        e
        for e in (in_order if adoption else queries.worst_first(in_order))
        if (not state or e.state == state or (state == "amendments_open" and e.standing.insertions))
        and (tied is None or e.line.provision_id in tied)
        and (heard is None or e.line.provision_id in heard)
        and (since is None or e.line.provision_id in moved.entries or e.line.provision_id in moved.states)
    ]
    holding = queries.holders(desk.db, ids, desk.viewer)
    silences = queries.silences(desk.db, text_id)
    said = queries.receptions(desk.db, [a.id for e in rows for a in e.amendments], desk.viewer)
    return render_template(
        "negotiation/board.html",
        text=found,
        adoption=adoption,
        rows=rows,
        strip=in_order,
        moved=moved,
        most_entries=queries.MOST_ENTRIES,
        prospects={e.line.provision_id: queries.prospects_of(e, said) for e in rows if e.doubts and e.amendments},
        numbers={a.id: a for e in in_order for a in e.amendments},
        packaged={member.provision_id for each in queries.packages(desk.db, text_id) for member in each.members},
        chosen={"state": state, "by": by, "element": element, "since": request.args.get("since", "")},
        since=since,
        silence=silences[0] if silences else None,
        reopened=queries.last_reopenings(desk.db, [e.line.provision_id for e in rows]),
        holders=_by_name(
            [*holding, *((s.code, s.delegation_id) for e in in_order for a in e.amendments for s in a.sponsors)]
        ),
        delegations={f"delegation:{code}": (code, delegation_name(id)) for code, id in holding if id},
        shown=SHOWN,
        elements=elements,
        states=STATES,
        meeting=meetings.open_meeting(desk.db),
        never_registered=queries.never_registered(desk.db, text_id, desk.viewer),
    )


def _negotiated(desk: Desk, text_id: int) -> DraftText:
    """A text on which positions are stated; what came from outside and minutes have no board."""
    found = texts.text(desk.db, text_id)
    if not found.negotiated:
        raise NotFound
    return found


SHOWN = 4
"""Objections and reservations that a row shows with their reasons; of the others it names the holders."""


def _heard(desk: Desk, examined: Collection[queries.Examined], code: str) -> set[int]:
    """The provisions on which somebody's word stands: a position, or an amendment."""
    held = queries.held_by(desk.db, [e.line.provision_id for e in examined], code, desk.viewer)
    return held | {e.line.provision_id for e in examined for a in e.amendments if code in a.names}


def _by_name(holders: Iterable[tuple[str, int | None]]) -> list[tuple[str, str]]:
    """(code, name), by name; a group by its code."""
    found = {code: delegation_name(delegation_id) if delegation_id else code for code, delegation_id in holders}
    return sorted(found.items(), key=lambda one: one[1])


def _instant(words: str) -> datetime | None:
    """An instant as a date field or an address gives it; what cannot be read is no filter."""
    try:
        found = datetime.fromisoformat(words)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # an instant before the first, or after the last, that a calendar has
        return None


@pages.get("/texts/<int:text_id>/board/picture")
@asks("read_board")
def picture(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The whole text over time: every provision's state at each instant, as far as the viewer may see."""
    found = _negotiated(desk, text_id)
    course = queries.course(desk.db, text_id, desk.viewer, desk.at)
    return render_template("negotiation/picture.html", text=found, course=course, states=STATES)
