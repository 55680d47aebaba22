"""Does the server start in such a way that its workers can do what they are asked?"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from app import create_app
from config.settings import Settings
from oewg.core.database import Database
from oewg.overview import cli, demonstration

Start = Callable[[Callable[[Database], None]], Result]


class NoServer:
    """What is started instead of the server: it ends at once."""

    def __init__(self, *_: object, **__: object) -> None:
        pass

    def serve(self) -> None:
        """Nobody is answered."""


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """`oewg serve --demo` on an empty database, with one scene."""

    def start(scene: Callable[[Database], None]) -> Result:
        monkeypatch.setattr(demonstration, "SCENES", [scene])
        monkeypatch.setattr(cli, "Server", NoServer)
        settings = Settings(database_url=f"sqlite:///{tmp_path / 'oewg.db'}", secret_key="for tests only", var=tmp_path)
        return create_app(settings).test_cli_runner().invoke(args=["serve", "--demo"])

    return start


def test_the_demonstration_is_loaded_in_a_process_of_its_own_so_that_workers_inherit_nothing_that_it_used(
    start: Start, tmp_path: Path
) -> None:
    seen = tmp_path / "seen"

    def scene(_: Database) -> None:
        seen.write_text(str(os.getpid()))

    ran = start(scene)
    assert ran.exit_code == 0, ran.output
    assert int(seen.read_text()) != os.getpid()


def test_a_demonstration_that_cannot_be_loaded_is_not_served(start: Start) -> None:
    def scene(_: Database) -> None:
        raise RuntimeError("no space left")

    ran = start(scene)
    assert ran.exit_code == 1
    assert "The demonstration group could not be loaded." in ran.output
