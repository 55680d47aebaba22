"""The pages on which a text is read: whole and clean, rolling, as redlines; one provision; the amendments; our positions."""

from collections.abc import Collection

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, page_number
from oewg.accounts.door.pages import asks
from oewg.meetings import queries as meetings
from oewg.negotiation import queries
from oewg.negotiation.views.previewing import Preview
from oewg.negotiation.views.room import pages
from oewg.texts import queries as texts
from oewg.texts.actions import StaleSave
from oewg.texts.models import TEXT_KINDS, Revision
from oewg.texts.rules.redline import redline

VIEWS = ("clean", "rolling", "redlines")


@pages.get("/texts")
@asks("read")
def texts_list(desk: Desk) -> ResponseReturnValue:
    """The texts of the group."""
    kind = request.args.get("kind", "")
    kind = kind if kind in TEXT_KINDS else ""
    page = texts.texts(desk.db, kind=kind, number=page_number())
    return render_template("negotiation/texts_list.html", page=page, kind=kind, kinds=TEXT_KINDS)


@pages.get("/texts/<int:text_id>")
@asks("read")
def text(desk: Desk, text_id: int) -> ResponseReturnValue:
    """A whole text to read: clean with the state of each provision, rolling, or with each amendment as a redline."""
    found = texts.text(desk.db, text_id)
    view = request.args.get("view", "clean")
    view = view if view in VIEWS else "clean"
    by = request.args.get("by", "")
    examined = queries.examine(desk.db, text_id, desk.viewer)
    only = queries.sponsored_by(examined, by) if by else None
    silences = queries.silences(desk.db, text_id)
    return render_template(
        "negotiation/text.html",
        text=found,
        view=view,
        by=by,
        sponsors=sorted({code for e in examined for a in e.amendments for code in a.names}),
        examined=examined,
        rolling={e.line.provision_id: queries.rolling(e, only) for e in examined} if view == "rolling" else {},
        redlines=_redlines(examined, only) if view == "redlines" else {},
        numbers={a.id: a for e in examined for a in e.amendments},
        adoption=queries.adoption(desk.db, text_id),
        in_hand=queries.adoption_in_hand(desk.db, text_id),
        latest=texts.latest_revision_id(desk.db, text_id),
        editions=texts.editions(desk.db, text_id),
        silence=silences[0] if silences else None,
        meeting=meetings.open_meeting(desk.db),
        open_places=sum(e.line.open_places for e in examined),
    )


def _redlines(
    examined: Collection[queries.Examined], only: Collection[int] | None
) -> dict[int, list[tuple[queries.LiveAmendment, list[tuple[str, str]]]]]:
    """Provision -> each open amendment with the pieces that lead from the wording that stands to its own."""
    return {
        e.line.provision_id: [
            (
                each,
                redline(e.line.words if each.amendment.kind in ("replace", "delete") else "", each.rebased.words or ""),
            )
            for each in e.live
            if only is None or each.amendment.id in only
        ]
        for e in examined
    }


