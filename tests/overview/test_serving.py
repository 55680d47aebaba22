"""Does the server start in such a way that its workers can do what they are asked?"""

import subprocess
import sys
from unittest.mock import Mock

import pytest

from oewg.texts import actions as texts
from tests.world import World


def test_a_server_that_wrote_a_pdf_has_nothing_of_typst_that_its_workers_could_inherit() -> None:
    # The workers are forks: the threads of typst, which a fork does not take along, would be waited for without end.
    program = (
        "import sys, app\n"
        "from oewg.texts.documents.pdf import write_pdf\n"
        "from tests.texts.documents.specimens import document\n"
        "assert write_pdf(document())\n"
        "print('typst' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False"]


def test_a_group_that_has_not_ended_is_not_served_for_one_that_has(
    site: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.act(texts.begin_text, "report", "Draft report", by="secretariat")
    served = Mock()
    monkeypatch.setattr("oewg.overview.cli.Server", served)
    assert site.app is not None
    ran = site.app.test_cli_runner().invoke(args=["serve", "--demo", "--adopted"])
    assert (ran.exit_code, served.called) == (1, False)
    assert "There is a group in the database already, and its report is not adopted and transmitted" in ran.output
