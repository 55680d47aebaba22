"""The pages on which a text is read: whole and clean, rolling, as redlines; one provision; the amendments; our positions."""

from collections.abc import Collection, Iterable

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, page_number, whole_number
from oewg.accounts.door.frame import delegation_name
from oewg.accounts.door.pages import asks
from oewg.meetings import queries as meetings
from oewg.negotiation import queries
from oewg.negotiation.models import Position, Sponsorship
from oewg.negotiation.views.previewing import Preview
from oewg.negotiation.views.room import pages
from oewg.texts import queries as texts
from oewg.texts.actions import StaleSave
from oewg.texts.models import TEXT_KINDS, Revision
from oewg.texts.rules.by_words import Piece
from oewg.texts.rules.redline import excerpt, redline

VIEWS = ("clean", "rolling", "redlines")


@pages.get("/texts")
@asks("read")
def texts_list(desk: Desk) -> ResponseReturnValue:
    """The texts of the group."""
    kind = request.args.get("kind", "")
    kind = kind if kind in TEXT_KINDS else ""
    page = texts.texts(desk.db, kind=kind, number=page_number())
    ids = [each.id for each in page.items]
    return render_template(
        "negotiation/texts_list.html",
        page=page,
        kind=kind,
        kinds=TEXT_KINDS,
        adopted=queries.adopted(desk.db, ids),
        symbols=texts.latest_symbols(desk.db, ids),
    )


@pages.get("/texts/<int:text_id>")
@asks("read")
def text(desk: Desk, text_id: int) -> ResponseReturnValue:
    """A whole text to read: clean with the state of each provision, rolling, or with each amendment as a redline."""
    found = texts.text(desk.db, text_id)
    view = request.args.get("view", "clean")
    view = view if view in VIEWS else "clean"
    by = request.args.get("by", "")
    examined = queries.survey(desk.db, text_id, desk.viewer)
    only = queries.sponsored_by(examined, by) if by else None
    silences = queries.silences(desk.db, text_id)
    return render_template(
        "negotiation/text.html",
        text=found,
        view=view,
        by=by,
        sponsors=by_name(s for e in examined for a in e.amendments for s in a.sponsors),
        examined=examined,
        own={e.line.provision_id: own(e.positions, desk) for e in examined},
        waiting={w.provision_id: w for w in queries.waiting(desk.db, desk.viewer) if w.provision.text_id == text_id},
        speakers=[*([desk.viewer.acting_as.group_code] if desk.viewer.group_id and desk.viewer.acting_as else []), ""],
        rolling=_changed(examined, only) if view == "rolling" else {},
        redlines=_redlines(examined, only) if view == "redlines" else {},
        numbers={a.id: a for e in examined for a in e.amendments},
        adoption=queries.adoption(desk.db, text_id),
        in_hand=queries.adoption_in_hand(desk.db, text_id),
        latest=texts.latest_revision_id(desk.db, text_id),
        editions=texts.editions(desk.db, text_id),
        silence=silences[0] if silences else None,
        meeting=meetings.open_meeting(desk.db),
        told_by=meetings.meeting_of_minutes(desk.db, text_id) if found.kind == "minutes" else None,
        open_places=sum(e.line.open_places for e in examined),
    )


def by_name(speakers: Iterable[Position | Sponsorship]) -> list[tuple[str, str]]:
    """(code, name) of those who hold positions or sponsor amendments, by name; a group by its code."""
    found = {s.code: delegation_name(s.delegation_id) if s.delegation_id else s.code for s in speakers}
    return sorted(found.items(), key=lambda one: one[1])


def _changed(examined: Collection[queries.Examined], only: Collection[int] | None) -> dict[int, queries.Rolling]:
    """Provision -> its rolling text, of those in which a proposal changes anything."""
    rolled = {e.line.provision_id: queries.rolling(e, only) for e in examined if e.amendments}
    return {provision_id: found for provision_id, found in rolled.items() if found.changes}


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
    every = queries.amendments_of(desk.db, text_id)
    rows = queries.listed_amendments(desk.db, text_id, desk.viewer, by=by, state=state)
    return render_template(
        "negotiation/amendments.html",
        text=found,
        rows=rows,
        lines={line.provision_id: line for line in texts.lines(desk.db, text_id)},
        numbers={each.id: each.number for each in every},
        redlines={row.amendment.id: excerpt(_redline_of(row)) for row in rows},
        sponsors=by_name(s for each in every for s in each.sponsors),
        by=by,
        state=state if state in queries.AMENDMENT_STATES else "",
        all_states=queries.AMENDMENT_STATES,
    )


def _redline_of(row: queries.AmendmentLine) -> list[Piece]:
    """What an amendment changes: on the wording that stands if it is open, otherwise on the one it was filed on."""
    amendment = row.amendment
    if amendment.kind == "move":
        return []
    if amendment.kind == "insert":
        return [("insert", amendment.words or "")]
    now = row.rebased
    if row.examined is None or now is None or now.in_conflict:
        return redline(amendment.revision.words, amendment.words or "")
    return redline(row.examined.line.words, now.words or "")


