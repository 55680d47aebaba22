"""Does one letter that cannot go keep others from going, and is nothing said where nobody should hear it?"""

import subprocess
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select

from config.settings import from_environment
from oewg.accounts.mail import rounds
from oewg.accounts.mail.carriers import Folder, OutOfReach, Server, Undelivered, carrier_of
from oewg.accounts.models import Account, Notice
from tests.accounts.given import (
    TOLD,
    Nowhere,
    a_session_is_planned,
    account_of,
    by_smtp,
    chooses,
    no_news,
    sends,
    settings_of,
    words,
)
from tests.accounts.smtp_server import MailServer
from tests.meetings.given import a_session
from tests.world import World


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
