"""What does a letter say, to whom, in which language, and when is there none?"""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

from sqlalchemy import select

from oewg.accounts import actions
from oewg.accounts.mail import rounds
from oewg.accounts.mail.carriers import Folder
from oewg.accounts.models import Notice
from tests.accounts.given import (
    TOLD,
    Nowhere,
    a_session_is_planned,
    account_of,
    chooses,
    letters_to,
    no_news,
    sends,
    settings_of,
    words,
)
from tests.world import World


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