@pages.get("/texts/<int:text_id>/amendments")
@asks("read")
def amendments(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The amendments to a text in its order, by delegation or group, by what became of them, by what collides."""
    found = texts.text(desk.db, text_id)
    by, state = request.args.get("by", ""), request.args.get("state", "")
    examined = {e.line.provision_id: e for e in queries.examine(desk.db, text_id, desk.viewer)}
    every = queries.amendments_of(desk.db, text_id)
    places = {provision_id: place for place, provision_id in enumerate(examined)}
    states = {each.id: queries.states_of(each, examined.get(each.provision_id)) for each in every}
    shown = [each for each in every if (not by or by in each.names) and (not state or state in states[each.id])]
    shown.sort(key=lambda each: (places.get(each.provision_id, len(places)), each.number))
    return render_template(
        "negotiation/amendments.html",
        text=found,
        rows=shown,
        states=states,
        lines={provision_id: e.line for provision_id, e in examined.items()},
        sponsors=sorted({code for each in every for code in each.names}),
        by=by,
        state=state if state in queries.AMENDMENT_STATES else "",
        all_states=queries.AMENDMENT_STATES,
    )


@pages.get("/provisions/<int:provision_id>")
@asks("read")
def provision(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """One provision: its wording, its state and why, who says what, what is proposed, every wording it had."""
    found = texts.provision(desk.db, provision_id)
    if found.removed_at is not None or found.kind == "footnote":
        return render_template(
            "negotiation/removed.html",
            provision=found,
            text=found.text,
            stands_in=texts.stands_in(desk.db, found),
            revisions=texts.revisions(desk.db, provision_id),
            amendments=queries.amendments_to(desk.db, provision_id),
            gavels=queries.gavels(desk.db, provision_id),
        )
    examined = queries.examine_one(desk.db, provision_id, desk.viewer)
    refusal = g.get("refusal")
    receptions = queries.receptions(desk.db, [a.id for a in examined.amendments], desk.viewer)
    return render_template(
        "negotiation/provision.html",
        provision=found,
        text=found.text,
        examined=examined,
        own=own(examined.positions, desk),
        waiting=queries.waiting_on(desk.db, provision_id, desk.viewer.delegation_id),
        clearance=queries.clearance_required(desk.db, desk.viewer.delegation_id),
        speaks_for=queries.speaking_for(desk.db, examined, found.text_id, desk.viewer, desk.at.date()),
        own_groups=queries.groups_of(desk.db, desk.viewer.delegation_id or 0, desk.at.date()),
        amendments=queries.amendments_to(desk.db, provision_id),
        rebased={each.amendment.id: each.rebased for each in examined.live},
        receptions=receptions,
        rolling=queries.rolling(examined),
        redlines={
            each.amendment.id: redline(examined.line.words, each.rebased.words or "")
            for each in examined.live
            if each.amendment.kind in ("replace", "delete")
        },
        numbers={a.id: a for a in examined.amendments},
        revisions=_sittings(texts.revisions(desk.db, provision_id)),
        contests=queries.contests(desk.db, provision_id),
        gavel=queries.standing_gavel(desk.db, provision_id),
        gavels=queries.gavels(desk.db, provision_id),
        package=queries.package_of(desk.db, provision_id),
        meeting=meetings.open_meeting(desk.db),
        statements=meetings.statements_on(desk.db, desk.viewer, provision_id),
        siblings=[line for line in texts.lines(desk.db, found.text_id) if line.provision_id != provision_id],
        never_registered=queries.never_registered(desk.db, found.text_id, desk.viewer, provision_id),
        stale_save=refusal if isinstance(refusal, StaleSave) else None,
        preview=refusal if isinstance(refusal, Preview) else None,
        wrote=request.form.get("words", ""),
    )


def _sittings(revisions: Collection[Revision]) -> list[Revision]:
    """Of each revision its last step: what was saved in between is on record, and nobody acted on it."""
    last: dict[int, Revision] = {}
    for each in revisions:  # the latest first
        last.setdefault(each.number, each)
    return list(last.values())


def own(positions: Collection[queries.PositionLine], desk: Desk) -> list[queries.PositionLine]:
    """What the viewer's own delegation, and the group it coordinates, say."""
    viewer = desk.viewer
    return [
        line
        for line in positions
        if (viewer.delegation_id and line.position.delegation_id == viewer.delegation_id)
        or (viewer.group_id and line.position.group_id == viewer.group_id)
    ]


@pages.get("/positions")
@asks("read_own_positions")
def own_positions(desk: Desk) -> ResponseReturnValue:
    """What our delegation said, on which wording, what has gone stale since, what waits, and our amendments."""
    page = queries.own_positions(desk.db, desk.viewer, number=page_number())
    own_amendments = queries.own_amendments(desk.db, desk.viewer)
    waiting = queries.waiting(desk.db, desk.viewer)
    ids = [row.provision_id for rows in (page.items, own_amendments, waiting) for row in rows]
    current = queries.current_revisions(desk.db, ids)
    return render_template(
        "negotiation/own_positions.html",
        page=page,
        rows=queries.with_staleness(desk.db, page.items),
        current=current,
        amendments=[(each, queries.rebase(each, current[each.provision_id].words)) for each in own_amendments],
        waiting=waiting,
        clearance=queries.clearance_required(desk.db, desk.viewer.delegation_id),
    )


@pages.get("/texts/<int:text_id>/positions")
@asks("read_own_positions")
def positions(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The page on which one position is stated on many provisions at once."""
    found = texts.text(desk.db, text_id)
    examined = queries.examine(desk.db, text_id, desk.viewer)
    own_groups = queries.groups_of(desk.db, desk.viewer.delegation_id or 0, desk.at.date())
    return render_template(
        "negotiation/positions.html",
        text=found,
        rows=[(e, own(e.positions, desk)) for e in examined],
        clearance=queries.clearance_required(desk.db, desk.viewer.delegation_id),
        alignments=[
            one for one in queries.alignments(desk.db, text_id) if one.delegation_id == desk.viewer.delegation_id
        ],
        groups=[group for group in accounts.groups(desk.db) if group.id not in own_groups],
    )
