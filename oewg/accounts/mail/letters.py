"""What does a notice say, in the person's language? Plain words: what happened, to what, when, why it is told, and how it stops.

E-mail is not a safe way. Of what not everybody may read a letter says only that something waits: not what, not of which
topic, not when, not how many; the page that it leads to says it, to whoever signs in.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from email.headerregistry import Address
from email.message import EmailMessage
from itertools import groupby
from urllib.parse import urlsplit

from flask import url_for
from flask_babel import gettext, ngettext

from config.settings import Settings
from oewg.accounts.door.frame import act_words, day, instant, told
from oewg.accounts.mail.carriers import PLAIN, WITH_ACCENTS
from oewg.accounts.mail.stopping import Link, signed
from oewg.accounts.models import Account, Notice, WorkingGroup
from oewg.accounts.queries import About, Contents, NoticeLine, OnTheClock
from oewg.accounts.rules.notices import Topic
from oewg.record.queries import Said


def letter(
    notice: Notice, account: Account, contents: Contents, group: WorkingGroup | None, settings: Settings
) -> EmailMessage:
    """The whole letter. Asked within a request at the house's own address and in the person's language."""
    found = EmailMessage(policy=PLAIN if account.email.isascii() else WITH_ACCENTS)
    host = urlsplit(settings.address).hostname or "localhost"
    stop = _stop(Link(account.id, "notice", str(notice.id)), settings)
    found["From"] = settings.mail_from
    name, _, domain = account.email.rpartition("@")
    found["To"] = Address(username=name, domain=domain)
    found["Subject"] = gettext("OEWG: %(news)s", news=_news(contents))
    found["Date"] = notice.decided_at
    found["Message-ID"] = f"<{notice.key}@{host}>"
    found["Auto-Submitted"] = "auto-generated"  # RFC 3834: no answer that "I am away" is wanted
    found["List-Unsubscribe"] = f"<{stop}>"
    found["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    found.set_content("\n".join(_words(notice, account, contents, group, settings)) + "\n")
    found["Content-Language"] = account.language  # after the contents, which take away what was said of others
    return found


def _news(contents: Contents) -> str:
    open_lines = [line for line in contents.lines if not line.told.quietly]
    number = len(open_lines) + contents.more
    if number == 0:
        return str(gettext("something waits for you"))
    if number == 1 and open_lines:
        return act_words(open_lines[0].entry.act)
    return str(ngettext("%(num)s thing that you hear of", "%(num)s things that you hear of", number))


def _words(
    notice: Notice, account: Account, contents: Contents, group: WorkingGroup | None, settings: Settings
) -> Iterator[str]:
    yield group.name if group else gettext("Open-ended working group")
    if group and group.exercise:
        yield group.exercise
    open_lines = [line for line in contents.lines if not line.told.quietly]
    for topic, lines in groupby(open_lines, key=lambda line: line.told.topic):
        yield from _section(topic, list(lines), account, settings)
    if any(each.quietly for each in contents.topics):
        yield from _quietly(notice, account, settings)
    yield ""
    yield "-- "
    here = url_for("accounts.notice", notice_id=notice.id, _external=True)
    if contents.more:
        yield gettext("There is more than a letter holds. All of it: %(address)s", address=here)
    chooses = url_for("accounts.notices", _external=True)
    yield gettext("Choose what you hear of, and how often: %(address)s", address=chooses)
    yield gettext("No more letters at all: %(address)s", address=_stop(Link(account.id, "all"), settings))


def _section(topic: Topic, lines: Sequence[NoticeLine], account: Account, settings: Settings) -> Iterator[str]:
    title = told(topic.about)
    yield ""
    yield title
    yield "=" * len(title)
    for line in lines:
        yield ""
        yield act_words(line.entry.act)
        if line.about:
            yield about_words(line.about)
        by = "" if line.entry.actor is None else f" ({line.entry.capacity})"
        yield f"{instant(line.entry.at, settings.zone)}{by}"
        yield address_of(line.entry, line.about)
    yield ""
    yield gettext("Why you get this: %(why)s", why=told(topic.why))
    yield gettext("No more of this: %(address)s", address=_stop(Link(account.id, "topic", topic.key), settings))


def _quietly(notice: Notice, account: Account, settings: Settings) -> Iterator[str]:
    here = url_for("accounts.notice", notice_id=notice.id, _external=True)
    yield ""
    yield gettext(
        "Something that is not for everybody waits for you. Please sign in to read it: %(address)s", address=here
    )
    yield gettext("Why you get this: it is among what you hear of; the page says more, a letter must not.")
    stop = _stop(Link(account.id, "quiet", str(notice.id)), settings)
    yield gettext("No more of this: %(address)s", address=stop)


def about_words(about: About) -> str:
    """What an entry is about, in the reader's language: its instants are told on the clocks of their zones."""
    return told(about.words, **{name: _said(value) for name, value in about.values.items()})


def _said(value: object) -> object:
    if isinstance(value, OnTheClock):
        return instant(value.at, value.zone)
    if isinstance(value, About):
        return about_words(value)
    return day(value) if isinstance(value, date) else value


def address_of(entry: Said, about: About | None) -> str:
    """The whole address of the page on which an entry is read: what it is about, or else the entry itself."""
    if about is None:
        return url_for("overview.entry", index=entry.index, _external=True)
    return url_for(about.endpoint, _external=True, **about.place)


def _stop(link: Link, settings: Settings) -> str:
    return url_for("accounts.stop", token=signed(link, settings.secret_key), _external=True)
