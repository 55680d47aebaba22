"""By which way does a letter go? Into a folder, for a mail system or a person to fetch; or to a server, by SMTP.

The same letter carried twice is the same letter: in the folder one file, by SMTP one Message-ID.
"""

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from config.settings import Settings

LONGEST_LINE = 998
"""Of a header that is not folded (RFC 5322): a link that is broken over two lines is no link."""
PLAIN = SMTP.clone(max_line_length=LONGEST_LINE, cte_type="7bit")
WITH_ACCENTS = SMTPUTF8.clone(max_line_length=LONGEST_LINE)
"""For an address that is not in ASCII."""
WAIT = 20  # seconds for each step of the conversation with a server


class Undelivered(Exception):
    """This letter was not taken; others may be."""


class OutOfReach(Undelivered):
    """Nothing is taken at the moment: there is no use in trying the next letter now."""


class Carrier(Protocol):
    """A way for letters, open while its block lasts."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...

    def carry(self, letter: EmailMessage, key: str) -> None:
        """Bring one letter on its way, or raise Undelivered. `key` is the notice's."""


class Folder:
    """Letters as files, KEY.eml. A file is there whole or not at all, and only its owner may read it."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        return None

    def carry(self, letter: EmailMessage, key: str) -> None:
        """Write the letter; written again, it takes the place of itself."""
        partial = self.path / f".{key}.{os.getpid()}"
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
            with open(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(letter.as_bytes())
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, self.path / f"{key}.eml")
            _keep(self.path)
        except OSError as error:
            raise OutOfReach(str(error)) from error


def _keep(folder: Path) -> None:
    """Until the folder itself is on the disk, the file's name may be forgotten when the power fails."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Server:
    """A mail server, spoken to by SMTP: one conversation for a round, encrypted before anything is said unless told not to."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._open: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._hang_up()

    def carry(self, letter: EmailMessage, key: str) -> None:
        """Hand the letter over. What the server refuses is Undelivered; when it is lost, the letter may have arrived."""
        try:
            self._conversation().send_message(letter)
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
            raise self._lost(error) from error
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
            raise self._lost(error) if self._open is None else Undelivered(str(error)) from error
        except smtplib.SMTPException as error:
            raise Undelivered(str(error)) from error
        except OSError as error:
            raise self._lost(error) from error

    def _conversation(self) -> smtplib.SMTP:
        if self._open is None:
            settings = self.settings
            conversation = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=WAIT)
            try:
                if settings.smtp_starttls:
                    conversation.starttls(context=ssl.create_default_context())
                if settings.smtp_user:
                    conversation.login(settings.smtp_user, settings.smtp_password)
            except BaseException:
                conversation.close()
                raise
            self._open = conversation
        return self._open

    def _lost(self, error: Exception) -> OutOfReach:
        if self._open is not None:
            self._open.close()
            self._open = None
        return OutOfReach(f"{type(error).__name__}: {error}")

    def _hang_up(self) -> None:
        if self._open is not None:
            try:
                self._open.quit()
            except (smtplib.SMTPException, OSError):
                self._open.close()
            self._open = None


def carrier_of(settings: Settings) -> Carrier:
    """The way that the settings name: a server, or else the folder."""
    return Server(settings) if settings.smtp_host else Folder(settings.notices_folder or settings.var / "notices")
