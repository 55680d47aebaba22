"""Is what is uploaded looked at by the scanner that the settings name, and kept only if the scanner has said that it is clean?"""

import io
import os
import shutil
import socket
import struct
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from oewg.core.errors import Invalid
from oewg.meetings.models import Statement
from oewg.texts.documents import scanning
from oewg.texts.documents.scanning import Scanner, ScannerAway, scan_with
from oewg.texts.documents.uploads import examined
from tests.meetings.given import an_open_meeting
from tests.world import World, words_of

ROOT = Path(__file__).resolve().parents[3]
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless file that every scanner takes for a virus; in two pieces, so that none takes this file for it. Source: eicar.org."""
Answer = Callable[[bytes], bytes | None]


def like_clamd(contents: bytes) -> bytes:
    return b"stream: Eicar-Signature FOUND\0" if EICAR in contents else b"stream: OK\0"


@pytest.fixture(autouse=True)
def no_scanner_afterwards() -> Iterator[None]:
    yield
    scan_with("")


@pytest.fixture(params=["unix", "tcp"])
def listening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[Answer], str]]:
    """A scanner's line, of both kinds, that speaks clamd's protocol: it takes the whole file, and gives an answer."""
    servers: list[socket.socket] = []

    def serve(server: socket.socket, answer: Answer) -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as heard:
                assert heard.read(10) == b"zINSTREAM\0"
                contents = b""
                while size := struct.unpack("!L", heard.read(4))[0]:
                    assert size <= 64 * 1024
                    contents += heard.read(size)
                said = answer(contents)
                if said is None:
                    time.sleep(1.5)  # longer than the test lets it take
                else:
                    line.sendall(said)

    def listen(answer: Answer) -> str:
        if request.param == "unix":
            server = socket.socket(socket.AF_UNIX)
            server.bind(str(tmp_path / "clamd"))
            address = f"unix:{tmp_path / 'clamd'}"
        else:
            server = socket.create_server(("127.0.0.1", 0))
            address = f"tcp:127.0.0.1:{server.getsockname()[1]}"
        server.listen()
        servers.append(server)
        threading.Thread(target=serve, args=(server, answer), daemon=True).start()
        return address

    yield listen
    for server in servers:
        server.close()


@pytest.mark.parametrize("size", [1, 64 * 1024, 64 * 1024 + 1, 300_000])
def test_the_scanner_is_given_the_whole_file(listening: Callable[[Answer], str], size: int) -> None:
    heard: list[bytes] = []
    contents = os.urandom(size)

    def hear(given: bytes) -> bytes:
        heard.append(given)
        return b"stream: OK\0"

    scanner = Scanner(listening(hear))
    assert scanner.finding(contents) == ""
    assert heard == [contents]


def test_what_the_scanner_finds_is_not_kept(listening: Callable[[Answer], str]) -> None:
    scan_with(listening(like_clamd))
    assert examined(b"The words of a statement.", "s.txt").words == "The words of a statement."
    with pytest.raises(Invalid, match="harmful") as refused:
        examined(EICAR, "s.txt")
    assert "file" in refused.value.fields


@pytest.mark.parametrize(
    "answer", [b"", b"stream: \0", b"INSTREAM size limit exceeded. ERROR\0", b"stream: OK and more\0", b"\xff\xfe\0", b"x" * 9000, None]
)  # fmt: skip
def test_a_scanner_that_does_not_say_that_a_file_is_clean_refuses_it(
    listening: Callable[[Answer], str], answer: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "SCANNING", 0.5)
    scan_with(listening(lambda _contents: answer))
    with pytest.raises(ScannerAway, match="send it again in a few minutes"):
        examined(b"The words of a statement.", "s.txt")


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd", "tcp:127.0.0.1:1"])
def test_a_scanner_that_is_down_refuses_every_file(address: str) -> None:
    scan_with(address)
    with pytest.raises(ScannerAway):
        examined(b"The words of a statement.", "s.txt")


@pytest.mark.parametrize(
    "address", ["clamd", "unix:clamd", "tcp:host", "tcp:host:0", "tcp:host:99999", "tcp::3310", "http://host:3310"]
)  # fmt: skip
def test_an_address_that_is_none_is_told_at_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="OEWG_SCANNER"):
        scan_with(address)


def test_a_file_is_asked_for_again_when_the_scanner_is_away_and_nothing_typed_is_lost(site: World) -> None:
    meeting = an_open_meeting(site)
    scan_with("unix:/nowhere/clamd")
    answer = site.as_("delegate").post(
        "/statements", "/statements/new", form="statement", meeting=str(meeting), manner="written", language="fr",
        file=(io.BytesIO(b"The words of a statement."), "s.txt"),
    )  # fmt: skip
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert "could not be checked for viruses" in words_of(answer)
    assert 'value="fr" selected' in answer.text
    assert site.read(lambda db: db.query(Statement).count()) == 0


def test_a_program_is_told_the_same(site: World) -> None:
    meeting = an_open_meeting(site)
    scan_with("unix:/nowhere/clamd")
    sent = {"meeting": meeting, "manner": "written", "language": "fr", "file": "VGhlIHdvcmRzLg==", "file_name": "s.txt"}
    answer = site.program("delegate")("POST", "/statements", sent)
    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")


def test_every_view_that_takes_a_file_has_it_examined() -> None:
    """The one place through which all uploads go: whoever reads a file hands it to `examined` (or to what does so: `decode`, `sent_content`)."""
    takes = [
        path for part in ("views", "api") for path in (ROOT / "oewg").glob(f"*/{part}*/**/*.py")
        if any(mark in path.read_text() for mark in ("request.files", "b64decode("))
    ]  # fmt: skip
    takes += [path for path in (ROOT / "oewg").glob("*/views.py") if "request.files" in path.read_text()]
    assert len(takes) >= 3
    assert [
        str(p)
        for p in takes
        if not any(mark in p.read_text() for mark in ("examined(", "actions.decode(", "sent_content("))
    ] == []


@pytest.mark.skipif(shutil.which("clamd") is None, reason="clamd is not installed on this machine")
def test_with_clamd_itself(tmp_path: Path) -> None:
    """clamd knows one virus only, the harmless one, so that nothing has to be fetched from anywhere."""
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "test.hdb").write_text("44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-File\n")
    (tmp_path / "clamd.conf").write_text(
        f"LocalSocket {tmp_path}/s\nDatabaseDirectory {tmp_path}/db\nForeground yes\nTemporaryDirectory {tmp_path}\n"
    )
    clamd = subprocess.Popen([shutil.which("clamd") or "", "-c", tmp_path / "clamd.conf"], stdout=subprocess.DEVNULL)
    try:
        until = time.monotonic() + 30
        while not (tmp_path / "s").exists() and time.monotonic() < until:
            time.sleep(0.1)
        scanner = Scanner(f"unix:{tmp_path}/s")
        assert scanner.finding(b"The words of a statement.") == ""
        assert scanner.finding(EICAR) == "Eicar-Test-File.UNOFFICIAL"
    finally:
        clamd.terminate()
        clamd.wait()
