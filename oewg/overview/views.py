"""Pages over several rooms: the first page, the record as anybody may read it, and the stream of what is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext

from oewg.accounts import queries as accounts
from oewg.accounts.door.desk import Desk, whole_number
from oewg.accounts.door.frame import address_with, delegation_name, in_navigation, instant, told
from oewg.accounts.door.live import stream
from oewg.accounts.door.pages import asks, with_a_clock
from oewg.accounts.rules.capacities import PUBLIC, Viewer
from oewg.consultations import queries as consultations
from oewg.consultations.rules.accreditation import SECTORS
from oewg.core.database import Db
from oewg.core.errors import NotFound
from oewg.core.forms import understood
from oewg.core.search import Asked, Hit, Hits, Piece, excerpt, marked, read
from oewg.mandate import queries as mandate
from oewg.meetings import queries as meetings
from oewg.meetings.rules.calendar import Dated, written
from oewg.meetings.rules.floor import picture_of
from oewg.meetings.rules.life import standing_of
from oewg.meetings.views.calendar import in_calendar, location, meeting_title, sent, series
from oewg.negotiation import queries as negotiation
from oewg.overview.forms import LONGEST_SEARCH, SearchForm
from oewg.record import queries as record
from oewg.record.rules import merkle
from oewg.report import queries as reports
from oewg.report.models import Assignment
from oewg.texts import queries as texts
from oewg.texts.documents.inline import plain
from oewg.texts.models import OFFICIAL_LANGUAGES
from oewg.texts.views.documents import language_name

pages = Blueprint("overview", __name__)
in_navigation("overview.home", lazy_gettext("Home"), place=10)
in_navigation("overview.the_record", lazy_gettext("The record"), place=20)
ENTRIES_ON_A_PAGE = 50
LATELY = 8
UNREMARKABLE = ("sign_in", "sign_out", "act_as", "start_clock", "pause_clock", "direct_screen")
"""One's own comings and goings, and the keys that a chair presses while somebody speaks, are on record, and no news."""


@pages.get("/")
@asks("read")
def home(desk: Desk) -> ResponseReturnValue:
    """Where the group stands, and what this viewer may want to do next."""
    report = reports.draft(desk.db)
    adoption = negotiation.adoption(desk.db, report.id) if report else None
    drafts = report is not None and adoption is None and desk.viewer.may("draft_section")
    examined = negotiation.survey(desk.db, report.id, desk.viewer) if report else []
    return render_template(
        "overview/home.html",
        report=report,
        adoption=adoption,
        transmission=reports.transmission(desk.db, report.id) if report else None,
        strip=[
            (e.line.citation, e.state, url_for("negotiation.provision", provision_id=e.line.provision_id))
            for e in examined
            if e.line.kind != "heading"
        ],
        resolution=mandate.resolution(desk.db),
        meeting=meetings.unfinished_meeting(desk.db),
        silences=negotiation.running_silences(desk.db),
        calls=consultations.calls_to_answer(desk.db, desk.viewer, desk.at),
        invitations=consultations.invitations(desk.db, desk.viewer.organization_id, desk.at)
        if desk.viewer.organization_id and desk.viewer.may("co_sign")
        else [],
        lists=consultations.open_lists(desk.db) if desk.viewer.may("object_to_name") else [],
        drafting=_in_own_hands(desk, report.id, examined) if report and drafts else [],
        to_say=negotiation.to_say(desk.db, desk.viewer) if desk.viewer.may("read_own_positions") else None,
        entries=record.entries_before(
            desk.db, record.size(desk.db), desk.viewer.audiences, limit=LATELY, without=UNREMARKABLE
        ),
    )


def _in_own_hands(
    desk: Desk, text_id: int, examined: Sequence[negotiation.Examined]
) -> list[tuple[texts.Line, Assignment]]:
    """The sections of the draft that wait in the viewer's hands, with what was asked."""
    hands = reports.in_hands(desk.db, text_id)
    return [
        (one.line, row)
        for one in examined
        if (row := hands.get(one.line.provision_id))
        and row.account_id == desk.viewer.account_id
        and not row.handed_in_at
    ]


