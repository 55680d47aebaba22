"""Does everything go out, once, although the process breaks off at any step? To a folder and by SMTP, on both engines.

By SMTP "once" means under one Message-ID: between the server's taking a letter and our noting it there is a moment in
which a crash leaves the letter taken and not noted. Then it comes twice, and is recognised as the same.
"""

import os
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from config.settings import from_environment
from oewg.accounts import actions
from oewg.accounts import cli as commands
from oewg.accounts.mail import rounds
from oewg.accounts.mail.carriers import Carrier, Folder, OutOfReach, Server, Undelivered, carrier_of
from oewg.accounts.models import Account, Notice
from oewg.core.migrations import migrate
from oewg.record import queries as record
from tests.accounts.given import (
    EVERYBODY,
    Nowhere,
    a_session_is_planned,
    account_of,
    chooses,
    letters_in,
    letters_to,
    no_news,
    only,
    sends,
    settings_of,
    words,
)
from tests.accounts.smtp_server import MailServer, mail_server
from tests.meetings.given import a_session
from tests.world import World

TOLD = EVERYBODY - {"secretariat"}
"""Who hears of a session that the secretariat planned."""
AFTER_THE_CLAIM = timedelta(minutes=6)


class Crash(BaseException):
    """The process ends here: nothing may catch it."""


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server


def by_smtp(world: World, mail: MailServer, **more: object) -> Server:
    given: dict[str, object] = {"smtp_host": "127.0.0.1", "smtp_port": mail.port, "smtp_starttls": False, **more}
    return Server(settings_of(world, **given))


class Point:
    """A place in the course of a round at which the process ends, when it comes there for the n-th time."""

    def __init__(self, where: object, name: str, when: str) -> None:
        self.where, self.name, self.when = where, name, when

    def __repr__(self) -> str:
        return f"{self.when} {self.name}"

    def set(self, patch: pytest.MonkeyPatch, nth: int) -> None:
        """Let it crash there."""
        real, came = getattr(self.where, self.name), 0

        def broken(*args: Any, **more: Any) -> Any:
            nonlocal came
            came += 1
            if came == nth and self.when == "before":
                raise Crash
            found = real(*args, **more)
            if came == nth and self.when == "after":
                raise Crash
            return found

        patch.setattr(self.where, self.name, broken)


POINTS = [
    Point(where, name, when)
    for where, names in (
        (rounds, ("decide", "claim", "write", "note_sent")),
        # Within the transactions: what they did is not committed when the process ends.
        (actions, ("decide_notices", "claim_notice", "notice_sent")),
    )
    for name in names
    for when in ("before", "after")
]
CARRYING = {
    "folder": [Point(Folder, "carry", "before"), Point(os, "replace", "before"), Point(Folder, "carry", "after")],
    "smtp": [Point(Server, "carry", "before"), Point(Server, "carry", "after")],
}


