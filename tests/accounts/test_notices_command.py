"""Does the command send as the settings say, and hold back where it must not send?"""

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from oewg.accounts import cli as commands
from oewg.accounts.mail import rounds
from oewg.accounts.mail.carriers import Carrier
from oewg.core.migrations import migrate
from tests.accounts.given import TOLD, Crash, a_session_is_planned, letters_in, no_news
from tests.world import World


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
