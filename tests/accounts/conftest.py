"""A mail server before the tests of this room."""

from collections.abc import Iterator

import pytest

from tests.accounts.smtp_server import MailServer, mail_server


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as server:
        yield server