@pages.get("/provisions/<int:provision_id>")
@asks("read")
def provision(desk: Desk, provision_id: int) -> ResponseReturnValue:
    """One provision: its wording, its state and why, who says what, what is proposed, every wording it had."""
    found = texts.provision(desk.db, provision_id)
    refusal = g.get("refusal")
    stale_save = refusal if isinstance(refusal, StaleSave) else None
    revisions = texts.revisions(desk.db, provision_id)
    if found.removed_at is not None or found.kind == "footnote":
        stands_in = texts.stands_in(desk.db, found)
        gone = found.removed_at or stands_in.removed_at or found.text.closed_at
        now = revisions[0] if not gone and desk.viewer.may("revise_text") else None
        return render_template(
            "negotiation/removed.html",
            provision=found,
            text=found.text,
            stands_in=stands_in,
            revisions=revisions,
            rewritten={"id": found.id, "words": now.words, "revision": now.id} if now else None,
            stale_save=stale_save,
            wrote=request.form.get("words", ""),
            amendments=queries.amendments_to(desk.db, provision_id),
            gavels=queries.gavels(desk.db, provision_id),
            resting=texts.resting_on(desk.db, desk.viewer, provision_id),
        )
    examined = queries.examine_one(desk.db, provision_id, desk.viewer)
    receptions = queries.receptions(desk.db, [a.id for a in examined.amendments], desk.viewer)
    amendments = queries.amendments_to(desk.db, provision_id)
    speaks_for = queries.speaking_for(desk.db, examined, found.text_id, desk.viewer, desk.at.date())
    ours, read = own(examined.positions, desk), whole_number(request.args.get("read") or "0")
    spoken_for = {delegation_id for members in speaks_for.values() for delegation_id in members}
    return render_template(
        "negotiation/provision.html",
        provision=found,
        text=found.text,
        examined=examined,
        own=ours,
        waiting=queries.waiting_on(desk.db, provision_id, desk.viewer.delegation_id),
        clearance=queries.clearance_required(desk.db, desk.viewer.delegation_id),
        speaks_for=speaks_for,
        own_groups=queries.groups_of(desk.db, desk.viewer.delegation_id or 0, desk.at.date()),
        amendments=amendments,
        rebased={each.amendment.id: each.rebased for each in examined.live},
        receptions=receptions,
        rolling=queries.rolling(examined),
        redlines={
            **{a.id: redline(a.revision.words, a.words or "") for a in amendments if a.kind in ("replace", "delete")},
            **{
                each.amendment.id: redline(examined.line.words, each.rebased.words or "")
                for each in examined.live
                if each.amendment.kind in ("replace", "delete")
            },
        },
        numbers={a.id: a for a in examined.amendments},
        revisions=_sittings(revisions, {line.held.revision_id for line in examined.positions}),
        changes=_changes(revisions, {read, *(line.held.revision_id for line in ours if line.stale)}),
        read=read,
        contests=queries.contests(desk.db, provision_id),
        gavel=queries.standing_gavel(desk.db, provision_id),
        gavels=queries.gavels(desk.db, provision_id),
        package=queries.package_of(desk.db, provision_id),
        meeting=meetings.open_meeting(desk.db),
        statements=meetings.statements_on(desk.db, desk.viewer, provision_id),
        resting=texts.resting_on(desk.db, desk.viewer, provision_id),
        siblings=[line for line in texts.lines(desk.db, found.text_id) if line.provision_id != provision_id],
        never_registered=queries.never_registered(desk.db, found.text_id, desk.viewer, provision_id) - spoken_for,
        stale_save=stale_save,
        preview=refusal if isinstance(refusal, Preview) else None,
        wrote=request.form.get("words", ""),
    )


def _changes(revisions: Collection[Revision], since: Collection[int]) -> dict[int, list[Piece]]:
    """Revision -> the redline from it to the one that stands, which comes first; of those of `since` that differ."""
    now = next(iter(revisions))
    return {
        each.id: redline(each.words, now.words) for each in revisions if each.id in since and each.words != now.words
    }  # fmt: skip


def _sittings(revisions: Collection[Revision], spoken_on: Collection[int]) -> list[Revision]:
    """Of each revision its last step, and the earlier ones on which somebody spoke whom the viewer may hear.

    The others were saved in between, and are on record.
    """
    last: dict[int, int] = {}
    for each in revisions:  # the latest first
        last.setdefault(each.number, each.id)
    return [each for each in revisions if each.id in spoken_on or last[each.number] == each.id]


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
    current, changes = queries.current_revisions(desk.db, ids), queries.changes_of(desk.db, ids)
    rows = queries.with_staleness(desk.db, page.items)
    return render_template(
        "negotiation/own_positions.html",
        page=page,
        rows=rows,
        current=current,
        lines=texts.lines_by_id(desk.db, ids),
        redlines={
            p.position.id: excerpt(redline(p.position.revision.words, current[p.position.provision_id].words), 200)
            for p in rows
            if p.stale
        },
        names=accounts.names_of(desk.db, [w.prepared_by for w in waiting]),
        amendments=[
            (each, queries.rebase(each, current[each.provision_id].words, changes[each.provision_id]))
            for each in own_amendments
        ],
        waiting=waiting,
        clearance=queries.clearance_required(desk.db, desk.viewer.delegation_id),
    )


@pages.get("/texts/<int:text_id>/positions")
@asks("read_own_positions")
def positions(desk: Desk, text_id: int) -> ResponseReturnValue:
    """The page on which one position is stated on many provisions at once."""
    found = texts.text(desk.db, text_id)
    examined = queries.survey(desk.db, text_id, desk.viewer)
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
