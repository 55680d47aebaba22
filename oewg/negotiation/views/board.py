"""The chair's board: what stands in the way, by whom, since when and why, what moved, and what would free the objectors."""

from datetime import UTC, datetime

from flask import render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.negotiation import queries
from oewg.negotiation.rules.states import STATES
from oewg.negotiation.views.reading import by_name
from oewg.negotiation.views.room import pages
from oewg.texts import queries as texts


@pages.get("/texts/<int:text_id>/board")
@asks("read_board")
def board(desk: Desk, text_id: int) -> ResponseReturnValue:
    """What stands in the way, the worst first; by whom, since when and why, as far as the viewer may see."""
    found = texts.text(desk.db, text_id)
    state, by, element = (request.args.get(name, "") for name in ("state", "by", "element"))
    state = state if state in STATES else ""
    since = _instant(request.args.get("since", ""))
    in_order = queries.examine(desk.db, text_id, desk.viewer)
    elements = mandate.elements(desk.db)
    tied = mandate.provisions_of_element(desk.db, element) if element else None
    moved = queries.moved_since(desk.db, in_order, since, desk.viewer) if since else {}
    rows = [
        e
        for e in queries.worst_first(in_order)
        if (not state or e.state == state or (state == "amendments_open" and e.standing.insertions))
        and (tied is None or e.line.provision_id in tied)
        and (not by or by in _heard(e))
        and (since is None or e.line.provision_id in moved)
    ]
    silences = queries.silences(desk.db, text_id)
    said = queries.receptions(desk.db, [a.id for e in rows for a in e.amendments], desk.viewer)
    return render_template(
        "negotiation/board.html",
        text=found,
        rows=rows,
        strip=in_order,
        moved=moved,
        prospects={e.line.provision_id: queries.prospects_of(e, said) for e in rows if e.in_the_way and e.amendments},
        numbers={a.id: a for e in in_order for a in e.amendments},
        packages=queries.packages(desk.db, text_id),
        chosen={"state": state, "by": by, "element": element, "since": request.args.get("since", "")},
        since=since,
        silence=silences[0] if silences else None,
        reopened=queries.last_reopenings(desk.db, [e.line.provision_id for e in rows]),
        holders=by_name(
            [line.position for e in in_order for line in e.positions]
            + [s for e in in_order for a in e.amendments for s in a.sponsors]
        ),
        elements=elements,
        states=STATES,
        meeting=meetings.open_meeting(desk.db),
        never_registered=queries.never_registered(desk.db, text_id, desk.viewer),
    )


def _heard(examined: queries.Examined) -> set[str]:
    """The codes of those whose word stands on a provision: a position, or an amendment."""
    said = {line.held.holder.partition(":")[2] for line in examined.positions}
    return said | {code for amendment in examined.amendments for code in amendment.names}


def _instant(words: str) -> datetime | None:
    """An instant as a date field or an address gives it; what cannot be read is no filter."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@pages.get("/texts/<int:text_id>/board/picture")
@asks("read_board")
def picture(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The whole text over time: every provision's state at each instant, as far as the viewer may see."""
    found = texts.text(desk.db, text_id)
    course = queries.course(desk.db, text_id, desk.viewer, desk.at)
    return render_template("negotiation/picture.html", text=found, course=course, states=STATES)
