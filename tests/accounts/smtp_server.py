"""A mail server of the tests' own, that takes what it is sent, and misbehaves when it is told to."""

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path


@dataclass
class MailServer:
    """What the server was told, and what it is to do wrong."""

    port: int = 0
    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    """(recipients, letter) in the order in which they came."""
    heard: list[str] = field(default_factory=list)
    """Every command, as it came over the line; what was said under encryption begins with "tls "."""
    refuses: set[str] = field(default_factory=set)
    hangs_up_on: set[str] = field(default_factory=set)
    """Recipients whose letter is taken, but the line is cut before that is said."""
    certificate: tuple[Path, Path] | None = None
    """Certificate and key, if it offers encryption."""
    password: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def to(self, address: str) -> list[EmailMessage]:
        """The letters to one address."""
        with self.lock:
            return [letter for recipients, letter in self.taken if address in recipients]


class _Conversation(socketserver.StreamRequestHandler):
    server: "_Tcp"

    def handle(self) -> None:
        self.secure: ssl.SSLSocket | None = None
        with suppress(OSError, ValueError):
            self._converse(self.server.mail)
        if self.secure is not None:
            self.secure.close()

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())
        self.wfile.flush()

    def _converse(self, mail: MailServer) -> None:
        encrypted, recipients = False, []
        self._say("220 tests ESMTP")
        while line := self.rfile.readline():
            said = line.decode().rstrip("\r\n")
            mail.heard.append(("tls " if encrypted else "") + said)
            verb = said[:4].upper()
            if verb == "EHLO":
                offers = ["tests", "8BITMIME"]
                offers += ["STARTTLS"] if mail.certificate and not encrypted else []
                offers += ["AUTH PLAIN"] if mail.password else []
                for offer in offers[:-1]:
                    self._say(f"250-{offer}")
                self._say(f"250 {offers[-1]}")
            elif verb == "STAR" and mail.certificate:
                self._say("220 go on")
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain(*mail.certificate)
                self.secure = context.wrap_socket(self.request, server_side=True, do_handshake_on_connect=False)
                self.secure.do_handshake()
                self.rfile.close()
                self.request = self.secure
                self.setup()
                encrypted = True
            elif verb == "AUTH":
                self._say("235 welcome" if said.split()[-1] == mail.password else "535 who are you")
            elif verb == "RCPT":
                address = said.partition("<")[2].partition(">")[0]
                if address in mail.refuses:
                    self._say("550 nobody of that name")
                else:
                    recipients.append(address)
                    self._say("250 yes")
            elif verb == "DATA":
                self._say("354 go on")
                contents = b""
                while (row := self.rfile.readline()) not in (b".\r\n", b""):
                    contents += row.removeprefix(b".") if row.startswith(b"..") else row
                letter = message_from_bytes(contents, policy=policy.default)
                assert isinstance(letter, EmailMessage)
                with mail.lock:
                    mail.taken.append((recipients, letter))
                if mail.hangs_up_on & set(recipients):
                    return
                recipients = []
                self._say("250 taken")
            elif verb == "RSET" or verb == "MAIL":
                recipients = []
                self._say("250 yes")
            elif verb == "QUIT":
                self._say("221 goodbye")
                return
            else:
                self._say("502 what?")


class _Tcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    mail: MailServer


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A server on a port of its own while the block lasts."""
    with _Tcp(("127.0.0.1", 0), _Conversation) as server:
        server.mail = MailServer(port=server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield server.mail
        server.shutdown()
        thread.join()