@pages.get("/room/<int:meeting_id>")
@asks("read")
def room(desk: Desk, meeting_id: int) -> ResponseReturnValue:
    """The screen of the room in which a meeting sits, following what the chair selects.

    Whoever has opened it, it shows what the public may see: everybody in the room looks at it.
    """
    found = meetings.meeting(desk.db, meeting_id)
    picture = picture_of(standing_of(found), found.screen, found.check_in_code)
    paragraph = None
    if picture == "provision":
        shown = texts.provision(desk.db, found.screen_provision_id or 0)
        # One that has been removed meanwhile leaves the list on the screen, not an error.
        paragraph = next(iter(negotiation.examine(desk.db, shown.text_id, PUBLIC, [shown.id])), None)
        picture = "provision" if paragraph else "speakers"
    return with_a_clock(
        render_template(
            "overview/room.html",
            meeting=found,
            picture=picture,
            sitting=meetings.sitting(desk.db, found),
            paragraph=paragraph,
            paragraph_text=texts.text(desk.db, paragraph.line.text_id) if paragraph else None,
            words=paragraph.line.words if paragraph else "",
            rolling=negotiation.rolling(paragraph) if paragraph else None,
            numbers={each.id: each for each in paragraph.amendments} if paragraph else {},
        )
    )


def _holder(db: Db, at: datetime, token: str) -> Viewer:
    found = accounts.viewer_of_calendar_key(db, token, at)
    if found is None:
        raise NotFound
    return found


@pages.get("/calendar/<token>.ics")
@asks("read", known_by=_holder)
def own_calendar(desk: Desk, token: str) -> ResponseReturnValue:
    """One's own calendar under its secret address: the meetings, where one is inscribed to speak, and what ends when."""
    calendar, name = meetings.calendar(desk.db, desk.at), series(desk)
    speaking = [_speaking(each, name) for each in meetings.to_speak(desk.db, calendar, desk.viewer)]
    silences = negotiation.running_silences(desk.db)
    calls = consultations.open_calls(desk.db, desk.at)
    readers = desk.viewer.audiences
    changes = {
        "silence": record.changes(desk.db, "silence", [each.id for each in silences], readers),
        "call": record.changes(desk.db, "call", [each.id for each in calls], readers),
    }
    ends = [
        _end(
            ("silence", each.id), changes, name,
            gettext("Silence ends: %(title)s (%(symbol)s)", title=each.text.title, symbol=each.edition.symbol),
            each.deadline, each.zone, url_for("negotiation.silence", text_id=each.text_id, _external=True),
        )
        for each in silences
    ] + [
        _end(
            ("call", each.id), changes, name, gettext("Last moment for input: %(title)s", title=each.title),
            each.closes_at, each.zone, url_for("consultations.call", call_id=each.id, _external=True),
        )
        for each in calls
    ]  # fmt: skip
    return sent(written(f"{name}: {desk.viewer.name}", [*in_calendar(calendar, name), *speaking, *ends]))


def _speaking(to_speak: meetings.ToSpeak, name: str) -> Dated:
    called, meeting = to_speak.called, to_speak.called.meeting
    item = to_speak.item
    return Dated(
        uid=f"inscription-{to_speak.inscription.id}-{meeting.id}@{name}", sequence=called.changes,
        changed_at=called.changed_at, starts_at=meeting.starts_at, ends_at=meeting.ends_at,
        summary=gettext("You are inscribed to speak: %(meeting)s", meeting=meeting_title(called)),
        url=url_for("meetings.meeting", meeting_id=meeting.id, _external=True), location=location(called),
        description=f"{item.number} {plain(item.words)}" if item else "", busy=False, tentative=called.outside,
    )  # fmt: skip


def _end(
    what: tuple[str, int], changes: Mapping[str, Mapping[int, tuple[int, datetime]]], name: str, summary: str,
    at: datetime, zone: str, url: str,
) -> Dated:  # fmt: skip
    kind, number = what
    sequence, changed_at = changes[kind][number]
    return Dated(
        uid=f"{kind}-{number}@{name}", sequence=sequence, changed_at=changed_at, summary=summary, starts_at=at,
        ends_at=None, url=url, description=instant(at, zone), busy=False,
    )  # fmt: skip


@pages.get("/record")
@asks("read")
def the_record(desk: Desk) -> ResponseReturnValue:
    """The record, the latest act first, as far as the viewer may read it."""
    act = request.args.get("act", "")
    size = record.size(desk.db)
    before = whole_number(request.args["before"]) if "before" in request.args else size
    entries = record.entries_before(desk.db, before, desk.viewer.audiences, limit=ENTRIES_ON_A_PAGE + 1, act=act)
    return render_template(
        "overview/record.html",
        entries=entries[:ENTRIES_ON_A_PAGE],
        more=len(entries) > ENTRIES_ON_A_PAGE,
        size=size,
        root=record.root(desk.db).hex(),
        act=act,
        acts=record.acts(desk.db, desk.viewer.audiences),
    )


