"""Does a virus scanner find something in a file? clamd is asked, by its protocol INSTREAM, where the settings name one.

    z INSTREAM \\0, then the file in pieces, each after its length (four bytes, the highest first), then a piece of length 0;
    it answers "stream: OK", "stream: NAME FOUND" or a sentence that ends in "ERROR", each before a zero byte.

A scanner that is named and does not answer refuses the file: what nobody has looked at is not kept. Source: clamd(8).
"""

import logging
import re
import socket
import struct
from contextlib import closing

from oewg.core.errors import Invalid, Refusal, say

PIECE = 64 * 1024
CONNECTING = 5.0
"""Seconds in which the scanner has to take the call ..."""
SCANNING = 60.0
"""... and after which it has to have answered each time that it is waited for."""
_ADDRESS = re.compile(r"unix:(?P<path>/.+)|tcp:(?P<host>\[[0-9a-fA-F:.]+\]|[^:\s]+):(?P<port>[0-9]{1,5})")


class ScannerAway(Refusal):
    """The scanner that the settings name cannot be asked: nothing is kept of what it has not seen."""

    status = 503
    seconds = 120

    def __init__(self) -> None:
        super().__init__(
            say(
                "The file could not be checked for viruses at the moment, so it has not been kept. "
                "Nothing has been recorded: please send it again in a few minutes."
            )
        )


class Scanner:
    """clamd at an address: "unix:/run/clamav/clamd.ctl" or "tcp:host:3310"; ValueError for anything else."""

    def __init__(self, address: str) -> None:
        found = _ADDRESS.fullmatch(address)
        if found is None or int(found["port"] or 1) not in range(1, 65536):
            raise ValueError(f"OEWG_SCANNER is neither unix:/path nor tcp:host:port: {address!r}")
        self.path = found["path"] or ""
        self.host, self.port = (found["host"] or "").strip("[]"), int(found["port"] or 0)

    def finding(self, contents: bytes) -> str:
        """What it finds, by its own name; "" if nothing. ScannerAway if it does not say."""
        try:
            with closing(self._called()) as line:
                line.settimeout(SCANNING)
                line.sendall(b"zINSTREAM\0")
                for start in range(0, len(contents), PIECE):
                    piece = contents[start : start + PIECE]
                    line.sendall(struct.pack("!L", len(piece)) + piece)
                line.sendall(struct.pack("!L", 0))
                answer = _answer(line)
        except OSError as error:  # it breaks the line off, too, where a file is larger than it takes
            logging.getLogger("oewg").error("the virus scanner cannot be asked: %s", error)
            raise ScannerAway from error
        if answer == "stream: OK":
            return ""
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            return answer.removeprefix("stream: ").removesuffix(" FOUND")
        logging.getLogger("oewg").error("the virus scanner answers: %s", answer)
        raise ScannerAway

    def _called(self) -> socket.socket:
        if not self.path:
            return socket.create_connection((self.host, self.port), CONNECTING)
        line = socket.socket(socket.AF_UNIX)
        try:
            line.settimeout(CONNECTING)
            line.connect(self.path)
        except OSError:
            line.close()
            raise
        return line


def _answer(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < 4096 and (more := line.recv(4096)):
        said += more
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


_scanner: Scanner | None = None
"""One for the process: what is uploaded is looked at by rooms that know of no settings, and none of them may forget it."""


def scan_with(address: str) -> None:
    """Let what is uploaded be scanned by the scanner at an address from now on; by none if it is empty."""
    global _scanner
    _scanner = Scanner(address) if address else None


def check_clean(contents: bytes) -> None:
    """Refuse a file in which the scanner finds something, or that it cannot be asked about."""
    if _scanner is not None and (name := _scanner.finding(contents)):
        logging.getLogger("oewg").warning("the virus scanner finds %s in an upload", name)
        reason = say("The virus scanner finds something harmful in this file, so it is not kept.")
        raise Invalid(reason, {"file": reason})
