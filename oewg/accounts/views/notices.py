"""The pages of notices: what one hears of and how often, the notices that were sent, and the link that stops them."""

from collections.abc import Sequence
from itertools import groupby

from flask import Response, current_app, make_response, render_template
from flask.typing import ResponseReturnValue

from oewg.accounts import actions, queries
from oewg.accounts.door.desk import Desk
from oewg.accounts.door.pages import asks, done, received
from oewg.accounts.forms import notices_page
from oewg.accounts.mail.letters import about_words, address_of
from oewg.accounts.mail.stopping import Link, read
from oewg.accounts.models import Account
from oewg.accounts.rules.notices import PACE_WORDS, TOPICS, Told, offered
from oewg.accounts.views.room import pages

LATELY = 10


@pages.get("/account/notices")
@asks("keep_own_account")
def notices(desk: Desk) -> ResponseReturnValue:
    """What one hears of, how often, and the last notices."""
    account = _own(desk)
    page = render_template(
        "accounts/notices.html",
        account=account,
        topics=offered(desk.viewer.roles),
        chosen=queries.chosen_by(desk.db, account.id),
        paces=PACE_WORDS,
        lately=queries.last_notices(desk.db, account.id, LATELY),
    )
    return _not_kept(page)


@pages.post("/account/notices")
@asks("keep_own_account", again=notices)
def choose_notices(desk: Desk) -> ResponseReturnValue:
    """Choose what to hear of, how often, and in which language."""
    sent = received(notices_page(TOPICS)).model_dump(exclude_none=True)
    language = sent.pop("language")
    actions.choose_notices(desk.db, _own(desk), sent, by=desk.viewer, at=desk.at, language=language)
    return done("choose_notices", "accounts.notices")


@pages.get("/account/notices/<int:notice_id>")
@asks("keep_own_account")
def notice(desk: Desk, notice_id: int) -> ResponseReturnValue:
    """One notice, with what a letter must not say; what is read in another of one's capacities only is not shown here."""
    found = queries.notice(desk.db, notice_id, _own(desk).id)
    said = queries.contents(desk.db, found, desk.at, stopped_too=True)
    shown = [line for line in said.lines if not line.readers.isdisjoint(desk.viewer.audiences)]
    page = render_template(
        "accounts/notice.html",
        notice=found,
        sections=[(of, list(lines)) for of, lines in groupby(shown, key=lambda line: line.told.topic)],
        about_words=about_words,
        address_of=address_of,
        elsewhere=len(said.lines) - len(shown),
        more=said.more + said.more_quietly,
    )
    return _not_kept(page)


@pages.get("/notices/stop/<token>")
@asks("read")
def stop(desk: Desk, token: str) -> ResponseReturnValue:
    """What the link of a notice stops, and the button that does it: programs that look into letters follow links too."""
    link, account, topics = _stopped_by(desk, token)
    chosen = queries.chosen_by(desk.db, account.id)
    left = {told.topic for told in topics if chosen.pace(told.topic) != "none"}
    # Whoever has read the letter may have opened the link: it says no more than the letter did.
    open_topics = {told.topic for told in topics if not told.quietly or desk.viewer.account_id == account.id}
    return render_template(
        "accounts/stop.html",
        token=token,
        everything=bool(left) and link.kind == "all",
        topics=sorted(left & open_topics, key=lambda each: each.place),
        hinted=bool(left - open_topics),
    )


@pages.post("/notices/stop/<token>")
@asks("read")
def stop_notices(desk: Desk, token: str) -> ResponseReturnValue:
    """Stop what the link stops. Answered at once, not by a redirection: mail programs do not follow one (RFC 8058)."""
    _, account, topics = _stopped_by(desk, token)
    keys = {told.topic.key for told in topics}
    actions.stop_notices(desk.db, account, keys, by=desk.viewer, at=desk.at)
    return render_template("accounts/stop.html", token=token, everything=False, topics=[], hinted=False)


def _stopped_by(desk: Desk, token: str) -> tuple[Link, Account, Sequence[Told]]:
    link = read(token, current_app.config["SECRET_KEY"])
    account = queries.account(desk.db, link.account_id)
    if link.kind in ("notice", "quiet"):
        found = queries.notice(desk.db, int(link.which), account.id)
        told = queries.contents(desk.db, found, desk.at, stopped_too=True).topics
        return link, account, [each for each in told if each.quietly or link.kind == "notice"]
    named = [of for of in TOPICS.values() if link.kind == "all" or of.key == link.which]
    return link, account, [Told(of, of.pace, quietly=False) for of in named]


def _own(desk: Desk) -> Account:
    assert desk.viewer.account_id is not None
    return queries.account(desk.db, desk.viewer.account_id)


def _not_kept(page: str) -> Response:
    """That a notice has gone out is not an act, so the size of the record says nothing of it: asked for anew each time."""
    response = make_response(page)
    response.cache_control.no_store = True
    return response