@pages.get("/record/<int:index>")
@asks("read")
def entry(desk: Desk, index: int) -> ResponseReturnValue:
    """One entry, its leaf, and the proof that it stands in the tree."""
    said = record.entry(desk.db, index, desk.viewer.audiences)
    leaf = record.leaf(desk.db, index)
    if said is None or leaf is None:
        raise NotFound
    size = record.size(desk.db)
    return render_template(
        "overview/entry.html",
        entry=said,
        leaf=leaf.decode(),
        leaf_hash=merkle.leaf_hash(leaf).hex(),
        size=size,
        root=record.root(desk.db).hex(),
        proof=[step.hex() for step in record.inclusion_proof(desk.db, index, size)],
    )


@dataclass(frozen=True)
class Result:
    """A thing that was found, as the page shows it; its title and excerpt in pieces, marked where the words stand."""

    kind: str
    title: list[Piece]
    url: str
    language: str
    excerpt: list[Piece]
    notes: list[tuple[str, str]]
    at: datetime | None


@pages.get("/search")
@asks("read", searching=True)
def search(desk: Desk) -> ResponseReturnValue:
    """One box over everything that the viewer may see: what was found, the best first, with the words marked."""
    sent = request.args.to_dict()
    asked = understood(SearchForm, {**sent, "q": sent.get("q", "")[:LONGEST_SEARCH]})
    looked_for, narrowed = read(asked.q), asked.narrowed
    kind = asked.kind if asked.kind in accounts.SOURCES else ""
    hits = accounts.found(desk.db, desk.viewer, looked_for, narrowed, kind=kind, number=asked.page)
    return render_template(
        "overview/search.html",
        asked=asked,
        narrowed=narrowed != accounts.EVERYTHING,
        looked_for=bool(looked_for),
        left_off=looked_for.left_off,
        longest=LONGEST_SEARCH,
        kinds=_kinds(hits.of_kind, kind),
        page=hits.page,
        results=[result for _, result in results(desk, hits, looked_for)],
        tongues=[(code, language_name(code)) for code in OFFICIAL_LANGUAGES],
        sessions=[(line.session.id, line.session.title) for line in meetings.sessions(desk.db)],
        sectors=[(key, told(words)) for key, words in SECTORS.items()],
    )


def _kinds(of_kind: Mapping[str, int], chosen: str) -> list[tuple[str, str, bool]]:
    """The kinds of what was found, and how much there is of each, as links; nothing where there is no choice."""
    if not of_kind.keys() - {chosen} or (len(of_kind) == 1 and not chosen):
        return []
    kinds = sorted(of_kind, key=lambda kind: accounts.SOURCES[kind].place)
    several = [("", gettext("All"), sum(of_kind.values()))]
    several += [(kind, told(accounts.SOURCES[kind].name), of_kind[kind]) for kind in kinds]
    return [
        (f"{name} ({count})", address_with(kind=kind, page=1), kind == chosen) for kind, name, count in several
    ]  # fmt: skip


def results(desk: Desk, hits: Hits, looked_for: Asked) -> list[tuple[Hit, Result]]:
    """What was found, ready to be shown."""
    shown = accounts.shown(desk.db, desk.viewer, hits.page.items)
    return [
        (hit, Result(
            accounts.SOURCES[hit.kind].one, marked(_said(one.about), hit.language, looked_for), _url(one.about),
            hit.language, excerpt(one.words, hit.language, looked_for),
            [(_said(about), _url(about)) for about in one.notes], one.at,
        ))
        for hit in hits.page.items
        if (one := shown.get((hit.kind, hit.id)))
    ]  # fmt: skip


def _said(about: accounts.About) -> str:
    values = {
        name: delegation_name(value.delegation_id) if isinstance(value, accounts.OfDelegation) else value
        for name, value in about.values.items()
    }
    return str(gettext(about.words, **values))


def _url(about: accounts.About) -> str:
    return url_for(about.endpoint, **about.place)


@pages.get("/live")
@asks("read", own_transaction=True)
def live() -> ResponseReturnValue:
    """What is done, as it is done, as far as the viewer may read it: server-sent events, from an entry on or from now on.

    An `act` has the entry's index as its id; a `deadline` that passes changes pages without an act.
    """
    return stream()


@pages.get("/style")
@asks("read")
def style(desk: Desk) -> ResponseReturnValue:
    """Every component of the pages in all its states, for those who build them."""
    return with_a_clock(render_template("style.html"))
