"""The pages of personal data: what is kept of people, what is kept of oneself, who asks to be erased, what has outlived its time."""

import json
from datetime import date
from typing import Any

from flask import Response, make_response, render_template
from flask.typing import ResponseReturnValue

from oewg.accounts import actions, queries
from oewg.accounts.door.desk import Desk, page_number
from oewg.accounts.door.frame import told
from oewg.accounts.door.pages import asks, done, received
from oewg.accounts.forms import DeclineForm
from oewg.accounts.rules import personal as rules
from oewg.accounts.views.room import pages

SHOWN = 20
"""Rows of one kind on the page; the file has them all."""
MOST_ROWS = 2_000
"""Of one kind in the file, and entries of the record: nobody has done so much, and no request costs without end."""

PRUNE = "oewg personal prune --really"


@pages.get("/privacy")
@asks("read")
def privacy(desk: Desk) -> ResponseReturnValue:
    """What is kept of people, why, how long, who sees it, and what becomes of it: the inventory."""
    return render_template("accounts/privacy.html", lines=rules.lines())


@pages.get("/account/data")
@asks("keep_own_account")
def own_data(desk: Desk) -> ResponseReturnValue:
    """Everything that is kept of oneself, and how one asks that it be erased."""
    account_id = _own(desk)
    parts = [part for part in queries.kept_of(desk.db, account_id, SHOWN) if part.rows]
    entries = queries.entries_of_person(desk.db, account_id, -1, SHOWN + 1, newest_first=True)
    page = render_template(
        "accounts/own_data.html",
        parts=[part for part in parts if not part.held.of_act],
        acts=[part for part in parts if part.held.of_act],
        entries=entries[:SHOWN],
        more=len(entries) > SHOWN,
        offices=[each.role for each in rules.offices(queries.capacities_of(desk.db, account_id), desk.at)],
        becomes=rules.goes_and_stays(),
        last=queries.last_erasure(desk.db, account_id),
    )
    return _not_kept(make_response(page))


@pages.get("/account/data.json")
@asks("keep_own_account")
def own_data_file(desk: Desk) -> ResponseReturnValue:
    """The same as a file, to keep."""
    contents = json.dumps(exported(desk), ensure_ascii=False, indent=1, sort_keys=False)
    response = Response(contents, content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return _not_kept(response)


def exported(desk: Desk) -> dict[str, Any]:
    """What is kept of the viewer, as JSON has it: by what it is, and the entries of the record."""
    account_id = _own(desk)
    entries = queries.entries_of_person(desk.db, account_id, -1, MOST_ROWS + 1)
    return {
        "account": account_id,
        "at": desk.at.isoformat(timespec="seconds"),
        "kept": [
            {
                "what": told(part.held.what), "why": told(part.held.why), "how_long": told(part.held.kept),
                "at_erasure": told(rules.ENDS[part.held.end]), "table": part.held.table,
                "rows": [{name: _plain(value) for name, value in row.items()} for row in part.rows],
                "complete": not part.more,
            }
            for part in queries.kept_of(desk.db, account_id, MOST_ROWS)
            if part.rows
        ],
        "entries": [
            {
                "index": each.index, "at": each.at.isoformat(), "act": each.act, "made_by_me": each.made_by_me,
                "capacity": each.capacity, "facts": each.facts,
            }
            for each in entries[:MOST_ROWS]
        ],
        "entries_complete": len(entries) <= MOST_ROWS,
    }  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


@pages.post("/account/data/erasure")
@asks("keep_own_account", again=own_data)
def ask_erasure(desk: Desk) -> ResponseReturnValue:
    """Ask to be erased."""
    actions.ask_erasure(desk.db, by=desk.viewer, at=desk.at)
    return done("ask_erasure", "accounts.own_data", anchor="erasure")


@pages.post("/account/data/erasure/withdraw")
@asks("keep_own_account", again=own_data)
def withdraw_erasure(desk: Desk) -> ResponseReturnValue:
    """No longer ask to be erased."""
    actions.withdraw_erasure(desk.db, by=desk.viewer, at=desk.at)
    return done("withdraw_erasure", "accounts.own_data", anchor="erasure")


@pages.get("/erasures")
@asks("erase_person")
def erasures(desk: Desk) -> ResponseReturnValue:
    """Who asks to be erased, and what became of it."""
    found = queries.erasures(desk.db, number=page_number())
    waiting = [row.account_id for row in found.items if row.ended_at is None]
    return render_template(
        "accounts/erasures.html",
        page=found,
        offices=queries.in_office_now(desk.db, waiting, desk.at),
        becomes=rules.goes_and_stays(),
    )


@pages.post("/erasures/<int:erasure_id>/carry-out")
@asks("erase_person", again=erasures, where=lambda desk, erasure_id: {})
def carry_out_erasure(desk: Desk, erasure_id: int) -> ResponseReturnValue:
    """Erase the person who asks for it."""
    actions.carry_out_erasure(desk.db, queries.erasure(desk.db, erasure_id), by=desk.viewer, at=desk.at)
    return done("erase_person", "accounts.erasures")


@pages.post("/erasures/<int:erasure_id>/decline")
@asks("erase_person", again=erasures, where=lambda desk, erasure_id: {})
def decline_erasure(desk: Desk, erasure_id: int) -> ResponseReturnValue:
    """Do not erase the person who asks for it, and say why."""
    form = received(DeclineForm)
    found = queries.erasure(desk.db, erasure_id)
    actions.decline_erasure(desk.db, found, form.reason, by=desk.viewer, at=desk.at)
    return done("decline_erasure", "accounts.erasures")


@pages.get("/people/outlived")
@asks("erase_person")
def outlived(desk: Desk) -> ResponseReturnValue:
    """What is kept of people for longer than was said."""
    page = render_template("accounts/outlived.html", found=queries.outlived(desk.db, desk.at), command=PRUNE)
    return _not_kept(make_response(page))


def _own(desk: Desk) -> int:
    assert desk.viewer.account_id is not None
    return desk.viewer.account_id


def _not_kept(response: Response) -> Response:
    """Not all that is kept comes from acts, so the size of the record says nothing of it; and nobody else should find it."""
    response.cache_control.no_store = True
    return response