@pytest.mark.parametrize("way", ["folder", "smtp"])
def test_a_crash_at_any_step_loses_none_and_tells_none_twice(
    site_on_both: World, tmp_path: Path, mail: MailServer, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    world = site_on_both
    no_news(world)
    told = ("delegate", "second", "chair")
    only(world, *told)
    twice = 0
    for number, point in enumerate((*POINTS, *CARRYING[way]), start=1):
        nth = 1 if point.name.startswith("decide") else 2  # one decision in a round, and a letter before and after
        folder = tmp_path / str(number)
        mail.taken.clear()
        carrier: Carrier = Folder(folder) if way == "folder" else by_smtp(world, mail)
        a_session_is_planned(world, number)
        size = world.read(record.size)
        with monkeypatch.context() as patch:
            point.set(patch, nth)
            with pytest.raises(Crash):
                sends(world, carrier)
        world.at += AFTER_THE_CLAIM
        sends(world, carrier)
        assert world.read(record.size) == size
        if way == "folder":
            # No file is half a letter: what a crash left of one is hidden, and the same process writes over it.
            assert {who: len(each) for who, each in letters_in(folder).items()} == dict.fromkeys(told, 1), point
            assert sum(path.suffix != ".eml" for path in folder.glob("*")) == 0, point
            continue
        for who in told:
            letters = mail.to(f"{who}@example.org")
            assert len({each["Message-ID"] for each in letters}) == 1, (point, who)
            assert len(letters) <= 2, (point, who)
            twice += len(letters) == 2
    # What a server has taken and we have not noted comes again, and nothing else does.
    taken_unnoted = ("after carry", "before note_sent", "before notice_sent", "after notice_sent")
    assert twice == (len(taken_unnoted) if way == "smtp" else 0)


@pytest.mark.parametrize("way", ["folder", "smtp"])
def test_rounds_of_several_processes_at_once_share_the_work(
    site_on_both: World, tmp_path: Path, mail: MailServer, way: str
) -> None:
    world = site_on_both
    no_news(world)
    a_session_is_planned(world)
    assert world.app
    start, done, wrong = threading.Barrier(5), [], []

    def run() -> None:
        carrier: Carrier = Folder(tmp_path / "letters") if way == "folder" else by_smtp(world, mail)
        start.wait()
        try:
            done.append(sends(world, carrier))
        except Exception as error:
            wrong.append(error)

    threads = [threading.Thread(target=run) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert sum(each.sent for each in done) == len(TOLD)
    assert sum(each.decided for each in done) == len(TOLD)
    if way == "folder":
        assert {who: len(each) for who, each in letters_in(tmp_path / "letters").items()} == dict.fromkeys(TOLD, 1)
    else:
        assert sorted(r for recipients, _ in mail.taken for r in recipients) == sorted(
            f"{who}@example.org" for who in TOLD
        )


def test_people_go_on_acting_while_rounds_run_and_every_act_is_told_once(site_on_both: World, tmp_path: Path) -> None:
    world = site_on_both
    no_news(world)
    folder, over = tmp_path / "letters", threading.Event()
    wrong: list[Exception] = []

    def run() -> None:
        while not over.is_set():
            try:
                sends(world, Folder(folder))
            except Exception as error:
                wrong.append(error)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(12):
        a_session_is_planned(world, number)
    over.set()
    for thread in threads:
        thread.join()
    sends(world, Folder(folder))
    assert wrong == []
    told = [words(letter) for letter in letters_in(folder)["delegate"]]
    assert [sum(f"Session {number}," in each for each in told) for number in range(12)] == [1] * 12


def test_nothing_is_sent_when_there_is_nothing_to_say(site: World) -> None:
    no_news(site)
    carrier = Nowhere()
    for _day in range(3):
        site.tick(24 * 60)
        sends(site, carrier)
    assert carrier.letters == []


def test_a_daily_digest_goes_out_in_the_morning_of_new_york_and_once(site: World) -> None:
    no_news(site)
    chooses(site, "delegate", meetings="daily")
    a_session_is_planned(site, 1)
    a_session_is_planned(site, 2)
    assert letters_to(site, "delegate", datetime(2019, 6, 4, 10, 59, tzinfo=UTC)) == []
    (digest,) = letters_to(site, "delegate", datetime(2019, 6, 4, 11, 0, tzinfo=UTC))
    assert words(digest).count("A session was planned.") == 2
    assert letters_to(site, "delegate", datetime(2019, 6, 4, 11, 1, tzinfo=UTC)) == []
    assert letters_to(site, "delegate", datetime(2019, 6, 5, 11, 1, tzinfo=UTC)) == []


def test_what_was_stopped_after_it_was_decided_is_not_sent(site_on_both: World) -> None:
    world = site_on_both
    no_news(world)
    a_session_is_planned(world)
    assert world.app
    with world.app.app_context():
        assert rounds.decide(world.at) == len(TOLD)
    with world.writing() as db:
        actions.stop_notices(db, account_of(db, "delegate"), ["meetings"], by=world.viewer("public"), at=world.tick())
    carrier = Nowhere()
    done = sends(world, carrier)
    assert (done.sent, done.dropped) == (len(TOLD) - 1, 1)
    assert "delegate@example.org" not in {letter["To"] for letter in carrier.letters}
    with world.database.reading() as db:
        assert not db.scalars(select(Notice.id).where(Notice.sent_at.is_(None))).all()


def test_a_letter_says_what_to_what_when_why_and_how_it_stops(site: World) -> None:
    no_news(site)
    settings_of(site, address="https://oewg.example.org/group", mail_from="The secretariat <oewg@example.org>")
    a_session_is_planned(site)
    (letter,) = letters_to(site, "delegate")
    said = words(letter)
    for sentence in (
        "A session was planned.",
        "Session 1, 3 June 2019 to 8 June 2019",
        "3 June 2019, 10:01 New York (-04:00) (secretariat)",
        "https://oewg.example.org/group/sessions/1",
        "Why you get this: Everybody who takes part is told when the group meets.",
        "No more of this: https://oewg.example.org/group/notices/stop/",
        "https://oewg.example.org/group/account/notices",
        "No more letters at all: https://oewg.example.org/group/notices/stop/",
    ):
        assert sentence in said, sentence
    assert letter["Subject"] == "OEWG: A session was planned."
    assert letter["From"] == "The secretariat <oewg@example.org>"
    assert letter["Message-ID"].endswith("@oewg.example.org>")
    assert letter["Date"].datetime == site.at
    assert letter["Content-Language"] == "en"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"].startswith("<https://oewg.example.org/group/notices/stop/")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_long_addresses_and_foreign_letters_come_through_the_file_unbroken(site: World, tmp_path: Path) -> None:
    no_news(site)
    settings_of(site, address="https://" + "a-long-name." * 12 + "example.org")
    with site.writing() as db:
        account_of(db, "delegate").email = "délégué@example.org"
    a_session_is_planned(site)
    sends(site, Folder(tmp_path / "letters"))
    files = {path: path.read_bytes() for path in (tmp_path / "letters").glob("*.eml")}
    letters = [message_from_bytes(each, policy=policy.default) for each in files.values()]
    assert all(f"<https://{'a-long-name.' * 12}" in str(letter["List-Unsubscribe"]) for letter in letters)
    assert all(b"\nList-Unsubscribe: <https://" in each for each in files.values())
    assert any("délégué@example.org" in each.decode() for each in files.values())
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}


def test_the_letter_is_in_the_persons_language_as_far_as_it_is_translated(site: World) -> None:
    no_news(site)
    chooses(site, "delegate", "fr", silence="none")
    a_session_is_planned(site)
    (letter,) = letters_to(site, "delegate")
    assert letter["Content-Language"] == "fr"
    assert "3 juin 2019, 10:02 New York (-04:00)" in words(letter)


def test_the_notice_of_an_exercise_stands_in_every_letter(site: World) -> None:
    no_news(site)
    with site.writing() as db:
        from oewg.accounts.queries import working_group

        group = working_group(db)
        assert group
        group.exercise = "All of this is an exercise."
    a_session_is_planned(site)
    assert "All of this is an exercise." in words(letters_to(site, "delegate")[0])


def delivered(mail: MailServer) -> set[str]:
    return {r.partition("@")[0] for recipients, _ in mail.taken for r in recipients}


def failures(world: World) -> dict[str, int]:
    with world.database.reading() as db:
        rows = db.execute(
            select(Account.email, Notice.failures)
            .join(Account, Notice.account_id == Account.id)
            .where(Notice.sent_at.is_(None))
        )
        return {email.partition("@")[0]: number for email, number in rows}


def test_an_address_that_is_refused_keeps_nobody_else_from_theirs_and_is_tried_again_later(
    site: World, mail: MailServer
) -> None:
    no_news(site)
    a_session_is_planned(site)
    mail.refuses = {"chair@example.org"}
    done = sends(site, by_smtp(site, mail))
    assert (done.sent, done.failed) == (len(TOLD) - 1, 1)
    assert failures(site) == {"chair": 1}
    site.tick(9)
    assert sends(site, by_smtp(site, mail)).failed == 0
    site.tick(1)
    assert sends(site, by_smtp(site, mail)).failed == 1
    assert failures(site) == {"chair": 2}
    mail.refuses.clear()
    site.tick(20)
    assert sends(site, by_smtp(site, mail)).sent == 1
    assert delivered(mail) == TOLD


def test_an_address_that_the_server_has_no_letters_for_keeps_nobody_else_from_theirs(
    site: World, mail: MailServer
) -> None:
    no_news(site)
    with site.writing() as db:
        account_of(db, "chair").email = "présidence@example.org"
    a_session_is_planned(site)
    done = sends(site, by_smtp(site, mail))
    assert (done.sent, done.failed) == (len(TOLD) - 1, 1)
    assert failures(site) == {"présidence": 1}


def test_words_beyond_ascii_come_through_a_server_that_knows_only_ascii(site: World, mail: MailServer) -> None:
    no_news(site)
    chooses(site, "delegate", "fr")
    a_session(site, "Réunion consultative, Genève, 会议")
    sends(site, by_smtp(site, mail))
    (letter,) = mail.to("delegate@example.org")
    assert "Réunion consultative, Genève, 会议, 3 juin 2019" in words(letter)
    assert letter["Content-Transfer-Encoding"] in ("quoted-printable", "base64")


def test_when_the_server_is_away_one_attempt_is_made_in_a_round_and_nothing_is_lost(
    site: World, mail: MailServer
) -> None:
    no_news(site)
    a_session_is_planned(site)
    nobody = replace(settings_of(site), smtp_host="127.0.0.1", smtp_port=1, smtp_starttls=False)
    done = sends(site, Server(nobody))
    assert (done.sent, done.failed) == (0, 1)
    site.tick(10)
    assert sends(site, by_smtp(site, mail)).sent == len(TOLD)
    assert delivered(mail) == TOLD


def test_a_line_that_is_cut_after_the_letter_was_taken_gives_the_same_message_again(
    site: World, mail: MailServer
) -> None:
    no_news(site)
    a_session_is_planned(site)
    mail.hangs_up_on = {"chair@example.org"}
    assert sends(site, by_smtp(site, mail)).failed == 1
    mail.hangs_up_on = set()
    site.tick(10)
    sends(site, by_smtp(site, mail))
    assert len(mail.to("chair@example.org")) == 2
    assert len({letter["Message-ID"] for letter in mail.to("chair@example.org")}) == 1
    assert delivered(mail) == TOLD


def test_without_the_encryption_that_is_asked_for_nothing_is_said_and_nothing_sent(
    site: World, mail: MailServer
) -> None:
    no_news(site)
    a_session_is_planned(site)
    carrier = by_smtp(site, mail, smtp_starttls=True, smtp_user="oewg", smtp_password="a secret")
    assert sends(site, carrier).failed == 1
    assert mail.taken == []
    assert not any(line.startswith(("AUTH", "MAIL")) for line in mail.heard)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of 127.0.0.1 by itself, and its key."""
    folder = tmp_path_factory.mktemp("certificate")
    found = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
            "-addext", "subjectAltName=IP:127.0.0.1", "-out", found[0], "-keyout", found[1],
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return found


def test_letters_and_the_password_go_under_encryption_to_a_server_that_proves_who_it_is(
    site: World, mail: MailServer, certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    no_news(site)
    a_session_is_planned(site)
    mail.certificate, mail.password = certificate, "AG9ld2cAYSBzZWNyZXQ="
    more = {"smtp_starttls": True, "smtp_user": "oewg", "smtp_password": "a secret"}
    assert sends(site, by_smtp(site, mail, **more)).sent == 0  # nobody vouches for the certificate
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    site.tick(10)
    assert sends(site, by_smtp(site, mail, **more)).sent == len(TOLD)
    assert all(
        line.startswith("tls ") for line in mail.heard if line.split()[-1] == mail.password or "MAIL FROM" in line
    )
    assert any(line.startswith("tls AUTH") for line in mail.heard)
    assert ssl.create_default_context().verify_mode == ssl.CERT_REQUIRED


def test_a_wrong_password_stops_the_round(site: World, mail: MailServer) -> None:
    no_news(site)
    a_session_is_planned(site)
    mail.password = "another"
    done = sends(site, by_smtp(site, mail, smtp_user="oewg", smtp_password="a secret"))
    assert (done.sent, done.failed) == (0, 1)
    assert mail.taken == []


def test_a_folder_that_cannot_be_written_stops_the_round_and_leaves_no_half_letter(site: World, tmp_path: Path) -> None:
    no_news(site)
    a_session_is_planned(site)
    (tmp_path / "letters").write_text("a file where the folder should be")
    done = sends(site, Folder(tmp_path / "letters"))
    assert (done.sent, done.failed) == (0, 1)
    with pytest.raises(OutOfReach):
        Folder(tmp_path / "letters").carry(EmailMessage(), "key")
    assert issubclass(OutOfReach, Undelivered)


def test_a_letter_that_cannot_be_written_keeps_nobody_else_from_theirs(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_news(site)
    a_session_is_planned(site)
    with site.database.reading() as db:
        chair = account_of(db, "chair").id
    real = rounds.write

    def one_fails(notice: Notice, at: datetime) -> EmailMessage | None:
        if notice.account_id == chair:
            raise ValueError("what is this?")
        return real(notice, at)

    monkeypatch.setattr(rounds, "write", one_fails)
    carrier = Nowhere()
    done = sends(site, carrier)
    assert (done.sent, done.failed) == (len(TOLD) - 1, 1)
    assert failures(site) == {"chair": 1}


def test_the_settings_name_the_carrier_and_say_no_secret() -> None:
    settings = from_environment(
        {"OEWG_SECRET_KEY": "k", "OEWG_VAR": "/somewhere", "OEWG_ADDRESS": "https://x.example/"}
    )
    assert (settings.address, settings.daily_at, settings.zone) == ("https://x.example", "07:00", "America/New_York")
    folder = carrier_of(settings)
    assert isinstance(folder, Folder)
    assert folder.path == Path("/somewhere/notices")
    given = {"OEWG_SMTP_HOST": "mail.example", "OEWG_SMTP_PASSWORD": "hidden", "OEWG_SECRET_KEY": "hidden as well"}
    settings = from_environment({**given, "OEWG_DAILY_AT": "08:30", "OEWG_NOTICES_FOLDER": "/else"})
    assert isinstance(carrier_of(settings), Server)
    assert settings.smtp_starttls
    assert not from_environment({**given, "OEWG_SMTP_STARTTLS": "0"}).smtp_starttls
    assert (settings.daily_at, settings.notices_folder) == ("08:30", Path("/else"))
    assert "hidden" not in repr(settings)
    for wrong in ({"OEWG_ZONE": "Atlantis"}, {"OEWG_DAILY_AT": "at dawn"}):
        with pytest.raises((ValueError, KeyError)):
            from_environment({**given, **wrong})


def test_the_command_sends_into_the_folder_of_the_settings(site: World, tmp_path: Path) -> None:
    no_news(site)
    a_session_is_planned(site)
    assert site.app
    run = site.app.test_cli_runner().invoke(args=["notices", "send"])
    assert run.exit_code == 0, run.output
    assert f"Sent: {len(TOLD)}." in run.output
    assert letters_in(tmp_path / "notices").keys() == TOLD


def test_the_command_tells_from_now_on_where_a_copy_was_restored(site: World, tmp_path: Path) -> None:
    a_session_is_planned(site)
    assert site.app
    run = site.app.test_cli_runner().invoke(args=["notices", "send", "--from-now"])
    assert run.exit_code == 0, run.output
    assert "Sent: 0." in run.output
    a_session_is_planned(site, 2)
    run = site.app.test_cli_runner().invoke(args=["notices", "send"])
    assert f"Sent: {len(TOLD)}." in run.output
    assert letters_in(tmp_path / "notices").keys() == TOLD


def test_the_command_sends_nothing_from_a_database_of_another_form(site: World, tmp_path: Path) -> None:
    migrate(site.database, "0003", backwards=True)
    assert site.app
    run = site.app.test_cli_runner().invoke(args=["notices", "send"])
    assert run.exit_code == 1
    assert "oewg db upgrade" in run.output


def test_the_command_goes_on_when_the_database_was_away(site: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    came = 0

    def away(_seconds: int) -> None:
        nonlocal came
        came += 1
        if came == 3:
            raise Crash

    def broken(_carrier: Carrier) -> rounds.Round:
        raise OperationalError("SELECT", {}, Exception("gone"))

    monkeypatch.setattr(commands, "sleep", away)
    monkeypatch.setattr(commands, "send_notices", broken)
    assert site.app
    with suppress(Crash):
        site.app.test_cli_runner().invoke(args=["notices", "send", "--every", "1"])
    assert came == 3
    assert site.app.test_cli_runner().invoke(args=["notices", "send"]).exit_code == 1
